"""Who changed what and when, in words."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from tests.slices.today.world import World, fill
from wijkraad_app.db import check
from wijkraad_app.db.workspace import LocalWorkspace
from wijkraad_app.features.advice import service as advice
from wijkraad_app.features.meetings import service as meetings
from wijkraad_app.features.search import queries, service
from wijkraad_app.features.search.queries import FieldChanged, Happened, History
from wijkraad_app.features.signals import queries as signals_read
from wijkraad_app.features.signals import service as signals
from wijkraad_app.kernel.errors import UserError
from wijkraad_app.kernel.ids import EntityRef, new_id


@pytest.fixture
def world(workspace: LocalWorkspace, monday: datetime) -> World:
    made = fill(workspace)
    workspace.actor = made.marijke
    return made


def runs(field: FieldChanged) -> list[tuple[str, str]]:
    return [(run.change, run.text) for run in field.runs]


def history(world: World, kind: str, id: object) -> History:
    found: History = world.read(queries.history, EntityRef(kind, id))  # type: ignore[arg-type]
    return found


def test_a_change_says_who_what_and_from_what_to_what(world: World) -> None:
    world.do(meetings.update_action, id=world.offer, due=date(2026, 12, 4))
    newest = history(world, "action", world.offer).steps[0]
    assert newest.who == "Marijke van Duin"
    assert newest.what == "Actie “Offerte speeltoestellen opvragen” wijzigen"
    assert [(field.name, runs(field)) for field in newest.fields] == [
        ("Uiterlijk", [("removed", "20 november 2026"), ("added", "4 december 2026")])
    ]


def test_people_stand_by_name(world: World) -> None:
    world.do(meetings.update_action, id=world.offer, owner=world.marijke)
    (field,) = history(world, "action", world.offer).steps[0].fields
    assert runs(field) == [("removed", "Kees Brouwer"), ("added", "Marijke van Duin")]


def test_long_texts_are_compared_word_by_word(world: World) -> None:
    made = world.do(advice.add_advice, title="Dijk")
    text = "De dijk is smal en donker, zeggen bewoners. " + "Dat is al jaren zo. " * 20
    world.do(advice.update_section, id=made, section="findings", text=text)
    world.do(advice.update_section, id=made, section="findings", text=text.replace("smal", "breed"))
    (field,) = history(world, "advice", made).steps[0].fields
    assert field.name == "Bevindingen"
    assert ("removed", "smal") in runs(field) and ("added", "breed") in runs(field)
    assert any(change == "left_out" for change, _text in runs(field))


def test_the_kind_of_an_advice_and_the_language_of_its_letter_are_words(world: World) -> None:
    made = world.do(advice.add_advice, title="draft")
    world.do(advice.update_advice, id=made, kind="requested", language="en")
    steps = history(world, "advice", made).steps
    assert {field.name: runs(field) for field in steps[0].fields} == {
        "Soort": [("removed", "ongevraagd advies"), ("added", "gevraagd advies")],
        "Taal van de brief": [("removed", "Nederlands"), ("added", "Engels")],
    }
    made_with = {field.name: runs(field) for field in steps[-1].fields}
    assert (made_with["Titel"], made_with["Stand"]) == ([("added", "draft")], [("added", "concept")])


def test_what_belongs_to_a_record_is_told_with_it(world: World) -> None:
    made = world.do(advice.add_advice, title="Dijk")
    world.do(advice.add_recommendation, advice=made, text="Zet er lantaarns.")
    parts = [step.part for step in history(world, "advice", made).steps]
    assert "Zet er lantaarns." in parts


def test_a_state_is_told_in_the_words_of_the_windows(world: World) -> None:
    made = world.do(signals.add_signal, text="De bank is stuk.")
    world.do(signals.set_status, id=made, status="in_progress")
    fields = {field.name: runs(field) for field in history(world, "signal", made).steps[0].fields}
    assert fields["Status"] == [("removed", "nieuw"), ("added", "loopt")]


def test_a_removed_record_keeps_its_history(world: World) -> None:
    world.do(meetings.remove_action, id=world.offer)
    found = history(world, "action", world.offer)
    assert found.title == "Offerte speeltoestellen opvragen"
    assert [field.name for field in found.steps[0].fields] == ["Verwijderd"]


def test_a_record_that_never_was_has_no_history(world: World) -> None:
    with pytest.raises(UserError):
        history(world, "action", new_id())


def test_any_earlier_state_can_be_looked_at(world: World) -> None:
    made = world.do(advice.add_advice, title="Dijk")
    world.do(advice.update_section, id=made, section="findings", text="De dijk is smal.")
    world.do(advice.update_section, id=made, section="findings", text="De dijk is breed en donker.")
    second = history(world, "advice", made).steps[1]
    then = {field.name: field.text for field in world.read(queries.state, second.ref, second.at)}
    assert then["Titel"] == "Dijk" and then["Bevindingen"] == "De dijk is smal."


def test_an_earlier_state_is_put_back_as_a_new_step_that_can_be_undone(world: World) -> None:
    made = world.do(signals.add_signal, text="De lantaarn is stuk.")
    world.do(signals.update_signal, id=made, title="Lamp", text="De lamp op de hoek is stuk.", place="Dijk")
    first = history(world, "signal", made).steps[-1]
    world.do(service.put_back, kind="signal", id=made, at=first.at)
    row = world.read(signals_read.signal, made)
    assert (row.title, row.text, row.place) == ("De lantaarn is stuk", "De lantaarn is stuk.", "")
    assert history(world, "signal", made).steps[0].what.startswith("“Lamp” terugzetten zoals het was op")
    world.workspace.undo()
    assert world.read(signals_read.signal, made).text == "De lamp op de hoek is stuk."
    assert world.read(check.problems) == []


def test_what_a_slice_refuses_stays_refused_when_putting_back(world: World) -> None:
    made = world.do(advice.add_advice, title="Dijk")
    world.do(advice.add_recommendation, advice=made, text="Maak de dijk breder.")
    world.do(advice.update_section, id=made, section="findings", text="Smal.")
    first = history(world, "advice", made).steps[-1]
    world.do(advice.adopt, advice=made, by_mail=True)
    assert refusal(world, "advice", made, first) == "frozen"


def test_what_is_the_same_or_of_another_kind_is_not_put_back(world: World) -> None:
    (step, *_rest) = history(world, "action", world.offer).steps
    assert refusal(world, "action", world.offer, step) == "same"
    assert refusal(world, "letter", world.offer, step) == "not_restorable"


def refusal(world: World, kind: str, id: object, step: Happened) -> str:
    with pytest.raises(UserError) as refused:
        world.do(service.put_back, kind=kind, id=id, at=step.at)
    return refused.value.code
