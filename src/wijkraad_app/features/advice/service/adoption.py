"""Verbs of agenda and adoption: the version that goes with the agenda, the version that is adopted."""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal
from uuid import UUID

from wijkraad_app.db.fields import checked
from wijkraad_app.db.tables import Snapshot
from wijkraad_app.db.unit import UnitOfWork
from wijkraad_app.db.verbs import Refused, verb
from wijkraad_app.features.council.model import Person
from wijkraad_app.features.meetings import service as meetings
from wijkraad_app.features.meetings.model import Decision, Meeting
from wijkraad_app.features.meetings.rules.subjects import KEEP
from wijkraad_app.kernel import clock
from wijkraad_app.kernel.errors import UserError
from wijkraad_app.kernel.i18n import N_, _

from ..model import Advice
from ..queries.contents import draft_content, kept_content
from ..queries.evidence import freshness_in
from ..rules.freshness import Freshness
from ..rules.numbering import SECTIONS, cited
from ..rules.snapshot import Content, freeze_content
from ..rules.states import State, after_adoption, move
from .answering import answered, changed
from .parts import (
    clashing,
    editable,
    give_reference,
    holds_office,
    keep_version,
    one_of,
    other_reference,
    reasoned,
    titled,
)

STAYS = Refused(N_("What was adopted stays adopted. Correct it with a reason, or withdraw it."))
CONFIRMED = Refused(N_("A confirmation stands. Change the text; then both confirm it again."))


@dataclass(frozen=True, slots=True)
class OnAgenda:
    """The agenda item, and the version that goes with it."""

    item: UUID
    version: UUID


@verb(label=N_("Put “{title}” on the agenda"))
def put_on_agenda(
    uow: UnitOfWork, *, advice: UUID, meeting: UUID, item: UUID | None = None, kind: str = "decide"
) -> OnAgenda:
    """Freeze the draft as it is and make it the subject of an item of that meeting (a new one unless told).

    What was adopted with changes that aren't confirmed yet is then decided anew.
    """
    row = editable(uow, advice)
    uow.describe(title=row.title)
    content = _worth_showing(draft_content(uow.session, advice))
    version = keep_version(uow, row, content, "agenda", meeting=meeting)
    if row.state == State.DRAFT.value:
        row.state = move(State.DRAFT, State.UNDER_DISCUSSION).value
    row.discussed = version.id
    _decide_anew(uow, row)
    uow.session.flush()
    placed = meetings.put_on_agenda(
        uow,
        meeting=meeting,
        subject_kind=Advice.__kind__,
        subject=advice,
        version=version.id,
        item=item,
        title=row.title,
        kind=kind,
    )
    return OnAgenda(placed, version.id)


@verb(label=N_("Adopt “{title}”"), undo=STAYS)
def adopt(
    uow: UnitOfWork,
    *,
    advice: UUID,
    decision: UUID | None = None,
    by_mail: bool = False,
    version: UUID | None = None,
    use_draft: bool = False,
    day: date | None = None,
    asked: bool = False,
    answers: Mapping[UUID, str] | None = None,
) -> UUID:
    """Adopt one exact version, by a decision or by mail; returns the snapshot in force.

    The version is the one given, with ``use_draft`` the draft as it is now, else the one that went with the agenda
    (or was sent before). Refused while a source under it has changed and the user wasn't ``asked`` about that, and
    always while a quote in it lacks consent. ``answers`` about single sources are "keep" (with today's date in the
    annex) or "update" (the new figures, also in the text); ``asked`` keeps all others. Gives the reference number.
    """
    row = uow.get(Advice, advice)
    uow.describe(title=row.title)
    _refuse_when_adopted(row)
    _refuse_open_changes(row)
    state = after_adoption(State(row.state))
    content = _chosen(uow, row, version, use_draft=use_draft)
    said = {UUID(one.id): KEEP for one in changed(uow.session, row.language, content)} if asked else {}
    said.update(answers or {})
    _refuse_stale(uow, row, content, answered=said.keys())
    content = answered(uow, content, said)
    meeting, on = _how(uow, decision, by_mail=by_mail, day=day)
    row.decision, row.adopted_how = decision, "mail" if by_mail else "meeting"
    _tie(uow, decision, row)
    return _freeze(uow, row, content, state, meeting=meeting, day=on)


