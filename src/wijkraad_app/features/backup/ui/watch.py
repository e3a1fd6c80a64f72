"""Copies made by themselves while the window is open: every half hour when something changed, and when the stick
comes in. Runs beside reading and writing; nothing waits for it."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from wijkraad_app.kernel import clock, notices
from wijkraad_app.kernel.errors import UserError
from wijkraad_app.kernel.i18n import _
from wijkraad_app.kernel.notices import Notice
from wijkraad_app.ui.app import App

from .. import flow
from ..flow import Choices, Round
from . import words

EVERY = 30 * 60 * 1000
LOOK_EVERY = 15 * 1000
SERVICE = "backup.watch"


class BackupWatch(QObject):
    """Goes with the window. ``every`` and ``look_every`` in milliseconds."""

    kept = Signal()
    """After each round that made a copy, on the window's thread."""

    def __init__(self, app: App, window: QObject, *, every: int = EVERY, look_every: int = LOOK_EVERY) -> None:
        super().__init__(window)
        self.app, self._told = app, ""
        self._busy = self._was_there = self._missed = False
        self._timers = [self._every(every, self.keep), self._every(look_every, self.look)]
        notices.of(app.services).add("backup", self._notice)
        QTimer.singleShot(0, self, self._begin)

    def _every(self, interval: int, act: Any) -> QTimer:
        timer = QTimer(self, interval=interval)
        timer.timeout.connect(act)
        timer.start()
        return timer

    @property
    def choices(self) -> Choices:
        """What was chosen on this computer for this dossier."""
        workspace: Any = self.app.workspace
        return flow.choices(self.app.preferences, workspace)

    def choose(self, chosen: Choices) -> None:
        """Remember it; a place that was just chosen gets its first copy at once."""
        workspace: Any = self.app.workspace
        if chosen.elsewhere != self.choices.elsewhere:
            self._was_there = False
        flow.choose(self.app.preferences, workspace, chosen)

    def _begin(self) -> None:
        """What grew too old while the dossier was closed goes now."""
        workspace: Any = self.app.workspace
        chosen = self.choices
        if not getattr(workspace, "read_only", False):
            self.app.run(self, lambda _job: flow.tidy(workspace, chosen), done=self._tidied)
        self.look()

    def _tidied(self, aged: int) -> None:
        if aged:
            self.app.toast(words.aged(aged))
            self.kept.emit()

    @Slot()
    def keep(self) -> None:
        """A round now, where something changed since the last; while the dossier is locked as soon as it is open."""
        self._missed = self._locked
        self._run(lambda workspace, chosen: flow.keep(workspace, chosen))

    @Slot()
    def look(self) -> None:
        """Has the stick come in? Then it gets its copy."""
        if self._missed and not self._locked:
            self.keep()
        if self.choices.elsewhere is None:
            self._was_there = False
            return
        chosen = self.choices
        self.app.run(self, lambda _job: flow.is_there(chosen), done=self._looked, latest="look")

    def _looked(self, there: bool) -> None:
        came, self._was_there = there and not self._was_there, there
        if came:
            self._run(lambda workspace, chosen: flow.keep_elsewhere(workspace, chosen))

    @property
    def _locked(self) -> bool:
        return bool(getattr(self.app.workspace, "locked", False))

    def _run(self, work: Any) -> None:
        if self._busy or self._locked or getattr(self.app.workspace, "read_only", False):
            return
        self._busy = True
        workspace, chosen = self.app.workspace, self.choices
        self.app.run(self, lambda _job: work(workspace, chosen), done=self._done, failed=self._failed)

    def _done(self, done: Round) -> None:
        self._busy = False
        self.choose(flow.after(self.choices, done))
        place = self.choices.elsewhere
        if done.problems:
            self._say(done.problems[0].message)
            return
        self._told = ""
        if done.elsewhere is not None and place is not None and place.on_stick:
            self.app.toast(_("Backup made on “{place}”").format(place=place.name), icon="hard-drive-download")
        elif done.aged:
            self.app.toast(words.aged(done.aged))
        if done.made:
            self.kept.emit()

    def _failed(self, error: BaseException) -> None:
        self._busy = False
        self._missed = isinstance(error, UserError) and error.code == "locked"
        if not self._missed:
            self.app.tell(error)

    def _say(self, sentence: str) -> None:
        """Once, until a round has gone well: what keeps failing is said on Today."""
        if sentence != self._told:
            self._told = sentence
            self.app.toast(sentence, icon="circle-alert")

    def _notice(self) -> Notice | None:
        """Off the window's thread."""
        workspace: Any = self.app.workspace
        if self._locked:
            return None
        chosen = self.choices
        seen = flow.state(workspace, chosen)
        if seen.overdue:
            what = words.last_backup(seen.last, clock.now())
            return Notice(what, words.only_here(seen.last), _("View backups"), "backup")
        if seen.overdue_elsewhere and chosen.elsewhere is not None:
            what = words.last_elsewhere(chosen.elsewhere.name, chosen.elsewhere_at, clock.now())
            return Notice(what, _("Plug it in; the backup is then made by itself."), _("View backups"), "backup")
        return None
