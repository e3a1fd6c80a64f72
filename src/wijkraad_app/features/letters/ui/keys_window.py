"""The keys that the council made: whose, until when, whether they still count; and the timestamp server."""

from __future__ import annotations

from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from wijkraad_app.kernel import clock, dates
from wijkraad_app.kernel.changes import Changes
from wijkraad_app.kernel.i18n import _
from wijkraad_app.ui.app import App
from wijkraad_app.ui.flow import flow as flowing
from wijkraad_app.ui.layout import line
from wijkraad_app.ui.widgets.buttons import Secondary
from wijkraad_app.ui.widgets.dialog import Sheet
from wijkraad_app.ui.widgets.labels import Label
from wijkraad_app.ui.widgets.record_list import ListItem, RecordList
from wijkraad_app.ui.widgets.rows import Cell

from .. import flow, queries, service
from ..queries import KeyRow
from ..rules import KeyState, key_state
from .dialogs import certificates
from .key_dialog import open_key_dialog
from .timestamps import ServerField

_ICONS = {
    KeyState.VALID: ("circle-check", "ok"),
    KeyState.EXPIRED: ("clock", "warn"),
    KeyState.REVOKED: ("circle-x", "bad"),
}


def open_keys(app: App) -> None:
    """Show the keys over the window."""
    over = app.shell.widget()
    if over is not None:
        KeysSheet(app, over).open_over()


class KeysSheet(Sheet):
    """A list with what can be done to it; every change shows at once."""

    def __init__(self, app: App, over: QWidget) -> None:
        super().__init__(over, _("Signing keys"), width=720, height=640)
        self.app = app
        self._rows: dict[UUID, KeyRow] = {}
        self.say(_("These keys were made for this council. A key itself is never in the dossier."))
        self.empty = Label(_("No keys yet. Make one for the chair and one for the secretary."), "body", "text_2")
        self.list = RecordList(_("Signing keys"))
        self.list.setMinimumHeight(200)
        self.make = Secondary(_("Make a signing key"), self._make, icon="plus")
        self.revoke = Secondary(_("Revoke this key"), self._revoke, icon="circle-x")
        self.certificate = Secondary(_("Save the council's certificate"), self._certificate, icon="landmark")
        self.server = ServerField(app)
        self.add(self.empty, self.list, flowing(self.make, self.revoke, self.certificate), line(), self.server)
        self.body.setStretchFactor(self.list, 1)
        self.body.addStretch()
        self.foot.addWidget(Secondary(_("Close"), self.close_dialog))
        self.list.chosen.connect(lambda _id: self._allow())
        self.focus_first(self.make)
        app.changes.connect(self._changed)
        self._read()

    @Slot(object)
    def _changed(self, changes: Changes) -> None:
        if changes.touches("signing_key"):
            self._read()

    def _read(self) -> None:
        self.app.read(self, queries.keys, done=self._show, latest="keys")

    def _show(self, rows: tuple[KeyRow, ...]) -> None:
        self._rows = {row.id: row for row in rows}
        self.empty.setHidden(bool(rows))
        self.list.setHidden(not rows)
        first = rows[0].id if rows and self.list.current() is None else None
        self.list.set_items([_item(row) for row in rows], current=first)
        self._allow()

    def _allow(self) -> None:
        row = self._current()
        why = None if row is not None else _("Choose a key first.")
        if row is not None and row.revoked_on is not None:
            why = _("This key was revoked already.")
        self.revoke.allow(why)
        self.certificate.allow(None if self._rows else _("Make a signing key first."))

    def _current(self) -> KeyRow | None:
        current = self.list.current()
        return self._rows.get(current) if current is not None else None

    def _make(self) -> None:
        open_key_dialog(self.app, self.window())

    def _revoke(self) -> None:
        row = self._current()
        if row is None:
            return
        consequence = _(
            "From today nobody signs with it here, and a letter that is signed with it from today on is not trusted. "
            "Letters from before stay good. Someone without this dossier doesn't know it: tell them. Remove the key "
            "file yourself."
        )
        question = _("Revoke the key of {name}?").format(name=row.name)
        self.app.confirm(question, consequence, _("Revoke this key"), partial(self._revoke_now, row))

    def _revoke_now(self, row: KeyRow) -> None:
        told = _("The key of {name} is revoked.").format(name=row.name)
        self.app.do(
            self, service.revoke_key, key=row.id, day=clock.today(),
            done=lambda _none: self.app.toast(told, _("Undo"), self.app.undo),
        )  # fmt: skip

    def _certificate(self) -> None:
        target = self.app.save_file(_("Save the council's certificate"), certificates(), f"{_('Certificate')}.pem")
        if target is not None:
            workspace = self.app.workspace
            self.app.run(self, lambda _job: flow.save_certificate(workspace, target), done=self._saved)

    def _saved(self, path: Any) -> None:
        self.app.toast(_("Saved as “{file}”.").format(file=path.name))


def _item(row: KeyRow) -> ListItem:
    state = key_state(row.valid_until, row.revoked_on, clock.today())
    icon, tone = _ICONS[state]
    word = state.label
    if row.revoked_on is not None:
        word = _("revoked on {date}").format(date=dates.long_date(row.revoked_on))
    until = _("until {date}").format(date=dates.long_date(row.valid_until)) if row.valid_until else ""
    title = f"{row.name}, {row.role}" if row.role else row.name
    return ListItem(row.id, title, Cell(word, icon, tone), until)
