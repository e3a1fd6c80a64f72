"""Every command of every page is given: what opens has a name, can be walked by Tab, shows its words whole, and Esc
closes it."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from tests.ui.walk import OpenWalk, Walk, cut, described, reachable
from wijkraad_app.ui import accessibility
from wijkraad_app.ui.app import Types
from wijkraad_app.ui.palette import Palette
from wijkraad_app.ui.widgets.buttons import MenuButton

LEFT_OUT = (
    *("edit.", "go.back", "window.", "help.open", "help.tour", "tour."),
    *("dossier.close", "dossier.lock", "program."),
)
"""What ends the window, locks it, goes to another window, or changes the dossier at once."""


def _left_out(command: str) -> bool:
    return command.startswith(LEFT_OUT) or (command.startswith("go.") and command != "go.palette")


class NoFile:
    """Somebody who presses Cancel in every file dialog."""

    def open_file(self, parent: QWidget | None, title: str, types: Types, folder: str) -> Path | None:
        return None

    def open_files(self, parent: QWidget | None, title: str, types: Types, folder: str) -> list[Path]:
        return []

    def save_file(self, parent: QWidget | None, title: str, types: Types, suggested: str) -> Path | None:
        return None

    def folder(self, parent: QWidget | None, title: str, folder: str) -> Path | None:
        return None


def wrong_with(walk: Walk, over: QWidget) -> list[str]:
    """What a screen reader, a keyboard or eyes would miss in what has opened."""
    interface = QAccessible.queryAccessibleInterface(over)
    found = [] if over.accessibleName().strip() else ["it has no name"]
    if not isinstance(over, Palette) and (interface is None or interface.role() != QAccessible.Role.Dialog):
        found.append("it is no dialog to a screen reader")
    found += [f"no name: {one}" for one in accessibility.unnamed(over)]
    found += [f"cut: {one}" for one in cut(over)]
    focus = QApplication.focusWidget()
    if focus is None or not over.isAncestorOf(focus):
        found.append("the keyboard isn't in it")
        return found
    passed = set(walk.round())
    found += [f"not reached: {described(one)}" for one in reachable(over) if one not in passed and one is not over]
    found += [f"Tab leads out: {described(one)}" for one in passed if not over.isAncestorOf(one)]
    return found


def closed_by_esc(walk: Walk) -> bool:
    for _level in range(3):
        QTest.keyClick(QApplication.focusWidget() or walk.window, Qt.Key.Key_Escape)
        walk.settle()
        if walk.window.overlay() is None:
            return True
    return False


@pytest.mark.timeout(400)
@pytest.mark.parametrize(("language", "scale"), [("nl", 1.0), ("en", 2.0)])
def test_what_a_command_opens_is_for_everyone_and_esc_closes_it(
    open_walk: OpenWalk, language: str, scale: float
) -> None:
    walk = open_walk(language, scale)
    walk.window.app.chooser = NoFile()
    wrong: list[str] = []
    opened: set[str] = set()
    done: set[str] = set()
    for page in walk.pages():
        walk.visit(page)
        for command in walk.window.app.commands.all():
            if command.id in done or _left_out(command.id) or not command.enabled():
                continue
            done.add(command.id)
            command.run()  # the walk is about what opens; keys and palette have their own tests
            wrong += [f"{page}, {command.id}: {one}" for one in looked_at(walk, command.id, opened)]
            walk.visit(page)
        for name in menu_entries(walk) - done:
            done.add(name)
            if give(walk, name):
                wrong += [f"{page}, {name}: {one}" for one in looked_at(walk, name, opened)]
            walk.visit(page)
    assert not wrong, "\n".join(wrong)
    assert len(opened) > 15, f"{sorted(opened)} of {sorted(done)}"


def looked_at(walk: Walk, name: str, opened: set[str]) -> list[str]:
    """What is wrong with what has opened now; it is closed again."""
    walk.settle()
    over = walk.window.overlay()
    if over is None:
        return []
    opened.add(name)
    wrong = wrong_with(walk, over)
    if not closed_by_esc(walk):
        wrong.append("Esc does not close it")
        walk.window.overlay().close_dialog()  # type: ignore[union-attr]
    return wrong


def menus(walk: Walk) -> list[MenuButton]:
    return [one for one in walk.window.findChildren(MenuButton) if one.isVisible() and one.isEnabled()]


def menu_entries(walk: Walk) -> set[str]:
    """What the menus of the page offer."""
    return {entry[0] for menu in menus(walk) for entry in menu._entries() if entry is not None}


def give(walk: Walk, name: str) -> bool:
    """Choose that entry; False when its menu has gone with what was done before."""
    for menu in menus(walk):
        for entry in menu._entries():
            if entry is not None and entry[0] == name:
                entry[2]()
                return True
    return False
