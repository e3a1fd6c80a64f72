"""Whatever several people do on their own computers, and in whatever order they hear of it: all come to hold the same.

The machine behind the tests of convergence, of deliberate faults and of the long run.
"""

from __future__ import annotations

import os
import random
import shutil
import tempfile
from datetime import date, time, timedelta
from itertools import count
from pathlib import Path
from typing import Any
from uuid import UUID

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule
from sqlalchemy import select
from sqlalchemy.orm import Session

from wijkraad_app.db import exchange
from wijkraad_app.db.base import Journaled
from wijkraad_app.features.conversations import service as talks
from wijkraad_app.features.conversations.model import Conversation
from wijkraad_app.features.council import service as council
from wijkraad_app.features.council.model import Person
from wijkraad_app.features.meetings import service as agenda
from wijkraad_app.features.meetings.model import AgendaItem, Meeting

from .replicas import Replica, Sources, World
from .test_erasure import take_out

WHO = st.integers(0, 3)
WHICH = st.integers(0, 9)
PLACE = st.integers(0, 99)
SHORT = st.text("ab é😀", min_size=1, max_size=6)
STATES = st.sampled_from(["present", "online", "apologies", "absent"])

FIELDS = st.fixed_dictionaries(
    {},
    optional={
        "title": SHORT,
        "introducer": SHORT,
        "minutes": st.integers(1, 60),
        "public": st.booleans(),
        "start": st.none() | st.just(time(20, 15)),
    },
)


def live(session: Session, model: type[Journaled]) -> list[UUID]:
    return list(session.scalars(select(model.id).where(model.deleted.is_(False)).order_by(model.id)))


def value_of(session: Session, model: type[Journaled], id: UUID, name: str) -> Any:
    return session.scalars(select(getattr(model, name)).where(model.id == id)).one()


