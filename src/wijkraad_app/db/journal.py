"""Capture: what a session changes becomes one signed changeset in the same transaction.

Session events collect the first old value of every changed attribute; before the commit the changeset is made
from old and new values, signed and written. Core statements, bulk statements and deletes on journaled tables
would slip past: the first two are refused here or by a lint test, deletes are tombstones.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from sqlalchemy import String, event, func, insert, inspect, select
from sqlalchemy.orm import ColumnProperty, ORMExecuteState, Session

from wijkraad_app.kernel.changes import Changes
from wijkraad_app.kernel.errors import UserError
from wijkraad_app.kernel.i18n import _
from wijkraad_app.kernel.ids import EntityRef

from . import fulltext, texts
from .base import Journaled, journaled_models
from .canonical import canonical, sha256, to_json
from .device import LocalDevice
from .fields import check_text
from .hybrid_clock import HybridClock
from .tables import ChangeItem, Changeset, Device, TextState

FORMAT = 1
LABEL_KIND = "label"
ERASURE_KIND = "erasure"
"""The item that lists what an erasure made null; its row id is the erasure's."""
_LABEL_ROW = UUID(int=0)
MAX_REFS = 500
_MAX_TEXT = 4_000_000


@dataclass(slots=True)
class Pending:
    """A row touched in this unit: whether it is new, and the old value of each changed attribute."""

    row: Journaled
    new: bool
    old: dict[str, Any] = field(default_factory=dict)


@dataclass(slots=True)
class Entry:
    """What the unit of work says about its changeset."""

    verb: str
    params: dict[str, Any]
    actor: UUID | None
    group: UUID | None = None
    undoes: tuple[int, ...] = ()
    redoes: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Rewriting:
    """An erasure under way (`db.erasure`), in ``session.info["rewriting"]``: ``restated`` are the fields of rows
    that are written anew, without what they were; their long texts start a new epoch. ``record`` lists what went."""

    id: UUID
    restated: Mapping[tuple[str, UUID], frozenset[str]]
    record: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class _Item:
    kind: str
    row_id: UUID
    content: bytes
    digest: bytes


class Journal:
    """Writes the changesets of one open dossier. One writer at a time.

    ``last_seq`` is the number of the changeset of the newest unit, 0 when that wrote none.
    """

    def __init__(self, schema: str, device: Callable[[Session], LocalDevice], last_clock: int) -> None:
        self._schema = schema
        self._device = device
        self._clock = HybridClock(last_clock)
        self._peer = texts.new_peer()
        self._others: tuple[UUID, dict[str, int]] | None = None
        """The newest of every other device as seen from one of ours; only `seen` brings more."""
        self.last_seq = 0

    def attach(self, session: Session) -> None:
        """Make ``session`` collect what it changes."""
        session.info["pending"] = {}
        self.last_seq = 0
        event.listen(session, "before_flush", self._collect)
        event.listen(session, "do_orm_execute", _refuse_bulk)

    def seen(self, reading: int) -> None:
        """Never write a change older than one that was received: it would lose against it."""
        self._clock.seen(reading)
        self._others = None

    def write(self, session: Session, entry: Entry) -> Changes:
        """Flush, and add the changeset to the open transaction.

        Nothing changed: nothing written, but for an undo or redo, which counts as done all the same.
        """
        session.flush()
        pending: dict[tuple[str, UUID], Pending] = session.info["pending"]
        rewriting: Rewriting | None = session.info.pop("rewriting", None)
        restated = rewriting.restated if rewriting else {}
        for kind, row_id in restated.keys() - pending.keys():
            pending[kind, row_id] = Pending(_row(session, kind, row_id), False)
        written = (self._item(session, touched, restated.get(key)) for key, touched in pending.items())
        items = [item for item in written if item]
        items += [_erasure_item(rewriting)] if rewriting else []
        if not (items or entry.undoes or entry.redoes):
            return Changes(frozenset(), frozenset(), entry.verb)
        fulltext.index(session, [one.row for key, one in pending.items() if key in restated or _changes_search(one)])
        self._store(session, entry, [_label_item(entry.params), *items])
        pending.clear()
        refs = frozenset(EntityRef(i.kind, i.row_id) for i in items) if len(items) <= MAX_REFS else frozenset()
        return Changes(frozenset(item.kind for item in items), refs, entry.verb)

    def _collect(self, session: Session, _context: object, _instances: object) -> None:
        pending: dict[tuple[str, UUID], Pending] = session.info["pending"]
        if any(isinstance(row, Journaled) for row in session.deleted):
            raise AssertionError("journaled rows are never deleted: use UnitOfWork.remove")
        for row in [*session.new, *session.dirty]:
            if not isinstance(row, Journaled):
                continue
            state = inspect(row)
            fresh = state.transient or state.pending
            touched = pending.setdefault((row.__kind__, row.id), Pending(row, fresh))
            for attribute in state.mapper.column_attrs:
                history = state.attrs[attribute.key].load_history()
                if history.has_changes():
                    _check(row, attribute)
                    old = history.deleted[0] if history.deleted else None
                    touched.old.setdefault(attribute.key, old)

    def _item(self, session: Session, touched: Pending, restated: frozenset[str] | None = None) -> _Item | None:
        row = touched.row
        anew = restated or frozenset()
        fields: dict[str, Any] = {}
        old: dict[str, Any] = {}
        long: dict[str, Any] = {}
        for attribute in inspect(row).mapper.column_attrs:
            name = attribute.key
            if name == "id" or not (touched.new or name in touched.old or name in anew):
                continue
            value = getattr(row, name)
            if not (touched.new or name in anew) and value == touched.old[name]:
                continue
            if attribute.columns[0].info.get("long"):
                if value or not touched.new:
                    long[name] = self._text_step(session, row, name, value, afresh=name in anew)
                continue
            fields[name] = to_json(value)
            if not touched.new and restated is None:
                old[name] = to_json(touched.old[name])
        if not (touched.new or fields or long):
            return None
        content: dict[str, Any] = {"fields": fields, "salt": secrets.token_hex(32)}
        content |= {"old": old} if old else {}
        content |= {"texts": long} if long else {}
        content |= {"new": True} if touched.new else {}
        return _sealed(row.__kind__, row.id, content)

    def _text_step(
        self, session: Session, row: Journaled, name: str, value: str, *, afresh: bool = False
    ) -> dict[str, Any]:
        if len(value) > _MAX_TEXT:
            raise UserError(_("This text is too long to keep. Split it into parts."), code="too_long")
        state = session.get(TextState, (row.id, name))
        if state and afresh:
            state.epoch, state.state = state.epoch + 1, b""
        step = texts.update(state.state if state else None, value, peer=self._peer, epoch=state.epoch if state else 0)
        if state:
            state.state = step.state
        else:
            session.add(TextState(row_id=row.id, field=name, epoch=0, state=step.state))
        return step.change

    def _store(self, session: Session, entry: Entry, items: list[_Item]) -> None:
        device = self._device(session)
        last = session.execute(
            select(Changeset.seq, Changeset.digest).where(Changeset.device == device.id).order_by(Changeset.seq.desc())
        ).first()
        seq, previous = (last.seq + 1, last.digest) if last else (1, b"")
        self.last_seq = seq
        reading = self._clock.tick()
        header = canonical(
            {
                "format": FORMAT,
                "schema": self._schema,
                "device": device.id.hex,
                "seq": seq,
                "clock": reading,
                "seen": self._heads(session, device.id),
                "actor": entry.actor.hex if entry.actor else None,
                "verb": entry.verb,
                "group": entry.group.hex if entry.group else None,
                "undoes": list(entry.undoes),
                "redoes": list(entry.redoes),
                "previous": previous.hex(),
                "items": len(items),
                "content": sha256(*(item.digest for item in items)).hex(),
            }
        )
        digest = sha256(header)
        connection = session.connection()
        connection.execute(
            insert(Changeset),
            dict(
                device=device.id,
                seq=seq,
                clock=reading,
                actor=entry.actor,
                verb=entry.verb,
                undo_group=entry.group,
                undoes=json.dumps(entry.undoes) if entry.undoes else "",
                redoes=json.dumps(entry.redoes) if entry.redoes else "",
                header=header,
                digest=digest,
                signature=device.key.sign(digest),
            ),
        )
        connection.execute(
            insert(ChangeItem),
            [
                dict(
                    device=device.id,
                    seq=seq,
                    number=number,
                    kind=item.kind,
                    row_id=item.row_id,
                    content=item.content,
                    digest=item.digest,
                )
                for number, item in enumerate(items)
            ],
        )

    def _heads(self, session: Session, own: UUID) -> dict[str, int]:
        if self._others is None or self._others[0] != own:
            self._others = own, _heads(session, own)
        return self._others[1]


