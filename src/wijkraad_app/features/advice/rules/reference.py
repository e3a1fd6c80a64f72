"""The reference number, given at adoption: the next one in the year, by the council's pattern."""

from __future__ import annotations

import re
from collections.abc import Iterable

from wijkraad_app.features.council.rules.reference import DEFAULT, check_pattern, reference_number
from wijkraad_app.kernel.errors import UserError

_FIELD = re.compile(r"\{(year|number)(?::0(\d))?\}")


def number_in(pattern: str, year: int, reference: str) -> int | None:
    """The number a reference of that year has by the pattern, whatever device suffix follows it."""
    parts: list[str] = []
    at = 0
    for found in _FIELD.finditer(pattern):
        parts.append(re.escape(pattern[at : found.start()]))
        parts.append(str(year) if found[1] == "year" else "0*([0-9]+)")
        at = found.end()
    parts.append(re.escape(pattern[at:]))
    match = re.fullmatch("".join(parts) + r"(?:-[a-z])?", reference.strip())
    return int(match[1]) if match and match.groups() else None


def next_reference(pattern: str, year: int, taken: Iterable[str]) -> str:
    """One more than the highest of the year. A pattern without a number falls back to year and number."""
    usable = _usable(pattern)
    given = [number for reference in taken if (number := number_in(usable, year, reference)) is not None]
    return reference_number(usable, year, max(given, default=0) + 1)


def _usable(pattern: str) -> str:
    try:
        return check_pattern(pattern)
    except UserError:
        return DEFAULT


def apart(reference: str, suffix: str, taken: Iterable[str]) -> str:
    """The reference, with a device's suffix only when another advice has it too (after two computers met)."""
    return f"{reference}-{suffix}" if reference in set(taken) else reference
