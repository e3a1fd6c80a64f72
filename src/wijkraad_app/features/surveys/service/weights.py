"""Weight the replies of a survey to what is known of the ward."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from wijkraad_app.db.unit import UnitOfWork
from wijkraad_app.db.verbs import verb
from wijkraad_app.kernel.errors import UserError
from wijkraad_app.kernel.i18n import N_, _

from ..model import QuestionOption, Survey
from ..queries.columns import options_of
from ..queries.rows import live_questions
from ..queries.weighting import Weighting, kept_margins, margins_of, tried
from ..rules.weighting import MarginLine


@verb(label=N_("Weight the replies of “{title}”"))
def set_weights(uow: UnitOfWork, *, survey: UUID, lines: Sequence[MarginLine]) -> Weighting:
    """Keep known margins in place of those before, and tell what they do.

    `UserError` in one sentence when they can't be used (an unknown question or answer, no number, an answer without
    replies, an answer that people gave and that has no number): then nothing changes.
    """
    row = uow.get(Survey, survey)
    uow.describe(title=row.title)
    margins = margins_of(uow.session, survey, lines)
    done = tried(uow.session, survey, margins)
    _clear(uow, survey)
    for margin in margins:
        for target in margin.targets:
            first, *others = target.options
            uow.update(uow.get(QuestionOption, first), target=_decimal(target.number), joined=None)
            for other in others:
                uow.update(uow.get(QuestionOption, other), target="", joined=first)
    return done


@verb(label=N_("Stop weighting “{title}”"))
def remove_weights(uow: UnitOfWork, *, survey: UUID) -> None:
    """Forget the margins; every reply counts the same again."""
    row = uow.get(Survey, survey)
    uow.describe(title=row.title)
    if not kept_margins(uow.session, survey):
        raise UserError(_("This survey isn't weighted. Give known margins first."), code="not_weighted")
    _clear(uow, survey)


def _clear(uow: UnitOfWork, survey: UUID) -> None:
    for question in live_questions(uow.session, survey):
        for option in options_of(uow.session, question.id):
            if option.target or option.joined:
                uow.update(option, target="", joined=None)


def _decimal(number: float) -> str:
    return f"{number:.6f}".rstrip("0").rstrip(".")
