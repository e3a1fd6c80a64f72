"""Every place in a dossier where words occur: rows, what they were before, labels of changes, files."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import String, func, inspect, select
from sqlalchemy.orm import Session

from .. import blobs, texts
from ..base import Journaled, journaled_models
from ..journal import ERASURE_KIND, LABEL_KIND
from ..tables import Blob, ChangeItem, TextState
from .wording import Span, Wanted

Key = tuple[str, UUID]
"""Kind and id of a row."""
Seal = tuple[UUID, int, int]
"""Device, sequence number and number of a change item."""
ReadFile = Callable[[bytes, str], str]
"""The text in a file, from its bytes and media type; "" for one that has none."""


class Where(StrEnum):
    """What kind of place it is; in this order in lists."""

    NOW = "now"
    FROZEN = "frozen"
    BEFORE = "before"
    LABEL = "label"
    FILE = "file"
    KEPT = "kept"


@dataclass(frozen=True, slots=True)
class Place:
    """One place. ``text`` is the value it occurs in (of a file: its digest); ``spans`` where in it.

    ``KEPT`` places are told and not erased: a letter that was signed or sent.
    """

    where: Where
    kind: str
    id: UUID
    field: str
    text: str
    spans: tuple[Span, ...] = ()


@dataclass(slots=True)
class Found:
    """All places, and what erasing has to touch: fields of rows, labels of changesets, files."""

    places: list[Place] = field(default_factory=list)
    fields: dict[Key, set[str]] = field(default_factory=lambda: defaultdict(set))
    labels: set[Seal] = field(default_factory=set)
    files: dict[str, tuple[Span, ...]] = field(default_factory=dict)
    """By digest; without spans a file that can't be cleaned, and goes."""


def find(
    session: Session,
    wanted: Wanted,
    *,
    read_file: ReadFile,
    keep: Mapping[str, frozenset[str]],
    rewritable: frozenset[str],
) -> Found:
    """Where ``wanted`` occurs. ``keep``: fields by kind whose files stay; ``rewritable``: media types cleaned in
    place. Reads the whole dossier: seconds for a large one."""
    found = Found()
    files = _Files(dict(_files(session, wanted, read_file, rewritable)), keep)
    _rows(session, wanted, files, found)
    _history(session, wanted, files, found)
    _long_history(session, wanted, found)
    files.settle(found)
    return found


@dataclass(slots=True)
class _Files:
    """Files that hold the words, and where they are named. A file that must stay anywhere stays everywhere; one that
    nothing names any more goes."""

    holding: Mapping[str, tuple[Span, ...]]
    keep: Mapping[str, frozenset[str]]
    seen: list[Place] = field(default_factory=list)

    def names(self, where: Where, kind: str, row_id: UUID, name: str, value: object) -> bool:
        """Whether ``value`` names such a file; then it is noted."""
        if value not in self.holding:
            return False
        kept = name in self.keep.get(kind, ())
        self.seen.append(Place(Where.KEPT if kept else where, kind, row_id, name, str(value)))
        return True

    def may_stand_in(self, text: str) -> bool:
        return any(digest in text for digest in self.holding)

    def settle(self, found: Found) -> None:
        staying = {place.text for place in self.seen if place.where is Where.KEPT}
        for place in dict.fromkeys(self.seen):
            if place.text not in staying:
                found.places.append(place)
                found.fields[place.kind, place.id].add(place.field)
            elif place.where is Where.KEPT:
                found.places.append(place)
        found.files = {digest: spans for digest, spans in self.holding.items() if digest not in staying}


def _files(
    session: Session, wanted: Wanted, read_file: ReadFile, rewritable: frozenset[str]
) -> Iterator[tuple[str, tuple[Span, ...]]]:
    """Files that hold the words; with spans where they can be taken out of the file itself."""
    for digest, media_type in session.execute(select(Blob.digest, Blob.media_type)).all():
        text = read_file(blobs.load(session, digest), media_type)
        spans = wanted.spans(text)
        if spans:
            yield digest, spans if media_type in rewritable else ()


def text_columns(model: type[Journaled]) -> tuple[str, ...]:
    """The fields that hold text of any kind."""
    return tuple(a.key for a in inspect(model).column_attrs if isinstance(a.columns[0].type, String))


def long_columns(model: type[Journaled]) -> frozenset[str]:
    """The long texts."""
    return frozenset(a.key for a in inspect(model).column_attrs if a.columns[0].info.get("long"))


