"""Who signs a letter, in which order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from wijkraad_app.features.council import queries as councils
from wijkraad_app.features.council.model import Person
from wijkraad_app.features.council.rules.roles import role_label

from ..model import Letter, LetterSigner
from ..rules import LetterState

EARLIER = ("chair", "secretary")
"""Who signed before councils had an order, and in letters that don't say who signs them."""
LIVE = (Letter.deleted.is_(False), Letter.state != LetterState.REPLACED)
"""A letter that wasn't removed or replaced."""


@dataclass(frozen=True, slots=True)
class Signer:
    """Who signs, for which field: one of `pdf.blocks.SIGNERS`, by place in the order and whatever the role.

    ``role`` is the word in the language in force, ``office`` the role as the council keeps it; ``name`` is "" while
    nobody holds it.
    """

    field: str
    person: UUID | None
    name: str
    role: str
    office: str


def signers(session: Session, advice: UUID, day: date) -> tuple[Signer, ...]:
    """Who signs the letter of an advice, first signer first: as it was made, else as the council says on ``day``."""
    query = select(Letter).where(Letter.advice == advice, *LIVE).order_by(Letter.created_at.desc())
    made = session.scalars(query).first()
    if made is None:
        return new_signers(session, day)
    return kept_signers(session, made.id) or _in_order(session, EARLIER, made.day or day)


def new_signers(session: Session, day: date) -> tuple[Signer, ...]:
    """Who signs a letter made on a day, in the council's order; a role without a holder keeps its field."""
    return _in_order(session, councils.signing_roles(session) or EARLIER, day)


def _in_order(session: Session, order: Sequence[str], day: date) -> tuple[Signer, ...]:
    from wijkraad_app.pdf.blocks import SIGNERS

    holders = councils.signing_holders(session, order, day)
    return tuple(
        Signer(field, one.person, one.name, role_label(one.role), one.role)
        for field, one in zip(SIGNERS, holders, strict=False)
    )


def kept_signers(session: Session, letter_id: UUID) -> tuple[Signer, ...]:
    query = (
        select(LetterSigner, Person.name)
        .outerjoin(Person, LetterSigner.person == Person.id)
        .where(LetterSigner.letter == letter_id, LetterSigner.deleted.is_(False))
        .order_by(LetterSigner.position, LetterSigner.id)
    )
    return tuple(
        Signer(one.field, one.person, name or "", role_label(one.role), one.role)
        for one, name in session.execute(query)
    )
