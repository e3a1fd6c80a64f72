"""Tables of a meeting itself: agenda, annexes, who was there, who spoke."""

from __future__ import annotations

import uuid
from datetime import date, datetime, time

from sqlalchemy import Text
from sqlalchemy.orm import Mapped, mapped_column

from wijkraad_app.db.base import Id, Instant, Journaled, long_text, refers_to, short_text
from wijkraad_app.kernel.i18n import N_


class Meeting(Journaled):
    """A meeting at a civil date and local time in a zone.

    ``kind``: plenary, executive, working_group, theme_evening. ``status``: planned, running, closed.
    ``minutes_state``: none, draft, sent (for comment), adopted; ``minutes_file`` is the digest of earlier minutes kept
    as a file, ``minutes_pdf`` of the PDF made at adoption. ``series_day`` is the day its series planned, also when it
    was moved since. ``online`` is where to join. ``closed_from`` is when the closed part that is on now began.
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
    series: Mapped[uuid.UUID | None] = refers_to("series")
    series_day: Mapped[date | None]
    online: Mapped[str] = short_text(500)
    minutes_sent_on: Mapped[date | None]
    minutes_pdf: Mapped[str] = short_text(64)
    closed_from: Mapped[time | None]


class AgendaItem(Journaled):
    """A numbered item. ``kind``: decide, discuss, inform, consent, procedure, break (without a number).

    ``minutes`` are planned; ``began`` is when it really began. ``subject_kind``/``subject`` is what it is about (an
    advice, or a meeting whose minutes are to be adopted); ``version`` is the snapshot that went with the agenda.
    ``asked`` is the decision asked in full; ``state``: "" (as planned), deferred, merged, dropped, handled;
    ``deferred_to`` the meeting it went to, ``merged_into`` the item it went into, ``continues`` the item of an earlier
    meeting (or the proposed item) it comes from. ``added_at``: put on the agenda while the meeting ran.
    ``closed_notes`` are never in a public version.
    """

    __kind__ = "item"
    __called__ = N_("agenda item")
    __search__ = ("explanation", "notes", "closed_notes", "asked")
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
    purpose: Mapped[str] = short_text(300)
    asked: Mapped[str] = mapped_column(Text, default="")
    state: Mapped[str] = short_text(20)
    deferred_to: Mapped[uuid.UUID | None] = refers_to("meeting")
    merged_into: Mapped[uuid.UUID | None] = refers_to("item")
    continues: Mapped[uuid.UUID | None] = mapped_column(Id, index=True)
    added_at: Mapped[time | None]
    ended: Mapped[time | None]
    closed_notes: Mapped[str] = long_text()


class Annex(Journaled):
    """A file with an agenda item, or only what a document shown was called. ``public``: in the public pack.
    ``noted`` says where a document shown stands among the notes, as of a decision."""

    __kind__ = "annex"
    __called__ = N_("annex")
    item: Mapped[uuid.UUID] = refers_to("item", required=True)
    position: Mapped[str] = short_text(60)
    title: Mapped[str] = short_text(300)
    file: Mapped[str] = short_text(64)
    media_type: Mapped[str] = short_text(100)
    file_name: Mapped[str] = short_text()
    public: Mapped[bool] = mapped_column(default=True)
    shown: Mapped[bool] = mapped_column(default=False)
    noted: Mapped[int | None]


class Attendance(Journaled):
    """Someone at a meeting: a person, or a guest by role. ``state``: present, online, apologies, absent, unknown.
    ``by_name``: this guest agreed to be named in what is published of this meeting."""

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
    by_name: Mapped[bool] = mapped_column(default=False)


class Speaker(Journaled):
    """Someone who asked to speak at an item, in order. ``state``: waiting, speaking, done, dropped.

    ``seconds`` are allowed (None: no limit), ``spoken`` were used before ``since``, the instant this turn began.
    ``resident``: a speaker from the public, named by ``role`` or number outside the room.
    """

    __kind__ = "speaker"
    __called__ = N_("speaker")
    __title__ = "role"
    meeting: Mapped[uuid.UUID] = refers_to("meeting", required=True)
    item: Mapped[uuid.UUID | None] = refers_to("item")
    position: Mapped[str] = short_text(60)
    person: Mapped[uuid.UUID | None] = refers_to("person")
    name: Mapped[str] = short_text()
    role: Mapped[str] = short_text()
    subject: Mapped[str] = short_text(300)
    resident: Mapped[bool] = mapped_column(default=False)
    seconds: Mapped[int | None]
    spoken: Mapped[int] = mapped_column(default=0)
    since: Mapped[datetime | None] = mapped_column(Instant)
    state: Mapped[str] = mapped_column(default="waiting")


class Aside(Journaled):
    """A member who steps aside at an item for a personal interest."""

    __kind__ = "aside"
    __called__ = N_("member who steps aside")
    __title__ = "reason"
    item: Mapped[uuid.UUID] = refers_to("item", required=True)
    person: Mapped[uuid.UUID] = refers_to("person", required=True)
    reason: Mapped[str] = short_text(300)
