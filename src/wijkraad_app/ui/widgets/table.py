"""A table of any length: sorted ids first, then pages of 200 rows as they come into view, all read by the tasks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import (
    QAbstractTableModel,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    QTimer,
    Signal,
    Slot,
)
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from wijkraad_app.kernel.i18n import _
from wijkraad_app.kernel.ids import Ids

from .. import theme
from ..app import App
from ..paint import LEFT, RIGHT, put, put_icon
from ..theme import px
from .rows import Cell, draw_cell, row_ground

PAGE = 200
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Column:
    """``cell(row)`` gives text or a `Cell`; ``width`` 0 takes the room that is left (one column).

    ``sort`` is the name handed to the ids query, "" for a column that doesn't sort; ``priority`` 0 stays longest
    when there is too little room.
    """

    key: str
    title: str
    cell: Callable[[Any], str | Cell]
    width: int = 0
    sort: str = ""
    right: bool = False
    descending: bool = False
    """The first click sorts from high to low (dates)."""
    priority: int = 1


def ordered(session: Any, query: Callable[..., Sequence[UUID]], /, **wanted: Any) -> Ids:
    """What the ids query gives, as the model keeps it; made beside the window, since with 100,000 it takes long."""
    return Ids.of(query(session, **wanted))


class _Model(QAbstractTableModel):
    def __init__(self, table: LazyTable) -> None:
        super().__init__(table)
        self._table = table
        self.columns = table.columns
        self.ids = Ids()
        self.rows: dict[UUID, Any] = {}

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.ids)

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.columns)

    def cell(self, row: int, column: int) -> Cell | None:
        data = self.rows.get(self.ids[row])
        if data is None:
            self._table.need(row)
            return None
        found = self.columns[column].cell(data)
        return found if isinstance(found, Cell) else Cell(found, tone="text" if column == 0 else "text_2")

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if index.isValid() and role == Qt.ItemDataRole.AccessibleTextRole and index.column() == 0:
            return self._spoken(index.row())
        if not index.isValid() or role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        cell = self.cell(index.row(), index.column())
        text = cell.text if cell else ""
        return text if role == Qt.ItemDataRole.DisplayRole or len(text) > 30 else None

    def _spoken(self, row: int) -> str:
        """The whole row: it is one thing to who walks through the table."""
        cells = [self.cell(row, column) for column in range(len(self.columns))]
        return ", ".join(cell.text for cell in cells if cell is not None and cell.text)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        return self.columns[section].title if orientation == Qt.Orientation.Horizontal else str(section + 1)

    def replace(self, ids: Ids) -> None:
        self.beginResetModel()
        self.ids = ids
        self.endResetModel()


class _Cells(QStyledItemDelegate):
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        table = self.parent()
        assert isinstance(table, LazyTable)
        rect = QRectF(option.rect)
        cell = table.cell_at(index)
        if cell is None:
            return
        painter.save()
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
        first = index.column() == 0
        if first and index.row() == table.currentIndex().row():
            cell = Cell(cell.text, cell.icon, cell.tone, True)
        edge = px(14) if table.columns[index.column()].right else px(10)
        draw_cell(
            painter,
            rect.adjusted(px(24) if first else 0, 0, -edge, 0),
            cell,
            style="body" if first else "small",
            right=table.columns[index.column()].right,
        )
        painter.restore()


class _Head(QHeaderView):
    def __init__(self, table: LazyTable) -> None:
        super().__init__(Qt.Orientation.Horizontal, table)
        self._table = table
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setMinimumSectionSize(1)
        self.setFixedHeight(px(34))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def paintSection(self, painter: QPainter, rect: QRect, index: int) -> None:
        column = self._table.columns[index]
        sorted_here = bool(column.sort) and column.sort == self._table.sort
        cell = QRectF(rect).adjusted(px(24) if index == 0 else 0, 0, -px(14 if column.right else 4), 0)
        painter.save()
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
        painter.fillRect(rect, theme.colour("surface"))
        role = "text" if sorted_here else "text_3"
        put(painter, column.title, cell, "caption_strong", role, RIGHT if column.right else LEFT)
        if sorted_here:
            self._arrow(painter, cell, column)
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), theme.colour("line"))
        painter.restore()

    def _arrow(self, painter: QPainter, cell: QRectF, column: Column) -> None:
        from .. import fonts

        width = fonts.measure(column.title, "caption_strong")
        x = cell.right() - width - px(18) if column.right else cell.x() + width + px(4)
        name = "arrow-down" if self._table.descending else "arrow-up"
        if column.right or x + px(14) <= cell.right():
            put_icon(painter, name, x, cell.y() + px(10), 14, "text")


class LazyTable(QTableView):
    """``ids_query(session, *, sort, descending, **filters) -> Sequence[UUID]`` gives the order;
    ``rows_query(session, ids) -> Sequence[row]`` gives rows that have an ``id``.

    `load` with filters shows them; `refresh` reads again and keeps place, current row and selection.
    """

    chosen = Signal(object)
    """The id that became current by key or mouse."""
    activated_id = Signal(object)
    """Enter or double click."""
    counted = Signal(int)
    selection_changed = Signal(object)
    """The selected ids, a tuple in the order of the table."""

    def __init__(
        self,
        app: App,
        columns: Sequence[Column],
        ids_query: Callable[..., Sequence[UUID]],
        rows_query: Callable[..., Sequence[Any]],
        *,
        name: str,
        sort: str = "",
        descending: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.app, self.columns = app, tuple(columns)
        self.sort, self.descending = sort, descending
        self._ids_query, self._rows_query = ids_query, rows_query
        self._filters: dict[str, Any] = {}
        self._quiet, self._generation = False, 0
        self._asked: set[int] = set()
        self._wanted: set[int] = set()
        self._hover = -1
        self._select_next: UUID | None = None
        self._model = _Model(self)
        self._ask = QTimer(self, singleShot=True, interval=0)
        self._ask.timeout.connect(self._fetch)
        self.setAccessibleName(name)
        self._set_up()

    def _set_up(self) -> None:
        self.setModel(self._model)
        self.setItemDelegate(_Cells(self))
        head = _Head(self)
        self.setHorizontalHeader(head)
        head.sectionClicked.connect(self._sort_by)
        side = self.verticalHeader()
        side.hide()
        side.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        side.setMinimumSectionSize(1)
        side.setDefaultSectionSize(px(theme.H_ROW))
        self.setShowGrid(False)
        self.setMouseTracking(True)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.selectionModel().currentRowChanged.connect(self._moved)
        self.selectionModel().selectionChanged.connect(lambda _a, _b: self._selected())
        self.doubleClicked.connect(lambda index: self.activated_id.emit(self._model.ids[index.row()]))

    # --- loading -------------------------------------------------------------
    def load(self, *, select: UUID | None = None, **filters: Any) -> None:
        """Show the rows for these filters (newest wins); ``select`` becomes current when it is among them."""
        self._filters = filters
        self._select_next = select or self._select_next
        self._read(fresh=True)

    def refresh(self) -> None:
        """Read again after a change; rows out of view are forgotten."""
        self._read(fresh=False)

    def _read(self, *, fresh: bool) -> None:
        self.app.read(
            self,
            ordered,
            self._ids_query,
            done=lambda ids: self._show_ids(ids, fresh=fresh),
            latest="ids",
            sort=self.sort,
            descending=self.descending,
            **self._filters,
        )

    def _show_ids(self, ids: Ids, *, fresh: bool) -> None:
        current, selected = self.current(), set(self.selected())
        place = self.verticalScrollBar().value()
        self._generation += 1
        self._asked.clear()
        keep = self._model.rows if fresh else self._in_view()
        self._quiet = True
        self._model.rows = keep
        self._model.replace(ids)
        self._quiet = False
        self._restore(self._select_next or current, selected - {current})
        self._select_next = None
        self.verticalScrollBar().setValue(0 if fresh and current is None else place)
        if not fresh:
            for one in keep:
                if (row := ids.place(one)) is not None:
                    self.need(row)
        self.counted.emit(len(ids))

    def _in_view(self) -> dict[UUID, Any]:
        """Rows on screen stay until their new content is there, so that nothing flickers."""
        top = self.verticalOffset() // px(theme.H_ROW)
        ids = self._model.ids[top : top + self.viewport().height() // px(theme.H_ROW) + 2]
        return {one: self._model.rows[one] for one in ids if one in self._model.rows}

    def _restore(self, current: UUID | None, selected: set[UUID]) -> None:
        self._quiet = True
        row = self._model.ids.place(current) if current else None
        if row is not None:
            self.selectionModel().setCurrentIndex(
                self._model.index(row, 0),
                QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows,
            )
        for one in selected:
            if (at := self._model.ids.place(one)) is not None:
                self.selectionModel().select(
                    self._model.index(at, 0),
                    QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows,
                )
        self._quiet = False

    def need(self, row: int) -> None:
        """The page of ``row`` has to be read."""
        if (page := row // PAGE) not in self._asked:
            self._wanted.add(page)
            self._ask.start()

    @Slot()
    def _fetch(self) -> None:
        wanted, self._wanted = sorted(self._wanted), set()
        generation = self._generation
        for page in wanted:
            self._asked.add(page)
            ids = self._model.ids[page * PAGE : (page + 1) * PAGE]
            self.app.read(
                self,
                self._rows_query,
                ids,
                done=partial(self._show_rows, generation),
                failed=partial(self._failed, page),
            )

    def _failed(self, page: int, error: BaseException) -> None:
        self._asked.discard(page)
        self.app.tell(error)

    def _show_rows(self, generation: int, rows: Sequence[Any]) -> None:
        self._model.rows.update((row.id, row) for row in rows)
        if generation == self._generation:
            self.viewport().update()

    # --- what is current -----------------------------------------------------
    def count(self) -> int:
        return len(self._model.ids)

    def current(self) -> UUID | None:
        row = self.currentIndex().row()
        return self._model.ids[row] if 0 <= row < len(self._model.ids) else None

    def selected(self) -> tuple[UUID, ...]:
        rows = sorted(index.row() for index in self.selectionModel().selectedRows())
        return tuple(self._model.ids[row] for row in rows if row < len(self._model.ids))

    def row_of(self, wanted: UUID) -> Any | None:
        """The loaded row of an id, if it is loaded."""
        return self._model.rows.get(wanted)

    def select(self, wanted: UUID | None) -> None:
        """Make a row current without a signal; remembered when the ids are still being read."""
        if wanted is None:
            self._quiet = True
            self.clearSelection()
            self.setCurrentIndex(QModelIndex())
            self._quiet = False
        elif wanted in self._model.ids:
            self._restore(wanted, set())
            self.scrollTo(self.currentIndex())
        else:
            self._select_next = wanted

    @Slot(QModelIndex, QModelIndex)
    def _moved(self, now: QModelIndex, _before: QModelIndex) -> None:
        self.viewport().update()
        if not self._quiet and now.isValid():
            self._tell_focus(now)
            self.chosen.emit(self._model.ids[now.row()])

    def _tell_focus(self, now: QModelIndex) -> None:
        """A screen reader follows the row: heads count as a row and a column of cells."""
        if QAccessible.isActive() and self.hasFocus():
            event = QAccessibleEvent(self, QAccessible.Event.Focus)
            event.setChild((now.row() + 1) * (len(self.columns) + 1) + now.column() + 1)
            QAccessible.updateAccessibility(event)

    def _selected(self) -> None:
        self.viewport().update()
        if not self._quiet:
            self.selection_changed.emit(self.selected())

    # --- sorting -------------------------------------------------------------
    @Slot(int)
    def _sort_by(self, section: int) -> None:
        column = self.columns[section]
        if not column.sort:
            return
        if self.sort == column.sort:
            self.descending = not self.descending
        else:
            self.sort, self.descending = column.sort, column.descending
        self.horizontalHeader().viewport().update()
        self._read(fresh=False)

    # --- drawing -------------------------------------------------------------
    def cell_at(self, index: Index) -> Cell | None:
        return self._model.cell(index.row(), index.column())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Fixed columns keep their width; the least important go first when the main column would get too small."""
        room, least = self.viewport().width() - px(8), px(200)
        shown = list(range(len(self.columns)))
        for drop in sorted(shown, key=lambda i: -self.columns[i].priority):
            fixed = sum(px(self.columns[i].width) for i in shown if self.columns[i].width)
            if room - fixed >= least or not self.columns[drop].width or self.columns[drop].priority == 0:
                continue
            shown.remove(drop)
        fixed = sum(px(self.columns[i].width) for i in shown if self.columns[i].width)
        for i, column in enumerate(self.columns):
            self.setColumnHidden(i, i not in shown)
            self.setColumnWidth(i, px(column.width) if column.width else max(least // 2, room - fixed))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        height, offset, width = px(theme.H_ROW), self.verticalOffset(), float(self.viewport().width())
        current = self.currentIndex().row()
        selected = {index.row() for index in self.selectionModel().selectedRows()}
        first = offset // height
        for row in range(first, min(len(self._model.ids), first + self.viewport().height() // height + 2)):
            rect = QRectF(0, row * height - offset, width, height)
            row_ground(
                painter, rect, current=row == current, selected=row in selected, hover=row == self._hover,
                focus=self.hasFocus(), inset=14, right=4,
            )  # fmt: skip
            if row not in (current, current - 1) and row not in selected:
                painter.fillRect(QRectF(px(24), rect.bottom() - 1, width - px(38), 1), theme.colour("line"))
        painter.end()
        super().paintEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        self._hover_at(self.rowAt(event.position().toPoint().y()))

    def leaveEvent(self, event: Any) -> None:
        super().leaveEvent(event)
        self._hover_at(-1)

    def _hover_at(self, row: int) -> None:
        if row != self._hover:
            self._hover = row
            self.viewport().update()

    def moveCursor(self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        """Home and End go to the first and last row, with or without Ctrl: a row is one thing here."""
        if action in (QAbstractItemView.CursorAction.MoveHome, QAbstractItemView.CursorAction.MoveEnd):
            modifiers |= Qt.KeyboardModifier.ControlModifier
        return super().moveCursor(action, modifiers)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and (now := self.current()) is not None:
            self.activated_id.emit(now)
        elif event.matches(QKeySequence.StandardKey.SelectAll):
            self.selectAll()
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        return QSize(px(600), px(400))


def found(count: int, shown: str) -> str:
    """ "3.462 found", with the number already written as people read it."""
    return _("{count} found").format(count=shown) if count else _("Nothing found")
