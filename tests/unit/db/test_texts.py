"""Long texts: any save is kept exactly, quickly, and what is damaged is said."""

from __future__ import annotations

import random
import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from wijkraad_app.db import check, history, texts
from wijkraad_app.db.unit import UnitOfWork
from wijkraad_app.db.verbs import verb
from wijkraad_app.db.workspace import LocalWorkspace
from wijkraad_app.features.conversations.model import Conversation
from wijkraad_app.kernel.errors import UserError

from .test_journal import add, change, seen

TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=30)


@settings(max_examples=60, deadline=None)
@given(st.lists(TEXT, min_size=1, max_size=6))
def test_every_save_is_kept_exactly_and_the_updates_amount_to_the_last(saves: list[str]) -> None:
    state, changes = None, []
    for saved in saves:
        step = texts.update(state, saved, peer=texts.new_peer())
        state = step.state
        changes.append(step.change)
    look = texts.versions(state or b"")
    assert [look(change["after"]) for change in changes] == saves
    assert [look(change["before"]) for change in changes] == ["", *saves[:-1]]
    assert texts.merged([change["update"] for change in reversed(changes)]) == saves[-1]


def test_two_long_texts_with_nothing_in_common_are_saved_in_seconds() -> None:
    chance = random.Random(1)
    first, second = ("".join(chance.choices("abcdefgh é😀\n", k=200_000)) for _number in range(2))
    step = texts.update(None, "begin " + first + " eind", peer=1)
    started = time.perf_counter()
    after = texts.update(step.state, "begin " + second + " eind", peer=2)
    assert time.perf_counter() - started < 10
    assert texts.at(after.state, after.change["after"]) == "begin " + second + " eind"


def test_a_damaged_text_is_one_sentence(workspace: LocalWorkspace) -> None:
    row = workspace.do(add, title="A", text="hallo")
    with workspace.dossier.engine.execution_options(write=True).begin() as connection:
        connection.execute(text("UPDATE text_state SET state = x'0011223344556677'"))
    for act in (
        lambda: workspace.do(change, id=row, text="anders"),
        lambda: workspace.read(history.of, row),
        workspace.undo,
    ):
        with pytest.raises(UserError) as refused:
            act()
        assert refused.value.code == "damaged"
    assert workspace.read(seen) == [("A", "hallo", "")]


def test_the_history_of_a_text_saved_often_comes_at_once(workspace: LocalWorkspace) -> None:
    row, written = workspace.do(add, title="A"), ""
    for number in range(60):
        written += f"woord {number} "
        workspace.do(change, id=row, text=written)
    told = workspace.read(history.of, row)
    steps = [(step.old, step.new) for entry in told[:-1] for step in entry.fields]
    assert steps[0][1] == written
    assert all(later[0] == earlier[1] for later, earlier in pairwise(steps))
    assert workspace.read(check.problems) == []


@verb(label="Attach “{file}”")
def attach(uow: UnitOfWork, *, file: str) -> None:
    uow.describe(file=file)
    uow.add(Conversation(title="A"))


def test_half_a_character_in_a_label_is_no_obstacle(workspace: LocalWorkspace) -> None:
    workspace.do(attach, file="foto\udce9.jpg")
    assert workspace.undo().label == "Attach “foto?.jpg”"
