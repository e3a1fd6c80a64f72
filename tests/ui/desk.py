"""A window worked by keys and mouse, with or without a dossier: what the tests of all pages share.

Tests act only by what stands here (`tests/architecture/test_hands.py` sees to it); what a dossier holds beforehand, or
gets from elsewhere while the window is open, comes through `WindowDesk.do`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QMenu, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tests.end2end.window_driver import row_words
from wijkraad_app.db.workspace import LocalWorkspace
from wijkraad_app.kernel import threads
from wijkraad_app.ui.app import App, Types
from wijkraad_app.ui.main_window import MainWindow
from wijkraad_app.ui.palette import Palette
from wijkraad_app.ui.widgets.dialog import Dialog

KEY, MOD = Qt.Key, Qt.KeyboardModifier
Widget = TypeVar("Widget", bound=QWidget)


MOST_TABS = 120


def forget_message(window: Any) -> None:
    """The message at the bottom of a window goes, as it does by itself after some seconds."""
    window.toast_widget.hide()


class ChoosesFile:
    """Stands in for the file dialogs of the system: always this file."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def open_file(self, parent: QWidget | None, title: str, types: Types, folder: str) -> Path | None:
        return self.path

    def open_files(self, parent: QWidget | None, title: str, types: Types, folder: str) -> list[Path]:
        return [self.path]

    def save_file(self, parent: QWidget | None, title: str, types: Types, suggested: str) -> Path | None:
        return self.path

    def folder(self, parent: QWidget | None, title: str, folder: str) -> Path | None:
        return self.path


