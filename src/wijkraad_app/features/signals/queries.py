"""What windows, sources and exports read of signals, as sorted ids and frozen rows. Contact data are read by
`contact` alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, case, func, or_, select, true
from sqlalchemy.orm import InstrumentedAttribute, Session

from wijkraad_app.db import history
from wijkraad_app.features.council.model import Person, Theme
from wijkraad_app.kernel import clock
from wijkraad_app.kernel.ids import EntityRef

from .model import Signal, SignalContact
from .rules.privacy import masked
from .rules.words import KINDS, NEW, STATUSES

_CHUNK = 500


@dataclass(frozen=True, slots=True)
class SignalFilter:
    """Which signals; None and "" are no limit. ``text`` must be held, word by word, by title, text or place."""

    year: int | None = None
    neighbourhood: str | None = None
    kind: str | None = None
    follower: UUID | None = None
    status: str | None = None
    theme: UUID | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class SignalRow:
    """One line of the table."""

    id: UUID
    title: str
    kind: str
    neighbourhood: str
    follower: UUID | None
    follower_name: str
    status: str
    received: date | None


@dataclass(frozen=True, slots=True)
class SignalView:
    """A signal, whole, without its contact data; ``contact_kept`` says whether there are any."""

    id: UUID
    title: str
    text: str
    kind: str
    place: str
    neighbourhood: str
    channel: str
    received: date | None
    status: str
    done_on: date | None
    follower: UUID | None
    follower_name: str
    theme: UUID | None
    theme_name: str
    contact_kept: bool


@dataclass(frozen=True, slots=True)
class ContactView:
    """Whom to answer about one signal."""

    id: UUID
    name: str
    mail: str
    phone: str
    address: str
    purpose: str
    end_date: date | None


@dataclass(frozen=True, slots=True)
class Step:
    """What happened to a signal: ``what`` is received, status, follower, theme or contact; ``value`` its new value."""

    day: date
    what: str
    value: str


@dataclass(frozen=True, slots=True)
class SignalsState:
    """Signals as a source: how many of those asked for are still there, over which days, and how they divide.

    Each division is (name, count), most frequent first; "" is what isn't filled in. ``fingerprint`` changes with
    any of this.
    """

    count: int
    missing: int
    first: date | None
    last: date | None
    by_theme: tuple[tuple[str, int], ...]
    by_neighbourhood: tuple[tuple[str, int], ...]
    by_kind: tuple[tuple[str, int], ...]
    by_month: tuple[tuple[str, int], ...]
    fingerprint: str


@dataclass(frozen=True, slots=True)
class Choices:
    """What the filters and fields of the page offer; people and themes as (id, name)."""

    people: tuple[tuple[UUID, str], ...]
    themes: tuple[tuple[UUID, str], ...]
    followers: tuple[tuple[UUID, str], ...]
    neighbourhoods: tuple[str, ...]
    channels: tuple[str, ...]
    years: tuple[int, ...]
    total: int
    contacts_due: int


@dataclass(frozen=True, slots=True)
class Use:
    """What a later slice made of a signal ("Used in advice 2026-09"), in the user's language."""

    day: date | None
    text: str
    ref: EntityRef | None = None


Uses = Callable[[Session, UUID], Iterable[Use]]
"""A query that a higher slice provides: what it made of a signal."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A signal with what happened to it, here and in later slices."""

    signal: SignalView
    steps: tuple[Step, ...]
    uses: tuple[Use, ...] = ()


ALL = SignalFilter()
_LIVE = Signal.deleted.is_(False)


def signal_ids(
    session: Session, *, sort: str = "received", descending: bool = True, wanted: SignalFilter = ALL
) -> tuple[UUID, ...]:
    """Ids of the signals that pass ``wanted``, the newest first among equals.

    ``sort``: title, kind, neighbourhood, follower, status or received.
    """
    key = _sort_key(sort)
    query = select(Signal.id).outerjoin(Person, Person.id == Signal.follower).where(_LIVE, *_limits(wanted))
    order = key.desc() if descending else key.asc()
    return tuple(session.scalars(query.order_by(order, Signal.received.desc(), Signal.created_at.desc())))


def signal_rows(session: Session, ids: Sequence[UUID]) -> tuple[SignalRow, ...]:
    """The lines for ``ids``, in that order; ids that are gone are left out."""
    found: dict[UUID, SignalRow] = {}
    for chunk in _chunks(ids):
        columns = select(
            Signal.id, Signal.title, Signal.kind, Signal.neighbourhood, Signal.follower, Person.name,
            Signal.status, Signal.received,
        )  # fmt: skip
        query = columns.outerjoin(Person, Person.id == Signal.follower).where(Signal.id.in_(chunk), _LIVE)
        for id_, title, kind, place, follower, name, status, received in session.execute(query):
            found[id_] = SignalRow(id_, title, kind, place, follower, name or "", status, received)
    return tuple(found[one] for one in ids if one in found)


