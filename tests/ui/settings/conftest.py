"""The desk of the council, at the settings."""

from __future__ import annotations

from tests.ui.council.conftest import desk, empty_desk

__all__ = ["desk", "empty_desk"]
