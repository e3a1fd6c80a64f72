"""Items of a meeting in reading order."""

from __future__ import annotations

from collections import defaultdict
from datetime import time
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from ..model import AgendaItem, Annex, Meeting
from ..rules.numbering import DEEPEST, numbers
from ..rules.subjects import SUBJECTS
from ..rules.times import Plan, Slot, plan
from .rows import AnnexRow, ItemRow


def item_tree(session: Session, meeting: UUID) -> list[tuple[AgendaItem, int]]:
    """Live items with their level, in reading order. An item whose parent is gone stands at the top."""
    rows = session.scalars(select(AgendaItem).where(AgendaItem.meeting == meeting, AgendaItem.deleted.is_(False))).all()
    ids = {row.id for row in rows}
    below: dict[UUID | None, list[AgendaItem]] = defaultdict(list)
    for row in sorted(rows, key=lambda row: (row.position, row.id)):
        below[row.parent if row.parent in ids else None].append(row)
    laid: list[tuple[AgendaItem, int]] = []

    def walk(parent: UUID | None, level: int) -> None:
        for row in below.pop(parent, ()):
            laid.append((row, level))
            walk(row.id, min(level + 1, DEEPEST))

    walk(None, 0)
    # A merge can make two items each other's parent; they are shown at the end rather than lost.
    while below:
        walk(next(iter(below)), 0)
    return laid


def siblings(session: Session, meeting: UUID, parent: UUID | None) -> list[AgendaItem]:
    """The live items under one parent, in order."""
    return [row for row, _level in item_tree(session, meeting) if row.parent == parent]


def agenda(session: Session, meeting: Meeting) -> tuple[tuple[ItemRow, ...], Plan]:
    """The items as rows, and the plan of their times."""
    tree = item_tree(session, meeting.id)
    laid = plan(meeting.start, [Slot(level, row.minutes, row.start) for row, level in tree])
    numbered = numbers([(row.kind, level) for row, level in tree])
    annexes = _annexes(session, meeting.id)
    rows = tuple(
        _item_row(session, row, level, number, at, annexes.get(row.id, ()))
        for (row, level), number, at in zip(tree, numbered, laid.starts, strict=True)
    )
    return rows, laid


def _item_row(
    session: Session, row: AgendaItem, level: int, number: str, at: time | None, annexes: tuple[AnnexRow, ...]
) -> ItemRow:
    handler = SUBJECTS.get(row.subject_kind)
    subject_title, adoptable = "", False
    if handler is not None and row.subject is not None:
        subject_title = handler.title(session, row.subject)
        adoptable = handler.can_adopt(session, row.subject)
    return ItemRow(
        id=row.id,
        parent=row.parent,
        level=level,
        number=number,
        title=row.title,
        kind=row.kind,
        at=at,
        minutes=row.minutes,
        fixed=row.start,
        began=row.began,
        introducer=row.introducer,
        public=row.public,
        explanation=row.explanation,
        notes=row.notes,
        annexes=annexes,
        subject_kind=row.subject_kind,
        subject=row.subject,
        version=row.version,
        subject_title=subject_title,
        subject_adoptable=adoptable,
        purpose=row.purpose,
        asked=row.asked,
        state=row.state,
        deferred_to=row.deferred_to,
        merged_into=row.merged_into,
        continues=row.continues,
        added_at=row.added_at,
        ended=row.ended,
        closed_notes=row.closed_notes,
    )


def annexes_of(session: Session, item: UUID) -> tuple[AnnexRow, ...]:
    """The annexes of one item, in order."""
    query = select(Annex).where(Annex.item == item, Annex.deleted.is_(False)).order_by(Annex.position, Annex.id)
    return tuple(_annex_row(row) for row in session.scalars(query))


def _annex_row(row: Annex) -> AnnexRow:
    return AnnexRow(
        row.id,
        row.title,
        row.file,
        row.media_type,
        row.file_name,
        row.public,
        row.shown,
        row.noted,
        row.created_at,
    )


def _annexes(session: Session, meeting: UUID) -> dict[UUID, tuple[AnnexRow, ...]]:
    query = (
        select(Annex)
        .join(AgendaItem, Annex.item == AgendaItem.id)
        .where(AgendaItem.meeting == meeting, Annex.deleted.is_(False))
        .order_by(Annex.position, Annex.id)
    )
    found: dict[UUID, list[AnnexRow]] = defaultdict(list)
    for row in session.scalars(query):
        found[row.item].append(_annex_row(row))
    return {item: tuple(rows) for item, rows in found.items()}
