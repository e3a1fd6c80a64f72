"""What was found as a list: headings for the kinds, matches bold, two lines a row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from wijkraad_app.kernel import dates
from wijkraad_app.kernel.i18n import _
from wijkraad_app.kernel.ids import EntityRef
from wijkraad_app.ui import fonts
from wijkraad_app.ui.paint import put, put_icon
from wijkraad_app.ui.theme import px
from wijkraad_app.ui.widgets.rows import row_ground

from ..queries import Found, Results
from ..rules.fields import KIND_ICONS, KIND_NAMES

Index = QModelIndex | QPersistentModelIndex
LINE = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class Line:
    """A heading (``found`` None) or a record."""

    text: str
    found: Found | None = None


def lines(results: Results) -> list[Line]:
    """The rows as they are shown."""
    made: list[Line] = []
    for kind, rows in results.groups:
        made.append(Line(f"{_(KIND_NAMES[kind])} ({dates.number(len(rows))})"))
        made += [Line(_plain(one.title), one) for one in rows]
    return made


def _plain(pieces: Sequence[tuple[str, bool]]) -> str:
    return "".join(text for text, _on in pieces)


class _Model(QAbstractListModel):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.lines: list[Line] = []

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.lines)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if self.lines[index.row()].found is None:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        line = self.lines[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return line.text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{line.text}, {_plain(line.found.snippet)}" if line.found else line.text
        return line if role == LINE else None

    def replace(self, lines: list[Line]) -> None:
        self.beginResetModel()
        self.lines = lines
        self.endResetModel()


class _Row(QStyledItemDelegate):
    def __init__(self, view: ResultsList) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        found = index.data(LINE).found
        return QSize(100, px(62 if found is not None and found.snippet else 40))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line: Line = index.data(LINE)
        rect = QRectF(option.rect)
        painter.save()
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
        if line.found is None:
            put(painter, line.text, rect.adjusted(px(14), px(10), 0, 0), "caption_strong", "text_3")
        else:
            self._record(painter, option, index, line.found, rect)
        painter.restore()

    def _record(
        self, painter: QPainter, option: QStyleOptionViewItem, index: Index, found: Found, rect: QRectF
    ) -> None:
        current = index.row() == self._view.currentIndex().row()
        hover = bool(option.state & QStyle.StateFlag.State_MouseOver)
        row_ground(
            painter, rect, current=current, selected=False, hover=hover, focus=self._view.hasFocus(), inset=0
        )  # fmt: skip
        inner = rect.adjusted(px(14), 0, -px(14), 0)
        put_icon(painter, KIND_ICONS[found.ref.kind], inner.x(), inner.y() + px(10), 20)
        inner.setLeft(inner.left() + px(34))
        top = QRectF(inner.x(), inner.y() + px(8), inner.width(), px(24))
        _pieces(painter, found.title, top, "body", "text")
        _pieces(painter, found.snippet, top.translated(0, px(23)), "small", "text_2")


_BOLD = {"body": "strong", "small": "small_strong"}


def _pieces(painter: QPainter, pieces: Sequence[tuple[str, bool]], rect: QRectF, style: str, role: str) -> None:
    """The pieces behind each other, those that match bold, the last one elided."""
    x = rect.x()
    for text, on in pieces:
        room = rect.right() - x
        kind = _BOLD[style] if on else style
        if room < px(16):
            break
        put(painter, text, QRectF(x, rect.y(), room, rect.height()), kind, "text" if on else role)
        x += QFontMetricsF(fonts.font(kind)).horizontalAdvance(text)


class ResultsList(QListView):
    """``opened(EntityRef)`` by Enter or a click."""

    opened = Signal(object)
    up_from_top = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._model = _Model(self)
        self.setModel(self._model)
        self.setItemDelegate(_Row(self))
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setProperty("on", "panel")
        self.clicked.connect(lambda index: self._open(index.row()))
        self.selectionModel().currentChanged.connect(lambda _now, _before: self.viewport().update())

    def show_results(self, results: Results) -> None:
        """Show these; the first record is current."""
        self._model.replace(lines(results))
        if self._model.lines:
            self.setCurrentIndex(self._model.index(1))

    def shown(self) -> tuple[Line, ...]:
        """What stands in the list."""
        return tuple(self._model.lines)

    def select(self, ref: EntityRef | None) -> None:
        """Make that record current again."""
        for number, line in enumerate(self._model.lines):
            if line.found is not None and line.found.ref == ref:
                self.setCurrentIndex(self._model.index(number))

    def current(self) -> EntityRef | None:
        number = self.currentIndex().row()
        found = self._model.lines[number].found if 0 <= number < len(self._model.lines) else None
        return found.ref if found is not None else None

    def _open(self, number: int) -> None:
        if 0 <= number < len(self._model.lines) and (found := self._model.lines[number].found) is not None:
            self.opened.emit(found.ref)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self.currentIndex().row())
        elif event.key() == Qt.Key.Key_Up and self.currentIndex().row() <= 1:
            self.up_from_top.emit()
        else:
            super().keyPressEvent(event)
