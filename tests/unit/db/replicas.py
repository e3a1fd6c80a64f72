"""Copies of one dossier on computers of their own: plain, encrypted and in PostgreSQL, clocks hours apart."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import Engine, insert, inspect, select, text, update
from sqlalchemy.orm import Session

from tests import postgres
from wijkraad_app.db import check, exchange, texts
from wijkraad_app.db import workspace as workspaces
from wijkraad_app.db.base import Journaled, journaled_models
from wijkraad_app.db.canonical import to_json
from wijkraad_app.db.dossier import Dossier
from wijkraad_app.db.exchange import Bundle, Vector
from wijkraad_app.db.merge import Received
from wijkraad_app.db.tables import ChangeItem, Changeset, Meta, SearchEntry, SetAside, TextState
from wijkraad_app.db.workspace import LocalWorkspace
from wijkraad_app.features.conversations import queries as conversations
from wijkraad_app.features.meetings import queries as meetings
from wijkraad_app.kernel import clock
from wijkraad_app.kernel.errors import UserError

START = datetime(2026, 11, 23, 12, tzinfo=UTC)
Rows = dict[str, list[tuple[Any, ...]]]


@dataclass(frozen=True, slots=True)
class Sources:
    """What worlds are made from: an empty dossier, the same encrypted with its key, and a database or None."""

    plain: Path
    cipher: Path
    key: bytes
    server: Engine | None


def make_sources(plain: Path, folder: Path, server: Engine | None) -> Sources:
    """The encrypted copy has the id of the plain one: copies of one dossier share it."""
    with workspace_at(plain) as opened:
        id = opened.read(exchange.dossier_of)
    made = workspaces.create(folder / "geheim.wijkraad", "wachtzin")
    key = bytes(bytearray(made.dossier.key or b""))
    with made.dossier.engine.execution_options(write=True).begin() as connection:
        connection.execute(update(Meta).where(Meta.key == "id").values(value=id.hex))
    made.close()
    return Sources(plain, made.path, key, server)


@contextmanager
def workspace_at(path: Path) -> Iterator[LocalWorkspace]:
    opened = workspaces.open_(path)
    try:
        yield opened
    finally:
        opened.close()


@dataclass(slots=True)
class Replica:
    """One computer; ``skew`` is how wrong its clock is."""

    workspace: LocalWorkspace
    skew: timedelta

    def read(self, query: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        return self.workspace.read(query, *args, **kwargs)


@dataclass(slots=True)
class World:
    """Its computers, the true time, and all bundles that were ever made."""

    replicas: list[Replica] = field(default_factory=list)
    now: datetime = START
    bundles: list[Bundle] = field(default_factory=list)
    received: int = 0
    set_aside: int = 0

    @classmethod
    def made(cls, sources: Sources, folder: Path, plain: int = 2) -> World:
        world = cls()
        hours = iter((0, 0, -2, 3, 5))
        opened = [workspaces.open_(copied(sources.plain, folder / f"{number}.wijkraad")) for number in range(plain)]
        key = bytes(bytearray(sources.key))
        opened.append(workspaces.open_(copied(sources.cipher, folder / "geheim.wijkraad"), key=key))
        if sources.server is not None:
            opened.append(served(sources.server, opened[0].dossier.id, folder))
        world.replicas = [Replica(workspace, timedelta(hours=next(hours))) for workspace in opened]
        return world

    def close(self) -> None:
        for replica in self.replicas:
            replica.workspace.close()

    @contextmanager
    def at(self, which: int) -> Iterator[Replica]:
        """At one computer, at the time it thinks it is; what it refuses isn't done."""
        replica = self.replicas[which % len(self.replicas)]
        with clock.fixed(self.now + replica.skew), suppress(UserError):
            yield replica

    def send(self, which: int, known: Vector) -> None:
        with self.at(which) as replica:
            self.bundles.append(replica.read(exchange.changesets_since, known))

    def deliver(self, bundle: Bundle, which: int) -> Received:
        replica = self.replicas[which % len(self.replicas)]
        with clock.fixed(self.now + replica.skew):
            received = replica.workspace.receive(bundle)
        assert received.refused == []
        self.received += received.applied
        self.set_aside += received.set_aside
        return received

    def settle(self) -> None:
        """Everybody hears of everything; clocks that were ahead are not any more."""
        self.now += timedelta(days=4)
        for _round in range(2):
            for reader in range(len(self.replicas)):
                for number in range(len(self.replicas)):
                    self.send(number, self.replicas[reader].read(exchange.version_vector))
                    self.deliver(self.bundles.pop(), reader)

    def judge(self) -> None:
        """All hold the same and are sound, and it is what the newest setters of each field said."""
        first, *others = self.replicas
        rows, seen = first.read(all_rows), first.read(views)
        for other in others:
            assert other.read(all_rows) == rows
            assert other.read(views) == seen
        for replica in self.replicas:
            assert replica.read(exchange.version_vector) == first.read(exchange.version_vector)
            assert replica.read(lambda session: session.query(SetAside).count()) == 0
            assert replica.read(check.problems) == []
            replica.read(judge_texts)
            replica.read(judge_search)
            replica.read(judge_fields)


