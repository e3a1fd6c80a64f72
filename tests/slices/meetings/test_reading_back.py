"""Read back before closing: confirmed as it stands, or corrected and confirmed in one step."""

from __future__ import annotations

from datetime import date

from wijkraad_app.features.meetings import service

from .test_agenda import refused
from .world import World


def test_a_decision_is_confirmed_or_corrected_in_one_step(world: World) -> None:
    made = world.workspace.do(service.add_decision, meeting=world.meeting, text="Bomen")
    world.workspace.do(service.read_back_decision, id=made)
    assert world.view().decisions[0].confirmed
    world.workspace.undo()
    assert not world.view().decisions[0].confirmed
    assert refused(world, service.read_back_decision, id=made, outcome="withdrawn") == "empty"
    assert refused(world, service.read_back_decision, id=made, text=" ") == "empty"
    world.workspace.do(
        service.read_back_decision, id=made, text="Bomen planten", outcome="withdrawn", reason="Ingetrokken door Ans"
    )
    row = world.view().decisions[0]
    assert (row.text, row.outcome, row.outcome_reason, row.confirmed) == (
        "Bomen planten", "withdrawn", "Ingetrokken door Ans", True
    )  # fmt: skip
    world.workspace.undo()
    row = world.view().decisions[0]
    assert (row.text, row.outcome, row.confirmed) == ("Bomen", "adopted", False)


def test_an_action_and_a_question_are_confirmed_or_corrected(world: World) -> None:
    action = world.workspace.do(service.add_action, meeting=world.meeting, text="Bellen")
    question = world.workspace.do(service.add_action, meeting=world.meeting, text="Hoeveel?", sort="question")
    world.workspace.do(service.read_back_action, id=question)
    world.workspace.do(service.read_back_action, id=action, owner_name="Ans", due=date(2026, 12, 8))
    rows = {row.text: row for row in world.view().actions}
    assert rows["Hoeveel?"].confirmed and rows["Bellen"].confirmed
    assert (rows["Bellen"].owner, rows["Bellen"].due) == (world.people["Ans"], date(2026, 12, 8))
    assert refused(world, service.read_back_action, id=action, text="") == "empty"
    world.workspace.undo()
    assert [row.confirmed for row in world.view().actions if row.id == action] == [False]
