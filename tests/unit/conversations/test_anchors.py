"""Quotes keep their place by code point, also when the text around them is corrected."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wijkraad_app.features.conversations.rules.anchors import SIDE, anchor, placed_again, trimmed

LETTERS = st.text(alphabet="abc é\u0301\n👩‍🦰🧑🏽n", max_size=60)
TALK = (
    "Mevrouw de Wit woont sinds 1998 aan de Havenkade. Ze zegt: de stoep is te smal voor mijn rollator 👵🏽. "
    "Haar buurman knikt. De gemeente had beloofd dat het dit jaar zou gebeuren."
)
WORDS = "de stoep is te smal voor mijn rollator 👵🏽"


def marked(text: str = TALK, words: str = WORDS) -> object:
    start = text.index(words)
    return anchor(text, start, start + len(words))


@given(LETTERS, st.data())
@settings(max_examples=100)
def test_an_anchor_holds_exactly_the_code_points_of_the_text(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(-2, len(text) + 2))
    end = data.draw(st.integers(-2, len(text) + 2))
    if not 0 <= start < end <= len(text):
        with pytest.raises(ValueError):
            anchor(text, start, end)
        return
    made = anchor(text, start, end)
    assert made.words == text[made.start : made.end]
    assert text[: made.start].endswith(made.before) and text[made.end :].startswith(made.after)
    assert max(len(made.before), len(made.after)) <= SIDE


@given(LETTERS, st.data())
@settings(max_examples=100)
def test_an_unchanged_text_changes_no_anchor(text: str, data: st.DataObject) -> None:
    if not text:
        return
    start = data.draw(st.integers(0, len(text) - 1))
    made = anchor(text, start, data.draw(st.integers(start + 1, len(text))))
    assert placed_again(made, text) == made


@given(LETTERS, LETTERS)
@settings(max_examples=100)
def test_text_put_before_and_behind_moves_the_quote_along(before: str, behind: str) -> None:
    made = marked()
    found = placed_again(made, before + TALK + behind)
    assert found.words == WORDS
    assert found.start == len(before) + TALK.index(WORDS)


@given(LETTERS, st.data())
@settings(max_examples=100)
def test_whatever_is_placed_stands_in_the_new_text(new: str, data: st.DataObject) -> None:
    old = data.draw(LETTERS.filter(bool))
    start = data.draw(st.integers(0, len(old) - 1))
    found = placed_again(anchor(old, start, data.draw(st.integers(start + 1, len(old)))), new)
    if found.placed:
        assert found.words == new[found.start : found.end]


@given(LETTERS, st.integers(-5, 70), st.integers(-5, 70))
@settings(max_examples=100)
def test_a_selection_loses_only_blanks(text: str, start: int, end: int) -> None:
    first, last = trimmed(text, start, end)
    assert text[first:last] == text[max(0, start) : max(0, end)].strip()


def test_of_two_same_words_the_one_with_the_same_surroundings_is_taken() -> None:
    text = "Kees: dat is niet eerlijk. Fatma: dat is niet eerlijk, zei ik."
    second = text.rindex("dat is niet eerlijk")
    made = anchor(text, second, second + 19)
    found = placed_again(made, "Vooraf. " + text)
    assert found.start == second + 8


def test_a_typing_error_mended_inside_the_quote_is_followed() -> None:
    text = TALK.replace("te smal", "te small")
    made = marked(text, WORDS.replace("te smal", "te small"))
    found = placed_again(made, TALK)
    assert found.words == WORDS


def test_words_taken_out_of_the_text_lose_their_place_but_are_kept() -> None:
    made = marked()
    found = placed_again(made, TALK.replace(WORDS, "het is er fijn wonen"))
    assert not found.placed
    assert (found.words, found.before, found.after) == (made.words, made.before, made.after)


def test_a_lost_quote_is_found_when_its_words_come_back() -> None:
    lost = placed_again(marked(), "Iets heel anders.")
    assert not lost.placed
    assert placed_again(lost, TALK) == marked()


def test_one_short_word_elsewhere_is_not_taken_for_the_quote() -> None:
    text = "Vond u het goed? Ja. Dat was alles."
    made = anchor(text, text.index("Ja"), text.index("Ja") + 2)
    assert not placed_again(made, "In Japan eten ze rijst").placed
