"""The same figures in words, as a chart and on paper."""

from __future__ import annotations

import csv
import io
from datetime import date, datetime
from pathlib import Path
from uuid import UUID

import pytest

from wijkraad_app.db.workspace import LocalWorkspace
from wijkraad_app.features.surveys import documents, flow, queries, service
from wijkraad_app.features.surveys.readers.margins import margin_lines
from wijkraad_app.features.surveys.readers.opening import FilledSheet, empty_sheet, opened
from wijkraad_app.features.surveys.readers.reading import read
from wijkraad_app.features.surveys.readers.survey_file import Preview
from wijkraad_app.features.surveys.rules.kinds import Kind
from wijkraad_app.features.surveys.rules.questionnaire import parse
from wijkraad_app.kernel.errors import UserError
from wijkraad_app.kernel.i18n import in_language
from wijkraad_app.pdf import conformance, preview
from wijkraad_app.pdf.blocks import HouseStyle
from wijkraad_app.pdf.render import render

MADE = datetime.fromisoformat("2026-11-23T12:00:00+01:00")
SAFE = ["Heel veilig", "Veilig", "Onveilig", "Heel onveilig", "Onveilig"]


@pytest.fixture
def survey(workspace: LocalWorkspace) -> UUID:
    stream = io.StringIO()
    writer = csv.writer(stream)
    writer.writerow(["Bent u ouder?", "Hoe veilig?", "Wat gebruikt u?", "Leeftijd", "Wat nog?"])
    for i in range(90):
        ways = ("Fiets;Auto;", "Fiets;", "Auto;Bus;")[i % 3]
        writer.writerow(["Ja" if i % 2 else "Nee", "" if i % 9 == 0 else SAFE[i % 5], ways, 20 + i % 50, f"Zin {i} 🙂"])
    file = read(stream.getvalue().encode(), "Oversteek.csv")
    return workspace.do(service.import_survey, file=file, file_name="Oversteek.csv", method="random").survey


def tables(workspace: LocalWorkspace, survey: UUID) -> list[queries.QuestionTable]:
    view = workspace.read(queries.survey, survey)
    return [workspace.read(queries.question_table, question.id) for question in view.questions]


def test_the_finding_is_a_sentence_in_both_languages(workspace: LocalWorkspace, survey: UUID) -> None:
    found = tables(workspace, survey)
    assert documents.headline(found[1]) == "60% antwoordde “(heel) onveilig”."
    assert documents.headline(found[2]) == "67% noemde “Auto”."
    assert documents.headline(found[3]).startswith("Het gemiddelde is ")
    assert documents.headline(found[4]) == "90 mensen gaven antwoord."
    with in_language("en"):
        assert documents.headline(found[1]) == "60% answered “(heel) onveilig”."


def test_what_it_rests_on_is_said(workspace: LocalWorkspace, survey: UUID) -> None:
    found = tables(workspace, survey)
    assert documents.answered_words(found[1]) == "80 antwoorden"
    assert documents.missing_words(found[1].missing) == ("10 niet ingevuld",)
    assert (
        documents.method_words(found[2])
        == "Steekproef, meer antwoorden mogelijk, dus samen meer dan 100%, met 95%-marge"
    )


def test_the_chart_holds_the_figures(workspace: LocalWorkspace, survey: UUID) -> None:
    chart = documents.chart_of(tables(workspace, survey)[1])
    assert chart is not None
    assert [(bar.label, bar.count) for bar in chart.bars] == [
        ("Heel veilig", 16), ("Veilig", 16), ("Onveilig", 32), ("Heel onveilig", 16)
    ]  # fmt: skip
    assert chart.bars[0].low is not None
    assert documents.chart_of(tables(workspace, survey)[4]) is None


def test_the_report_becomes_a_pdf(workspace: LocalWorkspace, survey: UUID) -> None:
    view = workspace.read(queries.survey, survey)
    made = datetime.fromisoformat("2026-11-23T12:00:00+01:00")
    report = documents.report(view, tables(workspace, survey), made=made, house=HouseStyle(sender="De Singels"))
    assert render(report).startswith(b"%PDF-")
    assert "Zin 3" not in repr(report.blocks)


def test_a_weighted_report_says_by_what_and_shows_both_shares(workspace: LocalWorkspace, survey: UUID) -> None:
    workspace.do(service.set_weights, survey=survey, lines=margin_lines("1;Ja;30\n1;Nee;70"))
    view = workspace.read(queries.survey, survey)
    found = [workspace.read(queries.question_table, question.id, weighted=True) for question in view.questions]
    report = documents.report(
        view, found, made=MADE, house=HouseStyle(), weighting=workspace.read(queries.weighting, survey)
    )
    text = repr(report.blocks)
    assert "Gewogen naar “Bent u ouder?”. 90 inzendingen tellen als 77 (ontwerpeffect 1,16)." in text
    assert "Aandeel, gewogen" in text and "Ongewogen" in text
    assert conformance.problems(render(report)) == ()


def test_statements_are_in_the_report(workspace: LocalWorkspace, tmp_path: Path) -> None:
    words = ("Oneens", "Neutraal", "Eens")
    rows = "\n".join(f"{words[i % 3]};{words[(i // 2) % 3]}" for i in range(60))
    data = ("Wat vindt u? [Het is veilig];Wat vindt u? [Het is schoon]\n" + rows).encode()
    made = workspace.do(service.import_survey, file=read(data, "S.csv"), file_name="S.csv").survey
    file = flow.write_report(workspace, made, tmp_path / "r.pdf", made=MADE).read_bytes()
    assert conformance.problems(file) == ()
    assert "Stelling" in "".join(preview.page_text(file, page) for page in range(preview.page_count(file)))


