"""What readers of meetings get: frozen rows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from uuid import UUID

from wijkraad_app.features.council.rules.roles import role_label

from ..rules import words
from ..rules.times import Plan, Slot
from ..rules.votes import Quorum


@dataclass(frozen=True, slots=True)
class MeetingRow:
    """A meeting in a list. ``running`` and ``closed`` are states of the meeting, ``minutes_state`` of its minutes."""

    id: UUID
    title: str
    kind: str
    day: date | None
    start: time | None
    end: time | None
    place: str
    public: bool
    status: str
    minutes_state: str
    online: str = ""
    series: UUID | None = None

    @property
    def name(self) -> str:
        return words.meeting_name(self.title, self.day)


@dataclass(frozen=True, slots=True)
class AnnexRow:
    """A file with an item; ``file`` is the digest of its bytes, "" for what was only ``shown``. ``public``: it goes
    into the public pack."""

    id: UUID
    title: str
    file: str
    media_type: str
    file_name: str = ""
    public: bool = True
    shown: bool = False


@dataclass(frozen=True, slots=True)
class ItemRow:
    """An agenda item with what follows from its place: level, number, computed time.

    ``fixed`` is a start of its own; ``subject_adoptable`` says that a decision here may adopt its subject.
    ``asked`` is the decision asked in full; ``state`` and what follows as in `model.AgendaItem`.
    """

    id: UUID
    parent: UUID | None
    level: int
    number: str
    title: str
    kind: str
    at: time | None
    minutes: int | None
    fixed: time | None
    began: time | None
    introducer: str
    public: bool
    explanation: str
    notes: str
    annexes: tuple[AnnexRow, ...]
    subject_kind: str
    subject: UUID | None
    version: UUID | None
    subject_title: str
    subject_adoptable: bool
    purpose: str
    asked: str
    state: str
    deferred_to: UUID | None
    merged_into: UUID | None
    continues: UUID | None
    added_at: time | None
    ended: time | None
    closed_notes: str

    @property
    def slot(self) -> Slot:
        return Slot(self.level, self.minutes, self.fixed)


@dataclass(frozen=True, slots=True)
class AttendanceRow:
    """A member or guest at a meeting; ``id`` is None while nothing is recorded about a member.

    ``votes``: a member with a vote on that day. ``role`` is a membership's role, or a guest's own words.
    """

    id: UUID | None
    person: UUID | None
    name: str
    role: str
    guest: bool
    votes: bool
    state: str
    arrived: time | None
    left: time | None

    @property
    def here(self) -> bool:
        return self.state in words.HERE

    @property
    def shown_name(self) -> str:
        """A guest without a name goes by role."""
        return self.name or self.role

    @property
    def role_word(self) -> str:
        return self.role if self.guest else role_label(self.role)


@dataclass(frozen=True, slots=True)
class DecisionRow:
    """A decision; ``number`` counts within its meeting, 0 without one. Counts are None where nobody counted.
    ``made`` is when it was kept here."""

    id: UUID
    meeting: UUID | None
    item: UUID | None
    number: int
    day: date | None
    text: str
    method: str
    majority: str
    votes_for: int | None
    votes_against: int | None
    abstained: int | None
    outcome: str
    made: datetime

    @property
    def name(self) -> str:
        return words.decision_name(self.number, self.day)

    @property
    def counted(self) -> bool:
        return self.votes_for is not None

    @property
    def votes_text(self) -> str:
        if self.votes_for is None:
            return ""
        return words.votes_text(self.votes_for, self.votes_against or 0, self.abstained or 0)


@dataclass(frozen=True, slots=True)
class ActionRow:
    """An action; ``owner_name`` is the person's name or the name typed. ``late``: open past its day. ``made`` is when
    it was kept here."""

    id: UUID
    meeting: UUID | None
    item: UUID | None
    text: str
    owner: UUID | None
    owner_name: str
    due: date | None
    status: str
    done_on: date | None
    meeting_day: date | None
    late: bool
    made: datetime


@dataclass(frozen=True, slots=True)
class PersonRow:
    """Someone to choose as owner, chair or introducer; ``role`` is "" for who isn't a member now."""

    id: UUID
    name: str
    role: str

    @property
    def role_word(self) -> str:
        return role_label(self.role)


@dataclass(frozen=True, slots=True)
class MeetingView:
    """One meeting whole."""

    id: UUID
    title: str
    kind: str
    day: date | None
    start: time | None
    end: time | None
    zone: str
    place: str
    public: bool
    status: str
    chair: UUID | None
    chair_name: str
    minute_taker: UUID | None
    minute_taker_name: str
    introduction: str
    minutes_state: str
    minutes_file: str
    minutes_file_name: str
    minutes_adopted_on: date | None
    opened_at: time | None
    closed_at: time | None
    items: tuple[ItemRow, ...]
    attendance: tuple[AttendanceRow, ...]
    decisions: tuple[DecisionRow, ...]
    actions: tuple[ActionRow, ...]
    quorum: Quorum
    plan: Plan
    online: str
    series: UUID | None
    series_day: date | None
    minutes_sent_on: date | None
    minutes_pdf: str
    snapshot: str
    """The canonical JSON of the minutes as adopted; "" before."""

    @property
    def name(self) -> str:
        return words.meeting_name(self.title, self.day)

    @property
    def slots(self) -> tuple[Slot, ...]:
        return tuple(item.slot for item in self.items)

    @property
    def attendance_known(self) -> bool:
        return any(row.state != "unknown" for row in self.attendance)

    def item(self, item_id: UUID | None) -> ItemRow | None:
        return next((item for item in self.items if item.id == item_id), None)

    @property
    def current(self) -> ItemRow | None:
        """The item that is on: the last one begun."""
        begun = [item for item in self.items if item.began is not None]
        return begun[-1] if begun and self.status == "running" else None

    def decisions_of(self, item: UUID | None) -> tuple[DecisionRow, ...]:
        return tuple(row for row in self.decisions if row.item == item)

    def actions_of(self, item: UUID | None) -> tuple[ActionRow, ...]:
        return tuple(row for row in self.actions if row.item == item)
