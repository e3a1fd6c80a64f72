"""Keys of commands: wherever the focus is, and the field's own Undo before the dossier's."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QTextEdit, QWidget
from shiboken6 import isValid

from wijkraad_app.kernel.commands import Command, Commands

UNDO, REDO = "edit.undo", "edit.redo"


def field_can(widget: QObject | None, command_id: str) -> bool:
    """Whether the focused field has a step of its own to take back or do again."""
    if isinstance(widget, QLineEdit):
        return not widget.isReadOnly() and (
            widget.isUndoAvailable() if command_id == UNDO else widget.isRedoAvailable()
        )
    if isinstance(widget, QTextEdit | QPlainTextEdit):
        document = widget.document()
        return not widget.isReadOnly() and (
            document.isUndoAvailable() if command_id == UNDO else document.isRedoAvailable()
        )
    return False


class KeyRouter(QObject):
    """Looks at the keys of the focused widget only, and runs the command a key belongs to.

    A key is first asked for as ShortcutOverride: accepting it there keeps it from fields that would use it for
    themselves (Ctrl+K deletes to the end of the line on Linux).
    """

    def __init__(self, window: QWidget, commands: Commands, allowed: Callable[[], bool]) -> None:
        super().__init__(window)
        self._window, self._commands, self._allowed = window, commands, allowed
        self._watched: QWidget | None = None
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._follow)

    @Slot(QWidget, QWidget)
    def _follow(self, _old: QWidget | None, new: QWidget | None) -> None:
        if self._watched is not None and isValid(self._watched):
            self._watched.removeEventFilter(self)
        self._watched = new if new is not None and new.window() is self._window else None
        if self._watched is not None:
            self._watched.installEventFilter(self)

    def command_for(self, event: QKeyEvent, focus: QObject | None) -> Command | None:
        """The command of this key, when it may be given here and now."""
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        plain = modifiers in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier)
        if plain and not Qt.Key.Key_F1 <= event.key() <= Qt.Key.Key_F35:
            return None
        pressed = QKeySequence(event.keyCombination())
        for command in self._commands.all():
            if command.shortcut and any(QKeySequence(s) == pressed for s in command.shortcut.split(";")):
                if command.id in (UNDO, REDO) and field_can(focus, command.id):
                    return None
                return command if self._allowed() else None
        return None

    def press(self, event: QKeyEvent, focus: QObject | None) -> bool:
        """Run the command of the key; False when there is none."""
        command = self.command_for(event, focus)
        if command is None or not command.enabled():
            return False
        command.run()
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            if self.command_for(event, watched) is not None:
                event.accept()
                return True
        elif event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self.press(event, watched)
        return False
