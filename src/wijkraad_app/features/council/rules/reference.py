"""The pattern of reference numbers: ``{year}`` and ``{number}``, the latter padded as in ``{number:02}``.

The pattern is text of the user's, so nothing but these names is ever filled in: no attribute, index or other
format reaches Python's formatter.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from string import ascii_lowercase

from wijkraad_app.kernel.errors import UserError
from wijkraad_app.kernel.i18n import _

DEFAULT = "{year}-{number:02}"
_FIELD = re.compile(r"\{(?:(year)|(number)(?::0([1-9]))?)\}")
LONGEST = 40


def check_pattern(pattern: str) -> str:
    """The pattern without spaces around it; `UserError` ``bad_pattern`` says what to type instead."""
    pattern = pattern.strip()
    rest = _FIELD.sub("", pattern)
    if "{" in rest or "}" in rest:
        raise UserError(_("Use only {{year}} and {{number}} between braces.").format(), code="bad_pattern")
    if not any(found[2] for found in _FIELD.finditer(pattern)):
        raise UserError(_("Add {{number}}, so that each letter gets a number of its own.").format(), code="bad_pattern")
    if len(pattern) > LONGEST:
        raise UserError(_("Keep the pattern within {count} characters.").format(count=LONGEST), code="bad_pattern")
    return pattern


def reference_number(pattern: str, year: int, number: int) -> str:
    """The reference of the ``number``-th advice of the year. Raises `UserError` for a pattern that isn't one."""

    def fill(found: re.Match[str]) -> str:
        return str(year) if found[1] else str(number).zfill(int(found[3] or 1))

    return _FIELD.sub(fill, check_pattern(pattern))


def number_in(pattern: str, year: int, reference: str) -> int | None:
    """The number a reference of that year has by the pattern, whatever device suffix (“-b”) follows it."""
    parts: list[str] = []
    at = 0
    for found in _FIELD.finditer(pattern):
        parts.append(re.escape(pattern[at : found.start()]))
        parts.append(str(year) if found[1] else "0*([0-9]+)")
        at = found.end()
    parts.append(re.escape(pattern[at:]))
    match = re.fullmatch("".join(parts) + r"(?:-[a-z])?", reference.strip())
    return int(match[1]) if match and match.groups() else None


def next_reference(pattern: str, year: int, taken: Iterable[str]) -> str:
    """One more than the highest of the year. A pattern without a number falls back to year and number."""
    usable = _usable(pattern)
    given = [number for reference in taken if (number := number_in(usable, year, reference)) is not None]
    return reference_number(usable, year, max(given, default=0) + 1)


def distinct(reference: str, taken: Collection[str]) -> str:
    """The reference, or with the first suffix (“-b”, “-c”, …) that nothing else has: two computers that were apart
    may have given the same number."""
    if reference not in taken:
        return reference
    suffixed = (f"{reference}-{letter}" for letter in ascii_lowercase[1:])
    return next((one for one in suffixed if one not in taken), reference)


def _usable(pattern: str) -> str:
    try:
        return check_pattern(pattern)
    except UserError:
        return DEFAULT
