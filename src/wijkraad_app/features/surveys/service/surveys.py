"""What people do with surveys: import, type questions and counts, take in entry sheets, say how people were reached."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Any, TypedDict, Unpack
from uuid import UUID

from wijkraad_app.db.fields import checked
from wijkraad_app.db.unit import UnitOfWork
from wijkraad_app.db.verbs import verb
from wijkraad_app.kernel import order
from wijkraad_app.kernel.errors import UserError
from wijkraad_app.kernel.i18n import N_, _

from ..model import Batch, Question, QuestionOption, Survey
from ..queries.columns import (
    MISSING_NAMES,
    derive,
    derive_responses,
    live_batches,
    load_batch,
    missing_kind,
    options_of,
)
from ..queries.rows import live_questions, sheet_questions
from ..readers.entry_sheet import SheetReplies
from ..readers.survey_file import Notice, ReadOption, SurveyFile
from ..rules.canonical import MEDIA_TYPE, BatchAnswers, BatchQuestion, pack
from ..rules.kinds import Kind, Method, missing_option
from ..rules.questionnaire import TypedQuestion


class SurveyFields(TypedDict, total=False):
    """What `update_survey` changes; how people were reached has a verb of its own."""

    title: str
    description: str
    start: date | None
    end: date | None
    invited: int | None
    population: int | None


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import stored."""

    survey: UUID
    format: str
    questions: int
    responses: int
    skipped: int
    warnings: tuple[Notice, ...]


@dataclass(frozen=True, slots=True)
class SheetImported:
    """Forms taken in, and forms on the sheet that were in already."""

    batch: UUID
    added: int
    known: int


@verb(label=N_("Import survey “{title}”"))
def import_survey(
    uow: UnitOfWork, *, file: SurveyFile, file_name: str, source: bytes = b"", method: str = "unknown", title: str = ""
) -> Imported:
    """A survey with its questions, options and answers, as read from a file.

    ``source`` are the file's bytes: only their SHA-256 is kept, to recognise the file. Returns what was stored.
    """
    survey = uow.add(
        Survey(
            **checked(
                Survey,
                {
                    "title": _line(title.strip() or file.title, 200),
                    "method": _method(method),
                    "start": file.first_day,
                    "end": file.last_day,
                    "persons": file.people if file.persons is not None else None,
                    "format": file.format,
                    "file_name": _line(file_name, 200),
                },
            )
        )
    )
    uow.describe(title=survey.title)
    questions = _add_read_questions(uow, survey.id, file)
    answers = BatchAnswers(questions, file.answers, file.keys, file.persons)
    _add_batch(uow, survey, answers, file_name, skipped=file.skipped, source=source)
    return Imported(survey.id, file.format, len(questions), file.replies, file.skipped, file.warnings)


@verb(label=N_("Add survey “{title}”"))
def add_survey(uow: UnitOfWork, *, title: str, method: str = "unknown", counts_only: bool = False) -> UUID:
    """A survey without answers, to type questions into: for an entry sheet, or for results known as counts."""
    name = title.strip()
    if not name:
        raise UserError(_("Give the survey a name."), code="no_title")
    fields = checked(Survey, {"title": name, "method": _method(method), "counts_only": counts_only})
    uow.describe(title=name)
    return uow.add(Survey(**fields)).id


@verb(label=N_("Add questionnaire “{title}”"))
def add_questionnaire(
    uow: UnitOfWork, *, title: str, questions: Sequence[TypedQuestion], method: str = "unknown"
) -> UUID:
    """A survey with its questions typed at once, ready for an entry sheet."""
    uow.describe(title=title.strip())
    survey = add_survey(uow, title=title, method=method)
    row = uow.get(Survey, survey)
    for question in questions:
        _add_typed_question(uow, row, question.text, question.kind, question.options)
    return survey


@verb(label=N_("Change survey “{title}”"))
def update_survey(uow: UnitOfWork, *, survey: UUID, **fields: Unpack[SurveyFields]) -> None:
    """Change fields of a survey; `UserError` for an empty name, a number below 0, an end before the start."""
    row = uow.get(Survey, survey)
    wanted: dict[str, Any] = dict(fields)
    if "title" in wanted and not wanted["title"].strip():
        raise UserError(_("Give the survey a name."), code="no_title")
    for name in ("invited", "population"):
        if wanted.get(name) is not None and wanted[name] < 0:
            raise UserError(_("A number of people can't be below 0."), code="negative")
    start, end = wanted.get("start", row.start), wanted.get("end", row.end)
    if start and end and end < start:
        raise UserError(_("The last day is before the first. Choose another day."), code="end_before_start")
    uow.update(row, **checked(Survey, wanted))
    uow.describe(title=row.title)


