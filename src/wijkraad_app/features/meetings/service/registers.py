"""Verbs of the registers: decisions taken by mail, what a decision is about, several actions at once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TypedDict, Unpack
from uuid import UUID

from sqlalchemy import select

from wijkraad_app.db.fields import checked
from wijkraad_app.db.unit import UnitOfWork
from wijkraad_app.db.verbs import verb
from wijkraad_app.features.council.model import Person
from wijkraad_app.features.council.queries import council, members
from wijkraad_app.features.council.rules.quorum import quorum_need
from wijkraad_app.kernel import clock
from wijkraad_app.kernel.errors import UserError
from wijkraad_app.kernel.i18n import N_, _
from wijkraad_app.kernel.ids import EntityRef

from .. import queries
from ..model import Action, Decision, Vote
from ..rules import votes as voting
from ..rules import words
from ..rules.checks import one_of, some_text
from ..rules.registers import Said
from ..rules.subjects import SUBJECTS
from .decisions import keep_votes
from .outcomes import ActionFields, known_owner, set_action_state, update_action

_BY_MAIL = "mail"
_SORTS = ("decision", "amendment", "motion")


@verb(label=N_("Add decision by mail “{text}”"))
def add_mail_decision(
    uow: UnitOfWork,
    *,
    text: str,
    said: Said,
    day: date | None = None,
    majority: str = "simple",
    sort: str = "decision",
    about: EntityRef | None = None,
) -> UUID:
    """A decision outside a meeting, on the day it was final (today), by who answered the mail and how.

    Counts and outcome follow from who said what. `UserError` when nobody is named, someone twice, or the day is still
    to come.
    """
    uow.describe(text=text)
    row = Decision(
        method=_BY_MAIL,
        majority=one_of(majority, words.MAJORITIES),
        sort=one_of(sort, _SORTS),
        day=_past(day or clock.today()),
        **checked(Decision, {"text": some_text(text, _("Type what was decided."))}),
    )
    uow.add(row)
    _count(uow, row, said)
    if about is not None:
        _link(uow, row, about)
    return row.id


@verb(label=N_("Change decision by mail “{text}”"))
def update_mail_decision(
    uow: UnitOfWork, *, id: UUID, text: str | None = None, day: date | None = None, said: Said | None = None
) -> None:
    """Correct what was decided by mail, when, or who said what; counts and outcome follow."""
    row = uow.get(Decision, id)
    uow.describe(text=row.text)
    if row.method != _BY_MAIL:
        message = _("This decision was taken at a meeting. Correct it there.")
        raise UserError(message, code="not_by_mail")
    if text is not None:
        uow.update(row, **checked(Decision, {"text": some_text(text, _("Type what was decided."))}))
    if day is not None:
        row.day = _past(day)
    if said is not None or day is not None:
        _count(uow, row, said or _said(uow, row))


def _past(day: date) -> date:
    if day > clock.today():
        raise UserError(_("This day is still to come. Choose today or earlier."), code="future")
    return day


def _votes(uow: UnitOfWork, row: Decision) -> Sequence[Vote]:
    return uow.session.scalars(select(Vote).where(Vote.decision == row.id, Vote.deleted.is_(False))).all()


def _said(uow: UnitOfWork, row: Decision) -> Said:
    by_choice: dict[str, list[UUID]] = {}
    for vote in _votes(uow, row):
        by_choice.setdefault(vote.choice, []).append(vote.person)
    return Said(*(tuple(by_choice.get(choice, ())) for choice in ("for", "against", "abstained")))


def _count(uow: UnitOfWork, row: Decision, said: Said) -> None:
    """Keep who said what; what follows from it goes into the decision."""
    if not said.choices:
        raise UserError(_("Choose who agreed, or who didn't."), code="nobody")
    if said.twice:
        raise UserError(_("Someone is named twice. Choose one answer for each person."), code="twice")
    for person, _choice in said.choices:
        uow.get(Person, person)
    keep_votes(uow, row, dict(said.choices))
    counts = voting.Votes(len(said.agreed), len(said.against), len(said.abstained))
    row.votes_for, row.votes_against, row.abstained = counts.in_favour, counts.against, counts.abstained
    row.outcome = voting.outcome(counts, row.majority, queries.voting_rules(uow.session))
    _remember_size(uow, row, said)


def _remember_size(uow: UnitOfWork, row: Decision, said: Said) -> None:
    """How many had a vote on that day, how many of them answered, and how many had to."""
    voting_members = {one.id for one in members(uow.session, row.day) if one.votes}
    body = council(uow.session)
    row.members = len(voting_members)
    row.present = sum(person in voting_members for person, _choice in said.choices)
    row.needed = quorum_need(row.members, body.quorum_rule, body.quorum_number) if body else None


@verb(label=N_("Say what decision “{text}” is about"))
def link_decision(uow: UnitOfWork, *, id: UUID, about: EntityRef | None) -> None:
    """Tie a decision to a record such as an advice, or (None) untie it. `UserError` when that record is gone."""
    row = uow.get(Decision, id)
    uow.describe(text=row.text)
    if about is None:
        row.subject_kind, row.subject = "", None
    else:
        _link(uow, row, about)


def _link(uow: UnitOfWork, row: Decision, about: EntityRef) -> None:
    handler = SUBJECTS.get(about.kind)
    if handler is None or not handler.title(uow.session, about.id):
        raise UserError(_("This is no longer in the dossier. Someone may have removed it."), code="not_found")
    row.subject_kind, row.subject = about.kind, about.id


class ActionChanges(TypedDict, total=False):
    """What changes for all of them; ``state``: open, done or dropped."""

    state: str
    owner: UUID | None
    owner_name: str
    due: date | None


@verb(label=N_("Change {count} actions"))
def change_actions(uow: UnitOfWork, *, ids: Sequence[UUID], **changes: Unpack[ActionChanges]) -> None:
    """Several actions in one step: another state, owner or day."""
    uow.describe(count=len(ids))
    state = changes.get("state")
    rest: ActionFields = {}
    if "owner" in changes or "owner_name" in changes:
        rest = known_owner(uow, {"owner": changes.get("owner"), "owner_name": changes.get("owner_name", "")})
    if "due" in changes:
        rest["due"] = changes["due"]
    for id in ids:
        if state is not None:
            set_action_state(uow, id=id, state=state)
        if rest:
            update_action(uow, id=id, **rest)


@verb(label=N_("Reminders sent of {count} actions"))
def mark_reminded(uow: UnitOfWork, *, ids: Sequence[UUID], on: date | None = None) -> None:
    """The owners were written to about these actions on a day (today)."""
    uow.describe(count=len(ids))
    day = _past(on or clock.today())
    for id in ids:
        uow.get(Action, id).reminded_on = day
