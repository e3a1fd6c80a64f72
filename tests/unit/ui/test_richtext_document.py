"""Formatted text in a QTextDocument, there and back, and brought up to date in place."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor, QTextDocument
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.unit.kernel.markdown_samples import documents
from wijkraad_app.kernel import text
from wijkraad_app.ui.widgets.richtext import RichTextEdit
from wijkraad_app.ui.widgets.richtext.document import load, read
from wijkraad_app.ui.widgets.richtext.patching import patch

NOTE = "550e8400-e29b-41d4-a716-446655440000"
quick = settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@quick
@given(documents)
def test_blocks_come_back_from_the_screen_unchanged(qapp: object, blocks: tuple[text.Block, ...]) -> None:
    settled = text.normal(blocks)
    document = QTextDocument()
    load(document, settled)
    assert read(document) == settled


@quick
@given(documents, documents)
def test_a_patched_document_says_the_new_text(
    qapp: object, old: tuple[text.Block, ...], new: tuple[text.Block, ...]
) -> None:
    document = QTextDocument()
    load(document, text.normal(old))
    patch(document, text.normal(new))
    assert read(document) == text.normal(new)
    assert not document.isUndoAvailable()


def _edits(edit: RichTextEdit, dice: random.Random) -> dict[str, Callable[[], object]]:
    key = Qt.Key
    size = edit.document().characterCount()
    typed = ["hallo ", "- ", "1. ", "*x* ", "# ", " ", "a|b", "\\", "`", "_", "2 * 3", "> ", "&amp;"]

    def select() -> None:
        cursor = edit.textCursor()
        cursor.setPosition(dice.randrange(size))
        cursor.setPosition(dice.randrange(size), QTextCursor.MoveMode.KeepAnchor)
        edit.setTextCursor(cursor)

    return {
        "type": lambda: QTest.keyClicks(edit, dice.choice(typed)),
        "emoji": lambda: edit.textCursor().insertText("👨‍👩‍👧🇳🇱é"),
        "enter": lambda: QTest.keyClick(edit, key.Key_Return),
        "break": lambda: QTest.keyClick(edit, key.Key_Return, Qt.KeyboardModifier.ShiftModifier),
        "back": lambda: QTest.keyClick(edit, key.Key_Backspace),
        "bold": edit.toggle_bold,
        "italic": edit.toggle_italic,
        "bullet": lambda: edit.toggle_list("bullet"),
        "number": lambda: edit.toggle_list("number"),
        "tab": lambda: QTest.keyClick(edit, key.Key_Tab),
        "backtab": lambda: QTest.keyClick(edit, key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier),
        "heading": edit.toggle_heading,
        "note": lambda: edit.insert_reference(NOTE, "Zie de bron."),
        "link": lambda: edit.set_link("https://www.utrecht.nl"),
        "undo": edit.undo,
        "redo": edit.redo,
        "select": select,
        "paste": lambda: (edit.copy(), edit.paste()),
        "table": lambda: edit.insert_blocks(text.parse("| a | b |\n| --- | --- |\n| c | d |")),
    }


@pytest.mark.parametrize("seed", range(25))
def test_whatever_is_typed_comes_back_from_markdown(qtbot: QtBot, seed: int) -> None:
    dice = random.Random(seed)
    edit = RichTextEdit()
    qtbot.addWidget(edit)
    edit.show()
    for _step in range(60):
        name = dice.choice(["type"] * 4 + list(_edits(edit, dice)))
        _edits(edit, dice)[name]()
        blocks = edit.blocks()
        assert text.parse(text.serialise(blocks)) == blocks, name
