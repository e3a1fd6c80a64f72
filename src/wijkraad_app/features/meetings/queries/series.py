"""Series of meetings, and the days on which the council would rather not meet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from wijkraad_app.kernel import clock

from ..model import Meeting, SchoolHoliday, Series
from ..rules import holidays, recurrence
from ..rules.holidays import Stretch
from ..rules.recurrence import Pattern


@dataclass(frozen=True, slots=True)
class SeriesRow:
    """A series: what its meetings have in common, and when they are; ``coming`` are planned from today on."""

    id: UUID
    title: str
    kind: str
    public: bool
    place: str
    online: str
    start: time | None
    end: time | None
    pattern: Pattern
    template: str
    coming: int

    @property
    def words(self) -> str:
        return recurrence.words(self.pattern)


@dataclass(frozen=True, slots=True)
class SchoolHolidayRow:
    """A stretch of days the council listed, both included; a day that isn't known yet is None."""

    id: UUID
    name: str
    first_day: date | None
    last_day: date | None


@dataclass(frozen=True, slots=True)
class PlannedDay:
    """A day of a series: the meeting there is, and why the day is an odd one ("" when it isn't)."""

    day: date
    meeting: UUID | None
    warning: str


def pattern_of(row: Series) -> Pattern:
    """The pattern a row keeps. ValueError when another version kept one that isn't known here."""
    return Pattern(
        frequency=row.frequency,
        first_day=row.first_day or clock.today(),
        weekday=row.weekday,
        interval=row.interval,
        nth=row.nth,
        last_day=row.last_day,
        skip_months=recurrence.months_of(row.skip_months),
        skip_days=recurrence.days_of(row.skip_days),
    )


def series_rows(session: Session) -> tuple[SeriesRow, ...]:
    """All series by title."""
    today = clock.today()
    query = select(Meeting.series, func.count()).where(
        Meeting.deleted.is_(False), Meeting.series.is_not(None), Meeting.day >= today
    )
    coming: dict[UUID | None, int] = {id: count for id, count in session.execute(query.group_by(Meeting.series))}
    rows = session.scalars(select(Series).where(Series.deleted.is_(False)).order_by(Series.title, Series.id))
    return tuple(_row(row, coming.get(row.id, 0)) for row in rows)


def _row(row: Series, coming: int) -> SeriesRow:
    names = ("id", "title", "kind", "public", "place", "online", "start", "end", "template")
    return SeriesRow(**{name: getattr(row, name) for name in names}, pattern=pattern_of(row), coming=coming)


def planned_days(session: Session, pattern: Pattern, until: date, series: UUID | None = None) -> tuple[PlannedDay, ...]:
    """The days of a pattern from today (or its first day) to ``until``, with the meetings a series has on them."""
    there = {row.series_day: row.id for row in meetings_of(session, series)} if series else {}
    school = stretches(session)
    found = recurrence.days(pattern, max(pattern.first_day, clock.today()), until)
    return tuple(PlannedDay(day, there.get(day), holidays.warning(day, school)) for day in found)


def meetings_of(session: Session, series: UUID) -> list[Meeting]:
    """The live meetings of a series, by the day they were planned for."""
    query = select(Meeting).where(Meeting.series == series, Meeting.deleted.is_(False))
    return list(session.scalars(query.order_by(Meeting.series_day, Meeting.id)))


def school_holidays(session: Session) -> tuple[SchoolHolidayRow, ...]:
    """What the council listed, in order of time."""
    query = select(SchoolHoliday).where(SchoolHoliday.deleted.is_(False))
    rows = session.scalars(query.order_by(SchoolHoliday.first_day, SchoolHoliday.name, SchoolHoliday.id))
    return tuple(SchoolHolidayRow(row.id, row.name, row.first_day, row.last_day) for row in rows)


def stretches(session: Session) -> tuple[Stretch, ...]:
    """The school holidays whose days are known."""
    rows = school_holidays(session)
    return tuple(Stretch(row.name, row.first_day, row.last_day) for row in rows if row.first_day and row.last_day)


def day_warning(session: Session, day: date | None) -> str:
    """Why a day is an odd one to meet on; "" when it isn't."""
    return holidays.warning(day, stretches(session))
