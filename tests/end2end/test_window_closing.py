"""Closing the dossier leads back to the start; closing the window ends the program and keeps a copy of what changed."""

from __future__ import annotations

import shutil
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from wijkraad_app.bootstrap.window import Desktop
from wijkraad_app.db import workspace as workspaces
from wijkraad_app.features.council import queries
from wijkraad_app.features.council import service as council
from wijkraad_app.kernel.preferences import Preferences
from wijkraad_app.ui.application import dress
from wijkraad_app.ui.start import StartWindow


@pytest.fixture
def desktop(qapp: QApplication, qtbot: QtBot, empty_dossier: Path, tmp_path: Path, monday: datetime) -> Desktop:
    preferences = Preferences()
    preferences.set("theme", "light")
    dress(qapp, preferences)
    qapp.setQuitOnLastWindowClosed(False)
    workspace = workspaces.open_(Path(shutil.copy(empty_dossier, tmp_path / "wijk.wijkraad")))
    workspace.do(council.set_up_council, name="Wijkraad Test", municipality="Rietdam")
    made = Desktop(preferences)
    window = made.show(workspace)
    with qtbot.waitActive(window):
        window.activateWindow()
    assert made.app is not None
    made.app.tasks.settle()
    return made


def test_closing_the_dossier_leads_back_to_the_start(desktop: Desktop, qtbot: QtBot, tmp_path: Path) -> None:
    window = desktop.window
    assert window is not None
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    modifiers = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_W, modifiers)
    qtbot.waitUntil(lambda: isinstance(desktop.window, StartWindow))
    assert desktop.window is not None and desktop.window.isVisible()
    assert len(list((tmp_path / "Back-ups van wijk").glob("*.wijkraad"))) == 1
    workspaces.open_(tmp_path / "wijk.wijkraad").close()
    desktop.window.close()


def test_another_dossier_is_opened_in_place_of_this_one(
    desktop: Desktop, qtbot: QtBot, empty_dossier: Path, tmp_path: Path
) -> None:
    other = Path(shutil.copy(empty_dossier, tmp_path / "teruggezet.wijkraad"))
    assert desktop.app is not None
    desktop.app.services["dossier.open"](other)
    qtbot.waitUntil(lambda: desktop.workspace is not None and desktop.workspace.path == other)
    assert desktop.window is not None and desktop.window.isVisible()
    assert desktop.app is not None
    desktop.app.tasks.settle()
    desktop.window.close()


def test_ctrl_q_ends_the_program(desktop: Desktop, qtbot: QtBot, tmp_path: Path) -> None:
    window = desktop.window
    assert window is not None
    qtbot.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_Escape)
    qtbot.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_Q, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: desktop.workspace is None)
    assert not window.isVisible()
    workspaces.open_(tmp_path / "wijk.wijkraad").close()


def test_a_locked_dossier_that_is_closed_gets_its_copy_too(desktop: Desktop, qtbot: QtBot, tmp_path: Path) -> None:
    window = desktop.window
    assert window is not None and desktop.app is not None
    qtbot.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    desktop.app.tasks.settle()
    assert desktop.workspace is not None and desktop.workspace.locked
    window.close()
    qtbot.waitUntil(lambda: desktop.workspace is None)
    (copy,) = (tmp_path / "Back-ups van wijk").glob("*.wijkraad")
    opened = workspaces.open_(copy, write=False)
    assert opened.read(queries.council).name == "Wijkraad Test"
    opened.close()
