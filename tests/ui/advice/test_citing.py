"""From a figure of a survey to the sentence in a draft, by keys."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.slices.advice.world import World
from tests.ui.conftest import OpenWindow
from tests.ui.desk import KEY, MOD
from wijkraad_app.features.advice.feature import FEATURE as ADVICE
from wijkraad_app.features.advice.ui.citing import CiteDialog
from wijkraad_app.features.advice.ui.picker import SourcePicker
from wijkraad_app.features.surveys.feature import FEATURE as SURVEYS
from wijkraad_app.features.surveys.ui.page import SurveysPage

from .conftest import PAGE
from .desk import Desk


@pytest.fixture
def desk(qtbot: QtBot, open_window: OpenWindow, world: World, tmp_path: Path) -> Desk:
    preview = {"advice.preview": lambda _workspace, _advice: PAGE}
    made = Desk(qtbot, world.workspace, *open_window([SURVEYS, ADVICE], "surveys", services=preview), world)
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
    desk.page.list.setFocus()
    desk.press(KEY.Key_Z, MOD.ControlModifier)
    assert desk.view.evidence == ()
