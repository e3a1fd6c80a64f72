"""How urgent a day is, who said what by mail, and which texts are about the same."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

from hypothesis import given, settings
from hypothesis import strategies as st

from wijkraad_app.features.meetings.rules.registers import SOON_DAYS, Said, due, same_subject, telling

TODAY = date(2026, 11, 23)
PEOPLE = st.lists(st.integers(0, 5).map(lambda n: UUID(int=n)), max_size=4).map(tuple)


@given(st.integers(-400, 400))
@settings(max_examples=100)
def test_a_day_is_late_exactly_when_it_is_before_today(away: int) -> None:
    found = due(TODAY + timedelta(days=away), TODAY)
    assert (found.state == "late") == (away < 0)
    assert found.days == abs(away)
    assert bool(found.words) == (away <= SOON_DAYS)


def test_what_is_done_or_has_no_day_is_never_late() -> None:
    assert due(None, TODAY).state == due(TODAY - timedelta(days=9), TODAY, open=False).state == ""
    assert due(TODAY - timedelta(days=14), TODAY).words == "14 dagen te laat"
    assert due(TODAY, TODAY).words == "vandaag"


@given(PEOPLE, PEOPLE, PEOPLE)
@settings(max_examples=100)
def test_everyone_named_has_one_choice_unless_named_twice(
    agreed: tuple[UUID, ...], against: tuple[UUID, ...], abstained: tuple[UUID, ...]
) -> None:
    said = Said(agreed, against, abstained)
    assert len(said.choices) == len(agreed) + len(against) + len(abstained)
    assert said.twice == (len({person for person, _choice in said.choices}) < len(said.choices))


@given(st.lists(st.sampled_from(["raad", "molendijk", "zebrapad", "groen", "besluit", "hek"]), max_size=6))
@settings(max_examples=100)
def test_the_same_text_is_about_the_same_once_it_tells_anything(words: list[str]) -> None:
    wanted = telling(words)
    assert "raad" not in wanted and "hek" not in wanted
    assert same_subject(wanted, wanted) == len(wanted)
    assert same_subject(("molendijk", "zebrapad"), ("molendijk",)) == 0
    assert same_subject(("molendijk",), ("molendijk", "groen")) == 1
