"""The kinds of source in the picker: each with its list, its details and what it would insert."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from wijkraad_app.features.conversations.queries import QuotableQuote, quotable
from wijkraad_app.features.signals.rules.words import KINDS as SIGNAL_KINDS
from wijkraad_app.features.signals.rules.words import kind_word
from wijkraad_app.features.surveys.queries import Wanted
from wijkraad_app.kernel import clock, dates
from wijkraad_app.kernel.errors import UserError
from wijkraad_app.kernel.i18n import N_, _
from wijkraad_app.ui.app import App
from wijkraad_app.ui.layout import clear, column, row
from wijkraad_app.ui.widgets.choices import CheckBox, ChoiceField
from wijkraad_app.ui.widgets.inputs import LineField
from wijkraad_app.ui.widgets.labels import Label
from wijkraad_app.ui.widgets.parsed import DateField
from wijkraad_app.ui.widgets.record_list import ListItem, RecordList
from wijkraad_app.ui.widgets.rows import Cell

from .. import queries
from ..queries import ANY_SIGNALS, Choice, QuestionChoice, SignalChoices
from ..rules.payloads import FigureSpec, SignalsSpec

WAIT_MS = 200


@dataclass(frozen=True, slots=True)
class Picked:
    """What would be inserted: the sentence as it will stand, and what `insert_evidence` is given."""

    sentence: str
    given: dict[str, Any] = field(default_factory=dict)


class Kind(QObject):
    """One kind of source. ``changed``: `picked`, `hint` or `why_not` say something else."""

    title = ""
    nothing = N_("Choose one at the left.")
    changed = Signal()

    def __init__(self, app: App, language: str) -> None:
        super().__init__()
        self.app, self.language = app, language
        self.list = RecordList(_(self.title))
        self.details = QWidget()
        self.fields: QVBoxLayout = column(gap=12, margins=(2, 2, 8, 2))
        self.details.setLayout(self.fields)
        self._sentence, self._problem = "", ""
        self._soon = QTimer(self, singleShot=True, interval=WAIT_MS)
        self._soon.timeout.connect(self._read_sentence)
        self.list.chosen.connect(self.choose)

    def find(self, text: str) -> None:
        """Fill the list with what holds ``text``."""
        raise NotImplementedError

    def choose(self, id: UUID) -> None:
        """Another one became current."""
        raise NotImplementedError

    def given(self) -> dict[str, Any] | None:
        """What `insert_evidence` and `preview_sentence` are given; None while something is missing."""
        raise NotImplementedError

    def picked(self) -> Picked | None:
        given = self.given()
        return Picked(self._sentence, given) if given is not None and self._sentence else None

    def hint(self) -> str:
        """A line under the sentence; in its place what is to be done first."""
        return self._problem if self.picked() else self.why_not() or ""

    def why_not(self) -> str | None:
        """Why it can't be inserted now."""
        return None if self.picked() else self._problem or self.missing()

    def missing(self) -> str:
        """What is still to be chosen."""
        return _(self.nothing)

    def first_field(self) -> QWidget | None:
        """Where Enter in the list goes."""
        return None

    def ask(self) -> None:
        """Read the sentence anew, in a moment."""
        self._soon.start()

    @Slot()
    def _read_sentence(self) -> None:
        given = self.given()
        if given is None:
            self._told("")
            return
        asked = {name: value for name, value in given.items() if name != "shown"}
        kind = asked.pop("kind")
        self.app.read(
            self, queries.preview_sentence, kind, language=self.language, done=self._told, failed=self._refused,
            latest="sentence", **asked,
        )  # fmt: skip

    def _told(self, sentence: str) -> None:
        self._sentence, self._problem = sentence, ""
        self.changed.emit()

    def _refused(self, error: BaseException) -> None:
        if not isinstance(error, UserError):
            self.app.tell(error)
            return
        self._sentence, self._problem = "", error.message
        self.changed.emit()


