"""What waits for an agenda: proposed items, documents in and out, and all that is open for a meeting."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from wijkraad_app.kernel import dates
from wijkraad_app.kernel import text as rich
from wijkraad_app.kernel.i18n import _

from ..model import AgendaItem, Annex, Attendance, Correspondence, Meeting, ProposedItem
from ..rules import words
from ..rules.numbering import numbers
from ..rules.open_matters import PROVIDERS, SORTS, Matter
from ..rules.subjects import SUBJECTS
from .agenda import item_tree
from .meetings import minutes_without_place
from .outcomes import open_actions


@dataclass(frozen=True, slots=True)
class Readiness:
    """How far a meeting is prepared: its numbered items, those to discuss or decide without papers or explanation,
    what its items are about, whether chair and minute taker are chosen, whether anybody said to come or not."""

    items: int
    bare: tuple[str, ...]
    subjects: frozenset[UUID]
    chaired: bool
    attendance_known: bool


@dataclass(frozen=True, slots=True)
class ProposedRow:
    """An item that waits for an agenda; ``placed_at`` names the meeting where it was placed."""

    id: UUID
    title: str
    kind: str
    purpose: str
    minutes: int | None
    introducer: str
    public: bool
    explanation: str
    proposed_by: str
    wished: date | None
    subject_kind: str
    subject: UUID | None
    subject_title: str
    state: str
    item: UUID | None
    placed_at: str


@dataclass(frozen=True, slots=True)
class CorrespondenceRow:
    """A document in or out; ``listed_at`` names the meeting on whose agenda it stands."""

    id: UUID
    direction: str
    day: date | None
    party: str
    subject: str
    handling: str
    notes: str
    file: str
    file_name: str
    media_type: str
    item: UUID | None
    listed_at: str


def readiness(session: Session, meeting: Meeting) -> Readiness:
    """How far the meeting is prepared; reads no more than that needs."""
    tree = item_tree(session, meeting.id)
    numbered = tuple(
        zip(numbers([(row.kind, level) for row, level in tree]), (row for row, _level in tree), strict=True)
    )
    own = select(AgendaItem.id).where(AgendaItem.meeting == meeting.id)
    with_papers = set(session.scalars(select(Annex.item).where(Annex.item.in_(own), Annex.deleted.is_(False))))
    answered = select(Attendance.id).where(Attendance.meeting == meeting.id, Attendance.deleted.is_(False))
    return Readiness(
        items=sum(bool(number) for number, _row in numbered),
        bare=tuple(
            number
            for number, row in numbered
            if number and row.kind in ("decide", "discuss")
            if not (row.id in with_papers or row.explanation.strip() or row.subject)
        ),
        subjects=frozenset(row.subject for _number, row in numbered if row.subject is not None),
        chaired=meeting.chair is not None and meeting.minute_taker is not None,
        attendance_known=session.scalar(answered.where(Attendance.state != "unknown").limit(1)) is not None,
    )


def proposed_items(session: Session) -> tuple[ProposedRow, ...]:
    """All of them: those that wait first, the one wished first on top."""
    rows = session.scalars(select(ProposedItem).where(ProposedItem.deleted.is_(False))).all()
    meetings = _meetings(session, [row.item for row in rows])
    shown = [_proposed(session, row, meetings) for row in sorted(rows, key=lambda row: (row.position, row.id))]
    return tuple(sorted(shown, key=lambda row: (row.state != "open", row.wished is None, row.wished or date.max)))


def _proposed(session: Session, row: ProposedItem, meetings: dict[UUID, Meeting]) -> ProposedRow:
    handler = SUBJECTS.get(row.subject_kind) if row.subject_kind else None
    at = meetings.get(row.item) if row.item else None
    state = "open" if row.state == "placed" and at is None else row.state
    names = ("id", "title", "kind", "purpose", "minutes", "introducer", "public", "explanation", "proposed_by")
    return ProposedRow(
        **{name: getattr(row, name) for name in names},
        wished=row.wished,
        subject_kind=row.subject_kind,
        subject=row.subject,
        subject_title=handler.title(session, row.subject) if handler and row.subject else "",
        state=state,
        item=row.item if at else None,
        placed_at=words.meeting_name(at.title, at.day) if at else "",
    )


def _meetings(session: Session, items: Sequence[UUID | None]) -> dict[UUID, Meeting]:
    """The live meeting of each live item."""
    query = select(AgendaItem.id, Meeting).join(Meeting, AgendaItem.meeting == Meeting.id)
    query = query.where(AgendaItem.id.in_([item for item in items if item]), AgendaItem.deleted.is_(False))
    return {item: meeting for item, meeting in session.execute(query) if not meeting.deleted}


def waiting_count(session: Session) -> int:
    """How many proposed items wait for an agenda."""
    query = select(func.count()).select_from(ProposedItem)
    return session.scalar(query.where(ProposedItem.state == "open", ProposedItem.deleted.is_(False))) or 0


def correspondence(session: Session) -> tuple[CorrespondenceRow, ...]:
    """The register, newest first."""
    query = select(Correspondence).where(Correspondence.deleted.is_(False))
    rows = session.scalars(query.order_by(Correspondence.day.desc(), Correspondence.created_at.desc())).all()
    meetings = _meetings(session, [row.item for row in rows])
    return tuple(_document(row, meetings) for row in rows)


def _document(row: Correspondence, meetings: dict[UUID, Meeting]) -> CorrespondenceRow:
    at = meetings.get(row.item) if row.item else None
    names = ("id", "direction", "day", "party", "subject", "handling", "notes", "file", "file_name", "media_type")
    return CorrespondenceRow(
        **{name: getattr(row, name) for name in names},
        item=row.item if at else None,
        listed_at=words.meeting_name(at.title, at.day) if at else "",
    )


def open_matters(session: Session, meeting: UUID) -> tuple[Matter, ...]:
    """What can go on the agenda of a meeting that isn't there yet, by sort: minutes to adopt, deferred and proposed
    items, open actions, documents in and out since the last meeting of its kind, answers due."""
    row = session.get(Meeting, meeting)
    if row is None or row.deleted:
        return ()
    here = session.scalars(select(AgendaItem).where(AgendaItem.meeting == meeting, AgendaItem.deleted.is_(False))).all()
    known = {item.subject for item in here} | {item.continues for item in here}
    listed = "\n".join(rich.plain(item.explanation) for item in here)
    since = _last_day(session, row)
    found = [*_of_meetings(session, row), *PROVIDERS.asked(session, since, row.day)]
    wanted = [matter for matter in found if matter.id not in known and not _listed(matter, listed)]
    return tuple(sorted(wanted, key=lambda matter: SORTS.index(matter.sort)))


def _listed(matter: Matter, text: str) -> bool:
    """Whether a line of the agenda tells of it already."""
    return matter.sort in ("action", "outgoing", "due") and matter.title in text


def _last_day(session: Session, meeting: Meeting) -> date | None:
    """The day of the last meeting of the same kind that was held before this one."""
    query = select(func.max(Meeting.day)).where(
        Meeting.kind == meeting.kind, Meeting.status == "closed", Meeting.deleted.is_(False), Meeting.id != meeting.id
    )
    if meeting.day is not None:
        query = query.where(Meeting.day < meeting.day)
    return session.scalar(query)


def _of_meetings(session: Session, meeting: Meeting) -> Iterator[Matter]:
    for minutes in minutes_without_place(session, meeting.day):
        if minutes.id != meeting.id:
            yield Matter("minutes", "meeting", minutes.id, _("Minutes of {meeting}").format(meeting=minutes.name))
    yield from _deferred(session, meeting)
    for row in proposed_items(session):
        if row.state == "open":
            soon = row.wished is not None and (meeting.day is None or row.wished <= meeting.day)
            by = _("proposed by {name}").format(name=row.proposed_by) if row.proposed_by else ""
            yield Matter("proposed", "proposed_item", row.id, row.title, by, row.wished, ticked=soon)
    for action in open_actions(session):
        due = dates.short_date(action.due) if action.due else ""
        detail = ", ".join(part for part in (action.owner_name, due) if part)
        yield Matter("action", "action", action.id, action.text, detail, action.due)
    for one in correspondence(session):
        if one.item is None:
            detail = ", ".join(part for part in (one.party, one.handling) if part)
            yield Matter(
                one.direction, "correspondence", one.id, one.subject, detail, one.day, one.file, one.file_name,
                one.media_type,
            )  # fmt: skip


def _deferred(session: Session, meeting: Meeting) -> Iterator[Matter]:
    """Items put off at a meeting before this one that no item goes on with."""
    going_on = select(AgendaItem.continues).where(AgendaItem.continues.is_not(None), AgendaItem.deleted.is_(False))
    query = select(AgendaItem, Meeting).join(Meeting, AgendaItem.meeting == Meeting.id)
    query = query.where(
        AgendaItem.state == "deferred", AgendaItem.id.not_in(going_on), AgendaItem.deleted.is_(False),
        Meeting.deleted.is_(False), Meeting.id != meeting.id,
    )  # fmt: skip
    for item, at in session.execute(query.order_by(Meeting.day, AgendaItem.position)):
        if meeting.day is None or at.day is None or at.day <= meeting.day:
            yield Matter("deferred", "item", item.id, item.title, words.meeting_name(at.title, at.day))
