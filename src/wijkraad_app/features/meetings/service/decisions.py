"""Verbs of decisions: how they were taken, by which votes, and what follows from that."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
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
from wijkraad_app.kernel.ids import derived_id

from .. import queries
from ..model import Action, AgendaItem, Decision, Meeting, Vote
from ..rules import votes as voting
from ..rules import words
from ..rules.checks import one_of, possible_votes, some_text, within_present
from ..rules.ordering import keys_with_room
from ..rules.proposals import last_proposal, last_proposal_at, paragraphs
from ..rules.standing import Standing
from ..rules.subjects import SUBJECTS, Adoption
from .on_now import kept_at


class DecisionFields(TypedDict, total=False):
    """How a decision was taken. With counts the outcome follows from them, else it is ``outcome`` (adopted).

    ``choices`` say who voted what (a roll call, or by mail): the counts follow from them. ``noted`` and ``amends`` as
    in `model.Decision`.
    """

    method: str
    majority: str
    votes_for: int | None
    votes_against: int | None
    abstained: int | None
    blank: int | None
    outcome: str
    sort: str
    amends: UUID | None
    choices: Mapping[UUID, str]


_COUNTS = ("votes_for", "votes_against", "abstained", "blank")


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

    Who is there is kept with it. `UserError` when more votes were counted than members with a vote are present.
    """
    uow.describe(text=text)
    said = some_text(text, _("Type what was decided."))
    item = kept_at(uow, item)
    at = meeting_of(uow, item, meeting)
    row = Decision(
        meeting=at.id if at else None,
        item=item,
        position=last_place(uow, at.id if at else None),
        noted=noted_at(uow, item),
        day=None if at else day,
        **checked(Decision, {"text": said}),
    )
    _count(uow, row, at, fields, taken=True)
    return uow.add(row).id


def meeting_of(uow: UnitOfWork, item: UUID | None, meeting: UUID | None) -> Meeting | None:
    if item is not None:
        meeting = uow.get(AgendaItem, item).meeting
    return uow.get(Meeting, meeting) if meeting is not None else None


def noted_at(uow: UnitOfWork, item: UUID | None) -> int | None:
    """How many paragraphs of notes the item has now."""
    return len(paragraphs(uow.get(AgendaItem, item).notes)) if item is not None else None


def last_place(uow: UnitOfWork, meeting: UUID | None) -> str:
    """After all decisions and actions of the meeting; what belongs to no meeting goes by its day."""
    if meeting is None:
        return ""
    found = []
    for model in (Decision, Action):
        query = select(model.position).where(model.meeting == meeting).order_by(model.position.desc()).limit(1)
        found.append(uow.session.scalar(query) or "")
    keys = [max(found)] if max(found) else []
    return keys_with_room(keys, len(keys))[1]


def _count(uow: UnitOfWork, row: Decision, at: Meeting | None, fields: DecisionFields, *, taken: bool) -> None:
    """Set how ``row`` was taken, and the outcome that follows from the counts. ``taken``: the vote is now, so that
    who is there now is kept with it."""
    one_of(fields.get("method", "acclamation"), words.METHODS)
    one_of(fields.get("majority", "simple"), words.MAJORITIES)
    one_of(fields.get("outcome", "adopted"), voting.OUTCOMES)
    one_of(fields.get("sort", "decision"), voting.SORTS)
    choices = fields.pop("choices", {})
    fields = {**fields, **_counted(choices)}
    uow.update(row, **checked(Decision, fields))
    now = _standing(uow, row, at) if at is not None and row.method != "mail" else None
    counted = possible_votes(row.votes_for, row.votes_against, row.abstained, row.blank)
    if now is not None and (taken or choices):
        _keep_attendance(uow, row, now, choices)
    elif choices:
        keep_votes(uow, row, choices)
    if counted is None:
        return
    uow.update(row, **dict(zip(_COUNTS, _split(counted), strict=True)))
    if row.method in ("acclamation", "consent"):
        row.method = "hands"
    _fits(uow, row, now, counted)
    if any(name in fields for name in (*_COUNTS, "majority")) or not row.outcome_reason:
        row.outcome, row.outcome_reason = _computed(uow, row, counted), ""


def _split(counted: voting.Votes) -> tuple[int, int, int, int]:
    return counted.in_favour, counted.against, counted.abstained, counted.blank


def _counted(choices: Mapping[UUID, str]) -> DecisionFields:
    if not choices:
        return {}
    said = [one_of(choice, voting.CHOICES) for choice in choices.values()]
    votes_for, against, abstained, blank = (said.count(choice) for choice in voting.CHOICES)
    return {"votes_for": votes_for, "votes_against": against, "abstained": abstained, "blank": blank}


def _computed(uow: UnitOfWork, row: Decision, counted: voting.Votes) -> str:
    there = None
    if row.present is not None and row.members is not None:
        there = voting.Quorum(row.needed or 0, row.present, row.members)
    return voting.outcome(counted, row.majority, queries.voting_rules(uow.session), there)


def _standing(uow: UnitOfWork, row: Decision, at: Meeting) -> Standing | None:
    """Who may vote now; None where attendance wasn't recorded at all."""
    found = queries.standing_of(uow.session, at, row.item)
    return found if found.known else None


def _keep_attendance(uow: UnitOfWork, row: Decision, now: Standing, choices: Mapping[UUID, str]) -> None:
    quorum = now.quorum.for_majority(row.majority)
    row.present, row.needed, row.members = quorum.present, quorum.needed, quorum.members
    said = dict.fromkeys(now.without, "without") | dict.fromkeys(now.aside, "aside")
    keep_votes(uow, row, said | dict.fromkeys(now.voters, "present") | dict(choices))


