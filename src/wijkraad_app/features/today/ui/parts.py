"""What the page is made of: words that open a record, the field that opens the palette, parts filled anew."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QResizeEvent
from PySide6.QtWidgets import QApplication, QFrame, QLayout, QSizePolicy, QWidget

from wijkraad_app.ui import fonts, theme
from wijkraad_app.ui.accessibility import focusable
from wijkraad_app.ui.layout import column, frame, line, row
from wijkraad_app.ui.paint import CENTRE, RIGHT, PaintedButton, put, put_icon, round_rect
from wijkraad_app.ui.theme import px
from wijkraad_app.ui.widgets.labels import key_names


class _Pressable(PaintedButton):
    """Words to press, reached with Tab."""

    def __init__(self, text: str, on_click: Callable[[], object]) -> None:
        super().__init__()
        self.setText(text)
        self.setAccessibleName(text)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.clicked.connect(lambda _checked=False: on_click())

    def minimumSizeHint(self) -> QSize:
        return QSize(px(60), self.sizeHint().height())


class Opener(_Pressable):
    """One line that opens a record: an icon, words, and something quiet at the right."""

    def __init__(self, text: str, on_click: Callable[[], object], *, icon: str = "", aside: str = "") -> None:
        super().__init__(text, on_click)
        self._icon, self._aside = icon, aside
        if aside:
            self.setAccessibleName(f"{text}, {aside}")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        lead = px(28) if self._icon else 0
        return QSize(round(fonts.measure(self.text())) + lead + px(12), px(32))

    def draw(self, painter: QPainter, rect: QRectF) -> None:
        if self.underMouse():
            round_rect(painter, rect, px(theme.R_CONTROL), "row_hover")
        inner = rect.adjusted(px(6), 0, -px(6), 0)
        if self._icon:
            put_icon(painter, self._icon, inner.x(), inner.y() + (inner.height() - px(18)) / 2, 18)
            inner.setLeft(inner.left() + px(28))
        if self._aside:
            put(painter, self._aside, inner, "small", "text_3", RIGHT)
            inner.setRight(inner.right() - fonts.measure(self._aside, "small") - px(10))
        put(painter, self.text(), inner, "body")
        if self.hasFocus():
            round_rect(painter, rect, px(theme.R_CONTROL), None, "focus", px(2))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.setToolTip(self.text() if fonts.measure(self.text()) > self.width() - px(46) else "")


class PaletteField(_Pressable):
    """Looks like a search field and opens the palette, where the typing is done."""

    def __init__(self, text: str, shortcut: str, on_click: Callable[[], object]) -> None:
        super().__init__(text, on_click)
        self._keys = key_names(shortcut)
        self.setAccessibleDescription(shortcut)
        self.setCursor(Qt.CursorShape.IBeamCursor)
        self.setFixedSize(px(308), px(theme.H_CONTROL))

    def sizeHint(self) -> QSize:
        return QSize(px(308), px(theme.H_CONTROL))

    def draw(self, painter: QPainter, rect: QRectF) -> None:
        on = self.hasFocus()
        round_rect(painter, rect, px(theme.R_CONTROL), "surface", "focus" if on else "line_strong", 2 if on else 1)
        put_icon(painter, "search", px(13), (rect.height() - px(18)) / 2, 18)
        words = " ".join(self._keys)
        width = fonts.measure(words, "caption") + px(14)
        key = QRectF(rect.right() - width - px(10), (rect.height() - px(22)) / 2, width, px(22))
        round_rect(painter, key, px(theme.R_SMALL), "panel", "line_button")
        put(painter, words, key, "caption", "text_2", CENTRE, elide=False)
        put(painter, self.text(), rect.adjusted(px(40), 0, -width - px(20), 0), "body", "text_3")


class Part(QWidget):
    """A part of the page that is built anew when what it shows changed; the keyboard stays at its place in it."""

    def __init__(self) -> None:
        super().__init__()
        self._content: QWidget | None = None
        self.setLayout(column(gap=0))

    def fill(self, content: QLayout) -> None:
        """Show ``content`` in place of what was there."""
        place = self._place()
        old, self._content = self._content, QWidget()
        self._content.setLayout(content)
        layout = self.layout()
        assert layout is not None
        if old is not None:
            layout.removeWidget(old)
            old.hide()
            old.deleteLater()
        layout.addWidget(self._content)
        if place is not None:
            stops = list(focusable(self._content))
            if stops:
                stops[min(place, len(stops) - 1)].setFocus(Qt.FocusReason.OtherFocusReason)

    def _place(self) -> int | None:
        focus = QApplication.focusWidget()
        if self._content is None or focus is None or not self._content.isAncestorOf(focus):
            return None
        return next((i for i, stop in enumerate(focusable(self._content)) if stop is focus), 0)


def listed(*rows: QLayout) -> QFrame:
    """Rows in a card with lines between them."""
    body = column(gap=0, margins=(0, 2, 0, 2))
    for number, one in enumerate(rows):
        if number:
            body.addLayout(row(line(), margins=(48, 0, 14, 0)))
        body.addLayout(one)
    return frame(body, "card")


def fixed(content: QWidget, width: int) -> QWidget:
    """``content`` at the left in a column of ``width`` (at 100%)."""
    made = QWidget()
    made.setFixedWidth(px(width))
    made.setLayout(row(content, None))
    return made
