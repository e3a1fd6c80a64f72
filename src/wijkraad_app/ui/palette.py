"""The command palette (Ctrl+K): what can be done, and records to open."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Slot,
)
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QFrame,
    QLineEdit,
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)
from shiboken6 import isValid

from wijkraad_app.kernel.commands import Command
from wijkraad_app.kernel.i18n import _, pgettext
from wijkraad_app.kernel.ids import EntityRef

from . import fonts, theme
from .accessibility import announce
from .app import App
from .layout import column, line, row
from .paint import CENTRE, put, put_icon, round_rect
from .theme import px
from .widgets.labels import Icon, Key, Label, key_names
from .widgets.shadow import cast_shadow

Index = QModelIndex | QPersistentModelIndex
ENTRY = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class Found:
    """A record that search gives: shown under “Open”."""

    ref: EntityRef
    title: str
    detail: str = ""
    icon: str = "file-text"


OWN = "go.palette"
_GENERAL = ("go", "edit", "view", "help", "person")
"""With nothing typed yet what belongs to the page comes before what is there always."""

Search = Callable[[str], Sequence[Found]]
"""Runs in a reader thread; the text may begin with ``#`` (themes) or ``@`` (people)."""


@dataclass(frozen=True, slots=True)
class _Entry:
    title: str
    detail: str = ""
    icon: str = ""
    shortcut: str = ""
    command: Command | None = None
    found: Found | None = None
    allowed: bool = True

    @property
    def heading(self) -> bool:
        return self.command is None and self.found is None


def plain(text: str) -> str:
    """Lower case without accents, for comparing."""
    return "".join(c for c in unicodedata.normalize("NFD", text.casefold()) if not unicodedata.combining(c))


def score(wanted: str, title: str, keywords: Sequence[str] = ()) -> int:
    """How well ``wanted`` fits, 0 = not at all: begins, word begins, contains, letters in order, keyword."""
    needle, hay = plain(wanted.strip()), plain(title)
    if not needle:
        return 1
    if hay.startswith(needle):
        return 100
    if f" {needle}" in hay:
        return 80
    if needle in hay:
        return 60
    words = needle.split()
    if len(words) > 1 and all(word in hay for word in words):
        return 50
    if any(needle in plain(word) for word in keywords):
        return 40
    return 20 if len(needle) > 2 and _in_order(needle.replace(" ", ""), hay) else 0


def _in_order(needle: str, hay: str) -> bool:
    """Whether the letters follow each other in ``hay``, the first one at the beginning of a word."""
    starts = [i for i, letter in enumerate(hay) if letter == needle[0] and (i == 0 or hay[i - 1] == " ")]
    for start in starts:
        rest = iter(hay[start:])
        if all(letter in rest for letter in needle):
            return True
    return False


