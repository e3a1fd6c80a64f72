"""Nothing is printed that nobody allowed."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wijkraad_app.features.conversations.rules.consent import (
    BY_NAME,
    BY_ROLE,
    CONSENTS,
    NO,
    Spoken,
    attribution,
    blanked,
    effective,
    fingerprint,
    printed,
)
from wijkraad_app.features.conversations.rules.words import KINDS, default_title


def said(consent: str, role: str = "bewoner van de Havenkade", name: str = "Fatma Yildiz") -> Spoken:
    return Spoken("Het is te\nsmal hier.", role, name, consent)


@pytest.mark.parametrize(
    ("conversation", "quote", "expected"),
    [
        (NO, "", NO),
        (BY_ROLE, "", BY_ROLE),
        (BY_NAME, NO, NO),
        (NO, BY_ROLE, BY_ROLE),
        (BY_ROLE, BY_NAME, BY_NAME),
        ("", "", NO),
        ("whatever", "", NO),
    ],
)
def test_the_quote_overrides_the_conversation(conversation: str, quote: str, expected: str) -> None:
    assert effective(conversation, quote) == expected


def test_without_consent_nothing_is_printed() -> None:
    assert printed(said(NO)) == "" == attribution(said(NO))


def test_by_role_prints_the_role_and_never_the_name() -> None:
    assert printed(said(BY_ROLE)) == "“Het is te smal hier.” (bewoner van de Havenkade)"


def test_by_name_prints_name_and_role() -> None:
    assert printed(said(BY_NAME)) == "“Het is te smal hier.” (Fatma Yildiz, bewoner van de Havenkade)"
    assert attribution(said(BY_NAME, name="")) == "bewoner van de Havenkade"


def test_who_has_no_role_is_a_resident() -> None:
    assert attribution(said(BY_ROLE, role=" ")) == "bewoner"


@given(st.sampled_from(CONSENTS), st.text(max_size=20), st.text(min_size=3, max_size=20), st.text(max_size=40))
@settings(max_examples=100)
def test_a_name_is_only_ever_printed_by_name(consent: str, role: str, name: str, words: str) -> None:
    spoken = Spoken(words, role, "\ue000" + name, consent)
    assert ("\ue000" in printed(spoken)) == (consent == BY_NAME)


def test_the_fingerprint_follows_what_may_be_printed() -> None:
    prints = {fingerprint(said(consent), "2026-11-23") for consent in CONSENTS}
    assert len(prints) == 3
    assert fingerprint(said(BY_ROLE), "x") == fingerprint(said(BY_ROLE, name="Iemand anders"), "x")
    assert fingerprint(said(NO), "x") == fingerprint(said(NO, role="ander"), "y")
    assert fingerprint(said(BY_NAME)) != fingerprint(said(BY_NAME, name="Iemand anders"))


@given(st.text(max_size=40), st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), max_size=5))
@settings(max_examples=100)
def test_what_is_blanked_is_gone_and_the_rest_stays(text: str, spans: list[tuple[int, int]]) -> None:
    hidden = {place for start, end in spans for place in range(start, end)}
    left = "".join(c for place, c in enumerate(text) if place not in hidden)
    assert blanked(text, spans, "") == left


@pytest.mark.parametrize("kind", KINDS)
def test_a_conversation_without_title_is_called_after_its_place(kind: str) -> None:
    assert default_title(kind, "Noorderhof", "De Schakel").endswith(" Noorderhof")
    assert default_title(kind, "", "De Schakel").endswith(" De Schakel")
    assert default_title(kind, "", "")
