"""Correcting a text in which quotes are marked."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from wijkraad_app.kernel.i18n import _, ngettext
from wijkraad_app.ui.app import App
from wijkraad_app.ui.widgets.dialog import Sheet

from .. import service
from ..queries import ConversationView
from ..service import Replaced
from .talk import TalkField


class CorrectDialog(Sheet):
    """The whole text to mend; on closing every quote is placed again."""

    def __init__(self, app: App, over: QWidget, view: ConversationView, then: Callable[[Replaced], None]) -> None:
        super().__init__(over, _("Correct text"), width=820, height=640)
        self.app, self._view, self._then = app, view, then
        self.say(_("Mend typing errors here. The quotes keep their place; you hear which can't be found again."))
        self.field = TalkField(_("Text"))
        self.field.set_value(view.text)
        self.body.addWidget(self.field, 1)
        self.buttons(_("Correct text"), self._correct)
        self.focus_first(self.field.text)

    def _correct(self) -> None:
        if self.field.value() != self._view.text:
            self.app.do(
                self.app, service.correct_text, id=self._view.id, text=self.field.value(), done=self._then
            )  # fmt: skip


def outcome(replaced: Replaced) -> str:
    """What the correction did, in one sentence."""
    lost = len(replaced.lost)
    if lost:
        return ngettext(
            "Text corrected. {n} quote couldn't be found again.", "Text corrected. {n} quotes couldn't be found again.",
            lost,
        ).format(n=lost)  # fmt: skip
    return _("Text corrected. All quotes kept their place.")
