"""Tab goes as one reads, whatever was made first."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QGridLayout, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from wijkraad_app.ui import tab_order
from wijkraad_app.ui.passphrase import NewPassphrase
from wijkraad_app.ui.tasks import Tasks


@pytest.fixture
def root(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.setLayout(QVBoxLayout())
    made.show()
    qtbot.waitExposed(made)
    return made


def line(name: str) -> QLineEdit:
    made = QLineEdit()
    made.setAccessibleName(name)
    return made


def names(root: QWidget) -> list[str]:
    QApplication.processEvents()  # a layout shows what it was given in the next turn
    return [one.accessibleName() for one in tab_order.stops(root)]


def test_what_is_made_later_comes_where_it_stands(root: QWidget) -> None:
    layout = root.layout()
    assert isinstance(layout, QVBoxLayout)
    layout.addWidget(line("last"))
    layout.insertWidget(0, line("first"))
    assert names(root) == ["first", "last"]


def test_a_grid_is_read_by_rows(root: QWidget) -> None:
    grid = QGridLayout()
    layout = root.layout()
    assert isinstance(layout, QVBoxLayout)
    layout.addLayout(grid)
    for name, row, column in (("d", 1, 1), ("b", 0, 1), ("c", 1, 0), ("a", 0, 0)):
        grid.addWidget(line(name), row, column)
    assert names(root) == ["a", "b", "c", "d"]


def test_what_is_hidden_off_or_not_for_tab_is_passed(root: QWidget) -> None:
    layout = root.layout()
    assert isinstance(layout, QVBoxLayout)
    hidden, off, click, free = line("hidden"), line("off"), line("click"), line("free")
    for one in (hidden, off, click):
        layout.addWidget(one)
    free.setParent(root)
    free.show()
    hidden.hide()
    off.setEnabled(False)
    click.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
    assert names(root) == ["free"]


def test_the_last_is_followed_by_the_first(root: QWidget, qtbot: QtBot) -> None:
    layout = root.layout()
    assert isinstance(layout, QVBoxLayout)
    one, other = line("one"), line("other")
    layout.addWidget(one)
    layout.addWidget(other)
    with qtbot.waitActive(root):
        root.activateWindow()
    QApplication.processEvents()
    other.setFocus()
    assert tab_order.step(root, other, forward=True)
    assert QApplication.focusWidget() is one
    assert tab_order.step(root, one, forward=False)
    assert QApplication.focusWidget() is other


def test_a_new_passphrase_is_typed_twice_before_the_buttons_that_show_it(root: QWidget, qtbot: QtBot) -> None:
    tasks = Tasks()
    layout = root.layout()
    assert isinstance(layout, QVBoxLayout)
    layout.addWidget(NewPassphrase(tasks))
    layout.addWidget(line("next"))
    assert names(root) == ["Wachtzin", "Nog een keer", "Wachtzin tonen", "Wachtzin tonen", "next"]
    tasks.settle()
    tasks.shut_down()
