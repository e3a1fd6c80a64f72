"""Ways in which a file gets damaged, chosen by a seeded chance, and what reads all of a dossier."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from wijkraad_app.db import blobs, check, history
from wijkraad_app.db import workspace as workspaces
from wijkraad_app.db.base import Base
from wijkraad_app.db.workspace import LocalWorkspace
from wijkraad_app.features.search import queries

PAGE = 4096
Damage = Callable[[bytearray, int, int, random.Random], None]
"""Changes the bytes from an offset on, over a length at most."""


def _flip(data: bytearray, start: int, length: int, chance: random.Random) -> None:
    for _number in range(chance.randint(1, 8)):
        data[start + chance.randrange(length)] ^= 1 << chance.randrange(8)


def _empty(data: bytearray, start: int, length: int, chance: random.Random) -> None:
    size = chance.randint(1, length)
    data[start : start + size] = bytes(size)


def _noise(data: bytearray, start: int, length: int, chance: random.Random) -> None:
    size = chance.randint(1, length)
    data[start : start + size] = chance.randbytes(size)


def _swap(data: bytearray, start: int, length: int, chance: random.Random) -> None:
    other = chance.randrange(max(1, len(data) - length))
    data[start : start + length], data[other : other + length] = (
        data[other : other + length],
        data[start : start + length],
    )


def _cut(data: bytearray, start: int, length: int, chance: random.Random) -> None:
    del data[start + chance.randrange(length) :]


DAMAGES: tuple[Damage, ...] = (_flip, _empty, _noise, _swap, _cut)


@dataclass(frozen=True, slots=True)
class Place:
    """A stretch of a file, in bytes."""

    name: str
    start: int
    length: int


def places(workspace: LocalWorkspace) -> tuple[Place, ...]:
    """Header, schema, the first page of every table and index, and the tail of an open dossier."""
    size = workspace.path.stat().st_size
    with workspace.dossier.engine.connect() as connection:
        roots = connection.execute(text("SELECT name, rootpage FROM sqlite_master WHERE rootpage > 1")).all()
    tables = tuple(Place(name, (page - 1) * PAGE, PAGE) for name, page in roots if page * PAGE <= size)
    return (Place("header", 0, 100), Place("schema", 100, PAGE - 100), *tables, Place("tail", size - PAGE, PAGE))


def anywhere(size: int, chance: random.Random) -> Place:
    """A stretch of a file that has no parts of its own."""
    start = chance.randrange(size)
    return Place("anywhere", start, min(chance.choice([1, 16, 256, 4096]), size - start))


def damaged(data: bytes, place: Place, chance: random.Random) -> bytes:
    """A copy of ``data``, damaged there; now and then by two damages."""
    changed = bytearray(data)
    for damage in chance.choices(DAMAGES, k=chance.choice([1, 1, 2])):
        length = min(place.length, len(changed) - place.start)
        if length > 0:
            damage(changed, place.start, length, chance)
    return bytes(changed)


def read_everything(path: Path, passphrase: str | None) -> Sequence[str]:
    """Open a dossier and read every row, record, history, file and index; what `check` says is the result."""
    workspace = workspaces.open_(path, passphrase)
    try:
        workspace.read(_all_rows)
        for kind in queries.KINDS:
            for row in workspace.read(queries.records, kind, "")[:20]:
                workspace.read(queries.record, row.ref)
                workspace.read(history.of, row.ref.id)
        workspace.read(queries.words, "verkeer bewoners")
        return list(workspace.read(check.problems))
    finally:
        workspace.close()


def _all_rows(session: Session) -> None:
    for table in Base.metadata.sorted_tables:
        session.execute(select(table)).all()
    digests = Base.metadata.tables["blob"].c.digest
    for digest in session.scalars(select(digests)).all():
        blobs.load(session, digest)
