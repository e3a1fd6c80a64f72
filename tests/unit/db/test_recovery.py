"""The key on paper: what is printed is read back, however it is typed, and a mistake is named by its group."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wijkraad_app.db import recovery
from wijkraad_app.kernel.errors import UserError

KEYS = st.binary(min_size=32, max_size=32)
CHARACTERS = st.sampled_from(recovery.ALPHABET)


def refusal(typed: str) -> str:
    with pytest.raises(UserError) as refused:
        recovery.read(typed)
    assert refused.value.code == "recovery_typo"
    return refused.value.message


@settings(max_examples=100)
@given(KEYS, st.sampled_from([" ", "-", "", " - ", "\n"]), st.booleans())
def test_what_is_printed_is_read_back(key: bytes, between: str, lower: bool) -> None:
    typed = between.join(recovery.groups(key))
    typed = typed.lower().replace("0", "o").replace("1", "l") if lower else typed
    assert recovery.read(f"  {typed} ") == key
    assert recovery.looks_typed(typed)


@settings(max_examples=100)
@given(KEYS, st.integers(0, 12), st.integers(0, 4), CHARACTERS)
def test_one_wrong_character_is_found_in_its_group(key: bytes, group: int, place: int, other: str) -> None:
    groups = list(recovery.groups(key))
    if groups[group][place] == other:
        return
    groups[group] = groups[group][:place] + other + groups[group][place + 1 :]
    assert f"Groep {group + 1} " in refusal(" ".join(groups))


@settings(max_examples=100)
@given(KEYS, st.integers(0, 12), st.integers(0, 4), st.integers(0, 4))
def test_two_characters_that_changed_places_are_found(key: bytes, group: int, one: int, other: int) -> None:
    groups = list(recovery.groups(key))
    letters = list(groups[group])
    letters[one], letters[other] = letters[other], letters[one]
    if "".join(letters) == groups[group]:
        return
    groups[group] = "".join(letters)
    assert f"Groep {group + 1} " in refusal("".join(groups))


@settings(max_examples=50)
@given(KEYS, st.integers(0, 12), st.integers(0, 12))
def test_two_groups_that_changed_places_are_found(key: bytes, one: int, other: int) -> None:
    groups = list(recovery.groups(key))
    groups[one], groups[other] = groups[other], groups[one]
    if one != other:
        assert f"Groep {min(one, other) + 1} " in refusal(" ".join(groups))


@settings(max_examples=100)
@given(st.text(max_size=120))
def test_any_text_is_a_key_or_one_sentence(typed: str) -> None:
    try:
        assert len(recovery.read(typed)) == 32
    except UserError as error:
        assert error.code == "recovery_typo" and error.message.endswith(".")


def test_a_missing_character_says_how_many_and_where_to_look() -> None:
    groups = recovery.groups(bytes(range(32)))
    typed = "".join(groups[:4]) + groups[4][1:] + "".join(groups[5:])
    assert refusal(typed) == "De sleutel heeft 65 tekens; u typte er 64. Kijk eerst naar groep 5."
    assert refusal("") == "De sleutel heeft 65 tekens; u typte er 0."
