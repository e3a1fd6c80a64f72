"""A meeting, or all of a year, for a calendar or on paper: asked where, then written."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from uuid import UUID

from PySide6.QtWidgets import QWidget

from wijkraad_app.kernel import clock
from wijkraad_app.kernel.i18n import _
from wijkraad_app.kernel.jobs import Job
from wijkraad_app.ui.app import App
from wijkraad_app.ui.widgets.choices import ChoiceField
from wijkraad_app.ui.widgets.dialog import Dialog

from ...documents import Paper, paper
from ...queries.calendar import Calendar, calendar_of, calendar_of_year, calendar_years
from .. import papers

_SUFFIXES = {"pdf": ("PDF", "*.pdf"), "ics": ("iCalendar", "*.ics")}


def save_meeting(app: App, owner: QWidget, meeting: UUID, title: str) -> None:
    """One meeting as .ics."""
    target = _ask(app, "ics", title)
    if target is not None:
        app.run(owner, partial(_write_meeting, app, target, meeting), done=partial(_told, app))


def _ask(app: App, kind: str, title: str) -> Path | None:
    name, pattern = _SUFFIXES[kind]
    suggested = f"{papers.file_name(title)}.{kind}"
    target = app.save_file(_("Keep as {kind}").format(kind=name), {name: pattern}, suggested)
    if target is None or target.suffix.lower() == f".{kind}":
        return target
    return target.with_name(f"{target.name}.{kind}")


def _write_meeting(app: App, target: Path, meeting: UUID, _job: Job) -> Path:
    return _write_calendar(app.workspace.read(calendar_of, [meeting]), target)


def _write_calendar(calendar: Calendar, target: Path) -> Path:
    from wijkraad_app.pdf.files import write_whole

    from ...documents.calendar import calendar_file

    write_whole(target, calendar_file(calendar))
    return target


def _write_year(app: App, target: Path, year: int, _job: Job) -> Path:
    calendar = app.workspace.read(calendar_of_year, year)
    if target.suffix.lower() == ".ics":
        return _write_calendar(calendar, target)
    from wijkraad_app.pdf import render
    from wijkraad_app.pdf.files import write_whole

    from ...documents.schedule import schedule_document

    read: Paper = app.workspace.read(paper)
    write_whole(target, render.render(schedule_document(calendar, year, read)))
    return target


def _told(app: App, where: Path) -> None:
    app.toast(_("Kept as {file}.").format(file=where.name))


class ScheduleDialog(Dialog):
    """Which year, and as paper or for a calendar."""

    help_topic = "planning"

    def __init__(self, app: App, over: QWidget) -> None:
        super().__init__(over, _("Schedule of the year"), width=440)
        self._app, self._over = app, over
        year = clock.today().year
        self.year = ChoiceField(_("Year"), [(year, str(year))])
        self.form = ChoiceField(_("As"), [("pdf", _("PDF, to print or mail")), ("ics", _("Calendar file (.ics)"))])
        self.year.set_value(year)
        self.form.set_value("pdf")
        self.add(self.year, self.form)
        self.say(_("All meetings of that year with their day, time and place."))
        self.buttons(_("Save schedule"), self._save)
        app.read(self, calendar_years, done=self._know)

    def _know(self, years: tuple[int, ...]) -> None:
        known = sorted({*years, clock.today().year})
        self.year.set_options([(year, str(year)) for year in known])
        coming = [year for year in known if year > clock.today().year]
        if coming and clock.today().month >= 11:
            self.year.set_value(coming[0])

    def _save(self) -> None:
        year, kind = self.year.value(), self.form.value()
        target = _ask(self._app, kind, _("Meetings in {year}").format(year=year))
        if target is not None:
            self._app.run(self._over, partial(_write_year, self._app, target, year), done=partial(_told, self._app))
