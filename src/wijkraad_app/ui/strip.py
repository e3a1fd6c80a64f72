"""Matters of the whole dossier that stay in sight above every page until they are over."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from .accessibility import announce
from .layout import clear, column
from .widgets.banner import Banner


@dataclass(frozen=True, slots=True)
class Matter:
    """``tone`` as `Banner`; ``action`` is what the quiet button does."""

    tone: str
    what: str
    to_do: str = ""
    action_label: str = ""
    action: Callable[[], object] | None = None


class Strip(QWidget):
    """Banners by name; empty it takes no room."""

    def __init__(self, matters: dict[str, Matter] | None = None) -> None:
        super().__init__()
        self.matters: dict[str, Matter] = dict(matters or {})
        self._body = column(gap=6, margins=(12, 8, 12, 8))
        self.setProperty("is", "surface")
        self.setLayout(self._body)
        self._show()

    def put(self, name: str, matter: Matter) -> None:
        """Show it, or put it in place of the one with this name."""
        if self.matters.get(name) != matter:
            self.matters[name] = matter
            self._show()
            announce(self, f"{matter.what} {matter.to_do}")

    def take(self, name: str) -> None:
        """It is over."""
        if self.matters.pop(name, None) is not None:
            self._show()

    def _show(self) -> None:
        clear(self._body)
        for one in self.matters.values():
            self._body.addWidget(Banner(one.tone, one.what, one.to_do, one.action_label, one.action))
        if not self.matters:
            self.hide()
        elif self.parent() is not None:
            self.show()
