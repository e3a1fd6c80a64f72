"""What a commit changed, and who wants to know."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from .ids import EntityRef


@dataclass(frozen=True, slots=True)
class Changes:
    """Posted after each commit; open windows refresh from it.

    ``origin`` names the verb; ``refs`` may be empty when very many rows changed: then go by ``kinds``.
    """

    kinds: frozenset[str]
    refs: frozenset[EntityRef]
    origin: str

    def touches(self, *kinds: str) -> bool:
        return not self.kinds.isdisjoint(kinds)


class ChangeBus:
    """Hands each `Changes` to its listeners, in the thread that committed."""

    def __init__(self) -> None:
        self._listeners: list[Callable[[Changes], None]] = []

    def subscribe(self, listener: Callable[[Changes], None]) -> Callable[[], None]:
        """Listen from now on; the returned function stops it."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def post(self, changes: Changes) -> None:
        for listener in tuple(self._listeners):
            listener(changes)
