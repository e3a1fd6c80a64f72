"""Verbs of attendance: who was there, online, away, and guests."""

from __future__ import annotations

from datetime import time
from typing import Any
from uuid import UUID

from wijkraad_app.db.fields import checked
from wijkraad_app.db.unit import UnitOfWork
from wijkraad_app.db.verbs import verb
from wijkraad_app.features.council.model import Person
from wijkraad_app.kernel.errors import UserError
from wijkraad_app.kernel.i18n import N_, _
from wijkraad_app.kernel.ids import derived_id

from .. import queries
from ..model import Attendance, Meeting
from ..rules import words
from ..rules.checks import one_of


@verb(label=N_("Attendance of {name}"))
def set_attendance(
    uow: UnitOfWork,
    *,
    meeting: UUID,
    person: UUID,
    state: str | None = None,
    arrived: time | None = None,
    left: time | None = None,
) -> UUID:
    """Record how a person attends; ``arrived`` and ``left`` for who came late or went early.

    Without a state the times alone are set. Returns the id of the record.
    """
    held, someone = uow.get(Meeting, meeting), uow.get(Person, person)
    uow.describe(name=someone.name)
    row = _record(uow, held.id, someone.id)
    _set(row, state, arrived, left)
    return row.id


def _record(uow: UnitOfWork, meeting: UUID, person: UUID) -> Attendance:
    # The same id on every computer: two secretaries who record one member make one row.
    row_id = derived_id(meeting, "attendance", person)
    row = uow.session.get(Attendance, row_id)
    if row is None:
        return uow.add(Attendance(id=row_id, meeting=meeting, person=person))
    row.deleted = False
    return row


def _set(row: Attendance, state: str | None, arrived: time | None, left: time | None) -> None:
    if state is not None:
        row.state = one_of(state, words.ATTENDANCE)
    if arrived is not None and left is not None and left < arrived:
        raise UserError(_("Someone can't leave before arriving. Change one of the times."), code="left_first")
    row.arrived, row.left = arrived, left


@verb(label=N_("Attendance of the other members"))
def set_rest_present(uow: UnitOfWork, *, meeting: UUID) -> int:
    """Every member of whom nothing is known yet is present; returns how many."""
    held = uow.get(Meeting, meeting)
    unknown = [row for row in queries.attendance_rows(uow.session, held) if row.state == "unknown" and row.person]
    for row in unknown:
        if row.person is not None:
            _record(uow, held.id, row.person).state = "present"
    return len(unknown)


@verb(label=N_("Add guest {name}"))
def add_guest(
    uow: UnitOfWork,
    *,
    meeting: UUID,
    name: str = "",
    role: str = "",
    state: str = "present",
    by_name: bool = False,
) -> UUID:
    """Someone who isn't a member: by name, by role (resident, press), or both; ``by_name``: may be named in what is
    published of this meeting."""
    held = uow.get(Meeting, meeting)
    name, role = name.strip(), role.strip()
    if not name and not role:
        raise UserError(_("Type the guest's name or role."), code="empty")
    uow.describe(name=name or role)
    fields: dict[str, Any] = {"guest_name": name, "guest_role": role, "state": one_of(state, words.ATTENDANCE)}
    return uow.add(Attendance(meeting=held.id, by_name=by_name, **checked(Attendance, fields))).id


@verb(label=N_("Attendance of {name}"))
def update_attendance(
    uow: UnitOfWork,
    *,
    id: UUID,
    state: str | None = None,
    arrived: time | None = None,
    left: time | None = None,
    name: str | None = None,
    role: str | None = None,
    by_name: bool | None = None,
) -> None:
    """Change a record, of a guest too; ``by_name`` as of `add_guest`."""
    row = uow.get(Attendance, id)
    uow.describe(name=row.guest_name or row.guest_role)
    changed = {"guest_name": name, "guest_role": role, "by_name": by_name}
    uow.update(row, **checked(Attendance, {key: value for key, value in changed.items() if value is not None}))
    _set(row, state, arrived, left)


@verb(label=N_("Remove guest {name}"))
def remove_attendance(uow: UnitOfWork, *, id: UUID) -> None:
    """Take someone from the list; a member is "not yet known" again."""
    row = uow.get(Attendance, id)
    uow.describe(name=row.guest_name or row.guest_role)
    uow.remove(row)
