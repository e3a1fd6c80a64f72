"""The quotes beside the text: their list, and who said the current one, about what, with which consent."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from wijkraad_app.features.council import service as council
from wijkraad_app.kernel.i18n import _, ngettext
from wijkraad_app.ui.app import App
from wijkraad_app.ui.layout import column, frame, row, scroll
from wijkraad_app.ui.widgets.banner import Banner
from wijkraad_app.ui.widgets.buttons import Quiet
from wijkraad_app.ui.widgets.choices import ChoiceField
from wijkraad_app.ui.widgets.growing import GrowingChoice
from wijkraad_app.ui.widgets.inputs import Field, LineField
from wijkraad_app.ui.widgets.labels import Icon, Label
from wijkraad_app.ui.widgets.record_list import ListItem, RecordList
from wijkraad_app.ui.widgets.suggest import suggest

from .. import service
from ..queries import Choices, ConversationView, QuoteRow
from ..rules.consent import BY_NAME
from .details import saver
from .signs import consent_cell, own_consent_options
from .withdrawing import consent_saver


class QuoteFields(QWidget):
    """One quote; every field saves itself. Below: exactly what a letter prints."""

    removal_asked = Signal(object)
    place_asked = Signal(object)

    def __init__(self, app: App) -> None:
        super().__init__()
        self.app = app
        self._shown: UUID | None = None
        self._conversation_consent = self._own_consent = ""
        self.words = Label("", "body", wrap=True)
        self.lost = Banner(
            "warn",
            _("These words are no longer in the text."),
            _("Select them in the text."),
            _("Point out"),
            lambda: self.place_asked.emit(self._shown),
        )
        self.role = LineField(_("Who says it (role)"), placeholder=_("for example: parent, shopkeeper"), limit=100)
        self.name = LineField(_("Name"), limit=100)
        self.theme = GrowingChoice(_("Theme"), _("New theme…"), placeholder=_("no theme"))
        self.theme.wanted.connect(self._add_theme)
        self.consent = ChoiceField(_("Quoting these words"))
        self.print_icon = Icon("eye", "text_2", 16)
        self.printed = Label("", "small", "text_2", wrap=True)
        self.remove = Quiet(_("Remove mark"), lambda: self.removal_asked.emit(self._shown), icon="trash-2")
        self.setLayout(
            column(
                self.words, self.lost, self.role, self.theme, self.consent, self.name,
                frame(row(self.print_icon, (self.printed, 1), gap=8, margins=(10, 8, 10, 8), top=True), "sunken"),
                row(self.remove, None), None, gap=10,
            )
        )  # fmt: skip

    def set_choices(self, choices: Choices) -> None:
        self.theme.set_options([(None, _("no theme")), *choices.themes])
        suggest(self.role, choices.roles)

    def show_quote(self, quote: QuoteRow, conversation_consent: str) -> None:
        if conversation_consent != self._conversation_consent:
            self._conversation_consent = conversation_consent
            self.consent.set_options(own_consent_options(conversation_consent))
        self._own_consent = quote.own_consent
        self.words.setText(f"“{quote.words}”")
        self.lost.setVisible(not quote.placed)
        self.name.setVisible(quote.consent == BY_NAME or bool(quote.speaker_name))
        told = _("A letter prints: {words}").format(words=quote.printed)
        self.printed.setText(told if quote.printed else _("Without consent these words are never printed."))
        cell = consent_cell(quote.consent)
        self.print_icon.set_icon(cell.icon, cell.tone)
        values = {
            "speaker_role": (self.role, quote.speaker_role),
            "speaker_name": (self.name, quote.speaker_name),
            "theme": (self.theme, quote.theme),
            "consent": (self.consent, quote.own_consent),
        }
        for name, (field, value) in values.items():
            self._put(quote.id, name, field, value)
        self._shown = quote.id

    @Slot(str)
    def _add_theme(self, name: str) -> None:
        self.app.do(self, council.add_theme, name=name, done=lambda id: self.theme.take(id, name))

    def _put(self, id: UUID, name: str, field: Field, value: object) -> None:
        if self._shown == id:
            field.refresh(value)
            return
        verb = service.set_quote_consent if name == "consent" else service.update_quote
        save = saver(self.app, self, field, verb, name, id)
        if name == "consent":
            save = consent_saver(self.app, field, "quote", id, lambda: self._own_consent, save)
        field.bind(value, save)


class QuotesPane(QWidget):
    """All quotes of the conversation, and the current one."""

    chosen = Signal(object)

    def __init__(self, app: App) -> None:
        super().__init__()
        self.head = Label(_("Quotes"), "heading")
        self.list = RecordList(_("Quotes"))
        self.fields = QuoteFields(app)
        self.hint = Label("", "small", "text_2", wrap=True)
        self._area = scroll(self.fields, name=_("The quote"))
        layout = column(self.head, self.hint, (self.list, 3), (self._area, 5), gap=8)
        layout.addStretch(0)
        self.setLayout(layout)
        self.list.chosen.connect(self.chosen.emit)

    def show_quotes(self, view: ConversationView, current: UUID | None, *, hint: str) -> None:
        items = [_item(quote) for quote in view.quotes]
        self.list.set_items(items, current=current)
        self.list.setVisible(bool(items))
        self.hint.setVisible(not items)
        self.hint.setText(hint)
        self.head.setText(
            ngettext("{n} quote", "{n} quotes", len(items)).format(n=len(items)) if items else _("Quotes")
        )
        quote = _found(view.quotes, current)
        self._area.setVisible(quote is not None)
        if quote is not None:
            self.list.select(quote.id)
            self.fields.show_quote(quote, view.consent)

    def focus_fields(self) -> None:
        self.fields.role.line.setFocus()


def _item(quote: QuoteRow) -> ListItem:
    words = " ".join(quote.words.split())
    return ListItem(quote.id, words, consent_cell(quote.consent), quote.theme_name)


def _found(quotes: Sequence[QuoteRow], id: UUID | None) -> QuoteRow | None:
    return next((quote for quote in quotes if quote.id == id), None)
