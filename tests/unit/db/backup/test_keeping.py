"""Dated copies: verified, thinned, never mixed up with another dossier's, and put back as a new device."""

from __future__ import annotations

import errno
import os
import sqlite3
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from wijkraad_app.db import backup, check
from wijkraad_app.db import workspace as workspaces
from wijkraad_app.db.backup import copying, keeping
from wijkraad_app.db.workspace import LocalWorkspace
from wijkraad_app.kernel import clock
from wijkraad_app.kernel.errors import UserError

from ..test_journal import add, seen

NEW_YEAR = datetime(2027, 1, 1, 12, tzinfo=UTC)


def kept(workspace: LocalWorkspace, at: datetime, place: Path | None = None, months: int = 12) -> backup.Kept:
    with clock.fixed(at):
        return backup.keep(workspace.dossier, place, months=months)


def test_copies_are_thinned_and_other_files_spared(workspace: LocalWorkspace) -> None:
    folder = kept(workspace, NEW_YEAR).path.parent
    mine = folder / "wijk 1 van mij.wijkraad"
    mine.write_text("x")
    thinned = [kept(workspace, NEW_YEAR + timedelta(minutes=20 * number)).thinned for number in range(1, 10)]
    assert sum(thinned) == 10 - len(keeping.dated(folder, "wijk", ".wijkraad"))
    assert mine.exists()


def test_copies_past_the_set_age_go_and_are_counted(workspace: LocalWorkspace) -> None:
    old = kept(workspace, NEW_YEAR - timedelta(days=400))
    newer = kept(workspace, NEW_YEAR - timedelta(days=40), months=24)
    assert old.path.exists()
    made = kept(workspace, NEW_YEAR)
    assert (made.aged, made.thinned) == (1, 0)
    assert not old.path.exists() and newer.path.exists()


def test_the_list_says_since_when_the_passphrase_holds(tmp_path: Path) -> None:
    with clock.fixed(NEW_YEAR):
        opened = workspaces.create(tmp_path / "a.wijkraad", "wachtzin")
    opened.do(add, title="A")
    made = kept(opened, NEW_YEAR + timedelta(days=5)).path
    opened.close()
    note = keeping.notes(made.parent)[made.name]
    assert note.passphrase == date(2027, 1, 1) and note.newest > 0


@pytest.mark.parametrize("garbage", ["", "null", "[]", '{"copies": 3}', '{"copies": {"a": {"newest": "x"}}}'])
def test_a_damaged_list_is_no_obstacle(workspace: LocalWorkspace, garbage: str) -> None:
    folder = kept(workspace, NEW_YEAR).path.parent
    (folder / keeping.LIST).write_text(garbage)
    assert keeping.notes(folder) == {}
    made = kept(workspace, NEW_YEAR + timedelta(days=1)).path
    assert list(keeping.notes(folder)) == [made.name]


def test_two_dossiers_of_one_name_have_their_copies_apart(tmp_path: Path) -> None:
    stick, folders = tmp_path / "stick", []
    stick.mkdir()
    for home in ("een", "twee"):
        (tmp_path / home).mkdir()
        opened = workspaces.create(tmp_path / home / "wijk.wijkraad", None)
        folders.append(kept(opened, NEW_YEAR, stick).path.parent)
        assert kept(opened, NEW_YEAR + timedelta(days=1), stick).path.parent == folders[-1]
        opened.close()
    assert folders[0] != folders[1]
    assert all(len(list(folder.glob("*.wijkraad"))) == 2 for folder in folders)


def test_a_copy_that_lacks_the_newest_change_does_not_count(
    workspace: LocalWorkspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace.do(add, title="A")
    monkeypatch.setattr(copying, "_NEWEST", "SELECT random(), count(*) FROM changeset")
    with pytest.raises(UserError) as refused:
        backup.create(workspace.dossier, tmp_path / "kopie.wijkraad")
    assert refused.value.code == "copy_failed"
    assert not list(tmp_path.glob("kopie*"))


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EROFS, errno.EIO, errno.ENODEV])
def test_a_stick_that_is_full_or_gone_is_one_sentence(
    workspace: LocalWorkspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    before = kept(workspace, NEW_YEAR).path

    def refuse(*_arguments: object) -> None:
        raise OSError(code, "no")

    monkeypatch.setattr(os, "fsync", refuse)
    with pytest.raises(UserError) as refused:
        kept(workspace, NEW_YEAR + timedelta(days=1))
    assert refused.value.code == ("disk_full" if code == errno.ENOSPC else "unwritable")
    assert refused.value.message.count(". ") == 1
    assert {file.name for file in before.parent.iterdir()} == {keeping.LIST, before.name}


def test_a_restored_backup_is_another_device(tmp_path: Path) -> None:
    opened = workspaces.create(tmp_path / "a.wijkraad", "wachtzin")
    opened.do(add, title="A")
    first = opened._device
    made = kept(opened, NEW_YEAR).path
    opened.close()
    back = workspaces.open_(backup.restore(made, tmp_path / "b.wijkraad", "wachtzin"), "wachtzin")
    assert back._device is None
    back.do(add, title="B")
    assert first and back._device and back._device.id != first.id
    assert back.read(seen) == [("A", "", ""), ("B", "", "")]
    assert back.read(check.problems) == []
    back.close()


def test_a_backup_opens_with_the_raw_key_too(tmp_path: Path) -> None:
    opened = workspaces.create(tmp_path / "a.wijkraad", "wachtzin")
    made = kept(opened, NEW_YEAR).path
    with backup.opened(made, key=opened.dossier.key) as found:
        assert found.id == opened.dossier.id
    opened.close()


def test_what_a_cut_short_copy_left_goes_after_a_while(workspace: LocalWorkspace) -> None:
    made = kept(workspace, NEW_YEAR).path
    left = [made.with_name(made.name + ending) for ending in (".part", ".new", ".part-journal")]
    mine = made.with_name("van mij.wijkraad.part")
    for file in (*left, mine):
        file.write_text("x")
    assert keeping.unfinished(made.parent, workspace.path) == tuple(sorted(left))
    keeping.tidy(workspace.dossier)
    assert all(file.exists() for file in left), "someone may be writing them"
    for file in left:
        os.utime(file, (0, 0))
    with clock.fixed(NEW_YEAR):
        keeping.tidy(workspace.dossier)
    assert not any(file.exists() for file in left) and mine.exists() and made.exists()


@pytest.mark.parametrize("table", ["changeset", "meta", "signal"])
def test_a_copy_with_a_damaged_table_is_refused_and_nothing_is_left(tmp_path: Path, table: str) -> None:
    whole, target = tmp_path / "kopie.wijkraad", tmp_path / "terug" / "terug.wijkraad"
    target.parent.mkdir()
    opened = workspaces.create(whole, None)
    opened.do(add, title="A")
    opened.close()
    with closing(sqlite3.connect(whole)) as connection:
        size = connection.execute("PRAGMA page_size").fetchone()[0]
        parts = "SELECT rootpage FROM sqlite_schema WHERE tbl_name = ? AND rootpage > 0"
        pages = [page for (page,) in connection.execute(parts, (table,))]
    with whole.open("rb+") as stream:
        for page in pages:
            stream.seek((page - 1) * size)
            stream.write(b"\x77" * size)
    with pytest.raises(UserError) as refused:
        backup.restore(whole, target)
    assert refused.value.code in {"damaged", "not_a_dossier", "copy_failed"}
    assert list(target.parent.iterdir()) == []
