"""What readers of meetings get: frozen rows."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time
from uuid import UUID

from wijkraad_app.features.council.rules.roles import role_label
from wijkraad_app.features.council.rules.voting import Rules

from ..rules import words
from ..rules.course import Step, on_now
from ..rules.speaking import Turn, public_name
from ..rules.standing import Standing, standing
from ..rules.times import Plan, Slot
from ..rules.votes import Quorum
from .minutes import MinutesDraft


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
    noted: int | None = None
    made: datetime | None = None


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

    @property
    def step(self) -> Step:
        return Step(self.slot, self.began, self.ended, self.state, self.kind == "break", self.added_at is not None)


@dataclass(frozen=True, slots=True)
class AttendanceRow:
    """A member or guest at a meeting; ``id`` is None while nothing is recorded about a member.

    ``votes``: a member with a vote on that day. ``role`` is a membership's role, or a guest's own words. ``by_name``:
    a guest who may be named. ``away``: while the meeting is on, not come yet or gone already.
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
    by_name: bool = False
    away: bool = False

    @property
    def here(self) -> bool:
        """Here at some time of the meeting."""
        return self.state in words.HERE

    @property
    def there(self) -> bool:
        """Here at this moment."""
        return self.here and not self.away

    @property
    def shown_name(self) -> str:
        """A guest without a name goes by role."""
        return self.name or self.role

    @property
    def role_word(self) -> str:
        return self.role if self.guest else role_label(self.role)


@dataclass(frozen=True, slots=True)
class AsideRow:
    """A member who steps aside at an item."""

    id: UUID
    item: UUID
    person: UUID
    name: str
    reason: str


@dataclass(frozen=True, slots=True)
class VoteRow:
    """One member at one vote; ``choice`` as in `model.Vote`."""

    person: UUID
    name: str
    choice: str


@dataclass(frozen=True, slots=True)
class DecisionRow:
    """A decision; ``number`` counts within its meeting, 0 without one. Counts are None where nobody counted.

    ``made`` is when it was kept here. ``present``, ``needed`` and ``members`` are None where attendance was unknown
    when it was taken; ``voters`` are those who were there then. The other fields as in `model.Decision`.
    """

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
    sort: str = "decision"
    amends: UUID | None = None
    blank: int | None = None
    present: int | None = None
    needed: int | None = None
    members: int | None = None
    outcome_reason: str = ""
    confirmed: bool = False
    noted: int | None = None
    position: str = ""
    voters: tuple[VoteRow, ...] = ()

    @property
    def name(self) -> str:
        return words.decision_name(self.number, self.day, self.sort)

    @property
    def short_name(self) -> str:
        return words.short_name(self.number, self.sort)

    @property
    def counted(self) -> bool:
        return self.votes_for is not None

    @property
    def quorate(self) -> bool:
        """Enough members were there, as far as anyone knows."""
        return self.present is None or self.needed is None or self.present >= self.needed

    @property
    def votes_text(self) -> str:
        if self.votes_for is None:
            return ""
        return words.votes_text(self.votes_for, self.votes_against or 0, self.abstained or 0, self.blank or 0)

    def said(self, choice: str) -> tuple[str, ...]:
        """The names of those who said so: for, against, abstained or blank at a roll call; aside, without."""
        return tuple(row.name for row in self.voters if row.choice == choice)


@dataclass(frozen=True, slots=True)
class ActionRow:
    """An action; ``owner_name`` is the person's name or the name typed. ``late``: open past its day. ``made`` is when
    it was kept here. ``sort``: action or question; ``progress`` is how it stands, or the answer found."""

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
    sort: str = "action"
    noted: int | None = None
    position: str = ""
    progress: str = ""
    reminded_on: date | None = None
    meeting_title: str = ""
    confirmed: bool = False


@dataclass(frozen=True, slots=True)
class SpeakerRow:
    """Someone who asked to speak. ``number`` counts residents, 0 for others; ``by_name``: agreed to be named."""

    id: UUID
    item: UUID | None
    person: UUID | None
    name: str
    role: str
    subject: str
    resident: bool
    by_name: bool
    number: int
    seconds: int | None
    spoken: int
    since: datetime | None
    state: str

    @property
    def turn(self) -> Turn:
        return Turn(self.seconds, self.spoken, self.since)

    @property
    def public_name(self) -> str:
        """How the public sees who speaks."""
        return public_name(
            resident=self.resident, by_name=self.by_name, name=self.name, role=self.role, number=self.number
        )

    @property
    def shown_name(self) -> str:
        """How the secretary sees who speaks."""
        known = self.public_name if not self.name else self.name
        return f"{known} ({self.role})" if self.name and self.role else known


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
    asides: tuple[AsideRow, ...]
    voting: Rules
    plan: Plan
    online: str
    series: UUID | None
    series_day: date | None
    minutes_sent_on: date | None
    minutes_pdf: str
    closed_from: time | None
    speakers: tuple[SpeakerRow, ...]
    snapshot: str
    """The canonical JSON of the minutes as adopted; "" before."""
    draft: MinutesDraft = field(default_factory=MinutesDraft)

    @property
    def name(self) -> str:
        return words.meeting_name(self.title, self.day)

    @property
    def slots(self) -> tuple[Slot, ...]:
        return tuple(item.slot for item in self.items)

    @property
    def steps(self) -> tuple[Step, ...]:
        return tuple(item.step for item in self.items)

    def standing(self, item: UUID | None) -> Standing:
        """Who may vote at an item now."""
        aside = {row.person for row in self.asides if row.item == item}
        counts = self.voting.aside_in_quorum
        return standing(self.attendance, aside, self.quorum.needed, aside_counts=counts, known=self.attendance_known)

    @property
    def attendance_known(self) -> bool:
        return any(row.state != "unknown" for row in self.attendance)

    def item(self, item_id: UUID | None) -> ItemRow | None:
        return next((item for item in self.items if item.id == item_id), None)

    @property
    def current(self) -> ItemRow | None:
        """The item that is on: the last one begun that hasn't ended."""
        at = on_now(self.steps, self.opened_at) if self.status == "running" else None
        return self.items[at] if at is not None else None

    def speakers_of(self, item: UUID | None) -> tuple[SpeakerRow, ...]:
        """Who asked to speak at that item, or at no item in particular."""
        return tuple(row for row in self.speakers if row.item in (item, None))

    @property
    def speaking(self) -> SpeakerRow | None:
        """Who has the floor, also when interrupted."""
        return next((row for row in self.speakers if row.state == "speaking"), None)

    def decisions_of(self, item: UUID | None) -> tuple[DecisionRow, ...]:
        return tuple(row for row in self.decisions if row.item == item)

    def actions_of(self, item: UUID | None) -> tuple[ActionRow, ...]:
        return tuple(row for row in self.actions if row.item == item)
