"""Identity of records: random version 4 ids, and derived version 5 ids for links and rebuilt rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import overload
from uuid import UUID, SafeUUID, uuid4, uuid5


def new_id() -> UUID:
    """A fresh random id; never reused, made before the insert."""
    return uuid4()


def derived_id(parent: UUID, *parts: object) -> UUID:
    """The id that any computer derives for the same ``parts`` under ``parent`` (UUIDv5)."""
    return uuid5(parent, "\x1f".join(str(part) for part in parts))


def id_of(data: bytes) -> UUID:
    """The id of 16 bytes, in a third of the time that `UUID` takes, which checks every way an id can be written;
    lists ask for 100,000 of them."""
    if len(data) != 16:
        raise ValueError("an id has 16 bytes")
    made = object.__new__(UUID)
    object.__setattr__(made, "int", int.from_bytes(data))
    object.__setattr__(made, "is_safe", SafeUUID.unknown)
    return made


class Ids(Sequence[UUID]):
    """Ids in order, 16 bytes each in one piece of memory.

    100,000 `UUID` objects are as many things that the garbage collector walks through, again and again, on the
    window's thread; this is one, and makes them as they are asked for.
    """

    __slots__ = ("_packed",)

    def __init__(self, ids: Iterable[UUID] = ()) -> None:
        self._packed = b"".join(one.bytes for one in ids)

    @classmethod
    def packed(cls, ids: Iterable[bytes]) -> Ids:
        """From ids that are 16 bytes each already, as a file holds them."""
        made = cls()
        made._packed = b"".join(ids)
        return made

    @classmethod
    def of(cls, ids: Sequence[UUID]) -> Ids:
        """These ids, so packed."""
        return ids if isinstance(ids, Ids) else cls(ids)

    def __len__(self) -> int:
        return len(self._packed) // _WIDTH

    @overload
    def __getitem__(self, place: int) -> UUID: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[UUID]: ...
    def __getitem__(self, place: int | slice) -> UUID | Sequence[UUID]:
        if isinstance(place, slice):
            return tuple(self[one] for one in range(*place.indices(len(self))))
        start = range(len(self))[place] * _WIDTH
        return id_of(self._packed[start : start + _WIDTH])

    def __iter__(self) -> Iterator[UUID]:
        return (id_of(self._packed[start : start + _WIDTH]) for start in range(0, len(self._packed), _WIDTH))

    def __contains__(self, one: object) -> bool:
        return isinstance(one, UUID) and self.place(one) is not None

    def place(self, one: UUID) -> int | None:
        """Where an id stands, counted from 0; None when it isn't among them."""
        sought, at = one.bytes, -1
        while (at := self._packed.find(sought, at + 1)) >= 0:
            if at % _WIDTH == 0:
                return at // _WIDTH
        return None


_WIDTH = 16


@dataclass(frozen=True, slots=True, order=True)
class EntityRef:
    """Points at one record of any kind; screens navigate by it."""

    kind: str
    id: UUID
