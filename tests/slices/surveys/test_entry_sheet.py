"""Entry sheets as they come back: what was typed wrong, cut or changed is said in one sentence, and nothing enters."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from wijkraad_app.db.workspace import LocalWorkspace
from wijkraad_app.features.surveys import queries, service
from wijkraad_app.features.surveys.readers import grid
from wijkraad_app.features.surveys.readers.opening import FilledSheet, empty_sheet, opened
from wijkraad_app.features.surveys.rules.questionnaire import parse
from wijkraad_app.kernel.errors import UserError

QUESTIONS = "Hoe veilig?\n- Veilig\n- Onveilig\n\nHoe gaat u?\n+ Fiets\n+ Auto\n\nNog iets?"
Rows = list[list[str]]


@pytest.fixture
def paper(workspace: LocalWorkspace) -> UUID:
    made: UUID = workspace.do(service.add_questionnaire, title="Papier", questions=parse(QUESTIONS), method="street")
    return made


def rows_of(workspace: LocalWorkspace, paper: UUID) -> Rows:
    data = empty_sheet(workspace.read(queries.sheet_questions, paper), forms=4).decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(data), delimiter=";"))
    rows[3][2:] = ["Veilig", "x", "", "dank"]
    rows[4][2:] = ["2", "", "x", ""]
    return rows


def as_file(rows: Rows) -> bytes:
    stream = io.StringIO()
    csv.writer(stream, delimiter=";").writerows(rows)
    return stream.getvalue().encode()


def take(workspace: LocalWorkspace, paper: UUID, data: bytes) -> service.SheetImported:
    found = opened(data, "blad.csv")
    assert isinstance(found, FilledSheet)
    replies = found.filled(workspace.read(queries.sheet_questions, paper))
    done: service.SheetImported = workspace.do(
        service.import_entry_sheet, survey=paper, replies=replies, file_name="blad.csv"
    )
    return done


def refusal(workspace: LocalWorkspace, paper: UUID, data: bytes) -> UserError:
    before = workspace.read(queries.survey, paper)
    with pytest.raises(UserError) as error:
        take(workspace, paper, data)
    assert workspace.read(queries.survey, paper) == before
    return error.value


def test_a_filled_sheet_enters_and_its_rows_only_once(workspace: LocalWorkspace, paper: UUID) -> None:
    rows = rows_of(workspace, paper)
    assert take(workspace, paper, as_file(rows)).added == 2
    assert refusal(workspace, paper, as_file(rows)).code == "imported_twice"
    rows[5][2:] = ["1", "x", "x", ""]
    done = take(workspace, paper, as_file(rows))
    assert (done.added, done.known) == (1, 2)
    assert workspace.read(queries.survey, paper).replies == 3


def _unknown(rows: Rows) -> None:
    rows[3][2] = "Prima"


def _number(rows: Rows) -> None:
    rows[3][2] = "3"


def _cross(rows: Rows) -> None:
    rows[4][3] = "misschien"


def _persons(rows: Rows) -> None:
    rows[4][1] = "veel"


@pytest.mark.parametrize(
    ("spoil", "form", "words"),
    [(_unknown, "1", "Prima"), (_number, "1", "3"), (_cross, "2", "misschien"), (_persons, "2", "veel")],
)
def test_a_wrong_entry_names_its_form_and_what_was_typed(
    workspace: LocalWorkspace, paper: UUID, spoil: Callable[[Rows], None], form: str, words: str
) -> None:
    rows = rows_of(workspace, paper)
    spoil(rows)
    error = refusal(workspace, paper, as_file(rows))
    assert error.code == "wrong_entry"
    assert f"Formulier {form}, " in error.message
    assert f"“{words}”" in error.message


def test_all_forms_with_something_wrong_are_named_at_once(workspace: LocalWorkspace, paper: UUID) -> None:
    rows = rows_of(workspace, paper)
    _unknown(rows)
    _cross(rows)
    assert refusal(workspace, paper, as_file(rows)).message.endswith("Kijk ook naar deze formulieren: 2.")


def test_changed_columns_are_said(workspace: LocalWorkspace, paper: UUID) -> None:
    rows = rows_of(workspace, paper)
    strange = [[*row, ""] for row in rows]
    strange[1][-1], strange[3][-1] = "opmerking", "belde later"
    assert "“opmerking”" in refusal(workspace, paper, as_file(strange)).message
    strange[3][-1] = ""
    assert take(workspace, paper, as_file(strange)).added == 2
    assert refusal(workspace, paper, as_file([row[:2] + row[3:] for row in rows])).code == "sheet_mark"
    missing = [rows[0], *[row[:2] + row[3:] for row in rows[1:]]]
    assert "“v1”" in refusal(workspace, paper, as_file(missing)).message
    double = [[*row, row[2]] for row in rows]
    error = refusal(workspace, paper, as_file(double))
    assert (error.code, "“v1”" in error.message) == ("sheet_header", True)


def test_moved_columns_are_read_by_their_codes(workspace: LocalWorkspace, paper: UUID) -> None:
    rows = rows_of(workspace, paper)
    moved = [rows[0], *[[*row[2:], *row[:2]] for row in rows[1:]]]
    assert take(workspace, paper, as_file(moved)).added == 2


def test_a_form_without_a_number_and_a_number_given_twice(workspace: LocalWorkspace, paper: UUID) -> None:
    rows = rows_of(workspace, paper)
    rows[4][0] = ""
    assert refusal(workspace, paper, as_file(rows)).code == "no_number"
    rows[4][0] = "1"
    assert refusal(workspace, paper, as_file(rows)).code == "form_twice"


def test_a_file_that_was_cut_off_is_refused(workspace: LocalWorkspace, paper: UUID) -> None:
    rows = rows_of(workspace, paper)[:5]
    rows[3][5] = "Een lang\nantwoord"
    data = as_file(rows)
    assert take(workspace, paper, data).added == 2
    workspace.undo()
    assert refusal(workspace, paper, data[: data.index(b"antwoord")]).code == "cut_off"
    assert refusal(workspace, paper, data[: data.rindex(b"x")]).code == "cut_off"


def test_a_huge_file_is_refused_before_it_is_read(
    workspace: LocalWorkspace, paper: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = as_file(rows_of(workspace, paper))
    monkeypatch.setattr(grid, "MOST_BYTES", len(data) - 1)
    assert refusal(workspace, paper, data).code == "too_big"


def test_questions_that_changed_and_another_survey_are_told_apart(workspace: LocalWorkspace, paper: UUID) -> None:
    data = as_file(rows_of(workspace, paper))
    workspace.do(service.add_question, survey=paper, text="En verder?", kind="open")
    assert refusal(workspace, paper, data).code == "sheet_outdated"


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.data())
def test_whatever_is_typed_gives_forms_or_one_sentence(
    workspace: LocalWorkspace, paper: UUID, data: st.DataObject
) -> None:
    rows = rows_of(workspace, paper)
    for _change in range(data.draw(st.integers(1, 4))):
        row = rows[data.draw(st.integers(0, len(rows) - 1))]
        typed = data.draw(st.text(st.characters(exclude_categories=["Cs"]), max_size=12))
        row[data.draw(st.integers(0, len(row) - 1))] = typed
    known = workspace.read(queries.sheet_questions, paper)
    try:
        found = opened(as_file(rows).replace(b"\x00", b""), "blad.csv")
        if isinstance(found, FilledSheet):
            assert found.filled(known).forms
    except UserError as error:
        assert error.message and error.code
