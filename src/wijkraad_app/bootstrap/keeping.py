"""The open dossier kept elsewhere: when its file was moved, or its disk is full or gone."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QTimer

from wijkraad_app.db.workspace import LocalWorkspace
from wijkraad_app.kernel.commands import Command
from wijkraad_app.kernel.i18n import N_, _
from wijkraad_app.ui.app import App
from wijkraad_app.ui.disk_watch import MOVED, DiskWatch
from wijkraad_app.ui.main_window import MainWindow

from .frame import dossier_types

REST_MS = 5000
"""After so long without a change the log beside the file is brought into it."""


def watch(app: App, window: MainWindow, workspace: LocalWorkspace) -> None:
    """Keep the file whole at rest; tell when it isn't in its place any more, and offer to keep it elsewhere."""

    def kept(target: Path) -> None:
        app.preferences.remember(target)
        window.strip.take(MOVED)
        window.show_title()
        app.toast(_("The dossier is kept in “{folder}” from now on.").format(folder=target.parent.name))
        app.holding.retry()

    def elsewhere() -> None:
        chosen = app.save_file(_("Where to keep the dossier"), dossier_types(), workspace.path.name)
        if chosen is None:
            return
        target = chosen if chosen.suffix else chosen.with_suffix(workspace.path.suffix)

        def move(_job: object) -> Path:
            workspace.move_to(target)
            return target

        app.progress(_("Keeping the dossier elsewhere"), app.run(app, move, done=kept, writes=True))

    rest = QTimer(window, singleShot=True, interval=REST_MS)

    def bring_in() -> None:
        if not app.tasks.closed:
            app.run(app, lambda _job: workspace.rest(), writes=True)

    rest.timeout.connect(bring_in)
    app.changes.connect(lambda _changes: rest.start())
    window.closed.connect(rest.stop)
    app.commands.replace(Command("dossier.elsewhere", N_("Keep the dossier elsewhere"), elsewhere, "", "save"))
    DiskWatch(app, window, workspace.check_place, elsewhere)
