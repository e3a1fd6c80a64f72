"""Help, all keys and about, as somebody with a keyboard finds them."""

from __future__ import annotations

import re
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QKeySequence
from PySide6.QtWidgets import QApplication, QMenu, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.desk import KEY, MOD, WindowDesk
from tests.ui.help.conftest import OpenDesk
from tests.ui.walk import OpenWalk
from wijkraad_app.kernel import i18n
from wijkraad_app.kernel.preferences import Preferences
from wijkraad_app.ui.accessibility import unnamed
from wijkraad_app.ui.application import dress
from wijkraad_app.ui.help import pages
from wijkraad_app.ui.help.about import About
from wijkraad_app.ui.help.keys import KeysHelp
from wijkraad_app.ui.help.window import HelpWindow
from wijkraad_app.ui.start import Choices, StartWindow

NAMED = re.compile(r"(?:(?:Ctrl|Alt|Shift)\+)+(?:[A-Z0-9]\b|[←→↑↓,/]|Enter|Del)|\bF\d+\b")
ARROWS = {"←": "Left", "→": "Right", "↑": "Up", "↓": "Down", "Enter": "Return"}
IN_FIELDS = {
    *("Ctrl+B", "Ctrl+I", "Ctrl+Shift+H"),  # the formatted text editor
    *("Alt+Shift+Right", "Alt+Shift+Left", "Ctrl+Up", "Ctrl+Down", "Ctrl+Del"),  # the outline of the agenda
}


def help_window(desk: WindowDesk) -> HelpWindow:
    found = desk.window.findChild(HelpWindow)
    assert found is not None and found.isVisible()
    return found


def ask(desk: WindowDesk) -> HelpWindow:
    desk.press(KEY.Key_F1)
    window = help_window(desk)
    desk.qtbot.waitUntil(lambda: window.text.hasFocus())
    return window


def test_f1_opens_the_page_of_the_screen_one_is_on(desk: OpenDesk) -> None:
    at = desk("signals")
    assert ask(at).title.plain() == "Signalen"
    at.window.activateWindow()
    at.rail("Brieven")
    at.press(KEY.Key_F1, on=at.window)
    assert help_window(at).title.plain() == "Brieven"


def test_esc_closes_help_and_the_window_goes_on(desk: OpenDesk) -> None:
    at = desk("signals")
    window = ask(at)
    at.qtbot.keyClick(window.text, KEY.Key_Escape)
    at.qtbot.waitUntil(lambda: not window.isVisible())
    assert at.window.isVisible()


def test_links_lead_to_pages_by_key_and_alt_left_goes_back(desk: OpenDesk) -> None:
    window = ask(desk("surveys"))
    press = desk("surveys").qtbot.keyClick
    press(window.text, KEY.Key_Tab)
    press(window.text, KEY.Key_Return)
    assert window.title.plain() == "Advies"
    press(window.text, KEY.Key_Left, MOD.AltModifier)
    assert window.title.plain() == "Enquêtes"


def test_search_narrows_the_list_and_shows_the_first_page(desk: OpenDesk) -> None:
    at = desk("today")
    window = ask(at)
    at.qtbot.keyClick(window.text, KEY.Key_F, MOD.ControlModifier)
    assert window.search.line.hasFocus()
    at.qtbot.keyClicks(window.search.line, "vingerafdruk")
    assert window.title.plain() == "Brief controleren"
    at.qtbot.keyClicks(window.search.line, "zzz")
    assert window.nothing.isVisible()
    at.qtbot.keyClick(window.search.line, KEY.Key_Escape)
    assert len(window.list.items()) == len(pages.pages("nl"))


def test_the_list_is_walked_by_arrows(desk: OpenDesk) -> None:
    at = desk("today")
    window = ask(at)
    at.tab_to(window.list)
    at.qtbot.keyClick(window.list, KEY.Key_Down)
    assert window.title.plain() == "Vergaderingen"


def test_a_screen_reader_reads_the_page(desk: OpenDesk) -> None:
    window = ask(desk("today"))
    assert unnamed(window) == []
    interface = QAccessible.queryAccessibleInterface(window.text)
    assert interface is not None and interface.text(QAccessible.Text.Name) == "Vandaag"
    words = interface.textInterface()
    assert words is not None and "Vink een actie af" in words.text(0, words.characterCount())


def test_the_help_button_offers_all_ways_to_help(desk: OpenDesk) -> None:
    at = desk("today")
    at.tab_to(at.window.rail.items["help"])
    at.qtbot.keyClick(at.window.rail.items["help"], KEY.Key_Return)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    shown = [action.text().split("\t") for action in menu.actions()]
    assert ["Hulp bij dit scherm", "F1"] in shown
    assert ["Over dit programma"] in shown
    at.qtbot.keyClick(menu, KEY.Key_Escape)


