"""What a letter is drawn from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from wijkraad_app.db.tables import Snapshot
from wijkraad_app.features.advice import queries as advices
from wijkraad_app.features.advice.model import Advice
from wijkraad_app.features.advice.rules.snapshot import Content, Typed, read_content
from wijkraad_app.features.council import queries as councils
from wijkraad_app.features.council.model import Council, Person
from wijkraad_app.kernel.errors import UserError
from wijkraad_app.kernel.i18n import _

from .enclosures import enclosed
from .signers import Signer, new_signers, signers

if TYPE_CHECKING:
    from wijkraad_app.pdf.blocks import HouseStyle
    from wijkraad_app.pdf.letter import Enclosed


@dataclass(frozen=True, slots=True)
class LetterInput:
    """Everything a letter is drawn from; ``snapshot`` is None for a draft."""

    advice: UUID
    snapshot: UUID | None
    content: Content
    reference: str
    day: date
    council: str
    body_kind: str
    house: HouseStyle
    place: str
    addressee: tuple[str, ...]
    salutation: str
    copies: tuple[str, ...]
    contact: str
    respond_by: date | None
    signers: tuple[Signer, ...]
    example: bool
    enclosed: tuple[Enclosed, ...]


def adopted_input(
    session: Session, advice: UUID, day: date, *, kept_on: date | None = None, anew: bool = False
) -> LetterInput:
    """What the letter of an adopted advice is drawn from, with the days on which its sources were kept since;
    with ``kept_on`` as if those that changed are kept on that day. ``anew``: signed by who the council says now, not
    by the signers of the letter there is. `UserError` ``not_adopted``."""
    row = session.get(Advice, advice)
    if row is None or row.deleted or row.adopted is None:
        raise UserError(_("This advice isn't adopted yet. Adopt it first."), code="not_adopted")
    snapshot = session.get(Snapshot, row.adopted)
    assert snapshot is not None
    content = advices.with_days_kept(session, advice, read_content(snapshot.content), kept_on)
    return letter_input(session, row, content, day, snapshot.id, anew=anew)


def letter_input(
    session: Session, row: Advice, content: Content, day: date, snapshot: UUID | None, *, anew: bool = False
) -> LetterInput:
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
        council=council.name,
        body_kind=council.body_kind,
        house=councils.house(session),
        place=council.place or council.municipality,
        addressee=_lines(council.addressee_lines),
        salutation=council.salutation,
        copies=_lines(council.copies_to),
        contact=", ".join(part for part in (contact.name if contact else "", council.phone, council.mail) if part),
        respond_by=_respond_by(session, row, day, content.language),
        signers=new_signers(session, day) if anew else signers(session, row.id, day),
        example=council.example,
        enclosed=enclosed(session, row.id),
    )


def shown_input(session: Session, advice: UUID, day: date, typed: Typed | None = None) -> LetterInput:
    """What a preview of the draft (with the texts ``typed``), or of what was adopted, is drawn from: without words that
    may not be printed. `UserError` ``not_found``."""
    row = session.get(Advice, advice)
    if row is None or row.deleted:
        raise UserError(_("This is no longer in the dossier. Someone may have removed it."), code="not_found")
    return letter_input(session, row, advices.content_shown(session, advice, typed), day, None)


def _respond_by(session: Session, row: Advice, day: date, language: str) -> date | None:
    """The day agreed when it was sent; before that, the day it would be when the letter leaves on its date."""
    if row.sent_on is not None:
        return row.due
    expected = advices.due_if_sent(session, day, language)
    return expected.day if expected is not None else None


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())
