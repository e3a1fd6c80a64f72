"""Brings a document that is being looked at to other blocks, by replacing only what differs."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtGui import QTextBlock, QTextCursor, QTextDocument

from wijkraad_app.kernel.text import Block, Line, Table, normal

from .document import entries, fill, leave_list, load, read


@dataclass(slots=True)
class _Standing:
    """What stands in the document: blocks in normal form, each with its QTextBlock; empty ones are left out."""

    blocks: tuple[Block, ...]
    places: list[QTextBlock]


def patch(document: QTextDocument, blocks: tuple[Block, ...]) -> range:
    """Make the document mean ``blocks``; nothing is left to undo.

    Gives the positions of the old document that were replaced: all of them where patching isn't possible.
    """
    standing = _standing(document)
    if standing.blocks == blocks:
        return range(0)
    whole = range(document.characterCount())
    replaced = _patched(standing, blocks)
    if not replaced or read(document) != blocks:
        load(document, blocks)
        replaced = whole
    document.clearUndoRedoStacks()
    document.setModified(False)
    return replaced


def _standing(document: QTextDocument) -> _Standing:
    found = [(block, first) for block, first, _last in entries(document) if normal((block,))]
    return _Standing(normal(block for block, _ in found), [first for _, first in found])


def _patched(standing: _Standing, new: tuple[Block, ...]) -> range:
    old = standing.blocks
    start, tail = _difference(old, new)
    end_old, end_new = len(old) - tail, len(new) - tail
    changed = (*old[start:end_old], *new[start:end_new])
    if start in (end_old, end_new) or any(isinstance(block, Table) for block in changed):
        return range(0)
    cursor = QTextCursor(standing.places[start])
    last = standing.places[end_old - 1]
    cursor.setPosition(last.position() + last.length() - 1, QTextCursor.MoveMode.KeepAnchor)
    replaced = range(cursor.selectionStart(), cursor.selectionEnd() + 1)
    cursor.beginEditBlock()
    cursor.removeSelectedText()
    leave_list(cursor)
    fill(cursor, new[start:end_new])
    cursor.endEditBlock()
    return replaced


def _difference(old: tuple[Block, ...], new: tuple[Block, ...]) -> tuple[int, int]:
    """How many blocks at the start and at the end stay: never none between them, never half a list."""
    shorter = min(len(old), len(new))
    start = 0
    while start < shorter and old[start] == new[start]:
        start += 1
    tail = 0
    while tail < shorter - start and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    if start + tail == shorter:
        start, tail = (start - 1, tail) if start else (start, max(0, tail - 1))
    while start and _is_item(old[start - 1]) and (_is_item(old[start]) or _is_item(new[start])):
        start -= 1
    while tail and _is_item(old[-tail]) and (_is_item(old[-tail - 1]) or _is_item(new[-tail - 1])):
        tail -= 1
    return start, tail


def _is_item(block: Block) -> bool:
    return isinstance(block, Line) and block.is_item
