"""Erasures that crossed: two computers took something out of one record without knowing of each other, and each put
back what the other had taken out. What both noted tells where it stands now, so that it can be taken out again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from wijkraad_app.kernel.errors import UserError

from .. import blobs
from ..base import journaled_models
from ..tables import ChangeItem, Changeset
from .clearing import Cleaning, cleaned, cleaned_file, nameless
from .finding import Key
from .record import FILE, GONE, TEXT, Part, Record, known, newest_step
from .wording import GAP, Span

_Place = tuple[str, int, int]


@dataclass(frozen=True, slots=True)
class Again:
    """What a record becomes, and where in its values of now the words stand; for the list of erasures."""

    cleaning: Cleaning = field(default_factory=Cleaning)
    parts: list[Part] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Spot:
    """What must go of one field: ``how`` as in `record.Part`, where in its value of now."""

    name: str
    how: str
    value: str
    spans: tuple[Span, ...]


def repeatable(session: Session, key: Key, ids: Iterable[str]) -> bool:
    """Whether it is known where everything stands that the erasures ``ids`` took out of the record."""
    return _spots(session, key, ids) is not None


def again(session: Session, key: Key, ids: Iterable[str]) -> Again | None:
    """All erasures ``ids`` in the record once more; None when a value was changed since, so that a person must look."""
    spots = _spots(session, key, ids)
    if spots is None:
        return None
    row = session.get(journaled_models()[key[0]], key[1])
    made = Again()
    for spot in spots:
        made.cleaning.values[key][spot.name] = _instead(session, row, spot, made.cleaning)
        made.parts.extend(_now(session, key, spot))
    return made


def _spots(session: Session, key: Key, ids: Iterable[str]) -> list[_Spot] | None:
    wanted = set(ids)
    records = [one for one in known(session) if one.id in wanted]
    row = session.get(journaled_models()[key[0]], key[1])
    steps = _steps(session, key)
    found = []
    for name in fields_of(session, key, wanted):
        parts = _parts(records, steps, name)
        spot = _spot(session, row, name, parts) if parts else None
        if spot is None:
            return None
        found.append(spot)
    return found


def _instead(session: Session, row: Any, spot: _Spot, cleaning: Cleaning) -> str:
    """What comes in the place of the value; a file that goes is noted."""
    if spot.how == FILE or (spot.how == GONE and len(spot.value) == _DIGEST):
        cleaning.files.add(spot.value)
    if spot.how == FILE:
        return cleaned_file(session, spot.value, spot.spans)
    return cleaned(row, spot.name, spot.value, spot.spans) if spot.spans else spot.value


def as_it_is(session: Session, key: Key, names: Iterable[str]) -> Again:
    """The fields as they stand, without anything of before."""
    row = session.get(journaled_models()[key[0]], key[1])
    made = Again()
    for name in names:
        value = str(getattr(row, name) or "")
        made.cleaning.values[key][name] = value
        made.parts.extend(_now(session, key, _Spot(name, TEXT, value, ())))
    return made


def fields_of(session: Session, key: Key, ids: Iterable[str]) -> tuple[str, ...]:
    """The fields of the record in which these erasures took something out."""
    wanted, steps = set(ids), _steps(session, key)
    parts = (part for one in known(session) if one.id in wanted for part in one.parts)
    return tuple(sorted({part.field for part in parts if _place(part) in steps}))


def _place(part: Part) -> _Place:
    return part.device, part.seq, part.number


def _steps(session: Session, key: Key) -> dict[_Place, int]:
    """The steps of a record with their moment."""
    query = (
        select(ChangeItem.device, ChangeItem.seq, ChangeItem.number, Changeset.clock)
        .join(Changeset, (ChangeItem.device == Changeset.device) & (ChangeItem.seq == Changeset.seq))
        .where(ChangeItem.kind == key[0], ChangeItem.row_id == key[1])
    )
    return {(device.hex, seq, number): clock for device, seq, number, clock in session.execute(query)}


def _parts(records: Sequence[Record], steps: dict[_Place, int], name: str) -> list[Part]:
    """What each erasure took out of the newest value they found; empty when one of them didn't know that value."""
    found = {(_place(part), one.id): part for one in records for part in one.parts if part.field == name}
    newest = max((place for place, _id in found if place in steps), key=lambda place: (steps[place], place))
    if not all(newest in one.items for one in records):
        return []
    known = [part for (place, _id), part in found.items() if place == newest]
    untouched = Part(*newest, name, TEXT if known[0].how == GONE else known[0].how, known[0].length)
    return [found.get((newest, one.id), untouched) for one in records]


def _spot(session: Session, row: Any, name: str, parts: Sequence[Part]) -> _Spot | None:
    value = str(getattr(row, name) or "")
    if value in ("", nameless(row)):
        return _Spot(name, TEXT, value, ())
    if any(part.how == GONE for part in parts):
        return _Spot(name, GONE, value, ((0, len(value)),))
    in_file = all(part.how == FILE for part in parts)
    text = _text_of(session, value) if in_file else value
    spans = _elsewhere(text, parts, measured=not in_file) if text is not None else None
    return _Spot(name, FILE if in_file else TEXT, value, spans) if spans is not None else None


_DIGEST = 64


def _text_of(session: Session, digest: str) -> str | None:
    try:
        return blobs.load(session, digest).decode()
    except (UserError, UnicodeDecodeError):
        return None


def _elsewhere(text: str, parts: Sequence[Part], *, measured: bool) -> tuple[Span, ...] | None:
    """Where in ``text``, which one of the erasures left behind, the others found something; None if none of them
    left it like this. ``measured``: lengths are those of the text."""
    for winner in parts:
        gaps = winner.spans
        if measured and len(text) != winner.length - sum(end - start - len(GAP) for start, end in gaps):
            continue
        if all(text[_moved(start, gaps) :].startswith(GAP) for start, _end in gaps):
            others = {span for part in parts if part is not winner for span in part.spans}
            return tuple(_joined((_moved(start, gaps), _moved(end, gaps, after=True)) for start, end in sorted(others)))
    return None


def _moved(at: int, gaps: Sequence[Span], *, after: bool = False) -> int:
    """Where a place of the first text is in the one with ``gaps``; of one inside a gap the near or the far side."""
    moved = at
    for start, end in gaps:
        if end <= at:
            moved -= end - start - len(GAP)
        elif start < at:
            moved -= at - start - (len(GAP) if after else 0)
    return moved


def _joined(spans: Iterable[Span]) -> Iterator[Span]:
    """In order, none overlapping."""
    last: Span | None = None
    for start, end in sorted(spans):
        if last is not None and start <= last[1]:
            last = last[0], max(end, last[1])
            continue
        if last is not None:
            yield last
        last = start, end
    if last is not None:
        yield last


def _now(session: Session, key: Key, spot: _Spot) -> Iterator[Part]:
    step = newest_step(session, key, spot.name)
    if step is not None:
        device, seq, number = step
        yield Part(device.hex, seq, number, spot.name, spot.how, len(spot.value), spot.spans, key[0], key[1].hex)
