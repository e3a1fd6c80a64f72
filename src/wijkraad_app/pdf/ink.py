"""Drawing on pages with tags: every mark belongs to an element or is an artifact (ISO 14289-1, 7.1)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from . import fonts
from .tags import Annotation, Box, Elem, Marked

MM = 72 / 25.4
A4 = (210 * MM, 297 * MM)
SLANT = 0.2

TEXT, TEXT_2, LINE, LINE_STRONG = "#24221E", "#57534A", "#D9D4C8", "#8B8578"


@dataclass(frozen=True, slots=True, eq=False)
class Mark:
    """What a piece of text points to: an address, or the source with this number."""

    uri: str = ""
    note: int = 0
    contents: str = ""


@dataclass(frozen=True, slots=True)
class Run:
    """Text of one look within a line; ``x`` from the start of the line, in points."""

    text: str
    font: str
    size: float
    color: str
    x: float
    width: float
    rise: float = 0.0
    slanted: bool = False
    mark: Mark | None = None


class Ink:
    """A ReportLab canvas that knows of tags. Points, from the lower left corner; all of it enlarged by ``scale``."""

    def __init__(self, title: str, author: str, subject: str, language: str, scale: float = 1) -> None:
        from reportlab.pdfgen.canvas import Canvas

        fonts.register()
        self._buffer = BytesIO()
        self.canvas: Any = Canvas(
            self._buffer, pagesize=A4, invariant=1, pageCompression=1, initialFontName=fonts.REGULAR, lang=language
        )
        self.canvas.setTitle(title)
        self.canvas.setAuthor(author)
        self.canvas.setSubject(subject)
        self.page = 0
        self._scale = scale
        self._enlarge()
        self.annotations: list[Annotation] = []
        self._mcid = 0
        self._open = False
        self._headings = 0
        self._links: dict[int, Elem] = {}

    def bookmark(self, title: str, level: int, top: float) -> None:
        """An entry in the list of headings that readers show; level 1 for the document's title."""
        key = f"heading-{self._headings}"
        self._headings += 1
        self.canvas.bookmarkHorizontal(key, 0, top)
        self.canvas.addOutlineEntry(title, key, level - 1, closed=level > 1)

    def next_page(self) -> None:
        """Close this page and begin another."""
        self.canvas.showPage()
        self.page += 1
        self._mcid = 0
        self._enlarge()

    def _enlarge(self) -> None:
        if self._scale != 1:
            self.canvas.scale(self._scale, self._scale)

    def on_paper(self, box: Box) -> Box:
        """Where a box is on the paper."""
        left, low, right, top = (value * self._scale for value in box)
        return left, low, right, top

    def finish(self) -> bytes:
        """The pages as ReportLab writes them; `finish.finish` makes them whole."""
        self.canvas.showPage()
        self.canvas.save()
        return self._buffer.getvalue()

    @contextmanager
    def tagged(self, elem: Elem) -> Iterator[None]:
        """Marks made inside belong to ``elem``; inside an artifact they stay an artifact."""
        if self._open:
            yield
            return
        elem.kids.append(Marked(self.page, self._mcid))
        with self._content(f"/{elem.tag} <</MCID {self._mcid}>> BDC"):
            self._mcid += 1
            yield

    @contextmanager
    def artifact(self, kind: str = "Layout", subtype: str = "") -> Iterator[None]:
        """Marks made inside are not content: lines, running headers, repeated rows."""
        if self._open:
            yield
            return
        with self._content(f"/Artifact <</Type /{kind}{f' /Subtype /{subtype}' if subtype else ''}>> BDC"):
            yield

    @contextmanager
    def _content(self, begin: str) -> Iterator[None]:
        self.canvas.addLiteral(begin)
        self._open = True
        try:
            yield
        finally:
            self._open = False
            self.canvas.addLiteral("EMC")

    def runs(self, elem: Elem, x: float, baseline: float, runs: Sequence[Run]) -> None:
        """Draw one line of text that belongs to ``elem``; links become elements of their own inside it."""
        rest = list(runs)
        while rest:
            mark = rest[0].mark
            group = [rest.pop(0)]
            while rest and rest[0].mark is mark:
                group.append(rest.pop(0))
            if mark is None or self._open:
                with self.tagged(elem):
                    self._text(x, baseline, group)
            else:
                self._link(elem, mark, x, baseline, group)

    def _link(self, parent: Elem, mark: Mark, x: float, baseline: float, group: list[Run]) -> None:
        link = self._links.get(id(mark))
        if link is None:
            holder = parent.add("Reference") if mark.note else parent
            link = self._links[id(mark)] = holder.add("Link")
        with self.tagged(link):
            self._text(x, baseline, group)
        first, last = group[0], group[-1]
        left, right = x + first.x, x + last.x + last.width
        if mark.uri:
            with self.artifact():
                self.rule(left, baseline - 1.6, right, first.color, 0.5)
        low = baseline + first.rise - 0.25 * first.size
        box = (left, low, right, low + 1.15 * first.size)
        self._annotate(Annotation(self.page, self.on_paper(box), link, mark.contents, uri=mark.uri, note=mark.note))

    def field(self, name: str, elem: Elem, box: Box, contents: str) -> None:
        """A signature field in ``box``; one without size can't be seen."""
        self._annotate(Annotation(self.page, self.on_paper(box), elem, contents, name=name))

    def _annotate(self, annotation: Annotation) -> None:
        self.annotations.append(annotation)
        annotation.elem.kids.append(annotation)

    def _text(self, x: float, baseline: float, group: Sequence[Run]) -> None:
        text = self.canvas.beginText()
        for run in group:
            text.setTextTransform(1, 0, SLANT if run.slanted else 0, 1, x + run.x, baseline + run.rise)
            text.setFont(run.font, run.size)
            text.setFillColor(color(run.color))
            text.textOut(run.text)
        self.canvas.drawText(text)

    def word(self, x: float, baseline: float, text: str, font: str, size: float, ink: str, right: bool = False) -> None:
        """Plain text inside the element or artifact that is open."""
        left = x - fonts.width(text, font, size) if right else x
        self._text(left, baseline, [Run(text, font, size, ink, 0, 0)])

    def rule(self, x0: float, y: float, x1: float, ink: str, thickness: float = 0.5) -> None:
        """A horizontal line."""
        self.canvas.setStrokeColor(color(ink))
        self.canvas.setLineWidth(thickness)
        self.canvas.line(x0, y, x1, y)

    def block(self, x: float, y: float, wide: float, high: float, ink: str, radius: float = 0) -> None:
        """A filled rectangle."""
        self.canvas.setFillColor(color(ink))
        if radius:
            self.canvas.roundRect(x, y, wide, high, radius, stroke=0, fill=1)
        else:
            self.canvas.rect(x, y, wide, high, stroke=0, fill=1)


def color(code: str) -> Any:
    """A ReportLab colour for "#24221E"."""
    from reportlab.lib.colors import HexColor

    return HexColor(code)
