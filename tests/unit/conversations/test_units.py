"""Code points and Qt's UTF-16 units."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from wijkraad_app.features.conversations.ui.units import to_code_points, to_units

TEXT = st.text(alphabet="aé\u0301\n👵🏽👩‍🦰z", max_size=30)


@given(TEXT, st.integers(0, 30))
@settings(max_examples=100)
def test_there_and_back_is_the_same_place(text: str, place: int) -> None:
    place = min(place, len(text))
    units = to_units(text, place)
    assert units == len(text[:place].encode("utf-16-le")) // 2
    assert to_code_points(text, units) == place


@given(TEXT, st.integers(-3, 90))
@settings(max_examples=100)
def test_any_unit_is_a_place_in_the_text(text: str, units: int) -> None:
    place = to_code_points(text, units)
    assert 0 <= place <= len(text) and to_units(text, place) <= max(units, 0)


def test_inside_a_pair_is_before_it() -> None:
    assert to_code_points("a👵b", 2) == 1 and to_code_points("a👵b", 3) == 2
