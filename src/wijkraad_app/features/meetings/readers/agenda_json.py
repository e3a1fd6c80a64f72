"""An agenda from JSON: our own export, or a meeting of Notubiz or Open Raadsinformatie."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime, time
from typing import Any

from wijkraad_app.kernel import text as formatted
from wijkraad_app.kernel.errors import UserError
from wijkraad_app.kernel.i18n import _

from .agenda import LONGEST_TITLE, ParsedAgenda, ParsedAnnex, ParsedItem, minutes_between, numbered
from .item_text import closed_section, kind_by_verb, kind_of_title, read_line, section_kind

MOST_BYTES = 10_000_000
MOST_ITEMS = 2_000
_DEEPEST = 40
_KINDS = ("decide", "discuss", "inform", "consent", "procedure", "break")
Json = Mapping[str, Any]


def read_agenda_json(data: bytes) -> ParsedAgenda:
    """Read an agenda. Raises UserError (``unreadable_agenda``) for anything that isn't one, and nothing else."""
    meeting = _loaded(data)
    if "plannings" in meeting or "agenda_items" in meeting:
        return _notubiz(meeting)
    if isinstance(meeting.get("items"), list):
        return _own(meeting)
    if "agenda" in meeting or "start_date" in meeting:
        return _open_council(meeting)
    raise _refusal(_("This JSON file holds no agenda. Choose an agenda exported by this program or by Notubiz."))


def _refusal(message: str) -> UserError:
    return UserError(message, code="unreadable_agenda")


def _loaded(data: bytes) -> Json:
    if len(data) > MOST_BYTES:
        raise _refusal(_("This file is too large for an agenda. Choose a file of at most 10 MB."))
    try:
        if _depth(data) > _DEEPEST:
            raise ValueError("nested too deep")
        meeting = json.loads(data.decode("utf-8-sig"), parse_int=_short_number, parse_float=lambda _text: None)
    except (ValueError, RecursionError) as problem:
        raise _refusal(_("This file can't be read: it is damaged or no JSON. Export the agenda again.")) from problem
    for wrapper in ("meeting", "event", "_source"):
        if isinstance(meeting, dict) and isinstance(meeting.get(wrapper), dict):
            meeting = meeting[wrapper]
    if not isinstance(meeting, dict):
        raise _refusal(_("This JSON file holds no agenda. Choose an agenda exported by this program or by Notubiz."))
    return meeting


def _short_number(digits: str) -> int | None:
    return int(digits) if len(digits) < 20 else None


def _depth(data: bytes) -> int:
    """How deep brackets are nested, those in strings left out; found without recursion."""
    depth = deepest = 0
    for bracket in re.findall(rb'"(?:[^"\\]|\\.)*"|[\[{\]}]', data):
        if bracket in (b"[", b"{"):
            depth += 1
            deepest = max(deepest, depth)
        elif bracket in (b"]", b"}"):
            depth -= 1
    return deepest


# --- values that may be anything ----------------------------------------------------
def _text(value: object, most: int = 200) -> str:
    return " ".join(str(value).split())[:most] if isinstance(value, str | int) and not isinstance(value, bool) else ""


def _records(value: object) -> list[Json]:
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def _record(value: object) -> Json:
    return value if isinstance(value, dict) else {}


def _day(value: object) -> date | None:
    moment = _moment(value)
    return moment.date() if moment else None


def _clock(value: object) -> time | None:
    if not isinstance(value, str) or not re.fullmatch(r"\d{1,2}:\d{2}(:\d{2})?", value.strip()):
        return None
    hour, minute = (int(part) for part in value.strip().split(":")[:2])
    return time(hour, minute) if hour < 24 and minute < 60 else None


def _moment(value: object) -> datetime | None:
    try:
        return datetime.fromisoformat(value.strip()) if isinstance(value, str) else None
    except ValueError:
        return None


def _minutes(value: object) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) and 0 < value < 1440 else None


def _checked(items: list[ParsedItem]) -> tuple[ParsedItem, ...]:
    if not items:
        raise _refusal(_("This agenda has no items. Choose a file with an agenda that has been filled in."))
    if len(items) > MOST_ITEMS:
        raise _refusal(_("This agenda has more than 2,000 items. Split it before you read it."))
    return numbered(items)


# --- our own export -----------------------------------------------------------------
def _own(meeting: Json) -> ParsedAgenda:
    items = [_own_item(record) for record in _records(meeting["items"])]
    return ParsedAgenda(
        title=_text(meeting.get("title")),
        date=_day(meeting.get("date")),
        start=_clock(meeting.get("start")),
        end=_clock(meeting.get("end")),
        place=_text(meeting.get("place")),
        public=meeting.get("public") is not False,
        items=_checked([item for item in items if item.title]),
    )


def _own_item(record: Json) -> ParsedItem:
    kind, level = record.get("kind"), record.get("level")
    explanation = record.get("explanation")
    return ParsedItem(
        title=_text(record.get("title"), LONGEST_TITLE),
        level=level if isinstance(level, int) and 0 <= level < 10 else 0,
        kind=kind if isinstance(kind, str) and kind in _KINDS else "discuss",
        time=_clock(record.get("time")),
        minutes=_minutes(record.get("minutes")),
        introducer=_text(record.get("introducer")),
        public=record.get("public") is not False,
        explanation=formatted.serialise(formatted.parse(explanation)) if isinstance(explanation, str) else "",
        annexes=tuple(filter(None, map(_own_annex, _records(record.get("annexes"))))),
    )


