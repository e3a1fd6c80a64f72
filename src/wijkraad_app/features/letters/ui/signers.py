"""Rows of people who signed or still have to."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from wijkraad_app.ui.layout import clear, column, line, row
from wijkraad_app.ui.widgets.badge import Badge
from wijkraad_app.ui.widgets.labels import Avatar, Label, initials

from ..flow.wording import SignerLine


class SignerRows(QWidget):
    """Avatar, name, role and moment, badge; a line between."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[SignerLine, ...] = ()
        self._column = column(gap=0)
        self.setLayout(self._column)

    def show_rows(self, rows: Sequence[SignerLine]) -> None:
        """Show these people."""
        if tuple(rows) == self._rows:
            return
        self._rows = tuple(rows)
        clear(self._column)
        for at, one in enumerate(self._rows):
            if at:
                self._column.addWidget(line())
            self._column.addWidget(_row(one))

    def texts(self) -> list[str]:
        """What the rows say."""
        return [f"{one.name}, {one.below}: {one.badge}" for one in self._rows]


def _row(one: SignerLine) -> QWidget:
    made = QWidget()
    words = column(Label(one.name, "strong", wrap=True), Label(one.below, "small", "text_2", wrap=True), gap=0)
    badge = Badge(one.badge, one.tone, one.icon)
    made.setLayout(row(Avatar(initials(one.name), "accent", 40), (words, 1), badge, gap=12, margins=(0, 8, 0, 8)))
    made.setAccessibleName(f"{one.name}, {one.below}: {one.badge}")
    return made
