"""The results of one question: the finding first, then on what it rests, the chart and the figures."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import QStringListModel, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QLayout, QListView, QWidget

from wijkraad_app.features.surveys import documents, queries
from wijkraad_app.features.surveys.queries import (
    Base,
    CrossTable,
    QuestionRow,
    QuestionTable,
    Statements,
    SurveyView,
    Wanted,
)
from wijkraad_app.features.surveys.rules.findings import joined_label
from wijkraad_app.features.surveys.rules.kinds import Kind
from wijkraad_app.features.surveys.rules.numbers import NumberSummary
from wijkraad_app.kernel import dates
from wijkraad_app.kernel.errors import UserError
from wijkraad_app.kernel.i18n import _
from wijkraad_app.pdf import charts, likert
from wijkraad_app.ui import theme
from wijkraad_app.ui.app import App
from wijkraad_app.ui.layout import clear, column, line, row
from wijkraad_app.ui.widgets.badge import Badge
from wijkraad_app.ui.widgets.banner import Banner
from wijkraad_app.ui.widgets.buttons import Primary
from wijkraad_app.ui.widgets.chart_view import ChartView
from wijkraad_app.ui.widgets.chip import FilterChip
from wijkraad_app.ui.widgets.choices import Segments
from wijkraad_app.ui.widgets.labels import Icon, Label

from .figure_table import FigureRow, FigureTable
from .steady import steady_scroll

MOST_FILTERS = 60
CITE = "cite_figure"
"""Name in `App.services`, where advice is there: takes a `Wanted` figure and brings the user to inserting it."""


class ResultsPane(QWidget):
    """`show_question` reads and shows; ``failed_filter`` clears itself."""

    shown = Signal()

    def __init__(self, app: App, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.app = app
        self._survey: SurveyView | None = None
        self._question: UUID | None = None
        self.question = Label("", "heading", wrap=True)
        self.base = FilterChip(_("All answers"), self._bases)
        self.by = FilterChip(_("Break down by"), self._others)
        self.weights = Segments(_("Weighting"), [(True, _("Weighted")), (False, _("Unweighted"))], style="pills")
        self.weights.changed.connect(lambda _on: self._read())
        self.cite = Primary(_("In advice"), self._cite, icon="plus", tip=_("Put this figure in an advice"))
        self._table: QuestionTable | None = None
        self.base.changed.connect(lambda _value: self._read())
        self.by.changed.connect(lambda _value: self._read())
        self.finding = Label("", "title", wrap=True)
        self._badges = row(gap=theme.S2)
        self.basis = Label("", "small", "text_2", wrap=True)
        self.refused = Banner("warn", "", icon="eye-off")
        self.chart = ChartView(_("Chart"))
        self.table = FigureTable(_("Figures"))
        self.table.setMaximumWidth(theme.px(680))
        self.likert_title = Label("", "strong", wrap=True)
        self.likert = ChartView(_("Statements beside each other"))
        self.cross = FigureTable(_("Breakdown"))
        self.cross_title = Label("", "strong", wrap=True)
        self.answers = AnswerList(_("Open answers"))
        self._hint = QWidget()
        self._hint.setLayout(
            row(
                Icon("eye-off", "text_2", theme.ICON_SMALL),
                Label(_("Too few people: this way nobody can be recognised."), "caption", "text_2"),
                None,
                gap=6,
            )
        )
        self._build()

    def _build(self) -> None:
        chips = row(self.base, self.by, self.cite, None if theme.large_text() else 0, gap=theme.S2)
        if theme.large_text():
            head: QLayout = column(self.question, chips, gap=6)
        else:  # the first line of the question stands beside the button
            head = row((column(5, self.question, None, gap=0), 1), column(chips, None, gap=0))
        badges = QWidget()
        badges.setLayout(column(self._badges, row((self.basis, 1), self.weights, gap=theme.S2), gap=6))
        self._cross_line = line()
        inner = QWidget()
        inner.setLayout(
            column(
                head,
                6,
                self.finding,
                badges,
                self.refused,
                6,
                self.chart,
                self.table,
                self.answers,
                8,
                self.likert_title,
                self.likert,
                self._cross_line,
                6,
                self.cross_title,
                self.cross,
                self._hint,
                None,
                gap=6,
                margins=(28, 16, 16, 16),
            )
        )
        self.setLayout(column((steady_scroll(inner, name=_("Results")), 1), gap=0))
        self._clear()

    def _clear(self) -> None:
        for widget in (self.refused, self.chart, self.table, self.answers):
            widget.hide()
        self._show_statements(None)
        self._show_cross(None)

    # --- what is asked -------------------------------------------------------
    def show_question(self, survey: SurveyView, question: UUID) -> None:
        """Another question, or the same one again after a change."""
        if self._survey is None or self._survey.id != survey.id:
            self.base.set_value(None)
            self.by.set_value(None)
        elif question != self._question and self.by.value() == question:
            self.by.set_value(None)
        self._survey, self._question = survey, question
        for chip in (self.base, self.by):
            chip.setVisible(not survey.counts_only)
        self.weights.setVisible(survey.weighted)
        row_ = self._row()
        citable = row_ is not None and row_.kind.coded and row_.n > 0
        self.cite.setVisible(citable and CITE in self.app.services)
        self._read()

    def weighted(self) -> bool:
        """Whether weighted shares are shown."""
        return self._survey is not None and self._survey.weighted and bool(self.weights.value())

    def _cite(self) -> None:
        """Ask the advice to insert what is shown, with the answers of the finding chosen."""
        asked, table = self._row(), self._table
        if asked is None or table is None or table.question != asked.id:
            return
        base = self.base.value()
        chosen = _options_of(table.finding.label if table.finding else "", asked)
        self.app.services[CITE](
            Wanted(asked.id, chosen, base if isinstance(base, Base) else None, bool(table.weighted_by))
        )

    def _row(self) -> QuestionRow | None:
        questions = self._survey.questions if self._survey else ()
        return next((question for question in questions if question.id == self._question), None)

    def _bases(self) -> list[tuple[object, str]]:
        survey = self._survey
        found: list[tuple[object, str]] = []
        for question in survey.questions if survey else ():
            if (
                question.kind in (Kind.SINGLE, Kind.SCALE)
                and len(question.options) <= 8
                and question.id != self._question
            ):
                found += [
                    (
                        Base(question.id, (option.id,)),
                        f"{question.number}. {_short(question.text)}: {_short(option.label)}",
                    )
                    for option in question.options
                    if not option.missing
                ]
        return found[:MOST_FILTERS]

    def _others(self) -> list[tuple[object, str]]:
        survey = self._survey
        return [
            (question.id, f"{question.number}. {_short(question.text)}")
            for question in (survey.questions if survey else ())
            if question.kind in (Kind.SINGLE, Kind.SCALE)
            and len(question.options) <= 12
            and question.id != self._question
        ]

    def _read(self) -> None:
        asked = self._question
        if asked is None:
            return
        base, by, weighted = self.base.value(), self.by.value(), self.weighted()
        self.app.read(
            self, queries.question_table, asked, base=base, weighted=weighted, done=self._show, failed=self._refuse,
            latest="table",
        )  # fmt: skip
        self.app.read(
            self, queries.statements, asked, base=base, weighted=weighted, done=self._show_statements,
            failed=lambda _error: self._show_statements(None), latest="statements",
        )  # fmt: skip
        if isinstance(by, UUID):
            self.app.read(
                self, queries.cross_table, asked, by, weighted=weighted, done=self._show_cross, failed=self._no_cross,
                latest="cross",
            )  # fmt: skip
        else:
            self._show_cross(None)

    # --- what came out -------------------------------------------------------
    def _show(self, table: QuestionTable) -> None:
        self.refused.hide()
        self._table = table
        self.question.setText(table.text)
        self.finding.setText(documents.headline(table))
        self.finding.show()
        self._show_badges(table)
        self._show_chart(table)
        self._show_figures(table)
        self.answers.setVisible(bool(table.texts))
        self.answers.show_answers(table.texts)
        self.shown.emit()

    def _show_badges(self, table: QuestionTable) -> None:
        clear(self._badges)
        badges = [Badge(documents.answered_words(table))]
        badges += [Badge(words) for words in documents.missing_words(table.missing)]
        if table.response is not None and not table.base:
            badges.append(Badge(_("{percent} response").format(percent=dates.percent(table.response))))
        if table.indicative:
            badge = Badge(_("indicative"), "warn", "info")
            badge.setToolTip(documents.indicative_words())
            badges.append(badge)
        for badge in badges:
            self._badges.addWidget(badge)
        self._badges.addStretch(1)
        self.basis.setText(documents.method_words(table) + ".")

    def _show_chart(self, table: QuestionTable) -> None:
        chart = documents.chart_of(table)
        self.chart.setVisible(chart is not None)
        if chart is not None:
            self.chart.show_chart(
                lambda width: charts.bar_chart(chart, width, palette=_palette(), scale=theme.scale()),
                charts.describe(chart),
            )

    def _show_figures(self, table: QuestionTable) -> None:
        figures = table.figures
        self.table.setVisible(figures is not None and bool(figures.rows))
        if figures is None:
            return
        header = documents.figure_header(figures)
        rows = [FigureRow(documents.figure_cells(one, figures)) for one in figures.rows]
        if not figures.multiple:
            whole = "100%" if figures.n else ""
            shares = (whole, whole) if figures.weighted else (whole,)
            rows.append(FigureRow((_("Together"), dates.number(figures.n), *shares, "")[: len(header)], total=True))
        if table.summary is not None:
            rows += _summary_rows(table.summary, len(header), extremes=not table.base)
        self.table.show_figures(header, rows)

    def _show_statements(self, found: Statements | None) -> None:
        for widget in (self.likert_title, self.likert):
            widget.setVisible(found is not None)
        if found is None:
            return
        chart = documents.likert_of(found)
        self.likert_title.setText(chart.title)
        self.likert.show_chart(
            lambda width: likert.likert_chart(chart, width, palette=_likert_palette(), scale=theme.scale()),
            likert.describe(chart),
        )

    def _refuse(self, error: BaseException) -> None:
        if not isinstance(error, UserError):
            self.app.tell(error)
            return
        self.refused.set_words(error.message)
        self.refused.show()
        asked = self._row()
        self.question.setText(asked.text if asked else "")
        self.finding.hide()
        self.basis.setText("")
        clear(self._badges)
        for widget in (self.chart, self.table, self.answers):
            widget.hide()
        self.shown.emit()

    def _no_cross(self, error: BaseException) -> None:
        self._show_cross(None)
        if isinstance(error, UserError):
            self.refused.set_words(error.message)
            self.refused.show()
        else:
            self.app.tell(error)

    def _show_cross(self, found: CrossTable | None) -> None:
        for widget in (self._cross_line, self.cross_title, self.cross):
            widget.setVisible(found is not None)
        self._hint.setVisible(False)
        if found is None:
            return
        table = found.table
        title = _("{question}, by “{by}”, in %").format(question=found.text, by=found.by_text)
        self.cross_title.setText(f"{title}, {_('weighted')}" if table.weighted else title)
        rows = [
            FigureRow(
                (
                    one.label,
                    *(None if cell.suppressed else dates.percent(cell.share) for cell in one.cells),
                    dates.percent(one.total.share),
                )
            )
            for one in table.rows
        ]
        sizes = FigureRow(("n", *(dates.number(group.n) for group in table.groups), dates.number(table.n)), total=True)
        self.cross.show_figures(["", *(group.label for group in table.groups), _("Everyone")], [*rows, sizes])
        self._hint.setVisible(any(cell.suppressed for one in table.rows for cell in one.cells))


class AnswerList(QListView):
    """Open answers under each other, wrapped; arrows move, Ctrl+C copies one."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._model = QStringListModel(self)
        self.setModel(self._model)
        self.setWordWrap(True)
        self.setSpacing(theme.px(4))
        self.setMinimumHeight(theme.px(280))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)

    def show_answers(self, texts: tuple[str, ...]) -> None:
        if list(texts) != self._model.stringList():
            self._model.setStringList(list(texts))


