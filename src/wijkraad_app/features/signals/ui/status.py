"""The four states as pills; the one in force is set, another is one press away."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from wijkraad_app.kernel.i18n import _
from wijkraad_app.ui.flow import Flow
from wijkraad_app.ui.widgets.chip import Chip

from ..rules.words import STATUSES, status_word


class StatusChoice(QWidget):
    """``asked`` gives the status that was pressed, when it is another."""

    asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._value = ""
        self.chips = {status: Chip(status_word(status), partial(self._press, status)) for status in STATUSES}
        self.setLayout(Flow(*self.chips.values(), gap=4))
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName(_("Status"))

    def set_value(self, status: str) -> None:
        """Without a signal."""
        self._value = status
        for one, chip in self.chips.items():
            word = status_word(one)
            chip.set_look(word, on=one == status)
            chip.setAccessibleName(_("{status}, chosen").format(status=word) if one == status else word)

    def _press(self, status: str) -> None:
        if status != self._value:
            self.asked.emit(status)
