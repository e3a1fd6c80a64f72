"""The window with the pages of help beside the work: list and search at the left, the page at the right."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, QUrl, Slot
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QTextBrowser, QWidget

from wijkraad_app.kernel import i18n
from wijkraad_app.kernel.i18n import _

from .. import theme
from ..accessibility import announce
from ..layout import clear, column, frame, line, row
from ..theme import px
from ..widgets.buttons import IconButton
from ..widgets.inputs import SearchField
from ..widgets.labels import Label
from ..widgets.record_list import ListItem, RecordList
from ..widgets.richtext.document import load
from . import pages
from .pages import HelpPage


class HelpText(QTextBrowser):
    """One page, read only: arrows scroll, Tab goes from link to link."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("is", "reading")
        self.setOpenLinks(False)
        self.setFrameShape(QTextBrowser.Shape.NoFrame)
        self.document().setDocumentMargin(px(4))
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextBrowserInteraction | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )

    def show_page(self, page: HelpPage) -> None:
        self.setAccessibleName(page.title)
        load(self.document(), page.blocks)
        self.moveCursor(QTextCursor.MoveOperation.Start)
        self.verticalScrollBar().setValue(0)


class HelpWindow(QWidget):
    """Lies beside the window it was asked from and goes away with it. Esc closes, Alt+Left goes a page back."""

    def __init__(self, over: QWidget) -> None:
        super().__init__(over.window(), Qt.WindowType.Window)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setProperty("is", "surface")
        self._behind: list[str] = []
        self.key = ""
        self.setMinimumSize(480, 400)
        self._place(over.window())
        self._holder = column(gap=0)
        self.setLayout(self._holder)
        self._build()
        self._rebuild_soon = QTimer(self, singleShot=True, interval=0)
        self._rebuild_soon.timeout.connect(self._rebuild)
        theme.notifier().changed.connect(self._rebuild_soon.start)

    def _place(self, beside: QWidget) -> None:
        """At the right edge of the screen, over as little of the work as goes."""
        room = beside.screen().availableGeometry()
        width = min(px(760), room.width() - 40)
        height = min(px(680), room.height() - 60)
        self.setGeometry(room.right() - width - 12, room.top() + 36, width, height)

    def _build(self) -> None:
        self.search = SearchField(_("Search in help"))
        self.search.edited.connect(self._find)
        self.search.down.connect(self._to_list)
        self.list = RecordList(_("Pages of help"))
        self.list.chosen.connect(self._chosen)
        self.nothing = Label(_("Nothing found. Try another word."), "small", "text_2", wrap=True)
        self.nothing.hide()
        left = frame(column(self.search, self.nothing, (self.list, 1), margins=(8, 12, 8, 8)), "panel")
        left.setFixedWidth(theme.pane(228))
        self.back = IconButton("arrow-left", _("Previous page"), self.go_back, shortcut="Alt+Left")
        self.title = Label("", "title", wrap=True)
        self.text = HelpText()
        self.text.anchorClicked.connect(self._follow)
        self.text.installEventFilter(self)
        head = row(self.back, (self.title, 1), IconButton("x", _("Close help"), self.close, shortcut="Esc"), gap=8)
        right = column(head, (self.text, 1), gap=8, margins=(20, 12, 12, 12))
        self._ground = QWidget()
        self._ground.setLayout(row(left, line(vertical=True), (right, 1), gap=0))
        self._holder.addWidget(self._ground)
        self._list_pages(pages.pages(i18n.language()))

    @Slot()
    def _rebuild(self) -> None:
        """After another theme, text size or language; the same page stays open."""
        clear(self._holder)
        self._build()
        self.show_page(self.key)

    # --- pages ---------------------------------------------------------------
    def open_at(self, key: str) -> None:
        """Show a page, in front, ready to be read."""
        self._behind.clear()
        self.key = ""
        self.show_page(key)
        self.show()
        self.activateWindow()
        self.text.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_page(self, key: str) -> None:
        found = pages.page(key, i18n.language())
        self.key = found.key
        self.title.setText(found.title)
        self.setWindowTitle(" – ".join((found.title, _("Help"))))
        self.text.show_page(found)
        self.list.select(found.id)
        self.back.allow(None if self._behind else _("This is the first page."))

    def _go(self, key: str) -> None:
        if key != self.key:
            self._behind.append(self.key)
            self.show_page(key)
            announce(self.text, self.title.plain())

    def go_back(self) -> None:
        """The page that was read before."""
        if self._behind:
            self.show_page(self._behind.pop())

    @Slot(QUrl)
    def _follow(self, url: QUrl) -> None:
        if key := pages.key_of(url.toString()):
            self._go(key)
            self.text.setFocus(Qt.FocusReason.OtherFocusReason)

    # --- the list --------------------------------------------------------------
    def _list_pages(self, found: tuple[HelpPage, ...]) -> None:
        self.list.set_items([ListItem(one.id, one.title) for one in found])
        self.nothing.setVisible(not found)

    @Slot(object)
    def _find(self, wanted: str) -> None:
        found = pages.search(wanted, i18n.language())
        self._list_pages(found)
        if wanted.strip() and found:
            self.show_page(found[0].key)
        announce(self.list, ", ".join(one.title for one in found) or self.nothing.plain())

    @Slot()
    def _to_list(self) -> None:
        self.list.setFocus(Qt.FocusReason.TabFocusReason)

    @Slot(object)
    def _chosen(self, wanted: object) -> None:
        self._go(next(one.key for one in pages.pages(i18n.language()) if one.id == wanted))

    # --- keys ------------------------------------------------------------------
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The text has a use of its own for Alt+Left, which leads nowhere here."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and _is_back(event):
            self.go_back()
            return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        elif _is_back(event):
            self.go_back()
        elif event.key() == Qt.Key.Key_F and control:
            self.search.line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            event.accept()  # keys must not reach the window behind


def _is_back(event: QKeyEvent) -> bool:
    alone = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    return event.key() == Qt.Key.Key_Left and alone == Qt.KeyboardModifier.AltModifier


def open_help(over: QWidget, key: str) -> HelpWindow:
    """Show the help of a screen beside ``over``; there is one such window for each."""
    window = over.window()
    found = window.findChild(HelpWindow) or HelpWindow(window)
    found.open_at(key)
    return found
