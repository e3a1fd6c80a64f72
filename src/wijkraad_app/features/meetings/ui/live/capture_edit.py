"""The field of the capture line: one line of text, with what is understood of it in the accent colour."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QMimeData, QRectF, Qt, Signal
from PySide6.QtGui import (
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QSyntaxHighlighter,
    QTextCharFormat,
    QTextOption,
)
from PySide6.QtWidgets import QFrame, QTextEdit

from wijkraad_app.kernel.i18n import _
from wijkraad_app.ui import fonts, theme
from wijkraad_app.ui.paint import put
from wijkraad_app.ui.theme import px

from ...rules.capture import Captured


class Marks(QSyntaxHighlighter):
    """Owner, date, votes and item in the accent colour, as far as they are understood."""

    def __init__(self, edit: QTextEdit) -> None:
        super().__init__(edit.document())
        self.captured: Captured | None = None

    def highlightBlock(self, text: str) -> None:
        made = QTextCharFormat()
        made.setForeground(theme.colour("accent_text"))
        made.setFont(fonts.font("strong"))
        for mark in self.captured.marks if self.captured else ():
            # Qt counts UTF-16 units.
            start = len(text[: mark.start].encode("utf-16-le")) // 2
            length = len(text[mark.start : mark.end].encode("utf-16-le")) // 2
            self.setFormat(start, length, made)


class CaptureEdit(QTextEdit):
    """One line of text with marks in it."""

    submitted = Signal()
    backspaced = Signal()
    """Backspace at the very beginning, or where it gives something back."""
    completing = Signal()
    """Tab, where a name may be completed."""
    stepped = Signal(int)
    """Up (-1) or down."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(_("What happens now"))
        self._hint = _("Type what is said, or begin with a letter and a space")
        self.setAccessibleDescription(self._hint)
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setLineWrapMode(QTextEdit.LineWrapMode.NoWrap)
        self.setWordWrapMode(QTextOption.WrapMode.NoWrap)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFont(fonts.font("reading"))
        self.document().setDocumentMargin(0)
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Base, Qt.GlobalColor.transparent)
        self.setPalette(palette)
        self.viewport().setAutoFillBackground(False)
        self.setFixedHeight(px(28))
        self.wants_tab: Callable[[], bool] = lambda: False
        self.gives_back: Callable[[], bool] = lambda: False

    def put(self, text: str) -> None:
        """Another text, with the cursor behind it."""
        self.setPlainText(text)
        self.moveCursor(self.textCursor().MoveOperation.End)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and self._completes(event):
            self.completing.emit()
            return True
        return super().event(event)

    def _completes(self, event: QKeyEvent) -> bool:
        return event.key() == Qt.Key.Key_Tab and self.wants_tab()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, plain = event.key(), not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.submitted.emit()
        elif key == Qt.Key.Key_Backspace and self._at_beginning():
            self.backspaced.emit()
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down) and plain:
            self.stepped.emit(-1 if key == Qt.Key.Key_Up else 1)
        elif event.modifiers() & Qt.KeyboardModifier.ControlModifier and key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def _at_beginning(self) -> bool:
        cursor = self.textCursor()
        return not cursor.hasSelection() and (cursor.position() == 0 or self.gives_back())

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.document().isEmpty():
            painter = QPainter(self.viewport())
            put(painter, self._hint, QRectF(self.viewport().rect()).adjusted(px(2), 0, 0, 0), "body", "text_3")
            painter.end()

    def insertFromMimeData(self, source: QMimeData) -> None:
        self.insertPlainText(" ".join(source.text().split()))