class Questions(Kind):
    """A survey question: which answers, of whom, in which words."""

    title = N_("Survey question")
    nothing = N_("Choose a question at the left.")

    def __init__(self, app: App, language: str) -> None:
        super().__init__(app, language)
        self._found: dict[UUID, QuestionChoice] = {}
        self._wanted = ""
        self._asked = False
        self._question: QuestionChoice | None = None
        self._prepared: Wanted | None = None
        self.answers: list[tuple[UUID, CheckBox]] = []
        self.filters: list[tuple[UUID, CheckBox]] = []
        self.wording = Label("", "strong", wrap=True)
        self._tick_first = Label(_("Tick one answer or more; then it can be inserted."), "small", "warn", wrap=True)
        self._tick_first.hide()
        self._answers: QVBoxLayout = column(gap=0)
        self._filters: QVBoxLayout = column(gap=0)
        self.base = ChoiceField(_("Whose replies count"), [(None, _("Everyone who answered"))])
        self.weighted = CheckBox(_("Weighted as the ward is divided"))
        self.weighted.clicked.connect(lambda _on: self.ask())
        self.who = LineField(_("Of whom, in the sentence"), hint=_("For example: the parents."), limit=300)
        self.claim = LineField(
            _("The end of the sentence"), hint=_("For example: finds the crossing unsafe."), limit=300
        )
        self.fields.addWidget(self.wording)
        self.fields.addLayout(
            column(Label(_("Answers taken together"), "small_strong", "text_2"), self._tick_first, gap=2)
        )
        self.fields.addLayout(self._answers)
        self.fields.addWidget(self.base)
        self.fields.addLayout(self._filters)
        self.fields.addWidget(self.weighted)
        self.weighted.hide()
        self.fields.addLayout(row((self.who, 1), (self.claim, 1), gap=12))
        self.fields.addStretch(1)
        self.base.edited.connect(self._choose_base)
        for line in (self.who, self.claim):
            line.edited.connect(lambda _text: self.ask())
        self._enable(False)

    def prepare(self, wanted: Wanted) -> None:
        """Choose this figure as soon as the questions are there."""
        self._prepared = wanted
        if self._found:
            self._take_prepared()

    def _take_prepared(self) -> None:
        wanted, self._prepared = self._prepared, None
        if wanted is None or wanted.question not in self._found:
            return
        self.list.select(wanted.question)
        self.choose(wanted.question)
        if wanted.base is not None and wanted.base.question in self._found:
            self.base.set_value(wanted.base.question)
            self._choose_base(wanted.base.question)
            _tick(self.filters, wanted.base.options)
        _tick(self.answers, wanted.options)
        self.weighted.setChecked(wanted.weighted)
        self.ask()

    def find(self, text: str) -> None:
        """Questions are read once: counting the answers of a large survey takes a while."""
        self._wanted = text
        if self._asked:
            self._show_found()
        else:
            self._asked = True
            self.app.read(self, queries.question_choices, done=self._show)

    def _show(self, found: Sequence[QuestionChoice]) -> None:
        self._found = {one.id: one for one in found}
        self._show_found()
        self._take_prepared()

    def _show_found(self) -> None:
        words = self._wanted.casefold().split()
        every = self._found.values()
        found = [one for one in every if all(w in f"{one.survey_title} {one.text}".casefold() for w in words)]
        items: list[ListItem] = []
        survey: UUID | None = None
        heading = ""
        for one in found:
            if one.survey != survey:
                items.append(ListItem(None, one.survey_title))
                survey = one.survey
            if one.heading and one.heading != heading:
                items.append(ListItem(None, one.heading))
            heading = one.heading
            lead = str(one.number) if one.number < 100 else ""
            items.append(ListItem(one.id, one.label, lead=lead, whole=one.text))
        self.list.set_items(items)

    @Slot(object)
    def choose(self, id: UUID) -> None:
        self._question = question = self._found[id]
        self.wording.setText(question.text)
        self.answers = self._boxes(self._answers, question.options)
        others = [one for one in self._found.values() if one.survey == question.survey and one.id != id]
        options: list[tuple[UUID | None, str]] = [(None, _("Everyone who answered"))]
        self.base.set_options(
            options + [(one.id, _("A part, by: {question}").format(question=one.label)) for one in others]
        )
        self.base.set_value(None)
        self._choose_base(None)
        self.weighted.setVisible(question.weighted)
        self.weighted.setChecked(question.weighted)
        self.who.set_value("")
        self.claim.set_value("")
        self._enable(True)
        self.ask()

    def ask(self) -> None:
        self._tick_first.setVisible(self._question is not None and not _ticked(self.answers))
        super().ask()

    def missing(self) -> str:
        if self._question is None:
            return super().missing()
        if not _ticked(self.answers):
            return _("Tick one answer or more; then it can be inserted.")
        return _("Tick whose replies count.")

    @Slot(object)
    def _choose_base(self, question: UUID | None) -> None:
        found = self._found.get(question) if question else None
        self.filters = self._boxes(self._filters, found.options if found else ())
        self.ask()

    def _boxes(self, place: QVBoxLayout, options: Sequence[tuple[UUID, str]]) -> list[tuple[UUID, CheckBox]]:
        clear(place)
        made = [(id, CheckBox(label)) for id, label in options]
        for _id, box in made:
            box.clicked.connect(lambda _on: self.ask())
            place.addWidget(box)
        return made

    def _enable(self, on: bool) -> None:
        for widget in (self.base, self.who, self.claim):
            widget.setEnabled(on)

    def given(self) -> dict[str, Any] | None:
        answers, filters = _ticked(self.answers), _ticked(self.filters)
        if self._question is None or not answers or (self.base.value() and not filters):
            return None
        spec = FigureSpec(
            question=str(self._question.id),
            answers=answers,
            filter_question=str(self.base.value()) if filters else "",
            filter_answers=filters,
            who=self.who.value(),
            claim=self.claim.value(),
            weighted=self._question.weighted and self.weighted.isChecked(),
        )
        return {"kind": "question", "figure": spec}

    def first_field(self) -> QWidget | None:
        return self.answers[0][1] if self.answers else None


