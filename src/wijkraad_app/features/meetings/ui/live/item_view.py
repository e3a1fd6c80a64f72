"""The current item, large: what it is, how long it takes, what was kept, and the line to type in."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtWidgets import QStackedWidget, QWidget

from wijkraad_app.kernel import clock
from wijkraad_app.kernel.i18n import _
from wijkraad_app.kernel.ids import EntityRef
from wijkraad_app.ui import theme
from wijkraad_app.ui.app import App
from wijkraad_app.ui.layout import clear, column, row, scroll
from wijkraad_app.ui.widgets.badge import Badge
from wijkraad_app.ui.widgets.buttons import Quiet
from wijkraad_app.ui.widgets.chip import Chip
from wijkraad_app.ui.widgets.labels import Label, ProgressBar
from wijkraad_app.ui.widgets.richtext import RichTextField

from ... import service
from ...queries import Entry, ItemRow, MeetingView, PersonRow, entries_of
from ...rules import words
from ...rules.capture import Candidate
from ...rules.course import spent
from ...rules.times import needed
from ..decision_dialog import DecisionDialog
from ..dialogs import ActionDialog
from ..outline import KIND_ICONS
from .capture_line import CaptureLine
from .entries import EntryList
from .explained import first_use
from .keeping import Keeping


class ItemView(QWidget):
    """The centre of the meeting screen."""

    notes_toggled = Signal(bool)

    def __init__(self, app: App) -> None:
        super().__init__()
        self._app = app
        self._view: MeetingView | None = None
        self._item: ItemRow | None = None
        self._people: tuple[PersonRow, ...] = ()
        self._field = "notes"
        self._place = Label("", "caption_strong", "text_2")
        self._kind = Badge("", "quiet")
        self._closed = Badge(_("closed"), "warn", "lock")
        self._spent = Label("", "small", "text_2")
        self._title = Label("", "display", wrap=True)
        self._bar = ProgressBar(0.0)
        self._bar.setFixedHeight(4)
        self._by = Label("", "body", "text_2", wrap=True)
        self._chips = row(gap=8)
        self.entries = EntryList()
        self.entries.opened.connect(self._open)
        self._as_text = Quiet(_("Notes as text"), self.toggle_notes, icon="pencil", shortcut="Ctrl+E")
        self.notes = RichTextField("", name=_("Notes"), placeholder=_("What was said"), grow=True)
        self.capture = CaptureLine()
        self.keeping = Keeping(app, self, self.capture, self.entries)
        self.entries.removing.connect(self.keeping.remove)
        self.entries.left.connect(self.capture.setFocus)
        self._first = first_use(app, self.capture.setFocus)
        self._build()

    def _build(self) -> None:
        head = column(
            row(self._place, self._kind, self._closed, None, self._spent, gap=10),
            self._title,
            self._bar,
            4,
            row((self._by, 1), self._chips, gap=8),
            gap=6,
        )
        kept, written = QWidget(), QWidget()
        # With large text the head scrolls along, so that the line to type in always has room.
        above = head if theme.large_text() else column()
        inside, beside = (self._first, ()) if theme.large_text() else ((), self._first)
        kept.setLayout(column(above, self.entries, row(None, self._as_text), *inside, None, gap=6))
        written.setLayout(column(12, self.notes, row(None, Quiet(_("Done"), self.toggle_notes, icon="check")), None))
        self._stack = QStackedWidget()
        self._area = scroll(kept, name=_("Kept at this item"))
        self._stack.addWidget(self._area)
        self._following = QTimer(self, singleShot=True, interval=300)
        self._area.verticalScrollBar().rangeChanged.connect(self._follow)
        self._stack.addWidget(scroll(written, name=_("Notes")))
        parts = [] if theme.large_text() else [head]
        margins = (16, 10, 16, 8) if theme.large_text() else (32, 20, 32, 16)
        self.setLayout(column(*parts, 10, (self._stack, 1), 10, *beside, self.capture, gap=0, margins=margins))

    def set_people(self, people: tuple[PersonRow, ...]) -> None:
        self._people = people
        self.capture.set_people(tuple(Candidate(one.id, one.name) for one in people), self._app.workspace.actor)

    def item(self) -> UUID | None:
        return self._item.id if self._item else None

    # --- showing -----------------------------------------------------------------
    def show_item(self, view: MeetingView, item: ItemRow) -> None:
        same = self._item is not None and self._item.id == item.id
        self._view, self._item = view, item
        numbers = [one.number for one in view.items if one.number]
        where = _("Item {number} of {last}").format(number=item.number, last=numbers[-1]) if item.number else _("Break")
        self._place.setText(where)
        self._kind.set_state(_(words.ITEM_KINDS[item.kind]), "quiet", KIND_ICONS[item.kind])
        self._closed.setVisible(not item.public)
        self._title.setText(item.title)
        by = _("Introduced by {name}.").format(name=item.introducer) if item.introducer else ""
        self._by.setText(by)
        self.show_time()
        self._show_chips(item)
        field = "closed_notes" if view.closed_from is not None else "notes"
        if same and field == self._field:
            self.notes.refresh(getattr(item, field))
        else:
            self._field = field
            self.notes.bind(getattr(item, field), self._save_notes(item.id, field))
            self._stack.setCurrentIndex(0)
        if self.entries.show_entries(entries_of(view, item), view.voting.tie):
            self._following.start()
        self.keeping.show(view, item)

    @Slot(int, int)
    def _follow(self, _least: int, most: int) -> None:
        """While a new entry is laid out, its end stays in view."""
        if self._following.isActive():
            self._area.verticalScrollBar().setValue(most)

    def show_time(self) -> None:
        """How long the item has been on; called each minute too."""
        if self._view is None or self._item is None:
            return
        asked = needed(self._view.slots, self._view.items.index(self._item))
        on = self._view.current is not None and self._view.current.id == self._item.id
        if not on or self._item.began is None:
            self._spent.setText(_("{n} min").format(n=asked) if asked else "")
            self._bar.set_share(0.0)
            return
        now = clock.local_minute(self._view.zone)
        taken = spent(self._view.steps, self._view.items.index(self._item), now)
        text = _("{n} of {all} min").format(n=taken, all=asked) if asked else _("{n} min").format(n=taken)
        self._spent.setText(text)
        self._bar.set_share(taken / asked if asked else 0.0)

    def _show_chips(self, item: ItemRow) -> None:
        clear(self._chips)
        if item.subject is not None and item.subject_title:
            target = EntityRef(item.subject_kind, item.subject)
            self._chips.addWidget(Chip(item.subject_title, lambda: self._app.navigate(target), icon="file-text"))

    def _save_notes(self, item: UUID, field: str) -> Any:
        def save(value: str, group: UUID) -> None:
            facts: dict[str, Any] = {field: value}
            self._app.do(self, service.update_item, id=item, group=group, **facts)

        return save

    def toggle_notes(self) -> None:
        """Between the kept lines and the notes as one formatted text."""
        writing = self._stack.currentIndex() == 0
        self.notes.flush()
        self._stack.setCurrentIndex(1 if writing else 0)
        (self.notes if writing else self.capture).setFocus()
        self.notes_toggled.emit(writing)

    def writing_notes(self) -> bool:
        return self._stack.currentIndex() == 1

    # --- entries -----------------------------------------------------------------
    @Slot(object)
    def _open(self, entry: Entry) -> None:
        if self._view is None or self._item is None:
            return
        if entry.decision is not None:
            DecisionDialog(self._app, self, self._item, decision=entry.decision).open_over()
        elif entry.action is not None:
            ActionDialog(self._app, self, self._people, action=entry.action).open_over()
        elif entry.annex is not None or "\n" not in entry.said:
            self.keeping.take_up(entry)
        else:
            self.toggle_notes()

    def up(self) -> bool:
        """Esc: out of the notes as text, or out of an entry that was taken up."""
        if self.writing_notes():
            self.toggle_notes()
            return True
        return self.capture.leave()

    def flush(self) -> None:
        """Keep what is typed and not kept yet."""
        self.notes.flush()
        self.keeping.flush()

    def focus_entries(self) -> None:
        if not self.entries.focus_last():
            self.capture.setFocus()
