"""How strong a passphrase is: more words never make it weaker, and what anyone tries first is very weak."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wijkraad_app.kernel.strength import Strength, judge


@pytest.mark.parametrize("typed", ["", "   ", "welkom", "Welkom01", "12345678", "qwertyuiop", "aaaaaaaaaaaaaa"])
def test_what_anyone_tries_first_is_very_weak(typed: str) -> None:
    assert judge(typed).weak


@pytest.mark.parametrize(
    ("typed", "score"), [("twee woorden", 2), ("drie woorden hier", 3), ("paars fietst zingend langs", 4)]
)
def test_words_count_whatever_their_language(typed: str, score: int) -> None:
    assert judge(typed).score == score


def test_the_name_of_the_council_helps_nobody() -> None:
    assert judge("Singelkwartier", ("singelkwartier",)).score <= judge("Singelkwartier").score


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=200))
def test_any_text_is_judged_in_a_sentence(typed: str) -> None:
    found = judge(typed)
    assert isinstance(found, Strength) and 0 <= found.score <= 4 and found.word
    assert not found.advice or found.advice.endswith(".")
