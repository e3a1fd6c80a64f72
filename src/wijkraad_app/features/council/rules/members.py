"""Someone as typed, pasted or read from a file, on the way to becoming a person with a membership."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class NewMember:
    """``role`` is one of `roles.ROLES`, or "" for someone who isn't a member."""

    name: str
    role: str = "member"
    mail: str = ""
    phone: str = ""
    address: str = ""
    start: date | None = None
    end: date | None = None
