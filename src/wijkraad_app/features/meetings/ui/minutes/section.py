"""One item of the draft: its notes as text, its decisions and actions in place."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from wijkraad_app.kernel.i18n import _
from wijkraad_app.ui import theme
from wijkraad_app.ui.app import App
from wijkraad_app.ui.autosave import Save
from wijkraad_app.ui.flow import Flow
from wijkraad_app.ui.layout import column, row
from wijkraad_app.ui.widgets.badge import Badge
from wijkraad_app.ui.widgets.buttons import Quiet
from wijkraad_app.ui.widgets.labels import Label
from wijkraad_app.ui.widgets.richtext import RichTextField

from ... import service
from ...queries import Entry, ItemRow, MeetingView, PersonRow, entries_of
from ...rules import words
from ..decision_dialog import DecisionDialog
from ..dialogs import ActionDialog
from ..live.entries import EntryList


class ItemSection(QWidget):
    """``phrase_wanted(field)``: a text block is to be put into that field."""

    phrase_wanted = Signal(object)

    def __init__(self, app: App, item: ItemRow) -> None:
        super().__init__()
        self._app, self.item = app, item
        self._view: MeetingView | None = None
        self.people: Sequence[PersonRow] = ()
        self.title = Label("", "heading", wrap=True)
        self._kind = Badge("", "quiet")
        self._closed = Badge(_("closed"), "warn", "lock")
        self.notes = self._text(_("Notes"), _("What was said"), "notes")
        self._inside = Label(_("Closed part"), "small_strong", "text_2")
        self.closed_notes = self._text(_("Notes of the closed part"), _("Only for members"), "closed_notes")
        self.entries = EntryList()
        self.entries.opened.connect(self._open)
        self.entries.removing.connect(self._remove)
        tools = Flow(
            Quiet(_("Decision"), self._decide, icon="gavel"),
            Quiet(_("Action"), self._act, icon="square-check"),
            Quiet(_("Text block"), lambda: self.phrase_wanted.emit(self.notes), icon="text-quote"),
            gap=4,
        )
        marks = row(self._kind, self._closed, None, gap=10)
        head = column(self.title, marks, gap=4) if theme.large_text() else row((self.title, 1), marks, gap=10)
        self.setLayout(
            column(head, self.notes, self._inside, self.closed_notes, self.entries, tools, gap=4, margins=(0, 6, 0, 10))
        )

    def _text(self, name: str, hint: str, field: str) -> RichTextField:
        made = RichTextField("", name=name, placeholder=hint, toolbar=False, grow=True, framed=True)
        made.bind(getattr(self.item, field), self._saver(field))
        return made

    def _saver(self, field: str) -> Save:
        def save(value: str, group: UUID) -> None:
            facts: dict[str, Any] = {field: value}
            self._app.do(self, service.update_item, id=self.item.id, group=group, **facts)

        return save

    def show_item(self, view: MeetingView, item: ItemRow) -> None:
        """Follow the same item."""
        self._view, self.item = view, item
        named = f"{item.number}  {item.title}" if item.number else item.title
        self.title.setText(named)
        self.setAccessibleName(named)
        self._kind.set_state(_(words.ITEM_KINDS[item.kind]), "quiet")
        self._closed.setVisible(not item.public)
        self.notes.edit.setAccessibleName(_("Notes of {item}").format(item=named))
        self.notes.refresh(item.notes)
        self.closed_notes.refresh(item.closed_notes)
        inside = bool(item.closed_notes.strip())
        self._inside.setVisible(inside)
        self.closed_notes.setVisible(inside)
        kept = tuple(one for one in entries_of(view, item) if one.decision is not None or one.action is not None)
        self.entries.show_entries(kept, view.voting.tie)
        self.entries.setVisible(bool(kept))

    def focus_entry(self, wanted: UUID | None) -> None:
        """On that decision or action, else in the notes."""
        for one in self.entries.lines():
            if wanted is not None and _id_of(one.entry) == wanted:
                one.setFocus()
                return
        self.notes.edit.setFocus()

    def flush(self) -> None:
        self.notes.flush()
        self.closed_notes.flush()

    # --- outcomes ----------------------------------------------------------------------
    def _decide(self) -> None:
        DecisionDialog(self._app, self, self.item).open_over()

    def _act(self) -> None:
        ActionDialog(self._app, self, self.people, item=self.item.id).open_over()

    @Slot(object)
    def _open(self, entry: Entry) -> None:
        if entry.decision is not None:
            DecisionDialog(self._app, self, self.item, decision=entry.decision).open_over()
        elif entry.action is not None:
            ActionDialog(self._app, self, self.people, action=entry.action).open_over()

    @Slot(object)
    def _remove(self, entry: Entry) -> None:
        verb: Any = service.remove_decision if entry.decision is not None else service.remove_action

        def removed(_result: object) -> None:
            text = _("“{title}” removed.").format(title=entry.said)
            self._app.toast(text, _("Undo"), self._app.undo, icon="trash-2")

        self._app.do(self, verb, id=_id_of(entry), done=removed)


def _id_of(entry: Entry) -> UUID | None:
    record = entry.decision or entry.action
    return record.id if record is not None else None
