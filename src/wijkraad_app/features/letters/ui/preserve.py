"""Proof for later under a letter that everyone signed: what it is, what it needs, what it can't do."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from wijkraad_app.kernel.errors import UserError
from wijkraad_app.kernel.i18n import _
from wijkraad_app.pdf.levels import Level
from wijkraad_app.ui.app import App
from wijkraad_app.ui.passphrase import PasswordField
from wijkraad_app.ui.widgets.banner import Banner
from wijkraad_app.ui.widgets.inputs import required
from wijkraad_app.ui.widgets.labels import Label

from .. import flow
from .acting import Done, WorkDialog
from .timestamps import timestamp_server


def open_preserve(app: App, over: QWidget, letter: UUID, level: Level, done: Done) -> None:
    """Ask first whether the council's authority has to say something, then open the dialog."""
    workspace = app.workspace

    def show(asks: bool) -> None:
        PreserveDialog(app, over, letter, level, done, asks=asks).open_over()

    app.run(over, lambda _job: flow.asks_authority(workspace, letter), done=show)


class PreserveDialog(WorkDialog):
    """``asks`` is whether the council's authority must say that its keys counted, which takes its passphrase."""

    def __init__(self, app: App, over: QWidget, letter: UUID, level: Level, done: Done, *, asks: bool) -> None:
        super().__init__(app, over, _("Add proof for later"), width=520)
        self._letter, self._done, self._asks = letter, done, asks
        self._stamp = timestamp_server(app)
        self.say(
            _(
                "The letter gets proof that the keys counted when they were used, so that it can be checked years from "
                "now without asking anyone. What was signed stays as it is."
            )
        )
        if level is Level.BASIC:
            self.add(Banner("warn", *_no_time()))
        self.passphrase = PasswordField(
            _("Passphrase of the first key made on this computer"),
            hint=_("It opens the certificate of the council, which says which keys are its own."),
        )
        if asks:
            self.add(self.passphrase)
        else:
            self.passphrase.setParent(self)
            self.passphrase.hide()
        self.about = Label(self._about_time(), "small", "text_2", wrap=True)
        self.add(self.about, self.busy)
        self.passphrase.edited.connect(lambda _text: self.problem.hide())
        self.buttons(_("Add proof"), self._go)
        if asks:
            self.focus_first(self.passphrase)

    def _about_time(self) -> str:
        if self._stamp:
            server = urlsplit(self._stamp).hostname or self._stamp
            text = _("{server} seals the letter with its time. It gets a fingerprint, not the letter.")
            return text.format(server=server)
        return _("Without a timestamp server the letter gets no seal. You can add that later.")

    def _go(self) -> bool:
        if self._asks and not required(self.passphrase, _("Type the passphrase.")):
            return False
        workspace, letter, words, stamp = self.app.workspace, self._letter, self.passphrase.value(), self._stamp
        return self.work(
            lambda: flow.preserve_letter(workspace, letter, authority=words, timestamp_url=stamp),
            self._done,
            _("Gathering the proof…"),
        )

    def refused(self, error: UserError) -> None:
        """A wrong passphrase is said under its field; a server that is silent can be left out."""
        if error.code == "wrong_passphrase":
            self.passphrase.error(error.message)
            self.passphrase.line.selectAll()
            self.passphrase.line.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        super().refused(error)
        if error.code == "timestamp_failed" and self.main_button is not None:
            self._stamp = None
            self.about.setText(self._about_time())
            self.main_button.set_text(_("Add proof without a seal"))

    def close_dialog(self) -> None:
        """The passphrase leaves the window with the dialog."""
        self.passphrase.set_value("")
        super().close_dialog()


def _no_time() -> tuple[str, str]:
    return (
        _("These signatures have no timestamp."),
        _("It can't be added any more. A seal proves since when the whole letter exists, not when each person signed."),
    )


def told(done: Any) -> str:
    """What was reached, for the toast."""
    return _("The proof is in the letter. It is now: {level}.").format(level=flow.level_words(done.verdict))
