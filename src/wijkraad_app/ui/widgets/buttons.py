"""Buttons: one primary per screen, secondary, quiet, and icon buttons that always have a name."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QMenu, QPushButton, QSizePolicy, QWidget

from .. import icons, theme
from ..theme import px
from .focus_ring import FocusRing

_KEYBOARD = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
    Qt.FocusReason.OtherFocusReason,
)


class Button(QPushButton):
    """``kind``: primary, secondary, quiet, danger or icon. ``shortcut`` is only shown; the command owns the key."""

    def __init__(
        self,
        text: str,
        on_click: Callable[[], object] | None = None,
        *,
        kind: str = "secondary",
        icon: str = "",
        tip: str = "",
        shortcut: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text.replace("&", "&&"), parent)
        self._kind, self._icon, self._tip, self._shortcut = kind, icon, tip, shortcut
        self.setProperty("kind", kind)
        self.setAccessibleName(text or tip)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAutoDefault(False)
        if on_click is not None:
            self.clicked.connect(lambda _checked=False: on_click())
        theme.notifier().changed.connect(self._restyle)
        self._restyle()
        self._explain("")

    def set_icon(self, name: str) -> None:
        self._icon = name
        self._restyle()

    def set_text(self, text: str) -> None:
        self.setText(text.replace("&", "&&"))
        self.setAccessibleName(text)

    def allow(self, reason_not: str | None = None) -> None:
        """Enable; or, with a reason why it can't be done now, disable and say so in the tooltip."""
        self.setEnabled(reason_not is None)
        self._explain(reason_not or "")

    def _explain(self, reason: str) -> None:
        hint = self._tip
        if self._shortcut:
            native = QKeySequence(self._shortcut).toString(QKeySequence.SequenceFormat.NativeText)
            hint = f"{hint or self.accessibleName()} ({native})"
        self.setToolTip(reason or hint)
        self.setAccessibleDescription(reason or (hint if hint != self.accessibleName() else ""))

    @Slot()
    def _restyle(self) -> None:
        if not self._icon:
            return
        role = {"primary": "on_accent", "danger": "surface", "quiet": "accent_text"}.get(self._kind, "text_2")
        bare = self._kind == "icon" or not self.text()
        side, pad = (theme.ICON, 0) if bare else (theme.ICON_BUTTON, px(4))
        self.setIcon(icons.icon(self._icon, role, side, pad=pad))
        self.setIconSize(icons.size_of(side, pad))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the button too, not only the space bar."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not _held(event):
            self.click()
            return
        super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() in _KEYBOARD:
            FocusRing.show_on(self)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        FocusRing.hide_from(self)


def _held(event: QKeyEvent) -> bool:
    """Whether another key goes with it."""
    return bool(event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier)


def Primary(text: str, on_click: Callable[[], object] | None = None, *, icon: str = "", tip: str = "",
            shortcut: str = "") -> Button:  # fmt: skip
    """The next step; one per screen."""
    return Button(text, on_click, kind="primary", icon=icon, tip=tip, shortcut=shortcut)


def Secondary(text: str, on_click: Callable[[], object] | None = None, *, icon: str = "", tip: str = "",
              shortcut: str = "") -> Button:  # fmt: skip
    return Button(text, on_click, kind="secondary", icon=icon, tip=tip, shortcut=shortcut)


def Quiet(text: str, on_click: Callable[[], object] | None = None, *, icon: str = "", tip: str = "",
          shortcut: str = "") -> Button:  # fmt: skip
    return Button(text, on_click, kind="quiet", icon=icon, tip=tip, shortcut=shortcut)


class IconButton(Button):
    """A square button with an icon; ``name`` is its tooltip and its accessible name."""

    def __init__(
        self,
        icon: str,
        name: str,
        on_click: Callable[[], object] | None = None,
        *,
        shortcut: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("", on_click, kind="icon", icon=icon, tip=name, shortcut=shortcut, parent=parent)
        self.setAccessibleName(name)

    def sizeHint(self) -> QSize:
        return QSize(px(theme.H_CONTROL), px(theme.H_CONTROL))


class MenuButton(IconButton):
    """“More”: opens a menu of ``(title, icon, run)``; None is a line between. ``entries`` is asked when it opens."""

    def __init__(
        self,
        name: str,
        entries: Callable[[], list[tuple[str, str, Callable[[], object]] | None]],
        *,
        icon: str = "ellipsis",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(icon, name, self.open_menu, parent=parent)
        self._entries = entries

    def open_menu(self) -> None:
        menu = make_menu(self, self._entries())
        menu.popup(self.mapToGlobal(self.rect().bottomLeft()))


def make_menu(parent: QWidget, entries: list[tuple[str, str, Callable[[], object]] | None]) -> QMenu:
    menu = QMenu(parent)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    menu.setAccessibleName(parent.accessibleName())
    for entry in entries:
        if entry is None:
            menu.addSeparator()
            continue
        title, icon, run = entry
        action = menu.addAction(title.replace("&", "&&"))
        if icon:
            action.setIcon(icons.icon(icon, "text_2", theme.ICON_BUTTON))
        action.triggered.connect(lambda _checked=False, run=run: run())
    return menu
