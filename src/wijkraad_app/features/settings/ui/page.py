"""The settings: sections at the left, the fields of one at the right. What is typed is saved by itself."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtWidgets import QApplication, QWidget

from wijkraad_app.kernel.changes import Changes
from wijkraad_app.kernel.i18n import _
from wijkraad_app.kernel.ids import EntityRef
from wijkraad_app.ui.accessibility import focusable
from wijkraad_app.ui.app import App
from wijkraad_app.ui.layout import clear, column, line, row, scroll
from wijkraad_app.ui.page import ListRecordPage, RecordHeader
from wijkraad_app.ui.tab_order import bring_into_view
from wijkraad_app.ui.theme import px
from wijkraad_app.ui.widgets.labels import Label
from wijkraad_app.ui.widgets.record_list import ListItem, RecordList

from ..rules import Section, sections

_WIDEST = 760
_FOCUS = "settings.focus"


class SettingsPage(ListRecordPage):
    """Everything that can be chosen once and stays."""

    def __init__(self, app: App) -> None:
        super().__init__(app, list_width=248)
        self._sections = {section.id: section for section in sections()}
        self._shown: UUID | None = None
        self.content: QWidget | None = None
        """The section in front."""
        self.list = RecordList(_("Settings"))
        self.list.set_items([ListItem(one.id, _(one.title), lead=one.icon) for one in self._sections.values()])
        self.list.chosen.connect(self._show)
        self.list_layout.addLayout(row(Label(_("Settings"), "heading"), margins=(6, 4, 0, 8)))
        self.list_layout.addWidget(self.list, 1)
        self.header = RecordHeader()
        self._body = column(gap=0)
        inner = QWidget()
        inner.setMaximumWidth(px(_WIDEST))
        inner.setLayout(column(self._body, None, gap=0, margins=(28, 4, 28, 28)))
        holder = QWidget()
        holder.setLayout(row((inner, 1000), (QWidget(), 1), gap=0))
        self.record_layout.addWidget(self.header)
        self.record_layout.addWidget(line())
        self.record_layout.addSpacing(px(14))
        self.record_layout.addWidget(scroll(holder), 1)

    def open(self, ref: EntityRef | None) -> None:
        wanted = ref.id if ref is not None and ref.id in self._sections else self._shown
        first = wanted or next(iter(self._sections), None)
        if first is not None:
            fresh = self._shown is None
            self.list.select(first)
            if first != self._shown:
                self._show(first)
            if fresh:
                self._bring_focus_back()

    def flush(self) -> None:
        super().flush()
        focus = QApplication.focusWidget()
        if self.content is not None and focus is not None and self.content.isAncestorOf(focus):
            places = list(focusable(self.content))
            self.app.services[_FOCUS] = (self._shown, places.index(focus)) if focus in places else None

    def _bring_focus_back(self) -> None:
        """Another theme or language makes the page anew; the focus stays on what was changed."""
        shown, place = self.app.services.pop(_FOCUS, None) or (None, 0)
        if self.content is not None and shown == self._shown:
            places = list(focusable(self.content))
            if place < len(places):
                field = places[place]
                QTimer.singleShot(0, field, partial(self._focus_on, field))

    def _focus_on(self, field: QWidget) -> None:
        """With larger text what was changed may lie below the fold."""
        field.setFocus(Qt.FocusReason.OtherFocusReason)
        bring_into_view(field, self)

    @Slot(object)
    def _show(self, wanted: UUID) -> None:
        self.flush()
        section: Section = self._sections[wanted]
        self._shown = wanted
        self.header.set_title(_(section.title), _(section.about))
        clear(self._body)
        made: QWidget = section.make(self.app)
        self.content = made
        self._body.addWidget(made)

    def refresh(self, changes: Changes) -> None:
        follow = getattr(self.content, "refresh", None)
        if follow is not None:
            follow(changes)

    def current(self) -> EntityRef | None:
        return EntityRef("settings_section", self._shown) if self._shown else None
