"""Erasing in the settings: what it is, and the way to the page."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from wijkraad_app.kernel.i18n import _
from wijkraad_app.ui.app import App
from wijkraad_app.ui.layout import column, row
from wijkraad_app.ui.widgets.buttons import Secondary
from wijkraad_app.ui.widgets.labels import Label


class ErasureSection(QWidget):
    """A sentence and a button."""

    def __init__(self, app: App) -> None:
        super().__init__()
        words = _("When someone asks for it, take their data out of everything: texts, earlier versions, files.")
        go = Secondary(_("Erase data"), lambda: app.navigate("erasure"), icon="trash-2")
        self.setLayout(column(Label(words, "body", "text_2", wrap=True), row(go, None), gap=12))
