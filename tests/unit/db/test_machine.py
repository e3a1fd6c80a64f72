"""Whatever is done, undone, redone and reopened in whatever order: the rows are those of a plain list of states."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test
from sqlalchemy import select
from sqlalchemy.orm import Session

from wijkraad_app.db import check
from wijkraad_app.db import workspace as workspaces
from wijkraad_app.db.workspace import LocalWorkspace
from wijkraad_app.features.conversations.model import Conversation
from wijkraad_app.kernel.ids import new_id

from .test_journal import add, change, remove

State = dict[UUID, tuple[str, str, str]]
TEXT = st.text("ab é😀\n", max_size=12)
WHICH = st.integers(min_value=0, max_value=99)


def rows(session: Session) -> State:
    found = session.scalars(select(Conversation).where(Conversation.deleted.is_(False)))
    return {row.id: (row.title, row.place, row.text) for row in found}


class Dossier(RuleBasedStateMachine):
    """``states`` are the rows after each step that can be undone; ``at`` is where we are among them.

    A group is one step, grown as long as its newest part is the newest step of all.
    """

    source: Path

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        os.environ["WIJKRAAD_HOME"] = str(self.folder)
        self.path = Path(shutil.copy(self.source, self.folder / "a.wijkraad"))
        self.workspace: LocalWorkspace = workspaces.open_(self.path)
        self.states: list[State] = [{}]
        self.at = 0
        self.groups: list[UUID | None] = [None]
        self.group: UUID | None = None

    def _one(self, which: int) -> UUID:
        return sorted(self.states[self.at])[which % len(self.states[self.at])]

    def _did(self, after: State, group: UUID | None) -> None:
        if after == self.states[self.at]:
            return
        del self.states[self.at + 1 :], self.groups[self.at + 1 :]
        if group is not None and self.at and self.groups[self.at] == group:
            self.states[self.at] = after
            return
        self.states.append(after)
        self.groups.append(group)
        self.at += 1

    def _change(self, which: int, group: UUID | None, **fields: str) -> None:
        row = self._one(which)
        title, place, text = self.states[self.at][row]
        kept: dict[str, Any] = {"title": title, "place": place, "text": text} | fields
        self.workspace.do(change, id=row, group=group, **fields)
        self._did(self.states[self.at] | {row: (kept["title"], kept["place"], kept["text"])}, group)

    @rule(title=TEXT, text=TEXT, grouped=st.booleans())
    def add(self, title: str, text: str, grouped: bool) -> None:
        group = self.group if grouped else None
        row = self.workspace.do(add, title=title, text=text, group=group)
        self._did(self.states[self.at] | {row: (title, "", text)}, group)

    @rule()
    def begin_a_group(self) -> None:
        self.group = new_id()

    @precondition(lambda self: self.states[self.at])
    @rule(which=WHICH, place=TEXT, grouped=st.booleans())
    def edit(self, which: int, place: str, grouped: bool) -> None:
        self._change(which, self.group if grouped else None, place=place)

    @precondition(lambda self: self.states[self.at])
    @rule(which=WHICH, text=TEXT, title=TEXT, grouped=st.booleans())
    def write(self, which: int, text: str, title: str, grouped: bool) -> None:
        self._change(which, self.group if grouped else None, text=text, title=title)

    @precondition(lambda self: self.states[self.at])
    @rule(which=WHICH, grouped=st.booleans())
    def remove(self, which: int, grouped: bool) -> None:
        row, group = self._one(which), self.group if grouped else None
        self.workspace.do(remove, id=row, group=group)
        self._did({id: row_ for id, row_ in self.states[self.at].items() if id != row}, group)

    @precondition(lambda self: self.at)
    @rule()
    def undo(self) -> None:
        self.workspace.undo()
        self.at -= 1

    @precondition(lambda self: self.at + 1 < len(self.states))
    @rule()
    def redo(self) -> None:
        self.workspace.redo()
        self.at += 1
        self.groups[self.at] = None

    @rule()
    def reopen(self) -> None:
        self.workspace.close()
        self.workspace = workspaces.open_(self.path)

    @invariant()
    def the_rows_are_those_of_the_model(self) -> None:
        assert self.workspace.read(rows) == self.states[self.at]

    def teardown(self) -> None:
        try:
            assert self.workspace.read(check.problems) == []
        finally:
            self.workspace.close()
            shutil.rmtree(self.folder)


def run(source: Path, monkeypatch: pytest.MonkeyPatch, *, examples: int, steps: int) -> None:
    monkeypatch.setenv("WIJKRAAD_HOME", os.environ["WIJKRAAD_HOME"])
    Dossier.source = source
    few = settings(
        max_examples=examples,
        stateful_step_count=steps,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(Dossier, settings=few)


def test_any_order_of_steps_gives_the_rows_of_the_model(empty_dossier: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run(empty_dossier, monkeypatch, examples=8, steps=20)


@pytest.mark.soak
@pytest.mark.timeout(3600)
def test_many_orders_of_many_steps(empty_dossier: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run(empty_dossier, monkeypatch, examples=300, steps=80)
