"""A scroll area whose content keeps its width, whether the bar is there or not.

A chart's height follows from its width. If the bar took room only when needed, its coming could make the content
shorter, its going taller, and neither would end.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QScrollArea, QWidget

from wijkraad_app.ui import theme
from wijkraad_app.ui.layout import scroll


class _Keeper(QObject):
    def __init__(self, area: QScrollArea, content: QWidget) -> None:
        super().__init__(area)
        self._area, self._content = area, content
        area.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            width = max(1, self._area.width() - theme.capped(12))
            if width != self._content.width():
                self._content.setFixedWidth(width)
        return False


def steady_scroll(content: QWidget, *, name: str) -> QScrollArea:
    """As `ui.layout.scroll`, for content whose height depends on its width."""
    area = scroll(content, name=name)
    _Keeper(area, content)
    return area
