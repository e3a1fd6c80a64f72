"""Rows and whole meetings made by hand, with what a test doesn't care for left empty."""

from __future__ import annotations

import dataclasses
from datetime import UTC, datetime
from typing import Any, TypeVar
from uuid import uuid4

from wijkraad_app.features.council.rules.voting import Rules
from wijkraad_app.features.meetings.queries import AttendanceRow, DecisionRow, ItemRow, MeetingView, SpeakerRow
from wijkraad_app.features.meetings.rules.times import Plan
from wijkraad_app.features.meetings.rules.votes import Quorum

Row = TypeVar("Row")
_EMPTY: dict[str, Any] = {
    "str": "", "bool": False, "int": 0, "datetime": datetime(2026, 12, 1, tzinfo=UTC),
    "Quorum": Quorum(1, 1, 1), "Rules": Rules(), "Plan": Plan((), None),
}  # fmt: skip


def made(kind: type[Row], /, **given: Any) -> Row:
    """A row of that kind: ``given``, and empty values for all that has no default."""
    fields = {}
    for field in dataclasses.fields(kind):  # type: ignore[arg-type]
        asked = str(field.type)
        if field.name in given:
            fields[field.name] = given[field.name]
        elif field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING:
            fields[field.name] = _empty(asked)
    return kind(**fields)


def _empty(asked: str) -> Any:
    if asked.endswith("None"):
        return None
    return () if asked.startswith("tuple") else uuid4() if asked == "UUID" else _EMPTY[asked]


def item(title: str, **given: Any) -> ItemRow:
    return made(ItemRow, **{"title": title, "kind": "discuss", "public": True, **given})


def decision(at: ItemRow, text: str, **given: Any) -> DecisionRow:
    return made(DecisionRow, **{"item": at.id, "text": text, "outcome": "adopted", **given})


def guest(name: str, role: str, **given: Any) -> AttendanceRow:
    return made(AttendanceRow, **{"name": name, "role": role, "guest": True, "state": "present", **given})


def speaker(name: str, **given: Any) -> SpeakerRow:
    return made(SpeakerRow, **{"name": name, "resident": True, "number": 1, "state": "speaking", **given})


def meeting(*items: ItemRow, **given: Any) -> MeetingView:
    """A running public meeting."""
    return made(MeetingView, **{"title": "Wijkraad", "status": "running", "public": True, "items": items, **given})
