"""Fields: label above, control, and one line below for an error or what was understood.

Each field has ``value()``, ``set_value(v)`` (no signal), ``refresh(v)`` (from the dossier: leaves alone what the user
is typing), ``edited`` (the user changed it) and ``bind(v, save)``, which makes it save itself.
"""

from __future__ import annotations

from math import ceil
from typing import Any
from uuid import UUID

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QFontMetricsF, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from wijkraad_app.kernel.i18n import _

from .. import theme
from ..autosave import Autosave, Save, tracker
from ..layout import column, row
from ..theme import px
from .labels import Icon, Label


class Field(QWidget):
    """The frame around one control; subclasses give the control and its value."""

    edited = Signal(object)
    """The value, when the user changed it; fields that can be wrong only send good values."""

    def __init__(self, label: str, control: QWidget, *, hint: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.control = control
        self.label = Label(label, "small_strong", "text_2")
        self.label.setBuddy(control)
        if not label:
            self.label.hide()
        self._hint = hint
        self._note_icon = Icon("circle-alert", "bad", theme.ICON_SMALL)
        self._note = Label("", "small", "text_2", wrap=True)
        self._autosave: Autosave | None = None
        self._wrong = False
        control.setAccessibleName(label)
        control.installEventFilter(self)
        self.setFocusProxy(control)
        self._note_row = QWidget()
        self._note_row.setLayout(row(self._note_icon, (self._note, 1), gap=6, top=True))
        self.setLayout(column(self.label, control, self._note_row, gap=4))
        self.edited.connect(self._touch)
        self.note(hint)

    # --- for subclasses ------------------------------------------------------
    def value(self) -> Any:
        raise NotImplementedError

    def set_value(self, value: Any) -> None:
        raise NotImplementedError

    # --- saving --------------------------------------------------------------
    def bind(self, value: Any, save: Save) -> None:
        """Show ``value`` and call ``save(value, group)`` as the user types; bind again for another record."""
        if self._autosave is not None:
            self._autosave.leave()
        self._autosave = Autosave(self, save)
        if tracker().read_only:
            self.set_read_only(True)
        self.set_value(value)

    def set_read_only(self, read_only: bool) -> None:
        """Whether it can only be looked at; text can still be selected and copied."""
        if isinstance(self.control, QLineEdit | QPlainTextEdit):
            self.control.setReadOnly(read_only)
        else:
            self.control.setEnabled(not read_only)

    def refresh(self, value: Any) -> None:
        """Follow the dossier, but never while the user is in the middle of typing; the cursor stays."""
        if self.pending or self.value() == value:
            return
        self.set_value(value)

    @property
    def pending(self) -> bool:
        """Whether something typed is not saved yet, or can't be because it is wrong."""
        return self._wrong or (self._autosave is not None and self._autosave.pending)

    @property
    def group(self) -> UUID | None:
        """The undo group of the present stay in the field, for a verb that belongs to what is typed; None unbound."""
        return self._autosave.group if self._autosave is not None else None

    def flush(self) -> None:
        if self._autosave is not None:
            self._autosave.flush()

    @Slot(object)
    def _touch(self, value: Any) -> None:
        if self._autosave is None:
            return
        if isinstance(value, str) and "\0" in value:  # no file keeps it; a verb would refuse, and a refresh undo it
            self._autosave.forget()
            self.error(_("This text holds a sign that can't be kept. Type it again."))
            return
        self._autosave.touched(value)

    def _left(self) -> None:
        if self._autosave is not None:
            self._autosave.leave()

    # --- the line below ------------------------------------------------------
    def error(self, text: str) -> None:
        """Show what is wrong and what to do; "" clears it."""
        self._wrong = bool(text)
        self.control.setProperty("state", "error" if text else "")
        self.control.style().unpolish(self.control)
        self.control.style().polish(self.control)
        self._note_icon.setVisible(bool(text))
        self._note.set_tone("bad" if text else "text_2")
        self._note.setText(text or self._hint)
        self._note_row.setVisible(bool(text or self._hint))
        self.control.setAccessibleDescription(text or self._hint)

    def note(self, text: str) -> None:
        """Show what was understood, or a hint; clears an error."""
        self._hint = text
        self.error("")

    def note_text(self) -> str:
        return self._note.plain() if not self._note_row.isHidden() else ""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusOut:
            self._left()
        return False


class PlainText(QPlainTextEdit):
    """Several lines; Tab leaves; grows from ``least`` to ``most`` lines."""

    def __init__(self, least: int = 3, most: int = 12, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._least, self._most = least, most
        self.setTabChangesFocus(True)
        self.document().documentLayout().documentSizeChanged.connect(self._grow)
        self._grow()

    @Slot()
    def _grow(self) -> None:
        lines = max(self._least, min(self._most, int(self.document().size().height())))
        self.setFixedHeight(lines * ceil(QFontMetricsF(self.font()).lineSpacing()) + px(22))


class LineField(Field):
    """One line of text; ``leading`` is an icon in it. ``submitted`` on Enter."""

    submitted = Signal(str)

    def __init__(
        self,
        label: str,
        *,
        placeholder: str = "",
        hint: str = "",
        leading: str = "",
        limit: int = 500,
        password: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        self.line = QLineEdit()
        super().__init__(label, self.line, hint=hint, parent=parent)
        self.line.setPlaceholderText(placeholder)
        self.line.setMaxLength(limit)
        if password:
            self.line.setEchoMode(QLineEdit.EchoMode.Password)
        if leading:
            self._leading = Icon(leading, "text_2", theme.ICON_BUTTON, self.line)
            self._leading.move(px(12), (px(theme.H_CONTROL) - px(theme.ICON_BUTTON)) // 2)
            self.line.setTextMargins(px(26), 0, 0, 0)
        if not label:
            self.line.setAccessibleName(placeholder)
        self.line.textEdited.connect(self._typed)
        self.line.inputRejected.connect(self._cut)
        self.line.returnPressed.connect(lambda: self.submitted.emit(self.line.text()))

    @Slot(str)
    def _typed(self, text: str) -> None:
        self.error("")
        self.edited.emit(text)

    @Slot()
    def _cut(self) -> None:
        """More was typed or pasted than fits: say so, once what did fit has been taken."""
        QTimer.singleShot(0, self, self._tell_cut)

    def _tell_cut(self) -> None:
        self.error(_("Only {count} signs fit here. The rest was left out.").format(count=self.line.maxLength()))
        self._wrong = False  # what stands there is good, and kept

    def value(self) -> str:
        return self.line.text()

    def set_value(self, value: str | None) -> None:
        text = value or ""
        if text != self.line.text():
            position = self.line.cursorPosition()
            self.line.setText(text)
            self.line.setCursorPosition(min(position, len(text)) if self.line.hasFocus() else 0)
        self.error("")


class SearchField(LineField):
    """A search box without label above; ``edited`` at each key, Esc empties it, ↓ is sent as ``down``."""

    down = Signal()

    def __init__(self, placeholder: str, parent: QWidget | None = None) -> None:
        super().__init__("", placeholder=placeholder, leading="search", parent=parent)
        self.line.setClearButtonEnabled(False)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() == Qt.Key.Key_Down:
                self.down.emit()
                return True
            if event.key() == Qt.Key.Key_Escape and self.line.text():
                self.line.clear()
                self.edited.emit("")
                return True
        return super().eventFilter(watched, event)


class TextField(Field):
    """Several lines of plain text."""

    def __init__(
        self,
        label: str,
        *,
        placeholder: str = "",
        hint: str = "",
        least: int = 3,
        most: int = 12,
        parent: QWidget | None = None,
    ) -> None:
        self.text = PlainText(least, most)
        super().__init__(label, self.text, hint=hint, parent=parent)
        self.text.setPlaceholderText(placeholder)
        self._quiet = False
        self.text.textChanged.connect(self._typed)

    @Slot()
    def _typed(self) -> None:
        if not self._quiet:
            self.error("")
            self.edited.emit(self.text.toPlainText())

    def value(self) -> str:
        return self.text.toPlainText()

    def set_value(self, value: str | None) -> None:
        text = value or ""
        if text != self.text.toPlainText():
            self._quiet = True
            position = self.text.textCursor().position()
            self.text.setPlainText(text)
            cursor = self.text.textCursor()
            cursor.setPosition(min(position, len(text)))
            self.text.setTextCursor(cursor)
            self._quiet = False
        self.error("")


def required(field: LineField, message: str | None = None) -> bool:
    """Whether ``field`` is filled in; says so below it when not."""
    if field.value().strip():
        return True
    field.error(message or _("Fill this in."))
    return False
