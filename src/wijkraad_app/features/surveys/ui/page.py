"""Surveys: which there are, their questions, and what came out."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any
from uuid import UUID

from PySide6.QtCore import Slot
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QStackedWidget

from wijkraad_app.features.surveys import documents, flow, queries, service
from wijkraad_app.features.surveys.queries import QuestionRow, SurveyRow, SurveyView
from wijkraad_app.features.surveys.readers.opening import empty_sheet
from wijkraad_app.features.surveys.rules.questionnaire import TypedQuestion
from wijkraad_app.features.surveys.rules.statements import headed
from wijkraad_app.kernel import dates
from wijkraad_app.kernel.changes import Changes
from wijkraad_app.kernel.commands import Command
from wijkraad_app.kernel.i18n import N_, _, ngettext
from wijkraad_app.kernel.ids import EntityRef
from wijkraad_app.pdf.files import write_whole
from wijkraad_app.ui.app import App
from wijkraad_app.ui.dropping import dropped
from wijkraad_app.ui.layout import line, row
from wijkraad_app.ui.page import ListRecordPage, RecordHeader
from wijkraad_app.ui.theme import px
from wijkraad_app.ui.widgets.buttons import IconButton, MenuButton, Secondary
from wijkraad_app.ui.widgets.choices import Segments
from wijkraad_app.ui.widgets.empty import EmptyPage
from wijkraad_app.ui.widgets.inputs import SearchField
from wijkraad_app.ui.widgets.labels import Label
from wijkraad_app.ui.widgets.record_list import ListItem, RecordList
from wijkraad_app.ui.widgets.rows import Cell

from .about import AboutPane
from .counts_dialog import CountsDialog, TypedCounts
from .questions_dialog import QuestionsSheet
from .results import ResultsPane
from .taking_in import TakingIn
from .weights_sheet import WeightsSheet
from .wording import WordingPane

KINDS = ("survey", "question", "option", "batch")


class SurveysPage(ListRecordPage):
    """Surveys above their questions at the left; the result of one question, or the survey itself, at the right."""

    def __init__(self, app: App) -> None:
        super().__init__(app, list_width=296)
        self._survey: SurveyView | None = None
        self._wanted: UUID | None = None
        self._wanted_question: UUID | None = None
        self.setAcceptDrops(True)
        self.surveys = RecordList(_("Surveys"))
        self.surveys.chosen.connect(lambda one: self._open_survey(one))
        self.search = SearchField(_("Search in questions"))
        self.search.control.setAccessibleName(_("Search in questions"))
        self.search.edited.connect(lambda _text: self._show_questions())
        self.questions = RecordList(_("Questions"))
        self.questions.chosen.connect(lambda one: self._open_question(one))
        self.search.down.connect(self.questions.setFocus)
        self.questions.up_from_top.connect(self.search.setFocus)
        self.header = RecordHeader()
        self.tabs = Segments(_("View"), _tabs())
        self.tabs.changed.connect(self._show_tab)
        self.results = ResultsPane(app)
        self.wording = WordingPane(app)
        self.about = AboutPane(app)
        self.about.weigh_wanted.connect(self._weigh)
        self.views = QStackedWidget()
        self.taking_in = TakingIn(app, self, self._stored)
        self._build()

    def _build(self) -> None:
        add = IconButton("download", _("Import survey"), self.taking_in.ask, shortcut="Ctrl+Shift+I")
        more = MenuButton(_("More ways to add"), self._ways)
        self.list_layout.addLayout(row(Label(_("Surveys"), "heading"), None, add, more, gap=2, margins=(6, 0, 0, 0)))
        self.surveys.setMaximumHeight(px(212))
        self.list_layout.addWidget(self.surveys)
        self.list_layout.addWidget(line())
        self._question_head = Label(_("Questions"), "heading")
        self.list_layout.addLayout(
            row(self._question_head, None, Label("n", "caption", "text_3"), margins=(6, 4, 14, 0))
        )
        self.list_layout.addWidget(self.search)
        self.list_layout.addWidget(self.questions, 1)
        self.header.set_tabs(self.tabs)
        self.report = Secondary(_("Make report"), self._report, icon="file-text")
        self.sheet = Secondary(_("Save entry sheet"), self._save_sheet, icon="file-down")
        self.form = Secondary(_("Paper form"), self._save_form, icon="printer")
        self.header.add_action(MenuButton(_("More"), self._more), self.form, self.sheet, self.report)
        self.views.addWidget(self.results)
        self.views.addWidget(self.wording)
        self.views.addWidget(self.about)
        self.record_layout.addWidget(self.header)
        self.record_layout.addWidget(line())
        self.record_layout.addWidget(self.views, 1)

    # --- the shell -----------------------------------------------------------
    def open(self, ref: EntityRef | None) -> None:
        if ref is not None and ref.kind == "question":
            self._wanted_question = ref.id
            self.app.read(self, queries.survey_of, ref.id, done=self._stored, latest="owner")
            return
        self._wanted = ref.id if ref is not None else None
        self._read_surveys()

    def commands(self) -> tuple[Command, ...]:
        return (
            Command("surveys.import", N_("Import survey"), self.taking_in.ask, "Ctrl+Shift+I", "download"),
            Command("surveys.counts", N_("Type results"), self._type_counts, icon="list-ordered"),
            Command("surveys.paper", N_("Questions for paper forms"), self._paper, icon="clipboard-list"),
            Command("surveys.weight", N_("Weight replies"), self._weigh, icon="users", enabled=self._weighable),
        )

    def refresh(self, changes: Changes) -> None:
        if changes.touches(*KINDS):
            self._read_surveys()

    def up(self) -> bool:
        if self.tabs.value() != "results":
            self.tabs.set_value("results")
            self._show_tab("results")
            return True
        return False

    def current(self) -> EntityRef | None:
        if self._survey is None:
            return None
        question = self.questions.current()
        return EntityRef("question", question) if question else EntityRef("survey", self._survey.id)

    def title(self) -> str:
        return self._survey.title if self._survey else ""

    # --- the lists -----------------------------------------------------------
    def _read_surveys(self) -> None:
        self.app.read(self, queries.survey_rows, done=self._show_surveys, latest="surveys")

    def _show_surveys(self, rows: tuple[SurveyRow, ...]) -> None:
        if not rows:
            self._survey = None
            self.show_empty(self._empty_page(), whole=True)
            return
        self.show_record()
        self.surveys.set_items([_survey_item(one) for one in rows])
        self.surveys.setFixedHeight(min(px(212), px(68) * len(rows) + px(6)))
        known = {one.id for one in rows}
        now = self._wanted if self._wanted in known else self.surveys.current()
        self._wanted = None
        self._open_survey(now if now in known else rows[0].id)

    def _open_survey(self, survey: UUID) -> None:
        self.surveys.select(survey)
        self.app.read(self, queries.survey, survey, done=self._show_survey, latest="survey")

    def _show_survey(self, survey: SurveyView) -> None:
        other = self._survey is None or self._survey.id != survey.id
        self._survey = survey
        if other:
            self.search.set_value("")
        self.header.set_title(survey.title, documents.period_words(survey.start, survey.end) or _replies(survey))
        self.report.allow(None if survey.replies else _("There is nothing to report yet."))
        self.sheet.setVisible(_is_paper(survey))
        self.form.setVisible(_is_paper(survey) and not survey.replies)
        self.report.setVisible(survey.replies > 0 or not _is_paper(survey))
        self.about.show_survey(survey)
        self._show_questions()

    def _show_questions(self) -> None:
        survey = self._survey
        if survey is None:
            return
        words = self.search.value().casefold().split()
        self.questions.set_items(_question_items(survey.questions, words), current=self._wanted_question)
        self._wanted_question = None
        if self.questions.current() is None:
            self.questions.select(self.questions.first())
        self._show_tab(self.tabs.value())

    def _open_question(self, _question: UUID) -> None:
        if self.tabs.value() == "about":
            self.tabs.set_value("results")
        self._show_tab(self.tabs.value())

    @Slot(object)
    def _show_tab(self, tab: Any) -> None:
        survey = self._survey
        if tab == "about" or survey is None or not survey.questions:
            self.views.setCurrentWidget(self.about)
            return
        current = self.questions.current()
        question = next((one for one in survey.questions if one.id == current), survey.questions[0])
        if tab == "wording":
            self.views.setCurrentWidget(self.wording)
            self.wording.show_question(question)
        else:
            self.views.setCurrentWidget(self.results)
            self.results.show_question(survey, question.id)

    def _empty_page(self) -> EmptyPage:
        return EmptyPage(
            _("No surveys yet"),
            _("Import answers from Microsoft Forms, Google Forms, LimeSurvey, KoboToolbox or a spreadsheet."),
            (_("Import survey"), "download", self.taking_in.ask),
            (
                (_("Type results"), "list-ordered", self._type_counts),
                (_("Questions for paper forms"), "clipboard-list", self._paper),
            ),
            picture="chart",
            hint=_("Drop a file here, or press"),
            shortcut="Ctrl+Shift+I",
            page=_("Surveys"),
        )

    # --- adding --------------------------------------------------------------
    def _ways(self) -> list[tuple[str, str, Any] | None]:
        return [
            (_("Type results"), "list-ordered", self._type_counts),
            (_("Questions for paper forms"), "clipboard-list", self._paper),
        ]

    def _more(self) -> list[tuple[str, str, Any] | None]:
        survey = self._survey
        if survey is None:
            return []
        entries: list[tuple[str, str, Any] | None] = []
        if survey.counts_only:
            entries.append((_("Add a question with results"), "plus", self._more_counts))
        elif _is_paper(survey):
            entries.append((_("Save entry sheet"), "file-down", self._save_sheet))
        if survey.questions:
            entries.append((_("Paper form"), "printer", self._save_form))
        if self._weighable():
            entries.append((_("Weight replies"), "users", self._weigh))
        entries.append((_("Import survey"), "download", self.taking_in.ask))
        entries += [*self.app.entries("history.show"), None, (_("Remove survey"), "x", self._remove)]
        return entries

    def _stored(self, survey: UUID) -> None:
        self._wanted = survey
        self._read_surveys()

    def _type_counts(self) -> None:
        CountsDialog(self, "", self._keep_counts).open_over()

    def _more_counts(self) -> None:
        if self._survey is not None:
            CountsDialog(self, self._survey.title, self._add_counts).open_over()

    def _keep_counts(self, typed: TypedCounts) -> None:
        self.app.do(
            self,
            service.add_counted_survey,
            done=self._kept,
            title=typed.title,
            method=typed.method,
            text=typed.text,
            counts=typed.counts,
            kind=typed.kind,
            people=typed.people,
        )

    def _kept(self, survey: UUID) -> None:
        self.app.toast(_("Results kept."), _("Undo"), self.app.undo)
        self._stored(survey)

    def _add_counts(self, typed: TypedCounts) -> None:
        survey = self._survey
        if survey is not None:
            self.app.do(
                self,
                service.add_counts,
                done=lambda _question: self._kept(survey.id),
                survey=survey.id,
                text=typed.text,
                counts=typed.counts,
                kind=typed.kind,
                people=typed.people,
            )

    def _paper(self) -> None:
        QuestionsSheet(self, self._make_paper).open_over()

    def _make_paper(self, title: str, method: str, questions: tuple[TypedQuestion, ...]) -> None:
        self.app.do(
            self, service.add_questionnaire, done=self._paper_made, title=title, method=method, questions=questions
        )

    def _paper_made(self, survey: UUID) -> None:
        self.app.toast(_("Survey made. Save the entry sheet and fill in the forms."), _("Undo"), self.app.undo)
        self.tabs.set_value("about")
        self._stored(survey)

    def _save_sheet(self) -> None:
        survey = self._survey
        if survey is None:
            return
        name = _("Entry sheet {title}.csv").format(title=survey.title)
        path = self.app.save_file(_("Save entry sheet"), {"CSV": "*.csv"}, _file_name(name))
        if path is not None:
            self.app.read(
                self, queries.sheet_questions, survey.id, done=lambda known: self._write(path, empty_sheet(known))
            )

    def _save_form(self) -> None:
        survey = self._survey
        if survey is None:
            return
        name = _("Form {title}.pdf").format(title=survey.title)
        path = self.app.save_file(_("Paper form"), {"PDF": "*.pdf"}, _file_name(name))
        if path is not None:
            self.app.run(
                self,
                lambda _job: flow.write_form(self.app.workspace, survey.id, path),
                done=lambda _done: self.app.toast(_("Saved as {name}.").format(name=path.name)),
            )

    def _write(self, path: Path, data: bytes) -> None:
        self.app.run(
            self,
            lambda _job: write_whole(path, data),
            done=lambda _done: self.app.toast(_("Saved as {name}.").format(name=path.name)),
        )

    # --- weighting -----------------------------------------------------------
    def _weighable(self) -> bool:
        survey = self._survey
        return survey is not None and not survey.counts_only and survey.replies > 0

    @Slot()
    def _weigh(self) -> None:
        survey = self._survey
        if survey is not None and self._weighable():
            self.app.read(
                self, queries.weighting, survey.id,
                done=lambda kept: WeightsSheet(self.app, self, survey, kept).open_over(),
            )  # fmt: skip

    # --- removing and reporting ----------------------------------------------
    def _remove(self) -> None:
        survey = self._survey
        if survey is not None:
            self.app.do(self, service.remove_survey, done=lambda _done: self._removed(survey.title), survey=survey.id)

    def _removed(self, title: str) -> None:
        self._survey = None
        self.app.toast(_("Survey “{title}” removed.").format(title=title), _("Undo"), self.app.undo)

    def _report(self) -> None:
        survey = self._survey
        if survey is None:
            return
        path = self.app.save_file(_("Make report"), {"PDF": "*.pdf"}, _file_name(f"{survey.title}.pdf"))
        if path is None:
            return
        weighted = self.results.weighted()
        job = self.app.run(
            self,
            lambda job: flow.write_report(self.app.workspace, survey.id, path, weighted=weighted, job=job),
            done=lambda _done: self.app.toast(_("Saved as {name}.").format(name=path.name)),
        )
        self.app.progress(_("Making the report"), job)

    # --- dropping a file -----------------------------------------------------
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if len(dropped(event)) == 1:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        paths = dropped(event)
        if len(paths) == 1:
            event.acceptProposedAction()
            self.taking_in.begin(paths[0])


def _tabs() -> list[tuple[str, str]]:
    return [("results", _("Results")), ("wording", _("Questionnaire")), ("about", _("About the survey"))]


def _is_paper(survey: SurveyView) -> bool:
    """Typed here, to be filled in on paper; an imported survey knows its format."""
    return not survey.counts_only and not survey.format


def _survey_item(one: SurveyRow) -> ListItem:
    state = Cell(_("indicative"), "info", "warn") if one.indicative else Cell(_("random sample"), "circle-check")
    right = dates.number(one.replies) if one.replies else _("no answers")
    return ListItem(one.id, one.title, state, right)


def _question_items(questions: Sequence[QuestionRow], words: Sequence[str]) -> list[ListItem]:
    """Those that hold ``words``; parts of one question ("Stellingen – Auto’s rijden te hard") stand under its words."""
    items: list[ListItem] = []
    before = ""
    for question, (whole, text) in zip(questions, headed([one.text for one in questions]), strict=True):
        if not all(word in question.text.casefold() for word in words):
            continue
        if whole and whole != before:
            items.append(ListItem(None, whole))
        before = whole
        items.append(
            ListItem(question.id, text, lead=str(question.number), aside=dates.number(question.n), whole=question.text)
        )
    return items


def _replies(survey: SurveyView) -> str:
    return ngettext("{n} reply", "{n} replies", survey.replies).format(n=dates.number(survey.replies))


def _file_name(name: str) -> str:
    return "".join("-" if sign in '\\/:*?"<>|' else sign for sign in name)
