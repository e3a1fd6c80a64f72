"""The known margins of a survey, the weights they give, and what weighting costs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy.orm import Session

from wijkraad_app.features.surveys.model import Question, QuestionOption
from wijkraad_app.features.surveys.rules import weighting as rules
from wijkraad_app.features.surveys.rules.kinds import Kind, Method
from wijkraad_app.features.surveys.rules.raking import Raked
from wijkraad_app.features.surveys.rules.weighting import Asked, Choice, Coded, KnownMargin, MarginLine, Target
from wijkraad_app.kernel import dates
from wijkraad_app.kernel.errors import UserError
from wijkraad_app.kernel.i18n import _, ngettext

from .columns import live_batches, missing_kind, options_of, packed
from .rows import live_question, live_questions, live_survey

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class MarginClass:
    """Answers taken together: ``number`` as typed, its ``share`` of the ward, and the replies in it now."""

    options: tuple[UUID, ...]
    label: str
    number: float
    share: float
    replies: int


@dataclass(frozen=True, slots=True)
class MarginView:
    """One question that replies are weighted by."""

    question: UUID
    number: int
    text: str
    classes: tuple[MarginClass, ...]


@dataclass(frozen=True, slots=True)
class Weighting:
    """What weighting does: ``replies`` count as ``n_eff``, the variance grows ``deff`` times.

    ``problem`` says why stored margins fit no more; then the other figures are 0.
    """

    margins: tuple[MarginView, ...]
    replies: int
    deff: float = 0.0
    n_eff: float = 0.0
    trimmed: int = 0
    warnings: tuple[str, ...] = ()
    problem: str = ""


def weighting(session: Session, survey: UUID) -> Weighting | None:
    """The margins that are kept, with what they do; None when the survey isn't weighted."""
    margins = kept_margins(session, survey)
    if not margins:
        return None
    try:
        return tried(session, survey, margins)
    except UserError as error:
        return Weighting(_unfitted(session, margins), _replies(session, survey), problem=error.message)


def tried(session: Session, survey: UUID, margins: Sequence[KnownMargin]) -> Weighting:
    """What these margins would do. `UserError` in one sentence when they can't be used."""
    _check_replies(session, survey)
    coded = tuple(_coded(session, survey, margin) for margin in margins)
    raked = rules.fit(coded)
    views = tuple(_view(session, margin, one) for margin, one in zip(margins, coded, strict=True))
    told = rules.warnings(coded, raked)
    if Method(live_survey(session, survey).method).indicative:
        told += (_("The figures stay indicative: weighting doesn't make a random sample of them."),)
    return Weighting(views, len(raked.weights), raked.deff, raked.n_eff, raked.trimmed, told)


def tried_lines(session: Session, survey: UUID, lines: Sequence[MarginLine]) -> Weighting:
    """What typed lines would do; see `tried` and `rules.weighting.known_margins`."""
    return tried(session, survey, margins_of(session, survey, lines))


def margins_of(session: Session, survey: UUID, lines: Sequence[MarginLine]) -> tuple[KnownMargin, ...]:
    """Typed lines as margins of this survey."""
    _check_replies(session, survey)
    return rules.known_margins(lines, asked_of(session, survey))


def asked_of(session: Session, survey: UUID) -> tuple[Asked, ...]:
    """The questions that lines of margins may name."""
    return tuple(
        Asked(
            question.id,
            question.number,
            question.text,
            Kind(question.kind),
            tuple(Choice(one.id, one.label, not one.missing) for one in options_of(session, question.id)),
        )
        for question in live_questions(session, survey)
    )


def kept_margins(session: Session, survey: UUID) -> tuple[KnownMargin, ...]:
    """The margins that are kept with the answers of the survey."""
    found = []
    for question in live_questions(session, survey):
        options = options_of(session, question.id)
        targets = tuple(
            Target((option.id, *(one.id for one in options if one.joined == option.id)), float(option.target))
            for option in options
            if option.target
        )
        if targets:
            found.append(KnownMargin(question.id, targets))
    return tuple(found)