def keep_votes(uow: UnitOfWork, row: Decision, said: Mapping[UUID, str]) -> None:
    """One row for each, the same on every computer; who isn't among them any more goes."""
    for vote in uow.session.scalars(select(Vote).where(Vote.decision == row.id, Vote.deleted.is_(False))):
        if vote.person not in said:
            uow.remove(vote)
    for person, choice in said.items():
        vote_id = derived_id(row.id, "vote", person)
        known = uow.session.get(Vote, vote_id)
        if known is None:
            uow.add(Vote(id=vote_id, decision=row.id, person=person, choice=choice))
        else:
            uow.update(known, deleted=False, choice=choice)


def _fits(uow: UnitOfWork, row: Decision, now: Standing | None, counted: voting.Votes) -> None:
    """Counts are checked against who was there when the vote was taken; only where attendance was recorded at all."""
    then = uow.session.scalars(
        select(Vote).where(Vote.decision == row.id, Vote.deleted.is_(False), Vote.choice.not_in(("aside", "without")))
    ).all()
    said = [vote.choice for vote in then]
    named = voting.Votes(*(said.count(choice) for choice in voting.CHOICES))
    if named.total and named != counted:
        raise UserError(_("This was voted on by name. Vote by name again."), code="voted_by_name")
    if then or now is not None:
        within_present(counted, len(then) if then else len(now.voters) if now else 0)


@verb(label=N_("Change decision “{text}”"))
def update_decision(uow: UnitOfWork, *, id: UUID, text: str | None = None, **fields: Unpack[DecisionFields]) -> None:
    """Correct a decision or its votes; also after the meeting was closed. Votes that weren't counted before are taken
    now: who is there is kept anew."""
    row = uow.get(Decision, id)
    uow.describe(text=row.text)
    if text is not None:
        uow.update(row, **checked(Decision, {"text": some_text(text, _("Type what was decided."))}))
    if fields:
        taken = row.votes_for is None and fields.get("votes_for") is not None
        _count(uow, row, meeting_of(uow, None, row.meeting), fields, taken=taken)


@verb(label=N_("Correct the outcome of “{text}”"))
def correct_outcome(uow: UnitOfWork, *, id: UUID, outcome: str, reason: str) -> None:
    """Another outcome than the counts come to (the chair breaks a tie, a proposal is withdrawn), and why."""
    row = uow.get(Decision, id)
    uow.describe(text=row.text)
    said = some_text(reason, _("Type why the outcome is another one."))
    row.outcome = one_of(outcome, voting.OUTCOMES)
    uow.update(row, **checked(Decision, {"outcome_reason": said}))


@verb(label=N_("Vote “{text}”"))
def record_vote(uow: UnitOfWork, *, item: UUID, **fields: Unpack[DecisionFields]) -> UUID:
    """Give the last decision at the item that waits for votes these, or decide on the last proposal, whichever came
    later; without either on what the agenda asks.

    Without a majority the decision's own holds, without a method it is a show of hands. Returns the decision's id.
    `UserError` when there is nothing to vote on.
    """
    fields.setdefault("method", "hands")
    rows = queries.decisions_of_item(uow.session, item)
    open_ones = [row for row in rows if not row.counted and row.outcome != "withdrawn"]
    at = uow.get(AgendaItem, item)
    closed = uow.get(Meeting, at.meeting).closed_from is not None
    noted = at.closed_notes if closed else at.notes
    proposal = last_proposal(noted)
    if open_ones and not (proposal and _came_after(proposal, noted, open_ones[-1], rows)):
        uow.describe(text=open_ones[-1].text)
        update_decision(uow, id=open_ones[-1].id, **fields)
        return open_ones[-1].id
    proposal = proposal or at.asked
    if not proposal:
        raise UserError(_("Type the proposal or the decision first, then the vote."), code="nothing_to_vote_on")
    return add_decision(uow, item=item, text=proposal, **fields)


def _came_after(proposal: str, notes: str, decision: queries.DecisionRow, taken: Sequence[queries.DecisionRow]) -> bool:
    """Whether the last proposal was noted after the decision, and nothing was decided on it yet."""
    if decision.noted is None or any(one.text == proposal for one in taken):
        return False
    return last_proposal_at(notes) >= decision.noted


@verb(label=N_("Remove decision “{text}”"))
def remove_decision(uow: UnitOfWork, *, id: UUID) -> None:
    """Take a decision away with its votes; those after it move up a number."""
    row = uow.get(Decision, id)
    uow.describe(text=row.text)
    keep_votes(uow, row, {})
    uow.remove(row)


@verb(label=N_("Adopt “{text}” as it was asked"))
def adopt_as_asked(uow: UnitOfWork, *, item: UUID) -> UUID:
    """A consent item (hamerstuk): decide without debate what the agenda asks; returns the decision's id.

    What the item is about is adopted by `decide_and_adopt`. `UserError` when nothing is asked, or it was decided.
    """
    row = uow.get(AgendaItem, item)
    uow.describe(text=row.asked)
    if not row.asked.strip():
        raise UserError(_("The agenda doesn't say what is asked here. Type the decision."), code="nothing_asked")
    if any(one.text == row.asked.strip() for one in queries.decisions_of_item(uow.session, item)):
        raise UserError(_("This was decided already."), code="decided")
    return add_decision(uow, item=item, text=row.asked, method="consent")


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
