"""What a document is made of for a word processor: fewer kinds than `pdf.blocks`, in reading order.

Lengths are millimetres, sizes of pictures too.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal, TypeAlias

from wijkraad_app.pdf.blocks import Align

Style: TypeAlias = Literal[
    "sender", "address", "mark", "body", "strong", "lead", "small", "quiet", "caption", "quote", "quote_by", "pair",
    "labelled", "item", "item_quote", "cell", "cell_head", "cell_strong", "rule", "note",
    "h1", "h2", "h3", "h4", "h5", "h6",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Run:
    """Text in one look; ``\\n`` breaks a line, ``\\t`` goes to the next stop.

    With ``note`` it is the mark of that footnote (from 1); ``again``: one that was already there. ``raised``: a number
    of a source that has no footnote.
    """

    text: str = ""
    bold: bool = False
    italic: bool = False
    href: str = ""
    note: int = 0
    again: bool = False
    raised: bool = False


Runs: TypeAlias = "tuple[Run, ...]"


@dataclass(frozen=True, slots=True)
class Para:
    """A paragraph or heading; ``close`` has no white above; ``indent`` of a labelled one."""

    style: Style
    runs: Runs
    keep: bool = False
    close: bool = False
    indent: float = 0.0
    hang: float = 0.0


@dataclass(frozen=True, slots=True)
class Item:
    """An item of a list at ``level``; ``mark`` is "1" for numbered, "" for a bullet, else one sign."""

    runs: Runs
    level: int
    mark: str


@dataclass(frozen=True, slots=True)
class Items:
    """One list; another one begins counting anew."""

    items: tuple[Item, ...]
    quoted: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """A table with its header row; all rows are as wide as ``widths``."""

    header: tuple[Runs, ...]
    rows: tuple[tuple[Runs, ...], ...]
    widths: tuple[float, ...]
    aligns: tuple[Align, ...]
    row_headers: bool = False
    total: bool = False
    about: str = ""


@dataclass(frozen=True, slots=True)
class Image:
    """A picture; ``alt`` says what it shows."""

    data: bytes
    media_type: str
    width: float
    height: float
    alt: str


@dataclass(frozen=True, slots=True)
class NewPage:
    """What follows begins on a new page."""


Part: TypeAlias = "Para | Items | Grid | Image | NewPage"


@dataclass(frozen=True, slots=True)
class Flat:
    """A whole document. ``language`` as "nl-NL"; ``notes`` are the footnotes; ``letterhead``: ``parts`` begin with one,
    and the first page has no running header. ``scale`` is 1, or more for large print."""

    title: str
    author: str
    subject: str
    language: str
    date: datetime
    accent: str
    header: tuple[str, str]
    footer: str
    page_words: tuple[str, str, str]
    parts: tuple[Part, ...]
    notes: tuple[Runs, ...]
    letterhead: bool
    scale: float
    side: float
    width: float
