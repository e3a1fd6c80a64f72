"""Dates, times and numbers as people read them, in the language in force (Babel)."""

from __future__ import annotations

from datetime import date, datetime, time
from decimal import Decimal

from babel.dates import format_date, format_skeleton
from babel.numbers import format_decimal

from . import clock
from .i18n import language


def long_date(day: date) -> str:
    """ "23 november 2026": for letters and minutes."""
    return format_date(day, "d MMMM y", locale=language())


def full_date(day: date) -> str:
    """ "dinsdag 1 december 2026"."""
    return format_date(day, "EEEE d MMMM y", locale=language())


def weekday_date(day: date) -> str:
    """ "dinsdag 1 december": where the year is known."""
    return format_date(day, "EEEE d MMMM", locale=language())


def short_date(day: date, today: date | None = None) -> str:
    """ "di 8 dec"; with the year when it isn't this one."""
    same_year = day.year == (today or clock.today()).year
    return _short(day, "EEE d MMM" if same_year else "d MMM y")


def list_date(day: date, today: date | None = None) -> str:
    """ "23 nov" for columns; with the year when it isn't this one."""
    same_year = day.year == (today or clock.today()).year
    return _short(day, "d MMM" if same_year else "d MMM y")


def _short(day: date, pattern: str) -> str:
    return format_date(day, pattern, locale=language()).replace(".", "")


def month(day: date) -> str:
    """ "november 2026"."""
    return format_skeleton("yMMMM", datetime.combine(day, time()), locale=language())


def clock_time(at: time) -> str:
    """ "20.49 uur" in Dutch, "20:49" in English."""
    return f"{at.hour}.{at.minute:02} uur" if language() == "nl" else f"{at.hour}:{at.minute:02}"


def bare_time(at: time) -> str:
    """ "20.49" in Dutch, "20:49" in English: for columns."""
    return f"{at.hour:02}.{at.minute:02}" if language() == "nl" else f"{at.hour:02}:{at.minute:02}"


def number(value: int | float | Decimal, decimals: int = 0) -> str:
    """ "3.462" in Dutch, "3,462" in English."""
    pattern = "#,##0" + ("." + "0" * decimals if decimals else "")
    return format_decimal(value, pattern, locale=language())


def percent(share: float, decimals: int = 0) -> str:
    """ "61%" for 0.61."""
    return number(share * 100, decimals) + "%"
