"""Themes in two levels."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from ..model import Theme
from ..rules import names


@dataclass(frozen=True, slots=True)
class ThemeRow:
    """A theme; ``depth`` is 0, or 1 under its parent."""

    id: UUID
    name: str
    parent: UUID | None
    depth: int
    definition: str


def theme_tree(session: Session) -> tuple[ThemeRow, ...]:
    """All themes in reading order, each followed by those under it; one without its parent stands at the top."""
    rows = list(session.scalars(select(Theme).where(Theme.deleted.is_(False))))
    rows.sort(key=lambda row: (row.position, names.plain(row.name), row.id))
    tops = {row.id for row in rows if row.parent is None}
    found: list[ThemeRow] = []
    for row in rows:
        if row.parent not in tops:
            found.append(ThemeRow(row.id, row.name, row.parent, 0, row.definition))
            under = [one for one in rows if one.parent == row.id and row.id in tops]
            found += [ThemeRow(one.id, one.name, one.parent, 1, one.definition) for one in under]
    return tuple(found)
