"""The register of decisions: of all meetings and outside them, filtered, sorted, opened where they were taken."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from uuid import UUID

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QStackedWidget, QWidget

from wijkraad_app.kernel import clock, dates
from wijkraad_app.kernel.i18n import _, ngettext
from wijkraad_app.kernel.ids import EntityRef
from wijkraad_app.ui.app import App
from wijkraad_app.ui.flow import flow
from wijkraad_app.ui.layout import column, row
from wijkraad_app.ui.theme import large_text, px
from wijkraad_app.ui.widgets.buttons import IconButton, MenuButton, Secondary
from wijkraad_app.ui.widgets.chip import FilterChip
from wijkraad_app.ui.widgets.empty import EmptyPage
from wijkraad_app.ui.widgets.inputs import SearchField
from wijkraad_app.ui.widgets.labels import Key, Label
from wijkraad_app.ui.widgets.rows import Cell
from wijkraad_app.ui.widgets.table import Column, LazyTable

from ... import queries, service
from ...documents.registers import register_data, register_document
from ...queries import Choices, RegisterRow
from ...rules import words
from ...rules.registers import WITHOUT_MEETING, DecisionFilter
from ..earlier import paste_decisions
from .decision import DecisionCard
from .mail import MailDecisionDialog
from .saving import Listing, entries

_SIGNS = {
    "adopted": ("circle-check", "ok"),
    "rejected": ("circle-x", "bad"),
    "tie": ("circle-minus", "warn"),
    "withdrawn": ("circle-x", "text_3"),
}


def outcome_cell(found: RegisterRow) -> Cell:
    """What became of it: icon, word and tone."""
    icon, tone = _SIGNS[found.decision.outcome]
    return Cell(words.outcome_text(found.decision.outcome).rstrip("."), icon, tone)


def kind_word(kind: str) -> str:
    """A kind of meeting, or that there was none."""
    return _("Without a meeting") if kind == WITHOUT_MEETING else _(words.MEETING_KINDS[kind])


def where_taken(found: RegisterRow) -> str:
    """The meeting, or how it was decided outside one."""
    if found.decision.meeting is not None:
        return found.meeting_title
    return _(words.METHODS["mail"]) if found.decision.method == "mail" else _("earlier")


class Filters(QWidget):
    """Search and filters above the table."""

    def __init__(self, changed: partial[None]) -> None:
        super().__init__()
        self._known = Choices()
        self.search = SearchField(_("Search decisions"))
        self.search.setFixedWidth(px(212))
        self.year = FilterChip(_("Year"), lambda: [(year, str(year)) for year in self._known.years])
        outcomes = [(key, _(word).rstrip(".")) for key, word in words.OUTCOMES.items()]
        self.outcome = FilterChip(_("Outcome"), outcomes)
        self.kind = FilterChip(_("Kind of meeting"), lambda: [(one, kind_word(one)) for one in self._known.kinds])
        self.sort = FilterChip(_("Kind"), [(key, _(word)) for key, word in words.SORTS.items()])
        self.about = FilterChip(_("About"), lambda: list(self._known.abouts))
        self.chips = (self.year, self.outcome, self.kind, self.sort, self.about)
        for chip in self.chips:
            chip.changed.connect(lambda _value: changed())
        self.search.edited.connect(lambda _text: changed())
        self.setLayout(row((flow(self.search, *self.chips), 1)))

    def set_choices(self, choices: Choices) -> None:
        self._known = choices

    def wanted(self) -> DecisionFilter:
        year, about = self.year.value(), self.about.value()
        return DecisionFilter(
            year=year if isinstance(year, int) else None,
            outcome=str(self.outcome.value() or ""),
            kind=str(self.kind.value() or ""),
            sort=str(self.sort.value() or ""),
            about=about if isinstance(about, UUID) else None,
            text=self.search.value().strip(),
        )

    def in_words(self) -> str:
        """What is filtered, for above a printed list."""
        said = [chip.text() for chip in self.chips if chip.value() is not None]
        return ", ".join([*said, *([f"“{text}”"] if (text := self.search.value().strip()) else [])])

    def clear(self) -> None:
        self.search.line.clear()
        for chip in self.chips:
            chip.set_value(None)


class DecisionsView(QWidget):
    """Table of decisions with filters."""

    def __init__(self, app: App) -> None:
        super().__init__()
        self._app = app
        self.filters = Filters(partial(self.load))
        columns = (
            Column("text", _("Decision"), lambda found: found.decision.text, sort="text", priority=0),
            Column("number", _("No."), _number, 106, priority=2),
            Column("outcome", _("Outcome"), outcome_cell, 132, "outcome"),
            Column("meeting", _("Meeting"), where_taken, 116, "meeting", priority=4),
            Column("about", _("About"), lambda found: found.subject, 160, priority=3),
            Column("day", _("Date"), _day, 92, "day", right=True, descending=True, priority=0),
        )
        self.table = LazyTable(
            app, columns, queries.decision_ids, queries.register_rows, name=_("Decisions"), sort="day", descending=True
        )  # fmt: skip
        self.table.activated_id.connect(self.show_entry)
        self.table.counted.connect(self._counted)
        self.filters.search.down.connect(self.table.setFocus)
        self._count = Label("", "small", "text_2")
        name = _("Decision by mail")
        large = large_text()
        new = IconButton("mail", name, self.add_by_mail) if large else Secondary(name, self.add_by_mail, icon="mail")
        title = row(Label(_("Decisions"), "title"), self._count, None)
        more = MenuButton(_("More"), self._more)
        head = row((title, 1), new, more, gap=8)
        foot = row(
            Key("Enter"), Label(_("opens the decision"), "caption", "text_3"), None, gap=6, margins=(20, 0, 20, 0)
        )
        self._stack = QStackedWidget()
        self._stack.addWidget(self.table)
        self._stack.addWidget(self._empty())
        top = column(head, self.filters, gap=10, margins=(28, 14, 20, 10))
        self.setLayout(column(top, (self._stack, 1), foot, gap=6, margins=(0, 0, 0, 10)))

    def _empty(self) -> EmptyPage:
        return EmptyPage(
            _("No decisions here"),
            _("Decisions come from meetings. Those by mail you add here, with who agreed."),
            (_("Decision by mail"), "mail", self.add_by_mail),
            [(_("Show all decisions"), "x", self._show_all), (_("Paste earlier decisions"), "gavel", self._paste)],
            picture="sheet",
        )

    def _more(self) -> list[tuple[str, str, Callable[[], object]] | None]:
        return [
            (_("Paste earlier decisions"), "clipboard-paste", self._paste),
            *self._app.entries("history.show"),
            *([(_("Remove decision"), "trash-2", self._remove)] if self._loose() is not None else []),
            None,
            *entries(self._app, self, self._listing),
        ]

    # --- showing ---------------------------------------------------------------------
    def load(self, select: UUID | None = None) -> None:
        self._app.read(self, queries.register_choices, done=self.filters.set_choices, latest="choices")
        self.table.load(select=select, wanted=self.filters.wanted())

    def show_decision(self, decision: UUID) -> None:
        """Bring one decision into view, whatever was filtered, and open it."""
        self.filters.clear()
        self.load(select=decision)
        self.show_entry(decision)

    def refresh(self) -> None:
        self._app.read(self, queries.register_choices, done=self.filters.set_choices, latest="choices")
        self.table.refresh()

    @Slot(int)
    def _counted(self, count: int) -> None:
        told = ngettext("{n} decision", "{n} decisions", count).format(n=dates.number(count)) if count else ""
        self._count.setText(told)
        self._stack.setCurrentIndex(0 if count else 1)
        if count and self.table.current() is None:
            self.table.selectRow(0)

    def _show_all(self) -> None:
        self.filters.clear()
        self.load()

    def current(self) -> EntityRef | None:
        now = self.table.current()
        return EntityRef("decision", now) if now is not None else None

    # --- doing -------------------------------------------------------------------------
    @Slot(object)
    def show_entry(self, decision: UUID) -> None:
        """One decision whole."""
        DecisionCard(self._app, self, decision).open_over()

    def add_by_mail(self) -> None:
        MailDecisionDialog(self._app, self, self.load).open_over()

    def _paste(self) -> None:
        paste_decisions(self._app, self)

    def _loose(self) -> RegisterRow | None:
        """The current decision where it belongs to no meeting: others are removed at theirs."""
        now = self.table.current()
        found = self.table.row_of(now) if now is not None else None
        return found if isinstance(found, RegisterRow) and found.decision.meeting is None else None

    def _remove(self) -> None:
        if (found := self._loose()) is not None:
            told = _("“{title}” removed.").format(title=" ".join(found.decision.text.split()))
            self._app.do(
                self, service.remove_decision, id=found.id,
                done=lambda _none: self._app.toast(told, _("Undo"), self._app.undo, icon="trash-2"),
            )  # fmt: skip

    def _listing(self) -> Listing:
        wanted, sort, descending = self.filters.wanted(), self.table.sort, self.table.descending
        chosen = self.filters.in_words()
        ids = partial(queries.decision_ids, sort=sort, descending=descending, wanted=wanted)
        return Listing(
            _("Decision register {day}").format(day=clock.today().isoformat()),
            lambda session: queries.register_rows(session, ids(session)),
            partial(register_document, chosen=chosen),
            register_data,
        )


def _number(found: RegisterRow) -> str:
    return found.decision.short_name if found.decision.number else ""


def _day(found: RegisterRow) -> str:
    return dates.list_date(found.decision.day) if found.decision.day else ""
