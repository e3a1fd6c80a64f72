"""Locked: nothing of the dossier is in the window, nothing typed is lost, and only the passphrase brings it back."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QApplication

from tests.end2end.window_driver import Keyboard
from wijkraad_app.kernel import threads
from wijkraad_app.kernel.errors import UserError
from wijkraad_app.ui import locking
from wijkraad_app.ui.accessibility import unnamed
from wijkraad_app.ui.locking import Locker, LockScreen

from .conftest import MARK, PASSPHRASE, Begin


def locker_of(keyboard: Keyboard) -> Locker:
    assert keyboard.desktop.app is not None
    found = keyboard.desktop.app.services[locking.SERVICE]
    assert isinstance(found, Locker)
    return found


def said(interface: QAccessibleInterface) -> Iterator[str]:
    """All a screen reader could come by, from the window down."""
    for part in (QAccessible.Text.Name, QAccessible.Text.Description, QAccessible.Text.Value):
        yield interface.text(part)
    for place in range(interface.childCount()):
        child = interface.child(place)
        if child is not None and child.isValid():
            yield from said(child)


def everything_said(keyboard: Keyboard) -> str:
    found = []
    for window in QApplication.topLevelWidgets():
        if window.isVisible():
            interface = QAccessible.queryAccessibleInterface(window)
            found += [*said(interface), window.windowTitle()]
    return "\n".join(found)


def to_signals(keyboard: Keyboard) -> None:
    keyboard.press("Ctrl+5")
    keyboard.wait(lambda: "Signalen" in keyboard.window.windowTitle())
    keyboard.wait_for(f"{MARK} aan de kade")


def test_nothing_of_the_dossier_is_left_in_the_window(begin: Begin) -> None:
    keyboard = begin()
    to_signals(keyboard)
    assert MARK in everything_said(keyboard)
    keyboard.press("Ctrl+L")
    told = everything_said(keyboard)
    for word in (MARK, "Wijkraad Test", "Anna", "wijk"):
        assert word.casefold() not in told.casefold()
    assert keyboard.window.windowTitle() == "Op slot"
    assert isinstance(keyboard.top(), type(keyboard.window)) and keyboard.here() == "Wachtzin"
    assert unnamed(keyboard.window.findChildren(LockScreen)[0]) == []
    with threads.allowed_here(), pytest.raises(UserError):
        assert keyboard.desktop.workspace is not None
        keyboard.desktop.workspace.read(lambda session: None)


def test_no_key_leads_in_but_the_passphrase(begin: Begin) -> None:
    keyboard = begin()
    to_signals(keyboard)
    keyboard.press("Ctrl+L")
    keyboard.press("Ctrl+K", "Esc", "Ctrl+1", "F6", "F1", "Ctrl+Z", "Tab", "Tab", "Tab", "Tab")
    assert MARK not in everything_said(keyboard)
    keyboard.go_to("Wachtzin")
    keyboard.type("verkeerd")
    keyboard.press("Enter")
    keyboard.wait(lambda: "opent dit bestand niet" in everything_said(keyboard))
    assert MARK not in everything_said(keyboard)
    keyboard.type(PASSPHRASE)
    keyboard.press("Enter")
    keyboard.wait_for(f"{MARK} aan de kade")
    assert "Signalen" in keyboard.window.windowTitle()
    keyboard.press("Ctrl+K")
    keyboard.type("Vandaag")
    keyboard.press("Enter")
    keyboard.wait(lambda: "Vandaag" in keyboard.window.windowTitle())


def test_what_was_typed_is_saved_and_a_dialog_stays_as_it_was(begin: Begin) -> None:
    keyboard = begin()
    to_signals(keyboard)
    keyboard.press("Ctrl+Shift+N")
    keyboard.settle()
    keyboard.type("Half getypt")
    before = keyboard.focus
    assert keyboard.value() == "Half getypt"
    keyboard.press("Ctrl+L")
    assert "Half getypt" not in everything_said(keyboard)
    keyboard.type(PASSPHRASE)
    keyboard.press("Enter")
    keyboard.wait(lambda: keyboard.focus is before)
    keyboard.type(" en af")
    assert keyboard.value() == "Half getypt en af"


def test_without_a_passphrase_it_is_said_that_anyone_can_unlock(begin: Begin) -> None:
    keyboard = begin(None)
    to_signals(keyboard)
    keyboard.press("Ctrl+L")
    told = everything_said(keyboard)
    assert MARK not in told and "iedereen kan het slot openen" in told
    keyboard.press("Enter")
    keyboard.wait_for(f"{MARK} aan de kade")


def test_the_key_on_paper_unlocks(begin: Begin) -> None:
    from wijkraad_app.db import recovery

    keyboard = begin()
    workspace = keyboard.desktop.workspace
    assert workspace is not None and workspace.dossier.key is not None
    groups = recovery.groups(bytes(bytearray(workspace.dossier.key)))
    keyboard.press("Ctrl+L")
    keyboard.push("Herstelsleutel gebruiken")
    keyboard.type(" ".join(groups[:-1]) + " 00000")
    keyboard.press("Enter")
    keyboard.wait(lambda: "Groep 13" in everything_said(keyboard))
    keyboard.press("Ctrl+A")
    keyboard.type(" ".join(groups))
    keyboard.press("Enter")
    keyboard.wait(lambda: not keyboard.window.findChildren(LockScreen) or keyboard.window.windowTitle() != "Op slot")


def test_it_locks_by_itself_after_rest_but_not_during_a_meeting(begin: Begin, monkeypatch: pytest.MonkeyPatch) -> None:
    keyboard = begin()
    locker = locker_of(keyboard)
    app = keyboard.desktop.app
    assert app is not None and locker.minutes == 10
    told: list[bool] = []
    monkeypatch.setattr("wijkraad_app.ui.awake._screen_saver", lambda *, keep: told.append(keep))
    monkeypatch.setattr("wijkraad_app.ui.awake.sys.platform", "linux")
    app.presence.set_held("meeting", True)
    locker._rest.setRemainingTime(0)
    locker._timer.timeout.emit()
    assert keyboard.window.windowTitle() != "Op slot" and told == [True]
    app.presence.set_held("meeting", False)
    assert told == [True, False]
    keyboard.press("Tab")
    locker._timer.timeout.emit()
    assert keyboard.window.windowTitle() != "Op slot"
    locker._rest.setRemainingTime(0)
    locker._timer.timeout.emit()
    keyboard.settle()
    assert keyboard.window.windowTitle() == "Op slot"


def test_a_break_asks_for_a_lock(begin: Begin) -> None:
    keyboard = begin()
    app = keyboard.desktop.app
    assert app is not None
    app.presence.begin_break()
    keyboard.wait_for("Tijdens de pauze op slot?")
    keyboard.press("Enter")
    assert keyboard.window.windowTitle() == "Op slot"


def test_a_locked_window_can_be_closed(begin: Begin) -> None:
    keyboard = begin()
    keyboard.press("Ctrl+L")
    keyboard.window.close()
    keyboard.settle()
    assert keyboard.desktop.workspace is None


def test_another_theme_while_locked_waits_behind_the_lock_whatever_was_open(begin: Begin) -> None:
    """The system turns dark and light; a list with its menu, a dialog and the palette lie behind the lock meanwhile."""
    keyboard = begin()
    to_signals(keyboard)
    hints = QApplication.styleHints()
    for scheme, keys in zip(
        [Qt.ColorScheme.Dark, Qt.ColorScheme.Light] * 3,
        [(), ("Ctrl+Shift+N",), ("Ctrl+K",), ("Shift+F10",), ("Ctrl+Shift+N", "Ctrl+K"), ("F1",)],
        strict=True,
    ):
        keyboard.press(*keys)
        keyboard.press("Ctrl+L")
        for one in (Qt.ColorScheme.Dark, Qt.ColorScheme.Light, scheme):
            hints.setColorScheme(one)
            gc.collect()
            keyboard.settle()
        assert MARK not in everything_said(keyboard)
        keyboard.type(PASSPHRASE)
        keyboard.press("Enter")
        keyboard.wait(lambda: locker_of(keyboard).screen is None)
        keyboard.press("Esc", "Esc", "Esc")
        to_signals(keyboard)
    hints.unsetColorScheme()
