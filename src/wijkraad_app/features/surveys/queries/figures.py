"""Figures of one question: for everyone, for a part, or broken down by another question."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, TypeVar
from uuid import UUID

from sqlalchemy.orm import Session

from wijkraad_app.features.surveys.model import Question, QuestionOption, Survey
from wijkraad_app.features.surveys.rules import crosstab as crossing
from wijkraad_app.features.surveys.rules.answers import Answers, Merged
from wijkraad_app.features.surveys.rules.figures import (
    Frequencies,
    MissingCounts,
    Row,
    frequencies,
    from_counts,
    refuse_too_few,
)
from wijkraad_app.features.surveys.rules.findings import Finding, headline, joined_label
from wijkraad_app.features.surveys.rules.intervals import shown_percent
from wijkraad_app.features.surveys.rules.kinds import Kind, Method, Missing
from wijkraad_app.features.surveys.rules.numbers import NumberSummary, binned, summarise
from wijkraad_app.kernel.errors import UserError
from wijkraad_app.kernel.i18n import _

from .columns import as_option, missing_kind, options_of, packed
from .rows import counted_n, live_question, live_survey
from .weighting import weighted_by, weights_of

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Base:
    """Whose replies count: those who gave one of these answers (option ids) to a question."""

    question: UUID
    options: tuple[UUID, ...]


@dataclass(frozen=True, slots=True)
class Wanted:
    """A figure that should go into an advice: the share that gave these answers, as it was shown."""

    question: UUID
    options: tuple[UUID, ...]
    base: Base | None = None
    weighted: bool = False


@dataclass(frozen=True, slots=True)
class QuestionTable:
    """A question's figures, with everything that must stand beside them. ``base`` names whose replies count.

    ``figures`` is None for an open question; ``summary`` is there for numbers; ``texts`` are open answers.
    ``weighted_by`` names the questions that the shares are weighted by; counts never are.
    """

    survey: UUID
    survey_title: str
    question: UUID
    number: int
    text: str
    kind: Kind
    method: Method
    invited: int | None
    people: int
    first_day: date | None
    last_day: date | None
    n: int
    replies: int
    missing: MissingCounts
    figures: Frequencies | None
    finding: Finding | None
    summary: NumberSummary | None = None
    texts: tuple[str, ...] = ()
    base: str = ""
    weighted_by: tuple[str, ...] = ()

    @property
    def indicative(self) -> bool:
        return self.method.indicative

    @property
    def response(self) -> float | None:
        return self.people / self.invited if self.invited else None


@dataclass(frozen=True, slots=True)
class CrossTable:
    """``table`` of one question by another."""

    survey: UUID
    question: UUID
    text: str
    by: UUID
    by_text: str
    table: crossing.Crosstab


@dataclass(frozen=True, slots=True)
class FigureView:
    """One figure as a source: the share that gave one of some answers, with all it rests on."""

    table: QuestionTable
    answer: str
    percent: int
    count: int
    n: int
    of: int
    base: int
    low: int | None
    high: int | None
    rows: tuple[Row, ...]


def question_table(
    session: Session,
    id: UUID,
    *,
    base: Base | None = None,
    merged: Sequence[tuple[str, tuple[UUID, ...]]] = (),
    weighted: bool = False,
) -> QuestionTable:
    """The figures of a question. `UserError` "too_few" for a base of under 30, "not_found", and when ``weighted``
    why the survey can't be."""
    question = live_question(session, id)
    row = live_survey(session, question.survey)
    options = options_of(session, id)
    if row.counts_only:
        if weighted:
            weights_of(session, row.id)
        return _table(row, question, figures=_counted(row, question, options))
    found = packed(session, question, options)
    kind = Kind(question.kind)
    keep = None if base is None else _keep(session, base)
    label = "" if base is None else _base_label(session, base)
    weights = weights_of(session, row.id).weights if weighted else None
    by = weighted_by(session, row.id) if weighted else ()
    if kind.coded:
        answers = found.coded([as_option(option) for option in options]).merged(_merged(options, merged))
        figures = frequencies(answers, method=Method(row.method), keep=keep, weights=weights)
        return _table(row, question, figures=figures, base=label, weighted_by=by)
    if kind is Kind.NUMBER:
        numbers = found.number_list()
        figures = frequencies(binned(numbers), method=Method(row.method), keep=keep, weights=weights)
        summary = summarise(_kept(numbers, keep), None if weights is None else _kept(weights, keep))
        return _table(row, question, figures=figures, summary=summary, base=label, weighted_by=by)
    own = _kept(found.texts, keep)
    texts = tuple(text for text in own if text)
    if keep is not None:
        refuse_too_few(len(texts))
    return _table(row, question, n=len(texts), replies=len(own), texts=texts[:500], base=label)


