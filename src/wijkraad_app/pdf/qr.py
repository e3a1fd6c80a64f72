"""A QR code as a figure of a document."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from .blocks import Figure, Inline

QUIET = 4
"""Modules of white around it, as the standard asks."""


@dataclass(frozen=True, slots=True)
class _Code:
    content: str
    side: float

    def __call__(self, width: float) -> Any:
        """The drawing; dark modules of one row that touch are one rectangle."""
        import segno
        from reportlab.graphics.shapes import Drawing, Rect
        from reportlab.lib.colors import black

        rows = tuple(segno.make(self.content, error="m", micro=False).matrix)
        side = min(self.side, width)
        step = side / (len(rows) + 2 * QUIET)
        drawing = Drawing(side, side)
        for number, row in enumerate(rows):
            for start, length in runs(row):
                left, low = (QUIET + start) * step, side - (QUIET + number + 1) * step
                drawing.add(Rect(left, low, length * step, step, fillColor=black, strokeColor=None, strokeWidth=0))
        return drawing


def runs(row: Any) -> list[tuple[int, int]]:
    """Where dark modules begin in a row, and how many there are side by side."""
    found: list[tuple[int, int]] = []
    start = None
    for place, dark in enumerate((*row, 0)):
        if dark and start is None:
            start = place
        elif not dark and start is not None:
            found.append((start, place - start))
            start = None
    return found


def qr_code(content: str, alt: str, caption: Inline = "", *, side: float = 130.0) -> Figure:
    """``content`` as a QR code of ``side`` points; ``alt`` says what it holds."""
    return Figure(_Code(content, side), alt, caption)
