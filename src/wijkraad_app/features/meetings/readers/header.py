"""What stands above the items of an agenda: title, date, time, place."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, time

from wijkraad_app.kernel import date_phrases
from wijkraad_app.kernel.i18n import _

_CLOCK = r"(?:[01]?\d|2[0-4])(?:[.:][0-5]\d)?"
_RANGE = re.compile(
    rf"\b({_CLOCK})\s*(?:uur|u|h)?\s*(?:-|–|—|tot|to|until)\s*(?:ca\.?\s*)?({_CLOCK})\s*(?:uur|u|h|hrs)?\b", re.I
)
_TIME = re.compile(rf"\b({_CLOCK})\s*(?:uur|u\b|h\b|hrs)|\b([01]?\d|2[0-4])[:.]([0-5]\d)\b(?![-/.]\d)", re.I)
_BEGINS = re.compile(r"\b(?:om|vanaf|aanvang|at|from)\s+((?:\S+\s*){1,5})", re.I)
_ONLY_AGENDA = re.compile(r"\s*(?:op de )?agenda(?:punten)?(?: staat)?\s*:?\s*", re.I)
_LABEL = re.compile(r"^\s*([\w /&-]{2,30}?)\s*[:\t]\s*(.*)$")
_PLACE = frozenset(["plaats", "locatie", "waar", "adres", "place", "location", "where", "zaal"])
_WHEN = frozenset(["datum", "wanneer", "date", "when", "tijd", "tijdstip", "aanvang", "time", "start", "begin"])
_TITLE = frozenset(["onderwerp", "betreft", "titel", "subject", "title", "vergadering", "agenda", "meeting", "overleg"])
_SKIPPED = frozenset(
    [
        "van",
        "aan",
        "cc",
        "bcc",
        "from",
        "to",
        "verzonden",
        "sent",
        "aanwezig",
        "afwezig",
        "genodigden",
        "genodigd",
        "bijlagen",
        "bijlage",
        "attachments",
        "voorzitter",
        "secretaris",
        "notulist",
        "kenmerk",
    ]
)
_GREETING = re.compile(
    r"\s*(?:beste|geachte|hallo|hoi|dag|dear|hi|hello|hierbij|bijgaand|zie hieronder|here is)\b", re.I
)
_MEETING_WORD = re.compile(r"\b(?:agenda|vergadering|overleg|wijkraad|wijkplatform|meeting|council|commissie)", re.I)
_LEAD = re.compile(
    r"^(?:re:|fw:|fwd:)?\s*(?:concept-?\s*)?agenda\b[\s:,–-]*(?:(?:van|voor|of|for)\b\s*(?:(?:de|het|the)\b\s*)?)?",
    re.I,
)
_PLACE_AFTER = re.compile(r"^(?:in|te|bij|at)\s+(?=\S)", re.I)
_PLACE_IN = re.compile(r"\b(?:in|te|bij|at)\s+((?:(?:de|het|the)\s+)?[A-ZÀ-Þ].*)$")


@dataclass(slots=True)
class Header:
    """What was found above the items."""

    title: str = ""
    date: date | None = None
    start: time | None = None
    end: time | None = None
    place: str = ""
    public: bool = True
    sure_title: bool = False
    guessed_place: bool = False
    without_year: bool = False


def looks_like_header(line: str, today: date) -> bool:
    """Whether a bare line speaks of the meeting rather than being an item."""
    label = _LABEL.match(line)
    if label and label[1].lower().strip() in _PLACE | _WHEN | _TITLE | _SKIPPED:
        return True
    return bool(
        _GREETING.match(line) or is_title_line(line) or date_phrases.find(line, today) or _ONLY_AGENDA.fullmatch(line)
    )


def is_title_line(line: str) -> bool:
    return bool(
        re.match(r"\s*(?:concept-?\s*)?agenda\b.+", line, re.I)
        or re.match(r"\s*(?:openbare |besloten )?vergadering\b", line, re.I)
    )


def read_header(lines: list[str], today: date) -> Header:
    """Read the lines above the first item; what isn't understood is left out."""
    header = Header()
    for line in lines:
        if not line.strip():
            continue
        label = _LABEL.match(line)
        name = label[1].lower().strip() if label else ""
        if label and name in _SKIPPED:
            continue
        if label and name in _PLACE:
            header.place = header.place or label[2].strip()[:200]
            continue
        if label and name in _TITLE:
            _take_title(header, label[2], today, sure=True)
        _take_when(header, line if name not in _WHEN or not label else label[2], today)
        _take_public(header, line)
        if not label and _may_be_place(header, line, today):
            header.place, header.guessed_place = line.strip()[:200], True
        elif not label and not _GREETING.match(line):
            _take_title(header, line, today, sure=bool(_MEETING_WORD.search(line)))
    return header


