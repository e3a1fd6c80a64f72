"""The list column: one or two lines a row, state as icon and word, full keyboard."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from .. import fonts, theme
from ..paint import RIGHT, put
from ..theme import px
from .rows import Cell, draw_cell, row_ground

Index = QModelIndex | QPersistentModelIndex
ITEM = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class ListItem:
    """``state`` and ``right`` make the second line; without both the row is one line with ``aside`` at its right.

    ``id`` None makes a heading between the rows.
    """

    id: UUID | None
    title: str
    state: Cell | None = None
    right: str = ""
    aside: str = ""
    lead: str = ""
    """A number (4, 4.a) or an icon name before the title."""
    done: bool = False
    """What lies behind: a green mark and quieter words."""
    whole: str = ""
    """For the tooltip and for who listens, where ``title`` is a part of longer words."""


def _tip(item: ListItem) -> str | None:
    """What may have been cut off: large text leaves room for few characters, also of the state."""
    if not theme.large_text():
        return item.title if len(item.title) > 24 else None
    words = ", ".join(part for part in (item.title, item.state.text if item.state else "") if part)
    return words if len(words) > 10 else None


class _Model(QAbstractListModel):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.items: list[ListItem] = []

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.items)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if self.items[index.row()].id is None:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        item = self.items[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return item.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            number = item.lead if item.lead[:1].isdigit() else ""
            parts = (number, item.whole or item.title, item.state.text if item.state else "", item.right, item.aside)
            return ", ".join(part for part in parts if part)
        if role == Qt.ItemDataRole.ToolTipRole:
            return item.whole or _tip(item)
        if role == ITEM:
            return item
        return None

    def replace(self, items: Sequence[ListItem]) -> None:
        self.beginResetModel()
        self.items = list(items)
        self.endResetModel()


def _wrapped(text: str, metrics: QFontMetricsF, room: float, most: int) -> list[str]:
    """At most ``most`` lines, broken between words, the last one elided."""
    lines, words = [""], text.split(" ")
    while words:
        longer = f"{lines[-1]} {words[0]}".strip()
        if metrics.horizontalAdvance(longer) <= room:
            lines[-1] = longer
            words.pop(0)
        elif lines[-1] and len(lines) < most:
            lines.append("")
        else:
            rest = f"{lines[-1]} {' '.join(words)}".strip()
            lines[-1] = metrics.elidedText(rest, Qt.TextElideMode.ElideRight, room)
            break
    return lines


class _Row(QStyledItemDelegate):
    def __init__(self, view: RecordList) -> None:
        super().__init__(view)
        self._view = view

    def _lines(self, item: ListItem, width: float) -> list[str]:
        style = fonts.font("strong")
        metrics = QFontMetricsF(style)
        room = width - px(36) - self._lead_width(item)
        if item.state is None and not item.right:
            room -= fonts.measure(item.aside, "small") + px(8) if item.aside else 0
        if metrics.horizontalAdvance(item.title) <= room:
            return [item.title]
        return _wrapped(item.title, metrics, room, 3 if theme.large_text() else 2)

    def _side_by_side(self, item: ListItem, width: float) -> bool:
        if item.state is None or not item.right:
            return True
        used = fonts.measure(item.state.text, "small") + fonts.measure(item.right, "small") + px(22 + 8)
        return used <= width - px(24) - self._lead_width(item) - 6

    def _lead_width(self, item: ListItem) -> float:
        return px(32) if item.lead else 0

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        item: ListItem = index.data(ITEM)
        width = self._view.room()
        if item.id is None:
            return QSize(width, px(34))
        lines = len(self._lines(item, width))
        if item.state is not None or item.right:
            return QSize(width, px(44 + 22 * lines) + (0 if self._side_by_side(item, width) else px(22)))
        return QSize(width, px(18 + 22 * lines) if lines > 1 else px(40))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        item: ListItem = index.data(ITEM)
        rect = QRectF(option.rect)
        painter.save()
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
        if item.id is None:
            put(painter, item.title, rect.adjusted(px(12), px(6), -px(12), 0), "caption_strong", "text_3")
            put(painter, item.aside, rect.adjusted(px(12), px(6), -px(12), 0), "caption_strong", "text_3", RIGHT)
        else:
            self._paint_item(painter, option, index, item, rect)
        painter.restore()

    def _paint_item(
        self, painter: QPainter, option: QStyleOptionViewItem, index: Index, item: ListItem, rect: QRectF
    ) -> None:
        state: QStyle.StateFlag = option.state
        current = index.row() == self._view.currentIndex().row()
        selected = bool(state & QStyle.StateFlag.State_Selected)
        hover = bool(state & QStyle.StateFlag.State_MouseOver)
        row_ground(
            painter, rect, current=current, selected=selected, hover=hover, focus=self._view.shows_focus(), inset=0
        )
        inner = rect.adjusted(px(12), 0, -px(12), 0)
        if item.lead:
            cell = QRectF(inner.x(), inner.y(), px(24), inner.height())
            tone = "accent_text" if current else ("ok" if item.done else "text_2")
            if item.lead[0].isdigit():
                put(painter, item.lead, cell, "strong" if current else "body", tone)
            else:
                draw_cell(painter, cell, Cell("", item.lead, tone), icon_size=20)
            inner.setLeft(inner.left() + self._lead_width(item))
        self._paint_words(painter, item, inner, current)

    def _paint_words(self, painter: QPainter, item: ListItem, inner: QRectF, current: bool) -> None:
        lines = self._lines(item, self._view.room())
        two = item.state is not None or bool(item.right)
        step = px(22)
        top = inner.y() + (px(10) if two else (inner.height() - step * len(lines)) / 2)
        role = "text_2" if item.done and not current else "text"
        for i, words in enumerate(lines):
            cell = QRectF(inner.x(), top + i * step, inner.width(), step)
            put(painter, words, cell, "strong" if current else "body", role, elide=False)
        if not two:
            put(painter, item.aside, inner, "small", "text_2", RIGHT)
            return
        below = QRectF(inner.x(), top + len(lines) * step + px(2), inner.width(), px(22))
        beside = self._side_by_side(item, self._view.room())
        used = fonts.measure(item.right, "small") + px(8) if item.right and beside else 0
        if item.state is not None:
            state = item.state
            if current and state.tone == "text_2":
                state = Cell(state.text, state.icon, "accent_text", state.strong)
            draw_cell(painter, below.adjusted(0, 0, -used, 0), state)
        if beside:
            put(painter, item.right, below, "small", "text_2", RIGHT)
        else:
            under = px(22) if item.state is not None and item.state.icon else 0  # the word, not its icon
            put(painter, item.right, below.translated(under, px(22)), "small", "text_2")


_MOVE = QAbstractItemView.CursorAction
_JUMPS = (_MOVE.MoveHome, _MOVE.MoveEnd, _MOVE.MovePageUp, _MOVE.MovePageDown)


class RecordList(QListView):
    """``chosen(UUID)`` when another row becomes current by key or mouse; ``activated_id(UUID)`` on Enter."""

    chosen = Signal(object)
    activated_id = Signal(object)
    up_from_top = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._model = _Model(self)
        self._quiet = False
        self.setModel(self._model)
        self.setItemDelegate(_Row(self))
        self.setProperty("on", "panel")
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSpacing(1)
        self.selectionModel().currentChanged.connect(self._moved)

    def set_items(self, items: Sequence[ListItem], *, current: UUID | None = None) -> None:
        """New rows; the current one stays, or becomes ``current``. Sends no signal."""
        keep = current if current is not None else self.current()
        if list(items) == self._model.items:
            self.select(keep)
            return
        place = self.verticalScrollBar().value()
        self._quiet = True
        self._model.replace(items)
        self._quiet = False
        self.select(keep)
        self.verticalScrollBar().setValue(place)

    def items(self) -> tuple[ListItem, ...]:
        return tuple(self._model.items)

    def current(self) -> UUID | None:
        row = self.currentIndex().row()
        return self._model.items[row].id if 0 <= row < len(self._model.items) else None

    def select(self, wanted: UUID | None) -> None:
        """Make a row current without a signal."""
        self._quiet = True
        row = next((i for i, item in enumerate(self._model.items) if item.id == wanted and wanted), -1)
        self.setCurrentIndex(self._model.index(row) if row >= 0 else QModelIndex())
        self._quiet = False

    def first(self) -> UUID | None:
        return next((item.id for item in self._model.items if item.id is not None), None)

    def room(self) -> int:
        """The width rows are measured for: as if the scroll bar is there, so that it changes nothing."""
        return max(px(80), self.width() - theme.capped(12))

    def shows_focus(self) -> bool:
        return self.hasFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """With less height the current row stays in sight."""
        super().resizeEvent(event)
        if event.size().height() < event.oldSize().height():
            self.scrollTo(self.currentIndex())

    @Slot(QModelIndex, QModelIndex)
    def _moved(self, now: QModelIndex, _before: QModelIndex) -> None:
        self.viewport().update()
        if not self._quiet and now.isValid() and (chosen := self._model.items[now.row()].id) is not None:
            self.chosen.emit(chosen)

    def moveCursor(self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        """Home, End and pages end at a record: Qt would stay where it is when a heading lies there."""
        records = [row for row, item in enumerate(self._model.items) if item.id is not None]
        found = super().moveCursor(action, modifiers)
        if not records or action not in _JUMPS:
            return found
        if action in (_MOVE.MoveHome, _MOVE.MoveEnd):
            return self._model.index(records[0 if action == _MOVE.MoveHome else -1])
        return self._model.index(min(records, key=lambda row: abs(row - found.row())))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        entered = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not _with_control(event)
        if entered and (now := self.current()) is not None:
            self.activated_id.emit(now)
            return
        if event.key() == Qt.Key.Key_Up and self.currentIndex().row() <= 0:
            self.up_from_top.emit()
        super().keyPressEvent(event)


def _with_control(event: QKeyEvent) -> bool:
    """Then Enter is a command of the page."""
    return bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)


def row_height() -> int:
    return px(theme.H_ROW)
