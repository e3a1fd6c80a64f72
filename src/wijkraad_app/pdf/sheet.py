"""The paper as the text sees it: A4, or a smaller sheet that is drawn enlarged to A4 for large print."""

from __future__ import annotations

from dataclasses import dataclass

from .ink import A4, MM


@dataclass(frozen=True, slots=True)
class Sheet:
    """Distances in points before enlarging, from the edges; ``header``, ``footer`` and ``badge`` are baselines.

    ``divide``: words may be divided at line ends.
    """

    scale: float
    side: float
    first_top: float
    next_top: float
    bottom: float
    header: float
    footer: float
    badge: float
    divide: bool

    @property
    def width(self) -> float:
        """From edge to edge."""
        return A4[0] / self.scale

    @property
    def height(self) -> float:
        """From edge to edge."""
        return A4[1] / self.scale

    @property
    def left(self) -> float:
        """Where text begins."""
        return self.side

    @property
    def right(self) -> float:
        """Where text ends."""
        return self.width - self.side


NORMAL = Sheet(1, 25 * MM, 16 * MM, 30 * MM, 24 * MM, 18 * MM, 13 * MM, 11.5 * MM, divide=True)
LARGE = Sheet(1.6, 12.5 * MM, 12 * MM, 20 * MM, 15 * MM, 12.5 * MM, 8 * MM, 9.5 * MM, divide=False)
"""Text of 17.6 points and nothing below 13.5, no divided words: after the Clear Print guidance of the RNIB."""


def of(large: bool) -> Sheet:
    """The sheet of a document."""
    return LARGE if large else NORMAL
