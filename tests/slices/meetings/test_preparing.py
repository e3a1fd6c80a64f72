"""Preparing a meeting: series, templates, annexes, proposed items, documents, and what is carried over."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, time
from typing import Any
from uuid import UUID

import pytest

from wijkraad_app.db.unit import UnitOfWork
from wijkraad_app.db.verbs import verb
from wijkraad_app.features.meetings import queries, service
from wijkraad_app.features.meetings.documents import Paper, agenda_document
from wijkraad_app.features.meetings.model import AgendaItem, Template
from wijkraad_app.features.meetings.rules.recurrence import Pattern
from wijkraad_app.kernel.errors import UserError
from wijkraad_app.pdf import preview, render

from .world import World

SECOND_TUESDAY = Pattern("monthly", date(2026, 12, 1), 1, nth=2, skip_months=frozenset({7, 8}))
YEAR_END = date(2027, 12, 31)


def refused(world: World, verb: Any, **fields: object) -> str:
    with pytest.raises(UserError) as problem:
        world.workspace.do(verb, **fields)
    return problem.value.code


def planned(world: World, **fields: Any) -> UUID:
    given = {"pattern": SECOND_TUESDAY, "title": "Wijkraad", "start": time(20), "end": time(22), "place": "De Molen"}
    made: UUID = world.workspace.do(service.add_series, **{**given, "until": YEAR_END, "template": "plenary", **fields})
    return made


def days(world: World) -> list[date]:
    """The days of all meetings but the world's own."""
    rows = world.workspace.read(queries.meeting_rows)
    return sorted(row.day for row in rows if row.id != world.meeting and row.day is not None)


def on(world: World, day: date) -> UUID:
    rows = world.workspace.read(queries.meeting_rows)
    return next(row.id for row in rows if row.day == day and row.id != world.meeting)


# --- series ------------------------------------------------------------------------------------
def test_a_series_plans_its_meetings_at_the_same_local_time_and_undo_takes_them_back(world: World) -> None:
    series = planned(world)
    assert len(days(world)) == 11
    assert (days(world)[0], days(world)[-1]) == (date(2026, 12, 8), date(2027, 12, 14))
    assert not {7, 8} & {day.month for day in days(world)}
    winter, summer = world.view(on(world, date(2027, 1, 12))), world.view(on(world, date(2027, 6, 8)))
    assert winter.start == summer.start == time(20)
    assert (winter.series, winter.series_day, winter.place) == (series, date(2027, 1, 12), "De Molen")
    assert winter.chair_name == "Ans Verhoeven"
    assert winter.items[0].title == "Opening"
    assert not any(item.subject for item in winter.items), "whose minutes are adopted then isn't known yet"
    assert world.workspace.undo().label == "Reeks “Wijkraad” plannen"
    assert days(world) == []


def test_two_computers_make_the_same_meetings_with_the_same_items(world: World) -> None:
    series = planned(world)
    before = world.view(on(world, date(2026, 12, 8)))
    world.workspace.do(service.remove_meeting, id=before.id)
    world.workspace.do(service.plan_series, id=series, until=YEAR_END)
    again = world.view(on(world, date(2026, 12, 8)))
    assert again.id == before.id
    assert [item.id for item in again.items] == [item.id for item in before.items]


def test_planning_on_adds_only_what_is_missing(world: World) -> None:
    series = planned(world, until=date(2026, 12, 31))
    assert days(world) == [date(2026, 12, 8)]
    made = world.workspace.do(service.plan_series, id=series, until=date(2027, 2, 28))
    assert len(made) == 2
    assert world.workspace.do(service.plan_series, id=series, until=date(2027, 2, 28)) == ()
    rows = world.workspace.read(queries.planned_days, SECOND_TUESDAY, date(2027, 3, 31), series)
    assert [row.meeting is not None for row in rows] == [True, True, True, False]


