"""A piece of work that can tell how far it is and can be stopped."""

from __future__ import annotations

import threading

from .errors import Cancelled


class Job:
    """Passed into long work: call `step` often; it raises `Cancelled` once the user has stopped it."""

    def __init__(self) -> None:
        self._stop = threading.Event()
        self.done = 0
        self.total = 0

    def cancel(self) -> None:
        self._stop.set()

    @property
    def cancelled(self) -> bool:
        return self._stop.is_set()

    def step(self, done: int, total: int = 0) -> None:
        """Report ``done`` of ``total`` (0 = unknown)."""
        if self._stop.is_set():
            raise Cancelled
        self.done, self.total = done, total
