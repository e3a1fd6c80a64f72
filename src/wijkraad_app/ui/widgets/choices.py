"""Fields that choose: from a list, yes or no, one of a few in view."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QAccessible, QFocusEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QComboBox, QListView, QSizePolicy, QWidget

from .. import fonts, theme
from ..accessibility import announce
from ..autosave import Autosave, Save, tracker
from ..paint import put, put_icon, round_rect
from ..theme import px
from .inputs import Field

Options = Sequence[tuple[Any, str]]


class _Box(QComboBox):
    """A drop-down drawn as an input; the wheel doesn't change it in passing."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setView(QListView(self))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMinimumContentsLength(6)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def sizeHint(self) -> QSize:
        widest = max((fonts.measure(self.itemText(i)) for i in range(self.count())), default=80.0)
        return QSize(min(round(widest) + px(56), px(360)), px(theme.H_CONTROL))

    def minimumSizeHint(self) -> QSize:
        return QSize(px(96), px(theme.H_CONTROL))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
        rect = QRectF(self.rect())
        wrong = self.property("state") == "error"
        strong = self.hasFocus() or wrong
        edge = "bad" if wrong else ("focus" if self.hasFocus() else "line_strong")
        if not self.isEnabled():
            edge = "line_button"
        round_rect(
            painter, rect, px(theme.R_CONTROL), "surface" if self.isEnabled() else None, edge, 2 if strong else 1,
            dashed=not self.isEnabled(),
        )  # fmt: skip
        words = self.currentText() or self.placeholderText()
        role = "text" if self.currentIndex() >= 0 and self.isEnabled() else "text_3"
        put(painter, words, rect.adjusted(px(12), 0, -px(34), 0), "body", role)
        put_icon(painter, "chevron-down", rect.width() - px(28), (rect.height() - px(16)) / 2, 16, "text_2")
        painter.end()

    def wheelEvent(self, event: Any) -> None:
        event.ignore()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.showPopup()
            return
        super().keyPressEvent(event)


class ChoiceField(Field):
    """One of ``options``: ``(value, label)`` pairs. None, when allowed, is shown as ``placeholder``."""

    def __init__(
        self,
        label: str,
        options: Options = (),
        *,
        placeholder: str = "",
        hint: str = "",
        parent: QWidget | None = None,
    ) -> None:
        self.box = _Box()
        super().__init__(label, self.box, hint=hint, parent=parent)
        self._values: list[Any] = []
        self.box.setPlaceholderText(placeholder)
        if not label:
            self.box.setAccessibleName(placeholder)
        self.box.view().setAccessibleName(label or placeholder)
        self.set_options(options)
        self.box.activated.connect(self._chosen)

    def set_options(self, options: Options) -> None:
        """Other options; the value stays when it is still among them."""
        before = self.value() if self._values else None
        self._values = [value for value, _label in options]
        self.box.clear()
        for _value, label in options:
            self.box.addItem(label)
        self.set_value(before)

    @Slot(int)
    def _chosen(self, index: int) -> None:
        self.error("")
        self.edited.emit(self._values[index])
        self._left()

    def value(self) -> Any:
        index = self.box.currentIndex()
        return self._values[index] if 0 <= index < len(self._values) else None

    def set_value(self, value: Any) -> None:
        self.box.setCurrentIndex(self._values.index(value) if value in self._values else -1)
        self.error("")


