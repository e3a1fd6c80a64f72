"""Python's garbage collector runs on the window's thread only.

It would else run on whatever thread happens to allocate; a reader would then destroy widgets, which Qt forbids: it
ends in a crash, or in a deadlock between Qt's locks and the interpreter's. So it is switched off once there are
threads beside windows, and a timer on the window's thread does its work by the same thresholds.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QCoreApplication, QTimer

INTERVAL_MS = 250
_NAME = "collector"


def install() -> None:
    """From now on collect on this thread, which must be the window's. Once is enough."""
    application = QCoreApplication.instance()
    if application is None or _timer() is not None:
        return
    gc.disable()
    timer = QTimer(application)
    timer.setObjectName(_NAME)
    timer.setInterval(INTERVAL_MS)
    timer.timeout.connect(collect)
    timer.start()


def wait() -> None:
    """Collect nothing while a great deal is imported, until `settle`."""
    if (timer := _timer()) is not None:
        timer.stop()


def settle() -> None:
    """What is there now (modules, tables, the window) stays as long as the program does: it isn't walked through again.

    A hundred thousand things and more, which would keep keys waiting for a tenth of a second now and then.
    """
    gc.freeze()
    if (timer := _timer()) is not None:
        timer.start()


def _timer() -> QTimer | None:
    application = QCoreApplication.instance()
    return application.findChild(QTimer, _NAME) if application is not None else None


def collect() -> None:
    """What the interpreter would have collected by itself by now."""
    due = [
        generation
        for generation, (count, limit) in enumerate(zip(gc.get_count(), gc.get_threshold(), strict=True))
        if count > limit
    ]
    if due:
        gc.collect(max(due))