def weights_of(session: Session, survey: UUID) -> Raked:
    """A weight for every reply, in the order of the replies. `UserError` "not_weighted", or why they can't be made."""
    margins = kept_margins(session, survey)
    if not margins:
        raise UserError(_("This survey isn't weighted. Give known margins first."), code="not_weighted")
    return rules.fit(tuple(_coded(session, survey, margin) for margin in margins))


def weighted_by(session: Session, survey: UUID) -> tuple[str, ...]:
    """The wording of the questions that replies are weighted by."""
    return tuple(live_question(session, margin.question).text for margin in kept_margins(session, survey))


def _check_replies(session: Session, survey: UUID) -> None:
    if live_survey(session, survey).counts_only:
        message = _("These results were typed in as counts, so they can't be weighted.")
        raise UserError(message, code="counts_only")
    if not live_batches(session, survey):
        raise UserError(_("There are no replies to weight yet."), code="no_replies")


def _replies(session: Session, survey: UUID) -> int:
    return sum(batch.rows for batch in live_batches(session, survey))


def _coded(session: Session, survey: UUID, margin: KnownMargin) -> Coded:
    question = live_question(session, margin.question)
    if question.survey != survey:
        raise UserError(_("Choose two questions of the same survey."), code="two_surveys")
    options = options_of(session, question.id)
    own = _classes(session, question, options, margin)
    labels = tuple(_label(options, target) for target in margin.targets)
    return Coded(question.text, own.tobytes(), tuple(target.number for target in margin.targets), labels)


def _classes(
    session: Session, question: Question, options: Sequence[QuestionOption], margin: KnownMargin
) -> NDArray[np.int16]:
    """Per reply its class; -1 without an answer. `UserError` "no_target" for an answer that has no number."""
    import numpy as np

    codes = packed(session, question, options).codes
    if codes is None:
        message = _("“{question}” has no single answer to choose. Choose another question.")
        raise UserError(message.format(question=question.text), code="wrong_kind")
    places = {option: place for place, target in enumerate(margin.targets) for option in target.options}
    by_code = np.full(len(options) + 1, -1, dtype=np.int16)
    for code, option in enumerate(options):
        if missing_kind(option.missing) is not None:
            continue
        by_code[code] = places.get(option.id, -1)
        without = int((codes == code).sum()) if option.id not in places else 0
        if without:
            text = ngettext(
                "“{answer}” has no number, and {n} person gave it. Give its number, or take it together with another.",
                "“{answer}” has no number, and {n} people gave it. Give its number, or take it together with another.",
                without,
            )
            raise UserError(text.format(answer=option.label, n=dates.number(without)), code="no_target")
    found: NDArray[np.int16] = by_code[np.where(codes < 0, len(options), codes)]
    return found


def _label(options: Sequence[QuestionOption], target: Target) -> str:
    return " / ".join(option.label for option in options if option.id in target.options)


def _view(session: Session, margin: KnownMargin, coded: Coded) -> MarginView:
    own = rules.classes(coded)
    counts = [int((own == place).sum()) for place in range(len(margin.targets))]
    return _shown(session, margin, counts)


def _unfitted(session: Session, margins: Sequence[KnownMargin]) -> tuple[MarginView, ...]:
    return tuple(_shown(session, margin, [0] * len(margin.targets)) for margin in margins)


def _shown(session: Session, margin: KnownMargin, counts: Sequence[int]) -> MarginView:
    question, options = live_question(session, margin.question), options_of(session, margin.question)
    whole = sum(target.number for target in margin.targets)
    return MarginView(
        question.id,
        question.number,
        question.text,
        tuple(
            MarginClass(target.options, _label(options, target), target.number, target.number / whole, count)
            for target, count in zip(margin.targets, counts, strict=True)
        ),
    )
