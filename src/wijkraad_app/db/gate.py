"""Many readers or one who is alone: while a dossier gets another key, place or none, nobody may be reading."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

from wijkraad_app.kernel.errors import UserError
from wijkraad_app.kernel.i18n import _

PATIENCE = 10.0
"""Seconds."""


class Gate:
    """`shared` for each reader, `alone` for who changes what they read from."""

    def __init__(self) -> None:
        self._state = threading.Condition()
        self._inside = 0
        self._alone = False

    @contextmanager
    def shared(self) -> Iterator[None]:
        """Inside with other readers; waits while someone is alone."""
        with self._state:
            self._state.wait_for(lambda: not self._alone)
            self._inside += 1
        try:
            yield
        finally:
            with self._state:
                self._inside -= 1
                self._state.notify_all()

    @contextmanager
    def alone(self, patience: float = PATIENCE) -> Iterator[None]:
        """Inside without readers; new ones wait. `UserError` ``busy`` when they take longer than ``patience``."""
        until = time.monotonic() + patience
        with self._state:
            free = self._state.wait_for(lambda: not self._alone, patience)
            self._alone = free
            if free and not self._state.wait_for(lambda: self._inside == 0, max(0.0, until - time.monotonic())):
                self._alone = free = False
                self._state.notify_all()
        if not free:
            raise UserError(_("The program is still reading. Try again in a moment."), code="busy")
        try:
            yield
        finally:
            with self._state:
                self._alone = False
                self._state.notify_all()
