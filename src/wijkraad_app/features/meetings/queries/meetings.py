"""Meetings in lists, and one meeting whole."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from wijkraad_app.features.council.queries import council, members, signers
from wijkraad_app.kernel import clock

from ..model import Action, AgendaItem, Attendance, Decision, Meeting
from ..rules.standing import Standing, standing
from ..rules.times import NIGHT_ENDS, minutes_between
from ..rules.votes import Quorum, quorum
from . import templates
from .agenda import agenda
from .members import names
from .minutes import ADOPTED, kept_minutes, minutes_draft
from .outcomes import actions_of_meeting, decisions
from .rows import AttendanceRow, MeetingRow, MeetingView
from .speakers import speakers
from .voting import asides, voting_rules


def meeting_ids(session: Session, query: str = "") -> tuple[UUID, ...]:
    """Ids of meetings, the latest day first; those without a day on top."""
    statement = select(Meeting.id).where(Meeting.deleted.is_(False))
    if query:
        statement = statement.where(
            Meeting.title.icontains(query, autoescape=True) | Meeting.place.icontains(query, autoescape=True)
        )
    order = (Meeting.day.is_not(None), Meeting.day.desc(), Meeting.start.desc().nulls_last(), Meeting.id)
    return tuple(session.scalars(statement.order_by(*order)))


def meeting_rows(session: Session, ids: Sequence[UUID] | None = None) -> tuple[MeetingRow, ...]:
    """The rows of those meetings in the order asked, or of all."""
    wanted = meeting_ids(session) if ids is None else ids
    rows = {row.id: row for row in session.scalars(select(Meeting).where(Meeting.deleted.is_(False)))}
    return tuple(_meeting_row(rows[id]) for id in wanted if id in rows)


def _meeting_row(row: Meeting) -> MeetingRow:
    return MeetingRow(
        row.id, row.title, row.kind, row.day, row.start, row.end, row.place, row.public, row.status, row.minutes_state,
        row.online, row.series,
    )  # fmt: skip


def is_running(session: Session) -> bool:
    """Whether a meeting of today or last night has been opened and not closed."""
    since = clock.today() - timedelta(days=1)
    found = select(Meeting.id).where(Meeting.status == "running", Meeting.day >= since, Meeting.deleted.is_(False))
    return session.scalar(found.limit(1)) is not None


def next_meeting(session: Session, today: date | None = None) -> MeetingRow | None:
    """The first meeting from today on that isn't over."""
    query = select(Meeting).where(Meeting.deleted.is_(False), Meeting.status != "closed")
    query = query.where(Meeting.day >= (today or clock.today())).order_by(
        Meeting.day, Meeting.start.nulls_first(), Meeting.id
    )
    row = session.scalars(query).first()
    return _meeting_row(row) if row else None


@dataclass(frozen=True, slots=True)
class Usual:
    """With what a new meeting begins."""

    place: str = ""
    chair: UUID | None = None
    minute_taker: UUID | None = None


def usual(session: Session, kind: str, day: date | None = None) -> Usual:
    """Place and minute-taker of the last meeting of that kind; chair and secretary of the council where that meets
    as a whole or as its board. Nobody who left by ``day`` (today)."""
    found = select(Meeting).where(Meeting.deleted.is_(False), Meeting.kind == kind, Meeting.day.is_not(None))
    last = session.scalars(found.order_by(Meeting.day.desc(), Meeting.start.desc(), Meeting.id)).first()
    here = {row.id for row in members(session, day)}
    chair, taker = (last.chair, last.minute_taker) if last is not None else (None, None)
    chair, taker = chair if chair in here else None, taker if taker in here else None
    if kind in ("plenary", "executive"):
        office = signers(session, day)
        chair = office.chair.id if office.chair else chair
        taker = taker or (office.secretary.id if office.secretary else None)
    return Usual(last.place if last is not None else "", chair, taker)


def usual_place(session: Session, template: str | None) -> str:
    """Where meetings of a template's kind are held; without one those of the whole council."""
    chosen = templates.template(template) if template else None
    return usual(session, chosen.kind if chosen else "plenary").place


def where_adopted(session: Session, meeting: UUID) -> tuple[MeetingRow | None, bool]:
    """The first meeting after this one that isn't over, and whether it has these minutes on its agenda already."""
    before = session.get(Meeting, meeting)
    if before is None or before.day is None:
        return None, False
    coming = select(Meeting).where(Meeting.deleted.is_(False), Meeting.status != "closed", Meeting.day > before.day)
    first = session.scalars(coming.order_by(Meeting.day, Meeting.start.nulls_first(), Meeting.id)).first()
    placed = session.scalars(
        coming.join(AgendaItem, AgendaItem.meeting == Meeting.id)
        .where(AgendaItem.subject_kind == "meeting", AgendaItem.subject == meeting, AgendaItem.deleted.is_(False))
        .order_by(Meeting.day, Meeting.id)
    ).first()
    found = placed or first
    return (_meeting_row(found) if found else None), placed is not None


def place_of(session: Session, kind: str, id: UUID) -> tuple[UUID | None, UUID | None]:
    """The meeting and the item where a record of ``kind`` stands; None where it has none."""
    if kind == "meeting":
        return id, None
    row: AgendaItem | Decision | Action | None
    if kind == "item":
        row = session.get(AgendaItem, id)
    else:
        row = session.get(Decision, id) if kind == "decision" else session.get(Action, id)
    if row is None or row.deleted:
        return None, None
    return row.meeting, row.id if isinstance(row, AgendaItem) else row.item


