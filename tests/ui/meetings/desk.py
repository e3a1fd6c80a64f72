"""A window on a dossier with a council and a meeting, worked by keys and mouse."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.slices.meetings.world import World
from wijkraad_app.features.meetings import queries
from wijkraad_app.features.meetings.queries import MeetingView
from wijkraad_app.features.meetings.ui.live.view import LiveView
from wijkraad_app.features.meetings.ui.overview import Overview
from wijkraad_app.features.meetings.ui.page import MeetingsPage
from wijkraad_app.kernel import threads
from wijkraad_app.ui.app import App, Types
from wijkraad_app.ui.main_window import MainWindow
from wijkraad_app.ui.widgets.buttons import Button
from wijkraad_app.ui.widgets.dialog import Dialog

KEY, MOD = Qt.Key, Qt.KeyboardModifier
CONTROL = MOD.ControlModifier
D = TypeVar("D", bound=Dialog)


class ChoosesFile:
    """Stands in for the file dialogs of the system."""

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
class Desk:
    """Everything a test needs at hand."""

    qtbot: QtBot
    world: World
    app: App
    window: MainWindow

    @property
    def page(self) -> MeetingsPage:
        page = self.window.page()
        assert isinstance(page, MeetingsPage)
        return page

    @property
    def overview(self) -> Overview:
        return self.page.overview

    @property
    def live(self) -> LiveView:
        return self.page.live

    def settle(self) -> None:
        """Until everything asked is done and shown."""
        self.app.flush()
        for _again in range(5):
            self.app.tasks.settle()
            QApplication.processEvents()

    def read(self, query: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Any:
        with threads.allowed_here():
            return self.world.workspace.read(query, *args, **kwargs)

    def do(self, verb: Callable[..., Any], /, **kwargs: Any) -> Any:
        with threads.allowed_here():
            result = self.world.workspace.do(verb, **kwargs)
        self.settle()
        return result

    def view(self, meeting: UUID | None = None) -> MeetingView:
        found = self.read(queries.meeting_view, meeting or self.world.meeting)
        assert found is not None
        return found  # type: ignore[no-any-return]

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = MOD.NoModifier) -> None:
        self.qtbot.keyClick(QApplication.focusWidget() or self.window, key, modifiers)
        self.settle()

    def write(self, text: str) -> None:
        for place, line in enumerate(text.split("\n")):
            if place:
                self.qtbot.keyClick(QApplication.focusWidget(), KEY.Key_Return)
            self.qtbot.keyClicks(QApplication.focusWidget(), line)
        self.settle()

    def enter(self, text: str) -> None:
        self.write(text)
        self.press(KEY.Key_Return)

    def click(self, widget: QWidget, at: Any = None) -> None:
        self.qtbot.mouseClick(widget, Qt.MouseButton.LeftButton, pos=at) if at else self.qtbot.mouseClick(
            widget, Qt.MouseButton.LeftButton
        )
        self.settle()

    def button(self, text: str, inside: QWidget | None = None) -> Button:
        """The visible button with this name."""
        found = [one for one in (inside or self.window).findChildren(Button) if one.accessibleName() == text]
        shown = [one for one in found if one.isVisible()]
        assert shown, f"no button {text}"
        return shown[0]

    def dialog(self, kind: type[D]) -> D:
        found = [one for one in self.window.findChildren(kind) if one.isVisible()]
        assert found
        return found[0]

    def outline(self) -> list[str]:
        """The agenda as it stands in the window: number, title, computed time."""
        rows = self.overview.agenda.outline.rows()
        return [" ".join(part for part in (row.number(), row.line.text(), row.time()) if part) for row in rows]

    def to_new_item(self) -> None:
        self.overview.agenda.outline.focus_item(None)
        self.settle()

    def to_item(self, title: str) -> None:
        """Into the line of an item, by mouse."""
        for row in self.overview.agenda.outline.rows():
            if row.line.text() == title:
                self.click(row.line)
                return
        raise AssertionError(f"no item {title}")

    def hold(self) -> None:
        self.press(KEY.Key_Return, CONTROL)
        assert self.page.holding()

    def entries(self) -> list[str]:
        """What is kept at the item shown: kind and words."""
        return [one.accessibleName() for one in self.live.item.entries.lines()]

    def focused(self) -> QWidget:
        found = QApplication.focusWidget()
        assert found is not None
        return found
