"""Results that exist only as counts: a question, its answers and how many gave each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from wijkraad_app.features.surveys.rules.kinds import Kind
from wijkraad_app.kernel import dates
from wijkraad_app.kernel.i18n import _
from wijkraad_app.ui.layout import column, row
from wijkraad_app.ui.widgets.buttons import Quiet
from wijkraad_app.ui.widgets.choices import ChoiceField, Segments
from wijkraad_app.ui.widgets.dialog import Dialog
from wijkraad_app.ui.widgets.inputs import LineField, required
from wijkraad_app.ui.widgets.labels import Label
from wijkraad_app.ui.widgets.parsed import NumberField

from .about import method_options


@dataclass(frozen=True, slots=True)
class TypedCounts:
    """What was typed; ``title`` and ``method`` are empty when the question joins a survey."""

    title: str
    method: str
    text: str
    kind: str
    counts: tuple[tuple[str, int], ...]
    people: int | None


class CountsDialog(Dialog):
    """``survey`` names the survey the question joins; empty for a new one."""

    def __init__(self, over: QWidget, survey: str, then: Callable[[TypedCounts], object]) -> None:
        title = _("Type results for “{title}”").format(title=survey) if survey else _("Type results")
        super().__init__(over, title, width=640)
        self._new, self._then = not survey, then
        self.title_field = LineField(_("Name of the survey"))
        self.method = ChoiceField(_("How were people reached?"), method_options(), placeholder=_("Choose"))
        self.question = LineField(_("Question"))
        self.kind = Segments(
            _("How many answers?"),
            [(str(Kind.SINGLE), _("One answer")), (str(Kind.MULTIPLE), _("More than one answer"))],
            style="pills",
        )
        self.people = NumberField(_("People asked"))
        self.sum = Label("", "small", "text_2")
        self.answers: list[tuple[LineField, NumberField]] = []
        self._rows = column(gap=8)
        self._build()

    def _build(self) -> None:
        if self._new:
            self.body.addLayout(row((self.title_field, 3), (self.method, 2), gap=12, top=True))
        else:
            self.title_field.hide()
            self.method.hide()
        self.add(self.question)
        self.body.addLayout(row(self.kind, None))
        self.body.addLayout(self._rows)
        for _place in range(4):
            self.add_answer()
        self.body.addLayout(row(Quiet(_("Add an answer"), self.add_answer, icon="plus"), None, self.sum))
        self.body.addLayout(row((self.people, 1), None))
        self.kind.changed.connect(lambda _kind: self._explain())
        self.buttons(_("Keep results"), self._confirm)
        self.focus_first(self.title_field if self._new else self.question)
        self._explain()

    def add_answer(self) -> None:
        """Room for one more answer."""
        number = len(self.answers) + 1
        label, count = LineField(_("Answer {number}").format(number=number)), NumberField(_("Number"))
        count.control.setAccessibleName(_("Number for answer {number}").format(number=number))
        count.edited.connect(lambda _value: self._add_up())
        self.answers.append((label, count))
        self._rows.addLayout(row((label, 4), (count, 1), gap=12, top=True))

    def _explain(self) -> None:
        several = self.kind.value() == Kind.MULTIPLE
        self.people.note(_("Needed, because people could give more answers.") if several else "")

    def _add_up(self) -> None:
        total = sum(count.value() or 0 for _label, count in self.answers)
        self.sum.setText(_("Together {n}").format(n=dates.number(total)))

    def _confirm(self) -> bool:
        if self._new and not required(self.title_field, _("Give the survey a name.")):
            return False
        if self._new and self.method.value() is None:
            self.method.error(_("Choose how people were reached. If nobody knows, choose “Sampling unknown”."))
            return False
        if not required(self.question, _("Type the question.")):
            return False
        counts = self._counts()
        if counts is None:
            return False
        kind = str(self.kind.value())
        if kind == Kind.MULTIPLE and self.people.value() is None:
            self.people.error(_("Type how many people answered; they could give more answers."))
            return False
        method = str(self.method.value()) if self._new else ""
        self._then(
            TypedCounts(
                self.title_field.value().strip(), method, self.question.value().strip(), kind, counts,
                self.people.value(),
            )
        )  # fmt: skip
        return True

    def _counts(self) -> tuple[tuple[str, int], ...] | None:
        filled = [(label, count) for label, count in self.answers if label.value().strip() or count.value() is not None]
        for label, count in filled:
            if not required(label, _("Type the answer.")):
                return None
            if count.value() is None:
                count.error(_("Type how many."))
                return None
        if len(filled) < 2:
            self.answers[0][0].error(_("Give at least two answers to choose from."))
            return None
        return tuple((label.value().strip(), int(count.value())) for label, count in filled)
