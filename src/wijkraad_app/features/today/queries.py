"""What today shows, read from the slices below in one go."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from wijkraad_app.db import loose_ends
from wijkraad_app.db.base import Journaled, journaled_models
from wijkraad_app.features.advice import queries as advice
from wijkraad_app.features.advice.model import Advice
from wijkraad_app.features.advice.rules.states import State
from wijkraad_app.features.council import queries as council
from wijkraad_app.features.letters import queries as letters
from wijkraad_app.features.letters.queries import LetterRow
from wijkraad_app.features.letters.rules import SignerState
from wijkraad_app.features.meetings import queries as meetings
from wijkraad_app.features.meetings.model import Action, Meeting
from wijkraad_app.features.meetings.queries import ActionRow, MeetingRow, PersonRow, Readiness
from wijkraad_app.features.signals import queries as signals
from wijkraad_app.features.signals.model import Signal
from wijkraad_app.features.signals.rules.words import NEW
from wijkraad_app.features.surveys.model import Question
from wijkraad_app.kernel import clock, dates
from wijkraad_app.kernel.ids import EntityRef

from .rules.asking import UNREAD_DAYS, Ask, Asking, answer, urgency
from .rules.preparation import Facts, Step, steps
from .rules.wording import week_ends

SHOWN_ACTIONS = 6


@dataclass(frozen=True, slots=True)
class NextMeeting:
    """The meeting that comes first, and what is ready for it."""

    row: MeetingRow
    days: int
    steps: tuple[Step, ...]

    @property
    def done(self) -> int:
        return sum(step.done for step in self.steps)


@dataclass(frozen=True, slots=True)
class Visited:
    """A record opened lately, as far as it is still there; ``opened`` is what was in front then (a question)."""

    ref: EntityRef
    title: str
    opened: EntityRef


@dataclass(frozen=True, slots=True)
class TodayView:
    """Everything on the page. ``open_actions`` counts all of them; ``people`` can own a new one."""

    person: str
    today: date
    asking: tuple[Asking, ...]
    actions: tuple[ActionRow, ...]
    open_actions: int
    meeting: NextMeeting | None
    visited: tuple[Visited, ...]
    people: tuple[PersonRow, ...]


def today_view(session: Session, actor: UUID | None = None, visited: Sequence[EntityRef] = ()) -> TodayView:
    """The page for who works here; ``visited`` are records opened on this computer, newest first."""
    day = clock.today()
    return TodayView(
        person=council.person_names(session, [actor]).get(actor, "") if actor else "",
        today=day,
        asking=attention(session, day),
        actions=week_actions(session, day),
        open_actions=_open_actions(session),
        meeting=next_meeting(session, day),
        visited=still_there(session, visited),
        people=meetings.people(session, day),
    )


def attention(session: Session, today: date | None = None) -> tuple[Asking, ...]:
    """What asks for attention, the most urgent first."""
    day = today or clock.today()
    found = [
        *_answers(session, day),
        *_promises(session, day),
        *_letters(session),
        *_signals(session, day),
        *_merged(session),
    ]
    return tuple(sorted(found, key=urgency))


def attention_count(session: Session) -> int:
    """How many things ask for attention: beside the rail."""
    return len(attention(session))


def _answers(session: Session, day: date) -> Iterable[Asking]:
    for row in advice.due_rows(session):
        asks = answer(day, row.due, agreed=row.due_agreed)
        if asks is not None:
            what, days = asks
            yield Asking(what, EntityRef("advice", row.id), row.title, row.reference, days, day=row.due)


def _promises(session: Session, day: date) -> Iterable[Asking]:
    """What the college promised and is late or due within two weeks."""
    for row in advice.promises_due(session, day):
        if row.due is not None:
            days = (row.due - day).days
            what = Ask.BROKEN if days < 0 else Ask.PROMISED
            title = " ".join(row.text.split())
            yield Asking(what, EntityRef("promise", row.id), title, days=abs(days), day=row.due, who=row.made_by)


def _letters(session: Session) -> Iterable[Asking]:
    query = select(Advice).where(Advice.deleted.is_(False), Advice.state == State.ADOPTED.value)
    for row in session.scalars(query.order_by(Advice.adopted_on, Advice.id)):
        made = letters.letter_of(session, row.id)
        ref = EntityRef("advice", row.id)
        if made is None:
            yield Asking(Ask.LETTER, ref, row.title, row.reference)
        elif made.waiting:
            what, who = _signing(session, made)
            yield Asking(what, EntityRef("letter", made.id), row.title, row.reference, who=who)


def _signing(session: Session, made: LetterRow) -> tuple[Ask, str]:
    """What holds a letter up and who: the name of who refused or withdrew, else the role whose turn it is."""
    signers = letters.signers(session, made.advice, made.day or clock.today())
    held = letters.held_up(signers)
    if held is not None:
        what = Ask.REFUSED if held.state is SignerState.REFUSED else Ask.WITHDRAWN
        return what, held.name or held.role
    return Ask.SIGN, next((one.role for one in signers if one.field in made.waiting), "")


def _signals(session: Session, day: date) -> Iterable[Asking]:
    if due := len(signals.contacts_to_erase(session, day)):
        yield Asking(Ask.CONTACTS, "signals", count=due)
    query = select(func.count(Signal.id)).where(Signal.deleted.is_(False), Signal.status == NEW)
    unread = session.scalar(query.where(Signal.received <= day - timedelta(days=UNREAD_DAYS))) or 0
    if unread:
        yield Asking(Ask.SIGNALS, "signals", count=unread)


def _merged(session: Session) -> Iterable[Asking]:
    """The page is that of a slice above."""
    if count := loose_ends.count(session):
        yield Asking(Ask.MERGED, "loose_ends", count=count)


def week_actions(session: Session, today: date, limit: int = SHOWN_ACTIONS) -> tuple[ActionRow, ...]:
    """Open actions for this week and those that are late, the oldest day first."""
    query = select(Action.id).where(Action.deleted.is_(False), Action.status == "open")
    query = query.where(Action.due <= week_ends(today)).order_by(Action.due, Action.id).limit(limit)
    return meetings.action_rows(session, tuple(session.scalars(query)))


def _open_actions(session: Session) -> int:
    query = select(func.count(Action.id)).where(Action.deleted.is_(False), Action.status == "open")
    return session.scalar(query) or 0


def next_meeting(session: Session, today: date) -> NextMeeting | None:
    """The first meeting from today on with what is ready for it."""
    row = meetings.next_meeting(session, today)
    meeting = session.get(Meeting, row.id) if row else None
    if row is None or meeting is None or row.day is None:
        return None
    return NextMeeting(row, (row.day - today).days, steps(_facts(session, meeting, row.day), today))


def _facts(session: Session, meeting: Meeting, day: date) -> Facts:
    body = council.council(session)
    before = _meeting_before(session, meeting.id, day)
    ready = meetings.readiness(session, meeting)
    return Facts(
        day=day,
        items=ready.items,
        before=before.day if before else None,
        minutes_ready=before is not None and _minutes_ready(before, ready),
        chaired=ready.chaired,
        attendance_known=ready.attendance_known,
        notice_days=body.notice_days if body else 0,
        bare=ready.bare,
    )


def _meeting_before(session: Session, meeting: UUID, day: date) -> Meeting | None:
    query = select(Meeting).where(Meeting.deleted.is_(False), Meeting.status == "closed", Meeting.day <= day)
    query = query.where(Meeting.kind == select(Meeting.kind).where(Meeting.id == meeting).scalar_subquery())
    return session.scalars(query.order_by(Meeting.day.desc(), Meeting.id).limit(1)).first()


def _minutes_ready(before: Meeting, ready: Readiness) -> bool:
    """Adopted already, or on this agenda to be adopted."""
    return before.minutes_state == "adopted" or before.id in ready.subjects


def still_there(session: Session, refs: Sequence[EntityRef]) -> tuple[Visited, ...]:
    """Those of ``refs`` that weren't removed, with what they are called now; questions count as their survey."""
    found: dict[EntityRef, Visited] = {}
    for opened in refs:
        row = _live(session, opened)
        if isinstance(row, Question):
            row = _live(session, EntityRef("survey", row.survey))
        if row is not None:
            ref = EntityRef(row.__kind__, row.id)
            found.setdefault(ref, Visited(ref, _name(row), opened))
    return tuple(found.values())


def _live(session: Session, ref: EntityRef) -> Journaled | None:
    model = journaled_models().get(ref.kind)
    row = session.get(model, ref.id) if model is not None else None
    return row if row is not None and not row.deleted else None


def _name(row: Journaled) -> str:
    title = " ".join(str(getattr(row, row.__title__) or "").split())[:200]
    if isinstance(row, Meeting) and row.day is not None:
        return f"{title}, {dates.list_date(row.day)}"
    return title
