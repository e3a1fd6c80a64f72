"""A window on a small ward with one draft; acted on by keys and mouse only."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMenu, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tests.slices.advice.world import World
from wijkraad_app.features.advice.queries import AdviceView
from wijkraad_app.features.advice.ui.page import AdvicePage
from wijkraad_app.kernel import threads
from wijkraad_app.ui.app import App
from wijkraad_app.ui.main_window import MainWindow
from wijkraad_app.ui.widgets.dialog import Dialog

KEY, MOD = Qt.Key, Qt.KeyboardModifier
Widget = TypeVar("Widget", bound=QWidget)


class Chooser:
    """Stands in for the system's file dialogs: always this file."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def open_file(self, *_asked: Any) -> Path:
        return self._path

    def open_files(self, *_asked: Any) -> list[Path]:
        return [self._path]

    def save_file(self, *_asked: Any) -> Path:
        return self._path

    def folder(self, *_asked: Any) -> Path:
        return self._path.parent


@dataclass
class Desk:
    """What a test does and sees."""

    qtbot: QtBot
    app: App
    window: MainWindow
    world: World

    @property
    def page(self) -> AdvicePage:
        page = self.window.page()
        assert isinstance(page, AdvicePage)
        return page

    @property
    def view(self) -> AdviceView:
        with threads.allowed_here():
            return self.world.view

    def settle(self) -> None:
        for _again in range(4):
            self.app.tasks.settle()
            self.app.flush()
            QApplication.processEvents()

    def do(self, verb: Callable[..., Any], **kwargs: Any) -> Any:
        """Something happens elsewhere in the dossier."""
        with threads.allowed_here():
            made = self.world.do(verb, **kwargs)
        self.settle()
        return made

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = MOD.NoModifier) -> None:
        self.qtbot.keyClick(QApplication.focusWidget() or self.window, key, modifiers)
        self.settle()

    def write(self, text: str) -> None:
        focus = QApplication.focusWidget()
        assert focus is not None
        self.qtbot.keyClicks(focus, text)
        self.settle()

    def click(self, widget: QWidget) -> None:
        self.qtbot.mouseClick(widget, Qt.MouseButton.LeftButton)
        self.settle()

    def dialog(self, kind: type[Widget]) -> Widget:
        (found,) = [one for one in self.window.findChildren(kind) if one.isVisible()]
        return found

    def dialogs(self) -> list[Dialog]:
        return [one for one in self.window.findChildren(Dialog) if one.isVisible()]

    def button(self, label: str, inside: QWidget | None = None) -> QPushButton:
        found = (inside or self.window).findChildren(QPushButton)
        return next(one for one in found if one.isVisible() and label in (one.text(), one.accessibleName()))

    def choose(self, label: str) -> None:
        """An entry of the menu that is open."""
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        actions = [action for action in menu.actions() if not action.isSeparator()]
        place = next(place for place, action in enumerate(actions) if action.text() == label)
        for _step in range(place + 1):
            self.qtbot.keyClick(menu, KEY.Key_Down)
        self.qtbot.keyClick(menu, KEY.Key_Return)
        self.settle()

    def more(self, label: str) -> None:
        """An entry of “More”."""
        self.click(self.button("Meer"))
        self.choose(label)
