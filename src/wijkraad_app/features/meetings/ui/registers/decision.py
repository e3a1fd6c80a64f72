"""One decision whole: what, how, who said what, what it is about, and what was decided on it before."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from uuid import UUID

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from wijkraad_app.kernel.i18n import _
from wijkraad_app.kernel.ids import EntityRef
from wijkraad_app.ui.app import App
from wijkraad_app.ui.layout import clear, column, frame
from wijkraad_app.ui.widgets.buttons import Quiet
from wijkraad_app.ui.widgets.choices import ChoiceField
from wijkraad_app.ui.widgets.dialog import Dialog
from wijkraad_app.ui.widgets.labels import Label

from ... import queries, service
from ...documents.registers import who_said
from ...queries import DecisionEntry, DecisionRow, ItemRow, RegisterRow
from ...rules import words
from .mail import MailDecisionDialog


class DecisionCard(Dialog):
    """Shows a decision; what it is about can be chosen here, the rest is corrected where it was taken."""

    def __init__(self, app: App, over: QWidget, decision: UUID) -> None:
        super().__init__(over, _("Decision"), width=640)
        self._app, self._over = app, over
        self._entry: DecisionEntry | None = None
        self.text = Label("", "body", wrap=True)
        self.how = Label("", "small", "text_2", wrap=True)
        self.said = Label("", "small", "text_2", wrap=True)
        self.about = ChoiceField(_("What it is about"))
        self.about.edited.connect(self._link)
        self.earlier = QWidget()
        self.earlier.setLayout(column(gap=2))
        self.add(self.text, self.how, self.said, self.about, self.earlier)
        self.buttons(_("Open the meeting"), self._open, cancel=_("Close"))
        self._show_id(decision)

    def _show_id(self, decision: UUID) -> None:
        self._app.read(self, queries.decision_entry, decision, done=self._show)

    def _show(self, entry: DecisionEntry | None) -> None:
        if entry is None:
            self.close_dialog()
            return
        self._entry, row = entry, entry.row
        self.title.setText(row.decision.name)
        self.setAccessibleName(row.decision.name)
        self.text.setText(row.decision.text)
        self.how.setText(how_taken(row))
        self.said.setText("\n".join(who_said(row.decision)))
        self.said.setVisible(bool(self.said.plain()))
        self.about.set_options([(None, _("Nothing in particular")), *entry.offered])
        self.about.set_value(row.about)
        self._show_earlier(entry)
        assert self.main_button is not None
        by_mail, loose = row.decision.method == "mail", row.decision.meeting is None
        self.main_button.set_text(_("Change") if by_mail else _("Open the meeting"))
        self.main_button.setVisible(by_mail or not loose)

    def _show_earlier(self, entry: DecisionEntry) -> None:
        layout = self.earlier.layout()
        assert layout is not None
        clear(layout)
        self.earlier.setVisible(bool(entry.earlier))
        if entry.earlier:
            layout.addWidget(Label(_("Earlier on this subject"), "small_strong"))
        for one in entry.earlier:
            layout.addWidget(_listed(one, partial(self._show_id, one.id)))

    @Slot(object)
    def _link(self, about: EntityRef | None) -> None:
        if self._entry is not None:
            self._app.do(self, service.link_decision, id=self._entry.row.id, about=about)

    def _open(self) -> bool | None:
        assert self._entry is not None
        row = self._entry.row
        if row.decision.method == "mail":
            MailDecisionDialog(self._app, self._over, entry=self._entry).open_over()
        elif row.decision.meeting is not None:
            self._app.navigate(EntityRef("decision", row.id))
        return None


def _listed(found: RegisterRow, go: Callable[[], object]) -> QWidget:
    """A decision in a short list: its name leads to it."""
    text = Label(" ".join(found.decision.text.split()), "small", "text_2", wrap=True)
    return frame(column(Quiet(found.decision.name, go), text, gap=0))


class EarlierDialog(Dialog):
    """What was decided before on the subject of an agenda item."""

    help_topic = "decisions"

    def __init__(self, app: App, over: QWidget, item: ItemRow) -> None:
        super().__init__(over, _("Earlier on this subject"), width=640)
        self._app, self._over = app, over
        self.say(item.title)
        self._list = column(gap=2)
        self.listed = QWidget()
        self.listed.setLayout(self._list)
        self.add(self.listed)
        self.buttons(_("All decisions"), self._all, cancel=_("Close"))
        about = item.subject if item.subject_kind != "meeting" else None
        app.read(self, queries.earlier_on, f"{item.title} {item.asked}", about=about, done=self._show)

    def _show(self, rows: tuple[RegisterRow, ...]) -> None:
        clear(self._list)
        for one in rows:
            self._list.addWidget(_listed(one, partial(self._open, one.id)))
        if not rows:
            self._list.addWidget(Label(_("Nothing was found on this subject."), "body", "text_2", wrap=True))

    def _all(self) -> None:
        if (command := self._app.commands.get("meetings.decisions")) is not None:
            command.run()

    def _open(self, decision: UUID) -> None:
        DecisionCard(self._app, self._over, decision).open_over()


def how_taken(row: RegisterRow) -> str:
    """ "Aangenomen. 6 voor, 1 tegen. Per mail." and the meeting."""
    own = row.decision
    method = _(words.METHODS[own.method])
    parts = [words.outcome_text(own.outcome), f"{own.votes_text}." if own.counted else ""]
    parts += [f"{method[:1].upper()}{method[1:]}."] if own.meeting is not None or own.method == "mail" else []
    parts += [f"{row.meeting_title}."] if row.meeting_title else []
    return " ".join(part for part in (*parts, own.outcome_reason, _too_few(own)) if part)


def _too_few(own: DecisionRow) -> str:
    """That fewer answered a mail than the quorum asks; "" when they were enough, or nobody knows."""
    if own.method != "mail" or own.quorate:
        return ""
    told = _("{present} of {members} members with a vote answered; {needed} are needed.")
    return told.format(present=own.present, members=own.members, needed=own.needed)
