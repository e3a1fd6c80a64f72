"""Puts the window together: start window, open dossier, main window, and closing with a backup."""

from __future__ import annotations

import gc
import logging
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from uuid import UUID

from PySide6.QtCore import QTimer, Slot
from PySide6.QtWidgets import QApplication, QWidget

from wijkraad_app.db import workspace as workspaces
from wijkraad_app.db.workspace import LocalWorkspace
from wijkraad_app.features.access import flow as access
from wijkraad_app.features.backup import flow as copies
from wijkraad_app.features.handover import feature as handover_feature
from wijkraad_app.features.handover import flow as handing
from wijkraad_app.kernel import late
from wijkraad_app.kernel.commands import Command
from wijkraad_app.kernel.errors import UserError
from wijkraad_app.kernel.feature import Feature
from wijkraad_app.kernel.i18n import N_
from wijkraad_app.kernel.ids import EntityRef
from wijkraad_app.kernel.preferences import Preferences
from wijkraad_app.ui import collector
from wijkraad_app.ui.app import App, Chooser
from wijkraad_app.ui.application import make_application, use_accent
from wijkraad_app.ui.locking import Locker
from wijkraad_app.ui.main_window import PLACES, Frame, MainWindow
from wijkraad_app.ui.palette import Found
from wijkraad_app.ui.passphrase import Credentials
from wijkraad_app.ui.rail import Identity
from wijkraad_app.ui.start import Choices, StartWindow

from . import SLICES, cautions, frame, instance, keeping, opening, touring
from .instance import Doorbell

log = logging.getLogger(__name__)

WARM_UP_MS = 1000
"""So long after the window came, what the first page didn't need is imported beside it."""


def features() -> tuple[Feature, ...]:
    """What each slice shows of itself."""
    found: list[Feature] = []
    for name in SLICES:
        module = f"wijkraad_app.features.{name}.feature"
        if find_spec(module) is not None:
            loaded = import_module(module)
            found.extend(getattr(loaded, "FEATURES", None) or (loaded.FEATURE,))
    return tuple(found)


def _warm_up(app: App) -> None:
    def failed(error: BaseException) -> None:
        collector.settle()
        app.tell(error)

    collector.wait()
    app.run(app, lambda _job: late.complete(), done=lambda _none: collector.settle(), failed=failed)


