"""Identity of records: random version 4 ids, and derived version 5 ids for links and rebuilt rows."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID, uuid4, uuid5


def new_id() -> UUID:
    """A fresh random id; never reused, made before the insert."""
    return uuid4()


def derived_id(parent: UUID, *parts: object) -> UUID:
    """The id that any computer derives for the same ``parts`` under ``parent`` (UUIDv5)."""
    return uuid5(parent, "\x1f".join(str(part) for part in parts))


@dataclass(frozen=True, slots=True, order=True)
class EntityRef:
    """Points at one record of any kind; screens navigate by it."""

    kind: str
    id: UUID
