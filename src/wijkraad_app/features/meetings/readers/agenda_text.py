"""An agenda pasted from mail, Word or a PDF: numbered, lettered, bulleted or bare, with or without a header."""

from __future__ import annotations

import re
from datetime import date, time

from wijkraad_app.kernel.i18n import _
from wijkraad_app.kernel.pasting import pasted_lines

from .agenda import ParsedAgenda, ParsedItem
from .building import Builder
from .header import header_guesses, looks_like_header, read_header
from .item_text import kind_of_title, read_line
from .markers import BARE_NUMBER, LONGEST_HEAD, Sort, mark_of
from .shaping import shaped
from .sorting import Entry, entries_of

_MOST_HEAD = 80
_PAGE = re.compile(
    r"\s*(?:(?:pagina|page|blz\.?)\s*\d+(?:\s*(?:van|of|/)\s*\d+)?|\d+\s*(?:/|van|of)\s*\d+|-\s*\d+\s*-)\s*", re.I
)
_MARKUP = re.compile(r"^\s*#{1,6}\s+|\*\*|__")
_AGENDA_WORD = re.compile(r"\s*(?:concept-?\s*)?agenda(?:punten)?\s*:?\s*", re.I)


def read_agenda_text(text: str, today: date) -> ParsedAgenda:
    """Understand a pasted agenda. Any text is accepted; one without items gives none.

    Raises UserError (``too_large``) only for more than a million characters or 2,000 lines.
    """
    lines = shaped([_MARKUP.sub("", line) for line in _unquoted(pasted_lines(text)) if not _PAGE.fullmatch(line)])
    sort = _scheme(lines, today)
    first = _first_item(lines, sort, today)
    header = read_header([line[:LONGEST_HEAD] for line in lines[max(0, first - _MOST_HEAD) : first]], today)
    entries = entries_of(lines[first:], sort)
    builder = Builder(header.public)
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
        header_guesses=tuple(header_guesses(header)),
        item_guesses=(*_scheme_guesses(sort, entries), *builder.guesses),
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


def _scheme(lines: list[str], today: date) -> Sort:
    """What marks the items of this agenda."""
    found = [mark.sort for line in lines if (mark := mark_of(line))]
    if found[:1] in (["letter"], ["roman"]) and found.count(found[0]) >= 2:
        return found[0]
    if "number" in found and _counts(lines):
        return "number"
    marks: tuple[Sort, ...] = ("roman", "time", "letter", "bullet")
    for sort in marks:
        if found.count(sort) >= 2:
            return sort
    numbers = [int(match[1]) for line in lines if (match := BARE_NUMBER.match(line))]
    return "number" if numbers[:2] == [1, 2] else "bare"


def _counts(lines: list[str]) -> bool:
    """Whether the numbers are those of items: at least two, or a first one."""
    markers = [mark.marker for line in lines if (mark := mark_of(line)) and mark.sort == "number"]
    return len(markers) > 1 or markers[:1] == ["1"]


def _first_item(lines: list[str], sort: Sort, today: date) -> int:
    if sort != "bare":
        return next((at for at, line in enumerate(lines) if _opens(line, sort)), len(lines))
    title = next((at for at, line in enumerate(lines) if _AGENDA_WORD.fullmatch(line)), None)
    if title is not None:
        return title + 1
    full = [at for at, line in enumerate(lines) if line.strip()]
    known = next((at for at in full if kind_of_title(read_line(lines[at][:LONGEST_HEAD]).title)), None)
    heads = next((at for at in full[:_MOST_HEAD] if not looks_like_header(lines[at][:LONGEST_HEAD], today)), len(lines))
    return known if known is not None and known > heads and _all_header(lines[heads:known]) else heads


def _all_header(lines: list[str]) -> bool:
    return sum(bool(line.strip()) for line in lines) <= 2


def _opens(line: str, sort: Sort) -> bool:
    mark = mark_of(line)
    if mark is not None:
        return mark.sort == sort
    return sort == "number" and bool(BARE_NUMBER.match(line))


def _scheme_guesses(sort: Sort, entries: list[Entry]) -> list[str]:
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