def test_one_meeting_is_moved_or_skipped_and_stays_so(world: World) -> None:
    series = planned(world)
    moved, skipped = on(world, date(2027, 1, 12)), on(world, date(2027, 2, 9))
    world.workspace.do(service.move_occurrence, id=moved, day=date(2027, 1, 14), start=time(19, 30))
    world.workspace.do(service.skip_occurrence, id=skipped)
    world.workspace.do(service.plan_series, id=series, until=YEAR_END)
    view = world.view(moved)
    assert (view.day, view.start, view.series_day) == (date(2027, 1, 14), time(19, 30), date(2027, 1, 12))
    assert date(2027, 2, 9) not in days(world)
    assert date(2027, 1, 12) not in days(world)
    (row,) = world.workspace.read(queries.series_rows)
    assert row.pattern.skip_days == {date(2027, 2, 9)}
    assert row.words == "elke tweede dinsdag van de maand, niet in juli en augustus"
    assert refused(world, service.skip_occurrence, id=world.meeting) == "no_series"
    world.workspace.do(service.start_meeting, id=moved)
    assert refused(world, service.move_occurrence, id=moved, day=date(2027, 1, 15)) == "opened"
    assert refused(world, service.skip_occurrence, id=moved) == "opened"


def test_a_changed_series_changes_the_coming_meetings_nobody_worked_on(world: World) -> None:
    series = planned(world)
    worked, plain = on(world, date(2027, 1, 12)), on(world, date(2027, 3, 9))
    world.workspace.do(service.add_item, meeting=worked, title="Molendijk")
    world.workspace.do(service.update_series, id=series, place="De Schakel", start=time(19))
    assert (world.view(plain).place, world.view(plain).start) == ("De Schakel", time(19))
    assert (world.view(worked).place, world.view(worked).start) == ("De Molen", time(20))
    wednesdays = replace(SECOND_TUESDAY, weekday=2)
    world.workspace.do(service.update_series, id=series, pattern=wednesdays, until=YEAR_END)
    assert world.view(worked).day == date(2027, 1, 12), "what was worked on stays"
    assert date(2027, 3, 9) not in days(world)
    assert date(2027, 3, 10) in days(world)
    world.workspace.undo()
    assert date(2027, 3, 9) in days(world)


def test_a_removed_series_leaves_what_was_held_or_worked_on(world: World) -> None:
    series = planned(world)
    held, worked = on(world, date(2026, 12, 8)), on(world, date(2027, 1, 12))
    world.workspace.do(service.start_meeting, id=held)
    item = world.view(worked).items[3].id
    world.workspace.do(service.update_item, id=item, title="Iets anders")
    world.workspace.do(service.remove_series, id=series)
    assert days(world) == [date(2026, 12, 8), date(2027, 1, 12)]
    assert world.view(worked).series is None
    assert world.workspace.read(queries.series_rows) == ()
    world.workspace.undo()
    assert len(days(world)) == 11


def test_a_series_is_refused_without_title_kind_or_template(world: World) -> None:
    assert refused(world, service.add_series, pattern=SECOND_TUESDAY, template="feest") == "unknown_template"
    assert refused(world, service.add_series, pattern=SECOND_TUESDAY, kind="feest") == "unknown_value"
    series = planned(world)
    assert refused(world, service.update_series, id=series, title=" ") == "empty"


def test_school_holidays_are_listed_and_warned_of(world: World) -> None:
    do = world.workspace.do
    made = do(service.add_school_holiday, name="Voorjaar", first_day=date(2027, 2, 20), last_day=date(2027, 2, 28))
    assert world.workspace.read(queries.day_warning, date(2027, 2, 23)) == "Voorjaar"
    do(service.update_school_holiday, id=made, name="Krokus", first_day=date(2027, 2, 6))
    assert world.workspace.read(queries.day_warning, date(2027, 2, 9)) == "Krokus"
    rows = world.workspace.read(queries.planned_days, SECOND_TUESDAY, date(2027, 3, 1))
    assert [row.warning for row in rows] == ["", "", "Krokus"]
    backwards = {"first_day": date(2027, 3, 2), "last_day": date(2027, 3, 1)}
    assert refused(world, service.add_school_holiday, name="Fout", **backwards) == "ends_first"
    assert refused(world, service.update_school_holiday, id=made, name=" ") == "empty"
    do(service.remove_school_holiday, id=made)
    assert world.workspace.read(queries.school_holidays) == ()
    world.workspace.undo()
    assert len(world.workspace.read(queries.school_holidays)) == 1


