"""Formatted text as the blocks of a document: shared by whatever draws or writes documents."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count

from wijkraad_app.kernel import text as rich

from . import blocks


def as_blocks(block: blocks.Rich) -> Iterator[blocks.Block]:
    """Headings, paragraphs, lists, quotations and tables; headings moved so that the highest is ``block.top``."""
    levels = [line.level for line in block.blocks if isinstance(line, rich.Line) and line.kind == "heading"]
    shift = block.top - min(levels, default=block.top)
    parts = block.blocks
    at = 0
    while at < len(parts):
        part = parts[at]
        if isinstance(part, rich.Table):
            yield blocks.Table(part.rows[0], part.rows[1:])
            at += 1
        elif part.is_item:
            stop = next((end for end in count(at) if end == len(parts) or not _goes_on(part, parts[end])), at)
            yield _items(part, parts[at:stop])
            at = stop
        else:
            yield _line(part, shift)
            at += 1


def _goes_on(first: rich.Line, other: rich.Block) -> bool:
    return isinstance(other, rich.Line) and other.is_item and other.quote == first.quote


def _items(first: rich.Line, parts: tuple[rich.Block, ...]) -> blocks.Block:
    lines = [part for part in parts if isinstance(part, rich.Line)]
    return blocks.ItemList(
        tuple(blocks.ListItem(line.spans, line.level, line.kind == "number") for line in lines), quoted=first.quote
    )


def _line(line: rich.Line, shift: int) -> blocks.Block:
    if line.kind == "heading":
        return blocks.Heading(line.spans, line.level + shift)
    return blocks.Quote(line.spans) if line.quote else blocks.Paragraph(line.spans)
