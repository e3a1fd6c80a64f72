"""One organisation: contact data and who belongs to it."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from wijkraad_app.kernel.i18n import _
from wijkraad_app.kernel.ids import EntityRef
from wijkraad_app.ui.app import App
from wijkraad_app.ui.layout import clear, column, line, row, scroll
from wijkraad_app.ui.page import RecordHeader
from wijkraad_app.ui.theme import px
from wijkraad_app.ui.widgets.buttons import MenuButton, Quiet
from wijkraad_app.ui.widgets.inputs import Field, LineField, TextField
from wijkraad_app.ui.widgets.labels import Label

from .. import queries, service
from ..queries import OrganisationRow
from .saving import Entries, follow, saver

_WIDEST = 780


class OrganisationRecord(QWidget):
    """``gone`` when the organisation is no longer there."""

    gone = Signal()

    def __init__(self, app: App) -> None:
        super().__init__()
        self.app = app
        self._id: UUID | None = None
        self._shown: UUID | None = None
        self.header = RecordHeader()
        self.header.add_action(MenuButton(_("More"), self._entries))
        self.name = LineField(_("Name"), limit=200)
        self.sort = LineField(_("Sort of organisation"), limit=40, placeholder=_("For example school or association"))
        self.mail = LineField(_("Mail"), limit=200)
        self.phone = LineField(_("Telephone"), limit=40)
        self.address = TextField(_("Address"), least=2, most=4)
        self.notes = TextField(_("Notes"), least=3, most=12)
        self.fields: dict[str, Field] = {
            "name": self.name,
            "sort": self.sort,
            "mail": self.mail,
            "phone": self.phone,
            "address": self.address,
            "notes": self.notes,
        }
        self._people = column(gap=0)
        self.no_people = Label(_("Nobody yet. Choose this organisation with a person."), "body", "text_2", wrap=True)
        self._body = QWidget()
        self._body.setMaximumWidth(px(_WIDEST))
        self._body.setLayout(
            column(
                row((self.name, 1), (self.sort, 1), gap=16, top=True),
                row((self.mail, 1), (self.phone, 1), gap=16, top=True),
                self.address,
                12,
                Label(_("Who works there"), "heading"),
                self.no_people,
                self._people,
                12,
                self.notes,
                None,
                gap=14,
                margins=(28, 18, 28, 28),
            )
        )
        holder = QWidget()
        holder.setLayout(row((self._body, 1000), (QWidget(), 1), gap=0))
        self.setLayout(column(self.header, line(), (scroll(holder), 1), gap=0))
        self.setFocusProxy(self.name)
        self._body.setVisible(False)

    def show_one(self, organisation: UUID) -> None:
        """Show that organisation."""
        self._id = organisation
        self.read()

    def read(self) -> None:
        """Read again; nothing when none is shown."""
        if self._id is not None:
            self.app.read(self, queries.organisation, self._id, done=self._show, latest="organisation")

    def _show(self, found: OrganisationRow | None) -> None:
        self._body.setVisible(found is not None)
        if found is None:
            self._id = self._shown = None
            self.header.set_title("")
            self.gone.emit()
            return
        self.header.set_title(found.name, found.sort)
        for name, field in self.fields.items():
            if found.id == self._shown:
                follow(field, getattr(found, name))
            else:
                save = saver(self.app, self, field, service.update_organisation, name, organisation=found.id)
                field.bind(getattr(found, name), save)
        self._shown = found.id
        self.no_people.setVisible(not found.people)
        clear(self._people)
        for person, name in found.people:
            go = partial(self.app.navigate, EntityRef("person", person))
            self._people.addLayout(row(Quiet(name, go, icon="user"), None))

    def _entries(self) -> Entries:
        return [(_("Remove organisation"), "trash-2", self._remove)] if self._shown else []

    def _remove(self) -> None:
        shown, name = self._shown, self.header.title.plain()
        if shown is not None:
            told = partial(self.app.toast, _("{name} removed.").format(name=name), _("Undo"), self.app.undo)
            self.app.do(self.app, service.remove_organisation, organisation=shown, done=lambda _none: told())
