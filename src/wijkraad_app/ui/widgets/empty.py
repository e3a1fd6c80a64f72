"""An empty page says what belongs here and offers the first step."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from .. import art, theme
from ..flow import Flow
from ..layout import column, row, scroll
from ..paint import Painted
from ..theme import px
from .buttons import Primary, Quiet
from .labels import Label, keys


class _Picture(Painted):
    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name

    def natural_size(self) -> QSize:
        return QSize(theme.capped(200), theme.capped(136))

    def draw(self, painter: QPainter, rect: QRectF) -> None:
        art.picture(painter, self._name, theme.capped(100) / 100)


class EmptyPage(QWidget):
    """``picture`` is one of `art.PICTURES`; ``first`` is (verb, icon, run), ``others`` at most two quiet ways.

    ``page`` is the name of the page, above it all, where nothing else of the page is shown.
    """

    def __init__(
        self,
        title: str,
        text: str,
        first: tuple[str, str, Callable[[], object]] | None = None,
        others: Sequence[tuple[str, str, Callable[[], object]]] = (),
        *,
        picture: str = "sheet",
        hint: str = "",
        shortcut: str = "",
        page: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        words = Label(text, "reading", "text_2", wrap=True)
        words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        words.setMaximumWidth(px(500))
        words.setMinimumWidth(min(px(500), 560))
        head = Label(title, "title", wrap=theme.large_text())
        head.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        body = column(None, row(None, _Picture(picture), None), 12, row(None, head, None), 4, gap=0)
        body.addLayout(row(None, words, None))
        self.primary = None
        if first is not None:
            self.primary = Primary(first[0], first[2], icon=first[1])
            body.addSpacing(px(20))
            body.addLayout(row(None, self.primary, None))
        if others:
            body.addSpacing(px(20))
            ways = [Quiet(label, run, icon=icon) for label, icon, run in others]
            body.addLayout(Flow(*ways, centre=True) if theme.large_text() else row(None, *ways, None))
        if hint:
            body.addSpacing(px(20))
            body.addLayout(row(None, Label(hint, "small", "text_3"), keys(shortcut), None))
        body.addStretch(2)
        inner = QWidget()
        inner.setLayout(body)
        name = [row(Label(page, "title"), None, margins=(24, 14, 16, 0))] if page else []
        self.setLayout(column(*name, (scroll(inner), 1), gap=0))
