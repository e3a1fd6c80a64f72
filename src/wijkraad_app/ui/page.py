"""The base of every page, and the layout of a list beside a record."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from wijkraad_app.kernel.changes import Changes
from wijkraad_app.kernel.ids import EntityRef

from . import theme
from .app import App
from .layout import column, frame, line, row
from .theme import px
from .widgets.inputs import Field
from .widgets.labels import Elided, SavedLabel


class Page(QWidget):
    """A page lives as long as the window's theme, text size and language stay; it is made anew after that.

    The shell calls `open` when the page comes to front, `refresh` after each commit, `flush` before closing, undo
    and leaving, `leave` before another page comes.
    """

    narrow_rail = False
    """Three-pane records ask for the narrow rail."""

    def __init__(self, app: App, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.app = app
        self.setProperty("is", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)

    def open(self, ref: EntityRef | None) -> None:
        """Come to front; ``ref`` is the record to show, None for the page as it was left."""

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

    def panes(self) -> list[QWidget]:
        """Where F6 goes, in order; the rail is added by the shell."""
        return [self]

    def current(self) -> EntityRef | None:
        """The record shown, for the way back."""
        return None


class RecordHeader(QFrame):
    """Title, reference and, at fixed places at the right, Saved, icon buttons and the one primary button."""

    def __init__(self, *, saved: bool = True, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("is", "surface")
        self.title = Elided("", "title")
        self.reference = Elided("", "body", "text_2")
        self.saved = SavedLabel()
        self.saved.setVisible(saved)
        self._actions = row(gap=theme.S2)
        self.second = row(gap=theme.S2)
        """Below the title: stepper or tabs."""
        self.title.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self.reference.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        words = QWidget()
        words.setLayout(row(self.title, (self.reference, 1), gap=12))
        top = row((words, 1), self.saved, self._actions, gap=theme.S3)
        self.setLayout(column(top, self.second, gap=6, margins=(28, 12, 20, 8)))
        self.setMinimumHeight(px(theme.H_HEADER))

    def set_title(self, title: str, reference: str = "") -> None:
        self.title.setText(title)
        self.reference.setText(reference)
        self.reference.setVisible(bool(reference))

    def add_action(self, *widgets: QWidget) -> None:
        for widget in widgets:
            self._actions.addWidget(widget)

    def set_second(self, widget: QWidget) -> None:
        self.second.addWidget(widget)


class ListRecordPage(Page):
    """A list column, the record, and an optional side panel.

    Fill ``list_layout``, ``record_layout`` and, after `with_side`, ``side_layout``. `show_empty` puts an
    `EmptyPage` in place of the record or, with ``whole``, of the page.
    """

    def __init__(self, app: App, *, list_width: int = 264, side_width: int = 0, parent: QWidget | None = None) -> None:
        super().__init__(app, parent)
        self.list_pane = frame(None, "panel")
        self.list_layout: QVBoxLayout = column(gap=theme.S2, margins=(8, 12, 8, 8))
        self.list_pane.setLayout(self.list_layout)
        self.list_pane.setFixedWidth(min(px(list_width), round(list_width * 1.45)))
        self.record_pane = frame(None, "surface")
        self.record_layout: QVBoxLayout = column(gap=0)
        self.record_pane.setLayout(self.record_layout)
        self.side_pane = frame(None, "panel")
        self.side_layout: QVBoxLayout = column(gap=theme.S2, margins=(20, 16, 20, 16))
        self.side_pane.setLayout(self.side_layout)
        self.side_pane.setVisible(side_width > 0)
        if side_width:
            self.side_pane.setFixedWidth(min(px(side_width), round(side_width * 1.35)))
        self._side_line = line(vertical=True)
        self._side_line.setVisible(side_width > 0)
        self._record_stack = QStackedWidget()
        self._record_stack.addWidget(self.record_pane)
        self._split = QWidget()
        self._split.setLayout(
            row(
                self.list_pane,
                line(vertical=True),
                (self._record_stack, 1),
                self._side_line,
                self.side_pane,
                gap=0,
            )
        )
        self._stack = QStackedWidget()
        self._stack.addWidget(self._split)
        self.setLayout(column((self._stack, 1), gap=0))
        self._empty: QWidget | None = None

    def with_side(self, on: bool) -> None:
        """Show or hide the side panel."""
        self.side_pane.setVisible(on)
        self._side_line.setVisible(on)

    def show_empty(self, empty: QWidget, *, whole: bool = False) -> None:
        """Put ``empty`` in place of the record, or of the whole page; the one before goes."""
        self._drop_empty()
        self._empty = empty
        stack = self._stack if whole else self._record_stack
        stack.addWidget(empty)
        stack.setCurrentWidget(empty)

    def show_record(self) -> None:
        """Bring the list and the record back."""
        self._drop_empty()
        self._stack.setCurrentWidget(self._split)
        self._record_stack.setCurrentWidget(self.record_pane)

    def _drop_empty(self) -> None:
        if self._empty is not None:
            for stack in (self._stack, self._record_stack):
                if stack.indexOf(self._empty) >= 0:
                    stack.removeWidget(self._empty)
            self._empty.hide()
            self._empty.deleteLater()
            self._empty = None

    def panes(self) -> list[QWidget]:
        return [pane for pane in (self.list_pane, self._record_stack, self.side_pane) if pane.isVisible()]


__all__ = ["ListRecordPage", "Page", "RecordHeader"]
