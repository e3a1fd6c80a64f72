"""The look of a signature field, empty and signed, as a small PDF of one page."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from typing import Any

from . import fonts
from .ink import LINE_STRONG, TEXT, TEXT_2, color

Text = tuple[str, str, float, str]


def empty(width: float, height: float, hint: str) -> bytes:
    """A dashed box that says a signature comes here; it goes when the field is signed."""
    return _draw(width, height, LINE_STRONG, True, [(hint, fonts.REGULAR, 8.5, TEXT_2)])


def signed(width: float, height: float, accent: str, title: str, name: str, when: str) -> bytes:
    """A box with who signed and when."""
    size = _fitting(name, width - 18, 11)
    return _draw(
        width,
        height,
        accent,
        False,
        [
            (title, fonts.SEMIBOLD, 8.5, accent),
            (name, fonts.SEMIBOLD, size, TEXT),
            (when, fonts.REGULAR, _fitting(when, width - 18, 8.5), TEXT_2),
        ],
    )


def _fitting(text: str, width: float, size: float) -> float:
    return min(size, size * width / max(1.0, fonts.width(text, fonts.SEMIBOLD, size)))


def _draw(width: float, height: float, line: str, dashed: bool, texts: Sequence[Text]) -> bytes:
    from reportlab.pdfgen.canvas import Canvas

    fonts.register()
    buffer = BytesIO()
    canvas: Any = Canvas(buffer, pagesize=(width, height), invariant=1, initialFontName=fonts.REGULAR)
    canvas.setStrokeColor(color(line))
    canvas.setFillColor(color("#FFFFFF"))
    canvas.setLineWidth(0.75)
    if dashed:
        canvas.setDash(3, 2)
    canvas.roundRect(0.5, 0.5, width - 1, height - 1, 4, stroke=1, fill=1)
    y = height / 2 + (len(texts) - 1) * 7 - 3
    for text, font, size, ink in texts:
        canvas.setFillColor(color(ink))
        canvas.setFont(font, size)
        canvas.drawString(10, y, text)
        y -= 14
    canvas.save()
    return _cleaned(buffer)


def _cleaned(buffer: BytesIO) -> bytes:
    import pikepdf

    from .mending import mend_unicode_maps

    out = BytesIO()
    with pikepdf.open(buffer) as pdf:
        mend_unicode_maps(pdf)
        pdf.remove_unreferenced_resources()
        pdf.save(out, deterministic_id=True, compress_streams=True)
    return out.getvalue()
