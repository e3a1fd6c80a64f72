"""Two windows of one user on one computer: the second asks the first to show itself."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtWidgets import QWidget

from wijkraad_app.kernel.preferences import data_folder

if TYPE_CHECKING:
    from PySide6.QtNetwork import QLocalSocket

_PATIENCE_MS = 400
_SHOW, _THERE = b"!", b"?"


def _name(path: Path) -> str:
    """One for each user and dossier; says nothing of either."""
    whole = os.fsencode(data_folder()) + b"\0" + os.fsencode(path.resolve())
    return f"wijkraad-{hashlib.sha256(whole).hexdigest()[:24]}"


class Doorbell(QObject):
    """Listens as long as the window of the dossier at ``path`` is open, and shows it when somebody rings."""

    def __init__(self, window: QWidget, path: Path) -> None:
        super().__init__(window)
        self._window, self._path = window, path
        QTimer.singleShot(0, self, self._listen)

    def _listen(self) -> None:
        """After the window is there: Qt's network part takes a while to load."""
        from PySide6.QtNetwork import QLocalServer

        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._rung)
        QLocalServer.removeServer(_name(self._path))  # left by a crash: we hold the lock of the dossier
        self._server.listen(_name(self._path))

    @Slot()
    def _rung(self) -> None:
        socket = self._server.nextPendingConnection()
        if socket is not None:
            socket.readyRead.connect(lambda: self._heard(socket))
            socket.disconnected.connect(socket.deleteLater)
            self._heard(socket)

    def _heard(self, socket: QLocalSocket) -> None:
        if _SHOW in bytes(socket.readAll().data()):
            if self._window.isMinimized():
                self._window.showNormal()
            self._window.show()
            self._window.raise_()
            self._window.activateWindow()


def is_there(path: Path) -> bool:
    """Whether a window of this user on this computer has that dossier open. Waits up to 0.4 s."""
    return _ring(path, _THERE)


def show(path: Path) -> bool:
    """Ask that window to come to front; whether it heard. Waits up to 0.8 s."""
    return _ring(path, _SHOW)


def _ring(path: Path, message: bytes) -> bool:
    from PySide6.QtNetwork import QLocalSocket

    socket = QLocalSocket()
    socket.connectToServer(_name(path))
    if not socket.waitForConnected(_PATIENCE_MS):
        return False
    socket.write(message)
    heard = socket.waitForBytesWritten(_PATIENCE_MS)
    socket.disconnectFromServer()
    return heard
