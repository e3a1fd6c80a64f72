"""An application in the program's dress, and the demo program."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from wijkraad_app.kernel.preferences import Preferences
from wijkraad_app.ui import theme
from wijkraad_app.ui.app import App
from wijkraad_app.ui.application import dress
from wijkraad_app.ui.main_window import MainWindow

from . import demo
from .harness import FakeWorkspace


@pytest.fixture(autouse=True)
def dressed(qapp: QApplication) -> Iterator[None]:
    preferences = Preferences()
    preferences.set("theme", "light")
    dress(qapp, preferences)
    yield
    theme.apply(qapp, "light", 1.0)


@pytest.fixture
def app(qapp: QApplication) -> Iterator[App]:
    """The context of pages, over a made-up dossier."""
    made = App(FakeWorkspace(demo.Store()))
    yield made
    made.shut_down()


Opened = Callable[..., MainWindow]


@pytest.fixture
def opened(qtbot: QtBot) -> Iterator[Opened]:
    """Opens the demo program at a page, ready and in front."""
    windows: list[MainWindow] = []

    def make(page: str = "today", count: int = 20_148) -> MainWindow:
        window = demo.window(None, page, count)
        windows.append(window)
        qtbot.addWidget(window)
        with qtbot.waitExposed(window):
            window.show()
        with qtbot.waitActive(window):
            window.activateWindow()
        window.app.tasks.settle()
        return window

    yield make
    for window in windows:
        window._force_close = True
        window.close()
        window.app.shut_down()
