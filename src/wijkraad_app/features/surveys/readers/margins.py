"""Known margins from pasted text or a file: question, answer, number or share; one class a line."""

from __future__ import annotations

from collections.abc import Sequence

from wijkraad_app.features.surveys.rules.weighting import MarginLine
from wijkraad_app.kernel.errors import UserError
from wijkraad_app.kernel.i18n import _

from .delimited import table
from .reading import open_grid
from .survey_file import ImportChoices, Notices

MOST_LINES = 500


def margin_lines(text: str) -> tuple[MarginLine, ...]:
    """The lines of a list; a first line without a number is a heading.

    `UserError` "not_margins" when it isn't a list of three columns, "too_big" above 500 lines, "empty".
    """
    rows, _delimiter = table(text)
    return _lines(rows)


def margins_of_file(data: bytes) -> tuple[MarginLine, ...]:
    """The same, of the bytes of a CSV or XLSX file. `UserError` when it is another kind of file."""
    return _lines(open_grid(data, ImportChoices(), Notices()).rows)


def _lines(rows: Sequence[Sequence[str]]) -> tuple[MarginLine, ...]:
    cells = [(number, [cell.strip() for cell in row]) for number, row in enumerate(rows, 1) if any(map(str.strip, row))]
    if len(cells) > MOST_LINES:
        message = _("These are more than {most} lines. Give only the margins.")
        raise UserError(message.format(most=MOST_LINES), code="too_big")
    if cells and len(cells[0][1]) == 3 and not any(sign.isdigit() for sign in cells[0][1][2]):
        cells = cells[1:]
    if not cells:
        raise UserError(_("There are no margins yet. Give per answer its number or share in the ward."), code="empty")
    return tuple(_line(number, row) for number, row in cells)


def _line(number: int, row: Sequence[str]) -> MarginLine:
    if len(row) != 3:
        message = _("Line {line} can't be read. Give question, answer and number, with a semicolon between.")
        raise UserError(message.format(line=number), code="not_margins")
    return MarginLine(row[0], row[1], row[2], number)
