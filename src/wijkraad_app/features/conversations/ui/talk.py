"""The text of a conversation: typed until a quote is marked, then read, selected and pointed at."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy, QTextEdit, QWidget

from wijkraad_app.ui import fonts, theme
from wijkraad_app.ui.widgets.inputs import Field

from ..queries import QuoteRow
from ..rules.consent import NO
from .units import to_code_points, to_units

_READ = Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
_WRITE = Qt.TextInteractionFlag.TextEditorInteraction


class TalkText(QPlainTextEdit):
    """Plain text that keeps every sign as it is; Tab leaves."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTabChangesFocus(True)
        self.setFont(fonts.font("reading"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumHeight(theme.px(160))

    def plain(self) -> str:
        """The text as it is stored (Qt's own `toPlainText` changes hard spaces)."""
        return self.document().toRawText().replace("\u2029", "\n").replace("\u2028", "\n")

    def set_fixed(self, fixed: bool) -> None:
        """Read and select only, also by keyboard."""
        self.setTextInteractionFlags(_READ if fixed else _WRITE)


class TalkField(Field):
    """`TalkText` with its label and autosave; shows where quotes are."""

    selected = Signal(bool)
    """Whether words are selected now."""
    pointed = Signal(object)
    """The quote in which the cursor was put, by id."""

    def __init__(self, label: str, *, hint: str = "") -> None:
        self.text = TalkText()
        super().__init__(label, self.text, hint=hint)
        self._quiet = False
        self._quotes: tuple[QuoteRow, ...] = ()
        self._current: UUID | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.text.textChanged.connect(self._typed)
        self.text.selectionChanged.connect(lambda: self.selected.emit(self.text.textCursor().hasSelection()))
        self.text.cursorPositionChanged.connect(self._point)

    def value(self) -> str:
        return self.text.plain()

    def set_value(self, value: str | None) -> None:
        text = value or ""
        if text == self.text.plain():
            return
        self._quiet = True
        place = self.text.textCursor().position()
        self.text.setPlainText(text)
        cursor = self.text.textCursor()
        cursor.setPosition(min(place, to_units(text, len(text))))
        self.text.setTextCursor(cursor)
        self._quiet = False

    def selection(self) -> tuple[int, int]:
        """Start and end of the selected words in code points; the same place twice for none."""
        cursor, text = self.text.textCursor(), self.text.plain()
        return to_code_points(text, cursor.selectionStart()), to_code_points(text, cursor.selectionEnd())

    def show_quotes(self, quotes: Sequence[QuoteRow], current: UUID | None) -> None:
        """Mark the quotes; the current one stronger."""
        self._quotes, self._current = tuple(quote for quote in quotes if quote.placed), current
        text = self.text.plain()
        self.text.setExtraSelections([self._marked(text, quote) for quote in self._quotes])

    def go_to(self, quote: QuoteRow) -> None:
        """Bring a quote into view, with the cursor before it."""
        if not quote.placed:
            return
        self._quiet = True
        cursor = self.text.textCursor()
        cursor.setPosition(to_units(self.text.plain(), quote.start))
        self.text.setTextCursor(cursor)
        self.text.ensureCursorVisible()
        self._quiet = False

    def _marked(self, text: str, quote: QuoteRow) -> QTextEdit.ExtraSelection:
        cursor = QTextCursor(self.text.document())
        cursor.setPosition(to_units(text, quote.start))
        cursor.setPosition(to_units(text, quote.end), QTextCursor.MoveMode.KeepAnchor)
        look = QTextCharFormat()
        no, now = quote.consent == NO, quote.id == self._current
        look.setBackground(theme.colour("accent" if now else "quiet_soft" if no else "accent_soft"))
        look.setForeground(theme.colour("on_accent" if now else "text"))
        line = QTextCharFormat.UnderlineStyle
        look.setUnderlineStyle(line.DotLine if no else line.SingleUnderline)
        look.setUnderlineColor(theme.colour("on_accent" if now else "text_3" if no else "accent"))
        selection = QTextEdit.ExtraSelection()
        selection.cursor, selection.format = cursor, look
        return selection

    @Slot()
    def _typed(self) -> None:
        if not self._quiet:
            self.error("")
            self.edited.emit(self.text.plain())

    @Slot()
    def _point(self) -> None:
        cursor = self.text.textCursor()
        if self._quiet or cursor.hasSelection() or not self._quotes:
            return
        place = to_code_points(self.text.plain(), cursor.position())
        for quote in self._quotes:
            if quote.start < place < quote.end:
                self.pointed.emit(quote.id)
                return
