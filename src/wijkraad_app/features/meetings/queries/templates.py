"""Agendas to begin with: the presets, and the council's own."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from wijkraad_app.kernel import resources
from wijkraad_app.kernel.i18n import _, language

from ..model import Template as Kept
from ..rules import words


@dataclass(frozen=True, slots=True)
class TemplateItem:
    """One item. ``previous_minutes``: here the minutes of the meeting before are adopted."""

    title: str
    kind: str
    minutes: int | None
    level: int
    public: bool
    explanation: str
    previous_minutes: bool
    purpose: str = ""
    introducer: str = ""
    asked: str = ""


@dataclass(frozen=True, slots=True)
class Template:
    """An agenda to begin with. ``key`` is that of a preset, which follows the language in force, or the ``id`` of the
    council's own."""

    key: str
    title: str
    kind: str
    meeting_title: str
    items: tuple[TemplateItem, ...]
    id: UUID | None = None


@cache
def _raw() -> tuple[tuple[str, dict[str, Any]], ...]:
    files = sorted(resources.path("presets").glob("agenda_*.json"))
    return tuple((file.stem.removeprefix("agenda_"), json.loads(file.read_text(encoding="utf-8"))) for file in files)


def templates() -> tuple[Template, ...]:
    """The presets, the usual one first."""
    found = [_template(key, raw) for key, raw in sorted(_raw(), key=lambda pair: pair[1]["order"])]
    return tuple(found)


def template(key: str) -> Template | None:
    """A preset."""
    return next((found for found in templates() if found.key == key), None)


def own_templates(session: Session) -> tuple[Template, ...]:
    """What the council kept itself, by name."""
    query = select(Kept).where(Kept.sort == "agenda", Kept.deleted.is_(False))
    return tuple(_own(row) for row in session.scalars(query.order_by(Kept.name, Kept.id)))


def all_templates(session: Session) -> tuple[Template, ...]:
    """The council's own first, then the presets."""
    return (*own_templates(session), *templates())


def find_template(session: Session, key: str) -> Template | None:
    """The preset or own template of that key."""
    return next((found for found in all_templates(session) if found.key == key), None)


def _template(key: str, raw: dict[str, Any]) -> Template:
    code = language()
    items = tuple(
        _item({**item, "title": item["title"][code], "explanation": item.get("explanation", {}).get(code, "")})
        for item in raw["items"]
    )
    return Template(key, raw["title"][code], raw["kind"], raw["meeting_title"][code], items)


def _own(row: Kept) -> Template:
    try:
        body = json.loads(row.body)
        items = tuple(_item(item) for item in body["items"])
        title = str(body["title"])
    except (ValueError, KeyError, TypeError):
        items, title = (), ""  # of a newer version of the program
    kind = row.kind if row.kind in words.MEETING_KINDS else "plenary"
    return Template(str(row.id), row.name, kind, title or _(words.MEETING_KINDS[kind]), items, row.id)


def _item(item: Mapping[str, Any]) -> TemplateItem:
    return TemplateItem(
        title=item["title"],
        kind=item["kind"] if item["kind"] in words.ITEM_KINDS else "discuss",
        minutes=item.get("minutes"),
        level=item.get("level", 0),
        public=item.get("public", True),
        explanation=item.get("explanation", ""),
        previous_minutes=item.get("previous_minutes", False),
        purpose=item.get("purpose", ""),
        introducer=item.get("introducer", ""),
        asked=item.get("asked", ""),
    )