@dataclass
class Hands:
    """Keys and mouse on any window, and what it shows."""

    qtbot: QtBot
    app: App
    window: QWidget

    def settle(self) -> None:
        """Until everything asked is done and shown; what is typed is saved without the wait of 600 ms."""
        for _again in range(5):
            self.app.tasks.settle()
            self.app.flush()
            QApplication.processEvents()

    def save(self) -> None:
        """What is typed, as when its 600 ms are over."""
        self.app.flush()

    # --- keys and mouse --------------------------------------------------------------------
    def press(
        self, key: Qt.Key, modifiers: Qt.KeyboardModifier = MOD.NoModifier, times: int = 1, on: QWidget | None = None
    ) -> None:
        for _again in range(times):
            self.qtbot.keyClick(on or QApplication.focusWidget() or self.window, key, modifiers)
        self.settle()

    def main(self, dialog: Dialog) -> None:
        """By the main button of a dialog."""
        assert dialog.main_button is not None
        self.click(dialog.main_button)

    def tab_to(self, wanted: QWidget) -> None:
        """With the Tab key alone, to it or the part of it that takes keys; fails when it can't be reached."""
        while (inner := wanted.focusProxy()) is not None:
            wanted = inner
        for _step in range(MOST_TABS):
            if QApplication.focusWidget() is wanted:
                return
            self.qtbot.keyClick(QApplication.focusWidget() or self.window, KEY.Key_Tab)
        raise AssertionError(f"{wanted.accessibleName()} can't be reached with Tab")

    def find_row(self, view: QAbstractItemView, words: str) -> None:
        """To the row of a list or table that says so, by Home and arrows."""
        self.tab_to(view)
        self.press(KEY.Key_Home)
        for _row in range(view.model().rowCount()):
            if words in row_words(view.currentIndex()):
                return
            self.press(KEY.Key_Down)
        raise AssertionError(f"no row “{words}” in {view.accessibleName()}")

    def to_cell(self, table: QAbstractItemView, row: int, column: int) -> None:
        """From the first cell of a table, by arrows; both are counted from 0."""
        self.tab_to(table)
        self.press(KEY.Key_Home, MOD.ControlModifier)
        self.press(KEY.Key_Down, times=row)
        self.press(KEY.Key_Right, times=column)
        now = table.currentIndex()
        assert (now.row(), now.column()) == (row, column)

    def write(self, text: str) -> None:
        """Into what has the focus, with Enter between lines."""
        for place, line in enumerate(text.split("\n")):
            if place:
                self.qtbot.keyClick(self.focused(), KEY.Key_Return)
            self.qtbot.keyClicks(self.focused(), line)
        self.settle()

    def replace(self, text: str) -> None:
        """In place of all that stands in what has the focus."""
        self.press(KEY.Key_A, MOD.ControlModifier)
        self.write(text)

    def paste(self, text: str) -> None:
        """From the clipboard, into what has the focus."""
        QApplication.clipboard().setText(text)
        self.press(KEY.Key_V, MOD.ControlModifier)

    def click(self, widget: QWidget, at: QPoint | None = None) -> None:
        self.qtbot.mouseClick(widget, Qt.MouseButton.LeftButton, pos=at or QPoint())
        self.settle()

    def drag(self, widget: QWidget, start: QPoint, end: QPoint) -> None:
        """With the mouse button held down, from a place in the widget to another, also outside it."""
        left = Qt.MouseButton.LeftButton
        self.qtbot.mousePress(widget, left, pos=start)
        for step in range(1, 5):
            at = start + (end - start) * step / 4
            global_at = QPointF(widget.mapToGlobal(at))
            moved = QMouseEvent(
                QEvent.Type.MouseMove, QPointF(at), global_at, Qt.MouseButton.NoButton, left, MOD.NoModifier
            )
            QApplication.sendEvent(widget, moved)
        self.qtbot.mouseRelease(widget, left, pos=end)
        self.settle()

    def drop(self, target: QWidget, *paths: Path) -> None:
        """Files, as from the desktop."""
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
        about = (Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, MOD.NoModifier)
        middle = target.rect().center()
        enter = QDragEnterEvent(middle, *about)
        QApplication.sendEvent(target, enter)
        assert enter.isAccepted(), f"{type(target).__name__} takes no files"
        QApplication.sendEvent(target, QDropEvent(QPointF(middle), *about))
        self.settle()

    def choose(self, label: str) -> None:
        """An entry of the menu that is open, by arrow keys."""
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        titles = [action.text() for action in menu.actions() if not action.isSeparator()]
        for _step in titles:
            self.qtbot.keyClick(menu, KEY.Key_Down)
            if label in menu.activeAction().text():
                self.qtbot.keyClick(menu, KEY.Key_Return)
                self.settle()
                return
        raise AssertionError(f"“{label}” can't be chosen among {titles}")

    def menu(self, label: str, inside: QWidget | None = None) -> None:
        """An entry of “More”, opened by mouse."""
        self.click(self.button("Meer", inside))
        self.choose(label)

    def command(self, title: str) -> None:
        """The command, or the record, that the palette shows for these words."""
        self.press(KEY.Key_K, MOD.ControlModifier)
        self.write(title)
        palette = self.dialog(Palette)
        for _row in palette.entries():
            if title in row_words(palette.list.currentIndex()):
                self.press(KEY.Key_Return)
                return
            self.press(KEY.Key_Down)
        raise AssertionError(f"“{title}” is not among {palette.entries()}")

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

    def dialogs(self) -> list[Dialog]:
        return [one for one in self.window.findChildren(Dialog) if one.isVisible()]

    def button(self, label: str, inside: QWidget | None = None) -> QPushButton:
        """The visible button with that text or name."""
        found = [one for one in (inside or self.window).findChildren(QPushButton) if one.isVisible()]
        named = [one for one in found if label in (one.text(), one.accessibleName())]
        assert named, f"no button {label}"
        return named[0]


@dataclass
class WindowDesk(Hands):
    """The main window on a dossier; each page's tests add their own words."""

    window: MainWindow
    workspace: LocalWorkspace

    def toast(self) -> str:
        """What the message at the bottom says."""
        return self.window.toast_widget.text()

    def rail(self, label: str) -> None:
        """To that page, by mouse."""
        self.click(next(item for item in self.window.rail.items.values() if item.text() == label))

    # --- the dossier, as if elsewhere ----------------------------------------------------
    def read(self, query: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Any:
        with threads.allowed_here():
            return self.workspace.read(query, *args, **kwargs)

    def do(self, verb: Callable[..., Any], /, **kwargs: Any) -> Any:
        result = self.do_meanwhile(verb, **kwargs)
        self.settle()
        return result

    def do_meanwhile(self, verb: Callable[..., Any], /, **kwargs: Any) -> Any:
        """The window hears of it later."""
        with threads.allowed_here():
            return self.workspace.do(verb, **kwargs)
