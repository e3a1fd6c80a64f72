"""Weights that make a sample resemble the ward: raking to known margins, trimmed, with its price shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from wijkraad_app.kernel.errors import UserError
from wijkraad_app.kernel.i18n import _

from .intervals import kish_deff, kish_n_eff

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

TRIM = (0.3, 3.0)
"""A reply counts for no less and no more than this, against the mean (SURVEYS.md)."""


@dataclass(frozen=True, slots=True)
class Margin:
    """A known distribution: per reply its class, per class the number (or share) in the ward."""

    name: str
    classes: Sequence[int]
    targets: Sequence[float]
    labels: Sequence[str]


@dataclass(frozen=True, slots=True)
class Raked:
    """Weights with mean 1; ``small_cells`` names classes with under 30 replies."""

    weights: tuple[float, ...]
    rounds: int
    deff: float
    n_eff: float
    trimmed: int
    small_cells: tuple[str, ...]


def rake(
    margins: Sequence[Margin], *, start: Sequence[float] | None = None, trim: tuple[float, float] | None = TRIM
) -> Raked:
    """Fit weights to every margin in turn until all agree (Deming and Stephan 1940).

    `UserError`: "empty_margin_cell" for a class that nobody in the sample belongs to, "no_fit" when no weights fit.
    """
    import numpy as np

    codes = [np.asarray(margin.classes, dtype=np.int64) for margin in margins]
    n = len(codes[0])
    targets = [np.asarray(margin.targets, dtype=float) * n / sum(margin.targets) for margin in margins]
    small = _check_cells(margins, codes, targets)
    weights = np.ones(n) if start is None else np.asarray(start, dtype=float) * n / sum(start)
    weights, rounds = _fit(weights, codes, targets)
    trimmed = 0
    if trim is not None:
        kept = np.clip(weights, *trim)
        trimmed = int((np.abs(kept - weights) > 1e-12).sum())
        weights = kept * n / kept.sum()
    values = tuple(weights.tolist())
    return Raked(values, rounds, kish_deff(values), kish_n_eff(values), trimmed, small)


def _check_cells(
    margins: Sequence[Margin], codes: Sequence[NDArray[np.int64]], targets: Sequence[NDArray[np.float64]]
) -> tuple[str, ...]:
    import numpy as np

    small: list[str] = []
    for margin, own, target in zip(margins, codes, targets, strict=True):
        counts = np.bincount(own, minlength=len(target))
        for label, count, wanted in zip(margin.labels, counts, target, strict=True):
            if wanted > 0 and not count:
                message = _("Nobody in the survey belongs to “{label}”. Join it with another class and try again.")
                raise UserError(message.format(label=label), code="empty_margin_cell")
            if count < 30:
                small.append(f"{margin.name}: {label}")
    return tuple(small)


def _fit(
    weights: NDArray[np.float64], codes: Sequence[NDArray[np.int64]], targets: Sequence[NDArray[np.float64]]
) -> tuple[NDArray[np.float64], int]:
    import numpy as np

    weights = weights.copy()
    for round_ in range(1, 501):
        change = 0.0
        for own, target in zip(codes, targets, strict=True):
            sums = np.bincount(own, weights, len(target))
            factors = np.divide(target, sums, out=np.ones_like(sums), where=sums > 0)
            change = max(change, float(np.abs(factors - 1).max()))
            weights *= factors[own]
        if change < 1e-10:
            return weights, round_
    raise UserError(_("No weights fit all these margins. Use fewer margins or join classes."), code="no_fit")
