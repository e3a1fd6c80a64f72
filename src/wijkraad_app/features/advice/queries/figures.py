"""Survey figures as a source."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.orm import Session

from wijkraad_app.features.surveys import queries as surveys
from wijkraad_app.features.surveys.queries.columns import live_batches, options_of
from wijkraad_app.features.surveys.queries.rows import live_question, live_survey
from wijkraad_app.features.surveys.rules.intervals import shown_percent
from wijkraad_app.features.surveys.rules.statements import headed
from wijkraad_app.kernel import dates
from wijkraad_app.kernel.errors import UserError

from ..rules.payloads import FigureSpec, OptionCount, SurveyFigure


@dataclass(frozen=True, slots=True)
class QuestionChoice:
    """A question whose figures can be cited; ``options`` are (id, label) of answers, without no-answers.
    ``weighted``: its survey has known margins. ``heading`` is what the rows of a grid share, ``label`` the row's own
    words."""

    id: UUID
    survey: UUID
    survey_title: str
    number: int
    text: str
    n: int
    options: tuple[tuple[UUID, str], ...]
    weighted: bool
    heading: str
    label: str


def question_choices(session: Session, text: str = "") -> tuple[QuestionChoice, ...]:
    """Questions with answers to choose from, newest survey first; ``text`` looks in survey and question."""
    wanted = text.casefold().split()
    found: list[QuestionChoice] = []
    for row in surveys.survey_rows(session):
        view = surveys.survey(session, row.id)
        heads = headed([question.text for question in view.questions])
        for question, (heading, label) in zip(view.questions, heads, strict=True):
            options = tuple((option.id, option.label) for option in question.options if not option.missing)
            told = f"{view.title} {question.text}".casefold()
            if options and question.kind.coded and all(word in told for word in wanted):
                found.append(
                    QuestionChoice(
                        question.id,
                        view.id,
                        view.title,
                        question.number,
                        question.text,
                        question.n,
                        options,
                        view.weighted,
                        heading,
                        label,
                    )
                )
    return tuple(found)


def survey_figure(session: Session, spec: FigureSpec) -> SurveyFigure | None:
    """The figure by ``spec`` as it is today; None when the question or an answer is gone.

    `UserError` "too_few" or "hidden_figure" when it may not be shown, "not_weighted" or why weights can't be made.
    """
    question = UUID(spec.question)
    answers = [UUID(answer) for answer in spec.answers]
    base = None
    if spec.filter_question:
        base = surveys.Base(UUID(spec.filter_question), tuple(UUID(answer) for answer in spec.filter_answers))
    try:
        view = surveys.figure(session, question, answers, base=base, weighted=spec.weighted)
    except UserError as error:
        if error.code in ("not_found", "no_answer"):
            return None
        raise
    table, figures = view.table, view.table.figures
    labels = {option.id: option.label for option in options_of(session, question)}
    weighted = bool(figures and figures.weighted)
    return SurveyFigure(
        spec=spec,
        survey=table.survey_title,
        number=table.number,
        wording=table.text,
        answer=view.answer,
        percent=view.percent,
        count=view.count,
        n=view.n,
        of=view.of,
        base=view.base,
        missing=table.missing.total,
        method=table.method.value,
        indicative=table.indicative,
        multiple=bool(figures and figures.multiple),
        weighted=weighted,
        merged=tuple(labels[answer] for answer in answers if answer in labels) if len(answers) > 1 else (),
        low=view.low,
        high=view.high,
        first_day=table.first_day,
        last_day=table.last_day,
        invited=table.invited,
        responses=_people(session, table.survey),
        filter_wording=live_question(session, base.question).text if base else "",
        filter_answer=table.base,
        options=tuple(OptionCount(row.label, row.count, shown_percent(row.share), row.suppressed) for row in view.rows),
        margins=_margins(session, table.survey) if weighted else (),
        n_eff=int(figures.n_eff or 0) if weighted and figures else 0,
        unweighted=shown_percent(view.count / view.n) if weighted and view.n else None,
    )


def _margins(session: Session, survey: UUID) -> tuple[str, ...]:
    """To what the replies are weighted: "“Buurt” (Noord 40,0%, Zuid 60,0%)"."""
    found = surveys.weighting(session, survey)
    return tuple(
        f"“{margin.text}” ({', '.join(f'{one.label} {dates.percent(one.share, 1)}' for one in margin.classes)})"
        for margin in (found.margins if found else ())
    )


def _people(session: Session, survey: UUID) -> int:
    """How many people took part in the whole survey, whatever part of them is the base."""
    row = live_survey(session, survey)
    return row.persons or sum(batch.rows for batch in live_batches(session, survey))