def copied(source: Path, target: Path) -> Path:
    return Path(shutil.copy(source, target))


def served(engine: Engine, id: UUID, folder: Path) -> LocalWorkspace:
    """A copy in PostgreSQL, with the same tables."""
    postgres.emptied(engine)
    with engine.begin() as connection:
        connection.execute(insert(Meta), [{"key": "library", "value": "wijkraad"}, {"key": "id", "value": id.hex}])
    return LocalWorkspace(Dossier(folder / "server", id, engine, None, b"", None))


def all_rows(session: Session) -> Rows:
    """Every journaled row, removed ones too, as JSON values."""
    return {
        kind: sorted(
            (tuple(to_json(getattr(row, name)) for name in names_of(model)) for row in found),
            key=repr,
        )
        for kind, model in journaled_models().items()
        if (found := session.scalars(select(model)).all())
    }


def names_of(model: type[Journaled]) -> list[str]:
    return [attribute.key for attribute in inspect(model).column_attrs]


def views(session: Session) -> list[Any]:
    """What windows would show."""
    ids = meetings.meeting_ids(session)
    return [
        meetings.meeting_rows(session, ids),
        [meetings.meeting_view(session, id) for id in ids],
        conversations.conversation_rows(session),
        [conversations.conversation(session, row.id) for row in conversations.conversation_rows(session)],
    ]


def judge_texts(session: Session) -> None:
    """The document of each long text says what the column says."""
    rows = {row.id: row for model in journaled_models().values() for row in session.scalars(select(model))}
    for state in session.scalars(select(TextState)):
        assert texts.merge(state.state, []).text == getattr(rows[state.row_id], state.field)


def judge_search(session: Session) -> None:
    """Full text covers the live records and no others; in PostgreSQL it isn't kept yet."""
    searched = [model for model in journaled_models().values() if model.__search__]
    live = {id for model in searched for id in session.scalars(select(model.id).where(model.deleted.is_(False)))}
    if session.get_bind().dialect.name == "sqlite":
        assert set(session.scalars(select(SearchEntry.row_id))) == live


def judge_fields(session: Session) -> None:
    """Told once more, without the program's fold: the greatest (clock, device) that set a field wins."""
    winners: dict[tuple[str, UUID, str], tuple[tuple[int, str], Any]] = {}
    query = select(ChangeItem, Changeset.clock).join(
        Changeset, (ChangeItem.device == Changeset.device) & (ChangeItem.seq == Changeset.seq)
    )
    for item, reading in session.execute(query):
        fields = json.loads(item.content or b"{}").get("fields", {})
        for name, value in fields.items():
            found = ((reading, item.device.hex), value)
            place = (item.kind, item.row_id, name)
            winners[place] = max(winners.get(place, ((-1, ""), None)), found, key=lambda one: one[0])
    for (kind, row_id, name), (_place, value) in winners.items():
        row: Journaled | None = session.get(journaled_models()[kind], row_id)
        assert row is not None
        assert to_json(getattr(row, name)) == value, (kind, name)


def tampered(workspace: LocalWorkspace, statement: str, **values: object) -> None:
    """A change behind the program's back."""
    with workspace.dossier.engine.execution_options(write=True).begin() as connection:
        connection.execute(text(statement), values)
