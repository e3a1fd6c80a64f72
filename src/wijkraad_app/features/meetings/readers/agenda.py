"""What every reader of an agenda gives."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, time

from wijkraad_app.features.meetings.rules.numbering import DEEPEST, numbers

LONGEST_TITLE = 300


@dataclass(frozen=True, slots=True)
class ParsedAnnex:
    """A document named with an item, without its bytes."""

    title: str
    file_name: str = ""
    media_type: str = ""
    public: bool = True


@dataclass(frozen=True, slots=True)
class ParsedItem:
    """An item as it was understood; ``explanation`` is Markdown, ``level`` 0 for the top.

    ``kind``: decide, discuss, inform, consent, procedure or break (which has no number).
    """

    title: str
    number: str = ""
    level: int = 0
    kind: str = "discuss"
    time: time | None = None
    minutes: int | None = None
    introducer: str = ""
    public: bool = True
    explanation: str = ""
    annexes: tuple[ParsedAnnex, ...] = ()


@dataclass(frozen=True, slots=True)
class ParsedAgenda:
    """A meeting as it was understood. ``header_guesses`` (of the meeting itself) and ``item_guesses`` say in plain
    words what was not written there."""

    title: str = ""
    date: date | None = None
    start: time | None = None
    end: time | None = None
    place: str = ""
    public: bool = True
    items: tuple[ParsedItem, ...] = ()
    header_guesses: tuple[str, ...] = ()
    item_guesses: tuple[str, ...] = ()

    @property
    def guesses(self) -> tuple[str, ...]:
        """All of them."""
        return self.header_guesses + self.item_guesses


def numbered(items: Iterable[ParsedItem]) -> tuple[ParsedItem, ...]:
    """The items with levels that grow by one at a time, and with the numbers this program gives them."""
    level = -1
    levelled = []
    for item in items:
        level = max(0, min(item.level, level + 1, DEEPEST))
        levelled.append(replace(item, level=level))
    given = numbers((item.kind, item.level) for item in levelled)
    return tuple(replace(item, number=number) for item, number in zip(levelled, given, strict=True))


def minutes_between(start: time, end: time) -> int:
    """Minutes from one time to the next, past midnight if need be."""
    return (end.hour * 60 + end.minute - start.hour * 60 - start.minute) % (24 * 60)
