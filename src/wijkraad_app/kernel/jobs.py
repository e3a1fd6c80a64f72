"""A piece of work that can tell how far it is and can be stopped."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from .errors import Cancelled

Step = Callable[[int, int, str], None]


class Job:
    """Passed into long work: call `step` often; it raises `Cancelled` once the user has stopped it."""

    def __init__(self) -> None:
        self._stop = threading.Event()
        self.done = 0
        self.total = 0
        self.words = ""

    def cancel(self) -> None:
        self._stop.set()

    @property
    def cancelled(self) -> bool:
        return self._stop.is_set()

    def step(self, done: int, total: int = 0, words: str = "") -> None:
        """Report ``done`` of ``total`` (0 = unknown), and in ``words`` what is being done where numbers say little."""
        if self._stop.is_set():
            raise Cancelled
        self.done, self.total, self.words = done, total, words


_listening: ContextVar[Step | None] = ContextVar("listening", default=None)


@contextmanager
def heard_by(step: Step) -> Iterator[None]:
    """Inside the block, work that seldom takes long (`tell`) reports to ``step``, the like of `Job.step`."""
    before = _listening.set(step)
    try:
        yield
    finally:
        _listening.reset(before)


def tell(done: int, total: int, words: str) -> None:
    """Report to who listens, if anybody does; `Cancelled` as `Job.step`."""
    step = _listening.get()
    if step is not None:
        step(done, total, words)
