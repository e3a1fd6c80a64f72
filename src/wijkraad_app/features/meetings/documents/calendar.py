"""Meetings as an iCalendar file (RFC 5545), for any calendar program."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from wijkraad_app.kernel.i18n import _

from ..queries.calendar import Calendar, CalendarEntry

if TYPE_CHECKING:
    from icalendar import Component, Event

_HOME = "Europe/Amsterdam"
_HOME_RULES = f"""BEGIN:VTIMEZONE
TZID:{_HOME}
BEGIN:DAYLIGHT
DTSTART:19810329T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
TZNAME:CEST
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:19961027T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
TZNAME:CET
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
END:STANDARD
END:VTIMEZONE
"""
"""The rules of the European Union since 1996."""
_USUAL = timedelta(hours=2)
"""How long a meeting takes of which no end is known."""


def calendar_file(calendar: Calendar) -> bytes:
    """The meetings with their local times and zones.

    A meeting keeps its UID, and SEQUENCE grows with each change, so that a calendar replaces what it had.
    """
    import icalendar

    made = icalendar.Calendar()
    made.add("prodid", "-//Wijkraad//Wijkraad//NL")
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    made.add("x-wr-calname", calendar.name or _("Meetings"))
    for entry in calendar.entries:
        made.add_component(_event(entry))
    if any(_zone(entry.zone).key == _HOME for entry in calendar.entries if entry.start):
        made.add_component(_home_zone())
    if days := [entry.day for entry in calendar.entries]:
        made.add_missing_timezones(date(min(days).year, 1, 1), date(max(days).year + 2, 1, 1))
    return bytes(made.to_ical())


def _home_zone() -> Component:
    """Dutch time as two rules that hold for every year: programs keep a zone by its name, and some misread the lists
    of days that are made for any other zone."""
    from icalendar import Timezone

    return Timezone.from_ical(_HOME_RULES.replace("\n", "\r\n"))


def _event(entry: CalendarEntry) -> Event:
    from icalendar import Event

    event = Event()
    event.add("uid", f"{entry.id}@wijkraad")
    event.add("sequence", entry.sequence)
    event.add("dtstamp", entry.changed.replace(microsecond=0))
    event.add("last-modified", entry.changed.replace(microsecond=0))
    event.add("summary", entry.title)
    begin, end = _span(entry)
    event.add("dtstart", begin)
    event.add("dtend", end)
    event.add("class", "PUBLIC" if entry.public else "PRIVATE")
    event.add("status", "CONFIRMED")
    for name, value in (("location", entry.place or entry.online), ("description", _description(entry))):
        if value:
            event.add(name, value)
    if entry.online.startswith(("https://", "http://")):
        event.add("url", entry.online)
    return event


def _span(entry: CalendarEntry) -> tuple[date, date]:
    """Begin and end: a whole day without a time; an end before the begin is on the next day."""
    if entry.start is None:
        return entry.day, entry.day + timedelta(days=1)
    zone = _zone(entry.zone)
    begin = datetime.combine(entry.day, entry.start, zone)
    if entry.end is None:
        return begin, begin + _USUAL
    later = entry.day + timedelta(days=1) if entry.end <= entry.start else entry.day
    return begin, datetime.combine(later, entry.end, zone)


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        return ZoneInfo(_HOME)


def _description(entry: CalendarEntry) -> str:
    """Where to join, whether everyone may come, and the public items."""
    join = _("Join online: {link}").format(link=entry.online) if entry.online else ""
    access = _("Public meeting.") if entry.public else _("Closed meeting.")
    agenda = "\n".join(entry.items) if entry.public else ""
    return "\n\n".join(part for part in (join, access, agenda) if part)
