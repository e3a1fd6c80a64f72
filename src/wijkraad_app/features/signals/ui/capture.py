"""Quick capture: a resident says something, wherever you are in the program."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from wijkraad_app.kernel.i18n import _
from wijkraad_app.kernel.ids import EntityRef
from wijkraad_app.ui.app import App
from wijkraad_app.ui.layout import column, row
from wijkraad_app.ui.widgets.buttons import Quiet
from wijkraad_app.ui.widgets.choices import CheckBox, ChoiceField, Segments
from wijkraad_app.ui.widgets.dialog import Dialog
from wijkraad_app.ui.widgets.inputs import LineField, TextField
from wijkraad_app.ui.widgets.labels import Label
from wijkraad_app.ui.widgets.suggest import suggest

from .. import queries, service
from ..queries import Choices
from ..rules import privacy
from ..rules.words import KINDS, kind_word
from .edit import theme_field
from .signs import found_sentence


def open_capture(app: App) -> None:
    """Open the dialog over the window, if there is one."""
    over = app.shell.widget()
    if over is not None:
        CaptureDialog(app, over).open_over()


class CaptureDialog(Dialog):
    """Words first; everything else may come later. Contact data found in the words move to their fields."""

    def __init__(self, app: App, over: QWidget) -> None:
        super().__init__(over, _("New signal"), width=600)
        self.app = app
        self.text = TextField(_("What did the resident say?"), least=3, most=8)
        self.kind = Segments(_("Kind"), [(kind, kind_word(kind)) for kind in KINDS], style="pills")
        self.neighbourhood = LineField(_("Neighbourhood"), limit=100)
        self.place = LineField(_("Place"), limit=200)
        self.channel = LineField(_("Channel"), limit=100)
        self.follower = ChoiceField(_("Who follows"), [(None, _("nobody yet"))])
        self.theme = theme_field(app, self)
        self.name = LineField(_("Name"), limit=200)
        self.mail = LineField(_("E-mail"), limit=200)
        self.phone = LineField(_("Telephone"), limit=60)
        self.found = Label("", "small", "warn", wrap=True)
        self.take_out = CheckBox(_("Keep it out of the text"), True)
        self.contact_toggle = Quiet(_("Whom to answer"), self._show_contact, icon="chevron-right")
        self._build()
        self.text.edited.connect(self._look)
        self._look("")
        self.buttons(_("Add signal"), self._add)
        self.app.read(self, queries.choices, done=self._offer, latest="choices")

    def _build(self) -> None:
        self.found_box = QWidget()
        self.found_box.setLayout(column(self.found, self.take_out, gap=0))
        self.contact_box = QWidget()
        note = Label(_("Only shown with the signal. Never in lists, letters, search or exports."), "small", "text_2",
                     wrap=True)  # fmt: skip
        self.contact_box.setLayout(column(row(self.name, self.mail, self.phone, gap=12, top=True), note, gap=6))
        self.contact_box.hide()
        kinds = QWidget()
        kinds.setLayout(row(self.kind, None))
        self.add(self.text, self.found_box, kinds)
        self.body.addLayout(row(self.neighbourhood, self.place, self.channel, gap=12, top=True))
        self.body.addLayout(row(self.follower, self.theme, gap=12, top=True))
        self.body.addLayout(row(self.contact_toggle, None))
        self.add(self.contact_box)

    def _offer(self, choices: Choices) -> None:
        self.follower.set_options([(None, _("nobody yet")), *choices.people])
        self.theme.set_options([(None, _("no theme")), *choices.themes])
        suggest(self.neighbourhood, choices.neighbourhoods)
        suggest(self.channel, choices.channels)

    @Slot(object)
    def _look(self, text: str) -> None:
        found = privacy.found_contact(text)
        self.found_box.setVisible(bool(found))
        if found:
            self.found.setText(" ".join(dict.fromkeys(found_sentence(one.kind) for one in found)))
        self._place()

    def _show_contact(self) -> None:
        self.contact_box.setVisible(self.contact_box.isHidden())
        if not self.contact_box.isHidden():
            self.name.setFocus()
        self._place()

    def _add(self) -> bool:
        text = self.text.value()
        if not text.strip():
            self.text.error(_("Write down what the resident said."))
            self.text.setFocus()
            return False
        contact = {"name": self.name.value(), "mail": self.mail.value(), "phone": self.phone.value()}
        if self.take_out.isChecked():
            text, moved = privacy.taken_out(text)
            for kind, value in moved.items():
                contact[kind] = ", ".join(filter(None, (contact.get(kind, ""), value)))
        self.app.do(self.app, service.add_signal, done=self._added, contact=contact, **self._rest(text))
        return True

    def _rest(self, text: str) -> dict[str, Any]:
        return {
            "text": text,
            "title": "" if privacy.title_of(text) else _("Signal without words"),
            "kind": self.kind.value(),
            "neighbourhood": self.neighbourhood.value(),
            "place": self.place.value(),
            "channel": self.channel.value(),
            "follower": self.follower.value(),
            "theme": self.theme.value(),
        }

    def _added(self, id: UUID) -> None:
        app = self.app
        app.toast(_("Signal added"), _("Open"), lambda: app.navigate(EntityRef("signal", id)))
