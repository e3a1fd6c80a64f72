"""Another passphrase or none, then the sheet, then a backup that opens with it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from wijkraad_app.kernel.changes import Changes
from wijkraad_app.kernel.errors import UserError
from wijkraad_app.kernel.i18n import _
from wijkraad_app.ui.app import App
from wijkraad_app.ui.passphrase import NewPassphrase, PasswordField
from wijkraad_app.ui.recovery_sheet import RecoverySheetDialog
from wijkraad_app.ui.widgets.dialog import Dialog

from .. import flow


class _KeyDialog(Dialog):
    """Asks the passphrase of now, then changes it; ``then`` runs after that."""

    def __init__(self, app: App, over: QWidget, title: str, then: Callable[[], None]) -> None:
        super().__init__(over, title, width=520)
        self.app, self._over, self._then = app, over, then
        self.now = PasswordField(_("Passphrase of now"), hint=_("Or the recovery key from the sheet."))

    def change(self, new: str | None) -> None:
        """Off the window's thread: prove, back up, write the file anew."""
        if self.main_button is not None:
            self.main_button.allow(_("One moment…"))
        workspace: Any = self.app.workspace
        typed = self.now.value() if workspace.encrypted else None

        def work(_job: object) -> Path:
            flow.prove(workspace, typed)
            return flow.change_passphrase(workspace, new)

        self.app.flush()
        job = self.app.run(self, work, done=lambda _kept: self._changed(new), failed=self._refused, writes=True)
        self.app.progress(_("Writing the dossier anew"), job)

    def _changed(self, new: str | None) -> None:
        app, over = self.app, self._over
        self.close_dialog()
        app.changes.emit(Changes(frozenset({"passphrase"}), frozenset(), "access.change"))  # the title says it too
        self._then()
        if new is None:
            app.toast(_("The passphrase is removed."))
            offer_backup(app)
        else:
            app.toast(_("The new passphrase holds from now on."))
            offer_sheet(app, over, then=lambda: offer_backup(app))

    def _refused(self, error: BaseException) -> None:
        if self.main_button is not None:
            self.main_button.allow(None)
        if isinstance(error, UserError) and error.code in ("wrong_passphrase", "recovery_typo"):
            self.now.error(error.message)
            self.now.line.selectAll()
            self.now.line.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.app.tell(error)


class ChangeDialog(_KeyDialog):
    """A new passphrase, or a first one."""

    help_topic = "access"

    def __init__(self, app: App, over: QWidget, then: Callable[[], None]) -> None:
        secret = app.workspace.encrypted
        super().__init__(app, over, _("Change passphrase") if secret else _("Choose a passphrase"), then)
        self.fields = NewPassphrase(app.tasks, _("New passphrase"))
        if secret:
            self.add(self.now)
        self.add(self.fields)
        self.say(
            _("Backups from before keep the passphrase they had. One more is made first.")
            if secret
            else _("Backups from before stay readable for anyone. Remove them when you no longer need them.")
        )
        self.buttons(_("Change passphrase") if secret else _("Choose this passphrase"), self._go)

    def _go(self) -> bool:
        if self.app.workspace.encrypted and not self.now.value():
            self.now.error(_("Type the passphrase."))
        else:
            self.fields.check(self.change)
        return False


class RemoveDialog(_KeyDialog):
    """From a passphrase to none."""

    help_topic = "access"

    def __init__(self, app: App, over: QWidget, then: Callable[[], None]) -> None:
        super().__init__(app, over, _("Remove the passphrase?"), then)
        self.say(
            _("Whoever gets hold of the file, the stick or this computer can then read everything about residents.")
        )
        self.add(self.now)
        self.buttons(_("Remove the passphrase"), self._go, danger=True)

    def _go(self) -> bool:
        if not self.now.value():
            self.now.error(_("Type the passphrase."))
        else:
            self.change(None)
        return False


def offer_sheet(app: App, over: QWidget, then: Callable[[], None] | None = None) -> None:
    """The recovery sheet of now, on paper or as a file."""
    workspace: Any = app.workspace
    suggested = _("Recovery sheet of {name}").format(name=workspace.path.stem) + ".pdf"
    dialog = RecoverySheetDialog(
        over, app.tasks, lambda: flow.printed_recovery_sheet(workspace),
        lambda target: flow.write_recovery_sheet(workspace, target),
        lambda: app.save_file(_("Recovery sheet"), {"PDF": "*.pdf"}, suggested),
    )  # fmt: skip
    dialog.on_close = then
    dialog.open_over()


def offer_backup(app: App) -> None:
    """Older backups have another passphrase: one that opens with the new one is wanted at once."""
    workspace: Any = app.workspace

    def make() -> None:
        def made(kept: Path) -> None:
            app.toast(_("Backup made: {file}").format(file=kept.name))

        app.progress(_("Make a backup"), app.run(app, lambda _job: flow.new_backup(workspace), done=made, writes=True))

    app.confirm(
        _("Make a backup now?"),
        _("The backups you have open with the passphrase of before."),
        _("Make a backup"), make, danger=False,
    )  # fmt: skip
