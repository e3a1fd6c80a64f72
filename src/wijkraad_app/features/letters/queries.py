"""Reading letters: what a letter is made of, where it stands, and which authorities are trusted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from wijkraad_app.db import blobs
from wijkraad_app.db.tables import Snapshot
from wijkraad_app.features.advice.model import Advice
from wijkraad_app.features.advice.rules.snapshot import Content, read_content
from wijkraad_app.features.council import queries as councils
from wijkraad_app.features.council.model import Council, Membership, Person
from wijkraad_app.kernel.errors import UserError
from wijkraad_app.kernel.i18n import _
from wijkraad_app.pdf.blocks import HouseStyle

from .model import Authority, Letter, LetterSignature, SigningKey
from .rules import LetterState


@dataclass(frozen=True, slots=True)
class Signer:
    """Who signs, for which field (chair, secretary)."""

    field: str
    person: UUID | None
    name: str
    role: str


@dataclass(frozen=True, slots=True)
class LetterInput:
    """Everything a letter is drawn from; ``snapshot`` is None for a draft."""

    advice: UUID
    snapshot: UUID | None
    content: Content
    reference: str
    day: date
    house: HouseStyle
    place: str
    addressee: tuple[str, ...]
    salutation: str
    copies: tuple[str, ...]
    contact: str
    respond_by: date | None
    signers: tuple[Signer, ...]
    example: bool


@dataclass(frozen=True, slots=True)
class SignatureRow:
    """A signature that was set."""

    field: str
    signer: str
    role: str
    at: datetime | None


@dataclass(frozen=True, slots=True)
class LetterRow:
    """Where a letter stands. ``waiting`` are the fields nobody signed yet."""

    id: UUID
    advice: UUID
    subject: str
    reference: str
    day: date | None
    state: LetterState
    file: str
    signatures: tuple[SignatureRow, ...]
    waiting: tuple[str, ...]


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


def letter_of(session: Session, advice: UUID) -> LetterRow | None:
    """The letter of an advice, if one was made."""
    query = select(Letter).where(Letter.advice == advice, Letter.deleted.is_(False)).order_by(Letter.created_at.desc())
    found = session.scalars(query).first()
    return _letter_row(session, found) if found else None


def letter(session: Session, letter_id: UUID) -> LetterRow:
    """One letter. `UserError` when it isn't there."""
    found = session.get(Letter, letter_id)
    if found is None or found.deleted:
        raise UserError(_("This is no longer in the dossier. Someone may have removed it."), code="not_found")
    return _letter_row(session, found)


def letter_file(session: Session, letter_id: UUID) -> bytes:
    """The letter's PDF as it is now."""
    return blobs.load(session, letter(session, letter_id).file)


def roots(session: Session) -> tuple[bytes, ...]:
    """Certificates (PEM) of the authorities that this dossier believes."""
    rows = session.scalars(select(Authority.certificate).where(Authority.deleted.is_(False)))
    return tuple(certificate.encode() for certificate in rows)


def keys(session: Session) -> tuple[KeyRow, ...]:
    """The keys issued, newest first."""
    rows = session.scalars(
        select(SigningKey).where(SigningKey.deleted.is_(False)).order_by(SigningKey.created_at.desc())
    )
    return tuple(KeyRow(r.id, r.name, r.role, r.fingerprint, r.valid_until, r.revoked_on) for r in rows)


def adopted_input(session: Session, advice: UUID, day: date) -> LetterInput:
    """What the letter of an adopted advice is drawn from. `UserError` ``not_adopted``."""
    row = session.get(Advice, advice)
    if row is None or row.deleted or row.adopted is None:
        raise UserError(_("This advice isn't adopted yet. Adopt it first."), code="not_adopted")
    snapshot = session.get(Snapshot, row.adopted)
    assert snapshot is not None
    return letter_input(session, row, read_content(snapshot.content), day, snapshot.id)


def letter_input(session: Session, row: Advice, content: Content, day: date, snapshot: UUID | None) -> LetterInput:
    """The same for any content of the advice, as for a preview of the draft."""
    council = session.scalars(select(Council).where(Council.deleted.is_(False))).first()
    if council is None:
        raise UserError(_("The council has no name yet. Fill in the settings first."), code="no_council")
    contact = session.get(Person, council.contact) if council.contact else None
    return LetterInput(
        advice=row.id,
        snapshot=snapshot,
        content=content,
        reference=row.reference,
        day=day,
        house=councils.house(session),
        place=council.place or council.municipality,
        addressee=_lines(council.addressee_lines),
        salutation=council.salutation,
        copies=_lines(council.copies_to),
        contact=", ".join(part for part in (contact.name if contact else "", council.phone, council.mail) if part),
        respond_by=row.due,
        signers=signers(session, day),
        example=council.example,
    )


def signers(session: Session, day: date) -> tuple[Signer, ...]:
    """Chair and secretary on a day, in the order in which they sign; an office without a holder keeps its field."""
    return tuple(_holder(session, field, role, day) for field, role in (("chair", "chair"), ("secretary", "secretary")))


def _holder(session: Session, field: str, role: str, day: date) -> Signer:
    title = _("chair") if role == "chair" else _("secretary")
    query = (
        select(Person)
        .join(Membership, Membership.person == Person.id)
        .where(Membership.role == role, Membership.deleted.is_(False), Person.deleted.is_(False))
        .where((Membership.start.is_(None)) | (Membership.start <= day))
        .where((Membership.end.is_(None)) | (Membership.end >= day))
        .order_by(Membership.start.desc())
    )
    person = session.scalars(query).first()
    return Signer(field, person.id if person else None, person.name if person else "", title)


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def _letter_row(session: Session, row: Letter) -> LetterRow:
    query = select(LetterSignature).where(LetterSignature.letter == row.id, LetterSignature.deleted.is_(False))
    found = tuple(
        SignatureRow(one.field, one.signer, one.role, one.signed_at)
        for one in session.scalars(query.order_by(LetterSignature.created_at))
    )
    signed = {one.field for one in found}
    state = LetterState(row.state)
    open_ = () if state is LetterState.PAPER else tuple(f for f in ("chair", "secretary") if f not in signed)
    return LetterRow(row.id, row.advice, row.subject, row.reference, row.day, state, row.file, found, open_)
