"""Where a quote stands in its conversation, and where it stands after the text was corrected.

All offsets count code points in exactly the stored text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

SIDE = 30
"""Characters kept on either side of a quote, to find it again."""
_ALIKE = 0.6
_ROOM = 40
_TELLING = 12
_LEAST = 4


@dataclass(frozen=True, slots=True)
class Anchor:
    """``words`` = text[start:end]; ``before`` and ``after`` are up to `SIDE` characters around it."""

    start: int
    end: int
    words: str
    before: str
    after: str

    @property
    def placed(self) -> bool:
        """Whether the quote has a place in the text."""
        return self.end > self.start


def plain_text(text: str) -> str:
    """As it is stored: lines end in one line feed, whatever program they come from."""
    return re.sub("\r\n|[\r\u2028\u2029]", "\n", text)


def anchor(text: str, start: int, end: int) -> Anchor:
    """The anchor of ``text[start:end]``; ValueError when that is empty or outside the text."""
    if not 0 <= start < end <= len(text):
        raise ValueError(f"no words at {start}–{end} of {len(text)}")
    return Anchor(start, end, text[start:end], text[max(0, start - SIDE) : start], text[end : end + SIDE])


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """The selection without the blanks at its edges; empty when it holds nothing else."""
    start, end = max(0, start), min(len(text), max(0, end))
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def lost(quote: Anchor) -> Anchor:
    """The quote without a place: words and sides stay, so that it can be found again later."""
    return replace(quote, start=0, end=0)


def placed_again(quote: Anchor, text: str) -> Anchor:
    """The quote in a corrected text.

    First the very place with the same surroundings; then wherever its words stand, where the surroundings are
    most alike (on a tie nearest to the old place); then, when its own words were corrected, what stands between
    its old surroundings, if that is much alike. Else `lost`.
    """
    start = _same_place(quote, text)
    if start is None:
        start = _elsewhere(quote, text)
    if start is not None:
        return anchor(text, start, start + len(quote.words))
    found = _corrected_words(quote, text)
    return anchor(text, *found) if found else lost(quote)


def _same_place(quote: Anchor, text: str) -> int | None:
    around = quote.before + quote.words + quote.after
    begin = quote.start - len(quote.before)
    fits = quote.placed and text[begin : begin + len(around)] == around
    return quote.start if fits else None


def _elsewhere(quote: Anchor, text: str) -> int | None:
    def alike(start: int) -> tuple[int, int]:
        return _surroundings(quote, text, start, start + len(quote.words)), -abs(start - quote.start)

    found = max(_occurrences(text, quote.words), key=alike, default=None)
    if found is None or len(quote.words) >= _TELLING:
        return found
    # A word or two stand anywhere: they need something of what stood beside them.
    least = min(_LEAST, len(quote.before) + len(quote.after))
    return found if alike(found)[0] >= least else None


def _occurrences(text: str, words: str) -> Iterator[int]:
    start = text.find(words) if words else -1
    while start >= 0:
        yield start
        start = text.find(words, start + 1)


def _surroundings(quote: Anchor, text: str, start: int, end: int) -> int:
    """How many characters next to the place are as they were."""
    return _common(reversed(quote.before), reversed(text[max(0, start - SIDE) : start])) + _common(
        iter(quote.after), iter(text[end : end + SIDE])
    )


def _common(one: Iterator[str], other: Iterator[str]) -> int:
    count = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        count += 1
    return count


def _corrected_words(quote: Anchor, text: str) -> tuple[int, int] | None:
    best, found = _ALIKE, None
    for start in _begins(quote, text):
        for end in _ends(quote, text, start):
            first, last = trimmed(text, start, end)
            share = SequenceMatcher(None, quote.words, text[first:last], autojunk=False).ratio() if first < last else 0
            if share > best:
                best, found = share, (first, last)
    return found


def _begins(quote: Anchor, text: str) -> list[int]:
    if not quote.before:
        return [0]
    return [start + len(quote.before) for start in _occurrences(text, quote.before)]


def _ends(quote: Anchor, text: str, start: int) -> list[int]:
    furthest = start + 2 * len(quote.words) + _ROOM
    if not quote.after:
        return [len(text)] if len(text) <= furthest else []
    window = text[: furthest + len(quote.after)]
    return [end for end in _occurrences(window, quote.after) if end > start]
