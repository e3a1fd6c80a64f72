"""Meetings and their agendas: planned, ordered, timed, taken over."""

from __future__ import annotations

from datetime import date, time
from uuid import uuid4

import pytest

from wijkraad_app.features.meetings import queries, service
from wijkraad_app.features.meetings.queries import templates
from wijkraad_app.features.meetings.readers import ParsedAgenda, ParsedAnnex, ParsedItem
from wijkraad_app.kernel.errors import UserError
from wijkraad_app.kernel.i18n import set_language

from .world import World


def refused(world: World, verb: object, **fields: object) -> str:
    """The code of the refusal, after which everything is as it was."""
    before = world.view()
    with pytest.raises(UserError) as problem:
        world.workspace.do(verb, **fields)  # type: ignore[arg-type]
    assert world.view() == before
    return problem.value.code


def test_a_meeting_takes_its_template_in_the_language_in_force(world: World) -> None:
    made = world.workspace.do(service.add_meeting, template="plenary", day=date(2026, 12, 8), start=time(20, 0))
    view = world.view(made)
    assert view.title == "Wijkraad"
    assert [item.title for item in view.items][:2] == ["Opening", "Vaststellen agenda"]
    assert view.items[1].at == time(20, 2)
    set_language("en")
    english = world.workspace.do(service.add_meeting, template="plenary")
    assert world.view(english).items[-1].title == "Closing"


@pytest.mark.parametrize("key", ["plenary", "purpose", "executive", "theme"])
def test_every_template_makes_a_whole_agenda(world: World, key: str) -> None:
    made = world.workspace.do(service.add_meeting, template=key, day=date(2026, 12, 8), start=time(19, 30))
    view = world.view(made)
    chosen = templates.template(key)
    assert chosen is not None
    assert [item.title for item in view.items] == [item.title for item in chosen.items]
    assert [item.level for item in view.items] == [item.level for item in chosen.items]
    assert all(item.at for item in view.items)


def test_a_template_puts_the_draft_minutes_of_the_last_meeting_on_the_agenda(world: World) -> None:
    world.workspace.do(service.close_meeting, id=world.meeting)
    made = world.workspace.do(service.add_meeting, template="plenary", day=date(2027, 1, 12))
    item = next(item for item in world.view(made).items if item.subject)
    assert (item.subject, item.subject_adoptable) == (world.meeting, True)
    assert item.subject_title == "Verslag van Wijkraad, dinsdag 1 december 2026"


def test_an_unknown_template_is_refused_by_name(world: World) -> None:
    assert refused(world, service.add_meeting, template="feest") == "unknown_template"
    assert refused(world, service.add_meeting, kind="feest") == "unknown_value"


def test_a_meeting_is_changed_field_by_field_and_back(world: World) -> None:
    world.workspace.do(service.update_meeting, id=world.meeting, place="De Molen", public=False)
    assert (world.view().place, world.view().public) == ("De Molen", False)
    assert world.workspace.undo().label == "Vergadering “Wijkraad” wijzigen"
    assert (world.view().place, world.view().public) == ("", True)


def test_a_meeting_keeps_a_title_and_a_kind_that_exists(world: World) -> None:
    assert refused(world, service.update_meeting, id=world.meeting, title=" ") == "empty"
    assert refused(world, service.update_meeting, id=world.meeting, kind="x") == "unknown_value"
    assert refused(world, service.update_meeting, id=world.meeting, place="x" * 500) == "too_long"
    assert refused(world, service.update_meeting, id=uuid4(), place="x") == "not_found"


def test_removing_a_meeting_takes_along_what_was_recorded_and_undo_brings_it_all_back(world: World) -> None:
    item = world.item("Groen")
    world.workspace.do(service.add_annex, item=item, file_name="a.pdf", data=b"%PDF", media_type="application/pdf")
    world.workspace.do(service.add_decision, item=item, text="Ja")
    world.workspace.do(service.add_action, item=item, text="Brief")
    world.present("Ans")
    before = world.view()
    world.workspace.do(service.remove_meeting, id=world.meeting)
    assert world.workspace.read(queries.meeting_view, world.meeting) is None
    assert world.workspace.read(queries.meeting_ids) == world.workspace.read(queries.action_ids) == ()
    assert world.workspace.read(queries.decisions) == ()
    world.workspace.undo()
    assert world.view() == before


def test_items_come_one_after_another_or_where_they_are_put(world: World) -> None:
    first = world.item("Opening", kind="procedure", minutes=5)
    world.item("Sluiting", kind="procedure")
    world.item("Groen", after=first, minutes=20)
    world.item("Bomen", parent=world.item("Overig"))
    assert world.outline() == ["1 Opening", "2 Groen", "3 Sluiting", "4 Overig", "4.a Bomen"]
    assert [item.at for item in world.view().items][:3] == [time(20, 0), time(20, 5), time(20, 25)]
    world.workspace.undo()
    assert world.outline()[-1] == "4 Overig"


