"""From a figure of a survey to the sentence in a draft, by keys."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.slices.advice.world import World
from tests.ui.conftest import OpenWindow
from tests.ui.desk import KEY, MOD
from wijkraad_app.features.advice.feature import FEATURE as ADVICE
from wijkraad_app.features.advice.rules.payloads import SurveyFigure
from wijkraad_app.features.advice.ui.citing import CiteDialog
from wijkraad_app.features.advice.ui.picker import SourcePicker
from wijkraad_app.features.surveys import service as survey_service
from wijkraad_app.features.surveys.feature import FEATURE as SURVEYS
from wijkraad_app.features.surveys.readers.margins import margin_lines
from wijkraad_app.features.surveys.readers.reading import read
from wijkraad_app.features.surveys.ui.page import SurveysPage

from .conftest import PAGE
from .desk import Desk


def add_weighted_survey(world: World) -> None:
    """120 replies of a random sample, half of them parents, where a fifth of the ward is."""
    rows = ["Ja;Onveilig"] * 45 + ["Ja;Veilig"] * 15 + ["Nee;Onveilig"] * 15 + ["Nee;Veilig"] * 45
    file = read("\n".join(["Bent u ouder?;Is het veilig?", *rows]).encode(), "Gewogen.csv")
    made = world.workspace.do(survey_service.import_survey, file=file, file_name="Gewogen.csv", method="random")
    lines = margin_lines("1;Ja;20\n1;Nee;80")
    world.workspace.do(survey_service.set_weights, survey=made.survey, lines=lines)


@pytest.fixture
def desk(qtbot: QtBot, open_window: OpenWindow, world: World, tmp_path: Path) -> Desk:
    preview = {"advice.preview": lambda _workspace, _advice, _typed: PAGE}
    made = Desk(qtbot, *open_window([SURVEYS, ADVICE], "surveys", services=preview), world.workspace, world)
    made.settle()
    return made


def cite(desk: Desk) -> SourcePicker:
    page = desk.window.page()
    assert isinstance(page, SurveysPage)
    desk.tab_to(page.results.cite)
    desk.press(KEY.Key_Return)
    desk.dialog(CiteDialog)
    desk.press(KEY.Key_Return)
    return desk.dialog(SourcePicker)


def test_a_figure_goes_from_the_survey_into_the_draft(desk: Desk) -> None:
    picker = cite(desk)
    desk.qtbot.waitUntil(lambda: "% van de deelnemers" in picker.sentence.plain())
    sentence = picker.sentence.plain()
    desk.click(desk.button("Invoegen", picker))
    assert sentence in desk.view.findings.replace("\n", " ")
    (source,) = desk.view.evidence
    assert source.number == 1
    desk.tab_to(desk.page.list)
    desk.press(KEY.Key_Z, MOD.ControlModifier)
    assert desk.view.evidence == ()


def test_a_weighted_figure_is_cited_as_it_was_shown(qtbot: QtBot, open_window: OpenWindow, world: World) -> None:
    add_weighted_survey(world)
    preview = {"advice.preview": lambda _workspace, _advice, _typed: PAGE}
    desk = Desk(qtbot, *open_window([SURVEYS, ADVICE], "surveys", services=preview), world.workspace, world)
    desk.settle()
    page = desk.window.page()
    assert isinstance(page, SurveysPage)
    for part in (page.surveys, page.questions):
        desk.tab_to(part)
        desk.press(KEY.Key_Down)
    assert page.results.finding.plain() == "65% antwoordde “Veilig”."
    picker = cite(desk)
    desk.qtbot.waitUntil(lambda: "65% van de deelnemers" in picker.sentence.plain())
    assert ", gewogen" in picker.sentence.plain()
    desk.click(desk.button("Invoegen", picker))
    (source,) = desk.view.evidence
    assert isinstance(source.payload, SurveyFigure)
    assert (source.payload.weighted, source.payload.percent, source.payload.unweighted) == (True, 65, 50)
