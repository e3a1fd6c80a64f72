"""Readers, writers and copies beside each other."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from wijkraad_app.db import backup, check, engine, rekey
from wijkraad_app.db import workspace as workspaces
from wijkraad_app.db.workspace import LocalWorkspace
from wijkraad_app.kernel.errors import UserError

from .test_journal import add, change, seen


def failures_of(*acts: Callable[[], None]) -> list[BaseException]:
    """Run all at once, each in a thread of its own."""
    found: list[BaseException] = []

    def tried(act: Callable[[], None]) -> None:
        try:
            act()
        except BaseException as error:
            found.append(error)

    threads = [threading.Thread(target=tried, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found


def test_reading_and_copying_go_on_while_three_write(workspace: LocalWorkspace, tmp_path: Path) -> None:
    ids = [workspace.do(add, title=f"{number}", text="woord " * 50) for number in range(10)]

    def read() -> None:
        for _number in range(20):
            assert len(workspace.read(seen)) == 10

    def write(which: int) -> Callable[[], None]:
        def act() -> None:
            for number in range(10):
                text = f"{which} {number} " * 40
                workspace.do(change, id=ids[(which + number) % 10], title=f"{which}-{number}", text=text)

        return act

    def copy() -> None:
        backup.create(workspace.dossier, tmp_path / "copy.wijkraad")

    assert failures_of(read, read, read, read, write(1), write(2), write(3), copy) == []
    assert workspace.read(check.problems) == []
    copied = workspaces.open_(tmp_path / "copy.wijkraad")
    assert copied.read(check.problems) == []
    copied.close()


def test_a_passphrase_is_not_changed_under_someone_who_reads(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "BUSY_MS", 100)
    opened = workspaces.create(tmp_path / "a.wijkraad", "oud")
    opened.do(add, title="A")

    def change_while_reading(session: Session) -> str:
        seen(session)
        with pytest.raises(UserError) as refused:
            rekey.change(opened.dossier, "nieuw")
        return refused.value.code

    assert opened.read(change_while_reading) == "busy"
    opened.do(add, title="B")
    opened.close()
    again = workspaces.open_(tmp_path / "a.wijkraad", "oud")
    assert len(again.read(seen)) == 2
    again.close()


def test_a_file_that_another_program_holds_is_said() -> None:
    held = OperationalError("BEGIN IMMEDIATE", None, Exception("database is locked"))
    told = workspaces._storage_error(held)
    assert isinstance(told, UserError) and told.code == "busy"