def test_an_item_needs_a_title_a_kind_and_possible_minutes(world: World) -> None:
    assert refused(world, service.add_item, meeting=world.meeting, title="  ") == "empty"
    assert refused(world, service.add_item, meeting=world.meeting, title="A", kind="x") == "unknown_value"
    assert refused(world, service.add_item, meeting=world.meeting, title="A", minutes=-1) == "minutes"
    assert refused(world, service.add_item, meeting=world.meeting, title="A\0") == "bad_character"
    item = world.item("A")
    assert refused(world, service.update_item, id=item, title="") == "empty"
    assert refused(world, service.update_item, id=item, minutes=601) == "minutes"


def test_an_item_is_changed_and_back(world: World) -> None:
    item = world.item("Groen")
    world.workspace.do(service.update_item, id=item, title="Groen op de kade", minutes=10, explanation="**Let op**")
    shown = world.view().items[0]
    assert (shown.title, shown.minutes, shown.explanation) == ("Groen op de kade", 10, "**Let op**")
    world.workspace.undo()
    assert world.view().items[0].title == "Groen"


def test_a_closed_meeting_makes_closed_items(world: World) -> None:
    world.workspace.do(service.update_meeting, id=world.meeting, public=False)
    world.item("Personeel")
    assert not world.view().items[0].public


def test_items_move_up_and_down_with_what_is_below_them(world: World) -> None:
    one, two = world.item("Een"), world.item("Twee")
    world.item("Onder twee", parent=two)
    world.workspace.do(service.move_item, id=two, direction="up")
    assert world.outline() == ["1 Twee", "1.a Onder twee", "2 Een"]
    world.workspace.do(service.move_item, id=two, direction="up")
    assert world.outline()[0] == "1 Twee"
    world.workspace.do(service.move_item, id=two, direction="down")
    assert world.outline() == ["1 Een", "2 Twee", "2.a Onder twee"]
    world.workspace.undo()
    assert world.outline()[0] == "1 Twee"
    assert one


def test_items_go_in_and_out_but_not_deeper_than_three_levels(world: World) -> None:
    ids = [world.item(title) for title in ("Een", "Twee", "Drie", "Vier")]
    for number, item in enumerate(ids[1:3], 1):
        for _ in range(number):
            world.workspace.do(service.move_item, id=item, direction="in")
    assert world.outline() == ["1 Een", "1.a Twee", "1.a.1 Drie", "2 Vier"]
    world.workspace.do(service.move_item, id=ids[3], direction="in")
    world.workspace.do(service.move_item, id=ids[3], direction="in")
    assert refused(world, service.move_item, id=ids[3], direction="in") == "too_deep"
    world.workspace.do(service.move_item, id=ids[1], direction="out")
    assert world.outline() == ["1 Een", "2 Twee", "2.a Drie", "2.b Vier"]


def test_an_item_with_sub_items_is_not_pushed_below_the_third_level(world: World) -> None:
    one, two = world.item("Een"), world.item("Twee")
    sub = world.item("Sub", parent=two)
    world.item("Subsub", parent=sub)
    assert refused(world, service.move_item, id=two, direction="in") == "too_deep"
    assert one


def test_an_item_is_put_anywhere_but_below_itself(world: World) -> None:
    one, two, three = (world.item(title) for title in ("Een", "Twee", "Drie"))
    sub = world.item("Sub", parent=one)
    world.workspace.do(service.place_item, id=three, after=one)
    assert world.outline() == ["1 Een", "1.a Sub", "2 Drie", "3 Twee"]
    world.workspace.do(service.place_item, id=two, after=None)
    assert world.outline()[0] == "1 Twee"
    assert refused(world, service.place_item, id=one, after=sub) == "inside_itself"
    world.workspace.undo()
    assert world.outline()[0] == "1 Een"


def test_removing_an_item_removes_what_hangs_on_it(world: World) -> None:
    item = world.item("Groen")
    sub = world.item("Bomen", parent=item)
    world.workspace.do(service.add_action, item=sub, text="Bellen")
    world.workspace.do(service.remove_item, id=item)
    assert (world.outline(), world.view().actions) == ([], ())
    world.workspace.undo()
    assert len(world.view().items) == 2
    assert world.view().actions[0].text == "Bellen"


