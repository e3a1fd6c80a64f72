"""What may be put into a column: checked in Python, so that SQLite and PostgreSQL refuse the same things."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import String, inspect

from wijkraad_app.kernel.errors import UserError
from wijkraad_app.kernel.i18n import _

from .base import Journaled


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


def check_text(value: str, length: int | None) -> None:
    """`UserError` for a NUL, half a character (a lone surrogate) or more than ``length`` characters."""
    if "\0" in value or any("\ud800" <= character <= "\udfff" for character in value):
        raise UserError(_("This text holds a sign that can't be kept. Type it again."), code="bad_character")
    if length is not None and len(value) > length:
        message = _("This is too long: {count} characters. Keep it within {length}.")
        raise UserError(message.format(count=len(value), length=length), code="too_long")
