"""The readable difference of two versions: which paragraphs, and in them which words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from wijkraad_app.kernel import text
from wijkraad_app.kernel.i18n import N_, _

from .snapshot import Content

Change = Literal["same", "added", "removed"]
_WORDS = re.compile(r"\s+|[^\s]+")
_ALIKE = 0.4


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words that stayed, came or went."""

    change: Change
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph as pieces; ``changed`` when any words came or went."""

    pieces: tuple[Piece, ...]

    @property
    def changed(self) -> bool:
        return any(piece.change != "same" for piece in self.pieces)


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the advice (title, section, recommendations, sources) with its paragraphs."""

    label: str
    paragraphs: tuple[Paragraph, ...]

    @property
    def changed(self) -> bool:
        return any(paragraph.changed for paragraph in self.paragraphs)


_LABELS = {
    "title": N_("Title"),
    "occasion": N_("Occasion"),
    "findings": N_("Findings"),
    "considerations": N_("Considerations"),
}


def compare(old: Content, new: Content) -> tuple[Part, ...]:
    """What changed from one version to the next: one part each, in the order of the letter; only changed parts."""
    parts = [
        Part(_(label), paragraphs(_lines(getattr(old, name), old), _lines(getattr(new, name), new)))
        for name, label in _LABELS.items()
    ]
    recommendations = paragraphs(_numbered(old), _numbered(new))
    sources = paragraphs(_sources(old), _sources(new))
    parts += [Part(_("Recommendations"), recommendations), Part(_("Sources"), sources)]
    return tuple(part for part in parts if part.changed)


def paragraphs(old: Sequence[str], new: Sequence[str]) -> tuple[Paragraph, ...]:
    """Paragraphs side by side: like ones are compared word by word, others came or went whole."""
    found: list[Paragraph] = []
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            found += [Paragraph((Piece("same", line),)) for line in old[i1:i2]]
        else:
            found += _changed(old[i1:i2], new[j1:j2])
    return tuple(found)


def words(old: str, new: str) -> tuple[Piece, ...]:
    """The words of one paragraph: joined, "same" and "removed" give ``old``, "same" and "added" give ``new``."""
    before, after = _WORDS.findall(old), _WORDS.findall(new)
    pieces: list[Piece] = []
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            pieces.append(Piece("same", "".join(before[i1:i2])))
            continue
        if i2 > i1:
            pieces.append(Piece("removed", "".join(before[i1:i2])))
        if j2 > j1:
            pieces.append(Piece("added", "".join(after[j1:j2])))
    return tuple(pieces)


def _changed(old: Sequence[str], new: Sequence[str]) -> Iterator[Paragraph]:
    for place in range(max(len(old), len(new))):
        before = old[place] if place < len(old) else ""
        after = new[place] if place < len(new) else ""
        if before and after and SequenceMatcher(None, before, after).ratio() >= _ALIKE:
            yield Paragraph(words(before, after))
            continue
        if before:
            yield Paragraph((Piece("removed", before),))
        if after:
            yield Paragraph((Piece("added", after),))


def _lines(markdown: str, content: Content) -> list[str]:
    """Bare paragraphs; a note shows as its number in brackets, so that a moved source is seen."""
    numbers = content.numbers
    found = []
    for block in text.parse(markdown):
        if isinstance(block, text.Line):
            line = "".join(f"[{numbers.get(span.ref, '?')}]" if span.ref else span.text for span in block.spans)
            found.append(line)
        else:
            found += [" | ".join(text.line_text(cell) for cell in row) for row in block.rows]
    return [line for line in found if line.strip()]


def _numbered(content: Content) -> list[str]:
    lines = (" ".join(_lines(markdown, content)) for markdown in content.recommendations)
    return [f"{number}. {line}" for number, line in enumerate(lines, start=1)]


def _sources(content: Content) -> list[str]:
    return [f"{number}. {source.sentence}" for number, source in enumerate(content.sources, start=1)]
