"""All actions: mine, open, late; Space checks one off."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from PySide6.QtCore import QEvent, QObject, Qt, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from wijkraad_app.kernel import dates
from wijkraad_app.kernel.i18n import _, ngettext
from wijkraad_app.kernel.ids import EntityRef
from wijkraad_app.ui import theme
from wijkraad_app.ui.app import App
from wijkraad_app.ui.flow import Flow
from wijkraad_app.ui.layout import column, row
from wijkraad_app.ui.theme import px
from wijkraad_app.ui.widgets.buttons import IconButton, Quiet, Secondary
from wijkraad_app.ui.widgets.chip import Chip
from wijkraad_app.ui.widgets.choices import Segments
from wijkraad_app.ui.widgets.empty import EmptyPage
from wijkraad_app.ui.widgets.inputs import SearchField
from wijkraad_app.ui.widgets.labels import Key, Label, SavedLabel
from wijkraad_app.ui.widgets.rows import Cell
from wijkraad_app.ui.widgets.table import Column, LazyTable

from .. import queries, service
from ..queries import ActionRow, PersonRow
from ..rules import words
from .dialogs import ActionDialog
from .earlier import paste_actions


def _state(found: ActionRow) -> Cell:
    if found.late:
        return Cell(_("late"), "clock", "bad")
    icon, tone = {"done": ("circle-check", "ok"), "dropped": ("circle-x", "text_3")}.get(
        found.status, ("circle", "text_2")
    )
    return Cell(_(words.ACTION_STATES[found.status]), icon, tone)


def _due(found: ActionRow) -> Cell:
    return Cell(dates.short_date(found.due) if found.due else "", tone="bad" if found.late else "text_2")


class ActionsView(QWidget):
    """Table of actions with filters."""

    def __init__(self, app: App) -> None:
        super().__init__()
        self._app = app
        self._people: tuple[PersonRow, ...] = ()
        options = [("open", _("Still open")), ("late", _("Late")), ("done", _("Done")), ("all", _("All"))]
        self.show_ = Segments(_("Which actions"), options, style="pills")
        self.show_.changed.connect(lambda _value: self.load())
        self.mine = Chip(_("Mine"), self._toggle_mine, icon="user")
        self.search = SearchField(_("Search in actions"))
        self.search.setFixedWidth(px(220))
        self.search.edited.connect(lambda _text: self.load())
        self._only_mine = False
        columns = (
            Column("text", _("Action"), lambda found: found.text, sort="text", priority=0),
            Column("owner", _("Who"), lambda found: Cell(found.owner_name), 180, "owner"),
            Column("status", _("State"), _state, 110, "status"),
            Column("due", _("Before"), _due, 120, "due", right=True, priority=0),
        )
        self.table = LazyTable(app, columns, queries.action_ids, queries.action_rows, name=_("Actions"))
        self.table.activated_id.connect(self._open)
        self.table.counted.connect(self._counted)
        self.table.installEventFilter(self)
        self.search.down.connect(self.table.setFocus)
        self._count = Label("", "small", "text_2")
        self._done = Quiet(_("Check off"), self._check_off, icon="check")
        new = Secondary(_("New action"), self._new, icon="plus")
        paste = IconButton("clipboard-paste", _("Paste open actions"), self.paste)
        head = row(Label(_("Actions"), "title"), self._count, None, SavedLabel(), paste, new)
        filters = (self.show_, self.mine)
        tools = Flow(*filters, self.search) if theme.large_text() else row(*filters, None, self.search)
        foot = row(self._done, Key(_("Space")), Label(_("checks off"), "caption", "text_3"), 8, Key("Enter"),
                   Label(_("changes"), "caption", "text_3"), None, gap=6, margins=(20, 0, 20, 0))  # fmt: skip
        self._stack = QStackedWidget()
        self._stack.addWidget(self.table)
        self._stack.addWidget(self._empty())
        top = column(head, tools, gap=10, margins=(28, 14, 20, 10))
        self.setLayout(column(top, (self._stack, 1), foot, gap=6, margins=(0, 0, 0, 10)))

    def _empty(self) -> EmptyPage:
        return EmptyPage(
            _("No actions here"),
            _("Actions come from meetings. Begin a line with a and a space, or add one here."),
            (_("New action"), "plus", self._new),
            [(_("Paste open actions"), "clipboard-paste", self.paste)],
            picture="sheet",
        )

    def set_people(self, people: tuple[PersonRow, ...]) -> None:
        self._people = people

    # --- showing ---------------------------------------------------------------------
    def load(self, select: UUID | None = None) -> None:
        owner = self._app.workspace.actor if self._only_mine else None
        self.mine.set_look(_("Mine"), on=self._only_mine, icon="user")
        self.mine.setVisible(self._app.workspace.actor is not None)
        self.table.load(select=select, show=self.show_.value(), owner=owner, query=self.search.value())

    def show_action(self, action: UUID) -> None:
        """Bring one action into view, done or not."""
        self.show_.set_value("all")
        self.load(select=action)

    def refresh(self) -> None:
        self.table.refresh()

    @Slot(int)
    def _counted(self, count: int) -> None:
        self._count.setText(ngettext("{n} action", "{n} actions", count).format(n=count) if count else "")
        self._stack.setCurrentIndex(0 if count else 1)
        if count and self.table.current() is None:
            self.table.selectRow(0)

    def _toggle_mine(self) -> None:
        self._only_mine = not self._only_mine
        self.load()

    # --- doing -------------------------------------------------------------------------
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Space:
            self._check_off()
            return True
        return super().eventFilter(watched, event)

    def _check_off(self) -> None:
        now = self.table.current()
        found: Any = self.table.row_of(now) if now is not None else None
        if found is None:
            return
        state = "open" if found.status != "open" else "done"

        def told(_result: object) -> None:
            text = _("Checked off: {text}") if state == "done" else _("Open again: {text}")
            self._app.toast(text.format(text=found.text), _("Undo"), self._app.undo)

        self._app.do(self, service.set_action_state, id=found.id, state=state, done=told)

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

    def current(self) -> EntityRef | None:
        now = self.table.current()
        return EntityRef("action", now) if now is not None else None
