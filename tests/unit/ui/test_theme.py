import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtWidgets import QApplication

from wijkraad_app.ui import theme

HOUSE = st.integers(0, 0xFFFFFF).map(lambda n: f"#{n:06X}")


@pytest.mark.parametrize("name", ["light", "dark"])
def test_every_pair_that_is_used_has_enough_contrast(name: str) -> None:
    short = [row for row in theme.report(theme.THEMES[name]) if row[2] < row[3]]
    assert short == []


@settings(max_examples=60, deadline=None)
@given(HOUSE, st.sampled_from(["light", "dark"]))
def test_any_house_colour_becomes_an_accent_that_can_be_read(house: str, name: str) -> None:
    short = [row for row in theme.report(theme.with_accent(name, house)) if row[2] < row[3] - 0.005]
    assert short == []


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
