"""What is said when a dossier has left this computer."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from wijkraad_app.kernel import dates
from wijkraad_app.kernel.i18n import _, ngettext
from wijkraad_app.ui.widgets.dialog import Dialog
from wijkraad_app.ui.widgets.labels import Label

from ..flow import Farewell
from ..rules import Remnant


class DoneDialog(Dialog):
    """How much went, and each file that could not be removed."""

    def __init__(self, over: QWidget, gone: Farewell, failed: Sequence[Remnant]) -> None:
        title = _("The dossier is gone from this computer") if not failed else _("Not everything could be removed")
        super().__init__(over, title, width=560)
        count = len(gone.remnants) - len(failed)
        words = ngettext("{n} thing was removed.", "{n} things were removed.", count)
        self.say(words.format(n=dates.number(count)))
        if failed:
            self.say(_("Remove these yourself:"))
            self.add(*(Label(one.shown, "small", wrap=True, selectable=True) for one in failed))
        elif not gone.encrypted:
            self.say(_("The file had no passphrase. An expert may still find removed files on the disk."))
        self.buttons(_("Close"), lambda: None)
        if self.cancel_button is not None:
            self.cancel_button.hide()
