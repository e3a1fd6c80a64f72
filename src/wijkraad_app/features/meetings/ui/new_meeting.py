"""A new meeting: which agenda to begin with, when and where."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import time
from typing import Any
from uuid import UUID

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from wijkraad_app.kernel.i18n import _
from wijkraad_app.ui.app import App
from wijkraad_app.ui.layout import row
from wijkraad_app.ui.widgets.buttons import Quiet
from wijkraad_app.ui.widgets.choices import ChoiceField
from wijkraad_app.ui.widgets.dialog import Dialog
from wijkraad_app.ui.widgets.inputs import LineField
from wijkraad_app.ui.widgets.parsed import DateField, TimeField

from .. import service
from ..queries import all_templates, usual_place
from ..queries.templates import Template, templates
from .paste import PasteSheet
from .preparing.planning import DayWarning, offer_open
from .preparing.series_sheet import SeriesSheet


class NewMeetingDialog(Dialog):
    """``made(meeting id)`` once it is there; with ``carrying`` what is open is offered for its agenda."""

    def __init__(self, app: App, over: QWidget, made: Callable[[UUID], None], *, carrying: bool = True) -> None:
        super().__init__(over, _("New meeting"), width=520)
        self._app, self._over, self._made, self._carrying = app, over, made, carrying
        self.template = ChoiceField(_("Agenda to begin with"))
        self._offer_templates(templates())
        self.day = DateField(_("Date"), placeholder=_("for example 8-12"))
        self.start, self.end = TimeField(_("From")), TimeField(_("End time"))
        self.start.set_value(time(20, 0))
        self.place = LineField(_("Place"), limit=200)
        self.online = LineField(_("Link to join online"), limit=500)
        self.warning = DayWarning(app)
        self.day.edited.connect(self.warning.ask)
        when = QWidget()
        when.setLayout(row((self.day, 2), (self.start, 1), (self.end, 1), gap=12, top=True))
        others = QWidget()
        series = Quiet(_("Plan a series instead"), self._series, icon="calendar-days")
        others.setLayout(row(Quiet(_("Paste an agenda instead"), self._paste, icon="clipboard-paste"), series, None))
        self.add(self.template, when, self.warning, self.place, self.online, others)
        self.buttons(_("Make the agenda"), self._make)
        self.focus_first(self.day.line)
        self._offered = ""
        self.template.edited.connect(self._read_usual)
        self._read_usual(self.template.value())
        app.read(self, all_templates, done=self._offer_templates, latest="templates")

    def _offer_templates(self, found: Sequence[Template]) -> None:
        """The council's own and the presets; what was chosen stays."""
        before = self.template.value()
        options: list[tuple[Any, str]] = [(one.key, one.title) for one in found]
        self.template.set_options([*options, (None, _("Empty agenda"))])
        self.template.set_value(before or (options[0][0] if options else None))

    @Slot(object)
    def _read_usual(self, template: str | None) -> None:
        self._app.read(self, usual_place, template, done=self._offer, latest="usual")

    def _offer(self, place: str) -> None:
        """Where such meetings are held, unless another place was typed."""
        if self.place.value() == self._offered:
            self.place.set_value(place)
            self._offered = place

    def _make(self) -> bool | None:
        for field in (self.day, self.start, self.end):
            if field.pending:
                return False
        facts = {
            "template": self.template.value(),
            "day": self.day.value(),
            "start": self.start.value(),
            "end": self.end.value(),
            "place": self.place.value(),
            "online": self.online.value(),
        }
        self._app.do(self._app, service.add_meeting, done=self._begun, **facts)
        return None

    def _begun(self, meeting: UUID) -> None:
        """Go on with it, and with what is open for it."""
        self._made(meeting)
        if self._carrying:
            offer_open(self._app, self._over, meeting)

    def _series(self) -> None:
        self.close_dialog()
        SeriesSheet(self._app, self._over).open_over()

    def _paste(self) -> None:
        self.close_dialog()
        PasteSheet(self._app, self._over, self._made).open_over()
