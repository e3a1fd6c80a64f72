"""What became of an agenda item, as lines in minutes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from wijkraad_app.kernel.i18n import _
from wijkraad_app.pdf import blocks
from wijkraad_app.pdf.blocks import Block

Item = Mapping[str, Any]


def course_blocks(item: Item, items: Sequence[Item]) -> list[Block]:
    """Added, deferred, merged or dropped; and who spoke. Minutes adopted earlier may know less."""
    return [blocks.Paragraph(line, tone="quiet") for line in (*_said(item, items), *_spoke(item))]


def _said(item: Item, items: Sequence[Item]) -> list[str]:
    number = next((other["number"] for other in items if other["id"] == item.get("merged_into")), None)
    merged = _("Taken together with item {number}.").format(number=number) if number else _("Taken with another item.")
    said = {
        "deferred": _("Deferred to a later meeting."),
        "merged": merged,
        "dropped": _("Taken off the agenda."),
    }.get(item.get("state") or "", "")
    added = _("Put on the agenda during the meeting.") if item.get("added") else ""
    return [line for line in (added, said) if line]


def _spoke(item: Item) -> list[str]:
    names = [f"{row['name']} ({row['subject']})" if row["subject"] else row["name"] for row in item.get("speakers", ())]
    return [_("Spoke here: {names}.").format(names=", ".join(names))] if names else []
