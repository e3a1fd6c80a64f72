"""A table of text, whatever it came from, and the limits it must keep to."""

from __future__ import annotations

from dataclasses import dataclass

from wijkraad_app.kernel.dates import number
from wijkraad_app.kernel.errors import UserError
from wijkraad_app.kernel.i18n import _

MOST_BYTES = 200_000_000
MOST_COLUMNS = 5_000
MOST_CELLS = 20_000_000


@dataclass(frozen=True, slots=True)
class Grid:
    """Rows of text cells; ``delimiter`` and ``encoding`` are empty for a workbook, ``sheets`` for a text file."""

    rows: list[list[str]]
    encoding: str = ""
    delimiter: str = ""
    sheet: str = ""
    sheets: tuple[str, ...] = ()


def refuse_size(size: int) -> None:
    """Refuse a file that is too big to read on a small computer."""
    if size > MOST_BYTES:
        message = _(
            "This file is too big: {size} MB, and at most {most} MB can be read. Export fewer replies at a time."
        )
        raise UserError(message.format(size=number(size // 1_000_000), most=MOST_BYTES // 1_000_000), code="too_big")


def refuse_extent(rows: int, columns: int) -> None:
    """Refuse a table with too many columns or cells."""
    if columns > MOST_COLUMNS or rows * columns > MOST_CELLS:
        message = _("This table is too big: {rows} rows and {columns} columns. Export fewer questions or replies.")
        raise UserError(message.format(rows=number(rows), columns=number(columns)), code="too_big")
