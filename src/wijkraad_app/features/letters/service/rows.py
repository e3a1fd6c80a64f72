"""What several verbs of letters ask of the rows: who signs, which letters there are, and what is still in force."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select

from wijkraad_app.db.blobs import digest_of
from wijkraad_app.db.unit import UnitOfWork
from wijkraad_app.features.advice import service as advice_service
from wijkraad_app.features.advice.model import Advice
from wijkraad_app.features.advice.queries import sources_to_ask
from wijkraad_app.kernel.errors import UserError
from wijkraad_app.kernel.i18n import _

from ..model import Letter, LetterSignature, LetterSigner
from ..rules import LetterState

PDF = "application/pdf"
__all__ = ["PDF", "digest_of", "keep_changed", "live_letters", "require_in_force", "signatures_of", "signers_of"]


def signers_of(uow: UnitOfWork, letter: UUID) -> Sequence[LetterSigner]:
    """First signer first; none for a letter from before the order of signing."""
    query = select(LetterSigner).where(LetterSigner.letter == letter, LetterSigner.deleted.is_(False))
    return uow.session.scalars(query.order_by(LetterSigner.position, LetterSigner.id)).all()


def signatures_of(uow: UnitOfWork, letter: UUID, *, withdrawn: bool = False) -> Sequence[LetterSignature]:
    """The signatures that count, or those that were withdrawn."""
    query = select(LetterSignature).where(LetterSignature.letter == letter, LetterSignature.deleted.is_(withdrawn))
    return uow.session.scalars(query.order_by(LetterSignature.created_at)).all()


def live_letters(uow: UnitOfWork, advice: UUID) -> list[Letter]:
    """Those of an advice that weren't replaced."""
    query = select(Letter).where(Letter.advice == advice, Letter.deleted.is_(False))
    return list(uow.session.scalars(query.where(Letter.state != LetterState.REPLACED)))


def keep_changed(uow: UnitOfWork, row: Letter) -> None:
    """Keep the sources under it that changed as they were adopted."""
    for source in sources_to_ask(uow.session, row.advice):
        advice_service.keep_evidence(uow, id=source.id)


def require_in_force(uow: UnitOfWork, row: Letter) -> None:
    """`UserError` ``outdated`` when another version was adopted after the letter was made."""
    if uow.get(Advice, row.advice).adopted != row.snapshot:
        raise UserError(_("The adopted text has changed. Make the letter again."), code="outdated")
