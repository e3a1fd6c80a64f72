"""What a letter takes from a version."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from wijkraad_app.features.advice import documents
from wijkraad_app.features.advice.rules.snapshot import Content, Source, in_order
from wijkraad_app.kernel.text import plain_blocks
from wijkraad_app.pdf import preview

from .test_rules import AA, BB, FIGURE, QUOTE, source

FIGURES: Source = source(AA, FIGURE)
WORDS: Source = source(BB, QUOTE)
CONTENT = Content(
    title="Veilig oversteken",
    kind="unrequested",
    language="nl",
    findings=f"{FIGURES.sentence} [[bron:{AA}]]\n\n{WORDS.sentence} [[bron:{BB}]]",
    recommendations=("Leg een **zebrapad** aan.",),
    sources=(FIGURES, WORDS),
)


def test_the_body_has_a_heading_per_filled_section_and_a_source_per_number() -> None:
    found = documents.letter_body(CONTENT)
    assert plain_blocks(found.body).startswith("Bevindingen\n61% van de ouders")
    assert "Overwegingen" not in plain_blocks(found.body)
    assert [one.ref for one in found.sources] == [AA, BB] and len(found.annex) == 1
    assert in_order(CONTENT.texts, CONTENT.sources) == CONTENT.sources


def test_a_letter_speaks_its_own_language() -> None:
    found = documents.letter_body(replace(CONTENT, language="en"))
    assert plain_blocks(found.body).startswith("Findings\n")


def test_a_draft_can_be_drawn() -> None:
    data = documents.draft_pdf(CONTENT, date(2026, 11, 23), council="Wijkraad De Singels")
    text = "".join(preview.page_text(data, page) for page in range(preview.page_count(data)))
    assert "Veilig oversteken" in text and "zebrapad" in text and "verborgen" in text
