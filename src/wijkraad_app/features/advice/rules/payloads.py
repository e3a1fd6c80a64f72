"""What is frozen of a source when it enters an advice: exact wording, figures, base, method, period.

Each payload is canonical JSON in the dossier. ``spec`` parts say how it was computed, so that the same figure
can be computed again later; `fingerprint` tells whether it came out the same.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from datetime import date
from enum import StrEnum
from hashlib import sha256
from typing import Any


class SourceKind(StrEnum):
    """Kinds of source an advice can cite."""

    QUESTION = "question"
    QUOTE = "quote"
    DECISION = "decision"
    SIGNALS = "signals"
    SIGNAL = "signal"


@dataclass(frozen=True, slots=True)
class FigureSpec:
    """How a survey figure is computed: chosen answers taken together, and whose replies count. All are hex ids.

    ``filter_question`` with ``filter_answers`` makes a part of the replies the base. ``who`` is the user's word for
    that base ("de ouders"), ``claim`` the user's end of the sentence ("vindt de oversteek onveilig"). ``weighted``
    asks for the share by the known margins of the survey.
    """

    question: str
    answers: tuple[str, ...]
    filter_question: str = ""
    filter_answers: tuple[str, ...] = ()
    who: str = ""
    claim: str = ""
    weighted: bool = False


@dataclass(frozen=True, slots=True)
class OptionCount:
    """One answer with its count; ``percent`` whole; a suppressed one shows neither."""

    label: str
    count: int
    percent: int
    suppressed: bool = False


@dataclass(frozen=True, slots=True)
class SurveyFigure:
    """One figure of one question. ``n`` answered in this base, ``of`` in the whole survey, ``base`` were asked.

    ``merged`` names the answers taken together, ``filter_answer`` the answer that makes the base.
    ``low``/``high`` are the 95% margin in whole percents, None where none is due (indicative). When ``weighted``:
    ``margins`` say to what, ``n_eff`` how many replies that leaves, ``unweighted`` is the per cent without.
    """

    spec: FigureSpec
    survey: str
    number: int
    wording: str
    answer: str
    percent: int
    count: int
    n: int
    of: int
    base: int
    missing: int
    method: str
    indicative: bool
    multiple: bool = False
    weighted: bool = False
    merged: tuple[str, ...] = ()
    low: int | None = None
    high: int | None = None
    first_day: date | None = None
    last_day: date | None = None
    invited: int | None = None
    responses: int = 0
    filter_wording: str = ""
    filter_answer: str = ""
    options: tuple[OptionCount, ...] = ()
    margins: tuple[str, ...] = ()
    n_eff: int = 0
    unweighted: int | None = None


@dataclass(frozen=True, slots=True)
class QuotePrint:
    """A quote exactly as it is printed: ``speaker`` is a role, or a name where that was allowed."""

    words: str
    speaker: str
    consent: str
    conversation: str
    conversation_kind: str
    day: date | None
    place: str = ""


@dataclass(frozen=True, slots=True)
class DecisionText:
    """A decision as it is named: its number in the list of its day."""

    number: int
    day: date | None
    text: str
    outcome: str
    meeting: str = ""
    votes_for: int | None = None
    votes_against: int | None = None
    abstained: int | None = None


@dataclass(frozen=True, slots=True)
class SignalsSpec:
    """Which signals are counted. Empty means any."""

    first_day: date | None = None
    last_day: date | None = None
    theme: str = ""
    neighbourhood: str = ""
    kind: str = ""


@dataclass(frozen=True, slots=True)
class SignalsCount:
    """How many signals came in; ``theme`` is its name."""

    spec: SignalsSpec
    count: int
    theme: str = ""


@dataclass(frozen=True, slots=True)
class SignalText:
    """One signal without any contact data."""

    title: str
    kind: str
    day: date | None
    neighbourhood: str = ""


Payload = SurveyFigure | QuotePrint | DecisionText | SignalsCount | SignalText

_TYPES: dict[SourceKind, type[Payload]] = {
    SourceKind.QUESTION: SurveyFigure,
    SourceKind.QUOTE: QuotePrint,
    SourceKind.DECISION: DecisionText,
    SourceKind.SIGNALS: SignalsCount,
    SourceKind.SIGNAL: SignalText,
}

_OWN_WORDS = ("who", "claim")
_ONLY_WEIGHTED = ("margins", "n_eff", "unweighted")


def source_kind(payload: Payload) -> SourceKind:
    """The kind of source a payload is of."""
    return next(kind for kind, type_ in _TYPES.items() if isinstance(payload, type_))


def freeze(payload: Payload) -> str:
    """The payload as canonical JSON."""
    return json.dumps(as_json(payload), sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def as_json(payload: Payload) -> dict[str, Any]:
    """The payload as plain JSON values; days in ISO form.

    What only weighted figures have is left out of others, so that fingerprints of earlier versions still hold.
    """
    values = {name: _plain(value) for name, value in asdict(payload).items()}
    if isinstance(payload, SurveyFigure):
        if not payload.spec.weighted:
            del values["spec"]["weighted"]
        if not payload.weighted:
            values = {name: value for name, value in values.items() if name not in _ONLY_WEIGHTED}
    return values


def thaw(kind: SourceKind, frozen: str) -> Payload:
    """The payload back from its JSON."""
    return from_json(kind, json.loads(frozen))


def from_json(kind: SourceKind, values: Mapping[str, Any]) -> Payload:
    """The payload back from plain JSON values."""
    built: Payload = _build(_TYPES[kind], values)
    return built


def fingerprint(payload: Payload) -> str:
    """SHA-256 (hex) over what the source says; the user's own words about it don't count."""
    values = as_json(payload)
    if isinstance(payload, SurveyFigure):
        values["spec"] = {name: value for name, value in values["spec"].items() if name not in _OWN_WORDS}
    return sha256(json.dumps(values, sort_keys=True, separators=(",", ":")).encode()).hexdigest()


def _plain(value: Any) -> Any:
    match value:
        case date():
            return value.isoformat()
        case dict():
            return {name: _plain(part) for name, part in value.items()}
        case list() | tuple():
            return [_plain(part) for part in value]
    return value


_DAYS = ("day", "first_day", "last_day")


def _build(type_: Any, values: Mapping[str, Any]) -> Any:
    known = {field.name for field in fields(type_)}
    return type_(**{name: _value(type_, name, value) for name, value in values.items() if name in known})


def _value(type_: Any, name: str, value: Any) -> Any:
    if name in _DAYS:
        return date.fromisoformat(value) if value else None
    if name == "spec":
        return _build(FigureSpec if type_ is SurveyFigure else SignalsSpec, value)
    if name == "options":
        return tuple(_build(OptionCount, option) for option in value)
    return tuple(value) if isinstance(value, list) else value
