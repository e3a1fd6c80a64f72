"""Whatever bytes a reader gets, it reads them or refuses them in a sentence."""

from __future__ import annotations

import pytest

from . import report
from .fuzz import SEED, fuzz, readers


@pytest.mark.parametrize("name", list(readers()))
def test_a_reader_reads_or_refuses(name: str) -> None:
    found = fuzz(name, readers()[name], 60)
    assert found["lines"] > 20


@pytest.mark.soak
@pytest.mark.timeout(7200)
@pytest.mark.parametrize("name", list(readers()))
def test_thousands_of_inputs(name: str) -> None:
    report.write(f"fuzz: {name}", seed=SEED, **fuzz(name, readers()[name], 3000))
