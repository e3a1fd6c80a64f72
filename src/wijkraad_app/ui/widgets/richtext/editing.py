"""What keys and buttons do to the paragraphs and letters around a cursor; each is one step to undo."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace

from PySide6.QtGui import QTextBlock, QTextCharFormat, QTextCursor

from wijkraad_app.kernel.text import Kind, Line, Span

from .document import (
    NOTE,
    NOTE_ID,
    arrange_lists,
    block_format,
    char_format,
    in_one_list,
    leave_list,
    line_of,
    list_format,
)
from .document import span_of as span_of_format

HEADING = 2
_PREFIXES: tuple[tuple[str, Line], ...] = (
    (r"[-*]", Line((), "bullet")),
    (r"1[.)]", Line((), "number")),
    (r"#{1,3}", Line((), "heading", HEADING)),
    (r">", Line((), quote=True)),
)


@contextmanager
def one_step(cursor: QTextCursor) -> Iterator[None]:
    """Everything done with the cursor inside is one step to undo."""
    cursor.beginEditBlock()
    try:
        yield
    finally:
        cursor.endEditBlock()


# --- paragraphs ----------------------------------------------------------------
def selected_blocks(cursor: QTextCursor) -> list[QTextBlock]:
    """The paragraphs that the selection touches, or the one of the cursor."""
    document = cursor.document()
    block, last = document.findBlock(cursor.selectionStart()), document.findBlock(cursor.selectionEnd())
    blocks = [block]
    while block != last:
        block = block.next()
        blocks.append(block)
    return blocks


def reshape(cursor: QTextCursor, change: Callable[[Line], Line]) -> None:
    """Give each selected paragraph the kind, level and quotation that ``change`` gives its line; not in tables."""
    if cursor.currentTable() is not None:
        return
    blocks = selected_blocks(cursor)
    with one_step(cursor):
        for block in blocks:
            before = line_of(block)
            _stand(block, before, change(before))
        arrange(blocks[0], blocks[-1])


def _stand(block: QTextBlock, before: Line, after: Line) -> None:
    place = QTextCursor(block)
    leave_list(place)
    place.setBlockFormat(block_format(after))
    if after.is_item:
        place.createList(list_format(after.kind, after.level))
    heading = after.level if after.kind == "heading" else 0
    if (before.kind == "heading") != bool(heading):
        place.setBlockCharFormat(char_format(Span(), heading))
        was_heading = before.kind == "heading"
        _restyle(block, block.position(), block.position() + block.length() - 1, lambda span: span, was_heading)


def arrange(first: QTextBlock, last: QTextBlock) -> None:
    """Put every list in order that begins, ends or stands between two paragraphs."""
    block = first.previous() if first.previous().isValid() else first
    end = last.next()
    while block.isValid():
        if block.textList() is not None and (block == first or not in_one_list(block.previous(), block)):
            arrange_lists(QTextCursor(block))
        if block == end:
            return
        block = block.next()


def toggle_list(cursor: QTextCursor, kind: Kind) -> None:
    """Make items of the selected paragraphs, or paragraphs when all are such items already."""
    all_items = all(line_of(block).kind == kind for block in selected_blocks(cursor))

    def change(line: Line) -> Line:
        if all_items:
            return replace(line, kind="para", level=0)
        return replace(line, kind=kind, level=line.level if line.is_item else 0)

    reshape(cursor, change)


def toggle_heading(cursor: QTextCursor) -> None:
    """Make headings of the selected paragraphs, or paragraphs when all are headings."""
    all_headings = all(line_of(block).kind == "heading" for block in selected_blocks(cursor))
    after: tuple[Kind, int] = ("para", 0) if all_headings else ("heading", HEADING)
    reshape(cursor, lambda line: replace(line, kind=after[0], level=after[1]))


def can_indent(cursor: QTextCursor, step: int) -> bool:
    """Whether the item of the cursor can go one deeper (+1) or higher (-1)."""
    line = line_of(cursor.block())
    if not line.is_item:
        return False
    before = cursor.block().previous()
    return step < 0 or (in_one_list(before, cursor.block()) and line.level <= line_of(before).level)


def indent(cursor: QTextCursor, step: int) -> None:
    """Move the selected items one level; an item of the outermost list becomes a paragraph."""

    def change(line: Line) -> Line:
        if not line.is_item:
            return line
        return _plain(line) if line.level + step < 0 else replace(line, level=line.level + step)

    reshape(cursor, change)


def _plain(line: Line) -> Line:
    return replace(line, kind="para", level=0)


def step_out(line: Line) -> Line:
    """The line after it left its innermost list level, heading or quotation."""
    if line.is_item:
        return replace(line, level=line.level - 1) if line.level else _plain(line)
    return _plain(line) if line.kind == "heading" else replace(line, quote=False)


def is_plain(line: Line) -> bool:
    return line.kind == "para" and not line.quote


def end_paragraph(cursor: QTextCursor) -> bool:
    """What Enter does where it isn't a plain new paragraph; False leaves it to Qt."""
    if cursor.hasSelection():
        return False
    line, block = line_of(cursor.block()), cursor.block()
    if not block.text() and (line.is_item or line.quote):
        reshape(cursor, step_out)
        return True
    if line.kind == "heading" and cursor.atBlockEnd() and block.text():
        cursor.insertBlock(block_format(Line((), quote=line.quote)), QTextCharFormat())
        return True
    return False


