"""What the college promised: made, corrected, kept, dropped, open again, and when it is due."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

import pytest

from wijkraad_app.features.advice import queries, service
from wijkraad_app.features.advice.queries import PromiseRow
from wijkraad_app.features.meetings import queries as meetings_read
from wijkraad_app.features.meetings import service as meetings
from wijkraad_app.features.meetings.rules.registers import DecisionFilter
from wijkraad_app.kernel.errors import UserError

from .world import World

LATE = date(2026, 11, 9)


def promise(world: World, text: str = "Er komt een zebrapad", **fields: Any) -> UUID:
    made: UUID = world.do(service.add_promise, text=text, **fields)
    return made


def listed(world: World, **wanted: Any) -> list[PromiseRow]:
    ids = world.workspace.read(queries.promise_ids, **wanted)
    return list(world.workspace.read(queries.promise_rows, ids))


def test_a_promise_says_where_it_was_made_and_how_late_it_is(world: World) -> None:
    _first, second = world.recommend("Leg aan.", "Verlicht het.")
    promise(world, advice=world.advice, recommendation=second, made_by="de wethouder", due=LATE, page="2")
    (row,) = listed(world)
    assert (row.where, row.recommendation_number, row.page) == ("Veilig oversteken Molendijk", 2, "2")
    assert (row.late, row.urgency.words) == (True, "14 dagen te laat")
    world.workspace.undo()
    assert listed(world) == []


def test_a_promise_is_made_on_the_day_of_its_meeting_unless_said(world: World) -> None:
    promise(world, meeting=world.meeting)
    promise(world, "Iets", made_on=LATE)
    promise(world, "Nu")
    assert {row.made_on for row in listed(world)} == {date(2026, 12, 1), LATE, date(2026, 11, 23)}


def test_a_promise_is_kept_dropped_and_open_again(world: World) -> None:
    id = promise(world, due=LATE)
    assert world.workspace.read(queries.late_promises) == 1
    world.do(service.keep_promise, id=id)
    assert [row.done_on for row in listed(world, show="kept")] == [date(2026, 11, 23)]
    assert world.workspace.read(queries.late_promises) == 0 and not listed(world)
    world.do(service.reopen_promise, id=id)
    assert listed(world)[0].done_on is None
    world.do(service.drop_promise, id=id)
    assert listed(world) == [] and listed(world, show="all")[0].state == "dropped"
    world.workspace.undo()
    assert listed(world)[0].state == "open"
    with pytest.raises(UserError):
        world.do(service.keep_promise, id=id, on=date(2027, 1, 1))


def test_a_promise_needs_a_text_and_a_recommendation_of_its_own_advice(world: World) -> None:
    (one,) = world.recommend("Leg aan.")
    other = world.do(service.add_advice, title="Nachtbus")
    with pytest.raises(UserError):
        promise(world, "  ")
    with pytest.raises(UserError) as refused:
        promise(world, advice=other, recommendation=one)
    assert refused.value.code == "other_advice"
    id = promise(world, advice=world.advice, recommendation=one)
    with pytest.raises(UserError):
        world.do(service.update_promise, id=id, advice=other)
    world.do(service.update_promise, id=id, advice=other, recommendation=None)
    assert listed(world)[0].advice == other
    world.do(service.remove_promise, id=id)
    assert listed(world, show="all") == []


def test_promises_are_listed_by_urgency_and_found_by_word(world: World) -> None:
    promise(world, "Later", due=date(2027, 5, 1))
    promise(world, "Te laat", due=LATE, advice=world.advice)
    promise(world, "Zonder dag", made_by="Wethouder Verkeer")
    promise(world, "Binnenkort", due=date(2026, 12, 7))
    assert [row.text for row in listed(world)] == ["Te laat", "Binnenkort", "Later", "Zonder dag"]
    assert [row.text for row in listed(world, query="verkeer wethouder")] == ["Zonder dag"]
    assert [row.text for row in listed(world, query="molendijk")] == ["Te laat"]
    assert listed(world, sort="text", descending=True)[0].text == "Zonder dag"
    due = world.workspace.read(queries.promises_due)
    assert [row.text for row in due] == ["Te laat", "Binnenkort"]
    assert [row.text for row in world.workspace.read(queries.promises_of, world.advice)] == ["Te laat"]


def test_a_decision_is_found_by_the_advice_it_is_about(world: World) -> None:
    assert world.workspace.read(meetings_read.decision_ids, wanted=DecisionFilter(about=world.advice)) == ()
    world.do(meetings.link_decision, id=world.decision, about=world.ref())
    entry = world.workspace.read(meetings_read.decision_entry, world.decision)
    assert entry is not None and entry.row.about_title == "Veilig oversteken Molendijk"
    assert (world.ref(), "Veilig oversteken Molendijk") in entry.offered
    choices = world.workspace.read(meetings_read.register_choices)
    assert choices.abouts == ((world.advice, "Veilig oversteken Molendijk"),)
