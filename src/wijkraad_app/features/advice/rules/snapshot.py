"""The exact version of an advice: canonical UTF-8 JSON and the SHA-256 over exactly those bytes (DATA.md)."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256
from typing import Any
from uuid import UUID

from .numbering import SECTIONS, cited, replaced
from .payloads import Payload, QuotePrint, SourceKind, as_json, from_json, thaw

FORMAT = 1


@dataclass(frozen=True, slots=True)
class Source:
    """A cited source. ``id`` is the id as it stands in the text; ``kept_on`` when older figures were kept."""

    id: str
    kind: SourceKind
    sentence: str
    payload: Payload
    kept_on: date | None = None


@dataclass(frozen=True, slots=True)
class Content:
    """All that is frozen of an advice. Texts are Markdown; recommendations are in order, number 1 first.

    ``sources`` hold the cited ones only, in order of their numbers.
    """

    title: str
    kind: str
    language: str
    occasion: str = ""
    findings: str = ""
    considerations: str = ""
    recommendations: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()
    request_day: date | None = None
    request_reference: str = ""

    @property
    def texts(self) -> tuple[str, ...]:
        """All texts in the order in which sources are numbered."""
        return (*(getattr(self, name) for name in SECTIONS), *self.recommendations)

    @property
    def numbers(self) -> dict[str, int]:
        """The number of each source by its id."""
        return {source.id: number for number, source in enumerate(self.sources, start=1)}


@dataclass(frozen=True, slots=True)
class Typed:
    """The texts of a draft as they stand in its fields, kept or not: sections by name, recommendations by id."""

    sections: Mapping[str, str]
    recommendations: Mapping[UUID, str]


@dataclass(frozen=True, slots=True)
class Frozen:
    """Exactly the bytes that are kept (as text) and their SHA-256 in hex."""

    text: str
    sha256: str


def in_order(texts: Sequence[str], sources: Sequence[Source]) -> tuple[Source, ...]:
    """The cited sources by their numbers; those not cited are left out."""
    known = {source.id: source for source in sources}
    return tuple(known[ref] for ref in cited(texts) if ref in known)


def blanked(content: Content, refs: Collection[str], mark: str) -> Content:
    """The same with ``mark`` in place of the words of these quotes, in the texts and in the list of sources."""
    quotes = {one.id: one.payload for one in content.sources if isinstance(one.payload, QuotePrint) and one.id in refs}
    phrases = [words for one in content.sources if one.id in quotes for words in (one.sentence, quotes[one.id].words)]

    def without(text: str) -> str:
        for words in phrases:
            text = _swapped(text, words, mark)
        return text

    return replace(
        content,
        occasion=without(content.occasion),
        findings=without(content.findings),
        considerations=without(content.considerations),
        recommendations=tuple(without(text) for text in content.recommendations),
        sources=tuple(
            replace(one, sentence=mark, payload=_blank(quotes[one.id], mark)) if one.id in quotes else one
            for one in content.sources
        ),
    )


def _swapped(text: str, words: str, mark: str) -> str:
    if words in mark:  # it would never end
        return replaced(text, words, mark) or text
    while (found := replaced(text, words, mark)) is not None:
        text = found
    return text


def _blank(quote: QuotePrint, mark: str) -> QuotePrint:
    return replace(quote, words=mark, speaker="", consent="")


def freeze_content(content: Content) -> Frozen:
    """The canonical bytes of a version: sorted keys, no blanks, UTF-8."""
    values: dict[str, Any] = {
        "format": FORMAT,
        "title": content.title,
        "kind": content.kind,
        "language": content.language,
        "request": {"day": _day(content.request_day), "reference": content.request_reference},
        "sections": {name: getattr(content, name) for name in SECTIONS},
        "recommendations": [
            {"number": number, "text": text} for number, text in enumerate(content.recommendations, start=1)
        ],
        "evidence": [_source(number, source) for number, source in enumerate(content.sources, start=1)],
    }
    text = json.dumps(values, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)
    return Frozen(text, hash_of(text))


def hash_of(text: str) -> str:
    """SHA-256 (hex) over the UTF-8 bytes of a kept version."""
    return sha256(text.encode()).hexdigest()


def read_content(text: str) -> Content:
    """A kept version back from its JSON."""
    values = json.loads(text)
    request = values["request"]
    return Content(
        title=values["title"],
        kind=values["kind"],
        language=values["language"],
        recommendations=tuple(entry["text"] for entry in values["recommendations"]),
        sources=tuple(_read_source(entry) for entry in values["evidence"]),
        request_day=_read_day(request["day"]),
        request_reference=request["reference"],
        **{name: values["sections"][name] for name in SECTIONS},
    )


def thawed(ref: str, kind: str, sentence: str, frozen: str, kept_on: date | None = None) -> Source:
    """A source from what the dossier keeps of it."""
    return Source(ref, SourceKind(kind), sentence, thaw(SourceKind(kind), frozen), kept_on)


def _source(number: int, source: Source) -> dict[str, Any]:
    return {
        "number": number,
        "id": source.id,
        "kind": source.kind.value,
        "sentence": source.sentence,
        "frozen": as_json(source.payload),
        "kept_on": _day(source.kept_on),
    }


def _read_source(entry: dict[str, Any]) -> Source:
    kind = SourceKind(entry["kind"])
    payload = from_json(kind, entry["frozen"])
    return Source(entry["id"], kind, entry["sentence"], payload, _read_day(entry["kept_on"]))


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


def _read_day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
