"""Moments, sizes and counts of files as people read them."""

from __future__ import annotations

from datetime import date, datetime

from wijkraad_app.kernel import clock, dates
from wijkraad_app.kernel.i18n import _, ngettext

_KILO = 1024


def moment(at: datetime) -> str:
    """ "maandag 23 november 2026, 13.05 uur"; ``at`` is aware."""
    here = at.astimezone(clock.local_now().tzinfo)
    return f"{dates.full_date(here.date())}, {dates.clock_time(here.time())}"


def short_moment(at: datetime) -> str:
    """ "ma 23 nov, 13.05 uur"; ``at`` is aware."""
    here = at.astimezone(clock.local_now().tzinfo)
    return f"{dates.short_date(here.date())}, {dates.clock_time(here.time())}"


def size(count: int) -> str:
    """ "1,8 MB" for bytes."""
    if count < _KILO * _KILO:
        return f"{dates.number(max(1, round(count / _KILO)))} kB"
    return f"{dates.number(count / _KILO / _KILO, 1)} MB"


def age(months: int) -> str:
    """ "12 maanden", "2 jaar"."""
    if months >= 24 and months % 12 == 0:
        return ngettext("{n} year", "{n} years", months // 12).format(n=months // 12)
    return ngettext("{n} month", "{n} months", months).format(n=months)


def aged(count: int) -> str:
    """What was removed because of its age."""
    return ngettext("{n} old backup removed", "{n} old backups removed", count).format(n=count)


def opens_with(encrypted: bool, since: date | None) -> str:
    """Which passphrase opens a copy."""
    if not encrypted:
        return _("without a passphrase")
    if since is None:
        return _("with a passphrase")
    return _("with the passphrase of {day}").format(day=dates.long_date(since))


def last_backup(at: datetime | None, now: datetime) -> str:
    """How long ago the last good copy was made."""
    if at is None:
        return _("There is no backup yet")
    days = (now - at).days
    return ngettext("The last good backup is {n} day old", "The last good backup is {n} days old", days).format(n=days)


def only_here(at: datetime | None) -> str:
    """What that means."""
    if at is None:
        return _("Everything is only in this one file.")
    return _("What you did since is only in this one file.")


def last_elsewhere(place: str, at: datetime | None, now: datetime) -> str:
    """The same for a place that isn't there every day."""
    if at is None:
        return _("There is no backup on “{place}” yet").format(place=place)
    days = (now - at).days
    words = ngettext("The backup on “{place}” is {n} day old", "The backup on “{place}” is {n} days old", days)
    return words.format(place=place, n=days)


_COUNTS = {
    "meeting": lambda n: ngettext("{n} meeting", "{n} meetings", n),
    "survey": lambda n: ngettext("{n} survey", "{n} surveys", n),
    "conversation": lambda n: ngettext("{n} conversation", "{n} conversations", n),
    "signal": lambda n: ngettext("{n} signal", "{n} signals", n),
    "advice": lambda n: ngettext("{n} piece of advice", "{n} pieces of advice", n),
    "letter": lambda n: ngettext("{n} letter", "{n} letters", n),
    "person": lambda n: ngettext("{n} person", "{n} people", n),
}


def counted(kind: str, count: int) -> str:
    """ "12 vergaderingen"."""
    return _COUNTS[kind](count).format(n=dates.number(count))
