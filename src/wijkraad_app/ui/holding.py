"""What can't be written now and must not be lost: it waits in order, and is tried again until it goes.

The disk is full, the stick is out, the file has been moved: that passes. Whatever is done meanwhile waits behind.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from wijkraad_app.kernel.errors import UserError
from wijkraad_app.kernel.jobs import Job

from .autosave import tracker
from .tasks import Tasks

AGAIN_MS = 4000
PASSING = ("disk_full", "unwritable", "moved", "busy", "locked")
"""Codes of refusals that have to do with the disk or the moment, not with what was asked."""


@dataclass(slots=True)
class Write:
    """One user action on its way to the disk."""

    owner: QObject
    work: Callable[[Job], Any]
    done: Callable[[Any], None] | None
    failed: Callable[[BaseException], None]
    job: Job
    typed: bool = False
    """It saves what stands in a field, so that a refusal leaves something on the screen that isn't in the dossier."""
    tried: bool = False


class Holding(QObject):
    """Sends writes to the writer; those that a full or missing disk refused wait here."""

    changed = Signal()
    went = Signal()
    """All that waited is written."""

    def __init__(self, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._waiting: list[Write] = []
        self._under_way: Write | None = None
        self.reason: UserError | None = None
        self._again = QTimer(self, singleShot=True, interval=AGAIN_MS)
        self._again.timeout.connect(self.retry)

    @property
    def waiting(self) -> int:
        """How many user actions aren't written yet and can't be now."""
        return len(self._waiting)

    def submit(self, write: Write) -> Job:
        """In the order asked; behind what waits."""
        tracker().begin()
        if self._waiting:
            self._waiting.append(write)
        else:
            self._send(write)
        return write.job

    @Slot()
    def retry(self) -> None:
        """Try the first that waits; the others follow when it goes."""
        self._again.stop()
        if self._waiting and self._under_way is None:
            self._under_way = self._waiting[0]
            self._send(self._waiting[0])

    def give_up(self) -> None:
        """The window was closed all the same: nothing is tried any more."""
        self._again.stop()
        self._waiting.clear()
        self._under_way = None

    def _send(self, write: Write) -> None:
        def refused(error: BaseException) -> None:
            if isinstance(error, UserError) and error.code in PASSING:
                self._hold(write, error)
            else:
                if write.typed or not isinstance(error, UserError):
                    tracker().failed()
                write.failed(error)

        job = self._tasks.write(write.owner, write.work, write.done, failed=refused, job=write.job)

        def ended(finished: object) -> None:
            if finished is job:
                self._tasks.finished.disconnect(ended)
                self._ended(write)

        self._tasks.finished.connect(ended)

    def _hold(self, write: Write, error: UserError) -> None:
        self.reason = error
        if not write.tried:
            write.tried = True
            self._waiting.append(write)
        elif write is self._under_way:
            self._under_way = None
        self._again.start()
        self.changed.emit()

    def _ended(self, write: Write) -> None:
        """Refused it waits on; else it went, well or not, and the next may go."""
        if write in self._waiting and write is not self._under_way:
            return
        tracker().end()
        if write is self._under_way:
            self._under_way = None
            self._waiting.remove(write)
            if self._waiting:
                self.retry()
            else:
                self.reason = None
                self.went.emit()
            self.changed.emit()