def test_a_subject_comes_before_any_other_business(world: World) -> None:
    world.item("Opening", kind="procedure")
    world.item("Groen")
    world.item("Rondvraag", kind="procedure")
    subject = uuid4()
    item = world.workspace.do(
        service.put_on_agenda, meeting=world.meeting, subject_kind="advice", subject=subject, title="Advies Molendijk"
    )
    assert world.outline() == ["1 Opening", "2 Groen", "3 Advies Molendijk", "4 Rondvraag"]
    row = world.view().item(item)
    assert row is not None
    assert (row.subject_kind, row.subject, row.kind) == ("advice", subject, "decide")
    world.workspace.undo()
    assert len(world.view().items) == 3


def test_annexes_keep_their_file(world: World) -> None:
    item = world.item("Groen")
    first = world.workspace.do(service.add_annex, item=item, file_name="a.pdf", data=b"1", media_type="application/pdf")
    world.workspace.do(
        service.add_annex, item=item, file_name="b.pdf", data=b"2", media_type="application/pdf", title="Kaart"
    )
    assert [annex.title for annex in world.view().items[0].annexes] == ["a.pdf", "Kaart"]
    world.workspace.do(service.remove_annex, id=first)
    assert [annex.title for annex in world.view().items[0].annexes] == ["Kaart"]
    world.workspace.undo()
    assert len(world.view().items[0].annexes) == 2


def test_a_document_named_in_a_file_waits_for_its_file(world: World) -> None:
    named = ParsedAnnex("Kaart", "kaart.pdf", "application/pdf", public=False)
    parsed = ParsedAgenda(title="Elders", items=(ParsedItem("Verkeer", annexes=(named,)),))
    made = world.workspace.do(service.import_agenda, parsed=parsed)
    (annex,) = world.view(made).items[0].annexes
    assert (annex.title, annex.file_name, annex.file, annex.public) == ("Kaart", "kaart.pdf", "", False)
    kept = {"file_name": "plan.pdf", "data": b"%PDF", "media_type": "application/pdf"}
    world.workspace.do(service.attach_file, id=annex.id, **kept)
    (annex,) = world.view(made).items[0].annexes
    assert (annex.title, annex.file_name, len(annex.file)) == ("Kaart", "plan.pdf", 64)
    world.workspace.undo()
    assert world.view(made).items[0].annexes[0].file == ""
    assert refused(world, service.attach_file, id=made, **kept) == "not_found"


PARSED = ParsedAgenda(
    title="Wijkraad Zuid",
    date=date(2026, 12, 15),
    start=time(19, 30),
    place="Buurthuis",
    items=(
        ParsedItem("Opening", minutes=5, time=time(19, 30), kind="procedure"),
        ParsedItem("Verkeer", minutes=20, time=time(19, 35)),
        ParsedItem("Molendijk", level=1, minutes=10),
        ParsedItem("Personeel", time=time(20, 15), public=False, introducer="Ans"),
    ),
)


def test_a_pasted_agenda_becomes_a_meeting_in_one_step(world: World) -> None:
    made = world.workspace.do(service.import_agenda, parsed=PARSED)
    view = world.view(made)
    assert (view.title, view.day, view.start, view.place) == ("Wijkraad Zuid", PARSED.date, PARSED.start, "Buurthuis")
    assert [(item.number, item.at) for item in view.items] == [
        ("1", time(19, 30)),
        ("2", time(19, 35)),
        ("2.a", time(19, 35)),
        ("3", time(20, 15)),
    ]
    assert [item.fixed for item in view.items] == [None, None, None, time(20, 15)]
    assert (view.items[3].public, view.items[3].introducer) == (False, "Ans")
    world.workspace.undo()
    assert world.workspace.read(queries.meeting_view, made) is None


def test_a_pasted_agenda_can_be_added_to_a_meeting(world: World) -> None:
    world.item("Opening vooraf")
    world.workspace.do(service.import_agenda, parsed=PARSED, meeting=world.meeting)
    assert world.outline() == ["1 Opening vooraf", "2 Opening", "3 Verkeer", "3.a Molendijk", "4 Personeel"]


def test_an_agenda_without_items_is_refused(world: World) -> None:
    assert refused(world, service.import_agenda, parsed=ParsedAgenda(title="Leeg")) == "empty"


def test_the_next_meeting_is_the_first_to_come(world: World) -> None:
    world.workspace.do(service.add_meeting, title="Later", day=date(2026, 12, 20))
    world.workspace.do(service.add_meeting, title="Vroeger", day=date(2026, 11, 1))
    found = world.workspace.read(queries.next_meeting)
    assert found is not None
    assert found.id == world.meeting
    assert [row.title for row in world.workspace.read(queries.meeting_rows)] == ["Later", "Wijkraad", "Vroeger"]
    assert len(world.workspace.read(queries.meeting_ids, "wijkr")) == 1
