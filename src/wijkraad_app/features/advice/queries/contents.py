"""An advice as the content of a version, and kept versions read back."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from wijkraad_app.db.tables import Snapshot

from ..model import Advice, Evidence, Recommendation
from ..rules.numbering import SECTIONS
from ..rules.snapshot import Content, Source, Typed, in_order, read_content, thawed


def recommendations_of(session: Session, advice: UUID) -> list[Recommendation]:
    """Live recommendations in their order."""
    query = select(Recommendation).where(Recommendation.advice == advice, Recommendation.deleted.is_(False))
    return list(session.scalars(query.order_by(Recommendation.position, Recommendation.id)))


def evidence_of(session: Session, advice: UUID) -> list[Evidence]:
    """Live sources, oldest first."""
    query = select(Evidence).where(Evidence.advice == advice, Evidence.deleted.is_(False))
    return list(session.scalars(query.order_by(Evidence.created_at, Evidence.id)))


def source_of(row: Evidence) -> Source:
    """A source as frozen."""
    return thawed(str(row.id), row.source_kind, row.sentence, row.frozen, row.kept_on)


def draft_content(session: Session, advice: UUID, typed: Typed | None = None) -> Content:
    """What a version made now would hold: empty recommendations and sources that aren't cited stay out.

    ``typed``: with these texts instead of those kept.
    """
    row = session.get(Advice, advice)
    if row is None:
        raise LookupError(advice)
    given = typed or Typed({}, {})
    kept = recommendations_of(session, advice)
    recommendations = tuple(text for r in kept if (text := given.recommendations.get(r.id, r.text)).strip())
    sections = {name: given.sections.get(name, getattr(row, name)) for name in SECTIONS}
    return Content(
        title=row.title,
        kind=row.kind,
        language=row.language,
        recommendations=recommendations,
        sources=in_order(
            (*sections.values(), *recommendations), [source_of(evidence) for evidence in evidence_of(session, advice)]
        ),
        request_day=row.request_day,
        request_reference=row.request_reference,
        **sections,
    )


def kept_content(session: Session, snapshot: UUID) -> Content:
    """The content of a kept version."""
    row = session.get(Snapshot, snapshot)
    if row is None:
        raise LookupError(snapshot)
    return read_content(row.content)


def content_in_force(session: Session, advice: UUID, typed: Typed | None = None) -> Content:
    """What was adopted (or sent before it was adopted); before that the draft as it is now, or as ``typed``."""
    row = session.get(Advice, advice)
    if row is None:
        raise LookupError(advice)
    if row.adopted is not None:
        return kept_content(session, row.adopted)
    if row.sent_on is not None and row.discussed is not None:
        return kept_content(session, row.discussed)
    return draft_content(session, advice, typed)