def _kept(values: Sequence[T], keep: NDArray[np.bool_] | None) -> Sequence[T]:
    return values if keep is None else [value for value, kept in zip(values, keep.tolist(), strict=True) if kept]


def _table(
    row: Survey,
    question: Question,
    *,
    figures: Frequencies | None = None,
    summary: NumberSummary | None = None,
    n: int = 0,
    replies: int = 0,
    texts: tuple[str, ...] = (),
    base: str = "",
    weighted_by: tuple[str, ...] = (),
) -> QuestionTable:
    kind = Kind(question.kind)
    missing = figures.missing if figures else MissingCounts(blank=replies - n)
    whole = figures.base if figures else replies
    return QuestionTable(
        survey=row.id,
        survey_title=row.title,
        question=question.id,
        number=question.number,
        text=question.text,
        kind=kind,
        method=Method(row.method),
        invited=row.invited,
        people=row.persons or whole,
        first_day=row.start,
        last_day=row.end,
        n=figures.n if figures else n,
        replies=whole,
        missing=missing,
        figures=figures,
        finding=headline(figures, kind) if figures and kind is not Kind.NUMBER else None,
        summary=summary,
        texts=texts,
        base=base,
        weighted_by=weighted_by,
    )


def _counted(row: Survey, question: Question, options: Sequence[QuestionOption]) -> Frequencies:
    given = [option for option in options if not option.missing]
    counts = {kind: 0 for kind in Missing}
    for option in options:
        kind = missing_kind(option.missing)
        if kind is not None:
            counts[kind] += option.count or 0
    if question.kind != Kind.MULTIPLE and question.base is not None:
        counts[Missing.BLANK] += max(0, question.base - sum(option.count or 0 for option in options))
    return from_counts(
        [option.label for option in given],
        [option.count or 0 for option in given],
        n=counted_n(question, list(options)),
        missing=MissingCounts(
            counts[Missing.BLANK], counts[Missing.NOT_ASKED], counts[Missing.REFUSED], counts[Missing.DONT_KNOW]
        ),
        method=Method(row.method),
        multiple=question.kind == Kind.MULTIPLE,
    )


def _merged(options: Sequence[QuestionOption], merged: Sequence[tuple[str, tuple[UUID, ...]]]) -> list[Merged]:
    places = {option.id: place for place, option in enumerate(options)}
    return [Merged(label, tuple(places[id] for id in ids if id in places)) for label, ids in merged]


def _answers(session: Session, id: UUID) -> tuple[Question, Answers]:
    question = live_question(session, id)
    if live_survey(session, question.survey).counts_only:
        raise UserError(_("These results were typed in as counts, so they can't be broken down."), code="counts_only")
    options = options_of(session, id)
    kind = Kind(question.kind)
    found = packed(session, question, options)
    if kind.coded:
        return question, found.coded([as_option(option) for option in options])
    if kind is Kind.NUMBER:
        return question, binned(found.number_list())
    message = _("“{question}” has no answers to choose from. Choose another question.")
    raise UserError(message.format(question=question.text), code="no_options")