# --- templates -----------------------------------------------------------------------------------
def test_an_agenda_is_kept_as_a_template_and_begins_another_meeting(world: World) -> None:
    top = world.item("Verkeer", minutes=20, purpose="Oordeel vormen", introducer="Ans")
    world.item("Molendijk", parent=top, public=False)
    key = world.workspace.do(service.add_template, meeting=world.meeting, name="Onze agenda")
    (own,) = world.workspace.read(queries.own_templates)
    assert (own.id, own.key, own.title) == (key, str(key), "Onze agenda")
    made = world.workspace.do(service.add_meeting, template=own.key, day=date(2027, 1, 5))
    view = world.view(made)
    assert [(item.number, item.title) for item in view.items] == [("1", "Verkeer"), ("1.a", "Molendijk")]
    assert (view.items[0].purpose, view.items[0].introducer, view.items[0].minutes) == ("Oordeel vormen", "Ans", 20)
    assert not view.items[1].public
    world.workspace.do(service.rename_template, id=key, name="Kort")
    assert world.workspace.read(queries.own_templates)[0].title == "Kort"
    assert refused(world, service.add_template, meeting=world.meeting, name="kort") == "exists"
    assert refused(world, service.rename_template, id=key, name="") == "empty"
    world.workspace.do(service.remove_template, id=key)
    assert world.workspace.read(queries.own_templates) == ()
    assert len(world.view(made).items) == 2


def test_an_empty_agenda_is_no_template(world: World) -> None:
    assert refused(world, service.add_template, meeting=world.meeting, name="Leeg") == "empty"


@verb(label="A template of a newer version")
def _newer(uow: UnitOfWork) -> None:
    uow.add(Template(name="Nieuw", kind="quorum", body=json.dumps({"blocks": []})))


def test_a_template_of_a_newer_version_is_an_empty_agenda(world: World) -> None:
    world.workspace.do(_newer)
    (own,) = world.workspace.read(queries.own_templates)
    assert (own.kind, own.items) == ("plenary", ())


# --- items and annexes -----------------------------------------------------------------------------
def annex(world: World, item: UUID, name: str) -> UUID:
    made: UUID = world.workspace.do(
        service.add_annex, item=item, file_name=name, data=name.encode(), media_type="text/plain"
    )
    return made


def test_annexes_have_an_order_and_say_whether_they_are_public(world: World) -> None:
    item = world.item("Groen")
    first, second, third = (annex(world, item, name) for name in ("a.txt", "b.txt", "c.txt"))
    world.workspace.do(service.move_annex, id=third, direction="up")
    world.workspace.do(service.move_annex, id=first, direction="up")
    world.workspace.do(service.update_annex, id=second, title="Kaart", public=False)
    found = world.view().items[0].annexes
    assert [(one.title, one.public) for one in found] == [("a.txt", True), ("c.txt", True), ("Kaart", False)]
    assert found[2].file_name == "b.txt"
    assert refused(world, service.update_annex, id=second, title=" ") == "empty"
    closed = world.item("Besloten", public=False)
    annex(world, closed, "geheim.txt")
    assert not world.view().items[1].annexes[0].public


def test_an_item_goes_to_another_meeting_with_all_below_it(world: World) -> None:
    other = world.workspace.do(service.add_meeting, template="plenary", day=date(2026, 12, 8), start=time(20))
    item = world.item("Verkeer", start=time(20, 30))
    below = world.item("Molendijk", parent=item)
    annex(world, below, "kaart.txt")
    world.workspace.do(service.move_to_meeting, id=item, meeting=other)
    assert world.view().items == ()
    there = world.view(other)
    moved = next(one for one in there.items if one.id == item)
    assert (moved.fixed, moved.level) == (None, 0)
    assert there.items[-1].kind == "procedure", "the closing stays last"
    assert next(one for one in there.items if one.id == below).annexes
    world.workspace.undo()
    assert world.outline() == ["1 Verkeer", "1.a Molendijk"]
    world.workspace.do(service.add_decision, item=below, text="Ja")
    assert refused(world, service.move_to_meeting, id=item, meeting=other) == "in_use"
    loose = world.item("Los")
    world.workspace.do(service.close_meeting, id=other)
    assert refused(world, service.move_to_meeting, id=loose, meeting=other) == "closed"


def test_an_item_is_placed_below_another_but_never_too_deep(world: World) -> None:
    first, second, third = (world.item(title) for title in ("Een", "Twee", "Drie"))
    world.workspace.do(service.place_item, id=third, after=first, below=True)
    world.workspace.do(service.place_item, id=second, after=third, below=True)
    assert world.outline() == ["1 Een", "1.a Drie", "1.a.1 Twee"]
    last = world.item("Vier")
    assert refused(world, service.place_item, id=last, after=second, below=True) == "too_deep"
    assert refused(world, service.place_item, id=first, after=second) == "inside_itself"
    top = world.item("Vijf")
    world.item("Zes", parent=top)
    assert refused(world, service.place_item, id=top, after=second) == "too_deep", "its sub-item would be"


