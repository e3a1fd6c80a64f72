"""The capture line of a meeting: what one typed line means, before Enter.

“a Offerte vragen @jan vóór 12 dec” is an action of Jan's due on 12 December; “s 7-2-1” a vote. A line without a
prefix is a note.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal
from uuid import UUID

from wijkraad_app.kernel import date_phrases

from .votes import Votes

CaptureKind = Literal["note", "decision", "action", "vote", "proposal"]
MarkSort = Literal["owner", "date", "votes"]
PREFIXES: dict[str, dict[str, CaptureKind]] = {
    "nl": {"n": "note", "b": "decision", "a": "action", "s": "vote", "v": "proposal"},
    "en": {"n": "note", "d": "decision", "a": "action", "v": "vote", "p": "proposal"},
}
_MOST_CANDIDATES = 8
_AT = re.compile(r"(?<!\S)@([\w'’.-]*)")
_COUNTS = re.compile(r"(?<![\d-])(\d{1,3})\s*-\s*(\d{1,3})(?:\s*-\s*(\d{1,3}))?(?![\d-])")
_WORDED = re.compile(
    r"(\d{1,3})\s*(?:stemmen\s+)?(?:voor|for)\b[\s,;en]*(\d{1,3})\s*(?:stemmen\s+)?(?:tegen|against)\b"
    r"(?:[\s,;en]*(\d{1,3})\s*(?:onthouding(?:en)?|abst(?:ained|entions?)|blanco))?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """Someone who can own an action."""

    id: UUID
    name: str


@dataclass(frozen=True, slots=True)
class Mark:
    """Which characters of the line were understood as what."""

    start: int
    end: int
    sort: MarkSort


@dataclass(frozen=True, slots=True)
class Captured:
    """What a line means. ``owner`` is None when nobody, or more than one, has the name in ``owner_name``."""

    kind: CaptureKind
    text: str
    owner: UUID | None = None
    owner_name: str = ""
    due: date | None = None
    votes: Votes | None = None
    marks: tuple[Mark, ...] = ()


def prefix_kind(line: str, language: str = "nl") -> tuple[CaptureKind, str] | None:
    """The kind that a line's prefix and blank give, and the line after it; None without a prefix."""
    prefix, blank, rest = line.partition(" ")
    kind = PREFIXES.get(language, PREFIXES["nl"]).get(prefix.lower())
    return (kind, rest) if kind and blank else None


def capture(
    line: str,
    people: Sequence[Candidate],
    today: date,
    *,
    kind: CaptureKind | None = None,
    me: UUID | None = None,
    language: str = "nl",
) -> Captured:
    """Understand a line. With ``kind`` (a tag already stands before it) no prefix is looked for.

    ``me`` is who “@ik” means. `Captured.marks` count from the start of ``line``.
    """
    offset = 0
    if kind is None:
        kind, rest = prefix_kind(line, language) or ("note", line)
        offset = len(line) - len(rest)
    return _Reader(line, offset, kind, people, me).read(today, language)


class _Reader:
    def __init__(self, line: str, offset: int, kind: CaptureKind, people: Sequence[Candidate], me: UUID | None) -> None:
        self._line = line
        self._kind = kind
        self._people = people
        self._me = me
        self._left = " " * offset + line[offset:]
        self._marks: list[Mark] = []

    def read(self, today: date, language: str) -> Captured:
        owner, owner_name = self._owner() if self._kind == "action" else (None, "")
        due = self._due(today, language) if self._kind == "action" else None
        votes = self._votes() if self._kind in ("vote", "decision") else None
        text = " ".join(self._left.split()).strip(" ,;" if self._marks else " ")
        return Captured(self._kind, text, owner, owner_name, due, votes, tuple(self._marks))

    def _take(self, start: int, end: int, sort: MarkSort) -> None:
        """Mark a part as understood; blanks take its place, so that positions stay."""
        self._marks.append(Mark(start, end, sort))
        self._left = self._left[:start] + " " * (end - start) + self._left[end:]

    def _owner(self) -> tuple[UUID | None, str]:
        for match in _AT.finditer(self._left):
            whole = _whole_name(self._left[match.end(0) - len(match[1]) :], self._people)
            if whole:
                self._take(match.start(), match.start() + 1 + len(whole.name), "owner")
                return whole.id, whole.name
            if match[1]:
                self._take(match.start(), match.end(), "owner")
                return self._named(match[1])
        return None, ""

    def _named(self, word: str) -> tuple[UUID | None, str]:
        if self._me and word.lower() in ("ik", "me", "mij"):
            return self._me, next((person.name for person in self._people if person.id == self._me), "")
        found = candidates(word, self._people)
        return (found[0].id, found[0].name) if len(found) == 1 else (None, word)

    def _due(self, today: date, language: str) -> date | None:
        text = self._left.rstrip()
        found = date_phrases.find_last(text, today, language)
        if not found:
            return None
        start, day = found
        self._take(start, len(text), "date")
        return day

    def _votes(self) -> Votes | None:
        found = [*_WORDED.finditer(self._left), *_COUNTS.finditer(self._left)]
        if self._kind == "decision":
            end = len(self._left.rstrip(" ."))
            found = [match for match in found if match[3] and match.end() >= end]
        if not found:
            return None
        match = found[0]
        self._take(match.start(), match.end(), "votes")
        return Votes(int(match[1]), int(match[2]), int(match[3] or 0))


def _whole_name(text: str, people: Sequence[Candidate]) -> Candidate | None:
    """Whose full name a text begins with; the longest name counts."""
    folded = text.casefold()
    found = [
        person
        for person in people
        if person.name and folded.startswith(person.name.casefold()) and not text[len(person.name) :][:1].isalnum()
    ]
    return max(found, key=lambda person: len(person.name), default=None)


def _folded(text: str) -> str:
    """Lower case without accents, for comparing."""
    return "".join(char for char in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(char))


def candidates(fragment: str, people: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """At most eight people with a name, or a part of it, that begins so; first names first."""
    sought = _folded(fragment.rstrip(".,;:"))
    ranked = []
    for person in people:
        name = _folded(person.name)
        if name.startswith(sought):
            ranked.append((0, name, person))
        elif any(part.startswith(sought) for part in name.split()):
            ranked.append((1, name, person))
    ranked.sort(key=lambda entry: entry[:2])
    return tuple(person for _rank, _name, person in ranked[:_MOST_CANDIDATES])


def completion_at(line: str, cursor: int) -> tuple[int, str] | None:
    """Where the “@” stands that is being typed at the cursor, and what follows it so far."""
    match = next((found for found in _AT.finditer(line) if found.start() < cursor <= found.end()), None)
    return (match.start(), line[match.start() + 1 : cursor]) if match else None
