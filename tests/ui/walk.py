"""The real window on the example council, to walk through: what tests of the whole program share."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tests.end2end.window_driver import name
from tests.example_dossier import NOW
from tests.ui.desk import Hands
from tests.ui.leftovers import stale_items
from wijkraad_app.bootstrap.window import Desktop
from wijkraad_app.db import workspace as workspaces
from wijkraad_app.kernel import clock, threads
from wijkraad_app.kernel.preferences import Preferences
from wijkraad_app.ui import accessibility
from wijkraad_app.ui.application import dress
from wijkraad_app.ui.main_window import MainWindow
from wijkraad_app.ui.widgets.labels import Elided

MOST_TABS = 400


@dataclass
class Walk:
    """The window and what is seen in it."""

    desktop: Desktop
    window: MainWindow
    hands: Hands

    def settle(self) -> None:
        app = self.desktop.app
        assert app is not None
        for _again in range(4):
            app.tasks.settle()
            QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
            QApplication.processEvents()

    def pages(self) -> list[str]:
        """All that the rail leads to, and what only commands lead to."""
        return list(self.window.features)

    def visit(self, page: str) -> None:
        """By the way the rail and the palette go; at once, since some pages have no key of their own."""
        self.window.go(page)
        self.settle()

    def tab(self, *, back: bool = False) -> QWidget | None:
        """On by Tab."""
        at = QApplication.focusWidget() or self.window
        key = Qt.Key.Key_Backtab if back else Qt.Key.Key_Tab
        QTest.keyClick(at, key)
        QApplication.processEvents()
        return QApplication.focusWidget()

    def round(self, *, back: bool = False) -> list[QWidget]:
        """All that Tab comes along, once around."""
        passed: list[QWidget] = []
        for _step in range(MOST_TABS):
            at = self.tab(back=back)
            assert at is not None, "the keyboard is nowhere"
            if at in passed:
                break
            passed.append(at)
        return passed


OpenWalk = Callable[..., Walk]


@contextmanager
def walking(qtbot: QtBot, qapp: QApplication, example: Path, folder: Path) -> Iterator[OpenWalk]:
    """Gives ``start(language, scale, theme)``, which opens the window on a copy; all are closed at the end."""
    opened: list[Desktop] = []

    def start(language: str = "nl", scale: float = 1.0, theme: str = "light") -> Walk:
        preferences = Preferences()
        for key, value in (("theme", theme), ("language", language), ("text_scale", scale)):
            preferences.set(key, value)
        dress(qapp, preferences)
        path = Path(shutil.copy(example, folder / "voorbeeld.wijkraad"))
        workspace = workspaces.open_(path)
        preferences.set(f"person {workspace.dossier.id.hex}", _first_member(workspace))
        desktop = Desktop(preferences)
        opened.append(desktop)
        window = desktop.show(workspace)
        window.resize(1366, 768)
        with qtbot.waitActive(window):
            window.activateWindow()
        assert desktop.app is not None
        walk = Walk(desktop, window, Hands(qtbot, desktop.app, window))
        walk.settle()
        return walk

    with clock.fixed(NOW):
        yield start
        stale = stale_items()
        for desktop in opened:
            _end(desktop)
    assert not stale, "something asked a layout for its items"
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)  # or they are dressed once more
    preferences = Preferences()
    preferences.set("theme", "light")
    preferences.set("text_scale", 1.0)
    dress(qapp, preferences)


def _end(desktop: Desktop) -> None:
    if (window := desktop.window) is None:
        return
    closed = window.close()
    said = [label.text() for label in window.findChildren(QLabel) if label.isVisible()] if not closed else []
    if isinstance(window, MainWindow) and not closed:
        window._close_anyway()  # the next test begins without it
    window.deleteLater()
    assert closed, f"the window does not close: {said}"


def _first_member(workspace: workspaces.LocalWorkspace) -> str:
    from wijkraad_app.features.council import queries

    with threads.allowed_here():
        return workspace.read(queries.who_works)[0][0].hex


# --- what is seen -----------------------------------------------------------------------------------------------------
def described(widget: QWidget) -> str:
    parent = widget.parentWidget()
    return f"{type(widget).__name__} “{name(widget)}” in {type(parent).__name__}"


def reachable(window: QWidget) -> list[QWidget]:
    """What somebody with a mouse could use now."""
    return [
        one
        for one in accessibility.focusable(window)
        if one.isVisible() and one.isEnabled() and one.width() > 1 and one.height() > 1 and one is not window
    ]


def cut(window: QWidget) -> list[str]:
    """Words that need more room than they have, and don't say the whole in a tooltip."""
    return [
        f"{type(one).__name__} “{_shown(one)[:60]}” has {one.width()}×{one.height()}, needs {needed}"
        for one in window.findChildren(QWidget)
        if isinstance(one, QLabel | QPushButton) and one.isVisible() and (needed := _lacks(one))
    ]


def _shown(widget: QLabel | QPushButton) -> str:
    return widget.accessibleName() or widget.text()


def _lacks(widget: QLabel | QPushButton) -> str:
    if not widget.text() or (isinstance(widget, Elided) and (widget.text() == widget.plain() or widget.toolTip())):
        return ""
    if isinstance(widget, QLabel) and widget.wordWrap():
        tall = widget.heightForWidth(widget.width())
        return f"{tall} high" if tall > widget.height() + 1 else ""
    wanted = widget.sizeHint()
    if wanted.width() > widget.width() + 1:
        return f"{wanted.width()} wide"
    return f"{wanted.height()} high" if wanted.height() > widget.height() + 1 else ""
