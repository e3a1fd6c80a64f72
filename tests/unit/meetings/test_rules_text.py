"""Places in a list, proposals among notes, templates, and what can't be."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wijkraad_app.features.meetings.queries.templates import template, templates
from wijkraad_app.features.meetings.rules import words
from wijkraad_app.features.meetings.rules.checks import item_minutes, one_of, possible_votes, some_text, within_present
from wijkraad_app.features.meetings.rules.ordering import keys_with_room
from wijkraad_app.features.meetings.rules.proposals import as_proposal, last_proposal, with_note
from wijkraad_app.features.meetings.rules.votes import Votes
from wijkraad_app.kernel import text as rich
from wijkraad_app.kernel.errors import UserError
from wijkraad_app.kernel.i18n import in_language

PLACES = st.lists(st.integers(0, 1000), max_size=30)


@settings(max_examples=100)
@given(PLACES)
def test_a_new_place_lies_between_its_neighbours_however_often(places: list[int]) -> None:
    keys: list[str] = []
    for place in places:
        at = place % (len(keys) + 1)
        kept, made = keys_with_room(keys, at)
        assert kept == keys
        keys.insert(at, made)
    assert keys == sorted(set(keys))


@settings(max_examples=50)
@given(st.integers(2, 8), st.integers(0, 8))
def test_equal_keys_of_two_computers_are_spread_anew(count: int, at: int) -> None:
    at = min(at, count)
    keys, made = keys_with_room(["V"] * count, at)
    keys.insert(at, made)
    assert keys == sorted(keys)
    if 0 < at < count:
        assert len(set(keys)) == count + 1


@settings(max_examples=100, deadline=None)
@given(st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=1, max_size=60))
def test_a_note_is_kept_as_it_was_typed(line: str) -> None:
    blocks = rich.parse(with_note("Eerste\n", line))
    assert rich.plain_blocks(blocks[1:]).strip() == line


@settings(max_examples=100, deadline=None)
@given(st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=1, max_size=60))
def test_a_proposal_is_found_again(line: str) -> None:
    notes = with_note(with_note("", "Iets anders"), line, proposal=True)
    assert last_proposal(notes) == line


def test_a_proposal_written_in_the_other_language_counts_too() -> None:
    with in_language("en"):
        notes = with_note("", "Plant trees", proposal=True)
    assert last_proposal(notes) == "Plant trees"


def test_a_plain_word_makes_no_proposal() -> None:
    assert as_proposal(rich.paragraph("Voorstel: bomen")) is None
    assert last_proposal("Voorstel: bomen") == ""


def test_the_newest_proposal_counts() -> None:
    notes = with_note(with_note("", "Een", proposal=True), "Twee", proposal=True)
    assert last_proposal(notes) == "Twee"


def test_every_template_speaks_both_languages() -> None:
    keys = {one.key for one in templates()}
    assert keys == {"plenary", "purpose", "executive", "theme"}
    for code in ("nl", "en"):
        with in_language(code):
            for one in templates():
                assert one.title
                assert all(item.title and item.kind in words.ITEM_KINDS for item in one.items)
    assert template("feest") is None


def test_every_template_begins_at_the_top_and_goes_down_one_level_at_a_time() -> None:
    for one in templates():
        levels = [0, *(item.level for item in one.items)]
        assert all(after <= before + 1 for before, after in pairwise(levels))


def test_impossible_values_are_refused() -> None:
    for act in (
        lambda: one_of("x", ("a", "b")),
        lambda: some_text(" \n", "Typ iets."),
        lambda: item_minutes(-1),
        lambda: item_minutes(601),
        lambda: possible_votes(1, -1, None),
        lambda: within_present(Votes(3, 1), 3),
    ):
        with pytest.raises(UserError):
            act()


def test_nobody_counted_is_not_the_same_as_nobody_voted() -> None:
    assert possible_votes(None, None, None) is None
    assert possible_votes(3, None, None) == Votes(3, 0, 0)
