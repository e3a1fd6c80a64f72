"""One ring for every button: 2 px, 3 px outside it, only after keyboard use."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractScrollArea, QWidget
from shiboken6 import isValid

from .. import theme
from ..paint import round_rect
from ..theme import px

GAP = 3
_MOVES = (QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Hide, QEvent.Type.Show)


class FocusRing(QWidget):
    """Lies over the nearest scrolled content or the window, and follows the button it belongs to."""

    def __init__(self, ground: QWidget) -> None:
        super().__init__(ground)
        self._target: QWidget | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setObjectName("focusRing")
        self.hide()

    @classmethod
    def show_on(cls, target: QWidget) -> None:
        ground = _ground_of(target)
        ring = ground.findChild(cls, "focusRing", Qt.FindChildOption.FindDirectChildrenOnly) or cls(ground)
        ring._follow(target)

    @classmethod
    def hide_from(cls, target: QWidget) -> None:
        ring = _ground_of(target).findChild(cls, "focusRing", Qt.FindChildOption.FindDirectChildrenOnly)
        if isinstance(ring, cls) and ring._target is target:
            ring._release()

    def _follow(self, target: QWidget) -> None:
        self._release()
        self._target = target
        for widget in self._chain():
            widget.installEventFilter(self)
        self._place()

    def _release(self) -> None:
        if self._target is not None and isValid(self._target):
            for widget in self._chain():
                widget.removeEventFilter(self)
        self._target = None
        self.hide()

    def _chain(self) -> list[QWidget]:
        chain: list[QWidget] = []
        widget = self._target
        while widget is not None and widget is not self.parentWidget():
            chain.append(widget)
            widget = widget.parentWidget()
        return chain

    def _place(self) -> None:
        ground = self.parentWidget()
        if self._target is None or ground is None:
            return
        gap = px(GAP)
        corner = self._target.mapTo(ground, self._target.rect().topLeft())
        size = self._target.size()
        self.setGeometry(corner.x() - gap, corner.y() - gap, size.width() + 2 * gap, size.height() + 2 * gap)
        self.setVisible(self._target.isVisible())
        self.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _MOVES:
            self._place()
        return False

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        round_rect(painter, QRectF(self.rect()), px(theme.R_CONTROL + GAP), None, "focus", px(2))
        painter.end()


def _ground_of(target: QWidget) -> QWidget:
    widget = target
    while (parent := widget.parentWidget()) is not None and not widget.isWindow():
        holder = parent.parentWidget()
        if isinstance(holder, QAbstractScrollArea) and holder.viewport() is parent:
            return widget
        widget = parent
    return widget
