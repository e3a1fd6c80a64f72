"""Who works here: asked once on a computer, changed with two keys; a digit or Enter answers."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from wijkraad_app.kernel.i18n import _

from .theme import px
from .widgets.dialog import Dialog
from .widgets.record_list import ListItem, RecordList

DIGITS = "123456789"
_ROW, _AROUND = 42, 248
"""The height of a row, and of all that stands above and below the list: only the list scrolls."""


class NumberedList(RecordList):
    """A list whose first nine rows answer to a digit: ``numbered(1…9)``."""

    numbered = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.text() and event.text() in DIGITS:
            self.numbered.emit(int(event.text()))
            return
        super().keyPressEvent(event)


class PersonDialog(Dialog):
    """The people to choose from; ``answered(person)`` after Enter, a digit, a double click or the button."""

    answered = Signal(object)

    def __init__(self, over: QWidget, people: Sequence[tuple[UUID, str]], now: UUID | None) -> None:
        super().__init__(over, _("Who works here?"), width=400)
        self.setObjectName("people")
        self._people = people
        self.say(_("Your name stands with what you do, and “me” means you. Change it with Ctrl+Shift+U."))
        self.list = NumberedList(_("People"))
        self.list.set_items([_item(number, *person) for number, person in enumerate(people)])
        self.list.select(now or (people[0][0] if people else None))
        rows = min(len(people), 9, (over.window().height() - px(_AROUND)) // px(_ROW))
        self.list.setMinimumHeight(px(_ROW) * max(rows, 3))
        self.list.activated_id.connect(self._take)
        self.list.numbered.connect(self._take_number)
        self.add(self.list)
        self.buttons(_("This is me"), self._take_current, cancel=_("Not now"))
        self.focus_first(self.list)

    @Slot(int)
    def _take_number(self, number: int) -> None:
        if number <= len(self._people):
            self._take(self._people[number - 1][0])

    def _take_current(self) -> bool:
        self._take(self.list.current())
        return False

    @Slot(object)
    def _take(self, person: UUID | None) -> None:
        if person is not None:
            self.answered.emit(person)
            self.close_dialog()


def _item(number: int, person: UUID, name: str) -> ListItem:
    return ListItem(person, name, lead=str(number + 1))
