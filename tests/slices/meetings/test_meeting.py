"""At the meeting: attendance, notes, decisions with votes, actions, and minutes that are adopted."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, date, datetime, time
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from wijkraad_app.db.tables import Snapshot
from wijkraad_app.features.council.readers import ParsedAction, ParsedDecision
from wijkraad_app.features.meetings import queries, service
from wijkraad_app.features.meetings.documents.data import agenda_data, minutes_data
from wijkraad_app.kernel import clock
from wijkraad_app.kernel.errors import UserError

from .test_agenda import refused
from .world import World


def test_members_on_the_day_are_asked_for_and_former_ones_are_not(world: World) -> None:
    rows = world.view().attendance
    assert [row.name for row in rows] == [
        "Ans Verhoeven",
        "Marijke van Duin",
        "Murat Aydin",
        "Youssef El Amrani",
        "Tom Oord",
    ]
    assert {row.state for row in rows} == {"unknown"}
    assert [row.votes for row in rows] == [True, True, True, True, False]


def test_the_quorum_counts_members_with_a_vote_present_or_online(world: World) -> None:
    world.present("Ans", "Marijke", "Tom")
    assert not world.view().quorum.reached
    world.workspace.do(service.set_attendance, meeting=world.meeting, person=world.people["Murat"], state="online")
    quorum = world.view().quorum
    assert (quorum.present, quorum.members, quorum.reached) == (3, 4, True)
    world.workspace.undo()
    assert not world.view().quorum.reached


def test_who_comes_late_and_leaves_early_is_timed(world: World) -> None:
    world.workspace.do(
        service.set_attendance,
        meeting=world.meeting,
        person=world.people["Ans"],
        state="present",
        arrived=time(20, 21),
        left=time(21, 0),
    )
    row = world.view().attendance[0]
    assert (row.arrived, row.left) == (time(20, 21), time(21, 0))
    code = refused(
        world,
        service.set_attendance,
        meeting=world.meeting,
        person=world.people["Ans"],
        arrived=time(21, 0),
        left=time(20, 0),
    )
    assert code == "left_first"


def test_attendance_is_one_of_the_known_states(world: World) -> None:
    ans = world.people["Ans"]
    assert refused(world, service.set_attendance, meeting=world.meeting, person=ans, state="x") == "unknown_value"
    assert refused(world, service.set_attendance, meeting=world.meeting, person=uuid4(), state="absent") == "not_found"


def test_the_rest_is_present_in_one_step(world: World) -> None:
    world.workspace.do(service.set_attendance, meeting=world.meeting, person=world.people["Tom"], state="apologies")
    assert world.workspace.do(service.set_rest_present, meeting=world.meeting) == 4
    assert [row.state for row in world.view().attendance] == ["present"] * 4 + ["apologies"]
    world.workspace.undo()
    assert world.view().attendance[0].state == "unknown"


def test_guests_go_by_name_or_role(world: World) -> None:
    guest = world.workspace.do(service.add_guest, meeting=world.meeting, role="inspreker")
    world.workspace.do(service.update_attendance, id=guest, name="J. de Boer", left=time(20, 30))
    row = world.view().attendance[-1]
    assert (row.name, row.role, row.votes, row.left) == ("J. de Boer", "inspreker", False, time(20, 30))
    assert refused(world, service.add_guest, meeting=world.meeting, name=" ") == "empty"
    world.workspace.do(service.remove_attendance, id=guest)
    assert len(world.view().attendance) == 5
    world.workspace.undo()
    assert len(world.view().attendance) == 6


def test_a_member_taken_off_the_list_can_be_put_on_it_again(world: World) -> None:
    world.present("Ans")
    row = world.view().attendance[0].id
    assert row is not None
    world.workspace.do(service.remove_attendance, id=row)
    assert world.view().attendance[0].state == "unknown"
    world.present("Ans")
    assert world.view().attendance[0].state == "present"


def test_a_meeting_starts_at_its_first_item_and_goes_through_its_agenda(world: World) -> None:
    world.item("Opening")
    second = world.item("Groen")
    world.workspace.do(service.start_meeting, id=world.meeting, at=time(20, 3))
    view = world.view()
    assert (view.status, view.opened_at, view.minutes_state) == ("running", time(20, 3), "draft")
    assert view.current is not None
    assert view.current.title == "Opening"
    world.workspace.do(service.begin_item, id=second, at=time(20, 10))
    world.workspace.do(service.begin_item, id=second, at=time(20, 40))
    current = world.view().current
    assert current is not None
    assert (current.title, current.began) == ("Groen", time(20, 10))
    world.workspace.undo()
    assert world.view().current == view.current


def test_a_closed_meeting_is_not_closed_again_but_can_go_on(world: World) -> None:
    world.workspace.do(service.start_meeting, id=world.meeting)
    world.workspace.do(service.close_meeting, id=world.meeting, at=time(21, 40))
    assert (world.view().status, world.view().closed_at) == ("closed", time(21, 40))
    assert refused(world, service.close_meeting, id=world.meeting) == "closed"
    world.workspace.do(service.start_meeting, id=world.meeting)
    assert (world.view().status, world.view().closed_at) == ("running", None)
    world.workspace.undo()
    assert world.view().status == "closed"


def test_notes_grow_by_paragraphs_that_are_taken_literally(world: World) -> None:
    item = world.item("Groen")
    world.workspace.do(service.add_note, item=item, text="Een *ster* en 1. een punt")
    world.workspace.do(service.add_note, item=item, text="Plant bomen", proposal=True)
    assert world.view().items[0].notes.split("\n\n")[1] == "**Voorstel:** Plant bomen\n"
    assert "\\*ster\\*" in world.view().items[0].notes
    world.workspace.undo()
    assert "Voorstel" not in world.view().items[0].notes
    assert refused(world, service.add_note, item=item, text=" ") == "empty"


def test_decisions_are_numbered_within_their_meeting(world: World) -> None:
    item = world.item("Groen")
    first = world.workspace.do(service.add_decision, item=item, text="Bomen planten")
    world.workspace.do(service.add_decision, meeting=world.meeting, text="Brief sturen")
    assert [row.name for row in world.view().decisions] == [
        "Besluit 1 van 1 december 2026",
        "Besluit 2 van 1 december 2026",
    ]
    world.workspace.do(service.remove_decision, id=first)
    assert [(row.number, row.text) for row in world.view().decisions] == [(1, "Brief sturen")]
    world.workspace.undo()
    assert len(world.workspace.read(queries.decisions_of_item, item)) == 1


def test_the_outcome_follows_from_the_counts(world: World) -> None:
    item = world.item("Groen")
    made = world.workspace.do(service.add_decision, item=item, text="Bomen", votes_for=2, votes_against=2, abstained=1)
    row = world.view().decisions[0]
    assert (row.outcome, row.method, row.votes_text) == ("tie", "hands", "2 voor, 2 tegen, 1 onthouding")
    world.workspace.do(service.update_decision, id=made, votes_for=3)
    assert world.view().decisions[0].outcome == "adopted"
    world.workspace.do(service.update_decision, id=made, majority="two_thirds")
    assert world.view().decisions[0].outcome == "rejected"
    world.workspace.undo()
    assert world.view().decisions[0].outcome == "adopted"


def test_more_votes_than_members_present_are_refused(world: World) -> None:
    item = world.item("Groen")
    world.present("Ans", "Marijke", "Tom")
    votes = {"item": item, "text": "Bomen", "votes_for": 2, "votes_against": 1}
    assert refused(world, service.add_decision, **votes) == "too_many_votes"
    assert refused(world, service.add_decision, item=item, text="Bomen", votes_for=-1) == "votes"
    assert refused(world, service.add_decision, item=item, text=" ") == "empty"
    assert refused(world, service.add_decision, item=item, text="B", method="x") == "unknown_value"
    made = world.workspace.do(service.add_decision, item=item, text="Bomen", votes_for=2, votes_against=0)
    assert refused(world, service.update_decision, id=made, votes_against=5) == "too_many_votes"
    assert refused(world, service.update_decision, id=made, text="") == "empty"


def test_a_decision_is_corrected_after_the_meeting(world: World) -> None:
    made = world.workspace.do(service.add_decision, meeting=world.meeting, text="Bomen")
    world.workspace.do(service.close_meeting, id=world.meeting)
    world.workspace.do(service.update_decision, id=made, text="Bomen planten")
    assert world.view().decisions[0].text == "Bomen planten"


def test_a_vote_decides_on_the_last_proposal(world: World) -> None:
    item = world.item("Groen")
    counts = {"votes_for": 3, "votes_against": 1}
    assert refused(world, service.record_vote, item=item, **counts) == "nothing_to_vote_on"
    world.workspace.do(service.add_note, item=item, text="Plant bomen", proposal=True)
    world.workspace.do(service.record_vote, item=item, **counts)
    assert [(row.text, row.outcome) for row in world.view().decisions] == [("Plant bomen", "adopted")]
    world.workspace.undo()
    assert world.view().decisions == ()


def test_a_vote_belongs_to_the_decision_before_it(world: World) -> None:
    item = world.item("Groen")
    world.workspace.do(service.add_decision, item=item, text="Bomen planten")
    world.workspace.do(service.record_vote, item=item, votes_for=1, votes_against=3)
    assert [(row.text, row.outcome) for row in world.view().decisions] == [("Bomen planten", "rejected")]


def test_a_vote_belongs_to_a_proposal_that_came_after_the_decision_once(world: World) -> None:
    item = world.item("Groen")
    world.workspace.do(service.add_decision, item=item, text="Bomen planten")
    world.workspace.do(service.add_note, item=item, text="Een hek", proposal=True)
    world.workspace.do(service.record_vote, item=item, votes_for=1, votes_against=3)
    world.workspace.do(service.record_vote, item=item, votes_for=3, votes_against=0)
    assert [(row.text, row.votes_for, row.outcome) for row in world.view().decisions] == [
        ("Bomen planten", 3, "adopted"),
        ("Een hek", 1, "rejected"),
    ]


def test_an_action_knows_its_owner_by_first_name(world: World) -> None:
    item = world.item("Groen")
    world.workspace.do(service.add_action, item=item, text="Bellen", owner_name="murat", due=date(2026, 12, 8))
    world.workspace.do(service.add_action, item=item, text="Mailen", owner_name="de gemeente")
    first, second = world.view().actions
    assert (first.owner, first.owner_name, first.due) == (world.people["Murat"], "Murat Aydin", date(2026, 12, 8))
    assert (second.owner, second.owner_name) == (None, "de gemeente")
    assert refused(world, service.add_action, text=" ") == "empty"
    world.workspace.undo()
    assert len(world.view().actions) == 1


def test_actions_are_changed_finished_and_removed(world: World) -> None:
    made = world.workspace.do(service.add_action, meeting=world.meeting, text="Bellen")
    world.workspace.do(service.update_action, id=made, text="Opbellen", owner=world.people["Ans"])
    assert (world.view().actions[0].text, world.view().actions[0].owner_name) == ("Opbellen", "Ans Verhoeven")
    assert refused(world, service.update_action, id=made, text="") == "empty"
    world.workspace.do(service.finish_action, id=made)
    assert (world.view().actions[0].status, world.view().actions[0].done_on) == ("done", date(2026, 11, 23))
    world.workspace.undo()
    assert (world.view().actions[0].status, world.view().actions[0].done_on) == ("open", None)
    world.workspace.do(service.set_action_state, id=made, state="dropped")
    assert world.view().actions[0].status == "dropped"
    assert refused(world, service.set_action_state, id=made, state="x") == "unknown_value"
    world.workspace.do(service.remove_action, id=made)
    assert world.view().actions == ()
    world.workspace.undo()
    assert len(world.view().actions) == 1


def test_lists_of_actions_are_taken_over_in_one_step_and_sorted_by_urgency(world: World) -> None:
    lines = [
        ParsedAction("Ooit"),
        ParsedAction("Straks", "Ans", date(2026, 12, 1)),
        ParsedAction("Te laat", "", date(2026, 11, 1)),
    ]
    world.workspace.do(service.import_actions, rows=lines)
    rows = world.workspace.read(queries.open_actions)
    assert [(row.text, row.late) for row in rows] == [("Te laat", True), ("Straks", False), ("Ooit", False)]
    assert world.workspace.read(queries.late_count) == 1
    found = world.workspace.read(queries.action_ids, owner=world.people["Ans"])
    assert [row.text for row in world.workspace.read(queries.action_rows, found)] == ["Straks"]
    assert len(world.workspace.read(queries.action_ids, show="late")) == 1
    assert len(world.workspace.read(queries.action_ids, query="ans")) == 1
    assert world.workspace.undo().label == "3 acties overnemen"
    assert world.workspace.read(queries.open_actions) == ()


def test_earlier_decisions_are_taken_over_with_their_day(world: World) -> None:
    made = world.workspace.do(service.import_decisions, rows=[ParsedDecision("Fietspad", day=date(2025, 3, 4))])
    row = world.workspace.read(queries.decision, made[0])
    assert row is not None
    assert (row.name, row.meeting) == ("Besluit van 4 maart 2025", None)
    world.workspace.undo()
    assert world.workspace.read(queries.decisions) == ()


def snapshots(session: Session) -> list[tuple[str, str, str]]:
    rows = session.scalars(select(Snapshot).order_by(Snapshot.created_at))
    return [(row.purpose, row.content, row.sha256) for row in rows]


def test_adopted_minutes_are_frozen_and_later_edits_touch_the_draft(world: World) -> None:
    item = world.item("Groen")
    world.workspace.do(service.add_note, item=item, text="Veel bomen")
    assert refused(world, service.adopt_minutes, meeting=world.meeting) == "no_minutes"
    world.workspace.do(service.close_meeting, id=world.meeting)
    world.workspace.do(service.adopt_minutes, meeting=world.meeting)
    [(purpose, content, digest)] = world.workspace.read(snapshots)
    assert purpose == "adopted"
    assert hashlib.sha256(content.encode()).hexdigest() == digest
    assert json.loads(content)["items"][0]["notes"] == "Veel bomen\n"
    world.workspace.do(service.update_item, id=item, notes="Weinig bomen")
    view = world.view()
    assert (view.minutes_state, json.loads(view.snapshot)["items"][0]["notes"]) == ("adopted", "Veel bomen\n")
    assert refused(world, service.adopt_minutes, meeting=world.meeting) == "adopted"
    assert refused(world, service.remove_meeting, id=world.meeting) == "adopted"


def test_adoption_is_not_undone(world: World) -> None:
    world.workspace.do(service.close_meeting, id=world.meeting)
    world.workspace.do(service.adopt_minutes, meeting=world.meeting)
    with pytest.raises(UserError) as problem:
        world.workspace.undo()
    assert problem.value.code == "not_undoable"
    assert world.view().minutes_state == "adopted"


def test_minutes_are_adopted_by_a_decision_at_the_next_meeting(world: World) -> None:
    world.workspace.do(service.close_meeting, id=world.meeting)
    made = world.workspace.do(service.add_meeting, template="plenary", day=date(2027, 1, 12))
    item = next(item for item in world.view(made).items if item.subject)
    against = {"item": item.id, "text": "Vastgesteld", "votes_for": 1, "votes_against": 2}
    assert refused(world, service.decide_and_adopt, **against) == "not_adopted"
    world.workspace.do(service.decide_and_adopt, item=item.id, text="Het verslag wordt vastgesteld.")
    view = world.view()
    assert (view.minutes_state, view.minutes_adopted_on) == ("adopted", date(2027, 1, 12))
    assert world.view(made).decisions[0].text == "Het verslag wordt vastgesteld."
    assert refused(world, service.decide_and_adopt, item=item.id, text="Nog eens") == "nothing_to_adopt"


def test_a_rejected_decision_adopts_no_minutes(world: World) -> None:
    world.workspace.do(service.close_meeting, id=world.meeting)
    made = world.workspace.do(service.add_decision, meeting=world.meeting, text="Nee", outcome="rejected")
    assert refused(world, service.adopt_minutes, meeting=world.meeting, decision=made) == "not_adopted"


def test_minutes_kept_as_a_file_can_be_adopted(world: World) -> None:
    old = world.workspace.do(service.add_meeting, title="Oud", day=date(2026, 10, 6))
    facts = {"file_name": "verslag.pdf", "data": b"%PDF", "media_type": "application/pdf"}
    world.workspace.do(service.attach_minutes, id=old, **facts)
    view = world.view(old)
    assert (view.status, view.minutes_state, view.minutes_file_name) == ("closed", "draft", "verslag.pdf")
    world.workspace.do(service.adopt_minutes, meeting=old)
    assert view.minutes_file in world.view(old).snapshot
    assert refused(world, service.attach_minutes, id=old, **facts) == "adopted"


def test_draft_minutes_before_adoption_can_be_taken_back(world: World) -> None:
    facts = {"file_name": "verslag.pdf", "data": b"%PDF", "media_type": "application/pdf"}
    world.workspace.do(service.attach_minutes, id=world.meeting, **facts)
    world.workspace.undo()
    assert (world.view().minutes_state, world.view().status) == ("none", "planned")


def test_the_agenda_as_json_says_what_was_promised(world: World) -> None:
    item = world.item("Verkeer", kind="discuss", minutes=20, introducer="Ans")
    world.item("Pauze", kind="break", minutes=10)
    world.item("Besloten", public=False, parent=item)
    data = agenda_data(world.view())
    assert {"id", "title", "date", "start", "end", "zone", "place", "public", "items"} <= set(data)
    assert (data["date"], data["start"], data["zone"]) == ("2026-12-01", "20:00", "Europe/Amsterdam")
    assert set(data["items"][0]) == {
        "id", "number", "level", "parent", "title", "kind", "time", "minutes", "introducer", "public",
        "purpose", "asked", "explanation", "annexes",
    }  # fmt: skip
    assert [one["number"] for one in data["items"]] == ["1", "1.a", None]
    assert data["items"][1]["parent"] == data["items"][0]["id"]
    assert [one["title"] for one in agenda_data(world.view(), public=True)["items"]] == ["Verkeer", "Pauze"]


def test_public_minutes_leave_out_closed_items_and_name_guests_by_role(world: World) -> None:
    shown, closed = world.item("Verkeer"), world.item("Personeel", public=False)
    under = world.item("Onder personeel", parent=closed)
    world.workspace.do(service.update_item, id=under, public=True)
    for item in (shown, closed, under):
        world.workspace.do(service.add_decision, item=item, text=f"Besluit {item}")
        world.workspace.do(service.add_action, item=item, text=f"Actie {item}")
    world.workspace.do(service.add_guest, meeting=world.meeting, name="J. de Boer", role="inspreker")
    whole, public = minutes_data(world.view()), minutes_data(world.view(), public=True)
    assert len(whole["items"]) == len(whole["decisions"]) == len(whole["actions"]) == 3
    assert len(public["items"]) == len(public["decisions"]) == len(public["actions"]) == 1
    assert whole["attendance"][-1]["name"] == "J. de Boer"
    assert (public["attendance"][-1]["name"], public["attendance"][-1]["role"]) == ("", "inspreker")


def test_a_meeting_runs_from_opening_to_closing(world: World) -> None:
    assert not world.workspace.read(queries.is_running)
    world.workspace.do(service.start_meeting, id=world.meeting)
    assert world.workspace.read(queries.is_running)
    world.workspace.do(service.close_meeting, id=world.meeting)
    assert not world.workspace.read(queries.is_running)


def test_a_meeting_of_last_week_that_nobody_closed_runs_no_more(world: World) -> None:
    world.workspace.do(service.start_meeting, id=world.meeting)
    with clock.fixed(datetime(2026, 12, 8, 12, tzinfo=UTC)):
        assert not world.workspace.read(queries.is_running)


def test_a_new_meeting_is_as_usual_where_nothing_else_is_said(world: World) -> None:
    def planned(**fields: Any) -> queries.MeetingView:
        return world.view(world.workspace.do(service.add_meeting, **fields))

    first = planned(kind="executive", day=date(2026, 12, 8), place="Kantoor")
    assert (first.chair_name, first.minute_taker_name) == ("Ans Verhoeven", "Marijke van Duin")
    again = planned(kind="executive", day=date(2027, 1, 5))
    assert again.place == "Kantoor"
    elsewhere = planned(kind="executive", place="Thuis", chair=None)
    assert (elsewhere.place, elsewhere.chair) == ("Thuis", None)
    group = planned(kind="working_group", day=date(2027, 1, 5))
    assert (group.place, group.chair, group.minute_taker) == ("", None, None)
    world.workspace.do(
        service.update_meeting, id=group.id, chair=world.people["Vera"], minute_taker=world.people["Murat"]
    )
    later = planned(kind="working_group", day=date(2027, 2, 5))
    assert later.chair is None and later.minute_taker_name == "Murat Aydin", "who is no member isn't taken for granted"
