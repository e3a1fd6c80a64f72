"""Dragging a line of the agenda to another place; a line shows where it would go."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any
from uuid import UUID

from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QWidget

from wijkraad_app.ui import theme
from wijkraad_app.ui.theme import px

from ...queries import ItemRow
from ...rules.dropping import Place, dropped

_INDENT = 24


class _Mark(QWidget):
    """The line where it would go."""

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.colour("accent"))
        painter.end()


class Drag:
    """One drag at a time in an outline: its items are ``over.rows()``, widgets with an ``item``."""

    def __init__(self, over: Any, place: Callable[[UUID, UUID | None, bool], None]) -> None:
        self._over, self._place = over, place
        self._dragged: ItemRow | None = None
        self._target: tuple[UUID | None, bool] | None = None
        self._mark = _Mark(over)
        self._mark.hide()

    def follow(self, line: QWidget, pressed: QPointF, now: QPointF) -> None:
        """The mouse moved with the button down."""
        if self._dragged is None:
            if (now - pressed).manhattanLength() < QApplication.startDragDistance():
                return
            self._dragged = getattr(line, "item", None)
        if self._dragged is not None:
            self._aim(self._dragged, now, round((now.x() - pressed.x()) / px(_INDENT)))

    def _aim(self, dragged: ItemRow, now: QPointF, deeper: int) -> None:
        rows = self._others(dragged)
        y = self._over.mapFromGlobal(now.toPoint()).y()
        at = sum(y > row.geometry().center().y() for row in rows)
        found = dropped([row.item.level for row in rows], at, dragged.level + deeper)
        after = None if found.after is None else rows[found.after].item.id
        self._target = (after, found.below)
        self._show_mark(rows, at, found)

    def _others(self, dragged: ItemRow) -> list[Any]:
        """The lines that stay, without the item and what is below it."""
        kept, inside = [], False
        for row in self._over.rows():
            inside = row.item.id == dragged.id or (inside and row.item.level > dragged.level)
            if not inside:
                kept.append(row)
        return kept

    def _show_mark(self, rows: Sequence[Any], at: int, found: Place) -> None:
        level = 0 if found.after is None else rows[found.after].item.level + found.below
        y = rows[at - 1].geometry().bottom() if at else 0
        left = px(14) + px(_INDENT) * level
        self._mark.setGeometry(left, y - px(1), self._over.width() - left, px(3))
        self._mark.show()
        self._mark.raise_()

    def drop(self) -> None:
        """The button was let go."""
        dragged, target = self._dragged, self._target
        self._dragged = self._target = None
        self._mark.hide()
        if dragged is not None and target is not None:
            self._place(dragged.id, *target)
