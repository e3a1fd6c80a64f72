"""The agenda as a list that is written in place: Enter a new item, Alt+Shift+arrows deeper or back, Ctrl+arrows move.

Tab is left alone: it walks through the window, and nothing may trap it.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from uuid import UUID

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QWidget

from wijkraad_app.kernel import dates
from wijkraad_app.kernel.i18n import _
from wijkraad_app.ui import fonts, theme
from wijkraad_app.ui.app import App
from wijkraad_app.ui.autosave import Autosave
from wijkraad_app.ui.layout import column, in_order, row
from wijkraad_app.ui.paint import RIGHT, Painted, put, put_icon
from wijkraad_app.ui.theme import px
from wijkraad_app.ui.widgets.rows import row_ground

from .. import service
from ..queries import ItemRow, MeetingView
from ..rules import words
from .preparing.dragging import Drag

KIND_ICONS = {
    "decide": "gavel",
    "discuss": "messages-square",
    "inform": "info",
    "consent": "check",
    "procedure": "list",
    "break": "clock",
}
_CONTROL = Qt.KeyboardModifier.ControlModifier
_DEEPER = Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ShiftModifier
_INDENT = 24


class TitleLine(QLineEdit):
    """The title of one item; keys that change the outline are sent out."""

    outline_key = Signal(str)
    """new, in, out, up, down, remove, previous, next."""
    entered = Signal()
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("is", "bare")
        self.setMaxLength(300)
        self.setFont(fonts.font("body"))

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            named = self._named(event)
            if named:
                self.outline_key.emit(named)
                return True
        return super().event(event)

    def _named(self, event: QKeyEvent) -> str:
        key, control = event.key(), bool(event.modifiers() & _CONTROL)
        if control:
            keys = {Qt.Key.Key_Up: "up", Qt.Key.Key_Down: "down", Qt.Key.Key_Delete: "remove"}
            return keys.get(Qt.Key(key), "")
        if event.modifiers() & _DEEPER == _DEEPER:
            return {Qt.Key.Key_Right: "in", Qt.Key.Key_Left: "out"}.get(Qt.Key(key), "")
        plain = {
            Qt.Key.Key_Return: "new",
            Qt.Key.Key_Enter: "new",
            Qt.Key.Key_Up: "previous",
            Qt.Key.Key_Down: "next",
        }
        empty = not self.text() and key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)
        return "remove" if empty else plain.get(Qt.Key(key), "")

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.entered.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()


class _Number(Painted):
    def __init__(self) -> None:
        super().__init__()
        self.text, self.current = "", False

    def natural_size(self) -> QSize:
        return QSize(px(44), px(24))

    def draw(self, painter: QPainter, rect: QRectF) -> None:
        put(painter, self.text, rect, "strong" if self.current else "body", "accent_text" if self.current else "text_2")


class _Facts(Painted):
    """Purpose, minutes and time of an item, in columns that line up."""

    def __init__(self) -> None:
        super().__init__()
        self.item: ItemRow | None = None

    def natural_size(self) -> QSize:
        return QSize(px(272), px(24))

    def draw(self, painter: QPainter, rect: QRectF) -> None:
        item = self.item
        if item is None:
            return
        put_icon(painter, KIND_ICONS[item.kind], 0, (rect.height() - px(16)) / 2, 16, "text_2")
        words_at = QRectF(px(22), 0, px(124), rect.height())
        put(painter, _(words.ITEM_KINDS[item.kind]), words_at, "small", "text_2")
        if not item.public:
            put_icon(painter, "lock", px(150), (rect.height() - px(16)) / 2, 16, "text_2")
        minutes = _("{n} min").format(n=item.minutes) if item.minutes else ""
        put(painter, minutes, QRectF(px(164), 0, px(54), rect.height()), "small", "text_3", RIGHT)
        shown = dates.bare_time(item.at) if item.at else ""
        put(painter, shown, rect, "small_strong" if item.fixed else "small", "text_2", RIGHT)


class OutlineRow(QFrame):
    """One item, or with ``item`` None the line where a new one is typed."""

    def __init__(self, outline: Outline, item: ItemRow | None) -> None:
        super().__init__()
        self._outline, self.item = outline, item
        self._number, self._facts, self.line = _Number(), _Facts(), TitleLine()
        self._current = self._hover = False
        self._pressed: QPointF | None = None
        self._indent = QWidget()
        self.setLayout(row(self._indent, self._number, (self.line, 1), self._facts, gap=6, margins=(14, 0, 14, 0)))
        self.setFixedHeight(px(theme.H_ROW))
        self._autosave = Autosave(self, self._save)
        self.line.textEdited.connect(self._edited)
        self.line.outline_key.connect(lambda key: outline.act(self, key))
        self.line.entered.connect(lambda: outline.entered(self))
        self.line.left.connect(self._left)
        self._facts.setVisible(not theme.large_text())
        self.show_item(item)

    def show_item(self, item: ItemRow | None) -> None:
        self.item = item
        self._indent.setFixedWidth(px(_INDENT) * item.level if item else 0)
        self._indent.setVisible(bool(item and item.level))
        self._number.text = item.number if item else ""
        self._number.update()
        self._facts.item = item
        self._facts.update()
        if item is None:
            self.line.setAccessibleName(_("New agenda item"))
            self.line.setPlaceholderText(_("New agenda item"))
            return
        if not self._autosave.pending and self.line.text() != item.title:
            self.line.setText(item.title)
            self.line.setCursorPosition(len(item.title) if self.line.hasFocus() else 0)
        shown = _("Title of item {number}").format(number=item.number) if item.number else _("Title of the break")
        self.line.setAccessibleName(shown)
        parts = [_(words.ITEM_KINDS[item.kind]), dates.clock_time(item.at) if item.at else ""]
        self.line.setAccessibleDescription(", ".join(part for part in parts if part))

    def number(self) -> str:
        return self._number.text

    def time(self) -> str:
        """The computed time as it is shown."""
        return dates.bare_time(self.item.at) if self.item and self.item.at else ""

    def set_current(self, on: bool) -> None:
        self._current = self._number.current = on
        self._number.update()
        self.update()

    @Slot(str)
    def _edited(self, text: str) -> None:
        if self.item is not None and text.strip():
            self._autosave.touched(text)

    def _save(self, title: str, group: UUID) -> None:
        if self.item is not None and title.strip():
            self._outline.save_title(self.item.id, title, group)

    @Slot()
    def _left(self) -> None:
        self._autosave.leave()
        if self.item is not None and not self.line.text().strip():
            self.line.setText(self.item.title)
        self._outline.left(self)

    def flush(self) -> None:
        self._autosave.flush()

    def enterEvent(self, event: object) -> None:
        self._hover = True
        self.update()

    def leaveEvent(self, event: object) -> None:
        self._hover = False
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.line.setFocus(Qt.FocusReason.MouseFocusReason)
        if event.button() == Qt.MouseButton.LeftButton and self.item is not None:
            self._pressed = event.globalPosition()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pressed is not None:
            self._outline.drag.follow(self, self._pressed, event.globalPosition())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._pressed is not None:
            self._pressed = None
            self._outline.drag.drop()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        row_ground(
            painter, QRectF(self.rect()), current=self._current, selected=False, hover=self._hover,
            focus=self.line.hasFocus(), inset=0,
        )  # fmt: skip
        if self._hover and self.item is not None:
            put_icon(painter, "grip-vertical", 0, (self.height() - px(14)) / 2, 14, "text_3")
        painter.end()


class Outline(QWidget):
    """The items of a meeting. ``chosen(item id)`` follows the cursor."""

    chosen = Signal(object)

    def __init__(self, app: App) -> None:
        super().__init__()
        self._app = app
        self._view: MeetingView | None = None
        self._rows: dict[UUID, OutlineRow] = {}
        self._draft = OutlineRow(self, None)
        self._draft_after: UUID | None = None
        self._wanted: UUID | None = None
        self._current: UUID | None = None
        self._adding = False
        self._list = column(gap=0)
        self.setLayout(self._list)
        self.drag = Drag(self, self._place)

    # --- showing -------------------------------------------------------------
    def show_view(self, view: MeetingView) -> None:
        """The items as they are now; the cursor stays where it is."""
        if self._view is None or self._view.id != view.id:
            self._forget()
        self._view = view
        for gone in set(self._rows) - {item.id for item in view.items}:
            self._drop(self._rows.pop(gone))
        for item in view.items:
            if item.id in self._rows:
                self._rows[item.id].show_item(item)
            else:
                self._rows[item.id] = OutlineRow(self, item)
        self._lay_out(view)
        self._bring_focus()

    def _forget(self) -> None:
        for one in self._rows.values():
            self._drop(one)
        self._rows.clear()
        self._draft.line.clear()
        self._draft_after = self._current = self._wanted = None

    def _drop(self, gone: OutlineRow) -> None:
        if gone.line.hasFocus():
            self._draft.line.setFocus()
        gone.hide()
        gone.deleteLater()

    def _lay_out(self, view: MeetingView) -> None:
        if self._draft_after not in self._rows:
            self._draft_after = None
        wanted: list[OutlineRow] = []
        for item in view.items:
            wanted.append(self._rows[item.id])
            if item.id == self._draft_after:
                wanted.append(self._draft)
        if self._draft_after is None:
            wanted.append(self._draft)
        for place, one in enumerate(wanted):
            if self._list.indexOf(one) != place:
                self._list.insertWidget(place, one)
            one.show()
        for before, after in pairwise(wanted):
            QWidget.setTabOrder(before.line, after.line)

    def _bring_focus(self) -> None:
        if self._wanted in self._rows:
            self._rows[self._wanted].line.setFocus()
            self._wanted = None

    def _in_order(self) -> list[OutlineRow]:
        return in_order(self._list, (*self._rows.values(), self._draft))

    def rows(self) -> list[OutlineRow]:
        """The lines of the items, in order."""
        return [one for one in self._in_order() if one.item is not None]

    def focus_item(self, item: UUID | None) -> None:
        """Put the cursor in an item, also one that is still being made; None: the line for a new one."""
        if item is None:
            self._draft.line.setFocus()
        else:
            self._wanted = item
            self._bring_focus()

    def current(self) -> UUID | None:
        return self._current

    def flush(self) -> None:
        for one in self._rows.values():
            one.flush()

    # --- what the rows tell ----------------------------------------------------
    def entered(self, one: OutlineRow) -> None:
        self._current = one.item.id if one.item else None
        for other in (*self._rows.values(), self._draft):
            other.set_current(other is one)
        if one.item is not None:
            self.chosen.emit(one.item.id)

    def left(self, one: OutlineRow) -> None:
        if one is self._draft:
            self._add_draft(lambda _made: None)

    def save_title(self, item: UUID, title: str, group: UUID) -> None:
        self._app.do(self, service.update_item, id=item, title=title, group=group)

    def act(self, one: OutlineRow, key: str) -> None:
        """A key that changes the outline."""
        if key in ("previous", "next"):
            self._step(one, -1 if key == "previous" else 1)
        elif one is self._draft:
            self._act_on_draft(key)
        elif one.item is not None:
            self._act_on(one.item, one, key)

    def _act_on(self, item: ItemRow, one: OutlineRow, key: str) -> None:
        one.flush()
        if key == "new":
            self._draft_after = item.id
            if self._view is not None:
                self._lay_out(self._view)
            self._draft.line.setFocus()
        elif key == "remove":
            self._step(one, 1)
            self._remove(item)
        else:
            self._app.do(self, service.move_item, id=item.id, direction=key)

    def _place(self, item: UUID, after: UUID | None, below: bool) -> None:
        """Where it was dropped."""
        self._app.do(self, service.place_item, id=item, after=after, below=below)

    def _remove(self, item: ItemRow) -> None:
        def removed(_result: object) -> None:
            text = _("“{title}” removed.").format(title=item.title)
            self._app.toast(text, _("Undo"), self._app.undo, icon="trash-2")

        self._app.do(self, service.remove_item, id=item.id, done=removed)

    def _act_on_draft(self, key: str) -> None:
        if key == "new":
            self._add_draft(self._stay_in_draft)
        elif key == "in" and self._draft.line.text().strip():
            self._add_draft(self._indent_new)
        elif key == "remove":
            self._step(self._draft, -1)
        elif key in ("in", "out"):
            self._draft.line.focusNextPrevChild(key == "in")

    def _add_draft(self, then: Callable[[UUID], None]) -> None:
        title = self._draft.line.text().strip()
        if not title or self._view is None or self._adding:
            return
        self._adding = True
        self._draft.line.clear()

        def made(item: UUID) -> None:
            self._adding = False
            if self._draft_after is not None:
                self._draft_after = item
            then(item)

        def failed(error: BaseException) -> None:
            self._adding = False
            self._draft.line.setText(title)
            self._app.tell(error)

        place = {"meeting": self._view.id, "after": self._draft_after}
        self._app.do(self, service.add_item, title=title, done=made, failed=failed, **place)

    def _stay_in_draft(self, _made: UUID) -> None:
        self._draft.line.setFocus()

    def _indent_new(self, made: UUID) -> None:
        self._wanted = made
        self._app.do(self, service.move_item, id=made, direction="in")

    def _step(self, one: OutlineRow, by: int) -> None:
        rows = self._in_order()
        place = rows.index(one) + by if one in rows else -1
        if 0 <= place < len(rows):
            rows[place].line.setFocus()
