"""The agenda beside a running meeting: what is done, what is on, when the rest is expected."""

from __future__ import annotations

from datetime import time, timedelta
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from wijkraad_app.kernel import clock, dates
from wijkraad_app.kernel.i18n import _
from wijkraad_app.ui.layout import column, row
from wijkraad_app.ui.widgets.badge import Badge
from wijkraad_app.ui.widgets.labels import Label
from wijkraad_app.ui.widgets.record_list import ListItem, RecordList
from wijkraad_app.ui.widgets.rows import Cell

from ...queries import ItemRow, MeetingView
from ...rules.course import forecast
from ...rules.times import Pace

_NIGHT_ENDS = 5
"""Until this hour it is still the evening of the day before."""


def pace_of(view: MeetingView) -> Pace | None:
    """How the meeting goes now; None while it isn't on, or when it is written down on another day."""
    moment = clock.local_now(view.zone)
    evening = (moment - timedelta(hours=_NIGHT_ENDS)).date()
    if view.status != "running" or view.day not in (None, evening):
        return None
    return forecast(view.plan, view.steps, view.opened_at, moment.time().replace(second=0, microsecond=0))


class PlanPanel(QWidget):
    """``chosen(item id)`` when another item is looked at."""

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._clock = Label("", "display")
        self._pace = Badge("", "quiet", "clock")
        self.list = RecordList(_("Agenda"))
        self._end = Label("", "small", "text_2", wrap=True)
        self.list.chosen.connect(self.chosen)
        head = row(self._clock, None, self._pace, margins=(8, 0, 0, 0))
        foot = row((self._end, 1), margins=(8, 0, 0, 0))
        self.setLayout(column(head, 8, (self.list, 1), foot, gap=4, margins=(10, 16, 8, 14)))

    def show_view(self, view: MeetingView, shown: UUID | None) -> None:
        going = pace_of(view)
        self._clock.setText(dates.bare_time(clock.local_now(view.zone).time()))
        self._clock.setVisible(view.status != "closed")
        self._pace.setVisible(going is not None)
        if going is not None:
            self._pace.set_state(*_behind(going.behind))
        starts = going.starts if going else view.plan.starts
        items = [self._row(view, item, at, shown) for item, at in zip(view.items, starts, strict=True)]
        self.list.set_items(items, current=shown)
        end = going.end if going else view.plan.end
        text = _("Expected to end at {time}") if going else _("Ends at {time} as planned")
        self._end.setText(text.format(time=dates.clock_time(end)) if end and view.status != "closed" else "")

    def _row(self, view: MeetingView, item: ItemRow, at: time | None, shown: UUID | None) -> ListItem:
        current = view.current
        done = item.began is not None and item is not current and view.status != "planned"
        expected = item.began if item.began is not None else at
        time_text = dates.bare_time(expected) if expected is not None else ""
        lead = "circle-check" if done else (item.number or "clock")
        if item.id == shown and item.began is not None and item.at is not None:
            planned = _("planned {planned}, begun {began}")
            words = planned.format(planned=dates.bare_time(item.at), began=dates.bare_time(item.began))
            return ListItem(item.id, item.title, Cell(words), lead=lead, done=done)
        return ListItem(item.id, item.title, aside=time_text, lead=lead, done=done)


def _behind(minutes: int) -> tuple[str, str, str]:
    if minutes > 0:
        return _("{n} min behind").format(n=minutes), "warn", "clock"
    if minutes < 0:
        return _("{n} min ahead").format(n=-minutes), "ok", "clock"
    return _("on time"), "ok", "clock"
