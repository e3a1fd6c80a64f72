"""A file and the user's choices into a preview, and into the questions and answers that would be stored."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import blake2b
from pathlib import PurePath

from wijkraad_app.features.surveys.rules.kinds import Kind, Missing
from wijkraad_app.kernel.errors import UserError
from wijkraad_app.kernel.i18n import _, ngettext

from .about import about_kind, completion_column, guess_format, key_column, time_column
from .decode import decode, refuse_other_files
from .delimited import DELIMITER_WORDS, table
from .encoding import encode
from .entry_sheet import MARK
from .grid import Grid, refuse_extent, refuse_size
from .grouping import Draft, group
from .guessing import guess_kind
from .headers import Column, columns, guess_header_rows
from .reporting import listed, report_damage, report_kinds, report_missing, report_routing, report_split
from .routing import not_asked
from .survey_file import (
    Answer,
    ColumnPreview,
    ImportChoices,
    Notices,
    Preview,
    ReadQuestion,
    SurveyFile,
)
from .values import days
from .workbook import is_workbook, workbook_grid

FORMAT_WORDS = {
    "limesurvey": "LimeSurvey",
    "msforms": "Microsoft Forms",
    "google": "Google Forms",
    "kobo": "KoboToolbox",
    "surveymonkey": "SurveyMonkey",
    "csv": "CSV",
    "workbook": "XLSX",
}


def preview(data: bytes, name: str, choices: ImportChoices | None = None) -> Preview:
    """Read the whole file with these choices and the best guess for the rest.

    Raises `UserError`, and nothing else, when the bytes can't be read as a table of replies.
    """
    chosen, notices = choices or ImportChoices(), Notices()
    return preview_of(open_grid(data, chosen, notices), name, chosen, notices)


def preview_of(grid: Grid, name: str, chosen: ImportChoices, notices: Notices) -> Preview:
    """The same of a table that was opened already, with what was noticed then."""
    if grid.rows[0] and grid.rows[0][0].startswith(MARK):
        raise UserError(_("This is an entry sheet. Import it in the survey it was made for."), code="entry_sheet")
    header_rows = chosen.header_rows if chosen.header_rows is not None else _guessed_headers(grid, notices)
    _refuse_no_table(grid, chosen, header_rows)
    body = _replies(grid, header_rows, chosen, notices)
    every = columns(body.rows, header_rows)
    format = guess_format(every, grid.delimiter, header_rows)
    about = _about(every, chosen, notices)
    drafts, left_out = group([column for column in every if column.position not in about], format)
    if not drafts:
        raise UserError(_("This file holds no questions. Choose the file with the answers."), code="no_questions")
    for header in left_out:
        text = _("“{question}” stands in the file twice, as a list and per option; the options are read.")
        notices.add("summary_left_out", text.format(question=header))
    questions, answers = _questions(drafts, format, chosen, notices)
    first_day, last_day = _period(every)
    file = SurveyFile(
        format=format,
        title=chosen.title or _title(name),
        questions=questions,
        answers=answers,
        keys=_keys(every),
        persons=_persons(every, about, notices),
        skipped=body.skipped,
        warnings=notices.all(),
        first_day=first_day,
        last_day=last_day,
    )
    return Preview(
        encoding=grid.encoding,
        delimiter=grid.delimiter,
        sheet=grid.sheet,
        sheets=grid.sheets,
        header_rows=header_rows,
        rows=tuple(tuple(row) for row in grid.rows[: header_rows + 6]),
        columns=_column_previews(every, about, file),
        file=file,
    )


def read(data: bytes, name: str, choices: ImportChoices | None = None) -> SurveyFile:
    """The questions and answers of a file; see `preview`."""
    return preview(data, name, choices).file


def open_grid(data: bytes, choices: ImportChoices, notices: Notices) -> Grid:
    """The cells of a file as text, whatever kind of table it is."""
    refuse_size(len(data))
    if is_workbook(data):
        grid = workbook_grid(data, choices.sheet, notices)
    else:
        refuse_other_files(data)
        decoded = decode(data, choices.encoding)
        if decoded.damaged:
            text = ngettext(
                "Damaged characters in {count} place: “{example}”. They were lost earlier.",
                "Damaged characters in {count} places, for example “{example}”. They were lost earlier.",
                decoded.damaged,
            )
            notices.add("damaged_characters", text.format(count=decoded.damaged, example=decoded.damage[0]))
        if decoded.encoding == "cp1252" and not choices.encoding:
            notices.add("encoding", _("Read as Western European text (Windows-1252)."))
        rows, delimiter = table(decoded.text, choices.delimiter)
        if not choices.delimiter and rows and len(rows[0]) > 1:
            sign = _(DELIMITER_WORDS[delimiter]) if delimiter in DELIMITER_WORDS else delimiter
            notices.add("delimiter", _("Columns are split at the {sign}.").format(sign=sign))
        grid = Grid(rows, decoded.encoding, delimiter)
    if not grid.rows:
        raise UserError(_("This file is empty. Choose a file with answers."), code="empty")
    refuse_extent(len(grid.rows), max(map(len, grid.rows)))
    return grid


def _guessed_headers(grid: Grid, notices: Notices) -> int:
    found = guess_header_rows(grid.rows)
    if found == 0:
        notices.add("header_rows", _("The first row looks like answers, so the questions have no names."))
    elif found == 2:
        notices.add("header_rows", _("The first two rows are read as headers."))
    return found


def _refuse_no_table(grid: Grid, choices: ImportChoices, header_rows: int) -> None:
    widths = Counter(len(row) for row in grid.rows if any(row))
    modal, times = widths.most_common(1)[0] if widths else (0, 0)
    total = sum(widths.values())
    prose = modal <= 1 and not choices.delimiter and not grid.sheet and not _one_question(grid.rows)
    if prose or (not grid.sheet and times * 2 < total):
        raise UserError(_("This file is not a table of replies. Export the answers as CSV or XLSX."), code="no_table")
    if len(grid.rows) <= header_rows:
        raise UserError(_("This file holds only headers, no replies."), code="no_replies")


def _one_question(rows: Sequence[Sequence[str]]) -> bool:
    cells = [row[0].strip() for row in rows if row]
    return len(rows) > 1 and (cells[0].endswith("?") or len(set(cells[1:])) * 2 <= len(cells[1:]))


@dataclass(frozen=True, slots=True)
class _Body:
    rows: list[list[str]]
    skipped: int


def _replies(grid: Grid, header_rows: int, choices: ImportChoices, notices: Notices) -> _Body:
    """The header and the rows that count as replies."""
    head, body = grid.rows[:header_rows], grid.rows[header_rows:]
    filled = [row for row in body if any(cell and not cell.isspace() for cell in row)]
    skipped = len(body) - len(filled)
    if skipped:
        notices.add(
            "blank_rows", _counted("{count} blank row was skipped.", "{count} blank rows were skipped.", skipped)
        )
    width = len(head[0]) if head else max(map(len, filled), default=0)
    longer = sum(1 for row in filled if any(cell.strip() for cell in row[width:]))
    if longer:
        text = _counted(
            "{count} row is longer than the header; check its answers.",
            "{count} rows are longer than the header; check their answers.",
            longer,
        )
        notices.add("longer_rows", text)
    finished = filled if choices.incomplete else _finished(head, filled)
    if len(finished) < len(filled):
        count = len(filled) - len(finished)
        text = _counted(
            "{count} reply was not finished and is skipped.",
            "{count} replies were not finished and are skipped.",
            count,
        )
        notices.add("incomplete", text)
        skipped += count
    if not finished:
        raise UserError(_("This file holds only headers, no replies."), code="no_replies")
    return _Body(head + finished, skipped)


def _finished(head: list[list[str]], rows: list[list[str]]) -> list[list[str]]:
    submitted = completion_column(columns(head, 1)) if len(head) == 1 else None
    if submitted is None:
        return rows
    at = submitted.position
    return [row for row in rows if at < len(row) and row[at].strip()]


def _counted(one: str, more: str, count: int) -> str:
    return ngettext(one, more, count).format(count=count)


def _about(every: Sequence[Column], choices: ImportChoices, notices: Notices) -> dict[int, Kind]:
    """Positions of the columns that are no question, with what they are."""
    found: dict[int, Kind] = {}
    for column in every:
        kind = choices.kinds.get(column.position) or about_kind(column, column.top)
        if kind is not None and not kind.question:
            found[column.position] = kind
        elif kind is None and not column.top and not column.sub and not column.answered:
            found[column.position] = Kind.META
    for kind, code, text in (
        (Kind.PERSONAL, "personal_left_out", _("Personal data, not stored: {columns}.")),
        (Kind.META, "technical_left_out", _("Technical data, not stored: {columns}.")),
    ):
        names = [_name(column) for column in every if found.get(column.position) is kind and (column.top or column.sub)]
        if names:
            notices.add(code, text.format(columns=listed(names)))
    return found


def _name(column: Column) -> str:
    return column.top or column.sub or _("column {number}").format(number=column.position + 1)


def _questions(
    drafts: Sequence[Draft], format: str, choices: ImportChoices, notices: Notices
) -> tuple[tuple[ReadQuestion, ...], tuple[tuple[Answer, ...], ...]]:
    questions: list[ReadQuestion] = []
    answers: list[tuple[Answer, ...]] = []
    for number, draft in enumerate(drafts, start=1):
        told = choices.kinds.get(draft.position)
        kind = told or guess_kind(draft, format)
        question, own = encode(_named(draft, number), kind, format, choices.options.get(draft.position, ()))
        questions.append(question)
        answers.append(own)
        report_damage(draft, question, notices)
        if kind is Kind.MULTIPLE and not told:
            report_split(draft, question, format, notices)
    report_kinds(questions, drafts, choices, notices)
    report_missing(questions, notices)
    marked, skipped = not_asked(questions, answers)
    report_routing(skipped, notices)
    return tuple(questions), tuple(marked)


def _named(draft: Draft, number: int) -> Draft:
    if draft.text:
        return draft
    return Draft(draft.columns, draft.code, _("Question {number}").format(number=number), draft.part_of, draft.labels)


def _keys(every: Sequence[Column]) -> tuple[str, ...]:
    """A short digest per reply: of its number in the export, or else of all it says and how often that was said."""
    named = key_column(every)
    if named is not None:
        return tuple(_digest("id", value) for value in named.values)
    seen: Counter[tuple[str, ...]] = Counter()
    keys = []
    for row in zip(*(column.values for column in every), strict=True):
        seen[row] += 1
        keys.append(_digest(*row, str(seen[row])))
    return tuple(keys)


def _digest(*parts: str) -> str:
    return blake2b("\x1f".join(parts).encode("utf-8", "surrogatepass"), digest_size=9).hexdigest()


def _persons(every: Sequence[Column], about: dict[int, Kind], notices: Notices) -> tuple[int, ...] | None:
    column = next((column for column in every if about.get(column.position) is Kind.PERSONS), None)
    if column is None:
        return None
    numbers = {value: int(value) if value.isdecimal() else 1 for value in column.counts}
    persons = tuple(map(numbers.__getitem__, column.values))
    text = _("“{column}” is read as the number of persons: {replies} replies from {persons} persons.")
    notices.add("persons", text.format(column=_name(column), replies=len(persons), persons=sum(persons)))
    return persons


def _period(every: Sequence[Column]) -> tuple[date | None, date | None]:
    column = time_column(every)
    found = days(column.distinct) if column is not None else []
    return (min(found), max(found)) if found else (None, None)


def _title(name: str) -> str:
    stem = PurePath(name.replace("\\", "/")).name
    stem = re.sub(r"\.(csv|tsv|txt|xlsx?|xlsm)$", "", stem, flags=re.IGNORECASE)
    return " ".join(stem.replace("_", " ").split()) or _("Survey")


def _column_previews(every: Sequence[Column], about: dict[int, Kind], file: SurveyFile) -> tuple[ColumnPreview, ...]:
    by_position = {column.position: column for column in every}
    made = [
        ColumnPreview(
            column.position,
            (column.position,),
            _name(column),
            about[column.position],
            (),
            () if about[column.position] is Kind.PERSONAL else tuple(column.distinct[:3]),
            column.answered,
        )
        for column in every
        if column.position in about and (column.top or column.answered)
    ]
    for question, answers in zip(file.questions, file.answers, strict=True):
        options = tuple(option.label for option in question.options)
        samples = options[:3] or tuple(by_position[question.columns[0]].distinct[:3])
        answered = len(answers) - sum(map(answers.count, list(Missing) if question.kind.coded else [None]))
        made.append(
            ColumnPreview(
                question.columns[0], question.columns, question.text, question.kind, options, samples, answered
            )
        )
    return tuple(sorted(made, key=lambda line: line.position))
