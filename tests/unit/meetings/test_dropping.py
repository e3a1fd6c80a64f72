"""Where a dragged agenda item goes."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from wijkraad_app.features.meetings.rules.dropping import Place, dropped

# 1, 1.a, 1.b, 2
LEVELS = (0, 1, 1, 0)


def test_at_the_top_it_comes_before_all() -> None:
    assert dropped(LEVELS, 0, 2) == Place(None)


def test_between_an_item_and_its_sub_items_it_becomes_the_first_of_those() -> None:
    assert dropped(LEVELS, 1, 0) == Place(0, below=True)


def test_behind_the_last_sub_item_the_mouse_says_on_which_level() -> None:
    assert dropped(LEVELS, 3, 1) == Place(2)
    assert dropped(LEVELS, 3, 0) == Place(0)
    assert dropped(LEVELS, 4, 1) == Place(3), "below an item without sub-items only the key puts it"


@settings(max_examples=80, deadline=None)
@given(st.lists(st.integers(0, 2), min_size=1, max_size=12), st.data())
def test_it_always_lands_exactly_at_the_mark(drawn: list[int], data: st.DataObject) -> None:
    levels: list[int] = []
    for level in drawn:
        levels.append(min(level, levels[-1] + 1 if levels else 0))
    at, wanted = data.draw(st.integers(0, len(levels))), data.draw(st.integers(-3, 3))
    place = dropped(levels, at, wanted)
    if place.after is None:
        assert at == 0
    elif place.below:
        assert place.after == at - 1
    else:
        assert place.after < at
        assert all(level > levels[place.after] for level in levels[place.after + 1 : at]), "only its sub-items between"
        assert at == len(levels) or levels[at] <= levels[place.after], "and none of them left behind"
