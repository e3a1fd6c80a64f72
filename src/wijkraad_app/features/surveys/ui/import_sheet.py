"""The preview of an import: how the file was read, what each column was taken for, and what was noticed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from PySide6.QtWidgets import QGridLayout, QWidget

from wijkraad_app.features.surveys.readers.decode import ENCODINGS
from wijkraad_app.features.surveys.readers.delimited import DELIMITER_WORDS, DELIMITERS
from wijkraad_app.features.surveys.readers.reading import FORMAT_WORDS, preview
from wijkraad_app.features.surveys.readers.survey_file import ColumnPreview, ImportChoices, Preview
from wijkraad_app.features.surveys.rules.kinds import KIND_WORDS, Kind
from wijkraad_app.kernel import dates
from wijkraad_app.kernel.errors import UserError
from wijkraad_app.kernel.i18n import _, ngettext
from wijkraad_app.ui.app import App
from wijkraad_app.ui.layout import clear, column, frame, row
from wijkraad_app.ui.theme import px
from wijkraad_app.ui.widgets.banner import Banner
from wijkraad_app.ui.widgets.buttons import IconButton
from wijkraad_app.ui.widgets.choices import CheckField, ChoiceField
from wijkraad_app.ui.widgets.dialog import Dialog, Sheet
from wijkraad_app.ui.widgets.inputs import LineField, TextField, required
from wijkraad_app.ui.widgets.labels import Elided, Icon, Label

from .about import method_options
from .figure_table import FigureRow, FigureTable

MOST_LINES = 300
GUESSES = frozenset(
    {"guessed_kind", "technical_left_out", "not_asked", "missing_option", "header_rows", "delimiter", "encoding"}
)
Confirmed = Callable[[Preview, str, str], object]
"""The preview as it is now, the title and the method."""


class ImportSheet(Sheet):
    """Reads the file again at every choice; the verb hands over what is shown.

    ``before`` names the survey this very file was imported as.
    """

    def __init__(
        self, app: App, over: QWidget, data: bytes, name: str, found: Preview, then: Confirmed, *, before: str = ""
    ) -> None:
        super().__init__(over, _("Import survey"), width=1080, height=680)
        self.app, self._data, self._name, self._then = app, data, name, then
        self.found = found
        self.choices = ImportChoices()
        self._lines: dict[int, _Line] = {}
        self.name = LineField(_("Name of the survey"))
        self.name.set_value(found.file.title)
        self.method = ChoiceField(
            _("How were people reached?"),
            method_options(),
            placeholder=_("Choose"),
            hint=_("Only a random sample has a margin of error."),
        )
        self.delimiter = ChoiceField(_("Between the columns"), _delimiters())
        self.encoding = ChoiceField(_("Characters"), [(code, _encoding_word(code)) for code in ENCODINGS])
        self.sheet = ChoiceField(_("Sheet"), [(sheet, sheet) for sheet in found.sheets])
        self.header_rows = ChoiceField(_("Header rows"), [(count, str(count)) for count in (0, 1, 2)])
        self.incomplete = CheckField(_("Import unfinished replies too"))
        self.incomplete.edited.connect(lambda on: self._again(replace(self.choices, incomplete=on)))
        self.problem = Banner("bad", "")
        self.before = Banner("warn", _("This file is in the dossier already, as “{title}”.").format(title=before))
        self.before.setVisible(bool(before))
        self.counts = Label("", "strong")
        self._notice_lines = column(gap=6)
        self.notices = frame(self._notice_lines, "sunken")
        self.first_rows = FigureTable(_("First rows of the file"))
        self.grid = QGridLayout()
        self._build()
        self._show()

    def _build(self) -> None:
        reading = [self.sheet, self.header_rows] if self.found.sheets else [
            self.delimiter, self.encoding, self.header_rows]  # fmt: skip
        self.body.addLayout(row((self.name, 3), (self.method, 2), gap=16, top=True))
        self.body.addLayout(row(*[(field, 1) for field in reading], gap=16, top=True))
        for field, given in (
            (self.delimiter, "delimiter"),
            (self.encoding, "encoding"),
            (self.sheet, "sheet"),
            (self.header_rows, "header_rows"),
        ):
            field.setVisible(field in reading)
            field.edited.connect(self._chooser(given))
        self._notice_lines.setContentsMargins(px(14), px(10), px(14), px(10))
        self.grid.setContentsMargins(0, 0, 0, 0)
        self.grid.setHorizontalSpacing(px(12))
        self.grid.setVerticalSpacing(px(6))
        self.grid.setColumnStretch(1, 3)
        self.grid.setColumnStretch(3, 2)
        lines = QWidget()
        lines.setLayout(self.grid)
        self.add(self.before, self.problem, self.counts, self.notices, self.incomplete, self.first_rows, lines)
        self.problem.hide()
        self.buttons(_("Import"), self._confirm)
        self.focus_first(self.method)

    # --- choosing ------------------------------------------------------------
    def _chooser(self, name: str) -> Callable[[Any], None]:
        def choose(value: Any) -> None:
            changes = {name: value, "kinds": {}, "options": {}}
            self._again(replace(self.choices, **changes))

        return choose

    def choose_kind(self, position: int, kind: Kind) -> None:
        """Read the column at ``position`` as ``kind``."""
        self._again(replace(self.choices, kinds={**self.choices.kinds, position: kind}))

    def choose_options(self, position: int, options: tuple[str, ...]) -> None:
        """Split the cells of a column into these answers."""
        kinds = {**self.choices.kinds, position: Kind.MULTIPLE}
        self._again(replace(self.choices, kinds=kinds, options={**self.choices.options, position: options}))

    def _again(self, choices: ImportChoices) -> None:
        data, name = self._data, self._name
        job = self.app.run(
            self,
            lambda _job: (choices, preview(data, name, choices)),
            done=self._read,
            failed=self._refused,
            latest="preview",
        )
        self.app.progress(_("Reading {name}").format(name=name), job)

    def _read(self, result: tuple[ImportChoices, Preview]) -> None:
        self.choices, self.found = result
        self.problem.hide()
        self._show()

    def _refused(self, error: BaseException) -> None:
        """The choice can't be: say so, and put the fields back to what holds."""
        if not isinstance(error, UserError):
            self.app.tell(error)
            return
        self.problem.set_words(error.message)
        self.problem.show()
        self._show()

    # --- showing -------------------------------------------------------------
    def _show(self) -> None:
        found = self.found
        self.delimiter.set_value(found.delimiter or None)
        self.encoding.set_value(found.encoding or None)
        self.sheet.set_value(found.sheet or None)
        self.header_rows.set_value(found.header_rows)
        self.counts.setText(_counted(found))
        unfinished = any(notice.code == "incomplete" for notice in found.file.warnings)
        self.incomplete.setVisible(unfinished or self.choices.incomplete)
        self._show_notices()
        self._show_first_rows()
        lines = found.columns[:MOST_LINES]
        if list(self._lines) != [line.position for line in lines]:
            self._build_lines(lines)
        for line in lines:
            self._lines[line.position].show_line(line)

    def _show_notices(self) -> None:
        clear(self._notice_lines)
        for notice in self.found.file.warnings:
            guess = notice.code in GUESSES
            icon = Icon("info" if guess else "triangle-alert", "text_2" if guess else "warn", 16)
            words = Label(notice.text, "small", "text_2" if guess else "text", wrap=True)
            self._notice_lines.addLayout(row(icon, (words, 1), gap=8, top=True))
        self.notices.setVisible(bool(self.found.file.warnings))

    def _show_first_rows(self) -> None:
        found = self.found
        head, body = found.rows[: found.header_rows], found.rows[found.header_rows :]
        width = min(40, max(map(len, found.rows), default=0))
        names = [head[0][at] if head and at < len(head[0]) else str(at + 1) for at in range(width)]
        rows = [FigureRow(tuple(row[at] if at < len(row) else "" for at in range(width))) for row in [*head[1:], *body]]
        self.first_rows.show_figures(names, rows[:5], left=range(width), even=True)

    def _build_lines(self, lines: tuple[ColumnPreview, ...]) -> None:
        clear(self.grid)
        self._lines = {}
        for at, title in enumerate((_("Question"), _("Read as"), _("Answers"))):
            self.grid.addWidget(Label(title, "small_strong", "text_2"), 0, at + 1)
        for number, line in enumerate(lines, start=1):
            self._lines[line.position] = _Line(self, self.grid, number, line)

    # --- importing -----------------------------------------------------------
    def _confirm(self) -> bool:
        if not required(self.name, _("Give the survey a name.")):
            self.name.setFocus()
            return False
        if self.method.value() is None:
            self.method.error(_("Choose how people were reached. If nobody knows, choose “Sampling unknown”."))
            self.method.setFocus()
            return False
        self._then(self.found, self.name.value().strip(), self.method.value())
        return True


