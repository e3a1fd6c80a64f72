"""Tells of a disk that is full, gone or moved, for as long as that lasts, and offers to keep the dossier elsewhere."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Slot

from wijkraad_app.kernel.errors import UserError
from wijkraad_app.kernel.i18n import _, ngettext

from .app import App
from .main_window import MainWindow
from .strip import Matter

MOVED, HELD = "moved", "held"


class DiskWatch(QObject):
    """``check`` raises `UserError` when the file is no longer in its place; it runs off the window's thread, each
    time the window comes to front. ``elsewhere`` asks where to keep the dossier and does so.
    """

    def __init__(self, app: App, window: MainWindow, check: Callable[[], None], elsewhere: Callable[[], None]) -> None:
        super().__init__(window)
        self.app, self.window_, self._check, self._elsewhere = app, window, check, elsewhere
        app.holding.changed.connect(self._held)
        app.holding.went.connect(self._went)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Somebody comes back to the window."""
        if event.type() == QEvent.Type.WindowActivate:
            self.look()
        return False

    def look(self) -> None:
        """Is the file still there?"""
        self.app.run(self, lambda _job: self._check(), done=self._there, failed=self._gone, latest="place")

    def _there(self, _none: object) -> None:
        self.window_.strip.take(MOVED)
        self.app.holding.retry()

    def _gone(self, error: BaseException) -> None:
        if not isinstance(error, UserError):
            self.app.tell(error)
        elif not self.app.holding.waiting:
            self._say(MOVED, error.message, "")

    @Slot()
    def _held(self) -> None:
        holding = self.app.holding
        if holding.reason is None:
            self.window_.strip.take(HELD)
        elif holding.reason.code != "locked":
            self.window_.strip.take(MOVED)
            kept = ngettext(
                "{n} change waits and isn't lost: it is written as soon as that can be done.",
                "{n} changes wait and aren't lost: they are written as soon as that can be done.",
                holding.waiting,
            )
            self._say(HELD, holding.reason.message, kept.format(n=holding.waiting))

    def _say(self, name: str, what: str, to_do: str) -> None:
        self.window_.strip.put(name, Matter("bad", what, to_do, _("Keep it elsewhere"), self._elsewhere))

    @Slot()
    def _went(self) -> None:
        self.window_.strip.take(HELD)
        self.app.toast(_("All that waited is saved."))
