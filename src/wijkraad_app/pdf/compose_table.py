"""Tables: widths from the text, rows that may part between pages, the header repeated as an artifact."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from wijkraad_app.kernel.i18n import language

from . import blocks, fonts, hyphens, styles
from .compose import Column, Composer
from .ink import LINE, LINE_STRONG, TEXT_2, Ink
from .lines import Line, Style, break_lines, plain
from .strips import Strip, guard_ends, keep_together
from .tags import Elem

GAP, PAD = 14.0, 4.0
SMALLEST = 7.0
"""In points: text of a table is not made smaller than this to keep its words whole."""
TALL = 160.0
SHORT = 240.0
"""In points: a table up to this height stays on one page; a third of what fits on it."""


@dataclass(frozen=True, slots=True)
class _Cell:
    """Where a cell stands and what is in it."""

    elem: Elem
    left: float
    width: float
    align: blocks.Align
    lines: tuple[Line, ...]

    def at(self, line: Line) -> float:
        return self.left + {"left": 0.0, "right": 1.0, "center": 0.5}[self.align] * (self.width - line.width)


@dataclass(frozen=True, slots=True)
class _Row:
    """A row: its cells, the look of its text, and the line below."""

    cells: tuple[_Cell, ...]
    style: Style
    ink: str
    thick: float


def table(to: Composer, block: blocks.Table, column: Column | None = None) -> None:
    """Lay out a table; a row taller than 160 points may part between its lines."""
    column = column or to.column
    if block.caption:
        made = to.text(to.root.add("P"), block.caption, styles.CAPTION, column)
        for strip in made:
            strip.keep = True
    style = _whole_words(block, to.styled(styles.SMALL_CELL if block.small else styles.CELL), column)
    tree = to.root.add("Table")
    layout = _layout(block, style, column)
    header = _row(
        to, block.header, tree.add("TR"), layout, replace(style, font=fonts.SEMIBOLD, color=TEXT_2), "/Column"
    )
    top = _strip(header, (0, _depth(header)), column, PAD, PAD)
    top.above, top.keep = to.gap(4 if block.caption else 10), True
    first = len(to.strips)
    to.strips.append(top)
    repeated = _repeated(top)
    for index, cells in enumerate(block.rows):
        last = index == len(block.rows) - 1
        look = replace(style, font=fonts.SEMIBOLD) if block.total and last else style
        row = _row(to, cells, tree.add("TR"), layout, look, "", block.row_headers)
        if block.total and index == len(block.rows) - 2:
            row = replace(row, ink=LINE_STRONG, thick=0.75)
        to.strips += _row_strips(row, column, repeated)
    made = to.strips[first:]
    if sum(strip.height for strip in made) <= SHORT:
        keep_together(made)
    else:
        guard_ends(made[1:])


def _whole_words(block: blocks.Table, style: Style, column: Column) -> Style:
    """Smaller, down to `SMALLEST`, where even divided the longest words of all columns don't fit beside each other."""
    count = len(block.header)
    if len(block.columns) >= count and all(spec.width for spec in block.columns):
        return style
    need = sum(_longest_part(column, replace(style, font=fonts.SEMIBOLD)) for column in _texts(block, count))
    share = (column.width - GAP * (count - 1)) / max(1.0, need)
    smaller = max(SMALLEST / style.size, share)
    return style if share >= 1 else replace(style, size=style.size * smaller, leading=style.leading * smaller)


def _texts(block: blocks.Table, count: int) -> list[list[str]]:
    rows = (block.header, *block.rows)
    return [[plain(row[at]) for row in rows if at < len(row)] for at in range(count)]


def _longest_word(texts: Sequence[str], style: Style) -> float:
    return max((_natural(word, style) for text in texts for word in text.split()), default=0) + 1


def _longest_part(texts: Sequence[str], style: Style) -> float:
    """The widest that remains where every word may be divided at the end of a line."""
    parts = (part for text in texts for word in text.split() for part in hyphens.parts(word, language()))
    return max((_natural(part, style) for part in parts), default=0) + 1


