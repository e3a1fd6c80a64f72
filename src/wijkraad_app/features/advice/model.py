"""Tables of advice: the text, its recommendations and the evidence frozen under it."""

from __future__ import annotations

import uuid
from datetime import date, datetime

from sqlalchemy import Text
from sqlalchemy.orm import Mapped, mapped_column

from wijkraad_app.db.base import Id, Instant, Journaled, long_text, refers_to, short_text
from wijkraad_app.kernel.i18n import N_


class Advice(Journaled):
    """An advice to the college.

    ``kind``: requested, unrequested. ``state``: draft, under_discussion, adopted, signed, sent, answered,
    withdrawn. ``reference`` is given at adoption; ``discussed`` is the version that went with the agenda (or was
    sent before adoption), ``adopted`` the snapshot in force; ``adopted_how``: meeting, mail. While ``changes_text``
    is set and nothing is adopted, the advice was adopted with changes that are still worked in; ``chair_confirmed``
    and ``secretary_confirmed`` hold the SHA-256 of the version each confirmed. ``due`` is when the answer is due,
    ``due_agreed`` whether that is an agreed term (else a wish, never late).
    """

    __kind__ = "advice"
    __called__ = N_("advice")
    __search__ = ("reference", "occasion", "findings", "considerations")
    title: Mapped[str] = short_text(300)
    kind: Mapped[str] = mapped_column(default="unrequested")
    state: Mapped[str] = mapped_column(default="draft")
    reference: Mapped[str] = short_text(60)
    language: Mapped[str] = mapped_column(default="nl")
    request_day: Mapped[date | None]
    request_reference: Mapped[str] = short_text(100)
    occasion: Mapped[str] = long_text()
    findings: Mapped[str] = long_text()
    considerations: Mapped[str] = long_text()
    discussed: Mapped[uuid.UUID | None] = refers_to("snapshot")
    adopted: Mapped[uuid.UUID | None] = refers_to("snapshot")
    adopted_how: Mapped[str] = short_text(20)
    adopted_on: Mapped[date | None]
    decision: Mapped[uuid.UUID | None] = refers_to("decision")
    changes_text: Mapped[str] = mapped_column(Text, default="")
    changes_by: Mapped[uuid.UUID | None] = refers_to("person")
    chair_confirmed: Mapped[str] = short_text(64)
    secretary_confirmed: Mapped[str] = short_text(64)
    sent_on: Mapped[date | None]
    due: Mapped[date | None]
    due_rule: Mapped[str] = short_text(300)
    due_reason: Mapped[str] = short_text(500)
    due_agreed: Mapped[bool] = mapped_column(default=True)
    answered_on: Mapped[date | None]
    answer_file: Mapped[str] = short_text(64)
    answer_file_name: Mapped[str] = short_text()
    sent_file: Mapped[str] = short_text(64)
    sent_file_name: Mapped[str] = short_text()
    withdrawn_reason: Mapped[str] = short_text(500)
    earlier: Mapped[bool] = mapped_column(default=False)


class Recommendation(Journaled):
    """One numbered recommendation; its number is its place."""

    __kind__ = "recommendation"
    __called__ = N_("recommendation")
    __title__ = "text"
    __search__ = ("text",)
    advice: Mapped[uuid.UUID] = refers_to("advice", required=True)
    position: Mapped[str] = short_text(60)
    text: Mapped[str] = long_text()


class Evidence(Journaled):
    """A source cited in an advice, frozen when inserted: canonical JSON of exact wording, figures, base, method.

    ``source_kind``: question, quote, decision, signal. ``kept_on``: the day the user kept older figures on purpose.
    """

    __kind__ = "evidence"
    __called__ = N_("source")
    __title__ = "sentence"
    advice: Mapped[uuid.UUID] = refers_to("advice", required=True)
    source_kind: Mapped[str] = short_text(40)
    source: Mapped[uuid.UUID] = mapped_column(Id, index=True)
    sentence: Mapped[str] = mapped_column(Text, default="")
    note: Mapped[str] = mapped_column(Text, default="")
    frozen: Mapped[str] = mapped_column(Text, default="")
    fingerprint: Mapped[str] = short_text(64)
    frozen_at: Mapped[datetime | None] = mapped_column(Instant)
    kept_on: Mapped[date | None]
    kept_fingerprint: Mapped[str] = short_text(64)


class Promise(Journaled):
    """What the college promised in its answer to an advice, or at a meeting. ``state``: open, kept, dropped;
    ``done_on`` is when it was kept."""

    __kind__ = "promise"
    __called__ = N_("promise")
    __title__ = "text"
    __search__ = ("text",)
    advice: Mapped[uuid.UUID | None] = refers_to("advice")
    meeting: Mapped[uuid.UUID | None] = refers_to("meeting")
    recommendation: Mapped[uuid.UUID | None] = refers_to("recommendation")
    text: Mapped[str] = mapped_column(Text, default="")
    made_by: Mapped[str] = short_text()
    made_on: Mapped[date | None]
    due: Mapped[date | None]
    state: Mapped[str] = mapped_column(default="open")
    done_on: Mapped[date | None]
    page: Mapped[str] = short_text(20)
