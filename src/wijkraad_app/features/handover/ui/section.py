"""The way from the settings to the handover."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QWidget

from wijkraad_app.kernel.i18n import _
from wijkraad_app.ui.app import App
from wijkraad_app.ui.flow import Flow
from wijkraad_app.ui.layout import column
from wijkraad_app.ui.widgets.buttons import Secondary
from wijkraad_app.ui.widgets.labels import Label


class HandoverSection(QWidget):
    """Says what a handover does; the page does it."""

    def __init__(self, app: App) -> None:
        super().__init__()
        words = _(
            "When someone else takes over: check the file, see what is open, give a new passphrase, revoke keys, write "
            "the copy for your successor and remove the dossier from this computer."
        )
        go = Secondary(_("Go to the handover"), partial(app.navigate, "handover"), icon="door-open")
        self.setLayout(column(Label(words, "body", "text_2", wrap=True), 8, Flow(go), gap=8))