def _summary_rows(summary: NumberSummary, width: int, *, extremes: bool) -> list[FigureRow]:
    """``extremes``: the lowest and highest are one person each, so a part of the replies doesn't show them."""
    told = [(_("Average"), summary.mean), (_("Half gave this or less"), summary.median)]
    if extremes:
        told += [(_("Lowest"), summary.least), (_("Highest"), summary.most)]
    rows = []
    for label, value in told:
        words = dates.number(value, 0 if float(value).is_integer() else 1)
        rows.append(FigureRow((label, words, *[""] * (width - 2))))
    return rows


def _options_of(finding: str, asked: QuestionRow) -> tuple[UUID, ...]:
    """The answers that a finding is about: one, or the two that it takes together."""
    real = [option for option in asked.options if not option.missing]
    ends = [[option] for option in real] + [real[:2], real[-2:]]
    found = next((end for end in ends if end and joined_label([option.label for option in end]) == finding), [])
    return tuple(option.id for option in found)


def _palette() -> charts.Palette:
    colours = theme.colours()
    return charts.Palette(colours.c1, colours.text, colours.text_2, colours.line, colours.surface, colours.whisker)


def _likert_palette() -> likert.LikertPalette:
    colours = theme.colours()
    steps = (colours.l1, colours.l2, colours.l3, colours.l4, colours.l5)
    on_steps = (colours.on_l1, colours.on_l2, colours.on_l3, colours.on_l4, colours.on_l5)
    return likert.LikertPalette(steps, on_steps, colours.text, colours.text_2, colours.text_3)


def _short(text: str, most: int = 40) -> str:
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"
