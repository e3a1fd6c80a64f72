"""The dialog of one decision: what, how it was taken, what came of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QWidget

from wijkraad_app.features.council.queries import CouncilRow
from wijkraad_app.features.council.queries import council as read_council
from wijkraad_app.kernel.i18n import _
from wijkraad_app.ui.app import App
from wijkraad_app.ui.layout import row
from wijkraad_app.ui.widgets.asked import Asked
from wijkraad_app.ui.widgets.choices import CheckBox, ChoiceField
from wijkraad_app.ui.widgets.dialog import Dialog
from wijkraad_app.ui.widgets.inputs import LineField, TextField
from wijkraad_app.ui.widgets.labels import Label
from wijkraad_app.ui.widgets.parsed import NumberField

from .. import queries, service
from ..queries import DecisionRow, ItemRow
from ..rules import votes as voting
from ..rules import words
from ..rules.subjects import SUBJECTS, ToAsk
from ..rules.votes import Votes
from .live.stage import stage_of


class DecisionDialog(Dialog):
    """Make or correct a decision, an amendment or a motion. At an item that carries something to adopt it offers that
    in the same step. Another outcome than the votes come to asks for a reason."""

    help_topic = "votes"

    def __init__(
        self, app: App, over: QWidget, item: ItemRow, *, decision: DecisionRow | None = None, text: str = "",
        votes: Votes | None = None, method: str = "",
    ) -> None:  # fmt: skip
        title = decision.short_name if decision else _("New decision")
        super().__init__(over, title, width=560)
        self._app, self._item, self._decision = app, item, decision
        self._rules = voting.USUAL
        self.said = TextField(_("Decision"), least=2, most=6)
        self.said.set_value(decision.text if decision else text)
        self.sort = _choice(_("Kind"), words.SORTS, decision.sort if decision else "decision")
        self.amends = ChoiceField(_("What is amended"), [(None, _("The proposal"))])
        self.method = _choice(_("How"), words.METHODS, (decision.method if decision else method) or "acclamation")
        self.majority = _choice(_("Majority"), words.MAJORITIES, decision.majority if decision else "simple")
        self.counts = tuple(
            NumberField(label, most=999) for label in (_("For"), _("Against"), _("Abstained"), _("Blank"))
        )
        self.votes_for, self.against, self.abstained, self.blank = self.counts
        self._fill_votes(decision, votes)
        self.ending = _choice(_("Outcome"), words.OUTCOMES, decision.outcome if decision else "adopted")
        self.reason = LineField(_("Why another outcome"), limit=500)
        self.reason.set_value(decision.outcome_reason if decision else "")
        self.outcome = Label("", "strong", "text", wrap=True)
        self.adopt = CheckBox("")
        self._asked: Asked | None = None
        self._blocked = False
        self._was: Votes | None = self._votes()
        self._lay_out()
        self._offer_adoption()
        for field in (*self.counts, self.majority, self.sort):
            field.edited.connect(lambda _value: self._counted())
        self.ending.edited.connect(lambda _value: self._compared())
        self.method.edited.connect(lambda _value: self._hide_ballot())
        self.on_close = lambda: stage_of(app).set_ballot_open(False, "dialog")
        self._hide_ballot()
        self._counted(keep=decision is not None)
        app.read(self, read_council, done=self._know_rules)
        app.read(self, queries.decisions_of_item, item.id, done=self._know_decisions)
        self.buttons(_("Record"), self._keep)

    def _lay_out(self) -> None:
        first, second, third = QWidget(), QWidget(), QWidget()
        first.setLayout(row((self.sort, 1), (self.amends, 1), gap=12, top=True))
        second.setLayout(row((self.method, 1), (self.majority, 1), gap=12, top=True))
        third.setLayout(row(*((field, 1) for field in self.counts), gap=12, top=True))
        self.add(self.said, second, third, self.outcome, self.ending, self.reason, first)

    def _fill_votes(self, decision: DecisionRow | None, votes: Votes | None) -> None:
        if decision is not None and decision.votes_for is not None:
            counts = (decision.votes_against, decision.abstained, decision.blank)
            votes = Votes(decision.votes_for, *(count or 0 for count in counts))
        if votes is not None:
            for field, count in zip(self.counts, _split(votes), strict=True):
                field.set_value(count)

    def _know_rules(self, council: CouncilRow | None) -> None:
        self._rules = council.voting if council else self._rules
        self._counted(keep=True)

    def _know_decisions(self, found: Sequence[DecisionRow]) -> None:
        mine = self._decision.id if self._decision else None
        others = [(row.id, f"{row.short_name}: {row.text}") for row in found if row.id != mine]
        self.amends.set_options([(None, _("The proposal")), *others])
        self.amends.set_value(self._decision.amends if self._decision else None)

    def _offer_adoption(self) -> None:
        handler = SUBJECTS.get(self._item.subject_kind)
        if self._decision is None and handler is not None and self._item.subject_adoptable:
            self.adopt = CheckBox(_(handler.adopt_label), True)
            fixed = Label(_("Then the text is fixed. This can't be undone."), "small", "text_2", wrap=True)
            self.add(Label(self._item.subject_title, "small_strong", "text", wrap=True), self.adopt, fixed)
            self._asked = Asked()
            self.add(self._asked)
            item = self._item
            self._app.read(self, handler.asks, item.subject, item.version, done=self._ask)

    def _ask(self, found: Sequence[ToAsk]) -> None:
        """What changed since the agenda is asked once more, here, before it is adopted."""
        assert self._asked is not None
        self._asked.show_questions(found)
        if any(one.blocked for one in found):
            self.adopt.setChecked(False)
            self.adopt.setEnabled(False)
            self._blocked = True

    def _hide_ballot(self) -> None:
        """While a secret ballot is taken the room sees the title of the meeting only."""
        taken = self._decision is None and self.method.value() == "ballot"
        stage_of(self._app).set_ballot_open(taken, "dialog")

    def _votes(self) -> Votes | None:
        counts = [field.value() for field in self.counts]
        return None if all(count is None for count in counts) else Votes(*(count or 0 for count in counts))

    def _computed(self) -> str:
        """What the votes come to; "" where nobody counted."""
        votes, there = self._votes(), None
        if votes is None:
            return ""
        if self._decision is not None and self._decision.present is not None and self._decision.members:
            there = voting.Quorum(self._decision.needed or 0, self._decision.present, self._decision.members)
        return voting.outcome(votes, self.majority.value(), self._rules, there)

    def _counted(self, *, keep: bool = False) -> None:
        """The result is shown before anything is kept; with ``keep`` what was corrected before stays."""
        computed = self._computed()
        self.outcome.setText(words.outcome_text(computed, self._rules.tie) if computed else "")
        if computed and self.method.value() in ("acclamation", "consent"):
            self.method.set_value("hands")
        if computed and not (keep and self._decision and self._decision.outcome_reason):
            self.ending.set_value(computed)
        self.amends.setVisible(self.sort.value() == "amendment")
        self._compared()

    def _compared(self) -> None:
        self.reason.setVisible(self._corrected())
        self.adopt.setEnabled(self.ending.value() == "adopted" and not self._corrected() and not self._blocked)

    def _corrected(self) -> bool:
        return self._computed() not in ("", self.ending.value())

    def _fields(self) -> dict[str, Any]:
        fields: dict[str, Any] = {"method": self.method.value(), "majority": self.majority.value()}
        fields["sort"] = self.sort.value()
        fields["amends"] = self.amends.value() if fields["sort"] == "amendment" else None
        votes = self._votes()
        if votes is None:
            fields["outcome"] = self.ending.value()
        if votes != self._was or self._decision is None:
            counted = _split(votes) if votes else (None, None, None, None)
            fields |= dict(zip(("votes_for", "votes_against", "abstained", "blank"), counted, strict=True))
        return fields

    def _keep(self) -> bool:
        text = self.said.value().strip()
        if not text:
            self.said.error(_("Type what was decided."))
        elif self._corrected() and not self.reason.value().strip():
            self.reason.error(_("Type why the outcome is another one."))
        elif self._decision is not None:
            self._send(service.update_decision, id=self._decision.id, text=text)
        elif self.adopt.isChecked() and self.adopt.isEnabled() and self.adopt.text():
            if self._asked is not None and self._asked.complete():
                self._send(service.decide_and_adopt, item=self._item.id, text=text, answers=self._asked.answers())
        else:
            self._send(service.add_decision, item=self._item.id, text=text)
        return False

    def _send(self, verb: Any, **facts: Any) -> None:
        """The dialog stays until it is kept, so that a wrong count can be mended."""

        def failed(error: BaseException) -> None:
            self.votes_for.error(getattr(error, "message", ""))
            self._app.tell(error)

        def kept(made: UUID | None) -> None:
            self._correct(made or (self._decision.id if self._decision else None))
            self.close_dialog()

        self._app.do(self, verb, done=kept, failed=failed, **facts, **self._fields())

    def _correct(self, decision: UUID | None) -> None:
        if not self._corrected() or decision is None:
            return
        facts: dict[str, Any] = {"outcome": self.ending.value(), "reason": self.reason.value()}
        self._app.do(self._app, service.correct_outcome, id=decision, **facts)


def _choice(label: str, known: dict[str, str], value: str) -> ChoiceField:
    field = ChoiceField(label, [(key, _(word).rstrip(".")) for key, word in known.items()])
    field.set_value(value)
    return field


def _split(votes: Votes) -> tuple[int, int, int, int]:
    return votes.in_favour, votes.against, votes.abstained, votes.blank
