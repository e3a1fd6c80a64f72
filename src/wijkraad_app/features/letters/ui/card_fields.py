"""A key on a card or USB key: the library of its maker, the card, the certificate, and the PIN of this once."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QWidget

from wijkraad_app.kernel.dates import long_date
from wijkraad_app.kernel.errors import UserError
from wijkraad_app.kernel.i18n import _
from wijkraad_app.pdf.cards import Card
from wijkraad_app.ui.app import App
from wijkraad_app.ui.layout import column, row
from wijkraad_app.ui.passphrase import PasswordField
from wijkraad_app.ui.widgets.buttons import Quiet
from wijkraad_app.ui.widgets.choices import ChoiceField
from wijkraad_app.ui.widgets.inputs import Field
from wijkraad_app.ui.widgets.labels import Label

from .. import flow
from ..flow import InReader
from .acting import FileField

MODULE = "card_library"
"""In the preferences of this computer: the library through which cards are reached."""


class CardFields(QWidget):
    """Reads the cards once the library is known, and again when asked."""

    edited = Signal()

    def __init__(self, app: App, known: str = "") -> None:
        super().__init__()
        self._app, self._known = app, known
        self._cards: dict[str, InReader] = {}
        types = {_("Library"): "*.so *.dll *.dylib"}
        hint = _("The file that the maker of the card names. It is remembered on this computer.")
        self.module = FileField(app, _("Library of the card"), _("Choose the library"), types, hint=hint, icon="usb")
        self.module.set_value(_remembered(app))
        self.look = Quiet(_("Look for cards"), self.read, icon="search")
        self.token = ChoiceField(_("Card or USB key"), placeholder=_("No card yet"))
        self.certificate = ChoiceField(_("Certificate"), placeholder=_("No certificate yet"))
        self.pin = PasswordField(_("PIN"), hint=_("It is used once and never kept."))
        self.pinpad = Label(_("Type the PIN on the reader once it asks."), "small", "text_2", wrap=True)
        self.pinpad.hide()
        parts = (self.module, row(self.look, None), self.token, self.certificate, self.pin, self.pinpad)
        self.setLayout(column(*parts, gap=12))
        self.module.edited.connect(self._module_chosen)
        self.token.edited.connect(self._token_chosen)
        self.certificate.edited.connect(self._tell)
        self.pin.edited.connect(self._tell)

    @Slot(object)
    def _tell(self, _value: object) -> None:
        self.edited.emit()

    @Slot(object)
    def _module_chosen(self, path: Path) -> None:
        self._app.preferences.set(MODULE, str(path))
        self.read()
        self.edited.emit()

    def read(self) -> None:
        """See which cards are in."""
        module = self.module.value()
        if module is None:
            return
        self.module.error("")
        self.token.error("")
        self._app.run(self, lambda _job: flow.in_readers(module), done=self._show, failed=self._failed, latest="cards")

    def _show(self, found: tuple[InReader, ...]) -> None:
        self._cards = {one.token.serial: one for one in found}
        self.token.set_options([(one.token.serial, one.token.label or one.token.serial) for one in found])
        wanted = next((one for one in found if any(key.fingerprint == self._known for key in one.keys)), None)
        first = wanted or next((one for one in found if one.keys), found[0])
        if self.token.value() is None:
            self.token.set_value(first.token.serial)
        self._token_chosen(self.token.value())

    @Slot(object)
    def _token_chosen(self, serial: object) -> None:
        card = self._cards.get(str(serial))
        keys = card.keys if card is not None else ()
        self.certificate.set_options([(one.fingerprint, _named(one)) for one in keys])
        if self.certificate.value() is None and keys:
            known = next((one for one in keys if one.fingerprint == self._known), keys[0])
            self.certificate.set_value(known.fingerprint)
        if not keys:
            self.certificate.error(_("There is no certificate on this card that can sign a letter."))
        self.pin.setHidden(self._at_reader(serial))
        self.pinpad.setHidden(not self._at_reader(serial))
        self.edited.emit()

    def _failed(self, error: BaseException) -> None:
        self._cards = {}
        self.token.set_options(())
        self.certificate.set_options(())
        if not (isinstance(error, UserError) and self.refused(error)):
            self._app.tell(error)

    def chosen(self) -> Card | None:
        """The key; None after saying what is still missing, with the focus there."""
        module, serial, mark = self.module.value(), self.token.value(), self.certificate.value()
        missing = (
            (self.module, module is not None, _("Choose the library of the card.")),
            (self.token, serial is not None, _("No card or USB key was found. Put it in and look again.")),
            (self.certificate, mark is not None, _("There is no certificate on this card that can sign a letter.")),
            (self.pin, bool(self.pin.value()) or self._at_reader(serial), _("Type the PIN.")),
        )
        for field, there, words in missing:
            if not there:
                self._missing(field, words)
                return None
        assert module is not None
        return Card(module, str(serial), str(mark))

    def _at_reader(self, serial: object) -> bool:
        card = self._cards.get(str(serial))
        return card is not None and card.token.pinpad

    def refused(self, error: UserError) -> bool:
        """Say it under its field; False when no field here is about it. A PIN that was tried is wiped."""
        place = self._place(error.code)
        if place is None:
            return False
        if place is self.pin:
            self.wipe()
        self._missing(place, error.message)
        return True

    def wipe(self) -> None:
        """No PIN stays in the window."""
        self.pin.set_value("")

    def _place(self, code: str) -> Field | None:
        about_key = code.startswith("key_") or code == "no_certificate"
        known: dict[str, Field] = {
            "no_module": self.module, "no_token": self.token, "wrong_pin": self.pin, "pin_locked": self.pin
        }  # fmt: skip
        return self.certificate if about_key else known.get(code)

    def _missing(self, field: Field, words: str) -> None:
        field.error(words)
        field.setFocus(Qt.FocusReason.OtherFocusReason)


def _remembered(app: App) -> Path | None:
    known: Any = app.preferences.get(MODULE, "")
    return Path(known) if isinstance(known, str) and known and Path(known).exists() else None


def _named(key: Any) -> str:
    until = _("until {date}").format(date=long_date(key.valid_until.date()))
    return f"{key.subject}, {until}"
