"""Verbs of adopted minutes: frozen as exact bytes with their digest; later edits touch the draft only."""

from __future__ import annotations

import hashlib
from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from wijkraad_app.db.canonical import canonical
from wijkraad_app.db.fields import checked
from wijkraad_app.db.tables import Snapshot
from wijkraad_app.db.unit import UnitOfWork
from wijkraad_app.db.verbs import Refused, verb
from wijkraad_app.kernel import clock
from wijkraad_app.kernel.errors import UserError
from wijkraad_app.kernel.i18n import N_, _

from .. import queries
from ..model import Decision, Meeting
from ..rules.checks import some_text
from ..rules.subjects import SUBJECTS, Adoption, SubjectHandler
from ..rules.words import meeting_name

_FROZEN = Refused(N_("Adopted minutes stay as they are. Correct them with a reason instead."))


@verb(label=N_("Adopt the minutes of {title}"), undo=_FROZEN)
def adopt_minutes(
    uow: UnitOfWork,
    *,
    meeting: UUID,
    decision: UUID | None = None,
    in_meeting: UUID | None = None,
    day: date | None = None,
) -> UUID:
    """Freeze the minutes of ``meeting`` as they are now; returns the snapshot's id.

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
    snapshot = _freeze(uow, row, "adopted", "", in_meeting)
    row.minutes_state = "adopted"
    row.minutes_adopted_on = day or clock.today(row.zone)
    return snapshot


@verb(label=N_("Correct the minutes of {title}"), undo=_FROZEN)
def correct_minutes(uow: UnitOfWork, *, meeting: UUID, reason: str) -> UUID:
    """Freeze adopted minutes anew, after a correction in the draft; the reason stays in the history."""
    row = uow.get(Meeting, meeting)
    uow.describe(title=meeting_name(row.title, row.day))
    if row.minutes_state != "adopted":
        raise UserError(_("These minutes aren't adopted yet. Change the draft itself."), code="not_adopted")
    said = some_text(reason, _("Type why the minutes are corrected."))
    return _freeze(uow, row, "corrected", said, None)


def _freeze(uow: UnitOfWork, row: Meeting, purpose: str, reason: str, in_meeting: UUID | None) -> UUID:
    from ..documents.data import frozen_minutes

    uow.session.flush()
    view = queries.meeting_view(uow.session, row.id)
    if view is None:
        raise AssertionError("a meeting that was just read is gone")
    content = canonical(frozen_minutes(view))
    fields = checked(Snapshot, {"purpose": purpose, "reason": reason})
    made = Snapshot(
        subject_kind="meeting",
        subject=row.id,
        content=content.decode(),
        sha256=hashlib.sha256(content).hexdigest(),
        meeting=in_meeting,
        **fields,
    )
    return uow.add(made).id


def _title(session: Session, meeting: UUID) -> str:
    row = session.get(Meeting, meeting)
    return _("Minutes of {meeting}").format(meeting=meeting_name(row.title, row.day)) if row else ""


def _can_adopt(session: Session, meeting: UUID) -> bool:
    row = session.get(Meeting, meeting)
    return row is not None and not row.deleted and row.minutes_state == "draft"


def _adopt(uow: UnitOfWork, by: Adoption) -> object:
    return adopt_minutes(uow, meeting=by.subject, decision=by.decision, in_meeting=by.meeting, day=by.day)


SUBJECTS.register(
    SubjectHandler(
        kind="meeting",
        title=_title,
        adopt_label=N_("Adopt the minutes in the same step"),
        can_adopt=_can_adopt,
        adopt=_adopt,
    )
)
