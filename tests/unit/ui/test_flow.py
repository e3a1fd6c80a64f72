"""A row that goes on below, and a choice that grows."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from wijkraad_app.ui.flow import flow
from wijkraad_app.ui.layout import column
from wijkraad_app.ui.widgets.buttons import Button
from wijkraad_app.ui.widgets.chip import Chip
from wijkraad_app.ui.widgets.dialog import Dialog
from wijkraad_app.ui.widgets.growing import GrowingChoice


def shown(qtbot: QtBot, *widgets: QWidget, width: int) -> QWidget:
    made = QWidget()
    made.setLayout(column(*widgets, None))
    qtbot.addWidget(made)
    made.resize(width, 400)
    with qtbot.waitExposed(made):
        made.show()
    with qtbot.waitActive(made):
        made.activateWindow()
    return made


def test_what_does_not_fit_goes_to_the_next_line(qtbot: QtBot) -> None:
    chips = [Chip(f"filter {n}") for n in range(6)]
    ground = shown(qtbot, flow(*chips), width=900)
    assert len({chip.y() for chip in chips}) == 1
    ground.resize(220, 400)
    qtbot.waitUntil(lambda: len({chip.y() for chip in chips}) > 1)
    assert all(chip.x() + chip.width() <= 220 for chip in chips)


def test_the_last_option_asks_for_a_name(qtbot: QtBot) -> None:
    field = GrowingChoice("Thema", "Nieuw thema…")
    field.set_options([(1, "groen")])
    field.set_value(1)
    ground = shown(qtbot, field, width=400)
    wanted, edited = [], []
    field.wanted.connect(wanted.append)
    field.edited.connect(edited.append)
    field.box.setFocus()
    qtbot.keyClick(field.box, Qt.Key.Key_Down)
    assert field.value() == 1 and edited == [] and ground.findChild(Dialog) is None
    qtbot.keyClick(field.box, Qt.Key.Key_Space)
    qtbot.keyClick(field.box.view(), Qt.Key.Key_End)
    qtbot.keyClick(field.box.view(), Qt.Key.Key_Return)
    assert field.value() == 1 and edited == []
    dialog = ground.findChild(Dialog)
    assert dialog is not None and isinstance(dialog.main_button, Button)
    qtbot.mouseClick(dialog.main_button, Qt.MouseButton.LeftButton)
    assert wanted == [] and dialog.isVisible()
    qtbot.keyClicks(QApplication.focusWidget(), "afval")
    qtbot.mouseClick(dialog.main_button, Qt.MouseButton.LeftButton)
    assert wanted == ["afval"]
    field.take(2, "afval")
    assert field.value() == 2 and field.box.currentText() == "afval" and edited == [2]
