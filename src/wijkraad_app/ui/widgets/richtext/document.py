"""Blocks of formatted text in a QTextDocument, and back: one `Line` for each QTextBlock."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from PySide6.QtGui import (
    QFont,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextFrameFormat,
    QTextLength,
    QTextList,
    QTextListFormat,
    QTextTable,
    QTextTableFormat,
)

from wijkraad_app.kernel.text import Block, Kind, Line, Span, Table, normal
from wijkraad_app.ui import theme

NOTE = int(QTextFormat.ObjectTypes.UserObject) + 1
NOTE_ID = int(QTextFormat.Property.UserProperty) + 1
NOTE_CHAR = "\ufffc"
LINE_BREAK = "\u2028"
_QUOTE = QTextFormat.Property.BlockQuoteLevel
_STYLES: dict[Kind, QTextListFormat.Style] = {
    "bullet": QTextListFormat.Style.ListDisc,
    "number": QTextListFormat.Style.ListDecimal,
}
_BULLETS = (QTextListFormat.Style.ListDisc, QTextListFormat.Style.ListCircle, QTextListFormat.Style.ListSquare)
_HEADING_TYPES = {1: "title", 2: "heading"}


# --- formats -----------------------------------------------------------------
def char_format(span: Span, heading: int = 0) -> QTextCharFormat:
    """How a span looks; ``heading``: the level of the heading it stands in, or 0."""
    made = QTextCharFormat()
    if span.ref:
        made.setObjectType(NOTE)
        made.setProperty(NOTE_ID, span.ref)
        made.setVerticalAlignment(QTextCharFormat.VerticalAlignment.AlignMiddle)
        return made
    if heading:
        style = theme.TYPE[_HEADING_TYPES.get(heading, "reading")]
        made.setProperty(QTextFormat.Property.FontPixelSize, theme.px(style.size))
    if span.bold or heading:
        made.setFontWeight(QFont.Weight.DemiBold)
    if span.italic:
        made.setFontItalic(True)
    if span.href:
        made.setAnchor(True)
        made.setAnchorHref(span.href)
        made.setFontUnderline(True)
        made.setForeground(theme.colour("accent_text"))
    return made


def block_format(line: Line) -> QTextBlockFormat:
    """How a paragraph stands: margins, height of line, heading level, quotation."""
    made = QTextBlockFormat()
    made.setLineHeight(theme.px(theme.TYPE["reading"].line), QTextBlockFormat.LineHeightTypes.MinimumHeight.value)
    made.setBottomMargin(theme.px(3 if line.is_item else 2 if line.kind == "heading" else 8))
    if line.kind == "heading":
        made.setHeadingLevel(line.level)
        made.setTopMargin(theme.px(10))
    if line.quote:
        made.setProperty(_QUOTE, 1)
        made.setLeftMargin(theme.px(theme.S5))
    return made


def list_format(kind: Kind, level: int) -> QTextListFormat:
    made = QTextListFormat()
    made.setStyle(_STYLES[kind])
    made.setIndent(level + 1)
    return made


# --- blocks into a document -----------------------------------------------------
def load(document: QTextDocument, blocks: Iterable[Block]) -> None:
    """Replace all of the document; nothing is left to undo."""
    undo = document.isUndoRedoEnabled()
    document.setUndoRedoEnabled(False)
    document.clear()
    cursor = QTextCursor(document)
    cursor.beginEditBlock()
    fill(cursor, blocks)
    cursor.endEditBlock()
    document.setUndoRedoEnabled(undo)
    document.setModified(False)


def fill(cursor: QTextCursor, blocks: Iterable[Block], *, fresh: bool = True) -> None:
    """Insert blocks at the cursor; ``fresh``: it stands in an empty paragraph, which is used for the first one."""
    writer = _Writer(cursor, fresh)
    for block in blocks:
        if isinstance(block, Table):
            writer.table(block)
        else:
            writer.line(block)


def insert_spans(cursor: QTextCursor, spans: Iterable[Span], heading: int = 0) -> None:
    """Insert spans into the paragraph of the cursor."""
    for span in spans:
        text = NOTE_CHAR if span.ref else span.text.replace("\n", LINE_BREAK)
        cursor.insertText(text, char_format(span, heading))


class _Writer:
    def __init__(self, cursor: QTextCursor, fresh: bool) -> None:
        self._cursor = cursor
        self._fresh = fresh
        self._lists = _OpenLists()

    def line(self, line: Line) -> None:
        self._next_paragraph(line)
        if line.is_item:
            self._lists.add(self._cursor, line)
        else:
            self._lists.close()
        level = line.level if line.kind == "heading" else 0
        self._cursor.setBlockCharFormat(char_format(Span(), level))
        insert_spans(self._cursor, line.spans, level)

    def _next_paragraph(self, line: Line) -> None:
        cursor = self._cursor
        if not self._fresh:
            cursor.insertBlock(block_format(line), QTextCharFormat())
        self._fresh = False
        leave_list(cursor)
        cursor.setBlockFormat(block_format(line))

    def table(self, table: Table) -> None:
        cursor = self._cursor
        if not self._fresh:
            cursor.insertBlock(QTextBlockFormat(), QTextCharFormat())
        leave_list(cursor)
        made = cursor.insertTable(len(table.rows), len(table.rows[0]), _table_format())
        for row, cells in enumerate(table.rows):
            for column, cell in enumerate(cells):
                insert_spans(made.cellAt(row, column).firstCursorPosition(), cell)
        cursor.setPosition(made.lastCursorPosition().position() + 1)
        cursor.setBlockFormat(block_format(Line(())))
        self._lists.close()
        self._fresh = True


def _table_format() -> QTextTableFormat:
    made = QTextTableFormat()
    made.setHeaderRowCount(1)
    made.setCellPadding(theme.px(theme.S1))
    made.setCellSpacing(0)
    made.setBorderCollapse(True)
    made.setBorder(1)
    made.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
    made.setBorderBrush(theme.colour("line_button"))
    made.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
    return made


class _OpenLists:
    """The lists that are open at a place, outermost first."""

    def __init__(self) -> None:
        self._lists: list[QTextList] = []
        self._quote = False

    def close(self) -> None:
        self._lists = []

    def add(self, cursor: QTextCursor, item: Line) -> None:
        """Put the paragraph of the cursor into the list it belongs to, starting one where needed."""
        if item.quote != self._quote:
            self.close()
        self._quote = item.quote
        depth = item.level
        del self._lists[depth + 1 :]
        if len(self._lists) > depth and self._lists[depth].format().style() == _STYLES[item.kind]:
            self._lists[depth].add(cursor.block())
            return
        del self._lists[depth:]
        self._lists.append(cursor.createList(list_format(item.kind, depth)))


def leave_list(cursor: QTextCursor) -> None:
    """Take the paragraph of the cursor out of its list."""
    current = cursor.currentList()
    if current is None:
        return
    before = cursor.blockFormat()
    current.remove(cursor.block())
    before.clearProperty(QTextFormat.Property.ObjectIndex)
    before.setIndent(0)
    cursor.setBlockFormat(before)


def arrange_lists(cursor: QTextCursor) -> None:
    """Make the run of list items around the cursor into lists as `fill` would: right depth, right numbers."""
    first = cursor.block()
    while in_one_list(first.previous(), first):
        first = first.previous()
    lists = _OpenLists()
    block, deepest = first, 0
    while True:
        line = line_of(block)
        level = min(line.level, deepest)
        place = QTextCursor(block)
        lists.add(place, Line((), line.kind, level, line.quote))
        deepest = level + 1
        if not in_one_list(block, block.next()):
            return
        block = block.next()


def in_one_list(block: QTextBlock, other: QTextBlock) -> bool:
    """Whether two neighbouring paragraphs are items of one list, at whatever depth."""
    if not (block.isValid() and other.isValid()) or block.textList() is None or other.textList() is None:
        return False
    return is_quote(block) == is_quote(other)


# --- a document into blocks -------------------------------------------------------
def read(document: QTextDocument) -> tuple[Block, ...]:
    """The blocks of a document, in normal form."""
    return normal(block for block, _first, _last in entries(document))


def entries(document: QTextDocument) -> Iterator[tuple[Block, QTextBlock, QTextBlock]]:
    """Each block as it stands, with its first and last QTextBlock."""
    cursor = document.rootFrame().begin()
    while not cursor.atEnd():
        frame = cursor.currentFrame()
        if isinstance(frame, QTextTable):
            yield _table_of(frame), frame.firstCursorPosition().block(), frame.lastCursorPosition().block()
        elif frame is None:
            block = cursor.currentBlock()
            yield line_of(block), block, block
        cursor += 1


def _table_of(table: QTextTable) -> Table:
    return Table(
        tuple(
            tuple(_cell_spans(table, row, column) for column in range(table.columns())) for row in range(table.rows())
        )
    )


def _cell_spans(table: QTextTable, row: int, column: int) -> tuple[Span, ...]:
    cell = table.cellAt(row, column)
    block, last = cell.firstCursorPosition().block(), cell.lastCursorPosition().block()
    spans = list(spans_of(block))
    while block != last:
        block = block.next()
        spans += [Span(" "), *spans_of(block)]
    return tuple(spans)


def line_of(block: QTextBlock) -> Line:
    """One paragraph as it stands; may be empty."""
    made = block.blockFormat()
    quoted, heading, in_list = is_quote(block), made.headingLevel(), block.textList()
    if in_list is not None:
        style = in_list.format()
        kind: Kind = "bullet" if style.style() in _BULLETS else "number"
        return Line(spans_of(block), kind, max(0, style.indent() - 1), quoted)
    if heading:
        return Line(spans_of(block, in_heading=True), "heading", heading, quoted)
    return Line(spans_of(block), "para", 0, quoted)


def is_quote(block: QTextBlock) -> bool:
    return bool(block.blockFormat().property(_QUOTE))


def spans_of(block: QTextBlock, *, in_heading: bool = False) -> tuple[Span, ...]:
    """The spans of a paragraph as they stand, not yet in normal form."""
    cut = _slicer(block.text())
    spans: list[Span] = []
    for part in block.textFormats():
        span, text = span_of(part.format, in_heading=in_heading), cut(part.start, part.length)
        if span.ref:
            spans += [span if char == NOTE_CHAR else Span(char) for char in text]
        elif text:
            spans.append(replace(span, text=text.replace(LINE_BREAK, "\n")))
    return tuple(spans)


def span_of(look: QTextCharFormat, *, in_heading: bool = False) -> Span:
    """The style of a format as a span without text; a heading's own weight isn't bold."""
    if look.objectType() == NOTE:
        return Span(ref=str(look.property(NOTE_ID)))
    bold = not in_heading and look.fontWeight() >= QFont.Weight.DemiBold
    return Span("", bold, look.fontItalic(), look.anchorHref() if look.isAnchor() else "")


def _slicer(text: str) -> Callable[[int, int], str]:
    """Cuts by Qt's positions, which count UTF-16 units."""
    raw = text.encode("utf-16-le", "surrogatepass")
    if len(raw) == 2 * len(text):
        return lambda start, length: text[start : start + length]
    return lambda start, length: raw[2 * start : 2 * (start + length)].decode("utf-16-le", "replace")
