"""One user action is one signed changeset, and undo brings back what was there."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import Text, select
from sqlalchemy.orm import Session

from wijkraad_app.db import check, fulltext, history
from wijkraad_app.db import workspace as workspaces
from wijkraad_app.db.tables import Changeset
from wijkraad_app.db.unit import UnitOfWork
from wijkraad_app.db.verbs import Refused, verb
from wijkraad_app.db.workspace import LocalWorkspace
from wijkraad_app.features.conversations.model import Conversation, Quote
from wijkraad_app.kernel.errors import UserError
from wijkraad_app.kernel.ids import new_id


@verb(label="Add conversation “{title}”")
def add(uow: UnitOfWork, *, title: str, text: str = "") -> UUID:
    uow.describe(title=title)
    return uow.add(Conversation(title=title, text=text, day=date(2026, 11, 23))).id


@verb(label="Rename for a test “{title}”")
def change(uow: UnitOfWork, *, id: UUID, **fields: object) -> None:
    row = uow.get(Conversation, id)
    uow.describe(title=row.title)
    uow.update(row, **fields)


@verb(label="Remove")
def remove(uow: UnitOfWork, *, id: UUID) -> None:
    uow.remove(uow.get(Conversation, id))


@verb(label="Quote")
def quote(uow: UnitOfWork, *, conversation: UUID) -> UUID:
    return uow.add(Quote(conversation=conversation, words="Hier")).id


@verb(label="Send", undo=Refused("A letter that was sent can't be taken back."))
def send(uow: UnitOfWork, *, id: UUID) -> None:
    uow.get(Conversation, id).place = "sent"


@verb(label="Fail")
def fail(uow: UnitOfWork) -> None:
    uow.add(Conversation(title="half"))
    raise UserError("no")


def seen(session: Session) -> list[tuple[str, str, str]]:
    rows = session.scalars(select(Conversation).where(Conversation.deleted.is_(False)).order_by(Conversation.title))
    return [(row.title, row.text, row.place) for row in rows]


def problems(workspace: LocalWorkspace) -> list[str]:
    return workspace.read(check.problems)


def test_an_action_is_kept_after_reopening(workspace: LocalWorkspace, reopened: Callable[[], LocalWorkspace]) -> None:
    workspace.do(add, title="Noorderhof", text="Mijn dochter – één")
    assert reopened().read(seen) == [("Noorderhof", "Mijn dochter – één", "")]


def test_undo_and_redo_walk_back_and_forth_also_after_a_restart(
    workspace: LocalWorkspace, reopened: Callable[[], LocalWorkspace]
) -> None:
    row = workspace.do(add, title="A", text="een")
    workspace.do(change, id=row, title="B", text="een twee")
    workspace.do(change, id=row, place="plein")
    reopened()
    assert workspace.undo().label == "Rename for a test “B”"
    assert workspace.read(seen) == [("B", "een twee", "")]
    workspace.undo()
    assert workspace.read(seen) == [("A", "een", "")]
    workspace.undo()
    assert workspace.read(seen) == []
    with pytest.raises(UserError):
        workspace.undo()
    for expected in ([("A", "een", "")], [("B", "een twee", "")], [("B", "een twee", "plein")]):
        workspace.redo()
        assert workspace.read(seen) == expected
    with pytest.raises(UserError):
        workspace.redo()
    assert problems(workspace) == []


def test_a_new_action_ends_redo(workspace: LocalWorkspace) -> None:
    row = workspace.do(add, title="A")
    workspace.do(change, id=row, title="B")
    workspace.undo()
    workspace.do(change, id=row, title="C")
    with pytest.raises(UserError):
        workspace.redo()


def test_steps_of_one_group_are_undone_together(workspace: LocalWorkspace) -> None:
    row = workspace.do(add, title="A", text="")
    stay = new_id()
    for typed in ("H", "Ha", "Hallo", "Hallo buurt"):
        workspace.do(change, id=row, text=typed, group=stay)
    workspace.undo()
    assert workspace.read(seen) == [("A", "", "")]
    workspace.redo()
    assert workspace.read(seen) == [("A", "Hallo buurt", "")]


def test_removing_is_undone(workspace: LocalWorkspace) -> None:
    row = workspace.do(add, title="A")
    workspace.do(remove, id=row)
    assert workspace.read(seen) == []
    workspace.undo()
    assert workspace.read(seen) == [("A", "", "")]


def test_undo_of_a_creation_that_is_used_names_the_user(workspace: LocalWorkspace) -> None:
    row = workspace.do(add, title="A")
    made = workspace.do(quote, conversation=row)
    assert made
    workspace.undo()
    workspace.redo()
    workspace.undo()
    workspace.undo()
    assert workspace.read(seen) == []


def test_what_has_left_is_not_undone(workspace: LocalWorkspace) -> None:
    row = workspace.do(add, title="A")
    workspace.do(send, id=row)
    with pytest.raises(UserError, match="sent"):
        workspace.undo()
    assert workspace.read(seen) == [("A", "", "sent")]


def test_a_refused_action_leaves_nothing(workspace: LocalWorkspace) -> None:
    with pytest.raises(UserError):
        workspace.do(fail)
    assert workspace.read(seen) == []
    assert workspace.read(lambda session: session.query(Changeset).count()) == 0


@pytest.mark.parametrize("title", ["x" * 201, "a\0b", "half \ud83d"])
def test_text_that_cannot_be_kept_is_refused_before_anything_is_stored(workspace: LocalWorkspace, title: str) -> None:
    with pytest.raises(UserError):
        workspace.do(add, title=title)
    assert workspace.read(seen) == []


def test_nothing_changed_writes_nothing(workspace: LocalWorkspace) -> None:
    row = workspace.do(add, title="A")
    workspace.do(change, id=row, title="A")
    assert workspace.read(lambda session: session.query(Changeset).count()) == 1


def test_listeners_hear_what_changed(workspace: LocalWorkspace) -> None:
    heard = []
    workspace.changes.subscribe(heard.append)
    row = workspace.do(add, title="A")
    workspace.undo()
    assert [change.kinds for change in heard] == [frozenset({"conversation"})] * 2
    assert {ref.id for ref in heard[0].refs} == {row}


def test_history_tells_old_and_new(workspace: LocalWorkspace) -> None:
    row = workspace.do(add, title="A", text="een")
    workspace.do(change, id=row, title="B", text="een twee")
    newest, _first = workspace.read(history.of, row)
    assert {(f.name, f.old, f.new) for f in newest.fields} == {("title", "A", "B"), ("text", "een", "een twee")}
    assert newest.label == "Rename for a test “A”"


def test_search_finds_prefix_stem_and_accent(workspace: LocalWorkspace) -> None:
    row = workspace.do(add, title="Café De Schakel", text="Bewoners willen zebrapaden bij de school")
    for asked in ("cafe", "schak", "zebrapad", "Zebrapaden", "bewoner school"):
        assert [hit.id for hit in workspace.read(fulltext.find, asked)] == [row], asked
    for odd in ("AND", "a-b", 'naam:jan "', "NOT (", "*"):
        workspace.read(fulltext.find, odd)
    workspace.do(remove, id=row)
    assert workspace.read(fulltext.find, "cafe") == ()
    workspace.undo()
    assert workspace.read(fulltext.find, "cafe")


def test_the_encrypted_file_shows_nothing(tmp_path: Path) -> None:
    path = tmp_path / "geheim.wijkraad"
    opened = workspaces.create(path, "mijn wachtzin")
    opened.do(add, title="Havenkade")
    opened.close()
    assert b"Havenkade" not in path.read_bytes()
    assert not path.read_bytes().startswith(b"SQLite")
    for wrong in (None, "", "anders"):
        with pytest.raises(UserError) as refused:
            workspaces.open_(path, wrong)
        assert refused.value.code in {"passphrase_needed", "wrong_passphrase"}
    again = workspaces.open_(path, "mijn wachtzin")
    assert again.read(seen) == [("Havenkade", "", "")]
    again.close()


def test_a_change_names_the_newest_seen_of_every_other_computer(workspace: LocalWorkspace) -> None:
    for title in "AB":
        workspace.do(add, title=title)
    first, workspace._device = workspace._device, None
    workspace.do(add, title="C")
    newest = select(Changeset.header).order_by(Changeset.clock.desc()).limit(1)
    assert first is not None
    assert json.loads(workspace.read(lambda session: session.scalars(newest).one()))["seen"] == {first.id.hex: 2}


def test_no_database_refuses_an_undo_of_very_many_steps() -> None:
    """The list of steps grows with an afternoon of typing; PostgreSQL refuses what is longer than its column."""
    columns = Changeset.__table__.columns
    assert [isinstance(columns[name].type, Text) for name in ("undoes", "redoes")] == [True, True]
