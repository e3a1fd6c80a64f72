"""Statements beside each other: one bar each, from against to for, with the neutral answers over one centre line.

The same drawing for the screen and for paper, as `charts`; only `Rect`, `Line` and `String` shapes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from wijkraad_app.kernel.dates import number, percent
from wijkraad_app.kernel.i18n import _, pgettext

from . import blocks, fonts
from .charts import PAPER
from .ink import color
from .label_column import LabelColumn, add_text

_PLACES = {2: (0, 4), 3: (0, 2, 4), 4: (0, 1, 3, 4), 5: (0, 1, 2, 3, 4)}
STEPS = tuple(_PLACES)
"""How many answers such a bar can hold."""


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement with the share (0 to 1) of each answer, in the order of the chart; ``n`` answered."""

    label: str
    shares: tuple[float, ...]
    n: int


@dataclass(frozen=True, slots=True)
class LikertChart:
    """``answers`` run from against to for; there are 2 to 5 of them (ValueError otherwise)."""

    title: str
    answers: tuple[str, ...]
    statements: tuple[Statement, ...]

    def __post_init__(self) -> None:
        if len(self.answers) not in STEPS:
            raise ValueError("2 to 5 answers")


@dataclass(frozen=True, slots=True)
class LikertPalette:
    """Colours from against to for, the ink of the numbers on them, and the rest; the default is ink on paper."""

    steps: tuple[str, ...] = ("#A3470F", "#E5AC7B", "#DCD8CE", "#93B8E0", "#24548F")
    on_steps: tuple[str, ...] = ("#FFFFFF", "#24221E", "#24221E", "#24221E", "#FFFFFF")
    text: str = "#24221E"
    text_2: str = "#57534A"
    centre: str = "#57534A"


def likert_chart(chart: LikertChart, width: float, *, palette: LikertPalette | None = None, scale: float = 1.0) -> Any:
    """A ReportLab Drawing of ``width``; ``scale`` 1 for pixels on screen, `charts.PAPER` for points on paper."""
    return _Drawer(chart, width, palette or LikertPalette(), scale).draw()


def figure(chart: LikertChart) -> blocks.Figure:
    """The chart as a part of a document, with its words and the same as a table."""
    return blocks.Figure(partial(likert_chart, chart, scale=PAPER), describe(chart), data=data_table(chart))


def describe(chart: LikertChart) -> str:
    """The chart in words, for who can't see it."""
    told = [
        _("{label}: {shares} (n = {n})").format(
            label=one.label.rstrip("."),
            shares=", ".join(f"{percent(share)} {answer}" for share, answer in _shares(chart, one)),
            n=number(one.n),
        )
        for one in chart.statements
    ]
    text = _("Chart of statements: {title}. {statements}.")
    return text.format(title=chart.title.rstrip("."), statements="; ".join(told))


def data_table(chart: LikertChart) -> blocks.Table:
    """The numbers of the chart: a row a statement."""
    right = blocks.Column(align="right")
    return blocks.Table(
        header=(pgettext("chart", "Statement"), *chart.answers, "n"),
        rows=tuple((one.label, *(percent(share) for share in one.shares), number(one.n)) for one in chart.statements),
        columns=(blocks.Column(0.34), *[right] * (len(chart.answers) + 1)),
        row_headers=True,
        small=True,
    )


def _shares(chart: LikertChart, one: Statement) -> list[tuple[float, str]]:
    return list(zip(one.shares, chart.answers, strict=True))


