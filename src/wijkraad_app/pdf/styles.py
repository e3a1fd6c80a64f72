"""The type of the page: Source Sans 3, 11 on 15 points, left aligned, a blank line between paragraphs."""

from __future__ import annotations

from dataclasses import replace

from . import fonts
from .blocks import Tone
from .ink import TEXT_2
from .lines import Style

BODY = Style(divide=True)
TONES: dict[Tone, Style] = {
    "body": BODY,
    "strong": replace(BODY, font=fonts.SEMIBOLD, divide=False),
    "lead": Style(size=12.5, leading=17.5, above=10, divide=True),
    "small": Style(size=9.5, leading=13, above=6, divide=True),
    "quiet": Style(size=9, leading=12.5, color=TEXT_2, above=6, divide=True),
}
HEADINGS = (
    Style(size=21, leading=26, font=fonts.SEMIBOLD, above=14),
    Style(size=13, leading=17, font=fonts.SEMIBOLD, above=17),
    Style(size=11.5, leading=15, font=fonts.SEMIBOLD, above=13),
    Style(size=11, leading=15, font=fonts.SEMIBOLD, color=TEXT_2, above=11),
)
AFTER_HEADING = (8.0, 3.5, 2.5, 2.0)
CELL = Style(size=10, leading=13.5, above=0, divide=True)
SMALL_CELL = Style(size=9, leading=12, above=0, divide=True)
CAPTION = replace(TONES["small"], font=fonts.SEMIBOLD, above=10)


def heading(level: int) -> Style:
    """The style of a heading, level 1 and deeper."""
    return HEADINGS[min(level, len(HEADINGS)) - 1]
