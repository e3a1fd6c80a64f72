"""Who asked to speak at a meeting, in order."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from ..model import Speaker
from .members import names
from .rows import AttendanceRow, SpeakerRow


def speaker_records(session: Session, meeting: UUID) -> tuple[Speaker, ...]:
    """The speakers of a meeting in their order; who was put back at the same place comes as added."""
    query = select(Speaker).where(Speaker.meeting == meeting, Speaker.deleted.is_(False))
    return tuple(session.scalars(query.order_by(Speaker.position, Speaker.created_at, Speaker.id)))


def speakers(session: Session, meeting: UUID, attendance: Sequence[AttendanceRow] = ()) -> tuple[SpeakerRow, ...]:
    """The same as rows. Numbers of residents follow the order in which they asked, and stay when one goes.

    A resident may be named when the guest of that name in ``attendance`` agreed to it.
    """
    found = speaker_records(session, meeting)
    known = names(session, [row.person for row in found])
    residents = select(Speaker.id).where(Speaker.meeting == meeting, Speaker.resident)
    asked = session.scalars(residents.order_by(Speaker.created_at, Speaker.id))
    number = {id: place for place, id in enumerate(asked, 1)}
    agreed = {row.name.casefold() for row in attendance if row.by_name and row.name}
    return tuple(_row(row, known, number.get(row.id, 0), agreed) for row in found)


def _row(row: Speaker, known: dict[UUID, str], number: int, agreed: set[str]) -> SpeakerRow:
    name = known.get(row.person, row.name) if row.person else row.name
    return SpeakerRow(
        id=row.id,
        item=row.item,
        person=row.person,
        name=name,
        role=row.role,
        subject=row.subject,
        resident=row.resident,
        by_name=name.casefold() in agreed,
        number=number,
        seconds=row.seconds,
        spoken=row.spoken,
        since=row.since,
        state=row.state,
    )
