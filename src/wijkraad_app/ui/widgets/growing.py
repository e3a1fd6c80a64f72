"""A choice whose list can grow on the spot: the last option asks for a new name."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtWidgets import QWidget

from wijkraad_app.kernel.i18n import _

from .choices import ChoiceField, Options
from .dialog import Dialog
from .inputs import LineField, required

_NEW = object()


class GrowingChoice(ChoiceField):
    """`ChoiceField` with ``new_label`` as its last option.

    Chosen from the open list it asks for a name and sends ``wanted(name)``; whoever makes the record calls `take`
    with its id and name. Arrows over the closed list stop before it.
    """

    wanted = Signal(str)

    def __init__(self, label: str, new_label: str, *, placeholder: str = "", parent: QWidget | None = None) -> None:
        self._new_label = new_label
        self._known: list[tuple[Any, str]] = []
        self._before: Any = None
        self._opened = False
        super().__init__(label, placeholder=placeholder, parent=parent)
        self.box.view().installEventFilter(self)

    def set_options(self, options: Options) -> None:
        self._known = list(options)
        super().set_options([*self._known, (_NEW, self._new_label)])

    def take(self, value: Any, name: str) -> None:
        """The new record: chosen, and saved like any other choice."""
        if value not in dict(self._known):
            self.set_options([*self._known, (value, name)])
        self.set_value(value)
        self.edited.emit(value)
        self._left()

    def _chosen(self, index: int) -> None:
        if self._values[index] is _NEW:
            self.set_value(self._before)
            if self._opened:
                self._ask()
        else:
            self._before = self._values[index]
            super()._chosen(index)
        self._opened = False

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is not self.control:
            self._opened = self._opened or event.type() == QEvent.Type.Show
            return False
        return super().eventFilter(watched, event)

    def set_value(self, value: Any) -> None:
        self._before = value
        super().set_value(value)

    def _ask(self) -> None:
        dialog = Dialog(self, self._new_label.rstrip("…"), width=420)
        name = LineField(_("Name"), limit=100)
        dialog.add(name)

        def make() -> bool:
            if not required(name):
                name.line.setFocus()
                return False
            self.wanted.emit(name.value().strip())
            return True

        dialog.buttons(_("Add"), make)
        dialog.open_over()
