"""What may happen to a letter, and when a file is still the same letter."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Literal
from urllib.parse import urlsplit

from wijkraad_app.features.council.rules.names import plain
from wijkraad_app.kernel.errors import UserError
from wijkraad_app.kernel.i18n import N_, _
from wijkraad_app.kernel.mail import addressed, is_address


class LetterState(StrEnum):
    """Where a letter stands; the values are those in the dossier."""

    READY = "ready"
    SIGNING = "signing"
    SIGNED = "signed"
    PAPER = "paper"
    SENT = "sent"
    REPLACED = "replaced"

    @property
    def label(self) -> str:
        """The state in the language in force."""
        return _(_LABELS[self])


_LABELS = {
    LetterState.READY: N_("ready to sign"),
    LetterState.SIGNING: N_("signed in part"),
    LetterState.SIGNED: N_("signed digitally"),
    LetterState.PAPER: N_("signed on paper"),
    LetterState.SENT: N_("sent"),
    LetterState.REPLACED: N_("replaced"),
}


OPEN = (LetterState.READY, LetterState.SIGNING)
"""It waits for a signature."""
SIGNED_SOMEHOW = (LetterState.SIGNING, LetterState.SIGNED, LetterState.PAPER)
"""Somebody signed it and it hasn't left: a new letter may take its place, and it stays as replaced."""


def may_sign(state: LetterState) -> None:
    """`UserError` ``not_signable`` when the letter is complete already."""
    if state not in OPEN:
        message = _("This letter is “{state}”; nothing can be added to it.")
        raise UserError(message.format(state=state.label), code="not_signable")


def may_preserve(state: LetterState) -> None:
    """`UserError` ``not_signed`` unless everyone signed the letter digitally."""
    if state not in (LetterState.SIGNED, LetterState.SENT):
        message = _("Proof for later belongs under a letter that everyone signed digitally.")
        raise UserError(message, code="not_signed")


def continues(before: bytes, after: bytes) -> bool:
    """Whether ``after`` is ``before`` with something added behind: the only honest way a signed PDF grows.

    An incremental update leaves every earlier byte in place (ISO 32000-1, 7.5.6).
    """
    return len(after) > len(before) and after.startswith(before)


class SignerState(StrEnum):
    """Where one signer of a letter stands; the values are those in the dossier."""

    WAITING = "waiting"
    SIGNED = "signed"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"

    @property
    def label(self) -> str:
        """The state in the language in force."""
        return _(SIGNER_STATES[self])


def signer_state(code: str) -> SignerState:
    """As the dossier has it; what a newer version of the program calls otherwise waits."""
    return SignerState(code) if code in set(SignerState) else SignerState.WAITING


SIGNER_STATES = {
    SignerState.WAITING: N_("waiting"),
    SignerState.SIGNED: N_("signed"),
    SignerState.REFUSED: N_("refused to sign"),
    SignerState.WITHDRAWN: N_("withdrew the signature"),
}
HELD_UP = (SignerState.REFUSED, SignerState.WITHDRAWN)
"""They said they don't sign (any more), with a reason."""


def may_refuse(letter: LetterState, signer: SignerState) -> None:
    """`UserError` ``letter_sent``, ``on_paper`` or ``replaced`` by the letter; ``signed_already`` or
    ``refused_already`` by the signer."""
    _still_open(letter)
    if signer is SignerState.SIGNED:
        message = _("This signer has signed already. Withdraw the signature instead.")
        raise UserError(message, code="signed_already")
    if signer is SignerState.REFUSED:
        raise UserError(_("This signer refused already. Withdraw the refusal first."), code="refused_already")


def may_withdraw(letter: LetterState, signer: SignerState, what: SignerState) -> None:
    """Whether a signer may withdraw ``what``: a signature or a refusal. Raises `UserError` ``letter_sent``,
    ``on_paper``, ``replaced`` or ``nothing_to_withdraw``."""
    _still_open(letter)
    if signer is not what:
        message = _("This signer is “{state}”; there is nothing to withdraw.")
        raise UserError(message.format(state=signer.label), code="nothing_to_withdraw")


def may_change_signer(letter: LetterState) -> None:
    """`UserError` ``letter_sent``, ``on_paper``, ``replaced``, or ``signing_began`` from the first signature on."""
    _still_open(letter)
    if letter is not LetterState.READY:
        message = _("The first signature is there already. Make the letter again to have someone else sign.")
        raise UserError(message, code="signing_began")


