"""Days on which a series of meetings falls: a weekday every so many weeks, or the nth one of every so many months.

Only days are computed here. The time of a meeting is a local one, so that 20.00 stays 20.00 when the clocks change.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import takewhile

from babel.dates import get_day_names, get_month_names

from wijkraad_app.kernel.i18n import N_, _, language

FREQUENCIES = ("weekly", "monthly")
NTHS = (1, 2, 3, 4, -1)
LAST = -1
MOST_WEEKS, MOST_MONTHS = 8, 12
MOST_DAYS = 400
"""More than any council meets in the years it plans ahead."""
_NTH_WORDS = {1: N_("first"), 2: N_("second"), 3: N_("third"), 4: N_("fourth"), LAST: N_("last")}


@dataclass(frozen=True, slots=True)
class Pattern:
    """``interval`` counts weeks or months, ``weekday`` from Monday (0); ``nth`` is 1 to 4 or -1 (the last).

    Nothing falls before ``first_day``, after ``last_day`` (None: no end), in ``skip_months`` (1 to 12) or on
    ``skip_days``.
    """

    frequency: str
    first_day: date
    weekday: int
    interval: int = 1
    nth: int = 1
    last_day: date | None = None
    skip_months: frozenset[int] = frozenset()
    skip_days: frozenset[date] = frozenset()

    def __post_init__(self) -> None:
        most = MOST_WEEKS if self.frequency == "weekly" else MOST_MONTHS
        possible = (
            self.frequency in FREQUENCIES
            and 0 <= self.weekday <= 6
            and 1 <= self.interval <= most
            and self.nth in NTHS
            and all(1 <= month <= 12 for month in self.skip_months)
        )
        if not possible:
            raise ValueError("no such pattern")


def days(pattern: Pattern, since: date, until: date) -> tuple[date, ...]:
    """The days of the pattern from ``since`` to ``until``, both included, in order; at most `MOST_DAYS`."""
    end = until if pattern.last_day is None else min(until, pattern.last_day)
    found: list[date] = []
    for day in takewhile(lambda day: day <= end, _all(pattern)):
        kept = day >= since and day.month not in pattern.skip_months and day not in pattern.skip_days
        if kept:
            found.append(day)
        if len(found) == MOST_DAYS:
            break
    return tuple(found)


def _all(pattern: Pattern) -> Iterator[date]:
    """Every day of the pattern from its first one on; what is skipped still counts for the interval."""
    from dateutil.rrule import MONTHLY, WEEKLY, rrule, weekdays

    weekday = weekdays[pattern.weekday]
    begin = datetime.combine(pattern.first_day, datetime.min.time())
    if pattern.frequency == "weekly":
        begin += timedelta(days=(pattern.weekday - begin.weekday()) % 7)
        rule = rrule(WEEKLY, interval=pattern.interval, byweekday=weekday, dtstart=begin)
    else:
        nth = weekday(pattern.nth)
        first = rrule(MONTHLY, byweekday=nth, dtstart=begin, count=1)[0]
        rule = rrule(MONTHLY, interval=pattern.interval, byweekday=nth, dtstart=first)
    return (found.date() for found in rule)


def words(pattern: Pattern) -> str:
    """ "elke tweede dinsdag van de maand, niet in juli en augustus"."""
    return ", ".join(part for part in (_every(pattern), skipped(pattern.skip_months)) if part)


def _every(pattern: Pattern) -> str:
    weekday = weekday_name(pattern.weekday)
    if pattern.frequency == "weekly":
        if pattern.interval == 1:
            return _("every {weekday}").format(weekday=weekday)
        return _("every {n} weeks on {weekday}").format(n=pattern.interval, weekday=weekday)
    nth = nth_word(pattern.nth)
    if pattern.interval == 1:
        return _("every {nth} {weekday} of the month").format(nth=nth, weekday=weekday)
    return _("every {n} months on the {nth} {weekday}").format(n=pattern.interval, nth=nth, weekday=weekday)


def skipped(months: Collection[int]) -> str:
    """ "niet in juli en augustus"; "" when no month is skipped."""
    names = [month_name(month) for month in sorted(months)]
    if not names:
        return ""
    listed = names[0] if len(names) == 1 else _("{list} and {last}").format(list=", ".join(names[:-1]), last=names[-1])
    return _("not in {months}").format(months=listed)


def nth_word(nth: int) -> str:
    """ "tweede", "laatste"."""
    return _(_NTH_WORDS[nth])


def weekday_name(weekday: int) -> str:
    """The name of a weekday, 0 is Monday."""
    return str(get_day_names("wide", locale=language())[weekday])


def month_name(month: int) -> str:
    """The name of a month, 1 is January."""
    return str(get_month_names("wide", locale=language())[month])


def months_of(text: str) -> frozenset[int]:
    """Months as a series keeps them ("7 8"); what is no month is left out."""
    return frozenset(int(part) for part in text.split() if part.isdigit() and 1 <= int(part) <= 12)


def months_text(months: Collection[int]) -> str:
    """How a series keeps months."""
    return " ".join(str(month) for month in sorted(months))


def days_of(text: str) -> frozenset[date]:
    """ISO days with blanks between, as a series keeps them; what is no day is left out."""
    found = set()
    for part in text.split():
        try:
            found.add(date.fromisoformat(part))
        except ValueError:
            continue
    return frozenset(found)


def days_text(kept: Collection[date]) -> str:
    """How a series keeps days."""
    return " ".join(day.isoformat() for day in sorted(kept))
