"""Lists a council brings along: open actions, earlier decisions, advice already sent; one a line."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from wijkraad_app.kernel import date_phrases
from wijkraad_app.kernel.i18n import _

from .rows import Row, coming_day, headers_of, past_day, read_rows

_ACTION_HEADERS = headers_of(
    text="actie|omschrijving|actiepunt|wat|taak|action|what|task|description|onderwerp",
    owner="wie|actiehouder|eigenaar|verantwoordelijke|houder|owner|who|door|uitvoerder",
    due="wanneer|deadline|voor|uiterlijk|gereed|due|when|due date|termijn|streefdatum",
    date="datum|date",
)
_DECISION_HEADERS = headers_of(
    date="datum|date|wanneer|vergadering|when",
    text="besluit|omschrijving|tekst|decision|text|wat|onderwerp",
)
_ADVICE_HEADERS = headers_of(
    subject="onderwerp|advies|titel|subject|title|betreft",
    sent="verzonden|datum|verstuurd|verzonden op|verzenddatum|sent|date|datum advies",
    due="reactie|reactie vóór|reactie voor|termijn|uiterlijk|antwoord|antwoord vóór|antwoord voor|due|reactietermijn|"
    "response due",
    reference="kenmerk|ons kenmerk|referentie|nummer|briefnummer|reference|our reference|number",
)
_REFERENCE = re.compile(r"(?=.{3,30}$)(?=.*\d)[A-Za-z]{0,8} ?[\w]+(?:[-/.]\w+)+")
_NAME = r"[A-ZÀ-Þ][\w'’.-]*(?:\s+(?:van|der|den|de|het|ten|ter|te|von|'t|[A-ZÀ-Þ][\w'’.-]*)){0,4}"
_OWNER_CELL = re.compile(
    rf"{_NAME}(?:\s*(?:,|/|&|en|and)\s*{_NAME})*"
    r"|(?:de )?(?:voorzitter|secretaris|penningmeester|notulist|allen|iedereen|chair|secretary|treasurer|all)"
)
_SENT = re.compile(r"(?:verzonden|verstuurd|verzenddatum|sent)(?:\s+(?:op|on))?\s*:?\s+(.+)", re.I)
_DUE = re.compile(r"(?:reactie|antwoord|te beantwoorden|termijn|response|due)\w*\s*:?\s+(.+)", re.I)
_OWNER_LABEL = re.compile(rf"(?:actie|door|wie|owner|by)\s*:?\s+({_NAME})")
_OWNER_AT = re.compile(r"(?:^|\s)@([\w'’.-]+(?:\s(?=[A-ZÀ-Þ])[\w'’-]+)?)")
_OWNER_IN_BRACKETS = re.compile(rf"\s*\(({_NAME}(?:\s*(?:,|/|&|en|and)\s*{_NAME})*)\)")
_OWNER_AHEAD = re.compile(rf"({_NAME})\s*:\s+(?=\S)")


@dataclass(frozen=True, slots=True)
class ParsedAction:
    """An open action; ``problems`` says in plain words what was guessed or isn't right."""

    text: str
    owner: str = ""
    due: date | None = None
    problems: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ParsedDecision:
    """An earlier decision."""

    text: str
    day: date | None = None
    problems: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ParsedAdvice:
    """An advice that was sent before this program was used."""

    subject: str
    sent: date | None = None
    due: date | None = None
    reference: str = ""
    problems: tuple[str, ...] = ()


def read_actions(text: str, today: date) -> tuple[ParsedAction, ...]:
    """Text, owner and due date of each action. Raises UserError (``too_large``) only."""
    rows = read_rows(text, _ACTION_HEADERS, commas=False)
    return tuple(_action_under_headers(row, today) if row.fields else _action(row, today) for row in rows)


def _action_under_headers(row: Row, today: date) -> ParsedAction:
    problems: list[str] = []
    said = row.fields.get("due") or row.fields.get("date")
    due = coming_day(said, today, problems) if said else None
    action = row.fields.get("text", "")
    return ParsedAction(action, row.fields.get("owner", "")[:200], due, _complete(action, problems))


def _action(row: Row, today: date) -> ParsedAction:
    texts, days = _parted(row, today)
    due = days[-1] if days else None
    owner = ""
    if len(texts) > 1:
        at = next((at for at in range(len(texts) - 1, -1, -1) if _OWNER_CELL.fullmatch(texts[at])), None)
        owner = texts.pop(at) if at is not None else ""
    action = ", ".join(texts)
    if due is None:
        action, due = date_phrases.split_last(action, today)
    if not owner:
        action, owner = _owner_in(action)
    return ParsedAction(action, owner[:200], due, _complete(action, []))


