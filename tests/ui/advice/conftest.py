"""The window of advice on a small ward, on a fixed Monday."""

from __future__ import annotations

from datetime import datetime

import pytest
from pytestqt.qtbot import QtBot

from tests.slices.advice.world import World, build
from tests.ui.conftest import OpenWindow
from wijkraad_app.db.workspace import LocalWorkspace
from wijkraad_app.features.advice.feature import FEATURE

from .desk import Desk


@pytest.fixture
def world(workspace: LocalWorkspace, monday: datetime) -> World:
    return build(workspace)


@pytest.fixture
def desk(qtbot: QtBot, open_window: OpenWindow, world: World) -> Desk:
    preview = {"advice.preview": lambda _workspace, _advice, _typed: PAGE}
    made = Desk(qtbot, *open_window([FEATURE], "advice", services=preview), world.workspace, world)
    made.settle()
    return made


PAGE = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
)
"""One empty page: these tests look at the window, not at letters."""
