"""The check finds what was tampered with and doesn't mind what was erased."""

from __future__ import annotations

import base64
import json
from datetime import datetime

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import select, text

from wijkraad_app.db import check
from wijkraad_app.db.canonical import sha256
from wijkraad_app.db.tables import Changeset
from wijkraad_app.db.unit import UnitOfWork
from wijkraad_app.db.verbs import verb
from wijkraad_app.db.workspace import LocalWorkspace
from wijkraad_app.features.conversations.model import Conversation
from wijkraad_app.kernel.ids import new_id

from .test_journal import add, change, problems, remove


@verb(label="Keep a file")
def keep_file(uow: UnitOfWork, *, data: bytes) -> tuple[str, str]:
    return uow.store_blob(data, "text/plain"), uow.store_blob(data, "text/plain")


@verb(label="Add many")
def add_many(uow: UnitOfWork, *, titles: list[str]) -> None:
    for title in titles:
        uow.add(Conversation(title=title))


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
    assert said.endswith("met “B” (gesprek) deed is weg, en geen uitwissing heeft het weggehaald.")


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
    monkeypatch.setattr(check.rows, "_PART", 3)
    rows = [workspace.do(add, title=f"{number}", text="woord") for number in range(10)]
    for row in rows[::3]:
        workspace.do(remove, id=row)
    assert problems(workspace) == []
    tamper(workspace, "UPDATE conversation SET title = title || ' anders'")
    assert len(problems(workspace)) == 10


# --- each is named: title, kind and when ------------------------------------------------------
WHEN = "23 november 2026, 13.00 uur"


@pytest.fixture
def three(workspace: LocalWorkspace, monday: datetime) -> LocalWorkspace:
    """Three conversations, noted down by one computer on one Monday."""
    for title in ("Plein", "Haven", "Markt"):
        workspace.do(add, title=title)
    assert problems(workspace) == []
    return workspace


def changeset(workspace: LocalWorkspace, seq: int) -> Changeset:
    query = select(Changeset).where(Changeset.seq == seq).order_by(Changeset.clock)
    return workspace.read(lambda session: session.scalars(query).one())


def test_a_changed_row_is_named(three: LocalWorkspace) -> None:
    tamper(three, "UPDATE conversation SET title = 'Kade' WHERE title = 'Haven'")
    assert problems(three) == [
        f"“Kade” (gesprek) is buiten het programma om gewijzigd: het is niet wat er op {WHEN} is geschreven."
    ]


def test_a_row_that_was_put_in_or_taken_out_is_named(three: LocalWorkspace) -> None:
    tamper(three, "UPDATE conversation SET id = zeroblob(16) WHERE title = 'Haven'")
    assert problems(three) == [
        "“Haven” (gesprek) staat niet in het logboek: het is buiten het programma om toegevoegd.",
        f"“Haven” (gesprek), laatst geschreven op {WHEN}, is buiten het programma om uit het dossier gehaald.",
    ]


def test_a_removed_changeset_is_named_by_what_it_did_and_what_followed(three: LocalWorkspace) -> None:
    tamper(three, "DELETE FROM changeset WHERE seq = 2")
    assert problems(three) == [
        f"Vóór de wijziging van {WHEN} aan “Markt” (gesprek) is een andere weggehaald.",
        "Een wijziging aan “Haven” (gesprek) is weggehaald; alleen wat zij deed staat nog in het logboek.",
        "“Haven” (gesprek) staat niet in het logboek: het is buiten het programma om toegevoegd.",
    ]


def test_a_changeset_removed_with_all_it_did_is_named_by_what_followed(three: LocalWorkspace) -> None:
    for table in ("changeset", "change_item"):
        tamper(three, f"DELETE FROM {table} WHERE seq = 2")
    tamper(three, "DELETE FROM conversation WHERE title = 'Haven'")
    assert problems(three) == [f"Vóór de wijziging van {WHEN} aan “Markt” (gesprek) is een andere weggehaald."]


