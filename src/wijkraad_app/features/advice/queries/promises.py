"""Promises in lists of any length, those of one advice, and those that are due."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, case, func, or_, select
from sqlalchemy.orm import Session

from wijkraad_app.features.meetings.model import Meeting
from wijkraad_app.features.meetings.rules.registers import Due, due
from wijkraad_app.features.meetings.rules.words import meeting_name
from wijkraad_app.kernel import clock

from ..model import Advice, Promise
from ..rules.promises import OPEN, SOON_DAYS
from .contents import recommendations_of

_CHUNK = 500
_LIVE = Promise.deleted.is_(False)
_WAITING = (_LIVE, Promise.state == OPEN)


@dataclass(frozen=True, slots=True)
class PromiseRow:
    """A promise. ``advice_title`` and ``meeting_name`` say where it was made, ``recommendation_number`` which
    recommendation it answers (0 for none), ``urgency`` how it stands with its day."""

    id: UUID
    text: str
    advice: UUID | None
    advice_title: str
    meeting: UUID | None
    meeting_name: str
    recommendation: UUID | None
    recommendation_number: int
    made_by: str
    made_on: date | None
    due: date | None
    state: str
    done_on: date | None
    page: str
    urgency: Due

    @property
    def late(self) -> bool:
        return self.urgency.state == "late"

    @property
    def where(self) -> str:
        """The advice it answers, or the meeting where it was made."""
        return self.advice_title or self.meeting_name


def promise_ids(
    session: Session,
    *,
    show: str = OPEN,
    query: str = "",
    advice: UUID | None = None,
    sort: str = "",
    descending: bool = False,
) -> tuple[UUID, ...]:
    """Ids of promises, the most urgent first, what is settled last.

    ``show`` is open, late, kept, dropped or all; each word of ``query`` is looked for in text, who promised it and
    the title of the advice; ``sort`` is "", text, made_by, where, state or due.
    """
    statement = select(Promise.id).outerjoin(Advice, Promise.advice == Advice.id)
    statement = statement.outerjoin(Meeting, Promise.meeting == Meeting.id).where(_LIVE)
    if show == "late":
        statement = statement.where(Promise.state == OPEN, Promise.due < clock.today())
    elif show != "all":
        statement = statement.where(Promise.state == show)
    if advice is not None:
        statement = statement.where(Promise.advice == advice)
    statement = statement.where(*(_holds(word) for word in query.split()))
    return tuple(session.scalars(statement.order_by(*_order(sort, descending))))


def _holds(word: str) -> ColumnElement[bool]:
    columns = (Promise.text, Promise.made_by, Advice.title, Meeting.title)
    return or_(*(column.icontains(word, autoescape=True) for column in columns))


def _order(sort: str, descending: bool) -> tuple[Any, ...]:
    settled = case((Promise.state == OPEN, 0), else_=1)
    urgent = (settled, Promise.due.is_(None), Promise.due, Promise.id)
    keys: dict[str, ColumnElement[Any]] = {
        "text": func.lower(Promise.text),
        "made_by": func.lower(Promise.made_by),
        "where": func.lower(func.coalesce(Advice.title, Meeting.title, "")),
        "state": Promise.state.expression,
        "due": Promise.due.expression,
    }
    if sort not in keys:
        return urgent
    return (keys[sort].desc() if descending else keys[sort].asc(), *urgent)


def promise_rows(session: Session, ids: Sequence[UUID]) -> tuple[PromiseRow, ...]:
    """The rows of those promises in the order asked; removed ones are left out."""
    found: dict[UUID, PromiseRow] = {}
    numbers: dict[UUID, dict[UUID, int]] = {}
    today = clock.today()
    for start in range(0, len(ids), _CHUNK):
        query = select(Promise, Advice.title, Meeting.title, Meeting.day)
        query = query.outerjoin(Advice, Promise.advice == Advice.id).outerjoin(Meeting, Promise.meeting == Meeting.id)
        query = query.where(Promise.id.in_(ids[start : start + _CHUNK]), _LIVE)
        for row, title, meeting, day in session.execute(query):
            if row.recommendation is not None and row.advice is not None and row.advice not in numbers:
                numbers[row.advice] = _numbered(session, row.advice)
            number = numbers[row.advice].get(row.recommendation, 0) if row.recommendation and row.advice else 0
            found[row.id] = _row(row, title or "", meeting_name(meeting, day) if meeting else "", number, today)
    return tuple(found[id] for id in ids if id in found)


def _numbered(session: Session, advice: UUID) -> dict[UUID, int]:
    return {one.id: number for number, one in enumerate(recommendations_of(session, advice), start=1)}


def _row(row: Promise, title: str, meeting: str, number: int, today: date) -> PromiseRow:
    return PromiseRow(
        id=row.id,
        text=row.text,
        advice=row.advice,
        advice_title=title,
        meeting=row.meeting,
        meeting_name=meeting,
        recommendation=row.recommendation,
        recommendation_number=number,
        made_by=row.made_by,
        made_on=row.made_on,
        due=row.due,
        state=row.state,
        done_on=row.done_on,
        page=row.page,
        urgency=due(row.due, today, open=row.state == OPEN),
    )


def promises_of(session: Session, advice: UUID) -> tuple[PromiseRow, ...]:
    """Those made in the answer to one advice, the open ones first."""
    return promise_rows(session, promise_ids(session, show="all", advice=advice))


def open_promises(session: Session) -> tuple[PromiseRow, ...]:
    """All that aren't kept yet, the most urgent first."""
    return promise_rows(session, promise_ids(session))


