"""Whom to answer: closed until asked for, with why the data are kept and until when."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QWidget

from wijkraad_app.kernel import dates
from wijkraad_app.kernel.i18n import _
from wijkraad_app.ui.app import App
from wijkraad_app.ui.layout import column, row
from wijkraad_app.ui.widgets.buttons import Quiet
from wijkraad_app.ui.widgets.inputs import LineField
from wijkraad_app.ui.widgets.labels import Label
from wijkraad_app.ui.widgets.parsed import DateField

from .. import queries, service
from ..queries import ContactView


class ContactSection(QWidget):
    """Reads contact data only when it is opened; every field saves itself."""

    def __init__(self, app: App) -> None:
        super().__init__()
        self.app = app
        self._signal: UUID | None = None
        self._bound: UUID | None = None
        self.show_fields = Quiet(_("Whom to answer"), self._toggle, icon="chevron-right")
        self.hide_fields = Quiet(_("Hide whom to answer"), self._toggle, icon="chevron-down")
        self.state = Label("", "small", "text_2", wrap=True)
        self.name = LineField(_("Name"), limit=200)
        self.mail = LineField(_("E-mail"), limit=200)
        self.phone = LineField(_("Telephone"), limit=60)
        self.address = LineField(_("Address"), limit=200)
        self.purpose = LineField(_("What for"), placeholder=_("to answer the resident"), limit=200)
        self.end_date = DateField(_("Keep until"), hint=_("Empty: three months after the signal is done."))
        self.remove = Quiet(_("Remove contact data"), self._remove, icon="trash-2")
        note = Label(_("Only shown here. Never in lists, letters, search or exports."), "small", "text_2", wrap=True)
        self.fields = QWidget()
        self.fields.setLayout(
            column(
                note, self.name, self.mail, self.phone, self.address, self.purpose, self.end_date,
                row(self.remove, None), gap=10, margins=(0, 4, 0, 0),
            )
        )  # fmt: skip
        self.setLayout(column(row(self.show_fields, self.hide_fields, None, gap=0), self.state, self.fields, gap=4))
        self._open(False)

    def show_signal(self, signal: UUID, kept: bool) -> None:
        """Another signal closes the section; the same one is read again."""
        if signal != self._signal:
            self._signal, self._bound = signal, None
            self._open(False)
        self.state.setText(_("Contact data are kept here.") if kept else _("Nothing is kept."))
        if not self.fields.isHidden():
            self._read()

    def _toggle(self) -> None:
        self._open(self.fields.isHidden())
        if self.fields.isHidden():
            self.show_fields.setFocus()
        else:
            self.name.line.setFocus()
            self._read()

    def _open(self, on: bool) -> None:
        self.fields.setVisible(on)
        self.state.setVisible(not on)
        self.show_fields.setVisible(not on)
        self.hide_fields.setVisible(on)

    def _read(self) -> None:
        if self._signal is not None:
            self.app.read(self, queries.contact, self._signal, done=self._show, latest="contact")

    def _show(self, contact: ContactView | None) -> None:
        for name, field in self._inputs().items():
            value = getattr(contact, name) if contact else (None if name == "end_date" else "")
            if self._bound == self._signal:
                field.refresh(value)
            else:
                field.bind(value, self._saver(name))
        self._bound = self._signal
        self.remove.setVisible(contact is not None)
        if contact is not None and contact.end_date is not None:
            self.state.setText(_("Kept until {day}.").format(day=dates.long_date(contact.end_date)))

    def _inputs(self) -> dict[str, Any]:
        return {
            "name": self.name,
            "mail": self.mail,
            "phone": self.phone,
            "address": self.address,
            "purpose": self.purpose,
            "end_date": self.end_date,
        }

    def _saver(self, name: str) -> Callable[[Any, UUID], None]:
        signal = self._signal

        def save(value: Any, group: UUID) -> None:
            self.app.do(self, service.set_contact, signal=signal, group=group, **{name: value})

        return save

    def _remove(self) -> None:
        self.app.flush()
        self.app.do(self, service.remove_contact, signal=self._signal, done=lambda _none: self._removed())

    def _removed(self) -> None:
        self._open(False)
        self.show_fields.setFocus()
        self.app.toast(_("Contact data removed"), _("Undo"), self.app.undo)
