"""Who signs, with which key, and its passphrase: for a letter of the dossier and for any file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QWidget

from wijkraad_app.kernel.errors import UserError
from wijkraad_app.kernel.i18n import _
from wijkraad_app.pdf.cards import Card
from wijkraad_app.ui.app import App
from wijkraad_app.ui.layout import column, row
from wijkraad_app.ui.start import PasswordField
from wijkraad_app.ui.widgets.banner import Banner
from wijkraad_app.ui.widgets.buttons import Quiet
from wijkraad_app.ui.widgets.choices import Segments
from wijkraad_app.ui.widgets.labels import Avatar, Label, initials

from .acting import Agreement, Done, FileField, WorkDialog
from .card_fields import CardFields
from .timestamps import timestamp_server

KEYS = "signing_keys"
"""In the preferences of this computer: who -> path of the key file. Never a passphrase."""
CARDS = "signing_cards"
"""The same: who -> fingerprint of the certificate on a card, where that was used last."""
FILE, CARD = "file", "card"
_OF_THE_KEY = (
    *("cannot_read", "not_a_key", "key_expired", "key_not_yet_valid", "key_not_for_signing", "key_unsupported"),
    "key_revoked",
)


@dataclass(frozen=True, slots=True)
class Who:
    """Who is to sign: ``id`` remembers the key; ``name`` may be unknown for a file from elsewhere."""

    id: str
    name: str
    role: str


@dataclass(frozen=True, slots=True)
class Wish:
    """With which key, and its passphrase or PIN; ``anyway`` after a warning about its owner; ``stamp`` is the address
    of a timestamp server."""

    key: Path | Card
    passphrase: str
    anyway: bool
    stamp: str | None


class SignDialog(WorkDialog):
    """``sign(wish)`` runs off the window's thread; ``agree`` is what must be agreed to first, if anything."""

    def __init__(
        self,
        app: App,
        over: QWidget,
        who: Who,
        sign: Callable[[Wish], Any],
        done: Done,
        *,
        warnings: tuple[Banner, ...] = (),
        agree: str = "",
        make_key: Callable[[Callable[[Path], None]], None] | None = None,
    ) -> None:
        super().__init__(app, over, _("Sign"))
        self._who, self._sign, self._done = who, sign, done
        self._anyway = False
        self._stamp = timestamp_server(app)
        self.agreement = Agreement(agree)
        self.add(*warnings, *([self.agreement.box] if self.agreement.box else []), person_row(who))
        self.way = Segments(_("Key"), ((FILE, _("Key file")), (CARD, _("Card or USB key"))), style="pills")
        types = {_("Key file"): "*.p12 *.pfx"}
        hint = _("The file is remembered on this computer, the passphrase is not.")
        self.key = FileField(app, _("Key"), _("Choose the key"), types, hint=hint, icon="key-round")
        self.key.set_value(self._remembered())
        self.key.edited.connect(self._chosen)
        self.passphrase = PasswordField(_("Passphrase of the key"))
        self.passphrase.edited.connect(lambda _text: self._start_again())
        making = [row(Quiet(_("Make a key"), lambda: make_key(self._made), icon="plus"), None)] if make_key else []
        self.by_file = QWidget()
        self.by_file.setLayout(column(self.key, *making, self.passphrase, gap=12))
        self.card_fields = CardFields(app, self._card_known())
        self.card_fields.edited.connect(self._start_again)
        self.add(self.way, self.by_file, self.card_fields)
        self.add(Label(self._about_time(), "small", "text_2", wrap=True), self.busy)
        self.buttons(_("Sign"), self._go)
        self.way.changed.connect(self._go_by)
        self._begin()

    def _begin(self) -> None:
        by_card = bool(self._card_known())
        self.way.set_value(CARD if by_card else FILE)
        self._go_by(self.way.value())
        first = self.passphrase if self.key.value() else self.key
        self.focus_first(self.card_fields.pin if by_card else first)

    @Slot(object)
    def _go_by(self, way: object) -> None:
        """A key file, or a key on a card."""
        self.by_file.setHidden(way != FILE)
        self.card_fields.setHidden(way != CARD)
        if way == CARD:
            self.card_fields.read()
        self._start_again()

    def _about_time(self) -> str:
        if self._stamp:
            server = urlsplit(self._stamp).hostname or self._stamp
            return _("{server} proves when it was signed. It gets a fingerprint, not the letter.").format(server=server)
        return _("Without a timestamp server the time comes from this computer, and is not proven.")

    def _remembered(self) -> Path | None:
        known = self.app.preferences.get(KEYS, {})
        path = known.get(self._who.id) if isinstance(known, dict) else None
        return Path(path) if isinstance(path, str) and Path(path).exists() else None

    def _card_known(self) -> str:
        known = self.app.preferences.get(CARDS, {})
        return str(known.get(self._who.id, "")) if isinstance(known, dict) else ""

    def _remember(self, key: Path | Card) -> None:
        if isinstance(key, Path):
            self._note(KEYS, str(key))
        self._note(CARDS, key.fingerprint if isinstance(key, Card) else "")

    def _note(self, where: str, what: str) -> None:
        known = self.app.preferences.get(where, {})
        rest = {who: value for who, value in known.items() if who != self._who.id} if isinstance(known, dict) else {}
        self.app.preferences.set(where, {**rest, self._who.id: what} if what else rest)

    def _made(self, key: Path) -> None:
        self.key.set_value(key)
        self._chosen(key)

    @Slot(object)
    def _chosen(self, _key: Path) -> None:
        """Its passphrase comes next."""
        self._start_again()
        self.passphrase.line.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _start_again(self) -> None:
        self._anyway = False
        self._stamp = timestamp_server(self.app)
        self.problem.hide()
        if self.main_button is not None:
            self.main_button.set_text(_("Sign"))

    def _go(self) -> bool:
        by_card = self.way.value() == CARD
        key = self.card_fields.chosen() if by_card else self._file()
        if key is None or self.agreement.missing(self) or not self.ready():
            return False
        words = (self.card_fields.pin if by_card else self.passphrase).value()
        wish = Wish(key, words, self._anyway, self._stamp)
        self._remember(key)
        return self.work(lambda: self._sign(wish), self._done, _("Signing…"))

    def _file(self) -> Path | None:
        key = self.key.value()
        if key is None:
            self.key.error(_("Choose the key file to sign with."))
            self.key.button.setFocus(Qt.FocusReason.OtherFocusReason)
        elif not self.passphrase.value():
            self.passphrase.error(_("Type the passphrase."))
            self.passphrase.line.setFocus(Qt.FocusReason.OtherFocusReason)
            return None
        return key

    def ready(self) -> bool:
        """Whether signing may begin; asks what is still missing."""
        return True

    def refused(self, error: UserError) -> None:
        """A wrong passphrase is said under its field; nothing is lost."""
        if self.way.value() == CARD and self.card_fields.refused(error):
            return
        if error.code == "wrong_passphrase":
            self.passphrase.error(error.message)
            self.passphrase.line.selectAll()
            self.passphrase.line.setFocus(Qt.FocusReason.OtherFocusReason)
        elif error.code in _OF_THE_KEY:
            self.key.error(error.message)
            self.key.button.setFocus(Qt.FocusReason.OtherFocusReason)
        elif error.code == "other_signer" and self.main_button is not None:
            self._anyway = True
            super().refused(error)
            self.main_button.set_text(_("Sign anyway"))
        elif error.code == "timestamp_failed" and self.main_button is not None:
            self._stamp = None
            super().refused(error)
            self.main_button.set_text(_("Sign without a timestamp"))
        else:
            super().refused(error)

    def close_dialog(self) -> None:
        """The passphrase or PIN leaves the window with the dialog."""
        self.passphrase.set_value("")
        self.card_fields.wipe()
        super().close_dialog()


def person_row(who: Who) -> QWidget:
    """Who it is about, above what is asked."""
    made = QWidget()
    name = who.name or who.role
    below = [Label(who.role, "small", "text_2", wrap=True)] if who.name else []
    made.setLayout(
        row(Avatar(initials(name), "accent", 40), (column(Label(name, "strong", wrap=True), *below, gap=0), 1), gap=12)
    )
    made.setAccessibleName(f"{name}, {who.role}")
    return made
