"""What may be put into a column: checked in Python, so that SQLite and PostgreSQL refuse the same things."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Boolean, ColumnElement, Integer, String, inspect

from wijkraad_app.kernel.errors import UserError
from wijkraad_app.kernel.i18n import _

from .base import Id, Instant, Journaled

_LARGEST = 2**63


def checked(model: type[Journaled], fields: Mapping[str, Any]) -> dict[str, Any]:
    """``fields`` of ``model``, texts held against their columns' lengths.

    `UserError` for a text that is too long or holds a NUL; TypeError for a name that isn't a field.
    """
    columns = inspect(model).columns
    for name, value in fields.items():
        if name not in columns:
            raise TypeError(f"{model.__name__} has no field {name}")
        if isinstance(value, str):
            kind = columns[name].type
            check_text(value, kind.length if isinstance(kind, String) else None)
    return dict(fields)


def holds(model: type[Journaled], fields: Mapping[str, Any]) -> bool:
    """Whether the columns can hold these values, of whatever origin; names that aren't fields don't matter."""
    columns = inspect(model).columns
    known = {name: value for name, value in fields.items() if name in columns}
    try:
        checked(model, known)
    except UserError:
        return False
    return all(_fits(columns[name], value) for name, value in known.items())


def _fits(column: ColumnElement[Any], value: Any) -> bool:
    if value is None:
        return bool(getattr(column, "nullable", True))
    match column.type:
        case Boolean():
            return isinstance(value, bool)
        case Integer():
            return isinstance(value, int) and not isinstance(value, bool) and abs(value) < _LARGEST
        case String():
            return isinstance(value, str)
        case Id():
            return isinstance(value, UUID)
        case Instant():
            return isinstance(value, datetime) and value.tzinfo is not None
    return isinstance(value, column.type.python_type)


def check_text(value: str, length: int | None) -> None:
    """`UserError` for a NUL, half a character (a lone surrogate) or more than ``length`` characters."""
    if "\0" in value or any("\ud800" <= character <= "\udfff" for character in value):
        raise UserError(_("This text holds a sign that can't be kept. Type it again."), code="bad_character")
    if length is not None and len(value) > length:
        message = _("This is too long: {count} characters. Keep it within {length}.")
        raise UserError(message.format(count=len(value), length=length), code="too_long")
