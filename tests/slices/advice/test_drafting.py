"""Writing an advice: the draft, its sections, its recommendations."""

from __future__ import annotations

import pytest

from wijkraad_app.features.advice import queries, service
from wijkraad_app.features.advice.rules.states import State
from wijkraad_app.kernel.errors import UserError

from .world import World


def texts(world: World) -> list[str]:
    return [row.text for row in world.view.recommendations]


def test_a_new_advice_is_a_draft_without_a_number(world: World) -> None:
    assert (world.view.state, world.view.reference, world.view.language) == (State.DRAFT, "", "nl")
    world.workspace.undo()
    assert world.workspace.read(queries.advice, world.advice) is None


@pytest.mark.parametrize(
    ("fields", "code"),
    [({"title": " "}, "title_missing"), ({"kind": "x"}, "unknown_choice"), ({"title": "a\0"}, "bad_character")],
)
def test_wrong_fields_are_refused(world: World, fields: dict[str, str], code: str) -> None:
    with pytest.raises(UserError) as refused:
        world.do(service.update_advice, id=world.advice, **fields)
    assert refused.value.code == code
    with pytest.raises(TypeError):
        world.do(service.update_advice, id=world.advice, state="sent")


def test_title_and_request_change_and_change_back(world: World) -> None:
    world.do(service.update_advice, id=world.advice, title="Oversteek", kind="requested", request_reference="B12")
    assert (world.view.title, world.view.kind, world.view.request_reference) == ("Oversteek", "requested", "B12")
    world.workspace.undo()
    assert (world.view.title, world.view.kind) == ("Veilig oversteken Molendijk", "unrequested")


def test_a_section_is_written_and_undone(world: World) -> None:
    world.do(service.update_section, id=world.advice, section="occasion", text="Ouders **vragen** erom.")
    assert world.view.occasion == "Ouders **vragen** erom."
    assert world.workspace.undo().label == "Schrijven in “Veilig oversteken Molendijk”"
    assert world.view.occasion == ""
    with pytest.raises(UserError):
        world.do(service.update_section, id=world.advice, section="title", text="x")


def test_recommendations_are_added_between_moved_and_removed(world: World) -> None:
    first, last = world.recommend("een", "drie")
    world.do(service.add_recommendation, advice=world.advice, text="twee", after=first)
    assert texts(world) == ["een", "twee", "drie"]
    world.do(service.move_recommendation, id=last, direction="up")
    assert texts(world) == ["een", "drie", "twee"]
    world.do(service.move_recommendation, id=first, direction="up")
    assert texts(world) == ["een", "drie", "twee"]
    world.do(service.update_recommendation, id=last, text="Drie.")
    world.do(service.remove_recommendation, id=first)
    assert [(row.number, row.text) for row in world.view.recommendations] == [(1, "Drie."), (2, "twee")]
    for expected in (["een", "Drie.", "twee"], ["een", "drie", "twee"], ["een", "twee", "drie"], ["een", "drie"]):
        world.workspace.undo()
        assert texts(world) == expected


def test_many_insertions_at_one_place_keep_their_order(world: World) -> None:
    (first,) = world.recommend("0")
    for number in range(40):
        world.do(service.add_recommendation, advice=world.advice, text=str(number), after=first)
    assert texts(world) == ["0", *(str(n) for n in reversed(range(40)))]


def test_only_a_draft_nobody_saw_is_removed(world: World) -> None:
    world.recommend("Leg een zebrapad aan.")
    world.do(service.remove_advice, id=world.advice)
    assert world.workspace.read(queries.advice_rows) == ()
    world.workspace.undo()
    assert texts(world) == ["Leg een zebrapad aan."]
    world.do(service.put_on_agenda, advice=world.advice, meeting=world.meeting)
    with pytest.raises(UserError) as refused:
        world.do(service.remove_advice, id=world.advice)
    assert refused.value.code == "not_a_draft"


def test_a_recommendation_holds_no_table(world: World) -> None:
    with pytest.raises(UserError) as refused:
        world.recommend("| a | b |\n| - | - |\n| 1 | 2 |")
    assert refused.value.code == "no_table"
