"""The page of surveys, by keys and mouse."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass, field
from pathlib import Path
from uuid import UUID

import openpyxl
import pytest
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.conftest import OpenWindow
from tests.ui.desk import KEY, MOD, WindowDesk
from wijkraad_app.db.workspace import LocalWorkspace
from wijkraad_app.features.surveys import queries, service
from wijkraad_app.features.surveys.feature import FEATURE
from wijkraad_app.features.surveys.readers.reading import read
from wijkraad_app.features.surveys.rules.kinds import Kind, Method
from wijkraad_app.features.surveys.rules.questionnaire import parse
from wijkraad_app.features.surveys.ui.counts_dialog import CountsDialog
from wijkraad_app.features.surveys.ui.import_sheet import ImportSheet
from wijkraad_app.features.surveys.ui.page import SurveysPage
from wijkraad_app.features.surveys.ui.questions_dialog import QuestionsSheet
from wijkraad_app.features.surveys.ui.weights_sheet import PasteMargins, WeightsSheet
from wijkraad_app.ui import accessibility
from wijkraad_app.ui.widgets.badge import Badge
from wijkraad_app.ui.widgets.choices import ChoiceField

SAFE = ["Heel veilig", "Veilig", "Onveilig", "Heel onveilig"]


def poll(count: int = 80) -> bytes:
    stream = io.StringIO()
    writer = csv.writer(stream, delimiter=";")
    writer.writerow(["Tijdstempel", "Bent u ouder?", "Hoe veilig is de oversteek?", "Wat gebruikt u?", "Wat nog?"])
    for i in range(count):
        safe = "" if i % 10 == 0 else SAFE[(i // 2) % 4]
        ways = ("Fiets, Auto", "Fiets", "Auto, Bus", "Bus")[i % 4]
        writer.writerow(["2026-10-03 12:00", "Ja" if i % 3 else "Nee", safe, ways, f"Opmerking {i}"])
    return stream.getvalue().encode()


@dataclass
class Chooser:
    """Stands in for the file dialogs."""

    opens: Path | None = None
    saves: Path | None = None
    asked: list[str] = field(default_factory=list)

    def open_file(self, _parent: object, title: str, _types: object, _folder: str) -> Path | None:
        self.asked.append(title)
        return self.opens

    def open_files(self, *_all: object) -> list[Path]:
        return []

    def save_file(self, _parent: object, title: str, _types: object, suggested: str) -> Path | None:
        self.asked.append(suggested)
        return self.saves

    def folder(self, *_all: object) -> Path | None:
        return None


@dataclass
class Desk(WindowDesk):
    """A window on a dossier."""

    chooser: Chooser
    folder: Path

    @property
    def page(self) -> SurveysPage:
        page = self.window.page()
        assert isinstance(page, SurveysPage)
        return page

    def open_dialogs(self) -> int:
        return sum(1 for one in self.window.findChildren(QDialog) if one.isVisible())

    def badges(self) -> list[str]:
        return [one.text() for one in self.page.results.findChildren(Badge) if one.isVisible()]

    def pick(self, control: QWidget, downs: int) -> None:
        """The option so many places further in a drop-down."""
        self.tab_to(control)
        for _step in range(downs):
            self.press(KEY.Key_Down, on=control)


@pytest.fixture
def empty(qtbot: QtBot, open_window: OpenWindow, workspace: LocalWorkspace, tmp_path: Path) -> Desk:
    """No surveys yet."""
    chooser = Chooser()
    made = Desk(qtbot, *open_window([FEATURE], "surveys", chooser=chooser), workspace, chooser, tmp_path)
    made.settle()
    return made


@pytest.fixture
def replies(workspace: LocalWorkspace) -> None:
    """One survey of eighty replies, of a random sample."""
    file = read(poll(), "Oversteek.csv")
    workspace.do(service.import_survey, file=file, file_name="Oversteek.csv", method="random")


@pytest.fixture
def desk(replies: None, empty: Desk) -> Desk:
    return empty


def import_file(desk: Desk, data: bytes, name: str = "Oversteek_Molendijk.csv") -> None:
    path = desk.folder / name
    path.write_bytes(data)
    desk.chooser.opens = path
    desk.press(KEY.Key_I, MOD.ControlModifier | MOD.ShiftModifier, on=desk.window)


def test_an_empty_page_says_what_belongs_here(empty: Desk) -> None:
    texts = [label.plain() for label in empty.page.findChildren(type(empty.page.results.finding)) if label.isVisible()]
    assert "Nog geen enquêtes" in texts
    assert accessibility.unnamed(empty.window) == []


def test_a_survey_is_imported_by_keyboard_and_taken_back(empty: Desk) -> None:
    import_file(empty, poll())
    sheet = empty.dialog(ImportSheet)
    assert sheet.counts.text().startswith("Google Forms: 80")
    assert accessibility.unnamed(empty.window) == []
    assert sheet.method.control.hasFocus()
    empty.pick(sheet.method.control, 1)
    empty.tab_to(sheet.main_button)
    empty.press(KEY.Key_Return)
    rows = empty.read(queries.survey_rows)
    assert [(row.title, row.replies, row.method) for row in rows] == [("Oversteek Molendijk", 80, Method.RANDOM)]
    assert empty.page.header.title.plain() == "Oversteek Molendijk"
    empty.press(KEY.Key_Z, MOD.ControlModifier, on=empty.window)
    assert empty.read(queries.survey_rows) == ()


def test_an_import_asks_how_people_were_reached(empty: Desk) -> None:
    import_file(empty, poll())
    sheet = empty.dialog(ImportSheet)
    empty.click(sheet.main_button)
    assert sheet.isVisible()
    assert "Werving onbekend" in sheet.method.note_text()
    empty.press(KEY.Key_Escape)
    assert empty.open_dialogs() == 0
    assert empty.read(queries.survey_rows) == ()


def test_what_was_noticed_and_guessed_is_shown_and_can_be_changed(empty: Desk) -> None:
    import_file(empty, poll())
    sheet = empty.dialog(ImportSheet)
    lines = {line.text: line.kind for line in sheet.found.columns}
    assert lines["Wat gebruikt u?"] is Kind.MULTIPLE
    assert lines["Tijdstempel"] is Kind.META
    (last,) = (one for one in sheet.findChildren(ChoiceField) if one.box.accessibleName().startswith("Wat nog?: "))
    before = last.value()
    empty.pick(last.control, 1)
    assert last.value() != before
    assert sheet.found.columns[-1].kind is last.value()


def test_another_delimiter_is_read_at_once(empty: Desk) -> None:
    import_file(empty, poll())
    sheet = empty.dialog(ImportSheet)
    empty.pick(sheet.delimiter.control, 1)
    assert sheet.problem.isVisible() or sheet.found.delimiter == ","
    assert empty.open_dialogs() == 1


def test_another_sheet_of_a_workbook_can_be_chosen(empty: Desk) -> None:
    book = openpyxl.Workbook()
    for at, name in enumerate(("Uitleg", "Antwoorden")):
        sheet = book.create_sheet(name, at)
        sheet.append(["Lees mij?", "En mij?"] if at == 0 else ["Voor?", "Straat"])
        for row in range(12):
            sheet.append(["ja", "nee"] if at == 0 else ["Ja" if row % 2 else "Nee", "Singel"])
    stream = io.BytesIO()
    book.save(stream)
    import_file(empty, stream.getvalue(), "uitkomst.xlsx")
    sheet = empty.dialog(ImportSheet)
    assert sheet.sheet.isVisible() and not sheet.delimiter.isVisible()
    empty.pick(sheet.sheet.control, 1)
    assert [line.text for line in sheet.found.columns] == ["Voor?", "Straat"]


def test_unfinished_replies_can_be_taken_along(empty: Desk) -> None:
    lines = ["id,submitdate,lastpage,Q1"] + [f"{i},{'' if i % 4 == 0 else '2026-10-03'},2,Ja" for i in range(1, 21)]
    import_file(empty, "\r\n".join(lines).encode() + b"\r\n", "results.csv")
    sheet = empty.dialog(ImportSheet)
    assert sheet.found.file.replies == 15
    empty.tab_to(sheet.incomplete)
    empty.press(KEY.Key_Space)
    assert sheet.found.file.replies == 20


def test_every_size_of_window_comes_to_rest(desk: Desk) -> None:
    desk.tab_to(desk.page.questions)
    desk.press(KEY.Key_Down)
    for wide in range(1100, 1400, 23):
        desk.window.resize(wide, 560 + wide % 90)
        for _again in range(10):
            QApplication.processEvents()
        results = desk.page.results
        before = (results.chart.size(), results.table.size())
        QApplication.processEvents()
        assert (results.chart.size(), results.table.size()) == before


def test_a_wrong_file_is_refused_in_one_sentence(empty: Desk) -> None:
    import_file(empty, b"%PDF-1.7 niets", "enquete.csv")
    assert empty.open_dialogs() == 0
    assert "PDF" in empty.window.toast_widget.text()
    assert empty.read(queries.survey_rows) == ()


def test_a_file_can_be_dropped(empty: Desk) -> None:
    path = empty.folder / "gesleept.csv"
    path.write_bytes(poll())
    empty.drop(empty.page, path)
    assert empty.dialog(ImportSheet).name.value() == "gesleept"


def test_arrows_go_through_the_questions(desk: Desk) -> None:
    results = desk.page.results
    assert results.question.plain() == "Bent u ouder?"
    desk.tab_to(desk.page.questions)
    desk.press(KEY.Key_Down)
    assert results.question.plain() == "Hoe veilig is de oversteek?"
    assert results.finding.plain() == "50% antwoordde “(heel) veilig”."
    assert desk.badges() == ["72 antwoorden", "8 niet ingevuld"]
    assert results.table.texts()[0][:2] == ("Heel veilig", "18")
    assert "marge" in results.chart.accessibleDescription()
    desk.press(KEY.Key_Down)
    assert "samen meer dan 100%" in results.basis.plain()
    desk.press(KEY.Key_Down)
    assert results.answers.model().rowCount() == 80


def test_questions_are_found_by_typing(desk: Desk) -> None:
    desk.tab_to(desk.page.search)
    desk.write("oversteek")
    assert [item.title for item in desk.page.questions.items()] == ["Hoe veilig is de oversteek?"]
    assert desk.page.results.question.plain() == "Hoe veilig is de oversteek?"


def test_a_part_of_the_replies_is_chosen_as_base_and_cleared(desk: Desk) -> None:
    results = desk.page.results
    desk.tab_to(desk.page.questions)
    desk.press(KEY.Key_Down)
    desk.tab_to(results.base)
    desk.press(KEY.Key_Return)
    desk.choose("Bent u ouder?: Ja")
    assert "Van wie “Ja” antwoordde" in results.finding.plain()
    assert desk.badges()[0].endswith("van 72 antwoorden")
    desk.tab_to(results.base)
    desk.press(KEY.Key_Delete)
    assert desk.badges()[0] == "72 antwoorden"


def test_a_base_of_too_few_is_refused_in_words(desk: Desk) -> None:
    results = desk.page.results
    desk.tab_to(desk.page.questions)
    desk.press(KEY.Key_Down)
    desk.tab_to(results.base)
    desk.press(KEY.Key_Return)
    desk.choose("Bent u ouder?: Nee")
    assert results.refused.isVisible()
    assert "niemand herkenbaar" in results.refused.text()
    assert not results.chart.isVisible()


def test_a_question_is_broken_down_by_another(desk: Desk) -> None:
    results = desk.page.results
    desk.tab_to(desk.page.questions)
    desk.press(KEY.Key_Down)
    desk.tab_to(results.by)
    desk.press(KEY.Key_Return)
    desk.choose("Bent u ouder?")
    assert results.cross.isVisible()
    assert results.cross.texts()[-1][0] == "n"


def test_an_unknown_method_is_shown_as_indicative(desk: Desk) -> None:
    desk.tab_to(desk.page.tabs)
    desk.press(KEY.Key_Right)
    desk.press(KEY.Key_Right)
    about = desk.page.about
    assert about.isVisible() and not about.indicative.isVisible()
    desk.pick(about.method.control, 1)
    assert desk.read(queries.survey_rows)[0].indicative
    assert about.indicative.isVisible()
    desk.press(KEY.Key_Escape)
    assert desk.page.results.isVisible()
    assert "indicatief" in desk.badges()


def test_fields_of_a_survey_save_themselves(desk: Desk) -> None:
    desk.tab_to(desk.page.tabs)
    desk.press(KEY.Key_Right)
    desk.press(KEY.Key_Right)
    desk.tab_to(desk.page.about.title)
    desk.press(KEY.Key_A, MOD.ControlModifier)
    desk.write("Oversteek bij de school")
    desk.tab_to(desk.page.about.invited)
    desk.write("400")
    row = desk.read(queries.survey_rows)[0]
    assert row.title == "Oversteek bij de school"
    assert desk.read(queries.survey, row.id).invited == 400
    assert desk.page.header.title.plain() == "Oversteek bij de school"


def test_an_answer_can_count_as_none(desk: Desk) -> None:
    desk.tab_to(desk.page.questions)
    desk.press(KEY.Key_Down)
    desk.tab_to(desk.page.tabs)
    desk.press(KEY.Key_Right)
    label, missing = desk.page.wording.options[0]
    assert label.value() == "Heel veilig"
    assert accessibility.unnamed(desk.window) == []
    desk.pick(missing.control, 1)
    desk.press(KEY.Key_Escape, on=desk.page.tabs)
    assert desk.badges() == ["54 antwoorden", "8 niet ingevuld", "18 weet niet"]


def test_the_wording_of_a_question_saves_itself(desk: Desk) -> None:
    desk.tab_to(desk.page.tabs)
    desk.press(KEY.Key_Right)
    desk.tab_to(desk.page.wording.text)
    desk.press(KEY.Key_A, MOD.ControlModifier)
    desk.write("Bent u ouder of verzorger?")
    assert desk.page.questions.items()[0].title == "Bent u ouder of verzorger?"


def test_a_file_that_is_in_already_is_said_to_be(desk: Desk) -> None:
    import_file(desk, poll())
    sheet = desk.dialog(ImportSheet)
    assert not sheet.before.isVisible()
    desk.pick(sheet.method.control, 1)
    desk.click(sheet.main_button)
    import_file(desk, poll())
    assert "Oversteek Molendijk" in desk.dialog(ImportSheet).before.text()


def test_results_are_typed_in_as_counts(empty: Desk) -> None:
    empty.command("Uitkomsten intypen")
    dialog = empty.dialog(CountsDialog)
    empty.write("Straatpoll")
    empty.pick(dialog.method.control, 3)
    empty.tab_to(dialog.question)
    empty.write("Bent u voor?")
    for (label, count), (word, number) in zip(dialog.answers, (("Ja", "30"), ("Nee", "20")), strict=False):
        empty.tab_to(label)
        empty.write(word)
        empty.tab_to(count)
        empty.write(number)
    assert accessibility.unnamed(empty.window) == []
    empty.tab_to(dialog.main_button)
    empty.press(KEY.Key_Return)
    assert empty.open_dialogs() == 0
    assert empty.page.results.finding.plain() == "60% antwoordde “Ja”."
    empty.press(KEY.Key_Z, MOD.ControlModifier, on=empty.window)
    assert empty.read(queries.survey_rows) == ()


def test_counts_without_a_second_answer_are_not_taken(empty: Desk) -> None:
    empty.command("Uitkomsten intypen")
    dialog = empty.dialog(CountsDialog)
    empty.write("Straatpoll")
    empty.pick(dialog.method.control, 1)
    empty.tab_to(dialog.question)
    empty.write("Bent u voor?")
    empty.click(dialog.main_button)
    assert dialog.answers[0][0].note_text() == "Geef minstens twee antwoorden om uit te kiezen."
    assert empty.read(queries.survey_rows) == ()


def test_paper_forms_go_through_an_entry_sheet(empty: Desk) -> None:
    empty.command("Vragen voor papieren formulieren")
    sheet = empty.dialog(QuestionsSheet)
    empty.write("Papier")
    empty.pick(sheet.method.control, 4)
    empty.tab_to(sheet.text.text)
    empty.write("Voor?\n- Ja\n- Nee\n\nNog iets?")
    assert "1. Voor? Eén antwoord (Ja, Nee)" in sheet.understood.plain()
    empty.click(sheet.main_button)
    survey = empty.read(queries.survey_rows)[0]
    assert survey.questions == 2
    empty.chooser.saves = empty.folder / "invulblad.csv"
    empty.click(empty.page.sheet)
    text = empty.chooser.saves.read_text("utf-8-sig")
    filled = text.replace("\n1;;;", "\n1;;1;").replace("\n2;;;", "\n2;3;nee;")
    import_file(empty, filled.encode(), "ingevuld.csv")
    assert empty.open_dialogs() == 0
    view = empty.read(queries.survey, survey.id)
    assert (view.replies, view.people) == (2, 4)
    import_file(empty, filled.encode(), "nog eens.csv")
    assert "zitten al in de enquête" in empty.window.toast_widget.text()
    assert empty.read(queries.survey, survey.id).replies == 2


def test_a_report_is_made(desk: Desk) -> None:
    desk.chooser.saves = desk.folder / "rapport.pdf"
    desk.tab_to(desk.page.report)
    desk.press(KEY.Key_Space)
    assert desk.chooser.saves.read_bytes().startswith(b"%PDF-")
    assert "rapport.pdf" in desk.window.toast_widget.text()


def test_a_survey_is_removed_and_brought_back(desk: Desk) -> None:
    desk.menu("Enquête verwijderen", desk.page.header)
    assert desk.read(queries.survey_rows) == ()
    desk.press(KEY.Key_Z, MOD.ControlModifier, on=desk.window)
    assert len(desk.read(queries.survey_rows)) == 1
    assert desk.page.header.title.plain() == "Oversteek"


def test_everything_has_a_name(desk: Desk) -> None:
    assert accessibility.unnamed(desk.window) == []
    desk.tab_to(desk.page.tabs)
    desk.press(KEY.Key_Right)
    assert accessibility.unnamed(desk.window) == []


def weights_sheet(desk: Desk) -> WeightsSheet:
    """Opened from the menu of the survey."""
    desk.menu("Inzendingen wegen", desk.page.header)
    return desk.dialog(WeightsSheet)


def test_replies_are_weighted_by_keyboard_and_the_switch_shows_both(desk: Desk) -> None:
    assert not desk.page.results.weights.isVisible()
    sheet = weights_sheet(desk)
    assert accessibility.unnamed(desk.window) == []
    desk.pick(sheet.question.control, 1)
    desk.tab_to(sheet.add_question)
    desk.press(KEY.Key_Return)
    assert len(sheet.blocks) == 1
    desk.write("30%")
    desk.press(KEY.Key_Tab)
    desk.write("70%")
    desk.qtbot.waitUntil(lambda: "inzendingen tellen als" in sheet.effect.plain())
    desk.press(KEY.Key_Return)
    survey = desk.read(queries.survey_rows)[0].id
    kept = desk.read(queries.weighting, survey)
    assert [one.share for one in kept.margins[0].classes] == [0.3, 0.7]
    page = desk.page
    assert page.results.weights.isVisible()
    assert "gewogen naar “Bent u ouder?”" in page.results.basis.plain()
    assert sorted(row[2] for row in page.results.table.texts()) == ["100%", "30%", "70%"]
    desk.tab_to(page.results.weights)
    desk.press(KEY.Key_Right)
    assert "gewogen" not in page.results.basis.plain()
    desk.press(KEY.Key_Z, MOD.ControlModifier, on=desk.window)
    assert desk.read(queries.weighting, survey) is None
    assert not page.results.weights.isVisible()


def test_a_pasted_list_of_margins_says_what_is_wrong_and_stores_nothing(desk: Desk) -> None:
    weights_sheet(desk)
    sheet = desk.dialog(WeightsSheet)
    desk.tab_to(sheet.paste)
    desk.press(KEY.Key_Return)
    paste = desk.dialog(PasteMargins)
    desk.paste("1\tMisschien\t30")
    desk.click(desk.button("Overnemen", inside=paste))
    assert "“Misschien” is geen antwoord op “Bent u ouder?”." in paste.text.note_text()
    survey = desk.read(queries.survey_rows)[0].id
    assert desk.read(queries.weighting, survey) is None
    desk.tab_to(paste.text.control)
    desk.press(KEY.Key_A, MOD.ControlModifier)
    desk.paste("1\tJa\t1.200\n1\tNee\t2.800")
    desk.click(desk.button("Overnemen", inside=paste))
    assert [field.value() for _label, field in next(iter(sheet.blocks.values())).fields] == ["1200", "2800"]
    desk.click(desk.button("Wegen", inside=sheet))
    assert desk.read(queries.weighting, survey) is not None
    weights_sheet(desk)
    desk.click(desk.button("Stoppen met wegen"))
    assert desk.read(queries.weighting, survey) is None


def typed_questions(desk: Desk) -> UUID:
    """A survey for paper, made elsewhere and shown."""
    made: UUID = desk.do(
        service.add_questionnaire, title="Papier", questions=parse("Voor?\n- Ja\n- Nee\n\nNog iets?"), method="street"
    )
    return made


def test_a_wrong_entry_sheet_is_refused_in_one_sentence_and_enters_once_mended(empty: Desk) -> None:
    survey = typed_questions(empty)
    empty.chooser.saves = empty.folder / "invulblad.csv"
    empty.click(empty.page.sheet)
    text = empty.chooser.saves.read_text("utf-8-sig")
    for number, (wrong, said) in enumerate(
        [
            (text.replace("\n1;;;", "\n1;;Misschien;"), "“Misschien” is geen van de antwoorden"),
            (text.replace(";v1;", ";w1;"), "Kolom “v1” ontbreekt"),
            (text.replace("\n1;;;", "\n1;;1;veel;te veel"), "hoort niet bij dit blad"),
            (text, "is geen formulier ingevuld"),
        ]
    ):
        import_file(empty, wrong.encode(), f"fout{number}.csv")
        assert empty.open_dialogs() == 0
        assert said in empty.window.toast_widget.text()
        assert empty.read(queries.survey, survey).replies == 0
    import_file(empty, text.replace("\n1;;;", "\n1;;Ja;").encode(), "goed.csv")
    assert empty.read(queries.survey, survey).replies == 1


def test_the_paper_form_is_printed(empty: Desk) -> None:
    typed_questions(empty)
    empty.chooser.saves = empty.folder / "formulier.pdf"
    empty.tab_to(empty.page.form)
    empty.press(KEY.Key_Return)
    assert empty.chooser.saves.read_bytes().startswith(b"%PDF-")
    assert "formulier.pdf" in empty.window.toast_widget.text()


def test_statements_stand_beside_each_other_in_words_too(empty: Desk) -> None:
    words = ("Oneens", "Neutraal", "Eens")
    rows = "\n".join(f"{words[i % 3]};{words[(i // 2) % 3]}" for i in range(60))
    data = ("Wat vindt u? [Het is veilig];Wat vindt u? [Het is schoon]\n" + rows).encode()
    empty.do(service.import_survey, file=read(data, "Stellingen.csv"), file_name="Stellingen.csv")
    results = empty.page.results
    empty.qtbot.waitUntil(results.likert.isVisible)
    assert "Het is veilig: 33% Oneens, 33% Neutraal, 33% Eens (n = 60)" in results.likert.accessibleDescription()
    assert results.likert_title.plain() == "Wat vindt u?"
