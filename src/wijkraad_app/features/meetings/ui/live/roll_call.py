"""A vote by name: the names in order, one key for each."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import QRectF, Qt, Signal, Slot
from PySide6.QtGui import QAccessible, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QWidget

from wijkraad_app.features.council.rules.voting import Rules
from wijkraad_app.kernel.i18n import _, language
from wijkraad_app.ui import theme
from wijkraad_app.ui.accessibility import announce
from wijkraad_app.ui.app import App
from wijkraad_app.ui.layout import column, row
from wijkraad_app.ui.paint import round_rect
from wijkraad_app.ui.theme import px
from wijkraad_app.ui.widgets.buttons import Secondary
from wijkraad_app.ui.widgets.dialog import Dialog
from wijkraad_app.ui.widgets.labels import Key, Label

from ... import service
from ...rules import votes as voting
from ...rules import words

KEYS = {
    "nl": {"v": "for", "t": "against", "o": "abstained", "b": "blank"},
    "en": {"f": "for", "a": "against", "n": "abstained", "b": "blank"},
}


class _Roll(QFrame):
    """The names with what was said; takes the keys."""

    said = Signal(str)
    back = Signal()
    done = Signal()
    accessible_role = QAccessible.Role.List

    def __init__(self, members: Sequence[tuple[UUID, str]]) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._said: list[Label] = []
        self._names: list[Label] = []
        lines = []
        for _person, name in members:
            shown, choice = Label(name, "body"), Label("", "strong", "vote")
            self._names.append(shown)
            self._said.append(choice)
            lines.append(row(shown, None, choice, gap=12, margins=(10, 5, 10, 5)))
        self.setLayout(column(*lines, gap=0))

    def show_roll(self, roll: voting.RollCall) -> None:
        for at, (name, choice) in enumerate(zip(self._names, self._said, strict=True)):
            choice.setText(_(words.CHOICES[roll.said[at]]) if at < len(roll.said) else "")
            name.set_tone("accent_text" if at == len(roll.said) else "text")
        self._now = len(roll.said)
        now = self._names[self._now].plain() if self._now < len(self._names) else _("everyone has voted")
        self.setAccessibleName(_("Vote by name: {name}").format(name=now))
        self.update()

    def now(self) -> QWidget | None:
        """The name whose turn it is."""
        return self._names[self._now] if self._now < len(self._names) else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        choice = KEYS[language()].get(event.text().lower())
        if choice is not None:
            self.said.emit(choice)
        elif event.key() == Qt.Key.Key_Backspace:
            self.back.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.done.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._now >= len(self._names):
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        name = self._names[self._now].geometry()
        ground = QRectF(2, name.top() - px(4), self.width() - 4, name.height() + px(8))
        round_rect(painter, ground, px(theme.R_CONTROL), "selected", "focus" if self.hasFocus() else None, 2)
        painter.end()


class RollCallDialog(Dialog):
    """Asks one member after the other, then keeps the vote on what stands last at the item (or on ``text``)."""

    help_topic = "votes"

    def __init__(
        self, app: App, over: QWidget, item: UUID, members: Sequence[tuple[UUID, str]], *, text: str, majority: str,
        rules: Rules,
    ) -> None:  # fmt: skip
        super().__init__(over, _("Vote by name"), width=520)
        self._app, self._item, self._text, self._majority, self._rules = app, item, text, majority, rules
        self.roll = voting.RollCall(tuple(person for person, _name in members))
        self._list = _Roll(members)
        self._list.said.connect(self._say)
        self._list.back.connect(self._back)
        self._list.done.connect(self._enter)
        self.count = Label("", "strong", "text", wrap=True)
        buttons: list[QWidget] = []
        for key, choice in KEYS[language()].items():
            word = _(words.CHOICES[choice])
            button = Secondary(f"{word[0].upper()}{word[1:]}", partial(self._say, choice))
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            buttons += [button, Key(key)]
        hints = QWidget()
        hints.setLayout(row(*buttons, None, gap=6))
        self.add(self._list, hints, self.count)
        self.buttons(_("Record"), self._keep)
        undo = Secondary(_("Undo last"), self._back)
        self.foot.insertWidget(0, undo)
        self.focus_first(self._list)
        self._show()

    @Slot(str)
    def _say(self, choice: str) -> None:
        self.roll = self.roll.say(choice)
        self._show()

    @Slot()
    def _back(self) -> None:
        self.roll = self.roll.back()
        self._show()

    @Slot()
    def _enter(self) -> None:
        if self.main_button is not None:
            self.main_button.click()

    def _show(self) -> None:
        self._list.show_roll(self.roll)
        votes = self.roll.votes
        text = words.votes_text(votes.in_favour, votes.against, votes.abstained, votes.blank)
        complete = self.roll.now is None
        if complete:
            outcome = voting.outcome(votes, self._majority or "simple", self._rules)
            text = f"{text}. {words.outcome_text(outcome, self._rules.tie)}"
        self.count.setText(text)
        announce(self._list, self._list.accessibleName())
        self.keep_in_view(self._list.now() or self.count)
        if self.main_button is not None:
            self.main_button.allow(None if complete else _("Not everyone has voted yet."))

    def _keep(self) -> bool:
        if self.roll.now is not None:
            return False
        facts: dict[str, Any] = {"item": self._item, "method": "roll_call", "choices": self.roll.choices}
        facts |= {"majority": self._majority} if self._majority else {}
        verb: Any = service.record_vote
        if self._text:
            verb, facts = service.add_decision, {**facts, "text": self._text}
        self._app.do(self, verb, done=lambda _result: self.close_dialog(), failed=self._app.tell, **facts)
        return False
