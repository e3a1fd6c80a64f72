"""What a merge leaves for a person to look at: records without their place, late edits, crossed erasures.

Queries only; nothing is mended by itself.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from uuid import UUID

from sqlalchemy import ColumnElement, func, inspect, select
from sqlalchemy.orm import Session, aliased

from wijkraad_app.kernel.ids import EntityRef

from . import erasure
from .base import Journaled, journaled_models
from .exchange import parts
from .hybrid_clock import milliseconds
from .journal import ERASURE_KIND
from .tables import ChangeItem, Changeset, Device, SetAside, TextState


@dataclass(frozen=True, slots=True)
class WithoutPlace:
    """A live record below one that was removed; ``parent`` still says what it was."""

    ref: EntityRef
    title: str
    parent: EntityRef
    parent_title: str


@dataclass(frozen=True, slots=True)
class LateEdit:
    """Somebody worked on a text while a passage of it was being erased. What was typed isn't merged: it has to be
    typed again.

    ``device`` is the name of the computer, ``actor`` the id of who worked, if known.
    """

    ref: EntityRef
    field: str
    when: datetime
    device: str
    actor: UUID | None


@dataclass(frozen=True, slots=True)
class CrossedErasures:
    """Two computers erased in one record without knowing of each other: each put back what the other had taken out,
    so it has to be erased once more.

    ``erasures`` are their ids; ``repeatable``: where everything stands is still known, so that the program can do it.
    """

    ref: EntityRef
    title: str
    erasures: tuple[str, ...] = ()
    repeatable: bool = False


@dataclass(frozen=True, slots=True)
class Waiting:
    """A changeset that can't be applied yet; ``reason`` is newer, waiting or ahead."""

    device: str
    seq: int
    reason: str
    received_at: datetime


def any_possible(session: Session) -> bool:
    """Whether work of another computer ever came in: only then something can be left. A quick look."""
    devices = session.scalars(select(Device.id).limit(2)).all()
    return len(devices) > 1 or session.scalar(select(SetAside.seq).limit(1)) is not None


def count(session: Session) -> int:
    """How many things are left: each record once for what is the matter with it, what waits by computer and reason."""
    if not any_possible(session):
        return 0
    places = {one.ref for one in without_place(session)}
    edits = {(one.ref, one.field, one.device) for one in late_edits(session)}
    waits = {(one.device, one.reason) for one in waiting(session)}
    return len(places) + len(edits) + len(waits) + len(crossed_erasures(session))


def without_place(session: Session) -> tuple[WithoutPlace, ...]:
    """Live records whose place is gone: the record they can't do without, or the one above them, was removed."""
    models, tables = journaled_models(), _Tables(session)
    return tuple(
        found
        for model in models.values()
        for name, parent in _places(model)
        if parent in models
        for found in _below_removed(tables, model, name, models[parent])
    )


class _Tables:
    """Each table is counted, and searched for what was removed, once for all fields that point at it."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.size = cache(self._size)
        self.removed = cache(self._removed)

    def _size(self, model: type[Journaled]) -> int:
        return self.session.scalar(select(func.count()).select_from(model)) or 0

    def _removed(self, model: type[Journaled]) -> Sequence[UUID]:
        return self.session.scalars(select(model.id).where(model.deleted.is_(True))).all()


def _places(model: type[Journaled]) -> Iterator[tuple[str, str]]:
    """The fields that say where a record belongs: those that are never empty, and the one for a tree of its kind."""
    for attribute in inspect(model).column_attrs:
        column = attribute.columns[0]
        parent = column.info.get("ref", "")
        if parent and (parent == model.__kind__ or not getattr(column, "nullable", True)):
            yield attribute.key, parent


def _below_removed(
    tables: _Tables, model: type[Journaled], name: str, parent: type[Journaled]
) -> Iterator[WithoutPlace]:
    """From the shorter table on: there may be a hundred thousand of either."""
    session, above, link = tables.session, aliased(parent), getattr(model, name)
    if tables.size(parent) <= tables.size(model):
        some_of = parts(tables.removed(parent))
        queries = [select(model).where(model.deleted.is_(False), link.in_(some)) for some in some_of]
    else:
        joined: ColumnElement[bool] = link == above.id
        queries = [select(model).join(above, joined).where(model.deleted.is_(False), above.deleted.is_(True))]
    for query in queries:
        for row in session.scalars(query.order_by(model.id)).all():
            gone = session.get(parent, getattr(row, name))
            assert gone is not None
            yield WithoutPlace(
                EntityRef(row.__kind__, row.id), _title(row), EntityRef(gone.__kind__, gone.id), _title(gone)
            )


def below(session: Session, row: Journaled) -> Iterator[Journaled]:
    """All live records that can't be without this one, from the nearest on."""
    for model in journaled_models().values():
        for name, parent in _places(model):
            if parent == row.__kind__:
                query = select(model).where(model.deleted.is_(False), getattr(model, name) == row.id)
                for child in session.scalars(query.order_by(model.id)).all():
                    yield child
                    yield from below(session, child)


