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
    if application is None or application.findChild(QTimer, _NAME) is not None:
        return
    gc.disable()
    timer = QTimer(application)
    timer.setObjectName(_NAME)
    timer.setInterval(INTERVAL_MS)
    timer.timeout.connect(collect)
    timer.start()


def collect() -> None:
    """What the interpreter would have collected by itself by now."""
    due = [
        generation
        for generation, (count, limit) in enumerate(zip(gc.get_count(), gc.get_threshold(), strict=True))
        if count > limit
    ]
    if due:
        gc.collect(max(due))
