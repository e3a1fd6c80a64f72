"""Odd names, links, crashes, full disks and what earlier files left behind: one sentence, nothing mixed up."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

import pytest

from wijkraad_app.db import backup, check, dossier
from wijkraad_app.db import lock as locks
from wijkraad_app.db import workspace as workspaces
from wijkraad_app.db.workspace import LocalWorkspace
from wijkraad_app.kernel.errors import UserError

from .test_journal import add, seen


def crash(workspace: LocalWorkspace) -> None:
    """As after a power cut: nothing is tidied up."""
    workspace.dossier.engine.dispose()
    assert workspace.dossier.lock is not None
    workspace.dossier.lock.release()


def refusal(path: Path) -> str:
    with pytest.raises(UserError) as refused:
        workspaces.open_(path)
    return refused.value.code


@pytest.mark.parametrize(
    "name", ["a b%41#?é'&;.wijkraad", "u\u0308 x.wijkraad", "a+b=c&mode=ro.wijkraad", os.fsdecode(b"x\xe9y.wijkraad")]
)
@pytest.mark.skipif(sys.platform != "linux", reason="such names are not allowed elsewhere")
def test_any_name_a_disk_can_hold_will_do(tmp_path: Path, name: str) -> None:
    opened = workspaces.create(tmp_path / name, None)
    opened.do(add, title="A")
    backup.keep(opened.dossier)
    opened.close()
    assert (tmp_path / name).exists()
    again = workspaces.open_(tmp_path / name)
    assert again.read(seen) == [("A", "", "")]
    again.close()


def test_a_link_to_an_open_dossier_is_refused_too(dossier_path: Path, tmp_path: Path) -> None:
    link = tmp_path / "link.wijkraad"
    link.symlink_to(dossier_path)
    opened = workspaces.open_(dossier_path)
    assert refusal(link) == "in_use"
    opened.close()


@pytest.mark.parametrize("garbage", ["", "42", "null", "[]", "\x00"])
def test_a_damaged_note_of_the_holder_is_no_obstacle(dossier_path: Path, garbage: str) -> None:
    opened = workspaces.open_(dossier_path)
    locks._holder_file(dossier_path).write_text(garbage)
    assert refusal(dossier_path) == "in_use"
    opened.close()


def test_the_lock_file_goes_while_the_lock_is_held(dossier_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened = workspaces.open_(dossier_path)
    lock = opened.dossier.lock
    assert lock is not None
    there_at_release = []
    let_go = lock.release
    monkeypatch.setattr(
        lock, "release", lambda: (there_at_release.append(locks._lock_file(dossier_path).exists()), let_go())
    )
    opened.close()
    assert there_at_release == [False]


@pytest.mark.parametrize("garbage", ["[]", "null", '{"device":1,"key":2,"seq":3}', ""])
def test_a_damaged_key_of_this_computer_is_replaced(dossier_path: Path, garbage: str) -> None:
    opened = workspaces.open_(dossier_path)
    opened.do(add, title="A")
    opened.close()
    assert opened._device is not None
    opened._device.file.write_text(garbage)
    again = workspaces.open_(dossier_path)
    again.do(add, title="B")
    assert len(again.read(seen)) == 2
    assert again.read(check.problems) == []
    again.close()


def test_without_a_folder_of_ones_own_reading_goes_on(
    dossier_path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("WIJKRAAD_HOME", str(tmp_path / "file" / "home"))
    opened = workspaces.open_(dossier_path)
    with pytest.raises(UserError) as refused:
        opened.do(add, title="A")
    assert refused.value.code == "no_home"
    assert opened.read(seen) == []
    opened.close()


def test_closing_lets_go_when_file_and_key_are_gone(dossier_path: Path) -> None:
    opened = workspaces.open_(dossier_path)
    opened.do(add, title="A")
    assert opened._device is not None
    shutil.rmtree(opened._device.file.parent)
    opened.dossier.engine.dispose()
    dossier_path.unlink()
    opened.close()
    assert not locks._lock_file(dossier_path).exists()


def test_an_older_copy_after_a_crash_gets_a_new_device(dossier_path: Path, tmp_path: Path) -> None:
    opened = workspaces.open_(dossier_path)
    opened.do(add, title="A")
    opened.close()
    opened = workspaces.open_(dossier_path)
    opened.do(add, title="B")
    copy = backup.create(opened.dossier, tmp_path / "copy.wijkraad")
    opened.do(add, title="C")
    first = opened._device
    crash(opened)
    shutil.copy(copy, dossier_path)
    again = workspaces.open_(dossier_path)
    again.do(add, title="D")
    assert first and again._device and again._device.id != first.id
    again.close()


@pytest.mark.parametrize("how", ["restore", "backup"])
def test_the_log_of_a_crash_never_runs_into_a_copy_put_in_its_place(tmp_path: Path, how: str) -> None:
    path, copy, log = tmp_path / "a.wijkraad", tmp_path / "copy.wijkraad", tmp_path / "log"
    opened = workspaces.create(path, "wachtzin")
    opened.do(add, title="A")
    backup.create(opened.dossier, copy)
    for number in range(30):
        opened.do(add, title=f"B{number}", text="twee " * 500)
    shutil.copy(dossier.side_files(path)[0], log)
    opened.close()
    path.unlink()
    shutil.copy(log, dossier.side_files(path)[0])
    if how == "restore":
        backup.restore(copy, path, "wachtzin")
    else:
        source = workspaces.open_(copy, "wachtzin")
        backup.create(source.dossier, path)
        source.close()
    back = workspaces.open_(path, "wachtzin")
    assert back.read(seen) == [("A", "", "")]
    assert back.read(check.problems) == []
    back.close()


@pytest.mark.skipif(sys.platform == "win32", reason="limits of a process are not on Windows")
@pytest.mark.parametrize("room", [0, 8_192, 100_000])
def test_a_disk_too_full_for_a_new_dossier_leaves_nothing(tmp_path: Path, room: int) -> None:
    import resource

    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (room, before[1]))
    try:
        with pytest.raises(UserError) as refused:
            workspaces.create(tmp_path / "a.wijkraad", None)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert refused.value.code == "unwritable"
    assert [path.name for path in tmp_path.iterdir()] == ["home"]


def test_a_dossier_left_without_its_log_ahead_gets_it_back(dossier_path: Path) -> None:
    opened = dossier.open_(dossier_path)
    with opened.engine.connect() as connection:
        connection.connection.cursor().execute("PRAGMA journal_mode = DELETE")
    opened.close()
    again = dossier.open_(dossier_path)
    with again.engine.connect() as connection:
        assert connection.connection.cursor().execute("PRAGMA journal_mode").fetchone() == ("wal",)
    again.close()


def test_a_name_with_a_nul_is_refused(tmp_path: Path) -> None:
    for act in (workspaces.open_, lambda path: workspaces.create(path, None)):
        with pytest.raises(UserError):
            act(tmp_path / "a\0b.wijkraad")
