"""How a council counts: abstentions, blank votes, a tie, who steps aside. Choices of the council, never a constant."""

from __future__ import annotations

from dataclasses import dataclass

from wijkraad_app.kernel.errors import UserError
from wijkraad_app.kernel.i18n import N_, _

COUNTING = {
    "ignored": N_("don't count for the majority"),
    "counted": N_("count as votes that aren't for it"),
}
TIES = {
    "rejected": N_("The proposal is rejected"),
    "chair": N_("The chair decides"),
    "next_meeting": N_("It comes back at the next meeting"),
}


@dataclass(frozen=True, slots=True)
class Rules:
    """``abstentions`` and ``blanks`` are one of `COUNTING`, ``tie`` one of `TIES`; ``aside_in_quorum``: who steps
    aside still counts as present."""

    abstentions: str = "ignored"
    blanks: str = "ignored"
    tie: str = "rejected"
    aside_in_quorum: bool = True


def check_counting(value: str) -> str:
    """Raises `UserError` ``bad_counting``."""
    if value not in COUNTING:
        raise UserError(_("Choose whether these votes count for the majority."), code="bad_counting")
    return value


def check_tie(value: str) -> str:
    """Raises `UserError` ``bad_tie``."""
    if value not in TIES:
        raise UserError(_("Choose what happens when the votes are tied."), code="bad_tie")
    return value
