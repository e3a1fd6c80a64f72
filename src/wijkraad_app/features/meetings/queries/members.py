"""People as meetings need them: whom to choose, and who is meant by a typed name."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from wijkraad_app.features.council.model import Person
from wijkraad_app.features.council.queries import members, person_names

from .rows import PersonRow


def people(session: Session, day: date | None = None, query: str = "", limit: int = 50) -> tuple[PersonRow, ...]:
    """Members on that day (today) first, then everyone else the council knows, whose name holds ``query``."""
    first = [PersonRow(row.id, row.name, row.role) for row in members(session, day)]
    known = {row.id for row in first}
    statement = select(Person.id, Person.name).where(Person.deleted.is_(False))
    if query:
        statement = statement.where(Person.name.icontains(query, autoescape=True))
    others = session.execute(statement.order_by(Person.name).limit(limit + len(first)))
    found = [row for row in first if query.casefold() in row.name.casefold()]
    found += [PersonRow(person, name, "") for person, name in others if person not in known]
    return tuple(found[:limit])


def voting_people(session: Session, day: date | None = None) -> tuple[PersonRow, ...]:
    """The members with a vote on that day (today)."""
    return tuple(PersonRow(row.id, row.name, row.role) for row in members(session, day) if row.votes)


def names(session: Session, ids: Iterable[UUID | None]) -> dict[UUID, str]:
    """The names of those people, also of removed ones: minutes keep naming them."""
    return person_names(session, [person for person in ids if person is not None])


def person_named(session: Session, typed: str, day: date) -> UUID | None:
    """The one person meant by a typed name, whole or a first name among the members; None when unsure."""
    wanted = " ".join(typed.split()).casefold()
    if not wanted:
        return None
    here = members(session, day)
    by_first = [row.id for row in here if row.name.casefold().split(" ")[0] == wanted]
    query = select(Person.id).where(Person.deleted.is_(False), Person.name.icontains(wanted, autoescape=True))
    whole = [row.id for row in here if row.name.casefold() == wanted] or list(session.scalars(query.limit(2)))
    for found in (whole, by_first):
        if len(found) == 1:
            return found[0]
    return None
