"""What fits a column, whatever database it is in."""

from __future__ import annotations

import pytest

from wijkraad_app.db.fields import checked
from wijkraad_app.features.conversations.model import Conversation
from wijkraad_app.kernel.errors import UserError


def test_what_fits_comes_back_as_it_is() -> None:
    fields = {"place": "é" * 200, "text": "lang " * 10_000, "people": None}
    assert checked(Conversation, fields) == fields


@pytest.mark.parametrize(
    ("field", "value", "code"), [("place", "x" * 201, "too_long"), ("text", "a\0b", "bad_character")]
)
def test_what_does_not_fit_is_refused_in_plain_words(field: str, value: str, code: str) -> None:
    with pytest.raises(UserError) as refused:
        checked(Conversation, {field: value})
    assert refused.value.code == code


def test_a_field_that_is_not_there_is_a_mistake_of_the_program() -> None:
    with pytest.raises(TypeError):
        checked(Conversation, {"colour": "red"})
