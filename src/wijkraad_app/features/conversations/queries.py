"""What windows, letters and exports read of conversations, as frozen rows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, func, or_, select, true
from sqlalchemy.orm import Session, defer

from wijkraad_app.features.council.model import Person, Theme
from wijkraad_app.kernel.i18n import _

from .model import Conversation, Quote
from .rules.consent import BY_NAME, BY_ROLE, NO, Spoken, attribution, blanked, effective, fingerprint, narrows, printed


@dataclass(frozen=True, slots=True)
class ConversationRow:
    """One line of the list; ``quotes`` is how many are marked."""

    id: UUID
    title: str
    day: date | None
    place: str
    neighbourhood: str
    kind: str
    people: int | None
    consent: str
    quotes: int


@dataclass(frozen=True, slots=True)
class QuoteRow:
    """A quote: ``own_consent`` is "" when the conversation's holds, ``consent`` is the one in force.

    ``printed`` is exactly what a letter prints, "" without consent. ``placed`` is False when a correction of the
    text lost it.
    """

    id: UUID
    conversation: UUID
    start: int
    end: int
    words: str
    speaker_role: str
    speaker_name: str
    own_consent: str
    consent: str
    theme: UUID | None
    theme_name: str
    note: str
    printed: str
    placed: bool


@dataclass(frozen=True, slots=True)
class ConversationView:
    """A conversation, whole; quotes in the order of the text, those without a place last."""

    id: UUID
    title: str
    day: date | None
    place: str
    neighbourhood: str
    kind: str
    people: int | None
    text: str
    consent: str
    recorder: UUID | None
    recorder_name: str
    quotes: tuple[QuoteRow, ...]


@dataclass(frozen=True, slots=True)
class QuotableQuote:
    """A quote that may become a source, with what is printed and where it was said."""

    id: UUID
    words: str
    attribution: str
    printed: str
    theme: UUID | None
    theme_name: str
    conversation: UUID
    conversation_title: str
    day: date | None
    place: str
    neighbourhood: str


@dataclass(frozen=True, slots=True)
class QuoteState:
    """A quote as a source: ``words`` and ``attribution`` are "" when it may not be quoted (any more).

    ``fingerprint`` changes when anything that is printed does, and when consent is withdrawn.
    """

    id: UUID
    words: str
    attribution: str
    printed: str
    consent: str
    quotable: bool
    conversation: UUID
    conversation_title: str
    conversation_kind: str
    day: date | None
    place: str
    neighbourhood: str
    people: int | None
    fingerprint: str


@dataclass(frozen=True, slots=True)
class QuoteUse:
    """A draft of a higher slice that uses words: how it is called and where it stands."""

    id: UUID
    title: str
    state: str


QuoteUses = Callable[[Session, Sequence[UUID]], Iterable[QuoteUse]]
"""A query of a higher slice: which of its drafts use these quotes."""


@dataclass(frozen=True, slots=True)
class Choices:
    """What the fields of the page offer; people and themes as (id, name), roles and neighbourhoods as typed before."""

    people: tuple[tuple[UUID, str], ...]
    themes: tuple[tuple[UUID, str], ...]
    neighbourhoods: tuple[str, ...]
    roles: tuple[str, ...]


def conversation_rows(session: Session, text: str = "") -> tuple[ConversationRow, ...]:
    """All conversations, newest first; ``text`` filters by title, place and neighbourhood."""
    marked = select(func.count(Quote.id)).where(Quote.conversation == Conversation.id, Quote.deleted.is_(False))
    columns = (
        Conversation.id,
        Conversation.title,
        Conversation.day,
        Conversation.place,
        Conversation.neighbourhood,
        Conversation.kind,
        Conversation.people,
        Conversation.consent,
    )
    query = (
        select(*columns, marked.scalar_subquery())
        .where(Conversation.deleted.is_(False))
        .order_by(Conversation.day.desc().nulls_last(), Conversation.created_at.desc(), Conversation.id)
    )
    wanted = text.casefold().split()
    rows = (ConversationRow(*found) for found in session.execute(query))
    return tuple(
        row for row in rows if all(w in f"{row.title} {row.place} {row.neighbourhood}".casefold() for w in wanted)
    )


def conversation(session: Session, id: UUID) -> ConversationView | None:
    """One conversation with its quotes; None when it isn't there."""
    row = session.get(Conversation, id)
    if row is None or row.deleted:
        return None
    person = session.get(Person, row.recorder) if row.recorder else None
    quotes = quote_rows(session, conversation=id)
    return ConversationView(
        id=row.id,
        title=row.title,
        day=row.day,
        place=row.place,
        neighbourhood=row.neighbourhood,
        kind=row.kind,
        people=row.people,
        text=row.text,
        consent=row.consent,
        recorder=row.recorder,
        recorder_name=person.name if person else "",
        quotes=tuple(sorted(quotes, key=lambda quote: (not quote.placed, quote.start, quote.end))),
    )


