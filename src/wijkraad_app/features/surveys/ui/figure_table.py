"""A small read-only table of figures: hidden cells hatched and named, arrows move, screen readers read each cell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QRect, QRectF, Qt
from PySide6.QtGui import QBrush, QPainter, QResizeEvent
from PySide6.QtWidgets import QHeaderView, QSizePolicy, QStyledItemDelegate, QStyleOptionViewItem, QTableView, QWidget

from wijkraad_app.kernel.i18n import _
from wijkraad_app.ui import fonts, theme
from wijkraad_app.ui.paint import CENTRE, LEFT, RIGHT, put, round_rect
from wijkraad_app.ui.theme import px

Index = QModelIndex | QPersistentModelIndex
STEP = 34


@dataclass(frozen=True, slots=True)
class FigureRow:
    """``None`` is a hidden cell; a ``total`` row stands under a stronger line."""

    cells: tuple[str | None, ...]
    total: bool = False


class _Model(QAbstractTableModel):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.header: tuple[str, ...] = ()
        self.rows: tuple[FigureRow, ...] = ()

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.header)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        cell = self.rows[index.row()].cells[index.column()]
        if role == Qt.ItemDataRole.ToolTipRole:
            return _("Too few people: this way nobody can be recognised.") if cell is None else cell
        return _("hidden") if cell is None else cell

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        return self.header[section] if orientation == Qt.Orientation.Horizontal else str(section + 1)

    def fill(self, header: Sequence[str], rows: Sequence[FigureRow]) -> None:
        self.beginResetModel()
        self.header, self.rows = tuple(header), tuple(rows)
        self.endResetModel()


class _Cells(QStyledItemDelegate):
    def __init__(self, table: FigureTable) -> None:
        super().__init__(table)
        self._table = table

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        rect = QRectF(option.rect)
        row = self._table.figures()[index.row()]
        cell = row.cells[index.column()]
        painter.save()
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
        painter.fillRect(
            QRectF(rect.x(), rect.y(), rect.width(), 1), theme.colour("line_strong" if row.total else "line")
        )
        inner = rect.adjusted(0 if index.column() == 0 else px(8), 0, -px(8), 0)
        if cell is None:
            self._hidden(painter, inner)
        else:
            align = LEFT if self._table.left_aligned(index.column()) else RIGHT
            put(painter, cell, inner, "strong" if row.total else "body", "text", align)
        if self._table.hasFocus() and self._table.currentIndex() == index:
            round_rect(painter, rect.adjusted(1, 2, -1, -1), px(4), None, "focus", 2)
        painter.restore()

    def _hidden(self, painter: QPainter, rect: QRectF) -> None:
        wide = min(rect.width(), px(82))
        cell = QRectF(rect.right() - wide, rect.y() + px(4), wide, rect.height() - px(7))
        round_rect(painter, cell, px(4), "sunken")
        painter.setBrush(QBrush(theme.colour("line"), Qt.BrushStyle.BDiagPattern))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.drawRoundedRect(cell, px(4), px(4))
        put(painter, _("hidden"), cell, "caption", "text_2", CENTRE)


class _Head(QHeaderView):
    def __init__(self, table: FigureTable) -> None:
        super().__init__(Qt.Orientation.Horizontal, table)
        self._table = table
        self.setFixedHeight(px(STEP))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setMinimumSectionSize(px(40))

    def paintSection(self, painter: QPainter, rect: QRect, index: int) -> None:
        painter.save()
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
        align = LEFT if self._table.left_aligned(index) else RIGHT
        area = QRectF(rect).adjusted(0 if index == 0 else px(8), 0, -px(8), 0)
        put(painter, str(self._table.model().headerData(index, Qt.Orientation.Horizontal)), area, "small_strong",
            "text_2", align)  # fmt: skip
        painter.restore()


class FigureTable(QTableView):
    """``left`` names further columns that hold words; all others stand at the right."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._model = _Model(self)
        self._left: frozenset[int] = frozenset({0})
        self._even = False
        self.setModel(self._model)
        self.setItemDelegate(_Cells(self))
        self.setHorizontalHeader(_Head(self))
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(1)
        self.verticalHeader().setDefaultSectionSize(px(STEP))
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QTableView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_figures(
        self, header: Sequence[str], rows: Sequence[FigureRow], *, left: Sequence[int] = (0,), even: bool = False
    ) -> None:
        """Show; ``even`` gives all columns the same room (raw rows of a file)."""
        self._left, self._even = frozenset(left), even
        self._model.fill(header, rows)
        self._fit()

    def figures(self) -> tuple[FigureRow, ...]:
        return self._model.rows

    def texts(self) -> list[tuple[str, ...]]:
        """What is shown, hidden cells as the word."""
        return [tuple(_("hidden") if cell is None else cell for cell in row.cells) for row in self._model.rows]

    def left_aligned(self, column: int) -> bool:
        return column in self._left

    def _fit(self) -> None:
        count = self._model.columnCount()
        if not count:
            return
        if self._even:
            widths = [self._natural(at, px(220)) for at in range(count)]
        else:
            rest = [max(px(76), self._natural(at, px(160))) for at in range(1, count)]
            first = max(px(140), self.viewport().width() - sum(rest))
            widths = [first, *rest]
        for at, width in enumerate(widths):
            self.setColumnWidth(at, width)
        # Raw rows always keep room for the bar: a height that follows the width might never come to rest.
        scrolls = self._even or sum(widths) > self.viewport().width() + 1
        bar = px(14) if scrolls else 0
        self.setFixedHeight(px(STEP) * (len(self._model.rows) + 1) + bar + 2)

    def _natural(self, at: int, most: int) -> int:
        texts = [self._model.header[at], *(str(row.cells[at] or _("hidden")) for row in self._model.rows[:60])]
        widest = max(fonts.measure(text[:60], "strong") for text in texts)
        return min(most, round(widest) + px(24))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()
