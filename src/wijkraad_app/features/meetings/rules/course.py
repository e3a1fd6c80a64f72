"""The course of a meeting: what is on, in which order items were taken, and when the rest is to be expected."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import time

from .times import Pace, Slot, expected, minutes_between, plan

GONE = ("deferred", "merged", "dropped")
"""States of an item that takes no time any more at this meeting."""


@dataclass(frozen=True, slots=True)
class Step:
    """An item as far as its course goes; `model.AgendaItem` says what the values are. ``pause``: a break; ``added``:
    it came on the agenda while the meeting ran."""

    slot: Slot
    began: time | None = None
    ended: time | None = None
    state: str = ""
    pause: bool = False
    added: bool = False

    @property
    def gone(self) -> bool:
        return self.state in GONE

    @property
    def on(self) -> bool:
        return self.began is not None and self.ended is None and not self.gone

    @property
    def to_come(self) -> bool:
        return self.began is None and not self.gone


def order_taken(steps: Sequence[Step], opened: time | None) -> tuple[int, ...]:
    """Places of the items that were begun, first to last; a meeting may run past midnight.

    What began in the same minute stands in the order of the agenda.
    """
    begun = [(step.began, at) for at, step in enumerate(steps) if step.began is not None]
    start = opened or min((began for began, _at in begun), default=time())
    return tuple(at for _began, at in sorted((minutes_between(start, began), at) for began, at in begun))


def on_now(steps: Sequence[Step], opened: time | None) -> int | None:
    """The place of the item that is on: a break that hasn't ended, else what was begun last and hasn't, or what stands
    below it. None before the first."""
    running = [at for at in order_taken(steps, opened) if steps[at].on]
    pauses = [at for at in running if steps[at].pause]
    if pauses or not running:
        return pauses[-1] if pauses else None
    below = [at for at in running if running[-1] in above(steps, at)]
    return (below or running)[-1]


def above(steps: Sequence[Step], at: int) -> tuple[int, ...]:
    """The places of the items that ``at`` stands under, the nearest first."""
    found, level = [], steps[at].slot.level
    for place in range(at - 1, -1, -1):
        if steps[place].slot.level < level:
            found.append(place)
            level = steps[place].slot.level
    return tuple(found)


def taken_early(steps: Sequence[Step], opened: time | None) -> frozenset[int]:
    """Items that were begun while something before them on the agenda was still to come."""
    rank = {at: turn for turn, at in enumerate(order_taken(steps, opened))}

    def waited(other: int, turn: int) -> bool:
        if other in rank:
            return rank[other] > turn
        return steps[other].to_come and not steps[other].pause and not _only_a_head(steps, other)

    return frozenset(
        at for at, turn in rank.items()
        if any(waited(other, turn) for other in range(at) if other not in above(steps, at))
    )  # fmt: skip


def _only_a_head(steps: Sequence[Step], at: int) -> bool:
    """An item with sub-items may be begun by beginning those."""
    return at + 1 < len(steps) and steps[at + 1].slot.level > steps[at].slot.level


def spent(steps: Sequence[Step], at: int, now: time) -> int:
    """Minutes that an item has been on, without the breaks in it; 0 before it begins."""
    step = steps[at]
    if step.began is None:
        return 0
    whole = max(0, minutes_between(step.began, step.ended or now))
    return max(0, whole - sum(_inside(step, other, now) for place, other in enumerate(steps) if place != at))


def _inside(step: Step, other: Step, now: time) -> int:
    if not other.pause or other.began is None or step.pause or step.began is None:
        return 0
    if minutes_between(step.began, other.began) < 0 or minutes_between(other.began, step.ended or now) < 0:
        return 0
    return max(0, minutes_between(other.began, other.ended or now))


def forecast(start: time | None, steps: Sequence[Step], opened: time | None, now: time) -> Pace | None:
    """Times to expect while an item is on: what it still needs, then all that is to come, in its order.

    ``behind`` is the expected end against the one that was planned from ``start``: an item that was deferred or dropped
    gains its minutes, one that came in between costs them. None while nothing is on, or when nothing was planned.
    """
    current = on_now(steps, opened)
    planned = plan(start, [Slot(step.slot.level, 0) if step.added else step.slot for step in steps])
    if current is None or planned.end is None:
        return None
    inside = {current, *above(steps, current)}
    left = [_left(steps, at, inside, now) for at in range(len(steps))]
    coming = expected(now, left)
    behind = minutes_between(planned.end, coming.end or now)
    starts = tuple(
        step.began if step.began is not None else None if step.gone else at
        for step, at in zip(steps, coming.starts, strict=True)
    )
    return Pace(behind, starts, coming.end)


def _left(steps: Sequence[Step], at: int, inside: set[int], now: time) -> Slot:
    """What an item still asks for."""
    step = steps[at]
    if at in inside:
        return Slot(step.slot.level, max(0, (step.slot.minutes or 0) - spent(steps, at, now)))
    return step.slot if step.to_come else Slot(step.slot.level, 0)
