"""Another passphrase, a first one, none: nothing is lost, whatever happens meanwhile."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import keyring
import pytest
from keyring.backend import KeyringBackend

from wijkraad_app.db import backup, check, dossier, fulltext, recovery, rekey, remembered
from wijkraad_app.db import workspace as workspaces
from wijkraad_app.kernel.errors import UserError

from .test_journal import add, seen

ROWS = [("Fietsen op de stoep", "", "")]


def code(act: Any, *args: Any, **kwargs: Any) -> str:
    with pytest.raises(UserError) as refused:
        act(*args, **kwargs)
    return refused.value.code


@pytest.mark.parametrize("before", ["oude wachtzin", None])
@pytest.mark.parametrize("after", ["nieuwe wachtzin", None])
def test_all_stays_under_another_passphrase(tmp_path: Path, before: str | None, after: str | None) -> None:
    path = tmp_path / "a.wijkraad"
    opened = workspaces.create(path, before)
    opened.do(add, title=ROWS[0][0])
    device = opened._device
    opened.change_passphrase(after)
    assert opened.encrypted == (after is not None)
    opened.do(add, title="Daarna")
    assert opened._device is device
    opened.close()
    assert sorted(file.name for file in tmp_path.glob("a.*")) == ["a.wijkraad"]
    again = workspaces.open_(path, after)
    assert sorted(again.read(seen)) == [("Daarna", "", ""), *ROWS]
    assert [hit.title for hit in again.read(fulltext.find, "fiets")] == [ROWS[0][0]]
    assert again.read(check.problems) == []
    assert again.undo().label
    again.close()
    if after is not None:
        assert code(workspaces.open_, path, before) in ("wrong_passphrase", "passphrase_needed")


def test_an_empty_passphrase_is_refused(tmp_path: Path) -> None:
    opened = workspaces.create(tmp_path / "a.wijkraad", None)
    assert code(opened.change_passphrase, "  ") == "empty_passphrase"
    opened.close()


def test_a_disk_without_room_leaves_the_old_passphrase(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened = workspaces.create(tmp_path / "a.wijkraad", "oud")
    opened.do(add, title=ROWS[0][0])

    def full(*_args: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(rekey, "_export", full)
    assert code(opened.change_passphrase, "nieuw") == "disk_full"
    opened.do(add, title="B")
    opened.close()
    assert [file.name for file in tmp_path.glob("a.*")] == ["a.wijkraad"]
    workspaces.open_(tmp_path / "a.wijkraad", "oud").close()


def test_backups_keep_the_passphrase_of_their_day(tmp_path: Path) -> None:
    opened = workspaces.create(tmp_path / "a.wijkraad", "oud")
    opened.do(add, title=ROWS[0][0])
    copy = backup.create(opened.dossier, tmp_path / "kopie.wijkraad")
    opened.change_passphrase("nieuw")
    assert dossier.salt_of(copy) != opened.dossier.salt
    opened.close()
    old = workspaces.open_(copy, "oud")
    assert old.read(seen) == ROWS
    old.close()


WRITER = """
import sys
from pathlib import Path
from wijkraad_app import bootstrap
bootstrap.load_slices()
from wijkraad_app.db import workspace as workspaces
opened = workspaces.open_(Path(sys.argv[1]), sys.argv[2])
passphrases = ["een", "twee"]
print("ready", flush=True)
while True:
    for one in passphrases:
        opened.change_passphrase(one)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL is not on Windows")
def test_a_change_that_is_killed_leaves_a_whole_dossier(tmp_path: Path) -> None:
    path = tmp_path / "a.wijkraad"
    opened = workspaces.create(path, "een")
    for number in range(20):
        opened.do(add, title=f"Gesprek {number}", text="woord " * 3000)
    opened.close()
    holds = "een"
    for wait in (0.05, 0.3, 0.45, 0.52, 0.6):
        writer = subprocess.Popen([sys.executable, "-c", WRITER, str(path), holds], stdout=subprocess.PIPE, text=True)
        assert writer.stdout is not None and writer.stdout.readline() == "ready\n"
        time.sleep(wait)  # the moment itself is what is tested
        os.kill(writer.pid, signal.SIGKILL)
        writer.communicate()
        found = [one for one in ("een", "twee") if _opens(path, one)]
        assert len(found) == 1
        holds = found[0]
    assert not dossier.fresh_file(path).exists()


def _opens(path: Path, passphrase: str) -> bool:
    try:
        opened = workspaces.open_(path, passphrase)
    except UserError as error:
        assert error.code == "wrong_passphrase"
        return False
    assert len(opened.read(seen)) == 20 and opened.read(check.problems) == []
    opened.close()
    return True


