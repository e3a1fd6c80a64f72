"""The one shadow: only paper, palette, dialog and toast cast it."""

from __future__ import annotations

from PySide6.QtGui import QColor
from PySide6.QtWidgets import QGraphicsDropShadowEffect, QWidget

from ..theme import px


def cast_shadow(widget: QWidget, *, blur: int = 32, down: int = 8, alpha: int = 60) -> None:
    effect = QGraphicsDropShadowEffect(widget)
    effect.setBlurRadius(px(blur))
    effect.setOffset(0, px(down))
    effect.setColor(QColor(20, 16, 8, alpha))
    widget.setGraphicsEffect(effect)
