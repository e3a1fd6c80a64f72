"""A window with search in front."""

from __future__ import annotations

import pytest

from tests.ui.today.desk import desk

__all__ = ["desk"]


@pytest.fixture
def front() -> str:
    return "search"
