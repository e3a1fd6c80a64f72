"""Undo and redo in the corners: groups that change nothing, refused steps, other computers, a long past."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest

from wijkraad_app.db import check, history, undo
from wijkraad_app.db.unit import UnitOfWork
from wijkraad_app.db.verbs import verb
from wijkraad_app.db.workspace import LocalWorkspace
from wijkraad_app.features.conversations.model import Conversation, Quote
from wijkraad_app.kernel import clock
from wijkraad_app.kernel.errors import UserError
from wijkraad_app.kernel.ids import EntityRef, new_id

from .test_journal import add, change, quote, remove, seen, send


@verb(label="Make and remove")
def make_and_remove(uow: UnitOfWork) -> None:
    uow.remove(uow.add(Conversation(title="Even")))


@verb(label="Make with quotes")
def make_with_quotes(uow: UnitOfWork) -> None:
    made = uow.add(Conversation(title="A"))
    for _number in range(8):
        uow.add(Quote(conversation=made.id, words="Hier"))


@contextmanager
def another_computer(workspace: LocalWorkspace) -> Iterator[None]:
    own, workspace._device = workspace._device, None
    yield
    workspace._device = own


def only_row(workspace: LocalWorkspace) -> object:
    return workspace.read(lambda session: session.query(Conversation).one().id)


def refusal(workspace: LocalWorkspace) -> str:
    with pytest.raises(UserError) as refused:
        workspace.undo()
    return refused.value.code


def test_a_group_that_changed_nothing_in_the_end_is_no_dead_end(workspace: LocalWorkspace) -> None:
    row, typing = workspace.do(add, title="A", text="a"), new_id()
    for typed in ("ab", "a"):
        workspace.do(change, id=row, text=typed, group=typing)
    workspace.undo()
    workspace.undo()
    assert workspace.read(seen) == []
    workspace.redo()
    workspace.redo()
    assert workspace.read(seen) == [("A", "a", "")]
    assert workspace.read(check.problems) == []


def test_what_was_made_and_removed_in_one_go_is_no_dead_end(workspace: LocalWorkspace) -> None:
    workspace.do(add, title="A")
    workspace.do(make_and_remove)
    workspace.undo()
    workspace.undo()
    assert workspace.read(seen) == []
    for _number in range(2):
        workspace.redo()
    assert workspace.read(seen) == [("A", "", "")]


def test_a_group_stops_at_what_has_left(workspace: LocalWorkspace) -> None:
    row, stay = workspace.do(add, title="A"), new_id()
    workspace.do(change, id=row, place="plein", group=stay)
    workspace.do(send, id=row, group=stay)
    workspace.do(change, id=row, title="B", group=stay)
    workspace.undo()
    assert workspace.read(seen) == [("A", "", "sent")]
    assert refusal(workspace) == "not_undoable"


def test_a_new_record_that_someone_else_worked_on_stays(workspace: LocalWorkspace) -> None:
    for fields in ({"title": "B"}, {"text": "van een ander"}):
        row = workspace.do(add, title="A")
        with another_computer(workspace):
            workspace.do(change, id=row, **fields)
        assert refusal(workspace) == "changed_since"
        workspace._device = None


def test_a_new_record_that_someone_else_removed_is_no_dead_end(workspace: LocalWorkspace) -> None:
    workspace.do(add, title="A")
    row = workspace.do(add, title="B")
    workspace.do(change, id=row, title="C")
    with another_computer(workspace):
        workspace.do(remove, id=row)
    for _number in range(3):
        workspace.undo()
    assert workspace.read(seen) == []


def test_a_creation_done_again_stays_when_someone_else_uses_it(workspace: LocalWorkspace) -> None:
    row = workspace.do(add, title="A")
    workspace.undo()
    workspace.redo()
    with another_computer(workspace):
        workspace.do(quote, conversation=row)
    assert refusal(workspace) == "in_use_by"


@pytest.mark.parametrize("later", [0, -3600])
def test_a_use_in_the_same_millisecond_or_by_a_slow_clock_is_found(workspace: LocalWorkspace, later: int) -> None:
    now = clock.now()
    with clock.fixed(now):
        row = workspace.do(add, title="A")
        workspace.undo()
        workspace.redo()
    with clock.fixed(now + timedelta(seconds=later)), another_computer(workspace):
        workspace.do(quote, conversation=row)
    assert refusal(workspace) == "in_use_by"


def test_a_use_by_someone_else_is_found_among_many_own(workspace: LocalWorkspace) -> None:
    workspace.do(make_with_quotes)
    row = only_row(workspace)
    with another_computer(workspace):
        workspace.do(quote, conversation=row)
    assert refusal(workspace) == "in_use_by"


def test_all_that_was_undone_can_be_redone_and_undone_again(
    workspace: LocalWorkspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(undo, "_DEPTH", 20)
    row = workspace.do(add, title="0")
    for number in range(1, 21):
        workspace.do(change, id=row, title=str(number))
    for _number in range(10):
        workspace.undo()
    assert workspace.read(seen) == [("10", "", "")]
    assert refusal(workspace) == "nothing"
    for _number in range(10):
        workspace.redo()
    assert workspace.read(seen) == [("20", "", "")]
    workspace.undo()
    assert workspace.read(seen) == [("19", "", "")]


def test_a_group_longer_than_what_is_looked_at_is_taken_back_once(
    workspace: LocalWorkspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(undo, "_DEPTH", 10)
    row, typing = workspace.do(add, title="0"), new_id()
    for number in range(1, 21):
        workspace.do(change, id=row, title=str(number), group=typing)
    workspace.undo()
    assert refusal(workspace) == "nothing"
    workspace.redo()
    assert workspace.read(seen) == [("20", "", "")]


def test_undo_within_a_record_takes_back_the_newest_step_of_it_and_its_parts(workspace: LocalWorkspace) -> None:
    one, other = workspace.do(add, title="A"), workspace.do(add, title="B")
    workspace.do(quote, conversation=one)
    workspace.do(change, id=other, title="C")
    here = EntityRef("conversation", one)
    assert workspace.undo(within=here).label == "Citaat"
    assert workspace.undo(within=here).label == "Gesprek “A” toevoegen"
    assert workspace.read(seen) == [("C", "", "")]
    with pytest.raises(UserError) as refused:
        workspace.undo(within=here)
    assert refused.value.code == "nothing"
    workspace.redo(within=here)
    assert workspace.undo().label == "Gesprek “A” toevoegen"
    assert workspace.undo().label == "Rename for a test “B”"
    assert workspace.read(check.problems) == []


def test_history_names_undo_and_redo_and_what_they_took_back(workspace: LocalWorkspace) -> None:
    row = workspace.do(add, title="A")
    workspace.do(change, id=row, title="B")
    workspace.undo()
    workspace.redo()
    workspace.undo()
    told = [entry.label for entry in workspace.read(history.of, row)]
    name = "Rename for a test “A”"
    assert told[:4] == [f"Ongedaan gemaakt: {name}", f"Opnieuw gedaan: {name}", f"Ongedaan gemaakt: {name}", name]
