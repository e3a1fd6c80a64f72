"""Pages from strips: what can't be cut is one strip, and each says where a page may not break."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from .ink import Ink


@dataclass(slots=True, eq=False)
class Strip:
    """A horizontal strip of a page.

    ``draw`` gets the y of its top. ``above`` is white that is dropped at the top of a page. ``keep``: no page ends
    between this and the next. ``header`` is repeated when a page begins here.
    """

    height: float
    draw: Callable[[Ink, float], None]
    above: float = 0.0
    keep: bool = False
    header: Strip | None = None
    new_page: bool = False


@dataclass(frozen=True, slots=True)
class Placed:
    """A strip and how far its top is below the top of the page's text, in points."""

    strip: Strip
    offset: float


def paginate(strips: Sequence[Strip], room: Callable[[int], float]) -> list[list[Placed]]:
    """Divide strips over pages; ``room`` is the height for text on a page, counted from 0."""
    pages: list[list[Placed]] = []
    rest = list(strips)
    while rest:
        taken, placed = _fill(rest, room(len(pages)))
        pages.append(placed)
        rest = rest[taken:]
    return pages or [[]]


SQUEEZES = (0.85, 0.7, 0.6)
SHORT = 0.4
"""A last page filled for less than this share is worth saving by taking some white out of the pages before."""


def paginate_tight(strips: Sequence[Strip], room: Callable[[int], float]) -> list[list[Placed]]:
    """As `paginate`; where the last page would hold only a few lines, with less white so that it isn't needed.

    What a page break sets apart, such as enclosures, comes behind that last page.
    """
    stop = next((at for at, strip in enumerate(strips) if strip.new_page), len(strips))
    pages = _tight(strips[:stop], room)
    return pages + paginate(strips[stop:], lambda page: room(len(pages) + page)) if stop < len(strips) else pages


def _tight(strips: Sequence[Strip], room: Callable[[int], float]) -> list[list[Placed]]:
    pages = paginate(strips, room)
    last = pages[-1][-1] if pages[-1] else None
    if len(pages) < 2 or last is None or last.offset + last.strip.height > SHORT * room(len(pages) - 1):
        return pages
    whites = [strip.above for strip in strips]
    for share in SQUEEZES:
        for strip, white in zip(strips, whites, strict=True):
            strip.above = white * share
        tight = paginate(strips, room)
        if len(tight) < len(pages):
            return tight
    for strip, white in zip(strips, whites, strict=True):
        strip.above = white
    return pages


def _fill(strips: Sequence[Strip], room: float) -> tuple[int, list[Placed]]:
    placed: list[Placed] = []
    below = 0.0
    if strips[0].header:
        placed.append(Placed(strips[0].header, 0))
        below = strips[0].header.height
    repeated = len(placed)
    for index, strip in enumerate(strips):
        top = below + (strip.above if below else 0)
        if index and (strip.new_page or top + strip.height > room + 0.01):
            stop = index if strip.new_page else _last_break(strips, index)
            return stop, placed[: repeated + stop]
        placed.append(Placed(strip, top))
        below = top + strip.height
    return len(strips), placed


def _last_break(strips: Sequence[Strip], index: int) -> int:
    for stop in range(index, 0, -1):
        if not strips[stop - 1].keep:
            return stop
    return index


def keep_together(strips: Sequence[Strip]) -> None:
    """Let no page end inside."""
    for strip in strips[:-1]:
        strip.keep = True


def guard_ends(strips: Sequence[Strip]) -> None:
    """No single first line at the bottom of a page, no single last line at the top of one."""
    if len(strips) > 1:
        strips[0].keep = True
        strips[-2].keep = True
