"""The disk is full, the file is gone: one sentence in sight, nothing typed lost, saved as soon as it can be."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from tests.end2end.window_driver import Files, Keyboard
from wijkraad_app.db import workspace as workspaces
from wijkraad_app.db.workspace import LocalWorkspace
from wijkraad_app.features.council import queries as council
from wijkraad_app.kernel import threads

from .conftest import PASSPHRASE, Begin


def workspace_of(keyboard: Keyboard) -> LocalWorkspace:
    assert keyboard.desktop.workspace is not None
    return keyboard.desktop.workspace


def to_name(keyboard: Keyboard) -> None:
    """The settings of the council are in front."""
    keyboard.press("Ctrl+,")
    keyboard.go_to("Instellingen")
    for _section in range(8):
        if keyboard.shows("Naam"):
            return
        keyboard.press("Down")
    raise AssertionError("the section with the name isn't there")


def add_to_name(keyboard: Keyboard, words: str) -> None:
    keyboard.go_to("Naam")
    keyboard.press("End")
    keyboard.type(words)


def name_in(path: Path) -> str:
    with threads.allowed_here():
        opened = workspaces.open_(path, PASSPHRASE)
        found = opened.read(council.council)
        opened.close()
    return found.name if found is not None else ""


def run_sql(workspace: LocalWorkspace, statement: str) -> None:
    with workspace.dossier.engine.execution_options(write=True).begin() as connection:
        connection.execute(text(statement))


FULL = "CREATE TRIGGER full BEFORE INSERT ON changeset BEGIN SELECT RAISE(ABORT, 'database or disk is full'); END"
"""The journal can't be written, in the words SQLite has for that."""


def test_a_full_disk_is_said_and_what_was_typed_is_saved_later(begin: Begin, tmp_path: Path) -> None:
    keyboard = begin()
    workspace = workspace_of(keyboard)
    to_name(keyboard)
    run_sql(workspace, FULL)
    add_to_name(keyboard, " en verder" + " langs het water" * 10)
    keyboard.press("Tab")
    keyboard.wait(lambda: keyboard.shows("De schijf is vol"))
    assert keyboard.shows("gaat niet verloren") or keyboard.shows("gaan niet verloren")
    run_sql(workspace, "DROP TRIGGER full")
    app = keyboard.desktop.app
    assert app is not None and app.holding.waiting
    keyboard.wait(lambda: not app.holding.waiting and keyboard.shows("Alles wat wachtte, is bewaard."))
    assert not keyboard.shows("De schijf is vol")
    keyboard.window.close()
    keyboard.settle()
    assert name_in(tmp_path / "wijk.wijkraad").endswith("langs het water")


def test_a_moved_file_is_noticed_and_the_dossier_goes_on_elsewhere(
    begin: Begin, tmp_path: Path, files: Files, qtbot: Any
) -> None:
    keyboard = begin()
    to_name(keyboard)
    with threads.allowed_here():
        workspace_of(keyboard).rest()
    (tmp_path / "wijk.wijkraad").rename(tmp_path / "verplaatst.wijkraad")
    add_to_name(keyboard, " elders")
    keyboard.press("Tab")
    keyboard.wait(lambda: keyboard.shows("Het dossier staat niet meer waar het stond"))
    (tmp_path / "nieuw").mkdir()
    target = tmp_path / "nieuw" / "wijk.wijkraad"
    files.lay_ready(target)
    keyboard.push("Ergens anders bewaren")
    app = keyboard.desktop.app
    assert app is not None
    keyboard.wait(lambda: target.exists() and not app.holding.waiting)
    assert not keyboard.shows("Het dossier staat niet meer waar het stond")
    add_to_name(keyboard, " verder")
    keyboard.press("Tab")
    keyboard.saved()
    keyboard.window.close()
    keyboard.settle()
    assert name_in(target) == "Wijkraad Test elders verder"
    assert name_in(tmp_path / "verplaatst.wijkraad") == "Wijkraad Test"


def test_coming_back_to_the_window_looks_whether_the_file_is_there(begin: Begin, tmp_path: Path) -> None:
    from PySide6.QtCore import QEvent
    from PySide6.QtWidgets import QApplication

    keyboard = begin()
    path = tmp_path / "wijk.wijkraad"
    path.rename(tmp_path / "weg")
    QApplication.sendEvent(keyboard.window, QEvent(QEvent.Type.WindowActivate))
    keyboard.wait(lambda: keyboard.shows("Het dossier staat niet meer waar het stond"))
    (tmp_path / "weg").rename(path)
    QApplication.sendEvent(keyboard.window, QEvent(QEvent.Type.WindowActivate))
    keyboard.wait(lambda: not keyboard.shows("Het dossier staat niet meer waar het stond"))


@pytest.mark.expects_log
def test_closing_while_something_waits_asks_first(begin: Begin, tmp_path: Path) -> None:
    keyboard = begin()
    to_name(keyboard)
    (tmp_path / "wijk.wijkraad").rename(tmp_path / "weg")
    add_to_name(keyboard, " elders")
    keyboard.press("Tab")
    keyboard.wait(lambda: keyboard.shows("gaat niet verloren"))
    keyboard.window.close()
    keyboard.wait_for("Sluiten zonder te bewaren?")
    keyboard.press("Esc")
    assert keyboard.window.isVisible()
