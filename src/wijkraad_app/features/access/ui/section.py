"""The passphrase of the dossier, its recovery sheet, whether this computer remembers it, and the lock."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from wijkraad_app.kernel import dates
from wijkraad_app.kernel.changes import Changes
from wijkraad_app.kernel.i18n import _, ngettext
from wijkraad_app.ui import locking
from wijkraad_app.ui.app import App
from wijkraad_app.ui.flow import Flow
from wijkraad_app.ui.layout import column
from wijkraad_app.ui.theme import large_text
from wijkraad_app.ui.widgets.banner import Banner
from wijkraad_app.ui.widgets.buttons import Primary, Quiet, Secondary
from wijkraad_app.ui.widgets.choices import CheckBox, ChoiceField, Segments
from wijkraad_app.ui.widgets.labels import Label

from .. import flow
from .dialogs import ChangeDialog, RemoveDialog, offer_sheet


@dataclass(frozen=True, slots=True)
class _State:
    since: date | None
    remembered: bool
    why_not: str | None


class AccessSection(QWidget):
    """Asks the keyring off the window's thread each time it comes to front."""

    def __init__(self, app: App) -> None:
        super().__init__()
        self.app = app
        self.state = Label("", "body", "text_2", wrap=True)
        self.bare = Banner("warn", _("This dossier has no passphrase"), _("Whoever has the file can read everything."))
        self.change = Primary(_("Change passphrase"), self._change, icon="key-round")
        self.sheet = Secondary(_("Recovery sheet"), self._sheet, icon="file-text")
        self.remove = Quiet(_("Remove the passphrase"), self._remove, icon="lock-open")
        self.remember = CheckBox(_("Remember on this computer"))
        self.remember.clicked.connect(self._remember)
        self.why_not = Label("", "small", "text_2", wrap=True)
        self.lock, lock_parts = self._lock_choice()
        self.setLayout(
            column(
                self.bare, self.state, Flow(self.change, self.sheet, self.remove), 8, self.remember, self.why_not, 12,
                *lock_parts,
                Label(_("After so long without keys or mouse the screen locks. Ctrl+L locks at once. While a meeting "
                        "runs it doesn't lock by itself."), "small", "text_2", wrap=True),
                gap=8,
            )
        )  # fmt: skip
        self.refresh(None)

    def _lock_choice(self) -> tuple[Segments | ChoiceField, list[QWidget]]:
        """How long to wait before locking; large pills beside each other would be wider than the window."""
        options = [(minutes, _minutes(minutes)) for minutes in locking.MINUTES]
        if large_text():
            field = ChoiceField(_("Lock after"), options)
            field.edited.connect(self._lock_after)
            return field, [field]
        pills = Segments(_("Lock after"), options, style="pills")
        pills.changed.connect(self._lock_after)
        return pills, [Label(_("Lock after"), "small_strong", "text_2"), pills]

    # --- what is -----------------------------------------------------------------------
    def refresh(self, changes: Changes | None) -> None:
        """Show it anew; commits don't touch it."""
        if changes is None:
            locker = self.app.services.get(locking.SERVICE)
            self.lock.set_value(locker.minutes if locker is not None else locking.DEFAULT_MINUTES)
            workspace: Any = self.app.workspace
            self._show(None)
            self.app.run(self, lambda _job: _State(*flow.state(workspace)), done=self._show, latest="state")

    def _show(self, found: _State | None) -> None:
        secret = self.app.workspace.encrypted
        self.bare.setVisible(not secret)
        self.state.setVisible(secret)
        since = found.since if found is not None else None
        day = dates.full_date(since) if since is not None else ""
        dated = _("The dossier has a passphrase, since {day}.").format(day=day)
        self.state.setText(dated if day else _("The dossier has a passphrase."))
        self.change.set_text(_("Change passphrase") if secret else _("Choose a passphrase"))
        self.sheet.setVisible(secret)
        self.remove.setVisible(secret)
        why_not = found.why_not if found is not None else None
        self.remember.setVisible(secret and why_not is None)
        self.remember.setChecked(found is not None and found.remembered)
        self.why_not.setText(why_not or "")
        self.why_not.setVisible(secret and why_not is not None)
        reason = _("This dossier is open for reading only.") if self.app.workspace.read_only else None
        self.change.allow(reason)
        self.remove.allow(reason)

    # --- what can be done --------------------------------------------------------------
    def _change(self) -> None:
        ChangeDialog(self.app, self, then=lambda: self.refresh(None)).open_over()

    def _remove(self) -> None:
        RemoveDialog(self.app, self, then=lambda: self.refresh(None)).open_over()

    def _sheet(self) -> None:
        offer_sheet(self.app, self)

    @Slot()
    def _remember(self) -> None:
        workspace: Any = self.app.workspace
        act = flow.remember if self.remember.isChecked() else flow.forget
        done = partial(self.refresh, None)
        self.app.run(self, lambda _job: act(workspace), done=lambda _none: done(), failed=self._not_remembered)

    def _not_remembered(self, error: BaseException) -> None:
        self.refresh(None)
        self.app.tell(error)

    @Slot(object)
    def _lock_after(self, minutes: int) -> None:
        locker = self.app.services.get(locking.SERVICE)
        if locker is not None:
            locker.choose(minutes)


def _minutes(minutes: int) -> str:
    return ngettext("{n} minute", "{n} minutes", minutes).format(n=minutes) if minutes else _("Never")
