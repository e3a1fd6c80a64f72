"""What stands around the text: letterhead, running header, page numbers, marks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from wijkraad_app.kernel.errors import UserError
from wijkraad_app.kernel.i18n import _, pgettext

from . import fonts, sheet
from .blocks import Document, HouseStyle
from .compose import Composer
from .ink import LINE, MM, TEXT, TEXT_2, Ink
from .lines import Line, Style, break_lines
from .pictures import Printed, printed
from .sheet import Sheet
from .strips import Strip
from .tags import Elem

LOGO = (30 * MM, 12 * MM)
ADDRESS = 55 * MM
ROOM_BESIDE = 150 * MM
"""How wide the address of the sender is, and from which width of a sheet it stands beside the name."""
MOST_LOGO_PIXELS = 900
_NAME = Style(size=12.5, leading=15, font=fonts.SEMIBOLD)
_PLACE = Style(size=9.5, leading=12, color=TEXT_2)
_ADDRESS = Style(size=8.5, leading=11.5, color=TEXT_2)
_BADGE = "#EFECE5"


def top_of(page: int, document: Document) -> float:
    """The distance from the upper edge to the text, on a page counted from 0."""
    on = sheet.of(document.large)
    return on.first_top if page == 0 and document.letterhead else on.next_top


def room(page: int, document: Document) -> float:
    """The height for text on a page."""
    on = sheet.of(document.large)
    return on.height - top_of(page, document) - on.bottom


def letterhead(to: Composer, house: HouseStyle) -> None:
    """Name, place and address as content; the logo is decoration, the name beside it says the same.

    The address stands at the right, or below the name where the sheet is too narrow for both.
    """
    on = to.sheet
    beside = on.width > ROOM_BESIDE
    logo = _logo(house.logo, LOGO) if house.logo else None
    left = on.left + (logo.width + 9 if logo else 11)
    end = on.right - ADDRESS if beside else on.right
    name = _head_lines(to, house.sender, _NAME, left, end - 9 - left)
    name += _head_lines(to, house.place, _PLACE, left, end - 9 - left)
    right = [line for text in house.lines for line in _head_lines(to, text, _ADDRESS, end if beside else left, 1e6)]
    deep = [sum(one.style.leading for one in lines) for lines in (name, right)]
    height = max(LOGO[1], max(deep) if beside else sum(deep)) + 12 * MM / on.scale

    def draw(ink: Ink, top: float) -> None:
        _draw_logo(ink, logo, top, on.left, house)
        below = _draw_head(ink, name, top + 0.5)
        _draw_head(ink, right, top - 1 if beside else below)

    to.strips.append(Strip(height, draw, keep=True))


@dataclass(frozen=True, slots=True)
class _HeadLine:
    """One line of the letterhead."""

    elem: Elem
    line: Line
    style: Style
    left: float


def _head_lines(to: Composer, text: str, style: Style, left: float, width: float) -> list[_HeadLine]:
    if not text:
        return []
    elem = to.root.add("P")
    return [_HeadLine(elem, line, style, left) for line in break_lines(text, style, width)]


def _draw_head(ink: Ink, lines: Sequence[_HeadLine], top: float) -> float:
    for one in lines:
        ink.runs(one.elem, one.left, top - one.style.baseline, one.line.runs)
        top -= one.style.leading
    return top


def _draw_logo(ink: Ink, logo: Printed | None, top: float, left: float, house: HouseStyle) -> None:
    """Draw the logo, or a stroke in the accent colour."""
    with ink.artifact():
        if logo is None:
            ink.block(left, top - 30, 3, 30, house.accent, 1.5)
        else:
            logo.draw(ink, left, top)


def _logo(data: bytes, room: tuple[float, float]) -> Printed:
    try:
        return printed(data, room, MOST_LOGO_PIXELS)
    except UserError as error:
        raise UserError(_("The logo can't be read. Choose a PNG or JPEG picture."), code="logo_unreadable") from error


def marks(document: Document) -> tuple[str, ...]:
    """The words that stand on every page: the document's own mark, and that it is an example."""
    return tuple(word for word in (document.mark, pgettext("mark", "Example") if document.example else "") if word)


def opening_marks(to: Composer, document: Document) -> None:
    """On page 1 the marks are content, so that they are also heard."""
    words = marks(document)
    elems = [to.root.add("P") for _word in words]

    on = to.sheet

    def draw(ink: Ink, _top: float) -> None:
        right = on.right
        for word, elem in zip(words, elems, strict=True):
            right = _badge(ink, word, right, on, elem)

    if words:
        to.strips.append(Strip(0, draw, keep=True))


def _badge(ink: Ink, word: str, right: float, on: Sheet, elem: Elem | None = None) -> float:
    wide = fonts.width(word, fonts.SEMIBOLD, 9) + 16
    low = on.height - on.badge
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
    on = sheet.of(document.large)
    if page:
        right = on.right
        for word in marks(document):
            right = _badge(ink, word, right, on)
    if page or not document.letterhead:
        _running(ink, document, on)
    with ink.artifact("Pagination", "Footer"):
        if document.footer:
            ink.word(on.left, on.footer, document.footer, fonts.REGULAR, 8.5, TEXT_2)
        if page:
            words = _("page {number} of {total}").format(number=page + 1, total=pages)
            ink.word(on.right, on.footer, words, fonts.REGULAR, 8.5, TEXT_2, right=True)


def _running(ink: Ink, document: Document, on: Sheet) -> None:
    y = on.height - on.header
    with ink.artifact("Pagination", "Header"):
        ink.word(on.left, y, document.house.sender, fonts.SEMIBOLD, 9, document.house.accent)
        ink.word(on.right, y, document.running, fonts.REGULAR, 9, TEXT_2, right=True)
        ink.rule(on.left, y - 7, on.right, LINE, 0.5)
