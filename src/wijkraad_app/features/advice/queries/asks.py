"""What is asked once more before a version of an advice is adopted: its sources beside what they say now."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy.orm import Session

from wijkraad_app.features.meetings.rules.subjects import ToAsk
from wijkraad_app.kernel import i18n
from wijkraad_app.kernel.i18n import _

from ..model import Advice, Evidence
from ..rules import sentences
from ..rules.freshness import Freshness
from ..rules.snapshot import Source
from .contents import draft_content, kept_content
from .evidence import freshness_in, freshness_of


def asks_before_adoption(session: Session, advice: UUID, version: UUID | None) -> tuple[ToAsk, ...]:
    """The changed sources of that version (of the draft, without one), old and new in the letter's language."""
    row = session.get(Advice, advice)
    if row is None:
        return ()
    content = kept_content(session, version) if version else draft_content(session, advice)
    with i18n.in_language(row.language):
        asked = [
            _ask(session, row.language, number, source, freshness)
            for number, source in enumerate(content.sources, start=1)
            if (freshness := freshness_in(session, row.language, source)).asks
        ]
    return tuple(asked)


def _ask(session: Session, language: str, number: int, source: Source, freshness: Freshness) -> ToAsk:
    kept = session.get(Evidence, UUID(source.id))
    payload = freshness_of(session, kept, language)[1].payload if kept is not None and not kept.deleted else None
    blocked = ""
    if freshness is Freshness.NO_CONSENT:
        blocked = _("The speaker no longer agrees. Remove this quote from the advice.")
    now = sentences.sentence(payload) if payload is not None and not blocked else ""
    return ToAsk(UUID(source.id), number, source.sentence, now, blocked)
