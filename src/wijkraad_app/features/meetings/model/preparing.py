"""Tables of what comes before a meeting: series, holidays, templates, proposed items, documents in and out."""

from __future__ import annotations

import uuid
from datetime import date, time

from sqlalchemy import Text
from sqlalchemy.orm import Mapped, mapped_column

from wijkraad_app.db.base import Id, Journaled, long_text, refers_to, short_text
from wijkraad_app.kernel.i18n import N_


class Series(Journaled):
    """Meetings that come back: every ``interval`` weeks or months on a weekday (0 is Monday).

    ``frequency``: weekly, monthly; monthly takes the ``nth`` such weekday (1 to 4, -1 the last). ``skip_months`` are
    numbers with blanks between ("7 8"), ``skip_days`` ISO days. ``template`` is a preset's key or a template's id.
    """

    __kind__ = "series"
    __called__ = N_("series of meetings")
    title: Mapped[str] = short_text()
    kind: Mapped[str] = mapped_column(default="plenary")
    public: Mapped[bool] = mapped_column(default=True)
    place: Mapped[str] = short_text()
    online: Mapped[str] = short_text(500)
    start: Mapped[time | None]
    end: Mapped[time | None]
    frequency: Mapped[str] = mapped_column(default="monthly")
    interval: Mapped[int] = mapped_column(default=1)
    weekday: Mapped[int] = mapped_column(default=0)
    nth: Mapped[int] = mapped_column(default=1)
    first_day: Mapped[date | None]
    last_day: Mapped[date | None]
    skip_months: Mapped[str] = short_text(40)
    skip_days: Mapped[str] = mapped_column(Text, default="")
    template: Mapped[str] = short_text(60)


class SchoolHoliday(Journaled):
    """A stretch of days, both included, in which the council would rather not meet."""

    __kind__ = "school_holiday"
    __called__ = N_("school holiday")
    __title__ = "name"
    name: Mapped[str] = short_text(100)
    first_day: Mapped[date | None]
    last_day: Mapped[date | None]


class Template(Journaled):
    """What the council uses again.

    ``sort``: agenda (``body`` is the canonical JSON of title and items), phrase (a text block for minutes).
    """

    __kind__ = "template"
    __called__ = N_("template")
    __title__ = "name"
    sort: Mapped[str] = mapped_column(default="agenda")
    name: Mapped[str] = short_text()
    kind: Mapped[str] = short_text(20)
    body: Mapped[str] = mapped_column(Text, default="")
    position: Mapped[str] = short_text(60)


class ProposedItem(Journaled):
    """An item that someone wants on an agenda. ``state``: open, placed, dropped; ``item`` is where it was placed."""

    __kind__ = "proposed_item"
    __called__ = N_("proposed item")
    __search__ = ("explanation",)
    title: Mapped[str] = short_text(300)
    kind: Mapped[str] = mapped_column(default="discuss")
    purpose: Mapped[str] = short_text(300)
    minutes: Mapped[int | None]
    introducer: Mapped[str] = short_text()
    public: Mapped[bool] = mapped_column(default=True)
    explanation: Mapped[str] = long_text()
    proposed_by: Mapped[str] = short_text()
    wished: Mapped[date | None]
    subject_kind: Mapped[str] = short_text(40)
    subject: Mapped[uuid.UUID | None] = mapped_column(Id, index=True)
    state: Mapped[str] = mapped_column(default="open")
    item: Mapped[uuid.UUID | None] = refers_to("item")
    position: Mapped[str] = short_text(60)


class Correspondence(Journaled):
    """A document that came in or went out. ``direction``: incoming, outgoing; ``item`` is where it was listed."""

    __kind__ = "correspondence"
    __called__ = N_("document in or out")
    __title__ = "subject"
    __search__ = ("notes",)
    direction: Mapped[str] = mapped_column(default="incoming")
    day: Mapped[date | None]
    party: Mapped[str] = short_text()
    subject: Mapped[str] = short_text(300)
    handling: Mapped[str] = short_text(300)
    notes: Mapped[str] = mapped_column(Text, default="")
    file: Mapped[str] = short_text(64)
    file_name: Mapped[str] = short_text()
    media_type: Mapped[str] = short_text(100)
    item: Mapped[uuid.UUID | None] = refers_to("item")
