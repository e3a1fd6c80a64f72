"""HTML from Word, LibreOffice, mail and browsers to blocks: only what the subset knows comes through.

Pictures, scripts, styles, colours, forms, comments, hidden parts and unsafe links are dropped; layout tables
become paragraphs.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from html import unescape
from html.parser import HTMLParser

from .blocks import Block, Cell, Kind, Line, Span, Table, from_plain
from .normal import normal, safe_link

LONGEST = 4_000_000
_VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"]
)
_DROPPED = frozenset(
    [
        "script",
        "style",
        "head",
        "title",
        "svg",
        "object",
        "iframe",
        "template",
        "noscript",
        "math",
        "o:p",
        "xml",
        "select",
        "button",
        "textarea",
        "video",
        "audio",
    ]
)
_BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "dd",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "li",
        "main",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "table",
        "td",
        "th",
        "tr",
        "ul",
    ]
)
_BOLD, _ITALIC = frozenset({"b", "strong"}), frozenset({"i", "em", "cite", "dfn"})
_WORD_ITEM = re.compile(r"mso-list:\s*l\d+\s+level(\d+)", re.IGNORECASE)
_WORD_CONDITION = re.compile(r"<!\[(?:if|endif)[^>]*>|<!--\[if.*?<!\[endif\]-->", re.DOTALL | re.IGNORECASE)
_FRAGMENT = re.compile(r"<!--StartFragment-->(.*?)<!--EndFragment-->", re.DOTALL)
_NUMBERED = re.compile(r"\s*(\d+|[a-z]|[ivx]+)[.)]", re.IGNORECASE)


def from_html(html: str) -> tuple[Block, ...]:
    """The blocks of a pasted page or part of one, in normal form. Beyond 4 million characters only its text."""
    if len(html) > LONGEST:
        return _bare(html)
    fragment = _FRAGMENT.search(html)
    page = _Page()
    try:
        page.feed(_WORD_CONDITION.sub("", fragment[1] if fragment else html))
        page.close()
    except AssertionError:  # html.parser's way to refuse a broken declaration
        return _bare(html)
    return normal(map(_squeezed, page.finish()))


def _bare(html: str) -> tuple[Block, ...]:
    return normal(from_plain(unescape(re.sub(r"<[^>]{0,2000}>", " ", html[:LONGEST]))))


@dataclass(frozen=True, slots=True)
class _Context:
    """What an open tag and all around it mean for the text inside."""

    tag: str = ""
    bold: bool = False
    italic: bool = False
    href: str = ""
    quote: bool = False
    lists: tuple[Kind, ...] = ()
    heading: int = 0
    dropped: bool = False
    marker: bool = False


@dataclass(slots=True)
class _WordItem:
    level: int
    marker: str = ""


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._blocks: list[Block] = []
        self._spans: list[Span] = []
        self._open: list[_Context] = [_Context()]
        self._rows: list[list[list[Span]]] | None = None
        self._table_depth = 0
        self._word_item: _WordItem | None = None

    def finish(self) -> list[Block]:
        self._flush()
        if self._rows is not None:
            self._close_table()
        return self._blocks

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _VOID:
            self._void(tag)
            return
        if tag in _BLOCKS:
            self._flush()
        given = {name: value or "" for name, value in attrs}
        context = _inside(self._open[-1], tag, given)
        self._open.append(context)
        if context.dropped:
            return
        if match := _WORD_ITEM.search(given.get("style", "")):
            self._word_item = _WordItem(min(int(match[1]), 9))
        self._open_table_part(tag)

    def _void(self, tag: str) -> None:
        if self._open[-1].dropped:
            return
        if tag == "br":
            self._spans.append(Span("\n"))
        elif tag == "hr":
            self._flush()

    def _open_table_part(self, tag: str) -> None:
        if tag == "table":
            self._table_depth += 1
            if self._rows is None:
                self._rows = []
        elif self._rows is not None and self._table_depth == 1:
            if tag == "tr":
                self._rows.append([])
            elif tag in ("td", "th"):
                self._rows = self._rows or [[]]
                self._rows[-1].append([])

    def handle_endtag(self, tag: str) -> None:
        if all(context.tag != tag for context in self._open):
            return
        if tag in _BLOCKS:
            self._flush()
        while len(self._open) > 1:
            closed = self._open.pop()
            if closed.tag == "table" and not closed.dropped:
                self._leave_table()
            if closed.tag == tag:
                return

    def _leave_table(self) -> None:
        self._table_depth -= 1
        if self._table_depth == 0:
            self._close_table()

    def _close_table(self) -> None:
        rows, self._rows = [row for row in self._rows or [] if row], None
        if max(map(len, rows), default=0) < 2:
            self._blocks += [Line(tuple(cell)) for row in rows for cell in row]
            return
        width = max(map(len, rows))
        empty: Cell = ()
        self._blocks.append(Table(tuple((*map(tuple, row), *(empty,) * (width - len(row))) for row in rows)))

    def handle_data(self, data: str) -> None:
        context = self._open[-1]
        if context.dropped:
            return
        if context.marker:
            if self._word_item:
                self._word_item.marker += data
            return
        if not any(opened.tag == "pre" for opened in self._open):
            data = re.sub(r"[ \t\r\n]+", " ", data)
        text = data.replace("\u00ad", "").replace("\u200b", "")
        self._spans.append(Span(text, context.bold, context.italic, context.href))

    def _flush(self) -> None:
        spans, self._spans = self._spans, []
        if self._rows is not None:
            if self._rows and self._rows[-1] and spans:
                self._rows[-1][-1] += [*spans, Span(" ")]
            return
        if any(span.text.strip() for span in spans):
            self._blocks.append(self._line(tuple(spans)))

    def _line(self, spans: Cell) -> Line:
        context = self._open[-1]
        item, self._word_item = self._word_item, None
        if item:
            return Line(spans, "number" if _NUMBERED.match(item.marker) else "bullet", item.level - 1, context.quote)
        if context.lists:
            return Line(spans, context.lists[-1], len(context.lists) - 1, context.quote)
        if context.heading:
            return Line(spans, "heading", min(context.heading, 3), context.quote)
        return Line(spans, quote=context.quote)


def _inside(around: _Context, tag: str, given: dict[str, str]) -> _Context:
    css = _declarations(given.get("style", ""))
    hidden = css.get("display") == "none" or css.get("mso-hide") == "all"
    lists: dict[str, tuple[Kind, ...]] = {"ul": (*around.lists, "bullet"), "ol": (*around.lists, "number")}
    return replace(
        around,
        tag=tag,
        bold=_weight(css, around.bold or tag in _BOLD),
        italic=css["font-style"] in ("italic", "oblique") if "font-style" in css else around.italic or tag in _ITALIC,
        href=(safe_link(given.get("href", "")) if tag == "a" else "") or around.href,
        quote=around.quote or tag == "blockquote",
        lists=lists.get(tag, around.lists),
        heading=int(tag[1]) if re.fullmatch(r"h[1-6]", tag) else around.heading,
        dropped=around.dropped or hidden or tag in _DROPPED,
        marker=around.marker or css.get("mso-list") == "ignore",
    )


def _declarations(style: str) -> dict[str, str]:
    pairs = (part.partition(":") for part in style.split(";"))
    return {name.strip().lower(): value.strip().lower() for name, _, value in pairs}


def _weight(css: dict[str, str], bold: bool) -> bool:
    weight = css.get("font-weight")
    if weight is None:
        return bold
    return weight in ("bold", "bolder") or (weight.isdecimal() and int(weight[:6]) >= 600)


def _squeezed(block: Block) -> Block:
    if isinstance(block, Table):
        return Table(tuple(tuple(map(_squeeze, row)) for row in block.rows))
    return replace(block, spans=_squeeze(block.spans))


def _squeeze(spans: Cell) -> Cell:
    """One blank where HTML shows one, also across the edges of styles."""
    kept: list[Span] = []
    ends_blank = False
    for span in spans:
        text = re.sub(" +", " ", span.text)
        if ends_blank and text.startswith(" "):
            text = text[1:]
        ends_blank = text.endswith(" ") if text else ends_blank
        kept.append(replace(span, text=text))
    return tuple(kept)