class Desktop:
    """The program with windows: one at a time, the start window or that of the open dossier."""

    def __init__(self, preferences: Preferences, chooser: Chooser | None = None) -> None:
        self.preferences = preferences
        self.chooser = chooser
        self.window: QWidget | None = None
        self.app: App | None = None
        self.workspace: LocalWorkspace | None = None
        self._starts_again = False
        self._wanted: Path | None = None
        self._farewell: handing.Farewell | None = None
        self._ahead: dict[UUID, Identity] = {}

    def open(self, path: Path, typed: Credentials) -> LocalWorkspace:
        """Also read whose dossier it is, so that its window is made once and in its colours. Takes long."""
        workspace = opening.open_dossier(path, typed)
        if (identity := frame.ahead(workspace, self.preferences)) is not None:
            self._ahead[workspace.dossier.id] = identity
        return workspace

    def start(self) -> StartWindow:
        """Show the start window."""
        choices = Choices(
            open_dossier=self.open, create=workspaces.create, open_example=self._example,
            opened=self._opened, open_pdf=self._open_pdf, why_not_remember=opening.why_not_remember,
            sheet=access.printed_recovery_sheet, write_sheet=access.write_recovery_sheet,
            newest_backup=opening.newest_backup, restore=opening.restore, is_open_here=instance.is_there,
            show_other=instance.show,
        )  # fmt: skip
        window = StartWindow(choices, self.preferences, chooser=self.chooser)
        self._put(window)
        return window

    def _opened(self, workspace: LocalWorkspace) -> None:
        self.show(workspace)

    def show(self, workspace: LocalWorkspace) -> MainWindow:
        """Show an open dossier."""
        self.workspace = workspace
        self.preferences.remember(workspace.path)
        self.app = App(workspace, preferences=self.preferences, chooser=self.chooser)
        people = frame.People(workspace, self.preferences)
        identity = self._ahead.pop(workspace.dossier.id, Identity(council=workspace.path.stem))
        use_accent(identity.accent)
        window = MainWindow(
            self.app,
            features(),
            Frame(
                identity=people.identity,
                people=people.choices,
                choose_person=people.choose,
                search=self._search,
                default=identity,
            ),
        )
        self.app.services["people"] = people
        self.app.services["handover.finish"] = self._hand_over(window)
        self.app.services["dossier.open"] = self._open_other(window)
        self.app.services[PLACES] = lambda: frame.places(workspace.path)
        self.app.commands.replace(
            Command("dossier.close", N_("Close this dossier"), self._back_to_start(window), "Ctrl+Shift+W", "x"),
            Command("program.quit", N_("Quit the program"), QApplication.closeAllWindows, "Ctrl+Q", "x"),
            Command("dossier.backup", N_("Make a backup"), self._backup, "", "copy"),
        )
        window.closed.connect(self._closed)
        Locker(self.app, window, opening.keys_of(workspace))
        frame.follow_meetings(self.app)
        keeping.watch(self.app, window, workspace)
        cautions.say(self.app, window, workspace)
        Doorbell(window, workspace.path)
        self._put(window)
        window.start()
        people.welcome(self.app, window)
        touring.offer(self.app, window)
        if late.any_left():
            app = self.app
            QTimer.singleShot(WARM_UP_MS, app, lambda: _warm_up(app))
        return window

    def _put(self, window: QWidget) -> None:
        before, self.window = self.window, window
        window.show()
        if before is not None and before is not window:
            before.hide()
            before.deleteLater()

    def _example(self) -> LocalWorkspace:
        from wijkraad_app.example import builder

        return builder.example_copy(self.preferences)

    def _open_pdf(self, path: Path) -> None:
        from wijkraad_app.features.letters.feature import open_letter

        assert self.window is not None
        open_letter(path, self.window)

    def _search(self, text: str) -> Sequence[Found]:
        from wijkraad_app.features.search import queries as search

        assert self.workspace is not None
        rows = self.workspace.read(search.words, text, 12)
        kinds = {kind: feature for feature in features() for kind in feature.kinds}
        found = tuple(
            Found(EntityRef(row.kind, row.id), *search.shown(row), kinds[row.kind].icon)
            for row in rows
            if row.kind in kinds
        )
        return (*found, frame.all_found(text)) if found else ()

    def _backup(self) -> None:
        assert self.app is not None and self.workspace is not None
        app, workspace = self.app, self.workspace
        suggested = f"{workspace.path.stem} {frame.stamp()}{workspace.path.suffix}"
        target = app.save_file(frame.backup_title(), frame.dossier_types(), suggested)
        if target is not None:
            job = app.run(
                app, lambda _job: copies.create(workspace, target),
                done=lambda made: app.toast(frame.backup_made(made)), writes=True,
            )  # fmt: skip
            app.progress(frame.backup_title(), job)

    @Slot()
    def _closed(self) -> None:
        assert self.app is not None and self.workspace is not None
        self.app.shut_down()
        gone, self._farewell = self._farewell, None
        if gone is None:
            self._backup_on_closing(self.workspace)
        self.workspace.close()
        self.app = self.workspace = None
        if gone is not None:
            failed = handing.remove(gone, self.preferences)
            handover_feature.show_done(self.start(), gone, failed)
        elif self._starts_again:
            wanted, self._wanted = self._wanted, None
            start = self.start()
            if wanted is not None:
                start.open_path(wanted)
        else:
            QApplication.quit()

    def _back_to_start(self, window: QWidget) -> Callable[[], None]:
        """Close the dossier and choose another; closing the window itself ends the program."""

        def close() -> None:
            self._starts_again = True
            window.close()
            self._starts_again = False

        return close

    def _open_other(self, window: QWidget) -> Callable[[Path], None]:
        """Close the dossier and open that file in its place."""

        def open_other(path: Path) -> None:
            self._wanted = path
            self._back_to_start(window)()
            self._wanted = None

        return open_other

    def _hand_over(self, window: QWidget) -> Callable[[handing.Farewell], None]:
        """Close the dossier without a backup, remove what it leaves on this computer, and show the start."""

        def finish(gone: handing.Farewell) -> None:
            self._farewell = gone
            if not window.close():
                self._farewell = None

        return finish

    def _backup_on_closing(self, workspace: LocalWorkspace) -> None:
        """Keep a copy where the newest change has none yet, also of a locked dossier; failing to must not hold up
        closing."""
        if not workspace.written:
            return
        chosen = copies.choices(self.preferences, workspace)
        try:
            done = copies.keep(workspace, chosen)
        except UserError as error:
            done = copies.Round(problems=(error,))
        copies.choose(self.preferences, workspace, copies.after(chosen, done))
        for problem in done.problems:
            log.warning("no backup on closing: %s", problem.code)


def run(dossier: Path | None, passphrase: str | None, actor: UUID | None = None) -> int:
    """Open the window and stay until it is closed. Returns the exit code."""
    preferences = Preferences()
    qt = make_application(sys.argv[:1], preferences)
    desktop = Desktop(preferences)
    if dossier is None:
        desktop.start()
    elif not _open_given(desktop, dossier, passphrase):
        return 0
    gc.freeze()  # what is here by now stays
    return int(qt.exec())


def _open_given(desktop: Desktop, dossier: Path, passphrase: str | None) -> bool:
    """Whether there is a window now; not when another of this user shows that dossier already."""
    try:
        desktop.show(desktop.open(dossier, Credentials(passphrase)))
    except UserError as error:
        if error.code == "in_use" and instance.show(dossier):
            return False
        window: Any = desktop.start()
        window.open_path(dossier)
        log.info("not opened at once: %s", error.code)
    return True
