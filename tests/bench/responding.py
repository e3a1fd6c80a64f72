"""How long the window keeps its user waiting on a list of 100,000; run as a child of the bench.

    python -m tests.bench.responding FILE        (WIJKRAAD_PASSPHRASE opens it)

Sends real key and mouse events to the page of signals, at last to the text of one that saves itself meanwhile, and
prints, per kind of work, two figures in milliseconds: the
longest piece of processor time that the window's thread took without coming back to its events, and the longest gap
by the clock, which on a busy machine holds the work of others too.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from typing import Any

TURNS = 40
TYPED = "De lamp bij de brug is kapot, zegt een bewoner van de kade. "
BETWEEN_KEYS = 0.08
"""Seconds: a quick typist, so that the field saves several times while the keys go on."""


class Pulse:
    """Beats each time the event loop comes round, and keeps the longest time between two beats."""

    def __init__(self) -> None:
        from PySide6.QtCore import QTimer

        self._timer = QTimer(interval=0)
        self._timer.timeout.connect(self._beat)
        self.restart()
        self._timer.start()

    def restart(self) -> None:
        self.busy = self.gap = 0.0
        self._last = time.thread_time(), time.perf_counter()

    def _beat(self) -> None:
        now = time.thread_time(), time.perf_counter()
        self.busy = max(self.busy, now[0] - self._last[0])
        self.gap = max(self.gap, now[1] - self._last[1])
        self._last = now


class Typist:
    """Works on the page of signals with real keys and mouse."""

    def __init__(self) -> None:
        from PySide6.QtTest import QTest
        from PySide6.QtWidgets import QApplication, QLineEdit

        self.application: Any = QApplication.instance()
        shown = [one for one in QApplication.topLevelWidgets() if one.isVisible()]
        windows: list[Any] = [one for one in shown if hasattr(one, "rail")]
        self.window = windows[0]
        self.test = QTest
        self.settle()
        self.window.go("signals")
        self.settle()
        page: Any = self.window.page()
        self.table, self.search = page.table, page.filters.search.findChild(QLineEdit) or page.filters.search

    def settle(self) -> None:
        until = time.perf_counter() + 20
        self.application.processEvents()
        while self.window.app.tasks.busy and time.perf_counter() < until:
            self.application.processEvents()

    def press(self, target: Any, *keys: Any) -> None:
        for key in keys:
            self.test.keyClick(target, key)
            self.application.processEvents()

    def scroll(self) -> None:
        from PySide6.QtCore import Qt

        key = Qt.Key
        self.press(self.table, *([key.Key_PageDown] * TURNS), key.Key_End, key.Key_Home)

    def sort(self) -> None:
        from PySide6.QtCore import QPoint, Qt

        head = self.table.horizontalHeader()
        for column in (0, 4, 5):
            at = QPoint(head.sectionViewportPosition(column) + 12, head.height() // 2)
            self.test.mouseClick(head.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)
            self.settle()

    def filter(self) -> None:
        for letter in "zeldzaam":
            self.test.keyClicks(self.search, letter)
            self.application.processEvents()

    def enter_text(self) -> None:
        """Into the text of the first signal, with all of them in the list again."""
        from PySide6.QtCore import Qt

        key = Qt.Key
        self.press(self.search, *([key.Key_Backspace] * len("zeldzaam")))
        self.settle()
        self.table.setFocus()
        self.press(self.table, key.Key_Home, key.Key_F2)
        self.settle()
        while not hasattr(self.application.focusWidget(), "toPlainText"):
            self.press(self.application.focusWidget(), key.Key_Tab)

    def type(self) -> None:
        edit = self.application.focusWidget()
        before = len(edit.toPlainText())
        for letter in TYPED:
            self.test.keyClicks(edit, letter)
            until = time.perf_counter() + BETWEEN_KEYS
            while time.perf_counter() < until:
                self.application.processEvents()
        assert len(edit.toPlainText()) == before + len(TYPED)
        self.window.app.flush()


def measure(*_arguments: Any) -> int:
    """Stands in for the event loop of the program."""
    typist = Typist()
    pulse = Pulse()

    def tell(name: str, act: Callable[[], None]) -> None:
        pulse.restart()
        act()
        typist.settle()
        sys.stdout.write(f"{name};{pulse.busy * 1000:.1f};{pulse.gap * 1000:.1f};{typist.table.count()}\n")

    tell("scrolling", typist.scroll)
    tell("sorting", typist.sort)
    tell("typing a filter", typist.filter)
    typist.enter_text()
    tell("typing in a field that saves", typist.type)
    sys.stdout.flush()
    os._exit(0)


def main(dossier: str) -> None:
    """Everything as the user's double click does it."""
    from PySide6.QtWidgets import QApplication

    from wijkraad_app import bootstrap

    QApplication.exec = measure  # type: ignore[method-assign]  # instead of waiting for the user
    bootstrap.main([dossier])


if __name__ == "__main__":
    main(sys.argv[1])
