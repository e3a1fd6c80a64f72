"""Text blocks for minutes: the presets and the council's own, and what this meeting fills in."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from wijkraad_app.kernel import clock, dates, resources
from wijkraad_app.kernel.i18n import language

from ..model import Meeting, Template
from ..rules.phrases import filled
from .meetings import meeting_view
from .rows import MeetingView

SORT = "phrase"
"""What text blocks are among the templates."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """A text block; ``id`` None for one of the presets, which follow the language in force."""

    name: str
    text: str
    id: UUID | None = None


@cache
def _raw() -> tuple[dict[str, Any], ...]:
    return tuple(json.loads(resources.path("presets", "phrases.json").read_text(encoding="utf-8")))


def phrases(session: Session) -> tuple[Phrase, ...]:
    """The council's own first, by name; then the presets in the order of a meeting."""
    code = language()
    presets = tuple(Phrase(one["title"][code], one["text"][code]) for one in _raw())
    return (*own_phrases(session), *presets)


def own_phrases(session: Session) -> tuple[Phrase, ...]:
    """What the council added itself."""
    query = select(Template).where(Template.sort == SORT, Template.deleted.is_(False))
    return tuple(
        Phrase(row.name, row.body, row.id) for row in session.scalars(query.order_by(Template.name, Template.id))
    )


def phrase_values(session: Session, view: MeetingView) -> dict[str, str]:
    """What this meeting fills in (`rules.phrases.PLACES`); "" for what isn't known."""
    at = view.closed_at if view.status == "closed" and view.closed_at else clock.local_now(view.zone).time()
    following = select(Meeting.day).where(Meeting.deleted.is_(False), Meeting.status != "closed", Meeting.id != view.id)
    if view.day is not None:
        following = following.where(Meeting.day > view.day)
    day = session.scalar(following.order_by(Meeting.day).limit(1))
    return {
        "time": dates.clock_time(at),
        "chair": view.chair_name,
        "minute_taker": view.minute_taker_name,
        "n": str(view.quorum.present),
        "members": str(view.quorum.members),
        "needed": str(view.quorum.needed),
        "date": dates.full_date(view.day) if view.day else "",
        "next": dates.full_date(day) if day else "",
    }


@dataclass(frozen=True, slots=True)
class FilledPhrase:
    """A text block as this meeting would have it."""

    phrase: Phrase
    text: str


def phrases_for(session: Session, meeting: UUID) -> tuple[FilledPhrase, ...]:
    """All text blocks, filled in for a meeting; nothing when that is gone."""
    view = meeting_view(session, meeting)
    values = phrase_values(session, view) if view is not None else {}
    return tuple(FilledPhrase(one, filled(one.text, values)) for one in phrases(session))
