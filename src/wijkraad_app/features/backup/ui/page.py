"""Backups as a page of their own, for the palette."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from wijkraad_app.kernel.i18n import _
from wijkraad_app.kernel.ids import EntityRef
from wijkraad_app.ui.app import App
from wijkraad_app.ui.section_page import SectionPage

from .section import BackupSection


class BackupPage(SectionPage):
    """The same as in the settings, read anew each time it comes to front."""

    section: BackupSection

    def __init__(self, app: App) -> None:
        super().__init__(app, _("Backups"), _("copies of the dossier"), BackupSection(app))

    def open(self, ref: EntityRef | None) -> None:
        self.section.read()

    def first_focus(self) -> QWidget | None:
        return self.section.make
