"""Long texts as Markdown, and lists as CSV: what a person reads of an archive, without any program."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from wijkraad_app.kernel.i18n import _

Row = Mapping[str, Any]


def file_name(title: str, id: str, day: str = "") -> str:
    """A name any disk takes, that says what it is and stays unique: "2026-12-01 Wijkraad 3f2a9c1e"."""
    plain = unicodedata.normalize("NFC", title)
    kept = re.sub(r"[^\w .,'()&+-]", " ", plain)
    words = " ".join(kept.split())[:80].strip(" .")
    return " ".join(part for part in (day, words, id[:8]) if part)


def meeting_text(meeting: Row, items: Sequence[Row], decisions: Sequence[Row], actions: Sequence[Row]) -> str:
    """Agenda and minutes of a meeting, one chapter an item."""
    about = [meeting["day"], meeting["start"], meeting["place"]]
    parts = [f"# {meeting['title']}", ", ".join(part for part in about if part), meeting["introduction"]]
    for item in items:
        own = [row["text"] for row in decisions if row["item"] == item["id"]]
        to_do = [_action(row) for row in actions if row["item"] == item["id"]]
        parts += [f"## {item['title']}", item["explanation"], item["notes"]]
        parts += [_list(_("Decisions"), own), _list(_("Actions"), to_do)]
    loose = [row["text"] for row in decisions if not row["item"]]
    parts += [_list(_("Decisions"), loose), _list(_("Actions"), [_action(row) for row in actions if not row["item"]])]
    return _joined(parts)


def advice_text(advice: Row, recommendations: Sequence[Row]) -> str:
    """An advice as it stands now; the text that was adopted is in its letter and its snapshot."""
    parts = [f"# {advice['title']}", ", ".join(part for part in (advice["reference"], advice["adopted_on"]) if part)]
    for title, name in ((_("Occasion"), "occasion"), (_("Findings"), "findings")):
        parts += [f"## {title}" if advice[name] else "", advice[name]]
    parts += [f"## {_('Considerations')}" if advice["considerations"] else "", advice["considerations"]]
    numbered = [f"{number}. {row['text']}" for number, row in enumerate(recommendations, 1)]
    parts += [f"## {_('Recommendations')}" if numbered else "", *numbered]
    return _joined(parts)


def conversation_text(conversation: Row, quotes: Sequence[Row]) -> str:
    """A conversation with the words that may be quoted from it."""
    about = [conversation["day"], conversation["place"], conversation["neighbourhood"]]
    parts = [f"# {conversation['title']}", ", ".join(part for part in about if part), conversation["text"]]
    said = [f"> {' '.join(row['words'].split())} ({row['speaker_role']})" for row in quotes if row["words"]]
    return _joined([*parts, f"## {_('Quotes')}" if said else "", *said])


def _action(row: Row) -> str:
    return ", ".join(part for part in (row["text"], row["owner_name"], row["due"]) if part)


def _list(title: str, lines: Sequence[str]) -> str:
    return "\n".join([f"**{title}**", "", *(f"- {' '.join(line.split())}" for line in lines)]) if lines else ""


def _joined(parts: Iterable[str | None]) -> str:
    return "\n\n".join(part.strip() for part in parts if part and part.strip()) + "\n"
