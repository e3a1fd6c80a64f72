"""A preview of pasted or imported rows: kinds per column, cells that can be mended, rows that can be left out."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QHeaderView, QMenu, QStyledItemDelegate, QStyleOptionViewItem, QTableView, QWidget

from wijkraad_app.kernel.i18n import _

from .. import fonts, theme
from ..paint import put, put_icon, round_rect
from ..theme import px

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class PreviewColumn:
    """``kinds`` are (value, label) pairs the user may choose from; without them the column is fixed."""

    title: str
    kind: str = ""
    kinds: tuple[tuple[str, str], ...] = ()
    editable: bool = True
    width: int = 0


@dataclass(frozen=True, slots=True)
class PreviewRow:
    """``problems`` by column number; a row with ``why_not`` isn't taken unless the user ticks it."""

    cells: tuple[str, ...]
    problems: dict[int, str] = field(default_factory=dict)
    why_not: str = ""


class _Model(QAbstractTableModel):
    edited = Signal(int, int, str)
    ticked = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.columns: list[PreviewColumn] = []
        self.rows: list[PreviewRow] = []
        self.taken: list[bool] = []

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.columns) + 1

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if index.column() == 0:
            return flags | Qt.ItemFlag.ItemIsUserCheckable
        if self.columns[index.column() - 1].editable:
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def _text(self, row: int, column: int) -> str:
        cells = self.rows[row].cells
        return cells[column] if column < len(cells) else ""

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        row, column = index.row(), index.column() - 1
        if column < 0:
            return self._tick(row, role)
        problem = self.rows[row].problems.get(column, "")
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return self._text(row, column)
        if role == Qt.ItemDataRole.ToolTipRole:
            return problem or None
        if role == Qt.ItemDataRole.AccessibleDescriptionRole:
            return problem
        return None

    def _tick(self, row: int, role: int) -> object:
        if role == Qt.ItemDataRole.CheckStateRole:
            return Qt.CheckState.Checked if self.taken[row] else Qt.CheckState.Unchecked
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return _("taken over") if self.taken[row] else _("left out")
        if role == Qt.ItemDataRole.ToolTipRole:
            return self.rows[row].why_not or None
        return None

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        row, column = index.row(), index.column() - 1
        if column < 0 and role == Qt.ItemDataRole.CheckStateRole:
            self.taken[row] = not self.taken[row]
            self.dataChanged.emit(index, self.index(row, len(self.columns)))
            self.ticked.emit()
            return True
        if column < 0 or role != Qt.ItemDataRole.EditRole or str(value) == self._text(row, column):
            return False
        old = self.rows[row]
        cells = list(old.cells) + [""] * (column + 1 - len(old.cells))
        cells[column] = str(value)
        left = {at: words for at, words in old.problems.items() if at != column}
        self.rows[row] = PreviewRow(tuple(cells), left, old.why_not)
        self.dataChanged.emit(index, index)
        self.edited.emit(row, column, str(value))
        return True

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if orientation == Qt.Orientation.Vertical:
            return str(section + 1)
        return self.columns[section - 1].title if section else _("Take over")


class _Cells(QStyledItemDelegate):
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        table = self.parent()
        assert isinstance(table, PreviewTable)
        rect = QRectF(option.rect)
        painter.save()
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
        painter.fillRect(QRectF(rect.x(), rect.bottom() - 1, rect.width(), 1), theme.colour("line"))
        taken = table.is_taken(index.row())
        if index.column() == 0:
            self._box(painter, rect, taken)
        else:
            problem = table.problem(index.row(), index.column() - 1)
            inner = rect.adjusted(px(10), 0, -px(6), 0)
            if problem and taken:
                round_rect(painter, rect.adjusted(px(2), px(2), -px(2), -px(3)), px(6), "warn_soft")
                put_icon(painter, "triangle-alert", inner.x(), rect.y() + (rect.height() - px(16)) / 2, 16, "warn")
                inner.setLeft(inner.left() + px(22))
            put(painter, str(index.data() or ""), inner, "small", "text" if taken else "text_3")
        if table.currentIndex() == index and table.hasFocus():
            round_rect(painter, rect.adjusted(1, 1, -1, -2), px(4), None, "focus", 2)
        painter.restore()

    def _box(self, painter: QPainter, rect: QRectF, taken: bool) -> None:
        side = px(18)
        box = QRectF(rect.x() + (rect.width() - side) / 2, rect.y() + (rect.height() - side) / 2, side, side)
        round_rect(painter, box, px(5), "accent" if taken else "surface", "accent" if taken else "line_strong", 1.5)
        if taken:
            put_icon(painter, "check", box.x() + px(2), box.y() + px(2), 14, "on_accent")


class _Head(QHeaderView):
    """Title and, below it, the kind with a chevron."""

    def __init__(self, table: PreviewTable) -> None:
        super().__init__(Qt.Orientation.Horizontal, table)
        self._table = table
        self.setSectionsClickable(True)
        self.setFixedHeight(px(54))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setMinimumSectionSize(px(40))

    def paintSection(self, painter: QPainter, rect: QRect, index: int) -> None:
        area = QRectF(rect)
        painter.save()
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
        painter.fillRect(rect, theme.colour("panel"))
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), theme.colour("line_strong"))
        if index:
            column = self._table.columns()[index - 1]
            top = QRectF(area.x() + px(10), area.y() + px(4), area.width() - px(16), px(24))
            put(painter, column.title, top, "small_strong")
            below = QRectF(top.x(), top.bottom(), top.width(), px(22))
            label = dict(column.kinds).get(column.kind, "")
            put(painter, label, below.adjusted(0, 0, -px(20), 0), "caption", "accent_text")
            if column.kinds:
                x = min(below.right() - px(16), below.x() + fonts.measure(label, "caption") + px(4))
                put_icon(painter, "chevron-down", x, below.y() + px(4), 14, "accent_text")
        painter.restore()


