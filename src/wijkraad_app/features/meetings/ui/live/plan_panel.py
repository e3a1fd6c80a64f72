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
from ...rules import words
from ...rules.course import forecast, taken_early
from ...rules.times import Pace, at_minute, minute_of
from .scene import is_open

_GONE = {"deferred": "calendar-clock", "merged": "merge", "dropped": "circle-x"}
_NIGHT_ENDS = 5
"""Until this hour it is still the evening of the day before."""


def pace_of(view: MeetingView) -> Pace | None:
    """How the meeting goes now; None while it isn't on, or when it is written down on another day."""
    moment = clock.local_now(view.zone)
    evening = (moment - timedelta(hours=_NIGHT_ENDS)).date()
    if view.status != "running" or view.day not in (None, evening):
        return None
    return forecast(view.start, view.steps, view.opened_at, moment.time().replace(second=0, microsecond=0))


class PlanPanel(QWidget):
    """``chosen(item id)`` when another item is looked at."""

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._clock = Label("", "display")
        self._pace = Badge("", "quiet", "clock")
        self.list = RecordList(_("Agenda"))
        self._end = Label("", "small", "text_2", wrap=True)
        self._public = False
        self.list.chosen.connect(self.chosen)
        head = row(self._clock, None, self._pace, margins=(8, 0, 0, 0))
        foot = row((self._end, 1), margins=(8, 0, 0, 0))
        self.setLayout(column(head, 8, (self.list, 1), foot, gap=4, margins=(10, 16, 8, 14)))

    def set_public(self, public: bool) -> None:
        """Whether the room looks along: closed items aren't named then."""
        self._public = public

    def show_view(self, view: MeetingView, shown: UUID | None) -> None:
        going = pace_of(view)
        self._clock.setText(dates.bare_time(clock.local_now(view.zone).time()))
        self._clock.setVisible(view.status != "closed")
        self._pace.setVisible(going is not None)
        if going is not None:
            self._pace.set_state(*_behind(going.behind))
        starts = going.starts if going else view.plan.starts
        early = taken_early(view.steps, view.opened_at)
        items = [
            self._row(view, item, at, shown, early=place in early)
            for place, (item, at) in enumerate(zip(view.items, starts, strict=True))
        ]
        self.list.set_items(items, current=shown)
        end = going.end if going else view.plan.end
        text = _("Expected to end at {time}") if going else _("Ends at {time} as planned")
        self._end.setText(text.format(time=dates.clock_time(end)) if end and view.status != "closed" else "")

    def _row(self, view: MeetingView, item: ItemRow, at: time | None, shown: UUID | None, *, early: bool) -> ListItem:
        title = item.title if not self._public or is_open(view, item) else _("Closed item")
        current = view.current
        done = item.began is not None and item is not current and view.status != "planned" and not item.step.gone
        expected = item.began if item.began is not None else at
        time_text = dates.bare_time(expected) if expected is not None and not item.step.gone else ""
        lead = _GONE.get(item.state) or ("circle-check" if done else item.number or "clock")
        told = _course(view, item, early=early)
        if item.id == shown and item.began is not None and item.at is not None and not item.step.gone:
            planned = _("planned {planned}, begun {began}")
            said = planned.format(planned=dates.bare_time(item.at), began=dates.bare_time(item.began))
            return ListItem(item.id, title, Cell(", ".join((said, *told))), lead=lead, done=done)
        if told:
            return ListItem(item.id, title, Cell(", ".join(told)), time_text, lead=lead, done=done or item.step.gone)
        return ListItem(item.id, title, aside=time_text, lead=lead, done=done)


def _course(view: MeetingView, item: ItemRow, *, early: bool) -> list[str]:
    """What happened to an item's place, in words."""
    if item.state == "merged" and (other := view.item(item.merged_into)) is not None:
        return [_("merged with {number}").format(number=other.number or other.title)]
    if item.state in _GONE:
        return [_(words.ITEM_STATES[item.state])]
    told = [_("taken earlier")] if early else []
    if item.added_at is not None and item.kind != "break":
        told.append(_("added at {time}").format(time=dates.clock_time(item.added_at)))
    if item.kind == "break" and item.began is not None and item.ended is None and item.minutes:
        until = at_minute(minute_of(item.began) + item.minutes)
        told.append(_("until {time}").format(time=dates.clock_time(until)))
    return told


def _behind(minutes: int) -> tuple[str, str, str]:
    if minutes > 0:
        return _("{n} min behind").format(n=minutes), "warn", "clock"
    if minutes < 0:
        return _("{n} min ahead").format(n=-minutes), "ok", "clock"
    return _("on time"), "ok", "clock"
