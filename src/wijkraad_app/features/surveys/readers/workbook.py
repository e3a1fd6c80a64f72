"""XLSX and XLS through calamine, after the file was measured: a small file may unpack into a huge one."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from typing import Any

from wijkraad_app.kernel.errors import UserError
from wijkraad_app.kernel.i18n import _

from .grid import Grid, refuse_extent
from .survey_file import Notices

MOST_UNPACKED = 600_000_000
_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_CELL = re.compile(rb'\br="([A-Z]{1,3})(\d{1,7})"')


def is_workbook(data: bytes) -> bool:
    """A zip or an old Office file by its first bytes; the name says nothing."""
    return data.startswith((_ZIP, _OLE))


def workbook_grid(data: bytes, sheet: str | None, notices: Notices) -> Grid:
    """The chosen sheet, or the first with content. `UserError` when the file isn't a workbook of answers."""
    if data.startswith(_ZIP):
        _measure(data)
    book = _open(data)
    names = [str(name) for name in book.sheet_names]
    tables = {name: _rows(book, name) for name in names if sheet is None or name == sheet or len(names) <= 20}
    filled = [name for name in names if any(any(row) for row in tables.get(name, []))]
    if not filled:
        raise UserError(_("This workbook is empty. Choose a file with answers."), code="empty")
    _refuse_form(filled, tables)
    chosen = sheet if sheet in filled else _first_answers(filled, tables)
    _report_others([name for name in filled if name != chosen], tables, notices)
    return Grid(tables[chosen], sheet=chosen, sheets=tuple(filled))


def _unreadable() -> UserError:
    return UserError(
        _("This workbook can't be opened. Open it in a spreadsheet and save it again as XLSX or CSV."),
        code="broken_workbook",
    )


def _measure(data: bytes) -> None:
    """Unpack on the side and count, because the sizes a zip states may be lies."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
            if not any(name.lower().startswith("xl/") for name in names):
                raise _not_a_workbook(names)
            total = 0
            for name in names[:2000]:
                total = _measure_member(archive, name, total)
    except UserError:
        raise
    except Exception as error:  # zipfile raises more kinds of error than it documents
        raise _unreadable() from error


def _measure_member(archive: zipfile.ZipFile, name: str, total: int) -> int:
    sheet = name.lower().startswith("xl/worksheets/") and name.lower().endswith(".xml")
    rows, columns, rest = 0, 0, b""
    with archive.open(name) as stream:
        while chunk := stream.read(1 << 20):
            total += len(chunk)
            if total > MOST_UNPACKED:
                raise UserError(
                    _("This workbook unpacks into more than can be read. Export the answers as CSV."), code="too_big"
                )
            if sheet:
                found = _CELL.findall(rest + chunk)
                rows = max([rows, *(int(row) for _letters, row in found)])
                columns = max([columns, *map(_column_number, {letters for letters, _row in found})])
                rest = chunk[-32:]
    refuse_extent(rows, columns)
    return total


def _column_number(letters: bytes) -> int:
    value = 0
    for letter in letters:
        value = value * 26 + letter - 64
    return value


def _not_a_workbook(names: Sequence[str]) -> UserError:
    if any(name.endswith((".lss", ".lsr")) for name in names):
        text = _("This is a LimeSurvey archive. Export the answers from LimeSurvey as CSV.")
        return UserError(text, code="limesurvey_archive")
    return UserError(_("This file is no workbook of answers. Export the answers as CSV or XLSX."), code="not_workbook")


def _open(data: bytes) -> Any:
    from python_calamine import CalamineWorkbook

    with _calm():
        return CalamineWorkbook.from_filelike(io.BytesIO(data))


def _rows(book: Any, name: str) -> list[list[str]]:
    with _calm():
        raw = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
    rows = [[_cell(value) for value in row] for row in raw]
    while rows and not any(rows[-1]):
        rows.pop()
    return rows


@contextmanager
def _calm() -> Iterator[None]:
    """The parser's panics are no Exceptions; whatever it throws, the file is what is wrong."""
    try:
        yield
    except (KeyboardInterrupt, SystemExit, MemoryError):
        raise
    except BaseException as error:
        raise _unreadable() from error


def _cell(value: object) -> str:
    if isinstance(value, str):
        return value.replace("\x00", "")
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, datetime):
        return value.isoformat(sep=" ") if value.time() != time() else value.date().isoformat()
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, timedelta):
        return str(value)
    return str(value)


def _header(rows: list[list[str]]) -> set[str]:
    return {cell.strip() for cell in rows[0]} if rows else set()


def _refuse_form(names: list[str], tables: dict[str, list[list[str]]]) -> None:
    if {"survey", "choices"} <= set(names) and "type" in _header(tables["survey"]):
        raise UserError(
            _("This is the form of a survey, not the answers to it. Export the answers as CSV or XLSX."),
            code="form_definition",
        )


def _is_repeat(rows: list[list[str]]) -> bool:
    return "_parent_index" in _header(rows)


def _first_answers(names: list[str], tables: dict[str, list[list[str]]]) -> str:
    return next((name for name in names if not _is_repeat(tables[name])), names[0])


def _report_others(names: list[str], tables: dict[str, list[list[str]]], notices: Notices) -> None:
    for name in names:
        if _is_repeat(tables[name]):
            text = _("Sheet “{name}” holds repeated questions; it is not read.")
            notices.add("repeat_sheet", text.format(name=name))
        else:
            notices.add("other_sheet", _("Sheet “{name}” is not read.").format(name=name))
