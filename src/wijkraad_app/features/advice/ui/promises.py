"""Promises of the college: a list with what is late on top, and the dialog in which one is kept."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import QEvent, QObject, Qt, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from wijkraad_app.kernel import dates
from wijkraad_app.kernel.i18n import _, ngettext
from wijkraad_app.kernel.ids import EntityRef
from wijkraad_app.ui.app import App
from wijkraad_app.ui.flow import flow
from wijkraad_app.ui.layout import column, row
from wijkraad_app.ui.theme import large_text, px
from wijkraad_app.ui.widgets.buttons import IconButton, MenuButton, Quiet, Secondary
from wijkraad_app.ui.widgets.choices import ChoiceField, Segments
from wijkraad_app.ui.widgets.empty import EmptyPage
from wijkraad_app.ui.widgets.inputs import LineField, SearchField, TextField
from wijkraad_app.ui.widgets.labels import Key, Label, SavedLabel
from wijkraad_app.ui.widgets.parsed import DateField
from wijkraad_app.ui.widgets.rows import Cell
from wijkraad_app.ui.widgets.table import Column, LazyTable

from .. import queries, service
from ..queries import PromiseChoices, PromiseRow
from ..rules.promises import DROPPED, KEPT, OPEN, state_word
from .dialogs import ActingDialog

_SETTLED = {KEPT: ("circle-check", "ok"), DROPPED: ("circle-x", "text_3")}


def state_cell(found: PromiseRow) -> Cell:
    """How it stands: icon, word and tone; while it is open how its day is going."""
    if found.state != OPEN:
        icon, tone = _SETTLED[found.state]
        return Cell(state_word(found.state), icon, tone)
    if found.urgency.words:
        return Cell(found.urgency.words, "clock", "bad" if found.late else "warn")
    return Cell(state_word(OPEN), "circle", "text_2")


def _due(found: PromiseRow) -> Cell:
    return Cell(dates.list_date(found.due) if found.due else "", tone="bad" if found.late else "text_2")


class PromisesView(QWidget):
    """Table of promises with filters."""

    def __init__(self, app: App) -> None:
        super().__init__()
        self._app = app
        self._count = Label("", "small", "text_2")
        columns = (
            Column("text", _("Promise"), lambda found: found.text, sort="text", priority=0),
            Column("by", _("Promised by"), lambda found: found.made_by, 140, "made_by", priority=3),
            Column("where", _("Where"), lambda found: found.where, 180, "where", priority=2),
            Column("state", _("State"), state_cell, 150, "state"),
            Column("due", _("Before"), _due, 100, "due", right=True, priority=0),
        )
        self.table = LazyTable(app, columns, queries.promise_ids, queries.promise_rows, name=_("Promises"))
        self.table.activated_id.connect(self._open)
        self.table.counted.connect(self._counted)
        self.table.installEventFilter(self)
        options = [("open", _("Still open")), ("late", _("Late")), ("kept", _("Kept")), ("all", _("All"))]
        self.show_ = Segments(_("Which promises"), options, style="pills")
        self.show_.changed.connect(lambda _value: self.load())
        self.search = SearchField(_("Search in promises"))
        self.search.setFixedWidth(px(212))
        self.search.edited.connect(lambda _text: self.load())
        self.search.down.connect(self.table.setFocus)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.table)
        self._stack.addWidget(self._empty())
        tools = row((flow(self.show_, self.search), 1))
        top = column(self._head(), tools, gap=10, margins=(28, 14, 20, 10))
        self.setLayout(column(top, (self._stack, 1), self._foot(), gap=6, margins=(0, 0, 0, 10)))

    def _head(self) -> Any:
        name = _("New promise")
        new = IconButton("plus", name, self.add) if large_text() else Secondary(name, self.add, icon="plus")
        more = MenuButton(_("More"), self._more)
        title = row(Label(_("Promises"), "title"), self._count, None)
        if not large_text():
            title.addWidget(SavedLabel())
        return row((title, 1), new, more, gap=8)

    def _foot(self) -> Any:
        kept = Quiet(_("Kept"), self._toggle, icon="check")
        kept.setAccessibleName(_("Promise kept"))
        keys = (Key(_("Space")), Label(_("checks off"), "caption", "text_3"), 8, Key("Enter"),
                Label(_("changes"), "caption", "text_3"))  # fmt: skip
        return row(kept, *keys, None, gap=6, margins=(20, 0, 20, 0))

    def _empty(self) -> EmptyPage:
        return EmptyPage(
            _("No promises here"),
            _("Keep what the college promised, in an answer or at a meeting. Today says when it is due."),
            (_("New promise"), "plus", self.add),
            picture="sheet",
        )

    def _more(self) -> list[tuple[str, str, Callable[[], object]] | None]:
        return [
            (_("No longer expected"), "circle-x", partial(self._settle, service.drop_promise, _("Dropped: {text}"))),
            (_("Open again"), "rotate-ccw", partial(self._settle, service.reopen_promise, _("Open again: {text}"))),
            *self._app.entries("history.show"),
            None,
            (_("Remove promise"), "trash-2", partial(self._settle, service.remove_promise, _("Removed: {text}"))),
        ]

    # --- showing ---------------------------------------------------------------------
    def load(self, select: UUID | None = None) -> None:
        self.table.load(select=select, show=self.show_.value(), query=self.search.value())

    def show_promise(self, promise: UUID) -> None:
        """Bring one promise into view, kept or not."""
        self.show_.set_value("all")
        self.search.line.clear()
        self.load(select=promise)

    def refresh(self) -> None:
        self.table.refresh()

    @Slot(int)
    def _counted(self, count: int) -> None:
        told = ngettext("{n} promise", "{n} promises", count).format(n=dates.number(count)) if count else ""
        self._count.setText(told)
        self._stack.setCurrentIndex(0 if count else 1)
        if count and self.table.current() is None:
            self.table.selectRow(0)

    def current(self) -> EntityRef | None:
        now = self.table.current()
        return EntityRef("promise", now) if now is not None else None

    # --- doing -------------------------------------------------------------------------
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Space:
            self._toggle()
            return True
        return super().eventFilter(watched, event)

    def _row(self) -> PromiseRow | None:
        now = self.table.current()
        found = self.table.row_of(now) if now is not None else None
        return found if isinstance(found, PromiseRow) else None

    def _toggle(self) -> None:
        found = self._row()
        if found is not None and found.state == OPEN:
            self._settle(service.keep_promise, _("Kept: {text}"))
        elif found is not None:
            self._settle(service.reopen_promise, _("Open again: {text}"))

    def _settle(self, verb: Callable[..., Any], said: str) -> None:
        found = self._row()
        if found is not None:
            told = said.format(text=" ".join(found.text.split()))
            self._app.do(
                self, verb, id=found.id, done=lambda _none: self._app.toast(told, _("Undo"), self._app.undo)
            )  # fmt: skip

    @Slot(object)
    def _open(self, promise: UUID) -> None:
        found = self.table.row_of(promise)
        if found is not None:
            PromiseDialog(self._app, self, promise=found).open_over()

    def add(self) -> None:
        PromiseDialog(self._app, self).open_over()


class PromiseDialog(ActingDialog):
    """A new promise, made in the answer to an advice or at a meeting; or (with ``promise``) one that is corrected."""

    def __init__(
        self, app: App, over: QWidget, *, promise: PromiseRow | None = None, advice: UUID | None = None,
        meeting: UUID | None = None,
    ) -> None:  # fmt: skip
        super().__init__(app, over, _("Promise") if promise else _("New promise"), width=560)
        self._promise = promise
        self._wanted = (promise.advice, promise.meeting, promise.recommendation) if promise else (advice, meeting, None)
        self.said = TextField(_("What was promised"), least=2, most=6)
        self.by = LineField(_("Who promised it"), limit=200, hint=_("For example: the alderman for traffic."))
        self.made = DateField(_("Promised on"), hint=_("Leave it empty for the day of the answer or meeting."))
        self.due = DateField(_("Before"))
        self.advice = ChoiceField(_("In the answer to"))
        self.recommendation = ChoiceField(_("Which recommendation"))
        self.page = LineField(_("Page in the letter"), limit=20)
        self.meeting = ChoiceField(_("Or at the meeting"))
        self.advice.edited.connect(self._advice_chosen)
        fields = (self.said, self.by, self.due, self.advice, self.recommendation, self.page, self.meeting, self.made)
        self.add(*fields)
        self._fill(promise)
        self.buttons(_("Record"), self._keep)
        self.focus_first(self.said)
        self._offer_recommendations(())
        self.app.read(self, queries.promise_choices, done=self._offer)

    def _fill(self, promise: PromiseRow | None) -> None:
        if promise is not None:
            self.said.set_value(promise.text)
            self.by.set_value(promise.made_by)
            self.made.set_value(promise.made_on)
            self.due.set_value(promise.due)
            self.page.set_value(promise.page)

    def _offer(self, known: PromiseChoices) -> None:
        advice, meeting, _number = self._wanted
        self.advice.set_options([(None, _("No advice")), *known.advice])
        self.advice.set_value(advice)
        self.meeting.set_options([(None, _("No meeting")), *known.meetings])
        self.meeting.set_value(meeting)
        self._advice_chosen(self.advice.value())

    @Slot(object)
    def _advice_chosen(self, advice: UUID | None) -> None:
        self._offer_recommendations(())
        if advice is not None:
            self.app.read(
                self, queries.recommendation_choices, advice, done=self._offer_recommendations, latest="recommendations"
            )  # fmt: skip

    def _offer_recommendations(self, rows: tuple[tuple[UUID, int, str], ...]) -> None:
        options = [(id, _short(f"{number}. {' '.join(text.split())}")) for id, number, text in rows]
        self.recommendation.set_options([(None, _("None in particular")), *options])
        wanted = self._wanted[2]
        self.recommendation.set_value(wanted if wanted in [id for id, _label in options] else None)
        self.recommendation.setVisible(bool(rows))
        self.page.setVisible(self.advice.value() is not None)

    def _keep(self) -> bool:
        text = self.said.value().strip()
        if not text:
            self.said.error(_("Type what was promised."))
            return False
        if self.due.pending or self.made.pending:
            return False
        advice = self.advice.value()
        facts: dict[str, Any] = {
            "text": text, "made_by": self.by.value().strip(), "made_on": self.made.value(), "due": self.due.value(),
            "advice": advice, "recommendation": self.recommendation.value() if advice else None,
            "page": self.page.value().strip() if advice else "", "meeting": self.meeting.value(),
        }  # fmt: skip
        if self._promise is not None:
            return self.give(service.update_promise, self._told(_("Promise changed.")), id=self._promise.id, **facts)
        return self.give(service.add_promise, self._told(_("Promise kept in the list.")), **facts)

    def _told(self, text: str) -> Callable[[Any], None]:
        return lambda _result: self.app.toast(text, _("Undo"), self.app.undo)


def _short(text: str) -> str:
    return text if len(text) <= 90 else text[:89].rstrip() + "…"
