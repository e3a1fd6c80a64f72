"""Adoption of minutes: frozen as exact bytes with their digest, and as the PDF of that moment."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from wijkraad_app.db.canonical import canonical
from wijkraad_app.db.tables import Snapshot
from wijkraad_app.db.unit import UnitOfWork
from wijkraad_app.db.verbs import Refused, verb
from wijkraad_app.kernel import clock
from wijkraad_app.kernel.errors import UserError
from wijkraad_app.kernel.i18n import N_, _

from .. import queries
from ..model import Decision, Meeting
from ..queries.minutes import comments
from ..rules.minutes import OPEN_STATES
from ..rules.subjects import SUBJECTS, UPDATE, Adoption, OpenComment, SubjectHandler, ToAsk
from ..rules.words import meeting_name
from .comments import settle_comment

PDF = "application/pdf"

_FROZEN = Refused(N_("Adopted minutes stay as they are. Add a correction instead."))


@verb(label=N_("Adopt the minutes of {title}"), undo=_FROZEN)
def adopt_minutes(
    uow: UnitOfWork,
    *,
    meeting: UUID,
    decision: UUID | None = None,
    in_meeting: UUID | None = None,
    day: date | None = None,
) -> UUID:
    """Freeze the minutes of ``meeting`` as they are now, with their PDF; returns the snapshot's id.

    ``decision`` is the one that adopts them (it must be adopted), ``in_meeting`` where it was taken.
    Refused when they are adopted already, or there is nothing to adopt.
    """
    row = uow.get(Meeting, meeting)
    uow.describe(title=meeting_name(row.title, row.day))
    if row.minutes_state == "adopted":
        raise UserError(_("These minutes are adopted already."), code="adopted")
    if row.minutes_state == "none":
        raise UserError(_("There are no minutes to adopt yet. Hold the meeting first."), code="no_minutes")
    if decision is not None:
        taken = uow.get(Decision, decision)
        in_meeting = in_meeting or taken.meeting
        if taken.outcome != "adopted":
            raise UserError(_("That decision didn't adopt the minutes. Choose another one."), code="not_adopted")
    snapshot = freeze(uow, row, "adopted", in_meeting)
    row.minutes_state = "adopted"
    row.minutes_adopted_on = day or clock.today(row.zone)
    row.minutes_pdf = _kept_pdf(uow, row)
    return snapshot


def _kept_pdf(uow: UnitOfWork, row: Meeting) -> str:
    """The digest of the whole minutes as PDF; "" where a character can't be printed, which must not stop a meeting."""
    from wijkraad_app.pdf import render

    from ..documents import minutes_document, paper

    try:
        return uow.store_blob(render.render(minutes_document(_view(uow, row), paper(uow.session))), PDF)
    except UserError as error:
        if error.code != "missing_character":
            raise
        return ""


def freeze(uow: UnitOfWork, row: Meeting, purpose: str, in_meeting: UUID | None) -> UUID:
    """Keep the minutes as they are now, as canonical JSON with its digest; returns the snapshot's id."""
    from ..documents.data import frozen_minutes

    content = canonical(frozen_minutes(_view(uow, row)))
    made = Snapshot(
        subject_kind="meeting",
        subject=row.id,
        content=content.decode(),
        sha256=hashlib.sha256(content).hexdigest(),
        meeting=in_meeting,
        purpose=purpose,
    )
    return uow.add(made).id


def _view(uow: UnitOfWork, row: Meeting) -> queries.MeetingView:
    uow.session.flush()
    view = queries.meeting_view(uow.session, row.id)
    if view is None:
        raise AssertionError("a meeting that was just read is gone")
    return view


def _title(session: Session, meeting: UUID) -> str:
    row = session.get(Meeting, meeting)
    return _("Minutes of {meeting}").format(meeting=meeting_name(row.title, row.day)) if row else ""


def _can_adopt(session: Session, meeting: UUID) -> bool:
    row = session.get(Meeting, meeting)
    return row is not None and not row.deleted and row.minutes_state in OPEN_STATES


def _asks(session: Session, meeting: UUID, _version: UUID | None) -> Sequence[ToAsk]:
    """Comments that are still open are named first."""
    found = enumerate(comments(session, meeting), start=1)
    return tuple(OpenComment(row.id, number, row.text, row.sender) for number, row in found if row.state == "open")


def _adopt(uow: UnitOfWork, by: Adoption) -> object:
    for comment, answer in by.answers.items():
        state = "worked_in" if answer == UPDATE else "declined"
        settle_comment(uow, id=comment, state=state, reason=_("Adopted without it."))
    return adopt_minutes(uow, meeting=by.subject, decision=by.decision, in_meeting=by.meeting, day=by.day)


SUBJECTS.register(
    SubjectHandler(
        kind="meeting",
        title=_title,
        adopt_label=N_("Adopt the minutes in the same step"),
        can_adopt=_can_adopt,
        adopt=_adopt,
        asks=_asks,
    )
)
