"""The course of a meeting against its plan, and speaking time."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from wijkraad_app.features.meetings.rules.course import (
    GONE,
    Step,
    forecast,
    on_now,
    order_taken,
    spent,
    taken_early,
)
from wijkraad_app.features.meetings.rules.speaking import (
    SOON,
    Turn,
    countdown,
    digits,
    left,
    public_name,
    urgency,
    used,
)
from wijkraad_app.features.meetings.rules.times import Slot, at_minute, minutes_between

NOW = datetime(2026, 12, 1, 20, 0, tzinfo=UTC)
OPENED = time(20, 0)
AFTER = st.integers(0, 300).map(lambda minute: at_minute(20 * 60 + minute))
STEPS = st.lists(
    st.builds(
        Step,
        st.builds(Slot, st.integers(0, 2), st.none() | st.integers(0, 60)),
        st.none() | AFTER,
        st.none() | AFTER,
        st.sampled_from(["", "", *GONE]),
        st.booleans(),
    ),
    max_size=10,
)


def steps(*minutes: int, **changed: Step) -> list[Step]:
    made = [Step(Slot(0, each)) for each in minutes]
    for place, step in changed.items():
        made[int(place[1:])] = step
    return made


def begun(minutes: int, hour: int, minute: int, **fields: object) -> Step:
    return Step(Slot(0, minutes), time(hour, minute), **fields)  # type: ignore[arg-type]


def test_a_meeting_is_behind_by_its_late_start_and_by_what_runs_over() -> None:
    made = [begun(30, 20, 0, ended=time(20, 37)), begun(20, 20, 37), Step(Slot(0, 10))]
    now = forecast(OPENED, made, OPENED, time(20, 49))
    assert now is not None and now.behind == 7
    later = forecast(OPENED, made, OPENED, time(21, 0))
    assert later is not None
    assert (later.behind, later.starts[2], later.end) == (10, time(21, 0), time(21, 10))


def test_a_meeting_can_be_ahead() -> None:
    made = [begun(30, 20, 0, ended=time(20, 25)), begun(20, 20, 25)]
    going = forecast(OPENED, made, OPENED, time(20, 26))
    assert going is not None and going.behind == -5


def test_a_deferred_item_gives_its_minutes_back() -> None:
    made = [begun(10, 20, 0), Step(Slot(0, 30), state="deferred"), Step(Slot(0, 10))]
    going = forecast(OPENED, made, OPENED, time(20, 0))
    assert going is not None
    assert (going.behind, going.starts, going.end) == (-30, (time(20, 0), None, time(20, 10)), time(20, 20))


def test_an_item_that_came_in_between_costs_its_minutes() -> None:
    made = [begun(10, 20, 0), Step(Slot(0, 15), added=True), Step(Slot(0, 10))]
    going = forecast(OPENED, made, OPENED, time(20, 0))
    assert going is not None and (going.behind, going.end) == (15, time(20, 35))


def test_a_fixed_start_is_waited_for_and_ignored_when_it_is_past() -> None:
    made = [begun(10, 20, 0), Step(Slot(0, 10, time(20, 30)))]
    early, late = (forecast(OPENED, made, OPENED, now) for now in (time(20, 5), time(20, 50)))
    assert early is not None and late is not None
    assert (early.starts[1], late.starts[1]) == (time(20, 30), time(20, 50))


def test_what_was_begun_last_and_has_not_ended_is_on() -> None:
    made = steps(10, 10, 10, _0=begun(10, 20, 0), _1=begun(10, 20, 20), _2=begun(10, 20, 10, ended=time(20, 20)))
    assert order_taken(made, OPENED) == (0, 2, 1)
    assert on_now(made, OPENED) == 1
    assert on_now(steps(10, 10), OPENED) is None


def test_a_meeting_runs_past_midnight() -> None:
    made = [begun(10, 23, 50, ended=time(0, 5)), begun(10, 0, 5)]
    assert order_taken(made, time(23, 50)) == (0, 1)
    assert on_now(made, time(23, 50)) == 1


def test_an_item_taken_earlier_is_seen() -> None:
    waiting = [begun(5, 20, 0), Step(Slot(0, 5)), begun(5, 20, 5)]
    assert taken_early(waiting, OPENED) == {2}
    done = [begun(5, 20, 0), begun(5, 20, 9), begun(5, 20, 5)]
    assert taken_early(done, OPENED) == {2}
    straight = [begun(5, 20, 0), Step(Slot(0, 5), state="dropped"), begun(5, 20, 5)]
    assert taken_early(straight, OPENED) == set()


def test_a_break_takes_nothing_of_the_item_it_interrupts() -> None:
    made = [begun(30, 20, 0), begun(15, 20, 10, ended=time(20, 25), pause=True)]
    assert spent(made, 0, time(20, 30)) == 15
    assert spent(made, 1, time(20, 30)) == 15


@settings(max_examples=100)
@given(STEPS, AFTER)
def test_a_forecast_never_ends_before_now_and_never_puts_what_is_to_come_in_the_past(
    made: list[Step], now: time
) -> None:
    going = forecast(OPENED, made, OPENED, now)
    if going is not None:
        assert going.end is not None and minutes_between(now, going.end) >= 0
        for step, at in zip(made, going.starts, strict=True):
            if step.to_come:
                assert at is not None and minutes_between(now, at) >= 0


@settings(max_examples=100)
@given(STEPS)
def test_what_is_on_was_begun_and_is_neither_over_nor_gone(made: list[Step]) -> None:
    at = on_now(made, OPENED)
    assert at is None or made[at].on
    assert (at is None) == (not any(step.on for step in made))


@settings(max_examples=100)
@given(STEPS)
def test_the_order_taken_names_every_item_begun_once(made: list[Step]) -> None:
    taken = order_taken(made, OPENED)
    assert sorted(taken) == [at for at, step in enumerate(made) if step.began is not None]


TURNS = st.builds(
    Turn,
    st.none() | st.integers(0, 3600),
    st.integers(0, 3600),
    st.none() | st.integers(-600, 3600).map(lambda ago: NOW - timedelta(seconds=ago)),
)


@settings(max_examples=100)
@given(TURNS, st.integers(0, 5000))
def test_time_used_only_grows_and_what_is_left_falls_as_much(turn: Turn, later: int) -> None:
    then = NOW + timedelta(seconds=later)
    assert used(turn, then) >= used(turn, NOW) >= turn.spoken
    before, after = left(turn, NOW), left(turn, then)
    if before is not None and after is not None:
        assert before - after == used(turn, then) - used(turn, NOW)
        assert (urgency(before) == "over") == (before < 0)


@settings(max_examples=100)
@given(TURNS, st.integers(1, 3000))
def test_a_pause_keeps_the_time_that_was_used(turn: Turn, seconds: int) -> None:
    paused = Turn(turn.seconds, used(turn, NOW))
    again = Turn(paused.seconds, paused.spoken, NOW + timedelta(hours=1))
    assert used(again, NOW + timedelta(hours=1, seconds=seconds)) == used(turn, NOW) + seconds


def test_a_countdown_is_said_in_words() -> None:
    turn = Turn(300, 0, NOW)
    assert countdown(turn, NOW + timedelta(seconds=55)) == "nog 4:05"
    assert countdown(turn, NOW + timedelta(seconds=324)) == "0:24 over tijd"
    assert countdown(Turn(None, 65), NOW) == "1:05"
    assert digits(-61) == "1:01"
    assert [urgency(rest) for rest in (None, SOON + 1, SOON, 0, -1)] == ["", "", "soon", "soon", "over"]


@settings(max_examples=100)
@given(st.text("abcdefg", min_size=3), st.text("xyz"), st.integers(1, 9))
def test_a_resident_is_never_named_without_consent(name: str, role: str, number: int) -> None:
    told = public_name(resident=True, by_name=False, name=name, role=role, number=number)
    assert name not in told and told
    assert public_name(resident=True, by_name=True, name=name, role=role, number=number) == name
