"""How many members with a vote must be there to decide."""

from __future__ import annotations

from wijkraad_app.kernel.errors import UserError
from wijkraad_app.kernel.i18n import N_, _

RULES = ("more_than_half", "half", "number")
_LABELS = {
    "more_than_half": N_("More than half of the members"),
    "half": N_("At least half of the members"),
    "number": N_("A fixed number"),
}


def quorum_label(rule: str) -> str:
    """The rule in the language in force."""
    return _(_LABELS[rule])


def check_quorum(rule: str, number: int) -> None:
    """Raises `UserError` ``bad_quorum``."""
    if rule not in RULES or (rule == "number" and not 1 <= number <= 100):
        raise UserError(_("Choose a quorum of 1 to 100 members."), code="bad_quorum")


def quorum_need(members: int, rule: str, number: int = 0) -> int:
    """How many of ``members`` are needed; a fixed number holds however many there are."""
    if rule == "number":
        return number
    return (members + 1) // 2 if rule == "half" else members // 2 + 1
