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
from wijkraad_app.features.council.rules.roles import role_label, votes
from wijkraad_app.kernel import clock
from wijkraad_app.kernel.errors import UserError
from wijkraad_app.kernel.i18n import _

from ..model import Letter, LetterSigner
from ..rules import HELD_UP, LetterState, SignerState, signer_state

EARLIER = ("chair", "secretary")
"""Who signed before councils had an order, and in letters that don't say who signs them."""
LIVE = (Letter.deleted.is_(False), Letter.state != LetterState.REPLACED)
"""A letter that wasn't removed or replaced."""


@dataclass(frozen=True, slots=True)
class Signer:
    """Who signs, for which field: one of `pdf.blocks.SIGNERS`, by place in the order and whatever the role.

    ``role`` is the word in the language in force, ``office`` the role as the council keeps it; ``name`` is "" while
    nobody holds it. ``reason`` and ``day`` say why and when they refused, or withdrew their signature.
    """

    field: str
    person: UUID | None
    name: str
    role: str
    office: str
    state: SignerState = SignerState.WAITING
    reason: str = ""
    day: date | None = None


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
        Signer(
            field=one.field,
            person=one.person,
            name=name or "",
            role=role_label(one.role),
            office=one.role,
            state=signer_state(one.state),
            reason=one.reason,
            day=one.day,
        )
        for one, name in session.execute(query)
    )


def held_up(signers: Sequence[Signer]) -> Signer | None:
    """Who refused, else who withdrew their signature: the first of them."""
    found = [one for state in HELD_UP for one in signers if one.state is state]
    return found[0] if found else None


def who_can_sign(session: Session, letter: UUID) -> tuple[Signer, ...]:
    """Members who could take the place of a signer: on the letter's day, and not signing it already; ``field`` is
    empty."""
    row = session.get(Letter, letter)
    if row is None:
        return ()
    busy = {one.person for one in signers(session, row.advice, row.day or clock.today())}
    return tuple(
        Signer("", one.id, one.name, role_label(one.role), one.role)
        for one in councils.members(session, row.day)
        if one.id not in busy and votes(one.role)
    )


def in_place(session: Session, letter: UUID, field: str, person: UUID) -> Signer:
    """Who signs in ``field`` when ``person`` does, by the role they hold on the letter's day.

    `UserError` ``not_found``, ``not_a_member`` or ``signs_already``.
    """
    row = session.get(Letter, letter)
    own = signers(session, row.advice, row.day or clock.today()) if row is not None else ()
    now = next((one for one in own if one.field == field), None)
    known = session.get(Person, person)
    if row is None or now is None or known is None or known.deleted:
        raise UserError(_("This is no longer in the dossier. Someone may have removed it."), code="not_found")
    if any(one.person == person and one.field != field for one in own):
        message = _("{name} signs this letter already. Choose someone else.")
        raise UserError(message.format(name=known.name), code="signs_already")
    role = councils.role_of(session, person, row.day or clock.today(), now.office)
    if role is None:
        message = _("{name} isn’t a member of the council on the date of the letter. Choose someone else.")
        raise UserError(message.format(name=known.name), code="not_a_member")
    return Signer(field, person, known.name, role_label(role), role)
