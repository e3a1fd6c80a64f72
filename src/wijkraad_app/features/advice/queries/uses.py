"""What advice made of what lower slices hold, for their windows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from wijkraad_app.features.conversations.queries import QuoteUse
from wijkraad_app.features.signals.queries import Use
from wijkraad_app.kernel.i18n import _
from wijkraad_app.kernel.ids import EntityRef

from ..model import Advice, Evidence
from ..rules.states import State
from .evidence import using


def quote_uses(session: Session, quotes: Sequence[UUID]) -> Iterator[QuoteUse]:
    """The advices that aren't sent yet and use any of these quotes."""
    ids = dict.fromkeys(advice for quote in quotes for advice in using(session, quote))
    for advice in ids:
        row = session.get_one(Advice, advice)
        title = f"{row.reference} {row.title}".strip()
        yield QuoteUse(row.id, title, State(row.state).label.lower())


def signal_uses(session: Session, signal: UUID) -> Iterator[Use]:
    """The advices that cite a signal as such; not those that only count it among others."""
    query = (
        select(Advice, Evidence)
        .join(Evidence, Evidence.advice == Advice.id)
        .where(Evidence.source == signal, Evidence.deleted.is_(False), Advice.deleted.is_(False))
        .order_by(Evidence.frozen_at)
    )
    for advice, evidence in session.execute(query):
        day = evidence.frozen_at.date() if evidence.frozen_at else None
        text = _("Used in advice {title}").format(title=advice.reference or f"“{advice.title}”")
        yield Use(day, text, EntityRef("advice", advice.id))
