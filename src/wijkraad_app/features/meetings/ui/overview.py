"""The meetings beside one of them: list, agenda or minutes, and the item at the side."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from uuid import UUID

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QStackedWidget, QWidget

from wijkraad_app.kernel import clock, dates
from wijkraad_app.kernel.i18n import _
from wijkraad_app.pdf.blocks import Document
from wijkraad_app.ui import theme
from wijkraad_app.ui.app import App
from wijkraad_app.ui.layout import column, line, row, scroll
from wijkraad_app.ui.page import ListRecordPage, RecordHeader
from wijkraad_app.ui.theme import px
from wijkraad_app.ui.widgets.buttons import IconButton, MenuButton, Primary, Quiet
from wijkraad_app.ui.widgets.choices import Segments
from wijkraad_app.ui.widgets.empty import EmptyPage
from wijkraad_app.ui.widgets.inputs import SearchField
from wijkraad_app.ui.widgets.labels import Elided
from wijkraad_app.ui.widgets.record_list import ListItem, RecordList
from wijkraad_app.ui.widgets.rows import Cell

from .. import service
from ..documents import Paper, agenda_document
from ..queries import MeetingRow, MeetingView, PersonRow
from ..rules import words
from ..rules.minutes import MINUTES_STATES
from . import papers
from .actions_view import ActionsView
from .agenda_tab import AgendaTab
from .earlier import paste_decisions
from .item_panel import ItemPanel
from .minutes_tab import MinutesTab
from .new_meeting import NewMeetingDialog
from .paste import PasteSheet
from .preparing.pack_sheet import PackDialog
from .preparing.planning import Planning
from .registers.decisions import DecisionsView

AGENDA, LIVE, MINUTES = "agenda", "live", "minutes"
_RECORD, _ACTIONS, _REGISTER = range(3)
"""What stands beside the list: one meeting, all actions, or all decisions."""


def state_of(found: MeetingRow) -> Cell:
    """How far a meeting is: icon, word and tone."""
    if found.status == "planned":
        return Cell(_(words.STATUSES["planned"]), "calendar-clock", "text_2")
    if found.status == "running":
        return Cell(_(words.STATUSES["running"]), "circle-dot", "accent_text")
    if found.minutes_state == "none":
        return Cell(_(words.STATUSES["closed"]), "check", "text_2")
    states = {"adopted": ("circle-check", "ok"), "sent": ("send", "warn")}
    icon, tone = states.get(found.minutes_state, ("pencil", "warn"))
    return Cell(_(MINUTES_STATES[found.minutes_state]), icon, tone)


def list_items(rows: tuple[MeetingRow, ...]) -> list[ListItem]:
    """What is coming first, the nearest on top; then what was, newest first."""
    today = clock.today()
    coming = [one for one in rows if one.status == "running" or (one.status == "planned" and _ahead(one, today))]
    past = [one for one in rows if one not in coming]
    items: list[ListItem] = []
    for title, found in ((_("Coming"), sorted(coming, key=_when)), (_("Held"), past)):
        if found:
            items.append(ListItem(None, title))
            items += [_item(one) for one in found]
    return items


def _ahead(found: MeetingRow, today: date) -> bool:
    return found.day is None or found.day >= today


def _when(found: MeetingRow) -> tuple[bool, str]:
    return found.day is None, f"{found.day} {found.start}"


def _item(found: MeetingRow) -> ListItem:
    day = dates.short_date(found.day) if found.day else _("no date")
    return ListItem(found.id, found.title, state_of(found), day)


class Overview(ListRecordPage):
    """``meeting_chosen(id)``, ``live_wanted()``, ``made(id)`` for a new meeting."""

    meeting_chosen = Signal(object)
    live_wanted = Signal()
    made = Signal(object)

    def __init__(self, app: App) -> None:
        super().__init__(app, list_width=248, side_width=300)
        self.view: MeetingView | None = None
        self._rows: tuple[MeetingRow, ...] = ()
        self.planning = Planning(app, self, lambda: self.view, self.flush)
        self._build_list()
        self._build_record()
        self.panel = ItemPanel(app)
        self.side_layout.setContentsMargins(0, 0, 0, 0)
        inner = QWidget()
        inner.setLayout(row((self.panel, 1), margins=(18, 16, 18, 16)))
        self.side_layout.addWidget(scroll(inner, name=_("Agenda item")))
        self.with_side(False)

    # --- building ----------------------------------------------------------------------
    def _build_list(self) -> None:
        self.search = SearchField(_("Search meetings"))
        self.search.edited.connect(lambda _text: self._fill_list())
        self.list = RecordList(_("Meetings"))
        self.list.chosen.connect(self.meeting_chosen)
        self.list.up_from_top.connect(self.search.setFocus)
        self.search.down.connect(self.list.setFocus)
        self.actions_button = Quiet(_("All actions"), lambda: self.show_actions(), icon="square-check")
        add = IconButton("plus", _("New meeting"), self.new_meeting, shortcut="Ctrl+N")
        ahead = MenuButton(_("Plan ahead"), self.planning.entries, icon="calendar-clock")
        heading = Elided(_("Meetings"), "heading")
        if theme.large_text():
            self.list_layout.addLayout(row((heading, 1), margins=(8, 0, 0, 0)))
            self.list_layout.addLayout(row(ahead, add, None, gap=0))
        else:
            self.list_layout.addLayout(row((heading, 1), ahead, add, gap=0, margins=(8, 0, 0, 0)))
        self.list_layout.addWidget(self.search)
        self.list_layout.addWidget(self.list, 1)
        self.decisions_button = Quiet(
            _("Decisions") if theme.large_text() else _("All decisions"), lambda: self.show_decisions(), icon="gavel"
        )
        self.list_layout.addLayout(column(row(self.actions_button, None), row(self.decisions_button, None), gap=0))

    def _build_record(self) -> None:
        self.header = RecordHeader()
        tabs = [(AGENDA, _("Agenda")), (LIVE, _("Hold the meeting")), (MINUTES, _("Minutes"))]
        self.tabs = Segments(_("Parts of the meeting"), tabs, away=LIVE)
        self.tabs.changed.connect(self._tab)
        self.header.set_tabs(self.tabs)
        self._pdf = IconButton("download", _("Agenda as PDF"), self._save_agenda)
        self.hold = Primary(_("Hold the meeting"), self.live_wanted.emit, icon="users")
        self.header.add_action(self._pdf, MenuButton(_("More"), self._more), self.hold)
        self.agenda = AgendaTab(self.app, self.paste, self.planning.from_backlog)
        self.agenda.outline.chosen.connect(self.show_item)
        self.minutes = MinutesTab(self.app)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.agenda)
        self.stack.addWidget(self.minutes)
        self.action_list = ActionsView(self.app)
        self.register = DecisionsView(self.app)
        self._record = QWidget()
        self._whole = QStackedWidget()
        self._record.setLayout(column(self.header, line(), (self.stack, 1), gap=0))
        self._whole.addWidget(self._record)
        self._whole.addWidget(self.action_list)
        self._whole.addWidget(self.register)
        self.record_layout.addWidget(self._whole, 1)

    def _more(self) -> list[tuple[str, str, Callable[[], object]] | None]:
        return [
            (_("Public agenda as PDF"), "globe", lambda: self._save_agenda(public=True)),
            (_("Meeting pack"), "paperclip", self.pack),
            (_("Agenda in large print as PDF"), "type", lambda: self._save_agenda(large=True)),
            (_("Paste agenda"), "clipboard-paste", self.paste),
            (_("Paste earlier decisions"), "gavel", self.paste_decisions),
            (_("Paste open actions"), "square-check", self.action_list.paste),
            None,
            *self.planning.meeting_entries(),
            None,
            *self.app.entries("history.show"),
            (_("Remove meeting"), "trash-2", self._remove),
        ]

    # --- showing -----------------------------------------------------------------------
    def show_rows(self, rows: tuple[MeetingRow, ...]) -> None:
        """The meetings there are."""
        self._rows = rows
        self._fill_list()

    def _fill_list(self) -> None:
        sought = self.search.value().casefold()
        shown = tuple(one for one in self._rows if sought in f"{one.name} {one.place}".casefold())
        current = None if self.showing_list() or self.view is None else self.view.id
        self.list.set_items(list_items(shown), current=current)
        if current is None:
            self.list.select(None)

    def show_view(self, view: MeetingView) -> None:
        """One meeting, at the tab that is open."""
        new = self.view is None or self.view.id != view.id
        self.view = view
        day = dates.full_date(view.day) if view.day else _("no date yet")
        self.header.set_title(view.title, day)
        self.hold.setVisible(view.status != "closed")
        self.hold.set_text(_("Go on with the meeting") if view.status == "running" else _("Hold the meeting"))
        self.agenda.show_view(view)
        self.minutes.show_view(view)
        if new:
            self.tabs.set_value(MINUTES if view.status == "closed" else AGENDA)
            self.stack.setCurrentIndex(1 if view.status == "closed" else 0)
        self._show_side()
        self.list.select(None if self.showing_list() else view.id)

    def show_meeting(self) -> None:
        """The record, in place of the actions."""
        self.show_record()
        self._whole.setCurrentIndex(0)
        self._show_side()

    def show_tab(self, tab: str) -> None:
        self.tabs.set_value(tab)
        self._tab(tab)

    @Slot(object)
    def _tab(self, tab: str) -> None:
        self.flush()
        if tab == LIVE:
            self.tabs.set_value(AGENDA if self.stack.currentIndex() == 0 else MINUTES)
            self.live_wanted.emit()
            return
        self.stack.setCurrentIndex(1 if tab == MINUTES else 0)
        self._show_side()

    @Slot(object)
    def show_item(self, item: UUID) -> None:
        """The item at the side."""
        self.panel.flush()
        self._show_side()

    def _show_side(self) -> None:
        item = self.view.item(self.agenda.outline.current()) if self.view else None
        on = item is not None and self.stack.currentIndex() == 0 and not self.showing_list()
        self.with_side(on)
        if on and item is not None:
            self.panel.show_item(item)

    def show_decisions(self, decision: UUID | None = None) -> None:
        """The register of decisions, in place of the record."""
        self._show_instead(_REGISTER)
        if decision is not None:
            self.register.show_decision(decision)
        else:
            self.register.load()
            self.register.table.setFocus()

    def _show_instead(self, part: int) -> None:
        self.flush()
        self.show_record()
        self._whole.setCurrentIndex(part)
        self.with_side(False)
        self.list.select(None)

    def show_actions(self, action: UUID | None = None) -> None:
        """All actions, in place of the record."""
        self._show_instead(_ACTIONS)
        if action is not None:
            self.action_list.show_action(action)
        else:
            self.action_list.load()
        self.action_list.table.setFocus()

    def showing_list(self) -> bool:
        """Whether actions or decisions are shown in place of a meeting."""
        return self._whole.currentIndex() != _RECORD

    def help_topic(self) -> str:
        """The page of help on what is shown; "" for that of meetings."""
        lists = {_ACTIONS: "actions", _REGISTER: "decisions"}
        minutes = "minutes" if self.tabs.value() == MINUTES else ""
        return lists.get(self._whole.currentIndex(), minutes)

    def list_shown(self) -> ActionsView | DecisionsView | None:
        """The list in place of a meeting, if any."""
        shown = self._whole.currentIndex()
        if shown == _ACTIONS:
            return self.action_list
        return self.register if shown == _REGISTER else None

    def show_none(self) -> None:
        """There is no meeting yet."""
        self.view = None
        self.with_side(False)
        if self.showing_list():
            return
        self.show_empty(
            EmptyPage(
                _("No meetings yet"),
                _("Here you make the agenda, hold the meeting and keep its decisions, actions and minutes."),
                (_("New meeting"), "calendar-plus", self.new_meeting),
                [
                    (_("Paste agenda"), "clipboard-paste", lambda: self._open_paste(None)),
                    (_("Paste earlier decisions"), "gavel", self.paste_decisions),
                ],
                picture="sheet",
            )
        )

    def set_people(self, people: tuple[PersonRow, ...]) -> None:
        self.agenda.facts.set_people(people)
        self.minutes.set_people(people)
        self.action_list.set_people(people)

    def set_late(self, count: int) -> None:
        """How many actions are late, beside the way to them."""
        text = _("All actions ({n} late)").format(n=count) if count else _("All actions")
        room = self.list_pane.width() - px(28)
        self.actions_button.set_text(text)
        if self.actions_button.sizeHint().width() > room:
            self.actions_button.set_text(_("Actions"))
        self.actions_button.setAccessibleName(text)

    # --- doing -------------------------------------------------------------------------
    def new_meeting(self) -> None:
        NewMeetingDialog(self.app, self, self.made.emit).open_over()

    def paste(self) -> None:
        """Paste items into this meeting, after those it has; a whole new agenda when there is no meeting."""
        self._open_paste(self.view.id if self.view is not None else None)

    def _open_paste(self, meeting: UUID | None) -> None:
        PasteSheet(self.app, self, self.made.emit, meeting).open_over()

    def paste_decisions(self) -> None:
        """Decisions from before the program."""
        paste_decisions(self.app, self)

    def _save_agenda(self, *, public: bool = False, large: bool = False) -> None:
        view = self.view
        if view is None:
            return
        self.flush()

        def make(paper: Paper) -> Document:
            return agenda_document(view, replace(paper, large=large), public=public)

        papers.save(self.app, self, make, _("Agenda {meeting}").format(meeting=view.name))

    def pack(self) -> None:
        """The agenda with its annexes, to keep or to mail."""
        if self.view is not None:
            self.flush()
            PackDialog(self.app, self, self.view).open_over()

    def _remove(self) -> None:
        view = self.view
        if view is None:
            return

        def removed(_result: object) -> None:
            self.app.toast(_("“{title}” removed.").format(title=view.name), _("Undo"), self.app.undo, icon="trash-2")

        self.app.do(self, service.remove_meeting, id=view.id, done=removed)

    def flush(self) -> None:
        self.agenda.flush()
        self.minutes.flush()
        self.panel.flush()
