"""A window on a dossier, worked by keys and mouse; for council and settings alike."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from wijkraad_app.bootstrap.frame import People
from wijkraad_app.db.workspace import LocalWorkspace
from wijkraad_app.features.council.feature import FEATURE as PEOPLE
from wijkraad_app.features.settings.feature import FEATURE as SETTINGS
from wijkraad_app.kernel import threads
from wijkraad_app.kernel.preferences import Preferences
from wijkraad_app.ui.app import App
from wijkraad_app.ui.main_window import Frame, MainWindow
from wijkraad_app.ui.widgets.dialog import Dialog

KEY, MOD = Qt.Key, Qt.KeyboardModifier
D = TypeVar("D", bound=Dialog)


@dataclass
class Desk:
    """Everything a test needs at hand."""

    qtbot: QtBot
    workspace: LocalWorkspace
    app: App
    window: MainWindow
    people: People

    def settle(self) -> None:
        """Until everything asked is done and shown."""
        self.app.flush()
        for _again in range(4):
            self.app.tasks.settle()
            QApplication.processEvents()

    def read(self, query: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Any:
        with threads.allowed_here():
            return self.workspace.read(query, *args, **kwargs)

    def do(self, verb: Callable[..., Any], /, **kwargs: Any) -> Any:
        with threads.allowed_here():
            result = self.workspace.do(verb, **kwargs)
        self.settle()
        return result

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = MOD.NoModifier) -> None:
        self.qtbot.keyClick(QApplication.focusWidget() or self.window, key, modifiers)
        self.settle()

    def tab_to(self, wanted: QWidget) -> None:
        """With the Tab key alone; fails when it can't be reached."""
        for _step in range(60):
            if QApplication.focusWidget() is wanted:
                return
            self.qtbot.keyClick(QApplication.focusWidget() or self.window, KEY.Key_Tab)
        raise AssertionError(f"{wanted.accessibleName()} can't be reached with Tab")

    def write(self, text: str) -> None:
        """Instead of what stands in the field that has the focus."""
        focus = QApplication.focusWidget()
        assert focus is not None
        self.qtbot.keyClick(focus, KEY.Key_A, MOD.ControlModifier)
        for part, line in enumerate(text.split("\n")):
            if part:
                self.qtbot.keyClick(focus, KEY.Key_Return)
            self.qtbot.keyClicks(focus, line)
        self.settle()

    def paste(self, text: str) -> None:
        """From the clipboard, into the field that has the focus."""
        clipboard = QApplication.clipboard()
        clipboard.setText(text)
        self.press(KEY.Key_V, MOD.ControlModifier)

    def click(self, widget: QWidget) -> None:
        self.qtbot.mouseClick(widget, Qt.MouseButton.LeftButton)
        self.settle()

    def dialog(self, kind: type[D]) -> D:
        """The open dialog of that kind."""
        found = [one for one in self.window.findChildren(kind) if one.isVisible()]
        assert found, f"no {kind.__name__} is open"
        return found[0]

    def closed(self, kind: type[Dialog]) -> bool:
        return not any(one.isVisible() for one in self.window.findChildren(kind))


def open_desk(qtbot: QtBot, workspace: LocalWorkspace, preferences: Preferences, page: str) -> Desk:
    """A window of 1366 × 768 with people and settings, in front."""
    app = App(workspace, preferences=preferences)
    people = People(workspace, preferences)
    app.services["people"] = people
    frame = Frame(identity=people.identity, people=people.choices, choose_person=people.choose)
    window = MainWindow(app, [PEOPLE, SETTINGS], frame)
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.show()
    with qtbot.waitActive(window):
        window.activateWindow()
    window.start(page)
    made = Desk(qtbot, workspace, app, window, people)
    made.settle()
    return made
