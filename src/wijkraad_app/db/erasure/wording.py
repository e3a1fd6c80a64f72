"""What is asked to be erased, and taking it out of a text. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from wijkraad_app.kernel.errors import UserError
from wijkraad_app.kernel.i18n import _

GAP = "…"
"""Stands where words were; never longer than what it replaces."""
SHORTEST = 3
_MOST_DIGITS_APART = r"[\s().\-/\\]{0,3}"
_NUMBER = re.compile(r"[+()\d\s.\-/]+")
_LEAST_DIGITS = 8
_BEFORE, _AFTER = r"(?:(?<!\w)|(?<=\\n)|(?<=\\t)|(?<=\\r))", r"(?!\w)"

Span = tuple[int, int]


@dataclass(frozen=True)
class Wanted:
    """Terms to find: whole words in any case, across line breaks; a telephone number however it is written."""

    terms: tuple[str, ...]

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        longest = sorted(self.terms, key=len, reverse=True)
        return re.compile(_BEFORE + "(?:" + "|".join(map(_expression, longest)) + ")" + _AFTER, re.IGNORECASE)

    def spans(self, text: str) -> tuple[Span, ...]:
        """Where the terms stand, in order, never overlapping."""
        return tuple(found.span() for found in self.pattern.finditer(text))

    @cached_property
    def _needles(self) -> tuple[str, ...] | None:
        """The longest word of each term; None when one of them is a number, which is written in many ways."""
        if any(_is_number(term) for term in self.terms):
            return None
        return tuple(max(re.findall(r"[^\W_]+", term), key=len).lower() for term in self.terms)

    def may_stand_in(self, text: str) -> bool:
        """A quick look, for texts of any kind (JSON too): whether searching is worth it."""
        if self._needles is None:
            return self.pattern.search(text) is not None
        lowered = text.lower()
        return any(needle in lowered for needle in self._needles)


def wanted(terms: Iterable[str]) -> Wanted:
    """`UserError` for terms that would hit half the dossier: less than three letters or digits."""
    kept = tuple(dict.fromkeys(" ".join(term.split()) for term in terms if term.strip()))
    if not kept or any(sum(c.isalnum() for c in term) < SHORTEST for term in kept):
        raise UserError(_("Give at least three letters or digits of what must be erased."), code="too_short")
    return Wanted(kept)


def _is_number(term: str) -> bool:
    return _NUMBER.fullmatch(term) is not None and sum(c.isdigit() for c in term) >= _LEAST_DIGITS


def _expression(term: str) -> str:
    if _is_number(term):
        return _number("".join(c for c in term if c.isdigit()), term)
    return r"(?:\s|\\n|\\t|\\r)+".join(_word(word) for word in term.split())


def _number(digits: str, term: str) -> str:
    """The Dutch forms of one number: 06…, +31 6… and 0031 6…"""
    national = digits.removeprefix("00") if term.startswith("00") else digits
    if term.lstrip().startswith(("+31", "0031")):
        national = "0" + national.removeprefix("31").removeprefix("0")
    if not national.startswith("0"):
        return _MOST_DIGITS_APART.join(digits)
    rest = _MOST_DIGITS_APART.join(national[1:])
    start = rf"(?:\+{_apart('31')}|{_apart('0031')}){_MOST_DIGITS_APART}(?:\(?0\)?{_MOST_DIGITS_APART})?"
    return rf"(?:{start}|\(?0{_MOST_DIGITS_APART}){rest}"


def _apart(digits: str) -> str:
    return _MOST_DIGITS_APART.join(digits)


def _word(word: str) -> str:
    """Markdown and JSON put a backslash before some signs."""
    return "".join(re.escape(c) if c.isalnum() else rf"\\*{re.escape(c)}" for c in word)


def cut(text: str, spans: Sequence[Span], gap: str = GAP) -> str:
    """``text`` with ``gap`` in the place of each span."""
    pieces, at = [], 0
    for start, end in spans:
        pieces += [text[at:start], gap]
        at = end
    return "".join([*pieces, text[at:]])