def test_what_is_asked_is_kept_in_full(world: World) -> None:
    item = world.item("Oversteek", asked="De wijkraad besluit:\n1. een zebrapad te vragen", purpose="Besluit nemen")
    row = world.view().item(item)
    assert row is not None
    assert (row.asked.splitlines()[1], row.purpose) == ("1. een zebrapad te vragen", "Besluit nemen")
    world.workspace.do(service.update_meeting, id=world.meeting, online="https://samen.nl/w")
    paper = preview.page_text(render.render(agenda_document(world.view(), Paper())), 0)
    assert "Besluit nemen Gevraagd besluit De wijkraad besluit: 1. een zebrapad te vragen" in " ".join(paper.split())
    assert "https://samen.nl/w" in paper


# --- proposed items ----------------------------------------------------------------------------------
def test_a_proposed_item_waits_and_is_placed_on_an_agenda(world: World) -> None:
    do = world.workspace.do
    made = do(service.add_proposed, title="Speeltuin", proposed_by="Murat", minutes=15, wished=date(2026, 12, 1))
    do(service.add_proposed, title="Later eens")
    do(service.update_proposed, id=made, title="De speeltuin", purpose="Wat willen we?")
    assert world.workspace.read(queries.waiting_count) == 2
    item = do(service.place_proposed, id=made, meeting=world.meeting)
    row = world.view().item(item)
    assert row is not None
    assert (row.title, row.continues, row.introducer, row.minutes) == ("De speeltuin", made, "Murat", 15)
    rows = world.workspace.read(queries.proposed_items)
    assert [(one.title, one.state) for one in rows] == [("Later eens", "open"), ("De speeltuin", "placed")]
    assert rows[1].placed_at.startswith("Wijkraad, dinsdag 1 december")
    assert refused(world, service.place_proposed, id=made, meeting=world.meeting) == "placed"
    do(service.remove_item, id=item)
    assert world.workspace.read(queries.waiting_count) == 1, "its item is gone, the row says so"
    assert world.workspace.read(queries.proposed_items)[0].state == "open"
    do(service.place_proposed, id=made, meeting=world.meeting)
    world.workspace.undo()
    assert world.view().items == ()


def test_a_proposed_item_is_dropped_taken_up_and_removed(world: World) -> None:
    do = world.workspace.do
    made = do(service.add_proposed, title="Speeltuin")
    do(service.drop_proposed, id=made)
    assert refused(world, service.drop_proposed, id=made) == "dropped"
    do(service.reopen_proposed, id=made)
    assert world.workspace.read(queries.waiting_count) == 1
    do(service.remove_proposed, id=made)
    assert world.workspace.read(queries.proposed_items) == ()
    assert refused(world, service.add_proposed, title=" ") == "empty"
    assert refused(world, service.add_proposed, title="x", kind="feest") == "unknown_value"
    other = do(service.add_proposed, title="Groen", subject_kind="meeting", subject=world.meeting)
    do(service.close_meeting, id=world.meeting)
    assert refused(world, service.place_proposed, id=other, meeting=world.meeting) == "closed"
    named = do(service.add_proposed, subject_kind="meeting", subject=world.meeting)
    rows = {row.id: row for row in world.workspace.read(queries.proposed_items)}
    assert rows[named].title == rows[other].subject_title == "Verslag van Wijkraad, dinsdag 1 december 2026"


# --- documents in and out -------------------------------------------------------------------------------
def test_documents_are_registered_with_their_file(world: World) -> None:
    do = world.workspace.do
    made = do(service.add_correspondence, subject="Brief over het plein", party="Gemeente")
    do(service.update_correspondence, id=made, handling="Ter kennisname", day=date(2026, 11, 20))
    do(service.attach_correspondence, id=made, file_name="brief.pdf", data=b"%PDF", media_type="application/pdf")
    (row,) = world.workspace.read(queries.correspondence)
    assert (row.subject, row.party, row.handling, row.file_name) == (
        "Brief over het plein", "Gemeente", "Ter kennisname", "brief.pdf",
    )  # fmt: skip
    assert row.direction == "incoming"
    assert refused(world, service.update_correspondence, id=made, direction="sideways") == "unknown_value"
    assert refused(world, service.update_correspondence, id=made, subject=" ") == "empty"
    do(service.remove_correspondence, id=made)
    assert world.workspace.read(queries.correspondence) == ()
    world.workspace.undo()
    assert len(world.workspace.read(queries.correspondence)) == 1


