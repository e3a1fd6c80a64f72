"""Rules of letters and keys, without a dossier."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wijkraad_app.features.letters.rules import MOST_DAYS, KeyState, days_off, key_state, stamp_address

TODAY = date(2026, 11, 23)


@given(st.integers(-400, 400))
def test_a_date_more_than_three_days_away_is_told(days: int) -> None:
    off = days_off(TODAY + timedelta(days=days), TODAY)
    assert off == (abs(days) if abs(days) > MOST_DAYS else 0)


def test_a_key_counts_up_to_its_last_day_and_until_it_is_revoked() -> None:
    assert key_state(TODAY, None, TODAY) is KeyState.VALID
    assert key_state(TODAY - timedelta(days=1), None, TODAY) is KeyState.EXPIRED
    assert key_state(None, TODAY, TODAY) is KeyState.REVOKED
    assert key_state(None, TODAY + timedelta(days=1), TODAY) is KeyState.VALID


@pytest.mark.parametrize(("typed", "kept"), [
    ("", ""), ("  ", ""), (" http://tsa.example.nl/tsr ", "http://tsa.example.nl/tsr"), ("https://a", "https://a"),
    ("tsa.example.nl", None), ("ftp://tsa.example.nl", None), ("http://", None), ("http://a b", None),
    ("http://[", None),
])  # fmt: skip
def test_a_timestamp_server_has_an_address_on_the_web(typed: str, kept: str | None) -> None:
    assert stamp_address(typed) == kept


@given(st.text())
def test_whatever_is_typed_as_an_address_gives_no_fault(typed: str) -> None:
    kept = stamp_address(typed)
    assert kept is None or kept == "" or kept.lower().startswith(("http:", "https:"))
