"""Dialogs of the course of a meeting: what becomes of an item, a break, an item that comes in between."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtWidgets import QWidget

from wijkraad_app.kernel import clock, dates
from wijkraad_app.kernel.i18n import _
from wijkraad_app.ui.app import App
from wijkraad_app.ui.widgets.choices import ChoiceField, Segments
from wijkraad_app.ui.widgets.dialog import Dialog
from wijkraad_app.ui.widgets.inputs import LineField
from wijkraad_app.ui.widgets.labels import Label
from wijkraad_app.ui.widgets.parsed import NumberField

from ... import queries, service
from ...queries import ItemRow, MeetingRow, MeetingView
from ...rules.course import GONE
from ...rules.times import at_minute, minute_of

USUAL_BREAK = 15
"""Minutes offered for a break (ours)."""


class CourseDialog(Dialog):
    """Defer an item, merge it into another or drop it."""

    help_topic = "room"

    def __init__(self, app: App, over: QWidget, view: MeetingView, item: ItemRow) -> None:
        super().__init__(over, _("What becomes of “{title}”?").format(title=item.title), width=520)
        self._app, self._view, self._item = app, view, item
        options = [("defer", _("Defer")), ("merge", _("Merge")), ("drop", _("Drop"))]
        self.what = Segments(_("What becomes of it"), options, style="pills")
        self.to = ChoiceField(_("To which meeting"), [(None, _("Later, to be planned"))])
        self.to.set_value(None)
        others = [
            (one.id, f"{one.number} {one.title}".strip())
            for one in view.items
            if one.id != item.id and one.state not in GONE and one.kind != "break"
        ]
        self.into = ChoiceField(_("Into which item"), others)
        if others:
            self.into.set_value(others[0][0])
        self._told = Label("", "body", "text_2", wrap=True)
        self.add(self.what, self.to, self.into, self._told)
        self.what.changed.connect(lambda _value: self._show())
        self.to.edited.connect(lambda _value: self._show())
        self.buttons(_("Record"), self._keep)
        self.focus_first(self.what)
        self._show()
        app.read(self, queries.meeting_rows, done=self._know)

    def _know(self, rows: tuple[MeetingRow, ...]) -> None:
        today = clock.today(self._view.zone)
        coming = [
            one for one in reversed(rows)
            if one.status == "planned" and one.id != self._view.id and one.day is not None and one.day >= today
        ]  # fmt: skip
        self.to.set_options([(None, _("Later, to be planned")), *((one.id, one.name) for one in coming)])
        self.to.set_value(coming[0].id if coming else None)
        self._show()

    def _show(self) -> None:
        chosen = self.what.value()
        self.to.setVisible(chosen == "defer")
        self.into.setVisible(chosen == "merge")
        later = _("It waits until it is put on an agenda.")
        told = {
            "defer": _("It comes on the agenda of that meeting, with its annexes.") if self.to.value() else later,
            "merge": _("It is treated together with that item. What was kept here stays here."),
            "drop": _("It isn't treated, and doesn't come back."),
        }
        self._told.setText(told[chosen])

    def _keep(self) -> bool:
        chosen, item = self.what.value(), self._item.id
        if chosen == "defer":
            self._app.do(self._app, service.defer_item, id=item, to=self.to.value())
        elif chosen == "drop":
            self._app.do(self._app, service.drop_item, id=item)
        elif self.into.value() is None:
            self.into.error(_("There is no other item to merge it into."))
            return False
        else:
            self._app.do(self._app, service.merge_item, id=item, into=self.into.value())
        return True


class BreakDialog(Dialog):
    """How long, and until when that is."""

    help_topic = "room"

    def __init__(self, app: App, over: QWidget, view: MeetingView) -> None:
        super().__init__(over, _("Break"), width=440)
        self._app, self._view = app, view
        self.minutes = NumberField(_("How many minutes"), most=180)
        self.minutes.set_value(USUAL_BREAK)
        self._until = Label("", "body", "text_2", wrap=True)
        self.add(self.minutes, self._until)
        self.minutes.edited.connect(lambda _value: self._count())
        self._count()
        self.buttons(_("Begin the break"), self._keep)

    def _count(self) -> None:
        minutes = self.minutes.value()
        now = clock.local_minute(self._view.zone)
        until = dates.clock_time(at_minute(minute_of(now) + minutes)) if minutes else ""
        self._until.setText(_("Until {time}.").format(time=until) if until else "")

    def _keep(self) -> bool:
        minutes = self.minutes.value()
        if not minutes:
            self.minutes.error(_("Type how many minutes."))
            return False

        def begun(_id: object) -> None:
            self._app.presence.begin_break()

        self._app.do(self._app, service.begin_break, meeting=self._view.id, minutes=minutes, done=begun)
        return True


class NewItemDialog(Dialog):
    """An item that comes on the agenda while the meeting runs."""

    help_topic = "room"

    def __init__(self, app: App, over: QWidget, view: MeetingView, after: UUID | None) -> None:
        super().__init__(over, _("Add agenda item"), width=480)
        self._app, self._view, self._after = app, view, after
        self.subject = LineField(_("Agenda item"), limit=300)
        self.minutes = NumberField(_("Minutes planned"), most=600)
        self.add(self.subject, self.minutes)
        self.say(_("It comes after the item that is shown. The minutes tell that it was added."))
        self.buttons(_("Add"), self._keep)

    def _keep(self) -> bool:
        if not self.subject.value().strip():
            self.subject.error(_("An agenda item needs a title. Type one."))
            return False
        self._app.do(
            self._app, service.add_item, meeting=self._view.id, title=self.subject.value(), after=self._after,
            minutes=self.minutes.value(),
        )  # fmt: skip
        return True
