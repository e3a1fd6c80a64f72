"""What there is to choose from, and how many."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from wijkraad_app.features.council.model import Person, Theme
from wijkraad_app.features.council.queries import members
from wijkraad_app.kernel import clock

from ..model import Signal, SignalContact
from ..rules.words import NEW
from .table import LIVE


@dataclass(frozen=True, slots=True)
class Choices:
    """What the filters and fields of the page offer; people and themes as (id, name)."""

    people: tuple[tuple[UUID, str], ...]
    themes: tuple[tuple[UUID, str], ...]
    followers: tuple[tuple[UUID, str], ...]
    neighbourhoods: tuple[str, ...]
    channels: tuple[str, ...]
    years: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Counts:
    """How many signals there are, and of how many the contact data should go now."""

    total: int
    contacts_due: int


def counts(session: Session) -> Counts:
    """What the page says above its table."""
    return Counts(count_signals(session), len(contacts_due(session)))


def choices(session: Session) -> Choices:
    """Everything the page offers to choose from, in one read."""
    return Choices(
        people=people(session),
        themes=theme_choices(session),
        followers=followers(session),
        neighbourhoods=neighbourhoods(session),
        channels=channels(session),
        years=years(session),
    )


def count_new(session: Session) -> int:
    """How many nobody has looked at yet; beside the rail."""
    return session.scalar(select(func.count(Signal.id)).where(LIVE, Signal.status == NEW)) or 0


def count_signals(session: Session) -> int:
    """All of them."""
    return session.scalar(select(func.count(Signal.id)).where(LIVE)) or 0


def contacts_due(session: Session, today: date | None = None) -> tuple[UUID, ...]:
    """Signals whose contact data should go now, longest overdue first."""
    query = (
        select(Signal.id)
        .join(SignalContact, SignalContact.signal == Signal.id)
        .where(LIVE, SignalContact.deleted.is_(False), SignalContact.end_date <= (today or clock.today()))
        .order_by(SignalContact.end_date)
    )
    return tuple(session.scalars(query))


def contacts_to_erase(session: Session, today: date | None = None) -> tuple[UUID, ...]:
    """Contact data (their ids) past their end date, or removed by someone, so that only the history still holds them;
    erased ones have neither purpose nor end date any more."""
    emptied = (getattr(SignalContact, name) == "" for name in ("name", "mail", "phone", "address"))
    gone = and_(SignalContact.deleted.is_(True), SignalContact.purpose != "", *emptied)
    past = and_(SignalContact.deleted.is_(False), SignalContact.end_date <= (today or clock.today()))
    return tuple(session.scalars(select(SignalContact.id).where(or_(past, gone))))


def neighbourhoods(session: Session) -> tuple[str, ...]:
    """Neighbourhoods used so far, to choose from."""
    return _used(session, Signal.neighbourhood)


def channels(session: Session) -> tuple[str, ...]:
    """Channels used so far, to choose from."""
    return _used(session, Signal.channel)


def years(session: Session) -> tuple[int, ...]:
    """Years in which signals came in, newest first."""
    first, last = session.execute(select(func.min(Signal.received), func.max(Signal.received)).where(LIVE)).one()
    return tuple(range(last.year, first.year - 1, -1)) if first and last else ()


def followers(session: Session) -> tuple[tuple[UUID, str], ...]:
    """Who follows a signal now, by name: id and name. Where that would be no list to choose from, those who follow
    most."""
    query = select(Person.id, Person.name).join(Signal, Signal.follower == Person.id).where(LIVE)
    most = query.group_by(Person.id).order_by(func.count().desc(), Person.id).limit(MOST_PEOPLE)
    return tuple(sorted(((id_, name) for id_, name in session.execute(most)), key=lambda pair: pair[1].casefold()))


def people(session: Session) -> tuple[tuple[UUID, str], ...]:
    """Who could follow a signal: id and name. Everyone, or where that would be no list to choose from, the members of
    today."""
    query = select(Person.id, Person.name).where(Person.deleted.is_(False))
    everyone = session.execute(query.limit(MOST_PEOPLE + 1)).all()
    if len(everyone) > MOST_PEOPLE:
        return tuple((row.id, row.name) for row in members(session))
    return tuple(sorted(((id_, name) for id_, name in everyone), key=lambda pair: pair[1].casefold()))


MOST_PEOPLE = 500


def theme_choices(session: Session) -> tuple[tuple[UUID, str], ...]:
    """Themes to choose from: id and name."""
    query = select(Theme.id, Theme.name).where(Theme.deleted.is_(False))
    return tuple(sorted(((id_, name) for id_, name in session.execute(query)), key=lambda pair: pair[1].casefold()))


def _used(session: Session, column: InstrumentedAttribute[str]) -> tuple[str, ...]:
    return tuple(sorted(value for value in session.scalars(select(column).where(LIVE).distinct()) if value))
