"""Dialogs of a meeting: a decision with its votes, an action, a guest."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QWidget

from wijkraad_app.kernel.i18n import _
from wijkraad_app.ui.app import App
from wijkraad_app.ui.layout import row
from wijkraad_app.ui.widgets.asked import Asked
from wijkraad_app.ui.widgets.choices import CheckBox, ChoiceField
from wijkraad_app.ui.widgets.dialog import Dialog
from wijkraad_app.ui.widgets.inputs import LineField, TextField
from wijkraad_app.ui.widgets.labels import Label
from wijkraad_app.ui.widgets.parsed import DateField, NumberField

from .. import service
from ..queries import ActionRow, DecisionRow, ItemRow, PersonRow
from ..rules import votes as voting
from ..rules import words
from ..rules.subjects import SUBJECTS, ToAsk
from ..rules.votes import Votes


class DecisionDialog(Dialog):
    """Make or correct a decision. At an item that carries something to adopt it offers that in the same step."""

    def __init__(
        self, app: App, over: QWidget, item: ItemRow, *, decision: DecisionRow | None = None, text: str = "",
        votes: Votes | None = None,
    ) -> None:  # fmt: skip
        number = _("Decision {number}").format(number=decision.number) if decision else _("New decision")
        super().__init__(over, number, width=560)
        self._app, self._item, self._decision = app, item, decision
        self.said = TextField(_("Decision"), least=2, most=6)
        self.said.set_value(decision.text if decision else text)
        self.method = ChoiceField(_("How"), [(key, _(word)) for key, word in words.METHODS.items()])
        self.method.set_value(decision.method if decision else "acclamation")
        self.majority = ChoiceField(_("Majority"), [(key, _(word)) for key, word in words.MAJORITIES.items()])
        self.majority.set_value(decision.majority if decision else "simple")
        self.votes_for, self.against, self.abstained = (
            NumberField(label, most=999) for label in (_("For"), _("Against"), _("Abstained"))
        )
        self._fill_votes(decision, votes)
        self.outcome = Label("", "strong", "text", wrap=True)
        self.adopt = CheckBox("")
        self._asked: Asked | None = None
        self._blocked = False
        self.add(self.said, *self._rows(), self.outcome)
        self._offer_adoption()
        for field in (self.votes_for, self.against, self.abstained):
            field.edited.connect(lambda _value: self._counted())
        self.majority.edited.connect(lambda _value: self._counted())
        self._counted()
        self.buttons(_("Record"), self._keep)

    def _rows(self) -> tuple[QWidget, QWidget]:
        first, second = QWidget(), QWidget()
        first.setLayout(row((self.method, 1), (self.majority, 1), gap=12, top=True))
        second.setLayout(row((self.votes_for, 1), (self.against, 1), (self.abstained, 1), gap=12, top=True))
        return first, second

    def _fill_votes(self, decision: DecisionRow | None, votes: Votes | None) -> None:
        if decision is not None and decision.counted:
            votes = Votes(decision.votes_for or 0, decision.votes_against or 0, decision.abstained or 0)
        if votes is not None:
            self.votes_for.set_value(votes.in_favour)
            self.against.set_value(votes.against)
            self.abstained.set_value(votes.abstained)

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

    def _votes(self) -> Votes | None:
        counts = [field.value() for field in (self.votes_for, self.against, self.abstained)]
        return None if all(count is None for count in counts) else Votes(*(count or 0 for count in counts))

    def _counted(self) -> None:
        """The result is shown before anything is kept."""
        votes = self._votes()
        result = voting.outcome(votes, self.majority.value()) if votes else "adopted"
        self.outcome.setText(_(words.OUTCOMES[result]) if votes else "")
        if votes and self.method.value() == "acclamation":
            self.method.set_value("hands")
        self.adopt.setEnabled(result == "adopted" and not self._blocked)

    def _fields(self) -> dict[str, Any]:
        votes = self._votes()
        fields: dict[str, Any] = {"method": self.method.value(), "majority": self.majority.value()}
        counted = (votes.in_favour, votes.against, votes.abstained) if votes else (None, None, None)
        return fields | dict(zip(("votes_for", "votes_against", "abstained"), counted, strict=True))

    def _keep(self) -> bool:
        text = self.said.value().strip()
        if not text:
            self.said.error(_("Type what was decided."))
            return False
        if self._decision is not None:
            self._send(service.update_decision, id=self._decision.id, text=text)
        elif self.adopt.isChecked() and self.adopt.isEnabled() and self.adopt.text():
            if self._asked is None or not self._asked.complete():
                return False
            self._send(service.decide_and_adopt, item=self._item.id, text=text, answers=self._asked.answers())
        else:
            self._send(service.add_decision, item=self._item.id, text=text)
        return False

    def _send(self, verb: Any, **facts: Any) -> None:
        """The dialog stays until it is kept, so that a wrong count can be mended."""

        def failed(error: BaseException) -> None:
            self.votes_for.error(getattr(error, "message", ""))
            self._app.tell(error)

        self._app.do(self, verb, done=lambda _result: self.close_dialog(), failed=failed, **facts, **self._fields())


class ActionDialog(Dialog):
    """Make or change an action."""

    def __init__(
        self, app: App, over: QWidget, people: Sequence[PersonRow], *, action: ActionRow | None = None,
        item: UUID | None = None,
    ) -> None:  # fmt: skip
        super().__init__(over, _("Action") if action else _("New action"), width=480)
        self._app, self._action, self._item = app, action, item
        self.what = TextField(_("What has to be done"), least=2, most=5)
        options: list[tuple[Any, str]] = [(None, _("Nobody yet")), *((person.id, person.name) for person in people)]
        if action and action.owner and action.owner not in [value for value, _label in options]:
            options.append((action.owner, action.owner_name))
        self.owner = ChoiceField(_("Who"), options)
        self.other = LineField(_("Or someone else"), limit=200)
        self.due = DateField(_("Before"))
        self.sort = ChoiceField(_("Kind"), [("action", _("Action")), ("question", _("Question to look up"))])
        self.sort.set_value(action.sort if action else "action")
        self.progress = TextField(_("How it stands, or the answer"), least=1, most=5)
        if action is not None:
            self.what.set_value(action.text)
            self.other.set_value("" if action.owner else action.owner_name)
            self.due.set_value(action.due)
            self.progress.set_value(action.progress)
        self.owner.set_value(action.owner if action else None)
        self.add(self.what, self.owner, self.other, self.due, self.progress, self.sort)
        self.buttons(_("Record"), self._keep)

    def _keep(self) -> bool | None:
        text = self.what.value().strip()
        if not text:
            self.what.error(_("Type what has to be done."))
            return False
        if self.due.pending:
            return False
        facts: dict[str, Any] = {"text": text, "owner": self.owner.value(), "due": self.due.value()}
        facts |= {"sort": self.sort.value(), "progress": self.progress.value().strip()}
        facts["owner_name"] = "" if facts["owner"] else self.other.value()
        if self._action is not None:
            self._app.do(self._app, service.update_action, id=self._action.id, **facts)
        else:
            self._app.do(self._app, service.add_action, item=self._item, **facts)
        return None


class GuestDialog(Dialog):
    """Someone who isn't a member."""

    def __init__(self, app: App, over: QWidget, meeting: UUID) -> None:
        super().__init__(over, _("Add guest"), width=440)
        self._app, self._meeting = app, meeting
        self.name = LineField(_("Name"), limit=200)
        self.role = LineField(_("Role"), hint=_("For example resident, alderman or press."), limit=200)
        self.add(self.name, self.role)
        self.say(_("In the public minutes a guest with a role is named by that role only."))
        self.buttons(_("Add"), self._keep)

    def _keep(self) -> bool | None:
        if not self.name.value().strip() and not self.role.value().strip():
            self.name.error(_("Type the guest's name or role."))
            return False
        facts: dict[str, Any] = {"name": self.name.value(), "role": self.role.value()}
        self._app.do(self._app, service.add_guest, meeting=self._meeting, **facts)
        return None
