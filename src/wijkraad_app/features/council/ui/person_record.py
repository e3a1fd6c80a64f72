"""One person: contact data, what they do, and their roles in the council over time."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtWidgets import QLayout, QWidget

from wijkraad_app.kernel.i18n import _
from wijkraad_app.ui.app import App
from wijkraad_app.ui.layout import clear, column, row
from wijkraad_app.ui.widgets.buttons import IconButton, Secondary
from wijkraad_app.ui.widgets.choices import ChoiceField
from wijkraad_app.ui.widgets.inputs import Field, LineField, TextField
from wijkraad_app.ui.widgets.labels import Label
from wijkraad_app.ui.widgets.parsed import DateField

from .. import queries, service
from ..queries import MembershipRow, OrganisationRow, PersonCard
from ..rules import roles
from .field_record import FieldRecord
from .saving import follow, saver


class MembershipLine(QWidget):
    """A role with its first and last day; saves itself."""

    def __init__(self, app: App, membership: MembershipRow, person: str) -> None:
        super().__init__()
        self.app, self.membership = app, membership
        options = [(role, roles.role_label(role)) for role in roles.ROLES]
        self.role = ChoiceField(_("Role"), options)
        self.start = DateField(_("From"))
        self.end = DateField(_("Until"))
        for name, field in self.named():
            save = saver(app, self, field, service.update_membership, name, membership=membership.id)
            field.bind(getattr(membership, name), save)
        away = IconButton("trash-2", _("Remove this role of {name}").format(name=person), self._remove)
        self.setLayout(row((self.role, 5), (self.start, 4), (self.end, 4), column(24, away, gap=4), gap=12, top=True))

    def named(self) -> tuple[tuple[str, Field], ...]:
        """The fields by the attribute they save."""
        return ("role", self.role), ("start", self.start), ("end", self.end)

    def follow(self, membership: MembershipRow) -> None:
        """Show what the dossier has now."""
        for name, field in self.named():
            follow(field, getattr(membership, name))

    def _remove(self) -> None:
        self.app.do(
            self.app,
            service.remove_membership,
            membership=self.membership.id,
            done=lambda _none: self.app.toast(_("Role removed."), _("Undo"), self.app.undo),
        )


class PersonRecord(FieldRecord):
    """A person's fields and their roles."""

    def __init__(self, app: App) -> None:
        super().__init__(app, "person", (_("Remove person"), service.remove_person))
        self.name = LineField(_("Name"), limit=200)
        self.mail = LineField(_("Mail"), limit=200)
        self.phone = LineField(_("Telephone"), limit=40)
        self.function = LineField(_("Function"), limit=200, placeholder=_("For example ward manager"))
        self.organisation = ChoiceField(_("Organisation"))
        self.address = TextField(_("Address"), least=2, most=4)
        self.notes = TextField(_("Notes"), least=3, most=12)
        self.fields |= {
            "name": self.name,
            "mail": self.mail,
            "phone": self.phone,
            "function": self.function,
            "organisation": self.organisation,
            "address": self.address,
            "notes": self.notes,
        }
        self._lines = column(gap=10)
        self.lines: dict[UUID, MembershipLine] = {}
        self.no_role = Label(_("No role in the council."), "body", "text_2")
        self.add_role = Secondary(_("Add a role"), self._add_role, icon="plus")
        self.lay_out(self._layout())
        self.setFocusProxy(self.name)

    def _layout(self) -> QLayout:
        return column(
            self.name,
            row((self.mail, 1), (self.phone, 1), gap=16, top=True),
            row((self.function, 1), (self.organisation, 1), gap=16, top=True),
            12,
            Label(_("Roles in the council"), "heading"),
            self.no_role,
            self._lines,
            row(self.add_role, None),
            12,
            self.address,
            self.notes,
            None,
            gap=14,
            margins=(28, 18, 28, 28),
        )

    def read(self) -> None:
        """Read again; nothing when nobody is shown."""
        if self._wanted is not None:
            self.app.read(self, queries.organisations, done=self._show_organisations, latest="organisations")
            self.app.read(self, queries.person_card, self._wanted, done=self._show, latest="card")

    def _show_organisations(self, found: Sequence[OrganisationRow]) -> None:
        self.organisation.set_options([(None, _("none")), *((one.id, one.name) for one in found)])

    def _show(self, card: PersonCard | None) -> None:
        if card is None:
            self.show_none()
            return
        sort = roles.role_label(card.role) if card.role else card.function
        self.show_row(card, card.name, sort, service.update_person)
        self._show_memberships(card)

    def _show_memberships(self, card: PersonCard) -> None:
        self.no_role.setVisible(not card.memberships)
        if [one.id for one in card.memberships] == list(self.lines):
            for one in card.memberships:
                self.lines[one.id].follow(one)
            return
        clear(self._lines)
        self.lines = {one.id: MembershipLine(self.app, one, card.name) for one in card.memberships}
        for made in self.lines.values():
            self._lines.addWidget(made)

    def _add_role(self) -> None:
        if self._shown is not None:
            self.app.do(self, service.add_membership, person=self._shown, done=self._focus_role)

    def _focus_role(self, membership: UUID) -> None:
        made = self.lines.get(membership)
        if made is not None:
            made.role.setFocus()
