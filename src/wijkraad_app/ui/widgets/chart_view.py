"""A ReportLab drawing on screen: the same shapes that go into the PDF, painted by Qt."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Slot
from PySide6.QtGui import (
    QAccessible,
    QColor,
    QFont,
    QFontMetricsF,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QPolygonF,
    QResizeEvent,
    QTransform,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from .. import theme

EDGE = 6
"""Room for the focus edge around the drawing, in pixels."""

_WEIGHTS = {"SemiBold": QFont.Weight.DemiBold, "Semibold": QFont.Weight.DemiBold, "Bold": QFont.Weight.Bold}


def _colour(wanted: Any) -> QColor:
    return QColor.fromRgbF(wanted.red, wanted.green, wanted.blue, getattr(wanted, "alpha", 1.0))


def _style(shape: Any, painter: QPainter) -> None:
    stroke, fill = getattr(shape, "strokeColor", None), getattr(shape, "fillColor", None)
    width = getattr(shape, "strokeWidth", 0)
    if stroke is None or not width:
        painter.setPen(Qt.PenStyle.NoPen)
    else:
        pen = QPen(_colour(stroke), width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap)
        if dashes := getattr(shape, "strokeDashArray", None):
            pen.setDashPattern([max(dash / width, 0.1) for dash in dashes])
        painter.setPen(pen)
    if fill is None:
        painter.setBrush(Qt.BrushStyle.NoBrush)
    else:
        painter.setBrush(_colour(fill))


def _rect(shape: Any, painter: QPainter) -> None:
    _style(shape, painter)
    painter.drawRoundedRect(QRectF(shape.x, shape.y, shape.width, shape.height), shape.rx or 0, shape.ry or 0)


def _line(shape: Any, painter: QPainter) -> None:
    _style(shape, painter)
    painter.drawLine(QPointF(shape.x1, shape.y1), QPointF(shape.x2, shape.y2))


def _circle(shape: Any, painter: QPainter) -> None:
    _style(shape, painter)
    painter.drawEllipse(QPointF(shape.cx, shape.cy), shape.r, shape.r)


def _points(shape: Any) -> list[QPointF]:
    numbers = list(shape.points)
    return [QPointF(numbers[i], numbers[i + 1]) for i in range(0, len(numbers), 2)]


def _polygon(shape: Any, painter: QPainter) -> None:
    _style(shape, painter)
    painter.drawPolygon(QPolygonF(_points(shape)))


def _polyline(shape: Any, painter: QPainter) -> None:
    _style(shape, painter)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPolyline(QPolygonF(_points(shape)))


def _path(shape: Any, painter: QPainter) -> None:
    _style(shape, painter)
    made, numbers = QPainterPath(), iter(shape.points)
    for operator in shape.operators:
        if operator == 0:
            made.moveTo(next(numbers), next(numbers))
        elif operator == 1:
            made.lineTo(next(numbers), next(numbers))
        elif operator == 2:
            six = [next(numbers) for _i in range(6)]
            made.cubicTo(*six)
        else:
            made.closeSubpath()
    painter.drawPath(made)


def _font(name: str) -> QFont:
    font = QFont(theme.FAMILY)
    font.setPixelSize(100)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    font.setItalic("Italic" in name or "Oblique" in name)
    font.setWeight(next((w for part, w in _WEIGHTS.items() if part in name), QFont.Weight.Normal))
    return font


def _string(shape: Any, painter: QPainter) -> None:
    font, scale = _font(shape.fontName), shape.fontSize / 100
    width = QFontMetricsF(font).horizontalAdvance(shape.text) * scale
    x = shape.x - {"start": 0.0, "middle": width / 2, "end": width}.get(shape.textAnchor, 0.0)
    painter.save()
    painter.translate(x, shape.y)
    painter.scale(scale, -scale)
    painter.setFont(font)
    painter.setPen(_colour(shape.fillColor))
    painter.drawText(QPointF(0, 0), shape.text)
    painter.restore()


def _group(shape: Any, painter: QPainter) -> None:
    painter.save()
    painter.setTransform(QTransform(*shape.transform), True)
    for inner in shape.contents:
        _shape(inner, painter)
    painter.restore()


_PAINTERS: dict[str, Callable[[Any, QPainter], None]] = {
    "Group": _group,
    "Rect": _rect,
    "Line": _line,
    "Circle": _circle,
    "Polygon": _polygon,
    "PolyLine": _polyline,
    "Path": _path,
    "String": _string,
}


def _shape(shape: Any, painter: QPainter) -> None:
    for kind in type(shape).__mro__:
        if (paint := _PAINTERS.get(kind.__name__)) is not None:
            paint(shape, painter)
            return
    raise TypeError(f"{type(shape).__name__} can't be painted")


def paint_drawing(drawing: Any, painter: QPainter, scale: float = 1.0) -> None:
    """Paint with the drawing's top left at the painter's origin; known shapes only (TypeError for others)."""
    painter.save()
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
    painter.scale(scale, -scale)
    painter.translate(0, -drawing.height)
    for shape in drawing.contents:
        _shape(shape, painter)
    painter.restore()


class ChartView(QWidget):
    """Shows ``make(width)``, a drawing for a width in pixels, made anew when the width or the theme changes.

    ``description`` says in words what the picture shows. ``make`` is asked on the window's thread: keep it light,
    or set a ready drawing with `show_drawing`. Its colours are the caller's; `theme.colours` has c1 to c5 and l1 to l5.
    """

    accessible_role = QAccessible.Role.Chart

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._make: Callable[[int], Any] | None = None
        self._drawing: Any = None
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.notifier().changed.connect(self._renew)

    def show_chart(self, make: Callable[[int], Any], description: str) -> None:
        self._make = make
        self.setAccessibleDescription(description)
        self._renew()

    def show_drawing(self, drawing: Any, description: str) -> None:
        self._make, self._drawing = None, drawing
        self.setAccessibleDescription(description)
        self._fit()

    def drawing(self) -> Any:
        return self._drawing

    @Slot()
    def _renew(self) -> None:
        if self._make is not None and self.width() > 40:
            self._drawing = self._make(self.width() - 2 * EDGE)
        self._fit()

    def _fit(self) -> None:
        tall = round(self._drawing.height * self._scale()) + 2 * EDGE if self._drawing else 1
        self.setFixedHeight(max(1, tall))
        self.update()

    def _scale(self) -> float:
        if self._drawing is None or self._make is not None:
            return 1.0
        return min(theme.scale(), (self.width() - 2 * EDGE) / max(1.0, float(self._drawing.width)))

    def sizeHint(self) -> QSize:
        return QSize(400, self.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._renew()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self._drawing is not None:
            painter.translate(EDGE, EDGE)
            paint_drawing(self._drawing, painter, self._scale())
            painter.resetTransform()
        if self.hasFocus():
            from ..paint import round_rect

            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            round_rect(painter, QRectF(self.rect()), theme.px(8), None, "focus", 2)
        painter.end()

    def event(self, event: Any) -> bool:
        if event.type() in (event.Type.FocusIn, event.Type.FocusOut):
            self.update()
        return super().event(event)
