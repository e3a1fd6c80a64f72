"""What lists pasted at the start have to offer, whoever read them."""

from __future__ import annotations

from datetime import date
from typing import Protocol


class PastedAction(Protocol):
    """A line of an action list."""

    @property
    def text(self) -> str: ...
    @property
    def owner(self) -> str: ...
    @property
    def due(self) -> date | None: ...


class PastedDecision(Protocol):
    """A line of a list of decisions."""

    @property
    def text(self) -> str: ...
    @property
    def day(self) -> date | None: ...
