"""What is stored comes back as it was."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wijkraad_app.features.surveys.rules.answers import Option
from wijkraad_app.features.surveys.rules.canonical import BatchAnswers, BatchQuestion, pack, unpack
from wijkraad_app.features.surveys.rules.kinds import Kind
from wijkraad_app.features.surveys.rules.packing import Packed, from_bytes, from_values, joined, to_bytes

OPTIONS = 5
one = st.integers(-4, OPTIONS - 1)
more = st.integers(-4, -1) | st.lists(st.integers(0, OPTIONS - 1), unique=True, max_size=OPTIONS)
number = st.none() | st.floats(allow_nan=False, allow_infinity=False, width=32)
words = st.none() | st.text(max_size=12)
KINDS = {Kind.SINGLE: one, Kind.SCALE: one, Kind.MULTIPLE: more, Kind.NUMBER: number, Kind.OPEN: words}
cases = st.sampled_from(list(KINDS)).flatmap(
    lambda kind: st.tuples(st.just(kind), st.lists(KINDS[kind], max_size=40))  # type: ignore[arg-type]
)


def same(a: Packed, b: Packed) -> bool:
    pairs = ((a.codes, b.codes), (a.chosen, b.chosen), (a.missing, b.missing), (a.numbers, b.numbers))
    return a.texts == b.texts and all(
        (x is None and y is None)
        or (x is not None and y is not None and np.array_equal(x, y, equal_nan=x.dtype == float))
        for x, y in pairs
    )


@given(cases)
@settings(max_examples=100)
def test_a_column_comes_back_from_its_bytes(case: tuple[Kind, list[Any]]) -> None:
    kind, values = case
    packed = from_values(kind, values, OPTIONS)
    assert same(packed, from_bytes(kind, to_bytes(packed), OPTIONS, len(values)))


@given(cases, st.integers(0, 40))
@settings(max_examples=60)
def test_two_batches_are_one_column(case: tuple[Kind, list[Any]], at: int) -> None:
    kind, values = case
    parts = [from_values(kind, values[:at], OPTIONS), from_values(kind, values[at:], OPTIONS)]
    assert same(joined(parts), from_values(kind, values, OPTIONS))


@given(st.lists(one, max_size=20), st.data())
@settings(max_examples=60)
def test_a_batch_comes_back_and_always_gives_the_same_bytes(values: list[int], data: st.DataObject) -> None:
    texts = data.draw(st.lists(words, min_size=len(values), max_size=len(values)))
    questions = (
        BatchQuestion(UUID(int=1), Kind.SINGLE, tuple(UUID(int=10 + i) for i in range(OPTIONS))),
        BatchQuestion(UUID(int=2), Kind.OPEN, ()),
    )
    batch = BatchAnswers(questions, (values, texts), tuple(f"k{i}" for i in range(len(values))))
    again = unpack(pack(batch))
    assert pack(again) == pack(batch)
    assert (again.questions, again.answers, again.keys) == (questions, (values, texts), batch.keys)


def test_a_later_format_is_not_guessed_at() -> None:
    data = pack(BatchAnswers((), (), ())).replace(b'"version":1', b'"version":2')
    with pytest.raises(ValueError, match="unknown"):
        unpack(data)


def test_open_answers_are_not_counted_as_options() -> None:
    with pytest.raises(TypeError):
        from_values(Kind.OPEN, ["a"], 0).coded([Option("a")])


def test_an_option_that_is_gone_counts_as_blank() -> None:
    assert from_values(Kind.SINGLE, [0, 1, 7], 2).answered == 2
