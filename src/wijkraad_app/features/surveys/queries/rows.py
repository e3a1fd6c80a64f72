"""Surveys, their questions and options as frozen rows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from wijkraad_app.features.surveys.model import Batch, Question, QuestionOption, Survey
from wijkraad_app.features.surveys.rules.kinds import Kind, Method
from wijkraad_app.kernel.errors import UserError
from wijkraad_app.kernel.i18n import _

from .columns import as_option, live_batches, missing_kind, options_of, packed


@dataclass(frozen=True, slots=True)
class SurveyRow:
    """One survey in a list."""

    id: UUID
    title: str
    start: date | None
    end: date | None
    method: Method
    replies: int
    questions: int

    @property
    def indicative(self) -> bool:
        return self.method.indicative


@dataclass(frozen=True, slots=True)
class OptionRow:
    """An answer one can choose; ``missing`` names the kind of no-answer it stands for; ``count`` when typed in."""

    id: UUID
    label: str
    missing: str
    count: int | None


@dataclass(frozen=True, slots=True)
class QuestionRow:
    """A question in its survey; ``n`` replies answered it. ``margin``: replies are weighted by it."""

    id: UUID
    number: int
    text: str
    kind: Kind
    n: int
    options: tuple[OptionRow, ...]
    base: int | None
    margin: bool = False


@dataclass(frozen=True, slots=True)
class SurveyView:
    """One survey, whole. ``people`` speak in ``replies``; ``response`` is the share of ``invited``, where known.

    ``files`` names what was imported.
    """

    id: UUID
    title: str
    description: str
    method: Method
    start: date | None
    end: date | None
    invited: int | None
    population: int | None
    replies: int
    people: int
    counts_only: bool
    format: str
    files: tuple[str, ...]
    questions: tuple[QuestionRow, ...]

    @property
    def indicative(self) -> bool:
        return self.method.indicative

    @property
    def weighted(self) -> bool:
        """Known margins of the ward are kept with it."""
        return any(question.margin for question in self.questions)

    @property
    def response(self) -> float | None:
        return self.people / self.invited if self.invited else None


def survey_rows(session: Session, text: str = "") -> tuple[SurveyRow, ...]:
    """All surveys, newest first; ``text`` filters by title."""
    replies = _replies_by_survey(session)
    counts = _questions_by_survey(session)
    found = session.scalars(select(Survey).where(Survey.deleted.is_(False)))
    rows = [
        SurveyRow(
            s.id, s.title, s.start, s.end, Method(s.method), _replies(s, replies.get(s.id, 0)), counts.get(s.id, 0)
        )
        for s in sorted(found, key=lambda s: (s.end or s.start or s.created_at.date(), s.created_at), reverse=True)
    ]
    wanted = text.casefold().split()
    return tuple(row for row in rows if all(word in row.title.casefold() for word in wanted))


def _replies_by_survey(session: Session) -> dict[UUID, int]:
    query = select(Batch.survey, func.sum(Batch.rows)).where(Batch.deleted.is_(False)).group_by(Batch.survey)
    return {survey: int(rows or 0) for survey, rows in session.execute(query)}


def _questions_by_survey(session: Session) -> dict[UUID, int]:
    query = select(Question.survey, func.count()).where(Question.deleted.is_(False)).group_by(Question.survey)
    return {survey: int(count) for survey, count in session.execute(query)}


def _replies(row: Survey, counted: int) -> int:
    return (row.persons or 0) if row.counts_only else counted


def survey(session: Session, id: UUID) -> SurveyView:
    """One survey with its questions. `UserError` "not_found" when it isn't there."""
    row = live_survey(session, id)
    batches = live_batches(session, id)
    replies = _replies(row, sum(batch.rows for batch in batches))
    return SurveyView(
        id=row.id,
        title=row.title,
        description=row.description,
        method=Method(row.method),
        start=row.start,
        end=row.end,
        invited=row.invited,
        population=row.population,
        replies=replies,
        people=row.persons or replies,
        counts_only=row.counts_only,
        format=row.format,
        files=tuple(batch.file_name for batch in batches),
        questions=tuple(_question_row(session, row, question) for question in live_questions(session, id)),
    )


def live_survey(session: Session, id: UUID) -> Survey:
    """The survey, or a `UserError` when it was removed."""
    row = session.get(Survey, id)
    if row is None or row.deleted:
        raise UserError(_("This is no longer in the dossier. Someone may have removed it."), code="not_found")
    return row


def live_question(session: Session, id: UUID) -> Question:
    """The question, or a `UserError` when it was removed."""
    row = session.get(Question, id)
    if row is None or row.deleted:
        raise UserError(_("This is no longer in the dossier. Someone may have removed it."), code="not_found")
    return row


def survey_of(session: Session, question: UUID) -> UUID:
    """The survey a question belongs to."""
    return live_question(session, question).survey


def live_questions(session: Session, survey: UUID) -> list[Question]:
    """The questions of a survey in their order."""
    query = select(Question).where(Question.survey == survey, Question.deleted.is_(False))
    return list(session.scalars(query.order_by(Question.number, Question.id)))


def _question_row(session: Session, row: Survey, question: Question) -> QuestionRow:
    options = options_of(session, question.id)
    shown = tuple(OptionRow(option.id, option.label, option.missing, option.count) for option in options)
    n = counted_n(question, options) if row.counts_only else _answered(session, question, options)
    margin = any(option.target for option in options)
    return QuestionRow(
        question.id, question.number, question.text, Kind(question.kind), n, shown, question.base, margin
    )


def counted_n(question: Question, options: list[QuestionOption]) -> int:
    """How many answered a question whose results were typed in."""
    given = [option.count or 0 for option in options if not option.missing]
    if question.kind == Kind.MULTIPLE and question.base is not None:
        return max(0, question.base - sum(option.count or 0 for option in options if option.missing))
    return sum(given)


def _answered(session: Session, question: Question, options: list[QuestionOption]) -> int:
    found = packed(session, question, options)
    if not any(missing_kind(option.missing) for option in options):
        return found.answered
    return int(found.coded([as_option(option) for option in options]).answered.sum())


def open_answers(session: Session, question: UUID, limit: int = 500) -> tuple[str, ...]:
    """What people wrote in answer to an open question, in the order of the replies."""
    row = live_question(session, question)
    texts = packed(session, row, []).texts
    return tuple(text for text in texts if text)[:limit]


@dataclass(frozen=True, slots=True)
class SheetQuestions:
    """What an entry sheet is made from; ``version`` changes when a question or option comes or goes."""

    survey: UUID
    version: int
    questions: tuple[QuestionRow, ...]


def sheet_questions(session: Session, survey_id: UUID) -> SheetQuestions:
    """The questions of a survey as its entry sheet asks them."""
    view = survey(session, survey_id)
    parts = [part for q in view.questions for part in (q.id.hex, str(q.kind), *(o.id.hex for o in q.options))]
    version = int(sha256(" ".join(parts).encode()).hexdigest()[:8], 16)
    return SheetQuestions(view.id, version, view.questions)


def imported_before(session: Session, source: str) -> str:
    """The title of the survey that holds this very file (by its SHA-256), or ""."""
    query = (
        select(Survey.title)
        .join(Batch, Batch.survey == Survey.id)
        .where(Batch.source == source, Batch.deleted.is_(False), Survey.deleted.is_(False))
    )
    return session.scalars(query).first() or ""
