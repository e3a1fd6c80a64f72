"""Figures of a question that is answered with a number."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean, quantiles

from .answers import Answers, Option, coded
from .kinds import Missing

MOST_SEPARATE = 12


@dataclass(frozen=True, slots=True)
class NumberSummary:
    """Mean, median and quartiles of ``n`` answers; ``blank`` gave none."""

    n: int
    blank: int
    mean: float
    median: float
    lower: float
    upper: float
    least: float
    most: float


def summarise(values: Sequence[float | None], weights: Sequence[float] | None = None) -> NumberSummary | None:
    """The figures of the numbers given, or None when nobody gave one. Quartiles as in R's default (type 7).

    With ``weights`` (one a value) the mean and quartiles are weighted; a quartile is then the first number that so
    much of the weight gave or stayed below.
    """
    given = sorted(value for value in values if value is not None)
    if not given:
        return None
    lower, median, upper = quantiles(given, n=4, method="inclusive") if len(given) > 1 else [given[0]] * 3
    mean = fmean(given)
    if weights is not None:
        pairs = sorted((value, weight) for value, weight in zip(values, weights, strict=True) if value is not None)
        mean = fmean([value for value, _weight in pairs], [weight for _value, weight in pairs])
        lower, median, upper = (_weighted_quantile(pairs, at) for at in (0.25, 0.5, 0.75))
    return NumberSummary(len(given), len(values) - len(given), mean, median, lower, upper, given[0], given[-1])


def _weighted_quantile(pairs: Sequence[tuple[float, float]], share: float) -> float:
    wanted = share * math.fsum(weight for _value, weight in pairs)
    below = 0.0
    for value, weight in pairs:
        below += weight
        if below >= wanted - 1e-9:
            return value
    return pairs[-1][0]


def binned(values: Sequence[float | None]) -> Answers:
    """Numbers as answers to count: each on its own where they are few and whole, else in equal steps."""
    given = sorted({value for value in values if value is not None})
    if len(given) <= MOST_SEPARATE:
        places = {value: index for index, value in enumerate(given)}
        codes = [int(Missing.BLANK) if value is None else places[value] for value in values]
        return coded(codes, [Option(_plain(value)) for value in given])
    step = _nice_step((given[-1] - given[0]) / 8)
    start = math.floor(given[0] / step) * step
    count = math.floor((given[-1] - start) / step) + 1
    codes = [int(Missing.BLANK) if value is None else _bin(value, start, step, count) for value in values]
    whole = all(value.is_integer() for value in given) and step >= 1
    return coded(codes, [Option(_span(start + i * step, step, whole)) for i in range(count)])


def _bin(value: float, start: float, step: float, count: int) -> int:
    return min(count - 1, max(0, math.floor((value - start) / step)))


def _nice_step(rough: float) -> float:
    magnitude = 10.0 ** math.floor(math.log10(rough)) if rough > 0 else 1.0
    return next((factor * magnitude for factor in (1, 2, 5) if factor * magnitude >= rough), 10 * magnitude)


def _span(low: float, step: float, whole: bool) -> str:
    high = low + step - 1 if whole else low + step
    return _plain(low) if whole and step == 1 else f"{_plain(low)}–{_plain(high)}"


def _plain(value: float) -> str:
    return f"{value:.10g}"
