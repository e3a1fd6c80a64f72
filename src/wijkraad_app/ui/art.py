"""The drawn parts: the emblem and the line art of empty pages."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen

from . import theme
from .paint import round_rect


def _pen(role: str, width: float) -> QPen:
    return QPen(theme.colour(role), width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)


def emblem(painter: QPainter, rect: QRectF) -> None:
    """Two gables above water on the accent, drawn for 32 px."""
    round_rect(painter, rect, rect.width() / 4, "accent")
    s = rect.width() / 32
    points = [(7, 20), (7, 13), (11.5, 8), (16, 13), (20.5, 8), (25, 13), (25, 20)]
    path = QPainterPath(QPointF(points[0][0] * s, points[0][1] * s))
    for x, y in points[1:]:
        path.lineTo(x * s, y * s)
    path.moveTo(7 * s, 24.5 * s)
    path.cubicTo(11 * s, 21.5 * s, 12 * s, 27.5 * s, 16 * s, 24.5 * s)
    path.cubicTo(20 * s, 21.5 * s, 21 * s, 27.5 * s, 25 * s, 24.5 * s)
    painter.save()
    painter.translate(rect.topLeft())
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(_pen("on_accent", 2 * s))
    painter.drawPath(path)
    painter.restore()


def _lines(painter: QPainter, *pairs: tuple[tuple[float, float], tuple[float, float]]) -> None:
    for a, b in pairs:
        painter.drawLine(QPointF(*a), QPointF(*b))


def _balloon(x: float, y: float, w: float, h: float, *, left: bool) -> QPainterPath:
    path = QPainterPath()
    path.addRoundedRect(QRectF(x, y, w, h), 12, 12)
    tail = QPainterPath(QPointF(x + w * (0.3 if left else 0.55), y + h - 2))
    tail.lineTo(x + w * (0.28 if left else 0.75), y + h + 13)
    tail.lineTo(x + w * (0.5 if left else 0.78), y + h - 2)
    return path.united(tail)


def _bench(painter: QPainter) -> None:
    painter.drawPath(_balloon(24, 6, 72, 44, left=True))
    painter.drawPath(_balloon(108, 26, 64, 38, left=False))
    _lines(painter, ((39, 22), (81, 22)), ((39, 34), (67, 34)), ((122, 40), (157, 40)), ((122, 50), (144, 50)))
    _lines(painter, ((30, 92), (170, 92)), ((30, 104), (170, 104)), ((48, 104), (44, 126)), ((152, 104), (156, 126)))


def _table(painter: QPainter) -> None:
    painter.drawRoundedRect(QRectF(62, 14, 76, 58), 8, 8)
    _lines(painter, ((62, 30), (138, 30)), ((80, 8), (80, 20)), ((120, 8), (120, 20)))
    _lines(painter, ((78, 44), (104, 44)), ((78, 56), (122, 56)))
    _lines(painter, ((26, 96), (174, 96)), ((44, 96), (38, 126)), ((156, 96), (162, 126)))
    for x in (58, 100, 142):
        painter.drawEllipse(QPointF(x, 90), 6, 6)


def _sheet(painter: QPainter) -> None:
    path = QPainterPath(QPointF(64, 8))
    for x, y in ((120, 8), (140, 28), (140, 124), (64, 124), (64, 8)):
        path.lineTo(x, y)
    painter.drawPath(path)
    _lines(painter, ((120, 8), (120, 28)), ((120, 28), (140, 28)))
    _lines(painter, ((78, 44), (126, 44)), ((78, 58), (126, 58)), ((78, 72), (112, 72)))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    path = QPainterPath(QPointF(80, 104))
    path.cubicTo(88, 88, 92, 116, 100, 100)
    path.cubicTo(106, 92, 108, 108, 124, 98)
    painter.drawPath(path)


def _chart(painter: QPainter) -> None:
    painter.drawRoundedRect(QRectF(46, 14, 108, 104), 8, 8)
    for y, width in ((36, 52), (60, 74), (84, 34)):
        painter.drawRoundedRect(QRectF(62, y, width, 12), 4, 4)
    _lines(painter, ((62, 28), (62, 104)))


def _tray(painter: QPainter) -> None:
    painter.drawRoundedRect(QRectF(72, 8, 56, 40), 6, 6)
    _lines(painter, ((84, 22), (116, 22)), ((84, 34), (104, 34)))
    path = QPainterPath(QPointF(40, 84))
    for x, y in ((58, 52), (142, 52), (160, 84), (160, 122), (40, 122), (40, 84)):
        path.lineTo(x, y)
    painter.drawPath(path)
    path = QPainterPath(QPointF(40, 84))
    for x, y in ((76, 84), (84, 98), (116, 98), (124, 84), (160, 84)):
        path.lineTo(x, y)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(path)


def _people(painter: QPainter) -> None:
    for x, r in ((58, 13), (142, 13), (100, 17)):
        top = 46 if r == 13 else 36
        painter.drawEllipse(QPointF(x, top), r, r)
        path = QPainterPath(QPointF(x - r * 1.7, top + r * 4))
        path.cubicTo(x - r * 1.7, top + r * 0.9, x + r * 1.7, top + r * 0.9, x + r * 1.7, top + r * 4)
        path.closeSubpath()
        painter.drawPath(path)


PICTURES = {
    "bench": _bench,
    "table": _table,
    "sheet": _sheet,
    "chart": _chart,
    "tray": _tray,
    "people": _people,
}


def picture(painter: QPainter, name: str, scale: float) -> None:
    """One of `PICTURES`, drawn for 200 × 136, in quiet accent lines on a soft ground."""
    painter.save()
    painter.scale(scale, scale)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour("accent_soft"))
    painter.drawEllipse(QPointF(100, 78), 96, 52)
    painter.setPen(_pen("accent", 2.5))
    painter.setBrush(theme.colour("surface"))
    PICTURES[name](painter)
    painter.restore()
