"""Meetings for calendars of other programs, read by a parser that isn't ours, and the schedule of a year."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

import vobject

from wijkraad_app.features.meetings import service
from wijkraad_app.features.meetings.documents.calendar import calendar_file
from wijkraad_app.features.meetings.documents.paper import Paper
from wijkraad_app.features.meetings.documents.schedule import schedule_document
from wijkraad_app.features.meetings.queries.calendar import calendar_of, calendar_of_year, calendar_years
from wijkraad_app.features.meetings.rules.recurrence import Pattern
from wijkraad_app.pdf import preview, render

from .world import World


def events(world: World, ids: Sequence[UUID]) -> list[Any]:
    data = calendar_file(world.workspace.read(calendar_of, ids))
    return list(vobject.readOne(data.decode()).vevent_list)


def test_a_meeting_has_its_local_times_summer_and_winter_and_what_is_public_of_its_agenda(world: World) -> None:
    do = world.workspace.do
    world.item("Opening")
    world.item("Personele zaken", public=False)
    do(service.update_meeting, id=world.meeting, place="De Molen", online="https://samen.nl/wijkraad")
    summer = do(service.add_meeting, title="Zomer", day=date(2027, 6, 8), start=time(20), end=time(0, 30))
    first, second = events(world, [world.meeting, summer])
    assert first.dtstart.value.replace(tzinfo=None) == datetime(2026, 12, 1, 20)
    assert first.dtstart.value.utcoffset() == timedelta(hours=1)
    assert first.dtend.value.replace(tzinfo=None) == datetime(2026, 12, 1, 21, 30)
    assert second.dtstart.value.replace(tzinfo=None) == datetime(2027, 6, 8, 20)
    assert second.dtstart.value.utcoffset() == timedelta(hours=2)
    assert second.dtend.value.replace(tzinfo=None) == datetime(2027, 6, 9, 0, 30), "past midnight is the next day"
    assert (first.uid.value, first.location.value) == (f"{world.meeting}@wijkraad", "De Molen")
    assert "https://samen.nl/wijkraad" in first.description.value
    assert "1 Opening" in first.description.value
    assert "Personele" not in first.description.value


def test_a_changed_meeting_keeps_its_id_and_has_a_higher_number(world: World) -> None:
    (before,) = events(world, [world.meeting])
    world.workspace.do(service.update_meeting, id=world.meeting, start=time(19, 30))
    (after,) = events(world, [world.meeting])
    assert after.uid.value == before.uid.value
    assert int(after.sequence.value) > int(before.sequence.value)


def test_a_meeting_without_a_time_takes_the_day_and_one_without_a_day_is_left_out(world: World) -> None:
    do = world.workspace.do
    whole = do(service.add_meeting, title="Wijkdag", day=date(2027, 4, 3), public=False)
    loose = do(service.add_meeting, title="Ooit")
    (event,) = events(world, [whole, loose])
    assert (event.dtstart.value, event.dtend.value) == (date(2027, 4, 3), date(2027, 4, 4))
    assert getattr(event, "class").value == "PRIVATE"


def test_a_year_is_one_calendar_and_one_paper(world: World) -> None:
    pattern = Pattern("monthly", date(2027, 1, 1), 1, nth=2, skip_months=frozenset({7, 8}))
    common = {"title": "Wijkraad", "start": time(20), "end": time(22), "place": "De Molen"}
    world.workspace.do(service.add_series, pattern=pattern, until=date(2027, 12, 31), **common)
    calendar = world.workspace.read(calendar_of_year, 2027)
    found = vobject.readOne(calendar_file(calendar).decode())
    assert len(found.vevent_list) == 10
    assert {one.dtstart.value.replace(tzinfo=None).time() for one in found.vevent_list} == {time(20)}
    assert found.contents["x-wr-calname"][0].value == "Wijkraad Noorderhof"
    assert world.workspace.read(calendar_years) == (2026, 2027)
    data = render.render(schedule_document(calendar, 2027, Paper()))
    text = " ".join(preview.page_text(data, 0).split())
    assert "Vergaderingen in 2027" in text
    assert "10 vergaderingen, waarvan 10 open voor iedereen." in text
    assert "elke tweede dinsdag van de maand, niet in juli en augustus" in text
    assert "dinsdag 12 januari 20.00 tot 22.00 uur" in text