def promises_due(session: Session, day: date | None = None) -> tuple[PromiseRow, ...]:
    """Open promises that are late or due within two weeks of ``day`` (today), the oldest first."""
    until = (day or clock.today()) + timedelta(days=SOON_DAYS)
    query = select(Promise.id).where(*_WAITING, Promise.due <= until).order_by(Promise.due, Promise.id)
    return promise_rows(session, tuple(session.scalars(query)))


def late_promises(session: Session) -> int:
    """How many open promises are past their day."""
    query = select(func.count(Promise.id)).where(*_WAITING, Promise.due < clock.today())
    return session.scalar(query) or 0


@dataclass(frozen=True, slots=True)
class PromiseChoices:
    """What a promise can belong to: answered or sent advice with its recommendations by number, and meetings."""

    advice: tuple[tuple[UUID, str], ...]
    meetings: tuple[tuple[UUID, str], ...]


def promise_choices(session: Session) -> PromiseChoices:
    """Advice and meetings to choose from, the newest first."""
    sent = Advice.sent_on.is_not(None)
    advice = session.scalars(select(Advice).where(Advice.deleted.is_(False), sent).order_by(Advice.sent_on.desc()))
    meetings = session.scalars(select(Meeting).where(Meeting.deleted.is_(False)).order_by(Meeting.day.desc()))
    return PromiseChoices(
        tuple((one.id, ", ".join(part for part in (one.title, one.reference) if part)) for one in advice),
        tuple((one.id, meeting_name(one.title, one.day)) for one in meetings),
    )


def recommendation_choices(session: Session, advice: UUID) -> tuple[tuple[UUID, int, str], ...]:
    """The recommendations of an advice with their numbers."""
    rows = recommendations_of(session, advice)
    return tuple((one.id, number, one.text) for number, one in enumerate(rows, start=1))


def promise_data(rows: Sequence[PromiseRow]) -> list[dict[str, Any]]:
    """Promises as plain values for JSON; days as ``YYYY-MM-DD``, ``recommendation`` by its number."""
    return [
        {
            "id": str(row.id),
            "text": row.text,
            "made_by": row.made_by,
            "made_on": row.made_on.isoformat() if row.made_on else None,
            "due": row.due.isoformat() if row.due else None,
            "state": row.state,
            "done_on": row.done_on.isoformat() if row.done_on else None,
            "advice": str(row.advice) if row.advice else None,
            "recommendation": row.recommendation_number or None,
            "page": row.page,
            "meeting": str(row.meeting) if row.meeting else None,
        }
        for row in rows
    ]
