"""What goes with minutes on their way to adoption and after it: comments, corrections, choices about names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from wijkraad_app.db import blobs
from wijkraad_app.db.tables import Snapshot
from wijkraad_app.features.council.model import Council, Organisation, Person
from wijkraad_app.features.council.queries import members
from wijkraad_app.features.council.rules.roles import role_label

from ..model import Attendance, Erratum, Meeting, MinutesComment, PrivacyChoice, Speaker
from ..rules.privacy import Choice, Known, Privacy

SENT, ADOPTED = ("sent",), ("adopted", "corrected")
"""Purposes of what is kept of minutes: as they went out for comment, as they were adopted (``corrected`` was made by
versions of 2026 only)."""


@dataclass(frozen=True, slots=True)
class CommentRow:
    """What someone said of draft minutes; ``item`` None: of all of them. ``state``: open, worked_in, declined."""

    id: UUID
    item: UUID | None
    sender: str
    received: date | None
    text: str
    state: str
    reason: str


@dataclass(frozen=True, slots=True)
class ErratumRow:
    """A correction of adopted minutes."""

    id: UUID
    item: UUID | None
    day: date | None
    text: str
    reason: str
    decision: UUID | None


@dataclass(frozen=True, slots=True)
class MinutesDraft:
    """``sent`` is the canonical JSON as last sent for comment, "" before."""

    sent: str = ""
    comments: tuple[CommentRow, ...] = ()
    errata: tuple[ErratumRow, ...] = ()
    privacy: Privacy = field(default_factory=Privacy)

    @property
    def open_comments(self) -> tuple[CommentRow, ...]:
        return tuple(row for row in self.comments if row.state == "open")

    def comments_of(self, item: UUID | None) -> tuple[CommentRow, ...]:
        return tuple(row for row in self.comments if row.item == item)


def minutes_draft(session: Session, meeting: Meeting) -> MinutesDraft:
    """All of it for one meeting."""
    return MinutesDraft(
        sent=kept_minutes(session, meeting.id, SENT),
        comments=comments(session, meeting.id),
        errata=errata(session, meeting.id),
        privacy=privacy(session, meeting),
    )


def kept_minutes(session: Session, meeting: UUID, purposes: tuple[str, ...]) -> str:
    """The canonical JSON of the minutes as last kept for one of those purposes; "" before."""
    query = select(Snapshot.content).where(
        Snapshot.subject_kind == "meeting",
        Snapshot.subject == meeting,
        Snapshot.deleted.is_(False),
        Snapshot.purpose.in_(purposes),
    )
    newest = query.order_by(Snapshot.created_at.desc(), Snapshot.purpose.desc(), Snapshot.id)
    return session.scalar(newest.limit(1)) or ""


def adopted_pdf(session: Session, meeting: UUID) -> bytes:
    """The PDF that was made at adoption; b"" where none was kept."""
    row = session.get(Meeting, meeting)
    return blobs.load(session, row.minutes_pdf) if row is not None and row.minutes_pdf else b""


def comments(session: Session, meeting: UUID) -> tuple[CommentRow, ...]:
    """In the order they came."""
    query = select(MinutesComment).where(MinutesComment.meeting == meeting, MinutesComment.deleted.is_(False))
    return tuple(
        CommentRow(row.id, row.item, row.sender, row.received, row.text, row.state, row.reason)
        for row in session.scalars(query.order_by(MinutesComment.position, MinutesComment.id))
    )


def errata(session: Session, meeting: UUID) -> tuple[ErratumRow, ...]:
    """In the order of their days."""
    query = select(Erratum).where(Erratum.meeting == meeting, Erratum.deleted.is_(False))
    return tuple(
        ErratumRow(row.id, row.item, row.day, row.text, row.reason, row.decision)
        for row in session.scalars(query.order_by(Erratum.day, Erratum.created_at, Erratum.id))
    )


def privacy(session: Session, meeting: Meeting) -> Privacy:
    """The names the dossier knows, words that are no names in this ward, and what was chosen for this meeting."""
    query = select(PrivacyChoice).where(PrivacyChoice.deleted.is_(False))
    rows = list(session.scalars(query.order_by(PrivacyChoice.created_at, PrivacyChoice.id)))
    chosen = _by_words(row for row in rows if row.meeting == meeting.id)
    earlier = _by_words(row for row in rows if row.meeting != meeting.id)
    return Privacy(tuple(dict.fromkeys(_known(session, meeting))), _safe(session), chosen, earlier)


def _by_words(rows: Iterable[PrivacyChoice]) -> tuple[Choice, ...]:
    """The newest choice for each."""
    found = {row.words: Choice(row.words, row.choice, row.instead, row.sort) for row in rows}
    return tuple(found.values())


def _known(session: Session, meeting: Meeting) -> Iterator[Known]:
    here = {row.id: row for row in members(session, meeting.day)}
    query = select(Person.id, Person.name, Person.function).where(Person.deleted.is_(False)).order_by(Person.id)
    named = _named_guests(session, meeting.id)
    for person, name, function in session.execute(query):
        role = role_label(here[person].role) if person in here else function
        yield Known(name, role, person in here or name in named)
    guests = select(Attendance).where(Attendance.meeting == meeting.id, Attendance.deleted.is_(False))
    for row in session.scalars(guests.where(Attendance.guest_name != "").order_by(Attendance.id)):
        yield Known(row.guest_name, row.guest_role, row.by_name)
    speakers = select(Speaker).where(Speaker.meeting == meeting.id, Speaker.deleted.is_(False), Speaker.name != "")
    for one in session.scalars(speakers.order_by(Speaker.id)):
        yield Known(one.name, one.role, one.name in named)


def _named_guests(session: Session, meeting: UUID) -> frozenset[str]:
    query = select(Attendance.guest_name, Person.name).outerjoin(Person, Attendance.person == Person.id)
    rows = session.execute(
        query.where(Attendance.meeting == meeting, Attendance.deleted.is_(False), Attendance.by_name)
    )
    return frozenset(name for row in rows for name in row if name)


def _safe(session: Session) -> frozenset[str]:
    row = session.scalars(select(Council).where(Council.deleted.is_(False)).order_by(Council.id)).first()
    texts = [row.name, row.municipality, row.ward, row.place] if row is not None else []
    texts += session.scalars(select(Organisation.name).where(Organisation.deleted.is_(False)))
    return frozenset(word.strip(".,()").lower() for text in texts for word in text.split())
