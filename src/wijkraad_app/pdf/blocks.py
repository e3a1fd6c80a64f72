"""What a document is made of, said without any drawing: slices build these, `render` draws them.

Everything is frozen. Text is either a plain string or a tuple of `kernel.text.Span` (bold, italic, links,
references to sources); a newline in a text is a hard line break. Lengths are millimetres unless said otherwise.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

if TYPE_CHECKING:
    from wijkraad_app.kernel import text as rich

Inline: TypeAlias = "str | tuple[rich.Span, ...]"
Align: TypeAlias = Literal["left", "right", "center"]
Window: TypeAlias = Literal["", "left", "right"]
Tone: TypeAlias = Literal["body", "strong", "lead", "small", "quiet"]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; level 1 is the document's title. It stays with what follows."""

    text: Inline
    level: int = 1


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text. ``small`` is 9.5 pt, ``quiet`` is small and grey, ``lead`` a little larger.

    ``close`` leaves no white above, for lines that belong to the paragraph before.
    """

    text: Inline
    tone: Tone = "body"
    keep_with_next: bool = False
    close: bool = False


@dataclass(frozen=True, slots=True)
class ListItem:
    """One item; ``label`` replaces the number or bullet ("4.a", "☐")."""

    text: Inline
    level: int = 0
    ordered: bool = False
    label: str = ""


@dataclass(frozen=True, slots=True)
class ItemList:
    """Items in reading order; an item of a deeper ``level`` nests in the one before. ``quoted``: someone's words."""

    items: tuple[ListItem, ...]
    quoted: bool = False


@dataclass(frozen=True, slots=True)
class Rich:
    """Formatted text as it was written (`kernel.text.parse`); its highest heading becomes level ``top``."""

    blocks: tuple[rich.Block, ...]
    top: int = 2


@dataclass(frozen=True, slots=True)
class Column:
    """``width`` is a share of the page's width; 0 takes what the text needs."""

    width: float = 0.0
    align: Align = "left"


@dataclass(frozen=True, slots=True)
class Table:
    """A table with one header row, repeated on each page.

    ``row_headers``: the first column names its row. ``total``: the last row is a total. ``caption`` stands above.
    """

    header: tuple[Inline, ...]
    rows: tuple[tuple[Inline, ...], ...]
    columns: tuple[Column, ...] = ()
    caption: Inline = ""
    row_headers: bool = False
    total: bool = False
    small: bool = False


@dataclass(frozen=True, slots=True)
class Quote:
    """Someone's words, with who said them below."""

    text: Inline
    by: Inline = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """A drawing: ``draw`` gets the width in points and returns a ReportLab Drawing of at most that width.

    ``alt`` says in words what the picture shows; ``data`` is the same as a table, printed below when given.
    """

    draw: Callable[[float], Any]
    alt: str
    caption: Inline = ""
    data: Table | None = None


@dataclass(frozen=True, slots=True)
class Picture:
    """A photo or scan (PNG or JPEG bytes) over the width, at most as high as the page; ``alt`` as of a figure."""

    data: bytes
    alt: str
    caption: Inline = ""


@dataclass(frozen=True, slots=True)
class KeyValue:
    """A line "label  value"; with ``heading`` its value is the title of the document."""

    label: str
    value: Inline
    heading: bool = False


@dataclass(frozen=True, slots=True)
class KeyValues:
    """The block of date, reference and subject; ``follows``: never alone on a page, what is before comes along."""

    rows: tuple[KeyValue, ...]
    label_width: float = 27.0
    follows: bool = False


@dataclass(frozen=True, slots=True)
class Lines:
    """Lines under each other that belong together, such as an address; never split."""

    lines: tuple[Inline, ...]
    tone: Tone = "body"


@dataclass(frozen=True, slots=True)
class Addressee:
    """Whom a letter is for; behind the window of the envelope where the house style has one."""

    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Note:
    """One source: the number printed in the text, what it is, and lines of detail."""

    number: int
    text: Inline
    details: tuple[Inline, ...] = ()


@dataclass(frozen=True, slots=True)
class Notes:
    """The list of sources; numbers in the text link to it."""

    notes: tuple[Note, ...]


SIGNERS = ("chair", "secretary", "signer3", "signer4")
"""The names of fields to sign, in the order of signing. They say only who comes first, second, third and fourth: a
council may have its treasurer sign first, in the field `chair`."""


@dataclass(frozen=True, slots=True)
class SignatureField:
    """``name`` is one of `SIGNERS`; ``person`` and ``role`` are printed below."""

    name: str
    person: str
    role: str


@dataclass(frozen=True, slots=True)
class SignatureFields:
    """Room to sign, digitally or on paper, for one to four people; never alone on a page.

    Fields without size are made as well, for a timestamp of the archive later and for those that renew it
    (`reading.ARCHIVES`). ``paper`` leaves only the room, above a line to sign on.
    """

    fields: tuple[SignatureField, ...]
    paper: bool = False


@dataclass(frozen=True, slots=True)
class Spacer:
    """White; dropped at the top of a page."""

    height: float = 5.0


@dataclass(frozen=True, slots=True)
class Rule:
    """A thin line over the width."""


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows begins on a new page."""


Block: TypeAlias = (
    Heading
    | Paragraph
    | ItemList
    | Rich
    | Table
    | Quote
    | Figure
    | Picture
    | KeyValues
    | Lines
    | Addressee
    | Notes
    | SignatureFields
    | Spacer
    | Rule
    | PageBreak
)


@dataclass(frozen=True, slots=True)
class HouseStyle:
    """How a council's paper looks: ``accent`` as "#24548F", ``logo`` as PNG or JPEG bytes.

    ``window``: where the envelope shows the address, "left", "right" or "" for envelopes without one.
    """

    sender: str = ""
    place: str = ""
    lines: tuple[str, ...] = ()
    accent: str = "#24548F"
    logo: bytes | None = None
    window: Window = ""


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that travels inside the document; ``about`` says what it is."""

    name: str
    data: bytes
    media_type: str
    about: str


@dataclass(frozen=True, slots=True)
class Document:
    """A whole document.

    ``date`` (aware) goes into the file: the same document with the same date gives the same bytes.
    ``running`` stands at the top of each page from the second, ``footer`` at the bottom of all.
    ``refs`` gives each source cited in the text its number. ``mark`` ("Openbare versie") and, with
    ``example``, "Voorbeeld" stand on every page. ``letterhead`` puts name, logo and address on page 1.
    ``tight_end``: a last page of a few lines is avoided with less white. ``large``: in large print.
    ``attachments`` travel inside: the file is then PDF/A-3a in place of PDF/A-2a.
    """

    title: str
    blocks: tuple[Block, ...]
    date: datetime
    author: str = ""
    subject: str = ""
    language: str = "nl"
    house: HouseStyle = field(default_factory=HouseStyle)
    letterhead: bool = True
    running: str = ""
    footer: str = ""
    mark: str = ""
    example: bool = False
    refs: Mapping[str, int] = field(default_factory=dict)
    tight_end: bool = False
    large: bool = False
    attachments: tuple[Attachment, ...] = ()
