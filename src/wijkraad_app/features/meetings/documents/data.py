"""Agenda and minutes as plain values for JSON; the public version leaves out what is closed."""

from __future__ import annotations

import json
from datetime import date, time
from typing import Any
from uuid import UUID

from ..queries import ActionRow, AttendanceRow, ItemRow, MeetingView
from ..queries.minutes import ErratumRow
from .public import public_items, public_minutes
from .votes import decision_data


def agenda_data(view: MeetingView, *, public: bool = False) -> dict[str, Any]:
    """The agenda as the JSON of `agenda export`. Numbers stay those of the whole agenda; a break has null."""
    data = {**_meeting(view), "items": [_item(item) for item in view.items]}
    return {**data, "items": public_items(data["items"])} if public else data


def minutes_data(view: MeetingView, *, public: bool = False, unfinished: bool = False) -> dict[str, Any]:
    """The minutes: the meeting, attendance, items with notes, decisions, actions, corrections.

    Adopted minutes are what was frozen, whatever changed since. ``public`` as in `public.public_minutes`: `UserError`
    ``undecided`` while words have to be decided about, unless it is ``unfinished``, to look at.
    """
    data = whole_minutes(view)
    return public_minutes(data, view.draft.privacy, unfinished=unfinished) if public else data


def whole_minutes(view: MeetingView) -> dict[str, Any]:
    """For members: all of them, as adopted or as they are now."""
    return {**(json.loads(view.snapshot) if view.snapshot else frozen_minutes(view)), **_state(view)}


def frozen_minutes(view: MeetingView) -> dict[str, Any]:
    """What is frozen when minutes are adopted: all of them, but not the state they get by it."""
    return {
        **_meeting(view),
        "chair": view.chair_name,
        "minute_taker": view.minute_taker_name,
        "opened": _clock(view.opened_at),
        "closed": _clock(view.closed_at),
        "minutes_file": {"name": view.minutes_file_name, "sha256": view.minutes_file} if view.minutes_file else None,
        "attendance": [_attendance(row) for row in view.attendance],
        "items": [{**_item(item), **_held(view, item), **_outcomes(view, item.id)} for item in view.items],
        "decisions": [decision_data(row, view.voting.tie) for row in view.decisions],
        "actions": [_action(row) for row in view.actions],
    }


def _state(view: MeetingView) -> dict[str, Any]:
    return {
        "status": view.status,
        "minutes_state": view.minutes_state,
        "minutes_sent_on": _day(view.minutes_sent_on),
        "minutes_adopted_on": _day(view.minutes_adopted_on),
        "errata": [_erratum(row) for row in view.draft.errata],
    }


def _erratum(row: ErratumRow) -> dict[str, Any]:
    item = str(row.item) if row.item else None
    return {"date": _day(row.day), "item": item, "text": row.text, "reason": row.reason}


def _meeting(view: MeetingView) -> dict[str, Any]:
    return {
        "id": str(view.id),
        "title": view.title,
        "kind": view.kind,
        "date": _day(view.day),
        "start": _clock(view.start),
        "end": _clock(view.end),
        "zone": view.zone,
        "place": view.place,
        "online": view.online,
        "public": view.public,
        "introduction": view.introduction,
    }


def _item(item: ItemRow) -> dict[str, Any]:
    return {
        "id": str(item.id),
        "number": item.number or None,
        "level": item.level,
        "parent": str(item.parent) if item.parent else None,
        "title": item.title,
        "kind": item.kind,
        "time": _clock(item.at),
        "minutes": item.minutes,
        "introducer": item.introducer,
        "public": item.public,
        "purpose": item.purpose,
        "asked": item.asked,
        "explanation": item.explanation,
        "annexes": [{"title": one.title, "type": one.media_type, "sha256": one.file} for one in item.annexes],
    }


def _held(view: MeetingView, item: ItemRow) -> dict[str, Any]:
    """What became of an item. Speakers are named as they may be in public, in every version: a resident by role
    unless that person agreed to a name."""
    spoke = [row for row in view.speakers if row.item == item.id and row.state in ("speaking", "done")]
    return {
        "notes": item.notes,
        "closed_notes": item.closed_notes,
        "state": item.state,
        "merged_into": str(item.merged_into) if item.merged_into else None,
        "added": _clock(item.added_at),
        "speakers": [{"name": row.public_name, "subject": row.subject} for row in spoke],
    }


def _outcomes(view: MeetingView, item: UUID) -> dict[str, Any]:
    return {
        "decisions": [str(row.id) for row in view.decisions_of(item)],
        "actions": [str(row.id) for row in view.actions_of(item)],
    }


def _attendance(row: AttendanceRow) -> dict[str, Any]:
    return {
        "name": row.name,
        "role": row.role,
        "guest": row.guest,
        "votes": row.votes,
        "by_name": row.by_name,
        "state": row.state,
        "arrived": _clock(row.arrived),
        "left": _clock(row.left),
    }


def _action(row: ActionRow) -> dict[str, Any]:
    return {
        "id": str(row.id),
        "item": str(row.item) if row.item else None,
        "text": row.text,
        "owner": row.owner_name,
        "due": _day(row.due),
        "status": row.status,
        "done_on": _day(row.done_on),
    }


def _clock(at: time | None) -> str | None:
    return f"{at:%H:%M}" if at else None


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
