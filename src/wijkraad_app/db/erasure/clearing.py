"""Takes what was found out of the open transaction: rows, journal, files, index; nothing of it can be undone."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from sqlalchemy import delete, inspect, select, update
from sqlalchemy.orm import Session

from wijkraad_app.kernel import late
from wijkraad_app.kernel.i18n import _
from wijkraad_app.kernel.ids import EntityRef

from .. import blobs, fulltext, unsaved
from ..base import Journaled, journaled_models
from ..journal import LABEL_KIND, Rewriting
from ..tables import Blob, BlobChunk, ChangeItem, Snapshot
from .finding import Found, Key, Seal, items_of, long_columns, seal, text_columns
from .wording import Span, Wanted, cut

Mender = Callable[[Session, Any], Mapping[str, str]]
"""Makes a row whose texts were cleaned, and what hangs on it, right again; gives digests that changed, old to new."""

_MENDERS: dict[str, Mender] = {}


def after_cleaning(kind: str) -> Callable[[Mender], Mender]:
    """Declare what must be made anew when a row of ``kind`` was cleaned (a digest over its text, derived rows)."""

    def declare(mender: Mender) -> Mender:
        _MENDERS[kind] = mender
        return mender

    return declare


@after_cleaning("snapshot")
def _digest_anew(_session: Session, row: Snapshot) -> Mapping[str, str]:
    before, row.sha256 = row.sha256, hashlib.sha256(row.content.encode()).hexdigest()
    return {before: row.sha256}


@dataclass(slots=True)
class Cleaning:
    """New values of fields by row, labels that go, and files that go; ``removed`` rows get a tombstone."""

    values: dict[Key, dict[str, Any]] = field(default_factory=lambda: defaultdict(dict))
    labels: set[Seal] = field(default_factory=set)
    files: set[str] = field(default_factory=set)
    removed: set[Key] = field(default_factory=set)


def cleaning_of(session: Session, found: Found, wanted: Wanted) -> Cleaning:
    """What rows become when ``wanted`` is taken out of all that was found."""
    cleaning = Cleaning(labels=set(found.labels))
    for digest, spans in found.files.items():
        cleaning.files.add(digest)
        users = [(key, n) for key, names in found.fields.items() for n in names if _is(session, key, n, digest)]
        instead = cleaned_file(session, digest, spans) if users else ""
        for key, name in users:
            cleaning.values[key][name] = instead
    for key, names in found.fields.items():
        row = _row(session, key)
        for name in names:
            if name not in cleaning.values[key]:
                value = str(getattr(row, name) or "")
                cleaning.values[key][name] = cleaned(row, name, value, wanted.spans(value))
    return cleaning


def _is(session: Session, key: Key, name: str, digest: str) -> bool:
    return bool(getattr(_row(session, key), name) == digest)


def cleaned_file(session: Session, digest: str, spans: Iterable[Span]) -> str:
    """The digest of the file without these spans of its text; "" for one that goes."""
    spans = tuple(spans)
    blob = session.get(Blob, digest)
    if not spans or blob is None:
        return ""
    text = blobs.load(session, digest).decode()
    return blobs.store(session, cut(text, spans).encode(), blob.media_type)


def cleaned(row: Journaled, name: str, value: str, spans: Iterable[Span]) -> str:
    """A value without the words; when nothing else stood there nothing is left, of a title a word that says so."""
    spans = tuple(spans)
    if spans and not (cut(value, spans, "").strip()):
        return nameless(row) if name == row.__title__ else ""
    return cut(value, spans)


def nameless(row: Journaled) -> str:
    """The title of a row whose own was erased; short enough for any title."""
    length = getattr(inspect(type(row)).columns[row.__title__].type, "length", None)
    return _("erased")[:length]


def whole(session: Session, ref: EntityRef, names: Iterable[str], *, stays: bool) -> dict[str, str]:
    """Empty values for the text fields ``names`` of a record; one that ``stays`` is called erased."""
    row = _row(session, (ref.kind, ref.id))
    known = set(text_columns(type(row)))
    return {name: nameless(row) if stays and name == row.__title__ else "" for name in names if name in known}


def _row(session: Session, key: Key) -> Journaled:
    row = session.get(journaled_models()[key[0]], key[1])
    if row is None:
        raise AssertionError(f"nothing to erase in a missing {key[0]}")
    return row


@dataclass(frozen=True, slots=True)
class Cleared:
    """What was made null, by item; ``fields`` are those whose earlier values went with it, by row."""

    items: frozenset[Seal]
    fields: Mapping[Key, frozenset[str]]


def clear(session: Session, cleaning: Cleaning) -> Cleared:
    """Clean the rows and make null what the journal holds of the fields. The caller then records it (`seal_off`)."""
    _put(session, cleaning)
    _mend(session, cleaning)
    cleared = _closure(session, cleaning)
    nullify(session, cleared.items)
    for digest in cleaning.files:
        _drop(session, digest)
    unsaved.forget_all(session)
    session.flush()
    fulltext.let_go(session, [_row(session, key) for key in cleared.fields])
    return cleared


def _put(session: Session, cleaning: Cleaning) -> None:
    for key, values in cleaning.values.items():
        row = _row(session, key)
        for name, value in values.items():
            setattr(row, name, value)
        if key in cleaning.removed:
            row.deleted = True


def _mend(session: Session, cleaning: Cleaning) -> None:
    """What menders change is cleaned too, its history as well: a digest would tell a guess, a quote's surroundings
    hold half a name. Digests follow wherever they stand."""
    changed: dict[str, str] = {}
    late.complete()
    for key in list(cleaning.values):
        if (mender := _MENDERS.get(key[0])) is not None:
            session.flush()
            with session.no_autoflush:
                changed |= mender(session, _row(session, key))
            _take_changes(session, cleaning)
    changed = {old: new for old, new in changed.items() if old and old != new}
    for kind, model in journaled_models().items() if changed else ():
        for name in text_columns(model):
            for row in session.scalars(select(model).where(getattr(model, name).in_(changed))):
                setattr(row, name, changed[getattr(row, name)])
                cleaning.values[kind, row.id][name] = getattr(row, name)


def _take_changes(session: Session, cleaning: Cleaning) -> None:
    for row in session.dirty:
        if isinstance(row, Journaled):
            for attribute in inspect(row).attrs:
                if attribute.history.has_changes():
                    cleaning.values[row.__kind__, row.id][attribute.key] = attribute.value


def _closure(session: Session, cleaning: Cleaning) -> Cleared:
    """All items that hold something of a cleaned field, and of each long text that loses an item, all its items."""
    gone: set[Seal] = set(cleaning.labels)
    fields: dict[Key, frozenset[str]] = {}
    for key, values in cleaning.values.items():
        row = _row(session, key)
        long = long_columns(type(row))
        steps = list(items_of(session, [key[1]]))
        names, before = set(values), -1
        while len(names) != before:
            before = len(names)
            for item, content in steps:
                held = content["fields"].keys() | content.get("texts", {}).keys()
                if not names.isdisjoint(held):
                    gone.add(seal(item))
                    names |= content.get("texts", {}).keys() & long
        lost = {name for item, content in steps if seal(item) in gone for name in _names(content)}
        fields[key] = frozenset(lost | names)
        gone |= set(_labels(session, [item for item, _content in steps if seal(item) in gone]))
    return Cleared(frozenset(gone), fields)


def _names(content: Mapping[str, Any]) -> Iterator[str]:
    yield from content["fields"]
    yield from content.get("texts", {})


def _labels(session: Session, items: Iterable[ChangeItem]) -> Iterator[Seal]:
    """The labels of the changesets these items belong to: they quote what a record was called then."""
    for device, seq in {(item.device, item.seq) for item in items}:
        query = select(ChangeItem).where(
            ChangeItem.device == device, ChangeItem.seq == seq, ChangeItem.kind == LABEL_KIND
        )
        yield from (seal(item) for item in session.scalars(query) if item.content is not None)


def nullify(session: Session, items: Iterable[Seal]) -> int:
    """Make items null; how many still held something."""
    count = 0
    for device, seq, number in items:
        item = (ChangeItem.device == device, ChangeItem.seq == seq, ChangeItem.number == number)
        done = session.execute(update(ChangeItem).where(*item, ChangeItem.content.is_not(None)).values(content=None))
        count += getattr(done, "rowcount", 0)
    return count


def drop_unused(session: Session, digests: Iterable[str]) -> None:
    """Remove those files that no record names any more."""
    wanted = set(digests)
    for model in journaled_models().values():
        for name in text_columns(model) if wanted else ():
            column = getattr(model, name)
            wanted -= set(session.scalars(select(column).where(column.in_(wanted))))
    for digest in wanted:
        _drop(session, digest)


def _drop(session: Session, digest: str) -> None:
    session.execute(delete(BlobChunk).where(BlobChunk.digest == digest))
    session.execute(delete(Blob).where(Blob.digest == digest))


def seal_off(session: Session, id: UUID, cleared: Cleared, record: Mapping[str, Any]) -> None:
    """Tell the journal what to write in place of what went."""
    session.info["rewriting"] = Rewriting(id, cleared.fields, record)
