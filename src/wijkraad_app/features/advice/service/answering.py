"""What becomes of a version when the user answers, at adoption, about sources that changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from uuid import UUID

from sqlalchemy.orm import Session

from wijkraad_app.db.unit import UnitOfWork
from wijkraad_app.features.meetings.rules.subjects import KEEP, UPDATE
from wijkraad_app.kernel import clock

from ..model import Evidence
from ..queries.contents import source_of
from ..queries.evidence import freshness_in
from ..rules.numbering import replaced
from ..rules.snapshot import Content, Source
from .parts import one_of
from .sourcing import keep_evidence, update_evidence


def changed(session: Session, language: str, content: Content) -> tuple[Source, ...]:
    """The sources of a version that have to be asked about."""
    return tuple(one for one in content.sources if freshness_in(session, language, one).asks)


def answered(uow: UnitOfWork, content: Content, answers: Mapping[UUID, str]) -> Content:
    """The version with each answer worked in: kept with today's date, or the new figures in annex and text."""
    for source in content.sources:
        answer = answers.get(UUID(source.id))
        if answer is None or _gone(uow, source):
            continue
        if one_of(answer, (KEEP, UPDATE)) == KEEP:
            keep_evidence(uow, id=UUID(source.id))
            content = _with(content, replace(source, kept_on=clock.today()))
        else:
            update_evidence(uow, id=UUID(source.id))
            content = _with(content, source_of(uow.get(Evidence, UUID(source.id))), source.sentence)
    return content


def _gone(uow: UnitOfWork, source: Source) -> bool:
    """Taken out of the draft since: the version keeps what it says."""
    row = uow.session.get(Evidence, UUID(source.id))
    return row is None or row.deleted


def _with(content: Content, source: Source, old: str = "") -> Content:
    def text(words: str) -> str:
        return replaced(words, old, source.sentence) or words

    return replace(
        content,
        sources=tuple(source if one.id == source.id else one for one in content.sources),
        occasion=text(content.occasion),
        findings=text(content.findings),
        considerations=text(content.considerations),
        recommendations=tuple(text(one) for one in content.recommendations),
    )
