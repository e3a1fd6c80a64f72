"""The look of every style, said once for both writers: sizes and distances in points, as in `pdf.styles`."""

from __future__ import annotations

from dataclasses import dataclass

from .parts import Style

FONT = "Arial"
"""On every computer, or with a twin of the same widths; ours would be replaced by who knows what."""
INK_QUIET = "#57534A"
LINE = "#D9D4C8"
SIGNS = ("•", "–", "▪")
"""Of bulleted lists, by depth."""
FORMATS = ("decimal", "lowerLetter", "lowerRoman")
"""Of numbered lists, by depth, as DOCX says it."""
LEVELS = 9


@dataclass(frozen=True, slots=True)
class Look:
    """``name`` is what a word processor calls it; ``accent``: in the council's colour."""

    name: str
    size: float = 10.5
    above: float = 6.0
    below: float = 0.0
    bold: bool = False
    italic: bool = False
    quiet: bool = False
    accent: bool = False
    indent: float = 0.0
    level: int = 0
    keep: bool = False
    bar: bool = False
    line: bool = False
    line_height: float = 1.2


LOOKS: dict[Style, Look] = {
    "sender": Look("Sender", 12.5, 0, bold=True, accent=True),
    "address": Look("Address", 9, 0, 10, quiet=True),
    "mark": Look("Mark", 9, 0, 4, bold=True),
    "body": Look("Body Text"),
    "strong": Look("Strong Text", bold=True, keep=True),
    "lead": Look("Lead", 12, 9),
    "small": Look("Small Text", 9.5, 5),
    "quiet": Look("Quiet Text", 9, 4, quiet=True),
    "caption": Look("Table Caption", 9.5, 9, 3, bold=True, keep=True),
    "quote": Look("Quotation", indent=8, bar=True),
    "quote_by": Look("Quotation Source", 9, 0, quiet=True, indent=8, bar=True),
    "pair": Look("Label and Value", 10.5, 6),
    "labelled": Look("Labelled Text", 10.5, 3),
    "item": Look("List Item", 10.5, 3),
    "item_quote": Look("Quoted List Item", 10.5, 3, italic=True),
    "cell": Look("Table Text", 9.5, 0, line_height=1.1),
    "cell_head": Look("Table Head", 9.5, 0, bold=True, quiet=True, line_height=1.1),
    "cell_strong": Look("Table Strong", 9.5, 0, bold=True, line_height=1.1),
    "rule": Look("Ruled Line", 10.5, 24, line=True),
    "note": Look("Footnote", 8.5, 0, line_height=1.1),
    "h1": Look("Heading 1", 20, 12, 6, bold=True, level=1, keep=True, accent=True),
    "h2": Look("Heading 2", 13, 15, 3, bold=True, level=2, keep=True, accent=True),
    "h3": Look("Heading 3", 11.5, 11, 2, bold=True, level=3, keep=True),
    "h4": Look("Heading 4", 10.5, 9, 2, bold=True, level=4, keep=True),
    "h5": Look("Heading 5", 10.5, 8, 1, bold=True, quiet=True, level=5, keep=True),
    "h6": Look("Heading 6", 10.5, 8, 1, italic=True, quiet=True, level=6, keep=True),
}
