"""Known margins of the ward, typed per question or pasted; what weighting would do shows while one types."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from uuid import UUID

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtWidgets import QWidget

from wijkraad_app.features.surveys import documents, queries, service
from wijkraad_app.features.surveys.queries import QuestionRow, QuestionTable, SurveyView, Weighting
from wijkraad_app.features.surveys.readers.margins import margin_lines, margins_of_file
from wijkraad_app.features.surveys.rules.kinds import Kind
from wijkraad_app.features.surveys.rules.weighting import MarginLine, number_text
from wijkraad_app.kernel import dates
from wijkraad_app.kernel.errors import UserError
from wijkraad_app.kernel.i18n import _, ngettext
from wijkraad_app.pdf.files import read_file
from wijkraad_app.ui.app import App
from wijkraad_app.ui.layout import clear, column, frame, row
from wijkraad_app.ui.theme import px
from wijkraad_app.ui.widgets.banner import Banner
from wijkraad_app.ui.widgets.buttons import IconButton, Quiet, Secondary
from wijkraad_app.ui.widgets.choices import ChoiceField
from wijkraad_app.ui.widgets.dialog import Dialog, Sheet
from wijkraad_app.ui.widgets.inputs import LineField, TextField
from wijkraad_app.ui.widgets.labels import Label

MOST_ANSWERS = 20
_WAIT_MS = 250


class WeightsSheet(Sheet):
    """``survey`` with replies; ``kept`` are the margins it has. Keeps them with one verb; a refusal stays inside."""

    def __init__(self, app: App, over: QWidget, survey: SurveyView, kept: Weighting | None) -> None:
        super().__init__(over, _("Weight replies"), width=880, height=690)
        self.app, self._survey = app, survey
        self.blocks: dict[UUID, MarginBlock] = {}
        self.question = ChoiceField(_("Weight by"), _questions(survey), placeholder=_("Choose a question"))
        self.add_question = Secondary(_("Add question"), self._add_chosen, icon="plus")
        self.paste = Quiet(_("Paste a list"), self._paste, icon="clipboard-paste")
        self._places = column(gap=12)
        self.effect = Label("", "strong", wrap=True)
        self.warnings = Label("", "small", "text_2", wrap=True)
        self.problem = Banner("bad", "")
        self._soon = QTimer(self, singleShot=True, interval=_WAIT_MS)
        self._soon.timeout.connect(self._try)
        self._build(bool(kept))
        if kept is not None:
            self._fill(kept)
        else:
            self._tell(None)

    def _build(self, weighted: bool) -> None:
        self.say(documents.weighting_words() + " " + _("Counts stay what they are, and figures get less certain."))
        choosing = row((self.question, 1), self.add_question, self.paste, gap=12)
        for button in (self.add_question, self.paste):
            choosing.setAlignment(button, Qt.AlignmentFlag.AlignBottom)
        self.body.addLayout(choosing)
        self.add(self.problem, self.effect, self.warnings)
        self.body.addLayout(self._places)
        self.body.addStretch(1)
        self.problem.hide()
        self.buttons(_("Weight"), self._keep)
        if weighted:
            self.foot.insertWidget(0, Quiet(_("Stop weighting"), self._stop, icon="rotate-ccw"))
        self.focus_first(self.question.control)

    # --- the questions -------------------------------------------------------
    def _add_chosen(self) -> None:
        chosen = self.question.value()
        if chosen is None:
            self.question.error(_("Choose the question to weight by."))
        elif chosen in self.blocks:
            self.blocks[chosen].first().setFocus()
        else:
            self.app.read(self, queries.question_table, chosen, done=self._add_counted)

    def _add_counted(self, table: QuestionTable) -> None:
        asked = next((one for one in self._survey.questions if one.id == table.question), None)
        if asked is None or table.figures is None or asked.id in self.blocks:
            return
        counts = [one.count for one in table.figures.rows]
        labels = [one.label for one in asked.options if not one.missing]
        block = self._add(asked, [(label, count, "") for label, count in zip(labels, counts, strict=True)])
        block.first().setFocus()
        self._changed()

    def _add(self, asked: QuestionRow, rows: Sequence[tuple[str, int | None, str]]) -> MarginBlock:
        block = self.blocks[asked.id] = MarginBlock(asked, rows, self._changed, self._leave_out)
        self._places.addWidget(block)
        return block

    def _leave_out(self, question: UUID) -> None:
        block = self.blocks.pop(question)
        block.hide()
        block.deleteLater()
        self.question.control.setFocus()
        self._changed()

    def _fill(self, found: Weighting) -> None:
        """Blocks for margins that are kept or were pasted."""
        self.blocks.clear()
        clear(self._places)
        asked = {one.id: one for one in self._survey.questions}
        for margin in found.margins:
            labels = {option.id: option.label for option in asked[margin.question].options}
            rows: list[tuple[str, int | None, str]] = []
            for one in margin.classes:
                first, *others = one.options
                rows.append((labels[first], one.replies, number_text(one.number)))
                rows += [(labels[other], None, "") for other in others]
            self._add(asked[margin.question], rows)
        self._tell(found)
        if found.problem:
            self._refused(UserError(found.problem, code="no_fit"))

    def _paste(self) -> None:
        PasteMargins(self.app, self, self._survey.id, self._fill).open_over()

    # --- what it would do ----------------------------------------------------
    def lines(self) -> tuple[MarginLine, ...]:
        """What is typed, an answer without a number together with the one above it."""
        return tuple(line for block in self.blocks.values() for line in block.lines())

    def _changed(self) -> None:
        self._soon.start()

    @Slot()
    def _try(self) -> None:
        if not self.blocks:
            self._tell(None)
            return
        waiting = sum(block.empty() for block in self.blocks.values())
        if waiting:
            self._tell(None)
            return
        self.app.read(
            self, queries.tried_lines, self._survey.id, self.lines(), done=self._tell, failed=self._refused,
            latest="tried",
        )  # fmt: skip

    def _tell(self, found: Weighting | None) -> None:
        self.problem.hide()
        if found is None or found.problem:
            nothing = _("Choose a question and type how the ward is divided over its answers.")
            self.effect.setText("" if found else nothing)
            self.warnings.setText("")
        else:
            self.effect.setText(documents.effect_words(found))
            self.warnings.setText("\n".join(found.warnings))
        self._allow(bool(found and not found.problem))

    def _refused(self, error: BaseException) -> None:
        if not isinstance(error, UserError):
            self.app.tell(error)
            return
        self.effect.setText("")
        self.warnings.setText("")
        self.problem.set_words(error.message)
        self.problem.show()
        self._allow(False)

    def _allow(self, good: bool) -> None:
        if self.main_button is not None:
            self.main_button.allow(None if good else _("Type first how the ward is divided."))

    # --- keeping -------------------------------------------------------------
    def _keep(self) -> bool:
        self.app.do(
            self, service.set_weights, done=self._kept, failed=self._refused, survey=self._survey.id, lines=self.lines()
        )
        return False

    def _kept(self, found: Weighting) -> None:
        self.close_dialog()
        self.app.toast(_("Weighted. {effect}").format(effect=documents.effect_words(found)), _("Undo"), self.app.undo)

    def _stop(self) -> None:
        self.app.do(self, service.remove_weights, done=self._stopped, failed=self._refused, survey=self._survey.id)

    def _stopped(self, _done: object) -> None:
        self.close_dialog()
        self.app.toast(_("Every reply counts the same again."), _("Undo"), self.app.undo)


class MarginBlock(QWidget):
    """One question: its answers, the replies in each, and a field for the number in the ward."""

    def __init__(
        self,
        asked: QuestionRow,
        rows: Sequence[tuple[str, int | None, str]],
        changed: Callable[[], object],
        leave_out: Callable[[UUID], object],
    ) -> None:
        super().__init__()
        self.asked = asked
        self.fields: list[tuple[str, LineField]] = []
        out = IconButton("x", _("Leave out “{question}”").format(question=asked.text), lambda: leave_out(asked.id))
        lines = column(row((Label(f"{asked.number}. {asked.text}", "strong", wrap=True), 1), out), gap=6)
        hint = _("In the ward: a number, or a share. Left empty: together with the answer above it.")
        lines.addWidget(Label(hint, "caption", "text_2", wrap=True))
        for label, count, text in rows:
            field = LineField("", limit=20)
            field.control.setAccessibleName(_("In the ward: {answer}").format(answer=label))
            field.set_value(text)
            field.edited.connect(lambda _text: changed())
            field.setFixedWidth(px(150))
            self.fields.append((label, field))
            lines.addLayout(row((Label(label, "body", wrap=True), 1), Label(_replies(count), "small", "text_2"), field))
        card = frame(lines, "card")
        lines.setContentsMargins(px(16), px(10), px(12), px(12))
        self.setLayout(column(card, gap=0))

    def first(self) -> QWidget:
        return self.fields[0][1].control

    def empty(self) -> bool:
        """Nothing is typed yet."""
        return not any(field.value().strip() for _label, field in self.fields)

    def lines(self) -> tuple[MarginLine, ...]:
        together: list[tuple[list[str], str]] = []
        for label, field in self.fields:
            text = field.value().strip()
            if text or not together:
                together.append(([label], text))
            else:
                together[-1][0].append(label)
        number = str(self.asked.number)
        return tuple(MarginLine(number, " / ".join(labels), text) for labels, text in together)


class PasteMargins(Dialog):
    """A list from a spreadsheet or file; it enters the sheet when it can be used."""

    def __init__(self, app: App, over: QWidget, survey: UUID, then: Callable[[Weighting], object]) -> None:
        super().__init__(over, _("Paste a list"), width=620)
        self.app, self._id, self._then = app, survey, then
        self.text = TextField(
            _("Margins"),
            placeholder=_("1; North; 1200\n1; South; 1900\n2; under 35; 31.5%\n2; 35 or over; 68.5%"),
            hint=_("One answer a line: question, answer, number or share. With “ / ” between, answers go together."),
            least=8,
            most=12,
        )
        self.add(self.text)
        self.buttons(_("Take over"), self._take)
        self.foot.insertWidget(0, Quiet(_("Open a file instead"), self._open, icon="folder-open"))
        self.focus_first(self.text.control)

    def _take(self) -> bool:
        try:
            self._read(margin_lines(self.text.value()))
        except UserError as error:
            self.text.error(error.message)
        return False

    def _open(self) -> None:
        path = self.app.ask_file(_("Choose a list"), {_("Margins (CSV, XLSX)"): "*.csv *.tsv *.txt *.xlsx"})
        if path is not None:
            self.app.run(self, lambda _job: margins_of_file(read_file(path)), done=self._read, failed=self._refused)

    def _read(self, lines: Sequence[MarginLine]) -> None:
        self.app.read(self, queries.tried_lines, self._id, lines, done=self._taken, failed=self._refused)

    def _refused(self, error: BaseException) -> None:
        if isinstance(error, UserError):
            self.text.error(error.message)
        else:
            self.app.tell(error)

    def _taken(self, found: Weighting) -> None:
        self.close_dialog()
        self._then(found)


def _questions(survey: SurveyView) -> list[tuple[UUID, str]]:
    return [
        (question.id, f"{question.number}. {question.text}")
        for question in survey.questions
        if question.kind in (Kind.SINGLE, Kind.SCALE) and 2 <= len(question.options) <= MOST_ANSWERS
    ]


def _replies(count: int | None) -> str:
    return "" if count is None else ngettext("{n} reply", "{n} replies", count).format(n=dates.number(count))
