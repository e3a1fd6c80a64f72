"""What stands left of the bars of a chart: their labels, over several lines where they are long."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from . import fonts
from .ink import color
from .lines import Style, break_lines

_WIDEST = 0.42
_GAP = 14


class LabelColumn:
    """Measures ``labels`` for a chart of ``width``: bars begin at ``left``, and each has a row of ``heights``.

    ``lowest`` is the least height of a row; it, like the sizes here, is in pixels on screen times ``scale``.
    """

    def __init__(self, labels: Sequence[str], width: float, lowest: float, scale: float) -> None:
        fonts.register()
        self._style = Style(size=15.5 * scale, leading=19 * scale)
        self._gap = _GAP * scale
        widest = max((fonts.width(label, fonts.REGULAR, self._style.size) for label in labels), default=0)
        self.left = min(widest + 16 * scale, width * _WIDEST)
        self._lines = [break_lines(label, self._style, max(self.left - self._gap, 20)) for label in labels]
        self.heights = [max(lowest * scale, (len(lines) * 19 + 10) * scale) for lines in self._lines]

    def draw(self, drawing: Any, row: int, middle: float, ink: str) -> None:
        """The label of that row, around the height ``middle``."""
        y = middle + len(self._lines[row]) * self._style.leading / 2 - self._style.baseline
        for line in self._lines[row]:
            words = "".join(run.text for run in line.runs).rstrip()
            add_text(drawing, words, self.left - self._gap, y, self._style.size, ink, "end")
            y -= self._style.leading


def add_text(
    drawing: Any, words: str, x: float, y: float, size: float, ink: str, anchor: str, font: str = fonts.REGULAR
) -> None:
    """Words on a drawing; ``anchor`` "start", "middle" or "end" is what ``x`` means."""
    from reportlab.graphics.shapes import String

    drawing.add(String(x, y, words, fontName=font, fontSize=size, fillColor=color(ink), textAnchor=anchor))
