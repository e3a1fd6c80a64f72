"""What changed between two texts, word by word."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

Change = Literal["same", "removed", "added", "left_out"]
_PIECES = re.compile(r"\s+|\w+|[^\w\s]")
_MOST = 3000
"""More changed words than this on a side are shown as one removal and one addition: comparing them would take long."""
_AROUND = 60
"""So many characters of what stayed the same are kept beside a change."""


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text; ``left_out`` stands for a long stretch that stayed the same."""

    change: Change
    text: str


def compared(old: str, new: str) -> tuple[Run, ...]:
    """All of both texts as runs: without the added ones it is ``old``, without the removed ones ``new``."""
    before, after = _PIECES.findall(old), _PIECES.findall(new)
    start = _common(before, after)
    end = _common(before[start:][::-1], after[start:][::-1])
    middle = _differing(before[start : len(before) - end], after[start : len(after) - end])
    runs = (Run("same", "".join(before[:start])), *middle, Run("same", "".join(before[len(before) - end :])))
    return tuple(run for run in runs if run.text)


def _common(one: Sequence[str], other: Sequence[str]) -> int:
    return next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def _differing(before: list[str], after: list[str]) -> Iterator[Run]:
    if max(len(before), len(after)) > _MOST:
        yield Run("removed", "".join(before))
        yield Run("added", "".join(after))
        return
    for what, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if what == "equal":
            yield Run("same", "".join(before[a:b]))
            continue
        yield Run("removed", "".join(before[a:b]))
        yield Run("added", "".join(after[c:d]))


def shortened(runs: Sequence[Run]) -> tuple[Run, ...]:
    """The same with long unchanged stretches left out, except for some words beside each change."""
    found: list[Run] = []
    for number, run in enumerate(runs):
        if run.change != "same":
            found.append(run)
            continue
        head = _AROUND if number else 0
        tail = _AROUND if number < len(runs) - 1 else 0
        found += _short(run.text, head, tail)
    return tuple(found)


def _short(text: str, head: int, tail: int) -> list[Run]:
    if len(text) <= head + tail + _AROUND:
        return [Run("same", text)]
    parts = [Run("same", text[:head]), Run("left_out", text[head : len(text) - tail]), Run("same", text[-tail:])]
    return [run for run in parts if run.text and not (run.change == "same" and run is parts[2] and not tail)]
