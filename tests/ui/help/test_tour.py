"""The first ten minutes: cards that point at real controls and are never in the way."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from tests.ui.walk import OpenWalk, Walk, cut
from wijkraad_app.kernel.i18n import _
from wijkraad_app.kernel.preferences import Preferences
from wijkraad_app.kernel.tour import LEFT, RUNNING
from wijkraad_app.ui import accessibility
from wijkraad_app.ui.application import dress
from wijkraad_app.ui.start import Choices, StartWindow
from wijkraad_app.ui.tour import Tour

KEY, MOD = Qt.Key, Qt.KeyboardModifier


def begin(walk: Walk) -> Any:
    """From the palette."""
    walk.hands.command(_("Guided tour"))
    found = walk.window.findChild(Tour)
    assert found is not None and found.running
    return found


def press(walk: Walk, key: Qt.Key, modifiers: Qt.KeyboardModifier = MOD.NoModifier) -> None:
    QTest.keyClick(QApplication.focusWidget() or walk.window, key, modifiers)
    walk.settle()


@pytest.mark.parametrize(("language", "scale"), [("nl", 1.0), ("en", 1.0), ("nl", 2.0)])
def test_every_step_finds_what_it_points_at_and_nothing_is_cut(
    open_walk: OpenWalk, language: str, scale: float
) -> None:
    walk = open_walk(language, scale)
    tour = begin(walk)
    lost, cut_off = [], []
    for _step in range(len(tour._steps)):
        tour._follow()
        if tour.step.control and not tour.pointer.isVisible():
            lost.append(tour.step.id)
        cut_off += [f"{tour.step.id}: {one}" for one in cut(tour.card)]
        assert walk.window.rect().contains(tour.card.geometry()), tour.step.id
        assert accessibility.unnamed(tour.card) == []
        press(walk, KEY.Key_F8)
    aside = ["letter"] if scale == 2.0 else []  # large text shows the letter on a page of its own, by F7
    assert (lost, cut_off) == (aside, [])
    assert not tour.running


def test_the_card_does_not_lie_over_what_it_points_at(open_walk: OpenWalk) -> None:
    walk = open_walk()
    tour = begin(walk)
    over = []
    for _step in range(len(tour._steps)):
        tour._follow()
        small = tour.pointer.height() < 300
        if tour.step.control and small and tour.card.geometry().intersects(tour.pointer.geometry()):
            over.append(tour.step.id)
        press(walk, KEY.Key_F8)
    assert over == []


def test_next_back_and_stop_work_by_key_and_by_mouse(open_walk: OpenWalk) -> None:
    walk = open_walk()
    tour = begin(walk)
    press(walk, KEY.Key_F8)
    assert tour.step.id == "today"
    press(walk, KEY.Key_F8, MOD.ShiftModifier)
    assert tour.step.id == "welcome"
    for label, wanted in (("Verder", "today"), ("Verder", "note"), ("Terug", "today")):
        button = next(one for one in tour.card.findChildren(QPushButton) if one.text() == label)
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        walk.settle()
        assert tour.step.id == wanted
    press(walk, KEY.Key_F8, MOD.ControlModifier)
    assert not tour.running
    assert walk.window.app.commands.get("tour.next") is None


def test_tab_and_f6_come_to_the_card_and_esc_leads_back_to_the_page(open_walk: OpenWalk) -> None:
    walk = open_walk()
    tour = begin(walk)
    passed = walk.round()
    assert tour.card.next in passed and tour.card.stop in passed
    for _pane in range(6):
        press(walk, KEY.Key_F6)
        if tour.card.isAncestorOf(QApplication.focusWidget()):
            break
    assert tour.card.isAncestorOf(QApplication.focusWidget())
    press(walk, KEY.Key_Escape)
    assert not tour.card.isAncestorOf(QApplication.focusWidget())
    assert tour.running


def test_the_keyboard_stays_on_next_from_step_to_step(open_walk: OpenWalk) -> None:
    walk = open_walk()
    tour = begin(walk)
    walk.hands.tab_to(tour.card.next)
    for _step in range(4):
        press(walk, KEY.Key_Return)
        assert tour.card.next.hasFocus()
    assert tour.step.id == "advice"


def test_one_can_work_while_the_card_is_there(open_walk: OpenWalk) -> None:
    walk = open_walk()
    tour = begin(walk)
    press(walk, KEY.Key_F8)
    press(walk, KEY.Key_F8)
    field: Any = walk.window.page().first_focus()  # type: ignore[union-attr]
    walk.hands.tab_to(field)
    QTest.keyClicks(field, "Lamp stuk bij de brug")
    press(walk, KEY.Key_Return)
    assert tour.running and tour.step.id == "note"
    press(walk, KEY.Key_5, MOD.ControlModifier)
    assert tour.running


def test_the_card_makes_way_for_a_dialog(open_walk: OpenWalk) -> None:
    walk = open_walk()
    tour = begin(walk)
    press(walk, KEY.Key_N, MOD.ControlModifier | MOD.ShiftModifier)
    tour._follow()
    assert not tour.card.isVisible() and not tour.pointer.isVisible()
    press(walk, KEY.Key_Escape)
    tour._follow()
    assert tour.card.isVisible()


def test_the_tour_goes_on_after_the_program_was_closed(open_walk: OpenWalk) -> None:
    Preferences().set(RUNNING, 4)
    walk = open_walk()
    walk.settle()
    tour = walk.window.findChild(Tour)
    assert tour is not None and tour.step is not None and tour.step.id == "advice"


def test_a_stopped_tour_begins_where_it_was_and_a_finished_one_at_the_beginning(open_walk: OpenWalk) -> None:
    walk = open_walk()
    tour = begin(walk)
    for _step in range(3):
        press(walk, KEY.Key_F8)
    press(walk, KEY.Key_F8, MOD.ControlModifier)
    assert begin(walk).step.id == "meeting"
    for _step in range(len(tour._steps)):
        if tour.running:
            press(walk, KEY.Key_F8)
    assert Preferences().get(LEFT) == 0 and Preferences().get(RUNNING) is None


def test_another_theme_keeps_the_step(open_walk: OpenWalk) -> None:
    walk = open_walk()
    tour = begin(walk)
    press(walk, KEY.Key_F8)
    walk.hands.command("Licht of donker")
    walk.settle()
    assert tour.running and tour.card.title.plain() == "Begin met wat aandacht vraagt"


def test_the_start_window_opens_the_example_with_the_tour(qtbot: QtBot, qapp: QApplication) -> None:
    dress(qapp, Preferences())
    opened: list[int] = []
    choices = Choices(lambda *_a: None, lambda *_a: None, lambda: opened.append(Preferences().get(RUNNING)), print)
    window = StartWindow(choices)
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    qtbot.mouseClick(window.tour, Qt.MouseButton.LeftButton)
    window.tasks.settle()
    assert opened == [0]
    assert cut(window) == []
    window.close()
