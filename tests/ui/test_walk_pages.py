"""Every page of the real window on the example council, walked by Tab and read as it stands on a small laptop."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QLineEdit,
    QPushButton,
    QWidget,
)
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from tests.end2end.window_driver import name, shown_words
from wijkraad_app import bootstrap
from wijkraad_app.bootstrap.window import Desktop
from wijkraad_app.db import workspace as workspaces
from wijkraad_app.example import builder
from wijkraad_app.kernel import clock, i18n, resources, threads
from wijkraad_app.kernel.preferences import Preferences
from wijkraad_app.ui import accessibility
from wijkraad_app.ui.application import dress
from wijkraad_app.ui.main_window import MainWindow
from wijkraad_app.ui.widgets.labels import Elided

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
MOST_TABS = 400


@pytest.fixture(scope="session")
def example_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example council, built once."""
    bootstrap.load_slices()
    path = tmp_path_factory.mktemp("walk") / "voorbeeld.wijkraad"
    made = workspaces.create(path, None)
    with clock.fixed(NOW), threads.allowed_here(), i18n.in_language("nl"):
        builder.build(made)
    made.close()
    return path


@dataclass
class Walk:
    """The window and what is seen in it."""

    desktop: Desktop
    window: MainWindow

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
        """By the way the rail and the palette go."""
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


@pytest.fixture
def open_walk(qtbot: QtBot, qapp: QApplication, example_path: Path, tmp_path: Path) -> Iterator[object]:
    opened: list[Desktop] = []

    def start(language: str = "nl", scale: float = 1.0) -> Walk:
        preferences = Preferences()
        for key, value in (("theme", "light"), ("language", language), ("text_scale", scale)):
            preferences.set(key, value)
        dress(qapp, preferences)
        path = Path(shutil.copy(example_path, tmp_path / "voorbeeld.wijkraad"))
        workspace = workspaces.open_(path)
        people = _members(workspace)
        preferences.set(f"person {workspace.dossier.id.hex}", people)
        desktop = Desktop(preferences)
        opened.append(desktop)
        window = desktop.show(workspace)
        window.resize(1366, 768)
        with qtbot.waitActive(window):
            window.activateWindow()
        walk = Walk(desktop, window)
        walk.settle()
        return walk

    with clock.fixed(NOW):
        yield start
        for desktop in opened:
            if desktop.window is not None:
                desktop.window.close()
                desktop.window.deleteLater()
    preferences = Preferences()
    preferences.set("theme", "light")
    preferences.set("text_scale", 1.0)
    dress(qapp, preferences)


def _members(workspace: workspaces.LocalWorkspace) -> str:
    from wijkraad_app.features.council import queries

    with threads.allowed_here():
        return workspace.read(queries.who_works)[0][0].hex


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


# --- the keyboard ---------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_every_control_has_a_name_and_tab_comes_to_it_and_away_from_it(open_walk, scale: float) -> None:
    walk = open_walk("nl", scale)
    wrong: list[str] = []
    for page in walk.pages():
        walk.visit(page)
        wrong += [f"{page}: no name: {one}" for one in accessibility.unnamed(walk.window)]
        passed = walk.round()
        wrong += [f"{page}: not reached: {described(one)}" for one in reachable(walk.window) if one not in passed]
        back = walk.round(back=True)
        wrong += [f"{page}: not reached back: {described(one)}" for one in passed if one not in back]
    assert not wrong, "\n".join(wrong)


def test_escape_leads_back_from_every_control_to_the_rail(open_walk) -> None:
    walk = open_walk()
    wrong: list[str] = []
    for page in walk.pages():
        walk.visit(page)
        for one in reachable(walk.window):
            if not isValid(one) or walk.window.rail.isAncestorOf(one) or not one.isVisible():
                continue
            one.setFocus()
            if not _escapes(walk):
                wrong.append(f"{page}: Esc does not lead back from {described(one)}")
    assert not wrong, "\n".join(wrong)


def _escapes(walk: Walk) -> bool:
    for _level in range(5):
        QTest.keyClick(QApplication.focusWidget() or walk.window, Qt.Key.Key_Escape)
        walk.settle()
        at = QApplication.focusWidget()
        if at is not None and walk.window.rail.isAncestorOf(at):
            return True
    return False


# --- the eyes -------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_nothing_is_cut_off_on_a_small_laptop(open_walk, language: str, scale: float) -> None:
    walk = open_walk(language, scale)
    wrong: list[str] = []
    for page in walk.pages():
        walk.visit(page)
        wrong += [f"{page}: {one}" for one in cut(walk.window)]
        assert (walk.window.width(), walk.window.height()) == (1366, 768), page
    assert not wrong, "\n".join(wrong)


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


def test_nothing_is_in_english_in_the_dutch_window(open_walk) -> None:
    english = _only_english()
    walk = open_walk("nl")
    wrong = [f"{page}: {words}" for page in walk.pages() for words in _read(walk, page) if words.strip() in english]
    assert not wrong, "\n".join(wrong)


def _read(walk: Walk, page: str) -> list[str]:
    walk.visit(page)
    found = list(shown_words(walk.window))
    for one in walk.window.findChildren(QWidget):
        found += [one.toolTip(), one.accessibleDescription()] if one.isVisible() else []
        if isinstance(one, QLineEdit) and one.isVisible():
            found.append(one.placeholderText())
    return found


def _only_english() -> set[str]:
    """English words of the program with another Dutch, which are no Dutch themselves."""
    dutch: set[str] = set()
    english: set[str] = set()
    for file in resources.path("locale", "nl").glob("*.po"):
        for message in read_po(file.read_bytes().splitlines(keepends=True), locale="nl"):
            ids = [message.id] if isinstance(message.id, str) else list(message.id)
            strings = [message.string] if isinstance(message.string, str) else list(message.string)
            dutch.update(strings)
            english.update(id for id, string in zip(ids, strings, strict=False) if id and id != string)
    return english - dutch
