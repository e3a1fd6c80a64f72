"""A window with search in front."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.slices.today.world import fill
from tests.ui.today.desk import Desk, open_desk
from wijkraad_app.db.workspace import LocalWorkspace


@pytest.fixture
def desk(qtbot: QtBot, qapp: QApplication, workspace: LocalWorkspace, monday: datetime) -> Iterator[Desk]:
    made = open_desk(qtbot, qapp, fill(workspace), "search")
    yield made
    made.settle()
    made.app.shut_down()
