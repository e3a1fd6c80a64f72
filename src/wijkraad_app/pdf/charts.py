"""Horizontal bars with counts and 95% margins, one drawing for the screen and for paper.

The drawing holds only `Rect`, `Line` and `String` shapes, in the fonts that `fonts` names; a window paints the same
shapes. Its look: the axis starts at 0, the value stands after the margin, the count at the right.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from typing import Any

from wijkraad_app.kernel.dates import number, percent
from wijkraad_app.kernel.i18n import _, pgettext

from . import blocks, fonts
from .ink import color
from .label_column import LabelColumn, add_text

PAPER = 0.64
"""The scale on paper: sizes are pixels on screen, times this in points."""


@dataclass(frozen=True, slots=True)
class Bar:
    """An answer: its count and share of the base (0 to 1), with the margin where one may be given.

    ``hidden``: too few people to show; then nothing else is drawn.
    """

    label: str
    count: int = 0
    share: float = 0.0
    low: float | None = None
    high: float | None = None
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class BarChart:
    """A question with its answers; ``n`` is the base. ``indicative`` results show no margins."""

    title: str
    bars: tuple[Bar, ...]
    n: int
    indicative: bool = False


@dataclass(frozen=True, slots=True)
class Palette:
    """Colours by role, as "#RRGGBB"; the default is ink on paper."""

    bar: str = "#2F69AD"
    text: str = "#24221E"
    text_2: str = "#57534A"
    line: str = "#E4E0D7"
    surface: str = "#FFFFFF"
    whisker: str = "#24221E"


INK = Palette()


def bar_chart(chart: BarChart, width: float, *, palette: Palette = INK, scale: float = 1.0) -> Any:
    """A ReportLab Drawing of ``width``; ``scale`` 1 for pixels on screen, `PAPER` for points on paper."""
    return _Drawer(chart, width, palette, scale).draw()


def figure(chart: BarChart, caption: blocks.Inline = "", *, with_table: bool = False) -> blocks.Figure:
    """The chart as a part of a document, with its words and, when asked, the same as a table."""
    draw = partial(bar_chart, chart, scale=PAPER)
    return blocks.Figure(draw, describe(chart), caption, data_table(chart) if with_table else None)


def data_table(chart: BarChart) -> blocks.Table:
    """The numbers of a chart: answer, count, share and margin."""
    margins = not chart.indicative and any(bar.low is not None for bar in chart.bars)
    right = blocks.Column(align="right")
    header = (pgettext("chart", "Answer"), pgettext("chart", "Number"), pgettext("chart", "Share"))
    return blocks.Table(
        header=(*header, pgettext("chart", "Margin")) if margins else header,
        rows=tuple(_row(bar, margins) for bar in chart.bars),
        columns=(blocks.Column(), right, right, right),
        row_headers=True,
        small=True,
    )


def _row(bar: Bar, margins: bool) -> tuple[str, ...]:
    if bar.hidden:
        words = pgettext("chart", "hidden")
        return (bar.label, words, words, words)[: 4 if margins else 3]
    told = (bar.label, number(bar.count), percent(bar.share))
    if not margins:
        return told
    known = bar.low is not None and bar.high is not None
    return (*told, f"{percent(bar.low or 0)}–{percent(bar.high or 0)}" if known else "")


def describe(chart: BarChart) -> str:
    """The chart in words, for who can't see it."""
    parts = [_described(bar, chart) for bar in chart.bars]
    return _("Bar chart: {title} (n = {n}). {bars}.").format(
        title=chart.title.rstrip("."), n=number(chart.n), bars="; ".join(parts)
    )


def _described(bar: Bar, chart: BarChart) -> str:
    if bar.hidden:
        return _("{label}: hidden").format(label=bar.label)
    told = _("{label}: {percent} ({count})").format(
        label=bar.label, percent=percent(bar.share), count=number(bar.count)
    )
    if chart.indicative or bar.low is None or bar.high is None:
        return told
    return told + _(", margin {low} to {high}").format(low=percent(bar.low), high=percent(bar.high))


