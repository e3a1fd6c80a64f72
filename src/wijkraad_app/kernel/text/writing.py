"""Blocks to Markdown. A paragraph with markup is parsed back before it is trusted."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise
from typing import Literal

from .blocks import Block, Cell, Line, Span, Table, list_numbers, same_list
from .reading import parse

Mark = Literal["bold", "italic"]
_SPECIAL = re.compile(r"([\\`*_\[\]<|~])")
_ENTITY = re.compile(r"&(?=#|[A-Za-z0-9]+;)")
_OPENER = re.compile(r"^([#>+\-=:]|\d{1,9}(?=[.)]))", re.MULTILINE)
_ODD_BLANK = re.compile(r"[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_CLOSING_HASHES = re.compile(r"(?<= )(#+)$")
_DELIMITERS = (("**", "*"), ("**", "_"), ("__", "*"), ("__", "_"))


def serialise(blocks: Iterable[Block]) -> str:
    """The Markdown of blocks in normal form; empty for none, otherwise ending in a line feed."""
    blocks = tuple(blocks)
    if not blocks:
        return ""
    texts = _block_texts(blocks)
    parts = [texts[0]]
    for (before, block), text in zip(pairwise(blocks), texts[1:], strict=True):
        parts += [_between(before, block), text]
    return "".join(parts) + "\n"


def _between(before: Block, block: Block) -> str:
    if isinstance(block, Line) and same_list(before, block):
        return "\n"
    both_quoted = isinstance(before, Line) and isinstance(block, Line) and before.quote and block.quote
    return "\n>\n" if both_quoted else "\n\n"


def _block_texts(blocks: tuple[Block, ...]) -> list[str]:
    widths: list[int] = []
    texts = []
    for block, count in zip(blocks, list_numbers(blocks), strict=True):
        if isinstance(block, Table):
            texts.append(_table_text(block))
            continue
        text = _item_text(block, count, widths) if block.is_item else _line_text(block)
        texts.append("> " + text.replace("\n", "\n> ") if block.quote else text)
    return texts


def _line_text(line: Line) -> str:
    text = inline(line.spans)
    if line.kind != "heading":
        return text
    return "#" * line.level + " " + _CLOSING_HASHES.sub(r"\\\1", text)


def _item_text(item: Line, count: int, widths: list[int]) -> str:
    """``widths``: those of the markers of the open lists; the text of an item stands right of them all."""
    marker = "- " if item.kind == "bullet" else f"{count}. "
    del widths[item.level :]
    indent = " " * sum(widths)
    widths.append(len(marker))
    return indent + marker + inline(item.spans).replace("\n", "\n" + indent + " " * len(marker))


def _table_text(table: Table) -> str:
    header, *rows = [_row_text(row) for row in table.rows]
    return "\n".join([header, "|" + " --- |" * len(table.rows[0]), *rows])


def _row_text(row: tuple[Cell, ...]) -> str:
    return "| " + " | ".join(inline(cell) if cell else "" for cell in row) + " |"


@lru_cache(20_000)
def inline(spans: Cell) -> str:
    """The Markdown of one paragraph: exact, or as a last resort its text and notes without style."""
    if len(spans) == 1 and not any(spans[0].style):
        return _finished(_escaped(spans[0].text))
    for guarded in (False, True):
        for bold, italic in _DELIMITERS:
            markdown = _Inline(spans, {"bold": bold, "italic": italic}, guarded).markdown()
            if _means(markdown, spans):
                return markdown
    return _finished("".join(_note(span.ref) if span.ref else _escaped(span.text) for span in spans))


def _means(markdown: str, spans: Cell) -> bool:
    blocks = parse(markdown)
    return len(blocks) == 1 and blocks[0] == Line(spans)


def _finished(text: str) -> str:
    return _OPENER.sub(_open_escaped, text).replace("\n", "\\\n")


def _open_escaped(match: re.Match[str]) -> str:
    return match[1] + "\\" if match[1].isdigit() else "\\" + match[1]


def _escaped(text: str) -> str:
    return _ODD_BLANK.sub(lambda blank: _entity(blank[0]), _ENTITY.sub(r"\\&", _SPECIAL.sub(r"\\\1", text)))


def _entity(char: str) -> str:
    return "&nbsp;" if char == "\u00a0" else f"&#{ord(char)};"


def _note(ref: str) -> str:
    return f"[[bron:{ref}]]"


def _link_end(href: str) -> str:
    return "](<" + _ENTITY.sub("&amp;", href) + ">)"


@dataclass(slots=True)
class _Inline:
    """Writes one paragraph: styles nested with the longer-lived one outside, blanks outside the delimiters.

    ``guarded``: letters beside a delimiter become entities, for words CommonMark would not open or close.
    """

    spans: Cell
    delimiters: dict[Mark, str]
    guarded: bool
    open_marks: list[Mark] = field(default_factory=list)
    link: str = ""
    held_blank: str = ""

    def markdown(self) -> str:
        text = "".join(self._piece(at) for at in range(len(self.spans)))
        text += self._close_marks(0)
        return _finished(text + (_link_end(self.link) if self.link else ""))

    def _piece(self, at: int) -> str:
        span = self.spans[at]
        wanted: set[Mark] = {mark for mark in self.delimiters if getattr(span, mark)}
        closing = self._close(span, wanted)
        opening = self._open(at, wanted)
        lead, body, trail = ("", _note(span.ref), "") if span.ref else self._body(at, bool(closing or opening))
        piece = closing + self.held_blank + lead + opening + body
        self.held_blank = trail
        return piece

    def _close(self, span: Span, wanted: set[Mark]) -> str:
        keep = 0
        if span.href == self.link:
            while keep < len(self.open_marks) and self.open_marks[keep] in wanted:
                keep += 1
        closing = self._close_marks(keep)
        if self.link and span.href != self.link:
            closing += _link_end(self.link)
        return closing

    def _close_marks(self, keep: int) -> str:
        closing = "".join(self.delimiters[mark] for mark in reversed(self.open_marks[keep:]))
        del self.open_marks[keep:]
        return closing

    def _open(self, at: int, wanted: set[Mark]) -> str:
        href = self.spans[at].href
        opening = "[" if href and href != self.link else ""
        self.link = href
        for mark in sorted(wanted - set(self.open_marks), key=lambda mark: (-self._life(at, mark), mark)):
            self.open_marks.append(mark)
            opening += self.delimiters[mark]
        return opening

    def _life(self, at: int, mark: Mark) -> int:
        """How many characters from here on keep this style."""
        life = 0
        for span in self.spans[at:]:
            if span.ref or not getattr(span, mark) or span.href != self.spans[at].href:
                break
            life += max(1, len(span.text))
        return life

    def _body(self, at: int, after_delimiter: bool) -> tuple[str, str, str]:
        text = self.spans[at].text
        body = text.strip(" \n")
        start = len(text) - len(text.lstrip(" \n")) if body else len(text)
        lead, trail = text[:start], text[start + len(body) :]
        head = tail = ""
        if self.guarded and body and after_delimiter:
            head, body = _entity(body[0]), body[1:]
        if self.guarded and body and self._style_changes_after(at):
            tail, body = _entity(body[-1]), body[:-1]
        return lead, head + _escaped(body) + tail, trail

    def _style_changes_after(self, at: int) -> bool:
        return at + 1 < len(self.spans) and self.spans[at + 1].style != self.spans[at].style
