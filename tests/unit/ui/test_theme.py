import re
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from wijkraad_app.ui import theme

HOUSE = st.integers(0, 0xFFFFFF).map(lambda n: f"#{n:06X}")


@pytest.mark.parametrize("name", ["light", "dark"])
def test_every_pair_that_is_used_has_enough_contrast(name: str) -> None:
    short = [row for row in theme.report(theme.THEMES[name]) if row[2] < row[3]]
    assert short == []


def test_every_colour_is_in_a_pair_that_is_checked_or_only_decoration() -> None:
    checked = {role for pair in (*theme.TEXT_PAIRS, *theme.SHAPE_PAIRS) for role in pair}
    assert set(theme.roles()) - checked == theme.DECORATION


@pytest.mark.parametrize("name", ["light", "dark"])
def test_a_letter_is_ink_that_can_be_read_on_its_paper(name: str) -> None:
    paper = theme.THEMES[name].paper
    assert min(theme.contrast(theme.INK[role], paper) for role in ("text", "text_2", "accent")) >= 4.5


@pytest.mark.parametrize("name", ["light", "dark"])
def test_neighbours_in_a_chart_differ_in_lightness_or_have_an_edge(name: str) -> None:
    """Two series of one chart can be told apart without seeing their hue."""
    colours = theme.THEMES[name]
    series = [getattr(colours, role) for role in ("l1", "l2", "l3", "l4", "l5")]
    close = [(a, b) for a, b in pairwise(series) if theme.contrast(a, b) < 1.25]
    assert close == []


def test_nothing_moves_when_the_system_asks_for_less_motion(qapp: QApplication) -> None:
    effect = Qt.UIEffect.UI_General
    before = qapp.isEffectEnabled(effect)
    try:
        QApplication.setEffectEnabled(effect, False)
        assert {part: theme.motion(part) for part in theme.MOTION if part != "toast_stay"} == dict.fromkeys(
            set(theme.MOTION) - {"toast_stay"}, 0
        )
        assert theme.motion("toast_stay") == theme.MOTION["toast_stay"]
    finally:
        QApplication.setEffectEnabled(effect, before)


@settings(max_examples=60, deadline=None)
@given(HOUSE, st.sampled_from(["light", "dark"]))
def test_any_house_colour_becomes_an_accent_that_can_be_read(house: str, name: str) -> None:
    short = [row for row in theme.report(theme.with_accent(name, house)) if row[2] < row[3] - 0.005]
    assert short == []


@pytest.mark.parametrize("name", ["light", "dark"])
@pytest.mark.parametrize("house", [None, theme.LIGHT.accent, theme.LIGHT.accent.lower(), theme.DARK.accent])
def test_a_council_that_chose_no_colour_sees_the_programs_own_in_both_themes(house: str | None, name: str) -> None:
    assert theme.with_accent(name, house) == theme.THEMES[name]


@given(HOUSE, st.sampled_from(["light", "dark"]))
def test_an_accent_is_a_colour_that_stands_on_every_ground(house: str, name: str) -> None:
    accent = theme.accent_for(name, house)
    assert re.fullmatch(r"#[0-9A-F]{6}", accent)
    grounds = [getattr(theme.THEMES[name], ground) for ground in theme.GROUNDS]
    assert min(theme.contrast(accent, ground) for ground in grounds) >= 4.5


def test_sizes_grow_with_the_text_and_icons_stop_at_140_percent(qapp: QApplication) -> None:
    theme.apply(qapp, "light", 2.0)
    assert theme.px(40) == 80
    assert theme.capped(40) == 56
    assert theme.large_text()


def test_the_theme_is_announced_when_it_changes(qapp: QApplication) -> None:
    heard: list[str] = []
    theme.notifier().changed.connect(lambda: heard.append(theme.name()))
    theme.apply(qapp, "dark", 1.0)
    assert heard[-1] == "dark"
    assert theme.value("ground") == theme.DARK.ground
