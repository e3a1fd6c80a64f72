"""What is likely to be missing, as a short list beside the draft; each leads to its place."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from wijkraad_app.kernel.i18n import _
from wijkraad_app.ui.layout import clear, column, row
from wijkraad_app.ui.widgets.buttons import Quiet
from wijkraad_app.ui.widgets.labels import Icon, Label

from ...queries import MeetingView
from ...queries.minutes_checks import minutes_remarks
from ...rules.minutes_checks import Remark


class RemarksPanel(QWidget):
    """``wanted(Remark)`` to go where it can be mended."""

    wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._shown: tuple[Remark, ...] | None = None
        self._list = column(gap=6)
        self.setLayout(self._list)
        self.setAccessibleName(_("To look at"))

    def show_view(self, view: MeetingView) -> int:
        """Show the remarks of this meeting; returns how many."""
        found = minutes_remarks(view)
        if found != self._shown:
            self._shown = found
            clear(self._list)
            for remark in found:
                self._list.addWidget(_line(remark, self._to(remark)))
            if not found:
                done = row(Icon("circle-check", "ok"), (Label(_("Nothing is missing."), "body", wrap=True), 1), gap=8)
                self._list.addLayout(done)
        return len(found)

    def _to(self, remark: Remark) -> Callable[[], None]:
        return lambda: self.wanted.emit(remark)


def _line(remark: Remark, go: Callable[[], object]) -> QWidget:
    """The sentence, and a way to its place."""
    words = QWidget()
    there = Quiet(_("Go there"), go)
    there.setAccessibleName(_("Go there: {what}").format(what=remark.text))
    text = row(Icon("triangle-alert", "warn"), (Label(remark.text, "body", wrap=True), 1), gap=8, top=True)
    words.setLayout(column(text, row(20, there, None, gap=0), gap=0))
    return words
