"""Lists of advice: all, what is due, what was answered."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from wijkraad_app.features.council.queries.council import the_council
from wijkraad_app.kernel import clock, i18n

from ..model import Advice, Evidence, Recommendation
from ..rules.due import Due, days_late, due
from ..rules.states import State
from .evidence import marked
from .promises import late_promises
from .rows import AdviceRow


def advice_rows(session: Session, text: str = "") -> tuple[AdviceRow, ...]:
    """All advice: what is being written first, then by reference, newest first; ``text`` filters title and
    reference."""
    today = clock.today()
    blocked = marked(session)
    rows = [_row(row, today, blocked.get(row.id, 0)) for row in session.scalars(_live())]
    wanted = text.casefold().split()
    kept = [row for row in rows if all(word in f"{row.title} {row.reference}".casefold() for word in wanted)]
    return tuple(sorted(kept, key=_open_first))


def due_rows(session: Session) -> tuple[AdviceRow, ...]:
    """Sent and not answered, soonest first; wishes (no agreed term) are among them, never late."""
    today = clock.today()
    query = _live().where(Advice.state == State.SENT.value).order_by(Advice.due.is_(None), Advice.due, Advice.id)
    return tuple(_row(row, today) for row in session.scalars(query))


def late_rows(session: Session) -> tuple[AdviceRow, ...]:
    """Advice whose answer is late, longest first."""
    late = [row for row in due_rows(session) if row.days_late]
    return tuple(sorted(late, key=lambda row: -row.days_late))


def answered_rows(session: Session) -> tuple[AdviceRow, ...]:
    """Answered advice, newest answer first."""
    today = clock.today()
    query = _live().where(Advice.state == State.ANSWERED.value).order_by(Advice.answered_on.desc(), Advice.id)
    return tuple(_row(row, today) for row in session.scalars(query))


def late_count(session: Session) -> int:
    """How many answers and promises are late: for the rail."""
    return len(late_rows(session)) + late_promises(session)


def due_if_sent(session: Session, day: date, language: str = "nl") -> Due | None:
    """When the answer would be due for a letter of that day: for “we look forward to your response by”."""
    council = the_council(session)
    if council is None or council.term_count <= 0:
        return None
    with i18n.in_language(language):
        return due(day, council.term_count, council.term_unit, agreed=council.term_agreed)


def advice_of(session: Session, kind: str, id: UUID) -> UUID | None:
    """The advice a recommendation or a source belongs to."""
    row = session.get(Recommendation, id) if kind == "recommendation" else session.get(Evidence, id)
    return row.advice if row is not None and not row.deleted else None


def title_of(session: Session, advice: UUID) -> str:
    """Its title; "" when it is gone."""
    row = session.get(Advice, advice)
    return row.title if row is not None and not row.deleted else ""


def titles(session: Session) -> tuple[tuple[UUID, str], ...]:
    """All advice by title, with its reference where it has one."""
    found = session.scalars(_live())
    named = [(row.id, ", ".join(part for part in (row.title, row.reference) if part)) for row in found]
    return tuple(sorted(named, key=lambda one: one[1].casefold()))


def _live() -> Select[Advice]:
    return select(Advice).where(Advice.deleted.is_(False)).order_by(Advice.created_at.desc(), Advice.id)


def _open_first(row: AdviceRow) -> tuple[bool, int]:
    day = row.sent_on or row.answered_on or date.max
    return (not row.state.editable, -day.toordinal())


def _row(row: Advice, today: date, blocked: int = 0) -> AdviceRow:
    answered = row.answered_on is not None
    waiting = row.state == State.SENT.value
    return AdviceRow(
        id=row.id,
        title=row.title,
        kind=row.kind,
        state=State(row.state),
        reference=row.reference,
        due=row.due,
        due_agreed=row.due_agreed,
        sent_on=row.sent_on,
        answered_on=row.answered_on,
        days_late=days_late(row.due, today, agreed=row.due_agreed, answered=answered) if waiting else 0,
        changes_open=bool(row.changes_text) and row.adopted is None and State(row.state).editable,
        blocked=blocked,
    )
