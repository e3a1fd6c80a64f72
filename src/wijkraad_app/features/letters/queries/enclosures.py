"""The files that go with the letter of an advice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from wijkraad_app.db import blobs

from ..model import Enclosure
from ..rules import HOWS

if TYPE_CHECKING:
    from wijkraad_app.pdf.letter import Enclosed


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
