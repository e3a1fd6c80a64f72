"""What the window reads in one go: the advice with its notes, choices for its sheets, its history."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from wijkraad_app.db import blobs
from wijkraad_app.db import history as journal
from wijkraad_app.features.meetings import queries as meetings
from wijkraad_app.features.meetings.model import AgendaItem
from wijkraad_app.kernel import clock, i18n
from wijkraad_app.kernel.errors import UserError
from wijkraad_app.kernel.i18n import _

from ..model import Advice
from ..rules import sentences
from ..rules.freshness import Freshness
from ..rules.payloads import FigureSpec, Payload, SignalsCount, SignalsSpec, SourceKind, SurveyFigure
from ..rules.snapshot import Content
from . import sources
from .contents import content_in_force, evidence_of, recommendations_of
from .detail import advice as advice_view
from .evidence import blocked_by
from .figures import survey_figure
from .promises import PromiseRow, promises_of
from .rows import AdviceView, Blocked, EvidenceRow
from .sources import Choice


@dataclass(frozen=True, slots=True)
class NoteRow:
    """A source beside the text. ``id`` is None for one that is only in the frozen version."""

    ref: str
    id: UUID | None
    number: int
    note: sentences.Note
    sentence: str
    freshness: Freshness
    now_sentence: str
    now_body: str
    kept_on: date | None


@dataclass(frozen=True, slots=True)
class Opened:
    """An advice as it is shown: ``content`` is the version in force (the draft while it is one), ``promises`` were made
    in its answer."""

    view: AdviceView
    content: Content
    notes: tuple[NoteRow, ...]
    blocked: tuple[Blocked, ...]
    promises: tuple[PromiseRow, ...] = ()


def opened(session: Session, id: UUID) -> Opened | None:
    """One advice for its window; None when it isn't there."""
    view = advice_view(session, id)
    if view is None:
        return None
    content = content_in_force(session, id)
    rows = {row.ref: row for row in view.evidence}
    if view.editable:
        notes = tuple(_note(row.ref, row.number, row.payload, row.sentence, row) for row in view.evidence)
    else:
        notes = tuple(
            _note(source.id, number, source.payload, source.sentence, rows.get(source.id))
            for number, source in enumerate(content.sources, start=1)
        )
    return Opened(view, content, notes, blocked_by(session, id), promises_of(session, id))


def _note(ref: str, number: int, payload: Payload, sentence: str, row: EvidenceRow | None) -> NoteRow:
    now = row.now_payload if row else None
    return NoteRow(
        ref=ref,
        id=row.id if row else None,
        number=number,
        note=sentences.note(payload),
        sentence=sentence,
        freshness=row.freshness if row else Freshness.GONE,
        now_sentence=sentences.sentence(now) if now else "",
        now_body=_short(now) if now else "",
        kept_on=row.kept_on if row else None,
    )


def _short(payload: Payload) -> str:
    """The figure alone: "24" or "63%"; "" where a source has none."""
    if isinstance(payload, SurveyFigure):
        return f"{payload.percent}%"
    return str(payload.count) if isinstance(payload, SignalsCount) else ""


def preview_sentence(
    session: Session,
    kind: str,
    *,
    source: UUID | None = None,
    figure: FigureSpec | None = None,
    signals: SignalsSpec | None = None,
    language: str = "nl",
) -> str:
    """The sentence a source would give now; "" when there is nothing to say. `UserError` when it may not be shown."""
    with i18n.in_language(language):
        payload = _payload(session, SourceKind(kind), source, figure, signals)
        return sentences.sentence(payload) if payload else ""


def _payload(
    session: Session, kind: SourceKind, source: UUID | None, figure: FigureSpec | None, signals: SignalsSpec | None
) -> Payload | None:
    if kind is SourceKind.QUESTION:
        return survey_figure(session, figure) if figure and figure.answers else None
    if kind is SourceKind.SIGNALS:
        return sources.signals_count(session, signals or SignalsSpec())
    if source is None:
        return None
    readers = {
        SourceKind.QUOTE: sources.quote_print,
        SourceKind.DECISION: sources.decision_text,
        SourceKind.SIGNAL: sources.signal_text,
    }
    return readers[kind](session, source)


def meeting_choices(session: Session) -> tuple[Choice, ...]:
    """Meetings an advice can still go to: not closed, soonest first."""
    rows = [row for row in meetings.meeting_rows(session) if row.status != "closed"]
    coming = [row for row in rows if row.day is None or row.day >= clock.today()] or rows
    return tuple(Choice(row.id, row.name) for row in sorted(coming, key=lambda row: row.day or date.max))


@dataclass(frozen=True, slots=True)
class DecisionChoice:
    """A decision that could have adopted the advice; ``at_item``: taken where the advice was on the agenda."""

    id: UUID
    name: str
    text: str
    at_item: bool


def decision_choices(session: Session, advice: UUID) -> tuple[DecisionChoice, ...]:
    """Decisions that were adopted: those at an item about this advice first, then the newest."""
    items = set(session.scalars(select(AgendaItem.id).where(AgendaItem.subject == advice)))
    rows = [row for row in meetings.decisions(session) if row.outcome == "adopted"][:200]
    found = [DecisionChoice(row.id, row.name, row.text, row.item in items) for row in rows]
    return tuple(sorted(found, key=lambda one: not one.at_item))


def decisions_to_cite(session: Session, text: str = "") -> tuple[Choice, ...]:
    """All decisions, newest first, for the picker of sources."""
    return tuple(Choice(row.id, row.text, row.name) for row in meetings.decisions(session, query=text)[:200])


def people_choices(session: Session) -> tuple[Choice, ...]:
    """Members now, then others: who works changes in."""
    return tuple(Choice(row.id, row.name, row.role_word) for row in meetings.people(session, clock.today()))


def sent_file(session: Session, id: UUID) -> bytes | None:
    """The file of an advice from before the program; None when there is none, or the program makes its letter."""
    row = session.get(Advice, id)
    return blobs.load(session, row.sent_file) if row is not None and row.earlier and row.sent_file else None


def kept_file(session: Session, id: UUID, which: Literal["sent", "answer"]) -> bytes:
    """A file that was kept with an advice."""
    row = session.get(Advice, id)
    digest = "" if row is None else row.sent_file if which == "sent" else row.answer_file
    if not digest:
        raise UserError(_("This file isn't in the dossier."), code="no_file")
    return blobs.load(session, digest)


@dataclass(frozen=True, slots=True)
class Happened:
    """One step in the life of an advice."""

    when: datetime
    who: str
    what: str


def history(session: Session, id: UUID) -> tuple[Happened, ...]:
    """What happened to an advice, its recommendations and its sources, newest first; one line for each step."""
    row = session.get(Advice, id)
    if row is None:
        return ()
    ids = [id, *(one.id for one in recommendations_of(session, id)), *(one.id for one in evidence_of(session, id))]
    found = {(entry.when, entry.label): entry for one in ids for entry in journal.of(session, one)}
    names = meetings.names(session, [entry.actor for entry in found.values()])
    steps = [
        Happened(entry.when, names.get(entry.actor, "") if entry.actor else "", entry.label) for entry in found.values()
    ]
    return tuple(sorted(steps, key=lambda step: step.when, reverse=True))
