"""Undo and redo from the journal: a new changeset puts old values back, only where the value is still ours."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from sqlalchemy import inspect, select
from sqlalchemy.orm import Session

from wijkraad_app.kernel.errors import UserError
from wijkraad_app.kernel.i18n import _
from wijkraad_app.kernel.ids import EntityRef

from . import texts
from .base import Journaled, journaled_models
from .canonical import from_json, to_json
from .journal import LABEL_KIND
from .tables import ChangeItem, Changeset, TextState
from .verbs import VERBS, Refused, label_of

_DEPTH = 1000


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
            _move(found.undo, found.redo, json.loads(undoes), seq)
        elif redoes:
            _move(found.redo, found.undo, json.loads(redoes), seq)
        else:
            top = found.undo[-1] if found.undo else None
            if group is not None and top is not None and top.group == group:
                top.seqs.append(seq)
            else:
                found.undo.append(Step([seq], verb, group, seq))
            found.redo.clear()
    return found


def _move(source: list[Step], target: list[Step], seqs: list[int], by: int) -> None:
    for place in range(len(source) - 1, -1, -1):
        if source[place].seqs == seqs:
            step = source.pop(place)
            target.append(Step([by], step.verb, None, step.label_seq))
            return


def newest(steps: Sequence[Step], *, redo: bool = False) -> Step:
    """The step to take back now, or a `UserError` that says why there is none."""
    if not steps:
        message = _("There is nothing to redo.") if redo else _("There is nothing to undo.")
        raise UserError(message, code="nothing")
    step = steps[-1]
    declared = VERBS.get(step.verb)
    if declared is not None and isinstance(declared.undo, Refused):
        raise UserError(_(declared.undo.reason), code="not_undoable")
    return step


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


def reverse(session: Session, device: UUID, seqs: Sequence[int]) -> frozenset[EntityRef]:
    """Put back what the changesets ``seqs`` changed, in the open unit. `UserError` when it has changed since."""
    reversals = _collect(session, device, seqs)
    models = journaled_models()
    touched = set()
    created = {row_id for (_kind, row_id), reversal in reversals.items() if reversal.created}
    put_back_first = sorted(reversals.items(), key=lambda item: item[1].created)
    for (kind, row_id), reversal in put_back_first:
        row = session.get(models[kind], row_id)
        if row is None:
            raise AssertionError(f"journal names a missing {kind}")
        if reversal.created:
            _refuse_when_used(session, row, created)
            row.deleted = True
        else:
            _put_back(session, row, reversal)
        touched.add(EntityRef(kind, row_id))
    return frozenset(touched)


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


def _put_back(session: Session, row: Journaled, reversal: _Reversal) -> None:
    columns = inspect(type(row)).columns
    for name, old in reversal.old.items():
        if to_json(getattr(row, name)) != reversal.new[name]:
            raise _changed_since(row)
        setattr(row, name, from_json(columns[name].type, old))
    for name, before in reversal.text_before.items():
        state = session.get(TextState, (row.id, name))
        if state is None or texts.at(state.state, reversal.text_after[name]) != getattr(row, name):
            raise _changed_since(row)
        setattr(row, name, texts.at(state.state, before))


def _changed_since(row: Journaled) -> UserError:
    title = str(getattr(row, row.__title__) or "")[:80]
    return UserError(
        _("“{title}” has been changed since. Undo that change first, or mend it by hand.").format(title=title),
        code="changed_since",
    )


def _refuse_when_used(session: Session, row: Journaled, also_removed: set[UUID]) -> None:
    for user in users_of(session, row.__kind__, row.id):
        if user.id not in also_removed:
            raise UserError(
                _("This is used by “{title}”. Remove it there first.").format(
                    title=str(getattr(user, user.__title__) or "")[:80]
                ),
                code="in_use_by",
            )


def users_of(session: Session, kind: str, row_id: UUID) -> list[Journaled]:
    """Live records that refer to the record."""
    found: list[Journaled] = []
    for model in journaled_models().values():
        for attribute in inspect(model).column_attrs:
            if attribute.columns[0].info.get("ref") == kind:
                query = select(model).where(attribute.columns[0] == row_id, model.deleted.is_(False)).limit(5)
                found.extend(session.scalars(query))
    return found
