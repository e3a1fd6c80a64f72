"""What may happen to a letter, and when a file is still the same letter."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Literal
from urllib.parse import urlsplit

from wijkraad_app.kernel.errors import UserError
from wijkraad_app.kernel.i18n import N_, _


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


SIGNED_SOMEHOW = (LetterState.SIGNING, LetterState.SIGNED, LetterState.PAPER)
"""Somebody signed it and it hasn't left: a new letter may take its place, and it stays as replaced."""


def may_sign(state: LetterState) -> None:
    """`UserError` ``not_signable`` when the letter is complete already."""
    if state not in (LetterState.READY, LetterState.SIGNING):
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
        raise UserError(_("This letter was sent. Send a correction instead of a new letter."), code="letter_sent")
    if state in SIGNED_SOMEHOW:
        raise UserError(_("This letter is being signed already."), code="signing_began")


BLANKS = frozenset(" \t\r\n")
MOST_DAYS = 3
"""How far the day of signing may be from the letter's date before the user is told."""


def days_off(day: date | None, signed: date) -> int:
    """How many days signing on ``signed`` falls from the letter's date when that is too far; else 0."""
    off = abs((signed - day).days) if day is not None else 0
    return off if off > MOST_DAYS else 0