def _keep(session: Session, base: Base) -> NDArray[np.bool_]:
    question, answers = _answers(session, base.question)
    places = [place for place, option in enumerate(options_of(session, question.id)) if option.id in base.options]
    kept: NDArray[np.bool_] = answers.chosen[:, places].any(axis=1) & answers.answered
    return kept


def _base_label(session: Session, base: Base) -> str:
    labels = [option.label for option in options_of(session, base.question) if option.id in base.options]
    return joined_label(labels) if labels else ""


def cross_table(session: Session, id: UUID, by: UUID, *, weighted: bool = False) -> CrossTable:
    """One question broken down by another of the same survey. `UserError` "too_few", "no_options", "counts_only"."""
    question, answers = _answers(session, id)
    other, groups = _answers(session, by)
    if question.survey != other.survey:
        raise UserError(_("Choose two questions of the same survey."), code="two_surveys")
    method = Method(live_survey(session, question.survey).method)
    weights = weights_of(session, question.survey).weights if weighted else None
    table = crossing.crosstab(answers, groups, indicative=method.indicative, weights=weights)
    return CrossTable(question.survey, id, question.text, by, other.text, table)


def figure(
    session: Session, id: UUID, options: Sequence[UUID], *, base: Base | None = None, weighted: bool = False
) -> FigureView:
    """The share that gave one of ``options`` (ids), as a source in an advice.

    `UserError`: "too_few", "hidden_figure" when so few gave this answer that it must stay hidden, "not_found".
    """
    labels = [option.label for option in options_of(session, id) if option.id in set(options)]
    if not labels:
        raise UserError(_("Choose an answer of this question."), code="no_answer")
    label = joined_label(labels)
    whole = question_table(session, id, base=base, weighted=weighted)
    table = whole
    _refuse_telling_merge(whole, set(labels))
    if len(labels) > 1:
        table = _with_counts(session, id, tuple(options), label, base, whole)
    row = table.figures.row(label) if table.figures else None
    if row is None:
        raise UserError(_("Choose an answer of this question."), code="no_answer")
    if row.suppressed:
        raise _hidden_figure()
    figures = table.figures
    assert figures is not None
    return FigureView(
        table=whole,
        answer=label,
        percent=shown_percent(row.share),
        count=row.count,
        n=figures.n,
        of=figures.of,
        base=figures.base,
        low=None if row.low is None else shown_percent(row.low),
        high=None if row.high is None else shown_percent(row.high),
        rows=whole.figures.rows if whole.figures else (),
    )


def _refuse_telling_merge(table: QuestionTable, chosen: set[str]) -> None:
    """Some of the hidden answers taken together with shown ones would tell how many gave them."""
    hidden = {row.label for row in table.figures.rows if row.suppressed} if table.figures else set()
    if hidden & chosen and not hidden <= chosen:
        raise _hidden_figure()


def _hidden_figure() -> UserError:
    return UserError(
        _("So few people gave this answer that it stays hidden. Take answers together."), code="hidden_figure"
    )


def _with_counts(
    session: Session, id: UUID, options: tuple[UUID, ...], label: str, base: Base | None, whole: QuestionTable
) -> QuestionTable:
    """The same question with some answers taken together; of typed counts only where one answer was possible."""
    question = live_question(session, id)
    row = live_survey(session, question.survey)
    if not row.counts_only:
        weighted = bool(whole.weighted_by)
        return question_table(session, id, base=base, merged=[(label, options)], weighted=weighted)
    if question.kind == Kind.MULTIPLE:
        raise UserError(
            _("People could give more answers, so typed counts can't be taken together."), code="counts_only"
        )
    chosen = [option for option in options_of(session, id) if option.id in options]
    assert whole.figures is not None
    figures = from_counts(
        [label],
        [sum(option.count or 0 for option in chosen)],
        n=whole.figures.n,
        missing=whole.figures.missing,
        method=whole.method,
        multiple=False,
    )
    return _table(row, question, figures=figures)
