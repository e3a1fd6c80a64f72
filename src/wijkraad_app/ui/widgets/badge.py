"""The state of a thing: icon and word on a soft ground, never clickable."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QAccessible, QPainter
from PySide6.QtWidgets import QWidget

from .. import fonts
from ..paint import Painted, put, put_icon, round_rect
from ..theme import px


class Badge(Painted):
    """``tone``: accent, ok, warn, bad, vote or quiet."""

    accessible_role = QAccessible.Role.StaticText

    def __init__(self, text: str, tone: str = "quiet", icon: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text, self._tone, self._icon = text, tone, icon
        self.setAccessibleName(text)

    def set_state(self, text: str, tone: str = "quiet", icon: str = "") -> None:
        self._text, self._tone, self._icon = text, tone, icon
        self.setAccessibleName(text)
        self.changed()

    def text(self) -> str:
        return self._text

    def natural_size(self) -> QSize:
        width = round(fonts.measure(self._text, "caption_strong")) + px(20) + (px(18) if self._icon else 0) + 1
        return QSize(width, px(24))

    def draw(self, painter: QPainter, rect: QRectF) -> None:
        role = "accent_text" if self._tone == "accent" else self._tone
        round_rect(painter, rect, rect.height() / 2, f"{self._tone}_soft")
        x = px(10)
        if self._icon:
            put_icon(painter, self._icon, px(8), px(5), 14, role)
            x = px(26)
        put(painter, self._text, rect.adjusted(x, 0, 0, 0), "caption_strong", role)
