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
    if len(head) < 3 or head[0] != MARK:
        return None
    version = as_number(head[2])
    try:
        return SheetMark(UUID(head[1]), int(version or 0))
    except ValueError:
        raise UserError(
            _("The first row of this entry sheet was changed. Make a new sheet and copy the rows into it."),
            code="sheet_mark",
        ) from None


def sheet_replies(grid: Grid, questions: Sequence[SheetQuestion]) -> SheetReplies:
    """The filled rows. `UserError` names the form and question where something else was typed than an option."""
    mark = sheet_mark(grid)
    if mark is None or len(grid.rows) < 3:
        raise UserError(_("This is not an entry sheet. Make one with “Entry sheet” first."), code="not_entry_sheet")
    codes = {cell.strip(): index for index, cell in enumerate(grid.rows[1]) if cell.strip()}
    reader = _RowReader(codes, questions)
    rows = [row for row in grid.rows[3:] if reader.filled(row)]
    if not rows:
        raise UserError(_("No form was filled in on this sheet."), code="no_replies")
    forms = tuple(reader.cell(row, _FORM) for row in rows)
    _refuse_double(forms)
    return SheetReplies(
        mark=mark,
        forms=forms,
        persons=tuple(reader.persons(row) for row in rows),
        answers=tuple(zip(*(reader.answers(row) for row in rows), strict=True)),
    )


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
        wanted = {code for question in questions for code, _text in _columns(question)} | {_FORM}
        if not wanted <= set(codes):
            raise UserError(
                _("The questions have changed since this sheet was made. Make a new sheet and copy the rows into it."),
                code="sheet_outdated",
            )

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
