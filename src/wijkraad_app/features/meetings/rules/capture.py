"""The capture line of a meeting: what one typed line means, before Enter.

“a Offerte vragen @jan vóór 12 dec” is an action of Jan's due on 12 December; “s 7-2-1” a vote, “#8 b Akkoord” a
decision at item 8. A line without a prefix is a note. What isn't understood as anything else stays text.
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

CaptureKind = Literal["note", "decision", "amendment", "motion", "action", "question", "vote", "proposal", "shown"]
MarkSort = Literal["owner", "date", "votes", "item", "method"]
PREFIXES: dict[str, dict[str, CaptureKind]] = {
    "nl": {
        "b": "decision", "a": "action", "s": "vote", "v": "proposal", "?": "question", "d": "shown",
        "am": "amendment", "mo": "motion", "n": "note",
    },
    "en": {
        "d": "decision", "a": "action", "v": "vote", "p": "proposal", "?": "question", "s": "shown",
        "am": "amendment", "mo": "motion", "n": "note",
    },
}  # fmt: skip
_OWNED = ("action", "question")
_VOTED = ("vote", "decision", "amendment", "motion")
_MOST_CANDIDATES = 8
_AT = re.compile(r"(?<!\S)@([\w'’.-]*)")
_ITEM = re.compile(r"#(\d{1,3}(?:\.[a-z]{1,2}(?:\.\d{1,2})?)?)(?=\s)", re.IGNORECASE)
_COUNTS = re.compile(r"(?<![\d-])(\d{1,3})\s*-\s*(\d{1,3})(?:\s*-\s*(\d{1,3}))?(?:\s*-\s*(\d{1,3}))?(?![\d-])")
_WORDED = re.compile(
    r"(\d{1,3})\s*(?:stemmen\s+)?(?:voor|for)\b[\s,;en]*(\d{1,3})\s*(?:stemmen\s+)?(?:tegen|against)\b"
    r"(?:[\s,;en]*(\d{1,3})\s*(?:onthouding(?:en)?|onthouden|abst(?:ained|entions?))\b)?"
    r"(?:[\s,;en]*(\d{1,3})\s*(?:blanco|blank)\b)?",
    re.IGNORECASE,
)
_METHODS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (method, re.compile(rf"(?<!\S)(?:{words})(?!\S)", re.IGNORECASE))
    for method, words in (
        ("acclamation", r"(?:bij )?acclamatie|unaniem|(?:met )?algemene stemmen|unanimous(?:ly)?|(?:by )?acclamation"),
        ("roll_call", r"hoofdelijk|op naam|(?:by )?roll call|by name"),
        ("ballot", r"geheim|schriftelijk|(?:by )?secret ballot|secret|ballot"),
        ("mail", r"(?:per|via) (?:e-?)?mail|by (?:e-?)?mail"),
    )
)
_MAJORITIES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("two_thirds", re.compile(r"(?<!\S)2/3(?!\S)")),
    ("three_quarters", re.compile(r"(?<!\S)3/4(?!\S)")),
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """Someone who can own an action."""

    id: UUID
    name: str


@dataclass(frozen=True, slots=True)
class Numbered:
    """An agenda item that “#8” or “#4.a” can mean."""

    id: UUID
    number: str
    title: str


@dataclass(frozen=True, slots=True)
class Mark:
    """Which characters of the line were understood as what."""

    start: int
    end: int
    sort: MarkSort


@dataclass(frozen=True, slots=True)
class Captured:
    """What a line means. ``owner`` is None when nobody, or more than one, has the name in ``owner_name``. ``item`` is
    the other item it is for; ``method`` and ``majority`` are "" where the line doesn't say."""

    kind: CaptureKind
    text: str
    owner: UUID | None = None
    owner_name: str = ""
    due: date | None = None
    votes: Votes | None = None
    marks: tuple[Mark, ...] = ()
    item: Numbered | None = None
    method: str = ""
    majority: str = ""

    @property
    def empty(self) -> bool:
        """Nothing to keep yet."""
        return not self.text and self.votes is None and not self.method


