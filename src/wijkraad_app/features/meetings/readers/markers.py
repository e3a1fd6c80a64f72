"""What marks a line of an agenda as an item: a number, letter, bullet or clock time before it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

Sort = Literal["number", "letter", "roman", "bullet", "time", "bare"]
LONGEST_HEAD = 1_000
"""How much of an endless line is looked at for what an item says."""
_WORD = r"(?:agenda)?punt\s+"
_DECIMAL = re.compile(rf"\s*(?:{_WORD})?(\d{{1,2}}(?:\.\d{{1,2}}){{1,2}})[.):]?\s+(?=\S)", re.I)
_NUMBER_LETTER = re.compile(
    rf"\s*(?:{_WORD})?(\d{{1,2}})(?:[.-]?|\s)([a-z])(?:[.):]\s*(?![a-z]\.)|(?<![0-9]e)\s+)(?=\S)", re.I
)
_NUMBER = re.compile(rf"\s*(?:{_WORD})?\(?(\d{{1,2}})(?:[.):]+(?:\s+|(?=[^\W\d]))|\s*[-–]\s+(?!\d)|\t+)(?=\S)", re.I)
BARE_NUMBER = re.compile(r"\s*(\d{1,2})\s+(?=[A-ZÀ-Þ“\"])")
_LETTER = re.compile(r"\s*\(?([a-z])[.)]\s*(?=\S)")
_CAPITAL = re.compile(r"\s*([A-Z])[.)]\s+(?=\S)")
_ROMAN = re.compile(r"\s*(X{0,2}(?:IX|IV|V?I{0,3}))[.)]\s+(?=\S)")
BULLET = re.compile(r"\s*(?:[-–—•*·▪◦‣●○§]|o(?=\s))\s*(?=\S)")
_TIME = re.compile(r"\s*(?:[01]?\d|2[0-4])[.:][0-5]\d\b")


@dataclass(frozen=True, slots=True)
class Mark:
    """What stands before an item: sort, the marker itself, the rest of the line, its level (-1: it doesn't tell)."""

    sort: Sort
    marker: str
    text: str
    level: int


def mark_of(line: str) -> Mark | None:
    """The mark of a line, or None when it has none."""
    if _is_time(line):
        return Mark("time", "", line.strip(), 0)
    if match := _DECIMAL.match(line):
        return Mark("number", match[1], line[match.end() :], match[1].count("."))
    if match := _NUMBER_LETTER.match(line):
        return Mark("number", f"{match[1]}.{match[2].lower()}", line[match.end() :], 1)
    if match := _NUMBER.match(line):
        return Mark("number", match[1], line[match.end() :], 0)
    if (match := _ROMAN.match(line)) and match[1]:
        return Mark("roman", match[1], line[match.end() :], 0)
    if match := _LETTER.match(line) or _CAPITAL.match(line):
        return Mark("letter", match[1].lower(), line[match.end() :], -1)
    if match := BULLET.match(line):
        return Mark("bullet", "", line[match.end() :], -1)
    return None


def _is_time(line: str) -> bool:
    """Whether a line opens with a clock time rather than with a number such as 4.10."""
    match = _TIME.match(line)
    if not match:
        return False
    hour, minute = (int(part) for part in re.split(r"[.:]", match[0].strip()))
    says_so = ":" in match[0] or re.match(r"\s*(?:uur|u\b|-|–)", line[match.end() :], re.I)
    return bool(says_so) or (hour >= 7 and minute % 5 == 0)
