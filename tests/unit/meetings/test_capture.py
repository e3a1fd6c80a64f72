"""The capture line of a meeting."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wijkraad_app.features.meetings.rules.capture import (
    Candidate,
    Captured,
    candidates,
    capture,
    completion_at,
    prefix_kind,
)
from wijkraad_app.features.meetings.rules.votes import Votes

TODAY = date(2026, 11, 23)
JAN, ANS, JANNIE, RENE = (UUID(int=at) for at in range(1, 5))
PEOPLE = (
    Candidate(JAN, "Jan de Boer"),
    Candidate(ANS, "Ans Verhoeven"),
    Candidate(JANNIE, "Jannie Smit"),
    Candidate(RENE, "René Vos"),
)


def read(line: str) -> Captured:
    return capture(line, PEOPLE, TODAY, me=ANS)


@pytest.mark.parametrize(
    ("line", "kind", "text"),
    [
        ("gewoon een notitie", "note", "gewoon een notitie"),
        ("n een notitie", "note", "een notitie"),
        ("b Akkoord met het advies", "decision", "Akkoord met het advies"),
        ("B Akkoord", "decision", "Akkoord"),
        ("a Bellen", "action", "Bellen"),
        ("v Uitstellen tot januari", "proposal", "Uitstellen tot januari"),
        ("s 7-2-1", "vote", ""),
        ("bellen", "note", "bellen"),
    ],
)
def test_the_prefix_gives_the_kind(line: str, kind: str, text: str) -> None:
    captured = read(line)
    assert (captured.kind, captured.text) == (kind, text)


def test_a_prefix_needs_its_blank() -> None:
    assert prefix_kind("b") is None
    assert prefix_kind("b ") == ("decision", "")
    assert prefix_kind("d Agreed", "en") == ("decision", "Agreed")


def test_an_action_has_owner_and_due_date() -> None:
    captured = read("a Offerte vragen @ans vóór 12 dec")
    assert captured == Captured(
        "action", "Offerte vragen", ANS, "Ans Verhoeven", date(2026, 12, 12), None, captured.marks
    )
    assert [("a Offerte vragen @ans vóór 12 dec"[mark.start : mark.end], mark.sort) for mark in captured.marks] == [
        ("@ans", "owner"),
        ("vóór 12 dec", "date"),
    ]


@pytest.mark.parametrize(
    "line",
    ["a @Jan de Boer offerte vragen morgen", "a offerte vragen morgen @Jan de Boer", "a offerte vragen @boer, morgen"],
)
def test_owner_and_date_may_stand_anywhere_at_the_edge(line: str) -> None:
    captured = read(line)
    assert (captured.text, captured.owner, captured.due) == ("offerte vragen", JAN, date(2026, 11, 24))


def test_a_name_of_two_people_is_nobody_yet() -> None:
    captured = read("a Bellen @jan")
    assert (captured.owner, captured.owner_name) == (None, "jan")


def test_an_unknown_name_is_kept_as_typed() -> None:
    assert read("a Bellen @wethouder").owner_name == "wethouder"


def test_i_am_whoever_works_here() -> None:
    assert read("a Bellen @ik").owner == ANS


def test_accents_and_family_names_are_found() -> None:
    assert [person.id for person in candidates("rene", PEOPLE)] == [RENE]
    assert [person.id for person in candidates("ja", PEOPLE)] == [JAN, JANNIE]
    assert [person.id for person in candidates("v", PEOPLE)] == [ANS, RENE]


def test_the_name_being_typed_is_completed() -> None:
    assert completion_at("a Bellen @an", 12) == (9, "an")
    assert completion_at("a Bellen @", 10) == (9, "")
    assert completion_at("a mail jan@an", 13) is None
    assert completion_at("a Bellen @an morgen", 16) is None


@pytest.mark.parametrize(
    ("line", "votes"),
    [
        ("s 7-2-1", Votes(7, 2, 1)),
        ("s Voorstel Jan 7-2", Votes(7, 2, 0)),
        ("s 7 voor, 2 tegen, 1 onthouding", Votes(7, 2, 1)),
        ("b Akkoord 7-2-1", Votes(7, 2, 1)),
        ("b Groenplan 2026-2030 vaststellen", None),
        ("b Route 4-6 blijft", None),
        ("s geen telling", None),
    ],
)
def test_votes_are_counted(line: str, votes: Votes | None) -> None:
    assert read(line).votes == votes


def test_a_tag_before_the_line_takes_the_place_of_the_prefix() -> None:
    assert capture("b is de beste", PEOPLE, TODAY, kind="note").text == "b is de beste"


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=80) | st.text(alphabet="abnsv @-0123,é", max_size=40))
def test_any_line_is_understood_and_loses_nothing_but_what_is_marked(line: str) -> None:
    captured = read(line)
    assert all(0 <= mark.start < mark.end <= len(line) for mark in captured.marks)
    if not captured.marks and prefix_kind(line) is None:
        assert captured.text == " ".join(line.split())
