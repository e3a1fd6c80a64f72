"""Breaking text into lines, left aligned, with links, sources and hard breaks."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import zip_longest
from typing import TYPE_CHECKING

from wijkraad_app.kernel.i18n import _, language

from . import fonts, hyphens, together
from .ink import TEXT, Mark, Run

if TYPE_CHECKING:
    from wijkraad_app.kernel import text as rich

    from .blocks import Inline


@dataclass(frozen=True, slots=True)
class Style:
    """Sizes in points; ``above`` is the white before a block of this style. ``divide``: words may be hyphenated."""

    size: float = 11.0
    leading: float = 15.0
    color: str = TEXT
    font: str = fonts.REGULAR
    above: float = 9.0
    link: str = "#24548F"
    divide: bool = False

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
    """Runs from left to right; ``width`` without the space at the end. ``divided``: it ends within a word."""

    runs: tuple[Run, ...]
    width: float
    divided: bool = False


Piece = tuple[str, Look]


@dataclass(slots=True)
class _Word:
    """Pieces that stay together; ``space`` follows unless a line ends here; ``hard`` ends the line.

    ``divided``: the rest of the word is on the next line.
    """

    pieces: list[Piece]
    space: Piece | None = None
    hard: bool = False
    divided: bool = False

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
    rows = _Rows(width, style.divide)
    rows.fill(_words(_pieces(inline, style, refs or {})))
    return tuple(_line(row, last=row is rows.rows[-1]) for row in rows.rows)


HYPHENATION_ZONE = 36.0
"""In points, and at most a sixth of the line: less white than this at the end of a line is no reason to divide."""


class _Rows:
    """Words divided over lines; never two divided words in succession, nor the last one of a text."""

    def __init__(self, width: float, divide: bool) -> None:
        self.rows: list[list[_Word]] = [[]]
        self._width, self._divide = width, divide
        self._used = 0.0
        self._last_was_divided = False

    def fill(self, words: list[_Word]) -> None:
        """Put all words on lines."""
        waiting = deque(words)
        while waiting:
            word = waiting.popleft()
            if self._used + word.width <= self._width:
                self._add(word)
            elif parts := self._parted(word, last=not waiting):
                self._add(parts[0])
                self._next(divided=True)
                waiting.appendleft(parts[1])
            elif self.rows[-1]:
                self._next()
                waiting.appendleft(word)
            elif loose := _loosened(word):
                waiting.extendleft(reversed(loose))
            else:
                first, rest = _cut(word, self._width)
                self._add(first)
                waiting.extendleft([rest] if rest else [])
        if len(self.rows) > 1 and not self.rows[-1]:
            self.rows.pop()

    def _add(self, word: _Word) -> None:
        self.rows[-1].append(word)
        self._used += word.width + word.space_width
        if word.hard:
            self._next()

    def _next(self, *, divided: bool = False) -> None:
        self.rows.append([])
        self._used, self._last_was_divided = 0.0, divided

    def _parted(self, word: _Word, *, last: bool) -> tuple[_Word, _Word] | None:
        room = self._width - self._used
        too_wide = word.width > self._width
        wanted = self._divide and not last and not self._last_was_divided
        if too_wide or (wanted and room > min(HYPHENATION_ZONE, self._width / 6)):
            return _divided(word, room, anyhow=too_wide)
        return None


def _divided(word: _Word, room: float, *, anyhow: bool) -> tuple[_Word, _Word] | None:
    """The word in two with a hyphen, the first part as wide as there is room for; links stay whole."""
    if not word.pieces:
        return None
    text, look = word.pieces[0]
    if look.mark is not None and not anyhow:
        return None
    for at in reversed(hyphens.places(text, language(), anyhow=anyhow)):
        head = text[:at] + hyphens.SOFT
        if fonts.width(head, look.font, look.size) <= room:
            rest = _Word([(text[at:], look), *word.pieces[1:]], word.space, word.hard)
            return _Word([(head, look)], divided=True), rest
    return None


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


_PART = re.compile(rf"\n| +|{together.PATTERN}|[^ \n]{{3,}}?[-–/](?=[^\W\d])|[^ \n]+")


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


def _loosened(word: _Word) -> tuple[_Word, _Word] | None:
    """What stays together, apart again at its first space where the line is too narrow for it."""
    text, look = word.pieces[0] if word.pieces else ("", None)
    head, space, tail = text.partition(" ")
    if look is None or not space:
        return None
    return _Word([(head, look)], (space, look)), _Word([(tail, look), *word.pieces[1:]], word.space, word.hard)


def _cut(word: _Word, width: float) -> tuple[_Word, _Word | None]:
    """The word, cut between characters where it is wider than a line and can't be divided."""
    characters = [(char, look) for text, look in word.pieces for char in text]
    used = 0.0
    for stop, (char, look) in enumerate(characters):
        used += fonts.width(char, look.font, look.size)
        if stop and used > width:
            return _Word(characters[:stop]), _Word(characters[stop:], word.space, word.hard)
    return word, None


def _line(words: list[_Word], last: bool) -> Line:
    pieces: list[Piece] = []
    for index, word in enumerate(words):
        pieces += word.pieces
        if word.space and not (last and index == len(words) - 1):
            pieces.append(word.space)
    return _placed(_merged(pieces), bool(words) and words[-1].divided)


def _merged(pieces: list[Piece]) -> list[Piece]:
    merged: list[Piece] = []
    for text, look in pieces:
        if merged and merged[-1][1] == look:
            merged[-1] = (merged[-1][0] + text, look)
        else:
            merged.append((text, look))
    return merged


def _placed(pieces: list[Piece], divided: bool) -> Line:
    runs: list[Run] = []
    x = width = 0.0
    for text, look in pieces:
        wide = fonts.width(text, look.font, look.size)
        seen = fonts.width(text.rstrip(" "), look.font, look.size)
        width = x + seen if text.strip(" ") else width
        runs.append(Run(text, look.font, look.size, look.color, x, seen, look.rise, look.slanted, look.mark))
        x += wide
    return Line(tuple(runs), width, divided)
