"""Numbers, times, votes, quorum and names of meetings."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, time
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wijkraad_app.features.council.rules.voting import Rules
from wijkraad_app.features.meetings.rules import words
from wijkraad_app.features.meetings.rules.numbering import letters, numbers
from wijkraad_app.features.meetings.rules.standing import standing
from wijkraad_app.features.meetings.rules.times import (
    Plan,
    Slot,
    at_minute,
    minute_of,
    minutes_between,
    needed,
    overrun,
    plan,
)
from wijkraad_app.features.meetings.rules.votes import (
    CHOICES,
    MAJORITIES,
    Quorum,
    RollCall,
    Votes,
    cast,
    outcome,
    quorum,
    too_many,
)
from wijkraad_app.kernel.i18n import in_language

TIMES = st.integers(0, 24 * 60 - 1).map(at_minute)
COUNTS = st.integers(0, 30)
SLOTS = st.lists(st.builds(Slot, st.integers(0, 2), st.none() | st.integers(0, 60)), max_size=12)


def test_items_are_numbered_with_letters_below() -> None:
    items = [("procedure", 0), ("discuss", 0), ("discuss", 1), ("decide", 1), ("discuss", 0)]
    assert numbers(items) == ("1", "2", "2.a", "2.b", "3")


def test_a_break_has_no_number_and_takes_none() -> None:
    assert numbers([("discuss", 0), ("break", 0), ("discuss", 0)]) == ("1", "", "2")


def test_a_third_level_counts_in_figures() -> None:
    assert numbers([("discuss", 0), ("discuss", 1), ("discuss", 2), ("discuss", 2)])[-1] == "1.a.2"


def test_a_level_without_its_parent_counts_as_high_as_it_can() -> None:
    assert numbers([("discuss", 2), ("discuss", 2)]) == ("1", "1.a")


@settings(max_examples=100)
@given(st.lists(st.tuples(st.sampled_from(["discuss", "break"]), st.integers(0, 4)), max_size=20))
def test_every_item_but_a_break_has_a_number_of_its_own(items: list[tuple[str, int]]) -> None:
    given_numbers = [number for number in numbers(items) if number]
    assert len(given_numbers) == len(set(given_numbers)) == sum(kind != "break" for kind, _level in items)


def test_letters_go_on_after_z() -> None:
    assert [letters(n) for n in (1, 26, 27, 52, 53)] == ["a", "z", "aa", "az", "ba"]


def test_times_follow_from_the_start_and_the_minutes() -> None:
    laid = plan(time(20, 0), [Slot(0, 5), Slot(0, None), Slot(0, 20)])
    assert laid == Plan((time(20, 0), time(20, 5), time(20, 5)), time(20, 25))


def test_sub_items_share_the_time_of_their_item() -> None:
    laid = plan(time(20, 0), [Slot(0, 30), Slot(1, 10), Slot(1, 5), Slot(0, 5)])
    assert laid.starts == (time(20, 0), time(20, 0), time(20, 10), time(20, 30))


def test_an_item_takes_at_least_as_long_as_its_sub_items() -> None:
    slots = [Slot(0, None), Slot(1, 10), Slot(1, 15), Slot(0, 5)]
    assert plan(time(20, 0), slots).starts[-1] == time(20, 25)
    assert needed(slots, 0) == 25


def test_a_fixed_start_moves_what_comes_after() -> None:
    laid = plan(time(20, 0), [Slot(0, 5), Slot(0, 10, time(20, 30)), Slot(0, 5)])
    assert laid.starts == (time(20, 0), time(20, 30), time(20, 40))


def test_times_pass_midnight() -> None:
    assert plan(time(23, 50), [Slot(0, 20), Slot(0, 5)]).starts[1] == time(0, 10)


def test_without_a_start_nothing_is_timed() -> None:
    assert plan(None, [Slot(0, 5)]) == Plan((None,), None)


@settings(max_examples=100)
@given(TIMES, SLOTS)
def test_the_agenda_ends_after_all_its_top_items(start: time, slots: list[Slot]) -> None:
    slots = [Slot(0, slot.minutes) for slot in slots]
    laid = plan(start, slots)
    total = sum(slot.minutes or 0 for slot in slots)
    assert laid.end == (at_minute(minute_of(start) + total) if slots else None)


@settings(max_examples=100)
@given(TIMES, SLOTS)
def test_every_item_of_a_timed_agenda_has_a_time(start: time, slots: list[Slot]) -> None:
    assert None not in plan(start, slots).starts


@settings(max_examples=100)
@given(TIMES, st.integers(-719, 719))
def test_minutes_between_two_times_lead_from_one_to_the_other(start: time, minutes: int) -> None:
    assert minutes_between(start, at_minute(minute_of(start) + minutes)) == minutes


def test_an_agenda_says_how_far_it_runs_past_the_end() -> None:
    planned = plan(time(20, 0), [Slot(0, 100)])
    assert overrun(planned, time(21, 30)) == 10
    assert overrun(planned, time(22, 0)) == 0
    assert overrun(planned, None) == 0


def test_a_tie_rejects_the_proposal() -> None:
    assert outcome(Votes(4, 4, 1)) == "tie"


def test_a_simple_majority_adopts_whatever_the_abstentions() -> None:
    assert outcome(Votes(2, 1, 8)) == "adopted"
    assert outcome(Votes(1, 2)) == "rejected"


def test_nothing_is_adopted_without_a_vote_for_it() -> None:
    assert outcome(Votes(0, 0, 5)) == outcome(Votes(0, 0, 5), "two_thirds") == "rejected"


def test_two_thirds_is_exact() -> None:
    assert outcome(Votes(6, 3), "two_thirds") == "adopted"
    assert outcome(Votes(5, 3), "two_thirds") == "rejected"


@settings(max_examples=100)
@given(COUNTS, COUNTS, COUNTS, COUNTS)
def test_abstentions_and_blanks_that_are_ignored_never_change_an_outcome(
    in_favour: int, against: int, abstained: int, blank: int
) -> None:
    for majority in MAJORITIES:
        votes = Votes(in_favour, against, abstained, blank)
        assert outcome(votes, majority) == outcome(Votes(in_favour, against), majority)


VOTES = st.builds(Votes, COUNTS, COUNTS, COUNTS, COUNTS)
COUNTING = st.builds(Rules, st.sampled_from(["ignored", "counted"]), st.sampled_from(["ignored", "counted"]))


@settings(max_examples=100)
@given(VOTES, COUNTING, st.sampled_from(MAJORITIES))
def test_whatever_counts_against_never_adopts_and_a_vote_for_never_rejects(
    votes: Votes, rules: Rules, majority: str
) -> None:
    found = outcome(votes, majority, rules)
    if found == "adopted":
        assert outcome(votes, majority) == "adopted", "fewer votes count: still adopted"
        assert outcome(replace(votes, in_favour=votes.in_favour + 1), majority, rules) == "adopted"
    assert (found == "tie") == (majority == "simple" and votes.in_favour == votes.against > 0)
    assert cast(votes, rules) <= votes.total


@settings(max_examples=100)
@given(VOTES, COUNTING)
def test_two_thirds_asks_more_than_a_simple_majority(votes: Votes, rules: Rules) -> None:
    if outcome(votes, "two_thirds", rules) == "adopted":
        assert outcome(votes, "simple", rules) == "adopted"


@settings(max_examples=100)
@given(VOTES, st.integers(0, 30), st.integers(1, 30))
def test_the_rules_are_changed_only_with_three_quarters_of_the_members_there(
    votes: Votes, present: int, members: int
) -> None:
    there = Quorum(0, min(present, members), members)
    if outcome(votes, "three_quarters", there=there) == "adopted":
        assert 4 * there.present >= 3 * members
        assert outcome(votes, "two_thirds") == "adopted"
    assert there.for_majority("three_quarters").reached == (4 * there.present >= 3 * members)


@dataclass(frozen=True, slots=True)
class Someone:
    person: UUID | None
    guest: bool
    votes: bool
    there: bool


PEOPLE = st.lists(st.builds(Someone, st.uuids(), st.booleans(), st.booleans(), st.booleans()), max_size=12).map(
    lambda rows: [replace(row, votes=row.votes and not row.guest) for row in rows]
)


@settings(max_examples=100)
@given(PEOPLE, st.data(), st.booleans())
def test_who_may_vote_is_there_has_a_vote_and_did_not_step_aside(
    rows: list[Someone], data: st.DataObject, counts: bool
) -> None:
    aside = set(data.draw(st.lists(st.sampled_from([row.person for row in rows]), max_size=3))) if rows else set()
    found = standing(rows, aside, 1, aside_counts=counts, known=True)
    assert set(found.voters) | set(found.aside) == {row.person for row in rows if row.votes and row.there}
    assert not set(found.voters) & (aside | set(found.without))
    assert found.quorum.present == len(found.voters) + (len(found.aside) if counts else 0)
    assert found.quorum.members == sum(row.votes for row in rows)


@settings(max_examples=100)
@given(st.lists(st.uuids(), unique=True, max_size=9), st.lists(st.sampled_from([*CHOICES, "back"]), max_size=25))
def test_a_roll_call_counts_what_was_said_and_takes_the_last_back(members: list[UUID], steps: list[str]) -> None:
    roll, said = RollCall(tuple(members)), list[str]()
    for step in steps:
        roll = roll.back() if step == "back" else roll.say(step)
        said = said[:-1] if step == "back" else [*said, step][: len(members)]
        assert list(roll.choices.values()) == said
        assert roll.votes.total == len(said)
        assert roll.now == (members[len(said)] if len(said) < len(members) else None)


def test_counts_are_never_negative() -> None:
    with pytest.raises(ValueError, match="negative"):
        Votes(1, -1)


def test_more_votes_than_members_present_are_noticed() -> None:
    assert too_many(Votes(6, 1, 1), 8) == 0
    assert too_many(Votes(7, 1, 1), 8) == 1


@pytest.mark.parametrize(
    ("rule", "number", "members", "needed_"),
    [("more_than_half", 0, 11, 6), ("more_than_half", 0, 10, 6), ("half", 0, 11, 6), ("half", 0, 10, 5)],
)
def test_the_quorum_follows_the_councils_rule(rule: str, number: int, members: int, needed_: int) -> None:
    assert quorum(rule, number, members, needed_).reached
    assert not quorum(rule, number, members, needed_ - 1).reached


def test_a_quorum_can_be_a_number() -> None:
    assert quorum("number", 4, 11, 4).reached
    assert not quorum("number", 4, 11, 3).reached


def test_a_council_without_members_has_no_quorum() -> None:
    assert not quorum("number", 0, 0, 0).reached


@settings(max_examples=100)
@given(st.integers(1, 60))
def test_two_halves_of_a_council_never_both_have_more_than_half(members: int) -> None:
    assert 2 * quorum("more_than_half", 0, members, 0).needed > members


def test_a_decision_is_named_by_number_and_day() -> None:
    assert words.decision_name(3, date(2026, 12, 1)) == "Besluit 3 van 1 december 2026"
    with in_language("en"):
        assert words.decision_name(3, date(2026, 12, 1)) == "Decision 3 of 1 December 2026"
    assert words.decision_name(0, date(2026, 12, 1)) == "Besluit van 1 december 2026"


def test_votes_read_as_a_sentence() -> None:
    assert words.votes_text(6, 1, 1) == "6 voor, 1 tegen, 1 onthouding"
    assert words.votes_text(6, 0, 0) == "6 voor, 0 tegen"
    assert words.votes_text(5, 1, 2) == "5 voor, 1 tegen, 2 onthoudingen"


def test_a_stay_is_told_only_where_it_was_not_whole() -> None:
    assert words.stay(None, None) == ""
    assert words.stay(time(20, 21), None) == "vanaf 20.21 uur"
    assert words.stay(time(20, 21), time(21, 0)) == "van 20.21 tot 21.00 uur"
    assert words.span(time(20, 0), time(21, 30)) == "20.00 tot 21.30 uur"
