"""Which item of a running meeting is on, and where what is said now is kept."""

from __future__ import annotations

from uuid import UUID

from wijkraad_app.db.unit import UnitOfWork

from .. import queries
from ..model import AgendaItem, Meeting
from ..rules.course import Step, on_now
from ..rules.times import Slot


def current_item(uow: UnitOfWork, meeting: Meeting) -> AgendaItem | None:
    """The item that is on."""
    rows = [row for row, _level in queries.item_tree(uow.session, meeting.id)]
    steps = [Step(Slot(0, None), row.began, row.ended, row.state, row.kind == "break") for row in rows]
    at = on_now(steps, meeting.opened_at)
    return rows[at] if at is not None else None


def kept_at(uow: UnitOfWork, item: UUID | None) -> UUID | None:
    """The item at which something said at ``item`` is kept: in a closed part never a public one, but the closed one
    that is on. A decision or action there would else stand in the public minutes."""
    if item is None:
        return None
    row = uow.get(AgendaItem, item)
    held = uow.get(Meeting, row.meeting)
    if held.closed_from is None or not _is_public(uow, row):
        return item
    on = current_item(uow, held)
    return on.id if on is not None and not _is_public(uow, on) else item


def _is_public(uow: UnitOfWork, row: AgendaItem) -> bool:
    while row.public and row.parent is not None:
        row = uow.get(AgendaItem, row.parent)
    return row.public
