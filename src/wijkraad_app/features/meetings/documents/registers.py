"""The registers as documents and as plain values; and what an owner is written about open actions."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from typing import Any

from wijkraad_app.kernel import clock, dates
from wijkraad_app.kernel.csv_text import csv_bytes
from wijkraad_app.kernel.i18n import _, in_language, language, ngettext
from wijkraad_app.kernel.mail import MailDraft, addressed
from wijkraad_app.pdf import blocks
from wijkraad_app.pdf.blocks import Block, Document

from ..queries import ActionRow, DecisionRow, OwnerActions, RegisterRow
from ..rules import words
from ..rules.registers import due
from .paper import Paper

Row = dict[str, Any]


def register_data(rows: Sequence[RegisterRow]) -> list[Row]:
    """Decisions as the JSON of the register: names as in `minutes export`, the meeting and what it is about beside
    them; ``agreed``, ``against`` and ``abstaining`` hold names where they are known."""
    return [_decision(row) for row in rows]


def _decision(row: RegisterRow) -> Row:
    own = row.decision
    votes = (
        {"for": own.votes_for, "against": own.votes_against, "abstained": own.abstained, "blank": own.blank}
        if own.counted
        else None
    )
    return {
        "id": str(own.id),
        "number": own.number or None,
        "date": _iso(own.day),
        "sort": own.sort,
        "text": own.text,
        "method": own.method,
        "majority": own.majority,
        "votes": votes,
        "outcome": own.outcome,
        "meeting": str(own.meeting) if own.meeting else None,
        "meeting_title": row.meeting_title or None,
        "about": {"kind": row.about.kind, "id": str(row.about.id), "title": row.about_title} if row.about else None,
        "agreed": list(own.said("for")),
        "against": list(own.said("against")),
        "abstaining": list(own.said("abstained")),
    }


def action_data(rows: Sequence[ActionRow]) -> list[Row]:
    """Actions as the JSON of the list."""
    return [
        {
            "id": str(row.id),
            "sort": row.sort,
            "text": row.text,
            "owner": row.owner_name,
            "due": _iso(row.due),
            "status": row.status,
            "done_on": _iso(row.done_on),
            "progress": row.progress,
            "reminded_on": _iso(row.reminded_on),
            "meeting": str(row.meeting) if row.meeting else None,
            "meeting_date": _iso(row.meeting_day),
        }
        for row in rows
    ]


def as_json(rows: Sequence[Row]) -> bytes:
    """Readable, one value after the other."""
    return json.dumps(rows, ensure_ascii=False, indent=1).encode()


def as_csv(rows: Sequence[Row]) -> bytes:
    """One line each; what holds more than one value is written with commas between."""
    names = list(rows[0]) if rows else []
    return csv_bytes(names, ([_cell(row[name]) for name in names] for row in rows))


def _cell(value: Any) -> Any:
    if isinstance(value, dict):
        return ", ".join(f"{name} {one}" for name, one in value.items() if one is not None)
    return ", ".join(value) if isinstance(value, list) else value


def register_document(rows: Sequence[RegisterRow], paper: Paper, *, chosen: str = "") -> Document:
    """The decisions in a table; ``chosen`` says in words which ones were asked for."""
    with in_language(paper.language or language()):
        count = ngettext("{n} decision", "{n} decisions", len(rows)).format(n=dates.number(len(rows)))
        table = blocks.Table(
            header=(_("Decision"), _("What"), _("Outcome"), _("About")),
            rows=tuple(_register_row(row) for row in rows),
            columns=tuple(blocks.Column(width=share) for share in (0.19, 0.41, 0.22, 0.18)),
        )
        return _document(_("Decision register"), [_which(count, chosen), *([table] if rows else [])], paper)


def _register_row(row: RegisterRow) -> tuple[blocks.Inline, ...]:
    own = row.decision
    names = who_said(own) if own.method == "mail" else ()  # of the others the minutes tell
    outcome = "\n".join(part for part in (words.outcome_text(own.outcome), own.votes_text, *names) if part)
    where = row.meeting_title or _(words.METHODS[own.method])
    return "\n".join(part for part in (own.name, where) if part), own.text, outcome, row.subject


def who_said(own: DecisionRow) -> tuple[str, ...]:
    """ "Voor: Ans Verhoeven, Murat Aydin": a line for each answer, as far as names are known."""
    said = ((_(word), own.said(choice)) for choice, word in words.CHOICES.items())
    return tuple(f"{word[:1].upper()}{word[1:]}: {', '.join(names)}" for word, names in said if names)


def action_list_document(rows: Sequence[ActionRow], paper: Paper, *, chosen: str = "") -> Document:
    """Actions in a table; ``chosen`` says in words which ones were asked for."""
    with in_language(paper.language or language()):
        count = ngettext("{n} action", "{n} actions", len(rows)).format(n=dates.number(len(rows)))
        return _document(_("Action list"), [_which(count, chosen), *_actions(rows, owners=True)], paper)


def owners_document(owners: Sequence[OwnerActions], paper: Paper) -> Document:
    """One page for each owner, with what is open, to hand out or send by post."""
    with in_language(paper.language or language()):
        parts: list[Block] = []
        for place, owner in enumerate(owners):
            parts += [blocks.PageBreak()] if place else []
            parts += [blocks.Heading(owner.name, 2), *_actions(owner.actions, owners=False)]
        return _document(_("Open actions on {day}").format(day=dates.long_date(clock.today())), parts, paper)


def _document(title: str, parts: Sequence[Block], paper: Paper) -> Document:
    return Document(
        title=title,
        blocks=(blocks.Heading(title), *parts),
        date=paper.date or clock.now(),
        author=paper.house.sender,
        language=language(),
        house=paper.house,
        running=title,
        example=paper.example,
        large=paper.large,
    )


def _which(count: str, chosen: str) -> blocks.Paragraph:
    day = _("as of {day}").format(day=dates.long_date(clock.today()))
    return blocks.Paragraph(", ".join(part for part in (count, chosen, day) if part), tone="quiet")


def _actions(rows: Sequence[ActionRow], *, owners: bool) -> list[Block]:
    if not rows:
        return []
    header = (_("Action"), *((_("Who"),) if owners else ()), _("Before"), _("State"))
    width = 0.46 if owners else 0.6
    columns = (blocks.Column(width=width), *(blocks.Column() for _title in header[1:]))
    return [blocks.Table(header, tuple(_action_row(row, owners) for row in rows), columns)]


def _action_row(row: ActionRow, owners: bool) -> tuple[blocks.Inline, ...]:
    text = "\n".join(part for part in (row.text, row.progress) if part)
    day = dates.long_date(row.due) if row.due else ""
    state = due(row.due, open=row.status == "open").words or _(words.ACTION_STATES[row.status])
    return (text, *((row.owner_name,) if owners else ()), day, state)


def reminder(owner: OwnerActions, council: str, sender: str = "") -> MailDraft:
    """The mail to one owner with everything that is open, in the language in force."""
    count = len(owner.actions)
    asked = ngettext("This action is with you:", "These {n} actions are with you:", count).format(n=count)
    lines = [
        _("Dear {name},").format(name=owner.name),
        "",
        asked,
        "",
        *(_line(row) for row in owner.actions),
        "",
        _("Is something done already, or does the date no longer work? Let me know, then I change the list."),
        "",
        _("Kind regards,"),
        *(part for part in (sender, council) if part),
    ]
    subject = ngettext("{council}: your open action", "{council}: your {n} open actions", count)
    to = (addressed(owner.name, owner.mail),) if owner.mail else ()
    return MailDraft(subject.format(council=council, n=count), "\n".join(lines), to)


def _line(row: ActionRow) -> str:
    urgency = due(row.due).words
    day = _("by {day} at the latest").format(day=dates.long_date(row.due)) if row.due else ""
    told = ", ".join(part for part in (day, urgency) if part)
    return f"- {' '.join(row.text.split())}" + (f" ({told})" if told else "")


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
