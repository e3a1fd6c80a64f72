"""The check finds what was tampered with and doesn't mind what was erased."""

from __future__ import annotations

import base64
import json

import pytest
from sqlalchemy import text

from wijkraad_app.db import check
from wijkraad_app.db.unit import UnitOfWork
from wijkraad_app.db.verbs import verb
from wijkraad_app.db.workspace import LocalWorkspace
from wijkraad_app.kernel.ids import new_id

from .test_journal import add, change, problems, remove


@verb(label="Keep a file")
def keep_file(uow: UnitOfWork, *, data: bytes) -> tuple[str, str]:
    return uow.store_blob(data, "text/plain"), uow.store_blob(data, "text/plain")


def tamper(workspace: LocalWorkspace, statement: str, **values: object) -> None:
    with workspace.dossier.engine.execution_options(write=True).begin() as connection:
        connection.execute(text(statement), values)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE conversation SET text = 'erbij gezet'",
        "UPDATE conversation SET deleted = 1",
        "DELETE FROM conversation",
        "UPDATE changeset SET undoes = '[1]'",
        "UPDATE changeset SET undo_group = x'00112233445566778899aabbccddeeff'",
        "UPDATE change_item SET content = x'7b7d' WHERE number = 1",
        "DELETE FROM change_item WHERE number = 1",
        "INSERT INTO change_item SELECT device, 99, number, kind, row_id, content, digest FROM change_item",
        "INSERT INTO change_item SELECT device, 0, number, kind, row_id, content, digest FROM change_item",
        "UPDATE device SET public_key = zeroblob(32)",
    ],
)
def test_whatever_is_tampered_with_is_found(workspace: LocalWorkspace, statement: str) -> None:
    workspace.do(add, title="A", group=new_id())
    assert problems(workspace) == []
    tamper(workspace, statement)
    assert problems(workspace)


def test_a_damaged_update_of_a_text_is_found(workspace: LocalWorkspace) -> None:
    workspace.do(add, title="A", text="hallo")
    read = text("SELECT content FROM change_item WHERE number = 1")
    content = json.loads(workspace.read(lambda session: session.execute(read).scalar_one()))
    content["texts"]["text"]["update"] = base64.b64encode(b"geen update").decode()
    tamper(workspace, "UPDATE change_item SET content = :c WHERE number = 1", c=json.dumps(content).encode())
    assert problems(workspace)


def test_content_that_is_gone_without_an_erasure_is_named(workspace: LocalWorkspace) -> None:
    row = workspace.do(add, title="A", text="hallo")
    workspace.do(change, id=row, title="B", text="x")
    tamper(workspace, "UPDATE change_item SET content = NULL WHERE seq = 1 AND number = 0")
    (said,) = problems(workspace)
    assert "/1 " in said


def test_a_damaged_attachment_is_found(workspace: LocalWorkspace) -> None:
    first, second = workspace.do(keep_file, data=b"x" * 3_000_000)
    assert first == second
    workspace.do(keep_file, data=b"")
    assert problems(workspace) == []
    tamper(workspace, "DELETE FROM blob_chunk WHERE number = 2")
    assert len(problems(workspace)) == 1


def test_the_check_reads_more_rows_than_fit_in_one_part(
    workspace: LocalWorkspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(check, "_PART", 3)
    rows = [workspace.do(add, title=f"{number}", text="woord") for number in range(10)]
    for row in rows[::3]:
        workspace.do(remove, id=row)
    assert problems(workspace) == []
    tamper(workspace, "UPDATE conversation SET title = title || ' anders'")
    assert len(problems(workspace)) == 10
