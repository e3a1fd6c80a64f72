"""What documents of a meeting are printed on: the council's house style."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy.orm import Session

from wijkraad_app.features.council.queries import council, house
from wijkraad_app.pdf.blocks import HouseStyle


@dataclass(frozen=True, slots=True)
class Paper:
    """``language`` "" is the one in force; ``date`` None is now; ``example``: every page says "Voorbeeld";
    ``large``: in large print."""

    house: HouseStyle = field(default_factory=HouseStyle)
    language: str = ""
    example: bool = False
    date: datetime | None = None
    large: bool = False


def paper(session: Session) -> Paper:
    """The paper of this dossier's council."""
    row = council(session)
    return Paper(house(session), row.letter_language if row else "", bool(row and row.example))