def minutes_to_adopt(session: Session, before: date | None) -> tuple[MeetingRow, ...]:
    """Meetings before that day whose minutes are a draft (also one sent for comment), oldest first."""
    query = select(Meeting).where(Meeting.deleted.is_(False), Meeting.minutes_state.in_(("draft", "sent")))
    if before is not None:
        query = query.where(Meeting.day < before)
    return tuple(_meeting_row(row) for row in session.scalars(query.order_by(Meeting.day, Meeting.id)))


def minutes_without_place(session: Session, before: date | None) -> tuple[MeetingRow, ...]:
    """The same, without those that stand on the agenda of a meeting still to come."""
    return tuple(row for row in minutes_to_adopt(session, before) if not where_adopted(session, row.id)[1])


def meeting_view(session: Session, id: UUID) -> MeetingView | None:
    """One meeting whole, or None when it is gone."""
    row = session.get(Meeting, id)
    if row is None or row.deleted:
        return None
    items, laid = agenda(session, row)
    attendance = attendance_rows(session, row)
    known = names(session, [row.chair, row.minute_taker])
    return MeetingView(
        id=row.id,
        title=row.title,
        kind=row.kind,
        day=row.day,
        start=row.start,
        end=row.end,
        zone=row.zone,
        place=row.place,
        public=row.public,
        status=row.status,
        chair=row.chair,
        chair_name=known.get(row.chair, "") if row.chair else "",
        minute_taker=row.minute_taker,
        minute_taker_name=known.get(row.minute_taker, "") if row.minute_taker else "",
        introduction=row.introduction,
        minutes_state=row.minutes_state,
        minutes_file=row.minutes_file,
        minutes_file_name=row.minutes_file_name,
        minutes_adopted_on=row.minutes_adopted_on,
        opened_at=row.opened_at,
        closed_at=row.closed_at,
        items=items,
        attendance=attendance,
        decisions=decisions(session, meeting=id),
        actions=actions_of_meeting(session, id),
        quorum=quorum_of(session, attendance),
        asides=asides(session, id),
        voting=voting_rules(session),
        plan=laid,
        online=row.online,
        series=row.series,
        series_day=row.series_day,
        minutes_sent_on=row.minutes_sent_on,
        minutes_pdf=row.minutes_pdf,
        closed_from=row.closed_from,
        speakers=speakers(session, id, attendance),
        snapshot=adopted_minutes(session, id),
        draft=minutes_draft(session, row),
    )


def attendance_rows(session: Session, meeting: Meeting) -> tuple[AttendanceRow, ...]:
    """Members on the day of the meeting, recorded or not yet, then others who were there."""
    query = select(Attendance).where(Attendance.meeting == meeting.id, Attendance.deleted.is_(False))
    recorded = session.scalars(query.order_by(Attendance.created_at, Attendance.id)).all()
    now = _moment(meeting)
    by_person = {row.person: row for row in recorded if row.person is not None}
    rows = []
    for person in members(session, meeting.day):
        found = by_person.pop(person.id, None)
        rows.append(
            AttendanceRow(
                id=found.id if found else None,
                person=person.id,
                name=person.name,
                role=person.role,
                guest=False,
                votes=person.votes,
                state=found.state if found else "unknown",
                arrived=found.arrived if found else None,
                left=found.left if found else None,
                by_name=True,
                away=found is not None and _away(found, now),
            )
        )
    known = names(session, by_person)
    others = [row for row in recorded if row.person is None or row.person in by_person]
    return (*rows, *(_guest_row(row, known, now) for row in others))


def _moment(meeting: Meeting) -> datetime | None:
    """Now, as long as the meeting is on; None when it is planned, over, or written down on another day."""
    if meeting.status != "running":
        return None
    now = clock.local_now(meeting.zone)
    evening = (now - timedelta(hours=NIGHT_ENDS)).date()
    return now if meeting.day in (None, evening) else None


def _away(row: Attendance, now: datetime | None) -> bool:
    """Not come yet, or gone already."""
    if now is None:
        return False
    late = row.arrived is not None and minutes_between(now.time(), row.arrived) > 0
    return late or (row.left is not None and minutes_between(row.left, now.time()) >= 0)


def _guest_row(row: Attendance, known: dict[UUID, str], now: datetime | None) -> AttendanceRow:
    return AttendanceRow(
        id=row.id,
        person=row.person,
        name=known.get(row.person, row.guest_name) if row.person else row.guest_name,
        role=row.guest_role,
        guest=True,
        votes=False,
        state=row.state,
        arrived=row.arrived,
        left=row.left,
        by_name=row.by_name,
        away=_away(row, now),
    )


def quorum_of(session: Session, attendance: Sequence[AttendanceRow]) -> Quorum:
    """Whether enough members with a vote are there, by the council's rule."""
    voting = [row for row in attendance if row.votes]
    body = council(session)
    rule, number = (body.quorum_rule, body.quorum_number) if body else ("more_than_half", 0)
    return quorum(rule, number, len(voting), sum(row.there for row in voting))


def standing_of(session: Session, meeting: Meeting, item: UUID | None) -> Standing:
    """Who may vote now, at an item where members may step aside."""
    rows = attendance_rows(session, meeting)
    aside = {row.person for row in asides(session, meeting.id) if row.item == item}
    counts = voting_rules(session).aside_in_quorum
    known = any(row.state != "unknown" for row in rows)
    return standing(rows, aside, quorum_of(session, rows).needed, aside_counts=counts, known=known)


def adopted_minutes(session: Session, meeting: UUID) -> str:
    """The canonical JSON of the minutes as they were adopted; "" before."""
    return kept_minutes(session, meeting, ADOPTED)