def test_the_paper_form_holds_every_question_and_answer(workspace: LocalWorkspace, tmp_path: Path) -> None:
    questions = parse("Voor 🙂?\n- Ja\n- Nee\n\nHoe gaat u?\n+ Fiets\n+ Auto\n\nNog iets?")
    made = workspace.do(service.add_questionnaire, title="Papier", questions=questions)
    file = flow.write_form(workspace, made, tmp_path / "f.pdf", made=MADE).read_bytes()
    assert conformance.problems(file) == ()
    text = preview.page_text(file, 0)
    for words in ("1. Voor", "Kruis één antwoord aan.", "Meer antwoorden mogelijk.", "Fiets", "3. Nog iets?"):
        assert words in text
    empty = workspace.do(service.add_survey, title="Leeg")
    with pytest.raises(UserError) as error:
        flow.write_form(workspace, empty, tmp_path / "g.pdf")
    assert error.value.code == "no_questions"
    assert not (tmp_path / "g.pdf").exists()


def test_a_sign_without_a_glyph_does_not_stop_the_report(workspace: LocalWorkspace) -> None:
    data = "Voor?;Plaats\r\n" + "Ja 🙂;plein\r\nNee 🙁;park\r\n" * 10
    made = workspace.do(service.import_survey, file=read(data.encode(), "x.csv"), file_name="x.csv").survey
    view = workspace.read(queries.survey, made)
    at = datetime.fromisoformat("2026-11-23T12:00:00+01:00")
    assert render(documents.report(view, tables(workspace, made), made=at, house=HouseStyle())).startswith(b"%PDF-")


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (date(2026, 10, 3), date(2026, 10, 24), "3 tot en met 24 oktober 2026"),
        (date(2026, 9, 28), date(2026, 10, 3), "28 september tot en met 3 oktober 2026"),
        (date(2025, 12, 30), date(2026, 1, 2), "30 december 2025 tot en met 2 januari 2026"),
        (date(2026, 10, 3), None, "3 oktober 2026"),
        (None, None, ""),
    ],
)
def test_a_period_reads_as_people_write_it(first: date | None, last: date | None, words: str) -> None:
    assert documents.period_words(first, last) == words


def test_an_entry_sheet_is_told_from_an_export(workspace: LocalWorkspace) -> None:
    text = "Voor?\n- Ja\n- Nee\n\nHoe gaat u?\n+ Fiets\n+ Auto\n\nNog iets?"
    made = workspace.do(service.add_questionnaire, title="Papier", questions=parse(text), method="street")
    known = workspace.read(queries.sheet_questions, made)
    empty = empty_sheet(known, forms=2)
    filled = empty.replace(b"\r\n1;;;;;\r\n", b"\r\n1;;ja;x;;dank\r\n")
    found = opened(filled, "blad.csv")
    assert isinstance(found, FilledSheet)
    replies = found.filled(known)
    assert (replies.forms, replies.persons, replies.answers) == (("1",), (1,), ((0,), ((0,),), ("dank",)))
    export = opened(b"Voor?;Leeftijd\r\nJa;30\r\nNee;40\r\nJa;50\r\nNee;60\r\n", "x.csv")
    assert isinstance(export, Preview)
    assert export.file.questions[0].kind is Kind.SINGLE


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"wijkraad-form;geen-nummer;1\r\nform;v1\r\nn;v\r\n1;2\r\n", "sheet_mark"),
        (b"wijkraad-form;8d1f3f6e-5f0f-4a53-9d55-6c8b3f0f7a11;x\r\n", "not_entry_sheet"),
    ],
)
def test_a_spoilt_entry_sheet_is_refused(workspace: LocalWorkspace, data: bytes, code: str) -> None:
    made = workspace.do(service.add_questionnaire, title="Papier", questions=parse("Voor?\n- Ja\n- Nee"))
    known = workspace.read(queries.sheet_questions, made)
    with pytest.raises(UserError) as error:
        found = opened(data, "blad.csv")
        assert isinstance(found, FilledSheet)
        found.filled(known)
    assert error.value.code == code


def test_a_spreadsheet_may_change_the_delimiter_of_a_sheet(workspace: LocalWorkspace) -> None:
    made = workspace.do(service.add_questionnaire, title="Papier", questions=parse("Voor, of niet?\n- Ja\n- Nee"))
    known = workspace.read(queries.sheet_questions, made)
    rows = list(csv.reader(io.StringIO(empty_sheet(known, forms=3).decode("utf-8-sig")), delimiter=";"))
    rows[3][2] = "2"
    wide = max(map(len, rows))
    stream = io.StringIO()
    csv.writer(stream).writerows([[*row, *[""] * (wide - len(row))] for row in rows])
    found = opened(stream.getvalue().encode("cp1252"), "blad.csv")
    assert isinstance(found, FilledSheet)
    assert found.filled(known).answers == ((1,),)


def test_a_questionnaire_is_one_step(workspace: LocalWorkspace) -> None:
    made = workspace.do(service.add_questionnaire, title="Papier", questions=parse("Voor?\n- Ja\n- Nee"))
    assert len(workspace.read(queries.survey, made).questions) == 1
    workspace.undo()
    assert workspace.read(queries.survey_rows) == ()
    workspace.redo()
    assert len(workspace.read(queries.survey, made).questions) == 1


def test_a_counted_survey_is_one_step(workspace: LocalWorkspace) -> None:
    counts = [("Ja", 30), ("Nee", 20)]
    made = workspace.do(service.add_counted_survey, title="Straatpoll", text="Voor?", counts=counts, method="street")
    assert workspace.read(queries.survey, made).people == 50
    workspace.undo()
    assert workspace.read(queries.survey_rows) == ()
