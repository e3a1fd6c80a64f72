"""Characters that the typeface lacks: named with their place and with what may stand for them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wijkraad_app.kernel.errors import UserError
from wijkraad_app.pdf import fonts


@pytest.mark.parametrize(
    ("char", "instead"),
    [("➜", "→"), ("★", "*"), ("①", "1"), ("㎡", "m2"), ("😀", ""), ("\ufe0f", ""), ("日", None)],
)
def test_what_may_stand_for_a_character(char: str, instead: str | None) -> None:
    assert fonts.instead_of(char) == instead
    assert fonts.printable(f"a{char}b") == f"a{char if instead is None else instead}b"


@pytest.mark.parametrize(
    ("char", "said"), [("➜", "Typ “→” ervoor in"), ("😀", "Laat het weg in"), ("日", "door woorden in")]
)
def test_a_refusal_says_which_character_where_and_what_instead(char: str, said: str) -> None:
    with pytest.raises(UserError) as refused:
        fonts.require_glyphs(f"Loop over de Singel {char} en steek over.")
    assert char in refused.value.message and "Loop over de Singel" in refused.value.message
    assert said in refused.value.message and f"U+{ord(char):04X}" in refused.value.message


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=40))
def test_what_was_made_printable_is_refused_only_for_other_scripts(text: str) -> None:
    made = fonts.clean(fonts.printable(text))
    known = fonts.register()[fonts.REGULAR].face.charToGlyph
    left = [char for char in made if char != "\n" and ord(char) not in known]
    assert all(fonts.instead_of(char) is None for char in left)
    if not left:
        fonts.require_glyphs(made)


def test_spaces_of_other_widths_are_usual_spaces() -> None:
    assert fonts.clean("a\u2002b\u3000c\u00a0d") == "a b c\u00a0d"
