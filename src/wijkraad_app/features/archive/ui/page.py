"""The year archive as a page of its own."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from wijkraad_app.kernel.i18n import _
from wijkraad_app.ui.app import App
from wijkraad_app.ui.section_page import SectionPage

from .section import ArchiveSection


class ArchivePage(SectionPage):
    """The same as in the settings."""

    def __init__(self, app: App) -> None:
        self.archive = ArchiveSection(app)
        super().__init__(app, _("Year archive"), _("everything in open files"), self.archive)

    def first_focus(self) -> QWidget | None:
        return self.archive.period.box
