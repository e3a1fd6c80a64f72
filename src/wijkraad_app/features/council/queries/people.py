"""People, and who is a member on a day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from wijkraad_app.kernel import clock

from ..model import Membership, Organisation, Person
from ..rules import names, roles

_CHUNK = 500


@dataclass(frozen=True, slots=True)
class MemberRow:
    """A member with the role that ranks highest on the day asked; ``id`` is the person's."""

    id: UUID
    name: str
    mail: str
    phone: str
    membership: UUID
    role: str
    votes: bool
    start: date | None
    end: date | None


@dataclass(frozen=True, slots=True)
class PersonRow:
    """Someone in a list: ``role`` now, "" for who isn't a member."""

    id: UUID
    name: str
    role: str
    mail: str
    function: str
    organisation: str


@dataclass(frozen=True, slots=True)
class MembershipRow:
    """A role over a term."""

    id: UUID
    role: str
    votes: bool
    start: date | None
    end: date | None


@dataclass(frozen=True, slots=True)
class PersonCard:
    """All of one person; memberships newest first. ``role`` is the one held now, else ""."""

    id: UUID
    name: str
    mail: str
    phone: str
    address: str
    function: str
    notes: str
    organisation: UUID | None
    organisation_name: str
    role: str
    memberships: tuple[MembershipRow, ...]


@dataclass(frozen=True, slots=True)
class Signers:
    """Who signs letters now: the deputy stands in where there is no chair."""

    chair: MemberRow | None
    secretary: MemberRow | None


def members(session: Session, day: date | None = None) -> tuple[MemberRow, ...]:
    """The members on that day (today): chair, deputy, secretary, treasurer, members, aspiring members, by name."""
    query = (
        select(Person, Membership)
        .join(Membership, Membership.person == Person.id)
        .where(Person.deleted.is_(False), Membership.deleted.is_(False))
    )
    found: dict[UUID, MemberRow] = {}
    for person, held in session.execute(query):
        row = MemberRow(
            person.id, person.name, person.mail, person.phone, held.id, held.role, held.votes, held.start, held.end
        )
        before = found.get(row.id)
        if roles.holds_on(row, day or clock.today()) and (before is None or _order(row) < _order(before)):
            found[row.id] = row
    return tuple(sorted(found.values(), key=_order))


def _order(row: MemberRow) -> tuple[int, str, str]:
    return roles.rank(row.role), names.plain(row.name), str(row.membership)


def signers(session: Session, day: date | None = None) -> Signers:
    """Chair and secretary on that day."""
    by_role: dict[str, MemberRow] = {}
    for row in members(session, day):
        by_role.setdefault(row.role, row)
    return Signers(by_role.get("chair") or by_role.get("deputy_chair"), by_role.get("secretary"))


def who_works(session: Session) -> tuple[tuple[UUID, str], ...]:
    """Who may work on this computer: members first, or all people as long as there are no members."""
    found = tuple((row.id, row.name) for row in members(session))
    if found:
        return found
    people = session.execute(select(Person.id, Person.name).where(Person.deleted.is_(False)).limit(200))
    return tuple(sorted(people, key=lambda one: names.plain(one[1])))


def people_count(session: Session) -> int:
    """How many people the dossier knows."""
    return session.scalar(select(func.count()).select_from(Person).where(Person.deleted.is_(False))) or 0


def people_ids(
    session: Session, *, sort: str = "", descending: bool = False, query: str = "", only_members: bool = False
) -> tuple[UUID, ...]:
    """Ids for a list: members by role, then everyone else by name; ``sort`` "name" goes by name alone.

    ``query`` is looked for in name, function, mail and organisation, whatever accents and capitals.
    """
    held = {row.id: place for place, row in enumerate(members(session))}
    last = len(held)
    found = [
        (held.get(one, last) if sort != "name" else 0, names.plain(name), one)
        for one, name in _named(session, names.plain(query).split())
        if not only_members or one in held
    ]
    return tuple(one[2] for one in sorted(found, reverse=descending))


def _named(session: Session, wanted: Sequence[str]) -> Iterator[tuple[UUID, str]]:
    """Id and name of everyone in whose texts all the words occur."""
    if not wanted:
        for one, name in session.execute(select(Person.id, Person.name).where(Person.deleted.is_(False))):
            yield one, name
        return
    statement = (
        select(Person.id, Person.name, Person.function, Person.mail, Organisation.name)
        .outerjoin(Organisation, (Organisation.id == Person.organisation) & Organisation.deleted.is_(False))
        .where(Person.deleted.is_(False))
    )
    for one, *texts in session.execute(statement):
        whole = names.plain(" ".join(filter(None, texts)))
        if all(word in whole for word in wanted):
            yield one, texts[0]


def people_rows(session: Session, ids: Sequence[UUID]) -> tuple[PersonRow, ...]:
    """The rows of these ids, in no order; removed people are left out."""
    held = {row.id: row.role for row in members(session)}
    found: list[PersonRow] = []
    for start in range(0, len(ids), _CHUNK):
        statement = (
            select(Person, Organisation.name)
            .outerjoin(Organisation, (Organisation.id == Person.organisation) & Organisation.deleted.is_(False))
            .where(Person.id.in_(ids[start : start + _CHUNK]), Person.deleted.is_(False))
        )
        for person, organisation in session.execute(statement):
            role = held.get(person.id, "")
            found.append(PersonRow(person.id, person.name, role, person.mail, person.function, organisation or ""))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class PeopleFound:
    """How many there are, and their rows in order as far as the list is short."""

    count: int
    rows: tuple[PersonRow, ...]


def people_found(session: Session, *, query: str = "", limit: int = 400) -> PeopleFound:
    """People as `people_ids` orders them; without rows when there are more than ``limit``."""
    ids = people_ids(session, query=query)
    if len(ids) > limit:
        return PeopleFound(len(ids), ())
    rows = {row.id: row for row in people_rows(session, ids)}
    return PeopleFound(len(ids), tuple(rows[one] for one in ids))


def person_card(session: Session, person: UUID) -> PersonCard | None:
    """One person, or None when it is gone."""
    row = session.get(Person, person)
    if row is None or row.deleted:
        return None
    organisation = session.get(Organisation, row.organisation) if row.organisation else None
    if organisation is not None and organisation.deleted:
        organisation = None
    held = _memberships(session, person)
    now = [one.role for one in roles.current(held, clock.today())]
    return PersonCard(
        row.id,
        row.name,
        row.mail,
        row.phone,
        row.address,
        row.function,
        row.notes,
        organisation.id if organisation else None,
        organisation.name if organisation else "",
        min(now, key=roles.rank, default=""),
        held,
    )


def _memberships(session: Session, person: UUID) -> tuple[MembershipRow, ...]:
    query = select(Membership).where(Membership.person == person, Membership.deleted.is_(False))
    found = [MembershipRow(row.id, row.role, row.votes, row.start, row.end) for row in session.scalars(query)]
    return tuple(sorted(found, key=lambda one: (one.start or date.min, one.end or date.max), reverse=True))


def person_names(session: Session, ids: Iterable[UUID]) -> dict[UUID, str]:
    """Names by id, also of people who were removed: what was written keeps naming them."""
    wanted = sorted(set(ids))
    found: dict[UUID, str] = {}
    for start in range(0, len(wanted), _CHUNK):
        query = select(Person.id, Person.name).where(Person.id.in_(wanted[start : start + _CHUNK]))
        found.update(session.execute(query).all())
    return found
