"""Wrong files dropped on letters, and wrong dossiers at the start: said in a sentence, nothing kept."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests import wrong_files
from tests.slices.test_wrong_input_headless import is_one_sentence, stored
from tests.ui.letters.conftest import Desk, advice, desk, keys, open_desk
from wijkraad_app.bootstrap.window import Desktop
from wijkraad_app.features.letters import flow
from wijkraad_app.kernel import threads
from wijkraad_app.kernel.errors import UserError
from wijkraad_app.kernel.preferences import Preferences
from wijkraad_app.ui.application import dress
from wijkraad_app.ui.start import StartWindow

__all__ = ["advice", "desk", "keys", "open_desk"]
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
    taken: Callable[[Path], object] = desk.page.acts.take_back
    for kind, path in made(tmp_path, "terug.pdf"):
        desk.window.toast_widget.hide()  # type: ignore[attr-defined]
        taken(path)
        desk.settle()
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
def start(qtbot: QtBot, qapp: QApplication) -> Iterator[StartWindow]:
    dress(qapp, Preferences())
    window = Desktop(Preferences()).start()
    with qtbot.waitActive(window):
        window.activateWindow()
    yield window
    window.close()


def test_a_file_that_is_no_dossier_is_told_at_the_start(start: StartWindow, qtbot: QtBot, tmp_path: Path) -> None:
    looks_locked = {"noise", "NULs", "nested JSON"}
    for kind, path in made(tmp_path, "ander.wijkraad"):
        start.toast_widget.hide()
        start.open_path(path)
        for _again in range(4):
            start.tasks.settle()
            QApplication.processEvents()
        if kind in looks_locked and start._prompt is not None:
            qtbot.keyClicks(QApplication.focusWidget(), "mijn wachtzin")
            qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
            for _again in range(4):
                start.tasks.settle()
                QApplication.processEvents()
            prompt: Any = start._prompt
            assert prompt is not None
            qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
            continue
        is_one_sentence(start.toast_widget.text())
        assert start.toast_widget.isVisible() and start.isEnabled(), kind
        assert [one.name for one in path.parent.iterdir()] in ([path.name], []), kind