def _may_be_place(header: Header, line: str, today: date) -> bool:
    """Whether a line of its own after the date is the place."""
    if header.date is None or header.place or not header.title or _MEETING_WORD.search(line) or _GREETING.match(line):
        return False
    return len(line) <= 100 and not line.rstrip().endswith((".", ",")) and date_phrases.find(line, today) is None


def _take_when(header: Header, line: str, today: date) -> None:
    day = date_phrases.find(line, today)
    if day and header.date is None:
        header.date = day
        header.without_year = not _says_year(line, day)
    elif day == header.date and day and _says_year(line, day):
        header.without_year = False
    rest = _take_times(header, line)
    if day and not header.place:
        header.place = _place_in(rest, today) if rest else _place_said(line, today)


def _says_year(line: str, day: date) -> bool:
    return str(day.year) in line or re.search(rf"[-/.']{day.year % 100:02}\b", line) is not None


def _take_times(header: Header, line: str) -> str:
    """Fill in start and end; gives what stands after them."""
    span = _RANGE.search(line)
    if span and header.start is None and ("." in span[0] or ":" in span[0] or "uur" in span[0]):
        header.start, header.end = _clock(span[1]), _clock(span[2])
        return line[span.end() :]
    if header.start is None and (whole := date_phrases.parse_time(line)):
        header.start = whole
        return ""
    if header.start is None and (spoken := _spoken_time(line)):
        header.start = spoken
        return ""
    match = _TIME.search(_without_dates(line))
    if match and header.start is None:
        header.start = _clock(match[1] or f"{match[2]}.{match[3]}")
        return _without_dates(line)[match.end() :]
    return ""


def _spoken_time(line: str) -> time | None:
    """A time in words: “om half acht 's avonds”, “vanaf kwart over zeven”."""
    for match in _BEGINS.finditer(line):
        said = match[1].split()
        for most in range(len(said), 1, -1):
            if found := date_phrases.parse_time(" ".join(said[:most]).strip(",.;")):
                return found
    return None


def _without_dates(line: str) -> str:
    """Blanks where a numeric date stands, so that it isn't read as a time."""
    return re.sub(r"\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}", lambda found: " " * len(found[0]), line)


def _clock(text: str) -> time | None:
    return date_phrases.parse_time(text if re.search(r"[.:]", text) else f"{text} uur")


def _place_in(rest: str, today: date) -> str:
    rest = re.sub(r"^(?:\s|[,;:().–-]|(?:uur|locatie|plaats|waar|place)\b)+", "", rest, flags=re.I)
    rest = _PLACE_AFTER.sub("", rest)
    return "" if date_phrases.find(rest, today) else rest.strip(" ,;.()")[:200]


def _place_said(line: str, today: date) -> str:
    match = _PLACE_IN.search(line)
    return _place_in(match[1], today) if match else ""


def _take_public(header: Header, line: str) -> None:
    if re.search(r"\bbesloten\b|\bniet openbar?e?\b", line, re.I):
        header.public = False


def _take_title(header: Header, line: str, today: date, *, sure: bool) -> None:
    if _ONLY_AGENDA.fullmatch(line) or (header.title and (header.sure_title or not sure)):
        return
    title = _LEAD.sub("", line.strip())
    title, _day = date_phrases.split_last(title, today)
    title = re.sub(rf"[\s,–-]*(?:{_TIME.pattern}).*$", "", title, flags=re.I)
    title, _day = date_phrases.split_last(title, today)
    title = re.sub(r"[\s,–(-]+(?:d\.?d\.?|op|van|on|of)?$", "", title).strip(" :,–-")
    if title and not date_phrases.parse(title, today):
        header.title, header.sure_title = (title[0].upper() + title[1:])[:200], sure


def header_guesses(header: Header) -> list[str]:
    """What of the header was not written there in so many words."""
    guesses = []
    if header.date is None:
        guesses.append(_("No date was found."))
    elif header.without_year:
        guesses.append(_("The date has no year; {year} was taken.").format(year=header.date.year))
    if header.guessed_place:
        guesses.append(_("“{place}” was taken as the place.").format(place=header.place))
    if header.title and not header.sure_title:
        guesses.append(_("“{title}” was taken as the title of the meeting.").format(title=header.title))
    return guesses
