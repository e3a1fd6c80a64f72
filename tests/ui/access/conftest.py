"""The whole program on a dossier with a passphrase, worked by keys alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import keyring
import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.end2end.window_driver import Files, Keyboard
from tests.unit.db.test_rekey import Kept
from wijkraad_app.bootstrap.window import Desktop
from wijkraad_app.db import workspace as workspaces
from wijkraad_app.db.workspace import LocalWorkspace
from wijkraad_app.features.council import service as council
from wijkraad_app.features.signals import service as signals
from wijkraad_app.kernel import threads
from wijkraad_app.kernel.preferences import Preferences
from wijkraad_app.ui.application import dress

PASSPHRASE = "vier woorden zijn sterk"
MARK = "Zonnebloemgeheim"
"""A word that stands in the dossier and nowhere else."""


@pytest.fixture
def kept(monkeypatch: pytest.MonkeyPatch) -> Kept:
    """A keyring in memory."""
    backend = Kept()
    monkeypatch.setattr(keyring, "get_keyring", lambda: backend)
    return backend


def filled(path: Path, passphrase: str | None) -> LocalWorkspace:
    """A dossier of a council with one signal that holds `MARK`."""
    made = workspaces.create(path, passphrase)
    made.do(council.set_up_council, name="Wijkraad Test", municipality="Rietdam")
    made.do(signals.add_signal, title=f"{MARK} aan de kade", text=f"{MARK} groeit door de stoep")
    return made


Begin = Callable[..., Keyboard]


@pytest.fixture
def files() -> Files:
    return Files()


@pytest.fixture
def begin(qapp: QApplication, qtbot: QtBot, tmp_path: Path, files: Files, kept: Kept) -> Iterator[Begin]:
    """Opens the program on `filled`, with ``passphrase``; with ``start=True`` at the start window."""
    desktops: list[Desktop] = []

    def open_it(passphrase: str | None = PASSPHRASE, *, start: bool = False) -> Keyboard:
        preferences = Preferences()
        preferences.set("theme", "light")
        dress(qapp, preferences)
        qapp.setQuitOnLastWindowClosed(False)
        with threads.allowed_here():
            workspace = filled(tmp_path / "wijk.wijkraad", passphrase)
        desktop = Desktop(preferences, chooser=files)
        desktops.append(desktop)
        if start:
            workspace.close()
            window = desktop.start()
        else:
            window = desktop.show(workspace)
        with qtbot.waitActive(window):
            window.activateWindow()
        keyboard = Keyboard(qtbot, desktop)
        keyboard.settle()
        if not start:
            keyboard.press("Esc")
        return keyboard

    yield open_it
    for desktop in desktops:
        window = desktop.window
        if window is not None:
            if hasattr(window, "_force_close"):
                window._force_close = True
            window.close()
