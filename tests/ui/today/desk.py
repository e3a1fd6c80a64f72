"""A window on a small dossier with today, search and backups; worked by keys and mouse."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.slices.today.world import World, fill
from tests.ui.conftest import OpenWindow
from tests.ui.desk import KEY, MOD, WindowDesk
from wijkraad_app.db.workspace import LocalWorkspace
from wijkraad_app.features.advice.feature import FEATURE as ADVICE
from wijkraad_app.features.backup.feature import FEATURE as BACKUP
from wijkraad_app.features.meetings.feature import FEATURE as MEETINGS
from wijkraad_app.features.search.feature import FEATURE as SEARCH
from wijkraad_app.features.settings.feature import FEATURE as SETTINGS
from wijkraad_app.features.signals.feature import FEATURE as SIGNALS
from wijkraad_app.features.today.feature import FEATURE as TODAY

__all__ = ["KEY", "MOD", "Chosen", "Desk", "desk"]
W = TypeVar("W", bound=QWidget)


@dataclass
class Chosen:
    """Stands in for the file dialogs of the system: gives what the test put here."""

    opens: list[Path] = field(default_factory=list)
    saves: list[Path] = field(default_factory=list)
    suggested: list[str] = field(default_factory=list)
    folders: list[Path] = field(default_factory=list)

    def open_file(self, _parent: object, _title: str, _types: object, _folder: str) -> Path | None:
        return self.opens.pop(0) if self.opens else None

    def open_files(self, _parent: object, _title: str, _types: object, _folder: str) -> list[Path]:
        return []

    def save_file(self, _parent: object, _title: str, _types: object, suggested: str) -> Path | None:
        self.suggested.append(suggested)
        return self.saves.pop(0) if self.saves else None

    def folder(self, _parent: object, _title: str, _folder: str) -> Path | None:
        return self.folders.pop(0) if self.folders else None


@dataclass
class Desk(WindowDesk):
    """Everything a test needs at hand."""

    world: World
    chosen: Chosen

    @property
    def page(self) -> Any:
        return self.window.page()

    def named(self, kind: type[W], name: str) -> W:
        """The widget in view whose accessible name begins so."""
        for widget in self.window.findChildren(kind):
            if widget.isVisible() and widget.accessibleName().startswith(name):
                return widget
        raise AssertionError(f"no {kind.__name__} named {name}")


@pytest.fixture
def desk(qtbot: QtBot, open_window: OpenWindow, workspace: LocalWorkspace, monday: datetime, front: str) -> Desk:
    """The window in which Marijke works, with the page ``front`` in front: a folder of tests says which."""
    world, chosen = fill(workspace), Chosen()
    workspace.actor = world.marijke
    features = [TODAY, MEETINGS, SIGNALS, ADVICE, SEARCH, BACKUP, SETTINGS]
    made = Desk(qtbot, *open_window(features, front, chooser=chosen), workspace, world, chosen)
    made.settle()
    return made