class Computers(RuleBasedStateMachine):
    """Edits with the services of the program; bundles are kept and delivered late, twice or never before the end.

    Each sign written in a long text is written once: in the end it is there unless somebody took it out.
    """

    sources: Sources
    totals: dict[str, int]
    chance: random.Random

    def __init__(self) -> None:
        super().__init__()
        type(self).chance = random.Random(0)
        self.folder = Path(tempfile.mkdtemp())
        os.environ["WIJKRAAD_HOME"] = str(self.folder)  # what was erased in one world isn't known in the next
        self.world = World.made(self.sources, self.folder)
        self.signs = count(0x4E00)
        self.written: dict[str, tuple[UUID, str]] = {}
        self.gone: set[str] = set()
        self.edits = 0
        self.erased = False

    @initialize()
    def a_council_that_all_know(self) -> None:
        with self.world.at(0) as replica:
            for name in ("Els", "Samir"):
                replica.workspace.do(council.add_person, name=name)
            meeting = replica.workspace.do(agenda.add_meeting, title="Raad", day=date(2026, 12, 1))
            for title in ("Opening", "Groen", "Sluiting"):
                replica.workspace.do(agenda.add_item, meeting=meeting, title=title)
            replica.workspace.do(talks.add_conversation, title="Plein", text="")
        self.world.send(0, {})
        for other in range(1, len(self.world.replicas)):
            self.world.deliver(self.world.bundles[-1], other)

    def _one(self, replica: Replica, model: type[Journaled], which: int) -> UUID | None:
        found = replica.read(live, model)
        return found[which % len(found)] if found else None

    def _do(self, who: int, verb: Any, **fields: Any) -> None:
        with self.world.at(who) as replica:
            replica.workspace.do(verb, **fields)
            self.edits += 1

    def _to(self, who: int, model: type[Journaled], which: int, verb: Any, **fields: Any) -> None:
        with self.world.at(who) as replica:
            found = self._one(replica, model, which)
            if found is not None:
                self._do(who, verb, id=found, **fields)

    # --- people at work ----------------------------------------------------------------
    @rule(who=WHO, title=SHORT, hour=st.integers(0, 23))
    def plan_a_meeting(self, who: int, title: str, hour: int) -> None:
        self._do(who, agenda.add_meeting, title=title, day=date(2026, 12, 1 + hour), start=time(hour, 30))

    @rule(who=WHO, which=WHICH, title=SHORT)
    def put_an_item_on_the_agenda(self, who: int, which: int, title: str) -> None:
        with self.world.at(who) as replica:
            meeting = self._one(replica, Meeting, which)
            if meeting is not None:
                self._do(who, agenda.add_item, meeting=meeting, title=title)

    @rule(who=WHO, which=WHICH, fields=FIELDS)
    def change_an_item(self, who: int, which: int, fields: dict[str, Any]) -> None:
        self._to(who, AgendaItem, which, agenda.update_item, **fields)

    @rule(who=WHO, which=WHICH, after=WHICH)
    def place_an_item(self, who: int, which: int, after: int) -> None:
        with self.world.at(who) as replica:
            self._to(who, AgendaItem, which, agenda.place_item, after=self._one(replica, AgendaItem, after))

    @rule(who=WHO, which=WHICH, direction=st.sampled_from(["up", "down", "in", "out"]))
    def move_an_item(self, who: int, which: int, direction: str) -> None:
        self._to(who, AgendaItem, which, agenda.move_item, direction=direction)

    @rule(who=WHO, which=WHICH)
    def remove_an_item(self, who: int, which: int) -> None:
        self._to(who, AgendaItem, which, agenda.remove_item)

    @rule(who=WHO, which=WHICH, person=WHICH, state=STATES)
    def record_who_attends(self, who: int, which: int, person: int, state: str) -> None:
        with self.world.at(who) as replica:
            meeting, someone = self._one(replica, Meeting, which), self._one(replica, Person, person)
            if meeting is not None and someone is not None:
                self._do(who, agenda.set_attendance, meeting=meeting, person=someone, state=state)

    @rule(who=WHO, which=WHICH, place=PLACE, taken=st.integers(0, 2))
    def write_notes(self, who: int, which: int, place: int, taken: int) -> None:
        self._write(who, AgendaItem, which, "notes", agenda.update_item, place, taken)

    @rule(who=WHO, which=WHICH, place=PLACE, taken=st.integers(0, 2))
    def write_down_a_conversation(self, who: int, which: int, place: int, taken: int) -> None:
        self._write(who, Conversation, which, "text", talks.update_conversation, place, taken)

    def _write(
        self, who: int, model: type[Journaled], which: int, name: str, verb: Any, place: int, taken: int
    ) -> None:
        """Put a new sign somewhere, and take out some of those that follow."""
        with self.world.at(who) as replica:
            row = self._one(replica, model, which)
            if row is None:
                return
            text = replica.read(value_of, model, row, name)
            at, sign = place % (len(text) + 1), chr(next(self.signs))
            replica.workspace.do(verb, id=row, **{name: text[:at] + sign + text[at + taken :]})
            self.written[sign] = (row, name)
            self.gone |= set(text[at : at + taken])
            self.edits += 1

    @rule(who=WHO, day=st.none() | st.just(date(2026, 11, 2)), people=st.none() | st.integers(1, 90))
    def hold_a_conversation(self, who: int, day: date | None, people: int | None) -> None:
        self._do(who, talks.add_conversation, day=day, people=people, place="plein")

    @rule(who=WHO, which=WHICH)
    def remove_a_conversation(self, who: int, which: int) -> None:
        self._to(who, Conversation, which, talks.remove_conversation)

    @rule(who=WHO, grain=st.integers(0, 2**32))
    def a_busy_hour(self, who: int, grain: int) -> None:
        """Eight edits in a row, most of them of what others work at too."""
        chance = random.Random(grain)
        for _number in range(8):
            self._some_edit(who, chance.randrange(4), chance.randrange(30), chance.choice(["groen", "café", "😀"]))

    def _some_edit(self, who: int, which: int, place: int, word: str) -> None:
        match place % 8:
            case 0 | 1:
                self.write_notes(who, which, place, place % 3)
            case 2:
                self.write_down_a_conversation(who, which, place, place % 3)
            case 3:
                self.change_an_item(who, which, {"title": word, "minutes": place + 1})
            case 4:
                self.change_an_item(who, which, {"introducer": word, "public": bool(which % 2)})
            case 5:
                self.place_an_item(who, which, place % 5)
            case 6:
                self.put_an_item_on_the_agenda(who, which, word)
            case _:
                self.record_who_attends(who, which, place % 2, "present" if word == "groen" else "absent")

    @rule(who=WHO, redo=st.booleans())
    def undo_or_redo(self, who: int, redo: bool) -> None:
        """Which signs come and go with it isn't told here: from now on only those of later are looked at."""
        with self.world.at(who) as replica:
            self.written.clear()
            (replica.workspace.redo if redo else replica.workspace.undo)()
            self.edits += 1

    @rule(who=WHO, word=st.sampled_from(["groen", "café"]))
    def erase_a_word(self, who: int, word: str) -> None:
        """Texts of a record begin anew with it; which signs of others come too late isn't told here."""
        with self.world.at(who) as replica:
            self.erased = True
            replica.workspace.do(take_out, words=word)
            self.edits += 1

    # --- time and post -----------------------------------------------------------------
    @rule(minutes=st.sampled_from([0, 1, 45, 600]))
    def time_passes(self, minutes: int) -> None:
        self.world.now += timedelta(minutes=minutes)

    @rule(who=WHO, title=SHORT)
    def work_with_a_clock_days_ahead(self, who: int, title: str) -> None:
        replica = self.world.replicas[who % len(self.world.replicas)]
        right = replica.skew
        replica.skew += timedelta(days=2)
        self.plan_a_meeting(who, title, 1)
        replica.skew = right

    @rule(who=WHO, what=st.sampled_from(["all", "news", "stale"]), reader=WHO)
    def make_a_bundle(self, who: int, what: str, reader: int) -> None:
        """For one reader, or all there is, or as if the reader knew more than it does."""
        with self.world.at(reader) as replica:
            known = {} if what == "all" else replica.read(exchange.version_vector)
            if what == "stale":
                known = {device: seq + 1 for device, seq in known.items()}
        self.world.send(who, known)

    @rule(which=PLACE, who=WHO)
    def read_a_bundle(self, which: int, who: int) -> None:
        bundle = self.world.bundles[-1 - which % len(self.world.bundles)]
        self.world.deliver(bundle, who)

    @rule(one=WHO, other=WHO)
    def sit_together(self, one: int, other: int) -> None:
        for sender, reader in ((one, other), (other, one)):
            with self.world.at(reader) as replica:
                known = replica.read(exchange.version_vector)
            self.world.send(sender, known)
            self.world.deliver(self.world.bundles[-1], reader)

    # --- the end -----------------------------------------------------------------------
    def teardown(self) -> None:
        try:
            if self.world.bundles:
                self.world.settle()
                self.world.judge()
                if not self.erased:
                    self._judge_signs()
                self._count()
        finally:
            self.world.close()
            shutil.rmtree(self.folder)

    def _judge_signs(self) -> None:
        for sign, (row, name) in self.written.items():
            model = AgendaItem if name == "notes" else Conversation
            for replica in self.world.replicas:
                text = replica.read(value_of, model, row, name)
                assert text.count(sign) == (0 if sign in self.gone else 1), sign

    def _count(self) -> None:
        self.totals["worlds"] = self.totals.get("worlds", 0) + 1
        self.totals["replicas"] = len(self.world.replicas)
        self.totals["edits"] = self.totals.get("edits", 0) + self.edits
        self.totals["changesets received"] = self.totals.get("changesets received", 0) + self.world.received
        self.totals["set aside for a while"] = self.totals.get("set aside for a while", 0) + self.world.set_aside
