"""What was kept at an item is corrected, made into something else, or put at another item."""

from __future__ import annotations

from datetime import UTC, date, datetime
from itertools import product
from uuid import UUID

import pytest

from wijkraad_app.features.meetings import service
from wijkraad_app.features.meetings.queries import ItemRow, entries_of
from wijkraad_app.features.meetings.rules.kept import Kept
from wijkraad_app.kernel import clock

from .test_agenda import refused
from .world import World


@pytest.fixture
def item(world: World) -> UUID:
    return world.item("Groen")


def course(world: World, item: UUID) -> list[str]:
    """The item as its list shows it."""
    view = world.view()
    row = view.item(item)
    assert row is not None
    return [f"{entry.kind}: {entry.said}" for entry in entries_of(view, row)]


def kept(world: World, item: UUID, at: int) -> Kept:
    view = world.view()
    row = view.item(item)
    assert isinstance(row, ItemRow)
    return entries_of(view, row)[at].kept


def note(world: World, item: UUID, text: str, **more: bool) -> None:
    world.workspace.do(service.add_note, item=item, text=text, **more)


def some(world: World, item: UUID) -> None:
    """A note, a decision, a note, an action and a note, in that order."""
    with clock.fixed(datetime(2026, 12, 1, 19, 0, tzinfo=UTC)):
        note(world, item, "Een")
        world.workspace.do(service.add_decision, item=item, text="Twee")
    with clock.fixed(datetime(2026, 12, 1, 19, 1, tzinfo=UTC)):
        note(world, item, "Drie")
        world.workspace.do(service.add_action, item=item, text="Vier", owner_name="Ans", due=date(2026, 12, 8))
        note(world, item, "Vijf")


ALL = ["note: Een", "decision: Twee", "note: Drie", "action: Vier", "note: Vijf"]


def test_notes_decisions_and_actions_stand_in_the_order_of_the_meeting(world: World, item: UUID) -> None:
    some(world, item)
    assert course(world, item) == ALL


def test_whatever_it_becomes_it_keeps_its_words_and_its_place(world: World, item: UUID) -> None:
    some(world, item)
    for at, kind in product(range(5), ("proposal", "decision", "motion", "action", "question", "shown", "note")):
        was = kept(world, item, at)
        world.workspace.do(service.change_entry, was=was, kind=kind, text=was.text)
        changed = [*ALL[:at], f"{kind}: {was.text}", *ALL[at + 1 :]]
        assert course(world, item) == changed
        if kind == was.kind:
            continue
        world.workspace.undo()
        assert course(world, item) == ALL
        world.workspace.redo()
        back = kept(world, item, at)
        world.workspace.do(service.change_entry, was=back, kind=was.kind, text=back.text)
        assert course(world, item) == ALL


def test_an_action_that_becomes_a_question_keeps_owner_and_day(world: World, item: UUID) -> None:
    some(world, item)
    world.workspace.do(service.change_entry, was=kept(world, item, 3), kind="question", text="Vier?")
    [row] = world.view().actions
    assert (row.sort, row.text, row.owner, row.due) == ("question", "Vier?", world.people["Ans"], date(2026, 12, 8))


def test_an_entry_goes_to_another_item(world: World, item: UUID) -> None:
    some(world, item)
    other = world.item("Verkeer")
    note(world, other, "Eerder")
    for at in range(5):
        was = kept(world, item, at)
        world.workspace.do(service.change_entry, was=was, kind=was.kind, text=was.text, item=other)
        assert course(world, item) == [line for place, line in enumerate(ALL) if place != at]
        assert course(world, other) == ["note: Eerder", ALL[at]]
        world.workspace.undo()
        assert (course(world, item), course(world, other)) == (ALL, ["note: Eerder"])


def test_an_entry_is_taken_away(world: World, item: UUID) -> None:
    some(world, item)
    world.workspace.do(service.remove_entry, was=kept(world, item, 2))
    world.workspace.do(service.remove_entry, was=kept(world, item, 2))
    assert course(world, item) == ["note: Een", "decision: Twee", "note: Vijf"]
    world.workspace.undo()
    world.workspace.undo()
    assert course(world, item) == ALL


def test_a_paragraph_that_changed_meanwhile_is_not_taken_for_another(world: World, item: UUID) -> None:
    some(world, item)
    was = kept(world, item, 2)
    world.workspace.do(service.update_item, id=item, notes="Iets anders")
    for verb, more in ((service.remove_entry, {}), (service.change_entry, {"kind": "decision", "text": "Nee"})):
        assert refused(world, verb, was=was, **more) == "notes_changed"
    assert refused(world, service.change_entry, was=was, kind="poem", text="x") == "unknown_value"
    assert refused(world, service.change_entry, was=was, kind="note", text=" ") == "empty"


def test_what_was_voted_on_by_name_stays_a_decision(world: World, item: UUID) -> None:
    said = {world.people["Ans"]: "for"}
    world.workspace.do(service.add_decision, item=item, text="Bomen", method="roll_call", choices=said)
    was = kept(world, item, 0)
    assert refused(world, service.change_entry, was=was, kind="note", text="Bomen") == "voted_by_name"
    world.workspace.do(service.change_entry, was=was, kind="motion", text="Bomen!")
    assert world.view().decisions[0].said("for") == ("Ans Verhoeven",)


def test_a_document_that_was_shown_gets_its_file_later(world: World, item: UUID) -> None:
    made = world.workspace.do(service.show_document, item=item, title="Kaart")
    [annex] = world.view().items[0].annexes
    assert (annex.title, annex.shown, annex.file) == ("Kaart", True, "")
    world.workspace.do(service.attach_file, id=made, file_name="kaart.pdf", data=b"%PDF", media_type="application/pdf")
    assert world.view().items[0].annexes[0].file_name == "kaart.pdf"
    world.workspace.undo()
    assert world.view().items[0].annexes[0].file == ""
    assert refused(world, service.show_document, item=item, title=" ") == "empty"
    assert refused(world, service.attach_file, id=item, file_name="", data=b"", media_type="") == "not_found"


def test_closed_notes_are_changed_where_they_are(world: World, item: UUID) -> None:
    note(world, item, "Open")
    world.workspace.do(service.update_item, id=item, closed_notes="Besloten\n")
    assert course(world, item) == ["note: Open", "note: Besloten"]
    was = kept(world, item, 1)
    assert was.closed
    world.workspace.do(service.change_entry, was=was, kind="proposal", text="Besloten voorstel")
    row = world.view().items[0]
    assert (row.notes, row.closed_notes) == ("Open\n", "**Voorstel:** Besloten voorstel\n")
