"""A picture drawn in lines (SVG) as one of pixels, large enough to print."""

from __future__ import annotations

import re
from xml.parsers import expat

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QImageWriter, QPainter
from PySide6.QtSvg import QSvgRenderer

from wijkraad_app.kernel.errors import UserError
from wijkraad_app.kernel.i18n import _

LONGEST_SIDE = 1600
"""Pixels: a logo of 6 cm is then printed at more than 600 dpi."""
_OUTSIDE = re.compile(
    rb"""(?:href|src)\s*=\s*["'](?!\s*(?:\#|data:image/(?:png|jpeg)))|url\(\s*["']?(?!\s*\#)|@import|<!ENTITY""", re.I
)


def is_svg(data: bytes) -> bool:
    """Whether it is an SVG picture, by its first bytes."""
    return data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"<" and b"<svg" in data[:4096].lower()


def pixels_of(svg: bytes) -> bytes:
    """The picture as PNG on a transparent ground, its longest side `LONGEST_SIDE` pixels.

    `UserError` ``not_a_picture`` when it can't be drawn, or when it would fetch something from elsewhere.
    """
    if _OUTSIDE.search(svg):
        message = _("This SVG picture needs other files. Save it as PNG and choose that file.")
        raise UserError(message, code="not_a_picture")
    renderer = QSvgRenderer()
    size = renderer.defaultSize() if _well_formed(svg) and renderer.load(QByteArray(svg)) else QSize()
    if size.isEmpty():
        message = _("This SVG picture can't be drawn. Save it as PNG and choose that file.")
        raise UserError(message, code="not_a_picture")
    size.scale(LONGEST_SIDE, LONGEST_SIDE, Qt.AspectRatioMode.KeepAspectRatio)
    image = QImage(size.expandedTo(QSize(1, 1)), QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    renderer.render(painter, QRectF(image.rect()))
    painter.end()
    return _png(image)


def _well_formed(svg: bytes) -> bool:
    try:
        expat.ParserCreate().Parse(svg, True)
    except expat.ExpatError:
        return False
    return True


def _png(image: QImage) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"png")).write(image)
    return bytes(buffer.data().data())