def removed_with(session: Session, row: Journaled) -> Iterator[Journaled]:
    """The removed records that went in the same step as this one; none when that isn't known any more."""
    query = (
        select(ChangeItem)
        .join(Changeset, (Changeset.device == ChangeItem.device) & (Changeset.seq == ChangeItem.seq))
        .where(ChangeItem.row_id == row.id, ChangeItem.content.is_not(None))
        .order_by(Changeset.clock.desc(), Changeset.device.desc())
    )
    removing = next((item for item in session.scalars(query) if _removes(item)), None)
    if removing is None:
        return
    same = select(ChangeItem).where(ChangeItem.device == removing.device, ChangeItem.seq == removing.seq)
    models = journaled_models()
    for item in session.scalars(same.order_by(ChangeItem.number)).all():
        if item.kind in models and item.row_id != row.id and _removes(item):
            found = session.get(models[item.kind], item.row_id)
            if found is not None and found.deleted:
                yield found


def _removes(item: ChangeItem) -> bool:
    return json.loads(item.content or b"{}").get("fields", {}).get("deleted") is True


def _title(row: Journaled) -> str:
    return str(getattr(row, row.__title__) or "")


def late_edits(session: Session) -> tuple[LateEdit, ...]:
    """Edits of an epoch of a long text that has ended since, newest first."""
    found = (edit for rows in parts(erasure.touched(session)) for edit in _late_in(session, rows))
    return tuple(sorted(found, key=lambda edit: edit.when, reverse=True))


def _late_in(session: Session, rows: Sequence[UUID]) -> Iterator[LateEdit]:
    query = (
        select(TextState.field, TextState.epoch, ChangeItem, Changeset, Device.name)
        .join(ChangeItem, ChangeItem.row_id == TextState.row_id)
        .join(Changeset, (Changeset.device == ChangeItem.device) & (Changeset.seq == ChangeItem.seq))
        .join(Device, Device.id == Changeset.device)
        .where(TextState.row_id.in_(rows), TextState.epoch > 0, ChangeItem.content.is_not(None))
        .order_by(Changeset.clock.desc(), Changeset.device)
    )
    for field, epoch, item, changeset, device in session.execute(query):
        step = json.loads(item.content or b"{}").get("texts", {}).get(field)
        if step is not None and step["epoch"] < epoch:
            when = datetime.fromtimestamp(milliseconds(changeset.clock) / 1000, UTC)
            yield LateEdit(EntityRef(item.kind, item.row_id), field, when, device, changeset.actor)


def crossed_erasures(session: Session) -> tuple[CrossedErasures, ...]:
    """Records that two erasures cleaned at once, until one who knows of both has erased there again."""
    erased: dict[tuple[str, int, int], list[str]] = defaultdict(list)
    for record in erasure.known(session):
        for item in record.items:
            erased[item].append(record.id)
    crossed: dict[tuple[str, UUID], set[str]] = defaultdict(set)
    for (device, seq, number), ids in erased.items():
        found = session.get(ChangeItem, (UUID(device), seq, number)) if len(ids) > 1 else None
        if found is not None and found.kind in journaled_models():
            crossed[found.kind, found.row_id] |= set(ids)
    return tuple(
        _crossed(session, row, ids)
        for (kind, row_id), ids in sorted(crossed.items())
        if (row := session.get(journaled_models()[kind], row_id)) is not None and _unsettled(session, row, ids)
    )


def _crossed(session: Session, row: Journaled, ids: Iterable[str]) -> CrossedErasures:
    erasures = tuple(sorted(ids))
    can = erasure.repeatable(session, (row.__kind__, row.id), erasures)
    return CrossedErasures(EntityRef(row.__kind__, row.id), _title(row), erasures, can)


def _unsettled(session: Session, row: Journaled, ids: Iterable[str]) -> bool:
    """Whether what each of them put in place of the row's values still stands in the journal."""
    own = aliased(ChangeItem)
    query = select(own.content).join(ChangeItem, (ChangeItem.device == own.device) & (ChangeItem.seq == own.seq))
    query = query.where(ChangeItem.kind == ERASURE_KIND, own.row_id == row.id)
    contents = [session.scalars(query.where(ChangeItem.row_id == UUID(id))).all() for id in ids]
    return all(any(content is not None for content in found) for found in contents)


def waiting(session: Session) -> tuple[Waiting, ...]:
    """What was set aside, by computer and number."""
    query = select(SetAside, Device.name).join(Device, Device.id == SetAside.device)
    rows = session.execute(query.order_by(SetAside.device, SetAside.seq))
    return tuple(Waiting(name, row.seq, row.reason, row.received_at) for row, name in rows)
