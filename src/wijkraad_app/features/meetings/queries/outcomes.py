"""Decisions and actions, of one meeting and of all."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, asc, case, desc, func, or_, select
from sqlalchemy.orm import Session

from wijkraad_app.features.council.model import Person
from wijkraad_app.kernel import clock

from ..model import Action, Decision, Meeting
from .members import names
from .rows import ActionRow, DecisionRow

_CHUNK = 500


def decisions(session: Session, *, meeting: UUID | None = None, query: str = "") -> tuple[DecisionRow, ...]:
    """Decisions of one meeting in order, or of the whole dossier, newest first."""
    statement = select(Decision, Meeting.day).outerjoin(Meeting, Decision.meeting == Meeting.id)
    statement = statement.where(Decision.deleted.is_(False))
    if meeting is not None:
        statement = statement.where(Decision.meeting == meeting)
    found = session.execute(statement.order_by(Decision.position, Decision.id)).all()
    counts: dict[UUID, int] = {}
    rows = []
    for row, day in found:
        number = 0
        if row.meeting is not None:
            number = counts[row.meeting] = counts.get(row.meeting, 0) + 1
        rows.append(_decision_row(row, number, day or row.day))
    if meeting is not None:
        return tuple(rows)
    wanted = [row for row in rows if query.casefold() in row.text.casefold()]
    return tuple(sorted(wanted, key=lambda row: (row.day or date.min, row.number), reverse=True))


def _decision_row(row: Decision, number: int, day: date | None) -> DecisionRow:
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
    )


def decision(session: Session, id: UUID) -> DecisionRow | None:
    """One decision with its number, or None when it is gone."""
    row = session.get(Decision, id)
    if row is None or row.deleted:
        return None
    if row.meeting is None:
        return _decision_row(row, 0, row.day)
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
    owner: UUID | None = None,
    query: str = "",
    meeting: UUID | None = None,
    sort: str = "",
    descending: bool = False,
) -> tuple[UUID, ...]:
    """Ids of actions: what is due first first, without a day after that, what is done last.

    ``show`` is open, late, done, dropped or all; ``query`` is looked for in text and owner; ``sort`` is "", text,
    owner, due or status.
    """
    statement = select(Action.id).where(Action.deleted.is_(False), *_shown(show))
    if owner is not None:
        statement = statement.where(Action.owner == owner)
    if meeting is not None:
        statement = statement.where(Action.meeting == meeting)
    if query or sort == "owner":
        statement = statement.outerjoin(Person, Action.owner == Person.id)
    if query:
        statement = statement.where(_holds(query))
    return tuple(session.scalars(statement.order_by(*_order(sort, descending))))


def _shown(show: str) -> tuple[ColumnElement[bool], ...]:
    if show == "late":
        return (Action.status == "open", Action.due < clock.today())
    return () if show == "all" else (Action.status == show,)


def _holds(query: str) -> ColumnElement[bool]:
    columns = (Action.text, Action.owner_name, Person.name)
    return or_(*(column.icontains(query, autoescape=True) for column in columns))


def _order(sort: str, descending: bool) -> tuple[Any, ...]:
    closed = case((Action.status == "open", 0), else_=1)
    urgent = (closed, Action.due.is_(None), asc(Action.due), asc(Action.id))
    columns: dict[str, ColumnElement[Any]] = {
        "text": func.lower(Action.text),
        "owner": func.lower(func.coalesce(Person.name, Action.owner_name)),
        "due": Action.due.expression,
        "status": closed,
    }
    if sort not in columns:
        return urgent
    first = columns[sort]
    return (desc(first) if descending else asc(first), *urgent)


def action_rows(session: Session, ids: Sequence[UUID]) -> tuple[ActionRow, ...]:
    """The rows of those actions in the order asked; removed ones are left out."""
    found: dict[UUID, tuple[Action, date | None]] = {}
    for start in range(0, len(ids), _CHUNK):
        part = ids[start : start + _CHUNK]
        query = select(Action, Meeting.day).outerjoin(Meeting, Action.meeting == Meeting.id).where(Action.id.in_(part))
        found.update((row.id, (row, day)) for row, day in session.execute(query) if not row.deleted)
    known = names(session, [row.owner for row, _day in found.values()])
    today = clock.today()
    return tuple(_action_row(*found[id], known, today) for id in ids if id in found)


def _action_row(row: Action, meeting_day: date | None, known: dict[UUID, str], today: date) -> ActionRow:
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