def test_the_recovery_key_opens(tmp_path: Path) -> None:
    path = tmp_path / "a.wijkraad"
    opened = workspaces.create(path, "wachtzin")
    opened.do(add, title=ROWS[0][0])
    assert opened.dossier.key is not None
    typed = " ".join(recovery.groups(opened.dossier.key)).lower()
    opened.close()
    again = workspaces.open_(path, key=recovery.read(typed))
    assert again.read(seen) == ROWS
    again.close()
    assert code(workspaces.open_, path, key=bytes(32)) == "wrong_passphrase"


def test_a_locked_dossier_reads_and_writes_nothing_until_its_passphrase(tmp_path: Path) -> None:
    opened = workspaces.create(tmp_path / "a.wijkraad", "wachtzin")
    opened.do(add, title=ROWS[0][0])
    key = opened.dossier.key
    opened.lock()
    assert key == bytes(32)
    assert code(opened.read, seen) == code(opened.do, add, title="B") == "locked"
    assert code(opened.unlock, "anders") == "wrong_passphrase"
    assert code(opened.read, seen) == "locked"
    opened.unlock("wachtzin")
    assert opened.read(seen) == ROWS
    opened.do(add, title="B")
    opened.close()
    workspaces.open_(tmp_path / "a.wijkraad", "wachtzin").close()


def test_a_dossier_without_a_passphrase_can_be_locked_too(tmp_path: Path) -> None:
    opened = workspaces.create(tmp_path / "a.wijkraad", None)
    opened.lock()
    assert code(opened.read, seen) == "locked"
    opened.unlock()
    assert opened.read(seen) == []
    opened.close()


def test_a_dossier_that_was_moved_takes_no_writing_and_goes_on_elsewhere(tmp_path: Path) -> None:
    path, elsewhere = tmp_path / "a.wijkraad", tmp_path / "elders.wijkraad"
    opened = workspaces.create(path, "wachtzin")
    opened.do(add, title=ROWS[0][0])
    path.rename(tmp_path / "verplaatst.wijkraad")
    assert code(opened.do, add, title="B") == "moved"
    opened.move_to(elsewhere)
    opened.do(add, title="B")
    assert opened.path == elsewhere and len(opened.read(seen)) == 2
    assert opened.read(check.problems) == []
    assert code(workspaces.open_, elsewhere, "wachtzin") == "in_use"
    opened.close()
    again = workspaces.open_(elsewhere, "wachtzin")
    assert len(again.read(seen)) == 2
    again.close()


def test_a_file_that_comes_back_is_gone_on_with_but_not_an_older_copy(tmp_path: Path) -> None:
    path, away = tmp_path / "a.wijkraad", tmp_path / "weg.wijkraad"
    opened = workspaces.create(path, "wachtzin")
    opened.do(add, title=ROWS[0][0])
    opened.dossier.checkpoint()
    older = tmp_path / "ouder.wijkraad"
    older.write_bytes(path.read_bytes())
    opened.do(add, title="B")
    opened.dossier.checkpoint()
    away.write_bytes(path.read_bytes())
    path.unlink()
    assert code(opened.do, add, title="C") == "moved"
    older.rename(path)
    assert code(opened.do, add, title="C") == "moved"
    away.replace(path)
    opened.do(add, title="C")
    assert len(opened.read(seen)) == 3
    assert opened.read(check.problems) == []
    opened.close()


def test_who_has_it_open_is_named_with_program_computer_and_time(tmp_path: Path) -> None:
    opened = workspaces.create(tmp_path / "a.wijkraad", None)
    with pytest.raises(UserError) as refused:
        workspaces.open_(tmp_path / "a.wijkraad")
    opened.close()
    assert refused.value.message.startswith("“a.wijkraad” is al open: door een opdracht, door ")


# --- the keyring ---------------------------------------------------------------------------
class Kept(KeyringBackend):
    """In memory."""

    priority = 9

    def __init__(self) -> None:
        super().__init__()
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self.kept[service, username]


@pytest.fixture
def kept(monkeypatch: pytest.MonkeyPatch) -> Kept:
    backend = Kept()
    monkeypatch.setattr(keyring, "get_keyring", lambda: backend)
    return backend


def test_the_keyring_remembers_and_forgets(kept: Kept) -> None:
    assert remembered.why_not() is None
    assert remembered.recall(b"a" * 16) is None
    remembered.remember(b"a" * 16, b"k" * 32)
    assert remembered.recall(b"a" * 16) == b"k" * 32
    assert remembered.recall(b"b" * 16) is None
    assert remembered.forget(b"a" * 16) and not kept.kept
    assert not remembered.forget(b"a" * 16)


def test_without_a_keyring_that_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    from keyring.backends import fail

    monkeypatch.setattr(keyring, "get_keyring", fail.Keyring)
    assert remembered.why_not() is not None
    assert remembered.recall(b"a" * 16) is None
    assert code(remembered.remember, b"a" * 16, b"k" * 32) == "no_keyring"
