"""The year archive as a page of its own."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from wijkraad_app.kernel.i18n import _
from wijkraad_app.ui.app import App
from wijkraad_app.ui.layout import column, line, row, scroll
from wijkraad_app.ui.page import Page, RecordHeader
from wijkraad_app.ui.theme import px

from .section import ArchiveSection


class ArchivePage(Page):
    """The same as in the settings."""

    def __init__(self, app: App) -> None:
        super().__init__(app)
        header = RecordHeader(saved=False)
        header.set_title(_("Year archive"), _("everything in open files"))
        self.section = ArchiveSection(app)
        inner = QWidget()
        inner.setMaximumWidth(px(760))
        inner.setLayout(column(self.section, None, gap=0, margins=(28, 18, 28, 28)))
        holder = QWidget()
        holder.setLayout(row((inner, 1000), (QWidget(), 1), gap=0))
        self.setLayout(column(header, line(), (scroll(holder), 1), gap=0))

    def first_focus(self) -> QWidget | None:
        return self.section.period.box
