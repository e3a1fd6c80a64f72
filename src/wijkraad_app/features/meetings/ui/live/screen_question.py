"""Asked before the meeting screen opens where the room may look at it: is there a screen for the room?"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from wijkraad_app.kernel.i18n import _
from wijkraad_app.ui.widgets.buttons import Secondary
from wijkraad_app.ui.widgets.dialog import Dialog


class ScreenQuestion(Dialog):
    """``then(safe)``; Cancel opens nothing."""

    help_topic = "room"

    def __init__(self, over: QWidget, then: Callable[[bool], None]) -> None:
        super().__init__(over, _("Does the room see this screen?"), width=560)
        self._then = then
        self.say(_("There is no second screen, or it shows the same as this one."))
        self.say(
            _(
                "On the screen for the room you write as usual, without who is absent, names of residents, messages "
                "and what else is in the dossier."
            )
        )
        self.buttons(_("Screen for the room"), lambda: self._answer(True))
        self.alone = Secondary(_("Only I see it"), lambda: self._answer(False))
        self.foot.insertWidget(self.foot.count() - 1, self.alone)
        if self.main_button is not None:
            self.focus_first(self.main_button)

    def _answer(self, safe: bool) -> None:
        self.close_dialog()
        self._then(safe)