# --- carrying over ----------------------------------------------------------------------------------------
@verb(label="Defer an item")
def _defer(uow: UnitOfWork, *, id: UUID) -> None:
    uow.get(AgendaItem, id).state = "deferred"


def test_what_is_open_lands_at_the_right_items_in_one_step(world: World) -> None:
    do = world.workspace.do
    put_off = world.item("Molendijk", minutes=15, asked="Instemmen met het plan")
    annex(world, put_off, "plan.txt")
    do(service.add_action, text="Gemeente bellen", owner=world.people["Ans"], meeting=world.meeting)
    do(service.close_meeting, id=world.meeting)
    do(_defer, id=put_off)
    letter = do(service.add_correspondence, subject="Brief over het plein", party="Gemeente", day=date(2026, 12, 3))
    do(service.attach_correspondence, id=letter, file_name="brief.pdf", data=b"%PDF", media_type="application/pdf")
    proposed = do(service.add_proposed, title="Speeltuin")
    made = do(service.add_meeting, template="purpose", title="Januari", day=date(2027, 1, 12), start=time(20))
    before = [item.title for item in world.view(made).items]
    found = world.workspace.read(queries.open_matters, made)
    assert [one.sort for one in found if one.sort != "minutes"] == ["deferred", "proposed", "action", "incoming"]
    assert [one.ticked for one in found if one.sort == "proposed"] == [False]
    count = do(service.carry_over, meeting=made, chosen=[(one.sort, one.id) for one in found])
    assert count == len(found)
    view = world.view(made)
    taken = next(item for item in view.items if item.title == "Molendijk")
    assert (taken.continues, taken.asked, taken.annexes[0].title) == (put_off, "Instemmen met het plan", "plan.txt")
    old = world.view().item(put_off)
    assert old is not None
    assert old.deferred_to == made
    listed = next(item for item in view.items if "Brief over het plein" in item.explanation)
    assert "3 december 2026: Brief over het plein (Gemeente)" in listed.explanation
    assert listed.annexes[0].file_name == "brief.pdf"
    assert "Ingekomen" in listed.title
    actions = next(item for item in view.items if "Gemeente bellen" in item.explanation)
    assert "Ans Verhoeven" in actions.explanation
    assert any(item.subject == world.meeting for item in view.items)
    assert any(item.continues == proposed for item in view.items)
    assert view.items[-1].title == before[-1], "the closing stays last"
    assert world.workspace.read(queries.open_matters, made) == ()
    later = do(service.add_meeting, template="plenary", day=date(2027, 2, 9))
    assert not any(item.subject for item in world.view(later).items), "these minutes have their place already"
    do(service.remove_item, id=taken.id)
    again = world.workspace.read(queries.open_matters, later)
    assert [one.id for one in again if one.sort == "deferred"] == [put_off], "else it would be lost"
    for _step in range(3):
        world.workspace.undo()
    assert [item.title for item in world.view(made).items] == before
    assert len(world.workspace.read(queries.open_matters, made)) == len(found)


def test_items_that_are_not_there_are_made_for_what_is_carried_over(world: World) -> None:
    do = world.workspace.do
    do(service.close_meeting, id=world.meeting)
    do(service.add_action, text="Bellen")
    do(service.add_correspondence, subject="Brief")
    made = do(service.add_meeting, title="Januari", day=date(2027, 1, 12))
    found = world.workspace.read(queries.open_matters, made)
    do(service.carry_over, meeting=made, chosen=[(one.sort, one.id) for one in found])
    titles = [item.title for item in world.view(made).items]
    assert set(titles) == {
        "Ingekomen en uitgaande stukken", "Verslag van Wijkraad, dinsdag 1 december 2026",
    }  # fmt: skip
    assert refused(world, service.carry_over, meeting=made, chosen=[]) == "empty"
    assert refused(world, service.carry_over, meeting=world.meeting, chosen=[("action", made)]) == "closed"
