"""From a document of `pdf.blocks` to the parts that both writers walk."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC
from typing import Any

from wijkraad_app.kernel import text as rich
from wijkraad_app.kernel.i18n import _, in_language
from wijkraad_app.pdf import blocks, furniture, sheet, written
from wijkraad_app.pdf.blocks import Document, Inline
from wijkraad_app.pdf.ink import A4, MM

from . import pictures, widths
from .parts import Flat, Grid, Item, Items, NewPage, Para, Part, Run, Runs, Style
from .xml import clean

LANGUAGES = {"nl": "nl-NL", "en": "en-GB"}
_SIDE = {False: 25.0, True: 20.0}
HANG = 7.0
"""How far the text of a list item stands from its mark."""
_DEEPEST = 8


def flatten(document: Document) -> Flat:
    """The parts of a document, in its language. Raises `UserError` ``not_a_picture``, ``logo_unreadable``."""
    large = document.large
    width = A4[0] / MM - 2 * _SIDE[large]
    with in_language(document.language):
        made = _Flattener(document, width)
        made.opening()
        for block in document.blocks:
            made.add(block)
        marks = " · ".join(furniture.marks(document))
        header = (document.house.sender, " · ".join(part for part in (document.running, marks) if part))
        before, _number, between, _total, after = _("page {number} of {total}").replace("{", "\0{").replace(
            "}", "}\0"
        ).split("\0")  # fmt: skip
        return Flat(
            title=clean(document.title), author=clean(document.author), subject=clean(document.subject),
            language=LANGUAGES.get(document.language, document.language), date=document.date.astimezone(UTC),
            accent=document.house.accent, header=(clean(header[0]), clean(header[1])), footer=clean(document.footer),
            page_words=(before, between, after), parts=tuple(made.parts), notes=tuple(made.notes),
            letterhead=document.letterhead, scale=sheet.of(large).scale, side=_SIDE[large], width=width,
        )  # fmt: skip


@dataclass(slots=True)
class _Flattener:
    """Collects parts; knows which sources have a footnote already."""

    document: Document
    width: float
    parts: list[Part] = field(default_factory=list)
    notes: list[Runs] = field(default_factory=list)
    level: int = 0
    footnotes: dict[int, int] = field(default_factory=dict)

    def opening(self) -> None:
        """Logo, name, place and address, then the marks, as on the first page in PDF."""
        house = self.document.house
        if self.document.letterhead:
            if house.logo:
                self.parts.append(pictures.logo(house.logo))
            self.para("sender", house.sender)
            lines = (house.place, *house.lines)
            self.para("address", "\n".join(line for line in lines if line), close=True)
        if words := " · ".join(furniture.marks(self.document)):
            self.para("mark", words)

    def add(self, block: blocks.Block) -> None:
        _ADD[type(block)](self, block)

    def para(self, style: Style, text: Inline, **look: Any) -> None:
        self.parts.append(Para(style, self.runs(text), **look))

    # --- text --------------------------------------------------------------------------
    def runs(self, text: Inline, *, footnotes: bool = True) -> Runs:
        """Text with its marks of sources; a header row can't have footnotes."""
        if isinstance(text, str):
            return (Run(clean(text)),) if text else ()
        return tuple(run for span in text for run in self._span(span, footnotes))

    def _span(self, span: rich.Span, footnotes: bool) -> Iterator[Run]:
        if span.ref:
            yield self._mark(self.document.refs.get(span.ref, 0), footnotes)
        elif words := clean(span.text):
            yield Run(words, span.bold, span.italic, rich.safe_link(span.href) if span.href else "")

    def _mark(self, number: int, footnotes: bool) -> Run:
        if number in self.footnotes:
            return Run(note=self.footnotes[number], again=True)
        found = next((note for note in self._all_notes() if note.number == number), None)
        if found is None or not footnotes:
            return Run(str(number or "?"), raised=True)
        self.notes.append(())  # its own words come after those of none
        self.footnotes[number] = place = len(self.notes)
        words = [*self.runs(found.text, footnotes=False)]
        for detail in found.details:
            words += [Run("\n"), *self.runs(detail, footnotes=False)]
        self.notes[place - 1] = tuple(words)
        return Run(note=place)

    def _all_notes(self) -> Iterator[blocks.Note]:
        return (note for block in self.document.blocks if isinstance(block, blocks.Notes) for note in block.notes)

    # --- blocks ------------------------------------------------------------------------
    def heading(self, block: blocks.Heading) -> None:
        """Levels follow each other without a gap, as in PDF."""
        self.level = min(block.level, self.level + 1, 6)
        self.para(_HEADINGS[max(self.level, 1) - 1], block.text)

    def paragraph(self, block: blocks.Paragraph) -> None:
        self.para(block.tone, block.text, keep=block.keep_with_next, close=block.close)

    def item_list(self, block: blocks.ItemList) -> None:
        """Items with a label of more than one sign become paragraphs with that label before them."""
        open_items: list[Item] = []
        deepest = -1
        for item in block.items:
            deepest = level = min(item.level, deepest + 1, _DEEPEST)
            label = clean(item.label)
            if len(label) <= 1:
                open_items.append(Item(self.runs(item.text), level, label or ("1" if item.ordered else "")))
                continue
            self._close(open_items, block.quoted)
            hang = max(HANG, 2.2 * len(label) * sheet.of(self.document.large).scale)
            runs = (Run(label + "\t"), *self.runs(item.text))
            self.parts.append(Para("labelled", runs, indent=HANG * level, hang=hang))
        self._close(open_items, block.quoted)

    def _close(self, items: list[Item], quoted: bool) -> None:
        if items:
            self.parts.append(Items(_from_the_edge(items), quoted))
            items.clear()

    def table(self, block: blocks.Table) -> None:
        if block.caption:
            self.para("caption", block.caption, keep=True)
        wide = max(len(block.header), *(len(row) for row in block.rows)) if block.rows else len(block.header)
        header = self._cells(block.header, wide, footnotes=False)
        rows = tuple(self._cells(row, wide) for row in block.rows)
        columns = (*block.columns, *(blocks.Column() for _more in range(wide - len(block.columns))))[:wide]
        scale = sheet.of(self.document.large).scale
        across = widths.shared_out((header, *rows), [column.width for column in columns], self.width, scale)
        about = "" if not block.caption else "".join(run.text for run in self.runs(block.caption, footnotes=False))
        self.parts.append(
            Grid(header, rows, across, tuple(column.align for column in columns), block.row_headers, block.total, about)
        )

    def _cells(self, cells: Sequence[Inline], wide: int, *, footnotes: bool = True) -> tuple[Runs, ...]:
        made = tuple(self.runs(cell, footnotes=footnotes) for cell in cells)
        return (*made, *(() for _more in range(wide - len(made))))

    def rich_text(self, block: blocks.Rich) -> None:
        for made in written.as_blocks(block):
            self.add(made)

    def quote(self, block: blocks.Quote) -> None:
        self.para("quote", block.text, keep=bool(block.by))
        if block.by:
            self.para("quote_by", block.by, close=True)

    def figure(self, block: blocks.Figure) -> None:
        """The drawing as a picture, its words, and its numbers where it brought them."""
        self.parts.append(pictures.drawn(block, self.width))
        if block.caption:
            self.para("quiet", block.caption)
        if block.data:
            self.table(block.data)

    def picture(self, block: blocks.Picture) -> None:
        self.parts.append(pictures.photo(block.data, block.alt, self.width))
        if block.caption:
            self.para("quiet", block.caption)

    def key_values(self, block: blocks.KeyValues) -> None:
        hang = block.label_width * (1.25 if self.document.large else 1)
        for index, row in enumerate(block.rows):
            label = Run(clean(row.label))
            if row.heading:
                self.parts.append(Para("quiet", (label,), keep=True))
                self.heading(blocks.Heading(row.value))
            else:
                runs = (replace(label, text=label.text + "\t"), *self.runs(row.value))
                self.parts.append(Para("pair", runs, keep=index < len(block.rows) - 1, close=index > 0, hang=hang))

    def lines(self, block: blocks.Lines) -> None:
        runs: list[Run] = []
        for index, line in enumerate(block.lines):
            runs += [Run("\n")] if index else []
            runs += self.runs(line)
        self.parts.append(Para(block.tone, tuple(runs)))

    def addressee(self, block: blocks.Addressee) -> None:
        self.para("body", "\n".join(block.lines))

    def remaining_notes(self, block: blocks.Notes) -> None:
        """Sources that no footnote shows; a heading above none of them goes."""
        left = [note for note in block.notes if note.number not in self.footnotes]
        if not left and self.parts and _is_heading(self.parts[-1]):
            self.parts.pop()
        for note in left:
            runs = [Run(f"{note.number}\t"), *self.runs(note.text, footnotes=False)]
            for detail in note.details:
                runs += [Run("\n"), *self.runs(detail, footnotes=False)]
            self.parts.append(Para("labelled", tuple(runs), hang=HANG))

    def signature_fields(self, block: blocks.SignatureFields) -> None:
        """Room above a line to sign on, then who signs."""
        for one in block.fields:
            self.parts.append(Para("rule", (), keep=True))
            self.para("body", f"{one.person}\n{one.role}".strip(), close=True)

    def rule(self, _block: blocks.Rule) -> None:
        self.parts.append(Para("rule", ()))

    def new_page(self, _block: blocks.PageBreak) -> None:
        self.parts.append(NewPage())

    def spacer(self, _block: blocks.Spacer) -> None:
        """White is a matter of styles in a word processor."""