def _changes_search(touched: Pending) -> bool:
    """Whether full text says something else of the row now."""
    covered = {touched.row.__title__, "deleted", *touched.row.__search__}
    return touched.new or not covered.isdisjoint(touched.old)


def _check(row: Journaled, attribute: ColumnProperty[Any]) -> None:
    value, kind = getattr(row, attribute.key), attribute.columns[0].type
    if isinstance(value, str) and isinstance(kind, String):
        check_text(value, kind.length)


def _sealed(kind: str, row_id: UUID, content: dict[str, Any]) -> _Item:
    data = canonical(content)
    return _Item(kind, row_id, data, item_digest(kind, row_id, data))


def _label_item(params: dict[str, Any]) -> _Item:
    return _sealed(LABEL_KIND, _LABEL_ROW, {"params": params, "salt": secrets.token_hex(32)})


def _erasure_item(rewriting: Rewriting) -> _Item:
    return _sealed(ERASURE_KIND, rewriting.id, {"record": rewriting.record, "salt": secrets.token_hex(32)})


def _row(session: Session, kind: str, row_id: UUID) -> Journaled:
    row = session.get(journaled_models()[kind], row_id)
    if row is None:
        raise AssertionError(f"an erasure names a missing {kind}")
    return row


def item_digest(kind: str, row_id: UUID, content: bytes) -> bytes:
    """What a changeset vouches for, of one item."""
    return sha256(kind.encode(), row_id.bytes, content)


def _heads(session: Session, own: UUID) -> dict[str, int]:
    """The newest changeset seen of every other device."""
    newest = select(func.max(Changeset.seq)).where(Changeset.device == Device.id).scalar_subquery()
    rows = session.execute(select(Device.id, newest).where(Device.id != own, newest.is_not(None)))
    return {device.hex: seq for device, seq in rows}


def _refuse_bulk(state: ORMExecuteState) -> None:
    written = state.is_update or state.is_delete or state.is_insert
    mapper = state.bind_mapper
    if written and mapper is not None and issubclass(mapper.class_, Journaled):
        raise AssertionError("bulk statements on journaled tables go around the journal")
