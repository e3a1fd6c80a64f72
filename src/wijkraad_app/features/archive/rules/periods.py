"""Which records belong to a year: by their own day, else with the record they are part of, else by when they were made.

The council, its people, themes and keys belong to every year.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

ALWAYS = frozenset({"council", "organisation", "person", "membership", "theme", "signing_key", "authority"})
DAYS: Mapping[str, tuple[str, ...]] = {
    "meeting": ("day",),
    "decision": ("day",),
    "action": ("done_on", "due"),
    "promise": ("made_on", "due"),
    "survey": ("start", "end"),
    "conversation": ("day",),
    "signal": ("received",),
    "advice": ("sent_on", "adopted_on", "request_day"),
}
"""The fields that say when a record of a kind was, the first that is filled in counts."""
PARENTS: Mapping[str, tuple[str, ...]] = {
    "decision": ("meeting",),
    "action": ("meeting",),
    "promise": ("advice", "meeting"),
    "snapshot": ("subject",),
}
"""Fields that may lead to the record it is part of, beside those that every record of the kind has."""


def own_year(kind: str, row: Mapping[str, Any]) -> int:
    """The year of a record by its own days."""
    for name in DAYS.get(kind, ()):
        if row[name]:
            return date.fromisoformat(row[name]).year
    return int(row["created_at"][:4])
