"""A window for one PDF and no dossier: read, check, sign, send back."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget

from wijkraad_app.kernel import threads
from wijkraad_app.kernel.changes import ChangeBus
from wijkraad_app.kernel.commands import Command
from wijkraad_app.kernel.errors import UserError
from wijkraad_app.kernel.i18n import N_, _
from wijkraad_app.kernel.ids import EntityRef
from wijkraad_app.kernel.jobs import Job
from wijkraad_app.kernel.workspace import Stepped
from wijkraad_app.ui import overlays, theme
from wijkraad_app.ui.app import App, Chooser
from wijkraad_app.ui.help import HelpDesk
from wijkraad_app.ui.keys import KeyRouter
from wijkraad_app.ui.layout import column
from wijkraad_app.ui.main_window import MainWindow
from wijkraad_app.ui.widgets.dialog import Dialog, Question
from wijkraad_app.ui.widgets.toast import Toast

from .verify import VerifyView

HELP_TOPIC = "verify"
_open: set[LetterWindow] = set()


class NoDossier:
    """Stands where a dossier would be: there is nothing to read, write or take back."""

    def __init__(self) -> None:
        self.path = Path()
        self.changes = ChangeBus()
        self.actor: UUID | None = None
        self.encrypted = False
        self.read_only = False
        self.read_only = False

    def read(self, query: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Any:
        raise _none()

    def do(self, verb: Callable[..., Any], /, *, group: UUID | None = None, **kwargs: Any) -> Any:
        raise _none()

    def undo(self, *, within: EntityRef | None = None) -> Stepped:
        raise _none()

    def redo(self, *, within: EntityRef | None = None) -> Stepped:
        raise _none()

    def close(self) -> None: ...


def _none() -> UserError:
    return UserError(_("No dossier is open here."), code="no_dossier")


class LetterWindow(QMainWindow):
    """One PDF, or several that were dropped."""

    def __init__(self, chooser: Chooser | None = None) -> None:
        super().__init__()
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.letters = App(NoDossier(), chooser=chooser)
        self.letters.shell = self
        self._router = KeyRouter(self, self.letters.commands, self._free)
        here = partial(_, N_("Check a letter"))
        self.help = HelpDesk(self, self.letters.tasks, self.letters.commands, lambda: HELP_TOPIC, here)
        self.help.begin()
        self.setMinimumSize(760, 520)
        self.resize(1280, 800)
        self._build()
        self._rebuild_soon = QTimer(self, singleShot=True, interval=0)
        self._rebuild_soon.timeout.connect(self._rebuild)
        theme.notifier().changed.connect(self._rebuild_soon.start)

    def _build(self, files: tuple[Path, ...] = ()) -> None:
        self.view = VerifyView(self.letters, None)
        ground = QWidget()
        ground.setLayout(column((self.view, 1), gap=0))
        self.setCentralWidget(ground)
        self.toast_widget = Toast(self, ground)
        self.letters.commands.replace(
            *self.view.commands(),
            Command("letters.key", N_("Make a signing key"), self.view.make_key, "", "key-round"),
            Command("window.close", N_("Close this window"), self._close, "Ctrl+W", "x"),
        )
        if files:
            self.view.show_files(files)

    @Slot()
    def _rebuild(self) -> None:
        self._build(tuple(self.view.files()))

    def show_files(self, files: list[Path]) -> None:
        """Check these."""
        self.view.show_files(files)
        self.setWindowTitle(" – ".join((files[0].name, _("Check a letter"))) if files else _("Check a letter"))
        self.view.other.setFocus()

    def _close(self) -> None:
        self.close()

    def _free(self) -> bool:
        return not any(dialog.isVisible() for dialog in self.findChildren(Dialog))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._router.press(event, QApplication.focusWidget()):
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        theme.notifier().changed.disconnect(self._rebuild_soon.start)
        self._rebuild_soon.stop()
        self.letters.shut_down()
        if any(window is not self and window.isVisible() for window in _keeping()):
            threads.forbid_here()
        _open.discard(self)
        super().closeEvent(event)

    # --- Shell ---------------------------------------------------------------
    def show_toast(self, text: str, icon: str, action_label: str | None, action: Callable[[], None] | None) -> None:
        self.toast_widget.show_message(text, icon, action_label, action)

    def show_problem(self, text: str, report: str) -> None:
        overlays.tell_problem(self, self.letters, text, report)

    def go(self, target: EntityRef | str) -> None: ...

    def go_back(self) -> None:
        self.close()

    def ask(self, question: str, consequence: str, verb: str, then: Callable[[], None], *, danger: bool) -> None:
        Question(self, question, consequence, verb, then, danger=danger).open_over()

    def watch(self, title: str, job: Job) -> None:
        overlays.watch(self.letters.tasks, self, title, job)

    def flush_pages(self) -> None: ...

    def widget(self) -> QWidget | None:
        return self


def _keeping() -> list[QWidget]:
    """Windows that have work off this thread: the main window, other letters."""
    return [window for window in QApplication.topLevelWidgets() if isinstance(window, MainWindow | LetterWindow)]


def open_window(path: Path, chooser: Chooser | None = None) -> LetterWindow:
    """Show a PDF in a window of its own."""
    window = LetterWindow(chooser)
    _open.add(window)
    window.show()
    window.activateWindow()
    window.show_files([path])
    return window
