"""A menu in which one key chooses: the letter or number that stands at the right of each line."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QMenu, QWidget

from wijkraad_app.ui import icons, theme


@dataclass(frozen=True, slots=True)
class Choice:
    """``key`` is a character, or "" for an entry that arrows and mouse choose."""

    key: str
    title: str
    icon: str
    run: Callable[[], object]


class KeyMenu(QMenu):
    """``choices`` with None for a line between; `popup` it where it belongs."""

    def __init__(self, parent: QWidget, name: str, choices: Sequence[Choice | None]) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAccessibleName(name)
        self._choices = [choice for choice in choices if choice is not None]
        for choice in choices:
            if choice is None:
                self.addSeparator()
                continue
            title = choice.title.replace("&", "&&") + (f"\t{choice.key}" if choice.key else "")
            action = self.addAction(title)
            if choice.icon:
                action.setIcon(icons.icon(choice.icon, "text_2", theme.ICON_BUTTON))
            action.triggered.connect(lambda _checked=False, run=choice.run: run())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        typed = event.text().lower()
        chosen = next((choice for choice in self._choices if choice.key and choice.key == typed), None)
        if chosen is None:
            super().keyPressEvent(event)
            return
        self.close()
        chosen.run()
