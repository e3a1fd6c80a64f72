"""Comma-separated files as the world writes them: the delimiter is scored, every line end is read."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator

from wijkraad_app.kernel.errors import UserError
from wijkraad_app.kernel.i18n import N_, _

from .entry_sheet import MARK
from .grid import MOST_CELLS, MOST_COLUMNS, refuse_extent

DELIMITERS = (";", ",", "\t", "|")
DELIMITER_WORDS = {";": N_("semicolon"), ",": N_("comma"), "\t": N_("tab"), "|": N_("bar")}
_SEP = re.compile(r'\A"?sep=(.)"?(?:\r\n|\r|\n|\Z)', re.IGNORECASE)


def table(text: str, delimiter: str | None = None) -> tuple[list[list[str]], str]:
    """Rows and the delimiter used. ``sep=`` on the first line wins over guessing, ``delimiter`` over both.

    `UserError`: "cut_off" when the file ends inside an answer, "broken" when it isn't a table, "too_big".
    """
    told = _SEP.match(text)
    if told:
        text = text[told.end() :]
    used = delimiter or (told.group(1) if told else None) or best_delimiter(text)
    rows = _rows(text, used)
    _refuse_cut_off(text, used, rows)
    return rows, used


def best_delimiter(text: str) -> str:
    """The one of ``; , tab |`` that gives the most rows the same number of fields, and more than one."""
    sample = text[:200_000]
    return max(DELIMITERS, key=lambda delimiter: _score(sample, delimiter))


def _score(sample: str, delimiter: str) -> tuple[float, int]:
    widths: list[int] = []
    try:
        for row in csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter):
            if row:
                widths.append(len(row))
            if len(widths) == 200:
                break
    except csv.Error:
        return 0.0, 0
    if not widths:
        return 0.0, 0
    width, times = Counter(widths).most_common(1)[0]
    share = times / len(widths)
    return (share if width > 1 else 0.01, width)


def _rows(text: str, delimiter: str) -> list[list[str]]:
    rows: list[list[str]] = []
    cells = 0
    try:
        for row in _records(text, delimiter):
            cells += len(row)
            if cells > MOST_CELLS or len(row) > MOST_COLUMNS:
                refuse_extent(max(len(rows), MOST_CELLS), max(len(row), 1))
            rows.append(row)
    except (csv.Error, TypeError, ValueError) as error:
        message = _("This file can't be read as a table: line {line} is broken. Export it again.")
        raise UserError(message.format(line=len(rows) + 1), code="broken") from error
    while rows and not any(cell.strip() for cell in rows[-1]):
        rows.pop()
    return rows


def _records(text: str, delimiter: str) -> Iterator[list[str]]:
    return csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)


def _refuse_cut_off(text: str, delimiter: str, rows: list[list[str]]) -> None:
    if _ends_in_quotes(text, delimiter) or _ends_short(text, rows):
        raise UserError(_("This file stops in the middle of a reply. Download or export it again."), code="cut_off")


def _ends_in_quotes(text: str, delimiter: str) -> bool:
    """Only a file with an odd number of quotes can end inside one; strict reading then tells."""
    if text.count('"') % 2 == 0:
        return False
    try:
        for _row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True):
            pass
    except csv.Error as error:
        return "end of data" in str(error)
    return False


def _ends_short(text: str, rows: list[list[str]]) -> bool:
    if rows and rows[0] and rows[0][0].strip() == MARK:
        rows = rows[1:]
    if len(rows) < 4 or text.endswith(("\n", "\r")):
        return False
    width = len(rows[0])
    return width > 2 and len(rows[-1]) < width and all(len(row) == width for row in rows[:-1])
