"""What readers of advice get: frozen rows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from ..rules import sentences
from ..rules.freshness import Freshness
from ..rules.payloads import Payload, SourceKind
from ..rules.states import State


@dataclass(frozen=True, slots=True)
class AdviceRow:
    """One line of the list. ``days_late`` is 0 when nothing is late or there is no agreed term; ``blocked`` counts
    quotes that may not be printed any more."""

    id: UUID
    title: str
    kind: str
    state: State
    reference: str
    due: date | None
    due_agreed: bool
    sent_on: date | None
    answered_on: date | None
    days_late: int
    changes_open: bool
    blocked: int = 0


@dataclass(frozen=True, slots=True)
class RecommendationRow:
    """One recommendation with its number."""

    id: UUID
    number: int
    text: str


@dataclass(frozen=True, slots=True)
class EvidenceRow:
    """A source as frozen, and as it is now. ``number`` is 0 when the text doesn't cite it.

    ``now_payload`` is what the source says today, None when it is gone or may not be shown any more.
    """

    id: UUID
    number: int
    kind: SourceKind
    source: UUID
    sentence: str
    payload: Payload
    frozen_at: datetime | None
    kept_on: date | None
    freshness: Freshness
    now_payload: Payload | None

    @property
    def ref(self) -> str:
        """The id as it stands in the text."""
        return str(self.id)

    @property
    def note(self) -> sentences.Note:
        """The note beside the text, in the language in force."""
        return sentences.note(self.payload)

    @property
    def now_sentence(self) -> str:
        return sentences.sentence(self.now_payload) if self.now_payload else ""


@dataclass(frozen=True, slots=True)
class VersionRow:
    """A kept version. ``purpose``: agenda, sent, adopted, corrected."""

    id: UUID
    purpose: str
    sha256: str
    reason: str
    meeting: UUID | None
    created_at: datetime
    in_force: bool


@dataclass(frozen=True, slots=True)
class AdviceView:
    """One advice whole. ``changes_open``: adopted with changes that chair and secretary haven't confirmed yet."""

    id: UUID
    title: str
    kind: str
    state: State
    reference: str
    language: str
    request_day: date | None
    request_reference: str
    occasion: str
    findings: str
    considerations: str
    recommendations: tuple[RecommendationRow, ...]
    evidence: tuple[EvidenceRow, ...]
    versions: tuple[VersionRow, ...]
    discussed: UUID | None
    adopted: UUID | None
    adopted_how: str
    adopted_on: date | None
    decision: UUID | None
    decision_name: str
    changes_text: str
    changes_by: UUID | None
    changes_by_name: str
    chair_confirmed: bool
    secretary_confirmed: bool
    sent_on: date | None
    due: date | None
    due_rule: str
    due_reason: str
    due_agreed: bool
    answered_on: date | None
    answer_file: str
    answer_file_name: str
    sent_file: str
    sent_file_name: str
    withdrawn_reason: str
    earlier: bool
    days_late: int
    missing_refs: tuple[str, ...]

    @property
    def changes_open(self) -> bool:
        return bool(self.changes_text) and self.adopted is None and self.state.editable

    @property
    def editable(self) -> bool:
        return self.state.editable

    @property
    def asking(self) -> tuple[EvidenceRow, ...]:
        """Cited sources that must be asked about before adoption and before the first signature."""
        return tuple(row for row in self.evidence if row.number and row.freshness.asks)


@dataclass(frozen=True, slots=True)
class Blocked:
    """Why a letter may not be signed: a quote in it lost its consent. ``sentence`` is what would be printed."""

    evidence: UUID
    number: int
    sentence: str
    reason: str


__all__ = ["AdviceRow", "AdviceView", "Blocked", "EvidenceRow", "RecommendationRow", "VersionRow"]