def back_out(cursor: QTextCursor) -> bool:
    """What Backspace does at the start of an item, heading or quotation; False leaves it to Qt."""
    if cursor.hasSelection() or not cursor.atBlockStart() or is_plain(line_of(cursor.block())):
        return False
    reshape(cursor, step_out)
    return True


def expand_prefix(cursor: QTextCursor) -> bool:
    """What a blank does after “-”, “1.”, “##” or “>” at the start of a plain paragraph."""
    if cursor.hasSelection() or cursor.currentTable() is not None or not is_plain(line_of(cursor.block())):
        return False
    typed = cursor.block().text()[: cursor.positionInBlock()]
    target = next((line for prefix, line in _PREFIXES if re.fullmatch(prefix, typed)), None)
    if target is None:
        return False
    with one_step(cursor):
        cursor.movePosition(QTextCursor.MoveOperation.StartOfBlock, QTextCursor.MoveMode.KeepAnchor)
        cursor.removeSelectedText()
        reshape(cursor, lambda line: replace(target, spans=line.spans))
    return True


# --- letters --------------------------------------------------------------------
def restyle_selection(cursor: QTextCursor, change: Callable[[Span], Span]) -> None:
    """Give each selected span the style of what ``change`` makes of it."""
    start, end = cursor.selectionStart(), cursor.selectionEnd()
    with one_step(cursor):
        for block in selected_blocks(cursor):
            last = block.position() + block.length() - 1
            in_heading = block.blockFormat().headingLevel() > 0
            _restyle(block, max(start, block.position()), min(end, last), change, in_heading)


def _restyle(block: QTextBlock, start: int, end: int, change: Callable[[Span], Span], was_heading: bool) -> None:
    heading = block.blockFormat().headingLevel()
    parts = [
        (part.start, part.length, span_of_format(part.format, in_heading=was_heading)) for part in block.textFormats()
    ]
    for offset, length, span in parts:
        first, last = max(start, block.position() + offset), min(end, block.position() + offset + length)
        if first < last and not span.ref:
            place = QTextCursor(block)
            place.setPosition(first)
            place.setPosition(last, QTextCursor.MoveMode.KeepAnchor)
            place.setCharFormat(char_format(change(span), heading))


def select_link(cursor: QTextCursor) -> str:
    """Select the whole link that the cursor stands in and give its address; nothing outside a link."""
    block, at = cursor.block(), cursor.positionInBlock()
    runs: list[tuple[int, int, str]] = []
    for part in block.textFormats():
        href = part.format.anchorHref()
        if runs and runs[-1][2] == href:
            runs[-1] = (runs[-1][0], part.start + part.length, href)
        else:
            runs.append((part.start, part.start + part.length, href))
    for start, end, href in runs:
        if href and start <= at <= end:
            cursor.setPosition(block.position() + start)
            cursor.setPosition(block.position() + end, QTextCursor.MoveMode.KeepAnchor)
            return href
    return ""


def set_link(cursor: QTextCursor, href: str) -> None:
    """Make the selection a link, or no link for an empty address; without a selection the address is inserted."""
    if cursor.hasSelection():
        restyle_selection(cursor, lambda span: replace(span, href=href))
    elif href:
        cursor.insertText(href.removeprefix("mailto:"), char_format(Span(href=href)))


def format_for_typing(cursor: QTextCursor) -> QTextCharFormat | None:
    """The format without link or note when the cursor stands at the end of one; None when it needs no change."""
    look = cursor.charFormat()
    if look.objectType() == NOTE:
        return char_format(Span(), cursor.blockFormat().headingLevel())
    if not look.isAnchor() or _link_after(cursor) == look.anchorHref():
        return None
    heading = cursor.blockFormat().headingLevel()
    return char_format(replace(span_of_format(look, in_heading=heading > 0), href=""), heading)


def _link_after(cursor: QTextCursor) -> str:
    after = QTextCursor(cursor)
    after.setPosition(cursor.selectionEnd())
    if after.atBlockEnd():
        return ""
    after.movePosition(QTextCursor.MoveOperation.NextCharacter)
    return after.charFormat().anchorHref()


def note_at(cursor: QTextCursor) -> str:
    """The id of the note just before or after the cursor; nothing when there is none."""
    before = cursor.charFormat()
    if before.objectType() == NOTE and not cursor.atBlockStart():
        return str(before.property(NOTE_ID))
    after = QTextCursor(cursor)
    if after.atBlockEnd() or not after.movePosition(QTextCursor.MoveOperation.NextCharacter):
        return ""
    look = after.charFormat()
    return str(look.property(NOTE_ID)) if look.objectType() == NOTE else ""
