"""Formatted text: one flat list of blocks, stored as a CommonMark subset.

Screen, PDF, ODT and DOCX all walk the same blocks. `parse` and `serialise` are each other's inverse for
blocks in normal form; `parse` takes any text and always gives normal form.
"""

from .blocks import (
    Block,
    Kind,
    Line,
    Span,
    Table,
    bullet,
    evidence,
    from_plain,
    heading,
    line_text,
    list_numbers,
    number,
    paragraph,
    plain_blocks,
    quote,
    references,
    table,
)
from .normal import normal, normal_spans, safe_link, typed_link
from .pasted import from_html
from .reading import parse, plain
from .writing import serialise

__all__ = [
    "Block",
    "Kind",
    "Line",
    "Span",
    "Table",
    "bullet",
    "evidence",
    "from_html",
    "from_plain",
    "heading",
    "line_text",
    "list_numbers",
    "normal",
    "normal_spans",
    "number",
    "paragraph",
    "parse",
    "plain",
    "plain_blocks",
    "quote",
    "references",
    "safe_link",
    "serialise",
    "table",
    "typed_link",
]
