"""Survey figures from real replies: base, filter, margin, hidden figures."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from uuid import UUID

import pytest

from wijkraad_app.db.workspace import LocalWorkspace
from wijkraad_app.features.advice import queries, service
from wijkraad_app.features.advice.rules import annex, sentences
from wijkraad_app.features.advice.rules.annex import entries
from wijkraad_app.features.advice.rules.freshness import Freshness
from wijkraad_app.features.advice.rules.payloads import FigureSpec, SourceKind, SurveyFigure, as_json, freeze, thaw
from wijkraad_app.features.surveys import queries as surveys
from wijkraad_app.features.surveys import service as survey_service
from wijkraad_app.features.surveys.readers.margins import margin_lines
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


def weigh(workspace: LocalWorkspace, survey: UUID, yes: int, no: int) -> None:
    lines = margin_lines(f"1;Ja;{yes}\n1;Nee;{no}")
    workspace.do(survey_service.set_weights, survey=survey, lines=lines)


def test_a_weighted_figure_says_so_in_sentence_note_and_annex(workspace: LocalWorkspace, survey: UUID) -> None:
    weigh(workspace, survey, 20, 80)
    wanted = replace(spec(workspace, survey, "Onveilig", "Heel onveilig"), weighted=True)
    figure = workspace.read(queries.survey_figure, wanted)
    assert isinstance(figure, SurveyFigure)
    assert (figure.weighted, figure.percent, figure.unweighted, figure.count) == (True, 52, 61, 73)
    assert figure.margins == ("“Bent u ouder?” (Ja 20,0%, Nee 80,0%)",)
    assert figure.n_eff == 88
    assert ", gewogen" in sentences.sentence(figure)
    assert ", gewogen" in sentences.note(figure).meta
    text = " ".join(value for _name, value in annex._facts(figure))
    assert "gewogen naar “Bent u ouder?” (Ja 20,0%, Nee 80,0%); telt als 88 inzendingen; zonder weging 61%" in text


def test_a_weighted_figure_is_outdated_when_weights_change_or_go(workspace: LocalWorkspace, survey: UUID) -> None:
    weigh(workspace, survey, 20, 80)
    advice = workspace.do(service.add_advice, title="Oversteek")
    wanted = replace(spec(workspace, survey, "Onveilig", "Heel onveilig"), weighted=True)
    workspace.do(service.insert_evidence, advice=advice, kind="question", figure=wanted, section="findings")

    def now() -> tuple[Freshness, int]:
        (row,) = workspace.read(queries.evidence_rows, advice)
        assert isinstance(row.now_payload, SurveyFigure)
        return row.freshness, row.now_payload.percent

    assert now() == (Freshness.SAME, 52)
    weigh(workspace, survey, 60, 40)
    assert now() == (Freshness.CHANGED, 64)
    workspace.undo()
    assert now() == (Freshness.SAME, 52)
    workspace.do(survey_service.remove_weights, survey=survey)
    assert now() == (Freshness.CHANGED, 61)
    (row,) = workspace.read(queries.evidence_rows, advice)
    workspace.do(service.update_evidence, id=row.id)
    assert now() == (Freshness.SAME, 61)


def test_a_weighted_figure_of_a_survey_without_margins_is_refused(workspace: LocalWorkspace, survey: UUID) -> None:
    advice = workspace.do(service.add_advice, title="Oversteek")
    wanted = replace(spec(workspace, survey, "Onveilig"), weighted=True)
    with pytest.raises(UserError) as error:
        workspace.do(service.insert_evidence, advice=advice, kind="question", figure=wanted)
    assert error.value.code == "not_weighted"


def test_a_figure_without_weights_keeps_the_fingerprint_it_had(workspace: LocalWorkspace, survey: UUID) -> None:
    figure = workspace.read(queries.survey_figure, spec(workspace, survey, "Onveilig"))
    assert figure is not None
    values = as_json(figure)
    assert "weighted" not in values["spec"]
    assert not {"margins", "n_eff", "unweighted"} & set(values)
    assert thaw(SourceKind.QUESTION, freeze(figure)) == figure
    weigh(workspace, survey, 20, 80)
    assert workspace.read(queries.survey_figure, spec(workspace, survey, "Onveilig")) == figure
