"""Undo and redo from the journal: a new changeset puts old values back, only where the value is still ours."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from sqlalchemy import and_, func, inspect, select
from sqlalchemy.orm import Session

from wijkraad_app.kernel.errors import UserError
from wijkraad_app.kernel.i18n import _
from wijkraad_app.kernel.ids import EntityRef

from . import texts
from .base import Journaled, journaled_models
from .canonical import from_json, to_json
from .journal import LABEL_KIND
from .tables import ChangeItem, Changeset, TextState
from .verbs import Refused, declared_as, label_of

_DEPTH = 1000
LOOKED_AT = 200
"""So many of the newest steps are looked through for those of one record."""


@dataclass(slots=True)
class Step:
    """What one press of undo or redo takes back: the changesets of one group, oldest first."""

    seqs: list[int]
    verb: str
    group: UUID | None = None
    label_seq: int = 0


@dataclass(slots=True)
class Stacks:
    undo: list[Step] = field(default_factory=list)
    redo: list[Step] = field(default_factory=list)


def stacks(session: Session, device: UUID) -> Stacks:
    """The steps that can be undone and redone on this device, newest last."""
    query = select(Changeset.seq, Changeset.verb, Changeset.undo_group, Changeset.undoes, Changeset.redoes)
    rows = session.execute(query.where(Changeset.device == device).order_by(Changeset.seq.desc()).limit(_DEPTH)).all()
    found = Stacks()
    for seq, verb, group, undoes, redoes in reversed(rows):
        if undoes:
            _move(found.undo, found.redo, _step_of(undoes, verb), seq)
        elif redoes:
            _move(found.redo, found.undo, _step_of(redoes, verb), seq)
        else:
            group = None if _refused(verb) else group
            top = found.undo[-1] if found.undo else None
            if group is not None and top is not None and top.group == group:
                top.seqs.append(seq)
            else:
                found.undo.append(Step([seq], verb, group, seq))
            found.redo.clear()
    return found


def _move(source: list[Step], target: list[Step], step: Step, by: int) -> None:
    """Found by its newest changeset: the oldest of a group may lie before what is looked at, or all of it."""
    for place in range(len(source) - 1, -1, -1):
        if source[place].seqs[-1] == step.seqs[-1]:
            step = source.pop(place)
            break
    target.append(Step([by], step.verb, None, step.label_seq))


def _refused(verb: str) -> Refused | None:
    declared = declared_as(verb)
    return declared.undo if declared is not None and isinstance(declared.undo, Refused) else None


def _step_of(seqs: str, verb: str) -> Step:
    found = json.loads(seqs)
    return Step(found, verb, None, found[0])


def newest(steps: Sequence[Step], *, redo: bool = False) -> Step:
    """The step to take back now, or a `UserError` that says why there is none."""
    if not steps:
        message = _("There is nothing to redo.") if redo else _("There is nothing to undo.")
        raise UserError(message, code="nothing")
    step = steps[-1]
    refused = _refused(step.verb)
    if refused is not None:
        raise UserError(_(refused.reason), code="not_undoable")
    return step


def within(session: Session, device: UUID, steps: Sequence[Step], place: EntityRef) -> list[Step]:
    """The newest of ``steps`` that changed ``place`` or something that belongs to it; none or one."""
    return next(([step] for step in reversed(steps) if _touches(session, device, step, place)), [])


def _touches(session: Session, device: UUID, step: Step, place: EntityRef) -> bool:
    query = select(ChangeItem.kind, ChangeItem.row_id).where(
        ChangeItem.device == device, ChangeItem.seq.in_(step.seqs), ChangeItem.kind != LABEL_KIND
    )
    return any(_belongs(session, kind, row_id, place) for kind, row_id in session.execute(query))


def _belongs(session: Session, kind: str, row_id: UUID, place: EntityRef) -> bool:
    """The record itself, what refers to it, and what can't be without such a record (an annex of an item)."""
    if (kind, row_id) == (place.kind, place.id):
        return True
    model = journaled_models().get(kind)
    row = session.get(model, row_id) if model is not None else None
    if row is None:
        return False
    for attribute in inspect(type(row)).column_attrs:
        column, value = attribute.columns[0], getattr(row, attribute.key)
        target = column.info.get("ref")
        if value is None or target is None:
            continue
        if (target, value) == (place.kind, place.id):
            return True
        if not column.nullable and _belongs(session, target, value, place):
            return True
    return False


def label(session: Session, device: UUID, step: Step) -> str:
    """The step's label in the user's language."""
    query = select(ChangeItem.content).where(
        ChangeItem.device == device, ChangeItem.seq == step.label_seq, ChangeItem.kind == LABEL_KIND
    )
    content = session.scalar(query)
    return label_of(step.verb, json.loads(content)["params"] if content else {})


@dataclass(slots=True)
class _Reversal:
    """Over all changesets of a step, for one row: first old and last new value of each field."""

    created: bool = False
    old: dict[str, Any] = field(default_factory=dict)
    new: dict[str, Any] = field(default_factory=dict)
    text_before: dict[str, str] = field(default_factory=dict)
    text_after: dict[str, str] = field(default_factory=dict)