def _ticked(boxes: Sequence[tuple[UUID, CheckBox]]) -> tuple[str, ...]:
    return tuple(str(id) for id, box in boxes if box.isChecked())


def _tick(boxes: Sequence[tuple[UUID, CheckBox]], chosen: Sequence[UUID]) -> None:
    for id, box in boxes:
        box.setChecked(id in chosen)


class Quotes(Kind):
    """A quote with consent; its exact print is shown before it may be inserted."""

    title = N_("Quote")

    def __init__(self, app: App, language: str) -> None:
        super().__init__(app, language)
        self._found: dict[UUID, QuotableQuote] = {}
        self._quote: UUID | None = None
        self.told = Label("", "small", "text_2", wrap=True)
        self.question = Label(
            _("Read the exact words below. Would neighbours recognise the speaker?"), "strong", wrap=True
        )
        self.safe = CheckBox(_("No, it can be printed like this"))
        self.fields.addWidget(self.told)
        self.fields.addWidget(self.question)
        self.fields.addWidget(self.safe)
        self.fields.addWidget(
            Label(_("If they would: leave it out, or choose words that tell less."), "small", "text_2", wrap=True)
        )
        self.fields.addStretch(1)
        self.safe.clicked.connect(lambda _on: self.changed.emit())
        self.safe.setEnabled(False)

    def find(self, text: str) -> None:
        self.app.read(self, quotable, text, done=self._show, latest="list")

    def _show(self, found: Sequence[QuotableQuote]) -> None:
        self._found |= {one.id: one for one in found}
        self.list.set_items(
            [
                ListItem(
                    one.id,
                    f"“{one.words}”",
                    Cell(one.attribution, "user"),
                    right=dates.list_date(one.day) if one.day else "",
                )
                for one in found
            ]
        )

    @Slot(object)
    def choose(self, id: UUID) -> None:
        self._quote = id
        one = self._found[id]
        self.told.setText(
            ", ".join(part for part in (one.conversation_title, one.neighbourhood, one.theme_name) if part)
        )
        self.safe.setChecked(False)
        self.safe.setEnabled(True)
        self.ask()

    def given(self) -> dict[str, Any] | None:
        if self._quote is None:
            return None
        return {"kind": "quote", "source": self._quote, "shown": self.safe.isChecked()}

    def why_not(self) -> str | None:
        if self._quote is not None and self._sentence and not self.safe.isChecked():
            return _("Answer first whether neighbours would recognise the speaker.")
        return super().why_not()

    def first_field(self) -> QWidget | None:
        return self.safe


