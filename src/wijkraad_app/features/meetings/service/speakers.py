"""Verbs of the speakers' list: who asked to speak, whose turn it is, how long."""

from __future__ import annotations

from typing import TypedDict, Unpack
from uuid import UUID

from wijkraad_app.db.fields import checked
from wijkraad_app.db.unit import UnitOfWork
from wijkraad_app.db.verbs import verb
from wijkraad_app.features.council.queries import council
from wijkraad_app.kernel import clock
from wijkraad_app.kernel.errors import UserError
from wijkraad_app.kernel.i18n import N_, _

from .. import queries
from ..model import AgendaItem, Meeting, Speaker
from ..rules.ordering import keys_with_room
from ..rules.speaking import LONGEST, Turn, used


class SpeakerFields(TypedDict, total=False):
    """What can be said of a speaker, each by itself. ``seconds`` are allowed; None: no limit."""

    item: UUID | None
    person: UUID | None
    name: str
    role: str
    subject: str
    resident: bool
    seconds: int | None


@verb(label=N_("Add speaker"))
def add_speaker(uow: UnitOfWork, *, meeting: UUID, **fields: Unpack[SpeakerFields]) -> UUID:
    """Someone asks to speak, now or before the meeting: last in the row. Returns the id.

    A resident needs no name (a number does) and has the council's speaking time unless ``seconds`` says otherwise.
    `UserError` for anyone else without a name or role.
    """
    held = uow.get(Meeting, meeting)
    row = Speaker(meeting=held.id, position=_last(uow, held.id))
    if fields.get("resident") and "seconds" not in fields:
        body = council(uow.session)
        fields["seconds"] = (body.speaking_minutes * 60 or None) if body else None
    _set(uow, row, fields)
    if not (row.resident or row.person or row.name or row.role):
        raise UserError(_("Type a name or a role, or say that it is a resident."), code="empty")
    return uow.add(row).id


def _last(uow: UnitOfWork, meeting: UUID) -> str:
    last = [row.position for row in queries.speaker_records(uow.session, meeting)][-1:]
    return keys_with_room(last, len(last))[1]


def _set(uow: UnitOfWork, row: Speaker, fields: SpeakerFields) -> None:
    seconds = fields.get("seconds")
    if seconds is not None and not 0 < seconds <= LONGEST:
        raise UserError(_("Choose a speaking time of at most an hour."), code="seconds")
    if (item := fields.get("item")) is not None and uow.get(AgendaItem, item).meeting != row.meeting:
        raise UserError(_("That agenda item belongs to another meeting."), code="other_meeting")
    uow.update(row, **checked(Speaker, fields))


@verb(label=N_("Change speaker"))
def update_speaker(uow: UnitOfWork, *, id: UUID, **fields: Unpack[SpeakerFields]) -> None:
    """Other facts of a speaker; also while speaking (more time)."""
    _set(uow, uow.get(Speaker, id), fields)


@verb(label=N_("Move speaker"))
def move_speaker(uow: UnitOfWork, *, id: UUID, by: int) -> None:
    """So many places down the row (below zero: up); at the edge nothing happens."""
    row = uow.get(Speaker, id)
    beside = [one for one in queries.speaker_records(uow.session, row.meeting) if one.state == row.state]
    at = next(place for place, one in enumerate(beside) if one.id == id)
    others = [one for one in beside if one.id != id]
    to = min(max(at + by, 0), len(others))
    if to == at:
        return
    keys, own = keys_with_room([one.position for one in others], to)
    for one, key in zip(others, keys, strict=True):
        one.position = key
    row.position = own


@verb(label=N_("A speaker begins"))
def begin_speaking(uow: UnitOfWork, *, id: UUID) -> None:
    """This one has the floor from now on, again where interrupted; who had it is done."""
    row = uow.get(Speaker, id)
    for other in queries.speaker_records(uow.session, row.meeting):
        if other.id != id and other.state == "speaking":
            _hold(other)
            other.state = "done"
    if row.state != "speaking" or row.since is None:
        row.state, row.since = "speaking", clock.now()


@verb(label=N_("A speaker is interrupted"))
def pause_speaking(uow: UnitOfWork, *, id: UUID) -> None:
    """The clock stands still. `UserError` when it isn't running."""
    row = uow.get(Speaker, id)
    if row.since is None:
        raise UserError(_("Nobody is speaking now."), code="nobody_speaks")
    _hold(row)


@verb(label=N_("A speaker is done"))
def stop_speaking(uow: UnitOfWork, *, id: UUID) -> None:
    """What was spoken stays. `UserError` when this one hasn't the floor."""
    row = uow.get(Speaker, id)
    if row.state != "speaking":
        raise UserError(_("Nobody is speaking now."), code="nobody_speaks")
    _hold(row)
    row.state = "done"


def _hold(row: Speaker) -> None:
    row.spoken, row.since = used(Turn(row.seconds, row.spoken, row.since), clock.now()), None


@verb(label=N_("Remove speaker"))
def remove_speaker(uow: UnitOfWork, *, id: UUID) -> None:
    """Off the list."""
    uow.remove(uow.get(Speaker, id))


def silence(uow: UnitOfWork, meeting: UUID, *, done: bool = False) -> None:
    """Whoever speaks is interrupted, or ``done``."""
    for row in queries.speaker_records(uow.session, meeting):
        if row.state == "speaking":
            _hold(row)
            row.state = "done" if done else "speaking"
