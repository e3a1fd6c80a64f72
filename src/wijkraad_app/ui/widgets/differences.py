"""Two versions compared: what went is struck through, what came is underlined; colour only as a third sign."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from wijkraad_app.kernel.differences import Paragraph, Part, Piece
from wijkraad_app.kernel.i18n import _

from .. import fonts, theme
from ..layout import clear, column
from .labels import Label


class Differences(QWidget):
    """Shows the parts that changed; says so when nothing did."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column: QVBoxLayout = column(gap=theme.S2)
        self.setLayout(self._column)
        self.setAccessibleName(_("Differences"))

    def show_parts(self, parts: Sequence[Part]) -> None:
        """Other differences in place of those shown."""
        clear(self._column)
        if not parts:
            self._column.addWidget(Label(_("No differences."), "body", "text_2"))
        for part in parts:
            self._column.addWidget(Label(part.label, "strong"))
            for paragraph in part.paragraphs:
                if paragraph.changed:
                    self._column.addWidget(_paragraph(paragraph))
        self._column.addStretch(1)


def _paragraph(paragraph: Paragraph) -> QLabel:
    label = QLabel(_joined(paragraph))
    label.setTextFormat(Qt.TextFormat.RichText)
    label.setFont(fonts.font("body"))
    label.setWordWrap(True)
    label.setAccessibleName(spoken(paragraph))
    return label


def _joined(paragraph: Paragraph) -> str:
    """A word that took another's place stands a little apart from it."""
    made, before = "", ""
    for piece in paragraph.pieces:
        made += ("&thinsp;" if (before, piece.change) == ("removed", "added") else "") + _html(piece)
        before = piece.change
    return made


def spoken(paragraph: Paragraph) -> str:
    """For screen readers: what went and what came, said in words."""
    said = {"removed": _("removed: {text}"), "added": _("added: {text}")}
    parts = [
        said[piece.change].format(text=piece.text.strip()) if piece.change in said else piece.text.strip()
        for piece in paragraph.pieces
    ]
    return "; ".join(part for part in parts if part)


def _html(piece: Piece) -> str:
    text = escape(piece.text).replace("\n", "<br>")
    if piece.change == "same":
        return text
    tone, sign = ("bad", "line-through") if piece.change == "removed" else ("ok", "underline")
    ground = theme.colour(f"{tone}_soft").name()
    return f'<span style="background:{ground}; color:{theme.colour(tone).name()}; text-decoration:{sign}">{text}</span>'