_HEADINGS: tuple[Style, ...] = ("h1", "h2", "h3", "h4", "h5", "h6")


def _is_heading(part: Part) -> bool:
    return isinstance(part, Para) and part.style in _HEADINGS


def _from_the_edge(items: Sequence[Item]) -> tuple[Item, ...]:
    """A list that goes on after a labelled item begins at the edge again, or its levels would hang in the air."""
    made: list[Item] = []
    for item in items:
        made.append(replace(item, level=min(item.level, made[-1].level + 1 if made else 0)))
    return tuple(made)


_ADD: dict[type, Callable[[_Flattener, Any], None]] = {
    blocks.Heading: _Flattener.heading,
    blocks.Paragraph: _Flattener.paragraph,
    blocks.ItemList: _Flattener.item_list,
    blocks.Rich: _Flattener.rich_text,
    blocks.Table: _Flattener.table,
    blocks.Quote: _Flattener.quote,
    blocks.Figure: _Flattener.figure,
    blocks.Picture: _Flattener.picture,
    blocks.KeyValues: _Flattener.key_values,
    blocks.Lines: _Flattener.lines,
    blocks.Addressee: _Flattener.addressee,
    blocks.Notes: _Flattener.remaining_notes,
    blocks.SignatureFields: _Flattener.signature_fields,
    blocks.Spacer: _Flattener.spacer,
    blocks.Rule: _Flattener.rule,
    blocks.PageBreak: _Flattener.new_page,
}
