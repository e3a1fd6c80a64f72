"""Tables of signals from residents; whom to answer is kept apart."""

from __future__ import annotations

import uuid
from datetime import date

from sqlalchemy import Index, false
from sqlalchemy.orm import Mapped, mapped_column

from wijkraad_app.db.base import Journaled, long_text, refers_to, short_text
from wijkraad_app.kernel.i18n import N_


class Signal(Journaled):
    """A question, report or proposal. ``kind``: question, report, proposal, complaint, compliment.

    ``status``: new, waiting, in_progress, done.
    """

    __kind__ = "signal"
    __called__ = N_("signal")
    __search__ = ("text", "place", "neighbourhood")
    title: Mapped[str] = short_text(300)
    text: Mapped[str] = long_text()
    kind: Mapped[str] = mapped_column(default="report")
    place: Mapped[str] = short_text()
    neighbourhood: Mapped[str] = short_text(100)
    channel: Mapped[str] = short_text(100)
    received: Mapped[date | None]
    status: Mapped[str] = mapped_column(default="new")
    follower: Mapped[uuid.UUID | None] = refers_to("person")
    theme: Mapped[uuid.UUID | None] = refers_to("theme")
    done_on: Mapped[date | None]


# All that the list as it is sorted at first asks for; see `queries.table`.
Index("ix_signal_newest", Signal.received, Signal.created_at, Signal.id, sqlite_where=Signal.deleted == false())


class SignalContact(Journaled):
    """Whom to answer. Never in titles, lists, exports, search or sources; removed after ``end_date``."""

    __kind__ = "signal_contact"
    __called__ = N_("whom to answer")
    __title__ = "purpose"
    signal: Mapped[uuid.UUID] = refers_to("signal", required=True)
    name: Mapped[str] = short_text()
    mail: Mapped[str] = short_text()
    phone: Mapped[str] = short_text(60)
    address: Mapped[str] = short_text()
    purpose: Mapped[str] = short_text()
    end_date: Mapped[date | None]
