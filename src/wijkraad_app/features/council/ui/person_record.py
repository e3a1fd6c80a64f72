"""One person: contact data, what they do, and their roles in the council over time."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLayout, QWidget

from wijkraad_app.kernel.i18n import _
from wijkraad_app.ui.app import App
from wijkraad_app.ui.layout import clear, column, line, row, scroll
from wijkraad_app.ui.page import RecordHeader
from wijkraad_app.ui.theme import px
from wijkraad_app.ui.widgets.buttons import IconButton, MenuButton, Secondary
from wijkraad_app.ui.widgets.choices import ChoiceField
from wijkraad_app.ui.widgets.inputs import Field, LineField, TextField
from wijkraad_app.ui.widgets.labels import Label
from wijkraad_app.ui.widgets.parsed import DateField

from .. import queries, service
from ..queries import MembershipRow, OrganisationRow, PersonCard
from ..rules import roles
from .saving import Entries, follow, saver

_WIDEST = 780


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


class PersonRecord(QWidget):
    """``gone`` when the person is no longer there."""

    gone = Signal()

    def __init__(self, app: App) -> None:
        super().__init__()
        self.app = app
        self._id: UUID | None = None
        self._shown: UUID | None = None
        self.header = RecordHeader()
        self.header.add_action(MenuButton(_("More"), self._entries))
        self.name = LineField(_("Name"), limit=200)
        self.mail = LineField(_("Mail"), limit=200)
        self.phone = LineField(_("Telephone"), limit=40)
        self.function = LineField(_("Function"), limit=200, placeholder=_("For example ward manager"))
        self.organisation = ChoiceField(_("Organisation"))
        self.address = TextField(_("Address"), least=2, most=4)
        self.notes = TextField(_("Notes"), least=3, most=12)
        self.fields: dict[str, Field] = {
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
        self._body = QWidget()
        self._body.setLayout(self._layout())
        self._body.setMaximumWidth(px(_WIDEST))
        holder = QWidget()
        holder.setLayout(row((self._body, 1000), (QWidget(), 1), gap=0))
        self.setLayout(column(self.header, line(), (scroll(holder), 1), gap=0))
        self.setFocusProxy(self.name)
        self._body.setVisible(False)

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

    def show_one(self, person: UUID) -> None:
        """Show that person."""
        if person != self._id:
            for field in self.fields.values():
                field.flush()
        self._id = person
        self.read()

    def read(self) -> None:
        """Read again; nothing when nobody is shown."""
        if self._id is not None:
            self.app.read(self, queries.organisations, done=self._show_organisations, latest="organisations")
            self.app.read(self, queries.person_card, self._id, done=self._show, latest="card")

    def _show_organisations(self, found: Sequence[OrganisationRow]) -> None:
        self.organisation.set_options([(None, _("none")), *((one.id, one.name) for one in found)])

    def _show(self, card: PersonCard | None) -> None:
        self._body.setVisible(card is not None)
        if card is None:
            self._id = self._shown = None
            self.header.set_title("")
            self.gone.emit()
            return
        self.header.set_title(card.name, roles.role_label(card.role) if card.role else card.function)
        for name, field in self.fields.items():
            if card.id == self._shown:
                follow(field, getattr(card, name))
            else:
                field.bind(
                    getattr(card, name), saver(self.app, self, field, service.update_person, name, person=card.id)
                )
        self._shown = card.id
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

    def _entries(self) -> Entries:
        return [(_("Remove person"), "trash-2", self._remove)] if self._shown else []

    def _remove(self) -> None:
        person, name = self._shown, self.header.title.plain()
        if person is not None:
            told = partial(self.app.toast, _("{name} removed.").format(name=name), _("Undo"), self.app.undo)
            self.app.do(self.app, service.remove_person, person=person, done=lambda _none: told())
