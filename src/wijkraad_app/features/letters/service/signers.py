"""Who signs: someone else in their place, a refusal with its reason, a signature or refusal withdrawn."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import select

from wijkraad_app.db import blobs
from wijkraad_app.db.fields import checked
from wijkraad_app.db.unit import UnitOfWork
from wijkraad_app.db.verbs import verb
from wijkraad_app.features.advice import service as advice_service
from wijkraad_app.features.council.model import Person
from wijkraad_app.features.council.rules.roles import role_label
from wijkraad_app.kernel import clock
from wijkraad_app.kernel.errors import UserError
from wijkraad_app.kernel.i18n import N_, _
from wijkraad_app.kernel.order import spread

from ..model import Letter, LetterSigner
from ..queries import in_place, signers
from ..rules import (
    LetterState,
    SignerState,
    check_reason,
    lapsing,
    may_change_signer,
    may_refuse,
    may_withdraw,
    signer_state,
)
from .rows import PDF, digest_of, signatures_of, signers_of


@verb(label=N_("Refuse to sign letter “{title}” as {signer}"))
def refuse_to_sign(uow: UnitOfWork, *, letter: UUID, field: str, reason: str, day: date | None = None) -> None:
    """A signer says, on ``day`` (today), that they don't sign, and why; nobody signs until that is settled.

    Raises `UserError` ``no_reason`` or what `rules.may_refuse` raises.
    """
    row, signer = _signer(uow, letter, field)
    uow.describe(title=row.subject, signer=_name(uow, signer))
    may_refuse(LetterState(row.state), signer_state(signer.state))
    _note(uow, signer, SignerState.REFUSED, check_reason(reason), day or clock.today())


@verb(label=N_("Withdraw refusal to sign letter “{title}” of {signer}"))
def withdraw_refusal(uow: UnitOfWork, *, letter: UUID, field: str) -> None:
    """They may sign after all. Raises what `rules.may_withdraw` raises."""
    row, signer = _signer(uow, letter, field)
    uow.describe(title=row.subject, signer=_name(uow, signer))
    may_withdraw(LetterState(row.state), signer_state(signer.state), SignerState.REFUSED)
    _note(uow, signer, SignerState.WAITING)


@verb(label=N_("Withdraw signature from letter “{title}” of {signer}"))
def withdraw_signature(uow: UnitOfWork, *, letter: UUID, field: str, reason: str, day: date | None = None) -> None:
    """A signer takes their signature back before the letter is sent: the letter is again the file from before it, and
    signatures over it lapse (`rules.lapsing`). The signed file stays in the dossier and is never taken back.

    Raises `UserError` ``no_reason`` or what `rules.may_withdraw` raises.
    """
    row, signer = _signer(uow, letter, field)
    uow.describe(title=row.subject, signer=_name(uow, signer))
    may_withdraw(LetterState(row.state), signer_state(signer.state), SignerState.SIGNED)
    said = check_reason(reason)
    for one in _lapsed(uow, row, field):
        _note(uow, one, SignerState.WAITING)
    _note(uow, signer, SignerState.WITHDRAWN, said, day or clock.today())
    advice_service.sign_again(uow, advice=row.advice)


@verb(label=N_("Have letter “{title}” signed by {signer}"))
def change_signer(uow: UnitOfWork, *, letter: UUID, field: str, person: UUID, pdf: bytes) -> None:
    """Another member signs in this place, by the role they hold; ``pdf`` is the letter drawn with their name.

    Raises what `rules.may_change_signer` and `queries.in_place` raise.
    """
    row, signer = _signer(uow, letter, field)
    may_change_signer(LetterState(row.state))
    new = in_place(uow.session, letter, field, person)
    uow.describe(title=row.subject, signer=new.name)
    uow.update(signer, person=person, role=new.office)
    _note(uow, signer, SignerState.WAITING)
    if field in _OF_LETTER:
        uow.update(row, **{_OF_LETTER[field]: person})
    row.file, row.unsigned_sha256 = uow.store_blob(pdf, PDF), digest_of(pdf)


_OF_LETTER = {"chair": "chair", "secretary": "secretary"}


def _note(uow: UnitOfWork, signer: LetterSigner, state: SignerState, reason: str = "", day: date | None = None) -> None:
    uow.update(signer, **checked(LetterSigner, {"reason": reason}), state=state.value, day=day)


def _lapsed(uow: UnitOfWork, row: Letter, field: str) -> list[LetterSigner]:
    """Bring back the file from before the signature in ``field``; who signed over it."""
    order = signers_of(uow, row.id)
    marks = {one.field: one for one in signatures_of(uow, row.id)}
    gone = lapsing([one.field for one in order], marks, field)
    left = [marks[one.field] for one in order if one.field in marks and one.field not in gone]
    before = left[-1].sha256 if left else row.unsigned_sha256
    blobs.load(uow.session, before)  # a damaged one is said before anything changes
    for one in gone:
        uow.remove(marks[one])
    row.file = before
    row.state = (LetterState.SIGNING if left else LetterState.READY).value
    return [one for one in order if one.field in gone and one.field != field]


def _signer(uow: UnitOfWork, letter: UUID, field: str) -> tuple[Letter, LetterSigner]:
    row = uow.get(Letter, letter)
    found = next((one for one in signers_of(uow, letter) or _made_up(uow, row) if one.field == field), None)
    if found is None:
        raise UserError(_("Nobody signs there. Choose one of the signers of this letter."), code="no_such_signer")
    return row, found


def _made_up(uow: UnitOfWork, row: Letter) -> list[LetterSigner]:
    """The signers of a letter from before the order of signing, kept from now on."""
    signed = {one.field for one in signatures_of(uow, row.id)}
    known = signers(uow.session, row.advice, row.day or clock.today())
    return [
        uow.add(
            LetterSigner(
                letter=row.id, position=position, field=one.field, person=one.person, role=one.office,
                state=(SignerState.SIGNED if one.field in signed else SignerState.WAITING).value,
            )
        )
        for one, position in zip(known, spread(len(known)), strict=True)
    ]  # fmt: skip


def _name(uow: UnitOfWork, signer: LetterSigner) -> str:
    """The person, or the role while nobody holds it."""
    query = select(Person.name).where(Person.id == signer.person)
    return uow.session.scalar(query) or role_label(signer.role)