class _Drawer:
    """Measures once, then draws from the top down."""

    def __init__(self, chart: BarChart, width: float, palette: Palette, scale: float) -> None:
        self.chart, self.width, self.palette, self.k = chart, width, palette, scale
        self.size, self.small = 15.5 * scale, 14 * scale
        self.labels = LabelColumn([bar.label for bar in chart.bars], width, 36, scale)
        self.left = self.labels.left
        self.right = width - 62 * scale
        self.top = _top([bar for bar in chart.bars if not bar.hidden], self._margins())
        self.value_room = 58 * scale
        self.unit = (self.right - self.left - self.value_room) / self.top

    def _margins(self) -> bool:
        return not self.chart.indicative

    def draw(self) -> Any:
        from reportlab.graphics.shapes import Drawing

        head, foot = 22 * self.k, 24 * self.k
        height = head + sum(self.labels.heights) + foot
        self.drawing = Drawing(self.width, height)
        head_y, words = height - self.small, pgettext("chart", "number")
        add_text(self.drawing, words, self.width, head_y, self.small, self.palette.text_2, "end")
        self._axis(foot, height - head)
        y = height - head
        for at, (bar, step) in enumerate(zip(self.chart.bars, self.labels.heights, strict=True)):
            self.labels.draw(self.drawing, at, y - step / 2, self.palette.text)
            (self._hidden if bar.hidden else self._bar)(bar, y - step / 2)
            y -= step
        return self.drawing

    def _axis(self, bottom: float, top: float) -> None:
        step = 0.1 if self.top <= 0.6 else 0.2
        ticks = [step * at for at in range(round(self.top / step) + 1)]
        for tick in ticks:
            x = self.left + tick * self.unit
            self._line(x, bottom, x, top, self.palette.line, 1)
            add_text(self.drawing, percent(tick), x, bottom - 17 * self.k, self.small, self.palette.text_2, "middle")

    def _bar(self, bar: Bar, middle: float) -> None:
        from reportlab.graphics.shapes import Rect

        wide, k = bar.share * self.unit, self.k
        if wide > 0:
            radius = min(3 * k, wide / 2)
            ink = color(self.palette.bar)
            shape = Rect(self.left, middle - 9 * k, wide, 18 * k, rx=radius, ry=radius, fillColor=ink, strokeColor=None)
            self.drawing.add(shape)
        end = self.left + wide
        if self._margins() and bar.low is not None and bar.high is not None:
            start, end = self.left + bar.low * self.unit, self.left + bar.high * self.unit
            self._whisker(start, end, middle)
        self._value(percent(bar.share), max(end, self.left + wide) + 10 * k, middle)
        y = middle - self.size * 0.33
        add_text(self.drawing, number(bar.count), self.width, y, self.size, self.palette.text_2, "end")

    def _whisker(self, start: float, end: float, middle: float) -> None:
        ends = 4 * self.k
        for ink, thick in ((self.palette.surface, 3.5), (self.palette.whisker, 1.5)):
            self._line(start, middle, end, middle, ink, thick)
            for x in (start, end):
                self._line(x, middle - ends, x, middle + ends, ink, thick)

    def _value(self, words: str, x: float, middle: float) -> None:
        from reportlab.graphics.shapes import Rect

        wide = fonts.width(words, fonts.SEMIBOLD, self.size)
        pad = 4 * self.k
        ground = color(self.palette.surface)
        self.drawing.add(
            Rect(x - pad, middle - 10 * self.k, wide + 2 * pad, 20 * self.k, fillColor=ground, strokeColor=None)
        )
        y = middle - self.size * 0.33
        add_text(self.drawing, words, x, y, self.size, self.palette.text, "start", fonts.SEMIBOLD)

    def _hidden(self, _bar: Bar, middle: float) -> None:
        """The same hatching whether a cell is hidden for itself or to protect another."""
        wide, high = 96 * self.k, 20 * self.k
        steps = [self.left + at * 6 * self.k for at in range(int(wide / (6 * self.k)) + 1)]
        for start, _next in pairwise(steps):
            stop = min(start + high, self.left + wide)
            self._line(start, middle - high / 2, stop, middle - high / 2 + (stop - start), self.palette.line, 1)
        self._value(pgettext("chart", "hidden"), self.left + 14 * self.k, middle)

    def _line(self, x0: float, y0: float, x1: float, y1: float, ink: str, thick: float) -> None:
        from reportlab.graphics.shapes import Line

        self.drawing.add(Line(x0, y0, x1, y1, strokeColor=color(ink), strokeWidth=thick * self.k))


def _top(bars: list[Bar], margins: bool) -> float:
    """The end of the axis: the next round share above all that is drawn, at most 1."""
    reach = max((bar.high if margins and bar.high is not None else bar.share for bar in bars), default=0.0)
    reach = max(reach, *(bar.share for bar in bars)) if bars else 0.1
    step = 0.1 if reach <= 0.6 else 0.2
    return min(1.0, max(0.1, -(-round(reach * 1000) // round(step * 1000)) * step))
