"""What painted parts share: text, icons and rounded shapes by role."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Slot
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from . import fonts, icons, theme

LEFT = Qt.AlignmentFlag.AlignLeft
RIGHT = Qt.AlignmentFlag.AlignRight
CENTRE = Qt.AlignmentFlag.AlignHCenter


def put(
    painter: QPainter,
    text: str,
    rect: QRectF,
    style: str = "body",
    role: str = "text",
    align: Qt.AlignmentFlag = LEFT,
    *,
    elide: bool = True,
    italic: bool = False,
) -> None:
    """One line of text, vertically centred, elided at the right when it doesn't fit."""
    made = fonts.font(style, italic=italic)
    painter.setFont(made)
    painter.setPen(theme.colour(role))
    if elide:
        text = QFontMetricsF(made).elidedText(text, Qt.TextElideMode.ElideRight, rect.width() + 1)
    painter.drawText(rect, int(align | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine), text)


def put_icon(painter: QPainter, name: str, x: float, y: float, size: int, role: str = "text_2") -> None:
    """``size`` at 100%."""
    device = painter.device()
    ratio = device.devicePixelRatio() if device is not None else 1.0
    painter.drawPixmap(QPointF(x, y), icons.pixmap(name, theme.px(size), role, ratio))


def round_rect(
    painter: QPainter,
    rect: QRectF,
    radius: float,
    fill: str | None = None,
    stroke: str | None = None,
    width: float = 1.0,
    *,
    dashed: bool = False,
) -> None:
    painter.setBrush(theme.colour(fill) if fill else Qt.BrushStyle.NoBrush)
    if stroke:
        pen = QPen(theme.colour(stroke), width)
        if dashed:
            pen.setDashPattern([3, 3])
        painter.setPen(pen)
        rect = rect.adjusted(width / 2, width / 2, -width / 2, -width / 2)
    else:
        painter.setPen(Qt.PenStyle.NoPen)
    painter.drawRoundedRect(rect, radius, radius)


class Painted(QWidget):
    """A painted part. Subclasses give `natural_size` (pixels, scaled) and `draw`."""

    def __init__(self, parent: QWidget | None = None, *, grow: bool = False) -> None:
        super().__init__(parent)
        wide = QSizePolicy.Policy.Expanding if grow else QSizePolicy.Policy.Fixed
        self.setSizePolicy(wide, QSizePolicy.Policy.Fixed)
        theme.notifier().changed.connect(self._restyle)

    def natural_size(self) -> QSize:
        raise NotImplementedError

    def draw(self, painter: QPainter, rect: QRectF) -> None:
        raise NotImplementedError

    def sizeHint(self) -> QSize:
        return self.natural_size()

    def minimumSizeHint(self) -> QSize:
        return self.natural_size()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
        self.draw(painter, QRectF(self.rect()))
        painter.end()

    def changed(self) -> None:
        """Call after what is shown changed."""
        self.updateGeometry()
        self.update()

    @Slot()
    def _restyle(self) -> None:
        self.changed()


class PaintedButton(QAbstractButton):
    """A painted part that is pressed with Space, Enter or the mouse. Subclasses give `sizeHint` and `draw`.

    Hover and focus paint it anew; `underMouse` and `hasFocus` tell `draw` of them.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def draw(self, painter: QPainter, rect: QRectF) -> None:
        raise NotImplementedError

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
        self.draw(painter, QRectF(self.rect()))
        painter.end()
