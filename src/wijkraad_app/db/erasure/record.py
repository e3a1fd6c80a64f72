"""The list of what was erased: places and lengths, never content; kept in the dossier and on this computer.

A copy from before an erasure holds all of it again. The list tells which steps of the journal to make null in it and
where in each value the words stood, so that the same is taken out and the rest stays.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, select
from sqlalchemy.orm import Session, aliased

from wijkraad_app.kernel.preferences import data_folder

from .. import texts
from ..base import journaled_models
from ..journal import ERASURE_KIND, LABEL_KIND
from ..tables import ChangeItem, Changeset, Meta, TextState
from .clearing import Cleaning, cleaned, cleaned_file
from .finding import Found, Key, Seal, items_of, seal
from .wording import Span, Wanted

FACT = "erasures"
"""Fact of a dossier: ids of the erasures that were applied in it, parted by blanks."""
TEXT, FILE, GONE = "text", "file", "gone"


@dataclass(frozen=True, slots=True)
class Part:
    """What went of one value: the step that wrote it, the field, how, its length and the spans.

    ``how``: text (spans of the value), file (spans of the text of the file it names), gone (all of it). ``kind`` and
    ``row`` say of which record, for a copy that never had the step; "" in lists of before these were kept.
    """

    device: str
    seq: int
    number: int
    field: str
    how: str
    length: int = 0
    spans: tuple[Span, ...] = ()
    kind: str = ""
    row: str = ""


@dataclass(frozen=True, slots=True)
class Record:
    """One erasure. ``items`` are those made null; ``removed`` rows got a tombstone."""

    id: str
    at: str
    items: tuple[tuple[str, int, int], ...]
    parts: tuple[Part, ...]
    removed: tuple[tuple[str, str], ...] = ()


def as_json(record: Record) -> dict[str, Any]:
    """The record as the journal and the list on this computer keep it: rows beside the parts, where versions of the
    program that don't know of them pass over them."""
    values = asdict(record)
    return values | {"rows": [(part.pop("kind"), part.pop("row")) for part in values["parts"]]}


def from_json(values: Mapping[str, Any]) -> Record:
    """The record back; ValueError or KeyError for what isn't one."""
    rows = values.get("rows") or [("", "")] * len(values["parts"])
    parts = tuple(
        Part(**{**one, "spans": tuple((s, e) for s, e in one["spans"]), "kind": kind, "row": row})
        for one, (kind, row) in zip(values["parts"], rows, strict=True)
    )
    items = tuple((d, int(s), int(n)) for d, s, n in values["items"])
    return Record(str(values["id"]), str(values["at"]), items, parts, tuple((k, r) for k, r in values["removed"]))


def parts_of(
    session: Session, keys: Mapping[Key, Iterable[str]], wanted: Wanted | None, files: Found | None
) -> Iterator[Part]:
    """Where the words stand in each value the journal holds of these fields; without ``wanted`` all goes.

    To be read before anything is made null.
    """
    for key, names in keys.items():
        looks = {
            name: texts.versions(state.state)
            for name in names
            if (state := session.get(TextState, (key[1], name))) is not None
        }
        for item, content in items_of(session, [key[1]]):
            for name in names:
                value = content["fields"].get(name)
                if name in content.get("texts", {}) and name in looks:
                    value = looks[name](content["texts"][name]["after"])
                if isinstance(value, str):
                    yield _part(item, name, value, wanted, files)


def _part(item: ChangeItem, name: str, value: str, wanted: Wanted | None, files: Found | None) -> Part:
    how, spans = GONE, ()  # type: str, tuple[Span, ...]
    if wanted is not None and files is not None and value in files.files:
        spans = files.files[value]
        how = FILE if spans else GONE
    elif wanted is not None:
        how, spans = TEXT, wanted.spans(value)
    return Part(item.device.hex, item.seq, item.number, name, how, len(value), spans, item.kind, item.row_id.hex)


def hexed(items: Iterable[Seal]) -> tuple[tuple[str, int, int], ...]:
    """Items as the record names them."""
    return tuple(sorted((device.hex, seq, number) for device, seq, number in items))


# --- cleaning an older copy -------------------------------------------------------------------
def cleaning_from(session: Session, record: Record) -> Cleaning:
    """What a copy from before the erasure must become: each value as the record cuts it."""
    known = {(UUID(part.device), part.seq, part.number, part.field): part for part in record.parts}
    cleaning = Cleaning()
    keys: dict[Key, dict[str, list[Part]]] = {}
    for part in record.parts:
        if (whose := _row_of(session, part)) is not None:
            keys.setdefault(whose, {}).setdefault(part.field, []).append(part)
    for key, names in keys.items():
        row = session.get(journaled_models()[key[0]], key[1])
        for name in names if row is not None else ():
            value = str(getattr(row, name) or "")
            newest = newest_step(session, key, name)
            if newest is None:
                continue
            cut_there = known.get((*newest, name)) or _restated(session, newest, names[name], value)
            if cut_there is not None:
                cleaning.values[key][name] = _cut(session, row, name, value, cut_there, cleaning)
            else:
                cleaning.values[key][name] = value
    for kind, row_id in record.removed:
        if session.get(journaled_models()[kind], UUID(row_id)) is not None:
            cleaning.removed.add((kind, UUID(row_id)))
    for device, seq, number in record.items:
        item = session.get(ChangeItem, (UUID(device), seq, number))
        if item is not None and item.content is not None and item.kind == LABEL_KIND:
            cleaning.labels.add(seal(item))
    return cleaning


