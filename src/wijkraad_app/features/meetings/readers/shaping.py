"""Odd shapes of a pasted agenda put into the usual one: an item a line, its number before it.

Tables lose their columns when they are pasted, web pages put a number on a line of its own, and a PDF may give a whole
agenda as one line.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

_CLOCK = r"(?:[01]?\d|2[0-4])[.:][0-5]\d(?:\s*(?:uur|u\b\.?|hrs))?"
_NUMBER = r"\d{1,2}(?:\.?[a-z]|\.\d{1,2})?[.)]?"
_GAP = r"(?:\t\s*|\s{2,}|\s*\|\s*)"
_TIME_FIRST = re.compile(rf"\s*({_CLOCK}(?:\s*[-–]\s*{_CLOCK})?){_GAP}({_NUMBER})(?:{_GAP}|\s+)(?=\S)", re.I)
_ONLY_TIME_FIRST = re.compile(rf"\s*({_CLOCK})\t+\s*(?=[^\W\d])", re.I)
_CELL_BORDER = re.compile(r"\s*\|\s*")
_RULE = re.compile(r"[\s|:+=_-]+")
_ALONE = re.compile(r"\s*(?:\d{1,2}\.\s+)?(\d{1,2}(?:\.[a-z]|[a-z]|\.\d{1,2})?)[.)]?\s*")
_RECORDING = re.compile(r"\s*\d{1,2}:\d\d:\d\d\s*[-–]\s*\d{1,2}:\d\d:\d\d\b.*")
_RUN = re.compile(r"(?:(?<=\s)|^)0?(\d{1,2})[.)]\s+(?=[^\W\d_]|[“\"'‘(])")
_LETTERS = re.compile(r"(?<=\s)([a-z])[.)]\s+(?=\S)")
_LEAST = 3
"""So many numbers that run on make one line an agenda."""


def shaped(lines: Sequence[str]) -> list[str]:
    """The same agenda with an item a line; lines in the usual shape stay as they are."""
    return _numbers_joined(_columns_turned(_taken_apart(_without_borders(lines))))


def _without_borders(lines: Sequence[str]) -> list[str]:
    """A table of text lines: “| 1 | Opening | 5 min |”."""
    drawn = [line for line in lines if line.strip().startswith("|") and line.strip().endswith("|")]
    if len(drawn) < 2:
        return list(lines)
    kept = (line for line in lines if not (line.strip().startswith(("|", "+")) and _RULE.fullmatch(line)))
    return [_CELL_BORDER.sub("\t", line.strip().strip("|").strip()) if line in drawn else line for line in kept]


def _columns_turned(lines: list[str]) -> list[str]:
    """A first column of clock times goes behind the number and the title."""
    numbered = sum(bool(_TIME_FIRST.match(line)) for line in lines)
    if numbered >= 2:
        lines = [_TIME_FIRST.sub(_number_first, line, count=1) for line in lines]
        return [_ONLY_TIME_FIRST.sub("", line) + f"\t{match[1]}" if (match := _ONLY_TIME_FIRST.match(line)) else line
                for line in lines]  # fmt: skip
    return lines


def _number_first(match: re.Match[str]) -> str:
    number = match[2].rstrip(".)")
    return f"{number}.\t{match[1]}\t" if number.isdecimal() else f"{number}\t{match[1]}\t"


def _numbers_joined(lines: list[str]) -> list[str]:
    """A number on a line of its own goes before the line after it; the places in a recording go."""
    alone = [line for line in lines if line.strip() and _ALONE.fullmatch(line)]
    if len(alone) < 2:
        return lines
    made: list[str] = []
    waiting = ""
    for line in lines:
        if _RECORDING.fullmatch(line):
            continue
        if match := _ALONE.fullmatch(line):
            made += [waiting] if waiting else []
            waiting = match[1]
        elif waiting and line.strip():
            made.append(f"{waiting}. {line.strip()}" if waiting.isdecimal() else f"{waiting} {line.strip()}")
            waiting = ""
        else:
            made.append(line)
    return [*made, waiting] if waiting else made


def _taken_apart(lines: Sequence[str]) -> list[str]:
    return [part for line in lines for part in _apart(line)]


def _apart(line: str) -> list[str]:
    """A line that holds a run of numbers from 1 on, as as many lines."""
    starts: list[int] = []
    for match in _RUN.finditer(line):
        if int(match[1]) == len(starts) + 1:
            starts.append(match.start())
    if len(starts) < _LEAST:
        return [line]
    ends = [*starts[1:], len(line)]
    items = [line[start:end].strip() for start, end in zip(starts, ends, strict=True)]
    return [line[: starts[0]].rstrip(), *(part for item in items for part in _letters_apart(item))]


def _letters_apart(item: str) -> list[str]:
    """An item with a run of letters from a on in it."""
    starts: list[int] = []
    for match in _LETTERS.finditer(item):
        if ord(match[1]) - ord("a") == len(starts):
            starts.append(match.start())
    if len(starts) < 2:
        return [item]
    ends = [*starts[1:], len(item)]
    return [item[: starts[0]].rstrip(), *("   " + item[s:e].strip() for s, e in zip(starts, ends, strict=True))]
