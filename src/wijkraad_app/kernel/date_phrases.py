"""Dates and times as people type them, in Dutch or English: “volgende dinsdag”, “eind maart”, “20.05 uur”.

Nothing is guessed: what isn't understood as a whole gives None. Always show the full date that was understood.
“volgende dinsdag” is Tuesday of the next calendar week; a day without a year is the next one to come.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, time, timedelta
from functools import cache

LONGEST = 60
_MOST_WORDS = 7


@dataclass(frozen=True, slots=True)
class _Words:
    """The vocabulary of one language and its patterns; ``{day}`` and so on stand for any word of that sort."""

    days: Mapping[str, int]
    months: Mapping[str, int]
    relative: Mapping[str, int]
    numbers: Mapping[str, int]
    ordinals: Mapping[str, int]
    units: Mapping[str, str]
    month_parts: Mapping[str, str]
    leading: str
    patterns: tuple[tuple[str, str], ...]


def _numbered(groups: str, start: int = 1) -> dict[str, int]:
    return {word: at for at, group in enumerate(groups.split("|"), start) for word in group.split(",")}


_DUTCH = _Words(
    days=_numbered("maandag,ma|dinsdag,di|woensdag,wo|donderdag,do|vrijdag,vr|zaterdag,za|zondag,zo", 0),
    months=_numbered(
        "januari,jan|februari,feb|maart,mrt|april,apr|mei|juni,jun|juli,jul|augustus,aug|september,sept,sep"
        "|oktober,okt|november,nov|december,dec"
    ),
    relative={"vandaag": 0, "morgen": 1, "overmorgen": 2, "gisteren": -1, "eergisteren": -2},
    numbers=_numbered("een,één|twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf"),
    ordinals=_numbered("eerste,1e|tweede,2e|derde,3e|vierde,4e|vijfde,5e") | {"laatste": -1},
    units={"dag": "d", "dagen": "d", "week": "w", "weken": "w", "maand": "m", "maanden": "m", "jaar": "y"},
    month_parts={"begin": "start", "half": "middle", "medio": "middle", "midden": "middle", "eind": "end"}
    | {"einde": "end"},
    leading=r"(?:op|de|per|v[oó][oó]r|uiterlijk(?: op)?|tot(?: en met)?|t/m)",
    patterns=(
        (r"(?:(?P<day>{day}) )?(?P<date>\d{{1,2}})e? (?P<month>{month})(?: (?P<year>\d{{4}}|'?\d{{2}}))?", "named"),
        (r"(?:(?:aanstaande|aankomende|komende|deze) )?(?P<day>{day})", "coming"),
        (r"volgende (?:week )?(?P<day>{day})", "next_week"),
        (r"(?P<day>{day}) (?:volgende week|over een week)", "next_week"),
        (r"over (?P<count>\d{{1,3}}|{number}) (?P<unit>{unit})", "ahead"),
        (r"volgende? (?P<unit>week|maand|jaar)", "ahead"),
        (r"(?P<part>{part}) (?:van )?(?P<month>{month})(?: (?P<year>\d{{4}}))?", "part_of_month"),
        (r"(?P<nth>{nth}) (?P<day>{day}) (?:van|in) (?P<month>{month})(?: (?P<year>\d{{4}}))?", "nth_day"),
        (r"(?P<nth>1e|2e|eerste|tweede) kerstdag", "christmas"),
    ),
)

_ENGLISH = _Words(
    days=_numbered(
        "monday,mon|tuesday,tue,tues|wednesday,wed|thursday,thu,thur,thurs|friday,fri|saturday,sat|sunday,sun", 0
    ),
    months=_numbered(
        "january,jan|february,feb|march,mar|april,apr|may|june,jun|july,jul|august,aug|september,sept,sep"
        "|october,oct|november,nov|december,dec"
    ),
    relative={"today": 0, "tomorrow": 1, "day after tomorrow": 2, "yesterday": -1, "day before yesterday": -2},
    numbers=_numbered("one,a,an|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"),
    ordinals=_numbered("first,1st|second,2nd|third,3rd|fourth,4th|fifth,5th") | {"last": -1},
    units={"day": "d", "days": "d", "week": "w", "weeks": "w", "month": "m", "months": "m", "year": "y", "years": "y"},
    month_parts={"early": "start", "start of": "start", "beginning of": "start", "mid": "middle", "middle of": "middle"}
    | {"end of": "end", "late": "end"},
    leading=r"(?:on|by|before|until|the)",
    patterns=(
        (
            r"(?:(?P<day>{day}) )?(?P<date>\d{{1,2}})(?:st|nd|rd|th)? (?:of )?(?P<month>{month})"
            r"(?: (?P<year>\d{{4}}|'?\d{{2}}))?",
            "named",
        ),
        (
            r"(?:(?P<day>{day}) )?(?P<month>{month}) (?P<date>\d{{1,2}})(?:st|nd|rd|th)?"
            r"(?: (?P<year>\d{{4}}|'\d{{2}}))?",
            "named",
        ),
        (r"(?:(?:this|coming) )?(?P<day>{day})", "coming"),
        (r"next (?:week )?(?P<day>{day})", "next_week"),
        (r"(?P<day>{day}) next week", "next_week"),
        (r"in (?P<count>\d{{1,3}}|{number}) (?P<unit>{unit})", "ahead"),
        (r"(?P<count>\d{{1,3}}|{number}) (?P<unit>{unit}) from now", "ahead"),
        (r"next (?P<unit>week|month|year)", "ahead"),
        (r"(?P<part>{part})[- ](?P<month>{month})(?: (?P<year>\d{{4}}))?", "part_of_month"),
        (r"(?P<nth>{nth}) (?P<day>{day}) (?:of|in) (?P<month>{month})(?: (?P<year>\d{{4}}))?", "nth_day"),
        (r"(?P<nth>first|second) christmas day", "christmas"),
    ),
)

_LANGUAGES = {"nl": _DUTCH, "en": _ENGLISH}
_NUMERIC = (
    re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<date>\d{1,2})"),
    re.compile(r"(?P<date>\d{1,2})([-/. ])(?P<month>\d{1,2})\2(?P<year>\d{4}|\d{2})"),
    re.compile(r"(?P<date>\d{1,2})[-/](?P<month>\d{1,2})"),
)
_CLOCK_AFTER = re.compile(r"[, ]+(?:(?:om|at) )?(?:\d{1,2}[.:]\d{2}(?: (?:uur|u|hrs))?|\d{1,2} (?:uur|u|[ap]\.?m\.?))$")


Rule = Callable[[_Words, re.Match[str], date], date | None]


def parse(text: str, today: date, language: str = "nl") -> date | None:
    """The date a whole phrase means on the day ``today``; None when unsure. Other known languages are tried too."""
    if len(text) > LONGEST:
        return None
    phrase = _CLOCK_AFTER.sub("", " ".join(text.lower().replace("\u2019", "'").split()))
    try:
        return next(_readings(phrase, today, language), None)
    except (ValueError, OverflowError):
        return None


def _readings(phrase: str, today: date, language: str) -> Iterator[date]:
    for code in (language, *(other for other in _LANGUAGES if other != language)):
        understood = _in_language(phrase, today, code)
        if understood:
            yield understood


def _in_language(phrase: str, today: date, language: str) -> date | None:
    words = _LANGUAGES[language]
    phrase = re.sub(rf"^{words.leading} ", "", phrase)
    phrase = re.sub(rf"\b({_any(words.days)}|{_any(words.months)})\.", r"\1", phrase).replace(",", "")
    if phrase in words.relative:
        return today + timedelta(words.relative[phrase])
    bare = re.sub(rf"^(?:{_any(words.days)}) (?=\d+[-/.])", "", phrase)
    for pattern in _NUMERIC:
        if match := pattern.fullmatch(bare):
            weekday = words.days[phrase.split(" ", 1)[0]] if bare != phrase else None
            return _day(match, today, int(match["month"]), weekday)
    for compiled, rule in _rules(language):
        if match := compiled.fullmatch(phrase):
            return _RULES[rule](words, match, today)
    return None


def _any(words: Mapping[str, object]) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


@cache
def _rules(language: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    words = _LANGUAGES[language]
    sorts = {
        "day": _any(words.days),
        "month": _any(words.months),
        "number": _any(words.numbers),
        "unit": _any(words.units),
        "nth": _any(words.ordinals),
        "part": _any(words.month_parts),
    }
    return tuple((re.compile(pattern.format(**sorts)), rule) for pattern, rule in words.patterns)


def _day(match: re.Match[str], today: date, month: int, weekday: int | None) -> date | None:
    """The day named, if its weekday is the one named beside it."""
    year = match.groupdict().get("year")
    number = int(match["date"])
    if year:
        full = int(year.strip("'"))
        days = [date(full + 2000 if full < 100 else full, month, number)]
    else:
        days = _without_year(today, month, number)
    return next((day for day in days if weekday in (None, day.weekday())), None)


def _without_year(today: date, month: int, number: int) -> list[date]:
    """The next such day, and (for when a weekday decides) the one before it."""
    days = []
    for year in range(today.year - 8, today.year + 9):
        if number <= monthrange(year, month)[1]:
            days.append(date(year, month, number))
    coming = [day for day in days if day >= today][:1]
    return coming + [day for day in days if day < today][-1:]


def _named(words: _Words, match: re.Match[str], today: date) -> date | None:
    weekday = words.days[match["day"]] if match["day"] else None
    return _day(match, today, words.months[match["month"]], weekday)


def _coming(words: _Words, match: re.Match[str], today: date) -> date:
    return today + timedelta((words.days[match["day"]] - today.weekday()) % 7 or 7)


def _next_week(words: _Words, match: re.Match[str], today: date) -> date:
    return today - timedelta(today.weekday()) + timedelta(7 + words.days[match["day"]])


def _ahead(words: _Words, match: re.Match[str], today: date) -> date:
    said = match.groupdict().get("count")
    count = 1 if said is None else int(said) if said.isdigit() else words.numbers[said]
    unit = words.units[match["unit"]]
    if unit in "dw":
        return today + timedelta(count * (7 if unit == "w" else 1))
    return add_months(today, count * (12 if unit == "y" else 1))


def add_months(day: date, months: int) -> date:
    """The same day some months on, or the last of that month when it is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _year(match: re.Match[str], month: int, today: date) -> int:
    return int(match["year"]) if match["year"] else today.year + (month < today.month)