def test_f1_in_a_dialog_shows_help_without_closing_it(desk: OpenDesk) -> None:
    at = desk("signals")
    at.press(KEY.Key_N, MOD.ControlModifier | MOD.ShiftModifier)
    assert at.window.overlay() is not None
    at.press(KEY.Key_F1)
    assert help_window(at).title.plain() == "Signalen"
    assert at.window.overlay() is not None


def test_the_start_window_has_help_keys_and_about_without_a_dossier(qtbot: QtBot, qapp: QApplication) -> None:
    dress(qapp, Preferences())
    window = StartWindow(Choices(lambda *_a: None, lambda *_a: None, lambda: None, lambda _r: None))
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    qtbot.keyClick(window, KEY.Key_F1)
    found = window.findChild(HelpWindow)
    assert found is not None and found.title.plain() == "Het startvenster"
    found.close()
    button = next(one for one in window.findChildren(QPushButton) if one.text() == "Over dit programma")
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert [one for one in window.findChildren(About) if one.isVisible()]
    window.tasks.settle()
    window.close()


# --- all keys --------------------------------------------------------------------------------------------------------
def test_the_overview_of_keys_names_every_registered_key_in_its_group(desk: OpenDesk) -> None:
    at = desk("advice")
    at.press(KEY.Key_Slash, MOD.ControlModifier)
    shown = at.dialog(KeysHelp)
    names = {one.accessibleName() for one in shown.findChildren(QWidget)}
    for command in at.app.commands.all():
        if command.shortcut:
            assert f"{i18n._(command.title)}: {command.shortcut.split(';')[0]}" in names
    headings = [one.text() for one in shown.findChildren(type(shown.title)) if one.property("type") == "heading"]
    assert headings == ["Adviezen", "Naar een scherm", "Overal", "In elk venster"]


def _named(text: str) -> set[str]:
    found: set[str] = set()
    for words in NAMED.findall(text):
        *before, last = re.split(r"\+(?=.)", words)
        found.add("+".join((*before, ARROWS.get(last, last))))
    return found


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_keys_named_in_help_exist_on_that_screen(open_walk: OpenWalk, language: str) -> None:
    walk = open_walk(language)
    missing: list[str] = []
    for page in pages.pages(language):
        screen = dict.fromkeys(("live", "votes", "room", "minutes", "decisions", "actions"), "meetings")
        screen |= {"promises": "advice", "start": "today", "first-steps": "today"}
        walk.visit(screen.get(page.key, page.key))
        there = [one for command in walk.window.app.commands.all() for one in command.shortcut.split(";") if one]
        known = {QKeySequence(one).toString() for one in (*there, *IN_FIELDS)}
        text = (pages.folder(language) / f"{page.key}.md").read_text(encoding="utf-8")
        missing += [f"{page.key}: {one}" for one in _named(text) if QKeySequence(one).toString() not in known]
    assert missing == []


# --- about -----------------------------------------------------------------------------------------------------------
@pytest.fixture
def about(desk: OpenDesk) -> tuple[WindowDesk, About]:
    at = desk("today")
    at.command("Over dit programma")
    return at, at.dialog(About)


def test_about_names_version_and_licence(about: tuple[WindowDesk, Any]) -> None:
    _at, shown = about
    assert "Versie 0." in shown.program.plain()
    assert "EUPL-1.2" in shown.program.plain()
    assert unnamed(shown) == []


def test_about_shows_the_full_licence_of_every_part(about: tuple[WindowDesk, Any]) -> None:
    at, shown = about
    parts = [item for item in shown.list.items() if item.right]
    assert {"SQLAlchemy", "Source Sans 3", "Lucide"} <= {item.title.rsplit(" ", 1)[0] for item in parts} | {
        item.title for item in parts
    }
    without = []
    seen = set()
    at.tab_to(shown.list)
    at.press(KEY.Key_Home)
    for _row in shown.list.items():
        (item,) = [one for one in shown.list.items() if one.id == shown.list.current()]
        seen.add(item.id)
        if item.right and len(shown.text.toPlainText()) < 60:
            without.append(item.title)
        at.press(KEY.Key_Down)
    assert {item.id for item in parts} <= seen, "the arrows come along all parts"
    assert without == []


def test_about_says_where_the_files_are(about: tuple[WindowDesk, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    at, shown = about
    opened: list[str] = []
    monkeypatch.setattr("PySide6.QtGui.QDesktopServices.openUrl", lambda url: opened.append(url.toLocalFile()))
    at.press(KEY.Key_Down, on=shown.list)
    buttons = [one for one in shown.findChildren(QPushButton) if one.text() == "Map openen"]
    at.click(buttons[-1])
    assert opened and all(one.accessibleName().startswith("Map openen: ") for one in buttons)
