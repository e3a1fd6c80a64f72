"""Members pasted from a spreadsheet or mail: name, role, mail, telephone, term, in any order."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from datetime import date

from wijkraad_app.kernel import date_phrases
from wijkraad_app.kernel.i18n import _

from .rows import Row, headers_of, read_rows

_HEADERS = headers_of(
    name="naam|name|lid|wijkraadslid|persoon|volledige naam|full name",
    first="voornaam|first name|roepnaam",
    infix="tussenvoegsel|tussenvoegsels",
    last="achternaam|last name|surname",
    role="rol|functie|role|taak|position|function",
    mail="mail|e-mail|email|e-mailadres|emailadres|mailadres|e-mail address|email address",
    phone="telefoon|tel|tel.|telefoonnummer|mobiel|phone|mobile|phone number|06",
    start="start|begin|vanaf|sinds|van|start date|startdatum|begindatum|datum in|from|since|benoemd|benoemd op|"
    "aangetreden",
    end="eind|einde|tot|t/m|einddatum|datum uit|end|end date|until|to|aftredend",
    term="termijn|periode|zittingstermijn|term|zittingsperiode",
)
_ROLES: tuple[tuple[str, str], ...] = (
    (
        "deputy_chair",
        r"(?:plaatsvervangend|plv\.?|waarnemend|vice|tweede|2e)[ -]*(?:voorzitter|vz\.?)|(?:deputy|vice)[ -]?chair\w*",
    ),
    ("chair", r"voorzitter|vz\.?|chair(?:man|woman|person)?"),
    ("secretary", r"(?:ambtelijk )?secretaris|secr\.?|secretary"),
    ("treasurer", r"penningmeester|treasurer"),
    ("aspirant", r"aspirant(?:[ -]?(?:wijkraads)?lid)?|kandidaat[ -]?lid|aspiring member|candidate(?: member)?"),
    ("member", r"(?:algemeen |gewoon )?(?:wijkraads|raads|bestuurs)?lid(?: \S.*)?|(?:council )?member"),
)
_MAIL = re.compile(r"<?\b(?:mailto:)?([\w.+'-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5})\b>?")
_BROKEN_MAIL = re.compile(r"\S*@\S*")
_ROW_NUMBER = re.compile(r"\d{1,3}[.)]?")
_PHONE = re.compile(r"(?<![\w-])(?:\+\d|\(?0)(?:[\s().-]{0,3}\d){7,13}(?!\w)(?!-\d)")
_YEARS = re.compile(r"\b((?:19|20)\d\d)\s*(?:-|–|—|/|tot|t/m|to|until)\s*((?:19|20)\d\d)\b")
_RANGE = re.compile(r"\s+(?:-|–|tot(?: en met)?|t/m|to|until)\s+", re.I)
_SINCE = re.compile(r"\s*(?:sinds|vanaf|since|from)\s+(.+)", re.I)
_UNTIL = re.compile(r"\s*(?:tot(?: en met)?|t/m|until)\s+(.+)", re.I)
_TERM_WORD = r"\s(?=(?:sinds|vanaf|since|from|tot|t/m|until)\s)"
_MEMBERS = re.compile(r"^\s*(?:leden|members)\s*:[ \t]*(\S.*)$", re.I | re.M)
_ROLE_AHEAD = re.compile(r"\s*([\w .-]{2,40}?)\s*:\s+(?=\S)")
_LABEL = re.compile(
    r"^\s*(?:e-?mail(?:adres)?|mail|tel(?:efoon)?|mobiel|phone|rol|functie|termijn|naam)\s*[:.]\s*", re.I
)


@dataclass(frozen=True, slots=True)
class ParsedPerson:
    """A member as understood.

    ``role``: chair, deputy_chair, secretary, treasurer, member or aspirant. ``problems`` says in plain words what
    was guessed or isn't right.
    """

    name: str = ""
    role: str = "member"
    mail: str = ""
    phone: str = ""
    start: date | None = None
    end: date | None = None
    problems: tuple[str, ...] = ()


def read_people(text: str, today: date) -> tuple[ParsedPerson, ...]:
    """One person a line. Raises UserError (``too_large``) only."""
    text = _MEMBERS.sub(lambda found: re.sub(r"\s*,\s*|\s+(?:en|and)\s+", "\n", found[1]), text)
    people = [_Reading(today).read(row) for row in read_rows(text, _HEADERS, commas=True)]
    return _with_doubles([person for person in people if person.name or person.mail])


def role_of(words: str) -> str:
    """The role that some words name, or nothing."""
    bare = words.strip(" ().,;:").lower()
    return next((role for role, pattern in _ROLES if re.fullmatch(pattern, bare)), "")


def _with_doubles(people: list[ParsedPerson]) -> tuple[ParsedPerson, ...]:
    counts = Counter(person.name.casefold() for person in people)
    doubled = _("This name is there more than once.")
    return tuple(
        replace(person, problems=(*person.problems, doubled))
        if person.name and counts[person.name.casefold()] > 1
        else person
        for person in people
    )


class _Reading:
    """Reads one row."""

    def __init__(self, today: date) -> None:
        self._today = today
        self._person = ParsedPerson()
        self._role_known = False
        self._problems: list[str] = []

    def read(self, row: Row) -> ParsedPerson:
        for cell in row.loose:
            self._loose(cell)
        parts = [row.fields.get(name, "") for name in ("first", "infix", "last")]
        self._set(name=self._person.name or " ".join(filter(None, parts))[:200])
        for name, value in row.fields.items():
            self._field(name, value)
        self._check()
        return replace(self._person, problems=tuple(self._problems))

    def _set(self, **values: object) -> None:
        self._person = replace(self._person, **values)  # type: ignore[arg-type]  # the fields' own types

    # --- cells without a header ---------------------------------------------------
    def _loose(self, cell: str) -> None:
        rest = self._take_phone(self._leave_broken_mail(self._take_mail(_LABEL.sub("", cell))))
        rest = self._take_role_ahead(self._take_years(rest))
        for part in re.split(rf"[()<>]|,\s|{_TERM_WORD}", rest):
            self._part(part.strip(" ,;:-–"))

    def _part(self, part: str) -> None:
        if not part or _ROW_NUMBER.fullmatch(part) or _LABEL.fullmatch(f"{part}:"):
            return
        role = role_of(part)
        if role and not self._role_known:
            self._set(role=role)
            self._role_known = True
        elif self._take_term(part):
            return
        elif self._person.name:
            self._problems.append(_("“{text}” wasn't understood and is left out.").format(text=part[:80]))
        else:
            self._set(name=part[:200])

    def _take_role_ahead(self, text: str) -> str:
        """“Voorzitter: Ans Verhoeven”."""
        match = _ROLE_AHEAD.match(text)
        role = role_of(match[1]) if match else ""
        if not match or not role:
            return text
        self._set(role=role)
        self._role_known = True
        return text[match.end() :]

    def _take_mail(self, text: str) -> str:
        match = _MAIL.search(text)
        if not match:
            return text
        self._set(mail=match[1][:200])
        return f"{text[: match.start()]} {text[match.end() :]}"

    def _leave_broken_mail(self, text: str) -> str:
        for match in _BROKEN_MAIL.finditer(text):
            self._no_mail(match[0].strip("<>(),;"))
        return _BROKEN_MAIL.sub(" ", text)

    def _no_mail(self, text: str) -> None:
        self._problems.append(_("“{text}” is no mail address.").format(text=text[:80]))

    def _take_phone(self, text: str) -> str:
        match = _PHONE.search(_YEARS.sub(lambda years: " " * len(years[0]), text))
        if not match or date_phrases.parse(match[0], self._today):
            return text
        self._set(phone=match[0].strip())
        return f"{text[: match.start()]} {text[match.end() :]}"

    def _take_years(self, text: str) -> str:
        match = _YEARS.search(text)
        if not match:
            return text
        self._set(start=date(int(match[1]), 1, 1), end=date(int(match[2]), 12, 31))
        self._problems.append(_("Only years are given: 1 January to 31 December was taken."))
        return f"{text[: match.start()]} {text[match.end() :]}"

    def _take_term(self, text: str) -> bool:
        ends = _RANGE.split(text)
        days = [date_phrases.parse(end, self._today) for end in ends]
        if len(ends) == 2 and all(days):
            self._set(start=days[0], end=days[1])
            return True
        if match := _SINCE.fullmatch(text):
            day = self._day(match[1], last=False)
            self._set(start=day or self._person.start)
            return day is not None
        match = _UNTIL.fullmatch(text)
        closing = match is not None or self._person.start is not None
        day = self._day(match[1] if match else text, last=closing)
        if day:
            self._set(end=day) if closing else self._set(start=day)
        return day is not None

    def _day(self, text: str, *, last: bool) -> date | None:
        """A date, or the first or last day of a year."""
        if re.fullmatch(r"(?:19|20)\d\d", text.strip()):
            return date(int(text), 12, 31) if last else date(int(text), 1, 1)
        return date_phrases.parse(text, self._today)

    # --- cells under a header -----------------------------------------------------
    def _field(self, name: str, value: str) -> None:
        if name == "name":
            self._set(name=value[:200])
        elif name == "mail":
            self._take_mail(value)
            if not self._person.mail:
                self._no_mail(value)
        elif name == "phone":
            self._set(phone=value[:40])
        elif name == "role":
            self._role(value)
        elif name in ("start", "end", "term"):
            self._term_field(name, value)

    def _role(self, value: str) -> None:
        role = role_of(value)
        if not role:
            self._problems.append(_("“{text}” is no known role; member was taken.").format(text=value[:80]))
        self._set(role=role or "member")

    def _term_field(self, name: str, value: str) -> None:
        if name == "term":
            understood = self._take_years(value) != value or self._take_term(value)
        else:
            day = self._day(value, last=name == "end")
            self._set(**{name: day})
            understood = day is not None
        if not understood:
            self._problems.append(_("“{text}” is no date.").format(text=value[:80]))

    def _check(self) -> None:
        if not self._person.name:
            self._problems.append(_("The name is missing."))
        start, end = self._person.start, self._person.end
        if start and end and end < start:
            self._problems.append(_("The term ends before it begins."))
