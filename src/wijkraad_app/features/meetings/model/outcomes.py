"""Tables of what a meeting brings forth: decisions, votes, actions."""

from __future__ import annotations

import uuid
from datetime import date

from sqlalchemy import Text
from sqlalchemy.orm import Mapped, mapped_column

from wijkraad_app.db.base import Id, Journaled, refers_to, short_text
from wijkraad_app.kernel.i18n import N_


class Decision(Journaled):
    """A decision at an item, or one without a meeting (earlier, or agreed by mail).

    ``sort``: decision, amendment, motion; ``amends`` is what an amendment changes. ``outcome``: adopted, rejected,
    tie, withdrawn; ``outcome_reason`` says why it isn't what the counts come to. ``method``: acclamation, consent,
    hands, roll_call, ballot, mail. ``majority``: simple, two_thirds, three_quarters. Counts are null where nobody
    counted. ``position`` is the order within the meeting. ``present``, ``needed`` and ``members`` are those with a
    vote when it was taken. ``confirmed``: read back before closing. ``subject_kind``/``subject``: what it is about.
    ``noted``: how many paragraphs of the item's notes stood before it when it was kept; null is after all of them.
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
    sort: Mapped[str] = mapped_column(default="decision")
    amends: Mapped[uuid.UUID | None] = refers_to("decision")
    blank: Mapped[int | None]
    present: Mapped[int | None]
    needed: Mapped[int | None]
    members: Mapped[int | None]
    outcome_reason: Mapped[str] = short_text(500)
    confirmed: Mapped[bool] = mapped_column(default=False)
    noted: Mapped[int | None]
    subject_kind: Mapped[str] = short_text(40)
    subject: Mapped[uuid.UUID | None] = mapped_column(Id, index=True)


class Vote(Journaled):
    """One member at one vote. ``choice``: for, against, abstained, blank; present (a hand count or a ballot: only that
    they were there), aside, or without (present, no vote)."""

    __kind__ = "vote"
    __called__ = N_("vote")
    __title__ = "choice"
    decision: Mapped[uuid.UUID] = refers_to("decision", required=True)
    person: Mapped[uuid.UUID] = refers_to("person", required=True)
    choice: Mapped[str] = mapped_column(default="present")


class Action(Journaled):
    """Who does what before when. ``status``: open, done, dropped. ``sort``: action, or question (to look up).

    ``progress`` is how it stands, or the answer found; ``reminded_on`` when the owner was last written to.
    ``confirmed``: read back before closing. ``noted`` as of a decision.
    """

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
    sort: Mapped[str] = mapped_column(default="action")
    progress: Mapped[str] = mapped_column(Text, default="")
    reminded_on: Mapped[date | None]
    confirmed: Mapped[bool] = mapped_column(default=False)
    noted: Mapped[int | None]
    subject_kind: Mapped[str] = short_text(40)
    subject: Mapped[uuid.UUID | None] = mapped_column(Id, index=True)