@verb(label=N_("Change how people were reached for “{title}”"))
def set_method(uow: UnitOfWork, *, survey: UUID, method: str) -> None:
    """Say how people were reached; only a random sample shows margins of error."""
    row = uow.get(Survey, survey)
    uow.update(row, method=_method(method))
    uow.describe(title=row.title)


@verb(label=N_("Remove survey “{title}”"))
def remove_survey(uow: UnitOfWork, *, survey: UUID) -> None:
    """Remove a survey with its questions and answers."""
    row = uow.get(Survey, survey)
    uow.describe(title=row.title)
    for batch in live_batches(uow.session, survey):
        uow.remove(batch)
    for question in live_questions(uow.session, survey):
        _remove_question(uow, question)
    uow.remove(row)


@verb(label=N_("Add question “{text}”"))
def add_question(
    uow: UnitOfWork, *, survey: UUID, text: str, kind: str = "single", options: Sequence[str] = ()
) -> UUID:
    """A typed question at the end. A choice needs two answers or more."""
    row = uow.get(Survey, survey)
    if live_batches(uow.session, row.id):
        raise UserError(_("This survey has answers already, so its questions stay as they are."), code="has_answers")
    uow.describe(text=text.strip())
    return _add_typed_question(uow, row, text, _kind(kind), options)


@verb(label=N_("Add counted results “{text}”"))
def add_counts(
    uow: UnitOfWork,
    *,
    survey: UUID,
    text: str,
    counts: Sequence[tuple[str, int]],
    kind: str = "single",
    people: int | None = None,
) -> UUID:
    """A question whose results exist only as counts: (answer, number) pairs.

    ``people`` is how many were asked; needed where more answers were possible. `UserError` when counts and people
    can't go together.
    """
    row = uow.get(Survey, survey)
    if not row.counts_only:
        raise UserError(_("This survey has single replies, so counts can't be typed in."), code="not_counts")
    question_kind = _kind(kind)
    _check_counts(question_kind, [count for _label, count in counts], people)
    uow.describe(text=text.strip())
    question = _add_typed_question(uow, row, text, question_kind, [label for label, _count in counts])
    _set_counts(uow, uow.get(Question, question), [count for _label, count in counts], people)
    _count_people(uow, row)
    return question


@verb(label=N_("Add counted results “{text}”"))
def add_counted_survey(
    uow: UnitOfWork,
    *,
    title: str,
    text: str,
    counts: Sequence[tuple[str, int]],
    method: str = "unknown",
    kind: str = "single",
    people: int | None = None,
) -> UUID:
    """A survey known only as counts, with its first question; see `add_counts`."""
    uow.describe(text=text.strip())
    survey = add_survey(uow, title=title, method=method, counts_only=True)
    add_counts(uow, survey=survey, text=text, counts=counts, kind=kind, people=people)
    return survey


@verb(label=N_("Change counted results “{text}”"))
def set_counts(uow: UnitOfWork, *, question: UUID, counts: Sequence[int], people: int | None = None) -> None:
    """Other counts for the same answers, in their order."""
    row = uow.get(Question, question)
    survey = uow.get(Survey, row.survey)
    if not survey.counts_only:
        raise UserError(_("This survey has single replies, so counts can't be typed in."), code="not_counts")
    if len(counts) != len(options_of(uow.session, question)):
        raise UserError(_("Give a number for every answer."), code="counts_missing")
    _check_counts(Kind(row.kind), counts, people)
    _set_counts(uow, row, counts, people)
    _count_people(uow, survey)
    uow.describe(text=row.text)


@verb(label=N_("Change question “{text}”"))
def update_question(uow: UnitOfWork, *, question: UUID, text: str) -> None:
    """Correct the wording of a question."""
    row = uow.get(Question, question)
    if not text.strip():
        raise UserError(_("Type the question."), code="no_text")
    uow.update(row, **checked(Question, {"text": text.strip()}))
    uow.describe(text=row.text)


