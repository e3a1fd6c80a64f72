"""Wards, kinds of body, terms and letter styles as the resources describe them: starting points, all editable."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from typing import Any

from wijkraad_app.kernel import resources
from wijkraad_app.kernel.errors import UserError
from wijkraad_app.kernel.i18n import _, language

OTHER = "other"


@dataclass(frozen=True, slots=True)
class Ward:
    """A ward with its CBS code."""

    code: str
    name: str
    municipality: str


@dataclass(frozen=True, slots=True)
class Municipality:
    """Where a ward's letters go: address lines, copies."""

    name: str
    addressee: tuple[str, ...]
    copies: tuple[str, ...]
    wards: tuple[Ward, ...]


@dataclass(frozen=True, slots=True)
class Term:
    """A term of response: ``unit`` is weeks or months."""

    key: str
    count: int
    unit: str


@dataclass(frozen=True, slots=True)
class Body:
    """A kind of body and what usually holds for it. ``article`` is the Dutch one, "" when there is none."""

    key: str
    nl: str
    en: str
    article: str
    formal_right: bool
    term: Term
    term_agreed: bool
    quorum: str
    notice_days: int
    tie: str = "rejected"

    @property
    def name(self) -> str:
        """In the language in force."""
        return self.nl if language() == "nl" else self.en


def _read(name: str) -> Any:
    return json.loads(resources.path("presets", f"{name}.json").read_text(encoding="utf-8"))


@cache
def terms() -> tuple[Term, ...]:
    """Terms found in by-laws, shortest first."""
    return tuple(Term(**term) for term in _read("terms")["terms"])


@cache
def bodies() -> tuple[Body, ...]:
    """Kinds of body, "other" last."""
    known = {term.key: term for term in terms()}
    return tuple(Body(**(body | {"term": known[body["term"]]})) for body in _read("bodies")["bodies"])


@cache
def municipalities() -> tuple[Municipality, ...]:
    """Municipalities with a list of wards."""
    return tuple(_municipality(one) for one in _read("wards")["municipalities"])


def _municipality(one: dict[str, Any]) -> Municipality:
    wards = tuple(Ward(ward["code"], ward["name"], one["name"]) for ward in one["wards"])
    return Municipality(one["name"], tuple(one["addressee"]), tuple(one["copies"]), wards)


@cache
def letter_styles() -> dict[str, Any]:
    """Addressees with their salutations, accent colours and reference patterns to choose from."""
    found: dict[str, Any] = _read("letter_styles")
    return found


def body(key: str) -> Body:
    """The kind with that key; a kind the council named itself has what holds for "other"."""
    found = next((body for body in bodies() if body.key == key), None)
    return found or next(body for body in bodies() if body.key == OTHER)


def body_name(kind: str) -> str:
    """The kind of body in the language in force; a kind of the council's own as it was typed."""
    found = next((body for body in bodies() if body.key == kind), None)
    return found.name if found else kind


def municipality(name: str) -> Municipality | None:
    """The municipality of that name, if its wards are known."""
    wanted = name.strip().casefold()
    return next((one for one in municipalities() if one.name.casefold() == wanted), None)


def ward(text: str) -> Ward | None:
    """The ward with that code or name."""
    wanted = text.strip().casefold()
    wards = [ward for one in municipalities() for ward in one.wards]
    return next((ward for ward in wards if wanted in (ward.code.casefold(), ward.name.casefold())), None)


@dataclass(frozen=True, slots=True)
class Preset:
    """What a preset named on the command line stands for: a kind of body, a ward, or both."""

    body: Body | None = None
    ward: Ward | None = None


def preset(text: str) -> Preset:
    """A kind of body ("dorpsraad"), a ward ("WK034406", "Binnenstad"), or both with a comma; "" is none.

    Raises `UserError` ``unknown_preset``.
    """
    found = Preset()
    for part in filter(None, (part.strip() for part in text.split(","))):
        kind = next((body for body in bodies() if part.casefold() in (body.key, body.nl.casefold())), None)
        place = None if kind else ward(part)
        if kind is None and place is None:
            known = ", ".join(body.key for body in bodies())
            message = _("There is no preset “{name}”. Use a ward's CBS code or one of: {known}.")
            raise UserError(message.format(name=part, known=known), code="unknown_preset")
        found = Preset(kind or found.body, place or found.ward)
    return found