def _layout(block: blocks.Table, style: Style, column: Column) -> list[tuple[float, float, blocks.Align]]:
    count = len(block.header)
    columns = (block.columns + (blocks.Column(),) * count)[:count]
    widths = _widths(block, columns, style, column.width - GAP * (count - 1))
    placed, left = [], column.left
    for wide, spec in zip(widths, columns, strict=True):
        placed.append((left, wide, spec.align))
        left += wide + GAP
    return placed


def _widths(block: blocks.Table, columns: Sequence[blocks.Column], style: Style, room: float) -> list[float]:
    """Shares where they are given; else what the text asks for, never less than its longest word."""
    if all(spec.width for spec in columns):
        total = sum(spec.width for spec in columns)
        return [room * spec.width / total for spec in columns]
    bold = replace(style, font=fonts.SEMIBOLD)
    texts = _texts(block, len(columns))
    full = [max(_natural(text, bold) for text in column) + 1 for column in texts]
    least = [_longest_word(column, bold) for column in texts]
    if sum(least) > room:
        least = [_longest_part(column, bold) for column in texts]
    full = [spec.width * room or wide for spec, wide in zip(columns, full, strict=True)]
    if sum(full) <= room:
        wide = [0.0 if spec.align == "right" else each for spec, each in zip(columns, full, strict=True)]
        wide = wide if any(wide) else full
        return [each + (room - sum(full)) * part / sum(wide) for each, part in zip(full, wide, strict=True)]
    return _squeezed(least, full, room)


def _squeezed(least: Sequence[float], full: Sequence[float], room: float) -> list[float]:
    """Narrow columns keep what they need; only those wider than a fair share give way."""
    if sum(least) >= room:
        return [room * wide / sum(least) for wide in least]
    fair = room / len(full)
    low = [wide if wide <= fair else short for short, wide in zip(least, full, strict=True)]
    if sum(low) > room:
        low = list(least)
    wanted = sum(full) - sum(low)
    return [short + (wide - short) * (room - sum(low)) / max(1, wanted) for short, wide in zip(low, full, strict=True)]


def _natural(text: str, style: Style) -> float:
    return max(fonts.width(line, style.font, style.size) for line in (fonts.clean(text).split("\n") or [""]))


def _row(
    to: Composer,
    texts: Sequence[blocks.Inline],
    tree: Elem,
    layout: Sequence[tuple[float, float, blocks.Align]],
    style: Style,
    scope: str,
    named: bool = False,
) -> _Row:
    cells = []
    for at, (text, (left, wide, align)) in enumerate(zip(texts, layout, strict=False)):
        kind = scope or ("/Row" if named and at == 0 else "")
        elem = tree.add("TH", Table={"Scope": kind}) if kind else tree.add("TD")
        cells.append(_Cell(elem, left, wide, align, break_lines(text, style, wide, to.refs)))
    return _Row(tuple(cells), style, LINE_STRONG if scope else LINE, 0.75 if scope else 0.5)


def _depth(row: _Row) -> int:
    return max(len(cell.lines) for cell in row.cells)


def _row_strips(row: _Row, column: Column, header: Strip) -> list[Strip]:
    depth = _depth(row)
    if depth * row.style.leading <= TALL:
        made = [_strip(row, (0, depth), column, PAD, PAD)]
    else:
        made = [
            _strip(row, (at, at + 1), column, 0 if at else PAD, PAD if at == depth - 1 else 0) for at in range(depth)
        ]
        guard_ends(made)
    for strip in made:
        strip.header = header
    return made


def _strip(row: _Row, part: tuple[int, int], column: Column, above: float, below: float) -> Strip:
    start, stop = part
    leading = row.style.leading
    height = above + (stop - start) * leading + below

    def draw(ink: Ink, top: float) -> None:
        for cell in row.cells:
            for at, line in enumerate(cell.lines[start:stop]):
                ink.runs(cell.elem, cell.at(line), top - above - at * leading - row.style.baseline, line.runs)
        if below:
            with ink.artifact():
                ink.rule(column.left, top - height, column.left + column.width, row.ink, row.thick)

    return Strip(height, draw)


def _repeated(header: Strip) -> Strip:
    draw_header: Callable[[Ink, float], None] = header.draw

    def draw(ink: Ink, top: float) -> None:
        with ink.artifact("Pagination", "Header"):
            draw_header(ink, top)

    return Strip(header.height, draw)
