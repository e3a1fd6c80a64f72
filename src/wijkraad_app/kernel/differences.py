"""The readable difference of two versions: which paragraphs, and in them which words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

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
    """A part of a document with its paragraphs."""

    label: str
    paragraphs: tuple[Paragraph, ...]

    @property
    def changed(self) -> bool:
        return any(paragraph.changed for paragraph in self.paragraphs)


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
