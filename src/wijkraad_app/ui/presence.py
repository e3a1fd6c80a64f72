"""Whether people are at work now without touching the keyboard: a meeting runs, a break has begun."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal


class Presence(QObject):
    """Pages say here what the lock and the screen saver should know of."""

    changed = Signal()
    break_begun = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._reasons: set[str] = set()
        self.watched = False
        """Others look at this very screen: no messages, nothing found that has nothing to do with what is in front."""

    @property
    def held(self) -> bool:
        """Somebody is at work: don't lock by yourself, keep screen and computer awake."""
        return bool(self._reasons)

    def set_held(self, reason: str, held: bool) -> None:
        """``reason`` is a name of the caller's own ("meeting")."""
        before = self.held
        self._reasons = self._reasons | {reason} if held else self._reasons - {reason}
        if self.held != before:
            self.changed.emit()

    def begin_break(self) -> None:
        """People leave the room for a while."""
        self.break_begun.emit()
