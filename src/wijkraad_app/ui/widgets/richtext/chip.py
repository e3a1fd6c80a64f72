"""The numbered note in running text: one U+FFFC in the document, drawn as a chip, so keys take it whole."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, QRect, QRectF, QSizeF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPyTextObject, QTextDocument, QTextFormat

from wijkraad_app.kernel.i18n import _
from wijkraad_app.ui import fonts, theme

from .document import NOTE_ID


@dataclass(frozen=True, slots=True)
class Reference:
    """A source as the text shows it: its number, what it is, and whether it changed since it was quoted."""

    number: int
    label: str
    changed: bool = False

    @property
    def spoken(self) -> str:
        """For tooltips and screen readers."""
        text = _("Source {number}: {label}").format(number=self.number, label=self.label)
        return _("{source} (changed)").format(source=text) if self.changed else text


class Chip(QPyTextObject):
    """Draws notes 20 × 18; amber when the source changed, quiet with a question mark when it isn't known."""

    def __init__(self, parent: QObject, find: Callable[[str], Reference | None]) -> None:
        super().__init__(parent)
        self._find = find

    def intrinsicSize(self, _doc: QTextDocument, _position: int, look: QTextFormat) -> QSizeF:
        text = self._text(self._find(str(look.property(NOTE_ID))))
        width = QFontMetricsF(fonts.font("caption_strong")).horizontalAdvance(text) + theme.px(10)
        return QSizeF(max(theme.px(20), width) + theme.px(2), theme.px(18))

    def drawObject(
        self, painter: QPainter, rect: QRectF | QRect, _doc: QTextDocument, _position: int, look: QTextFormat
    ) -> None:
        reference = self._find(str(look.property(NOTE_ID)))
        ground, ink = self._roles(reference)
        place = QRectF(rect).adjusted(theme.px(1), 0, -theme.px(1), 0)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour(ground))
        painter.drawRoundedRect(place, theme.px(5), theme.px(5))
        painter.setPen(theme.colour(ink))
        painter.setFont(fonts.font("caption_strong"))
        painter.drawText(place, int(Qt.AlignmentFlag.AlignCenter), self._text(reference))
        painter.restore()

    @staticmethod
    def _text(reference: Reference | None) -> str:
        return str(reference.number) if reference else "?"

    @staticmethod
    def _roles(reference: Reference | None) -> tuple[str, str]:
        if reference is None:
            return "quiet_soft", "quiet"
        return ("warn_soft", "warn") if reference.changed else ("accent_soft", "accent_text")
