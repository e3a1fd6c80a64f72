"""Breaking text into lines, left aligned, with links, sources and hard breaks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import zip_longest
from typing import TYPE_CHECKING

from wijkraad_app.kernel.i18n import _

from . import fonts
from .ink import TEXT, Mark, Run

if TYPE_CHECKING:
    from wijkraad_app.kernel import text as rich

    from .blocks import Inline


@dataclass(frozen=True, slots=True)
class Style:
    """Sizes in points; ``above`` is the white before a block of this style."""

    size: float = 11.0
    leading: float = 15.0
    color: str = TEXT
    font: str = fonts.REGULAR
    above: float = 9.0
    link: str = "#24548F"

    @property
    def baseline(self) -> float:
        """From the top of a line down to its baseline."""
        return (self.leading + fonts.CAP_HEIGHT * self.size) / 2


@dataclass(frozen=True, slots=True)
class Look:
    """How a piece of text is drawn."""

    font: str
    size: float
    color: str
    rise: float = 0.0
    slanted: bool = False
    mark: Mark | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """Runs from left to right; ``width`` without the space at the end."""

    runs: tuple[Run, ...]
    width: float


Piece = tuple[str, Look]


@dataclass(slots=True)
class _Word:
    """Pieces that stay together; ``space`` follows unless a line ends here; ``hard`` ends the line."""

    pieces: list[Piece]
    space: Piece | None = None
    hard: bool = False

    @property
    def width(self) -> float:
        return sum(fonts.width(text, look.font, look.size) for text, look in self.pieces)

    @property
    def space_width(self) -> float:
        return fonts.width(self.space[0], self.space[1].font, self.space[1].size) if self.space else 0.0


def plain(inline: Inline) -> str:
    """The words without their look."""
    return inline if isinstance(inline, str) else "".join(span.text for span in inline)


def break_lines(inline: Inline, style: Style, width: float, refs: Mapping[str, int] | None = None) -> tuple[Line, ...]:
    """Fill lines of ``width`` points; at least one line, even for no text.

    Raises `UserError` ``missing_character`` for a character without a glyph.
    """
    fonts.require_glyphs(fonts.clean(plain(inline)))
    words = [part for word in _words(_pieces(inline, style, refs or {})) for part in _fitting(word, width)]
    rows: list[list[_Word]] = [[]]
    used = 0.0
    for word in words:
        if rows[-1] and used + word.width > width:
            rows.append([])
            used = 0.0
        rows[-1].append(word)
        used += word.width + word.space_width
        if word.hard:
            rows.append([])
            used = 0.0
    if len(rows) > 1 and not rows[-1]:
        rows.pop()
    return tuple(_line(row, last=row is rows[-1]) for row in rows)


def _pieces(inline: Inline, style: Style, refs: Mapping[str, int]) -> Iterator[Piece]:
    if isinstance(inline, str):
        yield fonts.clean(inline), Look(style.font, style.size, style.color)
        return
    after_reference = False
    for span in _attached(inline):
        if span.ref and after_reference:
            yield ",", _raised(style)
        after_reference = bool(span.ref)
        if span.ref:
            yield _reference(span.ref, style, refs)
        elif span.text:
            yield fonts.clean(span.text), _look(span, style)


def _attached(spans: tuple[rich.Span, ...]) -> Iterator[rich.Span]:
    """The number of a source stands against the word it belongs to: a space before it moves behind it."""
    owed = False
    for span, following in zip_longest(spans, spans[1:]):
        text = span.text
        if owed and text:
            text = text if text[0] in " \n.,;:!?)”’" else " " + text
            owed = False
        if following is not None and following.ref and text.endswith(" "):
            text, owed = text.rstrip(" "), True
        yield replace(span, text=text)


def _reference(ref: str, style: Style, refs: Mapping[str, int]) -> Piece:
    number = refs.get(ref, 0)
    mark = Mark(note=number, contents=_("Source {number}").format(number=number)) if number else None
    return str(number or "?"), replace(_raised(style), mark=mark)


def _raised(style: Style) -> Look:
    """The look of the number of a source."""
    return Look(fonts.SEMIBOLD, style.size * 0.66, style.link, style.size * 0.36)


def _look(span: rich.Span, style: Style) -> Look:
    strong = fonts.SEMIBOLD if style.font == fonts.REGULAR else style.font
    plain_font = fonts.ITALIC if span.italic and style.font == fonts.REGULAR else style.font
    font = strong if span.bold else plain_font
    look = Look(font, style.size, style.color, slanted=span.italic and font != fonts.ITALIC)
    if span.href:
        contents = _("Link: {address}").format(address=span.href.removeprefix("mailto:"))
        return replace(look, color=style.link, mark=Mark(uri=span.href, contents=contents))
    return look


_PART = re.compile(r"\n| +|[^ \n]{3,}?[-–/](?=[^\W\d])|[^ \n]+")


def _words(pieces: Iterator[Piece]) -> list[_Word]:
    words = [_Word([])]
    for text, look in pieces:
        for part in _PART.findall(text):
            if part == "\n" or part[0] == " ":
                words[-1].space = (" " if part == "\n" else part, look)
                words[-1].hard |= part == "\n"
                words.append(_Word([]))
            else:
                if words[-1].pieces and words[-1].pieces[-1][0][-1] in "-–/" and words[-1].pieces[-1][1] is look:
                    words.append(_Word([]))
                words[-1].pieces.append((part, look))
    return [word for word in words if word.pieces or word.hard]


def _fitting(word: _Word, width: float) -> Iterator[_Word]:
    """The word, cut between characters where it is wider than a line."""
    if word.width <= width or not word.pieces:
        yield word
        return
    part = _Word([])
    for text, look in word.pieces:
        for char in text:
            if part.pieces and part.width + fonts.width(char, look.font, look.size) > width:
                yield part
                part = _Word([])
            part.pieces.append((char, look))
    yield _Word(part.pieces, word.space, word.hard)


def _line(words: list[_Word], last: bool) -> Line:
    pieces: list[Piece] = []
    for index, word in enumerate(words):
        pieces += word.pieces
        if word.space and not (last and index == len(words) - 1):
            pieces.append(word.space)
    return _placed(_merged(pieces))


def _merged(pieces: list[Piece]) -> list[Piece]:
    merged: list[Piece] = []
    for text, look in pieces:
        if merged and merged[-1][1] == look:
            merged[-1] = (merged[-1][0] + text, look)
        else:
            merged.append((text, look))
    return merged


def _placed(pieces: list[Piece]) -> Line:
    runs: list[Run] = []
    x = width = 0.0
    for text, look in pieces:
        wide = fonts.width(text, look.font, look.size)
        seen = fonts.width(text.rstrip(" "), look.font, look.size)
        width = x + seen if text.strip(" ") else width
        runs.append(Run(text, look.font, look.size, look.color, x, seen, look.rise, look.slanted, look.mark))
        x += wide
    return Line(tuple(runs), width)
