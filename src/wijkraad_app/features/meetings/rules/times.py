"""Clock times of an agenda, from its start and the planned minutes, and how far a meeting is behind."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import time

DAY = 24 * 60
NIGHT_ENDS = 5
"""Until this hour it is still the evening of the day before."""


@dataclass(frozen=True, slots=True)
class Slot:
    """What an item asks: its level, planned minutes (None: not planned) and a fixed start if it has one."""

    level: int
    minutes: int | None
    fixed: time | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """When each item begins, and when the last one ends; None where nothing is known."""

    starts: tuple[time | None, ...]
    end: time | None


@dataclass(frozen=True, slots=True)
class Pace:
    """How a running meeting goes: minutes behind plan (negative: ahead), the times expected now, the expected end."""

    behind: int
    starts: tuple[time | None, ...]
    end: time | None


def minute_of(at: time) -> int:
    """Minutes since midnight."""
    return at.hour * 60 + at.minute


def at_minute(minute: int) -> time:
    """The clock time so many minutes after midnight; past midnight it starts again."""
    return time(minute % DAY // 60, minute % 60)


def minutes_between(earlier: time, later: time) -> int:
    """Minutes from one clock time to the other, the short way round midnight (−720 to 719)."""
    return (minute_of(later) - minute_of(earlier) + DAY // 2) % DAY - DAY // 2


def plan(start: time | None, slots: Sequence[Slot]) -> Plan:
    """Times from the start of the meeting and the minutes.

    Sub-items share the minutes of their item; an item takes at least as long as its sub-items together.
    A fixed start moves everything after it. Without a start, times begin at the first fixed one.
    """
    return _lay(start, slots, lambda _at, fixed: fixed)


def expected(now: time, slots: Sequence[Slot]) -> Plan:
    """As `plan`, from now on: a fixed start is waited for, and ignored once it is past."""
    return _lay(now, slots, _waiting)


def _waiting(at: int | None, fixed: int) -> int:
    return fixed if at is None else at + max(0, minutes_between(at_minute(at), at_minute(fixed)))


def _lay(start: time | None, slots: Sequence[Slot], place: Callable[[int | None, int], int]) -> Plan:
    starts: list[time | None] = [None] * len(slots)

    def lay(first: int, stop: int, at: int | None) -> int | None:
        while first < stop:
            below = _end_of(slots, first)
            fixed = slots[first].fixed
            at = place(at, minute_of(fixed)) if fixed is not None else at
            starts[first] = None if at is None else at_minute(at)
            inner = lay(first + 1, below, at)
            own = None if at is None else at + (slots[first].minutes or 0)
            at = max((end for end in (inner, own) if end is not None), default=None)
            first = below
        return at

    end = lay(0, len(slots), None if start is None else minute_of(start))
    return Plan(tuple(starts), at_minute(end) if end is not None and slots else None)


def _end_of(slots: Sequence[Slot], index: int) -> int:
    """Where the sub-items of an item end."""
    end = index + 1
    while end < len(slots) and slots[end].level > slots[index].level:
        end += 1
    return end


def needed(slots: Sequence[Slot], index: int) -> int:
    """Minutes an item takes with its sub-items: its own, or theirs together if that is more."""
    end, below, at = _end_of(slots, index), 0, index + 1
    while at < end:
        below += needed(slots, at)
        at = _end_of(slots, at)
    return max(slots[index].minutes or 0, below)


def overrun(planned: Plan, end: time | None) -> int:
    """Minutes that the agenda runs past the announced end; 0 when it fits or nothing is known."""
    if planned.end is None or end is None:
        return 0
    return max(0, minutes_between(end, planned.end))