def _own_annex(record: Json) -> ParsedAnnex | None:
    title = _text(record.get("title"), LONGEST_TITLE)
    if not title:
        return None
    return ParsedAnnex(title, media_type=_text(record.get("type"), 100), public=record.get("public") is not False)


# --- Notubiz --------------------------------------------------------------------------
def _notubiz(meeting: Json) -> ParsedAgenda:
    attributes = _record(meeting.get("attributes"))
    planned = (_records(meeting.get("plannings")) or [{}])[0]
    start, end = _moment(planned.get("start_date")), _moment(planned.get("end_date"))
    points = list(_points(meeting.get("agenda_items")))
    items, place = _notubiz_items(points)
    return ParsedAgenda(
        title=_text(attributes.get("Titel") or attributes.get("Titel vergadering") or meeting.get("title")),
        date=start.date() if start else None,
        start=start.time().replace(tzinfo=None) if start else None,
        end=end.time().replace(tzinfo=None) if end else None,
        place=_text(attributes.get("Locatie")) or place,
        public=not meeting.get("confidential"),
        items=_checked(items),
        item_guesses=_notubiz_guesses(points, items),
    )


def _points(value: object, level: int = 0) -> Iterator[tuple[Json, int]]:
    """The agenda points with their level, in order; those without an order were only drafts of others."""
    ordered = [record for record in _records(value) if isinstance(record.get("order"), int)]
    points = sorted(ordered, key=lambda record: int(record["order"])) or _records(value)
    for point in points:
        yield point, level
        yield from _points(point.get("agenda_items"), level + 1)


def _point_title(point: Json) -> str:
    attributes = _record(point.get("type_data")).get("attributes")
    if isinstance(attributes, dict):
        return _text(attributes.get("Titel"), LONGEST_TITLE)
    titles = [_text(record.get("value"), LONGEST_TITLE) for record in _records(attributes) if record.get("id") == 1]
    return titles[0] if titles else _text(point.get("title"), LONGEST_TITLE)


def _notubiz_items(points: list[tuple[Json, int]]) -> tuple[list[ParsedItem], str]:
    """Items, and the place if a heading names it. A heading gives kind and closedness to the items after it."""
    items: list[ParsedItem] = []
    section, closed, place = "", False, ""
    for point, level in points:
        title = _point_title(point)
        if _record(point.get("type_data")).get("heading") is True:
            told = closed_section(title)
            closed, section = closed if told is None else told, section_kind(title)
            place = place or _labelled_place(title)
        elif title:
            items.append(_notubiz_item(point, title, level, section, closed))
    return items, place


def _labelled_place(title: str) -> str:
    match = re.fullmatch(r"(?:locatie|plaats)\s*:\s*(.+)", title, re.I)
    return match[1].strip() if match else ""


def _notubiz_item(point: Json, title: str, level: int, section: str, closed: bool) -> ParsedItem:
    details = read_line(title)
    prefix = _text(_record(point.get("type_data")).get("title_prefix"))
    kind = "inform" if prefix.upper().startswith("TKN") else ""
    start, end = _moment(point.get("start_date")), _moment(point.get("end_date"))
    closed = bool(point["confidential"]) if "confidential" in point else closed or details.closed
    return ParsedItem(
        title=title,
        level=level,
        kind=details.kind or kind_of_title(details.title) or kind or section or kind_by_verb(title) or "discuss",
        time=start.time().replace(tzinfo=None) if start else details.time,
        minutes=(minutes_between(start.time(), end.time()) or None) if start and end else None,
        introducer="" if details.guessed_introducer else details.introducer,
        public=not closed,
        annexes=tuple(filter(None, (_document(record, closed) for record in _records(point.get("documents"))))),
    )


def _document(record: Json, closed: bool) -> ParsedAnnex | None:
    version = (_records(record.get("versions")) or [{}])[0]
    name = _text(version.get("file_name"))
    title = _text(record.get("title"), LONGEST_TITLE) or name
    if not title:
        return None
    return ParsedAnnex(title, name, _text(version.get("mime_type"), 100), not closed and not record.get("confidential"))


def _notubiz_guesses(points: list[tuple[Json, int]], items: list[ParsedItem]) -> tuple[str, ...]:
    guesses = [_("Kinds were taken from the words of the titles, as this file has none.")]
    if len(points) > len(items):
        guesses.append(_("Headings between the items were left out."))
    if any(_records(point.get("documents")) for point, _level in points):
        guesses.append(_("Documents are there by name only. Choose the file of each at its item."))
    return tuple(guesses)


# --- Open Raadsinformatie ---------------------------------------------------------------
def _open_council(meeting: Json) -> ParsedAgenda:
    start, end = _moment(meeting.get("start_date")), _moment(meeting.get("end_date"))
    records = _records(meeting.get("agenda"))
    if all(isinstance(record.get("position"), int) for record in records):
        records = sorted(records, key=lambda record: int(record["position"]))
    titles = [_text(record.get("name") or record.get("title"), LONGEST_TITLE) for record in records]
    items = [
        ParsedItem(title, kind=kind_of_title(title) or kind_by_verb(title) or "discuss") for title in titles if title
    ]
    return ParsedAgenda(
        title=_text(meeting.get("name") or meeting.get("title")),
        date=start.date() if start else None,
        start=start.time().replace(tzinfo=None) if start else None,
        end=end.time().replace(tzinfo=None) if end else None,
        place=_text(meeting.get("location")),
        items=_checked(items),
        item_guesses=(_("Kinds were taken from the words of the titles, as this file has none."),),
    )
