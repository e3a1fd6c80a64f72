"""The minutes as a document: what was said item by item, then decisions and actions in lists."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from wijkraad_app.features.council.rules.roles import role_label
from wijkraad_app.kernel import dates
from wijkraad_app.kernel import text as rich
from wijkraad_app.kernel.i18n import _, in_language, language
from wijkraad_app.pdf import blocks
from wijkraad_app.pdf.blocks import Block, Document

from ..queries import MeetingView
from ..rules import words
from .agenda import annexes, day_of, document, facts, numbered, rich_blocks, time_of
from .course import course_blocks
from .data import minutes_data
from .paper import Paper
from .votes import decision_blocks, names_of, vote_line

_GROUPS = ("present", "online", "apologies", "absent")


def minutes_document(
    view: MeetingView, paper: Paper, *, public: bool = False, short: bool = False, unfinished: bool = False
) -> Document:
    """The minutes as they are, or as they were adopted. ``short``: decisions and actions without the notes.

    A draft says so on every page. ``public`` and ``unfinished`` as in `minutes_data`.
    """
    with in_language(paper.language or language()):
        data = minutes_data(view, public=public, unfinished=unfinished)
        heading = _("Minutes of {meeting}").format(meeting=words.meeting_name(data["title"], day_of(data["date"])))
        parts: list[Block] = [blocks.Heading(heading), _facts(data), *_attendance(data["attendance"])]
        for item in data["items"]:
            parts += _item(data, item, short=short)
        parts += [*_decision_list(data), *_action_list(data), *_adoption(data), *_errata(data)]
        mark = "" if data["minutes_state"] == "adopted" else _("Draft")
        if public:
            mark = ", ".join(part for part in (mark, _("Public version")) if part)
        made = document(heading, parts, paper, view, public=public, mark=mark)
        return replace(made, running=words.meeting_name(data["title"], day_of(data["date"])))


def _facts(data: Mapping[str, Any]) -> blocks.KeyValues:
    opened, closed = time_of(data["opened"]), time_of(data["closed"])
    return facts(
        data,
        (_("Opened"), dates.clock_time(opened) if opened else ""),
        (_("Closed"), dates.clock_time(closed) if closed else ""),
        (_("Chair"), data["chair"]),
        (_("Minutes by"), data["minute_taker"]),
    )


def _attendance(rows: Sequence[Mapping[str, Any]]) -> list[Block]:
    labels = {
        "present": _("Present"),
        "online": _("Online"),
        "apologies": _("With apologies"),
        "absent": _("Without apologies"),
    }
    members = [row for row in rows if not row["guest"]]
    pairs = [(labels[state], [row for row in members if row["state"] == state]) for state in _GROUPS]
    pairs.append((_("Guests"), [row for row in rows if row["guest"] and row["state"] in words.HERE]))
    shown = [(label, ", ".join(_who(row) for row in found)) for label, found in pairs if found]
    if not shown:
        return []
    values = tuple(blocks.KeyValue(label, names) for label, names in shown)
    return [blocks.Heading(_("Attendance"), 2), blocks.KeyValues(values, label_width=36)]


def _who(row: Mapping[str, Any]) -> str:
    role = row["role"] if row["guest"] else ("" if row["role"] == "member" else role_label(row["role"]))
    stay = words.stay(time_of(row["arrived"]), time_of(row["left"]))
    name = row["name"] or role
    details = [detail for detail in (role if row["name"] else "", stay) if detail]
    return f"{name} ({', '.join(details)})" if details else name


def _item(data: Mapping[str, Any], item: Mapping[str, Any], *, short: bool) -> list[Block]:
    decisions = [row for row in data["decisions"] if row["item"] == item["id"]]
    actions = [row for row in data["actions"] if row["item"] == item["id"]]
    silent = not decisions and not actions and not item.get("state")
    if silent and (short or (item["kind"] == "break" and not item["notes"].strip())):
        return []
    parts: list[Block] = [blocks.Heading(numbered(item), min(2 + item["level"], 4))]
    parts += course_blocks(item, data["items"])
    if not short:
        parts += rich_blocks(item["notes"], 5)
        if item.get("closed_notes", "").strip():
            parts.append(blocks.Paragraph(_("Closed part"), tone="strong", keep_with_next=True))
            parts += rich_blocks(item["closed_notes"], 5)
        parts += annexes(item)
    for row in decisions:
        parts += decision_blocks(row, names_of(data["decisions"]))
    if actions:
        parts.append(blocks.ItemList(tuple(blocks.ListItem(_action(row), label="☐") for row in actions)))
    return parts


def _action(row: Mapping[str, Any]) -> str:
    due = day_of(row["due"])
    details = [detail for detail in (row["owner"], dates.long_date(due) if due else "") if detail]
    return f"{row['text']} ({', '.join(details)})" if details else str(row["text"])


def _decision_list(data: Mapping[str, Any]) -> list[Block]:
    if not data["decisions"]:
        return []
    numbers = {item["id"]: item["number"] or "" for item in data["items"]}
    rows = tuple(
        (
            str(row["number"]),
            row["text"],
            numbers.get(row["item"], ""),
            vote_line(row) or _(words.OUTCOMES[row["outcome"]]),
        )
        for row in data["decisions"]
    )
    columns = (blocks.Column(), blocks.Column(width=0.5), blocks.Column(), blocks.Column(width=0.3))
    header = (_("No."), _("Decision"), _("Agenda item"), _("Vote"))
    return [blocks.Heading(_("List of decisions"), 2), blocks.Table(header, rows, columns)]


def _action_list(data: Mapping[str, Any]) -> list[Block]:
    if not data["actions"]:
        return []
    rows = tuple(
        (row["text"], row["owner"], dates.long_date(due) if (due := day_of(row["due"])) else "")
        for row in data["actions"]
    )
    columns = (blocks.Column(width=0.56), blocks.Column(), blocks.Column())
    return [blocks.Heading(_("Action list"), 2), blocks.Table((_("Action"), _("Who"), _("Before")), rows, columns)]


def _adoption(data: Mapping[str, Any]) -> list[Block]:
    adopted = day_of(data["minutes_adopted_on"])
    line = (
        _("These minutes were adopted on {day}.").format(day=dates.long_date(adopted))
        if adopted
        else _("These minutes are a draft until a next meeting adopts them.")
    )
    return [blocks.Spacer(4), blocks.Paragraph(line, tone="quiet")]


def _errata(data: Mapping[str, Any]) -> list[Block]:
    """Corrections after adoption: "Correctie van 8 december 2026: …", with the item it is about."""
    if not data.get("errata"):
        return []
    numbers = {item["id"]: numbered(item) for item in data["items"]}
    parts: list[Block] = [blocks.Heading(_("Corrections"), 2)]
    for row in data["errata"]:
        day = day_of(row["date"])
        label = _("Correction of {day}").format(day=dates.long_date(day)) if day else _("Correction")
        place = numbers.get(row["item"] or "", "")
        said = f": {place}. {row['text']}" if place else f": {row['text']}"
        parts.append(
            blocks.Paragraph((rich.Span(label, bold=True), rich.Span(said)), keep_with_next=bool(row["reason"]))
        )
        if row["reason"]:
            parts.append(blocks.Paragraph(row["reason"], tone="quiet", close=True))
    return parts
