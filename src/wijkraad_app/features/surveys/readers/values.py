"""Single cells: numbers, days, words of a scale, and answers that a spreadsheet turned into dates."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime

_MONTHS = "jan|feb|mar|mrt|apr|may|mei|jun|jul|aug|sep|oct|okt|nov|dec"
_TURNED = re.compile(rf"\d{{1,2}}[- ]({_MONTHS})\.?|({_MONTHS})\.?[- ]\d{{1,2}}", re.IGNORECASE)
_NUMBER = re.compile(r"-?\d{1,15}([.,]\d{1,10})?")
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[T ].*)?")
_CIVIL = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d{2})(?:[ ,T].*)?")

YES = frozenset({"1", "y", "yes", "ja", "true", "waar", "x", "checked", "selected", "aangevinkt"})
NO = frozenset({"0", "n", "no", "nee", "false", "onwaar", "not selected", "niet aangevinkt", ""})

# Each list runs from one end of a scale to the other.
_SCALES = (
    "helemaal mee oneens|mee oneens|neutraal|mee eens|helemaal mee eens",
    "zeer mee oneens|mee oneens|neutraal|mee eens|zeer mee eens",
    "helemaal oneens|oneens|neutraal|eens|helemaal eens",
    "zeer oneens|oneens|niet eens, niet oneens|eens|zeer eens",
    "helemaal niet mee eens|niet mee eens|neutraal|mee eens|helemaal mee eens",
    "heel veilig|veilig|niet veilig, niet onveilig|onveilig|heel onveilig",
    "zeer veilig|veilig|neutraal|onveilig|zeer onveilig",
    "heel onveilig|onveilig|neutraal|veilig|heel veilig",
    "zeer ontevreden|ontevreden|neutraal|tevreden|zeer tevreden",
    "heel ontevreden|ontevreden|niet tevreden, niet ontevreden|tevreden|heel tevreden",
    "zeer slecht|slecht|matig|voldoende|goed|zeer goed|uitstekend",
    "heel slecht|slecht|niet goed, niet slecht|goed|heel goed",
    "slecht|matig|redelijk|goed|zeer goed|uitstekend",
    "nooit|zelden|soms|regelmatig|vaak|meestal|altijd",
    "helemaal niet|een beetje|nogal|erg|heel erg",
    "heel onbelangrijk|onbelangrijk|neutraal|belangrijk|heel belangrijk",
    "strongly disagree|disagree|neither agree nor disagree|neutral|agree|strongly agree",
    "very dissatisfied|dissatisfied|neither satisfied nor dissatisfied|neutral|satisfied|very satisfied",
    "very unfavorably|somewhat unfavorably|neither favorably nor unfavorably (neutral)|somewhat favorably"
    "|very favorably",
    "very poor|poor|fair|good|very good|excellent",
    "never|rarely|sometimes|often|always",
    "very unsafe|unsafe|neutral|safe|very safe",
    "not at all|a little|somewhat|quite|very",
)
_SCALE_LISTS = tuple(tuple(scale.split("|")) for scale in _SCALES)


def as_number(value: str) -> float | None:
    """A number with point or comma, else None. Leading zeros ("0612…") mean it is a code, not a number."""
    if not _NUMBER.fullmatch(value):
        return None
    whole = value.lstrip("-")
    if len(whole) > 1 and whole[0] == "0" and whole[1].isdigit():
        return None
    return float(value.replace(",", "."))


def turned_into_date(value: str) -> bool:
    """ "25-Jun": what a spreadsheet makes of "6-25" or "25-6"."""
    return bool(_TURNED.fullmatch(value))


def looks_like_day(value: str) -> bool:
    """Whether the cell begins with a day of the calendar."""
    return bool(_ISO.fullmatch(value) or _CIVIL.fullmatch(value))


def days(values: Iterable[str]) -> list[date]:
    """The days among the values; the column as a whole tells 12/31/26 from 31/12/26, and doubtful ones give none."""
    iso: list[date] = []
    civil: list[tuple[int, int, int]] = []
    for value in values:
        if found := _ISO.fullmatch(value):
            iso += _day(int(found[1]), int(found[2]), int(found[3]))
        elif found := _CIVIL.fullmatch(value):
            year = int(found[3])
            civil.append((int(found[1]), int(found[2]), year if year > 99 else 2000 + year))
    day_first = any(first > 12 for first, _second, _year in civil)
    month_first = any(second > 12 for _first, second, _year in civil)
    if day_first == month_first:
        return iso
    for first, second, year in civil:
        iso += _day(year, second, first) if day_first else _day(year, first, second)
    return iso


def _day(year: int, month: int, day: int) -> list[date]:
    try:
        return [datetime(year, month, day).date()]
    except ValueError:
        return []


def scale_order(labels: Sequence[str]) -> tuple[str, ...] | None:
    """The labels from one end of a known scale to the other, if all but one belong to it ("Weet niet" at the end)."""
    places = {label: _fold(label) for label in labels}
    for scale in _SCALE_LISTS:
        known = [label for label in labels if places[label] in scale]
        if len(known) >= 3 and len(known) >= len(labels) - 1:
            rest = [label for label in labels if places[label] not in scale]
            return (*sorted(known, key=lambda label: scale.index(places[label])), *rest)
    return None


def natural_order(labels: Sequence[str]) -> tuple[str, ...] | None:
    """Labels that hold numbers ("18–29", "65+", "< 1 jaar") in the order of those numbers."""
    keyed = []
    for label in labels:
        found = re.search(r"\d[\d.,]*", label)
        if not found or found.start() > 12:
            return None
        first = float(re.sub(r"[.,](?=\d{3}\b)", "", found.group()).replace(",", ".").rstrip(".") or 0)
        sign = -1 if re.match(r"\s*(<|minder|jonger|tot|onder|less|under|up to)", label, re.IGNORECASE) else 1
        top = bool(re.match(r"\s*(>|meer|ouder|over|more|above)|.*\+\s*$", label, re.IGNORECASE))
        keyed.append(((first, sign, top), label))
    return tuple(label for _key, label in sorted(keyed, key=lambda item: item[0]))


def _fold(label: str) -> str:
    return " ".join(label.casefold().split())
