"""The council, its authorities and the keys they issued."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from wijkraad_app.features.council.model import Council
from wijkraad_app.kernel.errors import UserError
from wijkraad_app.kernel.i18n import _

from ..model import Authority, SigningKey


@dataclass(frozen=True, slots=True)
class KeyRow:
    """A key the council's authority issued."""

    id: UUID
    name: str
    role: str
    fingerprint: str
    valid_until: date | None
    revoked_on: date | None


@dataclass(frozen=True, slots=True)
class CouncilName:
    """Which council this is."""

    id: UUID
    name: str


def council(session: Session) -> CouncilName:
    """The dossier's council. `UserError` ``no_council``."""
    found = session.scalars(select(Council).where(Council.deleted.is_(False))).first()
    if found is None:
        raise UserError(_("The council has no name yet. Fill in the settings first."), code="no_council")
    return CouncilName(found.id, found.name)


def roots(session: Session) -> tuple[bytes, ...]:
    """Certificates (PEM) of the authorities that this dossier believes."""
    rows = session.scalars(select(Authority.certificate).where(Authority.deleted.is_(False)))
    return tuple(certificate.encode() for certificate in rows)


def keys(session: Session) -> tuple[KeyRow, ...]:
    """The keys issued, newest first."""
    rows = session.scalars(
        select(SigningKey).where(SigningKey.deleted.is_(False)).order_by(SigningKey.created_at.desc(), SigningKey.name)
    )
    return tuple(KeyRow(r.id, r.name, r.role, r.fingerprint, r.valid_until, r.revoked_on) for r in rows)


def revoked(session: Session) -> dict[str, date]:
    """The day from which a key doesn't count any more, by its fingerprint."""
    query = select(SigningKey.fingerprint, SigningKey.revoked_on)
    rows = session.execute(query.where(SigningKey.deleted.is_(False), SigningKey.revoked_on.is_not(None)))
    return {fingerprint: day for fingerprint, day in rows if day is not None}
