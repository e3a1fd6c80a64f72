"""All a screen reader gets of each page: what every part is, what it is called, and how it stands."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QAbstractItemView, QApplication, QLineEdit, QWidget

from tests.ui.walk import OpenWalk, Walk
from wijkraad_app.ui import accessibility
from wijkraad_app.ui.widgets.chart_view import ChartView
from wijkraad_app.ui.widgets.choices import Segments

ROLE, TEXT = QAccessible.Role, QAccessible.Text
TELLING = {
    *(ROLE.Button, ROLE.ButtonMenu, ROLE.CheckBox, ROLE.RadioButton, ROLE.ComboBox, ROLE.EditableText, ROLE.List),
    *(ROLE.Table, ROLE.Tree, ROLE.PageTab, ROLE.PageTabList, ROLE.Chart, ROLE.Document, ROLE.Link, ROLE.SpinBox),
    *(ROLE.StaticText, ROLE.Slider),
}
"""What can take the keyboard is one of these, never just “a part of the window”."""
MOST_ROWS = 40


def parts(interface: QAccessibleInterface) -> Iterator[QAccessibleInterface]:
    """The interface and all in it that is shown."""
    if interface.state().invisible:
        return
    yield interface
    for at in range(min(interface.childCount(), MOST_ROWS)):
        child = interface.child(at)
        if child is not None and child.isValid():
            yield from parts(child)


def window_parts(walk: Walk) -> Iterator[QAccessibleInterface]:
    root = QAccessible.queryAccessibleInterface(walk.window)
    assert root is not None
    yield from parts(root)


def described(interface: QAccessibleInterface) -> str:
    thing = interface.object()
    kind = type(thing).__name__ if thing is not None else "part"
    return f"{kind} “{interface.text(TEXT.Name)[:40]}” ({interface.role().name})"


def test_everything_that_takes_the_keyboard_says_what_it_is(open_walk: OpenWalk) -> None:
    walk = open_walk()
    wrong: list[str] = []
    for page in walk.pages():
        walk.visit(page)
        for one in accessibility.focusable(walk.window):
            if not one.isVisible() or one is walk.window:
                continue
            interface = QAccessible.queryAccessibleInterface(one)
            assert interface is not None
            if interface.role() not in TELLING or not interface.text(TEXT.Name).strip():
                wrong.append(f"{page}: {described(interface)}")
            if one.isEnabled() and (not interface.state().focusable or interface.state().disabled):
                wrong.append(f"{page}: can't be focused: {described(interface)}")
    assert not wrong, "\n".join(wrong)


def test_every_row_of_every_list_and_table_can_be_read(open_walk: OpenWalk) -> None:
    walk = open_walk()
    silent: list[str] = []
    read = 0
    for page in walk.pages():
        walk.visit(page)
        for view in walk.window.findChildren(QAbstractItemView):
            interface = QAccessible.queryAccessibleInterface(view)
            if not view.isVisible() or interface is None or view.model() is None:
                continue
            cells = [one for one in parts(interface) if one.role() in (ROLE.ListItem, ROLE.Cell, ROLE.ColumnHeader)]
            read += len(cells)
            silent += [f"{page}: {type(view).__name__}" for one in cells[:60] if not one.text(TEXT.Name).strip()]
    assert read > 100
    assert not silent, "\n".join(sorted(set(silent)))


def test_charts_say_in_words_what_they_show(open_walk: OpenWalk) -> None:
    walk = open_walk()
    walk.visit("surveys")
    charts = [one for one in walk.window.findChildren(ChartView) if one.isVisible()]
    assert charts
    for chart in charts:
        interface = QAccessible.queryAccessibleInterface(chart)
        assert interface is not None and interface.role() == ROLE.Chart
        assert "n = " in interface.text(TEXT.Description) and "%" in interface.text(TEXT.Description)


def test_the_rail_says_which_page_is_in_front_and_can_be_pressed(open_walk: OpenWalk) -> None:
    walk = open_walk()
    walk.visit("signals")
    faces = {key: QAccessible.queryAccessibleInterface(item) for key, item in walk.window.rail.items.items()}
    assert [key for key, face in faces.items() if face is not None and face.state().selected] == ["signals"]
    actions = faces["advice"].actionInterface() if faces["advice"] is not None else None
    assert actions is not None and "Press" in actions.actionNames()
    actions.doAction("Press")
    walk.settle()
    assert walk.window.rail.items["advice"].isChecked()


def test_fields_tell_their_text_and_where_the_cursor_is(open_walk: OpenWalk) -> None:
    walk = open_walk()
    walk.visit("meetings")
    field = next(one for one in walk.window.findChildren(QLineEdit) if one.isVisible() and one.text() == "Wijkraad")
    walk.hands.tab_to(field)
    walk.hands.press(Qt.Key.Key_Home)
    walk.hands.press(Qt.Key.Key_Right, times=4)
    interface = QAccessible.queryAccessibleInterface(field)
    assert interface is not None
    words = interface.textInterface()
    assert words is not None
    assert (words.text(0, words.characterCount()), words.cursorPosition()) == ("Wijkraad", 4)


def test_a_switch_tells_what_is_chosen(open_walk: OpenWalk) -> None:
    walk = open_walk()
    walk.visit("settings")
    switches = [one for one in walk.window.findChildren(Segments) if one.isVisible()]
    assert switches
    for switch in switches:
        assert switch.accessibleName() and switch.accessibleDescription()


@pytest.mark.parametrize("page", ["today", "advice", "letters"])
def test_icons_that_say_nothing_are_not_read(open_walk: OpenWalk, page: str) -> None:
    walk = open_walk()
    walk.visit(page)
    loud = [described(one) for one in window_parts(walk) if one.role() == ROLE.Graphic and one.text(TEXT.Name)]
    assert loud == []


def test_the_window_says_its_name_and_where_the_keyboard_is(open_walk: OpenWalk) -> None:
    walk = open_walk()
    walk.visit("people")
    focus = QApplication.focusWidget()
    assert isinstance(focus, QWidget)
    interface = QAccessible.queryAccessibleInterface(focus)
    assert interface is not None and interface.state().focused
    window = QAccessible.queryAccessibleInterface(walk.window)
    assert window is not None and "De Singels" in window.text(TEXT.Name)
