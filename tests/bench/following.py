"""How long after a key the letter beside the text shows it; run as a child of the bench.

    python -m tests.bench.following FILE        (a dossier with a draft advice; opened without a passphrase)

A quick typist writes in the findings of a draft, with the letter beside it. Prints, in milliseconds by the clock, the
median and the longest time from a key to the page that holds its letter, and the longest piece of processor time that
the window's thread took meanwhile.
"""

from __future__ import annotations

import os
import statistics
import sys
import time
from typing import Any

from tests.bench.responding import BETWEEN_KEYS, Pulse, Typist

TYPED = "De lamp bij de brug is kapot, zegt iemand van de kade. " * 3
LATEST = 30
"""Seconds after which a letter counts as never shown."""


def bare(text: str) -> str:
    return "".join(text.split())


class Writer(Typist):
    """Works on the page of advice."""

    def __init__(self) -> None:
        from PySide6.QtTest import QTest
        from PySide6.QtWidgets import QApplication

        self.application: Any = QApplication.instance()
        self.test = QTest
        self.window = next(one for one in QApplication.topLevelWidgets() if one.isVisible() and hasattr(one, "rail"))
        self.settle()
        self.window.go("advice")
        self.settle()
        self.page: Any = self.window.page()
        draft = next(row.id for row in self.window.app.workspace.read(_rows) if row.state == "draft")
        self.page.show_advice(draft)
        self.settle()
        self.edit = self.page.draft.sections["occasion"].edit
        self.edit.setFocus()

    def waits(self) -> list[float]:
        """Seconds until it was shown, of each letter; they are written at the very start, where the page shows them."""
        pressed: list[float] = []
        shown: list[float] = []
        begun = time.perf_counter()
        while len(shown) < len(TYPED):
            now = time.perf_counter()
            assert now - begun < LATEST, "the letter never shows what is typed"
            if len(pressed) < len(TYPED) and now - begun >= BETWEEN_KEYS * len(pressed):
                self.test.keyClicks(self.edit, TYPED[len(pressed)])
                pressed.append(now)
            self.application.processEvents()
            page = bare(self.page.letter.pages.text())
            while len(shown) < len(pressed) and bare(TYPED[: len(shown) + 1]) in page:
                shown.append(time.perf_counter())
        return [at - key for key, at in zip(pressed, shown, strict=True)]


def _rows(session: Any) -> Any:
    from wijkraad_app.features.advice import queries

    return queries.advice_rows(session)


def measure(*_arguments: Any) -> int:
    """Stands in for the event loop of the program."""
    from wijkraad_app.kernel import threads

    with threads.allowed_here():
        writer = Writer()
    pulse = Pulse()
    waits = writer.waits()
    sys.stdout.write(f"{statistics.median(waits) * 1000:.1f};{max(waits) * 1000:.1f};{pulse.busy * 1000:.1f}\n")
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
