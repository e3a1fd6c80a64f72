"""Tables of the council, its people and its themes."""

from __future__ import annotations

import uuid
from datetime import date

from sqlalchemy import Text
from sqlalchemy.orm import Mapped, mapped_column

from wijkraad_app.db.base import Journaled, long_text, refers_to, short_text
from wijkraad_app.kernel.i18n import N_


class Council(Journaled):
    """The council itself: one row a dossier.

    ``abstentions`` and ``blanks``: ignored (they don't count for the majority) or counted. ``tie_rule``: rejected,
    chair (the chair decides), next_meeting. ``aside_in_quorum``: who steps aside still counts as present.
    ``speaking_minutes`` are a resident's. ``signing_order`` are roles with blanks between, one to four.
    """

    __kind__ = "council"
    __called__ = N_("council")
    __title__ = "name"
    name: Mapped[str] = short_text()
    body_kind: Mapped[str] = short_text(40)
    municipality: Mapped[str] = short_text(100)
    ward: Mapped[str] = short_text(100)
    ward_code: Mapped[str] = short_text(10)
    formal_right: Mapped[bool] = mapped_column(default=True)
    letter_language: Mapped[str] = mapped_column(default="nl")
    zone: Mapped[str] = mapped_column(default="Europe/Amsterdam")
    logo: Mapped[str] = short_text(64)
    accent: Mapped[str] = mapped_column(default="#24548F")
    sender_lines: Mapped[str] = mapped_column(Text, default="")
    address_window: Mapped[str] = short_text(10)
    place: Mapped[str] = short_text(100)
    phone: Mapped[str] = short_text(40)
    mail: Mapped[str] = short_text()
    contact: Mapped[uuid.UUID | None] = refers_to("person")
    addressee_lines: Mapped[str] = mapped_column(Text, default="")
    salutation: Mapped[str] = short_text()
    copies_to: Mapped[str] = mapped_column(Text, default="")
    term_count: Mapped[int] = mapped_column(default=8)
    term_unit: Mapped[str] = mapped_column(default="weeks")
    term_agreed: Mapped[bool] = mapped_column(default=True)
    quorum_rule: Mapped[str] = mapped_column(default="more_than_half")
    quorum_number: Mapped[int] = mapped_column(default=0)
    notice_days: Mapped[int] = mapped_column(default=7)
    reference_pattern: Mapped[str] = mapped_column(default="{year}-{number:02}")
    example: Mapped[bool] = mapped_column(default=False)
    abstentions: Mapped[str] = mapped_column(default="ignored")
    blanks: Mapped[str] = mapped_column(default="ignored")
    tie_rule: Mapped[str] = mapped_column(default="rejected")
    aside_in_quorum: Mapped[bool] = mapped_column(default=True)
    speaking_minutes: Mapped[int] = mapped_column(default=5)
    signing_order: Mapped[str] = mapped_column(default="chair secretary")


class Organisation(Journaled):
    """A body outside the council: municipality, school, association."""

    __kind__ = "organisation"
    __called__ = N_("organisation")
    __title__ = "name"
    __search__ = ("notes",)
    name: Mapped[str] = short_text()
    sort: Mapped[str] = short_text(40)
    mail: Mapped[str] = short_text()
    phone: Mapped[str] = short_text(40)
    address: Mapped[str] = mapped_column(Text, default="")
    notes: Mapped[str] = long_text()


class Person(Journaled):
    """Someone the council works with; a member has a membership."""

    __kind__ = "person"
    __called__ = N_("person")
    __title__ = "name"
    __search__ = ("function",)
    name: Mapped[str] = short_text()
    mail: Mapped[str] = short_text()
    phone: Mapped[str] = short_text(40)
    address: Mapped[str] = mapped_column(Text, default="")
    function: Mapped[str] = short_text()
    organisation: Mapped[uuid.UUID | None] = refers_to("organisation")
    notes: Mapped[str] = long_text()


class Membership(Journaled):
    """A person's role over a term: chair, deputy_chair, secretary, treasurer, member or aspirant."""

    __kind__ = "membership"
    __called__ = N_("membership")
    __title__ = "role"
    person: Mapped[uuid.UUID] = refers_to("person", required=True)
    role: Mapped[str] = mapped_column(default="member")
    votes: Mapped[bool] = mapped_column(default=True)
    start: Mapped[date | None]
    end: Mapped[date | None]


class Theme(Journaled):
    """What signals and quotes are about; two levels."""

    __kind__ = "theme"
    __called__ = N_("theme")
    __title__ = "name"
    name: Mapped[str] = short_text(100)
    parent: Mapped[uuid.UUID | None] = refers_to("theme")
    definition: Mapped[str] = short_text(500)
    position: Mapped[str] = short_text(60)
