"""Which signals the table shows, in which order, and its lines."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, case, false, func, or_, select, true
from sqlalchemy.orm import InstrumentedAttribute, Session

from wijkraad_app.db.id_lists import id_list
from wijkraad_app.features.council.model import Person
from wijkraad_app.kernel.ids import Ids

from ..model import Signal
from ..rules.words import KINDS, STATUSES


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


ALL = SignalFilter()
LIVE = Signal.deleted.is_(False)
_INDEXED = Signal.deleted == false()
"""The same in the words of the index, which SQLite takes for no other words: where other columns are asked for too, it
would walk the index and look up each row, which takes three times as long as reading and sorting them all."""
_CHUNK = 500


def signal_ids(session: Session, *, sort: str = "received", descending: bool = True, wanted: SignalFilter = ALL) -> Ids:
    """Ids of the signals that pass ``wanted``, the newest first among equals.

    ``sort``: title, kind, neighbourhood, follower, status or received.
    """
    key = _sort_key(sort)
    plain = sort == "received" and wanted == ALL
    query = select(Signal.id).where(*((_INDEXED,) if plain else (LIVE, *_limits(wanted))))
    if sort == "follower":
        query = query.outerjoin(Person, Person.id == Signal.follower)
    order = [key.desc() if descending else key.asc(), *([] if sort == "received" else [Signal.received.desc()])]
    query = query.order_by(*order, Signal.created_at.desc(), Signal.id.desc())
    return id_list(session, query)


def signal_rows(session: Session, ids: Sequence[UUID]) -> tuple[SignalRow, ...]:
    """The lines for ``ids``, in that order; ids that are gone are left out."""
    found: dict[UUID, SignalRow] = {}
    for chunk in chunks(ids):
        columns = select(
            Signal.id, Signal.title, Signal.kind, Signal.neighbourhood, Signal.follower, Person.name,
            Signal.status, Signal.received,
        )  # fmt: skip
        query = columns.outerjoin(Person, Person.id == Signal.follower).where(Signal.id.in_(chunk), LIVE)
        for id_, title, kind, place, follower, name, status, received in session.execute(query):
            found[id_] = SignalRow(id_, title, kind, place, follower, name or "", status, received)
    return tuple(found[one] for one in ids if one in found)


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


def chunks(ids: Sequence[UUID]) -> Iterable[Sequence[UUID]]:
    return (ids[start : start + _CHUNK] for start in range(0, len(ids), _CHUNK))
