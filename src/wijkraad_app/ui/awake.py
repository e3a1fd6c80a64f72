"""Keeps screen and computer awake: over D-Bus on Linux, by the system call on Windows, not at all elsewhere."""

from __future__ import annotations

import sys
from typing import Any

from wijkraad_app.kernel.i18n import _

SERVICE = "org.freedesktop.ScreenSaver"
PATH = "/org/freedesktop/ScreenSaver"
_CONNECTION = "wijkraad awake"
_CONTINUOUS, _SYSTEM, _DISPLAY = 0x80000000, 0x00000001, 0x00000002


class Awake:
    """`keep` and `release` as often as you like; a system that can't is left as it is.

    On Linux a connection of its own asks the screen saver (freedesktop "Idle Inhibition Service"), which holds as
    long as that connection: closing it takes the request back, also when the program crashes.
    """

    def __init__(self) -> None:
        self.kept = False

    def keep(self) -> None:
        """From now on neither screen nor computer goes to sleep."""
        if not self.kept:
            self.kept = True
            self._tell(keep=True)

    def release(self) -> None:
        """They may sleep again."""
        if self.kept:
            self.kept = False
            self._tell(keep=False)

    def _tell(self, *, keep: bool) -> None:
        if sys.platform == "win32":
            _windows(keep=keep)
        elif sys.platform.startswith("linux"):
            _screen_saver(keep=keep)


def _screen_saver(*, keep: bool) -> None:
    from PySide6.QtDBus import QDBusConnection, QDBusMessage

    if not keep:
        QDBusConnection.disconnectFromBus(_CONNECTION)
        return
    bus = QDBusConnection.connectToBus(QDBusConnection.BusType.SessionBus, _CONNECTION)
    if bus.isConnected():
        message = QDBusMessage.createMethodCall(SERVICE, PATH, SERVICE, "Inhibit")
        message.setArguments(["wijkraad", _("A meeting is running")])
        bus.asyncCall(message)


def _windows(*, keep: bool) -> None:
    import ctypes

    wanted = _CONTINUOUS | (_SYSTEM | _DISPLAY if keep else 0)
    libraries: Any = vars(ctypes)["windll"]  # there on Windows only
    libraries.kernel32.SetThreadExecutionState(wanted)
