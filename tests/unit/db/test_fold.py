"""A row is the fold of its steps, in whatever order they come."""

from __future__ import annotations

import random
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wijkraad_app import bootstrap
from wijkraad_app.db import fold as folding
from wijkraad_app.db import texts
from wijkraad_app.db.base import journaled_models
from wijkraad_app.db.fold import Step, defaults, fold, from_fields, upcast
from wijkraad_app.features.conversations.model import Conversation

LOW, HIGH = UUID(int=1), UUID(int=2)
FIELDS = st.dictionaries(st.sampled_from("abc"), st.integers(0, 3), max_size=3)
PLACES = st.tuples(st.integers(0, 5), st.sampled_from([LOW, HIGH]))


def step(clock: int, device: UUID, **content: Any) -> Step:
    return Step(clock, device, {"fields": {}, **content})


def test_the_newest_clock_wins_and_ties_go_by_device() -> None:
    steps = [
        step(1, HIGH, fields={"a": 1, "b": 1}),
        step(2, LOW, fields={"a": 2}),
        step(2, HIGH, fields={"a": 3}),
    ]
    assert fold(steps).values() == fold(reversed(steps)).values() == {"a": 3, "b": 1}


@given(st.dictionaries(PLACES, FIELDS, max_size=8), st.randoms())
def test_the_order_of_arrival_never_matters(
    found: dict[tuple[int, UUID], dict[str, int]], chance: random.Random
) -> None:
    steps = [step(clock, device, fields=fields) for (clock, device), fields in found.items()]
    mixed = chance.sample(steps, len(steps))
    newest: dict[str, tuple[tuple[int, str], int]] = {}
    for (clock, device), fields in found.items():
        for name, value in fields.items():
            newest[name] = max(newest.get(name, ((-1, ""), 0)), ((clock, device.hex), value))
    assert fold(mixed).values() == {name: value for name, (_place, value) in newest.items()}


def test_texts_merge_and_an_earlier_epoch_never_comes_back() -> None:
    first = texts.update(None, "geheim en open", peer=1)
    late = texts.update(first.state, "geheim en open en laat", peer=2)
    clean = texts.update(None, "open", peer=3, epoch=1)
    after = texts.update(clean.state, "open huis", peer=4, epoch=1)
    steps = [
        step(number, LOW, texts={"text": change})
        for number, change in enumerate([first.change, clean.change, after.change, late.change])
    ]
    assert fold(steps[:1] + steps[3:]).values() == {"text": "geheim en open en laat"}
    assert fold(steps).values() == fold(reversed(steps)).values() == {"text": "open huis"}


def test_what_was_erased_says_nothing() -> None:
    assert fold([step(1, LOW, fields={"a": 1}), Step(2, LOW, None)]).values() == {"a": 1}


def test_every_record_has_a_value_for_each_field_no_step_has_set() -> None:
    bootstrap.load_slices()
    for model in journaled_models().values():
        row = model(**from_fields(model, defaults(model)))
        required = [c.key for c in model.__table__.columns if not c.nullable and c.key != "id"]
        assert [name for name in required if getattr(row, name) is None] == []


def test_an_older_step_is_read_in_the_shape_of_today(monkeypatch: pytest.MonkeyPatch) -> None:
    def renamed(kind: str, content: dict[str, Any]) -> dict[str, Any]:
        fields = dict(content["fields"])
        if kind == "conversation" and "location" in fields:
            fields["place"] = fields.pop("location")
        return content | {"fields": fields}

    monkeypatch.setattr(folding, "UPCASTERS", {"0005": renamed})
    old = {"fields": {"location": "plein"}}
    assert upcast("0004", "conversation", old) == {"fields": {"place": "plein"}}
    assert upcast("0005", "conversation", old) == old
    assert from_fields(Conversation, old["fields"]) == {}
