"""One question broken down by another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .answers import Answers
from .figures import LEAST_BREAKDOWN, MissingCounts, missing_counts, refuse_too_few
from .suppression import hidden_cells

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Cell:
    """One answer in one group; count and share are 0 where ``suppressed``."""

    count: int
    share: float
    suppressed: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """A column: those who gave one answer to the second question. ``few``: under 30, so read with care."""

    label: str
    n: int
    few: bool


@dataclass(frozen=True, slots=True)
class CrossRow:
    """One answer to the first question over all groups, and in total."""

    label: str
    cells: tuple[Cell, ...]
    total: Cell


@dataclass(frozen=True, slots=True)
class Crosstab:
    """Shares are of each column. ``n`` answered both questions, of ``base`` replies."""

    groups: tuple[Group, ...]
    rows: tuple[CrossRow, ...]
    n: int
    base: int
    missing: MissingCounts
    multiple: bool
    indicative: bool
    weighted: bool = False


def crosstab(answers: Answers, by: Answers, *, indicative: bool, weights: Sequence[float] | None = None) -> Crosstab:
    """``answers`` within each answer to ``by``; `UserError` "too_few" under 30 who answered both.

    With ``weights`` the shares are weighted; counts and what is hidden rest on people.
    """
    import numpy as np

    both = answers.answered & by.answered
    n = int(both.sum())
    refuse_too_few(n)
    shown = [i for i, option in enumerate(answers.options) if option.missing is None]
    columns = [j for j, option in enumerate(by.options) if option.missing is None]
    chosen, groups = answers.chosen[both][:, shown], by.chosen[both][:, columns]
    counts = chosen.T.astype(int) @ groups.astype(int)
    hidden = hidden_cells(counts.tolist(), independent_rows=answers.multiple or by.multiple)
    sizes = [int(size) for size in groups.sum(axis=0)]
    totals = chosen.sum(axis=0)
    own = np.ones(n) if weights is None else np.asarray(weights, dtype=float)[both]
    shares = _shares((chosen * own[:, None]).T @ groups, own @ groups)
    overall = _shares(own @ chosen, own.sum())
    return Crosstab(
        groups=tuple(Group(by.options[j].label, sizes[k], sizes[k] < LEAST_BREAKDOWN) for k, j in enumerate(columns)),
        rows=tuple(
            CrossRow(
                answers.options[i].label,
                tuple(
                    Cell(0, 0.0, suppressed=True) if hidden[r][k] else Cell(int(counts[r, k]), float(shares[r, k]))
                    for k in range(len(columns))
                ),
                Cell(int(totals[r]), float(overall[r])),
            )
            for r, i in enumerate(shown)
        ),
        n=n,
        base=len(answers),
        missing=missing_counts(answers.missing),
        multiple=answers.multiple,
        indicative=indicative,
        weighted=weights is not None,
    )


def _shares(part: NDArray[np.float64], whole: NDArray[np.float64]) -> NDArray[np.float64]:
    """0 where there is nobody."""
    import numpy as np

    whole = np.broadcast_to(whole, part.shape)
    return np.divide(part, whole, out=np.zeros_like(part), where=whole > 0)
