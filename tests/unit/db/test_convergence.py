"""Several computers with copies of one dossier come to hold the same; faults put into the fold are noticed."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from unittest.mock import Mock
from uuid import UUID

import pytest
from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis.stateful import run_state_machine_as_test
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from tests import postgres
from tests.soak import report
from wijkraad_app.db import check, fold, merge, texts
from wijkraad_app.db.base import Journaled
from wijkraad_app.db.fold import Step
from wijkraad_app.db.journal import Journal
from wijkraad_app.db.tables import Changeset
from wijkraad_app.kernel import ids

from .convergence import Computers
from .replicas import Sources, make_sources

SEED = 20261123
Fault = Callable[[pytest.MonkeyPatch], None]


@pytest.fixture(scope="module")
def sources(empty_dossier: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sources]:
    """PostgreSQL takes part where it is installed."""
    server = postgres.Server() if postgres.binaries() else None
    engine = server.engine() if server else None
    yield make_sources(empty_dossier, tmp_path_factory.mktemp("bron"), engine)
    if server and engine:
        engine.dispose()
        server.stop()


def prepare(sources: Sources, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ids and peers come from a seed, so that a failure can be played again."""
    monkeypatch.setattr(Computers, "sources", sources, raising=False)
    monkeypatch.setattr(Computers, "totals", {}, raising=False)
    monkeypatch.setenv("WIJKRAAD_HOME", os.environ["WIJKRAAD_HOME"])
    monkeypatch.setattr(ids, "uuid4", lambda: UUID(int=Computers.chance.getrandbits(128), version=4))
    monkeypatch.setattr(texts, "new_peer", lambda: Computers.chance.getrandbits(63))