class CheckBox(QAbstractButton):
    """A square of 20 px with its words; the whole is the target."""

    def __init__(self, text: str, on: bool = False, *, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setCheckable(True)
        self.setChecked(on)
        self.setText(text)
        self.setAccessibleName(text or name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        words = round(fonts.measure(self.text())) + px(14) if self.text() else 0
        return QSize(px(32) + words, px(32))

    def minimumSizeHint(self) -> QSize:
        return QSize(px(32) if not self.text() else px(80), px(32))

    def resizeEvent(self, event: Any) -> None:
        super().resizeEvent(event)
        self.setToolTip(self.text() if self.width() < self.sizeHint().width() else "")

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
        side, on, live = px(20), self.isChecked(), self.isEnabled()
        square = QRectF(px(6), (self.height() - side) / 2, side, side)
        fill, edge = ("accent", "accent") if on and live else ("surface", "line_strong" if live else "line_button")
        round_rect(painter, square, px(5), fill, edge, 1.5)
        if on:
            role = "on_accent" if live else "text_3"
            put_icon(painter, "check", square.x() + px(3), square.y() + px(3), 14, role)
        if self.hasFocus():
            gap = px(3)
            round_rect(painter, square.adjusted(-gap, -gap, gap, gap), px(8), None, "focus", px(2))
        if self.text():
            words = QRectF(self.rect()).adjusted(px(36), 0, 0, 0)
            put(painter, self.text(), words, "body", "text" if live else "text_3")
        painter.end()


class CheckField(QWidget):
    """Yes or no, with autosave."""

    edited = Signal(bool)

    def __init__(self, text: str, *, hint: str = "", parent: QWidget | None = None) -> None:
        from ..layout import column
        from .labels import Label

        super().__init__(parent)
        self.box = CheckBox(text)
        self.setFocusProxy(self.box)
        below = Label(hint, "small", "text_2", wrap=True)
        below.setContentsMargins(px(36), 0, 0, 0)
        if not hint:
            below.hide()
        self.box.setAccessibleDescription(hint)
        self.setLayout(column(self.box, below, gap=0))
        self._autosave: Autosave | None = None
        self.box.clicked.connect(self._clicked)

    @Slot(bool)
    def _clicked(self, on: bool) -> None:
        self.edited.emit(on)
        if self._autosave is not None:
            self._autosave.touched(on)
            self._autosave.leave()

    def bind(self, value: bool, save: Save) -> None:
        self._autosave = Autosave(self, save)
        self.box.setEnabled(not tracker().read_only)
        self.set_value(value)

    def value(self) -> bool:
        return self.box.isChecked()

    def set_value(self, value: bool) -> None:
        self.box.setChecked(bool(value))

    refresh = set_value

    def flush(self) -> None:
        if self._autosave is not None:
            self._autosave.flush()


class Segments(QWidget):
    """One of a few, all in view, as tabs or a switch; arrows move between them. ``style``: "tabs" or "pills".

    ``away`` leads elsewhere: arrows pass over it on the way to the others, so there must be a key or button for it.
    """

    accessible_role = QAccessible.Role.PageTabList
    changed = Signal(object)

    def __init__(
        self, name: str, options: Options, *, style: str = "tabs", away: Any = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._options, self._style, self._away, self._now = list(options), style, away, 0
        self.setAccessibleName(name)
        self._name = name
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._describe()

    def value(self) -> Any:
        return self._options[self._now][0]

    def set_value(self, value: Any) -> None:
        self._now = next((i for i, (v, _l) in enumerate(self._options) if v == value), self._now)
        self._describe()
        self.update()

    def set_options(self, options: Options) -> None:
        now = self.value()
        self._options, self._now = list(options), 0
        self.set_value(now)
        self.updateGeometry()

    def _describe(self) -> None:
        self.setAccessibleDescription(self._options[self._now][1] if self._options else "")

    def _spans(self) -> list[tuple[float, float]]:
        x, spans = 0.0, []
        for _value, label in self._options:
            width = fonts.measure(label, "strong") + px(4 if self._style == "tabs" else 28)
            spans.append((x, width))
            x += width + px(24 if self._style == "tabs" else 6)
        return spans

    def sizeHint(self) -> QSize:
        spans = self._spans()
        return QSize(round(spans[-1][0] + spans[-1][1]) + px(4) if spans else 0, px(38))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def _go(self, index: int) -> None:
        if 0 <= index < len(self._options) and index != self._now:
            self._now = index
            self._describe()
            self.update()
            announce(self, self._options[index][1])
            self.changed.emit(self.value())

    def mousePressEvent(self, event: Any) -> None:
        x = event.position().x()
        for i, (start, width) in enumerate(self._spans()):
            if start - px(8) <= x <= start + width + px(8):
                self._go(i)
                return

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            self._go(self._past_away(self._now + step, step))

    def _past_away(self, index: int, step: int) -> int:
        leads_away = (
            self._away is not None and 0 <= index < len(self._options) and self._options[index][0] == self._away
        )
        return index + step if leads_away else index

    def event(self, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.update()
        return super().event(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
        height = float(self.height())
        for i, ((x, width), (_value, label)) in enumerate(zip(self._spans(), self._options, strict=True)):
            on = i == self._now
            cell = QRectF(x, 0, width, height)
            if self._style == "pills":
                round_rect(painter, cell, height / 2, "accent_soft" if on else None, "accent" if on else "line_button")
                words, role = cell.adjusted(px(14), 0, -px(14), 0), "accent_text" if on else "text"
            else:
                if on:
                    painter.fillRect(QRectF(x, height - px(3), width, px(3)), theme.colour("accent"))
                words, role = cell.adjusted(px(2), 0, 0, -px(2)), "text" if on else "text_2"
            put(painter, label, words, "strong" if on else "body", role, elide=False)
            if on and self.hasFocus():
                ring = cell.adjusted(-px(4), px(2), px(4), -px(5)) if self._style == "tabs" else cell
                left = max(ring.left(), 0.0)
                ring.setLeft(left)
                round_rect(painter, ring, px(8) if self._style == "tabs" else height / 2, None, "focus", 2)
        painter.end()
