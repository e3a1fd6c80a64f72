"""What isn't in the dossier but should be said on Today: slices add a question, Today asks them all."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from .ids import EntityRef

SERVICE = "notices"


@dataclass(frozen=True, slots=True)
class Notice:
    """One matter in the user's language: what, what to do, and the button that leads to ``target``."""

    what: str
    to_do: str
    button: str
    target: EntityRef | str


class Notices:
    """Asked off the window's thread; the newest question of a name holds."""

    def __init__(self) -> None:
        self._asks: dict[str, Callable[[], Notice | None]] = {}

    def add(self, name: str, ask: Callable[[], Notice | None]) -> None:
        """``ask`` gives None when there is nothing to say."""
        self._asks[name] = ask

    def asked(self) -> tuple[Notice, ...]:
        """What there is to say now."""
        return tuple(notice for ask in self._asks.values() if (notice := ask()) is not None)


def of(services: dict[str, Any]) -> Notices:
    """The one `Notices` of an open window, among what bootstrap hands to pages."""
    found = services.setdefault(SERVICE, Notices())
    assert isinstance(found, Notices)
    return found
