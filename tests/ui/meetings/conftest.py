"""The window of meetings over a real dossier."""

from __future__ import annotations

from datetime import datetime

import pytest
from pytestqt.qtbot import QtBot

from tests.slices.meetings.world import make_world
from tests.ui.conftest import OpenWindow
from wijkraad_app.db.workspace import LocalWorkspace
from wijkraad_app.features.meetings.feature import FEATURE
from wijkraad_app.kernel.preferences import Preferences

from .desk import Desk


@pytest.fixture
def desk(qtbot: QtBot, open_window: OpenWindow, workspace: LocalWorkspace, monday: datetime) -> Desk:
    preferences = Preferences()
    preferences.set("theme", "light")
    world = make_world(workspace)
    workspace.actor = world.people["Marijke"]
    made = Desk(qtbot, *open_window([FEATURE], "meetings", preferences=preferences), workspace, world)
    made.settle()
    return made
