"""Someone as typed, pasted or read from a file, on the way to becoming a person with a membership."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Protocol


class Joining(Protocol):
    """What is known of someone who joins: typed here, or `readers.ParsedPerson`.

    ``role`` is one of `roles.ROLES`, or "" for someone who isn't a member.
    """

    @property
    def name(self) -> str: ...
    @property
    def role(self) -> str: ...
    @property
    def mail(self) -> str: ...
    @property
    def phone(self) -> str: ...
    @property
    def start(self) -> date | None: ...
    @property
    def end(self) -> date | None: ...


@dataclass(frozen=True, slots=True)
class NewMember:
    """The plain `Joining`."""

    name: str
    role: str = "member"
    mail: str = ""
    phone: str = ""
    start: date | None = None
    end: date | None = None
