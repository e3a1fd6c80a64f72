"""When a series meets, typed as a sentence would say it, with the days that come of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from wijkraad_app.kernel import clock, dates
from wijkraad_app.kernel.i18n import _, ngettext
from wijkraad_app.ui import theme
from wijkraad_app.ui.flow import Flow
from wijkraad_app.ui.layout import clear, column, row
from wijkraad_app.ui.widgets.chip import Chip
from wijkraad_app.ui.widgets.choices import CheckBox, ChoiceField
from wijkraad_app.ui.widgets.labels import Icon, Label
from wijkraad_app.ui.widgets.parsed import DateField

from ...queries import PlannedDay
from ...rules import recurrence
from ...rules.recurrence import Pattern

_USUAL = [(frequency, n) for frequency, most in (("monthly", 6), ("weekly", 8)) for n in range(1, most + 1)]
"""How often councils meet: every one to six months, every one to eight weeks."""


def _often(frequency: str, interval: int) -> str:
    """ "elke maand", "elke 2 weken"."""
    if frequency == "weekly":
        return ngettext("every week", "every {n} weeks", interval).format(n=interval)
    return ngettext("every month", "every {n} months", interval).format(n=interval)


class PatternFields(QWidget):
    """``changed()`` when it may mean other days; `pattern` is None while it isn't clear yet."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.often = ChoiceField(_("How often"), [(one, _often(*one)) for one in _USUAL])
        self.often.set_value(("monthly", 1))
        self.nth = ChoiceField(_("Which"), [(nth, recurrence.nth_word(nth)) for nth in recurrence.NTHS])
        self.nth.set_value(1)
        self.weekday = ChoiceField(_("Weekday"), [(day, recurrence.weekday_name(day)) for day in range(7)])
        self.weekday.set_value(1)
        self.first, self.last = DateField(_("From day")), DateField(_("Up to and including"))
        today = clock.today()
        self.first.set_value(today)
        self.last.set_value(date(today.year + (today.month > 9), 12, 31))
        self.skipped_months: set[int] = set()
        self._skipped_days: frozenset[date] = frozenset()
        self._months = [Chip(recurrence.month_name(month), partial(self._toggle, month)) for month in range(1, 13)]
        if theme.large_text():
            lines = [self.often, self.nth, self.weekday, self.first, self.last]
            fields = column(*lines, gap=8)
        else:
            above = row((self.often, 4), (self.nth, 3), (self.weekday, 3), gap=12, top=True)
            fields = column(above, row((self.first, 1), (self.last, 1), gap=12, top=True), gap=8)
        self.setLayout(column(fields, Label(_("Not in"), "small_strong", "text_2"), Flow(*self._months, gap=6), gap=8))
        for field in (self.often, self.nth, self.weekday, self.first, self.last):
            field.edited.connect(lambda _value: self._follow())
        self._follow()

    def _toggle(self, month: int) -> None:
        self.skipped_months ^= {month}
        self._follow()

    def _follow(self) -> None:
        self.nth.setVisible(self.often.value()[0] == "monthly")
        for month, chip in enumerate(self._months, start=1):
            off = month in self.skipped_months
            chip.set_look(recurrence.month_name(month), on=off, icon="x" if off else "")
            chip.setAccessibleDescription(_("no meetings") if off else _("meetings"))
        self.changed.emit()

    def show_pattern(self, pattern: Pattern) -> None:
        """Fill in a pattern that is there already."""
        wanted = (pattern.frequency, pattern.interval)
        self.often.set_options([(one, _often(*one)) for one in dict.fromkeys((*_USUAL, wanted))])
        self.often.set_value(wanted)
        self.nth.set_value(pattern.nth)
        self.weekday.set_value(pattern.weekday)
        self.first.set_value(pattern.first_day)
        self.last.set_value(pattern.last_day or self.last.value())
        self.skipped_months = set(pattern.skip_months)
        self._skipped_days = pattern.skip_days
        self._follow()

    def pattern(self) -> Pattern | None:
        """What the fields mean; the end of the series is its last day."""
        first, last = self.first.value(), self.last.value()
        if first is None or self.first.pending or self.last.pending:
            return None
        frequency, interval = self.often.value()
        try:
            return Pattern(
                frequency, first, self.weekday.value(), interval, self.nth.value(), last,
                frozenset(self.skipped_months), self._skipped_days,
            )  # fmt: skip
        except ValueError:
            return None

    def until(self) -> date:
        """Up to which day meetings are made: the last one, or a year on."""
        found: date | None = self.last.value()
        return found or clock.today() + timedelta(days=365)


class DaysPreview(QWidget):
    """The days that come of a pattern, each to be left out; beside them why a day is an odd one."""

    def __init__(self) -> None:
        super().__init__()
        self.words = Label("", "strong", "text", wrap=True)
        self._count = Label("", "small", "text_2", wrap=True)
        self._list = column(gap=0)
        self._boxes: dict[date, CheckBox] = {}
        self.setLayout(column(self.words, self._count, 4, self._list, None, gap=4))

    def show_days(self, pattern: Pattern | None, days: Sequence[PlannedDay]) -> None:
        """``days`` with those the pattern skips, which are unticked; what the user ticked or unticked stays so."""
        ticked = {day for day, box in self._boxes.items() if box.isChecked()}
        out = self.left_out() | ((pattern.skip_days if pattern else frozenset()) - ticked)
        said = recurrence.words(pattern) if pattern else ""
        self.words.setText(said[:1].upper() + said[1:])
        odd = sum(bool(one.warning) for one in days)
        text = ngettext("{n} meeting", "{n} meetings", len(days)).format(n=len(days))
        if odd:
            text = _("{meetings}, {n} of them in a holiday").format(meetings=text, n=odd)
        self._count.setText(text if days else _("No days yet. Look at the dates and months."))
        clear(self._list)
        self._boxes = {one.day: CheckBox(dates.full_date(one.day), one.day not in out) for one in days}
        for one in days:
            self._list.addLayout(self._line(one))

    def _line(self, one: PlannedDay) -> QHBoxLayout:
        box = self._boxes[one.day]
        box.setAccessibleDescription(one.warning)
        there = [Label(_("planned"), "small", "text_3")] if one.meeting else []
        odd = [Icon("triangle-alert", "warn", theme.ICON_SMALL), Label(one.warning, "small", "warn")]
        return row(box, *(odd if one.warning else ()), *there, None, gap=6)

    def left_out(self) -> frozenset[date]:
        """The days that were unticked."""
        return frozenset(day for day, box in self._boxes.items() if not box.isChecked())

    def chosen(self, pattern: Pattern) -> Pattern:
        """The pattern with the days skipped that are unticked here; days that aren't shown stay as they were."""
        return replace(pattern, skip_days=(pattern.skip_days - self._boxes.keys()) | self.left_out())
