"""What each page gets: the one way from a window to the dossier and to the shell around it."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any, Protocol
from uuid import UUID

from PySide6.QtCore import QObject, QStandardPaths, Qt, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QWidget

from wijkraad_app import __version__
from wijkraad_app.kernel import logs, threads
from wijkraad_app.kernel.changes import Changes
from wijkraad_app.kernel.commands import Commands
from wijkraad_app.kernel.errors import UserError
from wijkraad_app.kernel.i18n import _
from wijkraad_app.kernel.ids import EntityRef
from wijkraad_app.kernel.jobs import Job
from wijkraad_app.kernel.preferences import Preferences
from wijkraad_app.kernel.workspace import Stepped, Workspace

from .autosave import tracker
from .holding import Holding, Write
from .presence import Presence
from .tasks import Tasks

log = logging.getLogger(__name__)

Types = Mapping[str, str]
"""File types for a dialog: shown name -> patterns, as ``{"CSV": "*.csv *.txt"}``."""


class Chooser(Protocol):
    """Asks for files; tests put a stand-in for the native dialogs in `App.chooser`."""

    def open_file(self, parent: QWidget | None, title: str, types: Types, folder: str) -> Path | None: ...
    def open_files(self, parent: QWidget | None, title: str, types: Types, folder: str) -> list[Path]: ...
    def save_file(self, parent: QWidget | None, title: str, types: Types, suggested: str) -> Path | None: ...
    def folder(self, parent: QWidget | None, title: str, folder: str) -> Path | None: ...


class NativeChooser:
    """The file dialogs of the system."""

    def open_file(self, parent: QWidget | None, title: str, types: Types, folder: str) -> Path | None:
        name, _kind = QFileDialog.getOpenFileName(parent, title, folder or _documents(), _filters(types))
        return Path(name) if name else None

    def open_files(self, parent: QWidget | None, title: str, types: Types, folder: str) -> list[Path]:
        names, _kind = QFileDialog.getOpenFileNames(parent, title, folder or _documents(), _filters(types))
        return [Path(name) for name in names]

    def save_file(self, parent: QWidget | None, title: str, types: Types, suggested: str) -> Path | None:
        name, _kind = QFileDialog.getSaveFileName(parent, title, _placed(suggested), _filters(types))
        return Path(name) if name else None

    def folder(self, parent: QWidget | None, title: str, folder: str) -> Path | None:
        name = QFileDialog.getExistingDirectory(parent, title, folder or _documents())
        return Path(name) if name else None


def _documents() -> str:
    """Where people keep their files: not the folder the program happens to be started in."""
    return QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)


def _placed(suggested: str) -> str:
    return suggested if Path(suggested).is_absolute() else str(Path(_documents()) / suggested)


def _filters(types: Types) -> str:
    return ";;".join(f"{name} ({patterns})" for name, patterns in types.items())


class Shell(Protocol):
    """The window around the pages, as far as `App` needs it."""

    def show_toast(self, text: str, icon: str, action_label: str | None, action: Callable[[], None] | None) -> None: ...
    def show_problem(self, text: str, report: str) -> None: ...
    def go(self, target: EntityRef | str) -> None: ...
    def go_back(self) -> None: ...
    def ask(self, question: str, consequence: str, verb: str, then: Callable[[], None], *, danger: bool) -> None: ...
    def watch(self, title: str, job: Job) -> None: ...
    def flush_pages(self) -> None: ...
    def widget(self) -> QWidget | None: ...


class QuietShell:
    """Stands in while there is no window (tests of one page): remembers what it was asked; `ask` says yes."""

    def __init__(self) -> None:
        self.toasts: list[str] = []
        self.actions: list[Callable[[], None] | None] = []
        self.problems: list[str] = []
        self.visited: list[EntityRef | str] = []
        self.asked: list[str] = []
        self.answer = True

    def show_toast(self, text: str, icon: str, action_label: str | None, action: Callable[[], None] | None) -> None:
        self.toasts.append(text)
        self.actions.append(action)

    def show_problem(self, text: str, report: str) -> None:
        self.problems.append(report)

    def go(self, target: EntityRef | str) -> None:
        self.visited.append(target)

    def go_back(self) -> None:
        self.visited.append("<back>")

    def ask(self, question: str, consequence: str, verb: str, then: Callable[[], None], *, danger: bool) -> None:
        self.asked.append(question)
        if self.answer:
            then()

    def watch(self, title: str, job: Job) -> None: ...

    def flush_pages(self) -> None: ...

    def widget(self) -> QWidget | None:
        return None


class App(QObject):
    """The context of the pages of one open dossier."""

    changes = Signal(object)
    """`kernel.changes.Changes` after each commit, on the window's thread."""
    _posted = Signal(object)

    def __init__(
        self,
        workspace: Workspace,
        *,
        preferences: Preferences | None = None,
        commands: Commands | None = None,
        chooser: Chooser | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self.preferences = preferences or Preferences()
        self.commands = commands or Commands()
        self.chooser: Chooser = chooser or NativeChooser()
        self.shell: Shell = QuietShell()
        self.services: dict[str, Any] = {}
        """What bootstrap hands to pages by name (providers, presets, the render process)."""
        self.tasks = Tasks(self)
        self.holding = Holding(self.tasks, self)
        """User actions on their way to the disk, and those it refuses now."""
        self.presence = Presence(self)
        """Whether people are at work without touching the keyboard."""
        self._posted.connect(self._relay, Qt.ConnectionType.QueuedConnection)
        self._unsubscribe = workspace.changes.subscribe(self._posted.emit)
        tracker().read_only = workspace.read_only
        threads.forbid_here()

    @Slot(object)
    def _relay(self, changes: Changes) -> None:
        self.changes.emit(changes)

    # --- the dossier ---------------------------------------------------------
    def read(
        self,
        owner: QObject,
        query: Callable[..., Any],
        /,
        *args: Any,
        done: Callable[[Any], None],
        failed: Callable[[BaseException], None] | None = None,
        latest: str | None = None,
        **kwargs: Any,
    ) -> Job:
        """``query(session, *args, **kwargs)`` in a reader; ``done(result)`` here while ``owner`` lives.

        A newer read with the same ``latest`` of the same owner makes this one void (searching while typing).
        """
        return self.tasks.read(
            owner,
            lambda _job: self.workspace.read(query, *args, **kwargs),
            done,
            failed=failed or self.tell,
            latest=latest,
        )

    def do(
        self,
        owner: QObject,
        verb: Callable[..., Any],
        /,
        *,
        done: Callable[[Any], None] | None = None,
        failed: Callable[[BaseException], None] | None = None,
        group: UUID | None = None,
        **kwargs: Any,
    ) -> Job:
        """``verb(unit_of_work, **kwargs)`` as one user action in the writer, in the order asked.

        What a full or missing disk refuses is kept and tried again (`Holding`).
        Without ``failed`` a `UserError` is shown as it is and anything else is logged and told kindly.
        Typing that is not saved yet in other fields goes first only after ``app.flush()``.
        """
        write = Write(
            owner,
            lambda _job: self.workspace.do(verb, group=group, **kwargs),
            done,
            failed or self.tell,
            Job(),
            typed=group is not None,
        )
        return self.holding.submit(write)

    def run(
        self,
        owner: QObject,
        work: Callable[[Job], Any],
        *,
        done: Callable[[Any], None] | None = None,
        failed: Callable[[BaseException], None] | None = None,
        latest: str | None = None,
        writes: bool = False,
    ) -> Job:
        """Any work off the window's thread (read a file, draw a PDF, sign); ``writes`` puts it in the writer's row."""
        if writes:
            return self.tasks.write(owner, work, done, failed=failed or self.tell)
        return self.tasks.read(owner, work, done, failed=failed or self.tell, latest=latest)

    def flush(self) -> None:
        """Save what is typed and not saved yet, in all pages; comes before whatever is asked next."""
        tracker().flush_all()
        self.shell.flush_pages()

    def undo(self) -> None:
        """Take back the newest own step; a message names it and offers to do it again. In a running meeting the
        newest of that meeting."""
        self.flush()
        scope = self._undo_scope()
        self.tasks.write(
            self,
            lambda _job: self.workspace.undo(within=scope),
            lambda step: self._stepped(_("Undone: {step}"), step, _("Redo"), self.redo),
            failed=self.tell,
        )

    def redo(self) -> None:
        self.flush()
        scope = self._undo_scope()
        self.tasks.write(
            self,
            lambda _job: self.workspace.redo(within=scope),
            lambda step: self._stepped(_("Done again: {step}"), step, _("Undo"), self.undo),
            failed=self.tell,
        )

    def _undo_scope(self) -> EntityRef | None:
        page = getattr(self.shell, "page", lambda: None)()
        found: EntityRef | None = page.undo_scope() if page is not None else None
        return found

    def _stepped(self, text: str, step: Stepped, label: str, action: Callable[[], None]) -> None:
        self.toast(text.format(step=step.label), label, action)

    # --- the shell -----------------------------------------------------------
    def entries(self, *commands: str) -> list[tuple[str, str, Callable[[], object]] | None]:
        """Those of the commands with these ids that can be given now, as entries of a menu."""
        known = [command for name in commands if (command := self.commands.get(name)) is not None]
        return [(_(command.title), command.icon, command.run) for command in known if command.enabled()]

    def navigate(self, target: EntityRef | str) -> None:
        """Open a record, or the page of a feature by its key."""
        self.shell.go(target)

    def back(self) -> None:
        self.shell.go_back()

    def toast(
        self,
        text: str,
        action_label: str | None = None,
        action: Callable[[], None] | None = None,
        *,
        icon: str = "check",
    ) -> None:
        """A short message at the bottom; the newest replaces the one before. None while others look at this screen."""
        if self.presence.watched:
            return
        self.shell.show_toast(text, icon, action_label, action)

    def tell(self, error: BaseException) -> None:
        """Show what went wrong: the user's kind in plain words, a bug as a kind message with a report to keep."""
        if isinstance(error, UserError):
            if error.code == "locked":  # a page that reads behind the lock
                return
            if self.presence.watched:  # the words may tell of what the room shouldn't know
                self.shell.show_toast(_("That didn't work. Look at it after the meeting."), "circle-alert", None, None)
                return
            backups = self.commands.get("backup.open") if error.code == "damaged" else None
            if backups is not None:
                self.shell.show_toast(error.message, "circle-alert", _("Backups"), backups.run)
                return
            self.shell.show_toast(error.message, "circle-alert", None, None)
            return
        log.error("unexpected", exc_info=error)
        self.shell.show_problem(
            _("Something went wrong in the program. Your text is safe."), logs.full_report(error, __version__)
        )

    def confirm(
        self, question: str, consequence: str, verb: str, then: Callable[[], None], *, danger: bool = True
    ) -> None:
        """Ask, for what can't be undone; ``then`` runs after the button ``verb``. ``danger``: Cancel has focus."""
        self.shell.ask(question, consequence, verb, then, danger=danger)

    def progress(self, title: str, job: Job) -> None:
        """Show how far ``job`` is, with Cancel, once it takes longer than 0.6 s."""
        self.shell.watch(title, job)

    def ask_file(self, title: str, types: Types) -> Path | None:
        """A file to open; the folder is remembered on this computer."""
        path = self.chooser.open_file(self.shell.widget(), title, types, self._folder())
        return self._remember(path)

    def ask_files(self, title: str, types: Types) -> list[Path]:
        paths = self.chooser.open_files(self.shell.widget(), title, types, self._folder())
        if paths:
            self._remember(paths[0])
        return paths

    def save_file(self, title: str, types: Types, suggested: str = "") -> Path | None:
        """Where to write; ``suggested`` is a file name."""
        start = str(Path(self._folder()) / suggested) if self._folder() else suggested
        return self._remember(self.chooser.save_file(self.shell.widget(), title, types, start))

    def ask_folder(self, title: str) -> Path | None:
        return self.chooser.folder(self.shell.widget(), title, self._folder())

    def _folder(self) -> str:
        return str(self.preferences.get("folder", ""))

    def _remember(self, path: Path | None) -> Path | None:
        if path is not None:
            self.preferences.set("folder", str(path.parent))
        return path

    # --- the end -------------------------------------------------------------
    def shut_down(self) -> None:
        """Save, wait for the writer, and let go of the dossier (which its maker closes)."""
        self.flush()
        self.tasks.settle()
        self.holding.give_up()
        self._unsubscribe()
        self.tasks.shut_down()
        tracker().rest()
        threads.allow_here()


def touching(changes: Changes, kinds: Iterable[str]) -> bool:
    return changes.touches(*kinds)
