"""Normal form: what survives Markdown unchanged. Two texts that look the same have the same normal form."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from .blocks import Block, Cell, Line, Span, Style, Table, same_list

MAX_DEPTH = 8
_PLAIN: Style = (False, False, "", "")
_UNFIT = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffc\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff]")
_SCHEME = re.compile(r"(https?|mailto|tel):", re.IGNORECASE)
_LINK_ESCAPES = str.maketrans({" ": "%20", "<": "%3C", ">": "%3E", "\\": "%5C", "`": "%60"})
_BLANKS = (" ", "\n")
Glyph = tuple[str, Style]


def safe_link(href: str) -> str:
    """The address if it is one of the web, mail or telephone; otherwise nothing."""
    href = re.sub(r"[\t\n\u2028\u2029]", "", _UNFIT.sub("", href)).strip().translate(_LINK_ESCAPES)
    return href if _SCHEME.match(href) else ""


def typed_link(text: str) -> str:
    """The address someone means by what they typed: “www.utrecht.nl” or “wijken@utrecht.nl” will do; or nothing."""
    text = text.strip()
    if re.fullmatch(r"[^\s@/]+@[^\s@/]+\.[^\s@/.]+", text):
        text = "mailto:" + text
    elif re.fullmatch(r"[\w-]+(\.[\w-]+)+([/?#]\S*)?", text):
        text = "https://" + text
    return "" if re.search(r"\s", text) else safe_link(text)


def _clean(text: str) -> str:
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n")
    return _UNFIT.sub("", text.replace("\t", " "))


@lru_cache(20_000)
def normal_spans(spans: tuple[Span, ...], breaks: bool = True, bold: bool = True) -> tuple[Span, ...]:
    """Equal neighbours merged, no blanks at the edges of a line, none that only a style's edge tells apart."""
    glyphs = _glyphs(spans, breaks, bold)
    _style_blanks(glyphs)
    return _merged(_trimmed(glyphs))


def _glyphs(spans: tuple[Span, ...], breaks: bool, bold: bool) -> list[Glyph]:
    glyphs: list[Glyph] = []
    for span in spans:
        if span.ref:
            glyphs.append(("", (False, False, "", span.ref)))
            continue
        style = (span.bold and bold, span.italic, span.href and safe_link(span.href), "")
        text = _clean(span.text)
        glyphs += [(char, style) for char in (text if breaks else text.replace("\n", " "))]
    return glyphs


def _style_blanks(glyphs: list[Glyph]) -> None:
    """A blank has the style its two neighbours share; at a link's or a note's edge it has none."""
    at, size = 0, len(glyphs)
    while at < size:
        end = at
        while end < size and glyphs[end][0] in _BLANKS:
            end += 1
        if end > at:
            before = glyphs[at - 1][1] if at else _PLAIN
            after = glyphs[end][1] if end < size else _PLAIN
            style = _shared(before, after)
            glyphs[at:end] = [(char, style) for char, _ in glyphs[at:end]]
        at = end + 1


def _shared(before: Style, after: Style) -> Style:
    if before[2] != after[2] or before[3] or after[3]:
        return _PLAIN
    return (before[0] and after[0], before[1] and after[1], before[2], "")


def _trimmed(glyphs: list[Glyph]) -> list[Glyph]:
    kept: list[Glyph] = []
    for char, style in glyphs:
        if char == "\n":
            while kept and kept[-1][0] == " ":
                kept.pop()
        if char in _BLANKS and (not kept or kept[-1][0] == "\n"):
            continue
        kept.append((char, style))
    while kept and kept[-1][0] in _BLANKS:
        kept.pop()
    return kept


def _merged(glyphs: list[Glyph]) -> tuple[Span, ...]:
    runs: list[tuple[list[str], Style]] = []
    for char, style in glyphs:
        if runs and runs[-1][1] == style and not style[3]:
            runs[-1][0].append(char)
        else:
            runs.append(([char], style))
    return tuple(Span("".join(chars), *style) for chars, style in runs)


def normal(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """The normal form: no empty lines, tables square, list depth growing by one at a time."""
    result: list[Block] = []
    for block in blocks:
        tidy = _table(block) if isinstance(block, Table) else _line(block, result[-1] if result else None)
        if tidy is not None:
            result.append(tidy)
    return tuple(result)


def _table(block: Table) -> Table | None:
    rows = [tuple(normal_spans(tuple(cell), False) for cell in row) for row in block.rows if row]
    if not rows:
        return None
    width = len(rows[0])
    empty: Cell = ()
    return Table(tuple((row + (empty,) * width)[:width] for row in rows))


def _line(block: Line, before: Block | None) -> Line | None:
    in_text = block.kind != "heading"
    spans = normal_spans(tuple(block.spans), in_text, in_text)
    return Line(spans, block.kind, _level(block, before), block.quote) if spans else None


def _level(block: Line, before: Block | None) -> int:
    if block.kind == "heading":
        return max(1, min(block.level, 6))
    if not block.is_item:
        return 0
    deepest = before.level + 1 if isinstance(before, Line) and same_list(before, block) else 0
    return max(0, min(block.level, deepest, MAX_DEPTH))
