"""Which screen the public sees. Pure: rectangles go in."""

from __future__ import annotations

from collections.abc import Sequence

Rect = tuple[int, int, int, int]
"""Left, top, width, height."""


def overlap(one: Rect, other: Rect) -> bool:
    """Whether two screens show a part of the same."""
    across = one[0] < other[0] + other[2] and other[0] < one[0] + one[2]
    return across and one[1] < other[1] + other[3] and other[1] < one[1] + one[3]


def free_screen(screens: Sequence[Rect], own: int) -> int | None:
    """The first screen that shows nothing of screen ``own``; None when there is one screen, or both show the same."""
    return next((at for at, rect in enumerate(screens) if at != own and not overlap(rect, screens[own])), None)
