"""Verbs of reading back before a meeting closes: what was kept is confirmed, or corrected and confirmed."""

from __future__ import annotations

from typing import Unpack
from uuid import UUID

from wijkraad_app.db.unit import UnitOfWork
from wijkraad_app.db.verbs import verb
from wijkraad_app.kernel.i18n import N_

from ..model import Action, Decision
from .decisions import correct_outcome, update_decision
from .outcomes import ActionFields, update_action


@verb(label=N_("Read back decision “{text}”"))
def read_back_decision(
    uow: UnitOfWork, *, id: UUID, text: str | None = None, outcome: str | None = None, reason: str = ""
) -> None:
    """It stands as it is, or as it is corrected here; another ``outcome`` needs a ``reason``. As the verbs of
    decisions refuse."""
    row = uow.get(Decision, id)
    uow.describe(text=row.text)
    if text is not None and text.strip() != row.text:
        update_decision(uow, id=id, text=text)
    if outcome is not None and outcome != row.outcome:
        correct_outcome(uow, id=id, outcome=outcome, reason=reason)
    row.confirmed = True


@verb(label=N_("Read back action “{text}”"))
def read_back_action(uow: UnitOfWork, *, id: UUID, text: str | None = None, **fields: Unpack[ActionFields]) -> None:
    """What, who and when stand as they are, or as they are corrected here; a question as well."""
    row = uow.get(Action, id)
    uow.describe(text=row.text)
    if text is not None or fields:
        update_action(uow, id=id, text=text, **fields)
    row.confirmed = True
