"""A dossier of an older version: a backup first, then brought up to date, with what is being done on the screen."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QLabel

from tests.end2end.window_driver import Files, Keyboard
from tests.unit.db import test_migrations as older
from wijkraad_app.db import migrations
from wijkraad_app.db.engine import make_engine

from .conftest import Begin
from .test_opening import open_file, settle

UPDATING = "Het dossier wordt bijgewerkt"


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """A dossier of the first revision."""
    folder = tmp_path / "oud"
    folder.mkdir()
    return older.unpacked("0001", folder / "oud.wijkraad")


@pytest.fixture
def held(monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """While the event is clear an update stands still after its first step."""
    go_on, upgrade = threading.Event(), migrations.upgrade
    go_on.set()

    def slowly(engine: Any, target: str = "head", *, applied: Callable[[], None] = lambda: None) -> None:
        def then_wait() -> None:
            go_on.wait(20)
            applied()

        upgrade(engine, target, applied=then_wait)

    monkeypatch.setattr(migrations, "upgrade", slowly)
    yield go_on
    go_on.set()


def shows(words: str) -> bool:
    labels = (label for window in QApplication.topLevelWidgets() for label in window.findChildren(QLabel))
    return any(label.isVisible() and words in label.text() for label in labels)


def begin_to_open(keyboard: Keyboard, files: Files, path: Path, held: threading.Event) -> None:
    held.clear()
    files.lay_ready(path)
    keyboard.push("Dossier openen")
    keyboard.wait(lambda: shows(UPDATING))


def revision_of(path: Path) -> str:
    engine = make_engine(path, None, b"")
    try:
        return older.revision_of(engine)
    finally:
        engine.dispose()


def backups_of(path: Path) -> list[Path]:
    return sorted(file for file in path.parent.glob("*.wijkraad") if file != path)


def test_an_older_dossier_is_copied_and_brought_up_to_date_and_opens(
    begin: Begin, files: Files, old: Path, held: threading.Event
) -> None:
    keyboard = begin(start=True)
    begin_to_open(keyboard, files, old, held)
    (backup,) = backups_of(old)
    assert revision_of(backup) == "0001"
    held.set()
    settle(keyboard)
    keyboard.wait(lambda: "De Singels" in keyboard.window.windowTitle())
    assert revision_of(old) == migrations.HEAD


def test_stopped_on_the_way_it_stays_as_it_was_and_opens_the_next_time(
    begin: Begin, files: Files, old: Path, held: threading.Event
) -> None:
    keyboard = begin(start=True)
    begin_to_open(keyboard, files, old, held)
    keyboard.push("Annuleren")
    held.set()
    settle(keyboard)
    keyboard.wait(lambda: not shows(UPDATING))
    assert revision_of(old) == "0001"
    open_file(keyboard, files, old)
    keyboard.wait(lambda: "De Singels" in keyboard.window.windowTitle())
    assert revision_of(old) == migrations.HEAD
    assert len(backups_of(old)) == 2
