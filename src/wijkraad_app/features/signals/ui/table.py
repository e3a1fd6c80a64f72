"""The table of signals and its filters."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from wijkraad_app.kernel import clock, dates
from wijkraad_app.kernel.i18n import _
from wijkraad_app.ui.app import App
from wijkraad_app.ui.flow import flow
from wijkraad_app.ui.layout import row
from wijkraad_app.ui.theme import px
from wijkraad_app.ui.widgets.chip import FilterChip
from wijkraad_app.ui.widgets.inputs import SearchField
from wijkraad_app.ui.widgets.labels import Label
from wijkraad_app.ui.widgets.rows import Cell
from wijkraad_app.ui.widgets.table import Column, LazyTable, found

from .. import queries
from ..queries import Choices, SignalFilter, SignalRow
from ..rules.words import KINDS, STATUSES, kind_word, status_word
from .signs import kind_cell, status_cell


def _day(line: SignalRow) -> str:
    return dates.list_date(line.received) if line.received else ""


def _follower(line: SignalRow) -> str | Cell:
    return line.follower_name or Cell(_("nobody yet"), tone="text_3")


def _columns() -> tuple[Column, ...]:
    return (
        Column("title", _("Subject"), lambda line: line.title, sort="title", priority=0),
        Column("kind", _("Kind"), lambda line: kind_cell(line.kind), 108, "kind", priority=3),
        Column("place", _("Neighbourhood"), lambda line: line.neighbourhood, 104, "neighbourhood", priority=2),
        Column("follower", _("Who follows"), _follower, 130, "follower", priority=4),
        Column("status", _("Status"), lambda line: status_cell(line.status), 106, "status"),
        Column("received", _("Date"), _day, 76, "received", right=True, descending=True),
    )


def signal_table(app: App, parent: QWidget | None = None) -> LazyTable:
    """All signals, newest first."""
    return LazyTable(
        app,
        _columns(),
        queries.signal_ids,
        queries.signal_rows,
        name=_("Signals"),
        sort="received",
        descending=True,
        parent=parent,
    )


def year_word(year: int) -> str:
    """ "this year", "last year", or the year itself."""
    words = {clock.today().year: _("This year"), clock.today().year - 1: _("Last year")}
    return words.get(year, str(year))


class Filters(QWidget):
    """Search and filters above the table; ``changed`` gives a `SignalFilter`."""

    changed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._choices: Choices | None = None
        self.search = SearchField(_("Search signals"))
        self.search.setFixedWidth(px(212))
        self.year = FilterChip(_("Year"), lambda: [(y, year_word(y)) for y in self._known().years])
        self.neighbourhood = FilterChip(
            _("Neighbourhood"), lambda: [(name, name) for name in self._known().neighbourhoods]
        )
        self.kind = FilterChip(_("Kind"), lambda: [(kind, kind_word(kind)) for kind in KINDS])
        self.follower = FilterChip(_("Who follows"), lambda: list(self._known().followers))
        self.status = FilterChip(_("Status"), lambda: [(status, status_word(status)) for status in STATUSES])
        self.count = Label("", "small", "text_2")
        self.chips: Sequence[FilterChip] = (self.year, self.neighbourhood, self.kind, self.follower, self.status)
        for chip in self.chips:
            chip.changed.connect(lambda _value: self.changed.emit(self.wanted()))
        self.search.edited.connect(lambda _text: self.changed.emit(self.wanted()))
        layout = row((flow(self.search, *self.chips), 1), self.count, margins=(24, 8, 20, 8))
        layout.setAlignment(self.count, Qt.AlignmentFlag.AlignVCenter)
        self.setLayout(layout)

    def set_choices(self, choices: Choices) -> None:
        """What there is to choose from now."""
        self._choices = choices

    def set_total(self, total: int) -> None:
        """How many signals there are to search."""
        counted = _("Search {count} signals").format(count=dates.number(total))
        self.search.line.setPlaceholderText(counted if total > 1 else _("Search signals"))

    def _known(self) -> Choices:
        return self._choices or Choices((), (), (), (), (), ())

    def wanted(self) -> SignalFilter:
        year, follower = self.year.value(), self.follower.value()
        return SignalFilter(
            year=year if isinstance(year, int) else None,
            neighbourhood=_text(self.neighbourhood.value()),
            kind=_text(self.kind.value()),
            follower=follower if isinstance(follower, UUID) else None,
            status=_text(self.status.value()),
            text=self.search.value(),
        )

    def set(self) -> bool:
        """Whether anything is filtered."""
        return self.wanted() != SignalFilter()

    def clear(self) -> None:
        """Show all signals again."""
        self.search.line.clear()
        for chip in self.chips:
            chip.set_value(None)
        self.changed.emit(self.wanted())

    def show_count(self, count: int) -> None:
        self.count.setText(found(count, dates.number(count)) if self.set() else "")


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None
