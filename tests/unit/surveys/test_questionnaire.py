"""Questions typed as plain text."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wijkraad_app.features.surveys.rules.kinds import Kind
from wijkraad_app.features.surveys.rules.questionnaire import TypedQuestion, parse
from wijkraad_app.kernel.errors import UserError


def test_signs_before_the_answers_tell_the_kind() -> None:
    text = "1. Hoe veilig is het?\n- Veilig\n- Niet veilig\n\n2) Hoe gaat u?\n+ Fiets\n[ ] Auto\n\nVraag 3: wat nog?"
    assert parse(text) == (
        TypedQuestion("Hoe veilig is het?", Kind.SINGLE, ("Veilig", "Niet veilig")),
        TypedQuestion("Hoe gaat u?", Kind.MULTIPLE, ("Fiets", "Auto")),
        TypedQuestion("wat nog?", Kind.OPEN),
    )


@pytest.mark.parametrize(
    ("text", "code"), [("", "no_questions"), ("- Ja", "answer_first"), ("Voor?\n- Ja", "few_options")]
)
def test_what_is_no_questionnaire_is_refused(text: str, code: str) -> None:
    with pytest.raises(UserError) as error:
        parse(text)
    assert error.value.code == code


def test_a_word_that_begins_with_o_is_no_bullet() -> None:
    assert parse("oversteken: hoe gaat dat?")[0].kind is Kind.OPEN


@given(st.text(max_size=200))
@settings(max_examples=100)
def test_any_text_gives_questions_or_one_sentence(text: str) -> None:
    try:
        questions = parse(text)
    except UserError as error:
        assert error.message
        return
    assert all(len(question.options) != 1 for question in questions)
