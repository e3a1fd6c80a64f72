"""Cards and tokens with keys to sign with, as window and command line choose among them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from wijkraad_app.kernel.errors import UserError
from wijkraad_app.kernel.i18n import _
from wijkraad_app.pdf import cards
from wijkraad_app.pdf.cards import Card, Token
from wijkraad_app.pdf.keys import KeyInfo


@dataclass(frozen=True, slots=True)
class InReader:
    """A card and whose keys on it can sign."""

    token: Token
    keys: tuple[KeyInfo, ...]


def in_readers(module: Path) -> tuple[InReader, ...]:
    """All cards that are in. `UserError` ``no_module`` or ``no_token``; a card without keys has none."""
    return tuple(InReader(one, _keys(module, one)) for one in cards.tokens(module))


def the_card(module: Path, token: str = "", certificate: str = "") -> Card:
    """The only key that fits: ``token`` is a label or serial number, ``certificate`` the beginning of a fingerprint.

    `UserError` as `in_readers`, ``no_certificate``, and ``several_keys`` when more than one fits.
    """
    named = [one for one in in_readers(module) if token in ("", one.token.label, one.token.serial)]
    if not named:
        raise UserError(_("There is no card “{name}” in a reader.").format(name=token), code="no_token")
    wanted = certificate.replace(" ", "").lower()
    fitting = [(one.token, key) for one in named for key in one.keys if key.fingerprint.startswith(wanted)]
    if not fitting:
        raise UserError(_("There is no certificate on this card that can sign a letter."), code="no_certificate")
    if len(fitting) > 1:
        names = "; ".join(f"{card.label}: {key.subject} ({key.fingerprint[:8]})" for card, key in fitting)
        message = _("More than one key fits. Name the card and the certificate: {names}.")
        raise UserError(message.format(names=names), code="several_keys")
    card, key = fitting[0]
    return Card(module.absolute(), card.serial, key.fingerprint)


def _keys(module: Path, token: Token) -> tuple[KeyInfo, ...]:
    try:
        return cards.certificates(module, token.serial)
    except UserError as error:
        if error.code != "no_certificate":
            raise
        return ()
