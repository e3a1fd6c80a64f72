"""The sections of the settings page: slices above this one add theirs from their ``feature.py``."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid5

_SPACE = UUID("5b0c2a52-2f0e-4a0e-9d7a-3d9a8b9f7c11")
TEXT_SCALES = (1.0, 1.25, 1.5, 1.75, 2.0)


@dataclass(frozen=True, slots=True)
class Section:
    """``title`` and ``about`` are English message ids; ``make(app)`` gives the widget, its window imported late.

    The widget may have ``refresh(changes)``, called after each commit.
    """

    key: str
    title: str
    about: str
    icon: str
    order: int
    make: Callable[[Any], Any]

    @property
    def id(self) -> UUID:
        """Stands for the section where windows ask for an id."""
        return uuid5(_SPACE, self.key)


_sections: dict[str, Section] = {}


def register(section: Section) -> None:
    """Add a section, or put it in place of the one with the same key."""
    _sections[section.key] = section


def sections() -> tuple[Section, ...]:
    """All sections in their order."""
    return tuple(sorted(_sections.values(), key=lambda section: (section.order, section.key)))


def nearest_scale(wanted: float) -> float:
    """The text size on offer that comes closest."""
    return min(TEXT_SCALES, key=lambda scale: abs(scale - wanted))
