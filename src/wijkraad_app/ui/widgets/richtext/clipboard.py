"""What is copied from formatted text and what is taken from elsewhere: the subset and nothing else."""

from __future__ import annotations

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QTextCursor, QTextDocument, QTextDocumentFragment

from wijkraad_app.kernel import text
from wijkraad_app.kernel.text import Block, Line, Span

from . import editing
from .document import NOTE_CHAR, fill, insert_spans, line_of, read

_MARKDOWN = "text/markdown"


def copied(cursor: QTextCursor) -> QMimeData:
    """The selection as Markdown with its notes, as HTML and as bare text."""
    part = QTextDocument()
    QTextCursor(part).insertFragment(QTextDocumentFragment(cursor))
    made = QMimeData()
    made.setText(cursor.selection().toPlainText().replace(NOTE_CHAR, ""))
    made.setHtml(part.toHtml())
    made.setData(_MARKDOWN, text.serialise(read(part)).encode())
    return made


def is_text(source: QMimeData) -> bool:
    return source.hasText() or source.hasHtml() or source.hasFormat(_MARKDOWN)


def pasted(source: QMimeData) -> tuple[Block, ...]:
    """The blocks that another program offers, cleaned."""
    if source.hasFormat(_MARKDOWN):
        return text.parse(bytes(source.data(_MARKDOWN).data()).decode("utf-8", "replace"))
    if source.hasHtml():
        return text.from_html(source.html())
    return text.normal(text.from_plain(source.text()))


def insert(cursor: QTextCursor, blocks: tuple[Block, ...]) -> None:
    """Put blocks at the cursor in place of the selection, as one step to undo."""
    with editing.one_step(cursor):
        cursor.removeSelectedText()
        look = editing.format_for_typing(cursor)
        if look is not None:
            cursor.setCharFormat(look)
        _insert(cursor, blocks)


def _insert(cursor: QTextCursor, blocks: tuple[Block, ...]) -> None:
    only = blocks[0] if len(blocks) == 1 else None
    if cursor.currentTable() is not None:
        insert_spans(cursor, (Span(text.plain_blocks(blocks).replace("\n", " ").replace("\t", " ")),))
    elif isinstance(only, Line) and only.kind == "para" and not only.quote:
        insert_spans(cursor, only.spans, cursor.blockFormat().headingLevel())
    else:
        first = cursor.block()
        fill(cursor, blocks, fresh=not first.text() and editing.is_plain(line_of(first)))
        editing.arrange(first, cursor.block())
