"""Organisations and who belongs to them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from ..model import Organisation, Person
from ..rules import names

_CHUNK = 500
_SHOWN = 50


@dataclass(frozen=True, slots=True)
class OrganisationRow:
    """An organisation; ``people`` are (id, name) of at most 50 who belong to it, by name."""

    id: UUID
    name: str
    sort: str
    mail: str
    phone: str
    address: str
    notes: str
    people: tuple[tuple[UUID, str], ...] = ()


def organisations(session: Session) -> tuple[OrganisationRow, ...]:
    """All organisations by name, without their people."""
    query = select(Organisation).where(Organisation.deleted.is_(False))
    return tuple(sorted(map(_row, session.scalars(query)), key=lambda one: names.plain(one.name)))


def organisation_ids(
    session: Session, *, sort: str = "", descending: bool = False, query: str = ""
) -> tuple[UUID, ...]:
    """Ids for a list, by name; ``query`` is looked for in name and sort."""
    statement = select(Organisation.id, Organisation.name, Organisation.sort).where(Organisation.deleted.is_(False))
    wanted = names.plain(query)
    found = [
        (names.plain(name), row)
        for row, name, kind in session.execute(statement)
        if wanted in names.plain(f"{name} {kind}")
    ]
    return tuple(row for _name, row in sorted(found, reverse=descending))


def organisation_rows(session: Session, ids: Sequence[UUID]) -> tuple[OrganisationRow, ...]:
    """The rows of these ids, in no order, without their people."""
    found: list[OrganisationRow] = []
    for start in range(0, len(ids), _CHUNK):
        query = select(Organisation).where(Organisation.id.in_(ids[start : start + _CHUNK]))
        found += [_row(row) for row in session.scalars(query.where(Organisation.deleted.is_(False)))]
    return tuple(found)


@dataclass(frozen=True, slots=True)
class OrganisationsFound:
    """How many there are, and their rows in order as far as the list is short."""

    count: int
    rows: tuple[OrganisationRow, ...]


def organisations_found(session: Session, *, query: str = "", limit: int = 400) -> OrganisationsFound:
    """Organisations by name; without rows when there are more than ``limit``."""
    ids = organisation_ids(session, query=query)
    if len(ids) > limit:
        return OrganisationsFound(len(ids), ())
    rows = {row.id: row for row in organisation_rows(session, ids)}
    return OrganisationsFound(len(ids), tuple(rows[one] for one in ids))


def organisation(session: Session, wanted: UUID) -> OrganisationRow | None:
    """One organisation with its people, or None when it is gone."""
    row = session.get(Organisation, wanted)
    if row is None or row.deleted:
        return None
    query = select(Person.id, Person.name).where(Person.organisation == wanted, Person.deleted.is_(False))
    people = session.execute(query.order_by(Person.name).limit(_SHOWN)).all()
    return _row(row, tuple(people))


def _row(row: Organisation, people: tuple[tuple[UUID, str], ...] = ()) -> OrganisationRow:
    return OrganisationRow(row.id, row.name, row.sort, row.mail, row.phone, row.address, row.notes, people)
