"""What happened to a record, and how it was after any step of its history."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import String, inspect, select
from sqlalchemy.orm import Session

from wijkraad_app.db import history as journal
from wijkraad_app.db.base import Journaled, journaled_models
from wijkraad_app.db.history import At, FieldChange, HistoryEntry
from wijkraad_app.features.council import queries as council
from wijkraad_app.kernel.errors import UserError
from wijkraad_app.kernel.i18n import _
from wijkraad_app.kernel.ids import EntityRef

from ..rules.codes import code_word
from ..rules.compare import Run, compared, shortened
from ..rules.fields import field_word, value_word
from .records import title


@dataclass(frozen=True, slots=True)
class FieldChanged:
    """One field in words; ``runs`` compare old and new, long unchanged stretches left out."""

    name: str
    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Happened:
    """One change: when (aware, UTC), who, what it was called, and on which record under the one asked for.

    ``ref`` is the record that changed and ``at`` the step, for `state`.
    """

    when: datetime
    who: str
    what: str
    part: str
    fields: tuple[FieldChanged, ...]
    ref: EntityRef
    at: At


@dataclass(frozen=True, slots=True)
class FieldThen:
    """What a field held then, in words."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class History:
    """All that happened to a record, newest first."""

    title: str
    steps: tuple[Happened, ...]


_PARTS = {
    "advice": ("recommendation", "promise"),
    "meeting": ("item", "decision", "action"),
    "conversation": ("quote",),
    "survey": ("question",),
}
MOST_STEPS = 300


def history(session: Session, ref: EntityRef) -> History:
    """What happened to a record and to what belongs to it, with texts compared. `UserError` when it isn't there."""
    models = journaled_models()
    row = session.get(models[ref.kind], ref.id) if ref.kind in models else None
    if row is None:
        raise UserError(_("This is no longer in the dossier. Someone may have removed it."), code="not_found")
    found = [(entry, row) for entry in journal.of(session, row.id)]
    for part in _parts(session, ref):
        found += [(entry, part) for entry in journal.of(session, part.id)]
    found.sort(key=lambda one: one[0].when, reverse=True)
    names = _people(session, [entry.actor for entry, _row in found])
    steps = [_happened(session, entry, one, one is not row, names) for entry, one in found[:MOST_STEPS]]
    return History(title(row), tuple(steps))


def _parts(session: Session, ref: EntityRef) -> list[Journaled]:
    """Records under this one, removed ones too."""
    found: list[Journaled] = []
    for kind in _PARTS.get(ref.kind, ()):
        model = journaled_models()[kind]
        column = getattr(model, ref.kind)
        found += session.scalars(select(model).where(column == ref.id).limit(200))
    return found


def _people(session: Session, ids: Sequence[UUID | None]) -> dict[UUID, str]:
    return council.person_names(session, [one for one in set(ids) if one is not None])


def _happened(session: Session, entry: HistoryEntry, row: Journaled, part: bool, names: dict[UUID, str]) -> Happened:
    changed = (_changed(session, type(row), field) for field in entry.fields)
    return Happened(
        when=entry.when,
        who=names.get(entry.actor, "") if entry.actor else "",
        what=entry.label,
        part=title(row) if part else "",
        fields=tuple(field for field in changed if field is not None),
        ref=EntityRef(row.__kind__, row.id),
        at=entry.at,
    )


def state(session: Session, ref: EntityRef, at: At) -> tuple[FieldThen, ...]:
    """How a record was after the step ``at``: every field that says something, in words. Nothing of it where a part
    of its history was erased."""
    return tuple(_then(session, ref, journal.state(session, ref.kind, ref.id, at)))


def _then(session: Session, ref: EntityRef, values: Mapping[str, Any]) -> Iterator[FieldThen]:
    model = journaled_models()[ref.kind]
    for attribute in inspect(model).column_attrs:
        name = attribute.key
        word, text = field_word(name), _shown(session, model, name, values.get(name))
        if word and text and name != "deleted":
            yield FieldThen(word, text)


def _changed(session: Session, model: type[Journaled], field: FieldChange) -> FieldChanged | None:
    word = field_word(field.name)
    old, new = (_shown(session, model, field.name, value) for value in (field.old, field.new))
    if not word or old == new or (field.name == "deleted" and not field.old and not field.new):
        return None
    runs = compared(old, new) if len(old) + len(new) > _SHORT else (Run("removed", old), Run("added", new))
    return FieldChanged(word, tuple(run for run in shortened(runs) if run.text))


_SHORT = 40
"""Values shorter than this are shown whole: what it was, what it became."""


def _shown(session: Session, model: type[Journaled], name: str, value: Any) -> str:
    columns = inspect(model).columns
    kind = columns[name].info.get("ref") if name in columns else None
    if kind and value:
        row = session.get(journaled_models()[kind], UUID(str(value))) if kind in journaled_models() else None
        return title(row) if row is not None else ""
    if (word := code_word(model.__kind__, name, str(value))) is not None and value:
        return word
    if name not in columns or isinstance(columns[name].type, String):
        return _SOURCE.sub(f"[{_('source')}]", str(value or ""))
    return value_word(value)


_SOURCE = re.compile(r"\[\[bron:[0-9a-f-]{36}\]\]")
