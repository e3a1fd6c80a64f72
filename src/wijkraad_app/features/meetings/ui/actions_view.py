"""All actions and questions: mine, open, late; Space checks off, several at once; who is reminded."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import QEvent, QObject, Qt, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from wijkraad_app.kernel import clock, dates
from wijkraad_app.kernel.i18n import _, ngettext
from wijkraad_app.kernel.ids import EntityRef
from wijkraad_app.ui.app import App
from wijkraad_app.ui.flow import flow
from wijkraad_app.ui.layout import column, row
from wijkraad_app.ui.theme import large_text, px
from wijkraad_app.ui.widgets.buttons import IconButton, MenuButton, Quiet, Secondary
from wijkraad_app.ui.widgets.chip import Chip, FilterChip
from wijkraad_app.ui.widgets.choices import Segments
from wijkraad_app.ui.widgets.empty import EmptyPage
from wijkraad_app.ui.widgets.inputs import SearchField
from wijkraad_app.ui.widgets.labels import Key, Label, SavedLabel
from wijkraad_app.ui.widgets.rows import Cell
from wijkraad_app.ui.widgets.table import Column, LazyTable

from .. import queries, service
from ..documents.registers import action_data, action_list_document
from ..queries import ActionChoices, ActionRow, PersonRow
from ..rules import words
from ..rules.registers import NOBODY, due
from .dialogs import ActionDialog
from .earlier import paste_actions
from .registers.reminders import RemindersDialog
from .registers.saving import Listing, entries
from .registers.several import DayDialog, OwnerDialog

_CLOSED = {"done": ("circle-check", "ok"), "dropped": ("circle-x", "text_3")}


def state_cell(found: ActionRow) -> Cell:
    """How it stands: icon, word and tone; while it is open how its day is going."""
    if found.status != "open":
        icon, tone = _CLOSED[found.status]
        return Cell(_(words.ACTION_STATES[found.status]), icon, tone)
    urgency = due(found.due)
    if urgency.words:
        return Cell(urgency.words, "clock", "bad" if urgency.state == "late" else "warn")
    return Cell(_(words.ACTION_STATES["open"]), "circle", "text_2")


def _text(found: ActionRow) -> Cell:
    question = found.sort == "question"
    text = f"{found.text} – {found.progress}" if found.progress else found.text
    return Cell(" ".join(text.split()), "circle-help" if question else "", "text")


def _from(found: ActionRow) -> str:
    return dates.list_date(found.meeting_day) if found.meeting_day else found.meeting_title


def _due(found: ActionRow) -> Cell:
    return Cell(dates.short_date(found.due) if found.due else "", tone="bad" if found.late else "text_2")


class ActionsView(QWidget):
    """Table of actions with filters."""

    def __init__(self, app: App) -> None:
        super().__init__()
        self._app = app
        self._people: tuple[PersonRow, ...] = ()
        self._known = ActionChoices()
        self._only_mine = False
        self._count = Label("", "small", "text_2")
        columns = (
            Column("text", _("Action"), _text, sort="text", priority=0),
            Column("owner", _("Who"), lambda found: Cell(found.owner_name), 160, "owner", priority=2),
            Column("meeting", _("Meeting"), _from, 96, "meeting", priority=3),
            Column("status", _("State"), state_cell, 150, "status"),
            Column("due", _("Before"), _due, 100, "due", right=True, priority=0),
        )
        self.table = LazyTable(app, columns, queries.action_ids, queries.action_rows, name=_("Actions"))
        self.table.activated_id.connect(self._open)
        self.table.counted.connect(self._counted)
        self.table.selection_changed.connect(lambda _ids: self._tell_selected())
        self.table.installEventFilter(self)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.table)
        self._stack.addWidget(self._empty())
        top = column(self._head(), self._filters(), gap=10, margins=(28, 14, 20, 10))
        self.setLayout(column(top, (self._stack, 1), self._foot(), gap=6, margins=(0, 0, 0, 10)))

    def _head(self) -> Any:
        more = MenuButton(_("More"), self._more)
        title = row(Label(_("Actions"), "title"), self._count, None, SavedLabel())
        if large_text():
            return row((title, 1), IconButton("plus", _("New action"), self._new), more, gap=4)
        new = Secondary(_("New action"), self._new, icon="plus")
        remind = Secondary(_("Remind owners"), self.remind, icon="mail")
        return row((title, 1), remind, new, more)

    def _filters(self) -> Any:
        options = [
            ("open", _("Still open")), ("late", _("Late")), ("done", _("Done")), ("dropped", _("Dropped")),
            ("all", _("All")),
        ]  # fmt: skip
        self.show_ = Segments(_("Which actions"), options, style="pills")
        self.show_.changed.connect(lambda _value: self.load())
        self.mine = Chip(_("Mine"), self._toggle_mine, icon="user")
        self.owner = FilterChip(_("Who"), lambda: [(NOBODY, _("Nobody yet")), *self._known.owners])
        self.meeting = FilterChip(_("Meeting"), lambda: list(self._known.meetings))
        self.kind = FilterChip(_("Kind"), [("action", _("Actions")), ("question", _("Questions to look up"))])
        self.search = SearchField(_("Search in actions"))
        self.search.setFixedWidth(px(212))
        self.search.edited.connect(lambda _text: self.load())
        self.search.down.connect(self.table.setFocus)
        for chip in (self.owner, self.meeting, self.kind):
            chip.changed.connect(lambda _value: self.load())
        return column(row((flow(self.show_), 1)), row((flow(self.search, self.mine, self.owner, self.meeting,
                                                            self.kind), 1)), gap=8)  # fmt: skip

    def _foot(self) -> Any:
        self._selected = Label("", "caption", "text_2")
        self._done = Quiet(_("Check off"), self._check_off, icon="check")
        if large_text():
            return row(self._done, self._selected, None, margins=(20, 0, 20, 0))
        who = Quiet(_("Another owner"), self._other_owner, icon="user")
        day = Quiet(_("Another date"), self._other_day, icon="calendar-clock")
        keys = row(Key(_("Space")), Label(_("checks off"), "caption", "text_3"), 8, Key("Enter"),
                   Label(_("changes"), "caption", "text_3"), gap=6)  # fmt: skip
        return row(self._done, who, day, self._selected, None, keys, gap=6, margins=(20, 0, 20, 0))

    def _empty(self) -> EmptyPage:
        return EmptyPage(
            _("No actions here"),
            _("Actions come from meetings. Begin a line with a and a space, or add one here."),
            (_("New action"), "plus", self._new),
            [(_("Paste open actions"), "clipboard-paste", self.paste)],
            picture="sheet",
        )

    def _more(self) -> list[tuple[str, str, Callable[[], object]] | None]:
        elsewhere = [
            (_("Remind owners"), "mail", self.remind),
            (_("Another owner"), "user", self._other_owner),
            (_("Another date"), "calendar-clock", self._other_day),
        ]
        return [
            *(elsewhere if large_text() else []),
            (_("Paste open actions"), "clipboard-paste", self.paste),
            (_("Drop"), "circle-x", partial(self._set_state, "dropped")),
            (_("Open again"), "rotate-ccw", partial(self._set_state, "open")),
            *self._app.entries("history.show"),
            (_("Remove action"), "trash-2", self._remove),
            None,
            *entries(self._app, self, self._listing),
        ]

    def set_people(self, people: tuple[PersonRow, ...]) -> None:
        self._people = people

    # --- showing ---------------------------------------------------------------------
    def load(self, select: UUID | None = None) -> None:
        self.mine.set_look(_("Mine"), on=self._only_mine, icon="user")
        self.mine.setVisible(self._app.workspace.actor is not None)
        self._read_choices()
        self.table.load(select=select, **self._wanted())

    def _wanted(self) -> dict[str, Any]:
        owner = self._app.workspace.actor if self._only_mine else self.owner.value()
        return {
            "show": self.show_.value(), "owner": owner, "query": self.search.value(),
            "meeting": self.meeting.value(), "kind": self.kind.value() or "",
        }  # fmt: skip

    def _read_choices(self) -> None:
        self._app.read(self, queries.action_choices, done=self._offer, latest="choices")

    def _offer(self, known: ActionChoices) -> None:
        self._known = known

    def show_action(self, action: UUID) -> None:
        """Bring one action into view, done or not, whatever was filtered."""
        self.show_.set_value("all")
        self._only_mine = False
        for chip in (self.owner, self.meeting, self.kind):
            chip.set_value(None)
        self.search.line.clear()
        self.load(select=action)

    def refresh(self) -> None:
        self._read_choices()
        self.table.refresh()

    @Slot(int)
    def _counted(self, count: int) -> None:
        told = ngettext("{n} action", "{n} actions", count).format(n=dates.number(count)) if count else ""
        self._count.setText(told)
        self._stack.setCurrentIndex(0 if count else 1)
        if count and self.table.current() is None:
            self.table.selectRow(0)
        self._tell_selected()

    def _tell_selected(self) -> None:
        count = len(self.table.selected())
        self._selected.setText(_("{n} selected").format(n=dates.number(count)) if count > 1 else "")

    def _toggle_mine(self) -> None:
        self._only_mine = not self._only_mine
        self.load()

    # --- doing -------------------------------------------------------------------------
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Space:
            self._check_off()
            return True
        return super().eventFilter(watched, event)

    def _ids(self) -> tuple[UUID, ...]:
        """The selected ones, or the current one."""
        now = self.table.current()
        return self.table.selected() or ((now,) if now is not None else ())

    def _check_off(self) -> None:
        """Done; where all of them are closed already: open again."""
        rows = [found for one in self._ids() if (found := self.table.row_of(one)) is not None]
        if rows:
            self._set_state("done" if any(one.status == "open" for one in rows) else "open")

    def _set_state(self, state: str) -> None:
        ids = self._ids()
        if not ids:
            return
        if len(ids) == 1:
            self._app.do(self, service.set_action_state, id=ids[0], state=state, done=self._told(state, ids))
        else:
            self._app.do(self, service.change_actions, ids=ids, state=state, done=self._told(state, ids))

    def _told(self, state: str, ids: tuple[UUID, ...]) -> Callable[[object], None]:
        found = self.table.row_of(ids[0])
        count = ngettext("{n} action", "{n} actions", len(ids)).format(n=dates.number(len(ids)))
        what = found.text if len(ids) == 1 and found is not None else count
        forms = {"done": _("Checked off: {text}"), "open": _("Open again: {text}"), "dropped": _("Dropped: {text}")}
        return lambda _none: self._app.toast(forms[state].format(text=what), _("Undo"), self._app.undo)

    def _remove(self) -> None:
        found = self.table.row_of(now) if (now := self.table.current()) is not None else None
        if found is not None:
            told = _("“{title}” removed.").format(title=" ".join(found.text.split()))
            self._app.do(
                self, service.remove_action, id=found.id,
                done=lambda _none: self._app.toast(told, _("Undo"), self._app.undo, icon="trash-2"),
            )  # fmt: skip

    def _other_owner(self) -> None:
        if ids := self._ids():
            OwnerDialog(self._app, self, ids, self._people).open_over()

    def _other_day(self) -> None:
        if ids := self._ids():
            DayDialog(self._app, self, ids).open_over()

    def remind(self) -> None:
        """Mails or a print for owners."""
        RemindersDialog(self._app, self).open_over()

    @Slot(object)
    def _open(self, action: UUID) -> None:
        found = self.table.row_of(action)
        if found is not None:
            ActionDialog(self._app, self, self._people, action=found).open_over()

    def _new(self) -> None:
        ActionDialog(self._app, self, self._people).open_over()

    def paste(self) -> None:
        """Open actions from before the program."""
        paste_actions(self._app, self)

    def _listing(self) -> Listing:
        wanted = self._wanted() | {"sort": self.table.sort, "descending": self.table.descending}
        said = [chip.text() for chip in (self.owner, self.meeting, self.kind) if chip.value() is not None]
        return Listing(
            _("Action list {day}").format(day=clock.today().isoformat()),
            lambda session: queries.action_rows(session, queries.action_ids(session, **wanted)),
            partial(action_list_document, chosen=", ".join(said)),
            action_data,
        )

    def current(self) -> EntityRef | None:
        now = self.table.current()
        return EntityRef("action", now) if now is not None else None