def prefix_kind(line: str, language: str = "nl", items: Sequence[Numbered] = ()) -> tuple[CaptureKind, str] | None:
    """The kind that a line's prefix and blank give, and the line without them; None without a prefix. The prefix
    stands first, or behind the number of an item."""
    found = _prefix(line, language, items)
    return (found[0], line[: found[1]] + line[found[2] :]) if found else None


def _prefix(line: str, language: str, items: Sequence[Numbered]) -> tuple[CaptureKind, int, int] | None:
    """The kind, and from where to where its prefix stands."""
    address = _address(line, items)
    start = address[0].end(0) + 1 if address else 0
    word, blank, _rest = line[start:].partition(" ")
    kind = PREFIXES.get(language, PREFIXES["nl"]).get(word.lower())
    return (kind, start, start + len(word) + 1) if kind and blank else None


def _address(line: str, items: Sequence[Numbered]) -> tuple[re.Match[str], Numbered] | None:
    match = _ITEM.match(line)
    if match is None:
        return None
    wanted = match[1].lower()
    found = next((item for item in items if item.number == wanted), None)
    return (match, found) if found else None


def capture(
    line: str,
    people: Sequence[Candidate],
    today: date,
    *,
    kind: CaptureKind | None = None,
    me: UUID | None = None,
    language: str = "nl",
    items: Sequence[Numbered] = (),
) -> Captured:
    """Understand a line. With ``kind`` (a tag already stands before it) no prefix is looked for.

    ``me`` is who “@ik” means, ``items`` are those that “#8” can mean. `Captured.marks` count from the start of
    ``line``.
    """
    left = line
    if kind is None:
        found = _prefix(line, language, items)
        kind = found[0] if found else "note"
        if found is not None:
            left = line[: found[1]] + " " * (found[2] - found[1]) + line[found[2] :]
    return _Reader(left, kind, people, me, items).read(today, language)


def line_for(text: str, *, owner: str = "", due: str = "", votes: Votes | None = None) -> str:
    """The line, without its prefix, that is understood as this; ``due`` is a day written out."""
    counts = (votes.in_favour, votes.against, votes.abstained, votes.blank) if votes else ()
    shown = "-".join(str(count) for count in (counts[:3] if counts and not counts[3] else counts))
    return " ".join(part for part in (text, f"@{owner}" if owner else "", due, shown) if part)


class _Reader:
    def __init__(
        self,
        left: str,
        kind: CaptureKind,
        people: Sequence[Candidate],
        me: UUID | None,
        items: Sequence[Numbered],
    ) -> None:
        self._kind = kind
        self._people = people
        self._me = me
        self._items = items
        self._left = left
        self._marks: list[Mark] = []

    def read(self, today: date, language: str) -> Captured:
        item = self._item()
        owned, voted = self._kind in _OWNED, self._kind in _VOTED
        owner, owner_name = self._owner() if owned else (None, "")
        due = self._due(today, language) if owned else None
        votes = self._votes() if voted else None
        said = voted and (self._kind == "vote" or votes is not None)
        method = self._word(_METHODS) if said else ""
        majority = self._word(_MAJORITIES) if said else ""
        text = " ".join(self._left.split()).strip(" ,;" if self._marks else " ")
        marks = tuple(self._marks)
        return Captured(self._kind, text, owner, owner_name, due, votes, marks, item, method, majority)

    def _item(self) -> Numbered | None:
        """The item a line is for; “b #8 …” has blanks where its prefix stood."""
        start = len(self._left) - len(self._left.lstrip(" "))
        found = _address(self._left[start:], self._items)
        if found is None:
            return None
        self._take(start, start + found[0].end(0), "item")
        return found[1]

    def _word(self, known: tuple[tuple[str, re.Pattern[str]], ...]) -> str:
        for name, pattern in known:
            match = pattern.search(self._left)
            if match:
                self._take(match.start(), match.end(), "method")
                return name
        return ""

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
        if self._kind != "vote":
            end = len(self._left.rstrip(" ."))
            found = [match for match in found if match[3] and match.end() >= end]
        if not found:
            return None
        match = found[0]
        self._take(match.start(), match.end(), "votes")
        return Votes(int(match[1]), int(match[2]), int(match[3] or 0), int(match[4] or 0))


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
