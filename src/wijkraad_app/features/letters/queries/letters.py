"""Where letters stand: the list, one of them, its file, and why it can't be signed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from wijkraad_app.db import blobs
from wijkraad_app.features.advice import queries as advices
from wijkraad_app.features.advice.model import Advice
from wijkraad_app.features.advice.rules.freshness import Freshness
from wijkraad_app.kernel import clock, i18n
from wijkraad_app.kernel.errors import UserError
from wijkraad_app.kernel.i18n import _

from ..model import Letter, LetterSignature
from ..rules import LetterState, may_preserve
from .enclosures import EnclosureRow, enclosures
from .signers import EARLIER, LIVE, Signer, kept_signers, signers

ORDER = (None, LetterState.READY, LetterState.SIGNING, LetterState.SIGNED, LetterState.PAPER, LetterState.SENT)
"""The order of the list: what asks for work comes first."""


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


def letter_of(session: Session, advice: UUID) -> LetterRow | None:
    """The letter of an advice, if one was made."""
    query = select(Letter).where(Letter.advice == advice, *LIVE).order_by(Letter.created_at.desc())
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
    query = select(Letter.advice, Letter.state).where(*LIVE).order_by(Letter.created_at)
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


def _letter_row(session: Session, row: Letter) -> LetterRow:
    query = select(LetterSignature).where(LetterSignature.letter == row.id, LetterSignature.deleted.is_(False))
    found = tuple(
        SignatureRow(one.field, one.signer, one.role, one.signed_at)
        for one in session.scalars(query.order_by(LetterSignature.created_at))
    )
    signed = {one.field for one in found}
    state = LetterState(row.state)
    fields = tuple(one.field for one in kept_signers(session, row.id)) or EARLIER
    open_ = () if state is LetterState.PAPER else tuple(field for field in fields if field not in signed)
    return LetterRow(row.id, row.advice, row.subject, row.reference, row.day, state, row.file, found, open_)
