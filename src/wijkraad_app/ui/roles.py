"""What painted widgets are to a screen reader, where Qt could only say “some part of the window”.

A class says so by ``accessible_role``; it counts for its subclasses too. `install` once, before the first window.
"""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QAbstractButton, QAccessibleWidget, QWidget

_installed = False


class _Tab(QAccessibleWidget):
    """A button that brings a page to front: one of a row, of which one is selected."""

    def __init__(self, button: QAbstractButton) -> None:
        super().__init__(button, QAccessible.Role.PageTab)
        self._button = button

    def state(self) -> QAccessible.State:
        now = super().state()
        now.selectable = True
        now.selected = self._button.isChecked()
        return now

    def actionNames(self) -> list[str]:
        return [PRESS, *super().actionNames()]

    def doAction(self, actionName: str) -> None:
        if actionName == PRESS:
            self._button.click()
        else:
            super().doAction(actionName)


PRESS = "Press"
"""Qt's own name of the action (`QAccessibleActionInterface.pressAction`)."""


def _made(_key: str, thing: QObject) -> QAccessibleInterface | None:
    role = getattr(type(thing), "accessible_role", None)
    if role is None or not isinstance(thing, QWidget):
        return None
    if role == QAccessible.Role.PageTab and isinstance(thing, QAbstractButton):
        return _Tab(thing)
    return QAccessibleWidget(thing, role)


def install() -> None:
    """Let Qt ask here first."""
    global _installed
    if not _installed:
        QAccessible.installFactory(_made)
        _installed = True
