"""Fractional keys: always room between two, never a renumbering."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wijkraad_app.kernel.order import between, spread


@settings(max_examples=60)
@given(st.lists(st.floats(0, 1), max_size=80))
def test_inserting_anywhere_keeps_the_order(places: list[float]) -> None:
    keys: list[str] = []
    for place in places:
        at = round(place * len(keys))
        before = keys[at - 1] if at else None
        after = keys[at] if at < len(keys) else None
        keys.insert(at, between(before, after))
    assert keys == sorted(set(keys))
    assert not any(key.endswith("0") for key in keys)


@given(st.integers(0, 3000))
@settings(max_examples=30)
def test_a_list_made_in_one_go_has_short_rising_keys(count: int) -> None:
    keys = spread(count)
    assert keys == sorted(set(keys)) and len(keys) == count
    assert all(len(key) <= 3 for key in keys)


def test_always_at_the_front_or_the_back_stays_possible() -> None:
    first = last = between(None, None)
    for _number in range(300):
        lower, higher = between(None, first), between(last, None)
        assert lower < first and higher > last
        first, last = lower, higher


def test_a_wrong_order_is_refused() -> None:
    with pytest.raises(ValueError):
        between("b", "a")
