"""More answers in one cell: `A;B;` (Microsoft), `A, B` (Google), `a b` (Kobo). Options may hold the separator."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from .headers import Column

_NAME = re.compile(r"[A-Za-z0-9_.\-]+( [A-Za-z0-9_.\-]+)*")
MOST_OPTIONS = 40


@dataclass(frozen=True, slots=True)
class Splitter:
    """How cells of a column fall apart. ``doubtful``: an option may hold the separator."""

    separator: str
    options: tuple[str, ...]
    doubtful: bool = False

    def split(self, cell: str) -> tuple[str, ...]:
        """The answers in a cell, each once; known options are matched longest first."""
        found: list[str] = []
        rest = cell.strip()
        longest = sorted(self.options, key=len, reverse=True)
        while rest:
            option = next((o for o in longest if self._begins(rest, o)), None)
            part = option or rest.split(self.separator, 1)[0]
            if part.strip() and part.strip() not in found:
                found.append(part.strip())
            rest = rest[len(part) :].lstrip().removeprefix(self.separator.strip() or " ").lstrip()
        return tuple(found)

    def _begins(self, text: str, option: str) -> bool:
        if not text.startswith(option):
            return False
        after = text[len(option) :]
        return not after.strip() or after.startswith((self.separator, self.separator.strip() or " "))


def guess_splitter(column: Column, format: str) -> Splitter | None:
    """The way in which cells of this column hold more answers, or None when each holds one."""
    cells = column.distinct
    if not cells or len(cells) > 20_000:
        return None
    if all(cell.endswith(";") for cell in cells):
        return Splitter(";", _parts(column, lambda cell: cell.split(";")))
    if format == "kobo" and _is_name_list(cells):
        return Splitter(" ", _parts(column, str.split))
    return _repeating(column, ";") or _repeating(column, ", ")


def known_splitter(column: Column, format: str, options: Sequence[str]) -> Splitter:
    """The splitter for options that the user named, or for a column the user calls "more answers"."""
    guessed = guess_splitter(column, format)
    if guessed is None:
        separator = next((s for s in (";", ", ", ",", "|", "/") if any(s in cell for cell in column.counts)), ";")
        guessed = Splitter(separator, _merge_pairs(column, separator))
    return Splitter(guessed.separator, tuple(options)) if options else guessed


def _parts(column: Column, split: Callable[[str], Sequence[str]]) -> tuple[str, ...]:
    counts: Counter[str] = Counter()
    for cell, times in column.counts.items():
        for part in {part.strip() for part in split(cell) if part.strip()}:
            counts[part] += times
    return tuple(part for part, _times in sorted(counts.items(), key=lambda item: (-item[1], item[0].casefold())))


def _is_name_list(cells: Sequence[str]) -> bool:
    if not all(_NAME.fullmatch(cell) for cell in cells) or not any(" " in cell for cell in cells):
        return False
    lists = [cell.split() for cell in cells]
    distinct = {part for parts in lists for part in parts}
    single_use = all(len(set(parts)) == len(parts) for parts in lists)
    return single_use and len(distinct) <= MOST_OPTIONS and len(distinct) < sum(map(len, lists))


def _repeating(column: Column, separator: str) -> Splitter | None:
    """Cells are lists when a few parts come back in many combinations, and single answers when cells repeat whole."""
    cells = column.distinct
    lists = [cell for cell in cells if separator in cell]
    if len(lists) < 2:
        return None
    options = _merge_pairs(column, separator)
    splitter = Splitter(separator, options, doubtful=any(separator in option for option in options))
    pieces = [splitter.split(cell) for cell in cells]
    if not any(len(parts) > 1 for parts in pieces) or len(options) > MOST_OPTIONS or len(options) >= len(cells):
        return None
    if max(map(len, options)) > 120:
        return None
    uses = Counter(part for parts in pieces for part in parts)
    shared = sum(1 for part in options if uses[part] > 1)
    return splitter if shared * 3 >= len(options) * 2 else None


def _merge_pairs(column: Column, separator: str) -> tuple[str, ...]:
    """Parts that only ever stand next to each other are one option that holds the separator."""
    lists = {cell: cell.split(separator) for cell in column.counts if cell}
    for _round in range(4):
        seen = Counter(part for parts in lists.values() for part in parts)
        pairs = Counter(pair for parts in lists.values() for pair in pairwise(parts))
        joined = {pair for pair, times in pairs.items() if times > 1 and times == seen[pair[0]] == seen[pair[1]]}
        if not joined:
            break
        lists = {cell: _join(parts, joined, separator) for cell, parts in lists.items()}
    return _parts(column, lambda cell: lists.get(cell, []))


def _join(parts: Sequence[str], joined: set[tuple[str, str]], separator: str) -> list[str]:
    result: list[str] = []
    index = 0
    while index < len(parts):
        if index + 1 < len(parts) and (parts[index], parts[index + 1]) in joined:
            result.append(parts[index] + separator + parts[index + 1])
            index += 2
        else:
            result.append(parts[index])
            index += 1
    return result
