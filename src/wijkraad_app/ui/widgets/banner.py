"""A message in the page: what is the matter, what to do, one quiet action."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QFrame, QWidget

from .. import theme
from ..layout import column, row
from .buttons import Quiet
from .labels import Icon, Label

_ICONS = {"ok": "circle-check", "warn": "triangle-alert", "bad": "circle-alert", "accent": "info", "quiet": "info"}


class Banner(QFrame):
    """``tone``: ok, warn, bad, accent or quiet; hidden with `hide`."""

    accessible_role = QAccessible.Role.AlertMessage

    def __init__(
        self,
        tone: str,
        what: str,
        to_do: str = "",
        action_label: str = "",
        action: Callable[[], object] | None = None,
        *,
        icon: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setProperty("is", f"{tone}_soft")
        word = {"accent": "accent_text", "quiet": "text"}.get(tone, tone)
        self._what = Label(what, "small_strong", word, wrap=True)
        self._to_do = Label(to_do, "small", "text", wrap=True)
        if not to_do:
            self._to_do.hide()
        sign = Icon(icon or _ICONS[tone], "text_2" if tone == "quiet" else word, theme.ICON)
        words = column(self._what, self._to_do, gap=2)
        parts: list[QWidget] = [Quiet(action_label, action)] if action_label else []
        layout = row(sign, 4, (words, 1), *parts, margins=(14, 10, 10, 10))
        layout.setAlignment(sign, Qt.AlignmentFlag.AlignTop if to_do else Qt.AlignmentFlag.AlignVCenter)
        self.setLayout(layout)
        self.setAccessibleName(f"{what} {to_do}".strip())

    def set_words(self, what: str, to_do: str = "") -> None:
        self._what.setText(what)
        self._to_do.setText(to_do)
        self._to_do.setVisible(bool(to_do))
        self.setAccessibleName(f"{what} {to_do}".strip())

    def text(self) -> str:
        return self.accessibleName()
