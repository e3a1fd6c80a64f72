"""Who changed what and when, from the journal."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from wijkraad_app.kernel.i18n import _

from . import texts
from .base import journaled_models
from .fold import defaults, fold, order
from .hybrid_clock import milliseconds
from .journal import LABEL_KIND
from .steps import steps_of
from .tables import ChangeItem, Changeset, TextState
from .verbs import label_of

_Looks = dict[tuple[str, int], Callable[[str], str]]
"""By field and epoch: of an erased text nothing can be looked at any more."""


@dataclass(frozen=True, slots=True)
class At:
    """A step of the journal."""

    device: UUID
    seq: int


@dataclass(frozen=True, slots=True)
class FieldChange:
    """Old and new value of one field, as the journal keeps them (JSON values); texts in full."""

    name: str
    old: Any
    new: Any


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """One change of one record. ``actor`` is the id of the person who worked."""

    when: datetime
    actor: UUID | None
    label: str
    fields: tuple[FieldChange, ...]
    at: At


def of(session: Session, row_id: UUID) -> tuple[HistoryEntry, ...]:
    """The whole history of a record, newest first."""
    query = (
        select(Changeset, ChangeItem)
        .join(ChangeItem, (ChangeItem.device == Changeset.device) & (ChangeItem.seq == Changeset.seq))
        .where(ChangeItem.row_id == row_id)
        .order_by(Changeset.clock.desc(), Changeset.device)
    )
    rows = session.execute(query).all()
    states = session.scalars(select(TextState).where(TextState.row_id == row_id))
    looks = {(state.field, state.epoch): texts.versions(state.state) for state in states}
    return tuple(_entry(session, changeset, item, looks) for changeset, item in rows)


def _entry(session: Session, changeset: Changeset, item: ChangeItem, looks: _Looks) -> HistoryEntry:
    content = json.loads(item.content) if item.content else {"fields": {}}
    when = datetime.fromtimestamp(milliseconds(changeset.clock) / 1000, UTC)
    at = At(changeset.device, changeset.seq)
    return HistoryEntry(when, changeset.actor, label(session, changeset), tuple(_fields(content, looks)), at)


def state(session: Session, kind: str, row_id: UUID, at: At) -> dict[str, Any]:
    """The known fields of a row (JSON values, long texts as text) as they were just after a step."""
    changeset = session.get(Changeset, (at.device, at.seq))
    if changeset is None:
        return {}
    last = (changeset.clock, changeset.device.hex)
    values = fold(step for step in steps_of(session, kind, [row_id])[row_id] if order(step) <= last).values()
    return defaults(journaled_models()[kind]) | values if "created_at" in values else values


def _fields(content: dict[str, Any], looks: _Looks) -> Iterator[FieldChange]:
    old = content.get("old", {})
    for name, new in content["fields"].items():
        if name != "created_at":
            yield FieldChange(name, old.get(name), new)
    for name, step in content.get("texts", {}).items():
        look = looks.get((name, step["epoch"]))
        if look is not None:
            yield FieldChange(name, look(step["before"]), look(step["after"]))


def label(session: Session, changeset: Changeset) -> str:
    """What the changeset did, in the user's language; of undo and redo, what was undone or done again."""
    if changeset.undoes or changeset.redoes:
        form = _("Undone: {step}") if changeset.undoes else _("Done again: {step}")
        return form.format(step=_own_label(session, _first(session, changeset)))
    return _own_label(session, changeset)


def _first(session: Session, changeset: Changeset) -> Changeset:
    """The step that a chain of undo and redo began with."""
    while changeset.undoes or changeset.redoes:
        seq = json.loads(changeset.undoes or changeset.redoes)[0]
        earlier = session.get(Changeset, (changeset.device, seq))
        if earlier is None or seq >= changeset.seq:
            break
        changeset = earlier
    return changeset


def _own_label(session: Session, changeset: Changeset) -> str:
    query = select(ChangeItem.content).where(
        ChangeItem.device == changeset.device, ChangeItem.seq == changeset.seq, ChangeItem.kind == LABEL_KIND
    )
    content = session.scalar(query)
    return label_of(changeset.verb, json.loads(content)["params"] if content else {})
