"""Settings: the school holidays in which the council would rather not meet."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from wijkraad_app.kernel.changes import Changes
from wijkraad_app.kernel.errors import UserError
from wijkraad_app.kernel.i18n import _
from wijkraad_app.ui.app import App
from wijkraad_app.ui.autosave import Save
from wijkraad_app.ui.layout import clear, column, row
from wijkraad_app.ui.widgets.buttons import IconButton, Secondary
from wijkraad_app.ui.widgets.dialog import Dialog
from wijkraad_app.ui.widgets.inputs import Field, LineField, required
from wijkraad_app.ui.widgets.labels import Label
from wijkraad_app.ui.widgets.parsed import DateField

from ... import queries, service
from ...queries import SchoolHolidayRow


def tell_below(app: App, field: Field, error: BaseException) -> None:
    """A refusal stands below the field; a fault of the program goes its usual way."""
    if isinstance(error, UserError):
        field.error(error.message)
    else:
        app.tell(error)


class _Line(QWidget):
    """One holiday: its name and days, and away with it."""

    def __init__(self, app: App, holiday: SchoolHolidayRow) -> None:
        super().__init__()
        self._app, self.id = app, holiday.id
        self.name = LineField("", limit=100, placeholder=_("Name of the holiday"))
        self.first = DateField("", placeholder=_("First day"))
        self.last = DateField("", placeholder=_("Last day"))
        for field, name in ((self.name, "name"), (self.first, "first_day"), (self.last, "last_day")):
            field.bind(getattr(holiday, name), self._saver(field, name))
        away = IconButton("trash-2", _("Remove holiday {name}").format(name=holiday.name), self._remove)
        self.setLayout(row((self.name, 3), (self.first, 2), (self.last, 2), away, gap=8, top=True))

    def _saver(self, field: Field, name: str) -> Save:
        def save(value: Any, group: UUID) -> None:
            told = partial(tell_below, self._app, field)
            self._app.do(
                self, service.update_school_holiday, id=self.id, group=group, failed=told, **{name: value}
            )  # fmt: skip

        return save

    def follow(self, holiday: SchoolHolidayRow) -> None:
        self.name.refresh(holiday.name)
        self.first.refresh(holiday.first_day)
        self.last.refresh(holiday.last_day)

    def _remove(self) -> None:
        def told(_none: object) -> None:
            text = _("{name} removed.").format(name=self.name.value())
            self._app.toast(text, _("Undo"), self._app.undo)

        self._app.do(self._app, service.remove_school_holiday, id=self.id, done=told)


class SchoolHolidaysSection(QWidget):
    """The list, and a line to add one."""

    def __init__(self, app: App) -> None:
        super().__init__()
        self._app = app
        self._shown: dict[UUID, _Line] = {}
        self._lines = column(gap=6)
        about = _("When a meeting falls in one of these, or on a Dutch holiday, its date says so.")
        self._none = Label(_("No school holidays listed yet."), "body", "text_2", wrap=True)
        self.name = LineField(_("New holiday"), limit=100)
        self.first, self.last = DateField(_("First day")), DateField(_("Last day"))
        add = Secondary(_("Add"), self._add, icon="plus")
        button = column(24, add, gap=4)
        adding = row((self.name, 3), (self.first, 2), (self.last, 2), button, gap=8, top=True)
        self.setLayout(
            column(Label(about, "small", "text_2", wrap=True), self._none, self._lines, 12, adding, None, gap=6)
        )
        self.read()

    @Slot(object)
    def refresh(self, changes: Changes) -> None:
        """Follow the dossier."""
        if changes.touches("school_holiday"):
            self.read()

    def read(self) -> None:
        self._app.read(self, queries.school_holidays, done=self._show, latest="holidays")

    def _show(self, rows: Sequence[SchoolHolidayRow]) -> None:
        self._none.setVisible(not rows)
        if [found.id for found in rows] == list(self._shown):
            for found in rows:
                self._shown[found.id].follow(found)
            return
        clear(self._lines)
        self._shown = {found.id: _Line(self._app, found) for found in rows}
        for made in self._shown.values():
            self._lines.addWidget(made)

    def _add(self) -> None:
        if not required(self.name) or self.first.pending or self.last.pending:
            return
        first, last = self.first.value(), self.last.value() or self.first.value()
        if first is None:
            self.first.error(_("Fill this in."))
            return
        facts = {"name": self.name.value(), "first_day": first, "last_day": last}
        told = partial(tell_below, self._app, self.last)
        self._app.do(self, service.add_school_holiday, failed=told, done=lambda _made: self._added(), **facts)

    def _added(self) -> None:
        self.name.set_value("")
        self.first.set_value(None)
        self.last.set_value(None)
        self.name.line.setFocus()


class SchoolHolidaysDialog(Dialog):
    """The same beside what is being planned."""

    help_topic = "planning"

    def __init__(self, app: App, over: QWidget) -> None:
        super().__init__(over, _("School holidays"), width=720)
        section = SchoolHolidaysSection(app)
        self.add(section)
        app.changes.connect(section.refresh)
        self.cancel_button = Secondary(_("Close"), self.close_dialog)
        self.foot.addWidget(self.cancel_button)
        self.focus_first(section.name.line)
