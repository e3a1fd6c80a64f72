"""What is erased of whom, what stays, and when data may go."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

KEPT_FILES: Mapping[str, frozenset[str]] = {
    "letter": frozenset({"file", "unsigned_sha256"}),
    "advice": frozenset({"sent_file"}),
}
"""Files by kind and field that stay: a signed or sent letter can't be changed without breaking its signature, and
whoever got it has it (ours; the window names them)."""

REWRITABLE = frozenset({"application/vnd.wijkraad.answers+json"})
"""Media types of files from which words are taken out; other files that hold them go altogether."""

OF_PERSON = frozenset({"name", "mail", "phone", "address", "function", "notes"})
OF_CONTACT = frozenset({"name", "mail", "phone", "address", "purpose"})
TELLING = ("name", "mail", "phone", "address")
"""Fields whose value is looked for everywhere else too."""

PERSON, SIGNAL = "erase_person", "erase_signal"
"""Kinds of the references that open the page for a person or for whoever reported a signal."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What must be erased: words as typed, a person, or the contact data of a signal; one of the three."""

    words: tuple[str, ...] = ()
    person: UUID | None = None
    signal: UUID | None = None

    @property
    def given(self) -> bool:
        return bool(any(word.strip() for word in self.words) or self.person or self.signal)


def terms(values: Mapping[str, str]) -> tuple[str, ...]:
    """What to look for everywhere of a person or contact: each value that tells who it is, three signs or more."""
    found = (" ".join(values.get(name, "").split()) for name in TELLING)
    return tuple(dict.fromkeys(term for term in found if sum(sign.isalnum() for sign in term) >= 3))


def whole_words(text: str, low: int, start: int, end: int, high: int) -> tuple[int, int]:
    """Where to cut ``text`` around ``start`` to ``end``, within ``low`` to ``high``: at a space where there is one."""
    low, high = max(0, low), min(len(text), high)
    if low and not text[low - 1].isspace():
        low = next((i + 1 for i in range(low, start) if text[i].isspace()), low)
    if high < len(text) and not text[high].isspace():
        high = next((i for i in range(high - 1, end - 1, -1) if text[i].isspace()), high)
    return low, high
