"""Markdown to blocks, by markdown-it with just the rules of the subset; what is outside it stays plain text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from .blocks import Block, Cell, Kind, Line, Span, Table, plain_blocks
from .normal import normal, safe_link

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

_RULES = [
    *("paragraph", "heading", "list", "blockquote", "table"),
    *("text", "newline", "escape", "entity", "emphasis", "balance_pairs", "fragments_join", "link"),
]
_NOTE = re.compile(r"\[\[bron:([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})\]\]")
_DEEPEST = 40


def _note(state: StateInline, silent: bool) -> bool:
    match = _NOTE.match(state.src, state.pos)
    if not match:
        return False
    if not silent:
        state.push("note", "", 0).content = match[1]
    state.pos = match.end()
    return True


def with_notes(engine: MarkdownIt) -> MarkdownIt:
    """The engine, taught evidence notes and safe links."""
    engine.validateLink = lambda url: bool(safe_link(url))  # type: ignore[method-assign]  # markdown-it's own hook
    engine.normalizeLink = lambda url: url  # type: ignore[method-assign]  # markdown-it's own hook
    engine.inline.ruler.before("link", "note", _note)
    return engine


@cache
def _engine() -> MarkdownIt:
    from markdown_it import MarkdownIt

    return with_notes(MarkdownIt("zero", {"maxNesting": _DEEPEST}).enable(_RULES))


def parse(markdown: str, engine: MarkdownIt | None = None) -> tuple[Block, ...]:
    """The blocks of a Markdown text, in normal form. Any text is accepted; HTML and pictures stay text."""
    reader = _Reader()
    for token in (engine or _engine()).parse(markdown):
        reader.take(token)
    return normal(reader.blocks)


def plain(markdown: str) -> str:
    """The bare text, for search, titles and previews."""
    return plain_blocks(parse(markdown))


class _Reader:
    """Flattens markdown-it's nested tokens."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self._lists: list[Kind] = []
        self._quotes = 0
        self._heading = 0
        self._starts_item = True
        self._rows: list[list[Cell]] | None = None

    def take(self, token: Token) -> None:
        action = _ACTIONS.get(token.type)
        if action:
            action(self, token)

    def open_list(self, kind: Kind) -> None:
        self._lists.append(kind)

    def close_list(self) -> None:
        self._lists.pop()

    def open_item(self) -> None:
        self._starts_item = True

    def quote(self, change: int) -> None:
        self._quotes += change

    def heading(self, level: int) -> None:
        self._heading = level

    def open_table(self) -> None:
        self._rows = []

    def open_row(self) -> None:
        if self._rows is not None:
            self._rows.append([])

    def close_table(self) -> None:
        self.blocks.append(Table(tuple(map(tuple, self._rows or []))))
        self._rows = None

    def text(self, spans: Cell) -> None:
        if self._rows is not None:
            self._rows[-1].append(spans)
        elif self._lists and not self._starts_item:
            self._join(spans)
        else:
            self.blocks.append(self._line(spans))
            self._starts_item = False

    def _join(self, spans: Cell) -> None:
        """A further paragraph of an item stands after a hard break in it."""
        last = self.blocks[-1]
        if isinstance(last, Line):
            self.blocks[-1] = replace(last, spans=(*last.spans, Span("\n"), *spans))
        else:
            self.blocks.append(self._line(spans))

    def _line(self, spans: Cell) -> Line:
        quoted = self._quotes > 0
        if self._lists:
            return Line(spans, self._lists[-1], len(self._lists) - 1, quoted)
        if self._heading:
            return Line(spans, "heading", self._heading, quoted)
        return Line(spans, "para", 0, quoted)


_ACTIONS: dict[str, Callable[[_Reader, Token], None]] = {
    "bullet_list_open": lambda reader, _: reader.open_list("bullet"),
    "ordered_list_open": lambda reader, _: reader.open_list("number"),
    "bullet_list_close": lambda reader, _: reader.close_list(),
    "ordered_list_close": lambda reader, _: reader.close_list(),
    "list_item_open": lambda reader, _: reader.open_item(),
    "blockquote_open": lambda reader, _: reader.quote(+1),
    "blockquote_close": lambda reader, _: reader.quote(-1),
    "heading_open": lambda reader, token: reader.heading(int(token.tag[1])),
    "heading_close": lambda reader, _: reader.heading(0),
    "table_open": lambda reader, _: reader.open_table(),
    "tr_open": lambda reader, _: reader.open_row(),
    "table_close": lambda reader, _: reader.close_table(),
    "inline": lambda reader, token: reader.text(_inline(token.children or ())),
    "fence": lambda reader, token: reader.text((Span(token.content),)),
    "code_block": lambda reader, token: reader.text((Span(token.content),)),
}


def _inline(tokens: Iterable[Token]) -> Cell:
    spans: list[Span] = []
    bold = italic = 0
    href = ""
    for token in tokens:
        if token.type in ("strong_open", "strong_close"):
            bold += token.nesting
        elif token.type in ("em_open", "em_close"):
            italic += token.nesting
        elif token.type in ("link_open", "link_close"):
            href = str(token.attrs.get("href", ""))
        elif token.type == "note":
            spans.append(Span(ref=token.content))
        else:
            spans.append(Span(_LITERAL.get(token.type, token.content), bold > 0, italic > 0, href))
    return tuple(spans)


_LITERAL = {"hardbreak": "\n", "softbreak": " "}
