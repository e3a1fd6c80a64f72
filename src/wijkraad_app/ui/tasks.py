"""Work off the window's thread: one serial writer, a pool of readers, newest-wins, results while the owner lives.

`Tasks.idle` is sent when nothing is under way any more: tests wait for it, closing does too.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QDeadlineTimer, QEventLoop, QObject, Qt, QTimer, Signal, Slot
from shiboken6 import isValid

from wijkraad_app.kernel.errors import Cancelled
from wijkraad_app.kernel.jobs import Job

from . import collector

log = logging.getLogger(__name__)

Done = Callable[[Any], None]
Failed = Callable[[BaseException], None]


@dataclass(frozen=True, slots=True)
class _Parcel:
    owner: QObject
    job: Job
    future: Future[Any]
    done: Done | None
    failed: Failed | None
    writes: bool


class Tasks(QObject):
    """Made and used on the window's thread; ``work(job)`` runs elsewhere, ``done`` and ``failed`` run here."""

    idle = Signal()
    finished = Signal(object)
    """The `Job` that ended, well or not."""
    _arrived = Signal(object)

    def __init__(self, parent: QObject | None = None, *, readers: int = 4) -> None:
        super().__init__(parent)
        collector.install()
        self._writer = ThreadPoolExecutor(1, "writer")
        self._readers = ThreadPoolExecutor(readers, "reader")
        self._latest: dict[tuple[int, str], Job] = {}
        self._running: set[Job] = set()
        self._closed = False
        self._arrived.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def read(
        self,
        owner: QObject,
        work: Callable[[Job], Any],
        done: Done | None = None,
        *,
        failed: Failed | None = None,
        latest: str | None = None,
    ) -> Job:
        """Run ``work`` in a reader. A newer read with the same ``latest`` of the same owner makes this one void."""
        job = Job()
        if latest is not None:
            key = (id(owner), latest)
            if (older := self._latest.get(key)) is not None:
                older.cancel()
            self._latest[key] = job
        return self._submit(self._readers, owner, job, work, done, failed, writes=False)

    def write(
        self,
        owner: QObject,
        work: Callable[[Job], Any],
        done: Done | None = None,
        *,
        failed: Failed | None = None,
        job: Job | None = None,
    ) -> Job:
        """Run ``work`` in the writer, in the order given. A failure is told even when the owner has gone."""
        return self._submit(self._writer, owner, job or Job(), work, done, failed, writes=True)

    def _submit(
        self,
        pool: ThreadPoolExecutor,
        owner: QObject,
        job: Job,
        work: Callable[[Job], Any],
        done: Done | None,
        failed: Failed | None,
        *,
        writes: bool,
    ) -> Job:
        def arrived(future: Future[Any]) -> None:
            if isValid(self):
                self._arrived.emit(_Parcel(owner, job, future, done, failed, writes))

        if self._closed:
            if writes:
                log.error("a write was asked after the end", stack_info=True)
            job.cancel()
            return job
        self._running.add(job)
        pool.submit(_unless_cancelled, job, work).add_done_callback(arrived)
        return job

    @Slot(object)
    def _deliver(self, parcel: _Parcel) -> None:
        self._running.discard(parcel.job)
        try:
            self._hand_over(parcel)
        finally:
            self._forget(parcel.job)
            self.finished.emit(parcel.job)
            if not self._running:
                self.idle.emit()

    def _hand_over(self, parcel: _Parcel) -> None:
        error = parcel.future.exception()
        alive = isValid(parcel.owner)
        if error is None:
            if alive and parcel.done is not None and (parcel.writes or not parcel.job.cancelled):
                parcel.done(parcel.future.result())
        elif isinstance(error, Cancelled) or (parcel.job.cancelled and not parcel.writes):
            return
        elif parcel.failed is not None and (alive or parcel.writes):
            parcel.failed(error)
        else:
            log.error("task failed", exc_info=error)

    def _forget(self, job: Job) -> None:
        self._latest = {key: live for key, live in self._latest.items() if live is not job}

    @property
    def busy(self) -> bool:
        return bool(self._running)

    @property
    def closed(self) -> bool:
        """Whether nothing can be asked any more."""
        return self._closed

    def running(self, job: Job) -> bool:
        return job in self._running

    def settle(self, timeout_ms: int = 30_000) -> bool:
        """Keep the window alive until everything under way has ended; False when it takes longer."""
        deadline = QDeadlineTimer(timeout_ms)
        while self._running and not deadline.hasExpired():
            loop = QEventLoop()
            late = QTimer(loop, singleShot=True)  # goes with the loop: a later one would call what is no more
            late.timeout.connect(loop.quit)
            late.start(max(1, deadline.remainingTime()))
            self.idle.connect(loop.quit)
            loop.exec()
            self.idle.disconnect(loop.quit)
            late.stop()
        return not self._running

    def shut_down(self) -> None:
        """Finish the writes, drop the reads that have not begun."""
        self._closed = True
        self._readers.shutdown(wait=False, cancel_futures=True)
        self._writer.shutdown(wait=True)


def _unless_cancelled(job: Job, work: Callable[[Job], Any]) -> Any:
    if job.cancelled:
        raise Cancelled
    return work(job)


def in_window_thread() -> bool:
    return threading.current_thread() is threading.main_thread()
