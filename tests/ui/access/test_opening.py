"""What goes wrong when a dossier is opened: said in a sentence, with the way on."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLineEdit

from tests.end2end.window_driver import Files, Keyboard
from tests.unit.db.test_rekey import Kept
from wijkraad_app import bootstrap
from wijkraad_app.bootstrap import instance
from wijkraad_app.db import backup, dossier, lock
from wijkraad_app.db import workspace as workspaces
from wijkraad_app.features.access import flow
from wijkraad_app.kernel import clock, places, threads
from wijkraad_app.kernel.errors import UserError

from .conftest import MARK, PASSPHRASE, Begin
from .test_disk import to_name


def open_file(keyboard: Keyboard, files: Files, path: Path) -> None:
    files.lay_ready(path)
    keyboard.push("Dossier openen")
    settle(keyboard)


def settle(keyboard: Keyboard) -> None:
    for _again in range(3):
        tasks = getattr(keyboard.window, "tasks", None)
        if tasks is not None:
            tasks.settle()
        keyboard.settle()


def type_passphrase(keyboard: Keyboard, typed: str = PASSPHRASE) -> None:
    keyboard.wait(lambda: keyboard.here() == "Wachtzin")
    keyboard.type(typed)
    keyboard.press("Enter")
    settle(keyboard)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "wijk.wijkraad"


def test_the_passphrase_is_remembered_when_that_is_ticked(begin: Begin, files: Files, path: Path, kept: Kept) -> None:
    keyboard = begin(start=True)
    open_file(keyboard, files, path)
    keyboard.push("Onthouden op deze computer")
    keyboard.go_to("Wachtzin")
    type_passphrase(keyboard)
    keyboard.wait(lambda: "Wijkraad Test" in keyboard.window.windowTitle())
    assert len(kept.kept) == 1
    keyboard.window.close()
    keyboard.settle()
    with threads.allowed_here():
        flow.open_dossier(path).close()


def test_a_dossier_open_in_another_window_can_be_shown(begin: Begin, files: Files, path: Path, qtbot: object) -> None:
    keyboard = begin(start=True)
    with threads.allowed_here():
        lock.work_as(lock.WINDOW)
        other = workspaces.open_(path, PASSPHRASE)
        lock.work_as(lock.COMMAND)
    open_file(keyboard, files, path)
    type_passphrase(keyboard)
    assert keyboard.shows("is al open: in het venster van het programma, door")
    assert not keyboard.shows("Dat venster tonen")
    with threads.allowed_here():
        other.close()


def test_the_bell_brings_the_window_to_front(begin: Begin, path: Path) -> None:
    keyboard = begin()
    keyboard.window.showMinimized()
    heard: list[bool] = []
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor(1) as pool:
        ringing = pool.submit(instance.show, path)
        keyboard.wait(lambda: ringing.done())
        heard.append(ringing.result())
    keyboard.wait(lambda: not keyboard.window.isMinimized())
    assert heard == [True] and not instance.is_there(path.with_name("ander.wijkraad"))


def test_a_damaged_dossier_offers_its_newest_backup(
    begin: Begin, files: Files, path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keyboard = begin(start=True)
    with threads.allowed_here():
        opened = workspaces.open_(path, PASSPHRASE)
        backup.keep(opened.dossier)
        opened.close()
    whole = dossier.open_

    def broken(at: Path, *about: object, **more: object) -> object:
        if at == path:
            raise dossier.damaged()
        return whole(at, *about, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(dossier, "open_", broken)
    open_file(keyboard, files, path)
    keyboard.wait_for("Dit dossier is beschadigd")
    files.lay_ready(tmp_path / "hersteld.wijkraad")
    keyboard.push("Back-up terugzetten")
    settle(keyboard)
    type_passphrase(keyboard)
    keyboard.wait(lambda: "Wijkraad Test" in keyboard.window.windowTitle())
    assert (tmp_path / "hersteld.wijkraad").exists()


def test_where_nothing_can_be_written_one_can_look(
    begin: Begin, files: Files, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keyboard = begin(start=True)

    def no_lock(at: Path) -> object:
        raise PermissionError(at) if at == path else AssertionError(at)

    monkeypatch.setattr(lock, "take", no_lock)
    before = path.read_bytes()
    open_file(keyboard, files, path)
    type_passphrase(keyboard)
    keyboard.wait(lambda: keyboard.shows("Dit dossier kan hier alleen worden gelezen"))
    to_name(keyboard)
    keyboard.go_to("Naam")
    name = keyboard.focus
    assert isinstance(name, QLineEdit) and name.isReadOnly()
    keyboard.type("X")
    assert name.text() == "Wijkraad Test"
    keyboard.press("Ctrl+5")
    keyboard.wait_for(f"{MARK} aan de kade")
    workspace = keyboard.desktop.workspace
    assert workspace is not None and workspace.path == path
    copy = workspace.dossier.path
    assert copy != path and copy.exists()
    keyboard.window.close()
    keyboard.settle()
    assert not copy.exists() and path.read_bytes() == before


def test_a_synced_folder_and_a_wrong_clock_are_said_until_understood(
    begin: Begin, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(places, "risk_of", lambda _path: places.Risk(places.SYNCED, "Dropbox"))
    late = datetime.now(UTC) + timedelta(days=40)
    with clock.fixed(late):
        keyboard = begin()
    assert keyboard.shows("Dit bestand staat in een map van Dropbox")
    keyboard.push("Begrepen")
    assert not keyboard.shows("Dropbox")


def test_a_clock_that_is_behind_is_said(begin: Begin, files: Files, path: Path) -> None:
    keyboard = begin(start=True)
    with clock.fixed(datetime(2020, 1, 3, 12, tzinfo=UTC)):
        open_file(keyboard, files, path)
        type_passphrase(keyboard)
        keyboard.wait(lambda: keyboard.shows("De klok van deze computer zegt vrijdag 3 januari 2020"))


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[object]]:
    found: list[object] = []
    monkeypatch.setattr(bootstrap, "open_window", lambda arguments: found.append(arguments.dossier) or 0)
    monkeypatch.setattr(bootstrap.logs, "begin", lambda: None)
    yield found


def test_a_double_click_opens_that_file(opened: list[object], path: Path) -> None:
    assert bootstrap.main([str(path)]) == 0
    assert bootstrap.main([]) == 0
    assert opened == [str(path), None]
    assert bootstrap.double_clicked(["check", "-d", "a.wijkraad"]) == ["check", "-d", "a.wijkraad"]


def test_a_double_click_on_an_open_dossier_shows_its_window(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from wijkraad_app.bootstrap import window
    from wijkraad_app.kernel.preferences import Preferences

    def in_use(*_about: object) -> None:
        raise UserError("Is al open.", code="in_use")

    rung: list[Path] = []
    monkeypatch.setattr(window.opening, "open_dossier", in_use)
    monkeypatch.setattr(instance, "show", lambda at: rung.append(at) or True)
    assert not window._open_given(window.Desktop(Preferences()), path, None)
    assert rung == [path]


def test_the_copy_to_look_at_goes_with_the_next_look(path: Path, tmp_path: Path) -> None:
    from wijkraad_app.db import looking

    workspaces.create(path, PASSPHRASE).close()
    first = looking.look_at(path, PASSPHRASE)
    shutil.rmtree(first.dossier.path.parent / "nergens", ignore_errors=True)
    second = looking.look_at(path, PASSPHRASE)
    assert not first.dossier.path.exists() and second.dossier.path.exists()
    second.close()
    with pytest.raises(UserError):
        looking.look_at(path, "verkeerd")
    assert not list((tmp_path / "home" / "looking").iterdir())
