"""What can't be printed is offered to be replaced where it stands in the way."""

from __future__ import annotations

from wijkraad_app.features.advice import service
from wijkraad_app.features.advice.rules.states import State
from wijkraad_app.features.advice.ui.dialogs import OnAgenda

from .conftest import Desk


def test_a_plainer_sign_is_one_button_away_on_the_way_to_the_agenda(desk: Desk) -> None:
    desk.do(service.add_recommendation, advice=desk.world.advice, text="Leg een zebrapad aan ➜ voor 1 juni.")
    desk.click(desk.page.primary)
    dialog = desk.dialog(OnAgenda)
    desk.click(desk.button("Op de agenda zetten", dialog))
    assert dialog.isVisible() and desk.view.state is State.DRAFT
    desk.click(desk.button("Vervangen wat niet kan worden afgedrukt", dialog))
    assert "aan → voor" in desk.view.recommendations[0].text
    desk.click(desk.button("Op de agenda zetten", dialog))
    assert desk.view.state is State.UNDER_DISCUSSION
