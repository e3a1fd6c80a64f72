"""An agenda pasted from mail, Word or a PDF: numbered, lettered, bulleted or bare, with or without a header."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, time
from textwrap import shorten
from typing import Literal

from wijkraad_app.kernel import text as formatted
from wijkraad_app.kernel.i18n import _
from wijkraad_app.kernel.pasting import pasted_lines

from .agenda import ParsedAgenda, ParsedItem, numbered
from .header import header_guesses, looks_like_header, read_header
from .item_text import Details, closed_section, kind_by_verb, kind_of_title, read_line, section_kind

Sort = Literal["number", "letter", "roman", "bullet", "time", "bare"]
_LONGEST_HEAD = 1_000
_MOST_HEAD = 80
_WORD = r"(?:agenda)?punt\s+"
_DECIMAL = re.compile(rf"\s*(?:{_WORD})?(\d{{1,2}}(?:\.\d{{1,2}}){{1,2}})[.):]?\s+(?=\S)", re.I)
_NUMBER_LETTER = re.compile(
    rf"\s*(?:{_WORD})?(\d{{1,2}})(?:[.-]?|\s)([a-z])(?:[.):]\s*(?![a-z]\.)|(?<![0-9]e)\s+)(?=\S)", re.I
)
_NUMBER = re.compile(rf"\s*(?:{_WORD})?\(?(\d{{1,2}})(?:[.):]+(?:\s+|(?=[^\W\d]))|\s*[-–]\s+(?!\d)|\t+)(?=\S)", re.I)
_BARE_NUMBER = re.compile(r"\s*(\d{1,2})\s+(?=[A-ZÀ-Þ“\"])")
_LETTER = re.compile(r"\s*\(?([a-z])[.)]\s*(?=\S)")
_CAPITAL = re.compile(r"\s*([A-Z])[.)]\s+(?=\S)")
_ROMAN = re.compile(r"\s*(X{0,2}(?:IX|IV|V?I{0,3}))[.)]\s+(?=\S)")
_BULLET = re.compile(r"\s*(?:[-–—•*·▪◦‣●○§]|o(?=\s))\s*(?=\S)")
_TIME = re.compile(r"\s*(?:[01]?\d|2[0-4])[.:][0-5]\d\b")
_PAGE = re.compile(
    r"\s*(?:(?:pagina|page|blz\.?)\s*\d+(?:\s*(?:van|of|/)\s*\d+)?|\d+\s*(?:/|van|of)\s*\d+|-\s*\d+\s*-)\s*", re.I
)
_MARKUP = re.compile(r"^\s*#{1,6}\s+|\*\*|__")
_FAREWELL = re.compile(
    r"\s*(?:(?:met )?(?:vriendelijke|hartelijke) groet|groet(?:en)?\b|(?:graag )?tot (?:dan|ziens|\w+dag)\b|mvg\b"
    r"|kind regards|best regards|-- ?$)",
    re.I,
)
_AGENDA_WORD = re.compile(r"\s*(?:concept-?\s*)?agenda(?:punten)?\s*:?\s*", re.I)
_DETAIL = re.compile(
    r"\s*(inleider|door|spreker|portefeuillehouder|doel|aard|soort|status|behandeling|tijd|tijdstip|duur|introducer|purpose|time)"
    r"\s*:\s*(.+)", re.I
)  # fmt: skip
_INTRODUCER_LABELS = ("inleider", "door", "spreker", "portefeuillehouder", "introducer")


@dataclass(slots=True)
class _Entry:
    """A line that opens an item, with the lines under it."""

    sort: Sort
    marker: str
    text: str
    level: int
    indent: int
    section: str = ""
    closed: bool = False
    below: list[str] = field(default_factory=list)


def read_agenda_text(text: str, today: date) -> ParsedAgenda:
    """Understand a pasted agenda. Any text is accepted; one without items gives none.

    Raises UserError (``too_large``) only for more than a million characters or 2,000 lines.
    """
    lines = [_MARKUP.sub("", line) for line in _unquoted(pasted_lines(text)) if not _PAGE.fullmatch(line)]
    sort = _scheme(lines, today)
    first = _first_item(lines, sort, today)
    header = read_header([line[:_LONGEST_HEAD] for line in lines[max(0, first - _MOST_HEAD) : first]], today)
    entries = _entries(lines[first:], sort)
    builder = _Builder(header.public)
    for entry in entries:
        builder.take(entry)
    items = builder.finish()
    return ParsedAgenda(
        title=header.title,
        date=header.date,
        start=header.start or next((item.time for item in items[:1]), None),
        end=header.end or _end(items),
        place=header.place,
        public=header.public,
        items=items,
        guesses=(*header_guesses(header), *_scheme_guesses(sort, entries), *builder.guesses),
    )


def _end(items: tuple[ParsedItem, ...]) -> time | None:
    """The time of the last item, if that is the closing."""
    closing = items[-1] if items and re.match(r"sluiting|closing", items[-1].title, re.I) else None
    return closing.time if closing else None


def _unquoted(lines: list[str]) -> list[str]:
    """Without the “>” of a quoted mail, when most lines have it."""
    full = [line for line in lines if line.strip()]
    if full and sum(line.lstrip().startswith(">") for line in full) * 2 > len(full):
        return [re.sub(r"^\s*(?:>\s?)+", "", line) for line in lines]
    return lines


# --- which lines are items ---------------------------------------------------------
def _marked(line: str) -> tuple[Sort, str, str, int] | None:
    """Sort of marker, the marker, the rest of the line, and the level the marker itself tells (-1: none)."""
    if _is_time(line):
        return ("time", "", line.strip(), 0)
    if match := _DECIMAL.match(line):
        return ("number", match[1], line[match.end() :], match[1].count("."))
    if match := _NUMBER_LETTER.match(line):
        return ("number", f"{match[1]}.{match[2].lower()}", line[match.end() :], 1)
    if match := _NUMBER.match(line):
        return ("number", match[1], line[match.end() :], 0)
    if (match := _ROMAN.match(line)) and match[1]:
        return ("roman", match[1], line[match.end() :], 0)
    if match := _LETTER.match(line) or _CAPITAL.match(line):
        return ("letter", match[1].lower(), line[match.end() :], -1)
    if match := _BULLET.match(line):
        return ("bullet", "", line[match.end() :], -1)
    return None


def _is_time(line: str) -> bool:
    """Whether a line opens with a clock time rather than with a number such as 4.10."""
    match = _TIME.match(line)
    if not match:
        return False
    hour, minute = (int(part) for part in re.split(r"[.:]", match[0].strip()))
    says_so = ":" in match[0] or re.match(r"\s*(?:uur|u\b|-|–)", line[match.end() :], re.I)
    return bool(says_so) or (hour >= 7 and minute % 5 == 0)


def _scheme(lines: list[str], today: date) -> Sort:
    """What marks the items of this agenda."""
    found = [marked[0] for line in lines if (marked := _marked(line))]
    if found[:1] in (["letter"], ["roman"]) and found.count(found[0]) >= 2:
        return found[0]
    if "number" in found and _counts(lines):
        return "number"
    marks: tuple[Sort, ...] = ("roman", "time", "letter", "bullet")
    for sort in marks:
        if found.count(sort) >= 2:
            return sort
    numbers = [int(match[1]) for line in lines if (match := _BARE_NUMBER.match(line))]
    return "number" if numbers[:2] == [1, 2] else "bare"


def _counts(lines: list[str]) -> bool:
    """Whether the numbers are those of items: at least two, or a first one."""
    markers = [marked[1] for line in lines if (marked := _marked(line)) and marked[0] == "number"]
    return len(markers) > 1 or markers[:1] == ["1"]


def _first_item(lines: list[str], sort: Sort, today: date) -> int:
    if sort != "bare":
        return next((at for at, line in enumerate(lines) if _opens(line, sort)), len(lines))
    title = next((at for at, line in enumerate(lines) if _AGENDA_WORD.fullmatch(line)), None)
    if title is not None:
        return title + 1
    full = [at for at, line in enumerate(lines) if line.strip()]
    known = next((at for at in full if kind_of_title(read_line(lines[at][:_LONGEST_HEAD]).title)), None)
    heads = next(
        (at for at in full[:_MOST_HEAD] if not looks_like_header(lines[at][:_LONGEST_HEAD], today)), len(lines)
    )
    return known if known is not None and known > heads and _all_header(lines[heads:known]) else heads


def _all_header(lines: list[str]) -> bool:
    return sum(bool(line.strip()) for line in lines) <= 2


def _opens(line: str, sort: Sort) -> bool:
    marked = _marked(line)
    if marked is not None:
        return marked[0] == sort
    return sort == "number" and bool(_BARE_NUMBER.match(line))


class _Sorter:
    """Goes through the lines and opens an entry at each item; the rest goes under the entry before it."""

    def __init__(self, sort: Sort) -> None:
        self.entries: list[_Entry] = []
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
        if _marked(line):
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
        marked = _marked(line) or self._unmarked(line)
        if self._sort == "letter" and marked and marked[0] == "roman":
            marked = ("letter", *marked[1:3], -1)
        if marked is None or not self._may_open(marked[0], marked[2]):
            return False
        sort, marker, text, told = marked
        indent = len(line.expandtabs(4)) - len(line.expandtabs(4).lstrip())
        level = told if told >= 0 and sort in (self._sort, "time", "bare") else self._level(sort, indent)
        self.entries.append(_Entry(sort, marker, text, level, indent, self._section, self._closed))
        return True

    def _unmarked(self, line: str) -> tuple[Sort, str, str, int] | None:
        match = _BARE_NUMBER.match(line)
        if self._sort == "number" and match and int(match[1]) == self._top_number() + 1:
            return ("number", match[1], line[match.end() :], 0)
        if self._sort == "bare":
            return ("bare", "", line, -1)
        is_break = kind_of_title(read_line(line[:_LONGEST_HEAD]).title) == "break"
        return ("bare", "", line, 0) if is_break else None

    def _top_number(self) -> int:
        tops = [entry for entry in self.entries if entry.level == 0 and entry.marker.isdigit()]
        return int(tops[-1].marker) if tops else 0

    def _may_open(self, sort: Sort, text: str) -> bool:
        if sort == self._sort or self._sort == "bare":
            return True
        if sort in ("letter", "bullet", "number") and self._sort in ("number", "roman", "letter"):
            under_title = bool(self.entries) and not self.entries[-1].below
            return under_title and len(text) <= 120 and not text.rstrip().endswith((".", ";"))
        if sort == "bare":
            return True
        return sort == "time" and bool(kind_of_title(read_line(text[:_LONGEST_HEAD]).title))

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
    return line.lstrip()[0].islower() and not title.rstrip().endswith((".", ":", ";", ")")) and not _DETAIL.match(line)


def _entries(lines: Iterable[str], sort: Sort) -> list[_Entry]:
    sorter = _Sorter(sort)
    for line in lines:
        if sorter.entries and _FAREWELL.match(line):
            break
        sorter.take(line)
    return sorter.entries


# --- what the items say ------------------------------------------------------------
class _Builder:
    """Makes items of entries, each knowing the items it stands under."""

    def __init__(self, public: bool) -> None:
        self.items: list[ParsedItem] = []
        self.markers: list[str] = []
        self.guesses: list[str] = []
        self._public = public
        self._unkinded: list[ParsedItem] = []
        self._above: list[ParsedItem] = []

    def take(self, entry: _Entry) -> None:
        details = _details(entry)
        if not details.title:
            return
        del self._above[entry.level :]
        kind = _kind(details, entry, self._above[-1] if self._above else None)
        item = self._item(details, entry, kind or kind_by_verb(details.title) or "discuss")
        if not kind:
            self._unkinded.append(item)
        self.guesses += _introducer_guess(details)
        self.items.append(item)
        self.markers.append(entry.marker)
        self._above.append(item)

    def _item(self, details: Details, entry: _Entry, kind: str) -> ParsedItem:
        closed = details.closed or entry.closed or any(not above.public for above in self._above)
        return ParsedItem(
            title=details.title,
            level=entry.level,
            kind=kind,
            time=details.time,
            minutes=details.minutes,
            introducer=details.introducer,
            public=self._public and not closed,
            explanation=_explanation(entry.below),
        )

    def finish(self) -> tuple[ParsedItem, ...]:
        items = numbered(self.items)
        self.guesses += _kind_guesses(self._unkinded)
        self.guesses += _number_guess(self.markers, items)
        return items


def _number_guess(markers: list[str], items: tuple[ParsedItem, ...]) -> list[str]:
    pairs = [
        (marker, item.number)
        for marker, item in zip(markers, items, strict=True)
        if marker.isdigit() and not item.level
    ]
    if all(marker.lstrip("0") == number for marker, number in pairs):
        return []
    return [_("The numbers did not run on; the items were numbered anew.")]


def _explanation(lines: list[str]) -> str:
    bullets = [(line, _BULLET.match(line)) for line in lines]
    blocks = [formatted.bullet(line[match.end() :]) if match else formatted.paragraph(line) for line, match in bullets]
    return formatted.serialise(formatted.normal(blocks))


def _details(entry: _Entry) -> Details:
    details = read_line(entry.text[:_LONGEST_HEAD])
    if entry.sort == "time":
        details.title = re.sub(r"^\(?\d{1,2}[.):]\s+", "", details.title)
    kept = []
    for line in entry.below:
        match = _DETAIL.match(line)
        if section_kind(line) and not details.kind:
            details.kind = section_kind(line)
        elif not match or not _fill(details, match[1].lower(), match[2]):
            kept.append(line)
    entry.below = kept
    return details


def _fill(details: Details, label: str, value: str) -> bool:
    if label in _INTRODUCER_LABELS:
        details.introducer = details.introducer or value.strip()[:200]
        return True
    said = read_line(f"x, {value}" if label not in ("tijd", "tijdstip", "duur", "time") else f"x ({value})")
    details.kind = details.kind or said.kind
    details.time, details.minutes = details.time or said.time, details.minutes or said.minutes
    return bool(said.kind or said.time or said.minutes)


def _kind(details: Details, entry: _Entry, parent: ParsedItem | None) -> str:
    """The kind that is written at the item, in its title, at its heading or at the item above it."""
    kind = details.kind or kind_of_title(details.title) or entry.section
    if kind or parent is None:
        return kind
    return "inform" if parent.kind == "procedure" else parent.kind if section_kind(parent.title) else ""


def _introducer_guess(details: Details) -> list[str]:
    if not details.guessed_introducer:
        return []
    message = _("“{name}” was taken as who introduces “{title}”.")
    return [message.format(name=details.introducer, title=details.title)]


def _kind_guesses(items: list[ParsedItem]) -> list[str]:
    words = {
        "decide": _("Taken as for decision, as nothing else is said: {titles}."),
        "discuss": _("Taken as for discussion, as nothing else is said: {titles}."),
        "inform": _("Taken as for information, as nothing else is said: {titles}."),
    }
    guesses = []
    for kind, message in words.items():
        titles = [f"“{shorten(item.title, 60, placeholder=' …')}”" for item in items if item.kind == kind]
        if titles:
            shown = ", ".join(titles[:5]) + (" …" if len(titles) > 5 else "")
            guesses.append(message.format(titles=shown))
    return guesses


def _scheme_guesses(sort: Sort, entries: list[_Entry]) -> list[str]:
    if not entries:
        return [_("No agenda items were found. Put each item on a line of its own.")]
    guesses = []
    if sort == "bare":
        guesses.append(_("Nothing is numbered: each line was taken as an item."))
    elif sort in ("number", "roman") and any(entry.sort == "bullet" for entry in entries):
        guesses.append(_("Lines with a bullet were taken as sub-items."))
    if any(entry.closed for entry in entries):
        guesses.append(_("Everything under the heading of the closed part was taken as closed."))
    return guesses
