"""A row that goes on in a next line when there is no room: chips, badges, buttons."""

from __future__ import annotations

from PySide6.QtCore import QMargins, QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget

from .theme import S2, px


class Flow(QLayout):
    """Left to right, then down; ``right`` or ``centre`` puts each line there. ``gap`` at 100%."""

    def __init__(self, *widgets: QWidget, gap: int = S2, right: bool = False, centre: bool = False) -> None:
        super().__init__()
        self._items: list[QLayoutItem] = []
        self._gap = px(gap)
        self._share = 1.0 if right else (0.5 if centre else 0.0)
        self.setContentsMargins(QMargins(0, 0, 0, 0))
        for widget in widgets:
            self.addWidget(widget)

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._arrange(QRect(0, 0, width, 0), place=False)

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._arrange(rect, place=True)

    def sizeHint(self) -> QSize:
        sizes = [item.sizeHint() for item in self._visible()]
        margins = self.contentsMargins()
        width = sum(size.width() for size in sizes) + self._gap * max(0, len(sizes) - 1)
        height = max((size.height() for size in sizes), default=0)
        return QSize(width + margins.left() + margins.right(), height + margins.top() + margins.bottom())

    def minimumSize(self) -> QSize:
        sizes = [item.minimumSize() for item in self._visible()]
        margins = self.contentsMargins()
        width = max((size.width() for size in sizes), default=0) + margins.left() + margins.right()
        return QSize(width, max((size.height() for size in sizes), default=0) + margins.top() + margins.bottom())

    def _visible(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _lines(self, width: int) -> list[list[QLayoutItem]]:
        lines: list[list[QLayoutItem]] = [[]]
        used = 0
        for item in self._visible():
            wide = item.sizeHint().width()
            if lines[-1] and used + wide > width:
                lines.append([])
                used = 0
            lines[-1].append(item)
            used += wide + self._gap
        return lines

    def _arrange(self, rect: QRect, *, place: bool) -> int:
        margins = self.contentsMargins()
        inner = rect.marginsRemoved(margins)
        y = inner.y()
        for line in self._lines(inner.width()):
            tall = max((item.sizeHint().height() for item in line), default=0)
            wide = sum(item.sizeHint().width() for item in line) + self._gap * max(0, len(line) - 1)
            x = inner.x() + round(max(0, inner.width() - wide) * self._share)
            for item in line:
                size = item.sizeHint().boundedTo(QSize(inner.width(), tall))
                if place:
                    item.setGeometry(QRect(QPoint(x, y + (tall - size.height()) // 2), size))
                x += size.width() + self._gap
            y += tall + self._gap
        return max(0, y - self._gap - rect.y()) + margins.bottom()


def flow(*widgets: QWidget, gap: int = S2, right: bool = False) -> QWidget:
    """A widget with its parts in a `Flow`; more are added with ``layout().addWidget``."""
    made = QWidget()
    made.setLayout(Flow(*widgets, gap=gap, right=right))
    policy = made.sizePolicy()
    policy.setHeightForWidth(True)
    made.setSizePolicy(policy)
    return made
