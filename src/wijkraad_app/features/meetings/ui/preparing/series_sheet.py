"""A series of meetings: what they have in common, when they are, and the days that come of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import time
from typing import Any
from uuid import UUID

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from wijkraad_app.kernel import clock
from wijkraad_app.kernel.i18n import _
from wijkraad_app.ui import theme
from wijkraad_app.ui.app import App
from wijkraad_app.ui.layout import column, row
from wijkraad_app.ui.widgets.buttons import Button, Quiet
from wijkraad_app.ui.widgets.choices import CheckBox, ChoiceField
from wijkraad_app.ui.widgets.dialog import Sheet
from wijkraad_app.ui.widgets.inputs import LineField
from wijkraad_app.ui.widgets.parsed import TimeField

from ... import queries, service
from ...queries import PlannedDay, SeriesRow
from ...queries.templates import Template
from ...rules import words
from .holidays_section import SchoolHolidaysDialog
from .pattern_fields import DaysPreview, PatternFields


class SeriesSheet(Sheet):
    """Plans a new series, or changes one that is there."""

    help_topic = "planning"

    def __init__(self, app: App, over: QWidget) -> None:
        super().__init__(over, _("Series of meetings"), width=1120, height=660)
        self._app = app
        self._known: dict[UUID, SeriesRow] = {}
        self.which = ChoiceField(_("Series"), [(None, _("New series"))])
        self.which.set_value(None)
        self.which.edited.connect(self._choose)
        self.name = LineField(_("Title"), limit=200)
        self.kind = ChoiceField(_("Kind"), [(kind, _(word)) for kind, word in words.MEETING_KINDS.items()])
        self.kind.set_value("plenary")
        self.template = ChoiceField(_("Agenda to begin with"), [(None, _("Empty agenda"))])
        self.start, self.end = TimeField(_("From")), TimeField(_("End time"))
        self.start.set_value(time(20, 0))
        self.place = LineField(_("Place"), limit=200)
        self.online = LineField(_("Link to join online"), limit=500)
        self.public = CheckBox(_("Open to the public"), True)
        self.pattern = PatternFields()
        self.days = DaysPreview()
        self.pattern.changed.connect(self._read_days)
        self._remove = Quiet(_("Remove series"), self._take_away, icon="trash-2")
        self._remove.hide()
        holidays = Quiet(
            _("School holidays"), lambda: SchoolHolidaysDialog(app, self).open_over(), icon="calendar-days"
        )
        self._lay_out(holidays)
        self.buttons(_("Plan meetings"), self._keep)
        app.changes.connect(self._refresh)
        self.focus_first(self.name.line)
        self._read()
        self._read_days()

    def _lay_out(self, holidays: Button) -> None:
        facts, right, both = QWidget(), QWidget(), QWidget()
        times = row((self.start, 1), (self.end, 1), gap=12, top=True)
        facts.setLayout(
            column(
                self.which, self.name, self.kind, self.template, times, self.place, self.online, self.public,
                self._remove, None, gap=8,
            )
        )  # fmt: skip
        right.setLayout(column(self.pattern, 8, self.days, row(holidays, None), None, gap=6))
        stacked = theme.large_text()
        both.setLayout(column(facts, right, gap=16) if stacked else row((facts, 2), (right, 3), gap=28, top=True))
        self.body.addWidget(both)
        self.body.addStretch(1)

    # --- reading ---------------------------------------------------------------------
    @Slot(object)
    def _refresh(self, changes: Any) -> None:
        if changes.touches("school_holiday"):
            self._read_days()
        if changes.touches("series", "template"):
            self._read()

    def _read(self) -> None:
        self._app.read(self, queries.series_rows, done=self._know, latest="series")
        self._app.read(self, queries.all_templates, done=self._offer, latest="templates")

    def _know(self, rows: Sequence[SeriesRow]) -> None:
        self._known = {found.id: found for found in rows}
        self.which.set_options([(None, _("New series")), *((found.id, found.title) for found in rows)])
        self.which.setVisible(bool(rows))

    def _offer(self, found: Sequence[Template]) -> None:
        fresh = self.template.value() is None and len(self._known) == 0
        self.template.set_options([*((one.key, one.title) for one in found), ("", _("Empty agenda"))])
        if fresh and self.which.value() is None and found:
            self.template.set_value(found[0].key)
            self.name.set_value(self.name.value() or found[0].meeting_title)
            self._app.read(self, queries.usual_place, found[0].key, done=self._offer_place, latest="usual")

    def _offer_place(self, place: str) -> None:
        if not self.place.value():
            self.place.set_value(place)

    @Slot(object)
    def _choose(self, series: UUID | None) -> None:
        found = self._known.get(series) if series else None
        self._remove.setVisible(found is not None)
        if self.main_button is not None:
            self.main_button.set_text(_("Keep and plan") if found else _("Plan meetings"))
        if found is None:
            return
        for field, name in ((self.name, "title"), (self.kind, "kind"), (self.place, "place"), (self.online, "online")):
            field.set_value(getattr(found, name))
        self.start.set_value(found.start)
        self.end.set_value(found.end)
        self.template.set_value(found.template)
        self.public.setChecked(found.public)
        self.pattern.show_pattern(found.pattern)

    @Slot()
    def _read_days(self) -> None:
        pattern = self.pattern.pattern()
        if pattern is None:
            self.days.show_days(None, ())
            return

        def show(found: tuple[PlannedDay, ...]) -> None:
            self.days.show_days(pattern, found)

        until, whole = max(self.pattern.until(), clock.today()), replace(pattern, skip_days=frozenset())
        self._app.read(
            self, queries.planned_days, whole, until, self.which.value(), done=show, latest="days"
        )  # fmt: skip

    # --- keeping ---------------------------------------------------------------------
    def _keep(self) -> bool:
        pattern = self.pattern.pattern()
        if pattern is None or self.start.pending or self.end.pending:
            return False
        facts: dict[str, Any] = {
            "title": self.name.value(),
            "kind": self.kind.value(),
            "place": self.place.value(),
            "online": self.online.value(),
            "start": self.start.value(),
            "end": self.end.value(),
            "public": self.public.isChecked(),
            "template": self.template.value() or "",
            "pattern": self.days.chosen(pattern),
            "until": self.pattern.until(),
        }
        series = self.which.value()
        if series is None:
            self._app.do(self, service.add_series, done=self._planned, failed=self._refused, **facts)
        else:
            self._app.do(self, service.update_series, id=series, done=self._planned, failed=self._refused, **facts)
        return False

    def _refused(self, error: BaseException) -> None:
        message = getattr(error, "message", "")
        if message:
            self.name.error(message)
        self._app.tell(error)

    def _planned(self, _series: object) -> None:
        self.close_dialog()
        self._app.toast(_("Meetings planned."), _("Undo"), self._app.undo, icon="calendar-days")

    def _take_away(self) -> None:
        series = self.which.value()

        def removed(_none: object) -> None:
            self.close_dialog()
            self._app.toast(_("Series removed. What was held or prepared stays."), _("Undo"), self._app.undo)

        self._app.do(self, service.remove_series, id=series, done=removed)
