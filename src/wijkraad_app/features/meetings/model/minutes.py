"""Tables of minutes on their way to adoption and after it."""

from __future__ import annotations

import uuid
from datetime import date

from sqlalchemy import Text
from sqlalchemy.orm import Mapped, mapped_column

from wijkraad_app.db.base import Journaled, refers_to, short_text
from wijkraad_app.kernel.i18n import N_


class MinutesComment(Journaled):
    """What someone said of draft minutes. ``state``: open, worked_in, declined (with ``reason``)."""

    __kind__ = "minutes_comment"
    __called__ = N_("comment on the minutes")
    __title__ = "text"
    meeting: Mapped[uuid.UUID] = refers_to("meeting", required=True)
    item: Mapped[uuid.UUID | None] = refers_to("item")
    position: Mapped[str] = short_text(60)
    sender: Mapped[str] = short_text()
    received: Mapped[date | None]
    text: Mapped[str] = mapped_column(Text, default="")
    state: Mapped[str] = mapped_column(default="open")
    reason: Mapped[str] = short_text(500)


class Erratum(Journaled):
    """A correction of adopted minutes that is shown with them; the adopted text itself stays."""

    __kind__ = "erratum"
    __called__ = N_("correction of adopted minutes")
    __title__ = "text"
    __search__ = ("text",)
    meeting: Mapped[uuid.UUID] = refers_to("meeting", required=True)
    item: Mapped[uuid.UUID | None] = refers_to("item")
    day: Mapped[date | None]
    text: Mapped[str] = mapped_column(Text, default="")
    reason: Mapped[str] = short_text(500)
    decision: Mapped[uuid.UUID | None] = refers_to("decision")


class PrivacyChoice(Journaled):
    """What the public version of a meeting's minutes does with words that may name someone.

    ``choice``: remove, role (``instead`` stands for it), keep. Holds for every place of ``words`` in these minutes.
    """

    __kind__ = "privacy_choice"
    __called__ = N_("choice about a name")
    __title__ = "choice"
    meeting: Mapped[uuid.UUID] = refers_to("meeting", required=True)
    words: Mapped[str] = short_text()
    sort: Mapped[str] = short_text(20)
    choice: Mapped[str] = mapped_column(default="remove")
    instead: Mapped[str] = short_text()
