"""Decisions and actions, of one meeting and of all."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, asc, case, desc, func, or_, select
from sqlalchemy.orm import Session

from wijkraad_app.features.council.model import Person
from wijkraad_app.kernel import clock

from ..model import Action, Decision, Meeting
from ..rules.registers import NOBODY
from .members import names
from .rows import ActionRow, DecisionRow, VoteRow
from .voting import voters

_CHUNK = 500


def decisions(session: Session, *, meeting: UUID | None = None, query: str = "") -> tuple[DecisionRow, ...]:
    """Decisions of one meeting in order, or of the whole dossier, newest first."""
    statement = select(Decision, Meeting.day).outerjoin(Meeting, Decision.meeting == Meeting.id)
    statement = statement.where(Decision.deleted.is_(False))
    if meeting is not None:
        statement = statement.where(Decision.meeting == meeting)
    found = session.execute(statement.order_by(Decision.position, Decision.id)).all()
    said = voters(session, [row.id for row, _day in found])
    counts: dict[UUID, int] = {}
    rows = []
    for row, day in found:
        number = 0
        if row.meeting is not None:
            number = counts[row.meeting] = counts.get(row.meeting, 0) + 1
        rows.append(decision_row(row, number, day or row.day, said.get(row.id, ())))
    if meeting is not None:
        return tuple(rows)
    wanted = [row for row in rows if query.casefold() in row.text.casefold()]
    return tuple(sorted(wanted, key=lambda row: (row.day or date.min, row.number), reverse=True))


def decision_row(row: Decision, number: int, day: date | None, said: tuple[VoteRow, ...]) -> DecisionRow:
    """A decision with its number within its meeting, its day, and who was there at the vote."""
    return DecisionRow(
        id=row.id,
        meeting=row.meeting,
        item=row.item,
        number=number,
        day=day,
        text=row.text,
        method=row.method,
        majority=row.majority,
        votes_for=row.votes_for,
        votes_against=row.votes_against,
        abstained=row.abstained,
        outcome=row.outcome,
        made=row.created_at,
        sort=row.sort,
        amends=row.amends,
        blank=row.blank,
        present=row.present,
        needed=row.needed,
        members=row.members,
        outcome_reason=row.outcome_reason,
        confirmed=row.confirmed,
        noted=row.noted,
        position=row.position,
        voters=said,
    )


def decision(session: Session, id: UUID) -> DecisionRow | None:
    """One decision with its number, or None when it is gone."""
    row = session.get(Decision, id)
    if row is None or row.deleted:
        return None
    if row.meeting is None:
        return decision_row(row, 0, row.day, voters(session, [row.id]).get(row.id, ()))
    return next(found for found in decisions(session, meeting=row.meeting) if found.id == id)


def decisions_of_item(session: Session, item: UUID) -> tuple[DecisionRow, ...]:
    """The decisions taken at one agenda item."""
    query = select(Decision.meeting).where(Decision.item == item, Decision.deleted.is_(False))
    meeting = session.scalar(query.limit(1))
    if meeting is None:
        return ()
    return tuple(row for row in decisions(session, meeting=meeting) if row.item == item)


def action_ids(
    session: Session,
    *,
    show: str = "open",
    owner: UUID | str | None = None,
    query: str = "",
    meeting: UUID | None = None,
    kind: str = "",
    sort: str = "",
    descending: bool = False,
) -> tuple[UUID, ...]:
    """Ids of actions: what is due first first, without a day after that, what is done last.

    ``show`` is open, late, done, dropped or all; ``owner`` a person, a typed name or `NOBODY`; ``kind`` action or
    question; each word of ``query`` is looked for in text, progress and owner; ``sort`` is "", text, owner, due,
    status or meeting.
    """
    statement = select(Action.id).where(Action.deleted.is_(False), *_shown(show))
    if owner is not None:
        statement = statement.where(owner_is(owner))
    if kind:
        statement = statement.where(Action.sort == kind)
    if meeting is not None:
        statement = statement.where(Action.meeting == meeting)
    if query or sort == "owner":
        statement = statement.outerjoin(Person, Action.owner == Person.id)
    if sort == "meeting":
        statement = statement.outerjoin(Meeting, Action.meeting == Meeting.id)
    if query:
        statement = statement.where(*(_holds(word) for word in query.split()))
    return tuple(session.scalars(statement.order_by(*_order(sort, descending))))


def _shown(show: str) -> tuple[ColumnElement[bool], ...]:
    if show == "late":
        return (Action.status == "open", Action.due < clock.today())
    return () if show == "all" else (Action.status == show,)


def owner_is(owner: UUID | str) -> ColumnElement[bool]:
    """Actions of a person, of a typed name, or of nobody."""
    if owner == NOBODY:
        return and_(Action.owner.is_(None), Action.owner_name == "")
    return (
        Action.owner == owner if isinstance(owner, UUID) else and_(Action.owner.is_(None), Action.owner_name == owner)
    )


def _holds(query: str) -> ColumnElement[bool]:
    columns = (Action.text, Action.progress, Action.owner_name, Person.name)
    return or_(*(column.icontains(query, autoescape=True) for column in columns))


def _order(sort: str, descending: bool) -> tuple[Any, ...]:
    closed = case((Action.status == "open", 0), else_=1)
    urgent = (closed, Action.due.is_(None), asc(Action.due), asc(Action.id))
    columns: dict[str, ColumnElement[Any]] = {
        "text": func.lower(Action.text),
        "owner": func.lower(func.coalesce(Person.name, Action.owner_name)),
        "due": Action.due.expression,
        "status": case({"open": 0, "done": 1}, value=Action.status, else_=2),
        "meeting": func.coalesce(Meeting.day, date.min),
    }
    if sort not in columns:
        return urgent
    first = columns[sort]
    return (desc(first) if descending else asc(first), *urgent)


def action_rows(session: Session, ids: Sequence[UUID]) -> tuple[ActionRow, ...]:
    """The rows of those actions in the order asked; removed ones are left out."""
    found: dict[UUID, tuple[Action, date | None, str | None]] = {}
    for start in range(0, len(ids), _CHUNK):
        part = ids[start : start + _CHUNK]
        query = select(Action, Meeting.day, Meeting.title).outerjoin(Meeting, Action.meeting == Meeting.id)
        rows = session.execute(query.where(Action.id.in_(part)))
        found.update((row.id, (row, day, title)) for row, day, title in rows if not row.deleted)
    known = names(session, [row.owner for row, _day, _title in found.values()])
    today = clock.today()
    return tuple(_action_row(*found[id], known, today) for id in ids if id in found)


def _action_row(
    row: Action, meeting_day: date | None, meeting_title: str | None, known: dict[UUID, str], today: date
) -> ActionRow:
    return ActionRow(
        id=row.id,
        meeting=row.meeting,
        item=row.item,
        text=row.text,
        owner=row.owner,
        owner_name=known.get(row.owner, row.owner_name) if row.owner else row.owner_name,
        due=row.due,
        status=row.status,
        done_on=row.done_on,
        meeting_day=meeting_day,
        late=row.status == "open" and row.due is not None and row.due < today,
        made=row.created_at,
        noted=row.noted,
        position=row.position,
        sort=row.sort,
        progress=row.progress,
        reminded_on=row.reminded_on,
        confirmed=row.confirmed,
        meeting_title=meeting_title or "",
    )


def actions_of_meeting(session: Session, meeting: UUID) -> tuple[ActionRow, ...]:
    """The actions agreed at a meeting, in the order they were agreed."""
    query = select(Action.id).where(Action.meeting == meeting, Action.deleted.is_(False))
    return action_rows(session, tuple(session.scalars(query.order_by(Action.position, Action.id))))


def open_actions(session: Session, limit: int = 200) -> tuple[ActionRow, ...]:
    """What has to be done, late first."""
    return action_rows(session, action_ids(session)[:limit])


def late_count(session: Session) -> int:
    """How many open actions are past their day."""
    query = select(func.count()).select_from(Action).where(Action.deleted.is_(False), *_shown("late"))
    return session.scalar(query) or 0
