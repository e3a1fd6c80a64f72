"""Adoption: which version, by which decision, and with changes the comparison that chair and secretary confirm."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any
from uuid import UUID

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from wijkraad_app.kernel import clock
from wijkraad_app.kernel.i18n import _
from wijkraad_app.ui.app import App
from wijkraad_app.ui.layout import column, row, scroll
from wijkraad_app.ui.theme import px
from wijkraad_app.ui.widgets.asked import Asked
from wijkraad_app.ui.widgets.banner import Banner
from wijkraad_app.ui.widgets.buttons import Button, Quiet, Secondary
from wijkraad_app.ui.widgets.choices import CheckBox, ChoiceField
from wijkraad_app.ui.widgets.differences import Differences
from wijkraad_app.ui.widgets.inputs import TextField
from wijkraad_app.ui.widgets.labels import Label
from wijkraad_app.ui.widgets.parsed import DateField

from .. import queries, service
from ..queries import Choice, DecisionChoice, EvidenceRow, Opened
from ..rules.freshness import Freshness
from .dialogs import ActingSheet, Done
from .history import version_name

MAIL = UUID(int=0)
DRAFT = UUID(int=1)


class _How(QWidget):
    """By which decision, or by mail on a day."""

    def __init__(self, app: App, advice: UUID) -> None:
        super().__init__()
        self.decision = ChoiceField(_("Adopted by"), [(MAIL, _("By mail, without a meeting"))])
        self.day = DateField(_("On"))
        self.day.set_value(clock.today())
        self.setLayout(column(self.decision, self.day, gap=12))
        self.setFocusProxy(self.decision.box)
        self.decision.set_value(MAIL)
        self.decision.edited.connect(self._show_day)
        app.read(self, queries.decision_choices, advice, done=self._offer)

    def _offer(self, found: Sequence[DecisionChoice]) -> None:
        options = [(one.id, f"{one.name}: {one.text}") for one in found]
        self.decision.set_options([*options, (MAIL, _("By mail, without a meeting"))])
        self.decision.set_value(found[0].id if found and found[0].at_item else MAIL)
        self._show_day(self.decision.value())

    @Slot(object)
    def _show_day(self, chosen: UUID) -> None:
        self.day.setVisible(chosen == MAIL)

    def given(self) -> dict[str, Any]:
        """What the verbs of adoption are given."""
        if self.decision.value() == MAIL:
            return {"by_mail": True, "day": self.day.value()}
        return {"decision": self.decision.value()}


class Adopt(ActingSheet):
    """The version that went with the agenda, or one chosen with its differences shown."""

    def __init__(self, app: App, over: QWidget, opened: Opened, then: Done, with_changes: Callable[[], object]) -> None:
        super().__init__(app, over, _("Adopt this advice?"), width=920)
        self._opened, self._then, self._with_changes = opened, then, with_changes
        view = opened.view
        self.say(_("After this the text is fixed, and it gets its reference number. It can't be undone."))
        self.how = _How(app, view.id)
        self.version = ChoiceField(_("Version"), self._versions())
        self.version.set_value(view.discussed or DRAFT)
        self.differences = Differences()
        self.asked = Asked()
        left = column(self.how, self.version, self.asked, None, gap=12)
        right = QWidget()
        area = scroll(self.differences, name=_("Differences"))
        right.setLayout(column(Label(_("Changed since this version"), "small_strong", "text_2"), (area, 1)))
        left_side = QWidget()
        left_side.setLayout(left)
        left_side.setFixedWidth(px(400))
        self.body.addLayout(row(left_side, (right, 1), gap=20), 1)
        self.version.edited.connect(self._compare)
        self.buttons(_("Adopt"), self._go)
        if view.editable:
            self.foot.insertWidget(0, Quiet(_("Adopted with changes…"), self._other, icon="pencil"))
        self._compare(self.version.value())
        self.focus_first(self.how.decision.box)

    def _versions(self) -> list[tuple[UUID, str]]:
        view = self._opened.view
        found = [(one.id, version_name(one)) for one in view.versions]
        return [*found, (DRAFT, _("The text as it is now"))] if view.editable else found

    @Slot(object)
    def _compare(self, version: UUID) -> None:
        view = self._opened.view
        kept = None if version == DRAFT else version
        self.app.read(self, queries.asks_before_adoption, view.id, kept, done=self.asked.show_questions, latest="asks")
        if version == DRAFT:
            self.differences.show_parts(())
        else:
            self.app.read(
                self, queries.differences, view.id, version, None, done=self.differences.show_parts, latest="compare"
            )

    def printed(self) -> UUID | None:
        return self._opened.view.id

    def _other(self) -> None:
        self.close_dialog()
        self._with_changes()

    def _go(self) -> bool:
        if not self.asked.complete():
            return False
        version = self.version.value()
        return self.give(
            service.adopt,
            self._then,
            advice=self._opened.view.id,
            version=None if version == DRAFT else version,
            use_draft=version == DRAFT,
            answers=self.asked.answers(),
            **self.how.given(),
        )


def _changed(row_: EvidenceRow) -> tuple[str, str]:
    head = _("Source {number}: {sentence}").format(number=row_.number, sentence=row_.sentence)
    if row_.freshness is Freshness.NO_CONSENT:
        return head, _("The speaker no longer agrees. Remove this quote from the advice.")
    now = row_.now_sentence or _("The source isn't in the dossier any more.")
    return head, _("Now: {sentence}").format(sentence=now) if row_.now_sentence else now


class WithChanges(ActingSheet):
    """Record which changes were agreed, and who works them in."""

    def __init__(self, app: App, over: QWidget, opened: Opened, then: Done) -> None:
        super().__init__(app, over, _("Adopted with changes"), width=560, height=600)
        self._advice, self._then = opened.view.id, then
        self.say(_("The text stays open until chair and secretary have confirmed that the changes are in."))
        self.how = _How(app, self._advice)
        self.changes = TextField(_("Which changes"), least=3)
        self.by = ChoiceField(_("Worked in by"), [(None, _("Not said"))])
        self.by.set_value(None)
        self.add(self.how, self.changes, self.by)
        self.body.addStretch(1)
        self.buttons(_("Record"), self._go)
        self.focus_first(self.changes.text)
        app.read(self, queries.people_choices, done=self._offer)

    def _offer(self, people: Sequence[Choice]) -> None:
        self.by.set_options([(None, _("Not said")), *((one.id, one.title) for one in people)])

    def _go(self) -> bool:
        return self.give(
            service.adopt_with_changes, self._then, advice=self._advice, changes=self.changes.value(),
            by=self.by.value(), **self.how.given(),
        )  # fmt: skip


class Confirm(ActingSheet):
    """The comparison of what was discussed with the text now; chair and secretary each confirm it."""

    def __init__(self, app: App, over: QWidget, opened: Opened, then: Done) -> None:
        super().__init__(app, over, _("Confirm the changes"), width=760)
        self._opened, self._then = opened, then
        view = opened.view
        agreed = _("Agreed: {changes}").format(changes=view.changes_text)
        if view.changes_by_name:
            agreed += " " + _("{name} works them in.").format(name=view.changes_by_name)
        self.say(agreed)
        self.differences = Differences()
        self.body.addWidget(scroll(self.differences, name=_("Differences")), 1)
        for row_ in view.asking:
            self.add(Banner("warn", *_changed(row_)))
        self.asked = CheckBox(_("Adopt with the figures as they are in the text"))
        self.asked.setVisible(bool(view.asking))
        self.add(self.asked)
        self._sha256 = ""
        first = "secretary" if view.chair_confirmed else "chair"
        self.chair = self._button(_("Chair confirms"), "chair", view.chair_confirmed, first)
        self.secretary = self._button(_("Secretary confirms"), "secretary", view.secretary_confirmed, first)
        self.foot.addWidget(Secondary(_("Close"), self.close_dialog))
        self.foot.addWidget(self.chair)
        self.foot.addWidget(self.secretary)
        self.focus_first(self.chair if self.chair.isEnabled() else self.secretary)
        app.read(self, queries.differences, view.id, view.discussed, None, done=self.differences.show_parts)
        app.read(self, queries.draft_sha256, view.id, done=self._shown)

    def _button(self, label: str, role: str, done: bool, first: str) -> Button:
        made = Button(label, lambda: self._confirm(role), kind="primary" if role == first else "secondary")
        if done:
            made.set_icon("check")
            made.allow(_("Confirmed already for this text."))
        return made

    def _shown(self, sha256: str) -> None:
        self._sha256 = sha256

    def _confirm(self, role: str) -> None:
        """Confirm the text as it was when this comparison was opened."""
        self.give(
            service.confirm_changes, self._then, advice=self._opened.view.id, role=role, sha256=self._sha256,
            asked=self.asked.isChecked(),
        )  # fmt: skip
