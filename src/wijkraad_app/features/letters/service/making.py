"""Making a letter from what was adopted, and drawing it again while nobody signed it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from wijkraad_app.db.tables import Snapshot
from wijkraad_app.db.unit import UnitOfWork
from wijkraad_app.db.verbs import verb
from wijkraad_app.features.advice import service as advice_service
from wijkraad_app.features.advice.model import Advice
from wijkraad_app.kernel.errors import UserError
from wijkraad_app.kernel.i18n import N_, _
from wijkraad_app.kernel.order import spread

from ..model import Letter, LetterSigner
from ..queries import Signer
from ..rules import SIGNED_SOMEHOW, LetterState
from .rows import PDF, digest_of, keep_changed, live_letters, require_in_force, signers_of


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
    for old in live_letters(uow, advice):
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
        unsigned_sha256=digest_of(pdf),
    )
    made = uow.add(letter).id
    for one, position in zip(signers, spread(len(signers)), strict=True):
        uow.add(LetterSigner(letter=made, position=position, field=one.field, person=one.person, role=one.office))
    return made


def _holder(signers: Sequence[Signer], *offices: str) -> UUID | None:
    return next((one.person for one in signers if one.office in offices), None)


def _make_way(uow: UnitOfWork, old: Letter, *, anew: bool) -> None:
    """A letter nobody signed goes; one that was signed stays as replaced."""
    state = LetterState(old.state)
    if state is LetterState.SENT:
        message = _("This letter was sent. Send a correction instead of a new letter.")
        raise UserError(message, code="letter_sent")
    if state not in SIGNED_SOMEHOW:
        for one in signers_of(uow, old.id):
            uow.remove(one)
        uow.remove(old)
    elif anew:
        old.state = LetterState.REPLACED
        advice_service.sign_again(uow, advice=old.advice)
    else:
        raise UserError(_("This letter is being signed already."), code="signing_began")


@verb(label=N_("Keep the figures in letter “{title}”"))
def keep_sources(uow: UnitOfWork, *, letter: UUID, pdf: bytes) -> None:
    """Keep the changed sources under a letter as they were adopted, and the letter drawn again: ``pdf`` says when
    they were kept. `UserError` ``signing_began`` once somebody signed."""
    row = uow.get(Letter, letter)
    uow.describe(title=row.subject)
    _keep_drawn(uow, row, pdf)
    require_in_force(uow, row)
    keep_changed(uow, row)


@verb(label=N_("Draw letter “{title}” again"))
def draw_again(uow: UnitOfWork, *, letter: UUID, pdf: bytes) -> None:
    """Keep the letter as it is with its enclosures of now. `UserError` ``signing_began`` once somebody signed."""
    row = uow.get(Letter, letter)
    uow.describe(title=row.subject)
    _keep_drawn(uow, row, pdf)


def _keep_drawn(uow: UnitOfWork, row: Letter, pdf: bytes) -> None:
    if LetterState(row.state) is not LetterState.READY:
        raise UserError(_("This letter is being signed already."), code="signing_began")
    row.file, row.unsigned_sha256 = uow.store_blob(pdf, PDF), digest_of(pdf)
