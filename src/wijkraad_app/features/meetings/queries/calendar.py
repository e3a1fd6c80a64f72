"""Meetings as a calendar wants them: when and where, what is public of the agenda, and how often they changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from uuid import UUID

from sqlalchemy import extract, func, select
from sqlalchemy.orm import Session

from wijkraad_app.db.hybrid_clock import milliseconds
from wijkraad_app.db.tables import ChangeItem, Changeset
from wijkraad_app.features.council.queries import council

from ..model import Meeting
from ..rules import holidays
from .agenda import agenda
from .series import series_rows, stretches

_CHUNK = 500


@dataclass(frozen=True, slots=True)
class CalendarEntry:
    """One meeting. ``end`` is the announced end, else what the agenda comes to. ``items`` are the public ones as
    lines. ``sequence`` counts changes, ``changed`` is the last one; ``warning`` says why the day is an odd one."""

    id: UUID
    title: str
    kind: str
    day: date
    start: time | None
    end: time | None
    zone: str
    place: str
    online: str
    public: bool
    items: tuple[str, ...]
    sequence: int
    changed: datetime
    warning: str


@dataclass(frozen=True, slots=True)
class Calendar:
    """Meetings in order of time, and whose they are."""

    name: str
    entries: tuple[CalendarEntry, ...]
    series: tuple[str, ...] = ()
    """The patterns of the series among them, in words."""


def calendar_of(session: Session, ids: Sequence[UUID]) -> Calendar:
    """Those meetings, without the ones that have no day."""
    rows = [row for id in ids if (row := session.get(Meeting, id)) is not None and not row.deleted]
    return _calendar(session, rows)


def calendar_of_year(session: Session, year: int) -> Calendar:
    """All meetings of a year."""
    query = select(Meeting).where(Meeting.deleted.is_(False), extract("year", Meeting.day) == year)
    return _calendar(session, session.scalars(query).all())


def calendar_years(session: Session) -> tuple[int, ...]:
    """The years that have meetings."""
    query = select(extract("year", Meeting.day)).where(Meeting.deleted.is_(False), Meeting.day.is_not(None)).distinct()
    return tuple(sorted(int(year) for year in session.scalars(query)))


def _calendar(session: Session, rows: Sequence[Meeting]) -> Calendar:
    body = council(session)
    changes = _changes(session, [row.id for row in rows])
    school = stretches(session)
    dated = [(row.day, row) for row in rows if row.day is not None]
    entries = [
        _entry(session, row, day, changes.get(row.id, (0, 0)), holidays.warning(day, school)) for day, row in dated
    ]
    ordered = tuple(sorted(entries, key=lambda entry: (entry.day, entry.start or time(), str(entry.id))))
    used = {row.series for row in rows}
    spoken = tuple(f"{row.title}: {row.words}" for row in series_rows(session) if row.id in used)
    return Calendar(body.name if body else "", ordered, spoken)


def _entry(session: Session, row: Meeting, day: date, changes: tuple[int, int], warning: str) -> CalendarEntry:
    items, laid = agenda(session, row)
    return CalendarEntry(
        id=row.id,
        title=row.title,
        kind=row.kind,
        day=day,
        start=row.start,
        end=row.end or (laid.end if row.start else None),
        zone=row.zone,
        place=row.place,
        online=row.online,
        public=row.public,
        items=tuple(f"{item.number} {item.title}".strip() for item in items if item.public and item.level == 0),
        sequence=max(changes[0] - 1, 0),
        changed=datetime.fromtimestamp(milliseconds(changes[1]) / 1000, UTC) if changes[1] else row.created_at,
        warning=warning,
    )


def _changes(session: Session, ids: Sequence[UUID]) -> dict[UUID, tuple[int, int]]:
    """How often each was changed, and the clock of the last time."""
    found: dict[UUID, tuple[int, int]] = {}
    for start in range(0, len(ids), _CHUNK):
        query = (
            select(ChangeItem.row_id, func.count(), func.max(Changeset.clock))
            .join(Changeset, (ChangeItem.device == Changeset.device) & (ChangeItem.seq == Changeset.seq))
            .where(ChangeItem.row_id.in_(ids[start : start + _CHUNK]))
            .group_by(ChangeItem.row_id)
        )
        found |= {id: (count, last) for id, count, last in session.execute(query)}
    return found
