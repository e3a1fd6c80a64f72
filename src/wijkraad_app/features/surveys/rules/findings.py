"""The one figure that says most, frozen with what it rests on: for the headline and for a source in an advice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from .figures import Frequencies
from .intervals import shown_percent
from .kinds import Kind


@dataclass(frozen=True, slots=True)
class Finding:
    """ "61% answered (Heel) onveilig": ``percent`` whole, ``n`` answered here, ``of`` in the whole survey."""

    label: str
    percent: int
    count: int
    n: int
    of: int
    base: int
    multiple: bool
    indicative: bool
    weighted: bool
    merged: bool = False
    low: int | None = None
    high: int | None = None


def headline(figures: Frequencies, kind: Kind) -> Finding | None:
    """What most people said; on a scale of words the stronger end taken together."""
    shown = [row for row in figures.rows if not row.suppressed]
    if not figures.n or not shown:
        return None
    top = max(shown, key=lambda row: row.share)
    ends = _ends(figures) if kind is Kind.SCALE and len(shown) == len(figures.rows) else None
    if ends is not None and ends.count > top.count:
        return ends
    return _finding(figures, top.label, top.share, top.count, top.low, top.high)


def _ends(figures: Frequencies) -> Finding | None:
    """The two lowest or two highest steps of a scale, whichever hold more people, if one word names both."""
    rows = figures.rows
    if len(rows) < 4:
        return None
    ends = [end for end in (rows[:2], rows[-2:]) if _stronger_and_plain([row.label for row in end])]
    if not ends:
        return None
    end = max(ends, key=lambda pair: sum(row.share for row in pair))
    share, count = sum(row.share for row in end), sum(row.count for row in end)
    return _finding(figures, joined_label([row.label for row in end]), share, count, None, None, merged=True)


def _stronger_and_plain(labels: Sequence[str]) -> bool:
    short, long = sorted((label.strip().casefold() for label in labels), key=len)
    return long.endswith(" " + short)


def joined_label(labels: Sequence[str]) -> str:
    """ "Heel onveilig" and "Onveilig" read "(heel) onveilig"; others are joined with a slash."""
    words = sorted((label.strip() for label in labels), key=len)
    short, long = words[0], words[-1]
    if len(words) == 2 and long.casefold().endswith(" " + short.casefold()):
        return f"({long[: -len(short)].strip().lower()}) {short.lower()}"
    return " / ".join(label.strip() for label in labels)


def _finding(
    figures: Frequencies,
    label: str,
    share: float,
    count: int,
    low: float | None,
    high: float | None,
    merged: bool = False,
) -> Finding:
    return Finding(
        label=label,
        percent=shown_percent(share),
        count=count,
        n=figures.n,
        of=figures.of,
        base=figures.base,
        multiple=figures.multiple,
        indicative=figures.indicative,
        weighted=figures.weighted,
        merged=merged,
        low=None if low is None else shown_percent(low),
        high=None if high is None else shown_percent(high),
    )