def signal(session: Session, id: UUID) -> SignalView | None:
    """One signal; None when it isn't there."""
    row = session.get(Signal, id)
    if row is None or row.deleted:
        return None
    person = session.get(Person, row.follower) if row.follower else None
    theme = session.get(Theme, row.theme) if row.theme else None
    return SignalView(
        id=row.id,
        title=row.title,
        text=row.text,
        kind=row.kind,
        place=row.place,
        neighbourhood=row.neighbourhood,
        channel=row.channel,
        received=row.received,
        status=row.status,
        done_on=row.done_on,
        follower=row.follower,
        follower_name=person.name if person else "",
        theme=row.theme,
        theme_name=theme.name if theme else "",
        contact_kept=contact(session, id) is not None,
    )


def contact(session: Session, signal: UUID) -> ContactView | None:
    """Whom to answer about a signal; for the signal's own panel only."""
    query = select(SignalContact).where(SignalContact.signal == signal, SignalContact.deleted.is_(False))
    row = session.scalars(query.order_by(SignalContact.created_at)).first()
    if row is None:
        return None
    return ContactView(row.id, row.name, row.mail, row.phone, row.address, row.purpose, row.end_date)


def opened(session: Session, id: UUID, providers: Sequence[Uses] = ()) -> Opened | None:
    """What the panel beside the table shows; None when the signal is gone."""
    view = signal(session, id)
    if view is None:
        return None
    uses = [use for provider in providers for use in provider(session, id)]
    return Opened(view, steps(session, id), tuple(sorted(uses, key=lambda use: use.day or date.max)))


def steps(session: Session, id: UUID) -> tuple[Step, ...]:
    """What happened to a signal, oldest first: changes that matter to a resident, not each edit of the text."""
    made = []
    for entry in reversed(history.of(session, id)):
        day = entry.when.astimezone(clock.local_now().tzinfo).date()
        fields = {change.name: change for change in entry.fields}
        if "received" in fields and fields["received"].old is None:
            made.append(Step(day, "received", str(fields["received"].new or "")))
            continue
        made += [Step(day, name, _shown(session, name, fields[name].new)) for name in _TOLD if name in fields]
    return tuple(made)


_TOLD = ("follower", "theme", "status")


def _shown(session: Session, name: str, value: object) -> str:
    if not value or name == "status":
        return str(value or "")
    query = select(Person.name if name == "follower" else Theme.name)
    model = Person if name == "follower" else Theme
    return session.scalar(query.where(model.id == UUID(str(value)))) or ""


def count_new(session: Session) -> int:
    """How many nobody has looked at yet; beside the rail."""
    return session.scalar(select(func.count(Signal.id)).where(_LIVE, Signal.status == NEW)) or 0


def count_signals(session: Session) -> int:
    """All of them."""
    return session.scalar(select(func.count(Signal.id)).where(_LIVE)) or 0


def contacts_due(session: Session, today: date | None = None) -> tuple[UUID, ...]:
    """Signals whose contact data should go now, longest overdue first."""
    query = (
        select(Signal.id)
        .join(SignalContact, SignalContact.signal == Signal.id)
        .where(_LIVE, SignalContact.deleted.is_(False), SignalContact.end_date <= (today or clock.today()))
        .order_by(SignalContact.end_date)
    )
    return tuple(session.scalars(query))


def signal_state(session: Session, ids: Sequence[UUID]) -> SignalsState:
    """Signals as a source: counts only, never words or people."""
    rows: list[Any] = []
    for chunk in _chunks(ids):
        query = select(Signal.kind, Signal.neighbourhood, Signal.received, Theme.name)
        rows += session.execute(query.outerjoin(Theme, Theme.id == Signal.theme).where(Signal.id.in_(chunk), _LIVE))
    days = sorted(received for _kind, _place, received, _theme in rows if received)
    state = SignalsState(
        count=len(rows),
        missing=len(set(ids)) - len(rows),
        first=days[0] if days else None,
        last=days[-1] if days else None,
        by_theme=_divided(theme or "" for _kind, _place, _received, theme in rows),
        by_neighbourhood=_divided(place for _kind, place, _received, _theme in rows),
        by_kind=_divided(kind for kind, _place, _received, _theme in rows),
        by_month=tuple(sorted(Counter(f"{day:%Y-%m}" for day in days).items())),
        fingerprint="",
    )
    return replace(state, fingerprint=sha256(repr(state).encode()).hexdigest())


