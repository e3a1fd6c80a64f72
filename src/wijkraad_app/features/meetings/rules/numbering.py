"""Numbers of agenda items: 4, 4.a, 4.a.1. A break has none."""

from __future__ import annotations

from collections.abc import Iterable

DEEPEST = 2
"""The deepest level; the top is 0."""


def numbers(items: Iterable[tuple[str, int]]) -> tuple[str, ...]:
    """The number of each (kind, level) in reading order; "" for a break.

    A level that skips its parent counts as one below the item before.
    """
    counts: list[int] = []
    given: list[str] = []
    for kind, level in items:
        if kind == "break":
            given.append("")
            continue
        depth = min(level, len(counts), DEEPEST)
        del counts[depth + 1 :]
        if len(counts) == depth:
            counts.append(0)
        counts[depth] += 1
        given.append(".".join(_part(at, count) for at, count in enumerate(counts)))
    return tuple(given)


def _part(level: int, count: int) -> str:
    return letters(count) if level == 1 else str(count)


def letters(count: int) -> str:
    """1 → a, 26 → z, 27 → aa, as spreadsheets name columns."""
    word = ""
    while count > 0:
        count, rest = divmod(count - 1, 26)
        word = chr(ord("a") + rest) + word
    return word
