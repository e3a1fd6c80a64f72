"""No Save button: a field saves itself 600 ms after the last key, at the latest 800 ms after the first unsaved one.

`Autosave` belongs to one field; `tracker` knows about all fields and writes of the window, and `SavedLabel`
shows it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

QUIET_MS = 600
LATEST_MS = 800
_UNSET = object()

Save = Callable[[Any, UUID], None]


class Tracker(QObject):
    """Whether everything typed is stored: ``saved``, ``pending`` or ``failed``."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._writing = 0
        self._failed = False
        self._unsaved: set[Autosave] = set()
        self.read_only = False
        """The dossier can't be written: fields are to be looked at."""

    @property
    def state(self) -> str:
        if self._writing or self._unsaved:
            return "pending"
        return "failed" if self._failed else "saved"

    def hold(self, one: Autosave) -> None:
        """Keep a field's unsaved text alive, also when the field itself goes."""
        self._unsaved.add(one)
        self.changed.emit()

    def release(self, one: Autosave) -> None:
        self._unsaved.discard(one)
        self.changed.emit()

    def begin(self) -> None:
        self._writing += 1
        self._failed = False
        self.changed.emit()

    def end(self) -> None:
        self._writing = max(0, self._writing - 1)
        self.changed.emit()

    def failed(self) -> None:
        self._failed = True
        self.changed.emit()

    def rest(self) -> None:
        """The dossier was closed: nothing is under way any more, and nothing of it counts for the next one."""
        self._writing = 0
        self._failed = False
        self.changed.emit()

    def flush_all(self) -> None:
        for one in tuple(self._unsaved):
            one.flush()


_tracker: Tracker | None = None


def tracker() -> Tracker:
    global _tracker
    if _tracker is None:
        _tracker = Tracker()
    return _tracker


class Autosave(QObject):
    """Calls ``save(value, group)``; all saves of one stay in a field carry one ``group`` and are undone together."""

    saved = Signal()

    def __init__(self, owner: QWidget, save: Save) -> None:
        super().__init__()
        self._owner = owner
        self._save = save
        self._value: Any = _UNSET
        self._group: UUID | None = None
        self._quiet = QTimer(self, singleShot=True, interval=QUIET_MS)
        self._latest = QTimer(self, singleShot=True, interval=LATEST_MS)
        self._quiet.timeout.connect(self.flush)
        self._latest.timeout.connect(self.flush)

    @property
    def pending(self) -> bool:
        return self._value is not _UNSET

    @property
    def group(self) -> UUID:
        """The undo group of the present stay in the field."""
        if self._group is None:
            self._group = uuid4()
        return self._group

    @Slot(str)
    def touched(self, value: Any) -> None:
        """The user changed the field to ``value`` (a callable is asked for it only when it is saved)."""
        first = not self.pending
        self._value = value
        self._quiet.start()
        if first:
            self._latest.start()
            tracker().hold(self)

    @Slot()
    def flush(self) -> None:
        """Save now what isn't saved yet."""
        self._quiet.stop()
        self._latest.stop()
        if not self.pending:
            return
        value, self._value = self._value, _UNSET
        if not callable(value):
            self._save(value, self.group)
        elif isValid(self._owner):
            self._save(value(), self.group)
        self.saved.emit()
        tracker().release(self)

    def leave(self) -> None:
        """The user left the field: save, and let the next stay be a step of its own."""
        self.flush()
        self._group = None

    def forget(self) -> None:
        """Drop what isn't saved (the record went away)."""
        self._quiet.stop()
        self._latest.stop()
        self._value = _UNSET
        self._group = None
        tracker().release(self)
