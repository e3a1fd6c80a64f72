"""Where an agenda item goes that is dragged between two others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """Right after item ``after`` (its index; None: the very top), or ``below`` it as its first sub-item."""

    after: int | None
    below: bool = False


def dropped(levels: Sequence[int], at: int, wanted: int) -> Place:
    """The place before index ``at`` among items of these levels, on the level nearest to ``wanted`` that can be.

    Sub-items that follow stay with their own item: there the level can't be less than theirs.
    """
    if at == 0:
        return Place(None)
    least = levels[at] if at < len(levels) else 0
    above = levels[at - 1]
    if least > above:
        return Place(at - 1, below=True)
    level = min(max(wanted, least), above)
    return Place(max(place for place in range(at) if levels[place] == level))
