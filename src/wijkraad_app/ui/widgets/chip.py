"""Clickable pills: filters with a menu or a cross, and links to evidence."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QMenu, QSizePolicy, QWidget

from wijkraad_app.kernel.i18n import _

from .. import fonts, theme
from ..paint import PaintedButton, put, put_icon, round_rect
from ..theme import px


class Chip(PaintedButton):
    """32 high. ``tail`` is an icon at the right (``chevron-down``, ``x``); ``tone`` colours the words."""

    def __init__(
        self,
        text: str,
        on_click: Callable[[], object] | None = None,
        *,
        icon: str = "",
        tail: str = "",
        tone: str = "",
        on: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._icon, self._tail, self._tone, self._on = icon, tail, tone, on
        self.setText(text)
        self.setAccessibleName(text)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        if on_click is not None:
            self.clicked.connect(lambda _checked=False: on_click())
        theme.notifier().changed.connect(self._measure_again)

    @Slot()
    def _measure_again(self) -> None:
        self.updateGeometry()

    def set_look(self, text: str, *, on: bool = False, tail: str = "", icon: str = "", tone: str = "") -> None:
        self._icon, self._tail, self._tone, self._on = icon, tail, tone, on
        self.setText(text)
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        width = fonts.measure(self.text(), "small_strong" if self._on else "small") + px(24) + 2
        width += px(22) if self._icon else 0
        width += px(20) if self._tail else 0
        return QSize(round(width), px(theme.H_CHIP))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def draw(self, painter: QPainter, rect: QRectF) -> None:
        words = self._tone or ("accent_text" if self._on else "text")
        fill = "accent_soft" if self._on else ("hover" if self.underMouse() and self.isEnabled() else "surface")
        round_rect(painter, rect, rect.height() / 2, fill, "accent" if self._on else "line_button")
        if self.hasFocus():
            round_rect(painter, rect, rect.height() / 2, None, "focus", 2)
        x = px(12)
        if self._icon:
            put_icon(painter, self._icon, px(10), px(8), 16, words if self._on or self._tone else "text_2")
            x = px(32)
        style = "small_strong" if self._on else "small"
        put(painter, self.text(), rect.adjusted(x, 0, 0, 0), style, words, elide=False)
        if self._tail:
            put_icon(painter, self._tail, rect.width() - px(26), px(8), 16, words if self._on else "text_2")


class FilterChip(Chip):
    """A filter: a menu of options; once set it shows the option and takes the cross or Delete to be cleared.

    ``options`` are ``(value, label)`` pairs, or a callable that gives them when the menu opens.
    """

    changed = Signal(object)
    """The value chosen, or None when cleared."""

    def __init__(
        self,
        name: str,
        options: Sequence[tuple[object, str]] | Callable[[], Sequence[tuple[object, str]]],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(name, tail="chevron-down", parent=parent)
        self._name, self._options = name, options
        self._value: object = None
        self.clicked.connect(lambda _checked=False: self._open())

    def value(self) -> object:
        return self._value

    def set_value(self, value: object) -> None:
        """Without a signal."""
        self._value = value
        label = dict(self._pairs()).get(value, self._name) if value is not None else self._name
        self.set_look(label, on=value is not None, tail="x" if value is not None else "chevron-down")
        state = _("set to {value}").format(value=label) if value is not None else _("not set")
        self.setAccessibleName(f"{self._name}, {state}")

    def _pairs(self) -> Sequence[tuple[object, str]]:
        return self._options() if callable(self._options) else self._options

    def _choose(self, value: object) -> None:
        self.set_value(value)
        self.changed.emit(value)

    def _open(self) -> None:
        if self._value is not None:
            self._choose(None)
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.setAccessibleName(self._name)
        for value, label in self._pairs():
            action = menu.addAction(label.replace("&", "&&"))
            action.triggered.connect(lambda _checked=False, value=value: self._choose(value))
        menu.popup(self.mapToGlobal(self.rect().bottomLeft()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and self._value is not None:
            self._choose(None)
            return
        super().keyPressEvent(event)
