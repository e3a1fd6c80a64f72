"""Where the answers begin, and what each column is called."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

_SECOND_ROW = re.compile(r"(open-ended )?response|other \(please specify\)|antwoord|reactie", re.IGNORECASE)
_NUMBER = re.compile(r"-?\d+([.,]\d+)?")


@dataclass(frozen=True, slots=True)
class Column:
    """One column: ``top`` is the question, ``sub`` the part of it in a second header row; ``counts`` of each value."""

    position: int
    top: str
    sub: str
    values: tuple[str, ...]
    counts: Counter[str]
    spread: bool = False

    @property
    def answered(self) -> int:
        return len(self.values) - self.counts.get("", 0)

    @property
    def distinct(self) -> list[str]:
        """The values given, most frequent first, alike ones in alphabetical order."""
        given = [(value, count) for value, count in self.counts.items() if value]
        return [value for value, _count in sorted(given, key=lambda item: (-item[1], item[0].casefold()))]


def guess_header_rows(rows: Sequence[Sequence[str]]) -> int:
    """0, 1 or 2: none when the first row looks like the rest, two when it spans columns named below it."""
    if len(rows) < 2:
        return 1
    if _has_second_row(rows):
        return 2
    return 0 if _looks_like_answers(rows) else 1


def _has_second_row(rows: Sequence[Sequence[str]]) -> bool:
    if len(rows) < 3:
        return False
    first, second = rows[0], rows[1]
    width = max(len(first), len(second))
    top = [cell.strip() for cell in first] + [""] * (width - len(first))
    below = [cell.strip() for cell in second] + [""] * (width - len(second))
    if any(_SECOND_ROW.fullmatch(cell) for cell in below):
        return True
    spans = sum(1 for above, under in zip(top, below, strict=True) if not above and under)
    if spans < 2 or spans * 3 < width:
        return False
    return not any(_NUMBER.fullmatch(cell) for cell in below)


def _looks_like_answers(rows: Sequence[Sequence[str]]) -> bool:
    first = [(index, cell.strip()) for index, cell in enumerate(rows[0]) if cell.strip()]
    sample = rows[1:500]
    again = sum(
        1
        for index, cell in first
        if _NUMBER.fullmatch(cell) or any(index < len(row) and row[index].strip() == cell for row in sample)
    )
    return bool(first) and again * 2 > len(first)


def columns(rows: Sequence[Sequence[str]], header_rows: int) -> list[Column]:
    """Every column by its position, cells stripped, short rows filled up."""
    body = rows[header_rows:]
    width = max((len(row) for row in rows), default=0)
    top = _padded(rows[0], width) if header_rows else [""] * width
    sub = _padded(rows[1], width) if header_rows == 2 else [""] * width
    carried, spread = _carried(top, sub) if header_rows == 2 else (top, [False] * width)
    full = [row if len(row) == width else [*row, *[""] * (width - len(row))] for row in body]
    raw = zip(*full, strict=True) if full else [()] * width
    return [_column(index, values, carried[index], _sub(sub[index]), spread[index]) for index, values in enumerate(raw)]


def _column(index: int, values: Sequence[str], top: str, sub: str, spread: bool) -> Column:
    raw = Counter(values)
    clean = {value: value.strip() for value in raw}
    if all(value == stripped for value, stripped in clean.items()):
        return Column(index, top, sub, tuple(values), raw, spread)
    counts: Counter[str] = Counter()
    for value, count in raw.items():
        counts[clean[value]] += count
    return Column(index, top, sub, tuple(map(clean.__getitem__, values)), counts, spread)


def _padded(row: Sequence[str], width: int) -> list[str]:
    return [" ".join(cell.split()) for cell in row] + [""] * (width - len(row))


def _sub(cell: str) -> str:
    return "" if _SECOND_ROW.fullmatch(cell) and "specify" not in cell else cell


def _carried(top: list[str], sub: list[str]) -> tuple[list[str], list[bool]]:
    """A question stands once above all its columns; ``spread`` marks the columns of such a question."""
    names: list[str] = []
    for index, cell in enumerate(top):
        names.append(cell if cell or index == 0 or not sub[index] else names[-1])
    continued = [not cell and bool(sub[index]) and index > 0 for index, cell in enumerate(top)]
    spread = [
        own or (index + 1 < len(continued) and continued[index + 1] and bool(sub[index]))
        for index, own in enumerate(continued)
    ]
    return names, spread
