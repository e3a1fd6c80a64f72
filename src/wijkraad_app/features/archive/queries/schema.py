"""What each file and field of an archive means: from the tables themselves, so that it can't differ from them."""

from __future__ import annotations

import inspect
from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any

from sqlalchemy import inspect as inspected

from wijkraad_app.db.base import Id, Instant, Journaled

FORMAT, VERSION = "wijkraad-archive", 1


def fields(model: type[Journaled]) -> tuple[str, ...]:
    """The fields of a kind in their order; whether a record was removed is no field: those aren't in it."""
    return tuple(attribute.key for attribute in inspected(model).column_attrs if attribute.key != "deleted")


def schema(models: Mapping[str, type[Journaled]]) -> dict[str, Any]:
    """``kinds``: per kind what it is and the type of each field.

    Types: ``id``, ``text``, ``markdown``, ``day`` (YYYY-MM-DD), ``time`` (HH:MM:SS), ``instant`` (ISO 8601, UTC),
    ``number``, ``yes/no``. A text that is the SHA-256 of a file in ``files.json`` names that file.
    """
    kinds = {kind: {"about": about(model), "fields": _fields(model)} for kind, model in sorted(models.items())}
    return {"format": FORMAT, "version": VERSION, "kinds": kinds}


def about(model: type[Journaled]) -> str:
    """What a kind is, in English."""
    return " ".join(inspect.cleandoc(model.__doc__ or "").replace("``", "").split())


def _fields(model: type[Journaled]) -> dict[str, Any]:
    columns = {attribute.key: attribute.columns[0] for attribute in inspected(model).column_attrs}
    return {name: _described(columns[name]) for name in fields(model)}


def _described(column: Any) -> dict[str, Any]:
    found: dict[str, Any] = {"type": _type(column)}
    if column.info.get("ref"):
        found["kind"] = column.info["ref"]
    if column.nullable:
        found["null"] = True
    return found


def _type(column: Any) -> str:
    if isinstance(column.type, Id):
        return "id"
    if isinstance(column.type, Instant):
        return "instant"
    if column.info.get("long"):
        return "markdown"
    python: type[Any] = column.type.python_type
    names = {bool: "yes/no", int: "number", float: "number", date: "day", time: "time", datetime: "instant"}
    return names.get(python, "text")
