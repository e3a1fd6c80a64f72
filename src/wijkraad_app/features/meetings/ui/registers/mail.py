"""A decision taken by mail: what, when it was final, and what each member answered; the outcome follows at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QGridLayout, QWidget

from wijkraad_app.features.council.rules.voting import Rules
from wijkraad_app.kernel import clock
from wijkraad_app.kernel.errors import UserError
from wijkraad_app.kernel.i18n import _
from wijkraad_app.ui.app import App
from wijkraad_app.ui.layout import row
from wijkraad_app.ui.theme import large_text, px
from wijkraad_app.ui.widgets.buttons import Quiet
from wijkraad_app.ui.widgets.choices import ChoiceField
from wijkraad_app.ui.widgets.dialog import Dialog
from wijkraad_app.ui.widgets.inputs import TextField
from wijkraad_app.ui.widgets.labels import Label
from wijkraad_app.ui.widgets.parsed import DateField

from ... import queries, service
from ...queries import DecisionEntry, PersonRow
from ...rules import votes as voting
from ...rules import words
from ...rules.registers import Said
from ...rules.votes import Votes

_ANSWERS = ("for", "against", "abstained")


class MailDecisionDialog(Dialog):
    """Make a decision by mail, or (with ``entry``) correct one. ``then`` is told the id of a new one."""

    def __init__(
        self, app: App, over: QWidget, then: Callable[[UUID], object] | None = None, *,
        entry: DecisionEntry | None = None,
    ) -> None:  # fmt: skip
        super().__init__(over, _("Decision by mail"), width=620)
        self._app, self._then, self._entry = app, then, entry
        own = entry.row.decision if entry else None
        self.said = TextField(_("Decision"), least=2, most=6)
        self.said.set_value(own.text if own else "")
        self.day = DateField(_("Final on"), hint=_("The day the last answer came in."))
        self.day.set_value(own.day if own else clock.today())
        self.answers: dict[UUID, ChoiceField] = {}
        self._people = QWidget()
        self._grid = QGridLayout(self._people)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(px(12))
        self._all = Quiet(_("Everyone agreed"), self._everyone, icon="check")
        self.outcome = Label("", "strong", "text", wrap=True)
        result = QWidget()
        result.setLayout(row(self._all, (self.outcome, 1), gap=12))
        self.add(self.said, self.day, result, self._people)
        self.buttons(_("Record"), self._keep)
        self.focus_first(self.said)
        self.day.edited.connect(self._read_people)
        self._rules = voting.USUAL
        app.read(self, queries.voting_rules, done=self._count_by)
        self._read_people(self.day.value())

    @Slot(object)
    def _read_people(self, day: date | None) -> None:
        self._app.read(self, queries.voting_people, day, done=self._show_people, latest="people")

    def _show_people(self, people: Sequence[PersonRow]) -> None:
        """Who had a vote on that day, and who is named already; answers given stay."""
        given = {person: field.value() for person, field in self.answers.items()}
        voters = self._entry.row.decision.voters if self._entry else ()
        named = {one.person: one.name for one in voters} | {one.id: one.name for one in people}
        told = {one.person: one.choice for one in voters} | given
        for field in self.answers.values():
            self._grid.removeWidget(field)
            field.deleteLater()
        self.answers = {}
        wide = 1 if large_text() else 2
        for place, (person, name) in enumerate(named.items()):
            options = [("", _("no answer")), *((choice, _(words.CHOICES[choice])) for choice in _ANSWERS)]
            field = ChoiceField(name, options)
            field.set_value(told.get(person, ""))
            field.edited.connect(lambda _value: self._count())
            self._grid.addWidget(field, place // wide, place % wide)
            self.answers[person] = field
        self._count()

    def _count_by(self, rules: Rules) -> None:
        self._rules = rules
        self._count()

    def _everyone(self) -> None:
        for field in self.answers.values():
            field.set_value("for")
        self._count()

    def _what_was_said(self) -> Said:
        groups = [
            tuple(person for person, field in self.answers.items() if field.value() == choice) for choice in _ANSWERS
        ]
        return Said(*groups)

    def _count(self) -> None:
        """The result is shown before anything is kept."""
        said = self._what_was_said()
        votes = Votes(len(said.agreed), len(said.against), len(said.abstained))
        shown = f"{words.votes_text(votes.in_favour, votes.against, votes.abstained)}. "
        shown += words.outcome_text(voting.outcome(votes, rules=self._rules), self._rules.tie)
        self.outcome.setText(shown if votes.total else "")

    def _keep(self) -> bool:
        text = self.said.value().strip()
        if not text:
            self.said.error(_("Type what was decided."))
            return False
        if self.day.pending:
            return False
        said = self._what_was_said()
        if not said.choices:
            self.outcome.setText(_("Choose who agreed, or who didn't."))
            return False
        facts: dict[str, Any] = {"text": text, "day": self.day.value() or clock.today(), "said": said}
        if self._entry is not None:
            self._app.do(self, service.update_mail_decision, id=self._entry.row.id, done=self._kept,
                         failed=self._refused, **facts)  # fmt: skip
        else:
            self._app.do(self, service.add_mail_decision, done=self._kept, failed=self._refused, **facts)
        return False

    def _kept(self, made: UUID | None) -> None:
        self.close_dialog()
        if self._then is not None and made is not None:
            self._then(made)

    def _refused(self, error: BaseException) -> None:
        if isinstance(error, UserError) and error.code == "future":
            self.day.error(error.message)
        else:
            self._app.tell(error)
