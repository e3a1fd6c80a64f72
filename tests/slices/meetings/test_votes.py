"""Votes at a meeting: who could vote, by which rules, what came of it."""

from __future__ import annotations

from datetime import time
from uuid import UUID

import pytest

from wijkraad_app.features.council import service as councils
from wijkraad_app.features.meetings import queries, service
from wijkraad_app.features.meetings.queries import DecisionRow
from wijkraad_app.kernel import clock

from .test_agenda import refused
from .world import World

EVERYONE = ("Ans", "Marijke", "Youssef", "Murat")


@pytest.fixture
def item(world: World) -> UUID:
    """An item, with all members with a vote present, and one without."""
    world.present(*EVERYONE, "Tom")
    return world.item("Groen")


def last(world: World) -> DecisionRow:
    return world.view().decisions[-1]


def test_who_was_there_is_kept_with_a_vote(world: World, item: UUID) -> None:
    world.workspace.do(service.step_aside, item=item, person=world.people["Murat"], reason="woont er zelf")
    world.workspace.do(service.add_decision, item=item, text="Bomen", votes_for=2, votes_against=1)
    row = last(world)
    assert (row.present, row.needed, row.members, row.quorate) == (4, 3, 4, True)
    assert row.said("present") == ("Ans Verhoeven", "Marijke van Duin", "Youssef El Amrani")
    assert (row.said("aside"), row.said("without")) == (("Murat Aydin",), ("Tom Oord",))
    world.workspace.do(service.set_attendance, meeting=world.meeting, person=world.people["Ans"], state="absent")
    world.workspace.do(service.update_decision, id=row.id, votes_for=3, votes_against=0)
    assert last(world).said("present") == row.said("present"), "a correction afterwards asks who was there then"
    world.workspace.do(service.remove_decision, id=row.id)
    world.workspace.undo()
    assert last(world).said("aside") == ("Murat Aydin",)


def test_who_steps_aside_has_no_vote_and_counts_for_the_quorum_as_the_council_says(world: World, item: UUID) -> None:
    aside = world.workspace.do(service.step_aside, item=item, person=world.people["Murat"])
    assert world.view().standing(item).quorum.present == 4
    assert refused(world, service.record_vote, item=item, votes_for=1) == "nothing_to_vote_on"
    world.workspace.do(service.add_decision, item=item, text="Bomen")
    assert refused(world, service.record_vote, item=item, votes_for=4, votes_against=0) == "too_many_votes"
    world.workspace.do(councils.update_council, aside_in_quorum=False)
    assert world.view().standing(item).quorum.present == 3
    world.workspace.do(service.take_part_again, id=aside)
    assert len(world.view().standing(item).voters) == 4
    world.workspace.undo()
    assert len(world.view().standing(item).voters) == 3
    assert refused(world, service.take_part_again, id=item) == "not_found"


def test_a_decision_without_quorum_says_so(world: World) -> None:
    world.present("Ans")
    world.workspace.do(service.add_decision, item=world.item("Groen"), text="Bomen")
    row = last(world)
    assert (row.present, row.needed, row.quorate) == (1, 3, False)


def test_where_attendance_is_unknown_nothing_is_said_of_the_quorum(world: World) -> None:
    world.workspace.do(service.add_decision, item=world.item("Groen"), text="Bomen", votes_for=40)
    assert (last(world).present, last(world).voters, last(world).quorate) == (None, (), True)


def test_a_roll_call_keeps_who_said_what(world: World, item: UUID) -> None:
    said = dict(zip((world.people[name] for name in EVERYONE), ("for", "against", "for", "blank"), strict=True))
    world.workspace.do(service.add_note, item=item, text="Plant bomen", proposal=True)
    made = world.workspace.do(service.record_vote, item=item, method="roll_call", choices=said)
    row = last(world)
    assert (row.text, row.method, row.votes_text, row.outcome) == (
        "Plant bomen", "roll_call", "2 voor, 1 tegen, 1 blanco", "adopted"
    )  # fmt: skip
    assert row.said("for") == ("Ans Verhoeven", "Youssef El Amrani")
    assert row.said("without") == ("Tom Oord",)
    world.workspace.do(service.update_decision, id=made, choices={**said, world.people["Ans"]: "against"})
    assert last(world).outcome == "rejected"
    world.workspace.undo()
    assert last(world).said("for") == row.said("for")
    assert refused(world, service.update_decision, id=made, votes_for=1) == "voted_by_name"
    wrong = {**said, world.people["Ans"]: "maybe"}
    assert refused(world, service.update_decision, id=made, choices=wrong) == "unknown_value"


def test_blanks_and_abstentions_count_as_the_council_says(world: World, item: UUID) -> None:
    counts = {"votes_for": 2, "votes_against": 1, "abstained": 0, "blank": 1}
    world.workspace.do(service.add_decision, item=item, text="Bomen", **counts)
    assert last(world).outcome == "adopted"
    world.workspace.do(councils.update_council, blanks="counted")
    world.workspace.do(service.add_decision, item=item, text="Struiken", **counts)
    assert (last(world).outcome, last(world).votes_text) == ("rejected", "2 voor, 1 tegen, 1 blanco")


