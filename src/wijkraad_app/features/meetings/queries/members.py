"""Who belongs to the council on a day, and by which rule it is complete."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from wijkraad_app.features.council.model import Council, Membership, Person
from wijkraad_app.features.council.rules.roles import rank

from .rows import PersonRow

_CHUNK = 500


def members_on(session: Session, day: date) -> tuple[tuple[PersonRow, bool], ...]:
    """The members on that day with whether they vote: officers first, then by name."""
    query = (
        select(Person.id, Person.name, Membership.role, Membership.votes)
        .join(Membership, Membership.person == Person.id)
        .where(Person.deleted.is_(False), Membership.deleted.is_(False))
        .where(or_(Membership.start.is_(None), Membership.start <= day))
        .where(or_(Membership.end.is_(None), Membership.end >= day))
    )
    found: dict[UUID, tuple[PersonRow, bool]] = {}
    for person, name, role, votes in sorted(session.execute(query), key=lambda row: rank(row.role)):
        first = found.get(person)
        row = first[0] if first else PersonRow(person, name, role)
        found[person] = (row, votes or bool(first and first[1]))
    return tuple(sorted(found.values(), key=lambda member: (rank(member[0].role), member[0].name.casefold())))


def people(session: Session, day: date, query: str = "", limit: int = 50) -> tuple[PersonRow, ...]:
    """Members on that day first, then everyone else the council knows, whose name holds ``query``."""
    members = [row for row, _votes in members_on(session, day) if query.casefold() in row.name.casefold()]
    known = {row.id for row in members}
    statement = select(Person.id, Person.name).where(Person.deleted.is_(False))
    if query:
        statement = statement.where(Person.name.icontains(query, autoescape=True))
    others = session.execute(statement.order_by(Person.name).limit(limit + len(members)))
    rest = [PersonRow(person, name, "") for person, name in others if person not in known]
    return tuple((members + rest)[:limit])


def names(session: Session, ids: Iterable[UUID | None]) -> dict[UUID, str]:
    """The names of those people, also of removed ones: minutes keep naming them."""
    wanted = sorted({person for person in ids if person is not None})
    found: dict[UUID, str] = {}
    for start in range(0, len(wanted), _CHUNK):
        part = wanted[start : start + _CHUNK]
        query = select(Person.id, Person.name).where(Person.id.in_(part))
        found.update((person, name) for person, name in session.execute(query))
    return found


def person_named(session: Session, typed: str, day: date) -> UUID | None:
    """The one person meant by a typed name, whole or a first name among the members; None when unsure."""
    wanted = " ".join(typed.split()).casefold()
    if not wanted:
        return None
    members = [row for row, _votes in members_on(session, day)]
    by_first = [row.id for row in members if row.name.casefold().split(" ")[0] == wanted]
    query = select(Person.id).where(Person.deleted.is_(False), Person.name.icontains(wanted, autoescape=True))
    whole = [row.id for row in members if row.name.casefold() == wanted] or list(session.scalars(query.limit(2)))
    for found in (whole, by_first):
        if len(found) == 1:
            return found[0]
    return None


def council(session: Session) -> Council | None:
    """The council of this dossier, if it was set up."""
    return session.scalars(select(Council).where(Council.deleted.is_(False)).order_by(Council.id)).first()
