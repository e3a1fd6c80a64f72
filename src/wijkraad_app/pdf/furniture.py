"""What stands around the text: letterhead, running header, page numbers, marks."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from typing import Any

from wijkraad_app.kernel.errors import UserError
from wijkraad_app.kernel.i18n import _, pgettext

from . import fonts
from .blocks import Document, HouseStyle
from .compose import Composer
from .ink import A4, LINE, MM, TEXT, TEXT_2, Ink
from .lines import Style, break_lines
from .strips import Strip
from .tags import Elem

LEFT, RIGHT = 25 * MM, 185 * MM
FIRST_TOP, NEXT_TOP, BOTTOM = 16 * MM, 30 * MM, 24 * MM
LOGO = (30 * MM, 12 * MM)
MOST_LOGO_PIXELS = 900
_NAME = Style(size=12.5, leading=15, font=fonts.SEMIBOLD)
_PLACE = Style(size=9.5, leading=12, color=TEXT_2)
_ADDRESS = Style(size=8.5, leading=11.5, color=TEXT_2)
_BADGE = "#EFECE5"


def top_of(page: int, document: Document) -> float:
    """The distance from the upper edge to the text, on a page counted from 0."""
    return FIRST_TOP if page == 0 and document.letterhead else NEXT_TOP


def room(page: int, document: Document) -> float:
    """The height for text on a page."""
    return A4[1] - top_of(page, document) - BOTTOM


@dataclass(frozen=True, slots=True)
class _Logo:
    """A picture that PDF/A allows, and its size on paper."""

    picture: Any
    width: float
    height: float


def letterhead(to: Composer, house: HouseStyle) -> None:
    """Name, place and address as content; the logo is decoration, the name beside it says the same."""
    name, place = to.root.add("P"), to.root.add("P")
    address = [to.root.add("P") for _line in house.lines]
    logo = _logo(house.logo) if house.logo else None
    height = max(LOGO[1], len(house.lines) * _ADDRESS.leading) + 12 * MM

    def draw(ink: Ink, top: float) -> None:
        left = _draw_logo(ink, logo, top, house)
        _one_line(ink, name, house.sender, _NAME, left, top + 0.5)
        if house.place:
            _one_line(ink, place, house.place, _PLACE, left, top - _NAME.leading)
        for at, (elem, line) in enumerate(zip(address, house.lines, strict=True)):
            _one_line(ink, elem, line, _ADDRESS, 130 * MM, top - 1 - at * _ADDRESS.leading)

    to.strips.append(Strip(height, draw, keep=True))


def _one_line(ink: Ink, elem: Elem, text: str, style: Style, left: float, top: float) -> None:
    ink.runs(elem, left, top - style.baseline, break_lines(text, style, 1e6)[0].runs)


def _draw_logo(ink: Ink, logo: _Logo | None, top: float, house: HouseStyle) -> float:
    """Draw the logo, or a stroke in the accent colour; return where the name begins."""
    with ink.artifact():
        if logo is None:
            ink.block(LEFT, top - 30, 3, 30, house.accent, 1.5)
            return LEFT + 11
        ink.canvas.drawImage(logo.picture, LEFT, top - logo.height, logo.width, logo.height, mask="auto")
        return LEFT + logo.width + 9


def _logo(data: bytes) -> _Logo:
    from PIL import Image, ImageOps
    from reportlab.lib.utils import ImageReader

    try:
        picture: Image.Image = Image.open(BytesIO(data))
        picture.load()
    except (OSError, ValueError, Image.DecompressionBombError) as error:
        raise UserError(_("The logo can't be read. Choose a PNG or JPEG picture."), code="logo_unreadable") from error
    picture = ImageOps.exif_transpose(picture)
    picture.thumbnail((MOST_LOGO_PIXELS, MOST_LOGO_PIXELS))
    picture = picture.convert("RGBA" if "A" in picture.getbands() or "transparency" in picture.info else "RGB")
    scale = min(LOGO[0] / picture.width, LOGO[1] / picture.height)
    return _Logo(ImageReader(picture), picture.width * scale, picture.height * scale)


def marks(document: Document) -> tuple[str, ...]:
    """The words that stand on every page: the document's own mark, and that it is an example."""
    return tuple(word for word in (document.mark, pgettext("mark", "Example") if document.example else "") if word)


def opening_marks(to: Composer, document: Document) -> None:
    """On page 1 the marks are content, so that they are also heard."""
    words = marks(document)
    elems = [to.root.add("P") for _word in words]

    def draw(ink: Ink, _top: float) -> None:
        right = RIGHT
        for word, elem in zip(words, elems, strict=True):
            right = _badge(ink, word, right, elem)

    if words:
        to.strips.append(Strip(0, draw, keep=True))


def _badge(ink: Ink, word: str, right: float, elem: Elem | None) -> float:
    wide = fonts.width(word, fonts.SEMIBOLD, 9) + 16
    low = A4[1] - 11.5 * MM
    with ink.artifact():
        ink.block(right - wide, low, wide, 16, _BADGE, 8)
    if elem is None:
        with ink.artifact("Pagination", "Header"):
            ink.word(right - wide + 8, low + 5, word, fonts.SEMIBOLD, 9, TEXT)
    else:
        with ink.tagged(elem):
            ink.word(right - wide + 8, low + 5, word, fonts.SEMIBOLD, 9, TEXT)
    return right - wide - 6


def around(ink: Ink, document: Document, page: int, pages: int) -> None:
    """Running header, footer and page number of one page, counted from 0."""
    if page:
        right = RIGHT
        for word in marks(document):
            right = _badge(ink, word, right, None)
    if page or not document.letterhead:
        _running(ink, document)
    with ink.artifact("Pagination", "Footer"):
        if document.footer:
            ink.word(LEFT, 13 * MM, document.footer, fonts.REGULAR, 8.5, TEXT_2)
        if page:
            words = _("page {number} of {total}").format(number=page + 1, total=pages)
            ink.word(RIGHT, 13 * MM, words, fonts.REGULAR, 8.5, TEXT_2, right=True)


def _running(ink: Ink, document: Document) -> None:
    y = A4[1] - 18 * MM
    with ink.artifact("Pagination", "Header"):
        ink.word(LEFT, y, document.house.sender, fonts.SEMIBOLD, 9, document.house.accent)
        ink.word(RIGHT, y, document.running, fonts.REGULAR, 9, TEXT_2, right=True)
        ink.rule(LEFT, y - 7, RIGHT, LINE, 0.5)
