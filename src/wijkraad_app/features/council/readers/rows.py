"""Pasted lines as rows of cells: from a spreadsheet (tabs, semicolons, commas) or a mail, with header or without."""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from wijkraad_app.kernel import date_phrases
from wijkraad_app.kernel.i18n import _
from wijkraad_app.kernel.pasting import pasted_lines

_NOISE = re.compile(
    r"\s*(?:(?:beste|geachte|hallo|hoi|dear|hi|hello|hierbij|bijgaand|with kind|kind regards|best regards)\b.*"
    r"|(?:actie(?:punten)?|besluiten|leden|adviezen)(?:lijst)?\b(?![:;\t,]).{0,25}"
    r"|(?:met )?(?:vriendelijke|hartelijke) groet.*|groet(?:en)?,?|mvg,?|-- ?|[-=_*\s]+)",
    re.I,
)
_MARKER = re.compile(r"\s*(?:[-–—•*·▪]\s+|\(?\d{1,3}[.)]\s+(?=\D))")
_DASHED = re.compile(r"\s+[-–—]\s+")
_BLANK = re.compile(r"\s+")
LONGEST_CELL = 2_000


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of one line: those under a known header by field, the others in order."""

    fields: Mapping[str, str]
    loose: tuple[str, ...]


def read_rows(text: str, headers: Mapping[str, str], *, commas: bool) -> list[Row]:
    """``headers``: from the words of a header (lower case) to the name of a field.

    ``commas``: whether a comma parts cells when there are no tabs, semicolons or bars. Raises UserError
    (``too_large``) only.
    """
    lines = [line for line in pasted_lines(text) if line.strip() and not _NOISE.fullmatch(line[:200])]
    header, delimiter = _header(lines, headers)
    delimiter = delimiter if header else ""
    table = [_cells(line, delimiter or _own_delimiter(line, commas)) for line in lines[1 if header else 0 :]]
    return [row for cells in table if (row := _row(cells, header)).fields or row.loose]


def _header(lines: Sequence[str], headers: Mapping[str, str]) -> tuple[dict[int, str], str]:
    """Column → field, and what parts the cells, if the first line is one of headers."""
    for delimiter in ("\t", ";", ",", "|"):
        if lines and delimiter in lines[0]:
            return _columns(_cells(lines[0], delimiter), headers), delimiter
    return _columns(_cells(lines[0], ""), headers) if lines else {}, ""


def _own_delimiter(line: str, commas: bool) -> str:
    return next((mark for mark in ("\t", ";", "|", "," if commas else "\t") if mark in line), "")


def _cells(line: str, delimiter: str) -> list[str]:
    if delimiter != "\t" and (marker := _MARKER.match(line)):
        line = line[marker.end() :]
    cells = _split(line, delimiter) if delimiter and delimiter in line else _DASHED.split(line)
    return [_BLANK.sub(" ", cell).strip()[:LONGEST_CELL] for cell in cells]


def _split(line: str, delimiter: str) -> list[str]:
    try:
        return next(csv.reader([line], delimiter=delimiter), [])
    except csv.Error:
        return line.split(delimiter)


def _columns(cells: Sequence[str], headers: Mapping[str, str]) -> dict[int, str]:
    """Column → field, if this is a line of headers: most are known, and no cell holds figures."""
    known = {at: headers[name] for at, cell in enumerate(cells) if (name := cell.lower().strip(" :*")) in headers}
    only_words = all(len(cell) < 40 and not re.search(r"[\d@]", cell) for cell in cells)
    return known if only_words and len(known) * 2 > sum(map(bool, cells)) else {}


def _row(cells: Sequence[str], columns: Mapping[int, str]) -> Row:
    fields: dict[str, str] = {}
    loose: list[str] = []
    for at, cell in enumerate(cells):
        if not cell:
            continue
        if at in columns:
            fields.setdefault(columns[at], cell)
        elif not columns:
            loose.append(cell)
    return Row(fields, tuple(loose))


def headers_of(**words: str) -> dict[str, str]:
    """The header words of each field, given as “word|word”, turned round."""
    return {word: field for field, listed in words.items() for word in listed.split("|")}


def past_day(text: str, today: date, problems: list[str]) -> date | None:
    """A day that has been: without a year it is the last such day."""
    day = date_phrases.parse(text, today)
    if day is None:
        problems.append(_("“{text}” is no date.").format(text=text))
    elif day > today and str(day.year) not in text and str(day.year)[2:] not in text:
        day = day.replace(year=day.year - 1, day=min(day.day, 28) if day.month == 2 else day.day)
        problems.append(_("The date has no year; {year} was taken.").format(year=day.year))
    return day


def coming_day(text: str, today: date, problems: list[str]) -> date | None:
    """A day to come, or any that is written out in full."""
    day = date_phrases.parse(text, today)
    if day is None:
        problems.append(_("“{text}” is no date.").format(text=text))
    return day
