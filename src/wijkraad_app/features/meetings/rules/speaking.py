"""Speaking time: what is used, what is left, and how a speaker is called outside the room."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from wijkraad_app.kernel.i18n import _

SOON = 30
"""Seconds before the end from which on the countdown asks for attention."""
LONGEST = 3600
"""Seconds that one speaker may be given."""


@dataclass(frozen=True, slots=True)
class Turn:
    """The time of one speaker, in seconds; `model.Speaker` says what the values are."""

    seconds: int | None
    spoken: int = 0
    since: datetime | None = None


def used(turn: Turn, now: datetime) -> int:
    """Whole seconds spoken until now. A clock that was put back takes nothing off."""
    running = int((now - turn.since).total_seconds()) if turn.since is not None else 0
    return turn.spoken + max(0, running)


def left(turn: Turn, now: datetime) -> int | None:
    """Seconds left, below zero when over; None without a limit."""
    return None if turn.seconds is None else turn.seconds - used(turn, now)


def urgency(seconds_left: int | None) -> str:
    """ "" (all in good time, or no limit), soon, or over."""
    if seconds_left is None or seconds_left > SOON:
        return ""
    return "soon" if seconds_left >= 0 else "over"


def digits(seconds: int) -> str:
    """ "4:05"; never a sign, that is said in words."""
    whole = abs(seconds)
    return f"{whole // 60}:{whole % 60:02}"


def countdown(turn: Turn, now: datetime) -> str:
    """ "nog 4:05", "0:24 over tijd", or without a limit how long it has been."""
    rest = left(turn, now)
    if rest is None:
        return digits(used(turn, now))
    text = _("{time} over time") if rest < 0 else _("{time} left")
    return text.format(time=digits(rest))


def public_name(*, resident: bool, by_name: bool, name: str, role: str, number: int) -> str:
    """How the public is told who speaks: a resident by role or number, unless that person agreed to be named.

    Others by name, or by role where no name is known. The AVG asks for no more of residents than is needed.
    """
    if resident and not by_name:
        return role or _("Speaker {n}").format(n=number)
    return name or role or _("Speaker {n}").format(n=number)
