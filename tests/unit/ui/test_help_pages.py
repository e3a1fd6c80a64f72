"""The pages of help as they lie in the resources."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wijkraad_app.bootstrap.window import features
from wijkraad_app.kernel import i18n
from wijkraad_app.ui.help import pages
from wijkraad_app.ui.palette import plain

BESIDE = {"first-steps", "start", "live", "room", "minutes", "decisions", "actions", "promises"}
"""Pages of what is no feature of its own: the start window, parts of the meetings."""


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_every_screen_has_a_page_of_help(language: str) -> None:
    there = {page.key for page in pages.pages(language)}
    assert {feature.key for feature in features()} | BESIDE <= there


def test_both_languages_have_the_same_pages() -> None:
    first, second = ([page.key for page in pages.pages(language)] for language in i18n.LANGUAGES)
    assert first == second


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_every_link_leads_to_a_page(language: str) -> None:
    all_pages = pages.pages(language)
    keys = {page.key for page in all_pages}
    broken = [f"{page.key} → {link}" for page in all_pages for link in page.links if link not in keys]
    bare = [page.key for page in all_pages if ".md)" in page.words or "](" in page.words]
    assert (broken, bare) == ([], [])


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_every_page_is_reached_from_the_first_steps(language: str) -> None:
    by_key = {page.key: page for page in pages.pages(language)}
    seen, waiting = set[str](), ["first-steps"]
    while waiting:
        key = waiting.pop()
        if key not in seen:
            seen.add(key)
            waiting += by_key[key].links
    assert set(by_key) - seen <= {"people", "search", "settings", "erasure", "handover", "lock", "loose_ends"}


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_a_page_is_short_and_begins_with_what_the_screen_is_for(language: str) -> None:
    for file in sorted(pages.folder(language).glob("*.md")):
        text = file.read_text(encoding="utf-8")
        assert text.startswith("# "), file.name
        assert 60 <= len(text.split()) <= 330, f"{file.name}: {len(text.split())} words"
        assert "!" not in text, file.name


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_sentences_are_short_enough_to_read_easily(language: str) -> None:
    for page in pages.pages(language):
        sentences = re.split(r"[.:?]\s|\n", page.words)
        long = [one for one in sentences if len(one.split()) > 26]
        assert long == [], page.key


def test_search_finds_pages_by_word_whatever_the_accents_and_capitals() -> None:
    assert "surveys" in [page.key for page in pages.search("enquete INLEZEN", "nl")]
    assert next(page.key for page in pages.search("letters", "en")) == "letters"
    assert pages.search("zzzz", "nl") == ()


@settings(max_examples=50, deadline=None)
@given(st.text(max_size=30))
def test_search_takes_any_words_and_gives_only_pages_that_hold_them(wanted: str) -> None:
    for page in pages.search(wanted, "nl"):
        assert all(needle in page.words for needle in plain(wanted).split())


def test_a_screen_without_a_page_of_its_own_gets_one_all_the_same() -> None:
    assert pages.page("nowhere", "en").key == "start"
