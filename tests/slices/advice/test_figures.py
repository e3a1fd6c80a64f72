"""Survey figures from real replies: base, filter, margin, hidden figures."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

import pytest

from wijkraad_app.db.workspace import LocalWorkspace
from wijkraad_app.features.advice import queries, service
from wijkraad_app.features.advice.rules.annex import entries
from wijkraad_app.features.advice.rules.freshness import Freshness
from wijkraad_app.features.advice.rules.payloads import FigureSpec, SurveyFigure
from wijkraad_app.features.surveys import queries as surveys
from wijkraad_app.features.surveys import service as survey_service
from wijkraad_app.features.surveys.readers.reading import read
from wijkraad_app.kernel.errors import UserError


def imported(workspace: LocalWorkspace, others: list[str]) -> UUID:
    """60 parents, of whom 45 find the crossing unsafe, and the answers of others."""
    lines = ["Bent u ouder?;Hoe veilig is de oversteek?"]
    lines += ["Ja;Heel onveilig"] * 20 + ["Ja;Onveilig"] * 25 + ["Ja;Veilig"] * 15
    lines += [f"Nee;{answer}" for answer in others]
    file = read("\n".join(lines).encode(), "Oversteek.csv")
    made = workspace.do(survey_service.import_survey, file=file, file_name="Oversteek.csv", method="random")
    found: UUID = made.survey
    return found


@pytest.fixture
def survey(workspace: LocalWorkspace, monday: datetime) -> UUID:
    """120 replies, half of them parents."""
    return imported(workspace, ["Heel onveilig"] * 12 + ["Onveilig"] * 16 + ["Veilig"] * 32)


def spec(workspace: LocalWorkspace, survey: UUID, *answers: str, parents: bool = False, **words: str) -> FigureSpec:
    parent, crossing = workspace.read(surveys.survey, survey).questions
    ids = {option.label: str(option.id) for option in crossing.options}
    yes = tuple(str(option.id) for option in parent.options if option.label == "Ja")
    return FigureSpec(
        question=str(crossing.id),
        answers=tuple(ids[answer] for answer in answers),
        filter_question=str(parent.id) if parents else "",
        filter_answers=yes if parents else (),
        **words,
    )


def test_a_part_of_the_replies_is_the_base(workspace: LocalWorkspace, survey: UUID) -> None:
    wanted = spec(workspace, survey, "Onveilig", "Heel onveilig", parents=True)
    figure = workspace.read(queries.survey_figure, wanted)
    assert isinstance(figure, SurveyFigure)
    assert (figure.percent, figure.n, figure.of, figure.filter_answer) == (75, 60, 120, "Ja")
    assert figure.answer == "(heel) onveilig" and not figure.indicative
    assert figure.low is not None and figure.high is not None and figure.low < 75 < figure.high


def test_the_sentence_and_the_annex_name_the_base(workspace: LocalWorkspace, survey: UUID) -> None:
    advice = workspace.do(service.add_advice, title="Oversteek")
    wanted = spec(workspace, survey, "Onveilig", "Heel onveilig", parents=True, who="de ouders", claim="is bang")
    given = {"advice": advice, "kind": "question", "figure": wanted, "section": "findings"}
    made = workspace.do(service.insert_evidence, **given)
    assert made.sentence.startswith("75% van de ouders is bang (n = 60 van 120, ")
    content = workspace.read(queries.draft_content, advice)
    facts = dict(entries(content.sources)[0].facts)
    assert facts["Basis"] == "wie “Ja” antwoordde op “Bent u ouder?”"
    assert "Heel onveilig" in facts["Samengenomen antwoorden"]
    assert dict(facts)["Respons"].startswith("120 ")


def test_a_figure_that_would_tell_who_said_it_is_refused(workspace: LocalWorkspace, monday: datetime) -> None:
    survey = imported(workspace, ["Heel onveilig"] * 2 + ["Veilig"] * 58)
    wanted = spec(workspace, survey, "Heel onveilig", parents=True)
    advice = workspace.do(service.add_advice, title="Oversteek")
    with pytest.raises(UserError) as refused:
        workspace.do(service.insert_evidence, advice=advice, kind="question", figure=wanted)
    assert refused.value.code == "hidden_figure"


def test_an_undone_import_leaves_the_frozen_figure_and_says_so(workspace: LocalWorkspace, survey: UUID) -> None:
    advice = workspace.do(service.add_advice, title="Oversteek")
    wanted = spec(workspace, survey, "Onveilig", "Heel onveilig")
    workspace.do(service.insert_evidence, advice=advice, kind="question", figure=wanted, section="findings")
    workspace.do(survey_service.remove_survey, survey=survey)
    view = workspace.read(queries.advice, advice)
    assert view is not None
    (row,) = view.evidence
    assert row.freshness is Freshness.GONE and isinstance(row.payload, SurveyFigure) and row.payload.n == 120


def test_a_changed_method_makes_the_figure_another(workspace: LocalWorkspace, survey: UUID) -> None:
    advice = workspace.do(service.add_advice, title="Oversteek")
    wanted = spec(workspace, survey, "Onveilig", "Heel onveilig")
    workspace.do(service.insert_evidence, advice=advice, kind="question", figure=wanted, section="findings")
    workspace.do(survey_service.set_method, survey=survey, method="street")
    view = workspace.read(queries.advice, advice)
    assert view is not None and view.evidence[0].freshness is Freshness.CHANGED
    assert "indicatief" in view.evidence[0].now_sentence
