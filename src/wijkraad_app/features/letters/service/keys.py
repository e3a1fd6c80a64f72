"""Keys that the council's own authority issued; never a key itself."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import select

from wijkraad_app.db.unit import UnitOfWork
from wijkraad_app.db.verbs import verb
from wijkraad_app.kernel.i18n import N_
from wijkraad_app.pdf.authority import AuthorityCertificate

from ..model import Authority, SigningKey


@verb(label=N_("Register signing key of {name}"))
def register_key(
    uow: UnitOfWork,
    *,
    name: str,
    role: str,
    fingerprint: str,
    valid_until: date,
    authority: AuthorityCertificate,
    person: UUID | None = None,
) -> UUID:
    """Keep that the council's authority issued a key, and the authority's public certificate; never a key itself."""
    uow.describe(name=name)
    _know_authority(uow, authority)
    row = SigningKey(person=person, name=name, role=role, fingerprint=fingerprint, valid_until=valid_until)
    return uow.add(row).id


@verb(label=N_("Revoke signing key of {name}"))
def revoke_key(uow: UnitOfWork, *, key: UUID, day: date) -> None:
    """Letters signed after ``day`` with this key are not trusted any more."""
    row = uow.get(SigningKey, key)
    uow.describe(name=row.name)
    row.revoked_on = day


def _know_authority(uow: UnitOfWork, given: AuthorityCertificate) -> None:
    query = select(Authority).where(Authority.fingerprint == given.fingerprint, Authority.deleted.is_(False))
    if uow.session.scalars(query).first() is None:
        uow.add(
            Authority(
                name=given.name,
                certificate=given.pem,
                fingerprint=given.fingerprint,
                valid_until=given.valid_until,
            )
        )
