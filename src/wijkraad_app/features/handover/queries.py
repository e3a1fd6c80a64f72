"""What is open in a dossier when someone else takes it over."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from wijkraad_app.db import check
from wijkraad_app.features.advice import queries as advice
from wijkraad_app.features.advice.queries import AdviceRow, PromiseRow
from wijkraad_app.features.council import queries as council
from wijkraad_app.features.letters.model import SigningKey
from wijkraad_app.features.loose_ends import queries as loose_ends
from wijkraad_app.features.loose_ends.rules import Left
from wijkraad_app.features.meetings import queries as meetings
from wijkraad_app.features.meetings.queries import ActionRow
from wijkraad_app.features.today import queries as today
from wijkraad_app.features.today.rules.asking import Ask, Asking
from wijkraad_app.kernel import clock

from .rules import SOON_DAYS, Key, Term

_LETTERS = (Ask.SIGN, Ask.LETTER)


@dataclass(frozen=True, slots=True)
class Open:
    """All that is open: terms that end, answers of the college that are due, its promises, actions, letters waiting,
    what merging left, keys."""

    terms: tuple[Term, ...]
    answers: tuple[AdviceRow, ...]
    promises: tuple[PromiseRow, ...]
    actions: tuple[ActionRow, ...]
    letters: tuple[Asking, ...]
    merged: tuple[Left, ...]
    keys: tuple[Key, ...]

    @property
    def leaving(self) -> tuple[Key, ...]:
        """Keys that should be revoked."""
        return tuple(key for key in self.keys if key.leaving)


def open_matters(session: Session, day: date | None = None) -> Open:
    """What the successor finds, on ``day`` (today)."""
    at = day or clock.today()
    return Open(
        terms=_terms(session, at),
        answers=tuple(sorted(advice.due_rows(session), key=lambda row: row.due or date.max)),
        promises=advice.open_promises(session),
        actions=meetings.open_actions(session),
        letters=tuple(one for one in today.attention(session, at) if one.what in _LETTERS),
        merged=loose_ends.left(session),
        keys=_keys(session, at),
    )


def problems(session: Session) -> tuple[str, ...]:
    """What `check` finds wrong with file, journal and references."""
    return tuple(check.problems(session))


def _terms(session: Session, day: date) -> tuple[Term, ...]:
    until = day + timedelta(days=SOON_DAYS)
    found = [Term(row.name, row.role, row.end) for row in council.members(session, day) if row.end and row.end <= until]
    return tuple(sorted(found, key=lambda term: (term.end, term.name)))


def _keys(session: Session, day: date) -> tuple[Key, ...]:
    staying = {row.name.casefold() for row in council.members(session, day + timedelta(days=SOON_DAYS))}
    query = select(SigningKey).where(SigningKey.deleted.is_(False), SigningKey.revoked_on.is_(None))
    rows = [row for row in session.scalars(query) if row.valid_until is None or row.valid_until >= day]
    keys = [Key(row.id, row.name, row.role, row.valid_until, row.name.casefold() not in staying) for row in rows]
    return tuple(sorted(keys, key=lambda key: (not key.leaving, key.name)))
