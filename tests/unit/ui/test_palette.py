from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from wijkraad_app.ui.main_window import MainWindow
from wijkraad_app.ui.palette import Palette, score

from . import demo
from .conftest import Opened


@pytest.fixture
def window(opened: Opened, qtbot: QtBot) -> MainWindow:
    made = opened("today")
    qtbot.keyClick(QApplication.focusWidget() or made, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    return made


def palette(window: MainWindow) -> Palette:
    found = window.overlay()
    assert isinstance(found, Palette)
    return found


def test_it_opens_with_what_can_be_done_and_the_keyboard_in_it(window: MainWindow) -> None:
    assert palette(window).entries()[0] == "Doen"
    assert QApplication.focusWidget() is palette(window).input


def test_commands_and_records_are_found_together(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.keyClicks(palette(window).input, "moLEN")
    window.app.tasks.settle()
    assert palette(window).entries() == ["Openen", "Te hard rijden op de Molendijk"]
    qtbot.keyClick(palette(window).input, Qt.Key.Key_Return)
    window.app.tasks.settle()
    page: Any = window.page()
    assert isinstance(page, demo.SignalsPage)
    assert page.table.current() == demo.row_id(3)


def test_enter_gives_the_command_and_the_palette_goes(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.keyClicks(palette(window).input, "nieuw adv")
    qtbot.keyClick(palette(window).input, Qt.Key.Key_Return)
    assert window.toast_widget.text() == "Nieuw advies"
    assert window.overlay() is None


def test_arrows_pass_over_headings_and_go_round(window: MainWindow, qtbot: QtBot) -> None:
    here = palette(window)
    qtbot.keyClick(here.input, Qt.Key.Key_Up)
    assert here.list.currentIndex().row() == len(here.entries()) - 1
    qtbot.keyClick(here.input, Qt.Key.Key_Down)
    assert here.list.currentIndex().row() == 1


def test_what_cannot_be_done_now_says_why_and_does_nothing(window: MainWindow, qtbot: QtBot) -> None:
    here = palette(window)
    qtbot.keyClicks(here.input, "ondertekenen")
    heard = here.list.model().index(1, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert heard == "Brief ondertekenen, niets wacht"
    qtbot.keyClick(here.input, Qt.Key.Key_Return)
    assert window.overlay() is here


def test_a_greater_than_sign_asks_for_commands_only(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.keyClicks(palette(window).input, "> sig")
    window.app.tasks.settle()
    assert palette(window).entries() == ["Doen", "Signalen"]


def test_esc_closes_and_the_focus_goes_back(opened: Opened, qtbot: QtBot) -> None:
    window = opened("signals")
    page: Any = window.page()
    page.search.line.setFocus()
    window.open_palette()
    qtbot.keyClick(palette(window).input, Qt.Key.Key_Escape)
    assert window.overlay() is None
    assert page.search.line.hasFocus()


def test_a_click_beside_it_closes(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.mouseClick(palette(window), Qt.MouseButton.LeftButton, pos=QPoint(10, 700))
    assert window.overlay() is None


def test_nothing_found_is_said(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.keyClicks(palette(window).input, "qqqqq")
    window.app.tasks.settle()
    assert palette(window).entries() == []
    assert palette(window)._nothing.isVisible()


@given(st.text(max_size=20), st.text(max_size=20))
@settings(max_examples=100)
def test_a_title_always_fits_itself_best(title: str, other: str) -> None:
    assert score(title, title) >= score(title, other + title)
    assert score("", title) == 1


@pytest.mark.parametrize(
    ("wanted", "title", "fits"),
    [
        ("brief", "Brief ondertekenen", True),
        ("onder", "Brief ondertekenen", True),
        ("enquete", "Enquête", True),
        ("brf ond", "Brief ondertekenen", True),
        ("zebra", "Brief ondertekenen", False),
    ],
)
def test_letters_in_order_without_accents_are_enough(wanted: str, title: str, fits: bool) -> None:
    assert (score(wanted, title) > 0) is fits
