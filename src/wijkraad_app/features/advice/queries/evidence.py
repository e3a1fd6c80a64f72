"""The sources of an advice, each beside what its origin says now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from wijkraad_app.kernel import i18n
from wijkraad_app.kernel.errors import UserError
from wijkraad_app.kernel.i18n import _

from ..model import Advice, Evidence
from ..rules.freshness import Freshness, judge
from ..rules.numbering import SECTIONS, numbers
from ..rules.payloads import SourceKind, fingerprint
from ..rules.snapshot import Content, Source, Typed, blanked
from . import sources
from .contents import content_in_force, evidence_of, recommendations_of, source_of
from .rows import Blocked, EvidenceRow


def cited_numbers(session: Session, advice: Advice) -> dict[str, int]:
    """The number of each source the draft cites, by its id in the text."""
    texts = [getattr(advice, name) for name in SECTIONS]
    texts += [row.text for row in recommendations_of(session, advice.id)]
    return numbers(texts)


def evidence_rows(session: Session, advice: UUID) -> tuple[EvidenceRow, ...]:
    """All sources: cited ones by their numbers, then those the text doesn't cite."""
    row = session.get(Advice, advice)
    if row is None:
        return ()
    cited = cited_numbers(session, row)
    found = [_row(session, one, cited.get(str(one.id), 0), row.language) for one in evidence_of(session, advice)]
    return tuple(sorted(found, key=lambda one: (one.number == 0, one.number)))


def freshness_of(session: Session, row: Evidence, language: str) -> tuple[Freshness, sources.Now]:
    """How a frozen source stands to its origin, and the origin now."""
    frozen = source_of(row).payload
    now = sources.now(session, SourceKind(row.source_kind), row.source, frozen, language)
    mark = fingerprint(now.payload) if now.payload else None
    return judge(row.fingerprint, row.kept_fingerprint, mark, allowed=now.allowed), now


def blocked_by(session: Session, advice: UUID) -> tuple[Blocked, ...]:
    """Quotes in the version in force that may not be printed (any more). Any of them blocks a signature."""
    return _blocked_in(session, content_in_force(session, advice))


def _blocked_in(session: Session, content: Content) -> tuple[Blocked, ...]:
    found = []
    for number, source in enumerate(content.sources, start=1):
        if source.kind is SourceKind.QUOTE and (reason := _why_not(session, source)):
            found.append(Blocked(UUID(source.id), number, source.sentence, reason))
    return tuple(found)


def content_shown(session: Session, advice: UUID, typed: Typed | None = None) -> Content:
    """The version in force as it may be seen: quotes that may not be printed (any more) are blanked. ``typed``: of a
    draft, with these texts instead of those kept."""
    content = content_in_force(session, advice, typed)
    refs = [str(one.evidence) for one in _blocked_in(session, content)]
    with i18n.in_language(content.language):
        return blanked(content, refs, _("[quote without consent]")) if refs else content


def check_signable(session: Session, advice: UUID) -> None:
    """`UserError` "no_consent" when a quote in the version in force may not be printed: nobody may sign it."""
    for blocked in blocked_by(session, advice):
        message = _("This letter can't be signed: the quote at source {number} may no longer be used. {reason}")
        raise UserError(message.format(number=blocked.number, reason=blocked.reason), code="no_consent")


def freshness_in(session: Session, language: str, source: Source) -> Freshness:
    """How a source of a kept version stands to its origin now; figures taken since don't reach that version."""
    row = session.get(Evidence, UUID(source.id))
    if row is None or row.deleted:
        return Freshness.GONE
    found, _now = freshness_of(session, row, language)
    if found is Freshness.SAME and fingerprint(source.payload) != row.fingerprint:
        return Freshness.CHANGED
    return found


def sources_to_ask(session: Session, advice: UUID) -> tuple[EvidenceRow, ...]:
    """Sources of the version in force that changed and weren't kept on purpose: to ask about before the first
    signature. `service.keep_evidence` answers for one."""
    row = session.get(Advice, advice)
    if row is None:
        return ()
    content = content_in_force(session, advice)
    judged = {one.id: (one, freshness_in(session, row.language, one)) for one in content.sources}
    asked = {ref: (one, freshness) for ref, (one, freshness) in judged.items() if freshness.asks}
    return tuple(
        replace(one, number=content.numbers[one.ref], sentence=asked[one.ref][0].sentence, freshness=asked[one.ref][1])
        for one in evidence_rows(session, advice)
        if one.ref in asked
    )


def with_days_kept(session: Session, advice: UUID, content: Content, kept_on: date | None = None) -> Content:
    """A kept version with the days on which its sources were kept since; with ``kept_on`` as if those that still
    have to be asked about are kept on that day."""
    days = {str(row.id): row.kept_on for row in evidence_of(session, advice) if row.kept_on is not None}
    if kept_on is not None:
        days |= {one.ref: kept_on for one in sources_to_ask(session, advice)}
    return replace(
        content, sources=tuple(replace(one, kept_on=days.get(one.id, one.kept_on)) for one in content.sources)
    )


def using(session: Session, source: UUID) -> tuple[UUID, ...]:
    """The advices that cite a source and aren't sent yet: for who withdraws a consent."""
    query = (
        select(Advice.id)
        .join(Evidence, Evidence.advice == Advice.id)
        .where(Evidence.source == source, Evidence.deleted.is_(False), Advice.deleted.is_(False))
        .where(Advice.state.in_(("draft", "under_discussion", "adopted", "signed")))
    )
    return tuple(dict.fromkeys(session.scalars(query)))


def marked(session: Session) -> dict[UUID, int]:
    """How many quotes without consent each advice that isn't sent yet has: to mark it in lists."""
    query = (
        select(Evidence)
        .join(Advice, Advice.id == Evidence.advice)
        .where(Evidence.deleted.is_(False), Evidence.source_kind == SourceKind.QUOTE.value)
        .where(Advice.deleted.is_(False), Advice.state.in_(("draft", "under_discussion", "adopted", "signed")))
    )
    found: dict[UUID, int] = {}
    for row in session.scalars(query):
        if _why_not(session, source_of(row), row.source):
            found[row.advice] = found.get(row.advice, 0) + 1
    return found


def _why_not(session: Session, source: Source, origin: UUID | None = None) -> str:
    if origin is None:
        row = session.get(Evidence, UUID(source.id))
        origin = row.source if row else None
    printed = sources.quote_print(session, origin) if origin else None
    if printed is None:
        return _("The consent for this quote was withdrawn, or the quote was removed.")
    if printed.consent == "by_role" and getattr(source.payload, "consent", "") == "by_name":
        return _("This speaker may no longer be named.")
    return ""


def uncited(rows: Sequence[EvidenceRow]) -> tuple[EvidenceRow, ...]:
    """Sources that were inserted, and whose note is gone from the text."""
    return tuple(row for row in rows if not row.number)


def _row(session: Session, row: Evidence, number: int, language: str) -> EvidenceRow:
    freshness, now = freshness_of(session, row, language)
    return EvidenceRow(
        id=row.id,
        number=number,
        kind=SourceKind(row.source_kind),
        source=row.source,
        sentence=row.sentence,
        payload=source_of(row).payload,
        frozen_at=row.frozen_at,
        kept_on=row.kept_on,
        freshness=freshness,
        now_payload=now.payload,
    )
