"""Frequencies with everything that makes them honest: n, base, missing answers apart, margin or "indicative"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from wijkraad_app.kernel.errors import UserError
from wijkraad_app.kernel.i18n import _

from .answers import Answers
from .intervals import kish_n_eff, wilson
from .kinds import Method, Missing
from .suppression import hidden_cells

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

LEAST_BREAKDOWN = 30
"""No breakdown under this many answers (SURVEYS.md, honesty rules)."""


@dataclass(frozen=True, slots=True)
class MissingCounts:
    """Replies without an answer, by reason."""

    blank: int = 0
    not_asked: int = 0
    refused: int = 0
    dont_know: int = 0

    @property
    def total(self) -> int:
        return self.blank + self.not_asked + self.refused + self.dont_know


@dataclass(frozen=True, slots=True)
class Row:
    """One option. Shares are 0–1; ``low`` and ``high`` are the 95% margin, None where none is due."""

    label: str
    count: int
    share: float
    low: float | None = None
    high: float | None = None
    suppressed: bool = False


@dataclass(frozen=True, slots=True)
class Frequencies:
    """``n`` replies answered, of ``base`` in this base; ``of`` answered in the whole survey (differs with a filter)."""

    rows: tuple[Row, ...]
    n: int
    base: int
    of: int
    missing: MissingCounts
    multiple: bool
    indicative: bool
    weighted: bool = False
    n_eff: float | None = None

    def row(self, label: str) -> Row | None:
        return next((row for row in self.rows if row.label == label), None)


def from_counts(
    labels: Sequence[str], counts: Sequence[int], *, n: int, missing: MissingCounts, method: Method, multiple: bool
) -> Frequencies:
    """Figures of results that exist only as counts: ``n`` answered, ``missing`` did not."""
    rows = tuple(
        _row(label, count, count / n if n else 0.0, float(n), method, hidden=False)
        for label, count in zip(labels, counts, strict=True)
    )
    return Frequencies(rows, n, n + missing.total, n, missing, multiple, method.indicative)


def missing_counts(missing: NDArray[np.int8]) -> MissingCounts:
    """How many replies gave no answer, by reason."""

    def count(kind: Missing) -> int:
        return int((missing == int(kind)).sum())

    return MissingCounts(
        count(Missing.BLANK), count(Missing.NOT_ASKED), count(Missing.REFUSED), count(Missing.DONT_KNOW)
    )


def frequencies(
    answers: Answers,
    *,
    method: Method,
    keep: NDArray[np.bool_] | None = None,
    weights: Sequence[float] | NDArray[np.float64] | None = None,
) -> Frequencies:
    """Counts and shares of those who answered; with more answers possible, of respondents (passing 100% together).

    ``keep`` makes a part of the replies the base. That is a breakdown: refused (`UserError` "too_few") under 30
    answers, and counts that could show who said what are hidden, also against subtraction from the whole.
    """
    part = answers if keep is None else answers.restricted(keep)
    whole_n = int(answers.answered.sum())
    if keep is not None:
        refuse_too_few(int(part.answered.sum()))
    hidden = _hidden_in_part(answers, keep)
    return _count(part, whole_n, method, hidden, None if weights is None else _kept(weights, keep))


def refuse_too_few(n: int) -> None:
    """Refuse a breakdown that rests on fewer than 30 answers."""
    if n < LEAST_BREAKDOWN:
        message = _("Only {n} people answered. Under {least} no breakdown is shown, so that nobody can be recognised.")
        raise UserError(message.format(n=n, least=LEAST_BREAKDOWN), code="too_few")


def _kept(weights: Sequence[float] | NDArray[np.float64], keep: NDArray[np.bool_] | None) -> NDArray[np.float64]:
    import numpy as np

    values = np.asarray(weights, dtype=float)
    return values if keep is None else values[keep]


def _count(
    part: Answers, whole_n: int, method: Method, hidden: Sequence[bool], weights: NDArray[np.float64] | None
) -> Frequencies:
    answered = part.answered
    n = int(answered.sum())
    counts = part.chosen[answered].sum(axis=0)
    if weights is None:
        total, sums, n_eff = float(n), counts.astype(float), float(n)
    else:
        own = weights[answered]
        total, sums, n_eff = float(own.sum()), own @ part.chosen[answered], kish_n_eff(own.tolist())
    rows = tuple(
        _row(option.label, int(counts[i]), float(sums[i]) / total if total else 0.0, n_eff, method, hidden[i])
        for i, option in enumerate(part.options)
        if option.missing is None
    )
    return Frequencies(
        rows=rows,
        n=n,
        base=len(part),
        of=whole_n,
        missing=missing_counts(part.missing),
        multiple=part.multiple,
        indicative=method.indicative,
        weighted=weights is not None,
        n_eff=None if weights is None else n_eff,
    )


def _row(label: str, count: int, share: float, n_eff: float, method: Method, hidden: bool) -> Row:
    if hidden:
        return Row(label, 0, 0.0, suppressed=True)
    if method.indicative or not n_eff:
        return Row(label, count, share)
    low, high = wilson(share * n_eff, n_eff)
    return Row(label, count, share, low, high)


def _hidden_in_part(answers: Answers, keep: NDArray[np.bool_] | None) -> list[bool]:
    """Hide in a part as in a table of that part beside the rest, whose sum is known."""
    if keep is None:
        return [False] * len(answers.options)
    counts = [
        [int(answers.chosen[keep & answers.answered, i].sum()), int(answers.chosen[~keep & answers.answered, i].sum())]
        for i in range(len(answers.options))
    ]
    return [row[0] for row in hidden_cells(counts, independent_rows=answers.multiple)]
