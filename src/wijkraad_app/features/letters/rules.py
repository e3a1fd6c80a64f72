"""What may happen to a letter, and when a file is still the same letter."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from wijkraad_app.kernel.errors import UserError
from wijkraad_app.kernel.i18n import N_, _


class LetterState(StrEnum):
    """Where a letter stands; the values are those in the dossier."""

    READY = "ready"
    SIGNING = "signing"
    SIGNED = "signed"
    PAPER = "paper"
    SENT = "sent"

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
}


def may_sign(state: LetterState) -> None:
    """`UserError` ``not_signable`` when the letter is complete already."""
    if state not in (LetterState.READY, LetterState.SIGNING):
        message = _("This letter is “{state}”; nothing can be added to it.")
        raise UserError(message.format(state=state.label), code="not_signable")


def continues(before: bytes, after: bytes) -> bool:
    """Whether ``after`` is ``before`` with something added behind: the only honest way a signed PDF grows.

    An incremental update leaves every earlier byte in place (ISO 32000-1, 7.5.6).
    """
    return len(after) > len(before) and after.startswith(before)


MOST_DAYS = 3
"""How far the day of signing may be from the letter's date before the user is told."""


def days_off(day: date | None, signed: date) -> int:
    """How many days signing on ``signed`` falls from the letter's date when that is too far; else 0."""
    off = abs((signed - day).days) if day is not None else 0
    return off if off > MOST_DAYS else 0
