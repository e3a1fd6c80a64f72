"""The capture line of a meeting."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wijkraad_app.features.meetings.rules.capture import (
    PREFIXES,
    Candidate,
    Captured,
    CaptureKind,
    Numbered,
    candidates,
    capture,
    completion_at,
    line_for,
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


ITEMS = (Numbered(UUID(int=21), "8", "Groen"), Numbered(UUID(int=22), "4.a", "Stoepen"))


@pytest.mark.parametrize(
    ("line", "kind", "text", "number"),
    [
        ("#8 Over het groen", "note", "Over het groen", "8"),
        ("#4.A b Akkoord", "decision", "Akkoord", "4.a"),
        ("b #8 Akkoord", "decision", "Akkoord", "8"),
        ("#99 b Akkoord", "note", "#99 b Akkoord", ""),
        ("#8", "note", "#8", ""),
        ("Zie #8 daarvoor", "note", "Zie #8 daarvoor", ""),
    ],
)
def test_a_number_sends_the_line_to_another_item(line: str, kind: str, text: str, number: str) -> None:
    captured = capture(line, PEOPLE, TODAY, items=ITEMS)
    found = captured.item.number if captured.item else ""
    assert (captured.kind, captured.text, found) == (kind, text, number)


@pytest.mark.parametrize(
    ("line", "votes", "method", "majority", "text"),
    [
        ("s 7-2-1-1", Votes(7, 2, 1, 1), "", "", ""),
        ("s 6 voor, 2 tegen, 1 onthouden, 1 blanco", Votes(6, 2, 1, 1), "", "", ""),
        ("s geheim 7-2", Votes(7, 2), "ballot", "", ""),
        ("s 8-4 2/3", Votes(8, 4), "", "two_thirds", ""),
        ("s 9-1-0 3/4 reglement", Votes(9, 1), "", "three_quarters", "reglement"),
        ("s unaniem", None, "acclamation", "", ""),
        ("s hoofdelijk", None, "roll_call", "", ""),
        ("mo Meer bomen 5-3-0", Votes(5, 3), "", "", "Meer bomen"),
        ("b Het geheim van de Kade blijft", None, "", "", "Het geheim van de Kade blijft"),
    ],
)
def test_a_vote_says_how_it_was_taken(line: str, votes: Votes | None, method: str, majority: str, text: str) -> None:
    captured = read(line)
    assert (captured.votes, captured.method, captured.majority, captured.text) == (votes, method, majority, text)


def test_a_question_to_look_up_has_an_owner_too() -> None:
    captured = read("? Wat kost een zebrapad @ans volgende dinsdag")
    assert (captured.kind, captured.text, captured.owner, captured.due) == (
        "question", "Wat kost een zebrapad", ANS, date(2026, 12, 1)
    )  # fmt: skip


def test_what_was_kept_becomes_its_line_again() -> None:
    line = line_for("Offerte vragen", owner="Jan de Boer", due="12 december 2026")
    again = capture(line, PEOPLE, TODAY, kind="action")
    assert (again.text, again.owner, again.due) == ("Offerte vragen", JAN, date(2026, 12, 12))
    for votes in (Votes(7, 2), Votes(7, 2, 1, 3)):
        assert capture(line_for("Akkoord", votes=votes), PEOPLE, TODAY, kind="decision").votes == votes


LINES = st.text(max_size=80) | st.text(alphabet="abnsv? @-0123,é#8.", max_size=40) | st.lists(
    st.sampled_from(["a", "b", "s", "?", "#8", "#4.a", "@ans", "@jan", "@", "7-2-1", "morgen", "12 dec", "hoofdelijk",
                     "2/3", "3 voor 1 tegen", "het", "plan", ",", "b ", "  "]), max_size=7
).map(" ".join)  # fmt: skip


@settings(max_examples=100, deadline=None)
@given(LINES, st.sampled_from([None, *PREFIXES["nl"].values()]))
def test_any_line_is_understood_and_every_character_of_it_lands_somewhere(line: str, kind: CaptureKind | None) -> None:
    captured = capture(line, PEOPLE, TODAY, kind=kind, me=ANS, items=ITEMS)
    assert all(0 <= mark.start < mark.end <= len(line) for mark in captured.marks)
    marked = {at for mark in captured.marks for at in range(mark.start, mark.end)}
    assert len(marked) == sum(mark.end - mark.start for mark in captured.marks), "marks never overlap"
    prefix = prefix_kind(line, items=ITEMS) if kind is None else None
    if prefix is None:
        left = "".join(char for at, char in enumerate(line) if at not in marked)
        assert bare(left) == bare(captured.text)
    else:
        assert captured.kind == prefix[0]
        tagged = capture(prefix[1], PEOPLE, TODAY, kind=prefix[0], me=ANS, items=ITEMS)
        assert replace(tagged, marks=()) == replace(captured, marks=()), "a tag says the same as its prefix"


def bare(text: str) -> str:
    """Without what a line loses: blanks, and commas beside what was understood."""
    return "".join(text.replace(",", "").replace(";", "").split())
