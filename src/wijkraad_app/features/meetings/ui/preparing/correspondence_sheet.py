"""The register of documents that came in and went out."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QWidget

from wijkraad_app.kernel import dates
from wijkraad_app.kernel.i18n import _
from wijkraad_app.ui import theme
from wijkraad_app.ui.app import App
from wijkraad_app.ui.layout import column, row
from wijkraad_app.ui.widgets.buttons import Quiet
from wijkraad_app.ui.widgets.choices import ChoiceField
from wijkraad_app.ui.widgets.inputs import LineField, TextField
from wijkraad_app.ui.widgets.labels import Icon, Label
from wijkraad_app.ui.widgets.parsed import DateField
from wijkraad_app.ui.widgets.record_list import ListItem
from wijkraad_app.ui.widgets.rows import Cell

from ... import queries, service
from ...queries import CorrespondenceRow
from ...rules import words
from .attaching import attach
from .register_sheet import RegisterSheet

_ICONS = {"incoming": "inbox", "outgoing": "send"}


class CorrespondenceSheet(RegisterSheet):
    """What came in and what went out; the next agenda lists what wasn't on one yet."""

    help_topic = "planning"
    kinds = ("correspondence", "item", "meeting")
    add_verb = service.add_correspondence
    update_verb = service.update_correspondence
    title_field = "subject"

    def __init__(self, app: App, over: QWidget) -> None:
        none = _("Nothing registered yet. What stands here is offered for the agenda of the next meeting.")
        super().__init__(app, over, _("Documents in and out"), new=_("New document"), none=none)

    def build(self) -> Any:
        self.state = Label("", "small", "text_2", wrap=True)
        direction = ChoiceField(_("Direction"), [(way, _(word)) for way, word in words.DIRECTIONS.items()])
        day, party = DateField(_("Date")), LineField(_("From or to whom"), limit=200)
        subject, handling = LineField(_("Subject"), limit=300), LineField(_("What to do with it"), limit=300)
        notes = TextField(_("Notes"), least=2)
        self.fields = {
            "direction": direction, "day": day, "party": party, "subject": subject, "handling": handling,
            "notes": notes,
        }  # fmt: skip
        self._file = Label("", "small", "text", wrap=True)
        self._file_row = QWidget()
        self._file_row.setLayout(row(Icon("paperclip", "text_2", theme.ICON_SMALL), (self._file, 1), gap=6))
        attach = Quiet(_("Add file"), self._choose, icon="paperclip")
        remove = Quiet(
            _("Remove"), lambda: self.gone(_("Document removed."), service.remove_correspondence), icon="trash-2"
        )
        return column(
            self.state,
            subject,
            row((direction, 1), (day, 1), gap=12, top=True),
            row((party, 1), (handling, 1), gap=12, top=True),
            notes,
            self._file_row,
            row(attach, remove, None),
            None,
            gap=10,
            margins=(4, 0, 12, 4),
        )

    def read(self) -> None:
        self.app.read(self, queries.correspondence, done=self.show_rows, latest="correspondence")

    def item_of(self, found: CorrespondenceRow) -> ListItem:
        word = _(words.DIRECTIONS.get(found.direction, words.DIRECTIONS["incoming"]))
        cell = Cell(word, _ICONS.get(found.direction, "inbox"), "text_2")
        return ListItem(found.id, found.subject, cell, dates.short_date(found.day) if found.day else "")

    def followed(self, found: CorrespondenceRow) -> None:
        listed = _("On the agenda of {meeting}.").format(meeting=found.listed_at) if found.listed_at else ""
        self.state.setText(listed or _("Not on an agenda yet."))
        self._file.setText(found.file_name)
        self._file_row.setVisible(bool(found.file))

    def _choose(self) -> None:
        path, shown = self.app.ask_file(_("Choose a document"), {_("All files"): "*"}), self.shown
        if path is None or shown is None:
            return
        attach(self.app, self, path, service.attach_correspondence, id=shown)
