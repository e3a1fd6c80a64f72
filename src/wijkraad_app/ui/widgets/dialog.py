"""Dialogs: a question for what can't be undone, and wider sheets for work such as import previews.

They are opened window-modal with `open_over` and never block: the answer comes by callback.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QRectF, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QBoxLayout, QDialog, QFrame, QVBoxLayout, QWidget
from shiboken6 import isValid

from wijkraad_app.kernel.i18n import _

from .. import tab_order, theme
from ..layout import column, row, scroll
from ..theme import px
from .buttons import Button, Secondary
from .focus_ring import GAP
from .inputs import Field
from .labels import Label
from .shadow import cast_shadow

_ROOM = GAP + 1
"""Around the content, so that what scrolls doesn't cut off the ring of a button at its edge."""
_EDGE = 1
"""The line around the card."""


class Dialog(QDialog):
    """Lies with a scrim over the window of ``over``; Esc is Cancel, focus goes back where it was.

    Put content in ``body`` (a QVBoxLayout); `buttons` sets the foot. ``width`` at 100%.
    """

    help_topic = ""
    """The page of help F1 opens from here; "" for that of the screen below."""

    def __init__(self, over: QWidget, title: str, *, width: int = 480, danger: bool = False) -> None:
        super().__init__(over.window())
        self.setWindowFlags(Qt.WindowType.Widget)
        self._before = QApplication.focusWidget() or over.window().focusWidget()  # a new window isn't active yet
        self._wide = width
        self.setAccessibleName(title)
        self.card = QFrame(self)
        self.card.setProperty("is", "dialog")
        self.title = Label(title, "heading", wrap=True)
        self.body: QVBoxLayout = column(gap=theme.S3, margins=_ROOM)
        self._content = QWidget()
        self._content.setLayout(self.body)
        self._area = scroll(self._content)
        self.foot: QBoxLayout = row(None, gap=theme.S2)
        foot = row((self.foot, 1), margins=(_ROOM, 0, _ROOM, 0))
        head = row((self.title, 1), margins=(_ROOM, 0, _ROOM, 0))
        self.card.setLayout(
            column(
                head, 6 - _ROOM, (self._area, 1), 14 - _ROOM, foot,
                gap=0, margins=(24 - _ROOM, 20, 20 - _ROOM, 20),
            )
        )  # fmt: skip
        self.cancel_button: Button | None = None
        self.main_button: Button | None = None
        self._first: QWidget | None = None
        self.on_close: Callable[[], None] | None = None
        over.window().installEventFilter(self)
        self._content.installEventFilter(self)
        cast_shadow(self.card, blur=40, down=12)
        self.hide()

    # --- making it -----------------------------------------------------------
    def say(self, text: str) -> None:
        self.body.addWidget(Label(text, "body", "text_2", wrap=True))

    def add(self, *widgets: QWidget) -> None:
        for widget in widgets:
            self.body.addWidget(widget)

    def buttons(
        self, verb: str, then: Callable[[], object], *, cancel: str | None = None, danger: bool = False
    ) -> None:
        """Cancel and the verb. ``then`` returning False keeps the dialog open (something isn't right yet)."""

        def run() -> None:
            if then() is not False:
                self.close_dialog()

        self.cancel_button = Secondary(cancel or _("Cancel"), self.close_dialog)
        self.main_button = Button(verb, run, kind="primary")
        self.foot.addWidget(self.cancel_button)
        self.foot.addWidget(self.main_button)
        self._first = self.cancel_button if danger else None

    def keep_in_view(self, widget: QWidget) -> None:
        """Scroll to a part of the content."""
        self._area.ensureWidgetVisible(widget)

    def focus_first(self, widget: QWidget) -> None:
        self._first = widget

    # --- showing it ----------------------------------------------------------
    def open_over(self) -> None:
        """Show; returns at once."""
        self._place()
        self.show()
        self.raise_()
        self._place()
        wanted = (self._first, self._first_field(), self.main_button, self.cancel_button, self.card)
        target = next(one for one in wanted if one is not None and one.isEnabled())
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def close_dialog(self) -> None:
        for field in self.findChildren(Field):
            field.flush()
        self.window().removeEventFilter(self)
        lent = self._lend_the_keyboard()
        self.hide()
        if not lent and self._before is not None and isValid(self._before) and self._before.isVisible():
            self._before.setFocus(Qt.FocusReason.OtherFocusReason)
        if self.on_close is not None:
            self.on_close()
        self.deleteLater()

    def _lend_the_keyboard(self) -> bool:
        """Whether another dialog has the keyboard and keeps it; what that had from here goes back where this had it."""
        others = [one for one in self.window().findChildren(Dialog) if one is not self and one.isVisible()]
        for one in others:
            if one._before is not None and isValid(one._before) and self.isAncestorOf(one._before):
                one._before = self._before
        focus = QApplication.focusWidget()
        return focus is not None and any(one.isAncestorOf(focus) for one in others)

    def _first_field(self) -> QWidget | None:
        for widget in self._content.findChildren(QWidget):
            if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isEnabled() and widget.isVisibleTo(self):
                return widget
        return None

    def _place(self) -> None:
        ground = self.parentWidget()
        if ground is None:
            return
        self.setGeometry(ground.rect())
        width = min(px(self._wide), ground.width() - px(48))
        inner = width - px(44)
        self.body.activate()
        across = inner + px(2 * _ROOM) - 2 * _EDGE
        wanted = self.body.heightForWidth(across) if self.body.hasHeightForWidth() else self.body.sizeHint().height()
        spaces = 6 + 14 - 2 * _ROOM + 40 + 6
        tall = self.title.heightForWidth(inner) + px(spaces) + px(theme.H_CONTROL) + max(wanted, 0)
        height = min(tall, ground.height() - px(48))
        # Left to itself the bar stays once it was there: beside it the words need more height than without.
        bar = Qt.ScrollBarPolicy
        self._area.setVerticalScrollBarPolicy(bar.ScrollBarAlwaysOff if height == tall else bar.ScrollBarAsNeeded)
        self.card.setGeometry(
            (ground.width() - width) // 2, max(px(24), (ground.height() - height) // 3), width, height
        )

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        grown = watched is self._content and event.type() == QEvent.Type.LayoutRequest
        if grown or (watched is not self._content and event.type() == QEvent.Type.Resize):
            self._place()
        return False

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self._place()
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.reject()
        elif event.key() == Qt.Key.Key_F1 and (desk := getattr(self.window(), "help", None)) is not None:
            desk.open(self.help_topic)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.main_button is not None:
            focus = self.focusWidget()
            if isinstance(focus, Button):
                focus.click()
            elif self.main_button.isEnabled():
                self.main_button.click()
        else:
            event.accept()  # keys must not reach the page below

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()  # the page below isn't reached

    def reject(self) -> None:
        self.close_dialog()

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab stays inside the dialog."""
        return tab_order.step(self.card, self.focusWidget(), forward=forward)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(QRectF(self.rect()), theme.colour("scrim"))
        painter.end()


class Question(Dialog):
    """Question as title, consequence, verb on the button; Cancel has focus when something would be lost."""

    def __init__(
        self,
        over: QWidget,
        question: str,
        consequence: str,
        verb: str,
        then: Callable[[], object],
        *,
        danger: bool = True,
    ) -> None:
        super().__init__(over, question, width=400, danger=danger)
        self.say(consequence)
        self.buttons(verb, then, danger=danger)


class Sheet(Dialog):
    """A wide work dialog (previews of paste and import): content fills it, foot below."""

    def __init__(self, over: QWidget, title: str, *, width: int = 960, height: int = 620) -> None:
        self._tall = height
        super().__init__(over, title, width=width)
        self.title.setProperty("type", "title")

    def _place(self) -> None:
        ground = self.parentWidget()
        if ground is None:
            return
        self.setGeometry(ground.rect())
        width, height = min(px(self._wide), ground.width() - px(48)), min(px(self._tall), ground.height() - px(48))
        self.card.setGeometry((ground.width() - width) // 2, (ground.height() - height) // 2, width, height)
