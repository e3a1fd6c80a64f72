"""Where the keyboard goes in a part of the window."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QWidget

from .page import Page
from .rail import Rail


def first_list(page: Page) -> QWidget | None:
    """The first list or table in view that takes the keyboard."""
    for view in page.findChildren(QAbstractItemView):
        if view.isVisibleTo(page) and view.isEnabled() and view.focusPolicy() & Qt.FocusPolicy.TabFocus:
            return view
    return None


def enter(pane: QWidget) -> bool:
    """Give the focus to the first widget of the pane that takes it."""
    if isinstance(pane, Rail):
        pane.focus_current()
        return True
    widget: QWidget | None = pane
    while widget is not None:
        takes = widget.isEnabled() and widget.isVisibleTo(pane) and bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
        if takes and (widget is pane or pane.isAncestorOf(widget)):
            widget.setFocus(Qt.FocusReason.TabFocusReason)
            return True
        widget = widget.nextInFocusChain()
        if widget is pane:
            return False
    return False
