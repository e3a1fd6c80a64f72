"""Settings: addressee, salutation, copies, who signs, term of response, reference numbers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from PySide6.QtCore import Slot

from wijkraad_app.kernel import clock, dates
from wijkraad_app.kernel.errors import UserError
from wijkraad_app.kernel.i18n import _
from wijkraad_app.ui.layout import column, row
from wijkraad_app.ui.widgets.choices import CheckField, ChoiceField
from wijkraad_app.ui.widgets.inputs import LineField, TextField
from wijkraad_app.ui.widgets.labels import Label

from .. import queries, service
from ..queries import CouncilRow
from ..rules import presets, reference, signing, terms
from .saving import CouncilForm
from .signing_order import SigningOrder


class LetterSection(CouncilForm):
    """Where letters go and when an answer is due."""

    def build(self) -> None:
        self.addressee = TextField(_("Letters go to"), least=4, most=6)
        self.salutation = LineField(_("Salutation"), limit=200)
        self.copies = TextField(_("Copies to, one on each line"), least=2, most=5)
        self.contact = ChoiceField(_("Contact person in letters"), placeholder=_("nobody"))
        self.signing = SigningOrder()
        self.language = ChoiceField(_("Language of letters"), [("nl", "Nederlands"), ("en", "English")])
        self.term = ChoiceField(_("Term of response"))
        self.agreed = CheckField(
            _("Agreed with the college"), hint=_("Without an agreed term a date is a wish, and nothing is late.")
        )
        self.example = Label("", "small", "text_2", wrap=True)
        self.pattern = LineField(_("Pattern of reference numbers"), limit=60)
        self.fields = {
            "addressee_lines": self.addressee,
            "salutation": self.salutation,
            "copies_to": self.copies,
            "letter_language": self.language,
            "term_agreed": self.agreed,
            "reference_pattern": self.pattern,
        }
        self.signing.edited.connect(lambda roles: self.save("signing_order", signing.order_of(roles)))
        self.term.edited.connect(self._save_term)
        self.contact.edited.connect(lambda person: self.save("contact", person))
        self.pattern.edited.connect(self._show_number)
        self.form.setLayout(
            column(
                self.addressee,
                row((self.salutation, 1), (self.language, 1), gap=16, top=True),
                self.copies,
                self.contact,
                10,
                Label(_("Signatures"), "heading"),
                self.signing,
                10,
                Label(_("When an answer is due"), "heading"),
                row((self.term, 1), None, gap=16, top=True),
                self.agreed,
                self.example,
                10,
                Label(_("Numbers"), "heading"),
                self.pattern,
                gap=14,
            )
        )

    def shown(self, row: CouncilRow) -> None:
        self.signing.show_roles(signing.roles_in(row.signing_order))
        known = [(term.count, term.unit) for term in presets.terms()]
        now = (row.term_count, row.term_unit)
        options = known if now in known else [*known, now]
        self.term.set_options([(one, terms.term_text(*one)) for one in options])
        self.term.set_value(now)
        today = clock.today()
        due = dates.long_date(terms.due_date(today, *now))
        if row.term_agreed:
            self.example.setText(_("A letter sent today is to be answered by {day} at the latest.").format(day=due))
        else:
            self.example.setText(_("A letter sent today asks for an answer before {day}.").format(day=due))
        self._show_number(row.reference_pattern)
        self.app.read(self, queries.who_works, done=self._show_people, latest="people")

    def _show_people(self, people: Sequence[tuple[UUID, str]]) -> None:
        self.contact.set_options([(None, _("nobody")), *people])
        if self.row is not None:
            self.contact.set_value(self.row.contact)

    @Slot(object)
    def _show_number(self, pattern: str) -> None:
        try:
            shown = reference.reference_number(pattern, clock.today().year, 7)
        except UserError as wrong:
            if self.pattern.line.hasFocus():
                self.pattern.error(wrong.message)
            return
        self.pattern.note(_("The seventh letter of this year gets {number}.").format(number=shown))

    @Slot(object)
    def _save_term(self, term: Any) -> None:
        self.app.do(self, service.update_council, term_count=term[0], term_unit=term[1])
