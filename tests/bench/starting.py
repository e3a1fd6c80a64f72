"""One start of the program up to a window that can be used, measured from inside; run as a child of the bench.

    python -m tests.bench.starting bare            an empty window of Qt, the baseline
    python -m tests.bench.starting FILE            the program with that dossier (WIJKRAAD_PASSPHRASE opens it)

Usable: the rows of the first page are there, nothing is being read any more, nothing lies over it, and a key press
was answered. Prints seconds of processor time and seconds by the clock, both from the start of the interpreter on,
megabytes in memory and the number of modules.
"""

from __future__ import annotations

import os
import resource
import sys
import time
from pathlib import Path
from typing import Any


def wall() -> float:
    """Seconds since this process began, as the system tells it."""
    ticks = int(Path("/proc/self/stat").read_text().rpartition(")")[2].split()[19])
    return time.clock_gettime(time.CLOCK_BOOTTIME) - ticks / os.sysconf("SC_CLK_TCK")


def report() -> None:
    """Print the figures and end at once: closing isn't measured."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    megabytes = pages * os.sysconf("SC_PAGE_SIZE") / 1e6
    sys.stdout.write(f"{used.ru_utime + used.ru_stime:.4f} {wall():.4f} {megabytes:.1f} {len(sys.modules)}\n")
    sys.stdout.flush()
    os._exit(0)


def expose(application: Any, window: Any) -> None:
    """Come back when the window can be seen; asleep meanwhile, so that waiting costs no processor time."""
    from PySide6.QtCore import QEventLoop

    application.processEvents()
    while not window.windowHandle().isExposed():
        application.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)


def press(target: Any) -> None:
    """Down, as the system sends it."""
    from PySide6.QtCore import QEvent, Qt
    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QApplication

    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QApplication.sendEvent(target, QKeyEvent(kind, Qt.Key.Key_Down, Qt.KeyboardModifier.NoModifier))
    QApplication.processEvents()


def bare() -> None:
    """The least a program with a window can be: nothing in it, really shown, and a key press answered."""
    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QApplication, QMainWindow

    class Window(QMainWindow):
        answered = False

        def keyPressEvent(self, _event: QKeyEvent) -> None:
            self.answered = True

    application, window = QApplication([]), Window()
    window.resize(1366, 768)
    window.show()
    expose(application, window)
    press(window)
    assert window.answered
    report()


def until_usable(*_arguments: Any) -> int:
    """Stands in for the event loop of the program."""
    from PySide6.QtWidgets import QApplication

    application: Any = QApplication.instance()
    window = next(one for one in application.topLevelWidgets() if one.isVisible() and hasattr(one, "rail"))
    expose(application, window)
    window.app.tasks.settle()
    application.processEvents()
    assert window.overlay() is None, "something lies over the window"
    press(application.focusWidget() or window)
    report()
    return 0


def program(dossier: str) -> None:
    """Everything as the user's double click does it."""
    from wijkraad_app import bootstrap
    from wijkraad_app.ui import plain_imports  # noqa: F401  # as bootstrap does, but the loop is replaced here

    from PySide6.QtWidgets import QApplication  # isort: skip

    QApplication.exec = until_usable  # type: ignore[method-assign]  # instead of waiting for the user
    bootstrap.main([dossier])


if __name__ == "__main__":
    bare() if sys.argv[1] == "bare" else program(sys.argv[1])