def _row_of(session: Session, part: Part) -> Key | None:
    """The record a part belongs to; one that this copy doesn't have at all is left out."""
    item = session.get(ChangeItem, (UUID(part.device), part.seq, part.number))
    if item is not None:
        return item.kind, item.row_id
    return (part.kind, UUID(part.row)) if part.kind in journaled_models() else None


def _restated(session: Session, newest: Seal, parts: Sequence[Part], value: str) -> Part | None:
    """The part for a value that an earlier erasure, applied again in this copy just before, put there: here it is
    another step than where it was first done, with the same text."""
    device, seq, _number = newest
    query = select(ChangeItem.number).where(
        ChangeItem.device == device, ChangeItem.seq == seq, ChangeItem.kind == ERASURE_KIND
    )
    if session.scalar(query) is None:
        return None
    strange = (part for part in parts if session.get(ChangeItem, (UUID(part.device), part.seq, part.number)) is None)
    return next((part for part in strange if part.length == len(value)), None)


def _cut(session: Session, row: Any, name: str, value: str, part: Part, cleaning: Cleaning) -> str:
    if part.how == TEXT and len(value) == part.length:
        return cleaned(row, name, value, part.spans)
    if part.how == FILE:
        cleaning.files.add(value)
        return cleaned_file(session, value, part.spans)
    if part.length == len(value) == 64:
        cleaning.files.add(value)
    return cleaned(row, name, value, [(0, len(value))]) if value else value


def newest_step(session: Session, key: Key, name: str) -> Seal | None:
    """The step that gave the field its present value."""
    query = (
        select(ChangeItem, Changeset.clock)
        .join(Changeset, (ChangeItem.device == Changeset.device) & (ChangeItem.seq == Changeset.seq))
        .where(ChangeItem.row_id == key[1], ChangeItem.content.is_not(None))
        .order_by(Changeset.clock.desc(), Changeset.device.desc())
    )
    for item, _clock in session.execute(query):
        content = json.loads(item.content or b"{}")
        if name in content["fields"] or name in content.get("texts", {}):
            return seal(item)
    return None


# --- the list ---------------------------------------------------------------------------------
def inside(session: Session) -> tuple[Record, ...]:
    """The erasures a dossier knows of."""
    query = select(ChangeItem.content).where(ChangeItem.kind == ERASURE_KIND, ChangeItem.content.is_not(None))
    return tuple(from_json(json.loads(content)["record"]) for content in session.scalars(query) if content)


def known(session: Session) -> tuple[Record, ...]:
    """The erasures applied in a dossier; as `inside`, without reading the whole journal."""
    query = select(ChangeItem.content).where(_listed(session), ChangeItem.content.is_not(None))
    return tuple(from_json(json.loads(content)["record"]) for content in session.scalars(query) if content)


def touched(session: Session) -> tuple[UUID, ...]:
    """The rows that erasures wrote anew."""
    own = aliased(ChangeItem)
    query = select(own.row_id).join(ChangeItem, (ChangeItem.device == own.device) & (ChangeItem.seq == own.seq))
    rows = session.scalars(query.where(_listed(session), own.kind.not_in([ERASURE_KIND, LABEL_KIND])).distinct())
    return tuple(rows)


def _listed(session: Session) -> ColumnElement[bool]:
    ids = [UUID(id) for id in applied(session)]
    return and_(ChangeItem.kind == ERASURE_KIND, ChangeItem.row_id.in_(ids))


def applied(session: Session) -> frozenset[str]:
    """Ids of the erasures applied in a dossier."""
    fact = session.get(Meta, FACT)
    return frozenset(fact.value.split()) if fact else frozenset()


def note(session: Session, record: Record) -> None:
    """Remember in the dossier that it was applied."""
    known = applied(session) | {record.id}
    session.merge(Meta(key=FACT, value=" ".join(sorted(known))))


def _file(dossier: UUID) -> Path:
    folder = data_folder() / "erasures"
    folder.mkdir(exist_ok=True, mode=0o700)
    return folder / f"{dossier.hex}.json"


def on_this_computer(dossier: UUID) -> tuple[Record, ...]:
    """The list kept here for a dossier; empty where it can't be read."""
    try:
        return tuple(from_json(one) for one in json.loads(_file(dossier).read_text(encoding="utf-8")))
    except (OSError, ValueError, KeyError, TypeError):
        return ()


def remember(dossier: UUID, records: Sequence[Record]) -> None:
    """Add to the list of this computer, in one step."""
    known = {one.id: one for one in (*records, *on_this_computer(dossier))}
    file = _file(dossier)
    temporary = file.with_suffix(".tmp")
    with suppress(OSError):
        descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as stream:
            json.dump([as_json(one) for one in known.values()], stream)
        temporary.replace(file)


def forget(dossier: UUID) -> None:
    """Drop the list of this computer (when the dossier leaves it)."""
    with suppress(OSError):
        _file(dossier).unlink(missing_ok=True)