class _Line:
    """One column or question: its words, what it is read as, and what was answered."""

    def __init__(self, sheet: ImportSheet, grid: QGridLayout, at: int, line: ColumnPreview) -> None:
        self._sheet, self._line = sheet, line
        self.text = Elided(line.text)
        self.kind = ChoiceField("", [(kind, _(KIND_WORDS[kind])) for kind in _kinds(line)])
        self.kind.control.setAccessibleName(_("{question}: read as").format(question=line.text))
        self.kind.box.view().setAccessibleName(self.kind.control.accessibleName())
        self.kind.setMinimumWidth(px(220))
        self.samples = Elided("", "small", "text_2")
        self.options = IconButton("pencil", _("Answers of “{question}”").format(question=line.text), self._edit_options)
        for place, widget in enumerate((self.text, self.kind, self.samples, self.options)):
            grid.addWidget(widget, at, place + 1)
        self.kind.edited.connect(lambda kind: sheet.choose_kind(self._line.position, kind))

    def show_line(self, line: ColumnPreview) -> None:
        self._line = line
        self.text.setText(line.text)
        self.text.set_tone("text" if line.kind.question else "text_3")
        self.kind.set_value(line.kind)
        count = dates.number(line.answered)
        self.samples.setText(f"{count}: " + " · ".join(line.samples) if line.samples else count)
        self.options.setVisible(line.kind is Kind.MULTIPLE and len(line.columns) == 1)

    def _edit_options(self) -> None:
        dialog = Dialog(self._sheet, _("Answers of “{question}”").format(question=self._line.text), width=560)
        dialog.say(_("Type each answer on a line of its own. An answer may hold a comma."))
        answers = TextField(_("Answers"), least=6, most=14)
        answers.set_value("\n".join(self._line.options))
        dialog.add(answers)

        def use() -> bool:
            options = tuple(option.strip() for option in answers.value().splitlines() if option.strip())
            if len(options) < 2:
                answers.error(_("Give at least two answers to choose from."))
                return False
            self._sheet.choose_options(self._line.position, options)
            return True

        dialog.buttons(_("Split again"), use)
        dialog.open_over()


