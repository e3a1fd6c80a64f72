"""People: members first, then everyone else the council works with, and organisations."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QStackedWidget

from wijkraad_app.kernel import dates
from wijkraad_app.kernel.changes import Changes
from wijkraad_app.kernel.commands import Command
from wijkraad_app.kernel.i18n import N_, _, ngettext
from wijkraad_app.kernel.ids import EntityRef
from wijkraad_app.ui import theme
from wijkraad_app.ui.app import App
from wijkraad_app.ui.layout import column, row
from wijkraad_app.ui.page import ListRecordPage
from wijkraad_app.ui.widgets.buttons import MenuButton
from wijkraad_app.ui.widgets.choices import ChoiceField, Segments
from wijkraad_app.ui.widgets.empty import EmptyPage
from wijkraad_app.ui.widgets.inputs import SearchField
from wijkraad_app.ui.widgets.labels import Label
from wijkraad_app.ui.widgets.record_list import ListItem
from wijkraad_app.ui.widgets.rows import Cell
from wijkraad_app.ui.widgets.table import Column, LazyTable

from .. import queries
from ..queries import OrganisationRow, PersonRow
from ..rules import roles
from .found_list import FoundList
from .new import new_organisation, new_person
from .organisation_record import OrganisationRecord
from .paste_sheet import paste_members
from .person_record import PersonRecord
from .saving import Entries

PERSON, ORGANISATION = "person", "organisation"
_NEW_HERE = "Ctrl+N;Ctrl+Shift+P"


def _role(one: PersonRow) -> Cell:
    words = roles.role_label(one.role) if one.role else one.function or one.organisation
    return Cell(words)


def _sort(one: OrganisationRow) -> str:
    return one.sort


def _people_items(rows: Sequence[PersonRow]) -> list[ListItem]:
    members = [one for one in rows if one.role]
    others = [one for one in rows if not one.role]
    found = []
    for title, part in ((_("Members"), members), (_("Other people"), others)):
        if part:
            found.append(ListItem(None, title, aside=dates.number(len(part))))
            found += [ListItem(one.id, one.name, _role(one) if _role(one).text else None) for one in part]
    return found


def _organisation_items(rows: Sequence[OrganisationRow]) -> list[ListItem]:
    return [ListItem(one.id, one.name, Cell(one.sort) if one.sort else None) for one in rows]


def _kinds() -> Segments | ChoiceField:
    """Side by side, or one below the other where large text leaves no room."""
    options = [(PERSON, _("People")), (ORGANISATION, _("Organisations"))]
    if not theme.large_text():
        return Segments(_("What to show"), options)
    made = ChoiceField(_("What to show"), options)
    made.set_value(PERSON)
    return made


class PeoplePage(ListRecordPage):
    """A list of people or organisations beside the record of one."""

    def __init__(self, app: App) -> None:
        super().__init__(app, list_width=288)
        self._kind = PERSON
        self._current: dict[str, UUID | None] = {PERSON: None, ORGANISATION: None}
        self.search = SearchField(_("Search people"))
        self.search.edited.connect(lambda _text: self._load())
        self.search.down.connect(lambda: self.table().setFocus())
        self.kinds = _kinds()
        chosen = self.kinds.edited if isinstance(self.kinds, ChoiceField) else self.kinds.changed
        chosen.connect(self._show_kind)
        self.found = Label("", "caption", "text_3")
        self.tables = {PERSON: self._people_list(), ORGANISATION: self._organisation_list()}
        self._tables = QStackedWidget()
        self.records: dict[str, PersonRecord | OrganisationRecord] = {
            PERSON: PersonRecord(app),
            ORGANISATION: OrganisationRecord(app),
        }
        self._records = QStackedWidget()
        for kind in (PERSON, ORGANISATION):
            self._tables.addWidget(self.tables[kind])
            self._records.addWidget(self.records[kind])
            self.records[kind].gone.connect(self._record_gone)
        more = MenuButton(_("Add people"), self._additions, icon="plus")
        self.list_layout.addLayout(row(Label(_("People"), "heading"), None, more, margins=(6, 0, 0, 0)))
        self.list_layout.addLayout(column(self.kinds, 4, self.search, gap=4, margins=(6, 0, 4, 0)))
        self.list_layout.addWidget(self._tables, 1)
        self.list_layout.addLayout(row(self.found, None, margins=(8, 0, 0, 0)))
        self.record_layout.addWidget(self._records, 1)

    def _people_list(self) -> FoundList:
        columns = (
            Column("name", _("Name"), lambda one: one.name, sort="name", priority=0),
            Column("role", _("Role or function"), _role, 118, sort="role"),
        )
        name = _("People")
        table = LazyTable(self.app, columns, queries.people_ids, queries.people_rows, name=name, sort="role")
        return self._wired(FoundList(self.app, name, queries.people_found, _people_items, table), PERSON)

    def _organisation_list(self) -> FoundList:
        columns = (
            Column("name", _("Name"), lambda one: one.name, sort="name", priority=0),
            Column("sort", _("Sort"), _sort, 118),
        )
        name = _("Organisations")
        table = LazyTable(
            self.app, columns, queries.organisation_ids, queries.organisation_rows, name=name, sort="name"
        )
        return self._wired(
            FoundList(self.app, name, queries.organisations_found, _organisation_items, table), ORGANISATION
        )

    def _wired(self, found: FoundList, kind: str) -> FoundList:
        found.chosen.connect(lambda one: self._show(kind, one))
        found.activated_id.connect(lambda _one: self.records[kind].setFocus())
        found.counted.connect(lambda count: self._counted(kind, count))
        return found

    def table(self) -> FoundList:
        """The list in front."""
        return self.tables[self._kind]

    # --- the page ------------------------------------------------------------
    def open(self, ref: EntityRef | None) -> None:
        if ref is not None and ref.kind in (PERSON, ORGANISATION):
            self.kinds.set_value(ref.kind)
            self._bring(ref.kind)
            self._show(ref.kind, ref.id)
        self._load()

    def commands(self) -> tuple[Command, ...]:
        return (
            Command("people.new", N_("New person"), lambda: new_person(self.app), _NEW_HERE, "user-plus"),
            Command("people.search", N_("Search people"), self._search, "Ctrl+F", "search"),
        )

    def _search(self) -> None:
        self.search.line.setFocus()
        self.search.line.selectAll()

    def refresh(self, changes: Changes) -> None:
        if changes.touches(PERSON, "membership", ORGANISATION):
            self._load(fresh=False)
            for record in self.records.values():
                record.read()

    def current(self) -> EntityRef | None:
        one = self._current[self._kind]
        return EntityRef(self._kind, one) if one else None

    def up(self) -> bool:
        if self.search.value():
            self.search.set_value("")
            self._load()
            return True
        return False

    # --- the list ------------------------------------------------------------
    def _additions(self) -> Entries:
        return [
            (_("New person"), "user-plus", lambda: new_person(self.app)),
            (_("Paste members"), "clipboard-paste", lambda: paste_members(self.app)),
            None,
            (_("New organisation"), "building-2", lambda: new_organisation(self.app)),
        ]

    def _load(self, *, fresh: bool = True) -> None:
        if fresh:
            self.table().load(self.search.value().strip(), select=self._current[self._kind])
        else:
            self.table().refresh()

    @Slot(object)
    def _show_kind(self, kind: str) -> None:
        self.flush()
        self._bring(kind)
        self._load()

    def _bring(self, kind: str) -> None:
        self.search.line.setPlaceholderText(_("Search people") if kind == PERSON else _("Search organisations"))
        self.search.line.setAccessibleName(self.search.line.placeholderText())
        self._kind = kind
        self._tables.setCurrentWidget(self.tables[kind])
        self._records.setCurrentWidget(self.records[kind])

    def _counted(self, kind: str, count: int) -> None:
        if kind != self._kind:
            return
        shown = dates.number(count)
        if kind == PERSON:
            self.found.setText(ngettext("{count} person", "{count} people", count).format(count=shown))
        else:
            self.found.setText(ngettext("{count} organisation", "{count} organisations", count).format(count=shown))
        if count == 0 and not self.search.value():
            self._show_nothing(kind)
            return
        self.show_record()
        if self._current[kind] is None and count:
            self._choose_first(kind)

    def _choose_first(self, kind: str) -> None:
        first = self.tables[kind].first()
        if first is not None:
            self.tables[kind].list.select(first)
            self._show(kind, first)

    def _show_nothing(self, kind: str) -> None:
        if kind == PERSON:
            empty = EmptyPage(
                _("No people yet"),
                _("Keep here who is in the council, with role and term, and whom you work with."),
                (_("Paste members"), "clipboard-paste", lambda: paste_members(self.app)),
                [(_("Add one person"), "user-plus", lambda: new_person(self.app))],
                picture="people",
            )
            self.show_empty(empty, whole=False)
            return
        empty = EmptyPage(
            _("No organisations yet"),
            _("Schools, associations, the municipality: keep their address and who works there."),
            (_("Add an organisation"), "building-2", lambda: new_organisation(self.app)),
            picture="table",
        )
        self.show_empty(empty)

    # --- the record ----------------------------------------------------------
    def _show(self, kind: str, one: UUID) -> None:
        self._current[kind] = one
        self.show_record()
        self.records[kind].show_one(one)

    @Slot()
    def _record_gone(self) -> None:
        self._current[self._kind] = None
        self._load()
