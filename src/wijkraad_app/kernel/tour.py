"""A guided tour as data: steps that point at real controls; the window shows them."""

from __future__ import annotations

from dataclasses import dataclass

from .ids import EntityRef

RUNNING, LEFT = "tour.running", "tour.left"
"""Preferences: the step shown when the program was closed, and the one where the tour was stopped."""


@dataclass(frozen=True, slots=True)
class Step:
    """``title`` and ``text`` are English message ids.

    ``place`` is where the window goes: a record, the key of a page, or None to stay. ``control`` is the accessible
    name (an English message id) of what the step is about; the step points at nothing when that isn't there.
    """

    id: str
    title: str
    text: str
    place: EntityRef | str | None = None
    control: str = ""
