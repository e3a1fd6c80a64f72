"""An advice as what an agenda item is about: a decision there can adopt it in the same step."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy.orm import Session

from wijkraad_app.db.unit import UnitOfWork
from wijkraad_app.features.meetings.rules.subjects import Adoption, SubjectHandler
from wijkraad_app.kernel.i18n import N_

from ..model import Advice
from ..queries.asks import asks_before_adoption
from ..queries.lists import title_of, titles
from ..rules.states import State
from .adoption import adopt


def _can_adopt(session: Session, advice: UUID) -> bool:
    row = session.get(Advice, advice)
    if row is None or row.deleted or row.adopted is not None or row.changes_text:
        return False
    return row.state not in (State.WITHDRAWN.value, State.SIGNED.value)


def _adopt(uow: UnitOfWork, by: Adoption) -> UUID:
    return adopt(uow, advice=by.subject, version=by.version, decision=by.decision, day=by.day, answers=by.answers)


HANDLER = SubjectHandler(
    Advice.__kind__, title_of, N_("Adopt this advice"), _can_adopt, _adopt, asks_before_adoption, titles
)  # fmt: skip
"""How meetings name and adopt an advice."""
