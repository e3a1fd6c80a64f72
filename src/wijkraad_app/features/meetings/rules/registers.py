"""What the registers of decisions and actions show, and which words tell what a text is about."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from wijkraad_app.kernel import clock
from wijkraad_app.kernel.i18n import _, ngettext

NOBODY = "nobody"
"""The owner of actions that nobody has yet, among the choices of a filter."""
WITHOUT_MEETING = "none"
"""The kind of meeting of decisions taken outside one."""
SOON_DAYS = 7
"""From how many days before it is due an action is announced (ours)."""
_COMMON = """
    aangenomen adopt adopted advice advies adviseert agenda agree agreed agrees akkoord alle allen besluit
    besluiten bespreken bewoners bijeenkomst commissie council decide decided decides decision deel deze door
    eerste ermee from gaat geen gemeente graag heeft hierover hoort instemt komen komt kunnen leden maken meer
    meeting members minutes moet naar niet notulen onder oude over plan punt raad samen secretaris september
    stelt stemt stuk stukken that their this tijd toch tussen vast vastgesteld vaststellen verder vergadering
    verslag voor voorstel voorzitter vraagt wijk wijkraad with worden wordt zich zijn zoals zullen
"""
"""Words that stand in decisions about anything."""
_EVERYWHERE = frozenset(_COMMON.split())
_LEAST = 4


@dataclass(frozen=True, slots=True)
class DecisionFilter:
    """Which decisions; None and "" are no limit. ``kind`` is one of a meeting, or `WITHOUT_MEETING`; ``about`` the
    record a decision is about; every word of ``text`` must be held."""

    year: int | None = None
    outcome: str = ""
    kind: str = ""
    sort: str = ""
    about: UUID | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class Due:
    """How urgent a day is: ``state`` is late, today, soon, later or "" (no day); ``days`` late or left."""

    state: str
    days: int = 0

    @property
    def words(self) -> str:
        """ "14 dagen te laat", "vandaag", "nog 3 dagen"; "" where there is nothing to say."""
        if self.state == "late":
            return ngettext("{n} day late", "{n} days late", self.days).format(n=self.days)
        if self.state == "today":
            return _("today")
        return ngettext("{n} day left", "{n} days left", self.days).format(n=self.days) if self.state == "soon" else ""


def due(day: date | None, today: date | None = None, *, open: bool = True) -> Due:
    """How urgent an open matter is on ``today``."""
    if day is None or not open:
        return Due("")
    days = (day - (today or clock.today())).days
    if days < 0:
        return Due("late", -days)
    if days == 0:
        return Due("today")
    return Due("soon" if days <= SOON_DAYS else "later", days)


@dataclass(frozen=True, slots=True)
class Said:
    """Who said what of a proposal sent round by mail."""

    agreed: Sequence[UUID] = field(default=())
    against: Sequence[UUID] = field(default=())
    abstained: Sequence[UUID] = field(default=())

    @property
    def choices(self) -> tuple[tuple[UUID, str], ...]:
        """Each with their choice, as a vote keeps it."""
        groups = (("for", self.agreed), ("against", self.against), ("abstained", self.abstained))
        return tuple((person, choice) for choice, people in groups for person in people)

    @property
    def twice(self) -> bool:
        """Whether someone is named more than once."""
        people = [person for person, _choice in self.choices]
        return len(set(people)) < len(people)


def telling(words: Iterable[str]) -> tuple[str, ...]:
    """Of the words of a text (lower case, without accents) those that tell its subject, each once."""
    return tuple(dict.fromkeys(word for word in words if len(word) >= _LEAST and word not in _EVERYWHERE))


def same_subject(wanted: Sequence[str], found: Iterable[str]) -> int:
    """How many of the telling words another text shares; 0 when that is too few to be about the same."""
    shared = len(set(wanted) & set(found))
    return shared if shared >= min(2, len(set(wanted))) else 0
