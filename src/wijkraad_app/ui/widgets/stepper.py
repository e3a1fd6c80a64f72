"""Where a record is in its life: done, now, later."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QAccessible, QPainter
from PySide6.QtWidgets import QWidget

from wijkraad_app.kernel.i18n import _

from .. import fonts, theme
from ..paint import Painted, put, put_icon, round_rect
from ..theme import px


class Stepper(Painted):
    """Names of the steps and the index of the present one (-1: none begun, len: all done).

    Too narrow for all words: only the present step keeps its word.
    """

    accessible_role = QAccessible.Role.StaticText

    def __init__(self, steps: Sequence[str], now: int = 0, parent: QWidget | None = None) -> None:
        super().__init__(parent, grow=True)
        self._steps, self._now = tuple(steps), now
        self.set_now(now)

    def set_now(self, now: int, steps: Sequence[str] | None = None) -> None:
        self._now = now
        if steps is not None:
            self._steps = tuple(steps)
        if 0 <= now < len(self._steps):
            self.setAccessibleName(
                _("Step {number} of {count}: {name}").format(
                    number=now + 1, count=len(self._steps), name=self._steps[now]
                )
            )
        self.changed()

    def natural_size(self) -> QSize:
        return QSize(len(self._steps) * px(40), px(34))

    def _style(self, i: int) -> str:
        return "small_strong" if i == self._now else "small"

    def draw(self, painter: QPainter, rect: QRectF) -> None:
        disc, count = px(20), len(self._steps)
        widths = [fonts.measure(s, self._style(i)) + disc + px(8) for i, s in enumerate(self._steps)]
        if sum(widths) + px(12) * (count - 1) > rect.width():
            widths = [w if i == self._now else float(disc) for i, w in enumerate(widths)]
        gap = max(px(8), (rect.width() - sum(widths)) / max(1, count - 1))
        x, middle = 0.0, rect.height() / 2
        for i in range(count):
            self._draw_step(painter, QRectF(x, middle - disc / 2, disc, disc), i, widths[i])
            x += widths[i]
            start, end = x + px(2), x + gap - px(6)
            if i < count - 1 and end - start > px(4):
                done = i < self._now
                painter.fillRect(
                    QRectF(start, middle - 0.5, end - start, 1.5 if done else 1),
                    theme.colour("accent" if done else "line_strong"),
                )
            x += gap

    def _draw_step(self, painter: QPainter, disc: QRectF, i: int, width: float) -> None:
        done, now = i < self._now, i == self._now
        if done:
            round_rect(painter, disc, disc.width() / 2, "accent")
            put_icon(painter, "check", disc.x() + px(3), disc.y() + px(3), 14, "on_accent")
        else:
            round_rect(
                painter, disc, disc.width() / 2, "surface", "accent" if now else "line_strong", 2 if now else 1.5
            )
            if now:
                inset = px(6)
                round_rect(painter, disc.adjusted(inset, inset, -inset, -inset), disc.width() / 2, "accent")
        if width > disc.width() + px(8):
            role = "text" if now else ("text_2" if done else "text_3")
            words = QRectF(disc.right() + px(6), 0, width, self.height())
            put(painter, self._steps[i], words, self._style(i), role, elide=False)
