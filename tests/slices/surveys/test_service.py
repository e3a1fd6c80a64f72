"""Each verb of surveys: what it does, what it refuses, and that undo puts back what the queries showed."""

from __future__ import annotations

import csv
import io
from datetime import date
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from wijkraad_app.db import check
from wijkraad_app.db.workspace import LocalWorkspace
from wijkraad_app.features.surveys import queries, service
from wijkraad_app.features.surveys.model import Response, SurveyColumn
from wijkraad_app.features.surveys.queries import Base
from wijkraad_app.features.surveys.readers.delimited import table
from wijkraad_app.features.surveys.readers.entry_sheet import SheetMark, SheetQuestion, entry_sheet, sheet_replies
from wijkraad_app.features.surveys.readers.grid import Grid
from wijkraad_app.features.surveys.readers.reading import read
from wijkraad_app.features.surveys.rules.kinds import Kind, Method
from wijkraad_app.kernel.errors import UserError

HEADER = ["Bent u ouder?", "Hoe veilig is de oversteek?", "Wat gebruikt u?", "Leeftijd", "Wat nog?"]
SAFE = ["Heel veilig", "Veilig", "Onveilig", "Heel onveilig"]


def poll(count: int = 80) -> bytes:
    stream = io.StringIO()
    writer = csv.writer(stream, delimiter=";")
    writer.writerow(HEADER)
    for i in range(count):
        parent = "Ja" if i % 2 else "Nee"
        safe = "" if i % 10 == 0 else SAFE[(i // 2) % 4]
        ways = ("Fiets|Auto|", "Fiets|", "Auto|Bus|")[i % 3].replace("|", ";")
        writer.writerow([parent, safe, ways, str(18 + i % 60), f"Opmerking {i}" if i % 4 == 0 else ""])
    return stream.getvalue().encode()


def imported(workspace: LocalWorkspace, data: bytes | None = None, **more: Any) -> service.Imported:
    data = poll() if data is None else data
    return workspace.do(service.import_survey, file=read(data, "Oversteek.csv"), file_name="Oversteek.csv", **more)


def question(workspace: LocalWorkspace, survey: UUID, number: int) -> queries.QuestionRow:
    return workspace.read(queries.survey, survey).questions[number - 1]


def option(workspace: LocalWorkspace, survey: UUID, number: int, label: str) -> UUID:
    return next(o.id for o in question(workspace, survey, number).options if o.label == label)


def refused(workspace: LocalWorkspace, verb: Any, **values: Any) -> str:
    before = workspace.read(queries.survey_rows)
    with pytest.raises(UserError) as error:
        workspace.do(verb, **values)
    assert workspace.read(queries.survey_rows) == before
    return error.value.code


def test_an_import_stores_survey_questions_and_answers_as_one_step(workspace: LocalWorkspace) -> None:
    done = imported(workspace, method="random")
    assert (done.questions, done.responses, done.skipped) == (5, 80, 0)
    view = workspace.read(queries.survey, done.survey)
    assert (view.title, view.replies, view.method) == ("Oversteek", 80, Method.RANDOM)
    assert [(q.kind, q.n) for q in view.questions] == [
        (Kind.SINGLE, 80),
        (Kind.SCALE, 72),
        (Kind.MULTIPLE, 80),
        (Kind.NUMBER, 80),
        (Kind.OPEN, 20),
    ]
    table = workspace.read(queries.question_table, view.questions[1].id)
    assert table.figures is not None
    assert (table.n, table.replies, table.missing.blank) == (72, 80, 8)
    assert [row.count for row in table.figures.rows] == [18, 18, 18, 18]
    assert all(row.low is not None for row in table.figures.rows)
    assert workspace.read(check.problems) == []
    workspace.undo()
    assert workspace.read(queries.survey_rows) == ()
    workspace.redo()
    assert workspace.read(queries.survey, done.survey) == view
    assert workspace.read(queries.question_table, view.questions[1].id) == table


def test_replies_and_columns_are_derived(workspace: LocalWorkspace) -> None:
    imported(workspace)

    def counts(session: Session) -> tuple[int | None, int | None]:
        return (
            session.scalar(select(func.count()).select_from(Response)),
            session.scalar(select(func.count()).select_from(SurveyColumn)),
        )

    assert workspace.read(counts) == (80, 5)


def test_figures_come_out_alike_without_the_derived_columns(workspace: LocalWorkspace) -> None:
    survey = imported(workspace).survey
    rows = workspace.read(queries.survey, survey).questions
    before = [workspace.read(queries.question_table, row.id) for row in rows]
    workspace.do(service.remove_survey, survey=survey)
    workspace.undo()
    with Session(workspace.dossier.engine.execution_options(write=True)) as session, session.begin():
        session.query(SurveyColumn).delete()
    assert [workspace.read(queries.question_table, row.id) for row in rows] == before


def test_a_survey_without_a_known_method_is_indicative(workspace: LocalWorkspace) -> None:
    done = imported(workspace)
    table = workspace.read(queries.question_table, question(workspace, done.survey, 1).id)
    assert table.indicative
    assert table.figures is not None
    assert table.figures.rows[0].low is None
    workspace.do(service.set_method, survey=done.survey, method="random")
    table = workspace.read(queries.question_table, question(workspace, done.survey, 1).id)
    assert table.figures is not None
    assert table.figures.rows[0].low is not None
    workspace.undo()
    assert workspace.read(queries.survey, done.survey).indicative
    assert refused(workspace, service.set_method, survey=done.survey, method="gokken") == "unknown_method"


def test_a_part_of_the_replies_can_be_the_base(workspace: LocalWorkspace) -> None:
    survey = imported(workspace).survey
    parents = Base(question(workspace, survey, 1).id, (option(workspace, survey, 1, "Ja"),))
    table = workspace.read(queries.question_table, question(workspace, survey, 2).id, base=parents)
    assert table.figures is not None
    assert (table.figures.n, table.figures.base, table.figures.of, table.base) == (40, 40, 72, "Ja")
    young = Base(question(workspace, survey, 2).id, (option(workspace, survey, 2, "Veilig"),))
    with pytest.raises(UserError) as error:
        workspace.read(queries.question_table, question(workspace, survey, 1).id, base=young)
    assert error.value.code == "too_few"


def test_the_base_holds_for_numbers_and_open_answers_too(workspace: LocalWorkspace) -> None:
    survey = imported(workspace).survey
    parents = Base(question(workspace, survey, 1).id, (option(workspace, survey, 1, "Ja"),))
    ages = workspace.read(queries.question_table, question(workspace, survey, 4).id, base=parents)
    assert (ages.n, ages.base) == (40, "Ja")
    assert ages.summary is not None and ages.summary.n == 40
    with pytest.raises(UserError) as error:
        workspace.read(queries.question_table, question(workspace, survey, 5).id, base=parents)
    assert error.value.code == "too_few"


def test_a_figure_names_answer_base_and_whole(workspace: LocalWorkspace) -> None:
    survey = imported(workspace, method="random").survey
    chosen = (option(workspace, survey, 2, "Onveilig"), option(workspace, survey, 2, "Heel onveilig"))
    parents = Base(question(workspace, survey, 1).id, (option(workspace, survey, 1, "Ja"),))
    found = workspace.read(queries.figure, question(workspace, survey, 2).id, chosen, base=parents)
    assert (found.answer, found.percent, found.count, found.n, found.of) == ("(heel) onveilig", 50, 20, 40, 72)
    assert found.low is not None and found.high is not None
    assert found.low < 50 < found.high


def test_a_breakdown_hides_small_groups_and_refuses_open_questions(workspace: LocalWorkspace) -> None:
    survey = imported(workspace).survey
    first, second, last = (question(workspace, survey, n).id for n in (1, 2, 5))
    crossed = workspace.read(queries.cross_table, second, first)
    assert [group.label for group in crossed.table.groups] == ["Ja", "Nee"]
    assert crossed.table.n == 72
    with pytest.raises(UserError) as error:
        workspace.read(queries.cross_table, second, last)
    assert error.value.code == "no_options"


def test_open_answers_can_be_read(workspace: LocalWorkspace) -> None:
    survey = imported(workspace).survey
    assert workspace.read(queries.open_answers, question(workspace, survey, 5).id)[:2] == ("Opmerking 0", "Opmerking 4")


def test_fields_of_a_survey_are_changed_and_guarded(workspace: LocalWorkspace) -> None:
    survey = imported(workspace).survey
    before = workspace.read(queries.survey, survey)
    fields = {"title": "Oversteek Molendijk", "start": date(2026, 10, 3), "end": date(2026, 10, 24), "invited": 200}
    workspace.do(service.update_survey, survey=survey, **fields)
    view = workspace.read(queries.survey, survey)
    assert (view.title, view.response) == ("Oversteek Molendijk", 0.4)
    workspace.undo()
    assert workspace.read(queries.survey, survey) == before
    assert refused(workspace, service.update_survey, survey=survey, title="  ") == "no_title"
    assert refused(workspace, service.update_survey, survey=survey, invited=-1) == "negative"
    days = {"start": date(2026, 10, 3), "end": date(2026, 10, 2)}
    assert refused(workspace, service.update_survey, survey=survey, **days) == "end_before_start"


def test_wording_can_be_corrected(workspace: LocalWorkspace) -> None:
    survey = imported(workspace).survey
    row = question(workspace, survey, 1)
    workspace.do(service.update_question, question=row.id, text="Bent u ouder of verzorger?")
    workspace.do(service.update_option, option=row.options[0].id, label="Ja, ouder")
    changed = question(workspace, survey, 1)
    assert (changed.text, changed.options[0].label) == ("Bent u ouder of verzorger?", "Ja, ouder")
    workspace.undo()
    workspace.undo()
    assert question(workspace, survey, 1) == row
    assert refused(workspace, service.update_question, question=row.id, text=" ") == "no_text"
    assert refused(workspace, service.update_option, option=row.options[0].id, label="") == "no_text"


def test_an_option_can_count_as_no_answer(workspace: LocalWorkspace) -> None:
    survey = imported(workspace).survey
    row = question(workspace, survey, 2)
    workspace.do(service.update_option, option=row.options[0].id, missing="dont_know")
    table = workspace.read(queries.question_table, row.id)
    assert (table.n, table.missing.dont_know) == (54, 18)
    assert question(workspace, survey, 2).n == 54
    assert refused(workspace, service.update_option, option=row.options[0].id, missing="?") == "unknown_missing"


def test_a_question_or_a_whole_survey_can_be_removed(workspace: LocalWorkspace) -> None:
    survey = imported(workspace).survey
    before = workspace.read(queries.survey, survey)
    workspace.do(service.remove_question, question=before.questions[4].id)
    assert len(workspace.read(queries.survey, survey).questions) == 4
    workspace.undo()
    assert workspace.read(queries.survey, survey) == before
    workspace.do(service.remove_survey, survey=survey)
    assert workspace.read(queries.survey_rows) == ()
    assert workspace.read(check.problems) == []
    workspace.undo()
    assert workspace.read(queries.survey, survey) == before


def test_results_known_as_counts_are_typed_in(workspace: LocalWorkspace) -> None:
    survey = workspace.do(service.add_survey, title="Straatpoll", method="street", counts_only=True)
    counts = [("Ja", 30), ("Nee", 20), ("Weet ik niet", 4)]
    asked = workspace.do(service.add_counts, survey=survey, text="Bent u voor?", counts=counts, people=60)
    table = workspace.read(queries.question_table, asked)
    assert table.figures is not None
    assert [(row.label, row.count, row.share) for row in table.figures.rows] == [("Ja", 30, 0.6), ("Nee", 20, 0.4)]
    assert (table.n, table.replies, table.missing.dont_know, table.missing.blank) == (50, 60, 4, 6)
    assert workspace.read(queries.survey, survey).people == 60
    ways = [("Fiets", 40), ("Auto", 30)]
    several = workspace.do(
        service.add_counts, survey=survey, text="Hoe komt u?", counts=ways, kind="multiple", people=50
    )
    table = workspace.read(queries.question_table, several)
    assert table.figures is not None
    assert [row.share for row in table.figures.rows] == [0.8, 0.6]
    before = workspace.read(queries.survey, survey)
    workspace.do(service.set_counts, question=asked, counts=[40, 10, 4], people=60)
    assert workspace.read(queries.question_table, asked).figures.rows[0].count == 40  # type: ignore[union-attr]
    workspace.undo()
    assert workspace.read(queries.survey, survey) == before
    workspace.undo()
    assert len(workspace.read(queries.survey, survey).questions) == 1


def test_counts_that_can_not_be_are_refused(workspace: LocalWorkspace) -> None:
    survey = workspace.do(service.add_survey, title="Straatpoll", counts_only=True)
    add = {"survey": survey, "text": "Voor?"}
    assert refused(workspace, service.add_counts, **add, counts=[("Ja", 3)]) == "few_options"
    assert refused(workspace, service.add_counts, **add, counts=[("Ja", 3), ("ja", 1)]) == "same_options"
    assert refused(workspace, service.add_counts, **add, counts=[("Ja", -3), ("Nee", 1)]) == "negative"
    two = [("Ja", 3), ("Nee", 2)]
    assert refused(workspace, service.add_counts, **add, counts=two, people=4) == "too_many_counted"
    assert refused(workspace, service.add_counts, **add, counts=two, kind="multiple") == "people_missing"
    assert refused(workspace, service.add_counts, **add, counts=two, kind="open") == "no_options"
    asked = workspace.do(service.add_counts, **add, counts=two)
    assert refused(workspace, service.set_counts, question=asked, counts=[1]) == "counts_missing"
    single = imported(workspace).survey
    assert refused(workspace, service.add_counts, survey=single, text="x", counts=two) == "not_counts"
    assert (
        refused(workspace, service.set_counts, question=question(workspace, single, 1).id, counts=[1, 2])
        == "not_counts"
    )
    assert refused(workspace, service.add_question, survey=single, text="x", options=("a", "b")) == "has_answers"
    assert refused(workspace, service.add_survey, title="  ") == "no_title"


def sheet(workspace: LocalWorkspace, survey: UUID, *rows: list[str]) -> Any:
    known = workspace.read(queries.sheet_questions, survey)
    asked = [SheetQuestion(q.number, q.text, q.kind, tuple(o.label for o in q.options)) for q in known.questions]
    empty = entry_sheet(SheetMark(known.survey, known.version), asked, forms=3).decode("utf-8-sig")
    grid, delimiter = table(empty)
    assert delimiter == ";"
    return sheet_replies(Grid(grid[:3] + [list(row) for row in rows]), asked)


@pytest.fixture
def paper(workspace: LocalWorkspace) -> UUID:
    """A survey with three typed questions."""
    survey = workspace.do(service.add_survey, title="Papieren enquête", method="street")
    workspace.do(service.add_question, survey=survey, text="Voor?", options=("Ja", "Nee"))
    workspace.do(service.add_question, survey=survey, text="Hoe?", kind="multiple", options=("Fiets", "Auto"))
    workspace.do(service.add_question, survey=survey, text="Nog iets?", kind="open")
    return survey


def test_an_entry_sheet_is_taken_in_without_questions(workspace: LocalWorkspace, paper: UUID) -> None:
    rows = sheet(
        workspace, paper, ["1", "", "1", "x", "", "mooi"], ["2", "3", "nee", "", "X", ""], ["3", "", "", "", "", ""]
    )
    done = workspace.do(service.import_entry_sheet, survey=paper, replies=rows, file_name="formulieren.csv")
    assert (done.added, done.known) == (2, 0)
    view = workspace.read(queries.survey, paper)
    assert (view.replies, view.people) == (2, 4)
    table = workspace.read(queries.question_table, view.questions[0].id)
    assert [row.count for row in table.figures.rows] == [1, 1]  # type: ignore[union-attr]
    assert workspace.read(queries.open_answers, view.questions[2].id) == ("mooi",)
    assert workspace.read(check.problems) == []


def test_forms_are_taken_in_once(workspace: LocalWorkspace, paper: UUID) -> None:
    first, second = ["1", "", "1", "x", "", ""], ["2", "", "2", "", "x", ""]
    take = {"survey": paper, "file_name": "f.csv"}
    workspace.do(service.import_entry_sheet, replies=sheet(workspace, paper, first), **take)
    assert (
        refused(workspace, service.import_entry_sheet, replies=sheet(workspace, paper, first), **take)
        == "imported_twice"
    )
    done = workspace.do(service.import_entry_sheet, replies=sheet(workspace, paper, first, second), **take)
    assert (done.added, done.known) == (1, 1)
    assert workspace.read(queries.survey, paper).replies == 2
    changed = ["1", "", "2", "x", "", ""]
    assert (
        refused(workspace, service.import_entry_sheet, replies=sheet(workspace, paper, changed), **take)
        == "form_changed"
    )
    workspace.undo()
    view = workspace.read(queries.survey, paper)
    assert (view.replies, view.people) == (1, 1)
    assert workspace.read(queries.question_table, view.questions[0].id).n == 1


def test_a_sheet_of_older_questions_or_of_another_survey_is_refused(workspace: LocalWorkspace, paper: UUID) -> None:
    rows = sheet(workspace, paper, ["1", "", "1", "x", "", ""])
    other = imported(workspace).survey
    assert refused(workspace, service.import_entry_sheet, survey=other, replies=rows, file_name="f") == "other_survey"
    workspace.do(service.add_question, survey=paper, text="Erbij?", options=("Ja", "Nee"))
    assert refused(workspace, service.import_entry_sheet, survey=paper, replies=rows, file_name="f") == "sheet_outdated"


@pytest.mark.parametrize(
    ("row", "code"),
    [
        (["1", "", "9", "", "", ""], "wrong_entry"),
        (["1", "", "misschien", "", "", ""], "wrong_entry"),
        (["1", "", "", "ja!", "", ""], "wrong_entry"),
        (["1", "0", "1", "", "", ""], "wrong_entry"),
        (["", "", "1", "", "", ""], "no_number"),
    ],
)
def test_what_no_answer_is_names_its_form(workspace: LocalWorkspace, paper: UUID, row: list[str], code: str) -> None:
    with pytest.raises(UserError) as error:
        sheet(workspace, paper, row)
    assert error.value.code == code
    with pytest.raises(UserError) as error:
        sheet(workspace, paper, ["1", "", "1", "", "", ""], ["1", "", "2", "", "", ""])
    assert error.value.code == "form_twice"


def test_the_same_file_is_recognised(workspace: LocalWorkspace) -> None:
    from hashlib import sha256

    data = poll()
    imported(workspace, data, source=data)
    assert workspace.read(queries.imported_before, sha256(data).hexdigest()) == "Oversteek"
    assert workspace.read(queries.imported_before, sha256(b"x").hexdigest()) == ""


def test_surveys_are_found_by_title(workspace: LocalWorkspace) -> None:
    imported(workspace)
    workspace.do(service.add_survey, title="Groen in de wijk")
    assert [row.title for row in workspace.read(queries.survey_rows, "groen")] == ["Groen in de wijk"]
    assert {row.replies for row in workspace.read(queries.survey_rows)} == {0, 80}
