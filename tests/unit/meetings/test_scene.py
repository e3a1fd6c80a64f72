"""What the public may see: only what was entered, and nothing closed or private, whatever else there is."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from datetime import time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wijkraad_app.features.meetings.queries import MeetingView
from wijkraad_app.features.meetings.ui.live.scene import Curtain, Scene, masked, scene_of
from wijkraad_app.features.meetings.ui.live.screens import free_screen, overlap

from .views import decision, guest, item, meeting, speaker

SECRET = "geheim"
"""Stands in every text that the public may not see."""
PRIVATE = {name: f"{SECRET}{name}" for name in ("Jan de Boer", "Piet", "Jan")}
ON = {"began": time(20, 5)}


def texts(scene: object) -> Iterator[str]:
    """Every text that is kept in a scene."""
    for field in dataclasses.fields(scene):  # type: ignore[arg-type]
        value = getattr(scene, field.name)
        if isinstance(value, str):
            yield value
        elif isinstance(value, tuple):
            for part in value:
                yield from texts(part)


def leaks(scene: Scene) -> list[str]:
    return [text for text in texts(scene) if SECRET in text.casefold()]


@st.composite
def meetings(draw: st.DrawFn) -> MeetingView:
    """A meeting where all that is closed or private says so; public texts hold private names too."""
    flag = st.booleans()
    names = draw(st.lists(st.sampled_from(sorted(PRIVATE.values())), min_size=1, max_size=3, unique=True))
    slip = " met ".join(["Groen", *names])
    count = draw(st.integers(1, 5))
    items: list[Any] = []
    closed: list[int] = []  # levels of the closed items that the next one may stand under
    for place in range(count):
        public = draw(flag)
        level = draw(st.integers(0, 2)) if place else 0
        closed = [above for above in closed if above < level]
        hidden = not public or bool(closed)
        if not public:
            closed.append(level)
        began = draw(st.none() | st.integers(0, 59).map(lambda minute: time(20, minute)))
        title, asked = (f"{SECRET} {place}",) * 2 if hidden else (f"{slip} {place}", f"{slip} vragen")
        items.append(
            item(
                title, level=level, public=public, asked=asked, began=began,
                ended=draw(st.none() | st.just(time(21, 0))), notes=f"{SECRET} in de notities",
                closed_notes=f"**Voorstel:** {SECRET}", explanation=SECRET, introducer=f"{SECRET} inleider",
                kind=draw(st.sampled_from(["discuss", "decide", "break"])),
            )
        )  # fmt: skip
    decisions = tuple(
        decision(one, f"{SECRET} besluit" if SECRET in one.title.split()[0] else f"{slip} besloten",
                 outcome_reason=f"{SECRET} reden")
        for one in items
    )  # fmt: skip
    speakers = tuple(
        speaker(name, role=draw(st.sampled_from(["", "winkelier", f"buur van {name}"])), subject=SECRET,
                state=draw(st.sampled_from(["waiting", "speaking", "done"])))
        for name in names
    )  # fmt: skip
    absent = guest(f"{SECRET} afwezig", "lid", guest=False, state="apologies")
    public_meeting = draw(st.sampled_from([True, True, False]))
    if not public_meeting:
        items = [dataclasses.replace(one, title=SECRET, asked=SECRET) for one in items]
    return meeting(
        *items, decisions=decisions, speakers=speakers, attendance=(absent,), public=public_meeting,
        introduction=SECRET, closed_from=draw(st.sampled_from([None, None, time(20, 30)])),
        status=draw(st.sampled_from(["running", "running", "planned", "closed"])),
    )  # fmt: skip


@settings(max_examples=100)
@given(meetings(), st.booleans(), st.booleans(), st.booleans())
def test_no_closed_or_private_text_ever_reaches_the_stage(
    view: MeetingView, blank: bool, ballot: bool, locked: bool
) -> None:
    scene = scene_of(view, Curtain(blank, ballot, locked))
    assert leaks(scene) == []
    if blank or ballot or locked or view.closed_from or view.status != "running" or not view.public:
        assert scene == Scene("Wijkraad")


def test_an_open_item_is_shown_with_what_is_asked_and_what_came_of_it() -> None:
    on = item("Groen", number="4", kind="decide", asked="Plant bomen", **ON)
    kept = [decision(on, f"Besluit {n}", votes_for=3, votes_against=n, abstained=0) for n in range(3)]
    scene = scene_of(meeting(on, decisions=tuple(kept)), Curtain())
    assert (scene.sort, scene.number, scene.title, scene.asked) == ("item", "4", "Groen", "Plant bomen")
    assert [(result.text, result.counts) for result in scene.results] == [
        ("Besluit 1", "3 voor, 1 tegen"), ("Besluit 2", "3 voor, 2 tegen")
    ]  # fmt: skip


def test_the_newest_proposal_stands_in_place_of_what_the_agenda_asked() -> None:
    on = item("Groen", asked="Plant bomen", notes="Iemand zei iets.\n\n**Voorstel:** Plant struiken\n", **ON)
    assert scene_of(meeting(on), Curtain()).asked == "Plant struiken"


def test_a_sub_item_of_a_closed_item_is_closed() -> None:
    above = item("Personeel", public=False, **ON)
    below = item("Functie", level=1, began=time(20, 6))
    assert scene_of(meeting(above, below), Curtain()) == Scene("Wijkraad")


def test_a_break_says_until_when() -> None:
    pause = item("Pauze", kind="break", minutes=15, began=time(20, 50))
    scene = scene_of(meeting(pause), Curtain())
    assert (scene.sort, scene.until) == ("break", time(21, 5))


def test_a_resident_who_agreed_is_named_and_another_is_not() -> None:
    on = item("Groen", **ON)
    named = scene_of(meeting(on, speakers=(speaker("Jan de Boer", by_name=True),)), Curtain())
    unnamed = scene_of(meeting(on, speakers=(speaker("Jan de Boer", role="winkelier"),)), Curtain())
    assert (named.speaker, unnamed.speaker) == ("Jan de Boer", "winkelier")


def test_who_speaks_at_another_item_is_not_shown() -> None:
    on, other = item("Groen", **ON), item("Verkeer")
    scene = scene_of(meeting(on, other, speakers=(speaker("Jan", item=other.id),)), Curtain())
    assert (scene.speaker, scene.turn) == ("", None)


def test_names_are_replaced_as_whole_words_the_longest_first() -> None:
    hidden = {"Jan": "Inspreker 1", "Jan de Boer": "winkelier"}
    assert masked("Jan de Boer en JAN, niet Janssen", hidden) == "winkelier en Inspreker 1, niet Janssen"


LAPTOP = (0, 0, 1366, 768)


@pytest.mark.parametrize(
    ("screens", "free"),
    [
        ([LAPTOP], None),
        ([LAPTOP, LAPTOP], None),
        ([LAPTOP, (0, 0, 1024, 768)], None),
        ([LAPTOP, (1366, 0, 1920, 1080)], 1),
        ([LAPTOP, LAPTOP, (-1024, 0, 1024, 768)], 2),
    ],
)
def test_a_mirrored_screen_is_no_second_one(screens: list[tuple[int, int, int, int]], free: int | None) -> None:
    assert free_screen(screens, 0) == free


RECTS = st.tuples(st.integers(-50, 50), st.integers(-50, 50), st.integers(1, 60), st.integers(1, 60))


@settings(max_examples=100)
@given(st.lists(RECTS, min_size=1, max_size=4))
def test_the_screen_for_the_room_shows_nothing_of_ones_own(screens: list[tuple[int, int, int, int]]) -> None:
    free = free_screen(screens, 0)
    assert free is None or (
        free > 0 and not overlap(screens[free], screens[0]) and not overlap(screens[0], screens[free])
    )
