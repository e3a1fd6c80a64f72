"""Days of a series: always the right weekday, in order, never a month left out."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wijkraad_app.features.meetings.rules import holidays, recurrence
from wijkraad_app.features.meetings.rules.holidays import Stretch
from wijkraad_app.features.meetings.rules.meant import ACTIONS, ANSWERS, DOCUMENTS, MINUTES, meant_for
from wijkraad_app.features.meetings.rules.recurrence import Pattern, days
from wijkraad_app.kernel.i18n import set_language

DAYS = st.dates(date(2020, 1, 1), date(2040, 1, 1))


def monthly(**fields: object) -> Pattern:
    return Pattern("monthly", date(2026, 1, 1), 1, nth=2, **fields)  # type: ignore[arg-type]


def test_every_second_tuesday_but_not_in_summer() -> None:
    found = days(monthly(skip_months=frozenset({7, 8})), date(2026, 1, 1), date(2026, 12, 31))
    assert found[:3] == (date(2026, 1, 13), date(2026, 2, 10), date(2026, 3, 10))
    assert [day.month for day in found] == [1, 2, 3, 4, 5, 6, 9, 10, 11, 12]


def test_the_last_wednesday_and_every_two_weeks() -> None:
    last = Pattern("monthly", date(2026, 1, 1), 2, nth=-1)
    assert days(last, date(2026, 1, 1), date(2026, 3, 1)) == (date(2026, 1, 28), date(2026, 2, 25))
    fortnight = Pattern("weekly", date(2026, 1, 2), 1, interval=2)
    found = days(fortnight, date(2026, 1, 1), date(2026, 2, 10))
    assert found == (date(2026, 1, 6), date(2026, 1, 20), date(2026, 2, 3)), "from the first Tuesday on"


def test_a_skipped_day_still_counts_for_the_interval() -> None:
    every = Pattern("weekly", date(2026, 1, 6), 1, interval=2, skip_days=frozenset({date(2026, 1, 20)}))
    assert days(every, date(2026, 1, 1), date(2026, 2, 4)) == (date(2026, 1, 6), date(2026, 2, 3))


@settings(max_examples=60, deadline=None)
@given(DAYS, st.integers(0, 6), st.sampled_from(recurrence.NTHS), st.integers(1, 12))
def test_never_a_month_is_left_out(first: date, weekday: int, nth: int, interval: int) -> None:
    found = days(Pattern("monthly", first, weekday, interval, nth), first, first + timedelta(days=1500))
    assert found == tuple(sorted(set(found)))
    assert all(day.weekday() == weekday and day >= first for day in found)
    places = [day.year * 12 + day.month for day in found]
    assert all(later - earlier == interval for earlier, later in pairwise(places))
    assert len(found) >= 1500 // (31 * interval) - 1
    for day in found:
        if nth > 0:
            assert (day.day - 1) // 7 == nth - 1
        else:
            assert (day + timedelta(days=7)).month != day.month


@settings(max_examples=60, deadline=None)
@given(DAYS, st.integers(0, 6), st.integers(1, 8), st.frozensets(st.integers(1, 12), max_size=11))
def test_weeks_come_at_equal_distance_but_for_what_is_skipped(
    first: date, weekday: int, interval: int, months: frozenset[int]
) -> None:
    pattern = Pattern("weekly", first, weekday, interval, skip_months=months)
    until = first + timedelta(days=800)
    found = days(pattern, first, until)
    assert all((later - earlier).days % (7 * interval) == 0 for earlier, later in pairwise(found))
    assert not {day.month for day in found} & months
    start = first + timedelta(days=(weekday - first.weekday()) % 7)
    whole = [start + timedelta(weeks=interval * n) for n in range(200)]
    assert list(found) == [day for day in whole if day <= until and day.month not in months]


@settings(max_examples=50, deadline=None)
@given(st.frozensets(st.integers(1, 12)), st.frozensets(DAYS, max_size=5))
def test_months_and_days_are_kept_and_read_back(months: frozenset[int], skipped: frozenset[date]) -> None:
    assert recurrence.months_of(recurrence.months_text(months)) == months
    assert recurrence.days_of(recurrence.days_text(skipped)) == skipped


def test_what_is_no_month_or_day_is_left_out() -> None:
    assert recurrence.months_of("7 13 x 8") == {7, 8}
    assert recurrence.days_of("2026-13-01 2026-01-01 gisteren") == {date(2026, 1, 1)}


@pytest.mark.parametrize(
    "wrong", [{"frequency": "yearly"}, {"weekday": 7}, {"interval": 0}, {"nth": 5}, {"skip_months": frozenset({13})}]
)
def test_a_pattern_that_can_not_be_is_refused(wrong: dict[str, object]) -> None:
    good: dict[str, object] = {"frequency": "monthly", "first_day": date(2026, 1, 1), "weekday": 1}
    with pytest.raises(ValueError, match="no such pattern"):
        Pattern(**{**good, **wrong})  # type: ignore[arg-type]


def test_a_pattern_is_said_in_words() -> None:
    said = recurrence.words(monthly(skip_months=frozenset({7, 8})))
    assert said == "elke tweede dinsdag van de maand, niet in juli en augustus"
    assert recurrence.words(monthly(interval=2)) == "elke 2 maanden op de tweede dinsdag"
    assert recurrence.words(Pattern("weekly", date(2026, 1, 1), 3, 3)) == "elke 3 weken op donderdag"
    set_language("en")
    assert recurrence.words(Pattern("weekly", date(2026, 1, 1), 3)) == "every Thursday"


def test_holidays_and_school_holidays_are_named() -> None:
    school = (Stretch("Herfstvakantie", date(2026, 10, 17), date(2026, 10, 25)),)
    assert holidays.warning(date(2026, 4, 27), school) == "Koningsdag"
    assert holidays.warning(date(2026, 10, 20), school) == "Herfstvakantie"
    assert holidays.warning(date(2026, 5, 5), ()) == "Bevrijdingsdag"
    assert holidays.warning(date(2026, 10, 26), school) == ""
    assert holidays.warning(None, school) == ""
    set_language("en")
    assert holidays.holiday(date(2026, 12, 25)) == "Christmas Day"


@pytest.mark.parametrize(
    ("title", "meant"),
    [
        ("Verslag en actielijst vorige vergadering", MINUTES),
        ("Notulen 3 november", MINUTES),
        ("Actielijst", ACTIONS),
        ("Ingekomen en uitgaande stukken", DOCUMENTS),
        ("Reactie van het college", ANSWERS),
        ("Incoming and outgoing documents", DOCUMENTS),
        ("Minutes of the previous meeting", MINUTES),
        ("Reactie op de enquête", ""),
        ("Verkeer op de Molendijk", ""),
    ],
)
def test_an_item_is_known_by_its_title(title: str, meant: str) -> None:
    assert meant_for(title) == meant
