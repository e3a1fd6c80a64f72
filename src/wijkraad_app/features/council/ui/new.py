"""A new person or organisation: the name is enough, the rest follows in the record."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from wijkraad_app.kernel.i18n import _
from wijkraad_app.kernel.ids import EntityRef
from wijkraad_app.ui.app import App
from wijkraad_app.ui.widgets.choices import ChoiceField
from wijkraad_app.ui.widgets.dialog import Dialog
from wijkraad_app.ui.widgets.inputs import LineField, required

from .. import service
from ..rules import names, roles


class NewPerson(Dialog):
    """Name, mail and, for members, the role."""

    def __init__(self, app: App, over: QWidget) -> None:
        super().__init__(over, _("New person"), width=440)
        self.app = app
        self.name = LineField(_("Name"), limit=200)
        options = [("", _("not a member")), *((role, roles.role_label(role)) for role in roles.ROLES)]
        self.role = ChoiceField(_("Role in the council"), options)
        self.role.set_value("")
        self.mail = LineField(_("Mail"), limit=200)
        self.add(self.name, self.role, self.mail)
        self.buttons(_("Add"), self._make)

    def _make(self) -> bool:
        if not required(self.name):
            return False
        mail = self.mail.value().strip()
        if mail and not names.valid_mail(mail):
            self.mail.error(_("“{mail}” isn't a mail address. Check it.").format(mail=mail))
            return False
        self.app.do(
            self.app,
            service.add_person,
            name=self.name.value(),
            mail=mail,
            role=self.role.value() or "",
            done=lambda person: self.app.navigate(EntityRef("person", person)),
        )
        return True


class NewOrganisation(Dialog):
    """The name."""

    def __init__(self, app: App, over: QWidget) -> None:
        super().__init__(over, _("New organisation"), width=440)
        self.app = app
        self.name = LineField(_("Name"), limit=200)
        self.sort = LineField(_("Sort of organisation"), placeholder=_("For example school or association"), limit=40)
        self.add(self.name, self.sort)
        self.buttons(_("Add"), self._make)

    def _make(self) -> bool:
        if not required(self.name):
            return False
        self.app.do(
            self.app,
            service.add_organisation,
            name=self.name.value(),
            sort=self.sort.value().strip(),
            done=lambda made: self.app.navigate(EntityRef("organisation", made)),
        )
        return True


def new_person(app: App) -> None:
    """Ask for a name over the window, then show the record."""
    window = app.shell.widget()
    if window is not None:
        NewPerson(app, window).open_over()


def new_organisation(app: App) -> None:
    """Ask for a name over the window, then show the record."""
    window = app.shell.widget()
    if window is not None:
        NewOrganisation(app, window).open_over()
