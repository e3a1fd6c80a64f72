"""From blocks to strips: every block puts its elements in the structure tree and its lines on the pages."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from . import blocks, fonts, styles
from .ink import LINE, MM, TEXT_2, Ink, Run
from .lines import Line, Style, break_lines, plain
from .sheet import NORMAL, Sheet
from .strips import Strip, guard_ends, keep_together
from .tags import Elem

INDENT = 18.0


@dataclass(frozen=True, slots=True)
class Column:
    """Where text goes: ``left`` and ``width`` in points; the line of a quotation stands at ``bar``."""

    left: float
    width: float
    bar: float | None = None

    def quoted(self) -> Column:
        """The same column as a quotation, with its line at the left."""
        return replace(self.inset(14), bar=self.left + 2)

    def inset(self, by: float) -> Column:
        """The same column, narrower at the left."""
        return replace(self, left=self.left + by, width=self.width - by)


@dataclass(slots=True)
class Composer:
    """Collects strips and elements while blocks are laid out."""

    column: Column
    root: Elem
    refs: Mapping[str, int]
    house: blocks.HouseStyle
    sheet: Sheet = NORMAL
    strips: list[Strip] = field(default_factory=list)
    level: int = 0
    next_gap: float | None = None

    def gap(self, own: float) -> float:
        """The white above what comes now: its own, or what a heading before it leaves."""
        gap, self.next_gap = own if self.next_gap is None else self.next_gap, None
        return gap

    def styled(self, style: Style) -> Style:
        """The style with this document's colour of links, and words whole where its sheet asks for that."""
        return replace(style, link=self.house.accent, divide=style.divide and self.sheet.divide)

    def text(
        self, elem: Elem, inline: blocks.Inline, style: Style, column: Column, above: float | None = None
    ) -> list[Strip]:
        """Lines of ``inline`` as strips that may part between pages."""
        style = self.styled(style)
        lines = break_lines(inline, style, column.width, self.refs)
        made = [Strip(style.leading, _drawer(elem, line, style, column)) for line in lines]
        made[0].above = self.gap(style.above if above is None else above)
        guard_ends(made)
        for strip, line in zip(made, lines, strict=True):
            strip.keep |= line.divided  # no word is divided over two pages
        self.strips += made
        return made

    def heading_tag(self, wanted: int) -> str:
        """H1 to H6 without skipping a level (ISO 14289-1, 7.4.2)."""
        self.level = min(wanted, self.level + 1, 6)
        return f"H{self.level}"


def _drawer(elem: Elem, line: Line, style: Style, column: Column) -> Callable[[Ink, float], None]:
    def draw(ink: Ink, top: float) -> None:
        draw_bar(ink, column, top, style.leading)
        ink.runs(elem, column.left, top - style.baseline, line.runs)

    return draw


def draw_bar(ink: Ink, column: Column, top: float, height: float) -> None:
    """The line left of a quotation, where the column has one."""
    if column.bar is not None:
        with ink.artifact():
            ink.block(column.bar, top - height, 2, height, LINE)


def heading(to: Composer, block: blocks.Heading) -> None:
    style = styles.heading(block.level)
    if to.next_gap is not None:
        _after_heading(to, block.level, style)
    made = to.text(to.root.add(to.heading_tag(block.level)), block.text, style, to.column)
    _in_contents(made[0], block.text, to.level)
    for strip in made:
        strip.keep = True
    to.next_gap = styles.AFTER_HEADING[min(block.level, 4) - 1]


def _after_heading(to: Composer, level: int, style: Style) -> None:
    """A heading with nothing below it is no reason to keep the next one on its page, unless that is under it."""
    to.next_gap = max(to.next_gap or 0, style.above * 0.6)
    if level <= to.level:
        to.strips[-1].keep = False


def _in_contents(strip: Strip, title: blocks.Inline, level: int) -> None:
    """Let the list of headings of a reader point here."""
    draw, words = strip.draw, " ".join(plain(title).split())

    def mark(ink: Ink, top: float) -> None:
        ink.bookmark(words, level, top + 6)
        draw(ink, top)

    strip.draw = mark


