"""The course of a meeting: taken in another order, put off, merged, dropped; breaks and the closed part; speakers."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID, uuid4

import pytest

from wijkraad_app.features.council import service as council
from wijkraad_app.features.meetings import service
from wijkraad_app.features.meetings.documents.data import whole_minutes
from wijkraad_app.features.meetings.documents.public import public_minutes
from wijkraad_app.features.meetings.queries import ItemRow
from wijkraad_app.features.meetings.rules.speaking import used
from wijkraad_app.kernel import clock

from .test_agenda import refused
from .world import World


@pytest.fixture
def running(world: World) -> World:
    """Four items; the first is on since 20.00."""
    for title in ("Opening", "Verkeer", "Groen", "Sluiting"):
        world.item(title, minutes=10)
    world.workspace.do(service.start_meeting, id=world.meeting, at=time(20, 0))
    return world


def row(world: World, title: str) -> ItemRow:
    return next(item for item in world.view().items if item.title == title)


def begin(world: World, title: str, at: time) -> None:
    world.workspace.do(service.begin_item, id=row(world, title).id, at=at)


def on(world: World) -> str:
    current = world.view().current
    return current.title if current else ""


def test_beginning_an_item_ends_the_one_before_and_an_earlier_one_comes_back(running: World) -> None:
    begin(running, "Groen", time(20, 5))
    begin(running, "Verkeer", time(20, 9))
    assert (on(running), row(running, "Groen").ended) == ("Verkeer", time(20, 9))
    begin(running, "Groen", time(20, 15))
    again = row(running, "Groen")
    assert (on(running), again.began, again.ended) == ("Groen", time(20, 5), None)
    running.workspace.undo()
    assert on(running) == "Verkeer"


def test_an_item_stays_on_while_its_sub_item_is(running: World) -> None:
    parent = row(running, "Verkeer").id
    running.item("Oversteken", parent=parent)
    begin(running, "Verkeer", time(20, 5))
    begin(running, "Oversteken", time(20, 8))
    assert on(running) == "Oversteken"
    assert row(running, "Verkeer").ended is None
    begin(running, "Groen", time(20, 20))
    assert row(running, "Verkeer").ended == row(running, "Oversteken").ended == time(20, 20)


def test_what_comes_on_the_agenda_meanwhile_is_marked(running: World) -> None:
    with clock.fixed(datetime(2026, 12, 1, 19, 30, tzinfo=UTC)):
        running.item("Spoed", after=row(running, "Opening").id)
    assert row(running, "Spoed").added_at == time(20, 30)
    assert row(running, "Groen").added_at is None


def test_an_item_is_put_off_till_later_and_comes_back(running: World) -> None:
    item = row(running, "Verkeer").id
    running.workspace.do(service.defer_item, id=item)
    assert row(running, "Verkeer").state == "deferred"
    assert refused(running, service.drop_item, id=item) == "gone"
    running.workspace.undo()
    assert row(running, "Verkeer").state == ""
    running.workspace.redo()
    running.workspace.do(service.restore_item, id=item)
    assert row(running, "Verkeer").state == ""
    assert refused(running, service.restore_item, id=item) == "not_gone"


def test_an_item_put_off_to_a_meeting_stands_on_its_agenda_at_once(running: World) -> None:
    item = row(running, "Verkeer").id
    other = running.workspace.do(service.add_meeting, title="Volgende", day=date(2027, 1, 12))
    assert refused(running, service.defer_item, id=item, to=running.meeting) == "same_meeting"
    running.workspace.do(service.defer_item, id=item, to=other)
    assert row(running, "Verkeer").deferred_to == other
    assert [(one.title, one.continues) for one in running.view(other).items] == [("Verkeer", item)]
    running.workspace.undo()
    assert running.view(other).items == ()
    running.workspace.redo()
    running.workspace.do(service.begin_item, id=item, at=time(20, 30))
    assert (on(running), running.view(other).items) == ("Verkeer", ())


def test_what_was_treated_elsewhere_meanwhile_does_not_come_back(running: World) -> None:
    item = row(running, "Verkeer").id
    other = running.workspace.do(service.add_meeting, title="Volgende", day=date(2027, 1, 12))
    running.workspace.do(service.defer_item, id=item, to=other)
    running.workspace.do(service.add_note, item=running.view(other).items[0].id, text="Besproken")
    assert refused(running, service.restore_item, id=item) == "in_use"
    running.workspace.do(service.close_meeting, id=other)
    assert refused(running, service.defer_item, id=row(running, "Groen").id, to=other) == "closed"


def test_an_item_is_merged_into_another_one(running: World) -> None:
    verkeer, groen = row(running, "Verkeer").id, row(running, "Groen").id
    below = running.item("Bomen", parent=groen)
    assert refused(running, service.merge_item, id=groen, into=groen) == "inside_itself"
    assert refused(running, service.merge_item, id=groen, into=below) == "inside_itself"
    assert refused(running, service.merge_item, id=groen, into=uuid4()) == "not_found"
    running.workspace.do(service.merge_item, id=groen, into=verkeer)
    assert (row(running, "Groen").merged_into, row(running, "Bomen").state) == (verkeer, "merged")
    running.workspace.do(service.restore_item, id=groen)
    assert row(running, "Groen").state == row(running, "Bomen").state == ""
    running.workspace.undo()
    running.workspace.undo()
    assert row(running, "Groen").state == ""


def test_dropping_the_item_that_is_on_ends_it(running: World) -> None:
    running.workspace.do(service.drop_item, id=row(running, "Opening").id)
    assert (row(running, "Opening").state, on(running)) == ("dropped", "")
    running.workspace.undo()
    assert on(running) == "Opening"


def test_a_break_interrupts_what_is_on(running: World) -> None:
    begin(running, "Verkeer", time(20, 5))
    running.workspace.do(service.begin_break, meeting=running.meeting, minutes=15, at=time(20, 30))
    current = running.view().current
    assert current is not None
    assert (current.kind, current.minutes, current.began) == ("break", 15, time(20, 30))
    assert [item.title for item in running.view().items][1:3] == ["Verkeer", "Pauze"]
    assert refused(running, service.begin_break, meeting=running.meeting, minutes=5) == "on_break"
    running.workspace.do(service.end_break, meeting=running.meeting, at=time(20, 46))
    assert on(running) == "Verkeer"
    assert refused(running, service.end_break, meeting=running.meeting) == "no_break"
    running.workspace.undo()
    assert on(running) == "Pauze"
    running.workspace.undo()
    assert (on(running), len(running.view().items)) == ("Verkeer", 4)


def test_a_planned_break_is_the_one_that_begins(running: World) -> None:
    running.item("Koffie", kind="break", minutes=10, after=row(running, "Opening").id)
    running.workspace.do(service.begin_break, meeting=running.meeting, minutes=20, at=time(20, 30))
    assert (on(running), row(running, "Koffie").minutes, len(running.view().items)) == ("Koffie", 20, 5)


def test_a_break_needs_a_running_meeting(world: World) -> None:
    assert refused(world, service.begin_break, meeting=world.meeting, minutes=5) == "not_running"
    assert refused(world, service.begin_closed_part, meeting=world.meeting) == "not_running"


def guest(world: World, role: str, **fields: object) -> UUID:
    return world.workspace.do(service.add_guest, meeting=world.meeting, role=role, **fields)  # type: ignore[arg-type]


def left(world: World) -> dict[str, time | None]:
    return {one.role: one.left for one in world.view().attendance if one.guest}


def test_in_a_closed_part_the_guests_leave_and_what_is_kept_is_kept_apart(running: World) -> None:
    guest(running, "pers")
    away = guest(running, "bewoner")
    running.workspace.do(service.update_attendance, id=away, left=time(20, 15))
    begin(running, "Verkeer", time(20, 10))
    item = running.workspace.do(service.begin_closed_part, meeting=running.meeting, at=time(20, 20))
    assert left(running) == {"pers": time(20, 20), "bewoner": time(20, 15)}
    closed = row(running, "Besloten deel")
    assert (closed.id, closed.public, closed.parent, on(running)) == (
        item, False, row(running, "Verkeer").id, "Besloten deel"
    )  # fmt: skip
    running.workspace.do(service.add_note, item=item, text="Over een persoon")
    running.workspace.do(service.add_note, item=row(running, "Verkeer").id, text="Ook geheim")
    beside = row(running, "Verkeer").id
    running.workspace.do(service.add_decision, item=beside, text="Over een persoon besloten")
    running.workspace.do(service.add_action, item=beside, text="Met een persoon praten")
    running.workspace.do(service.show_document, item=beside, title="Stuk over een persoon")
    kept = running.view()
    assert {kept.decisions[0].item, kept.actions[0].item} == {item}, "not at the public item it was typed for"
    assert "persoon" not in repr(public_minutes(whole_minutes(kept), kept.draft.privacy, unfinished=True))
    assert refused(running, service.begin_closed_part, meeting=running.meeting) == "closed_part"
    running.workspace.do(service.end_closed_part, meeting=running.meeting, at=time(20, 40))
    verkeer = row(running, "Verkeer")
    assert left(running) == {"pers": None, "bewoner": time(20, 15)}
    assert on(running) == "Verkeer"
    assert (row(running, "Besloten deel").notes, row(running, "Besloten deel").closed_notes) == (
        "", "Over een persoon\n"
    )  # fmt: skip
    assert "geheim" not in verkeer.notes and "geheim" in verkeer.closed_notes
    assert verkeer.notes.split("\n\n") == [
        "Besloten deel vanaf 20.20 uur. De gasten gaan weg.",
        "Weer openbaar om 20.40 uur. De gasten komen terug.\n",
    ]
    assert refused(running, service.end_closed_part, meeting=running.meeting) == "no_closed_part"


def test_beginning_and_ending_a_closed_part_are_one_step_each(running: World) -> None:
    guest(running, "pers")
    running.workspace.do(service.begin_closed_part, meeting=running.meeting, at=time(20, 20))
    running.workspace.do(service.end_closed_part, meeting=running.meeting, at=time(20, 40))
    running.workspace.undo()
    assert (left(running), running.view().closed_from) == ({"pers": time(20, 20)}, time(20, 20))
    running.workspace.undo()
    assert (left(running), running.view().closed_from, len(running.view().items)) == ({"pers": None}, None, 4)


def test_a_closed_item_holds_its_own_closed_part(running: World) -> None:
    item = running.item("Personeel", public=False)
    begin(running, "Personeel", time(20, 20))
    assert running.workspace.do(service.begin_closed_part, meeting=running.meeting, at=time(20, 21)) == item


def test_closing_ends_whatever_is_on_and_going_on_takes_it_up(running: World) -> None:
    guest(running, "pers")
    speaker = running.workspace.do(service.add_speaker, meeting=running.meeting, resident=True)
    running.workspace.do(service.begin_closed_part, meeting=running.meeting, at=time(21, 0))
    running.workspace.do(service.begin_speaking, id=speaker)
    running.workspace.do(service.close_meeting, id=running.meeting, at=time(21, 30))
    view = running.view()
    assert (view.closed_from, view.speaking, left(running)) == (None, None, {"pers": time(21, 0)})
    assert all(item.ended is not None for item in view.items if item.began is not None)
    running.workspace.do(service.start_meeting, id=running.meeting, at=time(21, 31))
    assert on(running) != ""


# --- speakers ---------------------------------------------------------------------------------
START = datetime(2026, 12, 1, 19, 0, tzinfo=UTC)


def add(world: World, **fields: object) -> UUID:
    """A second after the one before."""
    with clock.fixed(START + timedelta(seconds=len(world.view().speakers))):
        return world.workspace.do(service.add_speaker, meeting=world.meeting, **fields)  # type: ignore[arg-type]


def test_residents_are_known_by_role_or_number_and_have_the_councils_speaking_time(world: World) -> None:
    add(world, person=world.people["Ans"])
    add(world, resident=True, name="J. de Boer", subject="Parkeren")
    add(world, resident=True, name="P. Bakker", role="winkelier", seconds=120)
    rows = world.view().speakers
    assert [one.public_name for one in rows] == ["Ans Verhoeven", "Inspreker 1", "winkelier"]
    assert [one.shown_name for one in rows] == ["Ans Verhoeven", "J. de Boer", "P. Bakker (winkelier)"]
    assert [one.seconds for one in rows] == [None, 300, 120]
    assert refused(world, service.add_speaker, meeting=world.meeting) == "empty"
    assert refused(world, service.add_speaker, meeting=world.meeting, resident=True, seconds=9999) == "seconds"


def test_a_resident_who_agreed_as_a_guest_is_named(world: World) -> None:
    made = world.workspace.do(service.add_guest, meeting=world.meeting, name="J. de Boer", role="bewoner")
    add(world, resident=True, name="J. de Boer")
    assert world.view().speakers[0].public_name == "Inspreker 1"
    world.workspace.do(service.update_attendance, id=made, by_name=True)
    assert world.view().speakers[0].public_name == "J. de Boer"


def test_without_a_speaking_time_there_is_no_limit(world: World) -> None:
    world.workspace.do(council.update_council, speaking_minutes=0)
    add(world, resident=True)
    assert world.view().speakers[0].seconds is None


def test_the_row_is_ordered_and_numbers_stay(world: World) -> None:
    first, second, third = (add(world, resident=True) for _each in range(3))
    world.workspace.do(service.move_speaker, id=third, by=-2)
    assert [(one.id, one.number) for one in world.view().speakers] == [(third, 3), (first, 1), (second, 2)]
    world.workspace.do(service.move_speaker, id=third, by=-1)
    world.workspace.undo()
    assert [one.id for one in world.view().speakers] == [first, second, third]
    world.workspace.do(service.remove_speaker, id=second)
    assert [one.number for one in world.view().speakers] == [1, 3]


def test_speaking_time_stops_and_goes_on(world: World) -> None:
    speaker = add(world, resident=True)
    with clock.fixed(START):
        world.workspace.do(service.begin_speaking, id=speaker)
    with clock.fixed(START + timedelta(seconds=70)):
        world.workspace.do(service.pause_speaking, id=speaker)
        assert refused(world, service.pause_speaking, id=speaker) == "nobody_speaks"
    with clock.fixed(START + timedelta(seconds=100)):
        world.workspace.do(service.begin_speaking, id=speaker)
    speaking = world.view().speaking
    assert speaking is not None
    assert used(speaking.turn, START + timedelta(seconds=130)) == 100
    with clock.fixed(START + timedelta(seconds=130)):
        world.workspace.do(service.stop_speaking, id=speaker)
    [done] = world.view().speakers
    assert (done.state, done.spoken, done.since) == ("done", 100, None)
    assert refused(world, service.stop_speaking, id=speaker) == "nobody_speaks"
    world.workspace.undo()
    assert world.view().speaking == speaking


def test_one_speaks_at_a_time(world: World) -> None:
    first, second = add(world, resident=True), add(world, person=world.people["Ans"])
    world.workspace.do(service.begin_speaking, id=first)
    world.workspace.do(service.begin_speaking, id=second)
    assert [one.state for one in world.view().speakers] == ["done", "speaking"]


def test_a_speaker_is_announced_for_an_item_of_this_meeting(running: World) -> None:
    other = running.workspace.do(service.add_meeting, title="Volgende")
    elsewhere = running.workspace.do(service.add_item, meeting=other, title="Elders")
    assert refused(running, service.add_speaker, meeting=running.meeting, role="pers", item=elsewhere) == (
        "other_meeting"
    )
    item = row(running, "Groen").id
    made = add(running, role="wijkagent", item=item)
    running.workspace.do(service.update_speaker, id=made, subject="Overlast", resident=False)
    assert [one.subject for one in running.view().speakers_of(item)] == ["Overlast"]
    running.workspace.do(service.remove_item, id=item)
    assert running.view().speakers[0].item is None
    running.workspace.undo()
    assert running.view().speakers[0].item == item
