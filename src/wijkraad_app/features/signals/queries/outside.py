"""What leaves the slice: signals as a source, which are counts, and as an export. Never contact data."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from wijkraad_app.features.council.model import Theme

from ..model import Signal
from ..rules.privacy import masked
from .record import SignalView, signal
from .table import LIVE, chunks, signal_ids


@dataclass(frozen=True, slots=True)
class SignalsState:
    """Signals as a source: how many of those asked for are still there, over which days, and how they divide.

    Each division is (name, count), most frequent first; "" is what isn't filled in. ``fingerprint`` changes with
    any of this.
    """

    count: int
    missing: int
    first: date | None
    last: date | None
    by_theme: tuple[tuple[str, int], ...]
    by_neighbourhood: tuple[tuple[str, int], ...]
    by_kind: tuple[tuple[str, int], ...]
    by_month: tuple[tuple[str, int], ...]
    fingerprint: str


def signal_state(session: Session, ids: Sequence[UUID]) -> SignalsState:
    """Signals as a source: counts only, never words or people."""
    rows: list[Any] = []
    for chunk in chunks(ids):
        query = select(Signal.kind, Signal.neighbourhood, Signal.received, Theme.name)
        rows += session.execute(query.outerjoin(Theme, Theme.id == Signal.theme).where(Signal.id.in_(chunk), LIVE))
    days = sorted(received for _kind, _place, received, _theme in rows if received)
    state = SignalsState(
        count=len(rows),
        missing=len(set(ids)) - len(rows),
        first=days[0] if days else None,
        last=days[-1] if days else None,
        by_theme=_divided(theme or "" for _kind, _place, _received, theme in rows),
        by_neighbourhood=_divided(place for _kind, place, _received, _theme in rows),
        by_kind=_divided(kind for kind, _place, _received, _theme in rows),
        by_month=tuple(sorted(Counter(f"{day:%Y-%m}" for day in days).items())),
        fingerprint="",
    )
    return replace(state, fingerprint=sha256(repr(state).encode()).hexdigest())


def exported_signals(session: Session) -> tuple[SignalView, ...]:
    """All signals as they may leave the dossier: no contact data, and what looks like it is masked in texts."""
    found = (signal(session, one) for one in signal_ids(session, descending=False))
    return tuple(replace(view, title=masked(view.title), text=masked(view.text)) for view in found if view)


def _divided(values: Iterable[str]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted(Counter(values).items(), key=lambda pair: (-pair[1], pair[0])))
