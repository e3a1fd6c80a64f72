"""Promises of the college (toezeggingen): their states in words, and what can be listed."""

from __future__ import annotations

from wijkraad_app.kernel.i18n import N_, _

OPEN, KEPT, DROPPED = "open", "kept", "dropped"
STATES = {OPEN: N_("open"), KEPT: N_("kept"), DROPPED: N_("dropped")}
SHOWN = ("open", "late", "kept", "all")
SOON_DAYS = 14
"""From how many days before it is due a promise is announced on Today (ours, as for answers)."""


def state_word(state: str) -> str:
    """In the language in force."""
    return _(STATES[state])
