"""The card of one step, and the ring around the control it is about."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QAccessible, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QWidget

from wijkraad_app.kernel.i18n import _

from .. import theme
from ..layout import column, row
from ..paint import round_rect
from ..theme import px
from ..widgets.buttons import Primary, Quiet, Secondary
from ..widgets.labels import Label, keys
from ..widgets.shadow import cast_shadow

NEXT_KEY, BACK_KEY, STOP_KEY = "F8", "Shift+F8", "Ctrl+F8"
_WIDE, _GAP = 356, 14


class Card(QFrame):
    """What the step says, with Stop, Back and Next. It never takes the keyboard by itself; Esc gives it back."""

    accessible_role = QAccessible.Role.HelpBalloon
    _EDGE = 2

    def __init__(
        self,
        window: QWidget,
        forward: Callable[[], object],
        back: Callable[[], object],
        stop: Callable[[], object],
        leave: Callable[[], object],
    ) -> None:
        super().__init__(window)
        self.setProperty("is", "dialog")
        self._leave = leave
        self.place = Label("", "caption", "text_2")
        self.title = Label("", "heading", wrap=True)
        self.words = Label("", "body", "text", wrap=True)
        self.stop = Quiet(_("Stop"), stop, shortcut=STOP_KEY)
        self.back = Secondary(_("Back"), back, shortcut=BACK_KEY)
        self.next = Primary(_("Next"), forward, shortcut=NEXT_KEY)
        foot = row(self.stop, None, self.back, self.next, gap=8)
        head = row((self.place, 1), keys(NEXT_KEY))
        self.setLayout(column(head, self.title, 2, self.words, 8, foot, gap=4, margins=(20, 14, 16, 14)))
        cast_shadow(self, blur=32, down=8)
        self.hide()

    def say(self, place: str, title: str, words: str, *, first: bool, last: bool) -> None:
        """Show a step; the buttons stay the same ones, so that the keyboard can stay on them."""
        self.place.setText(place)
        self.title.setText(title)
        self.words.setText(words)
        self.setAccessibleName(f"{place}: {title}")
        self.setAccessibleDescription(words)
        self.back.allow(_("This is the first step.") if first else None)
        self.next.set_text(_("Finish") if last else _("Next"))
        self._fit()

    def _fit(self) -> None:
        width = min(px(_WIDE), (self.parentWidget() or self).width() - px(32))
        layout = self.layout()
        inner = width - 2 * self._EDGE
        tall = layout.heightForWidth(inner) + 2 * self._EDGE if layout is not None else 0
        self.setFixedSize(width, max(tall, px(120)))

    def stand_beside(self, target: QRect | None) -> None:
        """Where it covers least of what it is about: right, left, below or above it, else in the corner."""
        ground = self.parentWidget()
        if ground is not None:
            self.move(_beside(target, self.size(), ground.rect().adjusted(12, 12, -12, -12)))
            self.raise_()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._leave()
        else:
            super().keyPressEvent(event)


def _beside(target: QRect | None, size: QSize, room: QRect) -> QPoint:
    corner = QPoint(room.right() - size.width(), room.bottom() - size.height())
    if target is None:
        return corner
    gap = px(_GAP)
    level = min(max(target.top(), room.top()), room.bottom() - size.height())
    across = min(max(target.left(), room.left()), room.right() - size.width())
    places = (
        QPoint(target.right() + gap, level),
        QPoint(target.left() - gap - size.width(), level),
        QPoint(across, target.bottom() + gap),
        QPoint(across, target.top() - gap - size.height()),
    )
    return next((place for place in places if room.contains(QRect(place, size))), corner)


class Pointer(QWidget):
    """A ring around a control; the mouse goes through it. It stands still: nothing blinks or moves."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()

    def surround(self, target: QRect | None) -> None:
        """Around ``target`` in the window's coordinates; None: nowhere."""
        self.setVisible(target is not None)
        if target is not None:
            ground = (self.parentWidget() or self).rect()
            self.setGeometry(target.adjusted(-px(5), -px(5), px(5), px(5)).intersected(ground))
            self.raise_()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(self.rect())
        round_rect(painter, rect, px(theme.R_CARD), None, "surface", px(5))
        round_rect(painter, rect.adjusted(1, 1, -1, -1), px(theme.R_CARD), None, "focus", px(3))
        painter.end()
