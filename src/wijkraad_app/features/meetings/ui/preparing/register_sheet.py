"""A small register beside the meetings: what there is at the left, one of it at the right, a line to add."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, Protocol
from uuid import UUID

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from wijkraad_app.kernel.i18n import _
from wijkraad_app.ui import theme
from wijkraad_app.ui.app import App
from wijkraad_app.ui.autosave import Save
from wijkraad_app.ui.layout import column, row, scroll
from wijkraad_app.ui.theme import px
from wijkraad_app.ui.widgets.buttons import Secondary
from wijkraad_app.ui.widgets.choices import CheckField
from wijkraad_app.ui.widgets.dialog import Sheet
from wijkraad_app.ui.widgets.inputs import Field, LineField, required
from wijkraad_app.ui.widgets.labels import Label, SavedLabel
from wijkraad_app.ui.widgets.record_list import ListItem, RecordList

from .holidays_section import tell_below


class Kept(Protocol):
    """A row of a register."""

    @property
    def id(self) -> UUID: ...


class RegisterSheet(Sheet):
    """Subclasses give ``fields`` by attribute, the verbs, and what a row looks like in the list."""

    kinds: tuple[str, ...] = ()
    """Kinds of record after whose change it reads again."""
    add_verb: Callable[..., Any]
    update_verb: Callable[..., Any]
    title_field = "title"

    def __init__(self, app: App, over: QWidget, title: str, *, new: str, none: str) -> None:
        super().__init__(over, title, width=1040, height=640)
        self.app = app
        self.rows: dict[UUID, Any] = {}
        self.shown: UUID | None = None
        self._bound: UUID | None = None
        self.new = LineField(new, limit=300)
        self.new.submitted.connect(lambda _text: self._add())
        add = Secondary(_("Add"), self._add, icon="plus")
        self.list = RecordList(title)
        self.list.chosen.connect(self.show_record)
        self.none = Label(none, "body", "text_2", wrap=True)
        self.fields: dict[str, Field | CheckField] = {}
        inner = QWidget()
        inner.setLayout(self.build())
        self.record = scroll(inner, name=title)
        self.record.hide()
        left, right, both = QWidget(), QWidget(), QWidget()
        adding = row((self.new, 1), column(24, add, gap=4), gap=8, top=True)
        left.setLayout(column(adding, (self.list, 1), gap=10))
        right.setLayout(column(row(None, SavedLabel()), self.none, (self.record, 1000), None, gap=4))
        right.setMinimumHeight(px(300))
        if theme.large_text():
            self.list.setFixedHeight(px(130))
            both.setLayout(column(left, right, gap=12))
        else:
            both.setLayout(row((left, 2), (right, 3), gap=24))
        self.body.addWidget(both, 1)
        self.cancel_button = Secondary(_("Close"), self.close_dialog)
        self.foot.addWidget(self.cancel_button)
        app.changes.connect(self._refresh)
        self.focus_first(self.new.line)
        self.read()

    # --- for subclasses -----------------------------------------------------------------
    def build(self) -> Any:
        """Make the fields and the layout of one record."""
        raise NotImplementedError

    def read(self) -> None:
        """Ask for the rows, and give them to `show_rows`."""
        raise NotImplementedError

    def item_of(self, found: Any) -> ListItem:
        """A row in the list."""
        raise NotImplementedError

    def followed(self, found: Any) -> None:
        """After the fields show ``found``: whatever isn't a field."""

    # --- showing -------------------------------------------------------------------------
    @Slot(object)
    def _refresh(self, changes: Any) -> None:
        if changes.touches(*self.kinds):
            self.read()

    def show_rows(self, rows: Sequence[Kept]) -> None:
        """All there is; the one in front stays."""
        self.rows = {found.id: found for found in rows}
        if self.shown not in self.rows:
            self.shown = None
        self.list.set_items([self.item_of(found) for found in rows], current=self.shown)
        self.none.setVisible(not rows)
        self.record.setVisible(self.shown is not None)
        if self.shown is not None:
            self._follow(self.rows[self.shown])
        elif rows:
            self.show_record(rows[0].id)

    @Slot(object)
    def show_record(self, id: UUID) -> None:
        """One of them, to read and change."""
        if id not in self.rows:
            return
        self.shown = id
        self.list.select(id)
        self.record.show()
        self._follow(self.rows[id])

    def _follow(self, found: Any) -> None:
        """Bind to another record, or follow the same one."""
        fresh, self._bound = self._bound != found.id, found.id
        for name, field in self.fields.items():
            if fresh:
                field.bind(getattr(found, name), self._saver(found.id, name, field))
            else:
                field.refresh(getattr(found, name))
        self.followed(found)

    def _saver(self, id: UUID, name: str, field: Field | CheckField) -> Save:
        def save(value: Any, group: UUID) -> None:
            told = partial(tell_below, self.app, field) if isinstance(field, Field) else None
            self.app.do(self, type(self).update_verb, id=id, group=group, failed=told, **{name: value})

        return save

    # --- doing ---------------------------------------------------------------------------
    def _add(self) -> None:
        if not required(self.new):
            return
        facts: dict[str, Any] = {self.title_field: self.new.value().strip()}

        def added(made: UUID) -> None:
            self.new.set_value("")
            self.shown = made
            self.read()

        self.app.do(self, type(self).add_verb, done=added, **facts)

    def gone(self, text: str, verb: Callable[..., Any], **facts: Any) -> None:
        """Do away with what is shown, and offer it back."""
        if self.shown is not None:
            told = partial(self.app.toast, text, _("Undo"), self.app.undo)
            self.app.do(self, verb, id=self.shown, done=lambda _none: told(), **facts)
