"""The window of advice on a small ward, on a fixed Monday."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.slices.advice.world import World, build
from wijkraad_app.db.workspace import LocalWorkspace
from wijkraad_app.features.advice.feature import FEATURE
from wijkraad_app.kernel.preferences import Preferences
from wijkraad_app.ui.app import App
from wijkraad_app.ui.application import dress
from wijkraad_app.ui.main_window import MainWindow

from .desk import Desk


@pytest.fixture
def world(workspace: LocalWorkspace, monday: datetime) -> World:
    return build(workspace)


@pytest.fixture
def desk(qtbot: QtBot, qapp: QApplication, world: World) -> Iterator[Desk]:
    dress(qapp, Preferences())
    app = App(world.workspace, preferences=Preferences())
    app.services["advice.preview"] = lambda _workspace, _advice: PAGE
    window = MainWindow(app, [FEATURE])
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.show()
    with qtbot.waitActive(window):
        window.activateWindow()
    window.start("advice")
    made = Desk(qtbot, app, window, world)
    made.settle()
    yield made
    made.settle()
    app.shut_down()


PAGE = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
)
"""One empty page: these tests look at the window, not at letters."""
