"""The council and its house style."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from wijkraad_app.db import blobs

from ..model import Council, Person
from ..rules import house_style, names, presets
from ..rules.voting import Rules

if TYPE_CHECKING:
    from wijkraad_app.pdf.blocks import HouseStyle


@dataclass(frozen=True, slots=True)
class CouncilRow:
    """All that the council has agreed. ``logo`` is the digest of its picture, "" without one."""

    id: UUID
    name: str
    body_kind: str
    municipality: str
    ward: str
    ward_code: str
    formal_right: bool
    letter_language: str
    zone: str
    logo: str
    accent: str
    sender_lines: str
    address_window: str
    place: str
    phone: str
    mail: str
    contact: UUID | None
    addressee_lines: str
    salutation: str
    copies_to: str
    term_count: int
    term_unit: str
    term_agreed: bool
    quorum_rule: str
    quorum_number: int
    notice_days: int
    reference_pattern: str
    example: bool
    abstentions: str
    blanks: str
    tie_rule: str
    aside_in_quorum: bool
    speaking_minutes: int
    signing_order: str

    @property
    def voting(self) -> Rules:
        """How votes are counted."""
        return Rules(self.abstentions, self.blanks, self.tie_rule, self.aside_in_quorum)

    @property
    def body(self) -> str:
        """The kind of body in the language in force."""
        return presets.body_name(self.body_kind)


def the_council(session: Session) -> Council | None:
    """The council of this dossier; the oldest, should two have met in a merge."""
    query = select(Council).where(Council.deleted.is_(False)).order_by(Council.created_at, Council.id)
    return session.scalars(query.limit(1)).first()


def council(session: Session) -> CouncilRow | None:
    """The council, or None when it isn't set up yet."""
    row = the_council(session)
    return CouncilRow(**{name: getattr(row, name) for name in CouncilRow.__slots__}) if row else None


@dataclass(frozen=True, slots=True)
class Identity:
    """What the rail shows: whose dossier this is and who works here; ``kind`` in the language in force."""

    name: str = ""
    kind: str = ""
    person: str = ""
    logo: bytes | None = None
    example: bool = False
    accent: str | None = None
    short: str = ""
    """The name without its kind."""


def identity(session: Session, actor: UUID | None = None) -> Identity:
    """The council's name, kind and mark, and the name of who works; all empty before it is set up."""
    person = session.get(Person, actor) if actor else None
    name = person.name if person and not person.deleted else ""
    row = council(session)
    if row is None:
        return Identity(person=name)
    short = names.short(row.name, row.body_kind)
    return Identity(row.name, row.body, name, logo(session), row.example, row.accent, short)


def logo(session: Session) -> bytes | None:
    """The picture of the council, PNG or JPEG."""
    row = the_council(session)
    return blobs.load(session, row.logo) if row and row.logo else None


def house(session: Session) -> HouseStyle:
    """How the council's paper looks; the accent colour is made dark enough to read."""
    from wijkraad_app.pdf.blocks import HouseStyle

    row = council(session)
    return house_of(row, logo(session)) if row else HouseStyle()


def house_of(row: CouncilRow, picture: bytes | None) -> HouseStyle:
    """The same from what was read before: sender lines, then telephone and mail."""
    from wijkraad_app.pdf.blocks import HouseStyle

    lines = (*row.sender_lines.splitlines(), row.phone, row.mail)
    return HouseStyle(
        sender=names.on_paper(row.name, row.body_kind),
        place=row.place,
        lines=tuple(line.strip() for line in lines if line.strip()),
        accent=house_style.readable_accent(row.accent),
        logo=picture,
        window=house_style.window(row.address_window),
    )
