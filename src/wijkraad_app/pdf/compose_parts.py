"""Figures, signature fields, formatted text, and the table of which function lays out which block."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from wijkraad_app.kernel.i18n import _

from . import blocks, compose, styles, written
from .compose import Composer
from .compose_table import table
from .ink import LINE_STRONG, MM, TEXT_2, Ink
from .lines import Line, Style, break_lines
from .pictures import printed
from .reading import ARCHIVES
from .strips import Strip
from .tags import Elem

FIELD = (72 * MM, 19 * MM)
FIELD_STEP = 82 * MM
TALLEST = 640.0


def figure(to: Composer, block: blocks.Figure) -> None:
    """A drawing with its words for who can't see it; the caption stays with it."""
    drawing = block.draw(to.column.width)
    elem = to.root.add("Figure", alt=block.alt)
    scale = min(1.0, TALLEST / to.sheet.scale / drawing.height)
    draw = _drawing(drawing, elem, to.column.left, scale)
    strip = Strip(drawing.height * scale, draw, above=to.gap(9))
    to.strips.append(strip)
    if block.caption:
        strip.keep = True
        to.text(to.root.add("P"), block.caption, styles.TONES["quiet"], to.column, 4)
    if block.data:
        to.strips[-1].keep = True
        table(to, block.data)


def _drawing(drawing: Any, elem: Elem, left: float, scale: float) -> Callable[[Ink, float], None]:
    def draw(ink: Ink, top: float) -> None:
        from reportlab.graphics import renderPDF

        low = top - drawing.height * scale
        box = (left, low, left + drawing.width * scale, top)
        elem.attrs["Layout"] = {"BBox": list(ink.on_paper(box)), "Placement": "/Block"}
        with ink.tagged(elem):
            ink.canvas.saveState()
            ink.canvas.translate(left, low)
            ink.canvas.scale(scale, scale)
            renderPDF.draw(drawing, ink.canvas, 0, 0)
            ink.canvas.restoreState()

    return draw


MOST_PIXELS = 1900
"""Of a picture over the width of a page: 300 to the inch."""


def picture(to: Composer, block: blocks.Picture) -> None:
    """A photo or scan with its words for who can't see it; the caption stays with it."""
    room = to.column.width, TALLEST / to.sheet.scale - (40 if block.caption else 0) - to.strips[-1].height
    made = printed(block.data, room, MOST_PIXELS)
    elem = to.root.add("Figure", alt=block.alt)

    def draw(ink: Ink, top: float) -> None:
        box = (to.column.left, top - made.height, to.column.left + made.width, top)
        elem.attrs["Layout"] = {"BBox": list(ink.on_paper(box)), "Placement": "/Block"}
        with ink.tagged(elem):
            made.draw(ink, to.column.left, top)

    to.strips.append(Strip(made.height, draw, above=to.gap(9), keep=bool(block.caption)))
    if block.caption:
        to.text(to.root.add("P"), block.caption, styles.TONES["quiet"], to.column, 4)


def signature_fields(to: Composer, block: blocks.SignatureFields) -> None:
    """Two fields beside each other where there is room; at least two lines of text come along to their page,
    and what is said of the signatures stays below them."""
    _hold_on(to.strips)
    wide = 2 if to.column.width >= FIELD_STEP + FIELD[0] else 1
    pairs = [block.fields[at : at + wide] for at in range(0, len(block.fields), wide)]
    for index, pair in enumerate(pairs):
        strip = Strip(0, _blank, above=10 if index == 0 else 12, keep=index < len(pairs) - 1 or not block.paper)
        strip.height, strip.draw = _fields(to, pair, block.paper)
        to.strips.append(strip)
    if not block.paper:
        _archive(to)


def _blank(_ink: Ink, _top: float) -> None:
    """Replaced at once."""


def _hold_on(strips: list[Strip]) -> None:
    """Bind what ends the text to the signatures: back to the last place where a page might have ended."""
    for strip in reversed(strips):
        if not strip.keep:
            strip.keep = True
            return


def _fields(
    to: Composer, pair: tuple[blocks.SignatureField, ...], paper: bool
) -> tuple[float, Callable[[Ink, float], None]]:
    role_style = Style(size=9.5, leading=13, color=TEXT_2)
    made = []
    for at, one in enumerate(pair):
        form, words = to.root.add("Form"), to.root.add("P")
        name = break_lines(one.person + " ", styles.BODY, FIELD[0])
        role = break_lines(one.role, role_style, FIELD[0])
        made.append((one, to.column.left + at * FIELD_STEP, form, words, name, role))
    deepest = max(len(name) * styles.BODY.leading + len(role) * role_style.leading for *_rest, name, role in made)

    def draw(ink: Ink, top: float) -> None:
        for one, left, form, words, name, role in made:
            box = (left, top - FIELD[1], left + FIELD[0], top)
            if paper:
                with ink.artifact():
                    ink.rule(box[0], box[1], box[2], LINE_STRONG, 0.75)
            else:
                ink.field(one.name, form, box, field_label(one))
            below = _stack(ink, words, left, top - FIELD[1] - 3, name, styles.BODY)
            _stack(ink, words, left, below, role, role_style)

    return FIELD[1] + 3 + deepest, draw


def _stack(ink: Ink, elem: Elem, left: float, top: float, lines: tuple[Line, ...], style: Style) -> float:
    for line in lines:
        ink.runs(elem, left, top - style.baseline, line.runs)
        top -= style.leading
    return top


def field_label(one: blocks.SignatureField) -> str:
    """What a screen reader says of a field."""
    if not one.role:
        return _("Signature of {person}").format(person=one.person)
    return _("Signature of {person}, {role}").format(person=one.person, role=one.role)


def _archive(to: Composer) -> None:
    labels = (_("Timestamp of the archive"), *[_("Timestamp of the archive, renewal {number}")] * (len(ARCHIVES) - 1))
    made = [(name, to.root.add("Form"), label) for name, label in zip(ARCHIVES, labels, strict=True)]
    strip = to.strips[-1]
    draw_fields = strip.draw

    def draw(ink: Ink, top: float) -> None:
        draw_fields(ink, top)
        for number, (name, form, label) in enumerate(made):
            ink.field(name, form, (0, 0, 0, 0), label.format(number=number))

    strip.draw = draw


def rich_text(to: Composer, block: blocks.Rich) -> None:
    """Formatted text, its headings moved so that the highest is ``top``."""
    for made in written.as_blocks(block):
        lay_out(to, made)


def page_break(to: Composer, _block: blocks.PageBreak) -> None:
    to.strips.append(Strip(0, _blank, new_page=True, keep=True))


_LAY_OUT: dict[type, Callable[[Composer, Any], None]] = {
    blocks.Heading: compose.heading,
    blocks.Paragraph: compose.paragraph,
    blocks.ItemList: compose.item_list,
    blocks.Rich: rich_text,
    blocks.Table: table,
    blocks.Quote: compose.quote,
    blocks.Figure: figure,
    blocks.Picture: picture,
    blocks.KeyValues: compose.key_values,
    blocks.Lines: compose.lines,
    blocks.Addressee: compose.addressee,
    blocks.Notes: compose.notes,
    blocks.SignatureFields: signature_fields,
    blocks.Spacer: compose.spacer,
    blocks.Rule: compose.rule,
    blocks.PageBreak: page_break,
}


def lay_out(to: Composer, block: blocks.Block) -> None:
    """Append the strips and elements of one block."""
    _LAY_OUT[type(block)](to, block)
