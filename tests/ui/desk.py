"""A window on a dossier, worked by keys and mouse: what the tests of all pages share."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QMenu, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from wijkraad_app.db.workspace import LocalWorkspace
from wijkraad_app.kernel import threads
from wijkraad_app.ui.app import App
from wijkraad_app.ui.main_window import MainWindow

KEY, MOD = Qt.Key, Qt.KeyboardModifier
Widget = TypeVar("Widget", bound=QWidget)


@dataclass
class WindowDesk:
    """What a test does and sees; each page's tests add their own words."""

    qtbot: QtBot
    workspace: LocalWorkspace
    app: App
    window: MainWindow

    def settle(self) -> None:
        """Until everything asked is done and shown."""
        for _again in range(5):
            self.app.tasks.settle()
            self.app.flush()
            QApplication.processEvents()

    # --- the dossier, as if elsewhere ----------------------------------------------------
    def read(self, query: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Any:
        with threads.allowed_here():
            return self.workspace.read(query, *args, **kwargs)

    def do(self, verb: Callable[..., Any], /, **kwargs: Any) -> Any:
        with threads.allowed_here():
            result = self.workspace.do(verb, **kwargs)
        self.settle()
        return result

    # --- keys and mouse --------------------------------------------------------------------
    def press(
        self, key: Qt.Key, modifiers: Qt.KeyboardModifier = MOD.NoModifier, times: int = 1, on: QWidget | None = None
    ) -> None:
        for _again in range(times):
            self.qtbot.keyClick(on or QApplication.focusWidget() or self.window, key, modifiers)
        self.settle()

    def tab_to(self, wanted: QWidget) -> None:
        """With the Tab key alone; fails when it can't be reached."""
        for _step in range(60):
            if QApplication.focusWidget() is wanted:
                return
            self.qtbot.keyClick(QApplication.focusWidget() or self.window, KEY.Key_Tab)
        raise AssertionError(f"{wanted.accessibleName()} can't be reached with Tab")

    def write(self, text: str) -> None:
        """Into what has the focus, with Enter between lines."""
        for place, line in enumerate(text.split("\n")):
            if place:
                self.qtbot.keyClick(self.focused(), KEY.Key_Return)
            self.qtbot.keyClicks(self.focused(), line)
        self.settle()

    def paste(self, text: str) -> None:
        """From the clipboard, into what has the focus."""
        QApplication.clipboard().setText(text)
        self.press(KEY.Key_V, MOD.ControlModifier)

    def click(self, widget: QWidget, at: QPoint | None = None) -> None:
        self.qtbot.mouseClick(widget, Qt.MouseButton.LeftButton, pos=at or QPoint())
        self.settle()

    def choose(self, label: str) -> None:
        """An entry of the menu that is open, by arrow keys."""
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        actions = [action for action in menu.actions() if not action.isSeparator()]
        place = next(place for place, action in enumerate(actions) if action.text() == label)
        for _step in range(place + 1):
            self.qtbot.keyClick(menu, KEY.Key_Down)
        self.qtbot.keyClick(menu, KEY.Key_Return)
        self.settle()

    # --- what is shown -----------------------------------------------------------------------
    def focused(self) -> QWidget:
        found = QApplication.focusWidget()
        assert found is not None
        return found

    def dialog(self, kind: type[Widget]) -> Widget:
        """The dialog of that kind that was opened last."""
        found = [one for one in self.window.findChildren(kind) if one.isVisible()]
        assert found, f"no {kind.__name__} is open"
        return found[-1]

    def button(self, label: str, inside: QWidget | None = None) -> QPushButton:
        """The visible button with that text or name."""
        found = [one for one in (inside or self.window).findChildren(QPushButton) if one.isVisible()]
        named = [one for one in found if label in (one.text(), one.accessibleName())]
        assert named, f"no button {label}"
        return named[0]
