"""The entry sheet: a CSV with one row a paper form, made from questions typed once, read without further questions.

Row 1 marks survey and version, row 2 holds the code of each column, row 3 says in words what to type. A question
with one answer takes the number or the words of an option; one with more has a column per option, marked with an x.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from wijkraad_app.features.surveys.rules.kinds import Kind, Missing
from wijkraad_app.kernel.errors import UserError
from wijkraad_app.kernel.i18n import _

from .grid import Grid
from .reporting import listed
from .survey_file import Answer
from .values import YES, as_number

MARK = "wijkraad-form"
_FORM, _PERSONS = "form", "persons"
_BLANK = int(Missing.BLANK)


@dataclass(frozen=True, slots=True)
class SheetQuestion:
    """A question as the sheet needs it; ``number`` is its place, from 1."""

    number: int
    text: str
    kind: Kind
    options: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SheetMark:
    """Which survey and which version of its questions a sheet belongs to."""

    survey: UUID
    version: int


@dataclass(frozen=True, slots=True)
class SheetReplies:
    """The forms that were filled in: a number, the persons it speaks for, and one answer per question."""

    mark: SheetMark
    forms: tuple[str, ...]
    persons: tuple[int, ...]
    answers: tuple[tuple[Answer, ...], ...]


def entry_sheet(mark: SheetMark, questions: Sequence[SheetQuestion], forms: int = 100) -> bytes:
    """The empty sheet as UTF-8 CSV with semicolons, which spreadsheets in the Netherlands open as a table."""
    columns = [(_FORM, _("Number on the form")), (_PERSONS, _("Number of persons (empty = 1)"))]
    for question in questions:
        columns += _columns(question)
    stream = io.StringIO()
    writer = csv.writer(stream, delimiter=";", lineterminator="\r\n")
    writer.writerow([MARK, str(mark.survey), str(mark.version)])
    writer.writerow([code for code, _text in columns])
    writer.writerow([text for _code, text in columns])
    for number in range(1, forms + 1):
        writer.writerow([number] + [""] * (len(columns) - 1))
    return b"\xef\xbb\xbf" + stream.getvalue().encode("utf-8")


def _columns(question: SheetQuestion) -> list[tuple[str, str]]:
    head = f"{question.number}. {question.text}"
    if question.kind is Kind.MULTIPLE:
        mark = _("mark with x")
        return [
            (f"v{question.number}.{place}", f"{head}: {option} ({mark})")
            for place, option in enumerate(question.options, start=1)
        ]
    steps = ", ".join(f"{place} = {option}" for place, option in enumerate(question.options, start=1))
    return [(f"v{question.number}", f"{head} ({steps})" if steps else head)]


def sheet_mark(grid: Grid) -> SheetMark | None:
    """The mark of an entry sheet, or None for any other table."""
    head = [cell.strip() for cell in grid.rows[0]] if grid.rows else []
    if not head or head[0] != MARK:
        return None
    try:
        return SheetMark(UUID(head[1]), int(as_number(head[2]) or 0))
    except (ValueError, IndexError):
        raise UserError(
            _("The first row of this entry sheet was changed. Make a new sheet and copy the rows into it."),
            code="sheet_mark",
        ) from None


def sheet_replies(grid: Grid, questions: Sequence[SheetQuestion]) -> SheetReplies:
    """The filled rows.

    `UserError`: "wrong_entry" names the forms where something else was typed than can be, "sheet_header" a column
    that is missing, double or strange, "no_number" and "form_twice" a form without a number of its own.
    """
    mark = sheet_mark(grid)
    if mark is None or len(grid.rows) < 3:
        raise UserError(_("This is not an entry sheet. Make one with “Entry sheet” first."), code="not_entry_sheet")
    reader = _RowReader(_columns_by_code(grid.rows[1], questions), questions)
    _refuse_strange(grid, reader)
    rows = [row for row in grid.rows[3:] if reader.filled(row)]
    if not rows:
        raise UserError(_("No form was filled in on this sheet."), code="no_replies")
    forms = tuple(reader.cell(row, _FORM) for row in rows)
    _refuse_double(forms)
    read = _read_all(reader, rows)
    return SheetReplies(
        mark=mark,
        forms=forms,
        persons=tuple(persons for persons, _answers in read),
        answers=tuple(zip(*(answers for _persons, answers in read), strict=True)),
    )


def _read_all(reader: _RowReader, rows: Sequence[Sequence[str]]) -> list[tuple[int, tuple[Answer, ...]]]:
    """Every row, or one refusal that names all forms with something wrong."""
    read: list[tuple[int, tuple[Answer, ...]]] = []
    wrong: list[tuple[str, UserError]] = []
    for row in rows:
        try:
            read.append((reader.persons(row), reader.answers(row)))
        except UserError as error:
            wrong.append((reader.cell(row, _FORM), error))
    if not wrong:
        return read
    first, *others = wrong
    text = first[1].message
    if others:
        more = _("Look at these forms too: {forms}.")
        text += " " + more.format(forms=listed([form for form, _error in others]))
    raise UserError(text, code=first[1].code)


def _columns_by_code(header: Sequence[str], questions: Sequence[SheetQuestion]) -> dict[str, int]:
    """Where each code stands. `UserError` "sheet_header" for one that is missing or there twice."""
    codes = [cell.strip() for cell in header]
    wanted = [_FORM, *(code for question in questions for code, _text in _columns(question))]
    for code in (*wanted, _PERSONS):
        if codes.count(code) > 1:
            raise _header(_("Column “{code}” is on this sheet twice. Take one out and import again."), code)
        if code not in codes and code != _PERSONS:
            missing = _("Column “{code}” is missing in row 2 of this sheet. Make a new one and copy the rows into it.")
            raise _header(missing, code)
    return {code: codes.index(code) for code in (*wanted, _PERSONS) if code in codes}


def _refuse_strange(grid: Grid, reader: _RowReader) -> None:
    """What stands in a column of its own would be lost."""
    for row in grid.rows[3:]:
        for at, cell in enumerate(row):
            if cell.strip() and at not in reader.places:
                named = next((rows[at].strip() for rows in grid.rows[1:3] if at < len(rows) and rows[at].strip()), "")
                message = _("Column “{code}” is not of this sheet. Empty it, or take it out, and import again.")
                raise _header(message, named or str(at + 1))


def _header(message: str, code: str) -> UserError:
    return UserError(message.format(code=code[:40]), code="sheet_header")


def _refuse_double(forms: Sequence[str]) -> None:
    seen: set[str] = set()
    for form in forms:
        if not form:
            raise UserError(_("A filled row has no form number. Give each form a number of its own."), code="no_number")
        if form in seen:
            message = _("Form {number} is on the sheet twice. Give each form a number of its own.")
            raise UserError(message.format(number=form), code="form_twice")
        seen.add(form)


class _RowReader:
    def __init__(self, codes: dict[str, int], questions: Sequence[SheetQuestion]) -> None:
        self._codes, self._questions = codes, questions
        self.places = frozenset(codes.values())

    def cell(self, row: Sequence[str], code: str) -> str:
        at = self._codes.get(code)
        return row[at].strip() if at is not None and at < len(row) else ""

    def filled(self, row: Sequence[str]) -> bool:
        return any(cell.strip() for at, cell in enumerate(row) if at not in (self._codes.get(_FORM),))

    def persons(self, row: Sequence[str]) -> int:
        text = self.cell(row, _PERSONS)
        if not text:
            return 1
        if text.isdecimal() and 0 < int(text) < 1000:
            return int(text)
        raise self._wrong(row, _("number of persons"), text)

    def answers(self, row: Sequence[str]) -> tuple[Answer, ...]:
        return tuple(self._answer(row, question) for question in self._questions)

    def _answer(self, row: Sequence[str], question: SheetQuestion) -> Answer:
        if question.kind is Kind.MULTIPLE:
            return self._ticked(row, question)
        text = self.cell(row, f"v{question.number}")
        if question.kind.coded:
            return self._chosen(row, question, text)
        if question.kind is Kind.NUMBER and text:
            number = as_number(text)
            if number is None:
                raise self._wrong(row, question.text, text)
            return number
        return text or None

    def _ticked(self, row: Sequence[str], question: SheetQuestion) -> Answer:
        cells = [self.cell(row, code) for code, _text in _columns(question)]
        for cell in cells:
            if cell and cell.casefold() not in YES | {"0"}:
                raise self._wrong(row, question.text, cell)
        ticked = tuple(place for place, cell in enumerate(cells) if cell.casefold() in YES)
        return ticked if any(cells) else _BLANK

    def _chosen(self, row: Sequence[str], question: SheetQuestion, text: str) -> Answer:
        if not text:
            return _BLANK
        labels = [" ".join(option.casefold().split()) for option in question.options]
        words = " ".join(text.casefold().split())
        if words in labels:
            return labels.index(words)
        number = as_number(text)
        if number is None or not number.is_integer() or not 1 <= number <= len(labels):
            raise self._wrong(row, question.text, text)
        return int(number) - 1

    def _wrong(self, row: Sequence[str], question: str, text: str) -> UserError:
        message = _("Form {number}, “{question}”: “{answer}” is not one of the answers. Correct it and import again.")
        number = self.cell(row, _FORM) or "?"
        return UserError(message.format(number=number, question=question, answer=text[:40]), code="wrong_entry")
