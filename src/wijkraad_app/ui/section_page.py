"""A section of the settings as a page of its own, for the palette."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from .app import App
from .layout import column, line, row, scroll
from .page import Page, RecordHeader
from .theme import px


class SectionPage(Page):
    """``section`` is the widget that the settings show too."""

    def __init__(self, app: App, title: str, about: str, section: QWidget) -> None:
        super().__init__(app)
        header = RecordHeader(saved=False)
        header.set_title(title, about)
        self.section = section
        inner = QWidget()
        inner.setMaximumWidth(px(760))
        inner.setLayout(column(section, None, gap=0, margins=(28, 18, 28, 28)))
        holder = QWidget()
        holder.setLayout(row((inner, 1000), (QWidget(), 1), gap=0))
        self.setLayout(column(header, line(), (scroll(holder), 1), gap=0))