@verb(label=N_("Adopt “{title}” with changes"))
def adopt_with_changes(
    uow: UnitOfWork,
    *,
    advice: UUID,
    changes: str,
    by: UUID | None = None,
    decision: UUID | None = None,
    by_mail: bool = False,
    version: UUID | None = None,
    day: date | None = None,
) -> None:
    """Record that it was adopted with changes, which, and who works them in. The text stays open until chair and
    secretary have confirmed the comparison (`confirm_changes`)."""
    row = editable(uow, advice)
    uow.describe(title=row.title)
    if not changes.strip():
        raise UserError(_("Type which changes were agreed."), code="changes_missing")
    if by is not None:
        uow.get(Person, by)
    _meeting, on = _how(uow, decision, by_mail=by_mail, day=day)
    base = version or row.discussed or keep_version(uow, row, draft_content(uow.session, advice), "agenda").id
    if row.state == State.DRAFT.value:
        row.state = State.UNDER_DISCUSSION.value
    uow.update(
        row,
        **checked(Advice, {"changes_text": changes.strip()}),
        changes_by=by,
        discussed=base,
        decision=decision,
        adopted_how="mail" if by_mail else "meeting",
        adopted_on=on,
        chair_confirmed="",
        secretary_confirmed="",
    )


@verb(label=N_("Confirm the changes in “{title}”"), undo=CONFIRMED)
def confirm_changes(
    uow: UnitOfWork, *, advice: UUID, role: Literal["chair", "secretary"], sha256: str, asked: bool = False
) -> bool:
    """Chair or secretary confirms the comparison of exactly this version (its hash); when both have confirmed the
    same one it is frozen and adopted: True. `UserError` "changed_meanwhile" when the text isn't that version now,
    "not_your_office" when someone else works."""
    row = editable(uow, advice)
    uow.describe(title=row.title)
    one_of(role, ("chair", "secretary"))
    if not row.changes_text or row.adopted is not None:
        raise UserError(_("There are no agreed changes to confirm."), code="no_changes")
    holds_office(uow, role)
    content = draft_content(uow.session, advice)
    if freeze_content(content).sha256 != sha256:
        raise UserError(
            _("The text has been changed meanwhile. Look at the comparison again."), code="changed_meanwhile"
        )
    if role == "chair":
        row.chair_confirmed = sha256
    else:
        row.secretary_confirmed = sha256
    if not row.chair_confirmed == row.secretary_confirmed == sha256:
        return False
    said = {UUID(one.id): KEEP for one in changed(uow.session, row.language, content)} if asked else {}
    _refuse_stale(uow, row, content, answered=said.keys())
    content = answered(uow, content, said)
    decision = uow.get(Decision, row.decision) if row.decision else None
    meeting = decision.meeting if decision else None
    _freeze(uow, row, content, after_adoption(State(row.state)), meeting=meeting, day=row.adopted_on or clock.today())
    return True


@verb(label=N_("Give “{title}” a reference of its own"))
def settle_reference(uow: UnitOfWork, *, advice: UUID) -> str:
    """A suffix when an earlier advice has the same reference, as after two computers worked apart; else as it was."""
    row = uow.get(Advice, advice)
    uow.describe(title=row.title)
    if clashing(uow.session, row):
        other_reference(uow, row)
    return row.reference


@verb(label=N_("Correct a typing error in “{title}”"), undo=STAYS)
def correct_typo(
    uow: UnitOfWork,
    *,
    advice: UUID,
    reason: str,
    title: str | None = None,
    sections: Mapping[str, str] | None = None,
    recommendations: Mapping[int, str] | None = None,
) -> UUID:
    """Mend a typing error in what was adopted: a new version with a reason, hashed anew; the old one stays.

    ``sections`` by name, ``recommendations`` by number (from 1). Sources and their order can't change. A letter that
    was signed has to be made and signed again; one that was sent isn't changed any more.
    """
    row = uow.get(Advice, advice)
    uow.describe(title=row.title)
    why = reasoned(reason)
    if row.adopted is None or row.state not in (State.ADOPTED.value, State.SIGNED.value):
        message = _("Only an adopted advice that hasn't been sent is corrected this way.")
        raise UserError(message, code="not_adopted")
    before = kept_content(uow.session, row.adopted)
    after = _corrected(before, title, sections or {}, recommendations or {})
    if after == before:
        raise UserError(_("Nothing was changed."), code="nothing_changed")
    if cited(after.texts) != cited(before.texts):
        message = _("Sources can't be added, removed or moved this way. That needs a new decision.")
        raise UserError(message, code="sources_changed")
    fields = {name: getattr(after, name) for name in ("title", *SECTIONS)}
    checked(Advice, fields)
    version = keep_version(uow, row, after, "corrected", reason=why)
    row.title, row.adopted, row.state = after.title, version.id, State.ADOPTED.value
    return version.id