def _kinds(line: ColumnPreview) -> list[Kind]:
    kinds = [Kind.SINGLE, Kind.MULTIPLE, Kind.SCALE, Kind.NUMBER, Kind.OPEN, Kind.DATE]
    if len(line.columns) > 1:
        return [Kind.MULTIPLE, Kind.OPEN]
    return [*kinds, Kind.META, Kind.PERSONAL, Kind.PERSONS]


def _delimiters() -> list[tuple[str, str]]:
    words = {sign: _(word) for sign, word in DELIMITER_WORDS.items()}
    return [(sign, words[sign] if sign == "\t" else f"{words[sign]}  {sign}") for sign in DELIMITERS]


def _encoding_word(code: str) -> str:
    return {"utf-8": "UTF-8", "cp1252": "Windows-1252", "utf-16": "UTF-16"}[code]


def _counted(found: Preview) -> str:
    file = found.file
    replies = ngettext("{n} reply", "{n} replies", file.replies).format(n=dates.number(file.replies))
    questions = ngettext("{n} question", "{n} questions", len(file.questions)).format(n=len(file.questions))
    words = f"{FORMAT_WORDS.get(file.format, file.format)}: {replies}, {questions}"
    if file.persons is not None:
        words += ", " + ngettext("{n} person", "{n} people", file.people).format(n=dates.number(file.people))
    if file.skipped:
        words += ", " + _("{n} skipped").format(n=dates.number(file.skipped))
    return words
