"""Who signs letters for the council on a day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from ..model import Membership, Person
from ..rules import names, roles
from ..rules.signing import roles_in
from .council import the_council

_STANDS_IN = {"chair": "deputy_chair"}


@dataclass(frozen=True, slots=True)
class Holder:
    """Someone who signs as ``role``; ``person`` is None when nobody holds it. The deputy stands in where there is no
    chair, and then signs as deputy."""

    role: str
    person: UUID | None
    name: str


def signing_roles(session: Session) -> tuple[str, ...]:
    """The council's roles that sign, in their order; nothing before the council is set up."""
    council = the_council(session)
    return roles_in(council.signing_order) if council is not None else ()


def signing_holders(session: Session, order: Sequence[str], day: date) -> tuple[Holder, ...]:
    """Who holds each role on a day, in the order given."""
    held = _held(session, day)
    return tuple(_holder(held, role) for role in order)


def role_of(session: Session, person: UUID, day: date, wanted: str) -> str | None:
    """As what someone signs on a day: as ``wanted`` when they hold that, else by the role that ranks highest; None
    for who isn't a member then."""
    own = [role for role, who, _name in _held(session, day) if who == person]
    return wanted if wanted in own else min(own, key=roles.rank, default=None)


def _holder(held: Sequence[tuple[str, UUID, str]], role: str) -> Holder:
    for one in (role, _STANDS_IN.get(role, "")):
        for held_role, person, name in held:
            if held_role == one:
                return Holder(one, person, name)
    return Holder(role, None, "")


def _held(session: Session, day: date) -> list[tuple[str, UUID, str]]:
    """Roles with who holds them on a day: since most recently first, then by name."""
    query = (
        select(Membership, Person.name)
        .join(Person, Membership.person == Person.id)
        .where(Membership.deleted.is_(False), Person.deleted.is_(False))
    )
    found = [(one, name) for one, name in session.execute(query) if roles.holds_on(one, day)]
    found.sort(key=lambda pair: (-(pair[0].start or date.min).toordinal(), names.plain(pair[1])))
    return [(one.role, one.person, name) for one, name in found]
