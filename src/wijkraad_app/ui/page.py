"""The base of every page, and the layout of a list beside a record."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QFrame,
    QLayout,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from wijkraad_app.kernel.changes import Changes
from wijkraad_app.kernel.commands import Command
from wijkraad_app.kernel.i18n import _
from wijkraad_app.kernel.ids import EntityRef

from . import theme
from .app import App
from .flow import Flow
from .layout import column, frame, line, row
from .theme import px
from .widgets.buttons import IconButton
from .widgets.inputs import Field
from .widgets.labels import Elided, SavedLabel


class Page(QWidget):
    """A page lives as long as the window's theme, text size and language stay; it is made anew after that.

    The shell calls `open` when the page comes to front, `refresh` after each commit, `flush` before closing, undo
    and leaving, `leave` before another page comes.
    """

    narrow_rail = False
    """Three-pane records ask for the narrow rail; see `wants_narrow_rail`."""
    rail_wish_changed = Signal()

    def __init__(self, app: App, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.app = app
        self.setProperty("is", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)

    def wants_narrow_rail(self) -> bool:
        """Whether what is shown now needs the room; `rail_wish_changed` when that becomes different."""
        return self.narrow_rail

    def open(self, ref: EntityRef | None) -> None:
        """Come to front; ``ref`` is the record to show, None for the page as it was left."""

    def commands(self) -> tuple[Command, ...]:
        """What can be done on this page, while it is in front."""
        return ()

    def refresh(self, changes: Changes) -> None:
        """Something was committed; read again what it touches."""

    def flush(self) -> None:
        """Save what is typed; fields of this room are found by themselves."""
        for field in self.findChildren(Field):
            field.flush()

    def leave(self) -> bool:
        """Whether the page may be left now."""
        return True

    def up(self) -> bool:
        """Esc: go one level up inside the page; False when there is none."""
        return False

    def title(self) -> str:
        """For the window title; "" for the feature's own."""
        return ""

    def help_topic(self) -> str:
        """The page of help that belongs to what is shown; "" for the feature's own."""
        return ""

    def panes(self) -> list[QWidget]:
        """Where F6 goes, in order; the rail is added by the shell."""
        return [self]

    def first_focus(self) -> QWidget | None:
        """Where the keyboard begins; None: the first list, or else the first field."""
        return None

    def current(self) -> EntityRef | None:
        """The record shown, for the way back."""
        return None

    def undo_scope(self) -> EntityRef | None:
        """The record to which undo keeps itself while it goes on (a running meeting); None for no bounds."""
        return None


