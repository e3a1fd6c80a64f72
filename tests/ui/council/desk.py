"""A window on a dossier, worked by keys and mouse; for council and settings alike."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.conftest import OpenWindow
from tests.ui.desk import KEY, MOD, WindowDesk
from wijkraad_app.bootstrap.frame import People
from wijkraad_app.db.workspace import LocalWorkspace
from wijkraad_app.features.council.feature import FEATURE as PEOPLE
from wijkraad_app.features.settings.feature import FEATURE as SETTINGS
from wijkraad_app.kernel.preferences import Preferences
from wijkraad_app.ui.main_window import Frame
from wijkraad_app.ui.widgets.dialog import Dialog

__all__ = ["KEY", "MOD", "Desk", "open_desk"]


@dataclass
class Desk(WindowDesk):
    """Everything a test needs at hand."""

    people: People

    def write(self, text: str) -> None:
        """Instead of what stands in the field that has the focus."""
        focus = QApplication.focusWidget()
        assert focus is not None
        self.qtbot.keyClick(focus, KEY.Key_A, MOD.ControlModifier)
        super().write(text)

    def closed(self, kind: type[Dialog]) -> bool:
        return not any(one.isVisible() for one in self.window.findChildren(kind))


def open_desk(
    qtbot: QtBot, open_window: OpenWindow, workspace: LocalWorkspace, preferences: Preferences, page: str
) -> Desk:
    """A window with people and settings."""
    people = People(workspace, preferences)
    frame = Frame(identity=people.identity, people=people.choices, choose_person=people.choose)
    opened = open_window([PEOPLE, SETTINGS], page, preferences=preferences, services={"people": people}, frame=frame)
    made = Desk(qtbot, *opened, workspace, people)
    made.settle()
    return made
