"""Weighting as verbs: what it does, what it refuses, and that undo puts back the figures of before."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

import pytest
import sqlcipher3.dbapi2 as dbapi
from sqlalchemy import create_engine, text

from wijkraad_app.db import check, migrations
from wijkraad_app.db.workspace import LocalWorkspace
from wijkraad_app.features.surveys import queries, service
from wijkraad_app.features.surveys.queries import Base
from wijkraad_app.features.surveys.readers.margins import margin_lines
from wijkraad_app.kernel.errors import UserError

from .test_service import imported, option, question

PARENTS = "1;Ja;30\n;Nee;70"


@pytest.fixture
def survey(workspace: LocalWorkspace) -> UUID:
    return imported(workspace, method="random").survey


def weigh(workspace: LocalWorkspace, survey: UUID, margins: str = PARENTS) -> queries.Weighting:
    done: queries.Weighting = workspace.do(service.set_weights, survey=survey, lines=margin_lines(margins))
    return done


def refused(workspace: LocalWorkspace, survey: UUID, text: str) -> str:
    before = workspace.read(queries.weighting, survey)
    with pytest.raises(UserError) as error:
        weigh(workspace, survey, text)
    assert workspace.read(queries.weighting, survey) == before
    return error.value.code


def shares(workspace: LocalWorkspace, survey: UUID, number: int, *, weighted: bool) -> list[float]:
    table = workspace.read(queries.question_table, question(workspace, survey, number).id, weighted=weighted)
    assert table.figures is not None
    return [round(row.share, 4) for row in table.figures.rows]


def test_weighted_figures_stand_beside_the_others_and_undo_takes_them_back(
    workspace: LocalWorkspace, survey: UUID
) -> None:
    plain = shares(workspace, survey, 2, weighted=False)
    done = weigh(workspace, survey)
    assert (done.deff, done.n_eff) == pytest.approx((1.16, 80 / 1.16))
    assert done.trimmed == 0
    assert [one.share for one in done.margins[0].classes] == [0.3, 0.7]
    assert [one.replies for one in done.margins[0].classes] == [40, 40]
    assert workspace.read(queries.weighting, survey) == done
    assert sorted(shares(workspace, survey, 1, weighted=True)) == [0.3, 0.7]
    assert shares(workspace, survey, 2, weighted=False) == plain
    table = workspace.read(queries.question_table, question(workspace, survey, 2).id, weighted=True)
    assert table.weighted_by == ("Bent u ouder?",)
    assert table.figures is not None
    assert table.figures.weighted
    assert table.figures.n_eff is not None
    assert table.figures.n_eff < table.figures.n
    assert [row.count for row in table.figures.rows] == [18, 18, 18, 18]
    assert workspace.read(check.problems) == []
    workspace.undo()
    assert workspace.read(queries.weighting, survey) is None
    workspace.redo()
    assert workspace.read(queries.weighting, survey) == done


def test_other_margins_take_the_place_of_those_before_and_answers_can_be_taken_together(
    workspace: LocalWorkspace, survey: UUID
) -> None:
    weigh(workspace, survey)
    done = weigh(workspace, survey, "2;Heel veilig / Veilig;50\n;Onveilig / Heel onveilig;50")
    assert [one.text for one in done.margins] == ["Hoe veilig is de oversteek?"]
    assert [one.label for one in done.margins[0].classes] == ["Heel veilig / Veilig", "Onveilig / Heel onveilig"]
    assert any("8" in told for told in done.warnings)


def test_weights_are_removed_and_come_back_with_undo(workspace: LocalWorkspace, survey: UUID) -> None:
    with pytest.raises(UserError) as error:
        workspace.do(service.remove_weights, survey=survey)
    assert error.value.code == "not_weighted"
    done = weigh(workspace, survey)
    workspace.do(service.remove_weights, survey=survey)
    assert workspace.read(queries.weighting, survey) is None
    with pytest.raises(UserError) as error:
        workspace.read(queries.question_table, question(workspace, survey, 1).id, weighted=True)
    assert error.value.code == "not_weighted"
    workspace.undo()
    assert workspace.read(queries.weighting, survey) == done


def test_wrong_margins_store_nothing(workspace: LocalWorkspace, survey: UUID) -> None:
    weigh(workspace, survey)
    assert refused(workspace, survey, "1;Ja;30\n;Misschien;70") == "no_answer"
    assert refused(workspace, survey, "8;Ja;30\n;Nee;70") == "no_question"
    assert refused(workspace, survey, "3;Fiets;30\n;Auto;70") == "wrong_kind"
    assert refused(workspace, survey, "2;Veilig;30\n;Onveilig;70") == "no_target"
    assert refused(workspace, survey, "1;Ja;0\n;Nee;70") == "no_number"


def test_an_answer_that_nobody_gave_is_refused(workspace: LocalWorkspace, survey: UUID) -> None:
    empty = imported(workspace, b"Buurt;Oordeel\n" + b"Noord;Goed\nZuid;Slecht\n" * 40).survey
    workspace.do(service.update_option, option=option(workspace, empty, 1, "Zuid"), missing="refused")
    assert refused(workspace, empty, "1;Noord;40\n;Zuid;60") == "no_answer"


def test_typed_counts_and_empty_surveys_are_not_weighted(workspace: LocalWorkspace) -> None:
    counts = workspace.do(
        service.add_counted_survey, title="Geteld", text="Fijn?", counts=[("Ja", 40), ("Nee", 10)], method="street"
    )
    assert refused(workspace, counts, "1;Ja;30\n;Nee;70") == "counts_only"
    paper = workspace.do(service.add_survey, title="Papier")
    workspace.do(service.add_question, survey=paper, text="Fijn?", options=["Ja", "Nee"])
    assert refused(workspace, paper, "1;Ja;30\n;Nee;70") == "no_replies"


def test_a_part_and_merged_answers_are_weighted_too(workspace: LocalWorkspace, survey: UUID) -> None:
    weigh(workspace, survey)
    safe = [option(workspace, survey, 2, label) for label in ("Onveilig", "Heel onveilig")]
    parents = Base(question(workspace, survey, 1).id, (option(workspace, survey, 1, "Ja"),))
    asked = question(workspace, survey, 2).id
    plain = workspace.read(queries.figure, asked, safe)
    weighted = workspace.read(queries.figure, asked, safe, weighted=True)
    part = workspace.read(queries.figure, asked, safe, base=parents, weighted=True)
    assert (plain.count, plain.n) == (weighted.count, weighted.n)
    assert weighted.table.weighted_by == ("Bent u ouder?",)
    assert part.n == 40


def test_stored_margins_that_fit_no_more_say_why(workspace: LocalWorkspace, survey: UUID) -> None:
    weigh(workspace, survey)
    workspace.do(service.update_option, option=option(workspace, survey, 1, "Ja"), missing="refused")
    found = workspace.read(queries.weighting, survey)
    assert found is not None
    assert "“Ja”" in found.problem


def test_answers_of_a_dossier_of_before_have_no_margin_after_the_migration(tmp_path: Path) -> None:
    engine = create_engine(f"sqlite:///{tmp_path / 'old.db'}", module=dbapi)
    migrations.upgrade(engine, "0001")
    values = "x'00', x'01', 1, 'a', '', 'Ja', '', NULL, '2026-01-01T00:00:00+00:00', 0"
    with engine.begin() as connection:
        columns = "id, question, number, position, code, label, missing, count, created_at, deleted"
        connection.execute(text(f'INSERT INTO "option" ({columns}) VALUES ({values})'))
    migrations.upgrade(engine, "0002")
    with engine.connect() as connection:
        assert connection.execute(text('SELECT label, target, joined FROM "option"')).all() == [("Ja", "", None)]
    engine.dispose()


def test_weighting_makes_no_random_sample_of_an_open_link(workspace: LocalWorkspace) -> None:
    open_link = imported(workspace, method="open_link").survey
    assert any("indicatief" in told for told in weigh(workspace, open_link).warnings)
    table = workspace.read(queries.question_table, question(workspace, open_link, 1).id, weighted=True)
    assert table.figures is not None
    assert all(row.low is None for row in table.figures.rows)
