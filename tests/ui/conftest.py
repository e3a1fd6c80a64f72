"""What the tests of all pages share: a window that is opened and closed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.leftovers import stale_items
from tests.ui.walk import OpenWalk, walking
from wijkraad_app.bootstrap.frame import all_found
from wijkraad_app.db.workspace import LocalWorkspace
from wijkraad_app.features.search import queries as search
from wijkraad_app.kernel.feature import Feature
from wijkraad_app.kernel.ids import EntityRef
from wijkraad_app.kernel.preferences import Preferences
from wijkraad_app.ui.app import App, Chooser
from wijkraad_app.ui.application import dress
from wijkraad_app.ui.main_window import Frame, MainWindow
from wijkraad_app.ui.palette import Found


@pytest.fixture
def open_walk(qtbot: QtBot, qapp: QApplication, example_path: Path, tmp_path: Path) -> Iterator[OpenWalk]:
    """Opens the real window on a copy of the example."""
    with walking(qtbot, qapp, example_path, tmp_path) as start:
        yield start


OpenWindow = Callable[..., tuple[App, MainWindow]]


def found_in(workspace: LocalWorkspace, text: str) -> list[Found]:
    """What the palette finds in the dossier: a way to any record, as bootstrap gives it."""
    rows = workspace.read(search.words, text, 12)
    return [*(Found(EntityRef(row.kind, row.id), *search.shown(row)) for row in rows), all_found(text)]


@pytest.fixture
def open_window(qtbot: QtBot, qapp: QApplication, workspace: LocalWorkspace) -> Iterator[OpenWindow]:
    """Opens a window of 1366 × 768 on ``workspace``, at a page, in front."""
    opened: list[App] = []

    def open_it(
        features: Sequence[Feature],
        page: str,
        *,
        preferences: Preferences | None = None,
        chooser: Chooser | None = None,
        services: Mapping[str, Any] | None = None,
        frame: Frame | None = None,
    ) -> tuple[App, MainWindow]:
        preferences = preferences or Preferences()
        dress(qapp, preferences)
        app = App(workspace, preferences=preferences, chooser=chooser)
        app.services.update(services or {})
        window = MainWindow(app, features, frame or Frame(search=partial(found_in, workspace)))
        opened.append(app)
        qtbot.addWidget(window)
        window.resize(1366, 768)
        window.show()
        with qtbot.waitActive(window):
            window.activateWindow()
        window.start(page)
        return app, window

    yield open_it
    for app in opened:
        app.tasks.settle()
        app.shut_down()
    assert not stale_items(), "something asked a layout for its items"
