"""Every page of the real window on the example council, walked by Tab and read as it stands on a small laptop."""

from __future__ import annotations

import pytest
from babel.messages.pofile import read_po
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QScrollArea, QWidget
from shiboken6 import isValid

from tests.end2end.window_driver import shown_words
from tests.ui.walk import Walk, cut, described, reachable
from wijkraad_app.kernel import resources
from wijkraad_app.ui import accessibility


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


@pytest.mark.parametrize("scale", [1.5, 2.0])
def test_no_page_is_wider_than_the_window(open_walk, scale: float) -> None:
    walk = open_walk("nl", scale)
    wrong: list[str] = []
    for page in walk.pages():
        walk.visit(page)
        for area in walk.window.findChildren(QScrollArea):
            content = area.widget()
            if area.isVisible() and content is not None and content.width() > area.viewport().width():
                wrong.append(f"{page}: {content.width()} wide in {area.viewport().width()}")
    assert not wrong, "\n".join(wrong)


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
