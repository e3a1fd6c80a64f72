"""Making, opening and closing a dossier; each wrong file gets one clear sentence and stays as it was."""

from __future__ import annotations

import os
import random
import shutil
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event, text

from wijkraad_app.db import backup, check, dossier, rekey
from wijkraad_app.db import workspace as workspaces
from wijkraad_app.features.conversations.model import Conversation
from wijkraad_app.kernel.errors import UserError

from .test_journal import add, seen


def refusal(path: Path, passphrase: str | None = None, *, write: bool = True) -> str:
    before = path.read_bytes() if path.is_file() else None
    with pytest.raises(UserError) as refused:
        dossier.open_(path, passphrase, write=write)
    assert (path.read_bytes() if path.is_file() else None) == before
    assert refused.value.message.endswith((".", "”."))
    return refused.value.code


def test_a_file_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    path = tmp_path / "weg.wijkraad"
    assert refusal(path) == "missing"
    assert not path.exists()


@pytest.mark.parametrize("content", [b"", b"hello", b"%PDF-1.7" + b"x" * 4000, os.urandom(5000), b"SQLite format 3\0"])
def test_what_is_no_dossier_is_said(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "iets.wijkraad"
    path.write_bytes(content)
    assert refusal(path, "wachtzin") in {"not_a_dossier", "wrong_passphrase"}


def test_another_sqlite_file_is_not_a_dossier(tmp_path: Path) -> None:
    import sqlite3

    path = tmp_path / "ander.wijkraad"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE meta (key, value)")
        connection.execute("CREATE TABLE filler (x)")
    assert refusal(path) == "not_a_dossier"


def test_a_second_program_is_named_and_refused(dossier_path: Path) -> None:
    first = workspaces.open_(dossier_path)
    assert refusal(dossier_path) == "in_use"
    reader = workspaces.open_(dossier_path, write=False)
    assert reader.read(seen) == []
    with pytest.raises(UserError) as refused:
        reader.do(add, title="A")
    assert refused.value.code == "read_only"
    reader.close()
    first.close()
    workspaces.open_(dossier_path).close()


def test_a_dossier_from_a_newer_version_is_left_alone(dossier_path: Path) -> None:
    opened = dossier.open_(dossier_path)
    with opened.engine.execution_options(write=True).begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    opened.close()
    assert refusal(dossier_path) == "newer"


def test_making_over_an_existing_file_is_refused(dossier_path: Path) -> None:
    before = dossier_path.read_bytes()
    with pytest.raises(UserError) as refused:
        dossier.create(dossier_path, None)
    assert refused.value.code == "exists"
    assert dossier_path.read_bytes() == before


def test_a_folder_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(UserError) as refused:
        dossier.create(tmp_path / "nergens" / "a.wijkraad", None)
    assert refused.value.code == "unwritable"


def test_closing_leaves_one_whole_file(dossier_path: Path) -> None:
    opened = workspaces.open_(dossier_path)
    opened.do(add, title="A")
    opened.close()
    assert sorted(path.name for path in dossier_path.parent.glob("wijk*")) == ["wijk.wijkraad"]


def test_a_new_passphrase_opens_and_the_old_one_does_not(tmp_path: Path) -> None:
    path = tmp_path / "a.wijkraad"
    opened = workspaces.create(path, "oud")
    opened.do(add, title="A")
    rekey.change(opened.dossier, "nieuw ö")
    assert opened.read(seen) == [("A", "", "")]
    opened.close()
    assert refusal(path, "oud") == "wrong_passphrase"
    again = workspaces.open_(path, "nieuw ö")
    assert again.read(seen) == [("A", "", "")]
    again.close()


@pytest.mark.parametrize("passphrase", [None, "wachtzin"])
def test_a_backup_is_whole_and_opens_with_the_same_passphrase(tmp_path: Path, passphrase: str | None) -> None:
    path, copy, restored = (tmp_path / name for name in ("a.wijkraad", "copy.wijkraad", "back.wijkraad"))
    opened = workspaces.create(path, passphrase)
    opened.do(add, title="A")
    backup.create(opened.dossier, copy)
    opened.do(add, title="B")
    opened.close()
    backup.restore(copy, restored, passphrase)
    back = workspaces.open_(restored, passphrase)
    assert back.read(seen) == [("A", "", "")]
    back.do(add, title="C")
    back.close()
    assert not list(tmp_path.glob("*.part"))


def test_a_backup_never_replaces_the_dossier_itself(tmp_path: Path) -> None:
    opened = workspaces.create(tmp_path / "a.wijkraad", None)
    with pytest.raises(UserError):
        backup.create(opened.dossier, tmp_path / "a.wijkraad")
    with pytest.raises(UserError):
        backup.create(opened.dossier, tmp_path / "nowhere" / "a.wijkraad")
    opened.close()


def test_an_older_copy_put_back_gets_a_new_device(dossier_path: Path, tmp_path: Path) -> None:
    older = Path(shutil.copy(dossier_path, tmp_path / "older.wijkraad"))
    opened = workspaces.open_(dossier_path)
    opened.do(add, title="A")
    first = opened._device
    opened.close()
    shutil.copy(older, dossier_path)
    again = workspaces.open_(dossier_path)
    again.do(add, title="B")
    assert first and again._device and again._device.id != first.id
    again.close()


@pytest.mark.parametrize("passphrase", [None, "wachtzin"])
def test_damage_anywhere_is_one_sentence_and_never_a_traceback(tmp_path: Path, passphrase: str | None) -> None:
    whole = tmp_path / "heel.wijkraad"
    opened = workspaces.create(whole, passphrase)
    for number in range(20):
        opened.do(add, title=f"Gesprek {number}", text="woord " * 200)
    opened.close()
    data = whole.read_bytes()
    chance = random.Random(7)
    for _number in range(12):
        broken = bytearray(data)
        start = chance.randrange(len(broken))
        for place in range(start, min(len(broken), start + 300)):
            broken[place] ^= 0x5A
        path = tmp_path / "stuk.wijkraad"
        path.write_bytes(broken if chance.random() < 0.7 else broken[:start])
        try:
            damaged = workspaces.open_(path, passphrase)
        except UserError:
            continue
        try:
            damaged.read(check.problems)
            if passphrase:
                damaged.read(seen)
        except UserError as error:
            assert error.code == "damaged"
        finally:
            damaged.close()


def test_ids_are_sixteen_bytes(dossier_path: Path) -> None:
    opened = workspaces.open_(dossier_path)
    opened.do(add, title="A")
    with opened.dossier.engine.connect() as connection:
        stored = connection.execute(text("SELECT id FROM conversation")).scalar_one()
    assert len(stored) == 16 and Conversation.__kind__ == "conversation"
    opened.close()


def test_a_full_disk_is_said_and_what_was_kept_stays(dossier_path: Path) -> None:
    opened = workspaces.open_(dossier_path)
    opened.do(add, title="Bewaard")

    @event.listens_for(opened.dossier.engine, "connect")
    def no_more_room(connection: Any, _record: object) -> None:
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
        connection.execute(f"PRAGMA max_page_count = {pages}")

    opened.dossier.engine.dispose()
    with pytest.raises(UserError) as refused:
        for number in range(50):
            opened.do(add, title=f"Te veel {number}", text=os.urandom(20_000).hex())
    assert refused.value.code == "disk_full"
    assert ("Bewaard", "", "") in opened.read(seen)
    assert opened.read(check.problems) == []
    opened.close()


def test_a_schema_that_is_no_text_any_more_is_damage(tmp_path: Path) -> None:
    path = tmp_path / "stuk.wijkraad"
    workspaces.create(path, None).close()
    data, wanted = path.read_bytes(), b"CREATE TABLE meta"
    assert data.count(wanted) == 1
    path.write_bytes(data.replace(wanted, b"CREATE TABLE \xff\xfe\xfd("))
    assert refusal(path) == "damaged"
