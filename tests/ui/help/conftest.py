"""The real window on an empty dossier, for help and the tour."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from tests.ui.conftest import OpenWindow
from tests.ui.desk import WindowDesk
from wijkraad_app import bootstrap
from wijkraad_app.bootstrap.window import features
from wijkraad_app.db.workspace import LocalWorkspace

OpenDesk = Callable[..., WindowDesk]


@pytest.fixture
def desk(open_window: OpenWindow, workspace: LocalWorkspace, qtbot: QtBot) -> OpenDesk:
    bootstrap.load_slices()

    def start(page: str = "today") -> WindowDesk:
        app, window = open_window(features(), page)
        made = WindowDesk(qtbot, app, window, workspace)
        made.settle()
        return made

    return start