def paragraph(to: Composer, block: blocks.Paragraph) -> None:
    above = 0.0 if block.close else None
    made = to.text(to.root.add("P"), block.text, styles.TONES[block.tone], to.column, above)
    if block.keep_with_next:
        for strip in made:
            strip.keep = True


def quote(to: Composer, block: blocks.Quote) -> None:
    column = to.column.quoted()
    holder = to.root.add("BlockQuote")
    to.text(holder.add("P"), block.text, styles.BODY, column)
    if block.by:
        to.strips[-1].keep = True
        to.text(holder.add("P"), block.by, styles.TONES["quiet"], column, 0)


def _join_bars(strips: Sequence[Strip], column: Column) -> None:
    """Draw the line of a quotation through the white between its items as well."""
    for strip in strips[1:]:
        strip.draw = _lower(strip.draw, strip.above, column)
        strip.height += strip.above
        strip.above = 0


def _lower(draw: Callable[[Ink, float], None], by: float, column: Column) -> Callable[[Ink, float], None]:
    def lower(ink: Ink, top: float) -> None:
        if by:
            draw_bar(ink, column, top, by)
        draw(ink, top - by)

    return lower


def item_list(to: Composer, block: blocks.ItemList) -> None:
    """Nested lists: L > LI > (Lbl, LBody > L …)."""
    column = to.column.quoted() if block.quoted else to.column
    first = len(to.strips)
    base = to.root.add("BlockQuote") if block.quoted else to.root
    open_lists: list[_OpenList] = []
    for index, item in enumerate(block.items):
        level = min(item.level, len(open_lists))
        del open_lists[level + 1 :]
        if level == len(open_lists) or open_lists[level].ordered != item.ordered:
            del open_lists[level:]
            open_lists.append(_OpenList.begin(open_lists[-1].body if level else base, item.ordered))
        current = open_lists[level]
        current.number += 1
        label = item.label or (f"{current.number}." if item.ordered else "•–"[level % 2])
        above = 7.0 if index == 0 else 3.5
        current.body = _item(to, current.elem.add("LI"), label, item.text, column.inset(INDENT * level), above)
    if block.quoted:
        _join_bars(to.strips[first:], column)


@dataclass(slots=True)
class _OpenList:
    """A list that is being filled, its last number and the body of its last item."""

    elem: Elem
    ordered: bool
    body: Elem
    number: int = 0

    @classmethod
    def begin(cls, holder: Elem, ordered: bool) -> _OpenList:
        elem = holder.add("L", List={"ListNumbering": "/Decimal" if ordered else "/Disc"})
        return cls(elem, ordered, elem)


def _item(to: Composer, entry: Elem, label: str, text: blocks.Inline, column: Column, above: float) -> Elem:
    style = to.styled(styles.BODY)
    lbl, body = entry.add("Lbl"), entry.add("LBody")
    wide = max(INDENT, fonts.width(label, style.font, style.size) + 6)
    first = to.text(body, text, style, column.inset(wide), above)[0]
    run = Run(label, style.font, style.size, TEXT_2, 0, fonts.width(label, style.font, style.size))
    fonts.require_glyphs(label)
    draw_text = first.draw

    def draw(ink: Ink, top: float) -> None:
        ink.runs(lbl, column.left, top - style.baseline, (run,))
        draw_text(ink, top)

    first.draw = draw
    return body


def key_values(to: Composer, block: blocks.KeyValues) -> None:
    """Labels in a column of their own; the value that is the title is the H1."""
    first = len(to.strips)
    if block.follows and first:
        to.strips[-1].keep = True
    for index, row in enumerate(block.rows):
        column = to.column.inset(block.label_width * MM)
        style = styles.TONES["strong"] if row.heading else styles.BODY
        label = to.root.add("P")
        value = to.root.add(to.heading_tag(1)) if row.heading else label
        made = to.text(value, row.value, style, column, 18 if index == 0 else 0)
        made[0].draw = _with_label(made[0].draw, label, row.label, to.column.left)
        if row.heading:
            _in_contents(made[0], row.value, to.level)
    keep_together(to.strips[first:])


