"""One advice whole, and its versions."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from wijkraad_app.db.tables import Snapshot
from wijkraad_app.features.council.model import Person
from wijkraad_app.features.meetings import queries as meetings
from wijkraad_app.kernel import clock

from ..model import Advice
from ..rules.differences import Part, compare
from ..rules.due import days_late
from ..rules.numbering import SECTIONS
from ..rules.snapshot import freeze_content
from ..rules.states import State
from .contents import draft_content, kept_content, recommendations_of
from .evidence import cited_numbers, evidence_rows
from .rows import AdviceView, RecommendationRow, VersionRow


def advice(session: Session, id: UUID) -> AdviceView | None:
    """One advice with its recommendations, sources and versions; None when it isn't there."""
    row = session.get(Advice, id)
    if row is None or row.deleted:
        return None
    evidence = evidence_rows(session, id)
    draft = freeze_content(draft_content(session, id)).sha256
    decision = meetings.decision(session, row.decision) if row.decision else None
    person = session.get(Person, row.changes_by) if row.changes_by else None
    known = {one.ref for one in evidence}
    return AdviceView(
        id=row.id,
        title=row.title,
        kind=row.kind,
        state=State(row.state),
        reference=row.reference,
        language=row.language,
        request_day=row.request_day,
        request_reference=row.request_reference,
        **{name: getattr(row, name) for name in SECTIONS},
        recommendations=tuple(
            RecommendationRow(one.id, number, one.text)
            for number, one in enumerate(recommendations_of(session, id), start=1)
        ),
        evidence=evidence,
        versions=versions(session, id),
        discussed=row.discussed,
        adopted=row.adopted,
        adopted_how=row.adopted_how,
        adopted_on=row.adopted_on,
        decision=row.decision,
        decision_name=decision.name if decision else "",
        changes_text=row.changes_text,
        changes_by=row.changes_by,
        changes_by_name=person.name if person else "",
        chair_confirmed=row.chair_confirmed == draft,
        secretary_confirmed=row.secretary_confirmed == draft,
        sent_on=row.sent_on,
        due=row.due,
        due_rule=row.due_rule,
        due_reason=row.due_reason,
        due_agreed=row.due_agreed,
        answered_on=row.answered_on,
        answer_file=row.answer_file,
        answer_file_name=row.answer_file_name,
        sent_file=row.sent_file,
        sent_file_name=row.sent_file_name,
        withdrawn_reason=row.withdrawn_reason,
        earlier=row.earlier,
        days_late=_late(row),
        missing_refs=tuple(ref for ref in cited_numbers(session, row) if ref not in known),
    )


def versions(session: Session, id: UUID) -> tuple[VersionRow, ...]:
    """Kept versions, newest first."""
    row = session.get(Advice, id)
    in_force = row.adopted if row else None
    query = select(Snapshot).where(Snapshot.subject == id, Snapshot.deleted.is_(False))
    found = session.scalars(query.order_by(Snapshot.created_at.desc(), Snapshot.id))
    return tuple(
        VersionRow(one.id, one.purpose, one.sha256, one.reason, one.meeting, one.created_at, one.id == in_force)
        for one in found
    )


def differences(session: Session, id: UUID, old: UUID | None, new: UUID | None = None) -> tuple[Part, ...]:
    """What changed from version ``old`` to ``new``; None is the draft as it is now."""
    before = kept_content(session, old) if old else draft_content(session, id)
    after = kept_content(session, new) if new else draft_content(session, id)
    return compare(before, after)


def draft_sha256(session: Session, id: UUID) -> str:
    """The hash of what would be frozen now: what chair and secretary confirm."""
    return freeze_content(draft_content(session, id)).sha256


def _late(row: Advice) -> int:
    if row.state != State.SENT.value:
        return 0
    return days_late(row.due, clock.today(), agreed=row.due_agreed, answered=row.answered_on is not None)
