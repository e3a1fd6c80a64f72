"""Which dated copies stay: the newest of each hour for a day, of each day for a month, of each week for half a year,
of each month until the set age. Pure; moments are civil times of this computer.

The newest copy always stays, however old, and so does one from the future (a clock that was wrong). A copy stays when
any of the four asks for it, so thinning often or seldom comes to the same.
"""

from __future__ import annotations

import calendar
from collections.abc import Callable, Hashable, Iterable
from datetime import datetime, timedelta

MONTHS = 12
"""Copies older than this go, unless the user chose another age."""
HOURLY, DAILY, WEEKLY = timedelta(days=1), timedelta(days=31), timedelta(weeks=26)

_BUCKETS: tuple[tuple[timedelta | None, Callable[[datetime], Hashable]], ...] = (
    (HOURLY, lambda at: (at.date(), at.hour)),
    (DAILY, lambda at: at.date()),
    (WEEKLY, lambda at: at.isocalendar()[:2]),
    (None, lambda at: (at.year, at.month)),
)


def oldest_allowed(now: datetime, months: int) -> datetime:
    """``months`` calendar months before ``now``; the last day where a month is shorter."""
    years, month = divmod(now.year * 12 + now.month - 1 - months, 12)
    day = min(now.day, calendar.monthrange(years, month + 1)[1])
    return now.replace(year=years, month=month + 1, day=day)


def staying(moments: Iterable[datetime], now: datetime, months: int = MONTHS) -> frozenset[datetime]:
    """Those of ``moments`` that stay at ``now``."""
    every = sorted(set(moments))
    limit = oldest_allowed(now, months)
    stay = {at for at in every if at > now} | set(every[-1:])
    for span, bucket in _BUCKETS:
        newest: dict[Hashable, datetime] = {}
        for at in every:
            if limit <= at <= now and (span is None or now - at <= span):
                newest[bucket(at)] = at
        stay.update(newest.values())
    return frozenset(stay)


def too_old(moments: Iterable[datetime], now: datetime, months: int = MONTHS) -> frozenset[datetime]:
    """Those that go because of their age, the newest of all excepted."""
    every = sorted(set(moments))
    limit = oldest_allowed(now, months)
    return frozenset(at for at in every[:-1] if at < limit)
