"""The window without a dossier: recent ones, open, new, the example, or a PDF to check and sign."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from PySide6.QtCore import QByteArray, QEvent, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QMainWindow, QWidget

from wijkraad_app.kernel import dates
from wijkraad_app.kernel.commands import Commands
from wijkraad_app.kernel.errors import UserError
from wijkraad_app.kernel.i18n import _
from wijkraad_app.kernel.preferences import Preferences

from . import overlays, theme
from .app import Chooser, NativeChooser
from .flow import Flow
from .help import HelpDesk
from .layout import column, frame, line, row, scroll
from .tasks import Tasks
from .theme import px
from .widgets.buttons import Button, IconButton, Primary, Quiet, Secondary
from .widgets.dialog import Dialog
from .widgets.inputs import LineField
from .widgets.labels import Elided, Emblem, Icon, Label
from .widgets.toast import Toast

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Choices:
    """What bootstrap does with each choice. ``open_dossier(path, passphrase)`` runs off the window's thread, raises
    `UserError` with code ``passphrase_needed`` or ``wrong_passphrase``, and gives what ``opened`` takes.
    """

    open_dossier: Callable[[Path, str | None], Any]
    create: Callable[[Path, str | None], Any]
    open_example: Callable[[], Any]
    opened: Callable[[Any], None]
    open_pdf: Callable[[Path], None] | None = None
    suffix: str = ".wijkraad"


ASK_AGAIN = ("passphrase_needed", "wrong_passphrase")


class PasswordField(LineField):
    """A passphrase with a button that shows it."""

    def __init__(self, label: str, *, hint: str = "", parent: QWidget | None = None) -> None:
        super().__init__(label, hint=hint, limit=1000, password=True, parent=parent)
        self._eye = IconButton("eye", _("Show passphrase"), self.toggle, parent=self.line)
        self._eye.setCheckable(True)
        self.line.setTextMargins(0, 0, px(32), 0)
        self.line.installEventFilter(self)

    def toggle(self) -> None:
        """Show or hide what is typed."""
        hidden = self.line.echoMode() == QLineEdit.EchoMode.Password
        self.line.setEchoMode(QLineEdit.EchoMode.Normal if hidden else QLineEdit.EchoMode.Password)
        self._eye.set_icon("eye-off" if hidden else "eye")
        name = _("Hide passphrase") if hidden else _("Show passphrase")
        self._eye.setAccessibleName(name)
        self._eye.setToolTip(name)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and hasattr(self, "_eye"):
            size = self._eye.minimumSizeHint()
            self._eye.move(self.line.width() - size.width() - 1, (self.line.height() - size.height()) // 2)
        return super().eventFilter(watched, event)


class PassphraseDialog(Dialog):
    """Asks until ``check(passphrase)`` succeeds, which is told by `refuse` or `accept_passphrase`."""

    def __init__(self, over: QWidget, name: str, check: Callable[[str], None]) -> None:
        super().__init__(over, _("Open {name}").format(name=name), width=440)
        self._check = check
        self.field = PasswordField(_("Passphrase"))
        self.add(self.field)
        self.buttons(_("Open"), self._try)

    def _try(self) -> bool:
        if not self.field.value():
            self.field.error(_("Type the passphrase."))
            return False
        if self.main_button is not None:
            self.main_button.allow(_("One moment…"))
        self._check(self.field.value())
        return False

    def refuse(self, sentence: str) -> None:
        """It was wrong: say so and let the user try again."""
        if self.main_button is not None:
            self.main_button.allow(None)
        self.field.error(sentence)
        self.field.line.selectAll()
        self.field.line.setFocus(Qt.FocusReason.OtherFocusReason)


class NewDossierDialog(Dialog):
    """A passphrase, twice, or expressly none."""

    def __init__(self, over: QWidget, create: Callable[[str | None], None]) -> None:
        super().__init__(over, _("Choose a passphrase"), width=480)
        self._create = create
        self.say(
            _("The dossier holds data about residents, so it is locked with a passphrase. A sentence of four or more "
              "words is strong and easy to keep. Without it nobody can open the dossier, nor can we.")
        )  # fmt: skip
        self.first = PasswordField(_("Passphrase"))
        self.second = PasswordField(_("Once more"))
        self.add(self.first, self.second)
        self.buttons(_("Make dossier"), self._go)
        self.foot.insertWidget(0, Button(_("Without passphrase"), self._without, kind="quiet"))

    def _go(self) -> bool:
        if len(self.first.value()) < 8:
            self.first.error(_("Use at least eight characters."))
            return False
        if self.first.value() != self.second.value():
            self.second.error(_("The two are not the same."))
            return False
        self._create(self.first.value())
        return True

    def _without(self) -> None:
        self.close_dialog()
        self._create(None)


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
            parts += [row(*buttons, None)]
        if self.choices.open_pdf is not None:
            parts += [8, line(), 8, self._pdf_row()]
        card = frame(column(*parts, gap=4, margins=(24, 20, 24, 20)), "card")
        card.setFixedWidth(self._card_width())
        return card

    def _pdf_row(self) -> QWidget:
        made = QWidget()
        words = column(
            Label(_("Did you receive a letter?"), "strong"),
            Label(_("Read, check or sign a PDF without a dossier."), "small", "text_2", wrap=True),
            gap=0,
        )
        self.pdf = Secondary(_("Open a PDF"), self.ask_pdf, icon="shield-check")
        made.setLayout(row(Icon("mail-open", "text_2"), 4, (words, 1), self.pdf))
        return made

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

    def open_path(self, path: Path, passphrase: str | None = None) -> None:
        """Open; asks for the passphrase when it is needed."""
        opening = self.choices.open_dossier
        self._work(
            _("Opening the dossier"),
            lambda: opening(path, passphrase),
            lambda error: self._not_opened(path, error),
        )

    def _not_opened(self, path: Path, error: BaseException) -> None:
        if isinstance(error, UserError) and error.code in ASK_AGAIN:
            if self._prompt is not None:
                self._prompt.refuse(error.message)
                return
            self._prompt = PassphraseDialog(self, path.stem, lambda typed: self.open_path(path, typed))
            self._prompt.on_close = self._prompt_closed
            self._prompt.open_over()
            return
        if self._prompt is not None:
            self._prompt.close_dialog()
        self._tell(error)

    def _prompt_closed(self) -> None:
        self._prompt = None

    def ask_new(self) -> None:
        """Where, then the passphrase."""
        suggested = _("Ward council") + self.choices.suffix
        path = self.chooser.save_file(self, _("New dossier"), self._types(), suggested)
        if path is None:
            return
        path = path if path.suffix else path.with_suffix(self.choices.suffix)
        NewDossierDialog(self, lambda passphrase: self._create(path, passphrase)).open_over()

    def _create(self, path: Path, passphrase: str | None) -> None:
        self._work(_("Making the dossier"), lambda: self.choices.create(path, passphrase), self._tell)

    def open_example(self) -> None:
        self._work(_("Opening the example"), self.choices.open_example, self._tell)

    def ask_pdf(self) -> None:
        path = self.chooser.open_file(self, _("Open a PDF"), {"PDF": "*.pdf"}, str(self.preferences.get("folder", "")))
        if path is not None and self.choices.open_pdf is not None:
            self.choices.open_pdf(path)

    # --- work ----------------------------------------------------------------
    def _work(self, title: str, work: Callable[[], Any], failed: Callable[[BaseException], None]) -> None:
        job = self.tasks.write(self, lambda _job: work(), self._opened, failed=failed)
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
        self.toast_widget.show_message(_("Something went wrong in the program. Your text is safe."), "circle-alert")

    # --- window --------------------------------------------------------------
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self.help.press(event):
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _dropped(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        for path in _dropped(event):
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


def _dropped(event: QDropEvent) -> Sequence[Path]:
    return [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