def exported_signals(session: Session) -> tuple[SignalView, ...]:
    """All signals as they may leave the dossier: no contact data, and what looks like it is masked in texts."""
    found = (signal(session, one) for one in signal_ids(session, descending=False))
    return tuple(replace(view, title=masked(view.title), text=masked(view.text)) for view in found if view)


def choices(session: Session) -> Choices:
    """Everything the page offers to choose from, in one read."""
    return Choices(
        people=people(session),
        themes=theme_choices(session),
        followers=followers(session),
        neighbourhoods=neighbourhoods(session),
        channels=channels(session),
        years=years(session),
        total=count_signals(session),
        contacts_due=len(contacts_due(session)),
    )


def neighbourhoods(session: Session) -> tuple[str, ...]:
    """Neighbourhoods used so far, to choose from."""
    return _used(session, Signal.neighbourhood)


def channels(session: Session) -> tuple[str, ...]:
    """Channels used so far, to choose from."""
    return _used(session, Signal.channel)


def years(session: Session) -> tuple[int, ...]:
    """Years in which signals came in, newest first."""
    first, last = session.execute(select(func.min(Signal.received), func.max(Signal.received)).where(_LIVE)).one()
    return tuple(range(last.year, first.year - 1, -1)) if first and last else ()


def followers(session: Session) -> tuple[tuple[UUID, str], ...]:
    """Who follows a signal now: id and name."""
    query = select(Person.id, Person.name).join(Signal, Signal.follower == Person.id).where(_LIVE).distinct()
    return tuple(sorted(((id_, name) for id_, name in session.execute(query)), key=lambda pair: pair[1].casefold()))


def people(session: Session) -> tuple[tuple[UUID, str], ...]:
    """Everyone who could follow a signal: id and name."""
    query = select(Person.id, Person.name).where(Person.deleted.is_(False))
    return tuple(sorted(((id_, name) for id_, name in session.execute(query)), key=lambda pair: pair[1].casefold()))


def theme_choices(session: Session) -> tuple[tuple[UUID, str], ...]:
    """Themes to choose from: id and name."""
    query = select(Theme.id, Theme.name).where(Theme.deleted.is_(False))
    return tuple(sorted(((id_, name) for id_, name in session.execute(query)), key=lambda pair: pair[1].casefold()))


def _limits(wanted: SignalFilter) -> Iterable[ColumnElement[bool]]:
    if wanted.year is not None:
        yield Signal.received.between(date(wanted.year, 1, 1), date(wanted.year, 12, 31))
    for column, value in (
        (Signal.neighbourhood, wanted.neighbourhood),
        (Signal.kind, wanted.kind),
        (Signal.follower, wanted.follower),
        (Signal.status, wanted.status),
        (Signal.theme, wanted.theme),
    ):
        if value is not None:
            yield column == value
    yield _holding(wanted.text)


def _holding(text: str) -> ColumnElement[bool]:
    columns = (Signal.title, Signal.text, Signal.place, Signal.neighbourhood)
    return and_(true(), *(or_(*(c.icontains(word, autoescape=True) for c in columns)) for word in text.split()))


def _sort_key(by: str) -> ColumnElement[Any]:
    keys: dict[str, Callable[[], ColumnElement[Any]]] = {
        "title": lambda: func.lower(Signal.title),
        "kind": lambda: _ranked(Signal.kind, KINDS),
        "neighbourhood": lambda: func.lower(Signal.neighbourhood),
        "follower": lambda: func.lower(func.coalesce(Person.name, "")),
        "status": lambda: _ranked(Signal.status, STATUSES),
        "received": lambda: Signal.received.expression,
    }
    return keys[by]()


def _ranked(column: InstrumentedAttribute[str], order: Sequence[str]) -> ColumnElement[Any]:
    return case({value: rank for rank, value in enumerate(order)}, value=column, else_=len(order))


def _used(session: Session, column: InstrumentedAttribute[str]) -> tuple[str, ...]:
    return tuple(sorted(value for value in session.scalars(select(column).where(_LIVE).distinct()) if value))


def _divided(values: Iterable[str]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted(Counter(values).items(), key=lambda pair: (-pair[1], pair[0])))


def _chunks(ids: Sequence[UUID]) -> Iterable[Sequence[UUID]]:
    return (ids[start : start + _CHUNK] for start in range(0, len(ids), _CHUNK))
