"""The lines of an agenda sorted into items and what stands under them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from .item_text import closed_section, kind_of_title, read_line, section_kind
from .markers import BARE_NUMBER, LONGEST_HEAD, Mark, Sort, mark_of

_FAREWELL = re.compile(
    r"\s*(?:(?:met )?(?:vriendelijke|hartelijke) groet|groet(?:en|jes)?\b|(?:graag )?tot (?:dan|ziens|\w+dag)\b|mvg\b"
    r"|kind regards|best regards|-- ?$|op .{6,80} schreef .*:$|on .{6,80} wrote:$"
    r"|-+\s*(?:oorspronkelijk bericht|original message))",
    re.I,
)
DETAIL = re.compile(
    r"\s*(inleider|door|spreker|portefeuillehouder|doel|aard|soort|status|behandeling|tijd|tijdstip|duur|introducer|purpose|time)"
    r"\s*:\s*(.+)", re.I
)  # fmt: skip


@dataclass(slots=True)
class Entry:
    """A line that opens an item, with the lines under it."""

    sort: Sort
    marker: str
    text: str
    level: int
    indent: int
    section: str = ""
    closed: bool = False
    below: list[str] = field(default_factory=list)


class _Sorter:
    """Goes through the lines and opens an entry at each item; the rest goes under the entry before it."""

    def __init__(self, sort: Sort) -> None:
        self.entries: list[Entry] = []
        self._sort = sort
        self._section = ""
        self._closed = False
        self._after_blank = False

    def take(self, line: str) -> None:
        if not line.strip():
            self._after_blank = True
            return
        if not self._is_section(line) and not self._opened(line):
            self._under(line)
        self._after_blank = False

    def _is_section(self, line: str) -> bool:
        """A heading between items, such as “Bespreekstukken” or “Besloten deel”, holds for the items after it."""
        if mark_of(line):
            return False
        closed, kind = closed_section(line), section_kind(line)
        if closed is not None:
            self._closed, self._section = closed, ""
        if kind and self.entries and (line[0].isspace() or line[0].islower()):
            return False
        if kind and self._sort != "bare":
            self._section = kind
        return closed is not None or bool(kind and self._sort != "bare")

    def _opened(self, line: str) -> bool:
        mark = mark_of(line) or self._unmarked(line)
        if mark and mark.sort == "roman" and self._sort == "letter":
            mark = Mark("letter", mark.marker, mark.text, -1)
        if mark is None or not self._may_open(mark.sort, mark.text):
            return False
        indent = len(line.expandtabs(4)) - len(line.expandtabs(4).lstrip())
        told = mark.level >= 0 and mark.sort in (self._sort, "time", "bare")
        level = mark.level if told else self._level(mark.sort, indent)
        if told and level and mark.sort == "number" and not self._stands_under(mark.marker):
            level = 0
        self.entries.append(Entry(mark.sort, mark.marker, mark.text, level, indent, self._section, self._closed))
        return True

    def _unmarked(self, line: str) -> Mark | None:
        match = BARE_NUMBER.match(line)
        if self._sort == "number" and match and int(match[1]) == self._top_number() + 1:
            return Mark("number", match[1], line[match.end() :], 0)
        if self._sort == "bare":
            return Mark("bare", "", line, -1)
        is_break = kind_of_title(read_line(line[:LONGEST_HEAD]).title) == "break"
        return Mark("bare", "", line, 0) if is_break else None

    def _top_number(self) -> int:
        tops = [entry for entry in self.entries if entry.level == 0 and entry.marker.isdigit()]
        return int(tops[-1].marker) if tops else 0

    def _stands_under(self, marker: str) -> bool:
        """Whether the item that a number such as 5.a belongs to is the one above."""
        return not self._top_number() or int(marker.split(".")[0]) == self._top_number()

    def _may_open(self, sort: Sort, text: str) -> bool:
        if sort == self._sort or self._sort == "bare":
            return True
        if sort in ("letter", "bullet", "number") and self._sort in ("number", "roman", "letter"):
            under_title = bool(self.entries) and not self.entries[-1].below
            return under_title and len(text) <= 120 and not text.rstrip().endswith((".", ";"))
        if sort == "bare":
            return True
        return sort == "time" and bool(kind_of_title(read_line(text[:LONGEST_HEAD]).title))

    def _level(self, sort: Sort, indent: int) -> int:
        if sort != self._sort:
            return self._below_parent(sort)
        if self.entries and indent > self.entries[-1].indent:
            return self.entries[-1].level + 1
        return next((entry.level for entry in reversed(self.entries) if entry.indent <= indent), 0)

    def _below_parent(self, sort: Sort) -> int:
        """One deeper than the last item that is marked in another way."""
        parent = next((entry for entry in reversed(self.entries) if entry.sort != sort), None)
        return parent.level + 1 if parent else 0

    def _under(self, line: str) -> None:
        if not self.entries:
            return
        entry = self.entries[-1]
        if not entry.below and not self._after_blank and _goes_on(entry.text, line):
            entry.text += " " + line.strip()
        else:
            entry.below.append(line.strip())


def _goes_on(title: str, line: str) -> bool:
    """Whether a line is the rest of a title that a PDF or mail broke off."""
    return line.lstrip()[0].islower() and not title.rstrip().endswith((".", ":", ";", ")")) and not DETAIL.match(line)


def entries_of(lines: Iterable[str], sort: Sort) -> list[Entry]:
    sorter = _Sorter(sort)
    for line in lines:
        if sorter.entries and _FAREWELL.match(line):
            break
        sorter.take(line)
    return sorter.entries
