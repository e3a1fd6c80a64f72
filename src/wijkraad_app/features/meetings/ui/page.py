"""The page of meetings: preparing, holding, and what came of it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from uuid import UUID

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QStackedWidget, QWidget

from wijkraad_app.kernel.changes import Changes
from wijkraad_app.kernel.commands import Command
from wijkraad_app.kernel.i18n import N_, _
from wijkraad_app.kernel.ids import EntityRef
from wijkraad_app.ui.app import App
from wijkraad_app.ui.layout import column
from wijkraad_app.ui.page import Page

from .. import queries
from ..queries import MeetingRow, MeetingView, PersonRow
from .live.screen_question import ScreenQuestion
from .live.view import LiveView
from .minutes.editor import ask_phrase
from .overview import AGENDA, MINUTES, Overview

KINDS = (
    "meeting", "item", "annex", "attendance", "decision", "vote", "aside", "action", "speaker", "person", "membership",
    "council", "snapshot", "minutes_comment", "erratum", "privacy_choice",
)  # fmt: skip


class MeetingsPage(Page):
    """Overview and meeting screen, one in front of the other."""

    narrow_rail = True

    def __init__(self, app: App) -> None:
        super().__init__(app)
        self._meeting: UUID | None = None
        self._item: UUID | None = None
        self._made_now = False
        self.overview = Overview(app)
        self.live = LiveView(app, self._leave_live, self._to_minutes)
        self.overview.meeting_chosen.connect(self._choose)
        self.overview.live_wanted.connect(self._hold)
        self.overview.made.connect(self._made)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.overview)
        self._stack.addWidget(self.live)
        self.setLayout(column((self._stack, 1), gap=0))

    # --- coming and going ----------------------------------------------------------------
    def open(self, ref: EntityRef | None) -> None:
        if ref is None:
            self._read_lists()
        elif ref.kind == "meeting":
            self.overview.show_meeting()
            self._choose(ref.id)
            self._read_lists()
        else:
            self.app.read(
                self,
                queries.place_of,
                ref.kind,
                ref.id,
                done=lambda place: self._show_place(ref, *place),
                latest="place",
            )

    def _show_place(self, ref: EntityRef, meeting: UUID | None, item: UUID | None) -> None:
        if meeting is None and ref.kind == "decision":
            self.overview.show_decisions(ref.id)
        elif meeting is None:
            self.overview.show_actions(ref.id if ref.kind == "action" else None)
        else:
            self._item = item
            self.overview.show_meeting()
            self._choose(meeting)
        self._read_lists()

    def leave(self) -> bool:
        """Not at once while the room looks at this screen: back to the agenda first, which is asked."""
        self.flush()
        if self.holding() and self.live.safe:
            self._leave_live()
            return False
        self.live.closed()
        return True

    def up(self) -> bool:
        if not self.holding():
            return False
        if not self.live.up():
            self._leave_live()
        return True

    def _leave_live(self) -> None:
        """Back to the agenda."""
        self._leaving(self._back)

    def _leaving(self, then: Callable[[], None]) -> None:
        """Do that elsewhere; asked first where the room looks along."""
        if not self.holding() or not self.live.safe:
            then()
            return
        self.app.confirm(
            _("Leave the screen for the room?"),
            _("The room then sees whatever you open."),
            _("Leave"),
            then,
            danger=True,
        )

    def current(self) -> EntityRef | None:
        if (shown := self.overview.list_shown()) is not None:
            return shown.current()
        return EntityRef("meeting", self._meeting) if self._meeting else None

    def undo_scope(self) -> EntityRef | None:
        """While the meeting is held, undo leaves all other work alone."""
        return EntityRef("meeting", self._meeting) if self.holding() and self._meeting else None

    def title(self) -> str:
        return self.overview.view.name if self.overview.view and not self.overview.showing_list() else ""

    def help_topic(self) -> str:
        return "live" if self.holding() else self.overview.help_topic()

    def panes(self) -> list[QWidget]:
        return self.live.panes() if self.holding() else self.overview.panes()

    def holding(self) -> bool:
        """Whether the meeting screen is in front."""
        return self._stack.currentIndex() == 1

    def flush(self) -> None:
        self.overview.flush()
        self.live.flush()

    # --- reading -------------------------------------------------------------------------
    def refresh(self, changes: Changes) -> None:
        if changes.touches(*KINDS) or changes.origin.startswith(("advice.", "letters.")):
            self._read_lists()
            self._read_meeting()
            if (shown := self.overview.list_shown()) is not None:
                shown.refresh()

    def _read_lists(self) -> None:
        self.app.read(self, queries.people, done=self._know_people, latest="people")
        self.app.read(self, queries.meeting_rows, done=self._show_rows, latest="rows")
        self.app.read(self, queries.late_count, done=self.overview.set_late, latest="late")

    def _know_people(self, people: tuple[PersonRow, ...]) -> None:
        self.overview.set_people(people)
        self.live.set_people(people)

    def _show_rows(self, rows: tuple[MeetingRow, ...]) -> None:
        self.overview.show_rows(rows)
        if self.holding() and self._meeting not in [one.id for one in rows]:
            self._back()
        if not rows:
            self._meeting = None
            self.overview.show_none()
        elif self._meeting not in [one.id for one in rows] and not self.overview.showing_list():
            self._choose(_first(rows).id)

    @Slot(object)
    def _choose(self, meeting: UUID) -> None:
        if meeting != self._meeting or self.overview.showing_list():
            self.flush()
        self._meeting = meeting
        self.overview.show_meeting()
        self._read_meeting()

    def _read_meeting(self) -> None:
        if self._meeting is not None:
            self.app.read(self, queries.meeting_view, self._meeting, done=self._show, latest="meeting")

    def _show(self, view: MeetingView | None) -> None:
        if view is None or view.id != self._meeting:
            return
        self.overview.show_view(view)
        self.live.show_view(view)
        if self.live.stage.held == view.id and not self.holding():  # the page was made anew meanwhile
            self._hold_on(view.id, bool(self.live.stage.answered(view.id)))
        if self._item is not None:
            self.overview.show_tab(AGENDA)
            self.overview.agenda.outline.focus_item(self._item)
            self._item = None
        if self._made_now:
            self._made_now = False
            self.overview.agenda.outline.focus_item(None)

    # --- doing ---------------------------------------------------------------------------
    @Slot(object)
    def _made(self, meeting: UUID) -> None:
        """Go on with its agenda as soon as it can be seen."""
        self._made_now = True
        self._choose(meeting)

    @Slot()
    def _hold(self) -> None:
        view = self.overview.view
        if view is None:
            return
        self.overview.flush()
        safe = self.live.stage.answered(view.id) if view.status != "closed" else False
        if safe is None:
            ScreenQuestion(self, partial(self._hold_on, view.id)).open_over()
        else:
            self._hold_on(view.id, safe)

    def _hold_on(self, meeting: UUID, safe: bool) -> None:
        """With what was answered about this screen."""
        if meeting != self._meeting:
            return
        self.live.stage.answer(meeting, safe=safe)
        self.live.stage.held = meeting
        self._stack.setCurrentIndex(1)
        self.live.opened()
        self.live.set_safe(safe)

    def _back(self) -> None:
        self.live.stage.held = None
        self.live.flush()
        self.live.closed()
        self._stack.setCurrentIndex(0)
        self.overview.show_tab(AGENDA)
        self.overview.list.setFocus()

    def show_actions(self) -> None:
        """The table of all actions."""
        self._leaving(lambda: self._elsewhere(self.overview.show_actions))

    def show_decisions(self) -> None:
        """The register of decisions."""
        self._leaving(lambda: self._elsewhere(self.overview.show_decisions))

    def _elsewhere(self, show: Callable[[], None]) -> None:
        if self.holding():
            self._back()
        show()

    def _decide_by_mail(self) -> None:
        self.overview.show_decisions()
        self.overview.register.add_by_mail()

    def _writing(self) -> bool:
        """Whether there are notes to put a text block in."""
        return self.live.item.writing_notes() if self.holding() else self.overview.minutes.isVisible()

    def _phrase(self) -> None:
        if not self.holding():
            self.overview.minutes.phrase()
        elif self._meeting is not None:
            ask_phrase(self.app, self, self._meeting, self.live.item.notes)

    def _to_minutes(self) -> None:
        self._leaving(lambda: self._elsewhere(lambda: self.overview.show_tab(MINUTES)))

    def commands(self) -> tuple[Command, ...]:
        return (
            Command("meetings.next_item", N_("Next agenda item"), lambda: self.live.step(1), "Ctrl+Down", "arrow-down",
                    self.holding),
            Command("meetings.previous_item", N_("Previous agenda item"), lambda: self.live.step(-1), "Ctrl+Up",
                    "arrow-up", self.holding),
            Command("meetings.notes", N_("Notes as text"), self.live.item.toggle_notes, "Ctrl+E", "pencil",
                    self.holding),
            Command("meetings.phrase", N_("Text block"), self._phrase, "Ctrl+T", "text-quote", self._writing),
            Command("meetings.comments", N_("Add comments"), self.overview.minutes.beside.comments.paste, "",
                    "clipboard-paste", lambda: not self.holding() and self.overview.minutes.isVisible()),
            Command("meetings.names", N_("Names in the public version"), self.overview.minutes.decide_names, "",
                    "eye-off", lambda: not self.holding() and self.overview.minutes.isVisible()),
            Command("meetings.hold", N_("Hold the meeting"), self._hold, "Ctrl+Return", "users",
                    lambda: not self.holding() and self.overview.view is not None),
            Command("meetings.pack", N_("Meeting pack"), self.overview.pack, "", "paperclip",
                    lambda: not self.holding() and self.overview.view is not None),
            Command("meetings.paste", N_("Paste agenda"), self.overview.paste, "", "clipboard-paste",
                    lambda: not self.holding()),
            Command("meetings.paste_actions", N_("Paste open actions"), self.overview.action_list.paste, "",
                    "clipboard-paste", lambda: not self.holding()),
            Command("meetings.paste_decisions", N_("Paste earlier decisions"), self.overview.paste_decisions, "",
                    "clipboard-paste", lambda: not self.holding()),
            Command("meetings.mail_decision", N_("Decision by mail"), self._decide_by_mail, "", "mail",
                    lambda: not self.holding()),
            Command("meetings.remind", N_("Remind owners of actions"), self.overview.action_list.remind, "", "mail",
                    lambda: not self.holding()),
            Command("meetings.new", N_("New meeting"), self.overview.new_meeting, "Ctrl+N", "calendar-plus",
                    lambda: not self.holding()),
            *self.live.steering.commands(self.holding),
            *self.live.item.keeping.commands(self.holding),
            *self.overview.planning.commands(lambda: not self.holding()),
        )  # fmt: skip


def show_actions(app: App) -> None:
    """All actions, from wherever the user is."""
    if (page := _in_front(app)) is not None:
        page.show_actions()


def show_decisions(app: App) -> None:
    """The register of decisions, from wherever the user is."""
    if (page := _in_front(app)) is not None:
        page.show_decisions()


def _in_front(app: App) -> MeetingsPage | None:
    window = app.shell.widget()
    app.navigate("meetings")
    return window.findChild(MeetingsPage) if window is not None else None


def _first(rows: tuple[MeetingRow, ...]) -> MeetingRow:
    """The meeting that is on, else the next one, else the newest."""
    running = [one for one in rows if one.status == "running"]
    planned = [one for one in reversed(rows) if one.status == "planned" and one.day]
    return (running or planned or list(rows))[0]
