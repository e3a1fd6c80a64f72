"""Statements with one scale of answers, beside each other."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.orm import Session

from wijkraad_app.features.surveys.rules.statements import against_first, groups, own_words, whole_of
from wijkraad_app.kernel.errors import UserError

from .figures import Base, question_table
from .rows import OptionRow, QuestionRow, live_question, survey


@dataclass(frozen=True, slots=True)
class StatementRow:
    """One statement: the share (0 to 1) of each answer, and how many answered."""

    question: UUID
    label: str
    shares: tuple[float, ...]
    n: int


@dataclass(frozen=True, slots=True)
class Statements:
    """``title`` is what the statements share, "" where they only share their answers; ``answers`` run from against
    to for. A part of the replies leaves out statements that would show who said what."""

    title: str
    answers: tuple[str, ...]
    rows: tuple[StatementRow, ...]
    weighted: bool


def statement_groups(session: Session, survey_id: UUID) -> tuple[tuple[UUID, ...], ...]:
    """The questions of a survey that stand beside each other, by id."""
    found = groups([(question, _labels(question.options)) for question in survey(session, survey_id).questions])
    return tuple(tuple(question.id for question in group) for group in found)


def statements(
    session: Session, question: UUID, *, base: Base | None = None, weighted: bool = False
) -> Statements | None:
    """The statements that a question belongs to; None for a question that stands alone."""
    known = survey(session, live_question(session, question).survey).questions
    found = groups([(one, _labels(one.options)) for one in known])
    group = next((group for group in found if any(one.id == question for one in group)), None)
    if group is None:
        return None
    answers = _labels(group[0].options)
    forward = against_first(answers)
    rows = [_row(session, one, base, weighted, forward=forward) for one in group]
    shown = tuple(row for row in rows if row is not None)
    if len(shown) < 2:
        return None
    return Statements(whole_of(group[0].text), answers if forward else answers[::-1], shown, weighted)


def _labels(options: tuple[OptionRow, ...]) -> tuple[str, ...]:
    return tuple(option.label for option in options if not option.missing)


def _row(
    session: Session, question: QuestionRow, base: Base | None, weighted: bool, *, forward: bool
) -> StatementRow | None:
    try:
        figures = question_table(session, question.id, base=base, weighted=weighted).figures
    except UserError as error:
        if error.code == "too_few":
            return None
        raise
    if figures is None or not figures.n or any(row.suppressed for row in figures.rows):
        return None
    shares = tuple(row.share for row in figures.rows)
    return StatementRow(question.id, own_words(question.text), shares if forward else shares[::-1], figures.n)
