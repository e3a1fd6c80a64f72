"""Comparing texts, and values in words."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wijkraad_app.features.search.rules.asked import asked_of, ref_for
from wijkraad_app.features.search.rules.compare import Run, compared, shortened
from wijkraad_app.features.search.rules.fields import field_word, value_word

TEXT = st.text(alphabet="ab c.\né", max_size=60)


@settings(max_examples=100)
@given(TEXT, TEXT)
def test_both_texts_can_be_read_back_from_the_comparison(old: str, new: str) -> None:
    runs = compared(old, new)
    assert "".join(run.text for run in runs if run.change != "added") == old
    assert "".join(run.text for run in runs if run.change != "removed") == new


@settings(max_examples=50)
@given(TEXT)
def test_a_text_compared_with_itself_has_no_changes(text: str) -> None:
    assert all(run.change == "same" for run in compared(text, text))


def test_changed_words_are_removed_and_added_whole() -> None:
    assert compared("De brug is smal.", "De brug is breed.") == (
        Run("same", "De brug is "), Run("removed", "smal"), Run("added", "breed"), Run("same", ".")
    )  # fmt: skip


def test_very_many_changes_are_shown_as_one_replacement() -> None:
    runs = compared("a " * 4000, "b " * 4000)
    assert [run.change for run in runs] == ["removed", "added", "same"]


@settings(max_examples=50)
@given(st.lists(st.tuples(st.sampled_from(["same", "removed", "added"]), st.text("ab ", min_size=1, max_size=400))))
def test_leaving_out_loses_no_text(parts: list[tuple[str, str]]) -> None:
    runs = tuple(Run(change, text) for change, text in parts)  # type: ignore[arg-type]
    assert "".join(run.text for run in shortened(runs)) == "".join(run.text for run in runs)


def test_a_long_stretch_that_stayed_is_left_out_beside_the_change() -> None:
    runs = shortened((Run("same", "x" * 500), Run("added", "nieuw"), Run("same", "y" * 500)))
    assert [run.change for run in runs] == ["left_out", "same", "added", "same", "left_out"]
    assert len(runs[1].text) == len(runs[3].text) == 60


@pytest.mark.parametrize(
    ("value", "words"),
    [(None, ""), (True, "ja"), ("2026-11-23", "23 november 2026"), ("20:05:00", "20.05 uur"),
     (7, "7"), ("Havenkade 3", "Havenkade 3"), ("2026-13-99", "2026-13-99")],
)  # fmt: skip
def test_values_of_the_journal_are_shown_in_words(value: object, words: str) -> None:
    assert value_word(value) == words


def test_fields_that_say_nothing_to_people_have_no_word() -> None:
    assert field_word("position") == field_word("fingerprint") == ""
    assert field_word("findings") == "Bevindingen"


def test_words_asked_for_can_be_come_back_to() -> None:
    ref = ref_for("fietsen bij de kade")
    assert asked_of(ref.id) == "fietsen bij de kade"
    assert ref_for("fietsen bij de kade") == ref
