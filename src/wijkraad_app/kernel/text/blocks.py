"""The blocks of a formatted text: one `Line` for each paragraph on screen, however deep it is nested."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

Kind = Literal["para", "heading", "bullet", "number"]
Style = tuple[bool, bool, str, str]


@dataclass(frozen=True, slots=True)
class Span:
    """Text in one style; ``\\n`` is a hard break. With ``ref`` it is evidence, and the text is empty."""

    text: str = ""
    bold: bool = False
    italic: bool = False
    href: str = ""
    ref: str = ""

    @property
    def style(self) -> Style:
        return (self.bold, self.italic, self.href, self.ref)


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph, heading (level 1–6) or list item (level = depth, from 0); ``quote``: inside a quotation."""

    spans: tuple[Span, ...]
    kind: Kind = "para"
    level: int = 0
    quote: bool = False

    @property
    def is_item(self) -> bool:
        """Whether this is an item of a list."""
        return self.kind in ("bullet", "number")


Cell = tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table; the first row is its header, all rows are equally wide."""

    rows: tuple[tuple[Cell, ...], ...]


Block = Line | Table
Part = str | Span


def _spans(parts: Iterable[Part]) -> tuple[Span, ...]:
    return tuple(Span(part) if isinstance(part, str) else part for part in parts)


def evidence(ref: str) -> Span:
    """The numbered note that stands for the source with id ``ref``."""
    return Span(ref=ref)


def paragraph(*parts: Part) -> Line:
    """A plain paragraph of strings and spans."""
    return Line(_spans(parts))


def heading(text: str, level: int = 2) -> Line:
    """A heading, level 1 to 6."""
    return Line((Span(text),), "heading", level)


def bullet(*parts: Part, level: int = 0) -> Line:
    """An item of a bulleted list."""
    return Line(_spans(parts), "bullet", level)


def number(*parts: Part, level: int = 0) -> Line:
    """An item of a numbered list."""
    return Line(_spans(parts), "number", level)


def quote(*parts: Part) -> Line:
    """A quoted paragraph."""
    return Line(_spans(parts), quote=True)


def table(rows: Iterable[Iterable[Part | tuple[Span, ...]]]) -> Table:
    """A table from rows of strings, spans or whole cells."""
    return Table(tuple(tuple(cell if isinstance(cell, tuple) else _spans((cell,)) for cell in row) for row in rows))


def from_plain(text: str) -> tuple[Line, ...]:
    """Unformatted text as paragraphs, one for each line that isn't blank."""
    return tuple(paragraph(line.strip()) for line in text.splitlines() if line.strip())


def _all_spans(block: Block) -> Iterator[Span]:
    if isinstance(block, Line):
        yield from block.spans
    else:
        for row in block.rows:
            for cell in row:
                yield from cell


def references(blocks: Iterable[Block]) -> tuple[str, ...]:
    """The ids of all evidence, each once, in order of first appearance: number 1 is the first."""
    return tuple(dict.fromkeys(span.ref for block in blocks for span in _all_spans(block) if span.ref))


def line_text(spans: Iterable[Span]) -> str:
    """The bare text of some spans; evidence leaves no trace."""
    return "".join(span.text for span in spans)


def plain_blocks(blocks: Iterable[Block]) -> str:
    """The bare text: one line for each block or table row, cells parted by a tab."""
    lines: list[str] = []
    for block in blocks:
        if isinstance(block, Line):
            lines.append(line_text(block.spans).rstrip())
        else:
            lines += ["\t".join(line_text(cell).rstrip() for cell in row) for row in block.rows]
    return "\n".join(lines)


def same_list(before: Block | None, line: Line) -> bool:
    """Whether ``line`` is an item that goes on in the list of the block before it."""
    return isinstance(before, Line) and before.is_item and line.is_item and before.quote == line.quote


def list_numbers(blocks: Iterable[Block]) -> Iterator[int]:
    """For each block its number in its list, counted per depth from 1; 0 for what is no list item."""
    before: Block | None = None
    open_lists: list[tuple[Kind, int]] = []
    for block in blocks:
        if not isinstance(block, Line) or not block.is_item:
            open_lists = []
            yield 0
        else:
            if not same_list(before, block):
                open_lists = []
            yield _count(open_lists, block)
        before = block


def _count(open_lists: list[tuple[Kind, int]], item: Line) -> int:
    depth = item.level
    del open_lists[depth + 1 :]
    while len(open_lists) <= depth:
        open_lists.append((item.kind, 0))
    kind, count = open_lists[depth]
    open_lists[depth] = (item.kind, count + 1 if kind == item.kind else 1)
    return open_lists[depth][1]
