"""What the sources say now: each kind of source as the payload that would be frozen today."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from wijkraad_app.features.conversations import queries as conversations
from wijkraad_app.features.council.model import Theme
from wijkraad_app.features.meetings import queries as meetings
from wijkraad_app.features.meetings.model import Meeting
from wijkraad_app.features.signals.model import Signal
from wijkraad_app.features.signals.rules.privacy import masked
from wijkraad_app.kernel import i18n
from wijkraad_app.kernel.errors import UserError

from ..rules.payloads import (
    DecisionText,
    Payload,
    QuotePrint,
    SignalsCount,
    SignalsSpec,
    SignalText,
    SourceKind,
    SurveyFigure,
)
from .figures import survey_figure

ANY_SIGNALS = UUID(int=0)
"""Stands for "all signals" where a source id is needed and no theme was chosen."""


@dataclass(frozen=True, slots=True)
class Now:
    """A source today: its payload, None when it is gone; ``allowed`` is False when a quote lost its consent."""

    payload: Payload | None
    allowed: bool = True


def now(session: Session, kind: SourceKind, source: UUID, frozen: Payload, language: str) -> Now:
    """The same source computed again, in the language of the advice."""
    with i18n.in_language(language):
        if kind is SourceKind.QUOTE:
            return _quote_now(session, source)
        return Now(_again(session, kind, source, frozen))


def _again(session: Session, kind: SourceKind, source: UUID, frozen: Payload) -> Payload | None:
    if isinstance(frozen, SurveyFigure):
        return _figure_again(session, frozen)
    if isinstance(frozen, SignalsCount):
        return signals_count(session, frozen.spec)
    return decision_text(session, source) if kind is SourceKind.DECISION else signal_text(session, source)


def _figure_again(session: Session, frozen: SurveyFigure) -> SurveyFigure | None:
    """None also when so few people are left that the figure must stay hidden.

    Where the survey isn't weighted any more the figure is the one without weights.
    """
    try:
        return survey_figure(session, frozen.spec)
    except UserError as error:
        if error.code != "not_weighted":
            return None
    plain = _figure_again(session, replace(frozen, spec=replace(frozen.spec, weighted=False)))
    return plain and replace(plain, spec=frozen.spec)


def _quote_now(session: Session, quote: UUID) -> Now:
    state = conversations.quote_state(session, quote)
    if state is None:
        return Now(None)
    return Now(quote_print(session, quote), allowed=state.quotable)


def quote_print(session: Session, quote: UUID) -> QuotePrint | None:
    """The quote as it is printed; None when it is gone or may not be quoted."""
    state = conversations.quote_state(session, quote)
    if state is None or not state.quotable:
        return None
    return QuotePrint(
        words=state.words,
        speaker=state.attribution,
        consent=state.consent,
        conversation=state.conversation_title,
        conversation_kind=state.conversation_kind,
        day=state.day,
        place=state.neighbourhood or state.place,
    )


def decision_text(session: Session, decision: UUID) -> DecisionText | None:
    """A decision with its number and meeting."""
    row = meetings.decision(session, decision)
    if row is None:
        return None
    meeting = session.get(Meeting, row.meeting) if row.meeting else None
    return DecisionText(
        number=row.number,
        day=row.day,
        text=row.text,
        outcome=row.outcome,
        meeting=meeting.title if meeting else "",
        votes_for=row.votes_for,
        votes_against=row.votes_against,
        abstained=row.abstained,
    )


def signals_count(session: Session, spec: SignalsSpec) -> SignalsCount:
    """How many signals there are by ``spec``."""
    query = select(func.count()).select_from(Signal).where(Signal.deleted.is_(False))
    if spec.first_day:
        query = query.where(Signal.received >= spec.first_day)
    if spec.last_day:
        query = query.where(Signal.received <= spec.last_day)
    if spec.neighbourhood:
        query = query.where(Signal.neighbourhood == spec.neighbourhood)
    if spec.kind:
        query = query.where(Signal.kind == spec.kind)
    theme = session.get(Theme, UUID(spec.theme)) if spec.theme else None
    if theme is not None:
        below = select(Theme.id).where(Theme.parent == theme.id, Theme.deleted.is_(False))
        query = query.where((Signal.theme == theme.id) | Signal.theme.in_(below))
    return SignalsCount(spec, session.scalar(query) or 0, theme.name if theme else "")


def signal_text(session: Session, signal: UUID) -> SignalText | None:
    """One signal; whom to answer stays out of it, and what looks like contact data in its title is masked."""
    row = session.get(Signal, signal)
    if row is None or row.deleted:
        return None
    return SignalText(masked(row.title), row.kind, row.received, row.neighbourhood)


@dataclass(frozen=True, slots=True)
class Choice:
    """Something to choose in the picker: ``detail`` stands under or beside it."""

    id: UUID
    title: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class SignalChoices:
    """By what signals can be counted, and single ones, newest first. Without any contact data."""

    themes: tuple[Choice, ...]
    neighbourhoods: tuple[str, ...]
    signals: tuple[Choice, ...]
    first_day: date | None


def signal_choices(session: Session, text: str = "", *, limit: int = 100) -> SignalChoices:
    """What the picker of signals offers; ``text`` looks for single signals by title."""
    live = Signal.deleted.is_(False)
    places = session.scalars(select(Signal.neighbourhood).where(live).distinct())
    query = select(Signal).where(live).order_by(Signal.received.desc(), Signal.id).limit(limit)
    for word in text.split():
        query = query.where(Signal.title.icontains(word, autoescape=True))
    return SignalChoices(
        themes=tuple(Choice(id, name) for id, name in conversations.theme_choices(session)),
        neighbourhoods=tuple(sorted(place for place in places if place)),
        signals=tuple(
            Choice(row.id, masked(row.title), row.received.isoformat() if row.received else "")
            for row in session.scalars(query)
        ),
        first_day=session.scalar(select(func.min(Signal.received)).where(live)),
    )
