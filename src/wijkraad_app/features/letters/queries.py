"""Reading letters: what a letter is made of, where it stands, and which authorities are trusted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from wijkraad_app.db import blobs
from wijkraad_app.db.tables import Snapshot
from wijkraad_app.features.advice import queries as advices
from wijkraad_app.features.advice.model import Advice
from wijkraad_app.features.advice.rules.freshness import Freshness
from wijkraad_app.features.advice.rules.snapshot import Content, read_content
from wijkraad_app.features.council import queries as councils
from wijkraad_app.features.council.model import Council, Person
from wijkraad_app.features.council.rules.roles import role_label
from wijkraad_app.kernel import clock, i18n
from wijkraad_app.kernel.errors import UserError
from wijkraad_app.kernel.i18n import _

from .model import Authority, Enclosure, Letter, LetterSignature, LetterSigner, SigningKey
from .rules import HOWS, LetterState, may_preserve

if TYPE_CHECKING:
    from wijkraad_app.pdf.blocks import HouseStyle
    from wijkraad_app.pdf.letter import Enclosed

_EARLIER = ("chair", "secretary")
"""Who signed before councils had an order, and in letters that don't say who signs them."""
_LIVE = (Letter.deleted.is_(False), Letter.state != LetterState.REPLACED)
ORDER = (None, LetterState.READY, LetterState.SIGNING, LetterState.SIGNED, LetterState.PAPER, LetterState.SENT)
"""The order of the list: what asks for work comes first."""


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
class LetterItem:
    """One line of the list, by its advice. ``state`` is None while the letter is still to be made."""

    advice: UUID
    title: str
    reference: str
    state: LetterState | None
    blocked: bool


@dataclass(frozen=True, slots=True)
class ChangedSource:
    """A source that says something else than when it was adopted; ``now`` is "" when it is gone."""

    number: int
    adopted: str
    now: str


@dataclass(frozen=True, slots=True)
class OpenedLetter:
    """What the window shows of one adopted advice and its letter, if it was made.

    ``blocked`` says why nobody may sign; ``changed`` are sources that changed since adoption and weren't kept on
    purpose; ``outdated``: another version was adopted after the letter was made; ``replaced`` are signed letters
    whose place it took, newest first.
    """

    advice: UUID
    title: str
    reference: str
    letter: LetterRow | None
    state: LetterState | None
    signers: tuple[Signer, ...]
    blocked: tuple[str, ...]
    changed: tuple[ChangedSource, ...]
    outdated: bool
    replaced: tuple[LetterRow, ...]
    enclosures: tuple[EnclosureRow, ...]
    adopted_on: date | None
    sent_on: date | None
    due: date | None
    due_rule: str
    language: str


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
    query = select(Letter).where(Letter.advice == advice, *_LIVE).order_by(Letter.created_at.desc())
    found = session.scalars(query).first()
    return _letter_row(session, found) if found else None


def letter(session: Session, letter_id: UUID) -> LetterRow:
    """One letter. `UserError` when it isn't there."""
    found = session.get(Letter, letter_id)
    if found is None or found.deleted:
        raise UserError(_("This is no longer in the dossier. Someone may have removed it."), code="not_found")
    return _letter_row(session, found)


def letter_items(session: Session, text: str = "") -> tuple[LetterItem, ...]:
    """Adopted advice and its letters: to be made first, sent last; ``text`` filters title and reference."""
    adopted = session.scalars(
        select(Advice)
        .where(Advice.deleted.is_(False), Advice.adopted.is_not(None), Advice.state != "withdrawn")
        .order_by(Advice.sent_on.desc(), Advice.reference.desc())
    )
    blocked = advices.marked(session)
    wanted = text.casefold().split()
    query = select(Letter.advice, Letter.state).where(*_LIVE).order_by(Letter.created_at)
    made = {advice: LetterState(state) for advice, state in session.execute(query)}
    found = [
        LetterItem(row.id, row.title, row.reference, _state(row, made.get(row.id)), row.id in blocked)
        for row in adopted
        if (row.id in made or row.sent_on is None)  # else it left without a letter from here
        and all(word in f"{row.title} {row.reference}".casefold() for word in wanted)
    ]
    return tuple(sorted(found, key=lambda one: ORDER.index(one.state)))