def quote_rows(session: Session, *, conversation: UUID | None = None, limit: int | None = None) -> tuple[QuoteRow, ...]:
    """Quotes with the consent in force, of one conversation or of all (newest conversation first)."""
    query = _with_conversation().order_by(*_NEWEST)
    if conversation is not None:
        query = query.where(Quote.conversation == conversation)
    found = session.execute(query.limit(limit)).all()
    return tuple(_quote_row(quote, told, theme or "") for quote, told, theme in found)


def quotable(session: Session, text: str = "", *, limit: int = 500) -> tuple[QuotableQuote, ...]:
    """Quotes that may become a source: with consent and with their place in the text; newest first."""
    allowed = (BY_ROLE, BY_NAME)
    may = or_(Quote.consent.in_(allowed), and_(Quote.consent == "", Conversation.consent.in_(allowed)))
    query = _with_conversation().where(may, Quote.end > Quote.start, _holding(text)).limit(limit)
    found = session.execute(query.order_by(*_NEWEST)).all()
    return tuple(_quotable(quote, told, theme or "") for quote, told, theme in found)


def quote_state(session: Session, id: UUID) -> QuoteState | None:
    """The quote as a source now; None when quote or conversation was removed."""
    found = session.execute(_with_conversation().where(Quote.id == id)).first()
    if found is None:
        return None
    quote, told, _theme = found
    spoken = _spoken(quote, told)
    may = bool(attribution(spoken)) and quote.end > quote.start
    day = told.day.isoformat() if told.day else ""
    place = "" if quote.end > quote.start else "lost"
    return QuoteState(
        id=quote.id,
        words=quote.words if may else "",
        attribution=attribution(spoken) if may else "",
        printed=printed(spoken) if may else "",
        consent=spoken.consent,
        quotable=may,
        conversation=told.id,
        conversation_title=told.title,
        conversation_kind=told.kind,
        day=told.day,
        place=told.place,
        neighbourhood=told.neighbourhood,
        people=told.people,
        fingerprint=fingerprint(spoken, day, told.place, told.neighbourhood, place),
    )


def exported_conversations(session: Session) -> tuple[ConversationView, ...]:
    """All conversations as they may leave the dossier: words without consent are blanked, in the text too."""
    ids = session.scalars(select(Conversation.id).where(Conversation.deleted.is_(False)).order_by(Conversation.day))
    return tuple(_blanked(view) for view in (conversation(session, one) for one in ids) if view is not None)


def conversation_of(session: Session, quote: UUID) -> UUID | None:
    """The conversation a quote belongs to."""
    row = session.get(Quote, quote)
    return row.conversation if row is not None and not row.deleted else None


def uses_lost(
    session: Session, providers: Sequence[QuoteUses], about: str, id: UUID, consent: str | None
) -> tuple[QuoteUse, ...]:
    """The drafts that would lose words if the conversation or quote (``about``) got this consent; None: if it went."""
    quotes = quote_rows(session, conversation=id if about == "conversation" else conversation_of(session, id))
    told = session.get(Conversation, quotes[0].conversation) if quotes else None
    if told is None:
        return ()

    def after(quote: QuoteRow) -> str:
        if about == "quote" and quote.id != id:
            return quote.consent
        if consent is None:
            return NO
        return effective(told.consent, consent) if about == "quote" else effective(consent, quote.own_consent)

    lost = [quote.id for quote in quotes if narrows(quote.consent, after(quote))]
    found = {use.id: use for provider in providers for use in provider(session, lost)} if lost else {}
    return tuple(found.values())


