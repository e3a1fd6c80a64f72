"""Wrong files dropped on letters, and wrong dossiers at the start: said in a sentence, nothing kept."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests import wrong_files
from tests.end2end.window_driver import Files, Keyboard
from tests.slices.test_wrong_input_headless import is_one_sentence, stored
from tests.ui.access.test_opening import open_file, type_passphrase
from tests.ui.desk import forget_message
from tests.ui.letters.conftest import Desk, advice, desk, dossier_path, keys, open_desk, prepared
from wijkraad_app.bootstrap.window import Desktop
from wijkraad_app.features.letters import flow
from wijkraad_app.kernel import threads
from wijkraad_app.kernel.errors import UserError
from wijkraad_app.kernel.preferences import Preferences
from wijkraad_app.ui.application import dress

__all__ = ["advice", "desk", "dossier_path", "keys", "open_desk", "prepared"]
KINDS = {**wrong_files.EVERYWHERE, **wrong_files.OTHER_KINDS}


def made(folder: Path, name: str) -> Iterator[tuple[str, Path]]:
    for kind, make in KINDS.items():
        (folder / kind).mkdir()
        make(folder / kind / name)
        yield kind, folder / kind / name


def test_a_file_that_comes_back_wrong_is_not_kept(desk: Desk, tmp_path: Path) -> None:
    with threads.allowed_here():
        flow.make_letter(desk.workspace, desk.advice)
    desk.settle()
    before = desk.read(stored)
    for kind, path in made(tmp_path, "terug.pdf"):
        forget_message(desk.window)
        desk.drop(desk.page, path)
        is_one_sentence(desk.toast())
        assert desk.read(stored) == before, kind


def test_a_scan_that_does_not_open_is_not_kept(desk: Desk, tmp_path: Path) -> None:
    with threads.allowed_here():
        letter = flow.make_letter(desk.workspace, desk.advice)
        before = desk.workspace.read(stored)
        for kind, path in made(tmp_path, "scan.pdf"):
            if kind != "pdf":
                with pytest.raises(UserError) as error:
                    flow.keep_scan(desk.workspace, letter, path)
                is_one_sentence(error.value.message)
        assert desk.workspace.read(stored) == before


@pytest.fixture
def start(qtbot: QtBot, qapp: QApplication) -> Iterator[tuple[Keyboard, Files]]:
    dress(qapp, Preferences())
    files = Files()
    desktop = Desktop(Preferences(), chooser=files)
    window = desktop.start()
    with qtbot.waitActive(window):
        window.activateWindow()
    yield Keyboard(qtbot, desktop), files
    window.close()


def test_a_file_that_is_no_dossier_is_told_at_the_start(start: tuple[Keyboard, Files], tmp_path: Path) -> None:
    looks_locked = {"noise", "NULs", "nested JSON"}
    keyboard, files = start
    window: Any = keyboard.window
    for kind, path in made(tmp_path, "ander.wijkraad"):
        forget_message(window)
        open_file(keyboard, files, path)
        if kind in looks_locked and keyboard.here() == "Wachtzin":
            type_passphrase(keyboard, "mijn wachtzin")
            assert keyboard.here() == "Wachtzin"
            keyboard.press("Esc")
            continue
        is_one_sentence(keyboard.toast())
        assert window.isEnabled(), kind
        assert [one.name for one in path.parent.iterdir()] in ([path.name], []), kind
