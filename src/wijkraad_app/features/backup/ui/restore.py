"""Putting a backup back: look what it is, then make a new dossier of it; nothing is ever replaced."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from wijkraad_app.kernel.errors import UserError
from wijkraad_app.kernel.i18n import _
from wijkraad_app.ui.app import App
from wijkraad_app.ui.layout import column, frame, row
from wijkraad_app.ui.start import PasswordField
from wijkraad_app.ui.widgets.dialog import Dialog
from wijkraad_app.ui.widgets.labels import Icon, Label

from .. import flow, queries
from ..queries import Content, Copy
from .words import counted, moment, opens_with, short_moment, size

OPENS = "dossier.open"
"""Name in `App.services`: callable(path) that closes this dossier and opens that file."""


def restore_from_file(app: App, over: QWidget) -> None:
    """Choose a backup anywhere, then look at it."""
    chosen = app.ask_file(_("Choose a backup"), {_("Dossier"): "*.wijkraad"})
    if chosen is not None:
        restore(app, chosen, over)


def restore(app: App, file: Path, over: QWidget) -> None:
    """Look at a backup and offer to put it back; what isn't one is said at once."""
    app.run(over, lambda _job: queries.look(file), done=lambda copy: RestoreDialog(app, copy, over).open_over())


class RestoreDialog(Dialog):
    """Says what the file is; asks its passphrase; then asks where the new dossier goes."""

    def __init__(self, app: App, copy: Copy, over: QWidget) -> None:
        super().__init__(over, _("Restore a backup"), width=560)
        self.app, self.copy = app, copy
        self.content: Content | None = None
        self._passphrase: str | None = None
        self.facts = Label("", "body", "text", wrap=True)
        self.newest = Label("", "small", "text_2", wrap=True)
        self.newest.hide()
        lines = column(Label(copy.path.name, "strong", wrap=True), self.facts, self.newest, gap=4)
        self.add(frame(row(Icon("file-text"), (lines, 1), gap=12, margins=(14, 12, 14, 12), top=True), "note"))
        self.say(_("It becomes a new file. The dossier that is open and the backup stay as they are."))
        self.field = PasswordField(_("Passphrase of this backup"), hint=_("Or the key of its recovery sheet."))
        if not copy.encrypted:
            self.field.hide()
        self.add(self.field)
        self.buttons(_("Look inside") if copy.encrypted else _("Restore as a new file"), self._next)
        self._tell_facts()
        if not copy.encrypted:
            self._look(None)

    def _tell_facts(self) -> None:
        lock = opens_with(self.copy.encrypted, self.copy.since)
        words = [f"{moment(self.copy.at)}, {size(self.copy.size)}, {lock}."]
        if self.content is not None:
            name = self.content.council or _("A council without a name yet")
            changed = self.content.changed
            words.append(
                _("{council}, last changed {moment}.").format(council=name, moment=moment(changed)) if changed
                else f"{name}."
            )  # fmt: skip
            if self.content.counts:
                words.append(", ".join(counted(kind, count) for kind, count in self.content.counts) + ".")
            self._tell_changes(self.content)
        self.facts.setText("\n".join(words))

    def _tell_changes(self, content: Content) -> None:
        lines = [
            f"{short_moment(one.at)}: {one.label}" + (f" ({one.who})" if one.who else "") for one in content.changes
        ]  # fmt: skip
        self.newest.setText("\n".join([_("Newest changes:"), *lines]))
        self.newest.setVisible(bool(lines))

    # --- looking -----------------------------------------------------------------------
    def _next(self) -> bool:
        if self.content is not None:
            self._restore()
        elif not self.field.value() and self.copy.encrypted:
            self.field.error(_("Type the passphrase."))
        else:
            self._look(self.field.value() or None)
        return False

    def _look(self, passphrase: str | None) -> None:
        self._busy(on=True)
        path = self.copy.path

        def opened(content: Content) -> None:
            self._passphrase, self.content = passphrase, content
            self._busy(on=False)
            self._tell_facts()
            self.field.hide()
            if self.main_button is not None:
                self.main_button.set_text(_("Restore as a new file"))
                self.main_button.setFocus(Qt.FocusReason.OtherFocusReason)

        self.app.run(self, lambda _job: queries.content(path, passphrase), done=opened, failed=self._refused)

    def _refused(self, error: BaseException) -> None:
        self._busy(on=False)
        if not isinstance(error, UserError) or not self.copy.encrypted:
            self.app.tell(error)
            return
        self.field.error(error.message)
        self.field.line.selectAll()
        self.field.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def _busy(self, *, on: bool) -> None:
        if self.main_button is not None:
            self.main_button.allow(_("One moment…") if on else None)

    # --- putting back ------------------------------------------------------------------
    def _restore(self) -> None:
        source, passphrase = self.copy.path, self._passphrase
        suggested = _("{name} restored").format(name=source.stem) + source.suffix
        chosen = self.app.save_file(_("Where to restore"), {_("Dossier"): "*.wijkraad"}, suggested)
        if chosen is None:
            return
        target = chosen if chosen.suffix else chosen.with_suffix(".wijkraad")
        self._busy(on=True)
        job = self.app.run(
            self, lambda _job: flow.restore(source, target, passphrase), done=self._restored, failed=self._failed,
            writes=True,
        )  # fmt: skip
        self.app.progress(_("Restoring the backup"), job)

    def _restored(self, made: Path) -> None:
        self.close_dialog()
        said = _("Restored as “{file}”.").format(file=made.name)
        opens = self.app.services.get(OPENS)
        if opens is None:
            self.app.toast(said)
        else:
            self.app.toast(said, _("Open it"), partial(opens, made))

    def _failed(self, error: BaseException) -> None:
        self._busy(on=False)
        self.app.tell(error)