def choices(session: Session) -> Choices:
    """Everything the page offers to choose from, in one read."""
    people = session.execute(select(Person.id, Person.name).where(Person.deleted.is_(False)))
    roles = session.scalars(select(Quote.speaker_role).where(Quote.deleted.is_(False)).distinct().limit(500))
    return Choices(
        people=tuple(sorted(((id_, name) for id_, name in people), key=lambda pair: pair[1].casefold())),
        themes=theme_choices(session),
        neighbourhoods=neighbourhoods(session),
        roles=tuple(sorted(role for role in roles if role)),
    )


def neighbourhoods(session: Session) -> tuple[str, ...]:
    """Neighbourhoods used so far, to choose from."""
    query = select(Conversation.neighbourhood).where(Conversation.deleted.is_(False)).distinct()
    return tuple(sorted(name for name in session.scalars(query) if name))


def theme_choices(session: Session) -> tuple[tuple[UUID, str], ...]:
    """Themes to code with: id and name, a second level as "verkeer / parkeren"."""
    rows = session.scalars(select(Theme).where(Theme.deleted.is_(False)).order_by(Theme.position, Theme.name)).all()
    names = {row.id: row.name for row in rows}
    paths = [(row.id, f"{names[row.parent]} / {row.name}" if row.parent in names else row.name) for row in rows]
    return tuple(sorted(paths, key=lambda pair: pair[1].casefold()))


_NEWEST = (Conversation.day.desc().nulls_last(), Quote.start, Quote.id)


def _with_conversation() -> Select[Quote, Conversation, str]:
    return (
        select(Quote, Conversation, Theme.name)
        .join(Conversation, Conversation.id == Quote.conversation)
        .outerjoin(Theme, and_(Theme.id == Quote.theme, Theme.deleted.is_(False)))
        .where(Quote.deleted.is_(False), Conversation.deleted.is_(False))
        .options(defer(Conversation.text))
    )


def _holding(text: str) -> ColumnElement[bool]:
    columns = (Quote.words, Theme.name, Conversation.title, Conversation.neighbourhood)
    return and_(true(), *(or_(*(c.icontains(word, autoescape=True) for c in columns)) for word in text.split()))


def _spoken(quote: Quote, told: Conversation) -> Spoken:
    return Spoken(quote.words, quote.speaker_role, quote.speaker_name, effective(told.consent, quote.consent))


def _quote_row(quote: Quote, told: Conversation, theme: str) -> QuoteRow:
    spoken = _spoken(quote, told)
    return QuoteRow(
        id=quote.id,
        conversation=told.id,
        start=quote.start,
        end=quote.end,
        words=quote.words,
        speaker_role=quote.speaker_role,
        speaker_name=quote.speaker_name,
        own_consent=quote.consent,
        consent=spoken.consent,
        theme=quote.theme if theme else None,
        theme_name=theme,
        note=quote.note,
        printed=printed(spoken),
        placed=quote.end > quote.start,
    )


def _quotable(quote: Quote, told: Conversation, theme: str) -> QuotableQuote:
    spoken = _spoken(quote, told)
    return QuotableQuote(
        id=quote.id,
        words=quote.words,
        attribution=attribution(spoken),
        printed=printed(spoken),
        theme=quote.theme if theme else None,
        theme_name=theme,
        conversation=told.id,
        conversation_title=told.title,
        day=told.day,
        place=told.place,
        neighbourhood=told.neighbourhood,
    )


def _blanked(view: ConversationView) -> ConversationView:
    spans = [(quote.start, quote.end) for quote in view.quotes if quote.consent == NO]
    text = blanked(view.text, spans, _("[left out: no consent]"))
    return replace(view, text=text, quotes=tuple(_blanked_quote(quote) for quote in view.quotes))


def _blanked_quote(quote: QuoteRow) -> QuoteRow:
    name = quote.speaker_name if quote.consent == BY_NAME else ""
    if quote.consent != NO:
        return replace(quote, speaker_name=name)
    return replace(quote, words="", speaker_name=name, note="")
