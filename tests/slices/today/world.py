"""A small council on Monday 23 November 2026: what is late, what is coming, who works."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, time
from typing import Any
from uuid import UUID

from wijkraad_app.db.unit import UnitOfWork
from wijkraad_app.db.verbs import verb
from wijkraad_app.db.workspace import LocalWorkspace
from wijkraad_app.features.advice.model import Advice
from wijkraad_app.features.council import queries as council
from wijkraad_app.features.council import service as councils
from wijkraad_app.features.council.rules.members import NewMember
from wijkraad_app.features.meetings import service as meetings
from wijkraad_app.features.signals import service as signals
from wijkraad_app.kernel import threads

MEMBERS = (NewMember("Marijke van Duin", "chair"), NewMember("Kees Brouwer", "secretary"), NewMember("Anna Bos"))


@verb(label="Add advice")
def put_advice(uow: UnitOfWork, **fields: Any) -> UUID:
    return uow.add(Advice(**fields)).id


@verb(label="Change advice")
def change_advice(uow: UnitOfWork, *, id: UUID, **fields: Any) -> None:
    uow.update(uow.get(Advice, id), **fields)


@dataclass
class World:
    """The dossier and what stands in it."""

    workspace: LocalWorkspace
    late: UUID
    soon: UUID
    offer: UUID
    list_: UUID
    meeting: UUID
    marijke: UUID
    kees: UUID

    def read(self, query: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Any:
        with threads.allowed_here():
            return self.workspace.read(query, *args, **kwargs)

    def do(self, verb: Callable[..., Any], /, **kwargs: Any) -> Any:
        with threads.allowed_here():
            return self.workspace.do(verb, **kwargs)


def fill(workspace: LocalWorkspace) -> World:
    """Two advices without an answer, two actions, a meeting in eight days, an old new signal."""
    do = workspace.do
    do(councils.set_up_council, name="De Singels", preset="binnenstad", members=MEMBERS)
    known = {row.name: row.id for row in workspace.read(council.members)}
    marijke, kees = known["Marijke van Duin"], known["Kees Brouwer"]
    sent = {"state": "sent", "sent_on": date(2026, 9, 14), "due_agreed": True}
    late = do(put_advice, title="Toekomst van De Schakel", reference="2026-05", due=date(2026, 11, 9), **sent)
    soon = do(put_advice, title="Groen op de Havenkade", reference="2026-06", due=date(2026, 11, 27), **sent)
    do(put_advice, title="Nachtbus", reference="2026-07", due=date(2027, 3, 1), **sent)
    offer = do(meetings.add_action, text="Offerte speeltoestellen opvragen", owner=kees, due=date(2026, 11, 20))
    list_ = do(meetings.add_action, text="Besluitenlijst sturen", owner=marijke, due=date(2026, 11, 25))
    do(meetings.add_action, text="Ooit iets doen", owner=marijke, due=date(2027, 2, 1))
    meeting = do(
        meetings.add_meeting, title="Wijkraad", day=date(2026, 12, 1), start=time(20), place="Buurthuis De Schakel"
    )
    do(meetings.add_item, meeting=meeting, title="Opening", kind="procedure")
    do(meetings.add_item, meeting=meeting, title="Verkeer op de dijk", kind="discuss")
    do(signals.add_signal, text="De lantaarn is stuk.", received=date(2026, 11, 2))
    do(signals.add_signal, text="De bank is nieuw.", received=date(2026, 11, 22))
    return World(workspace, late, soon, offer, list_, meeting, marijke, kees)