def test_a_change_of_the_rules_asks_three_quarters_present(world: World) -> None:
    item = world.item("Reglement")
    world.present("Ans", "Marijke")
    world.workspace.do(service.add_decision, item=item, text="Nieuw", votes_for=2, majority="three_quarters")
    assert (last(world).outcome, last(world).needed, last(world).quorate) == ("rejected", 3, False)
    world.present("Murat")
    world.workspace.do(service.add_decision, item=item, text="Nieuw", votes_for=2, votes_against=1,
                       majority="three_quarters")  # fmt: skip
    assert (last(world).outcome, last(world).quorate) == ("adopted", True)


def test_an_outcome_is_corrected_only_with_a_reason(world: World, item: UUID) -> None:
    made = world.workspace.do(service.add_decision, item=item, text="Bomen", votes_for=2, votes_against=2)
    assert last(world).outcome == "tie"
    assert refused(world, service.correct_outcome, id=made, outcome="adopted", reason=" ") == "empty"
    assert refused(world, service.correct_outcome, id=made, outcome="x", reason="y") == "unknown_value"
    world.workspace.do(service.correct_outcome, id=made, outcome="adopted", reason="De voorzitter beslist.")
    assert (last(world).outcome, last(world).outcome_reason) == ("adopted", "De voorzitter beslist.")
    world.workspace.do(service.update_decision, id=made, text="Bomen planten")
    assert last(world).outcome == "adopted"
    world.workspace.do(service.update_decision, id=made, votes_against=1)
    assert (last(world).outcome, last(world).outcome_reason) == ("adopted", ""), "other counts, another outcome"
    world.workspace.undo()
    assert last(world).outcome_reason


def test_a_vote_takes_the_majority_of_the_decision_it_is_about(world: World, item: UUID) -> None:
    world.workspace.do(service.add_decision, item=item, text="Bomen", majority="two_thirds")
    world.workspace.do(service.record_vote, item=item, votes_for=2, votes_against=2)
    assert (last(world).outcome, last(world).majority) == ("rejected", "two_thirds")


def test_an_amendment_is_voted_on_before_what_it_amends(world: World, item: UUID) -> None:
    first = world.workspace.do(service.add_decision, item=item, text="Bomen")
    world.workspace.do(service.add_decision, item=item, text="Eiken", sort="amendment", amends=first)
    world.workspace.do(service.record_vote, item=item, votes_for=1, votes_against=3)
    decision, amendment = world.view().decisions
    assert (amendment.name, amendment.outcome, amendment.amends) == (
        "Amendement 2 van 1 december 2026", "rejected", decision.id
    )  # fmt: skip
    world.workspace.do(service.add_decision, item=item, text="Heg", sort="motion", outcome="withdrawn")
    world.workspace.do(service.record_vote, item=item, votes_for=4)
    assert world.view().decisions[0].votes_for == 4, "what was withdrawn isn't voted on"
    assert refused(world, service.add_decision, item=item, text="x", sort="law") == "unknown_value"


def test_a_consent_item_is_adopted_as_asked(world: World, item: UUID) -> None:
    assert refused(world, service.adopt_as_asked, item=item) == "nothing_asked"
    world.workspace.do(service.update_item, id=item, asked="De raad neemt de stukken aan.")
    world.workspace.do(service.adopt_as_asked, item=item)
    assert (last(world).text, last(world).method, last(world).outcome) == (
        "De raad neemt de stukken aan.", "consent", "adopted"
    )  # fmt: skip
    assert refused(world, service.adopt_as_asked, item=item) == "decided"
    world.workspace.undo()
    assert world.view().decisions == ()


def test_who_left_counts_no_more_while_the_meeting_is_on(world: World, item: UUID) -> None:
    world.workspace.do(service.update_meeting, id=world.meeting, day=clock.today())
    world.workspace.do(service.start_meeting, id=world.meeting, at=time(12, 30))
    assert world.view().quorum.present == 4
    ans = {"meeting": world.meeting, "person": world.people["Ans"], "state": "present"}
    world.workspace.do(service.set_attendance, **ans, left=time(13, 0))
    assert (world.view().quorum.present, world.view().attendance[0].there) == (3, False)
    world.workspace.do(service.set_attendance, **ans, arrived=time(13, 5))
    assert world.view().quorum.present == 3, "not come yet"
    world.workspace.do(service.close_meeting, id=world.meeting)
    assert world.view().quorum.present == 4
    assert world.workspace.read(queries.is_running) is False


def test_a_guest_may_be_named_or_not(world: World) -> None:
    guest = world.workspace.do(service.add_guest, meeting=world.meeting, name="J. de Boer", role="bewoner")
    assert not world.view().attendance[-1].by_name
    world.workspace.do(service.update_attendance, id=guest, by_name=True)
    assert world.view().attendance[-1].by_name
    world.workspace.undo()
    assert not world.view().attendance[-1].by_name