def _part_of_month(words: _Words, match: re.Match[str], today: date) -> date:
    month = words.months[match["month"]]
    year = _year(match, month, today)
    ends = {"start": 1, "middle": 15, "end": monthrange(year, month)[1]}
    return date(year, month, ends[words.month_parts[match["part"]]])


def _nth_day(words: _Words, match: re.Match[str], today: date) -> date | None:
    month = words.months[match["month"]]
    year = _year(match, month, today)
    nth = words.ordinals[match["nth"]]
    days = [date(year, month, number) for number in range(1, monthrange(year, month)[1] + 1)]
    days = [day for day in days if day.weekday() == words.days[match["day"]]]
    return days[-1] if nth < 0 else days[nth - 1] if nth <= len(days) else None


def _christmas(words: _Words, match: re.Match[str], today: date) -> date:
    return _without_year(today, 12, 24 + words.ordinals[match["nth"]])[0]


_RULES: dict[str, Rule] = {
    "named": _named,
    "coming": _coming,
    "next_week": _next_week,
    "ahead": _ahead,
    "part_of_month": _part_of_month,
    "nth_day": _nth_day,
    "christmas": _christmas,
}


def find_last(text: str, today: date, language: str = "nl") -> tuple[int, date] | None:
    """Where the date phrase at the end of a text begins, and its date; the longest phrase counts."""
    starts = [word.start() for word in re.finditer(r"\S+", text[-2 * LONGEST :])][-_MOST_WORDS:]
    offset = max(0, len(text) - 2 * LONGEST)
    for start in starts:
        day = parse(text[offset + start :].strip("().,; \t"), today, language)
        if day:
            return offset + start, day
    return None


