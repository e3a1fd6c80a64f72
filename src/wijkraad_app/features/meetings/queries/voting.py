"""Who may vote, who steps aside, and who said what."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from wijkraad_app.features.council.queries import council
from wijkraad_app.features.council.rules.voting import Rules

from ..model import AgendaItem, Aside, Vote
from .members import names
from .rows import AsideRow, VoteRow

_CHUNK = 500
"""Ids in one question: SQLite takes no more than 32,766."""


def voting_rules(session: Session) -> Rules:
    """How the council counts; the usual rules before it is set up."""
    body = council(session)
    return body.voting if body else Rules()


def asides(session: Session, meeting: UUID) -> tuple[AsideRow, ...]:
    """Who steps aside at items of a meeting."""
    query = (
        select(Aside)
        .join(AgendaItem, Aside.item == AgendaItem.id)
        .where(AgendaItem.meeting == meeting, Aside.deleted.is_(False))
        .order_by(Aside.created_at, Aside.id)
    )
    rows = session.scalars(query).all()
    known = names(session, [row.person for row in rows])
    return tuple(AsideRow(row.id, row.item, row.person, known.get(row.person, ""), row.reason) for row in rows)


def voters(session: Session, decisions: Sequence[UUID]) -> dict[UUID, tuple[VoteRow, ...]]:
    """By decision who was there and said what, by name."""
    rows: list[Vote] = []
    for start in range(0, len(decisions), _CHUNK):
        part = decisions[start : start + _CHUNK]
        rows += session.scalars(select(Vote).where(Vote.decision.in_(part), Vote.deleted.is_(False)))
    known = names(session, [row.person for row in rows])
    found: dict[UUID, list[VoteRow]] = defaultdict(list)
    for row in rows:
        found[row.decision].append(VoteRow(row.person, known.get(row.person, ""), row.choice))
    return {one: tuple(sorted(said, key=lambda row: row.name)) for one, said in found.items()}
