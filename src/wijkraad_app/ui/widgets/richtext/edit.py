"""The editor: a QTextEdit that knows only the subset, keeps notes whole and pastes nothing else."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager

from PySide6.QtCore import QEvent, QMimeData, QPoint, QRectF, Qt, QTimer, QUrl, Signal, Slot
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QDesktopServices,
    QHelpEvent,
    QInputMethodEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QTextCursor,
)
from PySide6.QtWidgets import QFrame, QScrollArea, QTextEdit, QToolTip, QWidget

from wijkraad_app.kernel import text
from wijkraad_app.kernel.i18n import _
from wijkraad_app.kernel.text import Block, Kind, Line, Span
from wijkraad_app.ui import fonts, theme

from . import clipboard, editing
from .chip import Chip, Reference
from .document import NOTE, insert_spans, is_quote, line_of, load, read
from .patching import patch

_CONTROL = Qt.KeyboardModifier.ControlModifier
_SHIFT = Qt.KeyboardModifier.ShiftModifier


class RichTextEdit(QTextEdit):
    """Formatted text. Fill it with `set_markdown`; ask for `markdown` when it is to be saved, not at each key.

    Undo is Qt's own as long as it has something to undo; after that Ctrl+Z is left to the window.
    """

    edited = Signal()
    """The user changed something; not sent by `set_markdown`."""
    note_reached = Signal(str)
    """The cursor came beside the note with this id, or (empty) left it."""
    look_changed = Signal()
    """The cursor stands in other formatting now."""
    link_wanted = Signal()
    """The user asked for a link with the keyboard."""

    def __init__(self, parent: QWidget | None = None, *, grow: bool = False) -> None:
        """``grow``: as high as its text, never scrolling itself."""
        super().__init__(parent)
        self._references: dict[str, Reference] = {}
        self._silent = False
        self._note = ""
        self._markdown: str | None = None
        self._chip = Chip(self, self._references.get)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabChangesFocus(True)
        self._prepare_document()
        load(self.document(), ())
        theme.notifier().changed.connect(self._restyle)
        self.textChanged.connect(self._text_changed)
        self.cursorPositionChanged.connect(self._cursor_moved)
        self.currentCharFormatChanged.connect(lambda _look: self.look_changed.emit())
        if grow:
            self._grow()

    @Slot()
    def _restyle(self) -> None:
        """Another theme or text size: the same text in new clothes; Qt's undo starts anew."""
        blocks, cursor = self.blocks(), self.textCursor()
        with self._silently():
            self._prepare_document()
            load(self.document(), blocks)
        self._put_cursor(cursor.anchor(), cursor.position())

    def _prepare_document(self) -> None:
        document = self.document()
        self.setFont(fonts.font("reading"))
        document.setDefaultFont(fonts.font("reading"))
        document.setIndentWidth(theme.px(theme.S6))
        document.setDocumentMargin(theme.px(theme.S1))
        document.documentLayout().registerHandler(NOTE, self._chip)

    def _grow(self) -> None:
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._in_sight = QTimer(self, singleShot=True, interval=0)
        self._in_sight.timeout.connect(self._scroll_page)
        self.cursorPositionChanged.connect(self._in_sight.start)
        self.document().documentLayout().documentSizeChanged.connect(lambda _size: self._fit())

    def _fit(self) -> None:
        """As high as the text with what its border takes."""
        border = max(2, self.height() - self.viewport().height())
        self.setFixedHeight(max(theme.px(theme.H_CONTROL), round(self.document().size().height()) + border))

    @Slot()
    def _scroll_page(self) -> None:
        """Keep the cursor in sight on a page that scrolls, as this editor doesn't."""
        area = self.parentWidget()
        while area is not None and not isinstance(area, QScrollArea):
            area = area.parentWidget()
        page = area.widget() if area is not None else None
        if area is not None and page is not None and self.hasFocus():
            place = self.viewport().mapTo(page, self.cursorRect().center())
            area.ensureVisible(place.x(), place.y(), 0, theme.px(theme.S10))

    # --- contents ---------------------------------------------------------------
    def markdown(self) -> str:
        """The text as it stands (about 20 ms for 20,000 words, once after each change)."""
        if self._markdown is None:
            self._markdown = text.serialise(self.blocks())
        return self._markdown

    def blocks(self) -> tuple[Block, ...]:
        """The text as it stands, in normal form."""
        return read(self.document())

    def references(self) -> tuple[str, ...]:
        """The ids of the notes in the text, in order of first appearance."""
        return text.references(self.blocks())

    def set_markdown(self, markdown: str) -> None:
        """Show this text. Only paragraphs that differ are replaced: cursor and scroll stay; undo starts anew."""
        top = self.cursorForPosition(QPoint(1, 1))
        in_sight, height = top.position(), self.cursorRect(top).top()
        before, scrolled = self.textCursor(), self.verticalScrollBar().value()
        position, anchor = before.position(), before.anchor()
        with self._silently():
            replaced = patch(self.document(), text.parse(markdown))
        if position in replaced or anchor in replaced:
            self._put_cursor(anchor, position)
        moved = 0 if in_sight in replaced else self.cursorRect(top).top() - height
        self.verticalScrollBar().setValue(scrolled + moved)
        self._cursor_moved()

    @contextmanager
    def _silently(self) -> Iterator[None]:
        self._silent = True
        try:
            yield
        finally:
            self._silent = False

    def _put_cursor(self, anchor: int, position: int) -> None:
        end = self.document().characterCount() - 1
        cursor = self.textCursor()
        cursor.setPosition(min(anchor, end))
        cursor.setPosition(min(position, end), QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)

    # --- evidence ----------------------------------------------------------------
    def set_references(self, references: Mapping[str, tuple[int, str, bool] | Reference]) -> None:
        """Number, label and whether changed, for each source by id; notes of other ids show a question mark."""
        made = {ref: seen if isinstance(seen, Reference) else Reference(*seen) for ref, seen in references.items()}
        if made == self._references:
            return
        wider = {ref: len(str(seen.number)) for ref, seen in made.items()} != {
            ref: len(str(seen.number)) for ref, seen in self._references.items()
        }
        self._references.clear()
        self._references.update(made)
        self.setAccessibleDescription(self._sources_spoken())
        if wider:
            with self._silently():
                self.document().markContentsDirty(0, self.document().characterCount())
        self.viewport().update()

    def _sources_spoken(self) -> str:
        seen = sorted(self._references.values(), key=lambda reference: reference.number)
        return "; ".join(reference.spoken for reference in seen)

    def insert_reference(self, ref: str, sentence: str = "") -> None:
        """Put a ready sentence with its note at the cursor, as one step to undo."""
        cursor = self.textCursor()
        with editing.one_step(cursor):
            cursor.removeSelectedText()
            cursor.setCharFormat(editing.format_for_typing(cursor) or cursor.charFormat())
            before = cursor.block().text()[: cursor.positionInBlock()]
            lead = " " if before and not before[-1].isspace() else ""
            spans = (Span(lead + sentence + (" " if sentence or lead else "")), text.evidence(ref), Span(" "))
            insert_spans(cursor, spans, cursor.blockFormat().headingLevel())
        self.setTextCursor(cursor)

    @Slot()
    def _cursor_moved(self) -> None:
        note = editing.note_at(self.textCursor())
        if note != self._note:
            self._note = note
            self.note_reached.emit(note)
            self._announce(note)
        self.look_changed.emit()

    def _announce(self, note: str) -> None:
        if note in self._references and self.hasFocus():
            spoken = self._references[note].spoken
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, spoken))

    @Slot()
    def _text_changed(self) -> None:
        self._markdown = None
        if not self._silent:
            self.edited.emit()

    # --- formatting ----------------------------------------------------------------
    def line(self) -> Line:
        """The paragraph of the cursor."""
        return line_of(self.textCursor().block())

    def is_bold(self) -> bool:
        return self.currentCharFormat().fontWeight() >= 600 and self.line().kind != "heading"

    def is_italic(self) -> bool:
        return self.currentCharFormat().fontItalic()

    def toggle_bold(self) -> None:
        """Bold on or off, for the selection or for what is typed next; headings have no bold of their own."""
        if self.line().kind == "heading":
            return
        look = self.currentCharFormat()
        look.setFontWeight(400 if self.is_bold() else 600)
        self.mergeCurrentCharFormat(look)

    def toggle_italic(self) -> None:
        self.setFontItalic(not self.is_italic())

    def toggle_heading(self) -> None:
        self._edit(editing.toggle_heading)

    def toggle_list(self, kind: Kind) -> None:
        self._edit(lambda cursor: editing.toggle_list(cursor, kind))

    def link(self) -> str:
        """The address of the link at the cursor, which is selected then; nothing outside a link."""
        cursor = self.textCursor()
        href = editing.select_link(cursor)
        if href:
            self.setTextCursor(cursor)
        return href

    @Slot(str)
    def set_link(self, href: str) -> None:
        """Make the selection a link to a safe address, or no link when it is empty."""
        self._edit(lambda cursor: editing.set_link(cursor, text.safe_link(href)))

    def _edit(self, change: Callable[[QTextCursor], object]) -> None:
        cursor = self.textCursor()
        change(cursor)
        self.setTextCursor(cursor)
        self.look_changed.emit()

    # --- keys -------------------------------------------------------------------------
    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            if self._is_for_window(event):
                event.ignore()
                return False
            if self._command(event):
                event.accept()
                return True
        return super().event(event)

    def _is_for_window(self, event: QKeyEvent) -> bool:
        """Undo and redo with nothing here to undo, and the palette's Ctrl+K, which Qt would take."""
        document = self.document()
        if event.matches(QKeySequence.StandardKey.Undo):
            return self.isReadOnly() or not document.isUndoAvailable()
        if event.matches(QKeySequence.StandardKey.Redo):
            return self.isReadOnly() or not document.isRedoAvailable()
        return event.modifiers() == _CONTROL and event.key() == Qt.Key.Key_K

    def _command(self, event: QKeyEvent) -> Callable[[], None] | None:
        if self.isReadOnly():
            return None
        commands: dict[tuple[Qt.KeyboardModifier, int], Callable[[], None]] = {
            (_CONTROL, Qt.Key.Key_B): self.toggle_bold,
            (_CONTROL, Qt.Key.Key_I): self.toggle_italic,
            (_CONTROL | _SHIFT, Qt.Key.Key_H): self.toggle_heading,
            (_CONTROL | _SHIFT, Qt.Key.Key_B): lambda: self.toggle_list("bullet"),
            (_CONTROL | _SHIFT, Qt.Key.Key_N): lambda: self.toggle_list("number"),
            (_CONTROL | _SHIFT, Qt.Key.Key_L): self.link_wanted.emit,
        }
        return commands.get((event.modifiers(), event.key()))

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab stays here where it moves a list item or goes to another cell; elsewhere it leaves the field."""
        cursor = self.textCursor()
        stays = cursor.currentTable() is not None or editing.can_indent(cursor, 1 if forward else -1)
        if stays and not self.isReadOnly() and self._tab(cursor, forward):
            return True
        return super().focusNextPrevChild(forward)

    def _tab(self, cursor: QTextCursor, forward: bool) -> bool:
        if cursor.currentTable() is not None:
            step = QTextCursor.MoveOperation.NextCell if forward else QTextCursor.MoveOperation.PreviousCell
            if not cursor.movePosition(step):
                return False
            self.setTextCursor(cursor)
        else:
            self._edit(lambda cursor: editing.indent(cursor, 1 if forward else -1))
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._is_for_window(event):
            event.ignore()
            return
        command = self._command(event)
        if command:
            command()
        elif self.isReadOnly() or not self._handled(event):
            self._leave_link()
            super().keyPressEvent(event)

    def _handled(self, event: QKeyEvent) -> bool:
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        key = Qt.Key(event.key())
        if not plain:
            return False
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            return self._try(self._next_row if self.textCursor().currentTable() else editing.end_paragraph)
        if key == Qt.Key.Key_Backspace:
            return self._try(editing.back_out)
        return key == Qt.Key.Key_Space and self._try(editing.expand_prefix)

    def _try(self, action: Callable[[QTextCursor], bool]) -> bool:
        cursor = self.textCursor()
        done = action(cursor)
        if done:
            self.setTextCursor(cursor)
            self.look_changed.emit()
        return done

    @staticmethod
    def _next_row(cursor: QTextCursor) -> bool:
        """In a table Enter goes down, as a cell has one line."""
        cursor.movePosition(QTextCursor.MoveOperation.NextRow)
        return True

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        self._leave_link()
        super().inputMethodEvent(event)

    def _leave_link(self) -> None:
        """What is typed after a link or note is neither."""
        look = None if self.isReadOnly() else editing.format_for_typing(self.textCursor())
        if look is not None:
            self.setCurrentCharFormat(look)

    # --- clipboard ---------------------------------------------------------------------
    def createMimeDataFromSelection(self) -> QMimeData:
        return clipboard.copied(self.textCursor())

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return clipboard.is_text(source)

    def insertFromMimeData(self, source: QMimeData) -> None:
        blocks = clipboard.pasted(source)
        if blocks:
            self.insert_blocks(blocks)
        elif source.text().strip("\r\n").isspace():
            self.textCursor().insertText(" ")

    def insert_blocks(self, blocks: tuple[Block, ...]) -> None:
        """Put blocks at the cursor in place of the selection; a single paragraph flows into the one there."""
        cursor = self.textCursor()
        clipboard.insert(cursor, blocks)
        self.setTextCursor(cursor)

    # --- mouse and paint ----------------------------------------------------------------
    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            QToolTip.showText(event.globalPos(), self._hint(event.pos()), self)
            return True
        return super().viewportEvent(event)

    def _hint(self, place: QPoint) -> str:
        reference = self._references.get(self.note_under(place))
        if reference:
            return reference.spoken
        href = self.anchorAt(place)
        return _("{address}\nCtrl and click to open").format(address=href) if href else ""

    def note_under(self, place: QPoint) -> str:
        """The id of the note at a place in the viewport, or nothing."""
        cursor = self.cursorForPosition(place)
        note = editing.note_at(cursor)
        near = self.cursorRect(cursor).adjusted(-theme.px(26), 0, theme.px(26), 0)
        return note if note and near.contains(place) else ""

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        href = text.safe_link(self.anchorAt(event.position().toPoint()))
        if href and (self.isReadOnly() or event.modifiers() == _CONTROL):
            QDesktopServices.openUrl(QUrl(href))
        super().mouseReleaseEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        self._paint_quotes()

    def _paint_quotes(self) -> None:
        """A bar left of each quotation in sight."""
        block = self.cursorForPosition(QPoint(1, 1)).block()
        layout, down = self.document().documentLayout(), self.verticalScrollBar().value()
        painter: QPainter | None = None
        while block.isValid():
            place = layout.blockBoundingRect(block).translated(0, -down)
            if place.top() > self.viewport().height():
                break
            if is_quote(block):
                painter = painter or QPainter(self.viewport())
                bar = QRectF(theme.px(theme.S1), place.top(), theme.px(3), place.height())
                painter.fillRect(bar, theme.colour("line_button"))
            block = block.next()
        if painter:
            painter.end()