def split_last(text: str, today: date, language: str = "nl") -> tuple[str, date | None]:
    """The text without the date phrase at its end, and that date."""
    found = find_last(text, today, language)
    return (text[: found[0]].rstrip(" \t,;("), found[1]) if found else (text.strip(), None)


def split_first(text: str, today: date, language: str = "nl") -> tuple[date | None, str]:
    """The date phrase at the start of a text, and the text without it; the longest phrase counts."""
    words = text.split(maxsplit=_MOST_WORDS)
    for count in range(min(_MOST_WORDS, len(words)), 0, -1):
        day = parse(" ".join(words[:count]).strip("().,;:"), today, language)
        if day:
            return day, " ".join(words[count:]).lstrip(" ,;:)–-")
    return None, text.strip()


def find(text: str, today: date, language: str = "nl") -> date | None:
    """The first date named with at least day and month anywhere in a line of text."""
    words = text[:400].split()
    for start in range(len(words)):
        for count in range(min(4, len(words) - start), 0, -1):
            phrase = " ".join(words[start : start + count]).strip("().,;:")
            if re.search(r"\d", phrase) and re.search(r"\d[-/. ]|[a-z]{3}", phrase.lower()):
                day = parse(phrase, today, language)
                if day:
                    return day
    return None


_CLOCK = re.compile(
    r"(?:om |at )?(?P<hour>[01]?\d|2[0-4])(?:[.:](?P<minute>[0-5]\d))?(?P<unit> ?(?:uur|u|h|hrs?|o'clock))?"
    r"(?: ?(?P<half>[ap])\.?m\.?| ('s )?(?P<part>ochtends|morgens|middags|avonds))?"
)
_FIGURES = re.compile(r"(\d{1,2}) ?(\d{2})?")
_CLOCK_LETTER = re.compile(r"(?P<hour>[01]?\d|2[0-3])[uh](?P<minute>[0-5]\d)")
_SPOKEN = re.compile(
    r"(?:om )?(?:(?P<kind>half|kwart over|kwart voor) )?(?P<hour>\w+)(?P<unit> uur)?"
    r"(?: ('s )?(?P<part>ochtends|morgens|middags|avonds))?"
)
_SPOKEN_MINUTES = {"half": -30, "kwart voor": -15, "kwart over": 15, None: 0}


