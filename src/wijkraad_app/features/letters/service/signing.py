"""Signatures as they are set, a scan instead, proof for later, and that the letter left."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from wijkraad_app.db import blobs
from wijkraad_app.db.unit import UnitOfWork
from wijkraad_app.db.verbs import Refused, verb
from wijkraad_app.features.advice import service as advice_service
from wijkraad_app.features.advice.model import Advice
from wijkraad_app.features.advice.queries import check_signable
from wijkraad_app.features.advice.rules.states import State
from wijkraad_app.features.council.rules.roles import role_label
from wijkraad_app.kernel.errors import UserError
from wijkraad_app.kernel.i18n import N_, _

from ..model import Letter, LetterSignature
from ..queries import check_asked
from ..rules import HELD_UP, LetterState, SignerState, continues, may_preserve, may_sign
from .rows import PDF, digest_of, keep_changed, require_in_force, signatures_of, signers_of

_LEFT = Refused(N_("A signature that was set can't be taken back. Make a new letter instead."))
_SENT = Refused(N_("A letter that was sent can't be taken back. Send a correction instead."))


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

    Raises `UserError` ``other_file``, ``not_signable``, ``outdated``, ``not_their_turn``, ``signer_refused``,
    ``signature_withdrawn`` for a file with a signature that was taken back, or ``source_changed`` at
    the first signature when a source has changed and nobody was ``asked`` whether the adopted figures stay.
    """
    row = uow.get(Letter, letter)
    uow.describe(title=row.subject, signer=signer)
    _ready_to_sign(uow, row, asked=asked)
    _require_same_letter(uow, row, pdf)
    _require_not_withdrawn(uow, letter, pdf)
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
        sha256=digest_of(pdf),
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
    require_in_force(uow, row)
    _nobody_refused(uow, letter, *HELD_UP)
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


def _take_turn(uow: UnitOfWork, letter: UUID, field: str) -> None:
    """The signer who has ``field`` signed; letters from before the order of signing have no such rows."""
    turn = next((one for one in signers_of(uow, letter) if one.state != SignerState.SIGNED), None)
    if turn is None:
        return
    if turn.field != field:
        message = _("First the {role} signs this letter. Sign it in the council’s order.")
        raise UserError(message.format(role=role_label(turn.role)), code="not_their_turn")
    uow.update(turn, state=SignerState.SIGNED.value, reason="", day=None)


def _ready_to_sign(uow: UnitOfWork, row: Letter, *, asked: bool) -> None:
    may_sign(LetterState(row.state))
    check_signable(uow.session, row.advice)
    require_in_force(uow, row)
    _nobody_refused(uow, row.id)
    if LetterState(row.state) is LetterState.READY:
        check_asked(uow.session, row.id, asked=asked)
        keep_changed(uow, row)  # of a file that left before they changed: too late to draw it again


def _nobody_refused(uow: UnitOfWork, letter: UUID, *states: SignerState) -> None:
    """`UserError` ``signer_refused``; for sending, also when a signature was withdrawn on another computer."""
    for one in signers_of(uow, letter):
        if one.state in (states or (SignerState.REFUSED,)):
            message = _("The {role} doesn’t sign this letter. Settle that first, or make the letter again.")
            raise UserError(message.format(role=role_label(one.role)), code="signer_refused")


def _require_not_withdrawn(uow: UnitOfWork, letter: UUID, pdf: bytes) -> None:
    for one in signatures_of(uow, letter, withdrawn=True):
        if blobs.size(uow.session, one.sha256) is not None and pdf.startswith(blobs.load(uow.session, one.sha256)):
            message = _("{signer} withdrew the signature in this file. It can’t be kept; sign the letter from here.")
            raise UserError(message.format(signer=one.signer), code="signature_withdrawn")


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
