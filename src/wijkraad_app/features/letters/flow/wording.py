"""How people, moments and fingerprints are said of a letter, for window and command line."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from wijkraad_app.kernel import dates
from wijkraad_app.kernel.i18n import LANGUAGES, _, in_language
from wijkraad_app.pdf.levels import Level
from wijkraad_app.pdf.verification import Verdict


@dataclass(frozen=True, slots=True)
class SignerLine:
    """One signer: name, role and moment, and a badge; ``note`` says why they don't sign, ``field`` is their place."""

    name: str
    below: str
    badge: str
    tone: str
    icon: str
    note: str = ""
    field: str = ""


def with_moment(role: str, at: datetime | None) -> str:
    """ "voorzitter, 4 december 2026, 16.12 uur"."""
    return ", ".join(part for part in (role, moment(at)) if part)


def moment(at: datetime | None) -> str:
    """ "4 december 2026, 16.12 uur", by the clock of the Netherlands; "" for None."""
    if at is None:
        return ""
    local = at.astimezone(ZoneInfo("Europe/Amsterdam"))
    return f"{dates.long_date(local.date())}, {dates.clock_time(local.time())}"


def person_of(label: str) -> tuple[str, str]:
    """Name and role in the label of a field made here, whatever its language; a label from elsewhere as it is."""
    for code in LANGUAGES:
        with in_language(code):
            forms = (_("Signature of {person}, {role}"), _("Signature of {person}"))
        for form in forms:
            pattern = re.escape(form).replace(r"\{person\}", "(?P<person>.+)").replace(r"\{role\}", "(?P<role>[^,]+)")
            if (found := re.fullmatch(pattern, label)) is not None:
                return found["person"], found.groupdict().get("role") or ""
    return label, ""


def level_words(verdict: Verdict) -> str:
    """ "ondertekend, met tijdstempel (B-T)"; with what a seal adds when the signatures have no timestamp."""
    words = f"{verdict.level.label} ({verdict.level.value})"
    if verdict.archive is not None and verdict.level is Level.BASIC:
        return _("{level}; sealed as a whole on {date}").format(level=words, date=moment(verdict.archive.time))
    return words


def own_keys() -> str:
    """What signatures with keys of the council's own are, and are not."""
    return _(
        "The keys were made by the council itself. They show that the letter is whole and with whose key it was "
        "signed. It is not a qualified signature (eIDAS)."
    )


def fingerprint(sha256: str) -> str:
    """The beginning and the end in groups of four: "9F2C 41D8 77AE 03B6 … C51E"."""
    groups = [sha256[at : at + 4].upper() for at in range(0, len(sha256), 4)]
    return " ".join([*groups[:4], "…", *groups[-1:]])
