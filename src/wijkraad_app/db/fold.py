"""A row is the fold of its steps: pure, the same on every computer, in whatever order the steps came.

The one mechanism behind merging and `check`. A scalar field has the value of the newest step that set it, by clock
and then by device; a long text is what all updates of its newest epoch amount to. What was erased (a step without
content) says nothing: whoever erases puts all that stays into a step of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from sqlalchemy import Boolean, ColumnElement, Integer, Numeric, String, inspect
from sqlalchemy.orm import ColumnProperty

from . import texts
from .base import Journaled
from .canonical import from_json, to_json

Content = dict[str, Any]
Upcaster = Callable[[str, Content], Content]

UPCASTERS: dict[str, Upcaster] = {}
"""By the revision that changed the shape of a value: turns the content of an older step (kind, content) into its
new shape. Pure, and never changed once released: computers that migrate apart must stay equal."""


@dataclass(frozen=True, slots=True)
class Step:
    """What one changeset did to one row; ``content`` is None once erased."""

    clock: int
    device: UUID
    content: Content | None


@dataclass(slots=True)
class Folded:
    """The known fields of a row (JSON values), and of each long text its newest epoch with that epoch's updates."""

    fields: dict[str, Any] = field(default_factory=dict)
    epochs: dict[str, int] = field(default_factory=dict)
    updates: dict[str, list[str]] = field(default_factory=dict)

    def values(self) -> dict[str, Any]:
        """All known fields, long texts as plain text."""
        return self.fields | {name: texts.merged(found) for name, found in self.updates.items()}


def order(step: Step) -> tuple[int, str]:
    """Which step is newer: by clock, ties by device."""
    return step.clock, step.device.hex


def fold(steps: Iterable[Step]) -> Folded:
    """What the steps of one row amount to."""
    folded = Folded()
    for step in sorted(steps, key=order):
        if step.content is not None:
            folded.fields |= step.content["fields"]
            for name, change in step.content.get("texts", {}).items():
                _take(folded, name, change)
    return folded


def _take(folded: Folded, name: str, change: Content) -> None:
    """An update of an earlier epoch was made to a text that has been erased since: it never comes back.

    Two who erase at the same time each begin the next epoch; the newer of them holds, or both texts would be there.
    """
    newest, epoch, update = folded.epochs.get(name, -1), change["epoch"], change["update"]
    if epoch > newest or (epoch == newest > 0 and texts.begins(change)):
        folded.epochs[name], folded.updates[name] = epoch, [update]
    elif epoch == newest:
        folded.updates[name].append(update)


def upcast(schema: str, kind: str, content: Content) -> Content:
    """The content of a step of revision ``schema`` in the shape of today."""
    for revision in sorted(UPCASTERS):
        if revision > schema:
            content = UPCASTERS[revision](kind, content)
    return content


def defaults(model: type[Journaled]) -> dict[str, Any]:
    """What a field holds (JSON value) that no step has set, such as one that a later revision added."""
    return {
        attribute.key: _default(attribute)
        for attribute in inspect(model).column_attrs
        if attribute.key not in ("id", "created_at")
    }


def _default(attribute: ColumnProperty[Any]) -> Any:
    column = attribute.columns[0]
    if column.default is not None and column.default.is_scalar:
        return to_json(column.default.arg)
    return None if _nullable(column) else _empty(column)


def _nullable(column: ColumnElement[Any]) -> bool:
    return bool(getattr(column, "nullable", True))


def _empty(column: ColumnElement[Any]) -> Any:
    match column.type:
        case Boolean():
            return False
        case String():
            return ""
        case Integer() | Numeric():
            return 0
    return UUID(int=0).hex


def from_fields(model: type[Journaled], fields: Mapping[str, Any]) -> dict[str, Any]:
    """Column values of those ``fields`` (JSON values) that ``model`` still has."""
    columns = inspect(model).columns
    return {name: from_json(columns[name].type, value) for name, value in fields.items() if name in columns}
