"""What painted rows share: cells, the ground of the current row, the mark at its left."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from .. import theme
from ..paint import LEFT, RIGHT, put, put_icon, round_rect
from ..theme import px


@dataclass(frozen=True, slots=True)
class Cell:
    """Text with an optional icon; ``tone`` is a text role (``text_2``, ``ok``, ``warn``, ``bad``…)."""

    text: str
    icon: str = ""
    tone: str = "text_2"
    strong: bool = False


def row_ground(
    painter: QPainter,
    rect: QRectF,
    *,
    current: bool,
    selected: bool,
    hover: bool,
    focus: bool,
    inset: int = 6,
    right: int | None = None,
) -> None:
    """Selected ground with bar, or hover; the focus edge when the list has the keyboard."""
    box = rect.adjusted(px(inset) if inset else 0, 1, -px(inset if right is None else right), -1)
    if current or selected:
        round_rect(painter, box, px(theme.R_CONTROL), "selected")
    elif hover:
        round_rect(painter, box, px(theme.R_CONTROL), "row_hover")
    if current or selected:
        bar = QRectF(box.x(), box.y() + px(9), px(3), max(box.height() - px(18), px(8)))
        round_rect(painter, bar, 1.5, "accent")
    if current and focus:
        round_rect(painter, box, px(theme.R_CONTROL), None, "focus", 2)


def draw_cell(
    painter: QPainter, rect: QRectF, cell: Cell, *, style: str = "small", right: bool = False, icon_size: int = 16
) -> None:
    if cell.strong:
        style = {"small": "small_strong", "body": "strong", "caption": "caption_strong"}.get(style, style)
    if cell.icon:
        put_icon(painter, cell.icon, rect.x(), rect.y() + (rect.height() - px(icon_size)) / 2, icon_size, cell.tone)
        rect = rect.adjusted(px(icon_size + 6), 0, 0, 0)
    put(painter, cell.text, rect, style, cell.tone, RIGHT if right else LEFT)
