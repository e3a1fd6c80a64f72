"""When the answer is due, with the rule in words. Without an agreed term it is a wish and never late."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from wijkraad_app.features.council.rules.terms import due_date, due_rule


@dataclass(frozen=True, slots=True)
class Due:
    """The day, the rule beside it ("8 weken na verzending op 4 december 2026") and whether it was agreed."""

    day: date
    rule: str
    agreed: bool


def due(sent_on: date, count: int, unit: str, *, agreed: bool) -> Due:
    """The council's term of response counted from the day of sending; the rule in the language in force."""
    return Due(due_date(sent_on, count, unit), due_rule(sent_on, count, unit), agreed)


def days_late(day: date | None, today: date, *, agreed: bool, answered: bool) -> int:
    """How many days an answer is late; 0 when it isn't, when there was no agreed term, or when it came."""
    if day is None or not agreed or answered:
        return 0
    return max(0, (today - day).days)
