"""A list column: rows of two lines while they are few, a table of any length when they are many."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget

from wijkraad_app.ui.app import App
from wijkraad_app.ui.widgets.record_list import ListItem, RecordList
from wijkraad_app.ui.widgets.table import LazyTable


class FoundList(QStackedWidget):
    """``query(session, *, query)`` gives something with ``count`` and, when few, ``rows``; ``items`` shows these."""

    chosen = Signal(object)
    activated_id = Signal(object)
    counted = Signal(int)

    def __init__(
        self,
        app: App,
        name: str,
        query: Callable[..., Any],
        items: Callable[[Sequence[Any]], list[ListItem]],
        table: LazyTable,
    ) -> None:
        super().__init__()
        self.app, self._query, self._items = app, query, items
        self._text = ""
        self._select: UUID | None = None
        self.list = RecordList(name)
        self.long = table
        table.setSelectionMode(LazyTable.SelectionMode.SingleSelection)
        for part in (self.list, self.long):
            self.addWidget(part)
            part.chosen.connect(self.chosen)
            part.activated_id.connect(self.activated_id)
        self.setFocusProxy(self.list)

    def load(self, text: str, *, select: UUID | None) -> None:
        """Show what is found for ``text``; ``select`` becomes current without a signal."""
        self._text, self._select = text, select
        self.app.read(self, self._query, done=self._show, latest="found", query=text)

    def refresh(self) -> None:
        """Read again after a change."""
        self.load(self._text, select=self.current())

    def current(self) -> UUID | None:
        """The row in front."""
        return self.list.current() if self.currentWidget() is self.list else self.long.current()

    def first(self) -> UUID | None:
        """The first row, as far as it is known."""
        return self.list.first()

    def _show(self, found: Any) -> None:
        few = found.count == len(found.rows)
        front = self.list if few else self.long
        focused = self.list.hasFocus() or self.long.hasFocus()
        self.setCurrentWidget(front)
        self.setFocusProxy(front)
        if focused:
            front.setFocus()
        if few:
            self.list.set_items(self._items(found.rows), current=self._select)
        else:
            self.long.load(query=self._text, select=self._select)
        self.counted.emit(found.count)
