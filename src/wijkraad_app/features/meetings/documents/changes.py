"""What changed in minutes since they were sent for comment, and whether the draft still is what was adopted."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from wijkraad_app.kernel import dates
from wijkraad_app.kernel import text as rich
from wijkraad_app.kernel.differences import Part, paragraphs
from wijkraad_app.kernel.i18n import _

from ..queries import MeetingView
from ..rules import words
from .agenda import day_of, numbered
from .data import frozen_minutes

Data = Mapping[str, Any]


def changes_since(view: MeetingView) -> tuple[Part, ...]:
    """Per part of the minutes what came and went since they were last sent; nothing before that."""
    if not view.draft.sent:
        return ()
    return compared(json.loads(view.draft.sent), frozen_minutes(view))


def compared(old: Data, new: Data) -> tuple[Part, ...]:
    """One part each for who was there and for every item of either, in the order of the new; only changed ones."""
    before, after = dict(_parts(old)), dict(_parts(new))
    titles = dict(_titles(old)) | dict(_titles(new))
    order = list(dict.fromkeys((*after, *before)))
    parts = [Part(titles[key], paragraphs(before.get(key, []), after.get(key, []))) for key in order]
    return tuple(part for part in parts if part.changed)


def redrafted(view: MeetingView) -> bool:
    """Whether what was kept of an adopted meeting isn't any more what was adopted."""
    return bool(view.snapshot) and not _same(json.loads(view.snapshot), frozen_minutes(view))


def _same(old: Any, new: Any) -> bool:
    """Equal, but for what versions since then keep beside it."""
    if isinstance(old, dict) and isinstance(new, dict):
        return all(key in new and _same(value, new[key]) for key, value in old.items())
    if isinstance(old, list) and isinstance(new, list):
        return len(old) == len(new) and all(map(_same, old, new))
    return bool(old == new)


def _titles(data: Data) -> Iterator[tuple[str, str]]:
    yield "", _("The meeting")
    for item in data["items"]:
        yield item["id"], numbered(item)


def _parts(data: Data) -> Iterator[tuple[str, list[str]]]:
    yield "", [*_facts(data), *_people(data), *_outcomes(data, None)]
    for item in data["items"]:
        yield item["id"], [*_lines(item["notes"]), *_lines(item.get("closed_notes", "")), *_outcomes(data, item["id"])]


def _facts(data: Data) -> list[str]:
    named = ((_("Chair"), data["chair"]), (_("Minutes by"), data["minute_taker"]), (_("Opened"), data["opened"]),
             (_("Closed"), data["closed"]))  # fmt: skip
    return [f"{label}: {value}" for label, value in named if value]


def _people(data: Data) -> list[str]:
    rows = ((row["name"] or row["role"], row) for row in data["attendance"])
    return [f"{name}: {_(words.ATTENDANCE.get(row['state'], row['state']))}" for name, row in rows]


def _outcomes(data: Data, item: str | None) -> list[str]:
    decided = [f"{words.decision_name(row['number'], None)}: {row['text']} {_(words.OUTCOMES[row['outcome']])}"
               for row in data["decisions"] if row["item"] == item]  # fmt: skip
    return decided + [_action(row) for row in data["actions"] if row["item"] == item]


def _action(row: Data) -> str:
    due = day_of(row["due"])
    details = ", ".join(part for part in (row["owner"], dates.long_date(due) if due else "") if part)
    return f"{_('Action')}: {row['text']}" + (f" ({details})" if details else "")


def _lines(markdown: str) -> list[str]:
    found: list[str] = []
    for block in rich.parse(markdown):
        if isinstance(block, rich.Line):
            found.append(rich.line_text(block.spans))
        else:
            found += [" | ".join(rich.line_text(cell) for cell in row) for row in block.rows]
    return [line for line in found if line.strip()]
