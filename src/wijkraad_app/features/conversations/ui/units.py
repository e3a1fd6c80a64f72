"""Code points, in which quotes are stored, and UTF-16 units, in which Qt counts: ’👵🏽’ is two and four."""

from __future__ import annotations


def to_units(text: str, place: int) -> int:
    """The place after ``place`` code points, in UTF-16 units."""
    return place + sum(c > "\uffff" for c in text[:place])


def to_code_points(text: str, units: int) -> int:
    """The place after ``units`` UTF-16 units; inside a pair it is the place before it."""
    passed = 0
    for place, sign in enumerate(text):
        width = 2 if sign > "\uffff" else 1
        if passed + width > units:
            return place
        passed += width
    return len(text)
