"""Hands and eyes of somebody who has a keyboard only: keys go where the focus is, and only what is shown counts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import QAbstractTableModel, QEvent, QModelIndex, Qt
from PySide6.QtGui import QAccessible, QKeyEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)
from pytestqt.exceptions import TimeoutError
from pytestqt.qtbot import QtBot

from wijkraad_app.bootstrap.window import Desktop
from wijkraad_app.ui.accessibility import name_of
from wijkraad_app.ui.app import Types
from wijkraad_app.ui.palette import Palette
from wijkraad_app.ui.widgets.dialog import Dialog

MOST_TABS = 160
PATIENCE_MS = 8_000


@dataclass
class Files:
    """Stands in for the file dialogs of the system: gives the paths laid ready, in order."""

    ready: list[Path] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)

    def lay_ready(self, *paths: Path) -> None:
        self.ready += paths

    def _next(self, title: str) -> Path | None:
        self.asked.append(title)
        assert self.ready, f"a file was asked for that nobody expects: {title}"
        return self.ready.pop(0)

    def open_file(self, parent: QWidget | None, title: str, types: Types, folder: str) -> Path | None:
        return self._next(title)

    def open_files(self, parent: QWidget | None, title: str, types: Types, folder: str) -> list[Path]:
        found = self._next(title)
        return [found] if found is not None else []

    def save_file(self, parent: QWidget | None, title: str, types: Types, suggested: str) -> Path | None:
        return self._next(title)

    def folder(self, parent: QWidget | None, title: str, folder: str) -> Path | None:
        return self._next(title)


class Keyboard:
    """One user at one window of the program."""

    def __init__(self, qtbot: QtBot, desktop: Desktop) -> None:
        self.qtbot, self.desktop = qtbot, desktop

    # --- where the user is ---------------------------------------------------
    @property
    def window(self) -> QWidget:
        assert self.desktop.window is not None
        return self.desktop.window

    @property
    def focus(self) -> QWidget:
        popup = QApplication.activePopupWidget()
        if popup is not None:
            return popup.focusWidget() or popup
        return QApplication.focusWidget() or self.window

    def here(self) -> str:
        """The name of what has the keyboard."""
        return name(self.focus)

    def value(self) -> str:
        """What stands in the field that has the keyboard."""
        return value_of(self.focus)

    def top(self) -> QWidget:
        """What lies in front: a menu, a dialog, the palette or the window."""
        popup = QApplication.activePopupWidget()
        if popup is not None:
            return popup
        layers = [one for one in self.window.findChildren(QWidget) if isinstance(one, Dialog | Palette)]
        shown = [one for one in layers if one.isVisible()]
        return shown[-1] if shown else self.window

    # --- waiting -------------------------------------------------------------
    def settle(self) -> None:
        """Until nothing is under way any more."""
        for _again in range(3):
            if (app := self.desktop.app) is not None:
                app.tasks.settle()
            QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
            QApplication.processEvents()

    def wait(self, fact: Callable[[], object], what: str = "what was expected") -> None:
        """Until ``fact`` is seen."""

        def seen() -> None:
            assert fact()

        try:
            self.qtbot.waitUntil(seen, timeout=PATIENCE_MS)
        except (AssertionError, TimeoutError) as error:
            now = f"the keyboard is at “{self.here()}”, the message is “{self.toast()}”, there is: {self.words()}"
            raise AssertionError(f"{what}: never seen; {now}") from error
        self.settle()

    def wait_for(self, words: str) -> None:
        """Until these words can be read in front."""
        self.wait(lambda: self.shows(words), f"“{words}”")

    def saved(self) -> None:
        """Until the window says that what was typed is kept."""
        self.wait(lambda: not self.shows("Bewaren…"), "that all is saved")

    # --- keys ----------------------------------------------------------------
    def press(self, *keys: str) -> None:
        """Keys as they are written in the window: “Ctrl+N”, “Enter”, “Down”."""
        for name in keys:
            combination = QKeySequence(name.replace("Enter", "Return"))[0]
            QTest.keyClick(self.focus, combination.key(), combination.keyboardModifiers())
            self.settle()

    def type(self, text: str) -> None:
        """Type as on a keyboard; a new line is the Enter key."""
        for letter in text:
            self._strike(letter)
        self.settle()

    def _strike(self, letter: str) -> None:
        """QTest knows the keys of ASCII only; other letters come as keys that carry their text."""
        if letter == "\n":
            self.press("Enter")
        elif letter.isascii():
            QTest.keyClick(self.focus, letter)
        else:
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                event = QKeyEvent(kind, Qt.Key.Key_unknown, Qt.KeyboardModifier.NoModifier, letter)
                QApplication.sendEvent(self.focus, event)

    def paste(self, text: str) -> None:
        """From the clipboard, as out of a mail."""
        QApplication.clipboard().setText(text)
        self.press("Ctrl+V")

    def go_to(self, wanted: str, *, back: bool = False) -> None:
        """Walk with Tab (or back with Shift+Tab) to what has this name."""
        passed: list[str] = []
        for _step in range(MOST_TABS):
            if self.here() == wanted:
                return
            QTest.keyClick(self.focus, Qt.Key.Key_Backtab if back else Qt.Key.Key_Tab)
            QApplication.processEvents()
            passed.append(self.here())
        raise AssertionError(f"Tab does not lead to “{wanted}”, but to {list(dict.fromkeys(passed))}")

    def enter(self, name: str, text: str) -> None:
        """Type in the field with this name, in place of what is there."""
        self.go_to(name)
        if self.value():
            self.press("Ctrl+A")
        self.type(text)

    def push(self, name: str) -> None:
        """Walk to a button and press it."""
        self.go_to(name)
        self.press("Space")

    def choose(self, name: str, option: str) -> None:
        """An option of the drop-down with this name, by arrows."""
        self.go_to(name)
        box = self.focus
        assert isinstance(box, QComboBox), f"“{name}” is no drop-down"
        options = [box.itemText(i) for i in range(box.count())]
        assert option in options, f"“{option}” is not among {options}"
        self.press("Enter")
        self.press("Home")
        self.press(*["Down"] * options.index(option))
        self.press("Enter")
        assert value_of(box) == option, f"{value_of(box)} was chosen, not {option}"

    def pick(self, entry: str) -> None:
        """An entry of the menu that is open, by arrows."""
        self.wait(lambda: isinstance(QApplication.activePopupWidget(), QMenu), "a menu")
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        titles = [action.text() for action in menu.actions() if not action.isSeparator()]
        assert any(entry in title for title in titles), f"“{entry}” is not among {titles}"
        for _step in range(2 * len(titles)):
            active = menu.activeAction()
            if active is not None and entry in active.text():
                break
            self.press("Down")
        self.press("Enter")

    def command(self, words: str) -> None:
        """Search in the palette, and do the first thing found."""
        self.press("Ctrl+K")
        assert isinstance(self.top(), Palette)
        self.type(words)
        self.press("Enter")

    def rows_to(self, words: str) -> None:
        """In the list that has the keyboard, to the row with these words."""
        view = self.focus
        assert isinstance(view, QAbstractItemView), f"{self.here()} is no list"
        self.press("Home")
        for _row in range(view.model().rowCount()):
            if words in row_words(view.currentIndex()):
                return
            self.press("Down")
        raise AssertionError(f"“{words}” is not in the list")

    # --- what is to be seen --------------------------------------------------
    def words(self, inside: QWidget | None = None) -> list[str]:
        """All that can be read in front."""
        return list(shown_words(inside or self.top()))

    def everything(self) -> list[str]:
        """All that can be read in the window, also under what lies in front."""
        return self.words(self.window)

    def shows(self, words: str, inside: QWidget | None = None) -> bool:
        return any(words in one for one in self.words(inside))

    def toast(self) -> str:
        """The message at the bottom of the window, "" when there is none."""
        for one in self.window.findChildren(QWidget, "toast"):
            if one.isVisible():
                return one.accessibleName()
        return ""

    def expect(self, *words: str) -> None:
        """Each of these can be read in front."""
        for one in words:
            self.wait_for(one)


def name(widget: QWidget) -> str:
    """What a screen reader calls it; on Linux Qt gives the value of a drop-down there, and its label apart."""
    return widget.accessibleName() if isinstance(widget, QComboBox) else name_of(widget)


def value_of(widget: QWidget) -> str:
    """What a screen reader tells as the value."""
    if isinstance(widget, QPlainTextEdit | QTextEdit):
        return widget.toPlainText()
    if isinstance(widget, QComboBox):
        return widget.currentText()
    if isinstance(widget, QLineEdit):
        return widget.text()
    found = QAccessible.queryAccessibleInterface(widget)
    return found.text(QAccessible.Text.Value) if found is not None else ""


def row_words(index: QModelIndex) -> str:
    spoken = index.data(Qt.ItemDataRole.AccessibleTextRole)
    return str(spoken or index.data(Qt.ItemDataRole.DisplayRole) or "")


def shown_words(root: QWidget) -> Iterator[str]:
    """The words of everything visible under ``root``, in no particular order."""
    for widget in (root, *root.findChildren(QWidget)):
        if widget.isVisible():
            yield from (words for words in _words_of(widget) if words)


def _words_of(widget: QWidget) -> Iterable[str]:
    if isinstance(widget, QLabel):
        return (widget.accessibleName() or _unmarked(widget.text()),)
    if isinstance(widget, QAbstractButton):
        return dict.fromkeys((_unmarked(widget.text()), widget.accessibleName()))
    if isinstance(widget, QAbstractItemView):
        return [*_cells(widget), widget.accessibleName()]
    if isinstance(widget, QLineEdit | QPlainTextEdit | QTextEdit | QComboBox):
        return (value_of(widget), widget.accessibleName(), widget.accessibleDescription())
    if isinstance(widget, QMenu):
        return [action.text() for action in widget.actions()]
    return (widget.accessibleName(),)


def _cells(view: QAbstractItemView) -> list[str]:
    model = view.model()
    if model is None:
        return []
    rows = min(model.rowCount(QModelIndex()), 200)
    columns = min(model.columnCount(QModelIndex()), 40) if isinstance(model, QAbstractTableModel) else 1
    return [row_words(model.index(row, column)) for row in range(rows) for column in range(columns)]


def _unmarked(text: str) -> str:
    return text.replace("\u200b", "").replace("\u00ad", "").replace("&&", "&")
