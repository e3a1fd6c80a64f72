"""What a screen reader gets to hear: announcing, and a walk that finds what it couldn't name."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QAbstractScrollArea, QLineEdit, QWidget


def announce(widget: QWidget, text: str) -> None:
    """Let a screen reader say ``text`` without moving the focus."""
    QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, text))


def focusable(root: QWidget) -> Iterator[QWidget]:
    """Every widget under ``root`` (itself too) that the Tab key or a click can give the focus."""
    for widget in (root, *root.findChildren(QWidget)):
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.focusProxy() is None:
            yield widget


def name_of(widget: QWidget) -> str:
    """The name a screen reader gets, "" when there is none."""
    interface = QAccessible.queryAccessibleInterface(widget)
    found = interface.text(QAccessible.Text.Name) if interface is not None else ""
    if isinstance(widget, QAbstractItemView | QLineEdit | QAbstractButton):
        return found or widget.accessibleName()
    return found


def unnamed(root: QWidget) -> list[str]:
    """Focusable widgets without an accessible name, as "Class (object name) in Parent"; empty when all is well."""
    return [
        f"{type(widget).__name__} ({widget.objectName()}) in {type(widget.parentWidget()).__name__}"
        for widget in focusable(root)
        if not name_of(widget).strip() and not _inner(widget)
    ]


def _inner(widget: QWidget) -> bool:
    """Parts of a compound widget that Qt makes itself and names through their owner."""
    parent = widget.parentWidget()
    return isinstance(parent, QAbstractScrollArea) and parent.viewport() is widget