class RecordHeader(QFrame):
    """Title, reference and, at fixed places at the right, Saved, icon buttons and the one primary button.

    From 150% text on these stand below the title.
    """

    def __init__(self, *, saved: bool = True, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("is", "surface")
        self.title = Elided("", "title")
        self.reference = Elided("", "body", "text_2")
        self.saved = SavedLabel(left=theme.large_text())
        if not saved:
            self.saved.hide()
        self.second = row(gap=theme.S2)
        """Below the title: stepper or tabs."""
        self._actions: QLayout
        if theme.large_text():
            self._lay_out_large()
        else:
            self._lay_out()
        self.setMinimumHeight(px(theme.H_HEADER))

    def _lay_out(self) -> None:
        self.title.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self.reference.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        words = QWidget()
        words.setLayout(row(self.title, (self.reference, 1), gap=12))
        self._actions = row(gap=theme.S2)
        top = row((words, 1), self.saved, self._actions, gap=theme.S3)
        self.setLayout(column(top, self.second, gap=6, margins=(28, 12, 20, 8)))

    def _lay_out_large(self) -> None:
        self._actions = Flow(self.saved)
        self.setLayout(column(self.title, self.reference, self._actions, self.second, gap=6, margins=(20, 10, 16, 8)))

    def set_title(self, title: str, reference: str = "") -> None:
        self.title.setText(title)
        self.reference.setText(reference)
        self.reference.setHidden(not reference)

    def add_action(self, *widgets: QWidget) -> None:
        for widget in widgets:
            self._actions.addWidget(widget)

    def set_second(self, widget: QWidget) -> None:
        self.second.addWidget(widget)

    def set_tabs(self, tabs: QWidget) -> None:
        """Tabs below the title, on the line that closes the header."""
        self.second.addWidget(tabs)
        self.second.addStretch(1)
        if (layout := self.layout()) is not None:
            sides = layout.contentsMargins()
            layout.setContentsMargins(sides.left(), sides.top(), sides.right(), 0)


class ListRecordPage(Page):
    """A list column, the record, and an optional side panel.

    Fill ``list_layout``, ``record_layout`` and, when ``side_width`` is given, ``side_layout``. `show_empty` puts an
    `EmptyPage` in place of the record or, with ``whole``, of the page. Where there is too little room for three
    (large text, small window) a strip at the right shows the side panel in place of the record.
    """

    def __init__(self, app: App, *, list_width: int = 264, side_width: int = 0, parent: QWidget | None = None) -> None:
        super().__init__(app, parent)
        self.list_pane = frame(None, "panel")
        self.list_layout: QVBoxLayout = column(gap=theme.S2, margins=(8, 12, 8, 8))
        self.list_pane.setLayout(self.list_layout)
        self.list_pane.setFixedWidth(theme.pane(list_width))
        self.record_pane = frame(None, "surface")
        self.record_layout: QVBoxLayout = column(gap=0)
        self.record_pane.setLayout(self.record_layout)
        self.side_pane = frame(None, "panel")
        self.side_layout: QVBoxLayout = column(gap=theme.S2, margins=(20, 16, 20, 16))
        self.side_pane.setLayout(self.side_layout)
        self._list_width, self._side_width = list_width, side_width
        self._side_on, self._side_open = side_width > 0, False
        self._side_line = line(vertical=True)
        self._toggle = IconButton("panel-right", "", self.toggle_side)
        self._strip = frame(column(self._toggle, None, margins=(2, 10, 2, 0)), "panel")
        self._record_stack = QStackedWidget()
        self._record_stack.addWidget(self.record_pane)
        self._split = QWidget()
        parts = (self.list_pane, line(vertical=True), (self._record_stack, 1), self._side_line)
        self._split.setLayout(row(*parts, self.side_pane, self._strip, gap=0))
        self._stack = QStackedWidget()
        self._stack.addWidget(self._split)
        self.setLayout(column((self._stack, 1), gap=0))
        self._empty: QWidget | None = None
        self._arrange()

    # --- the side panel ------------------------------------------------------
    def with_side(self, on: bool) -> None:
        """Show or hide the side panel."""
        self._side_on = on
        self._arrange()

    def toggle_side(self) -> None:
        """Where there is no room for both: the side panel in place of the record, or back."""
        self._side_open = not self._side_open
        self._arrange()

    def _cramped(self) -> bool:
        room = self.width() - theme.pane(self._list_width) - theme.pane(self._side_width or 264)
        return theme.large_text() or (self.isVisible() and room < px(420))

    def _arrange(self) -> None:
        cramped = self._side_on and self._cramped()
        aside = cramped and self._side_open
        self.side_pane.setHidden(not self._side_on or (cramped and not aside))
        self._side_line.setHidden(not self._side_on)
        self._strip.setHidden(not cramped)
        self._record_stack.setHidden(aside)
        if cramped:
            self.side_pane.setMinimumWidth(0)
            self.side_pane.setMaximumWidth(16_777_215)
        elif self._side_width:
            self.side_pane.setFixedWidth(theme.pane(self._side_width))
        name = _("Back to the record") if self._side_open else _("Show the side panel")
        self._toggle.setAccessibleName(name)
        self._toggle.setToolTip(name)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    # --- empty ---------------------------------------------------------------
    def show_empty(self, empty: QWidget, *, whole: bool = False) -> None:
        """Put ``empty`` in place of the record, or of the whole page; the one before goes."""
        self._drop_empty()
        self._empty = empty
        stack = self._stack if whole else self._record_stack
        stack.addWidget(empty)
        stack.setCurrentWidget(empty)
        self.rail_wish_changed.emit()

    def show_record(self) -> None:
        """Bring the list and the record back; the keyboard goes from the empty page to the list."""
        had_focus = self._drop_empty()
        self._stack.setCurrentWidget(self._split)
        self._record_stack.setCurrentWidget(self.record_pane)
        self.rail_wish_changed.emit()
        if had_focus and (first := self.list_pane.findChild(QAbstractItemView)) is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def wants_narrow_rail(self) -> bool:
        """Not while the page is empty as a whole."""
        return self.narrow_rail and self._stack.currentWidget() is self._split

    def _drop_empty(self) -> bool:
        """Whether the keyboard was in it."""
        focus = QApplication.focusWidget()
        had_focus = self._empty is not None and focus is not None and self._empty.isAncestorOf(focus)
        if self._empty is not None:
            for stack in (self._stack, self._record_stack):
                if stack.indexOf(self._empty) >= 0:
                    stack.removeWidget(self._empty)
            self._empty.hide()
            self._empty.deleteLater()
            self._empty = None
        return had_focus

    def up(self) -> bool:
        """To the list; with the keyboard there, no further."""
        first = self.list_pane.findChild(QAbstractItemView)
        if first is None or first.hasFocus():
            return False
        first.setFocus()
        return True

    def panes(self) -> list[QWidget]:
        return [pane for pane in (self.list_pane, self._record_stack, self.side_pane) if pane.isVisible()]
