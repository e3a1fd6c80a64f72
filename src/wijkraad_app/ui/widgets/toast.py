"""A short message at the bottom of the window; the newest replaces the one before."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, QTimer, Slot
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QPushButton, QWidget
from shiboken6 import isValid

from wijkraad_app.kernel.i18n import _

from .. import theme
from ..layout import row
from ..theme import px
from .labels import Icon, Label
from .shadow import cast_shadow


class Toast(QFrame):
    """Stays 6 s, and as long as it is focused or under the mouse; Esc closes it.

    Lies on the window, above dialogs too, at the bottom of ``within``.
    """

    def __init__(self, ground: QWidget, within: QWidget) -> None:
        super().__init__(ground)
        self._within = within
        self.setObjectName("toast")
        self._icon = Icon("check", "surface", theme.ICON_BUTTON)
        self._label = Label("", "small_strong", "surface", wrap=True)
        self._button = QPushButton()
        self._button.setObjectName("toastAction")
        self._button.setAccessibleName(_("Undo"))
        self._button.setFocusPolicy(Qt.FocusPolicy.ClickFocus)  # or Qt itself would bring the keyboard to it
        self._button.setCursor(Qt.CursorShape.PointingHandCursor)
        self._button.clicked.connect(lambda _checked=False: self._act())
        self._action: Callable[[], None] | None = None
        self.setLayout(row(self._icon, (self._label, 1), self._button, gap=10, margins=(16, 6, 10, 6)))
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._leave)
        within.installEventFilter(self)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._focus_moved)
        cast_shadow(self, blur=24, down=6)
        self.hide()

    def show_message(
        self, text: str, icon: str = "check", action_label: str | None = None, action: Callable[[], None] | None = None
    ) -> None:
        self._style()
        self._icon.set_icon(icon, "surface")
        self._label.setText(text)
        self._action = action
        self._button.setVisible(action_label is not None)
        self._button.setText((action_label or "").replace("&", "&&"))
        self._button.setAccessibleName(action_label or "")
        self.setAccessibleName(text)
        self._place()
        self.show()
        self.raise_()
        self._timer.start(theme.MOTION["toast_stay"] + 40 * len(text))
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))

    def text(self) -> str:
        return self._label.plain()

    def focus_action(self) -> None:
        """The way to the action by key."""
        if self.isVisible() and self._button.isVisible():
            self._button.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _act(self) -> None:
        action = self._action
        self.hide()
        if action is not None:
            action()

    @Slot()
    def _leave(self) -> None:
        if self.underMouse() or self._button.hasFocus():
            self._timer.start(1000)
        else:
            self.hide()

    def _style(self) -> None:
        c = theme.colours()
        self.setStyleSheet(
            f"#toast {{ background: {c.text}; border-radius: {px(10)}px; }}"
            f"#toastAction {{ background: transparent; border: 2px solid transparent; color: {c.toast_link};"
            f" font-size: {px(15)}px; font-weight: 600; padding: 0 {px(6)}px; min-height: {px(28)}px; }}"
            f"#toastAction:focus {{ border-color: {c.toast_link}; border-radius: {px(6)}px; }}"
            f"#toastAction:hover {{ text-decoration: underline; }}"
        )

    def _place(self) -> None:
        ground = self.parentWidget()
        if ground is None or not isValid(self._within):
            return
        from .. import fonts

        width = round(fonts.measure(self._label.plain(), "small_strong")) + px(18 + 10 + 16 + 20) + 2
        if not self._button.isHidden():
            width += round(fonts.measure(self._button.text(), "small_strong")) + px(18) + 4
        width = min(width, self._within.width() - px(32))
        self.setFixedWidth(width)
        layout = self.layout()
        tall = layout.heightForWidth(width) if layout is not None and layout.hasHeightForWidth() else 0
        self.setFixedHeight(max(px(44), tall))
        corner = self._within.mapTo(ground, QPoint(0, 0))
        down = self._within.height() - self.height() - px(20)
        self.move(corner.x() + (self._within.width() - width) // 2, corner.y() + down)
        self._dodge(ground)

    def _dodge(self, ground: QWidget) -> None:
        """Go above a line at the bottom that is being typed in."""
        line = QApplication.focusWidget()
        if line is None or self.isAncestorOf(line) or not ground.isAncestorOf(line) or line.height() > px(120):
            return
        there = QRect(line.mapTo(ground, QPoint(0, 0)), line.size()).adjusted(0, -px(20), 0, px(20))
        if there.intersects(self.geometry()):
            self.move(self.x(), there.top() - self.height())

    @Slot(QWidget, QWidget)
    def _focus_moved(self, _before: QWidget | None, _now: QWidget | None) -> None:
        if self.isVisible():
            self._place()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
            return
        super().keyPressEvent(event)