def test_the_newest_changeset_is_missed_by_who_had_seen_it(three: LocalWorkspace) -> None:
    three._device = None
    three.do(add, title="Van een ander")
    for table in ("changeset", "change_item"):
        tamper(three, f"DELETE FROM {table} WHERE seq = 3")
    tamper(three, "DELETE FROM conversation WHERE title = 'Markt'")
    assert problems(three) == [
        f"De wijziging van {WHEN} aan “Van een ander” (gesprek) bouwde voort op een andere die is weggehaald."
    ]


def test_an_altered_header_is_named(three: LocalWorkspace) -> None:
    header = changeset(three, 2).header
    assert b"test_journal.add" in header
    tamper(three, "UPDATE changeset SET header = :h WHERE seq = 2", h=header.replace(b"journal.add", b"journal.bad"))
    assert f"De wijziging van {WHEN} aan “Haven” (gesprek) is veranderd nadat zij ondertekend was." in problems(three)


def test_swapped_items_are_named(three: LocalWorkspace) -> None:
    """Whole, digest and all, each under the other's changeset: every item is sound by itself."""
    tamper(three, "UPDATE change_item SET seq = 9 WHERE seq = 1 AND number = 1")
    tamper(three, "UPDATE change_item SET seq = 1 WHERE seq = 2 AND number = 1")
    tamper(three, "UPDATE change_item SET seq = 2 WHERE seq = 9")
    assert problems(three) == [
        f"Wat de wijziging van {WHEN} met “Haven” (gesprek) deed, is niet wat ondertekend is.",
        f"Wat de wijziging van {WHEN} met “Plein” (gesprek) deed, is niet wat ondertekend is.",
    ]


def test_altered_content_is_named_with_the_row_it_speaks_of(three: LocalWorkspace) -> None:
    tamper(
        three,
        "UPDATE change_item SET content = CAST(replace(CAST(content AS TEXT), 'Haven', 'Kade') AS BLOB)"
        " WHERE seq = 2 AND number = 1",
    )
    assert problems(three) == [
        f"Wat de wijziging van {WHEN} met “Haven” (gesprek) deed, is niet wat ondertekend is.",
        f"“Haven” (gesprek) is buiten het programma om gewijzigd: het is niet wat er op {WHEN} is geschreven.",
    ]


def test_a_forged_changeset_is_named(three: LocalWorkspace) -> None:
    header = changeset(three, 2).header.replace(b"journal.add", b"journal.bad")
    tamper(
        three,
        "UPDATE changeset SET header = :h, digest = :d, verb = 'test_journal.bad' WHERE seq = 2",
        h=header,
        d=sha256(header),
    )
    assert problems(three) == [
        f"De wijziging van {WHEN} aan “Haven” (gesprek) is niet ondertekend door een computer die dit dossier kent.",
        f"Vóór de wijziging van {WHEN} aan “Markt” (gesprek) is een andere weggehaald.",
    ]


def test_one_signed_again_by_another_computer_is_named(three: LocalWorkspace) -> None:
    first, three._device = three._device, None
    three.do(add, title="Van een ander")
    other = three._device
    assert first is not None
    assert other is not None
    forged = other.key.sign(changeset(three, 2).digest)
    tamper(three, "UPDATE changeset SET signature = :s WHERE seq = 2", s=forged)
    assert problems(three) == [
        f"De wijziging van {WHEN} aan “Haven” (gesprek) staat op naam van “{first.name}”"
        f" maar is ondertekend door “{other.name} {str(other.id)[:8]}”."
    ]


def test_an_exchanged_key_of_a_computer_is_named(three: LocalWorkspace) -> None:
    device = three._device
    assert device is not None
    key = Ed25519PrivateKey.generate().public_key().public_bytes_raw()
    tamper(three, "UPDATE device SET public_key = :k", k=key)
    assert problems(three)[0] == f"De sleutel van de computer “{device.name}” is verwisseld voor een andere."


def test_of_many_records_the_first_is_named_and_how_many_more(workspace: LocalWorkspace, monday: datetime) -> None:
    workspace.do(add_many, titles=["Plein", "Haven", "Markt"])
    tamper(workspace, "UPDATE changeset SET undoes = '[1]'")
    assert problems(workspace) == [
        f"De wijziging van {WHEN} aan “Plein” (gesprek) en nog 2 is veranderd nadat zij ondertekend was."
    ]
