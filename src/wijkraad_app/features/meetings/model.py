"""Tables of meetings: agenda, attendance, decisions, actions."""

from __future__ import annotations

import uuid
from datetime import date, time

from sqlalchemy import Text
from sqlalchemy.orm import Mapped, mapped_column

from wijkraad_app.db.base import Id, Journaled, long_text, refers_to, short_text
from wijkraad_app.kernel.i18n import N_


class Meeting(Journaled):
    """A meeting at a civil date and local time in a zone.

    ``kind``: plenary, executive, working_group, theme_evening. ``status``: planned, running, closed.
    ``minutes_state``: none, draft, adopted; ``minutes_file`` is the digest of earlier minutes kept as a file.
    """

    __kind__ = "meeting"
    __called__ = N_("meeting")
    __search__ = ("place", "introduction")
    title: Mapped[str] = short_text()
    kind: Mapped[str] = mapped_column(default="plenary")
    day: Mapped[date | None]
    start: Mapped[time | None]
    end: Mapped[time | None]
    zone: Mapped[str] = mapped_column(default="Europe/Amsterdam")
    place: Mapped[str] = short_text()
    public: Mapped[bool] = mapped_column(default=True)
    status: Mapped[str] = mapped_column(default="planned")
    chair: Mapped[uuid.UUID | None] = refers_to("person")
    minute_taker: Mapped[uuid.UUID | None] = refers_to("person")
    introduction: Mapped[str] = long_text()
    minutes_state: Mapped[str] = mapped_column(default="none")
    minutes_file: Mapped[str] = short_text(64)
    minutes_file_name: Mapped[str] = short_text()
    minutes_adopted_on: Mapped[date | None]
    opened_at: Mapped[time | None]
    closed_at: Mapped[time | None]


class AgendaItem(Journaled):
    """A numbered item. ``kind``: decide, discuss, inform, consent, procedure, break (without a number).

    ``minutes`` are planned; ``began`` is when it really began. ``subject_kind``/``subject`` is what it is about (an
    advice, or a meeting whose minutes are to be adopted); ``version`` is the snapshot that went with the agenda.
    """

    __kind__ = "item"
    __called__ = N_("agenda item")
    __search__ = ("explanation", "notes")
    meeting: Mapped[uuid.UUID] = refers_to("meeting", required=True)
    parent: Mapped[uuid.UUID | None] = refers_to("item")
    position: Mapped[str] = short_text(60)
    title: Mapped[str] = short_text(300)
    kind: Mapped[str] = mapped_column(default="discuss")
    minutes: Mapped[int | None]
    start: Mapped[time | None]
    began: Mapped[time | None]
    introducer: Mapped[str] = short_text()
    public: Mapped[bool] = mapped_column(default=True)
    explanation: Mapped[str] = long_text()
    notes: Mapped[str] = long_text()
    subject_kind: Mapped[str] = short_text(40)
    subject: Mapped[uuid.UUID | None] = mapped_column(Id, index=True)
    version: Mapped[uuid.UUID | None] = refers_to("snapshot")


class Annex(Journaled):
    """A file with an agenda item."""

    __kind__ = "annex"
    __called__ = N_("annex")
    item: Mapped[uuid.UUID] = refers_to("item", required=True)
    position: Mapped[str] = short_text(60)
    title: Mapped[str] = short_text(300)
    file: Mapped[str] = short_text(64)
    media_type: Mapped[str] = short_text(100)


class Attendance(Journaled):
    """Someone at a meeting: a person, or a guest by role. ``state``: present, online, apologies, absent, unknown."""

    __kind__ = "attendance"
    __called__ = N_("attendance")
    __title__ = "guest_role"
    meeting: Mapped[uuid.UUID] = refers_to("meeting", required=True)
    person: Mapped[uuid.UUID | None] = refers_to("person")
    guest_name: Mapped[str] = short_text()
    guest_role: Mapped[str] = short_text()
    state: Mapped[str] = mapped_column(default="unknown")
    arrived: Mapped[time | None]
    left: Mapped[time | None]


class Decision(Journaled):
    """A decision at an item, or an earlier one without a meeting.

    ``outcome``: adopted, rejected, tie. ``method``: acclamation, hands, roll_call, ballot. ``majority``:
    simple, two_thirds. Counts are null where nobody counted. ``position`` is the order within the meeting.
    """

    __kind__ = "decision"
    __called__ = N_("decision")
    __title__ = "text"
    __search__ = ("text",)
    meeting: Mapped[uuid.UUID | None] = refers_to("meeting")
    item: Mapped[uuid.UUID | None] = refers_to("item")
    position: Mapped[str] = short_text(60)
    day: Mapped[date | None]
    text: Mapped[str] = mapped_column(Text, default="")
    method: Mapped[str] = mapped_column(default="acclamation")
    majority: Mapped[str] = mapped_column(default="simple")
    votes_for: Mapped[int | None]
    votes_against: Mapped[int | None]
    abstained: Mapped[int | None]
    outcome: Mapped[str] = mapped_column(default="adopted")


class Action(Journaled):
    """Who does what before when. ``status``: open, done, dropped."""

    __kind__ = "action"
    __called__ = N_("action")
    __title__ = "text"
    __search__ = ("text",)
    meeting: Mapped[uuid.UUID | None] = refers_to("meeting")
    item: Mapped[uuid.UUID | None] = refers_to("item")
    position: Mapped[str] = short_text(60)
    text: Mapped[str] = mapped_column(Text, default="")
    owner: Mapped[uuid.UUID | None] = refers_to("person")
    owner_name: Mapped[str] = short_text()
    due: Mapped[date | None]
    status: Mapped[str] = mapped_column(default="open")
    done_on: Mapped[date | None]
