"""Where a Dutch or English word may be divided at the end of a line.

The patterns are those of LibreOffice (Liang's method), as the package pyphen brings them along.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any

SOFT = "\N{SOFT HYPHEN}"
"""Drawn as a hyphen; readers leave it out of the text again (ISO 32000-1, 14.8.2.2.3)."""

_PATTERNS = {"nl": "nl_NL", "en": "en_GB"}
_ENDS = 3
"""Letters that stay on either side."""
_SHORTEST = 7
_WORD = re.compile(r"(?P<before>[(\[“‘]*)(?P<word>[^\W\d_]+)[)\].,;:!?”’…]*")
_TREMA = "äëïöü"


def places(text: str, language: str, *, anyhow: bool = False) -> tuple[int, ...]:
    """After how many characters ``text``, one word with its punctuation, may be divided; from left to right.

    Names stay whole, and so do words with digits or signs inside; ``anyhow`` divides capitalised words too.
    """
    found = _WORD.fullmatch(text)
    if found is None or language not in _PATTERNS:
        return ()
    word, skipped = found["word"], len(found["before"])
    if len(word) < _SHORTEST or not (anyhow or word.islower()) or word[1:] != word[1:].lower():
        return ()
    return tuple(skipped + at for at in _in_word(word.lower(), language))


def parts(text: str, language: str) -> list[str]:
    """The pieces of a word that is divided wherever it can be, each with its hyphen but the last."""
    stops = [*places(text, language, anyhow=True), len(text)]
    return [text[start:stop] + SOFT * (stop < len(text)) for start, stop in zip([0, *stops], stops, strict=False)]


@cache
def _in_word(word: str, language: str) -> tuple[int, ...]:
    """A syllable with a trema is not begun: divided there, the word would be spelled without it (ideeën, idee-en)."""
    found = _patterns(language).positions(word)
    return tuple(int(at) for at in found if at.data is None and word[at] not in _TREMA)


@cache
def _patterns(language: str) -> Any:
    from pyphen import Pyphen

    return Pyphen(lang=_PATTERNS[language], left=_ENDS, right=_ENDS)
