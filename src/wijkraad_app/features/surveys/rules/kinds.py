"""The words that surveys are made of: kinds of question, kinds of missing answer, ways of sampling."""

from __future__ import annotations

import re
from enum import IntEnum, StrEnum

from wijkraad_app.kernel.i18n import N_


class Kind(StrEnum):
    """What a question, or a column that is none, holds."""

    SINGLE = "single"
    MULTIPLE = "multiple"
    SCALE = "scale"
    NUMBER = "number"
    OPEN = "open"
    DATE = "date"
    META = "meta"
    PERSONAL = "personal"
    PERSONS = "persons"

    @property
    def coded(self) -> bool:
        """Answers are chosen from options."""
        return self in (Kind.SINGLE, Kind.MULTIPLE, Kind.SCALE)

    @property
    def question(self) -> bool:
        """A question; the others are columns about the reply."""
        return self not in (Kind.META, Kind.PERSONAL, Kind.PERSONS)


class Missing(IntEnum):
    """Why there is no answer. The numbers are stored and never change."""

    BLANK = -1
    NOT_ASKED = -2
    REFUSED = -3
    DONT_KNOW = -4


class Method(StrEnum):
    """How people were reached. Only a random sample earns a margin of error."""

    RANDOM = "random"
    CENSUS = "census"
    OPEN_LINK = "open_link"
    STREET = "street"
    CONVENIENCE = "convenience"
    PANEL = "panel"
    UNKNOWN = "unknown"

    @property
    def indicative(self) -> bool:
        """The figures say what these people said, not what the ward says (SURVEYS.md, honesty rules)."""
        return self is not Method.RANDOM


KIND_WORDS = {
    Kind.SINGLE: N_("One answer"),
    Kind.MULTIPLE: N_("More than one answer"),
    Kind.SCALE: N_("Scale"),
    Kind.NUMBER: N_("A number"),
    Kind.OPEN: N_("Open answer"),
    Kind.DATE: N_("Date"),
    Kind.META: N_("Technical data"),
    Kind.PERSONAL: N_("Personal data"),
    Kind.PERSONS: N_("Number of persons"),
}

METHOD_WORDS = {
    Method.RANDOM: N_("Random sample"),
    Method.CENSUS: N_("Everyone invited"),
    Method.OPEN_LINK: N_("Open link"),
    Method.STREET: N_("In the street"),
    Method.CONVENIENCE: N_("Whoever could be reached"),
    Method.PANEL: N_("Panel"),
    Method.UNKNOWN: N_("Sampling unknown"),
}

MISSING_WORDS = {
    Missing.BLANK: N_("not filled in"),
    Missing.NOT_ASKED: N_("not asked"),
    Missing.REFUSED: N_("would not say"),
    Missing.DONT_KNOW: N_("don't know"),
}

_MISSING_OPTIONS = (
    (
        Missing.DONT_KNOW,
        r"weet (ik|het|dat|ik het|ik dat)? ?(echt )?niet( \(.*\))?|(i )?(don.?t|do not) know|unsure|not sure"
        r"|(dat )?ken ik niet|unfamiliar( \(n/a\))?",
    ),
    (
        Missing.REFUSED,
        r"(wil|zeg) ik (liever )?niet( zeggen)?|(dat )?zeg ik liever niet|liever niet( zeggen)?|geen antwoord"
        r"|(i )?(would )?(rather|prefer) not( to)? (say|answer)|refused?|no answer",
    ),
    (Missing.NOT_ASKED, r"n\.? ?v\.? ?t\.?|niet van toepassing|n/a|not applicable"),
)


def missing_option(label: str) -> Missing | None:
    """The kind of missing answer an option stands for ("Weet ik niet"), or None for a real answer."""
    text = label.strip().casefold().rstrip(".").replace("’", "'")
    return next((kind for kind, pattern in _MISSING_OPTIONS if re.fullmatch(pattern, text)), None)