def run(sources: Sources, monkeypatch: pytest.MonkeyPatch, *, examples: int, steps: int) -> dict[str, int]:
    prepare(sources, monkeypatch)
    few = settings(
        max_examples=examples,
        stateful_step_count=steps,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(seed(SEED)(Computers), settings=few)
    return Computers.totals


def test_all_computers_come_to_hold_the_same(sources: Sources, monkeypatch: pytest.MonkeyPatch) -> None:
    totals = run(sources, monkeypatch, examples=4, steps=40)
    assert totals["worlds"] == 4
    assert totals["edits"] > 30


def test_a_copy_in_postgresql_takes_part_with_the_same_tables(
    sources: Sources, monkeypatch: pytest.MonkeyPatch
) -> None:
    if sources.server is None:
        pytest.skip("PostgreSQL is not installed (apt-get install postgresql)")
    prepare(sources, monkeypatch)
    computers = Computers()
    contested(computers)
    computers.sit_together(0, 3)
    computers.a_busy_hour(3, 1)
    computers.change_an_item(3, 1, {"title": "groen"})
    computers.sit_together(3, 1)
    computers.erase_a_word(3, "groen")
    assert computers.world.replicas[3].workspace.dossier.engine.dialect.name == "postgresql"
    computers.teardown()


# --- deliberate faults ------------------------------------------------------------------------
def without_the_tie_break(patch: pytest.MonkeyPatch) -> None:
    as_they_came(patch)
    patch.setattr(fold, "order", lambda step: step.clock)


def in_the_order_of_arrival(patch: pytest.MonkeyPatch) -> None:
    as_they_came(patch)
    patch.setattr(fold, "order", lambda step: 0)


def the_oldest_wins(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(fold, "order", lambda step: -step.clock)


def tombstones_ignored(patch: pytest.MonkeyPatch) -> None:
    def alive(step: Step) -> Step:
        fields = {
            name: value for name, value in (step.content or {"fields": {}})["fields"].items() if name != "deleted"
        }
        return replace(step, content={**(step.content or {}), "fields": fields})

    changed(patch, lambda steps: [alive(step) for step in steps])


def undo_left_out(patch: pytest.MonkeyPatch) -> None:
    steps_of = merge.steps_of

    def others(session: Session, kind: str, rows: Sequence[UUID]) -> dict[UUID, list[Step]]:
        undone = set(session.scalars(select(Changeset.clock).where(Changeset.undoes != "")))
        found = steps_of(session, kind, rows)
        return {row: [step for step in steps if step.clock not in undone] for row, steps in found.items()}

    patch.setattr(merge, "steps_of", others)


def only_the_newest_step_counts(patch: pytest.MonkeyPatch) -> None:
    def last(steps: Sequence[Step]) -> list[Step]:
        made = [step for step in steps if is_first(step)]
        return [*made, max(steps, key=fold.order)]

    changed(patch, last)


def only_one_update_of_a_text(patch: pytest.MonkeyPatch) -> None:
    merge_ = texts.merge
    patch.setattr(texts, "merge", lambda state, updates: merge_(state, updates[:1]))


def a_text_is_what_the_newest_writer_saved(patch: pytest.MonkeyPatch) -> None:
    merge_ = texts.merge
    patch.setattr(texts, "merge", lambda _state, updates: merge_(None, updates[-1:]))


def clocks_stay_behind(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(Journal, "seen", lambda self, reading: None)


def rows_that_are_there_stay_as_they_are(patch: pytest.MonkeyPatch) -> None:
    refold = merge.refold

    def new_ones(session: Session, model: type[Journaled], ids: Sequence[UUID]) -> list[Journaled]:
        there = set(session.scalars(select(model.id).where(model.id.in_(ids))))
        return refold(session, model, [id for id in ids if id not in there])

    patch.setattr(merge, "refold", new_ones)


def search_forgotten(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(merge, "fulltext", Mock())


def is_first(step: Step) -> bool:
    return bool(step.content and step.content.get("new"))


def changes_of_one_computer_left_out(patch: pytest.MonkeyPatch) -> None:
    steps_of = merge.steps_of

    def most(session: Session, kind: str, rows: Sequence[UUID]) -> dict[UUID, list[Step]]:
        least = min(session.scalars(select(Changeset.device)))
        found = steps_of(session, kind, rows)
        return {row: [step for step in steps if step.device != least or is_first(step)] for row, steps in found.items()}

    patch.setattr(merge, "steps_of", most)


def as_they_came(patch: pytest.MonkeyPatch) -> None:
    """The fold gets the steps in the order in which this computer heard of them."""
    steps_of = merge.steps_of

    def arrived(session: Session, kind: str, rows: Sequence[UUID]) -> dict[UUID, list[Step]]:
        heard = select(Changeset.clock, Changeset.device).order_by(text("changeset.rowid"))
        places = {(clock, device): number for number, (clock, device) in enumerate(session.execute(heard))}
        found = steps_of(session, kind, rows)
        return {row: sorted(steps, key=lambda step: places[step.clock, step.device]) for row, steps in found.items()}

    for module in (merge, check.rows):
        patch.setattr(module, "steps_of", arrived)


def changed(patch: pytest.MonkeyPatch, how: Callable[[list[Step]], list[Step]]) -> None:
    """The fold of merging and of `check` alike takes other steps."""
    right = fold.fold
    for module in (merge, check.rows):
        patch.setattr(module, "fold", lambda steps: right(how(list(steps))))


FAULTS: list[Fault] = [
    without_the_tie_break,
    in_the_order_of_arrival,
    the_oldest_wins,
    tombstones_ignored,
    undo_left_out,
    only_the_newest_step_counts,
    only_one_update_of_a_text,
    a_text_is_what_the_newest_writer_saved,
    clocks_stay_behind,
    rows_that_are_there_stay_as_they_are,
    search_forgotten,
    changes_of_one_computer_left_out,
]


def contested(computers: Computers) -> None:
    """Every kind of clash once: ties, concurrent texts, removal, undo, a clock that is behind."""
    computers.a_council_that_all_know()
    for who in (0, 1):
        computers.change_an_item(who, 0, {"title": f"van {who}", "introducer": f"Els {who}"})
    for which in (0, 1):
        for who, place in ((0, 0), (0, 1), (1, 0)):
            computers.write_notes(who, which, place, 0)
    computers.change_an_item(0, 1, {"title": "anders"})
    computers.change_an_item(1, 1, {"introducer": "Els"})
    computers.remove_a_conversation(1, 0)
    computers.sit_together(0, 1)
    computers.hold_a_conversation(0, None, 3)
    for who in (1, 2):
        computers.sit_together(0, who)
        computers.change_an_item(who, 0, {"title": f"later van {who}"})
        computers.sit_together(0, who)
    computers.change_an_item(0, 2, {"title": "toch niet"})
    computers.sit_together(0, 1)
    computers.undo_or_redo(0, False)


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.__name__)
def test_a_deliberate_fault_is_noticed(sources: Sources, monkeypatch: pytest.MonkeyPatch, fault: Fault) -> None:
    prepare(replace(sources, server=None), monkeypatch)
    computers = Computers()
    fault(monkeypatch)
    contested(computers)
    with pytest.raises(AssertionError):
        computers.teardown()


def test_without_a_fault_the_same_clashes_end_well(sources: Sources, monkeypatch: pytest.MonkeyPatch) -> None:
    prepare(replace(sources, server=None), monkeypatch)
    computers = Computers()
    contested(computers)
    computers.teardown()


# --- the full count ---------------------------------------------------------------------------
@pytest.mark.soak
@pytest.mark.timeout(7200)
def test_many_worlds(sources: Sources, monkeypatch: pytest.MonkeyPatch) -> None:
    started = time.monotonic()
    totals = run(sources, monkeypatch, examples=200, steps=60)
    report.write(
        "computers come to hold the same",
        **totals,
        postgresql=sources.server is not None,
        seed=SEED,
        seconds=round(time.monotonic() - started),
    )


@pytest.mark.soak
@pytest.mark.timeout(3600)
def test_random_work_notices_each_deliberate_fault(sources: Sources) -> None:
    for fault in FAULTS:
        with pytest.MonkeyPatch.context() as patch, pytest.raises(AssertionError):
            fault(patch)
            run(replace(sources, server=None), patch, examples=100, steps=30)
    report.write("deliberate faults in the fold are noticed", faults=len(FAULTS), noticed=len(FAULTS), seed=SEED)