def reverse(session: Session, device: UUID, seqs: Sequence[int], *, redo: bool = False) -> frozenset[EntityRef]:
    """Put back what the changesets ``seqs`` changed, in the open unit. `UserError` when it has changed since."""
    reversals = _collect(session, device, seqs)
    models = journaled_models()
    leaving: list[Journaled] = []
    back: set[UUID] = set()
    for (kind, row_id), reversal in reversals.items():
        row = session.get(models[kind], row_id)
        if row is None:
            raise AssertionError(f"journal names a missing {kind}")
        if row.deleted and reversal.created:
            continue
        was_there = not row.deleted
        _refuse_when_changed(session, row, reversal)
        _put_back(session, row, reversal)
        if was_there and row.deleted:
            leaving.append(row)
            back |= set() if reversal.created else {row.id}
    if not redo:
        _refuse_when_used(session, leaving, back, _begin(session, device, seqs))
    return frozenset(EntityRef(kind, row_id) for kind, row_id in reversals)


def _collect(session: Session, device: UUID, seqs: Sequence[int]) -> dict[tuple[str, UUID], _Reversal]:
    query = (
        select(ChangeItem)
        .where(ChangeItem.device == device, ChangeItem.seq.in_(seqs), ChangeItem.kind != LABEL_KIND)
        .order_by(ChangeItem.seq, ChangeItem.number)
    )
    found: dict[tuple[str, UUID], _Reversal] = {}
    for item in session.scalars(query):
        if item.content is None:
            raise UserError(_("This can't be undone: its content was erased."), code="erased")
        content = json.loads(item.content)
        reversal = found.setdefault((item.kind, item.row_id), _Reversal())
        reversal.created = reversal.created or bool(content.get("new"))
        for name, value in content.get("old", {}).items():
            reversal.old.setdefault(name, value)
        reversal.new |= content["fields"]
        for name, step in content.get("texts", {}).items():
            reversal.text_before.setdefault(name, step["before"])
            reversal.text_after[name] = step["after"]
    return found


def _refuse_when_changed(session: Session, row: Journaled, reversal: _Reversal) -> None:
    """A value that someone changed after the step stays; so does a new record that someone worked on."""
    for name, value in reversal.new.items():
        if (reversal.created or name in reversal.old) and to_json(getattr(row, name)) != value:
            raise _changed_since(row)
    for name in _long_names(row) if reversal.created else reversal.text_after:
        if getattr(row, name) != _text_at(session, row, name, reversal.text_after.get(name)):
            raise _changed_since(row)


def _put_back(session: Session, row: Journaled, reversal: _Reversal) -> None:
    if reversal.created:
        row.deleted = True
        return
    columns = inspect(type(row)).columns
    for name, old in reversal.old.items():
        setattr(row, name, from_json(columns[name].type, old))
    for name, before in reversal.text_before.items():
        setattr(row, name, _text_at(session, row, name, before))


def _long_names(row: Journaled) -> list[str]:
    return [a.key for a in inspect(type(row)).column_attrs if a.columns[0].info.get("long")]


def _text_at(session: Session, row: Journaled, name: str, frontiers: str | None) -> str:
    state = session.get(TextState, (row.id, name)) if frontiers is not None else None
    return texts.at(state.state, frontiers) if state is not None and frontiers is not None else ""


def _changed_since(row: Journaled) -> UserError:
    title = str(getattr(row, row.__title__) or "")[:80]
    return UserError(
        _("“{title}” has been changed since. Undo that change first, or mend it by hand.").format(title=title),
        code="changed_since",
    )


def _begin(session: Session, device: UUID, seqs: Sequence[int]) -> int:
    """The clock reading at which the step began."""
    query = select(func.min(Changeset.clock)).where(Changeset.device == device, Changeset.seq.in_(seqs))
    return session.scalar(query) or 0


def _made_after(session: Session, row: Journaled, reading: int) -> bool:
    """By the journal's clock: it tells two actions of one millisecond apart, and computers whose clocks differ."""
    same = and_(Changeset.device == ChangeItem.device, Changeset.seq == ChangeItem.seq)
    query = select(func.min(Changeset.clock)).join(ChangeItem, same)
    made = session.scalar(query.where(ChangeItem.row_id == row.id))
    return made is not None and made > reading


def _refuse_when_used(session: Session, leaving: Sequence[Journaled], back: Set[UUID], since: int) -> None:
    """What was ``back`` only by the step may go from under what was there before it: so it was then."""
    gone = {row.id for row in leaving}
    for row in leaving:
        users = (user for user in _users(session, row.__kind__, row.id) if user.id not in gone)
        user = next((user for user in users if row.id not in back or _made_after(session, user, since)), None)
        if user is not None:
            raise UserError(
                _("This is used by “{title}”. Remove it there first.").format(
                    title=str(getattr(user, user.__title__) or "")[:80]
                ),
                code="in_use_by",
            )


def users_of(session: Session, kind: str, row_id: UUID) -> list[Journaled]:
    """Live records that refer to the record: at most five by each reference there is."""
    return list(_users(session, kind, row_id, 5))


def _users(session: Session, kind: str, row_id: UUID, most: int | None = None) -> Iterator[Journaled]:
    for model in journaled_models().values():
        for attribute in inspect(model).column_attrs:
            if attribute.columns[0].info.get("ref") == kind:
                query = select(model).where(attribute.columns[0] == row_id, model.deleted.is_(False))
                yield from session.scalars(query.limit(most).execution_options(yield_per=100))
