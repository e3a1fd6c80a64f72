"""What stands in the list of an item: a paragraph of its notes, a decision, an action, a document shown."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

NOTES = ("note", "proposal")
DECISIONS = ("decision", "amendment", "motion")
ACTIONS = ("action", "question")
SHOWN = ("shown",)
KEPT_KINDS = (*NOTES, *DECISIONS, *ACTIONS, *SHOWN)


@dataclass(frozen=True, slots=True)
class Kept:
    """Which entry is meant: a record by its ``id``, or paragraph ``at`` of the notes (of the closed ones), which says
    ``text``; so that a paragraph that meanwhile became another one isn't taken for it."""

    kind: str
    item: UUID
    id: UUID | None = None
    at: int = 0
    text: str = ""
    closed: bool = False


def family(kind: str) -> tuple[str, ...]:
    """The kinds that are kept in the same place as this one."""
    return next(group for group in (NOTES, DECISIONS, ACTIONS, SHOWN) if kind in group)
