"""Margins of error and effective sample size. Checked against R 4.2.2 with package survey 4.1.1."""

from __future__ import annotations

import math
from collections.abc import Iterable

Z95 = 1.959963984540054


def wilson(successes: float, n: float, z: float = Z95) -> tuple[float, float]:
    """The Wilson score interval of ``successes`` of ``n`` as shares (Wilson 1927; `prop.test(correct=FALSE)` in R).

    ``n`` may be an effective size and need not be whole. ``n`` = 0 gives (0, 1): nothing is known.
    """
    if n <= 0:
        return 0.0, 1.0
    share, square = successes / n, z * z
    scale = 1 + square / n
    centre = (share + square / (2 * n)) / scale
    half = z / scale * math.sqrt(max(0.0, share * (1 - share)) / n + square / (4 * n * n))
    low = 0.0 if successes <= 0 else max(0.0, centre - half)
    high = 1.0 if successes >= n else min(1.0, centre + half)
    return low, high


def kish_n_eff(weights: Iterable[float]) -> float:
    """Kish's effective size: (Σw)² / Σw²; 0 without weight."""
    values = list(weights)
    squares = math.fsum(w * w for w in values)
    return math.fsum(values) ** 2 / squares if squares else 0.0


def kish_deff(weights: Iterable[float]) -> float:
    """How many times the variance grows by weighting alone: n / n_eff."""
    values = list(weights)
    n_eff = kish_n_eff(values)
    return len(values) / n_eff if n_eff else 1.0


def shown_percent(share: float) -> int:
    """Whole per cent, halves upwards as people round; never -0."""
    return math.floor(share * 100 + 0.5 + 1e-9)