class _Drawer:
    """Measures once, then draws from the top down."""

    def __init__(self, chart: LikertChart, width: float, palette: LikertPalette, scale: float) -> None:
        self.chart, self.width, self.palette, self.k = chart, width, palette, scale
        self.size, self.small = 15.5 * scale, 14 * scale
        self.labels = LabelColumn([one.label for one in chart.statements], width, 40, scale)
        self.left = self.labels.left
        places = _PLACES[len(chart.answers)]
        self.inks = [palette.steps[at] for at in places]
        self.on_inks = [palette.on_steps[at] for at in places]
        reach = [self._reach(one.shares) for one in chart.statements]
        before, after = max((a for a, _b in reach), default=0.5), max((b for _a, b in reach), default=0.5)
        self.unit = (width - self.left) / max(before + after, 0.01)
        self.centre = self.left + before * self.unit

    @staticmethod
    def _reach(shares: Sequence[float]) -> tuple[float, float]:
        """How far a bar reaches to both sides of the centre line."""
        half = len(shares) // 2
        middle = shares[half] / 2 if len(shares) % 2 else 0.0
        return sum(shares[:half]) + middle, sum(shares[len(shares) - half :]) + middle

    def draw(self) -> Any:
        from reportlab.graphics.shapes import Drawing

        legend = self._legend_rows()
        foot = (len(legend) * 24 + 10) * self.k
        self.drawing = Drawing(self.width, sum(self.labels.heights) + foot)
        top = sum(self.labels.heights) + foot
        self._centre_line(foot, top)
        y = top
        for at, (one, step) in enumerate(zip(self.chart.statements, self.labels.heights, strict=True)):
            self.labels.draw(self.drawing, at, y - step / 2, self.palette.text)
            self._bar(one.shares, y - step / 2)
            y -= step
        for line, row in enumerate(legend):
            self._legend(row, foot - (line * 24 + 22) * self.k)
        return self.drawing

    def _centre_line(self, bottom: float, top: float) -> None:
        from reportlab.graphics.shapes import Line

        ink = color(self.palette.centre)
        dashes = [1.5 * self.k, 2.5 * self.k]
        self.drawing.add(
            Line(self.centre, bottom, self.centre, top, strokeColor=ink, strokeWidth=self.k, strokeDashArray=dashes)
        )

    def _bar(self, shares: Sequence[float], middle: float) -> None:
        from reportlab.graphics.shapes import Rect

        x, k = self.centre - self._reach(shares)[0] * self.unit, self.k
        for share, ink, on in zip(shares, self.inks, self.on_inks, strict=True):
            wide = share * self.unit
            drawn = max(wide - 2 * k, 0.0)
            if drawn > 0:
                radius = min(3 * k, drawn / 2)
                self.drawing.add(
                    Rect(x + k, middle - 12 * k, drawn, 24 * k, rx=radius, ry=radius, fillColor=color(ink),
                         strokeColor=None)
                )  # fmt: skip
            words = percent(share).rstrip("%")
            if drawn >= max(20 * k, fonts.width(words, fonts.SEMIBOLD, self.small) + 6 * k):
                y = middle - self.small * 0.34
                add_text(self.drawing, words, x + wide / 2, y, self.small, on, "middle", fonts.SEMIBOLD)
            x += wide

    def _legend_rows(self) -> list[list[tuple[str, str, float]]]:
        """(answer, ink, width) in rows that fit."""
        rows: list[list[tuple[str, str, float]]] = [[]]
        used = 0.0
        for answer, ink in zip(self.chart.answers, self.inks, strict=True):
            wide = fonts.width(answer, fonts.REGULAR, self.small) + 34 * self.k
            if rows[-1] and used + wide > self.width:
                rows.append([])
                used = 0.0
            rows[-1].append((answer, ink, wide))
            used += wide
        return rows

    def _legend(self, row: Sequence[tuple[str, str, float]], y: float) -> None:
        from reportlab.graphics.shapes import Rect

        k = self.k
        x = max(0.0, (self.width - sum(wide for _answer, _ink, wide in row)) / 2)
        for answer, ink, wide in row:
            self.drawing.add(Rect(x, y, 12 * k, 12 * k, rx=2 * k, ry=2 * k, fillColor=color(ink), strokeColor=None))
            add_text(self.drawing, answer, x + 18 * k, y + k, self.small, self.palette.text_2, "start")
            x += wide
