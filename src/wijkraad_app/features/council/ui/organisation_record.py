"""One organisation: contact data and who belongs to it."""

from __future__ import annotations

from functools import partial

from wijkraad_app.kernel.i18n import _
from wijkraad_app.kernel.ids import EntityRef
from wijkraad_app.ui.app import App
from wijkraad_app.ui.layout import clear, column, row
from wijkraad_app.ui.widgets.buttons import Quiet
from wijkraad_app.ui.widgets.inputs import LineField, TextField
from wijkraad_app.ui.widgets.labels import Label

from .. import queries, service
from ..queries import OrganisationRow
from .field_record import FieldRecord


class OrganisationRecord(FieldRecord):
    """An organisation's fields and the people who belong to it."""

    def __init__(self, app: App) -> None:
        super().__init__(app, "organisation", (_("Remove organisation"), service.remove_organisation))
        self.name = LineField(_("Name"), limit=200)
        self.sort = LineField(_("Sort of organisation"), limit=40, placeholder=_("For example school or association"))
        self.mail = LineField(_("Mail"), limit=200)
        self.phone = LineField(_("Telephone"), limit=40)
        self.address = TextField(_("Address"), least=2, most=4)
        self.notes = TextField(_("Notes"), least=3, most=12)
        self.fields |= {
            "name": self.name,
            "sort": self.sort,
            "mail": self.mail,
            "phone": self.phone,
            "address": self.address,
            "notes": self.notes,
        }
        self._people = column(gap=0)
        self.no_people = Label(_("Nobody yet. Choose this organisation with a person."), "body", "text_2", wrap=True)
        self.lay_out(
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
        self.setFocusProxy(self.name)

    def read(self) -> None:
        """Read again; nothing when none is shown."""
        if self._wanted is not None:
            self.app.read(self, queries.organisation, self._wanted, done=self._show, latest="organisation")

    def _show(self, found: OrganisationRow | None) -> None:
        if found is None:
            self.show_none()
            return
        self.show_row(found, found.name, found.sort, service.update_organisation)
        self.no_people.setVisible(not found.people)
        clear(self._people)
        for person, name in found.people:
            go = partial(self.app.navigate, EntityRef("person", person))
            self._people.addLayout(row(Quiet(name, go, icon="user"), None))
