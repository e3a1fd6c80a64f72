"""What the window's frame shows of a dossier: whose it is, who works here, and the words around backups."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from uuid import UUID

from sqlalchemy.orm import Session

from wijkraad_app.db.workspace import LocalWorkspace
from wijkraad_app.features.backup import queries as backups
from wijkraad_app.features.council import feature as council_feature
from wijkraad_app.features.council import queries as council
from wijkraad_app.features.meetings import queries as meetings
from wijkraad_app.features.search import feature as search_feature
from wijkraad_app.kernel import clock
from wijkraad_app.kernel.changes import Changes
from wijkraad_app.kernel.errors import UserError
from wijkraad_app.kernel.i18n import _
from wijkraad_app.kernel.preferences import Preferences
from wijkraad_app.ui.app import App
from wijkraad_app.ui.main_window import MainWindow
from wijkraad_app.ui.palette import Found
from wijkraad_app.ui.rail import Identity


class People:
    """Who works on this computer in this dossier; asked once, remembered outside the dossier."""

    def __init__(self, workspace: LocalWorkspace, preferences: Preferences) -> None:
        self._workspace, self._preferences = workspace, preferences
        self._key = f"person {workspace.dossier.id.hex}"
        chosen = preferences.get(self._key)
        workspace.actor = UUID(chosen) if chosen else None

    @property
    def known(self) -> bool:
        return self._workspace.actor is not None

    def choose(self, person: UUID) -> None:
        """From now on this person works here."""
        self._workspace.actor = person
        self._preferences.set(self._key, person.hex)

    def choices(self, session: Session) -> Sequence[tuple[UUID, str]]:
        """The people to choose from: the members."""
        return tuple((row.id, row.name) for row in council.members(session))

    def identity(self, session: Session) -> Identity:
        """Name, kind and mark of the council, and who works here."""
        found = council.identity(session, self._workspace.actor)
        return Identity(
            council=found.name,
            kind=found.kind,
            person=found.person,
            logo=found.logo,
            example=found.example,
            accent=found.accent,
            short=found.short,
        )

    def welcome(self, app: App, window: MainWindow) -> None:
        """A new dossier begins with the first-run assistant; an opened one asks once who works here."""
        app.read(window, _is_new, done=lambda new: self._welcome(app, window, new))

    def _welcome(self, app: App, window: MainWindow, new: bool) -> None:
        if new:
            council_feature.first_run(app, window.rebuild)
        elif not self.known:
            window.choose_person()


def _is_new(session: Session) -> bool:
    return council.council(session) is None


def ahead(workspace: LocalWorkspace, preferences: Preferences) -> Identity | None:
    """Whose dossier it is, read off the window's thread while opening; None when that failed, which the window tells
    when it reads it itself."""
    try:
        return workspace.read(People(workspace, preferences).identity)
    except UserError:
        return None


def follow_meetings(app: App) -> None:
    """Tell the lock and the screen saver whether a meeting runs."""

    def ask(changes: Changes | None = None) -> None:
        if changes is None or changes.touches("meeting"):
            app.read(app, meetings.is_running, done=lambda on: app.presence.set_held("meeting", on), latest="meeting")

    app.changes.connect(ask)
    ask()


def stamp() -> str:
    """The day and time for a file name."""
    return clock.local_now().strftime("%Y-%m-%d %H%M")


def places(dossier: Path) -> tuple[tuple[str, Path], ...]:
    """Where the files of a dossier are, by shown name."""
    return ((_("This dossier"), dossier), (_("Backups"), backups.folder(dossier)))


def backup_title() -> str:
    return _("Make a backup")


def backup_made(made: Path) -> str:
    return _("Backup made: {file}").format(file=made.name)


def all_found(text: str) -> Found:
    """The way from the palette to the page with everything that was found."""
    return Found(search_feature.all_results(text), _("All results for “{words}”").format(words=text), icon="search")


def dossier_types() -> dict[str, str]:
    return {_("Dossier"): "*.wijkraad"}