def _still_open(letter: LetterState) -> None:
    if letter is LetterState.SENT:
        message = _("This letter was sent. Send a correction instead of a new letter.")
        raise UserError(message, code="letter_sent")
    if letter is LetterState.PAPER:
        message = _("This letter was signed on paper. Make the letter again to have it signed anew.")
        raise UserError(message, code="on_paper")
    if letter is LetterState.REPLACED:
        raise UserError(_("A new letter took the place of this one."), code="replaced")


def check_reason(reason: str) -> str:
    """A reason without blanks around it. `UserError` ``no_reason``."""
    if not reason.strip():
        raise UserError(_("Type the reason, in a sentence or two."), code="no_reason")
    return reason.strip()


def lapsing(order: Sequence[str], signed: Collection[str], field: str) -> tuple[str, ...]:
    """The fields whose signature goes when the one of ``field`` goes, that one first: each signer signs over what
    came before (ISO 32000-1, 12.8.1), so every later signature goes as well."""
    return tuple(one for one in order[order.index(field) :] if one in signed) if field in order else ()


class KeyState(StrEnum):
    """Whether a key of the council still counts."""

    VALID = "valid"
    EXPIRED = "expired"
    REVOKED = "revoked"

    @property
    def label(self) -> str:
        """The state in the language in force."""
        return _(_KEY_LABELS[self])


_KEY_LABELS = {
    KeyState.VALID: N_("valid"),
    KeyState.EXPIRED: N_("expired"),
    KeyState.REVOKED: N_("revoked"),
}


def key_state(valid_until: date | None, revoked_on: date | None, today: date) -> KeyState:
    """Revoked counts from that day on; else it counts up to and including its last day."""
    if revoked_on is not None and revoked_on <= today:
        return KeyState.REVOKED
    return KeyState.EXPIRED if valid_until is not None and valid_until < today else KeyState.VALID


def stamp_address(typed: str) -> str | None:
    """The address of a timestamp server as typed, "" for none; None when it can't be one."""
    address = typed.strip()
    if not address:
        return ""
    try:
        parts = urlsplit(address)
        return address if parts.scheme in ("http", "https") and parts.hostname and not set(address) & BLANKS else None
    except ValueError:
        return None


How = Literal["page", "inside", "beside"]
HOWS: tuple[How, ...] = ("page", "inside", "beside")
"""How a file goes with a letter: printed behind it, attached to it, as a file of its own."""


def check_enclosure(title: str, how: str, alt: str) -> None:
    """What an enclosure must say. `UserError` ``no_title`` or, for a picture, ``no_alt``."""
    if not title.strip():
        raise UserError(_("Type what the enclosure is called in the letter."), code="no_title")
    if how == "page" and not alt.strip():
        raise UserError(_("Type in words what the picture shows, for those who can’t see it."), code="no_alt")


def may_enclose(state: LetterState) -> None:
    """`UserError` ``signing_began`` or ``letter_sent`` when enclosures can't change any more."""
    if state is LetterState.SENT:
        _still_open(state)
    if state in SIGNED_SOMEHOW:
        raise UserError(_("This letter is being signed already."), code="signing_began")


@dataclass(frozen=True, slots=True)
class Known:
    """Somebody in the directory with a mail address."""

    name: str
    mail: str


def address_in(text: str, known: Sequence[Known]) -> str:
    """The mail address that lines of an addressee stand for: the one typed in them, else that of the longest name
    they hold, word for word and of at least two words; "" for none."""
    typed = next((word for word in (part.strip("<>()[],;:") for part in text.split()) if is_address(word)), "")
    if typed:
        return typed
    held = f" {plain(text)} "
    found = [one for one in known if " " in plain(one.name) and f" {plain(one.name)} " in held]
    best = max(found, key=lambda one: len(one.name), default=None)
    return addressed(best.name, best.mail) if best is not None and is_address(best.mail) else ""


def may_mail(state: LetterState) -> None:
    """`UserError` ``not_signed`` unless everyone signed, digitally or on paper."""
    if state not in (LetterState.SIGNED, LetterState.PAPER, LetterState.SENT):
        raise UserError(_("This letter isn't signed by everyone yet."), code="not_signed")


def file_name(reference: str, title: str, extra: str = "") -> str:
    """A file name from reference and subject: "2026-09 Veilig oversteken.pdf"."""
    words = f"{reference} {title[:60]} {extra}".split()
    return " ".join("".join(sign for sign in word if sign not in '\\/:*?"<>|') for word in words) + ".pdf"


BLANKS = frozenset(" \t\r\n")
MOST_DAYS = 3
"""How far the day of signing may be from the letter's date before the user is told."""


def days_off(day: date | None, signed: date) -> int:
    """How many days signing on ``signed`` falls from the letter's date when that is too far; else 0."""
    off = abs((signed - day).days) if day is not None else 0
    return off if off > MOST_DAYS else 0