class _Model(QAbstractListModel):
    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.entries: list[_Entry] = []

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.entries)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if self.entries[index.row()].heading:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        entry = self.entries[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return entry.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(part for part in (entry.title, entry.detail, entry.shortcut) if part)
        return entry if role == ENTRY else None

    def replace(self, entries: list[_Entry]) -> None:
        self.beginResetModel()
        self.entries = entries
        self.endResetModel()


class _Rows(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(100, px(30 if index.data(ENTRY).heading else 44))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        entry: _Entry = index.data(ENTRY)
        view = self.parent()
        rect = QRectF(option.rect)
        painter.save()
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
        if entry.heading:
            put(painter, entry.title, rect.adjusted(px(16), px(4), 0, 0), "caption_strong", "text_3")
        else:
            on = isinstance(view, QListView) and view.currentIndex().row() == index.row()
            self._entry(painter, entry, rect, on)
        painter.restore()

    def _entry(self, painter: QPainter, entry: _Entry, rect: QRectF, on: bool) -> None:
        if on:
            round_rect(painter, rect, px(8), "selected")
        if entry.icon:
            put_icon(painter, entry.icon, rect.x() + px(16), rect.y() + px(12), 20, "accent_text" if on else "text_2")
        right = rect.right() - px(14)
        if on:
            put_icon(painter, "corner-down-left", right - px(16), rect.y() + px(14), 16, "accent_text")
            right -= px(28)
        right = self._keys(painter, entry.shortcut.split(";")[0], rect, right)
        style = "strong" if on else "body"
        words = QRectF(rect.x() + px(48), rect.y(), right - rect.x() - px(56), rect.height())
        put(painter, entry.title, words, style, "text" if entry.allowed else "text_3")
        words.setLeft(words.left() + fonts.measure(entry.title, style) + px(12))
        if words.width() > px(40):
            put(painter, entry.detail, words, "small", "text_2")

    def _keys(self, painter: QPainter, shortcut: str, rect: QRectF, right: float) -> float:
        for name in reversed(key_names(shortcut)) if shortcut else ():
            width = max(px(22), fonts.measure(name, "caption") + px(12))
            right -= width
            key = QRectF(right, rect.y() + px(11), width, px(22))
            round_rect(painter, key, px(4), "panel", "line_button")
            put(painter, name, key, "caption", "text_2", CENTRE, elide=False)
            right -= px(4)
        return right


class Palette(QWidget):
    """Covers its window; Esc or a click beside it closes, Enter does, focus goes back where it was."""

    def __init__(self, app: App, window: QWidget, search: Search | None = None) -> None:
        super().__init__(window)
        self._app, self._search = app, None if app.presence.watched else search
        self._before = QApplication.focusWidget()
        self._found: list[_Entry] = []
        self.setAccessibleName(_("Search or do something"))
        self.card = QFrame(self)
        self.card.setProperty("is", "dialog")
        self.input = QLineEdit()
        self.input.setProperty("is", "bare")
        self.input.setAccessibleName(_("Search or do something"))
        self.input.setPlaceholderText(_("Search or do something…"))
        self.input.setFont(fonts.font("heading"))
        self.input.setStyleSheet(f"font-size: {px(19)}px; font-weight: 600;")
        self.input.installEventFilter(self)
        self.list = QListView()
        self.list.setAccessibleName(_("Results"))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self._model = _Model(self)
        self.list.setModel(self._model)
        self.list.setItemDelegate(_Rows(self.list))
        self._nothing = Label(_("Nothing found"), "body", "text_2")
        self._nothing.setContentsMargins(px(16), px(8), 0, px(12))
        self._lay_out()
        self.input.textChanged.connect(self._filter)
        self.list.clicked.connect(lambda index: self._run(index.row()))
        window.installEventFilter(self)
        cast_shadow(self.card, blur=48, down=16, alpha=70)
        self._filter("")

    def _lay_out(self) -> None:
        head = row(Icon("search", "text_2", 22), 4, (self.input, 1), Key("Esc"), margins=(18, 10, 14, 10))
        body = QFrame()
        body.setLayout(column(self._nothing, self.list, gap=0, margins=(8, 8, 8, 8)))
        foot = row(
            Key("↑"), Key("↓"), Label(pgettext("key", "choose"), "caption", "text_2"), 12,
            Key("Enter"), Label(pgettext("key", "open"), "caption", "text_2"), None,
            Label(_("Type > for commands only, # for themes, @ for people"), "caption", "text_2"),
            gap=4, margins=(16, 8, 16, 9),
        )  # fmt: skip
        self._foot = QFrame()
        self._foot.setLayout(foot)
        layout = column(head, line(), (body, 1), gap=0)
        if not theme.large_text():
            layout.addWidget(line())
            layout.addWidget(self._foot)
        self.card.setLayout(layout)

    def open_over(self) -> None:
        self._place()
        self.show()
        self.raise_()
        self.input.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def close_palette(self) -> None:
        self.hide()
        self.deleteLater()
        if self._before is not None and isValid(self._before) and self._before.isVisible():
            self._before.setFocus(Qt.FocusReason.OtherFocusReason)

    # --- what is shown -------------------------------------------------------
    @Slot(str)
    def _filter(self, text: str) -> None:
        self._found = []
        self._show(text)
        wanted = text.strip()
        if self._search is not None and wanted and not wanted.startswith(">"):
            search = self._search
            self._app.run(self, lambda _job: search(wanted), done=self._arrived, latest="palette")

    def _arrived(self, found: Sequence[Found]) -> None:
        self._found = [_Entry(one.title, one.detail, one.icon, found=one) for one in found]
        self._show(self.input.text())

    def _commands(self, text: str) -> list[_Entry]:
        wanted = text.strip()
        if wanted.startswith(("#", "@")):
            return []
        wanted = wanted.removeprefix(">").strip()
        scored = []
        for command in self._app.commands.all():
            if command.id == OWN:
                continue
            title = _(command.title)
            if points := score(wanted, title, [*command.keywords, *map(_, command.keywords)]):
                general = command.id.split(".", 1)[0] in _GENERAL
                scored.append((-points, not command.enabled(), general, title, command))
        scored.sort(key=lambda one: one[:4])
        most = 40 if text.strip().startswith(">") else (8 if not wanted else 5)
        return [self._entry(command, title) for _points, _off, _general, title, command in scored[:most]]

    def _entry(self, command: Command, title: str) -> _Entry:
        allowed = command.enabled()
        why = command.why_disabled() if not allowed and command.why_disabled else ""
        return _Entry(title, why, command.icon, command.shortcut, command=command, allowed=allowed)

    def _show(self, text: str) -> None:
        entries: list[_Entry] = []
        if commands := self._commands(text):
            entries += [_Entry(_("Do")), *commands]
        if self._found:
            entries += [_Entry(_("Open")), *self._found]
        self._model.replace(entries)
        self._nothing.setVisible(not entries)
        self.list.setVisible(bool(entries))
        if entries:
            self.list.setCurrentIndex(self._model.index(1))
        self._announce()
        self._place()

    def entries(self) -> list[str]:
        """The titles in view, headings too."""
        return [entry.title for entry in self._model.entries]

    # --- keys ----------------------------------------------------------------
    def _move(self, step: int) -> None:
        count = len(self._model.entries)
        at = self.list.currentIndex().row()
        for _i in range(count):
            at = (at + step) % count
            if not self._model.entries[at].heading:
                break
        if count:
            self.list.setCurrentIndex(self._model.index(at))
            self.list.viewport().update()
            self._announce()

    def _announce(self) -> None:
        """The keyboard stays in the input: say what Enter would do."""
        now = self.list.currentIndex()
        words = now.data(Qt.ItemDataRole.AccessibleTextRole) if self._model.entries else self._nothing.plain()
        if self.isVisible() and words:
            announce(self.input, str(words))

    def _run(self, at: int) -> None:
        if not 0 <= at < len(self._model.entries):
            return
        entry = self._model.entries[at]
        if entry.heading or not entry.allowed:
            return
        self.close_palette()
        if entry.command is not None:
            entry.command.run()
        elif entry.found is not None:
            self._app.navigate(entry.found.ref)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._place()
        elif event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and watched is self.input:
            return self._key(event)
        return False

    def _key(self, event: QKeyEvent) -> bool:
        key = event.key()
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self._move(1 if key == Qt.Key.Key_Down else -1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._run(self.list.currentIndex().row())
        elif key == Qt.Key.Key_Escape:
            self.close_palette()
        elif key not in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            return False
        return True

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if not self.card.geometry().contains(event.position().toPoint()):
            self.close_palette()

    # --- place ---------------------------------------------------------------
    def _place(self) -> None:
        ground = self.parentWidget()
        if ground is None:
            return
        self.setGeometry(ground.rect())
        width = min(px(660), ground.width() - px(32))
        rows = sum(px(30 if entry.heading else 44) for entry in self._model.entries) or px(40)
        around = px(22 + 36) + px(20) + (0 if theme.large_text() else px(40))
        top = min(px(84), ground.height() // 8)
        height = min(rows + around, ground.height() - top - px(24))
        self.card.setGeometry((ground.width() - width) // 2, top, width, height)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(QRectF(self.rect()), theme.colour("scrim"))
        painter.end()