@verb(label=N_("Change answer “{label}”"))
def update_option(uow: UnitOfWork, *, option: UUID, label: str | None = None, missing: str | None = None) -> None:
    """Correct an answer's words, or say that choosing it is no answer (``missing``: dont_know, refused, not_asked,
    blank, or "" for a real answer)."""
    row = uow.get(QuestionOption, option)
    if missing and missing_kind(missing) is None:
        raise UserError(_("Choose why this is no answer."), code="unknown_missing")
    if label is not None and not label.strip():
        raise UserError(_("Type the answer."), code="no_text")
    wanted: dict[str, Any] = {"label": label.strip()} if label is not None else {}
    wanted |= {"missing": missing} if missing is not None else {}
    uow.update(row, **checked(QuestionOption, wanted))
    uow.describe(label=row.label)


@verb(label=N_("Remove question “{text}”"))
def remove_question(uow: UnitOfWork, *, question: UUID) -> None:
    """Remove a question and its answers from the survey."""
    row = uow.get(Question, question)
    uow.describe(text=row.text)
    _remove_question(uow, row)
    survey = uow.get(Survey, row.survey)
    if survey.counts_only:
        _count_people(uow, survey)


@verb(label=N_("Import entry sheet for “{title}”"))
def import_entry_sheet(uow: UnitOfWork, *, survey: UUID, replies: SheetReplies, file_name: str) -> SheetImported:
    """Take in the forms of an entry sheet that aren't in yet.

    `UserError`: "other_survey", "sheet_outdated", "imported_twice" when all forms are in, "form_changed" when a form
    that is in now says something else.
    """
    row = uow.get(Survey, survey)
    known = sheet_questions(uow.session, survey)
    if replies.mark.survey != survey:
        raise UserError(_("This entry sheet belongs to another survey. Open that one first."), code="other_survey")
    if replies.mark.version != known.version:
        raise UserError(
            _("The questions have changed since this sheet was made. Make a new sheet and copy the rows into it."),
            code="sheet_outdated",
        )
    uow.describe(title=row.title)
    fresh = _fresh_forms(uow, survey, replies)
    questions = tuple(BatchQuestion(q.id, q.kind, tuple(option.id for option in q.options)) for q in known.questions)
    keys = _sheet_keys(replies)
    answers = BatchAnswers(
        questions,
        tuple(tuple(own[place] for place in fresh) for own in replies.answers),
        tuple(keys[place] for place in fresh),
        tuple(replies.persons[place] for place in fresh),
    )
    row.persons = (row.persons or 0) + sum(answers.persons or ())
    batch = _add_batch(uow, row, answers, file_name)
    return SheetImported(batch, len(fresh), len(replies.forms) - len(fresh))


def _sheet_keys(replies: SheetReplies) -> list[str]:
    """Form number, and a digest of what the form says."""
    said = list(zip(*replies.answers, strict=True)) if replies.answers else [()] * len(replies.forms)
    return [
        f"form:{form}:{sha256(repr((persons, answers)).encode()).hexdigest()[:18]}"
        for form, persons, answers in zip(replies.forms, replies.persons, said, strict=True)
    ]


def _fresh_forms(uow: UnitOfWork, survey: UUID, replies: SheetReplies) -> list[int]:
    stored = {
        key.rsplit(":", 1)[0]: key
        for batch in live_batches(uow.session, survey)
        for key in load_batch(uow.session, batch.answers).keys
    }
    fresh: list[int] = []
    for place, key in enumerate(_sheet_keys(replies)):
        before = stored.get(key.rsplit(":", 1)[0])
        if before is None:
            fresh.append(place)
        elif before != key:
            message = _("Form {number} was imported before with other answers. Give the new form another number.")
            raise UserError(message.format(number=replies.forms[place]), code="form_changed")
    if not fresh:
        raise UserError(_("All forms on this sheet are in the survey already."), code="imported_twice")
    return fresh


def _add_read_questions(uow: UnitOfWork, survey: UUID, file: SurveyFile) -> tuple[BatchQuestion, ...]:
    made = []
    for number, (read, position) in enumerate(zip(file.questions, order.spread(len(file.questions)), strict=True), 1):
        question = uow.add(
            Question(
                survey=survey,
                number=number,
                position=position,
                code=_line(read.code, 100),
                text=read.text,
                kind=str(read.kind),
            )
        )
        made.append(BatchQuestion(question.id, read.kind, _add_options(uow, question.id, read.options)))
    return tuple(made)


