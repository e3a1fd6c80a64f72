"""What is shown around the words found."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from wijkraad_app.features.erasure.rules import whole_words


def test_words_around_a_place_are_shown_whole() -> None:
    text = "Na elf uur kom je hier niet meer weg, zegt Sem Bos, negentien jaar en vaste fietser."
    start = text.index("Sem Bos")
    low, high = whole_words(text, start - 12, start, start + 7, start + 20)
    assert text[low:high] == "weg, zegt Sem Bos, negentien"


@settings(max_examples=100)
@given(st.text(alphabet="ab ", max_size=40), st.data())
def test_what_is_shown_holds_the_place_and_cuts_no_word_that_has_a_space_before_it(
    text: str, data: st.DataObject
) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    room = data.draw(st.integers(0, 12))
    low, high = whole_words(text, start - room, start, end, end + room)
    assert max(0, start - room) <= low <= start <= end <= high <= min(len(text), end + room)
    if low and " " in text[low:start]:
        assert text[low - 1] == " "
    if high < len(text) and " " in text[end:high]:
        assert text[high] == " "
