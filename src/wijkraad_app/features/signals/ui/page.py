"""The page of signals: a table of any length, and the record beside it."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from PySide6.QtCore import QTimer, Slot
from PySide6.QtWidgets import QStackedWidget, QWidget

from wijkraad_app.kernel import dates
from wijkraad_app.kernel.changes import Changes
from wijkraad_app.kernel.commands import Command
from wijkraad_app.kernel.i18n import N_, _, ngettext
from wijkraad_app.kernel.ids import EntityRef
from wijkraad_app.ui.app import App
from wijkraad_app.ui.layout import column, line, row
from wijkraad_app.ui.page import Page
from wijkraad_app.ui.widgets.banner import Banner
from wijkraad_app.ui.widgets.buttons import Primary
from wijkraad_app.ui.widgets.empty import EmptyPage
from wijkraad_app.ui.widgets.labels import Label

from .. import queries, service
from ..queries import Choices, Counts, SignalFilter
from ..rules.words import DONE, IN_PROGRESS, NEW, WAITING, status_word
from .capture import open_capture
from .panel import SignalPanel
from .table import Filters, signal_table

_STATUS_KEYS = (
    (NEW, N_("Set status to new"), "Alt+1"),
    (IN_PROGRESS, N_("Set status to in progress"), "Alt+2"),
    (WAITING, N_("Set status to waiting"), "Alt+3"),
    (DONE, N_("Set status to done"), "Alt+4"),
)
REST_MS = 1_000
"""What there is to choose from is read again after this rest: while someone types, every save would ask for it."""


class SignalsPage(Page):
    """Filters and table at the left, the current signal at the right."""

    def __init__(self, app: App) -> None:
        super().__init__(app)
        self.total = Label("", "body", "text_2")
        self.filters = Filters()
        self.table = signal_table(app)
        self.panel = SignalPanel(app)
        self._line = line(vertical=True)
        self._choices_soon = QTimer(self, singleShot=True, interval=REST_MS)
        self._choices_soon.timeout.connect(self._read_choices)
        self.nothing = EmptyPage(
            _("Nothing found"),
            _("No signal passes these filters."),
            others=[(_("Show all signals"), "x", self.filters.clear)],
            picture="tray",
        )
        self._lists = QStackedWidget()
        self._lists.addWidget(self.table)
        self._lists.addWidget(self.nothing)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._full())
        self._stack.addWidget(self._empty())
        self.setLayout(column((self._stack, 1), gap=0))
        self._show_panel(False)
        self._connect()

    def _full(self) -> QWidget:
        new = Primary(_("New signal"), partial(open_capture, self.app), icon="plus", shortcut="Ctrl+Shift+N")
        top = row(Label(_("Signals"), "title"), 2, self.total, None, new, gap=8, margins=(24, 14, 16, 0))
        self.due = QWidget()
        self.due.setLayout(row((self._due_banner(), 1), margins=(24, 10, 16, 0)))
        self.due.hide()
        self.main = QWidget()
        self.main.setLayout(column(top, self.due, self.filters, (self._lists, 1), gap=0))
        full = QWidget()
        full.setLayout(row((self.main, 1), self._line, self.panel, gap=0))
        return full

    def _due_banner(self) -> Banner:
        self._due = Banner("warn", "", "", _("Remove them"), self._remove_due)
        return self._due

    def _empty(self) -> QWidget:
        return EmptyPage(
            _("No signals yet"),
            _("Keep what residents ask, report or propose. Later you show what became of it, and use it in an advice."),
            (_("Add a signal"), "plus", partial(open_capture, self.app)),
            picture="tray",
            hint=_("Anywhere in the program with"),
            shortcut="Ctrl+Shift+N",
            page=_("Signals"),
        )

    def _connect(self) -> None:
        self.filters.changed.connect(self._load)
        self.filters.search.down.connect(self.table.setFocus)
        self.table.chosen.connect(self._chosen)
        self.table.activated_id.connect(self._enter)
        self.table.counted.connect(self._counted)
        self.panel.closed.connect(self._close)
        self.panel.removed.connect(self._close)
        self.panel.status_asked.connect(self.set_status)

    # --- coming and going ----------------------------------------------------
    def open(self, ref: EntityRef | None) -> None:
        if ref is not None:
            self._chosen(ref.id)
        self._read_counts()
        self._read_choices()
        self.table.load(select=ref.id if ref else None, wanted=self.filters.wanted())

    def refresh(self, changes: Changes) -> None:
        if changes.touches("signal", "signal_contact", "person", "theme"):
            self._read_counts()
            self.table.refresh()
            self.panel.reread()
        if changes.touches("person", "theme"):
            self._read_choices()
        elif changes.touches("signal"):
            self._choices_soon.start()

    def up(self) -> bool:
        if self.panel.isHidden():
            return False
        if self.panel.editing:
            self.panel.stop_editing()
        else:
            self._close()
        return True

    def current(self) -> EntityRef | None:
        id = self.table.current()
        return EntityRef("signal", id) if id is not None and not self.panel.isHidden() else None

    def title(self) -> str:
        return self.panel.opened.signal.title if self.panel.opened and not self.panel.isHidden() else ""

    def panes(self) -> list[QWidget]:
        return [pane for pane in (self.main, self.panel) if pane.isVisible()] or [self]

    # --- reading -------------------------------------------------------------
    def _read_counts(self) -> None:
        self.app.read(self, queries.counts, done=self._count, latest="counts")

    @Slot()
    def _read_choices(self) -> None:
        self.app.read(self, queries.choices, done=self._offer, latest="choices")

    def _offer(self, choices: Choices) -> None:
        self.filters.set_choices(choices)
        self.panel.set_choices(choices)

    def _count(self, counts: Counts) -> None:
        self.total.setText(dates.number(counts.total))
        self.filters.set_total(counts.total)
        self._stack.setCurrentIndex(0 if counts.total else 1)
        self.due.setVisible(bool(counts.contacts_due))
        told = ngettext(
            "Contact data of {n} signal are past their end date.",
            "Contact data of {n} signals are past their end date.",
            counts.contacts_due,
        )
        self._due.set_words(told.format(n=dates.number(counts.contacts_due)))

    @Slot(object)
    def _load(self, wanted: SignalFilter) -> None:
        self.table.load(wanted=wanted)

    @Slot(int)
    def _counted(self, count: int) -> None:
        self.filters.show_count(count)
        self._lists.setCurrentWidget(self.table if count or not self.filters.set() else self.nothing)

    # --- the current signal --------------------------------------------------
    @Slot(object)
    def _chosen(self, id: UUID) -> None:
        self.app.flush()
        self._show_panel(True)
        self.panel.show_id(id)

    @Slot(object)
    def _enter(self, id: UUID) -> None:
        self._chosen(id)
        self.panel.edit.setFocus()

    @Slot()
    def _close(self) -> None:
        self.panel.stop_editing()
        self.panel.forget()
        self._show_panel(False)
        self.table.select(None)
        self.table.setFocus()

    def _show_panel(self, on: bool) -> None:
        self.panel.setVisible(on)
        self._line.setVisible(on)

    @Slot(str)
    def set_status(self, status: str) -> None:
        """For all selected signals, in one step."""
        ids = self.table.selected()
        if not ids and self.panel.opened is not None:
            ids = (self.panel.opened.signal.id,)
        if ids:
            told = _("Status is now: {status}").format(status=status_word(status))
            self.app.flush()
            self.app.do(
                self, service.set_statuses, ids=ids, status=status,
                done=lambda _none: self.app.toast(told, _("Undo"), self.app.undo),
            )  # fmt: skip

    def _remove_due(self) -> None:
        """For good where that can be done; else they can still be put back."""
        at_once = self.app.services.get("erase_due")
        if at_once is not None:
            at_once()
            return
        self.app.flush()
        self.app.do(
            self, service.remove_contacts_due,
            done=lambda _count: self.app.toast(_("Contact data removed"), _("Undo"), self.app.undo),
        )  # fmt: skip

    def commands(self) -> tuple[Command, ...]:
        return (
            Command("signals.find", N_("Search signals"), self.filters.search.line.setFocus, "Ctrl+F", "search"),
            Command("signals.edit", N_("Edit signal"), self._edit, "F2", "pencil", enabled=self._has_current),
            *(
                Command(f"signals.status.{status}", title, partial(self.set_status, status), key, "circle-dot",
                        enabled=self._has_current)
                for status, title, key in _STATUS_KEYS
            ),
        )  # fmt: skip

    def _edit(self) -> None:
        self.panel.toggle_edit()

    def _has_current(self) -> bool:
        return self.table.current() is not None or self.panel.opened is not None
