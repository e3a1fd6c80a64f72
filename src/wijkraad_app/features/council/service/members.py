"""Bring in a list of members as one step."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from wijkraad_app.db.fields import checked
from wijkraad_app.db.unit import UnitOfWork
from wijkraad_app.db.verbs import verb
from wijkraad_app.kernel.i18n import N_

from ..model import Membership, Person
from ..rules import names, roles
from ..rules.members import Joining


@dataclass(frozen=True, slots=True)
class ImportedMembers:
    """``people`` has the person of every row, known or new, in the order given; ``skipped`` the names known before."""

    people: tuple[UUID, ...]
    added: tuple[UUID, ...]
    skipped: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Known:
    id: UUID
    name: str
    mail: str


@verb(label=N_("Bring in {count} people"))
def import_members(uow: UnitOfWork, *, members: Sequence[Joining]) -> ImportedMembers:
    """Add people with their membership; someone with the same name and no other mail address is left as known.

    Raises `UserError` for an empty name, a wrong mail address, an unknown role or a term that ends before it begins.
    """
    uow.describe(count=len(members))
    known: dict[str, list[_Known]] = {}
    for row in uow.session.execute(select(Person.id, Person.name, Person.mail).where(Person.deleted.is_(False))):
        known.setdefault(names.plain(row.name), []).append(_Known(row.id, row.name, row.mail))
    people, added, skipped = [], [], []
    for one in members:
        name, mail = names.check_name(one.name), names.check_mail(one.mail)
        same = known.setdefault(names.plain(name), [])
        found = next((other for other in same if names.same_person(name, mail, other.name, other.mail)), None)
        if found is None:
            found = _Known(_add(uow, one, name, mail), name, mail)
            same.append(found)
            added.append(found.id)
        else:
            skipped.append(name)
        people.append(found.id)
    return ImportedMembers(tuple(people), tuple(added), tuple(skipped))


def _add(uow: UnitOfWork, one: Joining, name: str, mail: str) -> UUID:
    fields = {"name": name, "mail": mail, "phone": names.one_line(one.phone)}
    person = uow.add(Person(**checked(Person, fields)))
    if one.role:
        roles.check_term(one.start, one.end)
        role = roles.check_role(one.role)
        uow.add(Membership(person=person.id, role=role, votes=roles.votes(role), start=one.start, end=one.end))
    return person.id