def _add_options(uow: UnitOfWork, question: UUID, options: Sequence[ReadOption]) -> tuple[UUID, ...]:
    places = order.spread(len(options))
    return tuple(
        uow.add(
            QuestionOption(
                question=question,
                number=number,
                position=places[number - 1],
                code=_line(option.code, 100),
                label=_line(option.label, 500),
                missing=MISSING_NAMES[option.missing] if option.missing else "",
            )
        ).id
        for number, option in enumerate(options, 1)
    )


def _add_batch(
    uow: UnitOfWork, survey: Survey, answers: BatchAnswers, file_name: str, *, skipped: int = 0, source: bytes = b""
) -> UUID:
    batch = uow.add(
        Batch(
            survey=survey.id,
            answers=uow.store_blob(pack(answers), MEDIA_TYPE),
            source=sha256(source).hexdigest() if source else "",
            file_name=_line(file_name, 200),
            rows=answers.replies,
            skipped=skipped,
        )
    )
    uow.session.flush()
    derive(uow.session, survey.id, batch, answers)
    derive_responses(uow.session, survey.id, batch.id, answers)
    return batch.id


def _add_typed_question(uow: UnitOfWork, survey: Survey, text: str, kind: Kind, options: Sequence[str]) -> UUID:
    labels = [" ".join(label.split()) for label in options if label.strip()]
    if not text.strip():
        raise UserError(_("Type the question."), code="no_text")
    if kind.coded and len(labels) < 2:
        raise UserError(_("Give at least two answers to choose from."), code="few_options")
    if len({label.casefold() for label in labels}) < len(labels):
        raise UserError(_("Two answers are the same. Change one of them."), code="same_options")
    others = live_questions(uow.session, survey.id)
    question = uow.add(
        Question(
            survey=survey.id,
            number=len(others) + 1,
            position=order.between(others[-1].position if others else None, None),
            text=text.strip(),
            kind=str(kind),
        )
    )
    read = [ReadOption(label, missing=missing_option(label)) for label in labels] if kind.coded else []
    _add_options(uow, question.id, read)
    uow.session.flush()
    return question.id


def _check_counts(kind: Kind, counts: Sequence[int], people: int | None) -> None:
    if not kind.coded:
        raise UserError(_("Counts belong to a question with answers to choose from."), code="no_options")
    if any(count < 0 for count in counts) or (people is not None and people < 0):
        raise UserError(_("A number of people can't be below 0."), code="negative")
    if kind is Kind.MULTIPLE and people is None:
        raise UserError(_("Type how many people answered; they could give more answers."), code="people_missing")
    most = max(counts, default=0) if kind is Kind.MULTIPLE else sum(counts)
    if people is not None and most > people:
        message = _("The counts add up to {counted}, more than the {people} people. Correct one of them.")
        raise UserError(message.format(counted=most, people=people), code="too_many_counted")


def _set_counts(uow: UnitOfWork, question: Question, counts: Sequence[int], people: int | None) -> None:
    for option, count in zip(options_of(uow.session, question.id), counts, strict=True):
        uow.update(option, count=count)
    uow.update(question, base=people)


def _count_people(uow: UnitOfWork, survey: Survey) -> None:
    uow.session.flush()
    found = [max(question.base or 0, _counted(uow, question)) for question in live_questions(uow.session, survey.id)]
    uow.update(survey, persons=max(found, default=None))


def _counted(uow: UnitOfWork, question: Question) -> int:
    counts = [option.count or 0 for option in options_of(uow.session, question.id)]
    return max(counts, default=0) if question.kind == Kind.MULTIPLE else sum(counts)


def _remove_question(uow: UnitOfWork, question: Question) -> None:
    for option in options_of(uow.session, question.id):
        uow.remove(option)
    uow.remove(question)


def _method(name: str) -> str:
    try:
        return str(Method(name))
    except ValueError:
        message = _("“{method}” is no way of reaching people. Choose one of: {methods}.")
        raise UserError(message.format(method=name, methods=", ".join(Method)), code="unknown_method") from None


def _kind(name: str) -> Kind:
    try:
        kind = Kind(name)
    except ValueError:
        kind = Kind.META
    if not kind.question:
        raise UserError(_("Choose what kind of question this is."), code="unknown_kind")
    return kind


def _line(text: str, length: int) -> str:
    """One line that fits its column; the words of a file aren't the user's to shorten."""
    one = " ".join(text.replace("\x00", "").split())
    return one if len(one) <= length else one[: length - 1] + "…"
