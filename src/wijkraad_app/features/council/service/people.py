"""People and their roles in the council."""

from __future__ import annotations

from datetime import date
from typing import Any, TypedDict, Unpack
from uuid import UUID

from sqlalchemy import select

from wijkraad_app.db.fields import checked
from wijkraad_app.db.undo import users_of
from wijkraad_app.db.unit import UnitOfWork
from wijkraad_app.db.verbs import verb
from wijkraad_app.kernel.errors import UserError
from wijkraad_app.kernel.i18n import N_, _

from ..model import Membership, Organisation, Person
from ..rules import names, roles


class PersonFields(TypedDict, total=False):
    """What `update_person` may change."""

    name: str
    mail: str
    phone: str
    address: str
    function: str
    organisation: UUID | None
    notes: str


class MembershipFields(TypedDict, total=False):
    """What `update_membership` may change."""

    role: str
    votes: bool
    start: date | None
    end: date | None


_CHECKS: dict[str, Any] = {"name": names.check_name, "mail": names.check_mail}


@verb(label=N_("Add person “{name}”"))
def add_person(
    uow: UnitOfWork,
    *,
    name: str,
    mail: str = "",
    phone: str = "",
    address: str = "",
    function: str = "",
    organisation: UUID | None = None,
    role: str = "",
    start: date | None = None,
    end: date | None = None,
) -> UUID:
    """Add someone; with a ``role`` a member. Raises `UserError` ``no_name``, ``bad_mail`` and of `add_membership`."""
    uow.describe(name=names.one_line(name))
    if organisation is not None:
        uow.get(Organisation, organisation)
    fields = {
        "name": names.check_name(name),
        "mail": names.check_mail(mail),
        "phone": names.one_line(phone),
        "address": address.strip(),
        "function": names.one_line(function),
        "organisation": organisation,
    }
    person = uow.add(Person(**checked(Person, fields)))
    if role:
        uow.session.flush()
        add_membership(uow, person=person.id, role=role, start=start, end=end)
    return person.id


@verb(label=N_("Change person “{name}”"))
def update_person(uow: UnitOfWork, *, person: UUID, **fields: Unpack[PersonFields]) -> None:
    """Change someone's data, field by field."""
    row = uow.get(Person, person)
    uow.describe(name=row.name)
    values: dict[str, Any] = {**fields}
    for field, check in _CHECKS.items():
        if field in values:
            values[field] = check(values[field])
    if values.get("organisation") is not None:
        uow.get(Organisation, values["organisation"])
    uow.update(row, **checked(Person, values))


@verb(label=N_("Remove person “{name}”"))
def remove_person(uow: UnitOfWork, *, person: UUID) -> None:
    """Remove someone with their memberships. `UserError` ``in_use`` when meetings, actions or letters name them."""
    row = uow.get(Person, person)
    uow.describe(name=row.name)
    others = [user for user in users_of(uow.session, "person", person) if not isinstance(user, Membership)]
    if others:
        message = _("{name} is named elsewhere in the dossier, as in “{title}”. End the membership instead.")
        title = str(getattr(others[0], others[0].__title__) or "")[:60]
        raise UserError(message.format(name=row.name, title=title), code="in_use")
    for membership in _memberships(uow, person):
        uow.remove(membership)
    uow.remove(row)


def _memberships(uow: UnitOfWork, person: UUID) -> list[Membership]:
    query = select(Membership).where(Membership.person == person, Membership.deleted.is_(False))
    return list(uow.session.scalars(query))


@verb(label=N_("Give {name} a role"))
def add_membership(
    uow: UnitOfWork,
    *,
    person: UUID,
    role: str = "member",
    start: date | None = None,
    end: date | None = None,
    votes: bool | None = None,
) -> UUID:
    """Give someone a role over a term; whether it votes follows from the role unless said.

    Raises `UserError` ``unknown_role`` or ``term_order``.
    """
    row = uow.get(Person, person)
    roles.check_role(role)
    uow.describe(name=row.name)
    roles.check_term(start, end)
    votes = roles.votes(role) if votes is None else votes
    return uow.add(Membership(person=person, role=role, votes=votes, start=start, end=end)).id


@verb(label=N_("Change the membership of {name}"))
def update_membership(uow: UnitOfWork, *, membership: UUID, **fields: Unpack[MembershipFields]) -> None:
    """Change role, vote or term. Another role brings its usual vote with it unless said."""
    row = uow.get(Membership, membership)
    uow.describe(name=uow.get(Person, row.person).name)
    values: dict[str, Any] = {**fields}
    if "role" in values:
        values = {"votes": roles.votes(roles.check_role(values["role"]))} | values
    uow.update(row, **checked(Membership, values))
    roles.check_term(row.start, row.end)


@verb(label=N_("End the membership of {name}"))
def end_membership(uow: UnitOfWork, *, membership: UUID, end: date) -> None:
    """Set the last day of a membership."""
    row = uow.get(Membership, membership)
    uow.describe(name=uow.get(Person, row.person).name)
    roles.check_term(row.start, end)
    row.end = end


@verb(label=N_("Remove the membership of {name}"))
def remove_membership(uow: UnitOfWork, *, membership: UUID) -> None:
    """Remove a membership that was entered by mistake; one that has been is ended instead."""
    row = uow.get(Membership, membership)
    uow.describe(name=uow.get(Person, row.person).name)
    uow.remove(row)
