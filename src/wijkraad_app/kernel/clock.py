"""Instants are UTC and aware; a day is a civil date. One place to ask, one place to fix the time."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

_fixed: datetime | None = None


def _from_environment() -> datetime | None:
    text = os.environ.get("WIJKRAAD_NOW")
    return datetime.fromisoformat(text).astimezone(UTC) if text else None


def is_pretended() -> bool:
    """Whether the environment says what time it is, so that it isn't this computer's clock."""
    return _from_environment() is not None


def now() -> datetime:
    """The present instant, aware, in UTC. ``WIJKRAAD_NOW`` (ISO 8601) fixes it for screenshots and tests."""
    return _fixed or _from_environment() or datetime.now(UTC)


def local_now(zone: str = "Europe/Amsterdam") -> datetime:
    """The present wall-clock time in ``zone``, aware."""
    return now().astimezone(ZoneInfo(zone))


def local_minute(zone: str = "Europe/Amsterdam") -> time:
    """The present time of day in ``zone``, to the minute, as minutes of a meeting have it."""
    return local_now(zone).time().replace(second=0, microsecond=0)


def today(zone: str = "Europe/Amsterdam") -> date:
    """The civil date now in ``zone``."""
    return local_now(zone).date()


@contextmanager
def fixed(moment: datetime) -> Iterator[None]:
    """Hold the clock at ``moment`` (aware) inside the block."""
    global _fixed
    before, _fixed = _fixed, moment.astimezone(UTC)
    try:
        yield
    finally:
        _fixed = before
