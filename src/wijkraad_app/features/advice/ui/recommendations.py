"""The numbered recommendations: Enter makes a new one, Ctrl+↑ and Ctrl+↓ move, Backspace removes an empty one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from uuid import UUID

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from wijkraad_app.kernel.i18n import _
from wijkraad_app.ui.app import App
from wijkraad_app.ui.layout import column, in_order, row
from wijkraad_app.ui.theme import px
from wijkraad_app.ui.widgets.buttons import Quiet
from wijkraad_app.ui.widgets.labels import Label
from wijkraad_app.ui.widgets.richtext import Reference, RichTextEdit, RichTextField

from .. import service
from ..queries import RecommendationRow

_PLAIN = Qt.KeyboardModifier.NoModifier
_CONTROL = Qt.KeyboardModifier.ControlModifier


class Recommendation(QWidget):
    """One recommendation with its number."""

    entered = Signal()
    emptied = Signal()
    moved = Signal(str)

    def __init__(self, number: int) -> None:
        super().__init__()
        self.number = Label("", "reading", "text_2")
        self.number.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.number.setFixedWidth(px(28))
        self.number.setContentsMargins(px(4), px(5), 0, 0)
        self.field = RichTextField("", toolbar=False, grow=True, placeholder=_("What should the college do?"))
        self.field.edit.installEventFilter(self)
        self.setLayout(row(self.number, (self.field, 1), gap=0, top=False))
        self.setFocusProxy(self.field)
        self.set_number(number)

    def set_number(self, number: int) -> None:
        self.number.setText(f"{number}.")
        self.field.edit.setAccessibleName(_("Recommendation {number}").format(number=number))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._key(event)
        return False

    def _key(self, event: QKeyEvent) -> bool:
        edit = self.field.edit
        if edit.isReadOnly():
            return False
        key, modifiers = Qt.Key(event.key()), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and modifiers == _PLAIN and _at_end(edit):
            self.entered.emit()
        elif key == Qt.Key.Key_Backspace and modifiers == _PLAIN and edit.document().isEmpty():
            self.emptied.emit()
        elif modifiers == _CONTROL and key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.moved.emit("up" if key == Qt.Key.Key_Up else "down")
        else:
            return False
        return True


def _at_end(edit: RichTextEdit) -> bool:
    """In a plain paragraph at the very end: there Enter makes the next recommendation."""
    return edit.textCursor().atEnd() and edit.line().kind == "para"


class Recommendations(QWidget):
    """All of them, with a button for the next one."""

    built = Signal()
    """Other fields came or went."""

    def __init__(self, app: App, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._app = app
        self._advice: UUID | None = None
        self._rows: dict[UUID, Recommendation] = {}
        self._wanted: UUID | None = None
        self._references: Mapping[str, Reference] = {}
        self._list: QVBoxLayout = column(gap=0)
        self.add = Quiet(_("Add recommendation"), lambda: self.insert(None), icon="plus")
        self.setLayout(column(self._list, row(self.add, None), gap=4))

    def fields(self) -> list[RichTextField]:
        """The fields in their order."""
        return [item.field for item in self._in_order()]

    def texts(self) -> dict[UUID, str]:
        """What stands in the fields of a draft."""
        return {id: item.field.markdown() for id, item in self._rows.items()}

    def show_rows(self, advice: UUID, rows: Sequence[RecommendationRow]) -> None:
        """The recommendations of a draft; fields that stay keep cursor and typing."""
        if advice != self._advice:
            self._clear()
            self._advice = advice
        for id in [id for id in self._rows if id not in {one.id for one in rows}]:
            self._drop(id)
        for place, one in enumerate(rows):
            item = self._rows.get(one.id) or self._make(one)
            if self._list.indexOf(item) != place:
                self._list.insertWidget(place, item)
            item.set_number(one.number)
            item.field.refresh(one.text)
        self.add.show()
        self._take_focus()
        self.built.emit()

    def show_texts(self, texts: Sequence[str]) -> None:
        """Frozen recommendations, to read."""
        self._clear()
        for number, text in enumerate(texts, start=1):
            item = Recommendation(number)
            item.field.set_read_only(True)
            item.field.set_references(self._references)
            item.field.set_markdown(text)
            self._list.addWidget(item)
        self.add.hide()
        self.built.emit()

    def set_references(self, references: Mapping[str, Reference]) -> None:
        self._references = references
        for field in self.fields():
            field.set_references(references)

    def insert(self, after: UUID | None) -> None:
        """A new, empty one, after another or at the end; it gets the focus."""
        if self._advice is not None:
            self._app.flush()
            self._app.do(self, service.add_recommendation, advice=self._advice, after=after, done=self._focus_on)

    def _make(self, one: RecommendationRow) -> Recommendation:
        item = Recommendation(one.number)
        self._rows[one.id] = item
        item.field.set_references(self._references)
        item.field.bind(one.text, partial(self._save, one.id))
        item.entered.connect(partial(self.insert, one.id))
        item.emptied.connect(partial(self._remove, one.id))
        item.moved.connect(partial(self._move, one.id))
        return item

    def _save(self, id: UUID, text: str, group: UUID) -> None:
        self._app.do(self, service.update_recommendation, id=id, text=text, group=group)

    def _move(self, id: UUID, direction: str) -> None:
        self._app.flush()
        self._wanted = id
        self._app.do(self, service.move_recommendation, id=id, direction=direction)

    def _remove(self, id: UUID) -> None:
        before = self._neighbour(id)
        self._app.flush()
        self._app.do(self, service.remove_recommendation, id=id)
        if before is not None:
            before.field.edit.setFocus()

    def _neighbour(self, id: UUID) -> Recommendation | None:
        items = self._in_order()
        place = items.index(self._rows[id])
        others = items[max(0, place - 1) : place] or items[1:2]
        return others[0] if others else None

    def _in_order(self) -> list[Recommendation]:
        return in_order(self._list, (one for one in self.children() if isinstance(one, Recommendation)))

    def _focus_on(self, id: UUID) -> None:
        self._wanted = id
        self._take_focus()

    def _take_focus(self) -> None:
        if self._wanted in self._rows:
            item, self._wanted = self._rows[self._wanted], None
            item.field.edit.setFocus()

    def _drop(self, id: UUID) -> None:
        self._throw(self._rows.pop(id))

    def _throw(self, item: Recommendation) -> None:
        self._list.removeWidget(item)
        item.hide()
        item.deleteLater()

    def _clear(self) -> None:
        for item in self._in_order():
            item.field.flush()
            self._throw(item)
        self._rows.clear()
        self._advice = None
