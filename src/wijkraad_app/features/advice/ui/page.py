"""The page of advice: the list, the draft with its sources, the letter beside it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import QTimer, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from wijkraad_app.kernel.changes import Changes
from wijkraad_app.kernel.commands import Command
from wijkraad_app.kernel.i18n import N_, _
from wijkraad_app.kernel.ids import EntityRef
from wijkraad_app.ui.app import App
from wijkraad_app.ui.autosave import tracker
from wijkraad_app.ui.layout import column, frame, line, row
from wijkraad_app.ui.page import ListRecordPage, RecordHeader
from wijkraad_app.ui.theme import px
from wijkraad_app.ui.widgets.buttons import IconButton, MenuButton, Primary, Quiet
from wijkraad_app.ui.widgets.empty import EmptyPage
from wijkraad_app.ui.widgets.inputs import SearchField
from wijkraad_app.ui.widgets.labels import Label
from wijkraad_app.ui.widgets.record_list import RecordList
from wijkraad_app.ui.widgets.stepper import Stepper

from .. import queries
from ..queries import AdviceRow, Opened
from ..rules.states import STEPS, State
from .actions import Actions
from .dialogs import Details
from .draft import Draft
from .letter import LetterPane
from .notices import Notices
from .promises import PromisesView
from .words import list_item, reference_line

_KINDS = (
    *("advice", "recommendation", "evidence", "snapshot", "quote", "conversation", "signal", "decision", "question"),
    *("option", "survey", "batch", "person", "council", "promise"),
)
START = "advice.start"
CITE = "advice.cite"
ROOM_FOR_LETTER = 1000
"""Width beside the list (at 100%) from which the letter fits beside the draft."""


class AdvicePage(ListRecordPage):
    """One advice at a time; everything goes by keyboard as well."""

    narrow_rail = True

    def __init__(self, app: App) -> None:
        super().__init__(app, list_width=264)
        self._current: UUID | None = None
        self.opened: Opened | None = None
        self._letter_wanted: bool | None = None
        self._again = False
        self._write_next = False
        self._next: Callable[[], object] | None = None
        self.search = SearchField(_("Search advice"))
        self.list = RecordList(_("All advice"))
        self.new = IconButton("plus", _("New advice"), self.make, shortcut="Ctrl+N")
        self.header = RecordHeader()
        self.stepper = Stepper([state.label for state in STEPS])
        self.draft = Draft(app)
        self.letter = LetterPane(app, self.draft.typed)
        self.acts = Actions(app, self)
        self.notices = Notices(self.acts.run)
        self.primary = Primary("", self.acts.next)
        self.promises = PromisesView(app)
        self._fill()
        self._connect()

    def _fill(self) -> None:
        head = row(Label(_("All advice"), "heading"), None, self.new, margins=(6, 0, 0, 0))
        self.list_layout.addLayout(head)
        self.list_layout.addWidget(self.search)
        self.list_layout.addWidget(self.list, 1)
        self.promises_button = Quiet(_("Promises"), self.show_promises, icon="flag")
        self.list_layout.addLayout(row(self.promises_button, None))
        history = IconButton("history", _("History"), partial(self.acts.run, "history"))
        more = MenuButton(_("More"), self.acts.menu)
        self.header.add_action(history, more, self.primary)
        self.header.set_second(self.stepper)
        body = frame(row((self.draft, 1), self.letter, gap=0))
        parts = (self.header, line(), self.notices, (body, 1))
        self._record = QWidget()
        self._record.setLayout(column(*parts, gap=0))
        self._whole = QStackedWidget()
        self._whole.addWidget(self._record)
        self._whole.addWidget(self.promises)
        self.record_layout.addWidget(self._whole, 1)

    def _connect(self) -> None:
        self.search.edited.connect(lambda _text: self._read_list())
        self.search.down.connect(self.list.setFocus)
        self.list.chosen.connect(self.show_advice)
        self.list.activated_id.connect(lambda _id: self._write())
        tracker().changed.connect(self._settled)
        self.list.up_from_top.connect(self.search.line.setFocus)
        self.draft.source_wanted.connect(self.acts.insert_source)
        self.draft.typing.connect(self.letter.follow)
        self.draft.tools.letter.clicked.connect(lambda _on: self._toggle_letter())
        self.draft.notes.update_wanted.connect(self.acts.update_source)
        self.draft.notes.keep_wanted.connect(self.acts.keep_source)
        self.draft.notes.remove_wanted.connect(self.acts.remove_source)
        self.draft.notes.origin_wanted.connect(self.acts.open_origin)

    # --- coming and going ----------------------------------------------------
    def open(self, ref: EntityRef | None) -> None:
        if self.app.services.pop(START, False):
            QTimer.singleShot(0, self, self.make)
        if (wanted := self.app.services.pop(CITE, None)) is not None:
            QTimer.singleShot(0, self, partial(self.acts.cite, wanted))
        if ref is not None and ref.kind == "advice":
            self._whole.setCurrentWidget(self._record)
            self._current = ref.id
        elif ref is not None and ref.kind == "promise":
            self.show_promises(ref.id)
        elif ref is not None:
            self.app.read(self, queries.advice_of, ref.kind, ref.id, done=self._found)
        self._read_list()
        self._read()

    def _found(self, advice: UUID | None) -> None:
        if advice is not None:
            self.show_advice(advice)
            self.list.select(advice)

    def refresh(self, changes: Changes) -> None:
        if changes.touches(*_KINDS):
            self._read_list()
            self._read()
            if self.showing_promises():
                self.promises.refresh()

    def current(self) -> EntityRef | None:
        if self.showing_promises():
            return self.promises.current()
        return EntityRef("advice", self._current) if self._current else None

    def title(self) -> str:
        if self.showing_promises():
            return _("Promises")
        return self.opened.view.title if self.opened else ""

    def help_topic(self) -> str:
        return "promises" if self.showing_promises() else ""

    def panes(self) -> list[QWidget]:
        found = [self.list_pane, self.draft, self.letter]
        return [pane for pane in found if pane.isVisible()] or [self]

    def commands(self) -> tuple[Command, ...]:
        return (
            Command("advice.new", N_("New advice"), self.make, "Ctrl+N", "plus"),
            Command("advice.find", N_("Search advice"), self.search.line.setFocus, "Ctrl+F", "search"),
            Command(
                "advice.source", N_("Insert source"), self.acts.insert_source, "Ctrl+Shift+B", "plus",
                enabled=self._editable, why_disabled=lambda: _("The text of this advice is fixed."),
            ),
            Command("advice.details", N_("About this advice"), partial(self.acts.run, "details"), "F2", "pencil",
                    enabled=self._editable),
            Command("advice.next", N_("Next step of this advice"), self.acts.next, "Ctrl+Return", "arrow-right",
                    enabled=lambda: self.opened is not None),
            Command("advice.history", N_("History of this advice"), partial(self.acts.run, "history"), "", "history",
                    enabled=lambda: self.opened is not None),
            Command("advice.letter", N_("Show or hide the letter"), self._toggle_letter, "F7", "panel-right"),
        )  # fmt: skip

    # --- promises ------------------------------------------------------------
    def show_promises(self, promise: UUID | None = None) -> None:
        """All promises, in place of the advice."""
        self.app.flush()
        self.show_record()
        self._whole.setCurrentWidget(self.promises)
        self.list.select(None)
        if promise is not None:
            self.promises.show_promise(promise)
        else:
            self.promises.load()
        self.promises.table.setFocus()

    def showing_promises(self) -> bool:
        return self._whole.currentWidget() is self.promises

    def _editable(self) -> bool:
        return self.opened is not None and self.opened.view.editable

    # --- reading -------------------------------------------------------------
    def _read_list(self) -> None:
        self.app.read(self, queries.advice_rows, self.search.value(), done=self._list, latest="list")
        self.app.read(self, queries.late_promises, done=self._tell_promises, latest="promises")

    def _tell_promises(self, late: int) -> None:
        """How many are late, beside the way to them."""
        name = _("Promises ({n} late)").format(n=late) if late else _("Promises")
        self.promises_button.set_text(name)
        if self.promises_button.sizeHint().width() > self.list_pane.width() - px(28):
            self.promises_button.set_text(_("Promises"))
        self.promises_button.setAccessibleName(name)

    def _list(self, rows: tuple[AdviceRow, ...]) -> None:
        self.list.set_items([list_item(one) for one in rows], current=self._current)
        if not rows and not self.search.value() and not self.showing_promises():
            self._forget()
            self.show_empty(self._nothing(), whole=True)
        elif self._current is None and rows and not self.showing_promises():
            self.show_advice(rows[0].id)
            self.list.select(rows[0].id)

    def _nothing(self) -> QWidget:
        return EmptyPage(
            _("No advice yet"),
            _("Write here what the council advises, with the sources under it. Each letter begins as an advice."),
            (_("Make the first advice"), "plus", self.make),
            others=[(_("Add advice sent earlier"), "clipboard-paste", partial(self.acts.run, "earlier"))],
            picture="sheet",
            page=_("Advice"),
        )

    @Slot(object)
    def show_advice(self, id: UUID) -> None:
        """Bring another advice to the record."""
        self._whole.setCurrentWidget(self._record)
        if id != self._current:
            self.app.flush()
            self._current = id
        self._read()

    def show_then(self, id: UUID, then: Callable[[], object]) -> None:
        """Bring an advice to the record, and go on once it is there."""
        self._next = then
        self.show_advice(id)
        self.list.select(id)

    def _read(self) -> None:
        if self._current is not None:
            self.app.read(self, queries.opened, self._current, done=self._show, latest="record")

    def _show(self, opened: Opened | None) -> None:
        if opened is None:
            self._forget()
            self._read_list()
            return
        if opened.view.id != self._current:
            return
        if self._typing_in(opened):
            self._again = True
            return
        self.show_record()
        self.opened = opened
        view = opened.view
        self.header.set_title(view.title, reference_line(view))
        self._show_steps(view.state)
        self.acts.dress(self.primary)
        self.notices.show_opened(opened)
        self.draft.show_opened(opened)
        self._fit()
        self.letter.show_opened(opened)
        if self._write_next:
            self._write()
        if (then := self._next) is not None:
            self._next = None
            then()

    def _typing_in(self, opened: Opened) -> bool:
        """What was read may be older than what is typed and not kept yet; then it is read again afterwards."""
        same = self.opened is not None and self.opened.view.id == opened.view.id
        return same and tracker().state == "pending"

    @Slot()
    def _settled(self) -> None:
        if self._again and tracker().state != "pending":
            self._again = False
            self._read()

    def _write(self) -> None:
        """The cursor goes to the text, once that of the current advice is there."""
        self._write_next = self.opened is None or self.opened.view.id != self._current
        if not self._write_next:
            self.draft.sections["occasion"].edit.setFocus()

    def _show_steps(self, state: State) -> None:
        if state is State.WITHDRAWN:
            self.stepper.hide()
            return
        self.stepper.show()
        now = STEPS.index(state)
        self.stepper.set_now(len(STEPS) if state is State.ANSWERED else now)

    def _forget(self) -> None:
        self._current, self.opened = None, None
        self.draft.forget()
        self.letter.show_opened(None)

    # --- making --------------------------------------------------------------
    def make(self) -> None:
        """A new draft; the cursor goes to its occasion."""
        Details(self.app, self, self._made).open_over()

    def _made(self, id: Any) -> None:
        self.show_advice(id)
        self._write()

    # --- room for the letter -------------------------------------------------
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        room = self.width() - self.list_pane.width() >= px(ROOM_FOR_LETTER)
        self.letter.setVisible(room if self._letter_wanted is None else self._letter_wanted)

    def _toggle_letter(self) -> None:
        self._letter_wanted = not self.letter.isVisible()
        self._fit()


def show_promises(app: App) -> None:
    """All promises, from wherever the user is."""
    window = app.shell.widget()
    app.navigate("advice")
    page = window.findChild(AdvicePage) if window is not None else None
    if page is not None:
        page.show_promises()
