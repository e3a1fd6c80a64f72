"""Verbs of what a meeting brings forth: decisions with votes, and actions."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TypedDict, Unpack
from uuid import UUID

from sqlalchemy import select

from wijkraad_app.db.fields import checked
from wijkraad_app.db.unit import UnitOfWork
from wijkraad_app.db.verbs import Refused, verb
from wijkraad_app.kernel import clock
from wijkraad_app.kernel.errors import UserError
from wijkraad_app.kernel.i18n import N_, _

from .. import queries
from ..model import Action, AgendaItem, Decision, Meeting
from ..rules import votes as voting
from ..rules import words
from ..rules.checks import one_of, possible_votes, some_text, within_present
from ..rules.ordering import keys_with_room
from ..rules.proposals import last_proposal
from ..rules.subjects import SUBJECTS, Adoption


class DecisionFields(TypedDict, total=False):
    """How a decision was taken. With counts the outcome follows from them, else it is ``outcome`` (adopted)."""

    method: str
    majority: str
    votes_for: int | None
    votes_against: int | None
    abstained: int | None
    outcome: str


@verb(label=N_("Add decision “{text}”"))
def add_decision(
    uow: UnitOfWork,
    *,
    text: str,
    item: UUID | None = None,
    meeting: UUID | None = None,
    day: date | None = None,
    **fields: Unpack[DecisionFields],
) -> UUID:
    """A decision at an item, at a meeting, or (with its day) an earlier one; also after the meeting was closed.

    `UserError` when more votes were counted than members with a vote are present.
    """
    uow.describe(text=text)
    said = some_text(text, _("Type what was decided."))
    at = _meeting_of(uow, item, meeting)
    row = Decision(
        meeting=at.id if at else None,
        item=item,
        position=_last_place(uow, Decision, at.id if at else None),
        day=None if at else day,
        **checked(Decision, {"text": said}),
    )
    _count(uow, row, at, fields)
    return uow.add(row).id


def _meeting_of(uow: UnitOfWork, item: UUID | None, meeting: UUID | None) -> Meeting | None:
    if item is not None:
        meeting = uow.get(AgendaItem, item).meeting
    return uow.get(Meeting, meeting) if meeting is not None else None


def _last_place(uow: UnitOfWork, model: type[Decision] | type[Action], meeting: UUID | None) -> str:
    """After all others of the meeting; what belongs to no meeting goes by its day."""
    if meeting is None:
        return ""
    query = select(model.position).where(model.meeting == meeting).order_by(model.position.desc()).limit(1)
    last = uow.session.scalar(query)
    keys = [last] if last else []
    return keys_with_room(keys, len(keys))[1]


def _count(uow: UnitOfWork, row: Decision, at: Meeting | None, fields: DecisionFields) -> None:
    """Set how ``row`` was taken, and the outcome that follows from the counts."""
    one_of(fields.get("method", "acclamation"), words.METHODS)
    one_of(fields.get("majority", "simple"), words.MAJORITIES)
    one_of(fields.get("outcome", "adopted"), voting.OUTCOMES)
    uow.update(row, **checked(Decision, fields))
    counted = possible_votes(row.votes_for, row.votes_against, row.abstained)
    if counted is None:
        return
    row.votes_for, row.votes_against, row.abstained = counted.in_favour, counted.against, counted.abstained
    if row.method == "acclamation":
        row.method = "hands"
    if at is not None:
        _within_attendance(uow, at, counted)
    row.outcome = voting.outcome(counted, row.majority)


def _within_attendance(uow: UnitOfWork, meeting: Meeting, counted: voting.Votes) -> None:
    """Counts are checked only where attendance was recorded at all."""
    rows = queries.attendance_rows(uow.session, meeting)
    if any(row.state != "unknown" for row in rows):
        within_present(counted, sum(row.votes and row.here for row in rows))


@verb(label=N_("Change decision “{text}”"))
def update_decision(uow: UnitOfWork, *, id: UUID, text: str | None = None, **fields: Unpack[DecisionFields]) -> None:
    """Correct a decision or its votes; also after the meeting was closed."""
    row = uow.get(Decision, id)
    uow.describe(text=row.text)
    if text is not None:
        uow.update(row, **checked(Decision, {"text": some_text(text, _("Type what was decided."))}))
    if fields:
        _count(uow, row, _meeting_of(uow, None, row.meeting), fields)


@verb(label=N_("Vote “{text}”"))
def record_vote(
    uow: UnitOfWork, *, item: UUID, votes_for: int, votes_against: int, abstained: int = 0, majority: str = "simple"
) -> UUID:
    """Give the last decision at the item without counts these votes, or decide on the last proposal by them.

    Returns the decision's id. `UserError` when there is nothing to vote on.
    """
    counts: DecisionFields = {
        "method": "hands",
        "majority": majority,
        "votes_for": votes_for,
        "votes_against": votes_against,
        "abstained": abstained,
    }
    open_ones = [row for row in queries.decisions_of_item(uow.session, item) if not row.counted]
    proposal = last_proposal(uow.get(AgendaItem, item).notes)
    if open_ones:
        uow.describe(text=open_ones[-1].text)
        update_decision(uow, id=open_ones[-1].id, **counts)
        return open_ones[-1].id
    if not proposal:
        raise UserError(_("Type the proposal or the decision first, then the vote."), code="nothing_to_vote_on")
    return add_decision(uow, item=item, text=proposal, **counts)


@verb(label=N_("Remove decision “{text}”"))
def remove_decision(uow: UnitOfWork, *, id: UUID) -> None:
    """Take a decision away; those after it move up a number."""
    row = uow.get(Decision, id)
    uow.describe(text=row.text)
    uow.remove(row)


@verb(
    label=N_("Decide and adopt “{text}”"),
    undo=Refused(N_("What was adopted stays adopted. Correct it with a reason, or withdraw it.")),
)
def decide_and_adopt(
    uow: UnitOfWork,
    *,
    item: UUID,
    text: str,
    answers: Mapping[UUID, str] | None = None,
    **fields: Unpack[DecisionFields],
) -> UUID:
    """A decision at an item that adopts what the item is about (an advice, minutes), in one step.

    ``answers`` say of what changed meanwhile (`SubjectHandler.asks`) whether it is kept or updated. Returns
    the decision's id. `UserError` when the vote didn't adopt it or there is nothing to adopt.
    """
    uow.describe(text=text)
    row = uow.get(AgendaItem, item)
    handler = SUBJECTS.get(row.subject_kind)
    if handler is None or row.subject is None or not handler.can_adopt(uow.session, row.subject):
        raise UserError(_("There is nothing to adopt at this item."), code="nothing_to_adopt")
    made = add_decision(uow, item=item, text=text, **fields)
    taken = uow.get(Decision, made)
    if taken.outcome != "adopted":
        raise UserError(_("The vote didn't adopt this. Record it as a decision only."), code="not_adopted")
    meeting = uow.get(Meeting, row.meeting)
    day = meeting.day or clock.today(meeting.zone)
    handler.adopt(uow, Adoption(row.subject, row.version, made, meeting.id, day, answers or {}))
    return made


class ActionFields(TypedDict, total=False):
    """Who does an action and when; ``owner_name`` for someone who isn't known by id."""

    owner: UUID | None
    owner_name: str
    due: date | None


