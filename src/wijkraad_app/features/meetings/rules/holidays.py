"""Days on which a council would rather not meet: Dutch holidays, and the school holidays it listed itself."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from wijkraad_app.kernel.i18n import _, language


@dataclass(frozen=True, slots=True)
class Stretch:
    """A holiday of several days, both included."""

    name: str
    first_day: date
    last_day: date


@lru_cache(maxsize=64)
def _of_year(year: int, code: str) -> dict[date, str]:
    from holidays import country_holidays

    spoken = "nl" if code == "nl" else "en_US"
    found = country_holidays("NL", years=year, categories=("public", "optional"), language=spoken)
    return {day: str(name) for day, name in found.items() if day.year == year}


def holiday(day: date) -> str:
    """The name of a Dutch public holiday, or of one many have off (library `holidays`); "" for any other day."""
    return _of_year(day.year, language()).get(day, "")


def warning(day: date | None, school: Iterable[Stretch]) -> str:
    """Why a day is an odd one to meet on ("Eerste kerstdag", "herfstvakantie"); "" when it isn't."""
    if day is None:
        return ""
    named = holiday(day)
    free = next((one.name for one in school if one.first_day <= day <= one.last_day), "")
    if named and free:
        return _("{one}, {other}").format(one=named, other=free)
    return named or free