class Decisions(Kind):
    """A decision of the council."""

    title = N_("Decision")

    def __init__(self, app: App, language: str) -> None:
        super().__init__(app, language)
        self._decision: UUID | None = None

    def find(self, text: str) -> None:
        self.app.read(self, queries.decisions_to_cite, text, done=self._show, latest="list")

    def _show(self, found: Sequence[Choice]) -> None:
        self.list.set_items([ListItem(one.id, one.title, Cell(one.detail, "gavel")) for one in found])

    @Slot(object)
    def choose(self, id: UUID) -> None:
        self._decision = id
        self.ask()

    def given(self) -> dict[str, Any] | None:
        return {"kind": "decision", "source": self._decision} if self._decision else None


class Signals(Kind):
    """How many signals came in, or a single one."""

    title = N_("Signals")

    def __init__(self, app: App, language: str) -> None:
        super().__init__(app, language)
        self._chosen: UUID | None = None
        self.theme = ChoiceField(_("Theme"), [(None, _("All themes"))])
        self.place = ChoiceField(_("Neighbourhood"), [("", _("The whole ward"))])
        every = [("", _("All kinds")), *((kind, kind_word(kind)) for kind in SIGNAL_KINDS)]
        self.kind = ChoiceField(_("Kind"), every)
        self.first, self.last = DateField(_("From")), DateField(_("Up to and including"))
        self.last.set_value(clock.today())
        self.theme.set_value(None)
        self.place.set_value("")
        self.kind.set_value("")
        self.count = QWidget()
        self.count.setLayout(
            column(self.theme, self.place, self.kind, row((self.first, 1), (self.last, 1), gap=12), gap=12)
        )
        self.fields.addWidget(self.count)
        self.fields.addWidget(
            Label(_("Names and telephone numbers of residents never enter an advice."), "small", "text_2", wrap=True)
        )
        self.fields.addStretch(1)
        for one in (self.theme, self.place, self.kind, self.first, self.last):
            one.edited.connect(lambda _value: self.ask())

    def find(self, text: str) -> None:
        self.app.read(self, queries.signal_choices, text, done=self._show, latest="list")

    def _show(self, found: SignalChoices) -> None:
        self.theme.set_options([(None, _("All themes")), *((one.id, one.title) for one in found.themes)])
        self.place.set_options([("", _("The whole ward")), *((name, name) for name in found.neighbourhoods)])
        if self.first.value() is None and found.first_day:
            self.first.set_value(max(found.first_day, date(clock.today().year, 1, 1)))
        items = [ListItem(ANY_SIGNALS, _("How many came in")), ListItem(None, _("Or one signal"))]
        items += [
            ListItem(one.id, one.title, aside=dates.list_date(date.fromisoformat(one.detail)) if one.detail else "")
            for one in found.signals
        ]
        self.list.set_items(items)

    @Slot(object)
    def choose(self, id: UUID) -> None:
        self._chosen = id
        self.count.setVisible(id == ANY_SIGNALS)
        self.ask()

    def given(self) -> dict[str, Any] | None:
        if self._chosen is None:
            return None
        if self._chosen != ANY_SIGNALS:
            return {"kind": "signal", "source": self._chosen}
        theme = self.theme.value()
        spec = SignalsSpec(
            first_day=self.first.value(),
            last_day=self.last.value(),
            theme=str(theme) if theme else "",
            neighbourhood=self.place.value() or "",
            kind=self.kind.value() or "",
        )
        return {"kind": "signals", "signals": spec}

    def first_field(self) -> QWidget | None:
        return self.theme.box if self._chosen == ANY_SIGNALS else None


def make_kinds(app: App, language: str) -> dict[str, Kind]:
    """All kinds, in the order of the picker."""
    return {
        "question": Questions(app, language),
        "quote": Quotes(app, language),
        "decision": Decisions(app, language),
        "signals": Signals(app, language),
    }