def _owner_in(action: str) -> tuple[str, str]:
    for pattern in (_OWNER_AT, _OWNER_LABEL, _OWNER_IN_BRACKETS):
        if match := pattern.search(action):
            rest = f"{action[: match.start()].rstrip(' ,;')} {action[match.end() :].strip(' ,;')}"
            return rest.strip(), match[1]
    match = _OWNER_AHEAD.match(action)
    return (action[match.end() :], match[1]) if match else (action, "")


def read_decisions(text: str, today: date) -> tuple[ParsedDecision, ...]:
    """Date and text of each decision. Raises UserError (``too_large``) only."""
    return tuple(_decision(row, today) for row in read_rows(text, _DECISION_HEADERS, commas=False))


def _decision(row: Row, today: date) -> ParsedDecision:
    problems: list[str] = []
    if row.fields:
        words, said = row.fields.get("text", ""), row.fields.get("date", "")
    else:
        words, said = _dated(row, today)
    day = past_day(said, today, problems) if said else None
    if not said:
        problems.append(_("No date was found."))
    return ParsedDecision(words, day, _complete(words, problems))


def read_advice(text: str, today: date) -> tuple[ParsedAdvice, ...]:
    """Subject, day of sending, day the answer is due and reference number. Raises UserError (``too_large``) only."""
    return tuple(_advice(row, today) for row in read_rows(text, _ADVICE_HEADERS, commas=False))


def _advice(row: Row, today: date) -> ParsedAdvice:
    problems: list[str] = []
    if row.fields:
        subject, sent, due, reference = (row.fields.get(name, "") for name in ("subject", "sent", "due", "reference"))
    else:
        subject, sent, due, reference = _advice_parts(row, today)
        if not sent:
            subject, sent = _dated(row, today)
    day = past_day(sent, today, problems) if sent else None
    if not sent:
        problems.append(_("No date was found."))
    elif day and day > today:
        problems.append(_("The day of sending is in the future."))
    answer = coming_day(due, today, problems) if due else None
    if day and answer and answer < day:
        problems.append(_("The answer is due before the advice was sent."))
    return ParsedAdvice(subject, day, answer, reference[:60], _complete(subject, problems))


def _advice_parts(row: Row, today: date) -> tuple[str, str, str, str]:
    """Subject, the words of the first and second date, the reference; a word before a date tells which it is."""
    subject: list[str] = []
    found = {"sent": "", "due": "", "reference": ""}
    for part in (part.strip() for cell in row.loose for part in cell.split(", ")):
        match = _SENT.fullmatch(part) or _DUE.fullmatch(part)
        said = match[1] if match else part
        if date_phrases.parse(said, today) is None:
            if subject and not found["reference"] and _REFERENCE.fullmatch(part):
                found["reference"] = part
            else:
                subject.append(part)
        elif _DUE.fullmatch(part) or found["sent"]:
            found["due"] = found["due"] or said
        else:
            found["sent"] = said
    return ", ".join(subject), found["sent"], found["due"], found["reference"]


def _dated(row: Row, today: date) -> tuple[str, str]:
    """The text and the words of its date: a cell of its own, or the end or start of the text."""
    at = next((at for at, cell in enumerate(row.loose) if date_phrases.parse(cell, today)), None)
    if at is not None:
        return ", ".join(row.loose[:at] + row.loose[at + 1 :]), row.loose[at]
    whole = ", ".join(row.loose)
    day, rest = date_phrases.split_first(whole, today)
    if day:
        return rest, whole[: len(whole) - len(rest)].strip(" ,;:)–-")
    rest, day = date_phrases.split_last(whole, today)
    return (rest, whole[len(rest) :].strip(" ,;:().–-")) if day else (whole, "")


def _parted(row: Row, today: date) -> tuple[list[str], list[date]]:
    """The cells that are texts, and the days of those that are dates."""
    texts, days = [], []
    for cell in row.loose:
        day = date_phrases.parse(cell, today)
        if day:
            days.append(day)
        else:
            texts.append(cell)
    return texts, days


def _complete(text: str, problems: list[str]) -> tuple[str, ...]:
    return (*problems, _("The text is missing.")) if not text.strip() else tuple(problems)
