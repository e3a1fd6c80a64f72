"""One signal with what happened to it; contact data are read by `contact` alone."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from wijkraad_app.db import history
from wijkraad_app.features.council.model import Person, Theme
from wijkraad_app.kernel import clock
from wijkraad_app.kernel.ids import EntityRef

from ..model import Signal, SignalContact


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
        if "done_on" in fields and fields["done_on"].new:
            day = date.fromisoformat(str(fields["done_on"].new))
        made += [Step(day, name, _shown(session, name, fields[name].new)) for name in _TOLD if name in fields]
    return tuple(made)


_TOLD = ("follower", "theme", "status")


def _shown(session: Session, name: str, value: object) -> str:
    if not value or name == "status":
        return str(value or "")
    query = select(Person.name if name == "follower" else Theme.name)
    model = Person if name == "follower" else Theme
    return session.scalar(query.where(model.id == UUID(str(value)))) or ""
