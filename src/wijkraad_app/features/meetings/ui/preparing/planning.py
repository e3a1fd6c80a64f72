"""The ways to everything that comes before a meeting, for the menus, the palette and the agenda."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from uuid import UUID

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from wijkraad_app.kernel.commands import Command
from wijkraad_app.kernel.i18n import N_, _
from wijkraad_app.ui.app import App
from wijkraad_app.ui.layout import row
from wijkraad_app.ui.theme import ICON_SMALL
from wijkraad_app.ui.widgets.labels import Icon, Label

from ... import queries, service
from ...queries import MeetingView
from . import calendar_files, carry_over_sheet
from .backlog_sheet import BacklogSheet
from .correspondence_sheet import CorrespondenceSheet
from .holidays_section import SchoolHolidaysDialog
from .series_sheet import SeriesSheet
from .template_dialogs import KeepTemplateDialog, TemplatesDialog

Entries = list[tuple[str, str, Callable[[], object]] | None]


class Planning:
    """Over ``owner``; ``view`` tells which meeting is in front, if any, and ``flush`` saves what is typed."""

    def __init__(
        self, app: App, owner: QWidget, view: Callable[[], MeetingView | None], flush: Callable[[], None]
    ) -> None:
        self._app, self._owner, self._view, self._flush = app, owner, view, flush

    # --- of all meetings ---------------------------------------------------------------
    def series(self) -> None:
        SeriesSheet(self._app, self._owner).open_over()

    def backlog(self) -> None:
        """What waits for an agenda."""
        BacklogSheet(self._app, self._owner).open_over()

    def documents(self) -> None:
        CorrespondenceSheet(self._app, self._owner).open_over()

    def schedule(self) -> None:
        calendar_files.ScheduleDialog(self._app, self._owner).open_over()

    def templates(self) -> None:
        TemplatesDialog(self._app, self._owner).open_over()

    def holidays(self) -> None:
        SchoolHolidaysDialog(self._app, self._owner).open_over()

    def entries(self) -> Entries:
        """The menu beside the list of meetings."""
        return [
            (_("Series of meetings"), "calendar-days", self.series),
            (_("Proposed items"), "inbox", self.backlog),
            (_("Documents in and out"), "mail", self.documents),
            None,
            (_("Schedule of the year"), "download", self.schedule),
            (_("Own agenda templates"), "list-ordered", self.templates),
            (_("School holidays"), "calendar-clock", self.holidays),
        ]

    # --- of the meeting in front ---------------------------------------------------------
    def from_backlog(self) -> None:
        """The same, to place one at the meeting in front."""
        view = self._view()
        if view is not None:
            self._flush()
            BacklogSheet(self._app, self._owner, view.id).open_over()

    def carry_over(self) -> None:
        view = self._view()
        if view is not None:
            self._flush()
            carry_over_sheet.offer(self._app, self._owner, view.id, told=True)

    def keep_template(self) -> None:
        view = self._view()
        if view is not None:
            self._flush()
            KeepTemplateDialog(self._app, self._owner, view.id, view.title).open_over()

    def calendar_file(self) -> None:
        view = self._view()
        if view is not None:
            self._flush()
            calendar_files.save_meeting(self._app, self._owner, view.id, view.name)

    def skip(self) -> None:
        """Leave this meeting of its series out."""
        view = self._view()
        if view is not None:
            text = _("“{title}” is skipped.").format(title=view.name)
            self._app.do(
                self._owner,
                service.skip_occurrence,
                id=view.id,
                done=lambda _none: self._app.toast(text, _("Undo"), self._app.undo),
            )

    def meeting_entries(self) -> Entries:
        """What “More” offers of the meeting in front."""
        view = self._view()
        found: Entries = [
            (_("Carry over what is open"), "reply", self.carry_over),
            (_("Calendar file (.ics)"), "calendar-plus", self.calendar_file),
            (_("Keep as template"), "save", self.keep_template),
        ]
        if view is not None and view.series is not None and view.status == "planned":
            found.append((_("Skip this one of the series"), "calendar-clock", self.skip))
        return found

    # --- for the palette -------------------------------------------------------------------
    def commands(self, enabled: Callable[[], bool]) -> tuple[Command, ...]:
        """All of it by name."""

        def one(name: str, title: str, run: Callable[[], None], icon: str, *more: str) -> Command:
            return Command(f"meetings.{name}", title, run, "", icon, enabled, keywords=more)

        return (
            one("series", N_("Series of meetings"), self.series, "calendar-days", "reeks", "elke", "herhalen"),
            one("backlog", N_("Proposed items"), self.backlog, "inbox", "voorraad", "backlog"),
            one("documents", N_("Documents in and out"), self.documents, "mail", "ingekomen", "stukken", "post"),
            one("schedule", N_("Schedule of the year"), self.schedule, "download", "jaarplanning", "rooster"),
            one("templates", N_("Own agenda templates"), self.templates, "list-ordered", "sjabloon"),
            one("holidays", N_("School holidays"), self.holidays, "calendar-clock", "vakantie"),
            one("carry_over", N_("Carry over what is open"), self.carry_over, "reply", "openstaand"),
            one("calendar", N_("Calendar file (.ics)"), self.calendar_file, "calendar-plus", "ics", "agenda"),
            one("keep_template", N_("Keep as template"), self.keep_template, "save", "sjabloon"),
        )


class DayWarning(QWidget):
    """Beside a date: why it is an odd day to meet on; hidden on any other."""

    def __init__(self, app: App) -> None:
        super().__init__()
        self._app = app
        self._day: date | None = None
        self._words = Label("", "small", "warn", wrap=True)
        self.setLayout(row(Icon("triangle-alert", "warn", ICON_SMALL), (self._words, 1), gap=6))
        self.hide()

    @Slot(object)
    def ask(self, day: date | None) -> None:
        """Show what there is to say of that day."""
        self._day = day
        self._app.read(self, queries.day_warning, day, done=self._show, latest="warning")

    def _show(self, found: str) -> None:
        self._words.setText(_("That day is in a holiday: {name}.").format(name=found) if found else "")
        self.setVisible(bool(found))

    def text(self) -> str:
        """What is said; "" on an ordinary day."""
        return self._words.plain()


def offer_open(app: App, over: QWidget, meeting: UUID) -> None:
    """Of a meeting just made: what is open, if anything is."""
    carry_over_sheet.offer(app, over, meeting)
