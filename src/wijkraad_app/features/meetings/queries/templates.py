"""Agendas to begin with, from the presets."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from typing import Any

from wijkraad_app.kernel import resources
from wijkraad_app.kernel.i18n import language


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


@dataclass(frozen=True, slots=True)
class Template:
    """An agenda to begin with, in the language in force."""

    key: str
    title: str
    kind: str
    meeting_title: str
    items: tuple[TemplateItem, ...]


@cache
def _raw() -> tuple[tuple[str, dict[str, Any]], ...]:
    files = sorted(resources.path("presets").glob("agenda_*.json"))
    return tuple((file.stem.removeprefix("agenda_"), json.loads(file.read_text(encoding="utf-8"))) for file in files)


def templates() -> tuple[Template, ...]:
    """All templates, the usual one first."""
    found = [_template(key, raw) for key, raw in sorted(_raw(), key=lambda pair: pair[1]["order"])]
    return tuple(found)


def template(key: str) -> Template | None:
    return next((found for found in templates() if found.key == key), None)


def _template(key: str, raw: dict[str, Any]) -> Template:
    code = language()
    items = tuple(
        TemplateItem(
            title=item["title"][code],
            kind=item["kind"],
            minutes=item.get("minutes"),
            level=item.get("level", 0),
            public=item.get("public", True),
            explanation=item.get("explanation", {}).get(code, ""),
            previous_minutes=item.get("previous_minutes", False),
        )
        for item in raw["items"]
    )
    return Template(key, raw["title"][code], raw["kind"], raw["meeting_title"][code], items)
