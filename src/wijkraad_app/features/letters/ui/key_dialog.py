"""A signing key for a member: made here, kept outside the dossier, locked with its own passphrase."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from wijkraad_app.kernel import dates
from wijkraad_app.kernel.errors import UserError
from wijkraad_app.kernel.i18n import _
from wijkraad_app.kernel.preferences import data_folder
from wijkraad_app.kernel.workspace import Workspace
from wijkraad_app.pdf.keys import SHORTEST_PASSPHRASE, KeyInfo
from wijkraad_app.ui.app import App
from wijkraad_app.ui.start import PasswordField
from wijkraad_app.ui.widgets.inputs import LineField, required
from wijkraad_app.ui.widgets.labels import Label

from .. import flow
from .acting import WorkDialog

Made = Callable[[Path], None]


def open_key_dialog(
    app: App,
    over: QWidget | None = None,
    *,
    name: str = "",
    role: str = "",
    person: UUID | None = None,
    then: Made | None = None,
    dossier: bool = True,
) -> None:
    """Ask for a key and make it; ``then`` gets its file."""
    window = over or app.shell.widget()
    if window is None:
        return
    ground = window
    workspace = app.workspace if dossier else None

    def show(known: bool) -> None:
        KeyDialog(app, ground, workspace, known, name, role, person, then).open_over()

    app.run(ground, lambda _job: flow.has_authority(workspace), done=show)


class KeyDialog(WorkDialog):
    """Name, role, passphrase twice; then where to write it."""

    def __init__(
        self,
        app: App,
        over: QWidget,
        workspace: Workspace | None,
        authority_known: bool,
        name: str = "",
        role: str = "",
        person: UUID | None = None,
        then: Made | None = None,
    ) -> None:
        super().__init__(app, over, _("Make a signing key"), width=520)
        self._workspace, self._person, self._then = workspace, person, then
        self.say(
            _(
                "A key is a file of its own. Keep it with the member, not in the dossier. Without its passphrase "
                "nobody can sign with it, and nobody can recover it. A signature with it is not a qualified "
                "signature (eIDAS)."
            )
        )
        self.name = LineField(_("Name of the member"), limit=64)
        self.role = LineField(_("Role"), limit=64)
        self.name.set_value(name)
        self.role.set_value(role)
        self.first = PasswordField(_("Passphrase"), hint=_("A sentence of four or more words is strong."))
        self.second = PasswordField(_("Once more"))
        self.add(self.name, self.role, self.first, self.second)
        self.authority = PasswordField(
            _("Passphrase of the first key made on this computer"),
            hint=_("It opens the certificate of the council, which says which keys are its own."),
        )
        if authority_known:
            self.add(self.authority)
        else:
            self.authority.setParent(self)
            self.authority.hide()
            where = str(data_folder() / "authorities")
            words = _(
                "This is the first key on this computer. The program also makes a certificate of the council, that "
                "says which keys are its own. It needs this same passphrase when you make the next key here. It is "
                "kept in {folder}."
            )
            self.add(Label(words.format(folder=where), "small", "text_2", wrap=True))
        self._asked = authority_known
        self.add(self.busy)
        self.buttons(_("Choose where to keep it"), self._go)
        self.focus_first(self.name if not name else self.first)

    def _go(self) -> bool:
        if not (required(self.name) and self._passphrase_fits()):
            return False
        if self._asked and not required(self.authority, _("Type the passphrase.")):
            return False
        suggested = f"{_('Key')} {self.name.value().strip()}.p12"
        target = self.app.save_file(_("Keep the key"), {_("Key file"): "*.p12"}, suggested)
        if target is None:
            return False
        path = target if target.suffix else target.with_suffix(".p12")
        return self.work(self._maker(path), self._made, _("Making the key…"))

    def _passphrase_fits(self) -> bool:
        if len(self.first.value()) < SHORTEST_PASSPHRASE:
            text = _("Choose a passphrase of at least {count} characters.")
            return self._wrong(self.first, text.format(count=SHORTEST_PASSPHRASE))
        if self.first.value() != self.second.value():
            return self._wrong(self.second, _("The two are not the same."))
        return True

    def _wrong(self, field: PasswordField, text: str) -> bool:
        field.error(text)
        field.line.setFocus(Qt.FocusReason.OtherFocusReason)
        return False

    def _maker(self, path: Path) -> Callable[[], KeyInfo]:
        workspace, person = self._workspace, self._person
        name, role, words = self.name.value(), self.role.value(), self.first.value()
        authority = self.authority.value()

        def make() -> KeyInfo:
            if workspace is None:
                return flow.make_key(name, role, path, words, authority=authority)
            return flow.issue_key(workspace, name, role, path, words, person=person, authority=authority)

        return make

    def _made(self, made: Any) -> None:
        until = dates.long_date(made.valid_until.date())
        self.app.toast(_("Key made for {name}. It is valid until {date}.").format(name=made.name, date=until))
        if self._then is not None:
            self._then(Path(made.file))

    def refused(self, error: UserError) -> None:
        """Only the authority's passphrase can be wrong here."""
        if error.code == "wrong_passphrase" and self._asked:
            self._wrong(self.authority, error.message)
        else:
            super().refused(error)

    def close_dialog(self) -> None:
        """No passphrase stays in the window."""
        for field in (self.first, self.second, self.authority):
            field.set_value("")
        super().close_dialog()