class PreviewTable(QTableView):
    """``edited(row, column, text)``, ``kind_changed(column, kind)``, ``taken_changed()``.

    Keys: F2 or typing mends a cell, Space ticks the row, Alt+↓ chooses the kind of the column.
    """

    edited = Signal(int, int, str)
    kind_changed = Signal(int, str)
    taken_changed = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._model = _Model(self)
        self.setModel(self._model)
        self.setItemDelegate(_Cells(self))
        head = _Head(self)
        self.setHorizontalHeader(head)
        head.sectionClicked.connect(lambda section: self.choose_kind(section - 1))
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(1)
        self.verticalHeader().setDefaultSectionSize(px(38))
        head.setStretchLastSection(True)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setEditTriggers(
            QTableView.EditTrigger.DoubleClicked
            | QTableView.EditTrigger.EditKeyPressed
            | QTableView.EditTrigger.AnyKeyPressed
        )
        self.setHorizontalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self._model.edited.connect(self.edited)
        self._model.ticked.connect(self.taken_changed)

    def show_rows(
        self, columns: Sequence[PreviewColumn], rows: Sequence[PreviewRow], *, left_out: Collection[int] = ()
    ) -> None:
        """Show; rows with ``why_not`` and those numbered in ``left_out`` begin unticked."""
        self._model.beginResetModel()
        self._model.columns, self._model.rows = list(columns), list(rows)
        self._model.taken = [not row.why_not and at not in left_out for at, row in enumerate(rows)]
        self._model.endResetModel()
        self.horizontalHeader().setFixedHeight(px(54 if any(column.kinds for column in columns) else 34))
        self.setColumnWidth(0, px(44))
        for at, column in enumerate(columns):
            self.setColumnWidth(at + 1, px(column.width) if column.width else self._natural(at))

    def set_row(self, at: int, row: PreviewRow) -> None:
        """Show one row anew, without a signal; its tick, the cursor and the other rows stay."""
        self._model.rows[at] = row
        self._model.dataChanged.emit(self._model.index(at, 0), self._model.index(at, len(self._model.columns)))

    def _natural(self, at: int) -> int:
        texts = [
            self._model.columns[at].title,
            *(row.cells[at] for row in self._model.rows[:50] if at < len(row.cells)),
        ]
        widest = max((fonts.measure(text[:60], "small") for text in texts), default=80.0)
        return min(px(320), max(px(96), round(widest) + px(44)))

    def columns(self) -> list[PreviewColumn]:
        return self._model.columns

    def rows(self) -> list[PreviewRow]:
        """All rows as they are now, mended."""
        return list(self._model.rows)

    def taken(self) -> list[int]:
        """The numbers of the rows that are ticked."""
        return [at for at, on in enumerate(self._model.taken) if on]

    def is_taken(self, row: int) -> bool:
        return self._model.taken[row]

    def problem(self, row: int, column: int) -> str:
        return self._model.rows[row].problems.get(column, "")

    def set_kind(self, column: int, kind: str) -> None:
        """Without a signal."""
        old = self._model.columns[column]
        self._model.columns[column] = PreviewColumn(old.title, kind, old.kinds, old.editable, old.width)
        self.horizontalHeader().viewport().update()

    def choose_kind(self, column: int) -> None:
        """The menu of kinds of a column."""
        if not 0 <= column < len(self._model.columns) or not self._model.columns[column].kinds:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.setAccessibleName(self._model.columns[column].title)
        for kind, label in self._model.columns[column].kinds:
            action = menu.addAction(label.replace("&", "&&"))
            action.triggered.connect(self._chooser(column, kind))
        corner = self.horizontalHeader().rect().bottomLeft()
        corner.setX(self.columnViewportPosition(column + 1))
        menu.popup(self.horizontalHeader().mapToGlobal(corner))

    def _chooser(self, column: int, kind: str) -> Callable[[bool], None]:
        def choose(_checked: bool = False) -> None:
            self.set_kind(column, kind)
            self.kind_changed.emit(column, kind)

        return choose

    def _toggle(self, row: int) -> None:
        self._model.setData(self._model.index(row, 0), None, Qt.ItemDataRole.CheckStateRole)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and index.column() == 0:
            self._toggle(index.row())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        now = self.currentIndex()
        if self.state() == QTableView.State.EditingState:
            super().keyPressEvent(event)
        elif event.key() == Qt.Key.Key_Space and now.isValid():
            self._toggle(now.row())
        elif event.key() == Qt.Key.Key_Down and event.modifiers() & Qt.KeyboardModifier.AltModifier and now.isValid():
            self.choose_kind(now.column() - 1)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and now.isValid() and now.column() > 0:
            self.edit(now)
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        return QSize(px(640), px(320))