@verb(label=N_("Add action “{text}”"))
def add_action(
    uow: UnitOfWork,
    *,
    text: str,
    item: UUID | None = None,
    meeting: UUID | None = None,
    **fields: Unpack[ActionFields],
) -> UUID:
    """An action from an item, a meeting, or of itself; a typed owner who is known is linked."""
    uow.describe(text=text)
    said = some_text(text, _("Type what has to be done."))
    at = _meeting_of(uow, item, meeting)
    row = Action(
        meeting=at.id if at else None,
        item=item,
        position=_last_place(uow, Action, at.id if at else None),
        **checked(Action, {"text": said}),
    )
    uow.update(row, **checked(Action, _known_owner(uow, fields)))
    return uow.add(row).id


def _known_owner(uow: UnitOfWork, fields: ActionFields) -> ActionFields:
    """A name typed becomes the person meant, where that is certain."""
    typed = fields.get("owner_name", "")
    if typed and not fields.get("owner"):
        person = queries.person_named(uow.session, typed, clock.today())
        return {**fields, "owner": person, "owner_name": "" if person else typed.strip()}
    return {**fields, "owner_name": ""} if fields.get("owner") else fields


@verb(label=N_("Change action “{text}”"))
def update_action(uow: UnitOfWork, *, id: UUID, text: str | None = None, **fields: Unpack[ActionFields]) -> None:
    """Change what, who or when."""
    row = uow.get(Action, id)
    uow.describe(text=row.text)
    if text is not None:
        uow.update(row, **checked(Action, {"text": some_text(text, _("Type what has to be done."))}))
    uow.update(row, **checked(Action, _known_owner(uow, fields)))


@verb(label=N_("Action “{text}”: {state}"))
def set_action_state(uow: UnitOfWork, *, id: UUID, state: str, on: date | None = None) -> None:
    """Done, dropped, or open again; ``on`` is the day it was done (today)."""
    row = uow.get(Action, id)
    uow.describe(text=row.text, state=_(words.ACTION_STATES[one_of(state, words.ACTION_STATES)]))
    row.status = state
    row.done_on = (on or clock.today()) if state == "done" else None


@verb(label=N_("Finish action “{text}”"))
def finish_action(uow: UnitOfWork, *, id: UUID, on: date | None = None) -> None:
    """Check an action off."""
    row = uow.get(Action, id)
    uow.describe(text=row.text)
    set_action_state(uow, id=id, state="done", on=on)


@verb(label=N_("Remove action “{text}”"))
def remove_action(uow: UnitOfWork, *, id: UUID) -> None:
    row = uow.get(Action, id)
    uow.describe(text=row.text)
    uow.remove(row)
