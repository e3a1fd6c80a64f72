"""Sections of the settings, and text sizes."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from wijkraad_app.features.backup import feature as backup_feature
from wijkraad_app.features.council import feature as council_feature
from wijkraad_app.features.settings import feature as settings_feature
from wijkraad_app.features.settings.rules import TEXT_SCALES, nearest_scale, sections


def test_higher_slices_add_their_sections_in_order() -> None:
    assert council_feature.FEATURE.key == "people" and settings_feature.FEATURE.foot
    assert backup_feature.FEATURE.key == "backup"
    keys = [section.key for section in sections()]
    assert keys[0] == "computer" and keys.index("council") < keys.index("backups")
    assert {"council", "house", "letters", "themes"} <= set(keys)
    assert len({section.id for section in sections()}) == len(keys)


@given(st.floats(0.1, 10))
def test_any_text_size_has_a_nearest_one_on_offer(scale: float) -> None:
    chosen = nearest_scale(scale)
    assert chosen in TEXT_SCALES
    assert all(abs(chosen - scale) <= abs(other - scale) for other in TEXT_SCALES)
