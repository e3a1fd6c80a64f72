"""How wide the columns of a table become: a word processor leaves that to whoever wrote the file."""

from __future__ import annotations

from collections.abc import Sequence

from .parts import Runs

_SIGN, _PAD = 1.95, 4.0
"""In millimetres: an average sign at 10 points, and the white of a cell."""
_MOST = 60
"""Signs of a line beyond which a column isn't made wider for it."""


def shared_out(
    rows: Sequence[Sequence[Runs]], shares: Sequence[float], whole: float, scale: float
) -> tuple[float, ...]:
    """Widths in millimetres that add up to ``whole``; a share above 0 is what that column asked for.

    Others get what their text needs, and at least their longest word where there is room.
    """
    needs = [_need([row[at] for row in rows], scale) for at in range(len(shares))]
    wanted = [share * whole if share > 0 else most for share, (_least, most) in zip(shares, needs, strict=True)]
    if sum(wanted) <= whole:
        return _grown(wanted, shares, whole)
    least = [min(least, want) for (least, _most), want in zip(needs, wanted, strict=True)]
    room, spare = whole - sum(least), [want - small for want, small in zip(wanted, least, strict=True)]
    if room < 0 or not sum(spare):
        return tuple(want * whole / sum(wanted) for want in wanted)
    return tuple(small + extra * room / sum(spare) for small, extra in zip(least, spare, strict=True))


def _grown(wanted: Sequence[float], shares: Sequence[float], whole: float) -> tuple[float, ...]:
    """What is left goes to the columns with a share, else to the widest."""
    takers = [at for at, share in enumerate(shares) if share > 0] or [wanted.index(max(wanted))]
    extra = (whole - sum(wanted)) / len(takers)
    return tuple(want + (extra if at in takers else 0) for at, want in enumerate(wanted))


def _need(cells: Sequence[Runs], scale: float) -> tuple[float, float]:
    """The width of the longest word and of the longest line."""
    lines = [line for cell in cells for line in "".join(run.text for run in cell).split("\n")]
    words = [word for line in lines for word in line.split()]
    sign = _SIGN * scale
    longest = min(max(map(len, lines), default=0), _MOST)
    return min(max(map(len, words), default=0), 24) * sign + _PAD, longest * sign + _PAD
