"""What of an advice everyone may read."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wijkraad_app.features.advice.rules.payloads import QuotePrint, SourceKind
from wijkraad_app.features.advice.rules.publishing import published
from wijkraad_app.features.advice.rules.snapshot import Content, Source
from wijkraad_app.features.signals.rules.privacy import found_contact
from wijkraad_app.kernel.i18n import in_language

REF = "0190a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b"
NAMED = QuotePrint(
    "Bel mij op 06 12345678.", "Jan Pot, vader", "by_name", "Gesprek met Jan Pot", "ward", None, "Singel"
)
SOURCE = Source(REF, SourceKind.QUOTE, "“Bel mij op 06 12345678.” (Jan Pot, vader)", NAMED)
CONTENT = Content(
    "Veilig oversteken",
    "unrequested",
    "nl",
    occasion=f"{SOURCE.sentence} [[bron:{REF}]]\n\nDe heer **Jan Pot** mailde van jan@pot.example.",
    findings="| Wie | Waar |\n| --- | --- |\n| Jan Pot | Singel 12, 4107 BA |",
    recommendations=("Antwoord [hem](mailto:jan@pot.example), en lees [dit](https://rietdam.example/plan).",),
    sources=(SOURCE,),
)


def everything(content: Content) -> str:
    return repr(content)


@pytest.mark.parametrize(("language", "word"), [("nl", "weggelaten"), ("en", "left out")])
def test_residents_appear_by_role_and_contact_data_are_left_out(language: str, word: str) -> None:
    with in_language(language):
        found = published(CONTENT)
    words = everything(found)
    assert "Jan Pot" not in words and "pot.example" not in words and "12345678" not in words and "4107" not in words
    assert "(vader)" in found.occasion and "De heer **vader**" in found.occasion and word in found.occasion
    assert "https://rietdam.example/plan" in found.recommendations[0]
    assert f"[[bron:{REF}]]" in found.occasion


def test_a_named_resident_without_a_role_is_a_resident() -> None:
    source = replace(SOURCE, payload=replace(NAMED, speaker="Jan Pot"))
    assert "De heer **bewoner**" in published(replace(CONTENT, sources=(source,))).occasion


def test_who_is_quoted_by_role_stays_as_printed() -> None:
    source = replace(SOURCE, sentence="“Ja.” (vader)", payload=replace(NAMED, speaker="vader", consent="by_role"))
    content = replace(CONTENT, occasion="“Ja.” (vader)", findings="", recommendations=(), sources=(source,))
    assert published(content).occasion.strip() == "“Ja.” (vader)"


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(["Bel 06 12345678", "jan@pot.example", "of", "Singel 12, 4107 BA", "**let op**", "."])))
def test_nothing_that_looks_like_contact_data_is_published(words: list[str]) -> None:
    found = published(Content("x", "unrequested", "nl", occasion=" ".join(words), findings="- " + " ".join(words)))
    assert not found_contact(found.occasion) and not found_contact(found.findings)
