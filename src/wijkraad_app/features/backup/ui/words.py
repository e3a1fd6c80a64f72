"""Moments and sizes of files as people read them."""

from __future__ import annotations

from datetime import datetime

from wijkraad_app.kernel import clock, dates

_KILO = 1024


def moment(at: datetime) -> str:
    """ "maandag 23 november 2026, 13.05 uur"; ``at`` is aware."""
    here = at.astimezone(clock.local_now().tzinfo)
    return f"{dates.full_date(here.date())}, {dates.clock_time(here.time())}"


def size(count: int) -> str:
    """ "1,8 MB" for bytes."""
    if count < _KILO * _KILO:
        return f"{dates.number(max(1, round(count / _KILO)))} kB"
    return f"{dates.number(count / _KILO / _KILO, 1)} MB"
