"""Times in calendar files, as another program reads them: 20.00 stays 20.00, summer and winter."""

from __future__ import annotations

import dataclasses
from datetime import UTC, date, datetime, time
from uuid import UUID
from zoneinfo import ZoneInfo

import vobject
from hypothesis import given, settings
from hypothesis import strategies as st

from wijkraad_app.features.meetings.documents.calendar import calendar_file
from wijkraad_app.features.meetings.queries.calendar import Calendar, CalendarEntry

HOME = ZoneInfo("Europe/Amsterdam")


def entry(day: date, start: time | None, end: time | None = None) -> CalendarEntry:
    return CalendarEntry(
        id=UUID(int=1), title="Wijkraad; “extra”, in de zaal", kind="plenary", day=day, start=start, end=end,
        zone="Europe/Amsterdam", place="De Molen", online="", public=True, items=("1 Opening",), sequence=3,
        changed=datetime(2026, 11, 23, 12, tzinfo=UTC), warning="",
    )  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(
    st.dates(date(2024, 1, 1), date(2036, 12, 31)),
    st.times(time(4), time(23, 59)).map(lambda at: at.replace(second=0, microsecond=0)),
)
def test_the_clock_says_what_was_planned(day: date, start: time) -> None:
    read = vobject.readOne(calendar_file(Calendar("Wijkraad", (entry(day, start),))).decode()).vevent
    at = read.dtstart.value
    planned = datetime.combine(day, start, HOME)
    assert (at.date(), at.time(), at.utcoffset()) == (day, start, planned.utcoffset())
    assert at.astimezone(UTC) == planned.astimezone(UTC)
    assert read.summary.value == "Wijkraad; “extra”, in de zaal"


def test_an_unknown_zone_is_that_of_the_netherlands_and_no_meetings_make_an_empty_calendar() -> None:
    strange = dataclasses.replace(entry(date(2026, 12, 1), time(20)), zone="Mars/Olympus")
    read = vobject.readOne(calendar_file(Calendar("", (strange,))).decode()).vevent
    assert read.dtstart.value.utcoffset() == datetime(2026, 12, 1, tzinfo=HOME).utcoffset()
    assert b"BEGIN:VEVENT" not in calendar_file(Calendar("", ()))
