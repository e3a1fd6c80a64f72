"""Lucide icons from the resources, tinted by colour role, cached per name, size, colour and screen ratio."""

from __future__ import annotations

import logging
from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from wijkraad_app.kernel import resources

from . import theme

log = logging.getLogger(__name__)


@lru_cache(maxsize=256)
def _svg(name: str) -> str:
    file = resources.path("icons", f"{name}.svg")
    if not file.exists():
        log.warning("icon %s is missing", name)
        file = resources.path("icons", "circle.svg")
    text = file.read_text(encoding="utf-8")
    return text.replace('stroke-width="2"', f'stroke-width="{theme.ICON_STROKE}"')


@lru_cache(maxsize=1024)
def _drawn(name: str, size: int, colour: str, ratio: float, pad: int) -> QPixmap:
    side = round(size * ratio)
    pixmap = QPixmap(side + round(pad * ratio), side)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    svg = _svg(name).replace("currentColor", colour)
    QSvgRenderer(QByteArray(svg.encode())).render(painter, QRectF(0, 0, side, side))
    painter.end()
    pixmap.setDevicePixelRatio(ratio)
    return pixmap


def pixmap(name: str, size: int, role: str = "text_2", ratio: float | None = None, *, pad: int = 0) -> QPixmap:
    """``size`` in pixels (already scaled with `theme.px`); ``pad`` is empty room at the right."""
    app = QGuiApplication.instance()
    if ratio is None:
        ratio = app.devicePixelRatio() if isinstance(app, QGuiApplication) else 1.0
    return _drawn(name, size, theme.value(role), ratio, pad)


def icon(name: str, role: str = "text_2", size: int = theme.ICON, *, pad: int = 0) -> QIcon:
    """For menus and actions; ``size`` at 100%."""
    made = QIcon(pixmap(name, theme.px(size), role, pad=pad))
    made.addPixmap(pixmap(name, theme.px(size), "text_3", pad=pad), QIcon.Mode.Disabled)
    return made


def size_of(size: int = theme.ICON, pad: int = 0) -> QSize:
    return QSize(theme.px(size) + pad, theme.px(size))
