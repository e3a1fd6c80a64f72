"""Tables of conversations with neighbours and the quotes marked in them."""

from __future__ import annotations

import uuid
from datetime import date

from sqlalchemy import Text
from sqlalchemy.orm import Mapped, mapped_column

from wijkraad_app.db.base import Journaled, long_text, refers_to, short_text
from wijkraad_app.kernel.i18n import N_


class Conversation(Journaled):
    """A conversation; its text is plain (no Markdown) and read-only once a quote is marked in it.

    ``kind``: neighbourhood, ward, street, consultation_hour, other. ``consent``: no, by_role, by_name.
    """

    __kind__ = "conversation"
    __called__ = N_("conversation")
    __search__ = ("place", "neighbourhood", "text")
    title: Mapped[str] = short_text()
    day: Mapped[date | None]
    place: Mapped[str] = short_text()
    neighbourhood: Mapped[str] = short_text(100)
    kind: Mapped[str] = mapped_column(default="neighbourhood")
    people: Mapped[int | None]
    text: Mapped[str] = long_text()
    consent: Mapped[str] = mapped_column(default="no")
    recorder: Mapped[uuid.UUID | None] = refers_to("person")


class Quote(Journaled):
    """Words marked in a conversation: ``start`` and ``end`` count code points in exactly the stored text.

    ``before`` and ``after`` keep 30 characters on either side. ``consent`` overrides the conversation's when it
    isn't empty: no, by_role, by_name.
    """

    __kind__ = "quote"
    __called__ = N_("quote")
    __title__ = "words"
    __search__ = ("words", "speaker_role", "note")
    conversation: Mapped[uuid.UUID] = refers_to("conversation", required=True)
    start: Mapped[int] = mapped_column(default=0)
    end: Mapped[int] = mapped_column(default=0)
    words: Mapped[str] = mapped_column(Text, default="")
    before: Mapped[str] = short_text(60)
    after: Mapped[str] = short_text(60)
    speaker_role: Mapped[str] = short_text(100)
    speaker_name: Mapped[str] = short_text(100)
    consent: Mapped[str] = short_text(10)
    theme: Mapped[uuid.UUID | None] = refers_to("theme")
    note: Mapped[str] = short_text(500)