def _rows(session: Session, wanted: Wanted, files: _Files, found: Found) -> None:
    for kind, model in journaled_models().items():
        names = text_columns(model)
        where = Where.FROZEN if kind in ("snapshot", "evidence") else Where.NOW
        query = select(model.id, *(getattr(model, name) for name in names)).execution_options(yield_per=1000)
        for row_id, *values in session.execute(query) if names else ():
            for name, value in zip(names, values, strict=True):
                if not files.names(Where.FILE, kind, row_id, name, value) and (spans := wanted.spans(value or "")):
                    found.places.append(Place(where, kind, row_id, name, value, spans))
                    found.fields[kind, row_id].add(name)


def _history(session: Session, wanted: Wanted, files: _Files, found: Found) -> None:
    """Values of any time in the journal, and labels; one place is told per field, however often it changed."""
    columns = (ChangeItem.device, ChangeItem.seq, ChangeItem.number, ChangeItem.kind, ChangeItem.row_id)
    query = select(ChangeItem.content, *columns).where(ChangeItem.content.is_not(None), ChangeItem.kind != ERASURE_KIND)
    for data, device, seq, number, kind, row_id in session.execute(query.execution_options(yield_per=2000)):
        raw = (data or b"").decode()
        if not (wanted.may_stand_in(raw) or files.may_stand_in(raw)):
            continue
        content = json.loads(raw)
        if kind == LABEL_KIND:
            _label((device, seq, number), content["params"], wanted, found)
            continue
        for name, value in (*content["fields"].items(), *content.get("old", {}).items()):
            known = name in found.fields.get((kind, row_id), ())
            if not known and files.names(Where.FILE, kind, row_id, name, value):
                continue
            if not known and isinstance(value, str) and (spans := wanted.spans(value)):
                found.fields[kind, row_id].add(name)
                found.places.append(Place(Where.BEFORE, kind, row_id, name, value, spans))


def _label(item: Seal, params: Mapping[str, Any], wanted: Wanted, found: Found) -> None:
    for value in params.values():
        if isinstance(value, str) and (spans := wanted.spans(value)):
            found.labels.add(item)
            found.places.append(Place(Where.LABEL, LABEL_KIND, UUID(int=0), "", value, spans))


def _long_history(session: Session, wanted: Wanted, found: Found) -> None:
    """Long texts that were ever changed: as they were after each step."""
    for row_id, name, frontiers in _steps(session, found):
        state = session.get(TextState, (row_id, name))
        kind = _kind_of(session, row_id)
        if state is None or kind is None:
            continue
        look = texts.versions(state.state)
        for at in frontiers:
            text = look(at)
            if spans := wanted.spans(text):
                found.fields[kind, row_id].add(name)
                found.places.append(Place(Where.BEFORE, kind, row_id, name, text, spans))
                break


def _steps(session: Session, found: Found) -> Iterator[tuple[UUID, str, list[str]]]:
    """Rows with a long text of more than one step, that isn't known to hold the words already."""
    often = select(ChangeItem.row_id).where(ChangeItem.content.is_not(None), ChangeItem.kind != LABEL_KIND)
    often = often.group_by(ChangeItem.row_id).having(func.count() > 1)
    states = select(TextState.row_id, TextState.field).where(TextState.row_id.in_(often))
    known = {(row, name) for (_kind, row), names in found.fields.items() for name in names}
    for row_id, name in session.execute(states).all():
        if (row_id, name) not in known:
            yield row_id, name, [step["after"] for step in _text_steps(session, row_id, name)]


def _text_steps(session: Session, row_id: UUID, name: str) -> Iterator[Mapping[str, Any]]:
    query = select(ChangeItem.content).where(ChangeItem.row_id == row_id, ChangeItem.content.is_not(None))
    state = session.get(TextState, (row_id, name))
    for content in session.scalars(query):
        step = json.loads(content or b"{}").get("texts", {}).get(name)
        if step is not None and state is not None and step["epoch"] == state.epoch:
            yield step


def _kind_of(session: Session, row_id: UUID) -> str | None:
    return session.scalar(select(ChangeItem.kind).where(ChangeItem.row_id == row_id).limit(1))


def seal(item: ChangeItem) -> Seal:
    """What names a change item on every computer."""
    return item.device, item.seq, item.number


def items_of(session: Session, row_ids: Iterable[UUID]) -> Iterator[tuple[ChangeItem, dict[str, Any]]]:
    """What the journal still holds of these rows."""
    for row_id in row_ids:
        query = select(ChangeItem).where(ChangeItem.row_id == row_id, ChangeItem.content.is_not(None))
        for item in session.scalars(query):
            yield item, json.loads(item.content or b"{}")