def _state(row: Advice, made: LetterState | None) -> LetterState | None:
    return LetterState.SENT if made is not None and row.sent_on is not None else made


def to_make(session: Session) -> int:
    """How many letters wait to be made or signed: for the rail."""
    query = select(func.count()).select_from(Advice).where(Advice.deleted.is_(False), Advice.state == "adopted")
    return session.scalar(query) or 0


def advice_of(session: Session, letter_id: UUID) -> UUID | None:
    """The advice of a letter, or of a signature on it."""
    row: Letter | LetterSignature | None = session.get(Letter, letter_id)
    if row is None:
        mark = session.get(LetterSignature, letter_id)
        row = session.get(Letter, mark.letter) if mark is not None else None
    return row.advice if isinstance(row, Letter) and not row.deleted else None


def opened(session: Session, advice: UUID) -> OpenedLetter | None:
    """One adopted advice with its letter; None when it is gone or not adopted."""
    row = session.get(Advice, advice)
    view = advices.advice(session, advice)
    if row is None or view is None or row.adopted is None:
        return None
    made = letter_of(session, advice)
    kept = session.get(Letter, made.id) if made is not None else None
    return OpenedLetter(
        advice=advice,
        title=made.subject if made is not None else row.title,
        reference=row.reference,
        letter=made,
        state=_state(row, made.state if made is not None else None),
        signers=signers(session, advice, clock.today()),
        blocked=blocked(session, advice),
        changed=changed(session, advice),
        outdated=kept is not None and kept.snapshot != row.adopted,
        replaced=_replaced(session, advice),
        enclosures=enclosures(session, advice),
        adopted_on=row.adopted_on,
        sent_on=row.sent_on,
        due=row.due,
        due_rule=row.due_rule,
        language=row.language,
    )


def check_asked(session: Session, letter_id: UUID, *, asked: bool) -> None:
    """`UserError` ``source_changed`` before the first signature, when a source under the letter has changed since
    and nobody was ``asked`` whether the adopted figures stay."""
    row = letter(session, letter_id)
    found = advices.sources_to_ask(session, row.advice) if row.state is LetterState.READY and not asked else ()
    if found:
        message = _("Source {number} has changed since. Look at it once more, then sign with the adopted figures.")
        raise UserError(message.format(number=found[0].number), code="source_changed")


def blocked(session: Session, advice: UUID) -> tuple[str, ...]:
    """Why nobody may sign or print the version in force: each quote that lost its consent."""
    return tuple(_sentence(one.number, one.reason) for one in advices.blocked_by(session, advice))


def changed(session: Session, advice: UUID) -> tuple[ChangedSource, ...]:
    """Sources that changed since adoption and weren't kept on purpose, in the letter's language; quotes without
    consent are told apart, as they block."""
    row = session.get(Advice, advice)
    with i18n.in_language(row.language if row is not None else i18n.language()):
        return tuple(
            ChangedSource(one.number, one.sentence, one.now_sentence)
            for one in advices.sources_to_ask(session, advice)
            if one.freshness is not Freshness.NO_CONSENT
        )


def _replaced(session: Session, advice: UUID) -> tuple[LetterRow, ...]:
    query = select(Letter).where(Letter.advice == advice, Letter.deleted.is_(False))
    rows = session.scalars(query.where(Letter.state == LetterState.REPLACED).order_by(Letter.created_at.desc()))
    return tuple(_letter_row(session, row) for row in rows)


def _sentence(number: int, reason: str) -> str:
    message = _("The quote at source {number} may no longer be used. {reason}")
    return message.format(number=number, reason=reason)


def check_printable(session: Session, advice: UUID) -> None:
    """`UserError` ``no_consent`` when a quote in the version in force may not be printed (any more)."""
    for sentence in blocked(session, advice):
        raise UserError(sentence, code="no_consent")