def parse_time(text: str) -> time | None:
    """The time of day a whole phrase names: “20.05 uur”, “20:05”, “8 uur”, “half acht 's avonds”, “8 pm”."""
    if len(text) > LONGEST:
        return None
    phrase = " ".join(text.lower().replace("\u2019", "'").strip(" .,").split())
    if match := _CLOCK_LETTER.fullmatch(phrase):
        return time(int(match["hour"]), int(match["minute"]))
    if (match := _CLOCK.fullmatch(phrase)) and any(match[name] for name in ("minute", "unit", "half", "part")):
        return _time(int(match["hour"]) * 60 + int(match["minute"] or 0), match["half"], match["part"])
    if (match := _SPOKEN.fullmatch(phrase)) and (match["kind"] or match["unit"]):
        return _spoken(match)
    return None


def typed_time(text: str) -> time | None:
    """The time meant in a field for times alone: as `parse_time`, and “8”, “2000” or “20 00” (a year elsewhere)."""
    if match := _FIGURES.fullmatch(text.strip()):
        text = f"{match[1]}:{match[2] or '00'}"
    return parse_time(text)


def _spoken(match: re.Match[str]) -> time | None:
    said = match["hour"]
    hour = int(said) if said.isdecimal() and len(said) < 3 else _DUTCH.numbers.get(said)
    if hour is None or not 1 <= hour <= 12:
        return None
    return _time(hour * 60 + _SPOKEN_MINUTES[match["kind"]], None, match["part"])


def _time(minutes: int, half: str | None, part: str | None) -> time | None:
    afternoon = half == "p" or part in ("middags", "avonds")
    if afternoon and minutes < 12 * 60:
        minutes += 12 * 60
    if half == "a" and minutes >= 12 * 60:
        minutes -= 12 * 60
    if minutes > 24 * 60:
        return None
    return time(minutes // 60 % 24, minutes % 60)
