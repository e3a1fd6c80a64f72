"""Corrections of adopted minutes: shown with them, and a new one."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QWidget

from wijkraad_app.kernel import clock, dates
from wijkraad_app.kernel.i18n import _
from wijkraad_app.ui.app import App
from wijkraad_app.ui.layout import clear, column, frame
from wijkraad_app.ui.widgets.buttons import Quiet
from wijkraad_app.ui.widgets.choices import ChoiceField
from wijkraad_app.ui.widgets.dialog import Dialog
from wijkraad_app.ui.widgets.inputs import LineField, TextField
from wijkraad_app.ui.widgets.labels import Label
from wijkraad_app.ui.widgets.parsed import DateField

from ... import service
from ...queries import MeetingView
from ...queries.minutes import ErratumRow


class ErrataPanel(QWidget):
    """What was corrected after adoption, and a way to correct more."""

    def __init__(self, app: App) -> None:
        super().__init__()
        self._app = app
        self._view: MeetingView | None = None
        self._list = column(gap=8)
        self._none = Label(_("The text is fixed. A mistake is corrected beside it."), "small", "text_2", wrap=True)
        self.add = Quiet(_("Add a correction"), self.ask, icon="plus")
        self.setLayout(column(self._none, self._list, self.add, gap=8))

    def show_view(self, view: MeetingView) -> None:
        before, self._view = self._view, view
        if before is not None and before.id == view.id and before.draft.errata == view.draft.errata:
            return
        clear(self._list)
        for found in view.draft.errata:
            self._list.addWidget(_card(view, found))

    def ask(self) -> None:
        """Type a correction."""
        if self._view is not None:
            ErratumDialog(self._app, self, self._view).open_over()


def _card(view: MeetingView, found: ErratumRow) -> QWidget:
    head = _("Correction of {day}").format(day=dates.long_date(found.day)) if found.day else _("Correction")
    item = view.item(found.item)
    parts = [Label(head, "small_strong", wrap=True)]
    if item is not None:
        parts.append(Label(f"{item.number}  {item.title}".strip(), "small", "text_2", wrap=True))
    parts.append(Label(found.text, "body", wrap=True))
    if found.reason:
        parts.append(Label(found.reason, "small", "text_2", wrap=True))
    made = frame(column(*parts, gap=4, margins=(12, 10, 12, 10)), "card")
    made.setAccessibleName(f"{head}: {found.text}")
    return made


class ErratumDialog(Dialog):
    """What should have been written, at which item, and since when."""

    help_topic = "minutes"

    def __init__(self, app: App, over: QWidget, view: MeetingView) -> None:
        super().__init__(over, _("Correct the minutes"), width=520)
        self._app, self._meeting = app, view.id
        self.say(_("The adopted text stays. The correction stands at the end of the minutes, also in print."))
        items: list[tuple[Any, str]] = [(None, _("About all of it"))]
        items += [(item.id, f"{item.number}  {item.title}".strip()) for item in view.items if item.kind != "break"]
        self.item = ChoiceField(_("Agenda item"), items)
        self.item.set_value(None)
        self.text = TextField(_("Correction"), least=3, most=8)
        self.reason = LineField(_("Reason"), limit=500)
        self.day = DateField(_("Date"))
        self.day.set_value(clock.today(view.zone))
        self.add(self.text, self.item, self.day, self.reason)
        self.focus_first(self.text.text)
        self.buttons(_("Add a correction"), self._keep)

    def _keep(self) -> bool | None:
        if not self.text.value().strip():
            self.text.error(_("Type what has to be corrected."))
            return False
        if self.day.pending:
            return False
        facts: dict[str, Any] = {"text": self.text.value(), "item": self.item.value(), "day": self.day.value()}
        self._app.do(self._app, service.add_erratum, meeting=self._meeting, reason=self.reason.value(), **facts)
        return None