@verb(label=N_("Withdraw “{title}”"))
def withdraw(uow: UnitOfWork, *, advice: UUID, reason: str) -> None:
    """End an advice with a reason; it stays in the dossier."""
    row = uow.get(Advice, advice)
    uow.describe(title=row.title)
    why = reasoned(reason)
    row.state = move(State(row.state), State.WITHDRAWN).value
    uow.update(row, **checked(Advice, {"withdrawn_reason": why}))


def _corrected(
    before: Content, title: str | None, sections: Mapping[str, str], recommendations: Mapping[int, str]
) -> Content:
    for name in sections:
        one_of(name, SECTIONS)
    texts = list(before.recommendations)
    for number, text in recommendations.items():
        if not 1 <= number <= len(texts):
            raise UserError(_("There is no recommendation {number}.").format(number=number), code="no_recommendation")
        texts[number - 1] = text
    named = before.title if title is None else titled(title)
    return replace(
        before,
        title=named,
        occasion=sections.get("occasion", before.occasion),
        findings=sections.get("findings", before.findings),
        considerations=sections.get("considerations", before.considerations),
        recommendations=tuple(texts),
    )


def _worth_showing(content: Content) -> Content:
    if not any(text.strip() for text in content.texts):
        raise UserError(_("This advice is still empty. Write at least one recommendation first."), code="empty")
    return content


def _refuse_when_adopted(row: Advice) -> None:
    if row.adopted is not None:
        message = _("This advice was adopted already. Correct a typing error with a reason, or withdraw it.")
        raise UserError(message, code="already_adopted")


def _refuse_open_changes(row: Advice) -> None:
    if row.changes_text and State(row.state).editable:
        message = _("This was adopted with changes. Chair and secretary confirm them; that fixes the text.")
        raise UserError(message, code="changes_open")


def _decide_anew(uow: UnitOfWork, row: Advice) -> None:
    if row.changes_text:
        uow.update(
            row,
            changes_text="",
            changes_by=None,
            chair_confirmed="",
            secretary_confirmed="",
            decision=None,
            adopted_how="",
            adopted_on=None,
        )


def _chosen(uow: UnitOfWork, row: Advice, version: UUID | None, *, use_draft: bool) -> Content:
    chosen = version or (None if use_draft else row.discussed)
    if chosen is None:
        return _worth_showing(draft_content(uow.session, row.id))
    if uow.get(Snapshot, chosen).subject != row.id:
        raise UserError(_("This version belongs to another advice."), code="wrong_version")
    return kept_content(uow.session, chosen)


def _how(uow: UnitOfWork, decision: UUID | None, *, by_mail: bool, day: date | None) -> tuple[UUID | None, date]:
    """The meeting of the decision if any, and the day."""
    if decision is None:
        if not by_mail:
            raise UserError(_("Choose the decision that adopted it, or “by mail”."), code="how_missing")
        return None, day or clock.today()
    taken = uow.get(Decision, decision)
    if taken.outcome != "adopted":
        raise UserError(_("That decision didn't adopt it. Choose another one."), code="rejected")
    meeting = uow.get(Meeting, taken.meeting) if taken.meeting else None
    return taken.meeting, day or taken.day or (meeting.day if meeting else None) or clock.today()


def _tie(uow: UnitOfWork, decision: UUID | None, advice: Advice) -> None:
    """A decision that isn't about anything yet is from now on about this advice: the register finds it so."""
    taken = uow.get(Decision, decision) if decision is not None else None
    if taken is not None and taken.item is None and taken.subject is None:
        taken.subject_kind, taken.subject = Advice.__kind__, advice.id


def _refuse_stale(uow: UnitOfWork, advice: Advice, content: Content, *, answered: Set[UUID]) -> None:
    """Each source of the version beside what it says now."""
    for number, source in enumerate(content.sources, start=1):
        freshness = freshness_in(uow.session, advice.language, source)
        if freshness is Freshness.NO_CONSENT:
            message = _("The quote at source {number} may no longer be used. Remove it from the text first.")
            raise UserError(message.format(number=number), code="no_consent")
        if freshness.asks and UUID(source.id) not in answered:
            message = _("Source {number} has changed since. Take the new figures or keep these, then adopt.")
            raise UserError(message.format(number=number), code="source_changed")


def _freeze(uow: UnitOfWork, row: Advice, content: Content, state: State, *, meeting: UUID | None, day: date) -> UUID:
    """The version in force from now on, with its reference."""
    version = keep_version(uow, row, replace(content, title=titled(content.title)), "adopted", meeting=meeting)
    row.adopted, row.adopted_on, row.state, row.title = version.id, day, state.value, content.title
    give_reference(uow, row, day)
    return version.id
