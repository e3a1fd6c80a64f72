"""The window without a dossier: recent ones, open, new, the example, or a PDF to check and sign."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QByteArray, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QMainWindow, QWidget

from wijkraad_app import __version__
from wijkraad_app.kernel import dates, logs
from wijkraad_app.kernel.commands import Commands
from wijkraad_app.kernel.errors import UserError
from wijkraad_app.kernel.i18n import _
from wijkraad_app.kernel.jobs import Job, heard_by
from wijkraad_app.kernel.preferences import Preferences
from wijkraad_app.kernel.tour import RUNNING

from . import overlays, theme
from .app import Chooser, NativeChooser
from .dropping import dropped
from .flow import Flow
from .help import HelpDesk
from .layout import column, frame, line, row, scroll
from .passphrase import NOTHING_TYPED, Credentials, NewPassphrase, PassphraseDialog, PasswordField
from .printing import Page
from .recovery_sheet import RecoverySheetDialog
from .tasks import Tasks
from .theme import px
from .widgets.buttons import Button, Primary, Quiet, Secondary
from .widgets.dialog import Dialog, Question
from .widgets.labels import Elided, Emblem, Icon, Label
from .widgets.toast import Toast

__all__ = ["Choices", "PasswordField", "StartWindow"]

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Backup:
    """A copy that could be put back; ``made`` is its day in words."""

    path: Path
    made: str


@dataclass(frozen=True, slots=True)
class Choices:
    """What bootstrap does with each choice. ``open_dossier(path, credentials)`` runs off the window's thread, raises
    `UserError` with a code of `ASK_AGAIN`, and gives what ``opened`` takes. So run ``why_not_remember()`` (None or
    why this computer can't remember a passphrase), ``sheet(opened)`` and ``write_sheet(opened, path)``, the recovery
    sheet for the printer and as a file. ``restore(copy, target, credentials)`` opens what it makes;
    ``is_open_here(path)`` and ``show_other(path)`` have to do with another window of this user.
    """

    open_dossier: Callable[[Path, Credentials], Any]
    create: Callable[[Path, str | None], Any]
    open_example: Callable[[], Any]
    opened: Callable[[Any], None]
    open_pdf: Callable[[Path], None] | None = None
    why_not_remember: Callable[[], str | None] | None = None
    sheet: Callable[[Any], Sequence[Page]] | None = None
    write_sheet: Callable[[Any, Path], Path] | None = None
    newest_backup: Callable[[Path], Backup | None] | None = None
    restore: Callable[[Path, Path, Credentials], Any] | None = None
    is_open_here: Callable[[Path], bool] | None = None
    show_other: Callable[[Path], bool] | None = None
    suffix: str = ".wijkraad"


ASK_AGAIN = ("passphrase_needed", "wrong_passphrase", "wrong_recovery_key", "recovery_typo")


class NewDossierDialog(Dialog):
    """A passphrase, twice, or expressly none."""

    def __init__(self, over: QWidget, tasks: Tasks, create: Callable[[str | None], None]) -> None:
        super().__init__(over, _("Choose a passphrase"), width=520)
        self._create = create
        self.say(
            _("The dossier holds data about residents, so it is locked with a passphrase. A sentence of four or more "
              "words is strong and easy to keep. Without it nobody can open the dossier, nor can we.")
        )  # fmt: skip
        self.fields = NewPassphrase(tasks)
        self.first, self.second = self.fields.first, self.fields.second
        self.add(self.fields)
        self.buttons(_("Make dossier"), self._go)
        self.without = Button(_("Without passphrase"), self._without, kind="quiet")
        self.foot.insertWidget(0, self.without)

    def _go(self) -> bool:
        self.fields.check(self._chosen)
        return False

    def _chosen(self, passphrase: str | None) -> None:
        self.close_dialog()
        self._create(passphrase)

    def _without(self) -> None:
        Question(
            self,
            _("Make a dossier without a passphrase?"),
            _("Whoever gets hold of the file, the stick or this computer can then read everything about residents. "
              "The title of the window keeps saying so. In the settings you can add a passphrase later."),
            _("Without passphrase"),
            lambda: self._chosen(None),
        ).open_over()  # fmt: skip


class RecentButton(Button):
    """One recent dossier: name, folder, when it was last saved."""

    def __init__(self, path: Path, open_it: Callable[[], object]) -> None:
        super().__init__("", open_it, kind="quiet")
        when = dates.short_date(date.fromtimestamp(path.stat().st_mtime))
        name = Elided(path.stem, "strong")
        folder = Elided(str(path.parent), "small", "text_2")
        for label in (name, folder):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        mark = Icon("file-text", "text_2")
        words = QWidget()
        words.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        words.setLayout(column(name, folder, gap=0))
        self.setLayout(row(mark, (words, 1), Label(when, "small", "text_2"), gap=12, margins=(12, 6, 12, 6)))
        self.setSizePolicy(self.sizePolicy().Policy.Expanding, self.sizePolicy().Policy.Fixed)
        self.setAccessibleName(f"{path.stem}, {when}")
        self.setAccessibleDescription(str(path))

    def sizeHint(self) -> QSize:
        return QSize(px(320), px(56))


class StartWindow(QMainWindow):
    """Shown when no dossier is open. ``closed`` when the user closes it without opening one."""

    closed = Signal()

    def __init__(
        self, choices: Choices, preferences: Preferences | None = None, *, chooser: Chooser | None = None
    ) -> None:
        super().__init__()
        self.choices, self.preferences = choices, preferences or Preferences()
        self.chooser: Chooser = chooser or NativeChooser()
        self.tasks = Tasks(self)
        self.help = HelpDesk(self, self.tasks, Commands(), lambda: "start", lambda: _("Begin here"))
        self.help.begin()
        self._prompt: PassphraseDialog | None = None
        self._done = False
        self.setWindowTitle(_("Wijkraad"))
        self.setMinimumSize(720, 520)
        self.resize(1000, 680)
        self.setAcceptDrops(True)
        self._rebuild_soon = QTimer(self, singleShot=True, interval=0)
        self._rebuild_soon.timeout.connect(self._build)
        theme.notifier().changed.connect(self._rebuild_soon.start)
        self._build()
        if isinstance(saved := self.preferences.get("start_window"), str):
            self.restoreGeometry(QByteArray.fromBase64(saved.encode("ascii")))

    # --- building ------------------------------------------------------------
    @Slot()
    def _build(self) -> None:
        central = QWidget()
        central.setProperty("is", "ground")
        central.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        body = column(
            None,
            row(None, self._head(), None),
            20,
            row(None, self._card(), None),
            8,
            row(None, self._foot(), None),
            None,
            gap=0,
            margins=(24, 20, 24, 20),
        )
        inner = QWidget()
        inner.setLayout(body)
        central.setLayout(column((scroll(inner), 1), gap=0))
        self.setCentralWidget(central)
        if (old := getattr(self, "toast_widget", None)) is not None:
            old.deleteLater()
        self.toast_widget: Toast = Toast(self, central)
        self.first.setFocus()

    def _head(self) -> QWidget:
        made = QWidget()
        words = column(
            Label(_("Ward council"), "display"),
            Label(_("From a resident’s remark to a signed letter."), "body", "text_2", wrap=True),
            gap=0,
        )
        made.setLayout(row(Emblem(48), 8, (words, 1)))
        made.setFixedWidth(self._card_width())
        return made

    def _card_width(self) -> int:
        return min(px(600), max(620, self.width() - 80))

    def _card(self) -> QFrame:
        recent = self.preferences.recent
        parts: list[Any] = []
        if recent:
            parts += [Label(_("Opened recently"), "heading")]
            parts += [RecentButton(path, self._opener(path)) for path in recent[:4]]
            parts += [8, line(), 8]
        else:
            parts += [
                Label(_("Begin here"), "heading"),
                Label(
                    _("A dossier is one file with all the work of your council. It stays on this computer."),
                    "body", "text_2", wrap=True,
                ),
                8,
            ]  # fmt: skip
        make = Primary if not recent else Secondary
        self.new = make(_("New dossier"), self.ask_new, icon="plus")
        self.open = Secondary(_("Open dossier"), self.ask_open, icon="folder-open")
        self.example = Secondary(_("Look at the example"), self.open_example, icon="eye")
        buttons = [self.new, self.open, self.example]
        self.first: QWidget = parts[1] if recent and isinstance(parts[1], QWidget) else self.new
        if theme.large_text():
            parts += buttons
        else:
            parts += [Flow(*buttons)]
        parts += [8, line(), 8, self._tour_row()]
        if self.choices.open_pdf is not None:
            parts += [8, line(), 8, self._pdf_row()]
        card = frame(column(*parts, gap=4, margins=(24, 20, 24, 20)), "card")
        card.setFixedWidth(self._card_width())
        return card

    def _tour_row(self) -> QWidget:
        self.tour = Secondary(_("Guided tour"), self.open_tour, icon="map")
        words = _("See it all in ten minutes, in the example.")
        return _offer("lightbulb", _("Are you new here?"), words, self.tour)

    def _pdf_row(self) -> QWidget:
        self.pdf = Secondary(_("Open a PDF"), self.ask_pdf, icon="shield-check")
        words = _("Read, check or sign a PDF without a dossier.")
        return _offer("mail-open", _("Did you receive a letter?"), words, self.pdf)

    def _foot(self) -> QWidget:
        """Help for who has no dossier yet."""
        made = QWidget()
        about = Quiet(_("About this program"), self.help.about, icon="info")
        made.setLayout(Flow(Quiet(_("Help"), self.help.open, icon="circle-help", shortcut="F1"), about))
        made.setFixedWidth(self._card_width())
        return made

    # --- what can be done ----------------------------------------------------
    def _opener(self, path: Path) -> Callable[[], None]:
        return lambda: self.open_path(path)

    def _types(self) -> dict[str, str]:
        return {_("Dossier"): f"*{self.choices.suffix}", _("All files"): "*"}

    def ask_open(self) -> None:
        path = self.chooser.open_file(self, _("Open dossier"), self._types(), str(self.preferences.get("folder", "")))
        if path is not None:
            self.open_path(path)

    def open_path(self, path: Path, credentials: Credentials = NOTHING_TYPED) -> None:
        """Open; asks for the passphrase when it is needed."""
        opening = self.choices.open_dossier
        self._attempt(
            path.stem, _("Opening the dossier"), partial(opening, path), partial(self._not_opened, path), credentials
        )

    def _attempt(
        self,
        name: str,
        title: str,
        work: Callable[[Credentials], Any],
        failed: Callable[[BaseException], None],
        typed: Credentials = NOTHING_TYPED,
    ) -> None:
        """Do what needs a passphrase, and ask it as often as it is wrong."""

        def refused(error: BaseException) -> None:
            if not (isinstance(error, UserError) and error.code in ASK_AGAIN):
                if self._prompt is not None:
                    self._prompt.close_dialog()
                failed(error)
            elif self._prompt is not None:
                self._prompt.refuse(error.message)
            else:
                self._ask_passphrase(name, lambda again: self._attempt(name, title, work, failed, again))

        self._work(title, lambda: work(typed), refused)

    def _not_opened(self, path: Path, error: BaseException) -> None:
        here, newest = self.choices.is_open_here, self.choices.newest_backup
        code = error.code if isinstance(error, UserError) else ""
        if code == "in_use" and here is not None:
            self.tasks.read(self, lambda _job: here(path), partial(self._offer_other, path, error), failed=self._tell)
        elif code == "damaged" and newest is not None:
            self.tasks.read(self, lambda _job: newest(path), partial(self._offer_backup, error), failed=self._tell)
        else:
            self._tell(error)

    def _offer_other(self, path: Path, error: BaseException, here: bool) -> None:
        show = self.choices.show_other
        if not here or show is None:
            self._tell(error)
            return

        def ring() -> None:
            self.tasks.read(self, lambda _job: show(path), failed=self._tell)

        self.toast_widget.show_message(str(error), "circle-alert", _("Show that window"), ring)

    def _offer_backup(self, error: BaseException, found: Backup | None) -> None:
        if found is None or self.choices.restore is None:
            self._tell(error)
            return
        Question(
            self,
            _("This dossier is damaged"),
            _("There is a backup of {day}. It is restored as a new file; the damaged one stays as it is.").format(
                day=found.made
            ),
            _("Restore the backup"),
            lambda: self._restore(found),
            danger=False,
        ).open_over()

    def _restore(self, found: Backup) -> None:
        suggested = _("{name} restored").format(name=found.path.stem) + found.path.suffix
        target = self.chooser.save_file(self, _("Where to restore"), self._types(), suggested)
        restore = self.choices.restore
        if target is not None and restore is not None:
            whole = target if target.suffix else target.with_suffix(self.choices.suffix)
            self._attempt(found.path.stem, _("Restoring"), partial(restore, found.path, whole), self._tell)

    def _ask_passphrase(self, name: str, check: Callable[[Credentials], None]) -> None:
        prompt = PassphraseDialog(self, name, check, by_paper=True)
        self._prompt = prompt
        prompt.on_close = self._prompt_closed
        prompt.open_over()
        if (why_not := self.choices.why_not_remember) is not None:
            self.tasks.read(prompt, lambda _job: why_not(), prompt.offer_remembering)

    def _prompt_closed(self) -> None:
        self._prompt = None

    def ask_new(self) -> None:
        """Where, then the passphrase."""
        suggested = _("Ward council") + self.choices.suffix
        path = self.chooser.save_file(self, _("New dossier"), self._types(), suggested)
        if path is None:
            return
        path = path if path.suffix else path.with_suffix(self.choices.suffix)
        NewDossierDialog(self, self.tasks, lambda passphrase: self._create(path, passphrase)).open_over()

    def _create(self, path: Path, passphrase: str | None) -> None:
        made = self._opened if passphrase is None else lambda result: self._offer_sheet(result, path)
        self._work(_("Making the dossier"), lambda: self.choices.create(path, passphrase), self._tell, made)

    def _offer_sheet(self, result: Any, path: Path) -> None:
        make, write = self.choices.sheet, self.choices.write_sheet
        if make is None or write is None:
            self._opened(result)
            return
        suggested = _("Recovery sheet of {name}").format(name=path.stem) + ".pdf"
        dialog = RecoverySheetDialog(
            self, self.tasks, lambda: make(result), lambda target: write(result, target),
            lambda: self.chooser.save_file(self, _("Recovery sheet"), {"PDF": "*.pdf"}, suggested),
        )  # fmt: skip
        dialog.on_close = lambda: self._opened(result)
        dialog.open_over()

    def open_example(self) -> None:
        self._work(_("Opening the example"), self.choices.open_example, self._tell)

    def open_tour(self) -> None:
        """The example, with the tour from its first step."""
        self.preferences.set(RUNNING, 0)
        self.open_example()

    def ask_pdf(self) -> None:
        path = self.chooser.open_file(self, _("Open a PDF"), {"PDF": "*.pdf"}, str(self.preferences.get("folder", "")))
        if path is not None and self.choices.open_pdf is not None:
            self.choices.open_pdf(path)

    # --- work ----------------------------------------------------------------
    def _work(
        self,
        title: str,
        work: Callable[[], Any],
        failed: Callable[[BaseException], None],
        done: Callable[[Any], None] | None = None,
    ) -> None:
        def heard(job: Job) -> Any:
            with heard_by(job.step):
                return work()

        job = self.tasks.write(self, heard, done or self._opened, failed=failed)
        if self._prompt is None:
            overlays.watch(self.tasks, self, title, job)

    def _opened(self, result: Any) -> None:
        if self._prompt is not None:
            self._prompt.close_dialog()
        self._done = True
        self.choices.opened(result)
        self.tasks.shut_down()

    def tell_fault(self, error: BaseException) -> None:
        """A bug outside any task."""
        self._tell(error)

    def _tell(self, error: BaseException) -> None:
        if isinstance(error, UserError):
            self.toast_widget.show_message(error.message, "circle-alert")
            return
        log.error("unexpected", exc_info=error)
        report = logs.full_report(error, __version__)

        def copy() -> None:
            QApplication.clipboard().setText(report)
            self.toast_widget.show_message(_("The report is copied. It holds nothing of the dossier."), "copy")

        words = _("Something went wrong in the program. Your text is safe.")
        self.toast_widget.show_message(words, "circle-alert", _("Copy error report"), copy)

    # --- window --------------------------------------------------------------
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self.help.press(event):
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        for path in dropped(event):
            if path.suffix.lower() == ".pdf" and self.choices.open_pdf is not None:
                self.choices.open_pdf(path)
            else:
                self.open_path(path)
            return

    def closeEvent(self, event: QCloseEvent) -> None:
        self.preferences.set("start_window", bytes(self.saveGeometry().toBase64().data()).decode("ascii"))
        self.tasks.settle()
        self.tasks.shut_down()
        super().closeEvent(event)
        if not self._done:
            self.closed.emit()


def _offer(icon: str, question: str, words: str, button: Button) -> QWidget:
    """One more way to begin: for whom it is, what it does, and its button."""
    made = QWidget()
    said = column(Label(question, "strong"), Label(words, "small", "text_2", wrap=True), gap=0)
    if theme.large_text():
        made.setLayout(column(said, button, gap=6))
    else:
        made.setLayout(row(Icon(icon, "text_2"), 4, (said, 1), button))
    return made
