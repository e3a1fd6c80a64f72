"""What is open when a meeting is prepared. Higher slices say here what they sent, and what answers are due."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from wijkraad_app.kernel import late

SORTS = ("minutes", "deferred", "proposed", "action", "incoming", "outgoing", "due")
"""In the order in which they are offered. ``due`` is an answer the council waits for."""


@dataclass(frozen=True, slots=True)
class Matter:
    """One thing that can go on the agenda: record ``id`` of ``kind``. ``file`` is the digest of its paper.

    ``ticked``: offered as chosen.
    """

    sort: str
    kind: str
    id: UUID
    title: str
    detail: str = ""
    day: date | None = None
    file: str = ""
    file_name: str = ""
    media_type: str = ""
    ticked: bool = True


Ask = Callable[[Any, date | None, date | None], Sequence[Matter]]
"""``(session, since, until)``: what went out from ``since`` on, or is due before ``until`` (None: no bound)."""


class Providers:
    """The questions of other slices, by name."""

    def __init__(self) -> None:
        self._asks: dict[str, Ask] = {}

    def register(self, name: str, ask: Ask) -> None:
        """Add a question; the same name again replaces it."""
        self._asks[name] = ask

    def asked(self, session: Any, since: date | None, until: date | None) -> tuple[Matter, ...]:
        """What all of them answer."""
        late.complete(OPEN_MATTERS)
        return tuple(matter for ask in self._asks.values() for matter in ask(session, since, until))


OPEN_MATTERS = "open matters"
"""The name under which bootstrap says how the providers are imported (`kernel.late`)."""
PROVIDERS = Providers()
