"""Verbs of letters: made from what was adopted, signed step by step, sent; and the keys that the council knows.

Rendering and signing happen before, outside the unit of work; a verb takes the finished bytes and keeps them only
when they continue exactly the file the dossier holds.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select

from wijkraad_app.db import blobs
from wijkraad_app.db.fields import checked
from wijkraad_app.db.tables import Snapshot
from wijkraad_app.db.unit import UnitOfWork
from wijkraad_app.db.verbs import Refused, verb
from wijkraad_app.features.advice import service as advice_service
from wijkraad_app.features.advice.model import Advice
from wijkraad_app.features.advice.queries import check_signable, sources_to_ask
from wijkraad_app.features.advice.rules.states import State
from wijkraad_app.features.council.rules.roles import role_label
from wijkraad_app.kernel.errors import UserError
from wijkraad_app.kernel.i18n import N_, _
from wijkraad_app.kernel.order import spread
from wijkraad_app.pdf.authority import AuthorityCertificate

from .model import Authority, Enclosure, Letter, LetterSignature, LetterSigner, SigningKey
from .queries import Signer, check_asked
from .rules import SIGNED_SOMEHOW, LetterState, check_enclosure, continues, may_enclose, may_preserve, may_sign

PDF = "application/pdf"
_LEFT = Refused(N_("A signature that was set can't be taken back. Make a new letter instead."))
_SENT = Refused(N_("A letter that was sent can't be taken back. Send a correction instead."))


@verb(label=N_("Make letter “{title}”"))
def make_letter(
    uow: UnitOfWork,
    *,
    advice: UUID,
    pdf: bytes,
    day: date,
    snapshot: UUID,
    signers: Sequence[Signer] = (),
    anew: bool = False,
) -> UUID:
    """Keep the unsigned letter of an adopted advice, which ``signers`` sign in that order. An earlier letter that
    nobody signed goes; with ``anew`` one that somebody signed stays as replaced, and everybody signs the new one.

    Raises `UserError` ``not_adopted``, ``outdated`` (another version was adopted since), ``signing_began`` or
    ``letter_sent``.
    """
    row = uow.get(Advice, advice)
    uow.describe(title=row.title)
    if row.adopted is None:
        raise UserError(_("This advice isn't adopted yet. Adopt it first."), code="not_adopted")
    if row.adopted != snapshot:
        raise UserError(_("The adopted text has changed. Make the letter again."), code="outdated")
    for old in _letters(uow, advice):
        _make_way(uow, old, anew=anew)
    letter = Letter(
        advice=advice,
        snapshot=uow.get(Snapshot, snapshot).id,
        day=day,
        subject=row.title,
        reference=row.reference,
        chair=_holder(signers, "chair", "deputy_chair"),
        secretary=_holder(signers, "secretary"),
        file=uow.store_blob(pdf, PDF),
        unsigned_sha256=_digest(pdf),
    )
    made = uow.add(letter).id
    for one, position in zip(signers, spread(len(signers)), strict=True):
        uow.add(LetterSigner(letter=made, position=position, field=one.field, person=one.person, role=one.office))
    return made


def _holder(signers: Sequence[Signer], *offices: str) -> UUID | None:
    return next((one.person for one in signers if one.office in offices), None)


@verb(label=N_("Keep the figures in letter “{title}”"))
def keep_sources(uow: UnitOfWork, *, letter: UUID, pdf: bytes) -> None:
    """Keep the changed sources under a letter as they were adopted, and the letter drawn again: ``pdf`` says when
    they were kept. `UserError` ``signing_began`` once somebody signed."""
    row = uow.get(Letter, letter)
    uow.describe(title=row.subject)
    _keep_drawn(uow, row, pdf)
    _require_in_force(uow, row)
    _keep_sources(uow, row)


@verb(label=N_("Add enclosure “{title}”"))
def add_enclosure(
    uow: UnitOfWork,
    *,
    advice: UUID,
    title: str,
    how: str,
    file_name: str,
    data: bytes,
    media_type: str,
    alt: str = "",
) -> UUID:
    """Let a file go with the letter of an advice, as `pdf.enclosing.look` found it. Raises what
    `rules.check_enclosure` and `rules.may_enclose` raise."""
    check_enclosure(title, how, alt)
    uow.describe(title=title.strip())
    _may_enclose(uow, uow.get(Advice, advice).id)
    fields = {"title": title.strip(), "how": how, "alt": alt.strip(), "file_name": file_name, "media_type": media_type}
    file = uow.store_blob(data, media_type)
    return uow.add(Enclosure(advice=advice, file=file, **checked(Enclosure, fields))).id


@verb(label=N_("Change enclosure “{title}”"))
def change_enclosure(uow: UnitOfWork, *, id: UUID, title: str, alt: str = "") -> None:
    """Call it something else in the letter. Raises as `add_enclosure`."""
    row = uow.get(Enclosure, id)
    check_enclosure(title, row.how, alt)
    uow.describe(title=title.strip())
    _may_enclose(uow, row.advice)
    uow.update(row, **checked(Enclosure, {"title": title.strip(), "alt": alt.strip()}))


@verb(label=N_("Remove enclosure “{title}”"))
def remove_enclosure(uow: UnitOfWork, *, id: UUID) -> None:
    """It no longer goes with the letter. Raises what `rules.may_enclose` raises."""
    row = uow.get(Enclosure, id)
    uow.describe(title=row.title)
    _may_enclose(uow, row.advice)
    uow.remove(row)


def _may_enclose(uow: UnitOfWork, advice: UUID) -> None:
    for letter in _letters(uow, advice):
        may_enclose(LetterState(letter.state))


@verb(label=N_("Draw letter “{title}” again"))
def draw_again(uow: UnitOfWork, *, letter: UUID, pdf: bytes) -> None:
    """Keep the letter as it is with its enclosures of now. `UserError` ``signing_began`` once somebody signed."""
    row = uow.get(Letter, letter)
    uow.describe(title=row.subject)
    _keep_drawn(uow, row, pdf)


def _keep_drawn(uow: UnitOfWork, row: Letter, pdf: bytes) -> None:
    if LetterState(row.state) is not LetterState.READY:
        raise UserError(_("This letter is being signed already."), code="signing_began")
    row.file, row.unsigned_sha256 = uow.store_blob(pdf, PDF), _digest(pdf)


@verb(label=N_("Sign letter “{title}” as {signer}"), undo=_LEFT)
def register_signature(
    uow: UnitOfWork,
    *,
    letter: UUID,
    pdf: bytes,
    field: str,
    signer: str,
    role: str,
    signed_at: datetime,
    fingerprint: str,
    complete: bool,
    asked: bool = False,
) -> UUID:
    """Keep the letter after one more signature. ``pdf`` must begin with exactly the bytes kept before.

    Raises `UserError` ``other_file``, ``not_signable``, ``outdated``, ``not_their_turn``, or ``source_changed`` at
    the first signature when a source has changed and nobody was ``asked`` whether the adopted figures stay.
    """
    row = uow.get(Letter, letter)
    uow.describe(title=row.subject, signer=signer)
    _ready_to_sign(uow, row, asked=asked)
    _require_same_letter(uow, row, pdf)
    _take_turn(uow, letter, field)
    row.file = uow.store_blob(pdf, PDF)
    row.state = LetterState.SIGNED if complete else LetterState.SIGNING
    made = LetterSignature(
        letter=letter,
        field=field,
        signer=signer,
        role=role,
        signed_at=signed_at,
        fingerprint=fingerprint,
        sha256=_digest(pdf),
    )
    if complete:
        _mark_signed(uow, row.advice)
    return uow.add(made).id


@verb(label=N_("Keep the letter “{title}” signed on paper"), undo=_LEFT)
def register_paper(uow: UnitOfWork, *, letter: UUID, scan: bytes, asked: bool = False) -> None:
    """Keep the scan of a letter signed by hand as the file that is sent; never shown as digitally signed.

    ``asked`` as in `register_signature`.
    """
    row = uow.get(Letter, letter)
    uow.describe(title=row.subject)
    _ready_to_sign(uow, row, asked=asked)
    if not scan.startswith(b"%PDF-"):
        raise UserError(_("A scan is kept as PDF. Scan the letter to a PDF file."), code="not_a_pdf")
    row.file = uow.store_blob(scan, PDF)
    row.state = LetterState.PAPER
    _mark_signed(uow, row.advice)


@verb(label=N_("Register letter “{title}” as sent"), undo=_SENT)
def register_sent(uow: UnitOfWork, *, letter: UUID, day: date) -> None:
    """The letter left on ``day``: the term of response runs from then."""
    row = uow.get(Letter, letter)
    uow.describe(title=row.subject)
    if LetterState(row.state) not in (LetterState.SIGNED, LetterState.PAPER):
        raise UserError(_("This letter isn't signed by everyone yet."), code="not_signed")
    _require_in_force(uow, row)
    row.state, row.sent_on = LetterState.SENT, day
    advice_service.register_sent(uow, advice=row.advice, day=day)


@verb(label=N_("Add proof for later to letter “{title}”"))
def preserve_letter(uow: UnitOfWork, *, letter: UUID, pdf: bytes) -> None:
    """Keep a letter that everyone signed with proof behind what was signed.

    Raises `UserError` ``not_signed`` or ``other_file``.
    """
    row = uow.get(Letter, letter)
    uow.describe(title=row.subject)
    may_preserve(LetterState(row.state))
    _require_same_letter(uow, row, pdf)
    row.file = uow.store_blob(pdf, PDF)


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


def _take_turn(uow: UnitOfWork, letter: UUID, field: str) -> None:
    """The signer who has ``field`` signed; letters from before the order of signing have no such rows."""
    turn = next((one for one in _signers(uow, letter) if one.state == "waiting"), None)
    if turn is None:
        return
    if turn.field != field:
        message = _("First the {role} signs this letter. Sign it in the council’s order.")
        raise UserError(message.format(role=role_label(turn.role)), code="not_their_turn")
    turn.state = "signed"


def _signers(uow: UnitOfWork, letter: UUID) -> Sequence[LetterSigner]:
    query = select(LetterSigner).where(LetterSigner.letter == letter, LetterSigner.deleted.is_(False))
    return uow.session.scalars(query.order_by(LetterSigner.position, LetterSigner.id)).all()


def _make_way(uow: UnitOfWork, old: Letter, *, anew: bool) -> None:
    """A letter nobody signed goes; one that was signed stays as replaced."""
    state = LetterState(old.state)
    if state is LetterState.SENT:
        message = _("This letter was sent. Send a correction instead of a new letter.")
        raise UserError(message, code="letter_sent")
    if state not in SIGNED_SOMEHOW:
        for one in _signers(uow, old.id):
            uow.remove(one)
        uow.remove(old)
    elif anew:
        old.state = LetterState.REPLACED
        advice_service.sign_again(uow, advice=old.advice)
    else:
        raise UserError(_("This letter is being signed already."), code="signing_began")


def _ready_to_sign(uow: UnitOfWork, row: Letter, *, asked: bool) -> None:
    may_sign(LetterState(row.state))
    check_signable(uow.session, row.advice)
    _require_in_force(uow, row)
    if LetterState(row.state) is LetterState.READY:
        check_asked(uow.session, row.id, asked=asked)
        _keep_sources(uow, row)  # of a file that left before they changed: too late to draw it again


def _keep_sources(uow: UnitOfWork, row: Letter) -> None:
    for source in sources_to_ask(uow.session, row.advice):
        advice_service.keep_evidence(uow, id=source.id)


def _require_in_force(uow: UnitOfWork, row: Letter) -> None:
    """`UserError` ``outdated`` when another version was adopted after the letter was made."""
    if uow.get(Advice, row.advice).adopted != row.snapshot:
        raise UserError(_("The adopted text has changed. Make the letter again."), code="outdated")


def _require_same_letter(uow: UnitOfWork, row: Letter, pdf: bytes) -> None:
    if not continues(blobs.load(uow.session, row.file), pdf):
        raise UserError(
            _("This file isn't the letter from this dossier, or it was changed. Use the file that came from here."),
            code="other_file",
        )


def _mark_signed(uow: UnitOfWork, advice: UUID) -> None:
    """An advice that was called signed before its letter was kept here stays so."""
    if uow.get(Advice, advice).state != State.SIGNED.value:
        advice_service.mark_signed(uow, advice=advice)


def _letters(uow: UnitOfWork, advice: UUID) -> list[Letter]:
    query = select(Letter).where(Letter.advice == advice, Letter.deleted.is_(False))
    return list(uow.session.scalars(query.where(Letter.state != LetterState.REPLACED)))


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
