"""Verbs that take over what was made elsewhere: a pasted agenda, lists of actions and decisions."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, time
from typing import TYPE_CHECKING
from uuid import UUID

from wijkraad_app.db.fields import checked
from wijkraad_app.db.unit import UnitOfWork
from wijkraad_app.db.verbs import verb
from wijkraad_app.kernel import order
from wijkraad_app.kernel.errors import UserError
from wijkraad_app.kernel.i18n import N_, _

from .. import queries
from ..model import AgendaItem, Meeting
from ..rules.ordering import keys_with_room
from ..rules.times import Slot, plan
from .annexes import enclose
from .decisions import add_decision
from .meetings import MeetingFields, add_meeting
from .outcomes import add_action

if TYPE_CHECKING:
    from wijkraad_app.features.council.readers import ParsedAction, ParsedDecision

    from ..readers import ParsedAgenda, ParsedItem


@verb(label=N_("Take over agenda “{title}”"))
def import_agenda(
    uow: UnitOfWork, *, parsed: ParsedAgenda, day: date | None = None, title: str = "", meeting: UUID | None = None
) -> UUID:
    """A meeting from an agenda that was read, or its items after those of ``meeting``; returns the meeting's id.

    ``day`` and ``title`` go before what the agenda says. `UserError` when it has no items.
    """
    if not parsed.items:
        raise UserError(_("No agenda items were found in this text. Put each item on a line of its own."), code="empty")
    start = parsed.start or next((item.time for item in parsed.items if item.time), None)
    if meeting is None:
        meeting = add_meeting(uow, **_facts(parsed, day, title, start))
    into = uow.get(Meeting, meeting)
    uow.describe(title=into.title)
    _add_items(uow, into, parsed.items)
    return meeting


def _facts(parsed: ParsedAgenda, day: date | None, title: str, start: time | None) -> MeetingFields:
    facts: MeetingFields = {
        "title": title or parsed.title,
        "day": day or parsed.date,
        "start": start,
        "end": parsed.end,
        "public": parsed.public,
    }
    return {**facts, "place": parsed.place} if parsed.place else facts


def _add_items(uow: UnitOfWork, meeting: Meeting, items: Sequence[ParsedItem]) -> None:
    keys = [row.position for row in queries.siblings(uow.session, meeting.id, None)]
    fixed = _fixed_times(meeting.start, items)
    parents: list[UUID] = []
    below = iter(order.spread(len(items)))
    last = keys[-1] if keys else None
    for item, start in zip(items, fixed, strict=True):
        del parents[item.level :]
        if parents:
            position = next(below)
        else:
            position = last = keys_with_room([last] if last else [], 1 if last else 0)[1]
        row = AgendaItem(
            meeting=meeting.id,
            parent=parents[-1] if parents else None,
            position=position,
            start=start,
            **checked(
                AgendaItem,
                {
                    "title": item.title,
                    "kind": item.kind,
                    "minutes": item.minutes,
                    "introducer": item.introducer,
                    "public": item.public,
                    "explanation": item.explanation,
                },
            ),
        )
        parents.append(uow.add(row).id)
        for one in item.annexes:
            enclose(
                uow, row, title=one.title, file_name=one.file_name, file="", kind=one.media_type, public=one.public
            )  # fmt: skip


def _fixed_times(start: time | None, items: Sequence[ParsedItem]) -> list[time | None]:
    """The times that don't follow from the start and the minutes: those are kept as fixed."""
    fixed: list[time | None] = [None] * len(items)
    for index, item in enumerate(items):
        slots = [Slot(one.level, one.minutes, at) for one, at in zip(items, fixed, strict=True)]
        if item.time is not None and plan(start, slots).starts[index] != item.time:
            fixed[index] = item.time
    return fixed


@verb(label=N_("Take over {count} actions"))
def import_actions(uow: UnitOfWork, *, rows: Sequence[ParsedAction]) -> tuple[UUID, ...]:
    """Open actions from a pasted list, in one step."""
    uow.describe(count=len(rows))
    return tuple(add_action(uow, text=row.text, owner_name=row.owner, due=row.due) for row in rows)


@verb(label=N_("Take over {count} decisions"))
def import_decisions(uow: UnitOfWork, *, rows: Sequence[ParsedDecision]) -> tuple[UUID, ...]:
    """Earlier decisions from a pasted list, in one step."""
    uow.describe(count=len(rows))
    return tuple(add_decision(uow, text=row.text, day=row.day) for row in rows)
