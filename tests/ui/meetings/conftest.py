"""The window of meetings over a real dossier."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.slices.meetings.world import make_world
from wijkraad_app.db.workspace import LocalWorkspace
from wijkraad_app.features.meetings.feature import FEATURE
from wijkraad_app.kernel.preferences import Preferences
from wijkraad_app.ui.app import App
from wijkraad_app.ui.application import dress
from wijkraad_app.ui.main_window import MainWindow

from .desk import Desk


@pytest.fixture
def desk(qtbot: QtBot, qapp: QApplication, workspace: LocalWorkspace, monday: datetime) -> Iterator[Desk]:
    preferences = Preferences()
    preferences.set("theme", "light")
    dress(qapp, preferences)
    world = make_world(workspace)
    workspace.actor = world.people["Marijke"]
    app = App(workspace, preferences=preferences)
    window = MainWindow(app, [FEATURE])
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.show()
    with qtbot.waitActive(window):
        window.activateWindow()
    window.start("meetings")
    made = Desk(qtbot, world, app, window)
    made.settle()
    yield made
    made.settle()
    app.shut_down()