def letter_file(session: Session, letter_id: UUID) -> bytes:
    """The letter's PDF as it is now."""
    return blobs.load(session, letter(session, letter_id).file)


def check_preservable(session: Session, letter_id: UUID) -> None:
    """`UserError` ``not_signed`` unless everyone signed the letter digitally."""
    may_preserve(letter(session, letter_id).state)


def open_files(session: Session) -> tuple[tuple[UUID, bytes], ...]:
    """Letters that somebody still has to sign, with their PDF as it is now."""
    query = select(Letter).where(Letter.deleted.is_(False), Letter.state.in_((LetterState.READY, LetterState.SIGNING)))
    return tuple((row.id, blobs.load(session, row.file)) for row in session.scalars(query))


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


@dataclass(frozen=True, slots=True)
class EnclosureRow:
    """A file that goes with a letter; ``how`` as in `pdf.letter.Enclosed`."""

    id: UUID
    title: str
    how: str
    alt: str
    file_name: str


def enclosures(session: Session, advice: UUID) -> tuple[EnclosureRow, ...]:
    """What goes with the letter of an advice, in the order in which it was added."""
    return tuple(EnclosureRow(r.id, r.title, r.how, r.alt, r.file_name) for r in _enclosures(session, advice))


def enclosed(session: Session, advice: UUID) -> tuple[Enclosed, ...]:
    """The same with the files themselves."""
    from wijkraad_app.pdf.letter import Enclosed

    return tuple(
        Enclosed(row.title, how, row.file_name, row.file, row.alt, blobs.load(session, row.file))
        for row in _enclosures(session, advice)
        for how in HOWS
        if how == row.how
    )


def _enclosures(session: Session, advice: UUID) -> Sequence[Enclosure]:
    query = select(Enclosure).where(Enclosure.advice == advice, Enclosure.deleted.is_(False))
    return session.scalars(query.order_by(Enclosure.created_at, Enclosure.id)).all()


def shown_input(session: Session, advice: UUID, day: date) -> LetterInput:
    """What a preview of the draft, or of what was adopted, is drawn from: without words that may not be printed.
    `UserError` ``not_found``."""
    row = session.get(Advice, advice)
    if row is None or row.deleted:
        raise UserError(_("This is no longer in the dossier. Someone may have removed it."), code="not_found")
    return letter_input(session, row, advices.content_shown(session, advice), day, None)


def _respond_by(session: Session, row: Advice, day: date, language: str) -> date | None:
    """The day agreed when it was sent; before that, the day it would be when the letter leaves on its date."""
    if row.sent_on is not None:
        return row.due
    expected = advices.due_if_sent(session, day, language)
    return expected.day if expected is not None else None


def signers(session: Session, advice: UUID, day: date) -> tuple[Signer, ...]:
    """Who signs the letter of an advice, first signer first: as it was made, else as the council says on ``day``."""
    query = select(Letter).where(Letter.advice == advice, *_LIVE).order_by(Letter.created_at.desc())
    made = session.scalars(query).first()
    if made is None:
        return new_signers(session, day)
    return _kept_signers(session, made.id) or _in_order(session, _EARLIER, made.day or day)


def new_signers(session: Session, day: date) -> tuple[Signer, ...]:
    """Who signs a letter made on a day, in the council's order; a role without a holder keeps its field."""
    return _in_order(session, councils.signing_roles(session) or _EARLIER, day)


def _in_order(session: Session, order: Sequence[str], day: date) -> tuple[Signer, ...]:
    from wijkraad_app.pdf.blocks import SIGNERS

    holders = councils.signing_holders(session, order, day)
    return tuple(
        Signer(field, one.person, one.name, role_label(one.role), one.role)
        for field, one in zip(SIGNERS, holders, strict=False)
    )


def _kept_signers(session: Session, letter_id: UUID) -> tuple[Signer, ...]:
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
    fields = tuple(one.field for one in _kept_signers(session, row.id)) or _EARLIER
    open_ = () if state is LetterState.PAPER else tuple(field for field in fields if field not in signed)
    return LetterRow(row.id, row.advice, row.subject, row.reference, row.day, state, row.file, found, open_)
