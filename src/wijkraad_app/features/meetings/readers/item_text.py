"""One line of an agenda: title, kind, time, minutes, who introduces it, and whether it is closed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import time

from wijkraad_app.kernel.date_phrases import parse_time

from .agenda import LONGEST_TITLE, minutes_between

_CLOCK = r"(?:[01]?\d|2[0-4])[.:][0-5]\d"
_HOURS = r"(?:\s*(?:uur|u\.?|h|hrs))?"
_RANGE = re.compile(
    rf"\(?\b({_CLOCK}){_HOURS}\s*(?:-|–|—|tot|t/m|to|until)\s*({_CLOCK})(?:\s*(?:uur|u\b\.?|hrs))?\)?", re.I
)
_LEADING_TIME = re.compile(rf"^({_CLOCK})(?:\s*(?:uur\b|u\b\.?|hrs\b))?\s*[:–-]?\s+", re.I)
_TIME = re.compile(
    rf"\(?\b(?:om\s+|at\s+)?({_CLOCK})\s*(?:uur|u\b\.?|hrs)\)?|\(({_CLOCK})\)|(?:[,–-]|\s{{2,}}|\t)\s*({_CLOCK})$", re.I
)
_FIRST_OR_LAST_TIME = re.compile(
    rf"(?:(?<=\bopening)|(?<=\bsluiting)|(?<=\bclosing)|(?<=\beinde))(?:\s+(?:om|at|ca\.?))?\s+({_CLOCK})\.?$", re.I
)
_MINUTES = re.compile(r"[\[(]?\b(\d{1,3})\s*(?:minuten|minuut|minutes?|min\b\.?|(?<!\d{3})['′](?!\w))[\])]?", re.I)
_CLOSED = re.compile(r"\(?\b(besloten(?: deel| gedeelte)?|niet openbaar|vertrouwelijk|closed|confidential)\b\)?", re.I)
_CLOSED_MARK = re.compile(
    r"\s*[\[(]\s*(?:besloten(?: deel| gedeelte)?|niet openbaar|vertrouwelijk|closed|confidential)\s*[\])]"
    r"|\s*[,:–-]\s*(?:besloten|niet openbaar|vertrouwelijk|closed|confidential)$"
    r"|^(?:besloten|vertrouwelijk|closed)\s*[:–-]\s*",
    re.I,
)
_KINDS: tuple[tuple[str, str], ...] = (
    ("decide", r"ter\s+(?:besluitvorming|vaststelling|instemming)|besluitvormend|for decision|to decide"),
    ("discuss", r"ter\s+(?:bespreking|discussie|advisering)|bespreken|opini[eë]rend|beeldvormend|for discussion"),
    ("inform", r"ter\s+(?:informatie|kennisname|kennisneming|info)|t\.?k\.?n\.?|informerend|for information"),
    ("consent", r"hamerstuk|consent item"),
)
_KIND_MARKS = tuple(
    (
        kind,
        re.compile(rf"\s*[\[(]\s*(?:{words})\s*[\])]|\s*[,;:–-]\s*(?:{words})$|^(?:{words})\s*(?:[:–]\s*|-\s+)", re.I),
    )
    for kind, words in _KINDS
)
_KINDS_BETWEEN = tuple((kind, re.compile(rf"\s[-–—]\s+(?:{words})(?=\s+[-–—]\s)", re.I)) for kind, words in _KINDS)
"""“Oversteken - ter bespreking - Kees Brouwer”."""
_TRAILING_KINDS = tuple((kind, re.compile(rf"\s+(?:{words})$", re.I)) for kind, words in _KINDS)
_SECTIONS: tuple[tuple[str, str], ...] = (
    ("decide", r"besluitstukken|besluitpunten|ter besluitvorming|ter vaststelling|decisions|for decision"),
    ("discuss", r"bespreekstukken|bespreekpunten|ter bespreking|for discussion"),
    ("inform", r"ter (?:informatie|kennisname|kennisneming)|ter ?kennisname ?(?:lijst|stukken)|for information"),
    ("consent", r"hamerstukken|consent items"),
)
_CELL_KINDS: tuple[tuple[str, str], ...] = (
    ("decide", r"vaststell(?:en|ing)|besluit(?:en|vorming)?|decision"),
    ("discuss", r"bespreken|bespreking|discussie|discussion"),
    ("inform", r"informeren|informatie|kennisname|info|mededeling|information"),
    ("consent", r"hamerstuk"),
)
_BREAK = re.compile(r"(?:korte |koffie|thee|eet)*-?(?:pauze|schorsing|break)\b.*", re.I)
_USUAL = re.compile(
    r"opening\b.*|(?:vaststell(?:en|ing)(?: van)?(?: de)? )?agenda|mededelingen.*|"
    r"ingekomen(?: en (?:uitgaande|verzonden))?(?: stukken| post)?.*|(?:lijst )?ingekomen stukken.*|"
    r"(?:vaststell(?:en|ing)(?: van)?(?: het| de)? )?(?:concept)?-?(?:verslag|notulen)\b.*|"
    r"(?:besluiten-? en )?actie(?:-? en besluiten)?lijst.*|besluitenlijst.*|"
    r"inspreek.*|inspreken.*|insprekers.*|rondvraag.*|w\.?v\.?t\.?t\.?k\.?.*|wat verder ter tafel komt.*|"
    r"sluiting.*|(?:datum )?volgende vergadering.*|"
    r"(?:adopt(?:ion of)? (?:the )?)?agenda|welcome.*|announcements.*|correspondence.*|minutes (?:of|from)\b.*|"
    r"action list.*|speakers from the public.*|any other business.*|closing.*|next meeting.*",
    re.I,
)
_VERBS: tuple[tuple[str, str], ...] = (
    ("decide", r"vaststell(?:en|ing)\b|besluit(?:en)?\b|instemmen|benoeming|verkiezing|keuze\b|adopt|appoint"),
    ("inform", r"presentatie|terugkoppeling|stand van zaken|nieuws uit|update\b|voorlichting|presentation"),
)
_NAME_WORD = r"[A-ZÀ-Þ][\w'’.-]*"
_PREFIX = r"(?:wethouder|dhr\.?|mevr?\.?|mw\.?|alderman)\s+"
_NAME = rf"(?:{_PREFIX})?{_NAME_WORD}(?:\s+(?:van|der|den|de|het|ten|ter|te|von|'t|{_NAME_WORD}))*"
_NAMES = rf"{_NAME}(?:\s+(?:en|and|&)\s+{_NAME})*"
_BY = re.compile(
    r"\s*[\[(,;:–-]?\s*\b(?:(?:inleid(?:er|ing)|ingeleid|toelichting|introduced)(?:\s+(?:door|by))?|door|by|spreker|"
    rf"portefeuillehouder|introducer)\s*:?\s+({_NAMES}(?:\s*\([^()]{{1,60}}\))?)\s*[\])]?\s*$"
)
_AFTER_MINUTES = re.compile(rf"\s[-–—]\s+[-–—]\s+({_NAMES})$")
"""“Speeltuin – 20 min – Joost”, the minutes taken out."""
_BY_FUNCTION = re.compile(
    r"\s*[\[(,;:–-]?\s*\b(?:inleiding|ingeleid|toelichting|presentatie|introduced)\s+(?:door|by)\s+"
    rf"((?:(?:de|het|the)\s+)?(?:[a-zà-þ]{{4,}}\s+){{1,2}}{_NAMES}(?:\s*\([^()]{{1,60}}\))?)\s*[\])]?\s*$"
)
_ROLE = r"(?:de\s+|het\s+)?(voorzitter|secretaris|penningmeester|chair|secretary|treasurer)"
_BY_ROLE = re.compile(rf"\s*[\[(,–-]\s*(?:door\s+)?{_ROLE}\s*[\])]?\s*$", re.I)
_IN_BRACKETS = re.compile(rf"\s*\(((?:{_PREFIX}|{_NAME_WORD}\s+)(?=\S).*?)\)\s*$")


@dataclass(slots=True)
class Details:
    """What one line says; ``guessed_introducer``: a name stood between brackets without a word before it."""

    title: str
    kind: str = ""
    time: time | None = None
    minutes: int | None = None
    introducer: str = ""
    guessed_introducer: bool = False
    closed: bool = False


def read_line(line: str) -> Details:
    """Take a line without its number apart; never fails. An empty title is possible."""
    first, *cells = [cell.strip() for cell in line.split("\t") if cell.strip()] or [""]
    found = _read_cell(first)
    for cell in cells:
        _add_cell(found, cell)
    return found


def _add_cell(found: Details, cell: str) -> None:
    """A further column of a table: time, duration, kind, who; or the title if that came later."""
    part = _read_cell(cell) if parse_time(cell) is None else Details("", time=parse_time(cell))
    found.kind = found.kind or part.kind or _cell_kind(cell)
    found.time, found.minutes = found.time or part.time, found.minutes or part.minutes
    found.introducer = found.introducer or part.introducer
    found.closed = found.closed or part.closed
    if not found.title:
        found.title = part.title
    elif _cell_kind(cell):
        return
    elif part.title and re.fullmatch(rf"{_NAMES}|{_ROLE}", part.title):
        found.introducer = found.introducer or part.title
    elif part.title and not part.title.isdecimal():
        found.title = f"{found.title}, {part.title}"[:LONGEST_TITLE]


def _cell_kind(cell: str) -> str:
    """The kind that a cell says and nothing else."""
    words = (*_KINDS, *_CELL_KINDS)
    return next((kind for kind, pattern in words if re.fullmatch(rf"(?:{pattern})", cell.strip(" ."), re.I)), "")


def _read_cell(cell: str) -> Details:
    found = Details(cell)
    _take_times(found)
    _take_minutes(found)
    _take_closed(found)
    _take_kind(found)
    _take_introducer(found)
    _take_kind(found)
    found.title = _tidy(found.title)
    return found


def _cut(found: Details, match: re.Match[str]) -> None:
    found.title = (found.title[: match.start()] + "  " + found.title[match.end() :]).strip(" \t")


def _take_times(found: Details) -> None:
    if match := _RANGE.search(found.title):
        found.time, end = parse_time(match[1]), parse_time(match[2])
        if found.time and end:
            found.minutes = minutes_between(found.time, end) or None
        _cut(found, match)
    elif match := (
        _LEADING_TIME.match(found.title + " ") or _TIME.search(found.title) or _FIRST_OR_LAST_TIME.search(found.title)
    ):
        found.time = parse_time(next(group for group in match.groups() if group))
        _cut(found, match)


def _take_minutes(found: Details) -> None:
    if match := _MINUTES.search(found.title):
        found.minutes = int(match[1]) or found.minutes
        _cut(found, match)


def _take_closed(found: Details) -> None:
    found.closed = bool(_CLOSED.search(found.title))
    shorter = _CLOSED_MARK.sub(" ", found.title).strip()
    found.title = shorter or found.title


def _take_kind(found: Details) -> None:
    for kind, mark in (*_KIND_MARKS, *_KINDS_BETWEEN, *_TRAILING_KINDS):
        match = mark.search(found.title)
        if match and not found.kind:
            found.kind = kind
            _cut(found, match)


def _take_introducer(found: Details) -> None:
    if match := _BY.search(found.title) or _BY_FUNCTION.search(found.title) or _BY_ROLE.search(found.title):
        found.introducer = match[1].strip()
    elif (match := _AFTER_MINUTES.search(found.title)) or (
        (match := _IN_BRACKETS.search(found.title)) and re.fullmatch(_NAMES, match[1].strip())
    ):
        found.introducer, found.guessed_introducer = match[1].strip(), True
    if match and found.introducer:
        _cut(found, match)


def _tidy(title: str) -> str:
    title = re.sub(r"[(\[]\s*[,;–-]*\s*[)\]]", "", title)
    title = re.sub(r"\s{2,}", " ", title.replace("\t", " "))
    title = re.sub(r"\s([-–—])(?:\s[-–—])+\s", r" \1 ", title)
    return title.strip(" ,;:–—-|")[:LONGEST_TITLE].strip()


def kind_of_title(title: str) -> str:
    """The kind that the words of a title give: a break, one of the usual items, a section; nothing otherwise."""
    if _BREAK.fullmatch(title):
        return "break"
    return section_kind(title) or ("procedure" if _USUAL.fullmatch(title) else "")


def section_kind(title: str) -> str:
    """The kind of the items under a heading such as “Bespreekstukken”."""
    bare = title.strip(" :.").lower()
    return next((kind for kind, words in _SECTIONS if re.fullmatch(words, bare)), "")


def kind_by_verb(title: str) -> str:
    """The kind that a title suggests by a word in it: a guess."""
    return next((kind for kind, words in _VERBS if re.search(rf"\b(?:{words})", title, re.I)), "")


def closed_section(line: str) -> bool | None:
    """True for a heading such as “Besloten deel”, False for “Openbaar deel”, None for anything else."""
    bare = line.strip(" :.-–").lower()
    if re.fullmatch(r"besloten(?: (?:deel|gedeelte|vergadering)\b.{0,40})?|closed part", bare):
        return True
    return False if re.fullmatch(r"openbaar(?: deel| gedeelte)?|public part", bare) else None
