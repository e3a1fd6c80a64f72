"""The draft as it is written: every item with its notes, decisions and actions, one under the other."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QApplication, QWidget

from wijkraad_app.kernel.i18n import _
from wijkraad_app.ui import theme
from wijkraad_app.ui.app import App
from wijkraad_app.ui.layout import clear, column, line, scroll
from wijkraad_app.ui.widgets.labels import Label
from wijkraad_app.ui.widgets.richtext import RichTextField

from ...queries import MeetingView, PersonRow
from .phrases import PhraseChooser
from .section import ItemSection


class MinutesEditor(QWidget):
    """All items of one meeting; follows it without disturbing what is typed."""

    def __init__(self, app: App) -> None:
        super().__init__()
        self._app = app
        self._view: MeetingView | None = None
        self._people: tuple[PersonRow, ...] = ()
        self._sections: dict[UUID, ItemSection] = {}
        self._last: RichTextField | None = None
        self._list = column(gap=6)
        self._none = Label(_("This meeting has no agenda items. Make the agenda first."), "body", "text_2", wrap=True)
        self.top = column(gap=6)
        """Above the items, scrolling along."""
        body = QWidget()
        margins = (16, 8, 16, 16) if theme.large_text() else (28, 14, 24, 24)
        body.setLayout(column(self.top, self._none, self._list, None, gap=0, margins=margins))
        self.area = scroll(body, name=_("The draft"))
        self.setLayout(column((self.area, 1), gap=0))

    def set_people(self, people: tuple[PersonRow, ...]) -> None:
        """Whom an action can be given to. The text isn't shown anew: what is known of it may be older than the text."""
        self._people = people
        for section in self._sections.values():
            section.people = people

    def show_view(self, view: MeetingView) -> None:
        """Another meeting, or the same one after a change."""
        if [item.id for item in view.items] != list(self._sections) or self._view is None or self._view.id != view.id:
            self._rebuild(view)
        self._view = view
        self._none.setVisible(not view.items)
        for item in view.items:
            self._sections[item.id].show_item(view, item)

    def _rebuild(self, view: MeetingView) -> None:
        self.flush()
        clear(self._list)
        self._sections, self._last = {}, None
        for place, item in enumerate(view.items):
            if place:
                self._list.addWidget(line())
            section = ItemSection(self._app, item)
            section.people = self._people
            section.phrase_wanted.connect(self._ask_phrase)
            self._sections[item.id] = section
            self._list.addWidget(section)

    def flush(self) -> None:
        for section in self._sections.values():
            section.flush()

    # --- going somewhere -----------------------------------------------------------------
    def go_to(self, item: UUID | None, record: UUID | None = None) -> None:
        """The cursor at an item, or at one of its decisions or actions."""
        section = self._sections.get(item) if item else None
        if section is not None:
            self.area.ensureWidgetVisible(section)
            section.focus_entry(record)

    def focus_first(self) -> None:
        """Into the notes of the first item."""
        for section in self._sections.values():
            section.notes.edit.setFocus()
            return

    # --- text blocks -----------------------------------------------------------------------
    def phrase(self) -> None:
        """Ask for a text block for the notes the cursor is in, or was in last."""
        focus = QApplication.focusWidget()
        fields = [field for section in self._sections.values() for field in (section.notes, section.closed_notes)]
        here = next((field for field in fields if focus is not None and field.isAncestorOf(focus)), None)
        wanted = here or self._last or next(iter(fields), None)
        if wanted is not None:
            self._ask_phrase(wanted)

    @Slot(object)
    def _ask_phrase(self, field: RichTextField) -> None:
        self._last = field
        if self._view is not None:
            ask_phrase(self._app, self, self._view.id, field)


def ask_phrase(app: App, over: QWidget, meeting: UUID, field: RichTextField) -> None:
    """Choose a text block and put it where the cursor of ``field`` is."""

    def insert(text: str) -> None:
        field.edit.setFocus()
        field.edit.insertPlainText(text)

    PhraseChooser(app, over, meeting, insert).open_over()
