"""Before closing: every decision, action and question one by one, confirmed with Enter or corrected in place."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtWidgets import QWidget

from wijkraad_app.kernel.i18n import _
from wijkraad_app.ui.app import App
from wijkraad_app.ui.flow import Flow
from wijkraad_app.ui.widgets.badge import Badge
from wijkraad_app.ui.widgets.buttons import Quiet
from wijkraad_app.ui.widgets.choices import ChoiceField
from wijkraad_app.ui.widgets.dialog import Dialog
from wijkraad_app.ui.widgets.inputs import LineField, TextField
from wijkraad_app.ui.widgets.labels import Label
from wijkraad_app.ui.widgets.parsed import DateField

from ... import service
from ...queries import ActionRow, DecisionRow, MeetingView, PersonRow
from ...rules import votes as voting
from ...rules import words

Kept = DecisionRow | ActionRow


def to_read_back(view: MeetingView) -> tuple[Kept, ...]:
    """What wasn't confirmed yet, in the order of the agenda; what belongs to no item comes last."""
    places = {item.id: at for at, item in enumerate(view.items)}
    rows: list[Kept] = [*view.decisions, *view.actions]
    left = [row for row in rows if not row.confirmed]
    return tuple(sorted(left, key=lambda row: places.get(row.item, len(places)) if row.item else len(places)))


class ReadBackDialog(Dialog):
    """``then()`` closes the meeting, after the last one or when the rest is left as it is."""

    help_topic = "room"

    def __init__(
        self, app: App, over: QWidget, view: MeetingView, people: Sequence[PersonRow], then: Callable[[], None]
    ) -> None:
        super().__init__(over, _("Read back before closing"), width=680)
        self._app, self._view, self._then = app, view, then
        self._rows, self._at = to_read_back(view), 0
        self._where = Label("", "caption_strong", "text_2")
        self._kind = Badge("", "quiet")
        self.said = TextField(_("Text"), least=2, most=6)
        self.outcome = ChoiceField(_("Outcome"), [(key, _(words.OUTCOMES[key])) for key in voting.OUTCOMES])
        self.reason = LineField(_("Why the outcome is another one"), limit=500)
        self.votes = Label("", "body", "text_2", wrap=True)
        self.owner = ChoiceField(_("Who"), self._owners(people))
        self.other = LineField(_("Or someone else"), limit=200)
        self.due = DateField(_("Before"))
        self.add(self._where, self._kind, self.said, self.votes, self.outcome, self.reason)
        self.add(self.owner, self.other, self.due)
        others = QWidget()
        others.setLayout(
            Flow(Quiet(_("Skip this one"), self._next), Quiet(_("Close without reading the rest"), self._leave_rest))
        )
        self.add(others)
        self.buttons(_("This is right"), self._confirm, cancel=_("Back to the meeting"))
        self.outcome.edited.connect(lambda _value: self._ask_reason())
        if self.main_button is not None:
            self.focus_first(self.main_button)
        self._show()

    def _owners(self, people: Sequence[PersonRow]) -> list[tuple[Any, str]]:
        known = {person.id: person.name for person in people}
        known |= {row.owner: row.owner_name for row in self._view.actions if row.owner is not None}
        return [(None, _("Nobody yet")), *known.items()]

    # --- showing -----------------------------------------------------------------------------
    def _show(self) -> None:
        row = self._rows[self._at]
        item = self._view.item(row.item)
        where = _("{n} of {all}").format(n=self._at + 1, all=len(self._rows))
        self._where.setText(f"{where}, {item.number} {item.title}" if item is not None else where)
        decision = isinstance(row, DecisionRow)
        of_decision: list[QWidget] = [self.outcome, self.reason, self.votes]
        of_action: list[QWidget] = [self.owner, self.other, self.due]
        for field in of_decision:
            field.setVisible(decision)
        for field in of_action:
            field.setVisible(not decision)
        self.said.set_value(row.text)
        if isinstance(row, DecisionRow):
            self._show_decision(row)
        else:
            self._show_action(row)

    def _show_decision(self, row: DecisionRow) -> None:
        self._kind.set_state(row.short_name, "accent", "gavel")
        how = _(words.METHODS[row.method])
        self.votes.setText(f"{row.votes_text}, {how}" if row.counted else how)
        self.outcome.set_value(row.outcome)
        self.reason.set_value(row.outcome_reason)
        self._ask_reason()

    def _show_action(self, row: ActionRow) -> None:
        question = row.sort == "question"
        self._kind.set_state(
            _(words.ACTION_SORTS[row.sort]), "ok", "message-circle-question" if question else "square-check"
        )
        self.owner.set_value(row.owner)
        self.other.set_value("" if row.owner else row.owner_name)
        self.due.set_value(row.due)

    def _ask_reason(self) -> None:
        row = self._rows[self._at]
        if isinstance(row, DecisionRow):
            self.reason.setVisible(self.outcome.value() != row.outcome or bool(row.outcome_reason))

    # --- answering ---------------------------------------------------------------------------
    def _confirm(self) -> bool:
        row = self._rows[self._at]
        if self.due.pending:
            return False
        verb, facts = self._decision(row) if isinstance(row, DecisionRow) else self._action(row)
        self._app.do(self, verb, id=row.id, done=lambda _result: self._next(), failed=self._refused, **facts)
        return False

    def _decision(self, row: DecisionRow) -> tuple[Any, dict[str, Any]]:
        return service.read_back_decision, {
            "text": self.said.value(), "outcome": self.outcome.value(), "reason": self.reason.value(),
        }  # fmt: skip

    def _action(self, row: ActionRow) -> tuple[Any, dict[str, Any]]:
        owner = self.owner.value()
        facts = {"text": self.said.value(), "owner": owner, "due": self.due.value()}
        return service.read_back_action, {**facts, "owner_name": "" if owner else self.other.value()}

    def _refused(self, error: BaseException) -> None:
        message = getattr(error, "message", "")
        field = self.reason if not self.reason.isHidden() and self.said.value().strip() else self.said
        field.error(message)
        if not message:
            self._app.tell(error)

    def _next(self) -> None:
        self._at += 1
        if self._at < len(self._rows):
            self._show()
            if self.main_button is not None:
                self.main_button.setFocus()
        else:
            self._leave_rest()

    def _leave_rest(self) -> None:
        self.close_dialog()
        self._then()
