"""What is imported when it is first needed: once, by name, and all of it before a write."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

import pytest

from wijkraad_app.kernel import late


@pytest.fixture
def loaded() -> Iterator[list[str]]:
    done: list[str] = []
    for name in ("signals", "letters"):
        late.later(name, partial(done.append, name))
    yield done
    late.complete()


def test_nothing_is_loaded_before_it_is_asked_for(loaded: list[str]) -> None:
    assert loaded == []


def test_what_is_asked_by_name_is_loaded_once(loaded: list[str]) -> None:
    late.complete("letters")
    late.complete("letters", "unknown")
    assert loaded == ["letters"]


def test_all_is_loaded_when_no_name_is_given(loaded: list[str]) -> None:
    late.complete("letters")
    late.complete()
    late.complete()
    assert loaded == ["letters", "signals"]


def test_what_failed_is_tried_again(loaded: list[str]) -> None:
    tries: list[int] = []

    def fail_once() -> None:
        tries.append(1)
        if len(tries) == 1:
            raise ImportError("a stick was taken out")

    late.later("advice", fail_once)
    with pytest.raises(ImportError):
        late.complete("advice")
    late.complete("advice")
    assert len(tries) == 2