def _with_label(
    draw_value: Callable[[Ink, float], None], elem: Elem, label: str, left: float
) -> Callable[[Ink, float], None]:
    style = replace(styles.BODY, size=9.5, color=TEXT_2)
    run = Run(label + " ", style.font, style.size, style.color, 0, fonts.width(label, style.font, style.size))

    def draw(ink: Ink, top: float) -> None:
        ink.runs(elem, left, top - styles.BODY.baseline, (run,))
        draw_value(ink, top)

    return draw


def lines(to: Composer, block: blocks.Lines) -> None:
    """One element with a line break after each line."""
    _together(to, block.lines, styles.TONES[block.tone], to.column)


def _together(
    to: Composer, texts: Sequence[blocks.Inline], style: Style, column: Column, above: float | None = None
) -> list[Strip]:
    first = len(to.strips)
    elem, style = to.root.add("P"), replace(style, divide=False)
    for index, line in enumerate(texts):
        text = line + " " if isinstance(line, str) else line
        to.text(elem, text, style, column, above if index == 0 else 0)
    keep_together(to.strips[first:])
    return to.strips[first:]


WINDOW_TOP, WINDOW_HEIGHT, WINDOW_RIGHT = 50 * MM, 32 * MM, 118 * MM
"""Where envelopes for a sheet folded in three show the address: from the top, how high, and at the right from here."""


def addressee(to: Composer, block: blocks.Addressee) -> None:
    """The address in the flow of the letter, or at the place of the window."""
    window = to.house.window if to.sheet is NORMAL else ""
    column = to.column
    if window:
        above = WINDOW_TOP - to.sheet.first_top - sum(strip.above + strip.height for strip in to.strips)
        to.strips.append(Strip(max(0.0, above), _blank, keep=True))
    if window == "right":
        column = Column(WINDOW_RIGHT, to.sheet.right - WINDOW_RIGHT)
    made = _together(to, block.lines, styles.BODY, column, 0.0 if window else None)
    if window:
        made[-1].keep = True
        below = WINDOW_HEIGHT - sum(strip.height for strip in made)
        to.strips.append(Strip(max(0.0, below), _blank, keep=True))


def notes(to: Composer, block: blocks.Notes) -> None:
    """Sources, each a Note with its number; `finish` makes the numbers in the text point here."""
    style = styles.TONES["small"]
    for index, note in enumerate(block.notes):
        elem = to.root.add("Note", ident=f"note-{note.number}")
        first = len(to.strips)
        above = 6.0 if index == 0 else 5.0
        body = _note_line(to, elem, note, above)
        for detail in note.details:
            to.text(body, detail, replace(style, color=TEXT_2), to.column.inset(INDENT), 0)
        if len(to.strips) - first <= 8:
            keep_together(to.strips[first:])


def _note_line(to: Composer, elem: Elem, note: blocks.Note, above: float) -> Elem:
    style = styles.TONES["small"]
    label, body = elem.add("Lbl"), elem.add("P")
    strip = to.text(body, note.text, style, to.column.inset(INDENT), above)[0]
    number = str(note.number)
    run = Run(number, fonts.SEMIBOLD, style.size, to.house.accent, 0, fonts.width(number, fonts.SEMIBOLD, style.size))
    draw_text = strip.draw

    def draw(ink: Ink, top: float) -> None:
        ink.runs(label, to.column.left, top - style.baseline, (run,))
        draw_text(ink, top)

    strip.draw = draw
    return body


def spacer(to: Composer, block: blocks.Spacer) -> None:
    to.strips.append(Strip(0, _blank, above=block.height * MM))


def _blank(_ink: Ink, _top: float) -> None:
    """White that may end a page."""


def rule(to: Composer, _block: blocks.Rule) -> None:
    def draw(ink: Ink, top: float) -> None:
        with ink.artifact():
            ink.rule(to.column.left, top, to.column.left + to.column.width, LINE, 0.75)

    to.strips.append(Strip(1, draw, above=to.gap(10)))
