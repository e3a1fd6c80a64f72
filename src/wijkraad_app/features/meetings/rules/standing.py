"""Who may vote at this moment: members with a vote who are there and don't step aside."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

from .votes import Quorum


class Attending(Protocol):
    """Someone on the list of attendance; ``there``: in the room or online now."""

    @property
    def person(self) -> UUID | None: ...
    @property
    def guest(self) -> bool: ...
    @property
    def votes(self) -> bool: ...
    @property
    def there(self) -> bool: ...


@dataclass(frozen=True, slots=True)
class Standing:
    """``voters`` may vote, ``aside`` step aside, ``without`` are members here without a vote; each as listed.

    ``known``: attendance was recorded at all; without that counts can't be compared with who is there.
    """

    voters: tuple[UUID, ...]
    aside: tuple[UUID, ...]
    without: tuple[UUID, ...]
    quorum: Quorum
    known: bool = True


def standing(
    rows: Sequence[Attending], aside: Collection[UUID], needed: int, *, aside_counts: bool, known: bool
) -> Standing:
    """``needed`` is the quorum's number; ``aside_counts``: who steps aside still counts for it."""
    members = [(row.person, row.votes) for row in rows if not row.guest and row.there and row.person is not None]
    voting = tuple(person for person, votes in members if votes)
    out = tuple(person for person in voting if person in aside)
    present = len(voting) - (0 if aside_counts else len(out))
    return Standing(
        voters=tuple(person for person in voting if person not in aside),
        aside=out,
        without=tuple(person for person, votes in members if not votes),
        quorum=Quorum(needed, present, sum(row.votes for row in rows)),
        known=known,
    )
