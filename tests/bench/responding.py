"""How long the window keeps its user waiting on a list of 100,000; run as a child of the bench.

    python -m tests.bench.responding FILE        (WIJKRAAD_PASSPHRASE opens it)

Sends real key and mouse events to the page of signals and prints, per kind of work, two figures in milliseconds: the
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


def measure(*_arguments: Any) -> int:
    """Stands in for the event loop of the program."""
    from PySide6.QtCore import QPoint, Qt
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication, QLineEdit

    application: Any = QApplication.instance()
    window = next(one for one in application.topLevelWidgets() if one.isVisible() and hasattr(one, "rail"))

    def settled() -> None:
        until = time.perf_counter() + 20
        application.processEvents()
        while window.app.tasks.busy and time.perf_counter() < until:
            application.processEvents()

    settled()
    window.go("signals")
    settled()
    page = window.page()
    table, search = page.table, page.filters.search.findChild(QLineEdit) or page.filters.search
    head = table.horizontalHeader()
    pulse = Pulse()

    def keys(target: Any, *keys: Any) -> Callable[[], None]:
        def press() -> None:
            for key in keys:
                QTest.keyClick(target, key)
                application.processEvents()

        return press

    def sort() -> None:
        for column in (0, 4, 5):
            at = QPoint(head.sectionViewportPosition(column) + 12, head.height() // 2)
            QTest.mouseClick(head.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)
            settled()

    def filter_() -> None:
        for letter in "zeldzaam":
            QTest.keyClicks(search, letter)
            application.processEvents()
        settled()

    key = Qt.Key
    work = {
        "scrolling": keys(table, *([key.Key_PageDown] * TURNS), key.Key_End, key.Key_Home),
        "sorting": sort,
        "typing a filter": filter_,
    }
    for name, act in work.items():
        pulse.restart()
        act()
        settled()
        sys.stdout.write(f"{name};{pulse.busy * 1000:.1f};{pulse.gap * 1000:.1f};{table.count()}\n")
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
