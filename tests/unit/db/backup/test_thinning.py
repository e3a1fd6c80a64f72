"""Which dated copies stay."""

from __future__ import annotations

from datetime import datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from wijkraad_app.db.backup.thinning import DAILY, HOURLY, WEEKLY, oldest_allowed, staying, too_old

NOW = datetime(2026, 11, 23, 13, 0)
ages = st.lists(st.timedeltas(timedelta(0), timedelta(days=900)), max_size=80)
months = st.integers(1, 36)


def before(spans: list[timedelta]) -> set[datetime]:
    return {NOW - span for span in spans}


def test_half_an_hour_of_work_for_two_years_leaves_a_handful() -> None:
    every = {NOW - timedelta(minutes=30) * number for number in range(2 * 365 * 48)}
    stay = staying(every, NOW)
    assert len(stay) <= 25 + 32 + 27 + 13
    assert sum(NOW - at <= HOURLY for at in stay) in (24, 25)
    assert sum(NOW - at <= DAILY for at in stay) >= 24 + 30


def test_the_newest_of_a_day_stays() -> None:
    day = NOW - timedelta(days=3)
    morning, evening = day.replace(hour=9), day.replace(hour=21)
    assert staying({morning, evening, NOW}, NOW) == {evening, NOW}


def test_a_month_before_the_end_of_a_short_month_is_its_last_day() -> None:
    assert oldest_allowed(datetime(2026, 3, 31, 8), 1) == datetime(2026, 2, 28, 8)
    assert oldest_allowed(datetime(2026, 1, 15), 13) == datetime(2024, 12, 15)


@given(ages, months)
@settings(max_examples=100, deadline=None)
def test_nothing_past_the_set_age_stays_but_the_newest(spans: list[timedelta], count: int) -> None:
    every = before(spans)
    stay = staying(every, NOW, count)
    limit = oldest_allowed(NOW, count)
    assert stay <= every
    assert all(at >= limit for at in stay - set(sorted(every)[-1:]))
    assert too_old(every, NOW, count) == {at for at in every if at < limit} - {max(every, default=NOW)}
    assert not every or max(every) in stay


@given(ages, months)
@settings(max_examples=100, deadline=None)
def test_each_hour_day_week_and_month_that_had_a_copy_keeps_one(spans: list[timedelta], count: int) -> None:
    every = before(spans)
    stay = staying(every, NOW, count)
    limit = oldest_allowed(NOW, count)
    for at in every:
        if at < limit:
            continue
        age = NOW - at
        assert any((one.year, one.month) == (at.year, at.month) for one in stay)
        assert age > WEEKLY or any(one.isocalendar()[:2] == at.isocalendar()[:2] for one in stay)
        assert age > DAILY or any(one.date() == at.date() for one in stay)
        assert age > HOURLY or any((one.date(), one.hour) == (at.date(), at.hour) for one in stay)


@given(ages, st.timedeltas(timedelta(0), timedelta(days=400)), months)
@settings(max_examples=100, deadline=None)
def test_thinning_often_or_seldom_comes_to_the_same(spans: list[timedelta], later: timedelta, count: int) -> None:
    every = before(spans)
    assert staying(staying(every, NOW, count), NOW, count) == staying(every, NOW, count)
    assert staying(staying(every, NOW, count), NOW + later, count) == staying(every, NOW + later, count)


@given(st.timedeltas(timedelta(seconds=1), timedelta(days=4000)))
def test_a_copy_from_the_future_stays(ahead: timedelta) -> None:
    wrong = NOW + ahead
    assert staying({wrong, NOW}, NOW) >= {wrong}
