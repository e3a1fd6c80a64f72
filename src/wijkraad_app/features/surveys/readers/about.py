"""Columns that are no question: technical data and personal data, by name and by what they hold."""

from __future__ import annotations

import re
from collections.abc import Sequence

from wijkraad_app.features.surveys.rules.kinds import Kind

from .headers import Column

_META = re.compile(
    r"_(id|uuid|index|parent_index|parent_table_name|submission_time|submission__id|validation_status|notes|status"
    r"|tags|version|geolocation|attachments)_?|__version__|id"
    r"|(respondent|collector|response|antwoord|reactie|respons)[ -]?id|start|end|today|deviceid"
    r"|tijdstempel|timestamp|begintijd|starttijd|start ?time|tijd van voltooien|voltooiingstijd|completion time"
    r"|tijd van laatste wijziging|last modified time|submit ?date|date (submitted|started|last action)|date ?stamp"
    r"|datum (ingevoerd|ingediend|ingezonden|verzonden|van start|laatste actie)|inzenddatum|verzenddatum"
    r"|laatste pagina|last ?page|begintaal|starttaal|start ?language|user ?language|seed|start ?date|end ?date"
    r"|ref ?url|interviewtime|meta/instance(id|name)|formhub/uuid|duration.*|groeptijd.*|grouptime\d+",
    re.IGNORECASE,
)
_PERSONAL = re.compile(
    r"_?submitted_by|username|(uw |je |jouw )?(e-?mail|mail)(adres| ?address)?|(first |last |full )?name"
    r"|(uw |je |jouw )?(voor|achter|volledige )?naam"
    r"|wat is (uw|je|jouw) ((voor|achter)?naam|e-?mail(adres)?|telefoonnummer)\??"
    r"|ip(-?adres| ?address|addr)?|(mobiel|telefoon|phone)(nummer| ?number)?|adres|address|woonadres"
    r"|straat en huisnummer|naam en (e-?mail|adres).*|gebruikersnaam|token|geboortedatum|date of birth",
    re.IGNORECASE,
)
_PERSONS = re.compile(
    r"(aantal|hoeveel|number of|how many) (personen|mensen|persons|people)\b.*|personen|persons", re.IGNORECASE
)
_MAIL = re.compile(r"[^@\s]+@[^@\s]+\.[A-Za-z]{2,}")
_PHONE = re.compile(r"(\+31|0031|0)[\s\-.]?(\(0\))?(\d[\s\-.]?){8,9}")
_POSTCODE = re.compile(r"[1-9]\d{3} ?[A-Za-z]{2}")
_IP = re.compile(r"\d{1,3}(\.\d{1,3}){3}")


def about_kind(column: Column, header: str) -> Kind | None:
    """META, PERSONAL or PERSONS for a column that is no question, else None."""
    name = header.strip().rstrip(":")
    if not name.startswith(("meta/", "formhub/")):
        name = name.rsplit("/", 1)[-1]
    if _PERSONAL.fullmatch(name) or _holds_personal(column):
        return Kind.PERSONAL
    if _META.fullmatch(name):
        return Kind.META
    if _PERSONS.fullmatch(name) and _whole_numbers(column):
        return Kind.PERSONS
    return None


def _holds_personal(column: Column) -> bool:
    given = column.distinct[:200]
    if not given:
        return False
    found = sum(1 for value in given if any(one.fullmatch(value) for one in (_MAIL, _PHONE, _POSTCODE, _IP)))
    return found * 2 > len(given)


def _whole_numbers(column: Column) -> bool:
    given = column.distinct
    return bool(given) and all(value.isdigit() and len(value) <= 3 for value in given)


def completion_column(columns: Sequence[Column]) -> Column | None:
    """LimeSurvey's ``submitdate``: empty in a reply that was not finished, whatever else is filled."""
    names = {
        "submitdate",
        "date submitted",
        "datum ingevoerd",
        "datum ingediend",
        "datum ingezonden",
        "datum verzonden",
    }
    if not any(column.top.casefold() in ("lastpage", "last page", "laatste pagina") for column in columns):
        return None
    return next((column for column in columns if column.top.casefold() in names), None)


def key_column(columns: Sequence[Column]) -> Column | None:
    """A column whose values name the replies: each filled and different."""
    names = ("_uuid", "respondentid", "respondent id", "response id", "id", "_id", "collectorid")
    for name in names:
        for column in columns:
            if column.top.strip().casefold() == name and column.values and len(column.counts) == len(column.values):
                return column
    return None


_TIMES = (
    r"submitdate|date submitted|datum ingevoerd|datum ingediend|_submission_time|tijdstempel|timestamp",
    r"tijd van voltooien|voltooiingstijd|completion time|end ?date|end|datestamp",
    r"start ?date|begintijd|starttijd|start ?time|start",
)


def time_column(columns: Sequence[Column]) -> Column | None:
    """When each reply came in: the moment of sending rather than that of starting."""
    for names in _TIMES:
        for column in columns:
            if column.answered and re.fullmatch(names, column.top.strip(), re.IGNORECASE):
                return column
    return None


def guess_format(columns: Sequence[Column], delimiter: str, header_rows: int) -> str:
    """The program that made the file, by its own columns: limesurvey, msforms, google, kobo, surveymonkey or table."""
    names = {column.top.casefold() for column in columns}
    if {"lastpage", "last page", "laatste pagina"} & names:
        return "limesurvey"
    if {"begintijd", "tijd van voltooien"} <= names or {"start time", "completion time"} <= names:
        return "msforms"
    if names & {"tijdstempel", "timestamp"}:
        return "google"
    if header_rows == 2:
        return "surveymonkey"
    if names & {"_uuid", "_submission_time", "_id"} or _identifiers(columns):
        return "kobo"
    return "csv" if delimiter else "workbook"


def _identifiers(columns: Sequence[Column]) -> bool:
    headers = [column.top for column in columns]
    plain = all(re.fullmatch(r"[A-Za-z_][\w.\-]*(/[\w.\-]+)*", header) for header in headers)
    return plain and any("_" in header or "/" in header for header in headers)
