"""Who works here: asked once on a computer, changed with two keys; a digit or Enter answers."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from wijkraad_app.kernel.i18n import _

from .theme import px
from .widgets.dialog import Dialog
from .widgets.record_list import ListItem, RecordList

DIGITS = "123456789"


class PersonDialog(Dialog):
    """The people to choose from; ``answered(person)`` after Enter, a digit, a double click or the button."""

    answered = Signal(object)

    def __init__(self, over: QWidget, people: Sequence[tuple[UUID, str]], now: UUID | None) -> None:
        super().__init__(over, _("Who works here?"), width=400)
        self.setObjectName("people")
        self._people = people
        self.say(_("Your name stands with what you do, and “me” means you. Change it with Ctrl+Shift+U."))
        self.list = RecordList(_("People"))
        self.list.set_items([_item(number, *person) for number, person in enumerate(people)])
        self.list.select(now or (people[0][0] if people else None))
        self.list.setMinimumHeight(px(42) * min(len(people), 9))
        self.list.activated_id.connect(self._take)
        self.list.installEventFilter(self)
        self.add(self.list)
        self.buttons(_("This is me"), self._take_current, cancel=_("Not now"))
        self.focus_first(self.list)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.list and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            typed = event.text()
            if typed and typed in DIGITS and int(typed) <= len(self._people):
                self._take(self._people[int(typed) - 1][0])
                return True
        return super().eventFilter(watched, event)

    def _take_current(self) -> bool:
        self._take(self.list.current())
        return False

    def _take(self, person: UUID | None) -> None:
        if person is not None:
            self.answered.emit(person)
            self.close_dialog()


def _item(number: int, person: UUID, name: str) -> ListItem:
    return ListItem(person, name, lead=str(number + 1))
