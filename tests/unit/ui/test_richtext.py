"""The field for formatted text, by key and mouse."""

from __future__ import annotations

import time

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, Qt
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from wijkraad_app.ui import theme
from wijkraad_app.ui.layout import scroll
from wijkraad_app.ui.widgets.richtext import RichTextEdit, RichTextField

NOTE = "550e8400-e29b-41d4-a716-446655440000"
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
Key = Qt.Key


@pytest.fixture
def field(qtbot: QtBot) -> RichTextField:
    made = RichTextField("Notities")
    qtbot.addWidget(made)
    made.resize(640, 400)
    with qtbot.waitActive(made):
        made.show()
    made.edit.setFocus()
    return made


def at_end(field: RichTextField, markdown: str) -> RichTextEdit:
    field.set_markdown(markdown)
    field.edit.moveCursor(QTextCursor.MoveOperation.End)
    return field.edit


def test_enter_after_a_heading_starts_a_paragraph(field: RichTextField, qtbot: QtBot) -> None:
    edit = at_end(field, "## Aanleiding")
    qtbot.keyClick(edit, Key.Key_Return)
    qtbot.keyClicks(edit, "Ouders vragen het.")
    assert field.markdown() == "## Aanleiding\n\nOuders vragen het.\n"


def test_enter_in_a_list_makes_an_item_and_enter_on_an_empty_item_ends_the_list(
    field: RichTextField, qtbot: QtBot
) -> None:
    edit = at_end(field, "1. een")
    qtbot.keyClick(edit, Key.Key_Return)
    qtbot.keyClicks(edit, "twee")
    qtbot.keyClick(edit, Key.Key_Return)
    qtbot.keyClick(edit, Key.Key_Return)
    qtbot.keyClicks(edit, "uit")
    assert field.markdown() == "1. een\n2. twee\n\nuit\n"


def test_tab_and_shift_tab_move_an_item(field: RichTextField, qtbot: QtBot) -> None:
    edit = at_end(field, "- een\n- twee")
    qtbot.keyClick(edit, Key.Key_Tab)
    assert field.markdown() == "- een\n  - twee\n"
    qtbot.keyClick(edit, Key.Key_Backtab, SHIFT)
    assert field.markdown() == "- een\n- twee\n"


def test_tab_outside_a_list_leaves_the_field(field: RichTextField, qtbot: QtBot) -> None:
    edit = at_end(field, "tekst")
    qtbot.keyClick(edit, Key.Key_Tab)
    assert field.markdown() == "tekst\n"
    assert not edit.hasFocus()


def test_backspace_at_the_start_of_an_item_makes_it_a_paragraph(field: RichTextField, qtbot: QtBot) -> None:
    edit = at_end(field, "1. een\n2. twee\n3. drie")
    cursor = edit.textCursor()
    cursor.setPosition(edit.document().findBlockByNumber(1).position())
    edit.setTextCursor(cursor)
    qtbot.keyClick(edit, Key.Key_Backspace)
    assert field.markdown() == "1. een\n\ntwee\n\n1. drie\n"


def test_enter_on_an_empty_line_leaves_a_quotation(field: RichTextField, qtbot: QtBot) -> None:
    edit = at_end(field, "> citaat")
    for key in (Key.Key_Return, Key.Key_Return):
        qtbot.keyClick(edit, key)
    qtbot.keyClicks(edit, "na")
    assert field.markdown() == "> citaat\n\nna\n"


def test_typing_after_a_link_or_note_is_neither(field: RichTextField, qtbot: QtBot) -> None:
    edit = at_end(field, "[stad](https://a.nl)")
    qtbot.keyClicks(edit, "!")
    assert field.markdown() == "[stad](<https://a.nl>)!\n"
    edit = at_end(field, f"Zie [[bron:{NOTE}]]")
    qtbot.keyClicks(edit, "na")
    assert field.markdown() == f"Zie [[bron:{NOTE}]]na\n"


def test_backspace_takes_a_note_whole(field: RichTextField, qtbot: QtBot) -> None:
    edit = at_end(field, f"Zie [[bron:{NOTE}]]")
    qtbot.keyClick(edit, Key.Key_Backspace)
    assert field.markdown() == "Zie\n"


def test_marks_at_the_start_become_structure(field: RichTextField, qtbot: QtBot) -> None:
    edit = at_end(field, "")
    qtbot.keyClicks(edit, "- een")
    qtbot.keyClick(edit, Key.Key_Return)
    qtbot.keyClick(edit, Key.Key_Return)
    qtbot.keyClicks(edit, "## Kop")
    assert field.markdown() == "- een\n\n## Kop\n"


def test_keys_make_bold_and_italic(field: RichTextField, qtbot: QtBot) -> None:
    edit = at_end(field, "")
    qtbot.keyClicks(edit, "zeer ")
    qtbot.keyClick(edit, Key.Key_B, CONTROL)
    qtbot.keyClicks(edit, "vet")
    qtbot.keyClick(edit, Key.Key_B, CONTROL)
    qtbot.keyClicks(edit, " en ")
    qtbot.keyClick(edit, Key.Key_I, CONTROL)
    qtbot.keyClicks(edit, "schuin")
    assert field.markdown() == "zeer **vet** en *schuin*\n"


def test_buttons_act_on_the_selection_and_show_what_is_on(field: RichTextField, qtbot: QtBot) -> None:
    edit = at_end(field, "een\n\ntwee")
    qtbot.keyClick(edit, Key.Key_A, CONTROL)
    button = next(found for found in field.findChildren(QPushButton) if "Ctrl+Shift+N" in found.toolTip())
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert field.markdown() == "1. een\n2. twee\n"
    assert button.isChecked()
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert field.markdown() == "een\n\ntwee\n"
    assert not button.isChecked()


def test_a_heading_goes_on_and_off_without_losing_its_text(field: RichTextField, qtbot: QtBot) -> None:
    edit = at_end(field, "een *twee*")
    qtbot.keyClick(edit, Key.Key_H, CONTROL | SHIFT)
    assert field.markdown() == "## een *twee*\n"
    qtbot.keyClick(edit, Key.Key_H, CONTROL | SHIFT)
    assert field.markdown() == "een *twee*\n"


def test_a_link_is_asked_for_and_checked(field: RichTextField, qtbot: QtBot) -> None:
    edit = at_end(field, "stad")
    qtbot.keyClick(edit, Key.Key_A, CONTROL)
    qtbot.keyClick(edit, Key.Key_L, CONTROL | SHIFT)
    address = field.findChild(QLineEdit)
    assert address is not None
    qtbot.keyClicks(address, "geen adres")
    qtbot.keyClick(address, Key.Key_Return)
    assert field.markdown() == "stad\n"
    address.clear()
    qtbot.keyClicks(address, "www.utrecht.nl")
    qtbot.keyClick(address, Key.Key_Return)
    assert field.markdown() == "[stad](<https://www.utrecht.nl>)\n"


def test_undo_is_left_to_the_window_when_nothing_is_left(field: RichTextField, qtbot: QtBot) -> None:
    edit = at_end(field, "begin")

    def asks_to_keep() -> bool:
        event = QKeyEvent(QEvent.Type.ShortcutOverride, Key.Key_Z, CONTROL)
        event.ignore()
        QApplication.sendEvent(edit, event)
        return event.isAccepted()

    assert not asks_to_keep()
    qtbot.keyClicks(edit, " en meer")
    assert asks_to_keep()
    qtbot.keyClick(edit, Key.Key_Z, CONTROL)
    assert field.markdown() == "begin\n"
    assert not asks_to_keep()


def test_a_new_text_from_outside_keeps_cursor_and_scroll(field: RichTextField, qtbot: QtBot) -> None:
    edit = at_end(field, "\n\n".join(f"alinea {at} met **tekst**" for at in range(60)))
    cursor = edit.textCursor()
    cursor.setPosition(edit.document().findBlockByNumber(30).position() + 4)
    edit.setTextCursor(cursor)
    edit.verticalScrollBar().setValue(600)
    top = edit.cursorRect().top()
    changed: list[bool] = []
    field.edited.connect(lambda: changed.append(True))
    field.set_markdown(
        "\n\n".join("NIEUW\n\nen nog een" if at == 3 else f"alinea {at} met **tekst**" for at in range(60))
    )
    assert "NIEUW\n\nen nog een" in field.markdown()
    assert edit.textCursor().block().text() == "alinea 30 met tekst"
    assert edit.textCursor().positionInBlock() == 4
    assert abs(edit.cursorRect().top() - top) <= 1
    assert not changed
    qtbot.keyClicks(edit, "x")
    assert changed


def test_a_cursor_in_a_changed_paragraph_stays_in_it(field: RichTextField) -> None:
    edit = at_end(field, "een\n\ntwee drie\n\nvier")
    cursor = edit.textCursor()
    cursor.setPosition(edit.document().findBlockByNumber(1).position() + 3)
    edit.setTextCursor(cursor)
    field.set_markdown("een\n\ntwee drie en meer\n\nvier")
    assert edit.textCursor().block().text() == "twee drie en meer"
    assert edit.textCursor().positionInBlock() == 3


def test_a_first_text_is_shown_from_its_start(field: RichTextField) -> None:
    field.set_markdown("\n\n".join(["alinea"] * 100))
    assert field.edit.textCursor().position() == 0
    assert field.edit.verticalScrollBar().value() == 0


def test_a_sentence_comes_with_its_note(field: RichTextField, qtbot: QtBot) -> None:
    edit = at_end(field, "Ouders klagen.")
    field.set_references({NOTE: (1, "Enquête, vraag 4", False)})
    field.insert_reference(NOTE, "61% vindt het onveilig.")
    qtbot.keyClicks(edit, "Dat is veel.")
    assert field.markdown() == f"Ouders klagen. 61% vindt het onveilig. [[bron:{NOTE}]] Dat is veel.\n"
    assert field.references() == (NOTE,)
    assert "Enquête, vraag 4" in edit.accessibleDescription()


def test_the_cursor_beside_a_note_is_told(field: RichTextField, qtbot: QtBot) -> None:
    edit = at_end(field, f"Zie [[bron:{NOTE}]] en meer")
    reached: list[str] = []
    edit.note_reached.connect(reached.append)
    for _ in range(len(" en meer")):
        qtbot.keyClick(edit, Key.Key_Left)
    assert reached == [NOTE]


def test_a_paste_keeps_structure_and_drops_the_rest(field: RichTextField) -> None:
    edit = at_end(field, "Voor")
    page = QMimeData()
    page.setHtml("<h2>Kop</h2><p style='color:red'>a <b>b</b><img src=x onerror=y></p><a href='javascript:x'>c</a>")
    edit.insertFromMimeData(page)
    assert field.markdown() == "Voor\n\n## Kop\n\na **b**\n\nc\n"


def test_a_note_survives_copy_and_paste(field: RichTextField, qtbot: QtBot) -> None:
    edit = at_end(field, f"Zie [[bron:{NOTE}]] hier")
    qtbot.keyClick(edit, Key.Key_A, CONTROL)
    qtbot.keyClick(edit, Key.Key_C, CONTROL)
    edit.moveCursor(QTextCursor.MoveOperation.End)
    qtbot.keyClick(edit, Key.Key_V, CONTROL)
    assert field.markdown() == f"Zie [[bron:{NOTE}]] hierZie [[bron:{NOTE}]] hier\n"


def test_a_changed_source_is_drawn_amber(field: RichTextField, qapp: QApplication) -> None:
    theme.apply(qapp, "light")
    at_end(field, f"[[bron:{NOTE}]]")
    colours = []
    for changed in (False, True):
        field.set_references({NOTE: (1, "Signalen", changed)})
        picture = field.edit.viewport().grab().toImage()
        shown = {picture.pixelColor(QPoint(x, 16)).name() for x in range(4, 30)}
        colours.append(shown)
    assert "#e6eef7" in colours[0]
    assert "#faefd9" in colours[1]


def test_a_text_that_can_only_be_read_ignores_keys(field: RichTextField, qtbot: QtBot) -> None:
    edit = at_end(field, "- vast")
    field.set_read_only(True)
    qtbot.keyClicks(edit, "x")
    qtbot.keyClick(edit, Key.Key_B, CONTROL | SHIFT)
    assert field.markdown() == "- vast\n"


def test_a_bound_field_saves_on_leaving_and_follows_the_dossier(field: RichTextField, qtbot: QtBot) -> None:
    saved: list[str] = []
    field.bind("een\n", lambda value, _group: saved.append(value))
    field.edit.moveCursor(QTextCursor.MoveOperation.End)
    qtbot.keyClicks(field.edit, " twee")
    assert field.pending
    field.refresh("van een ander\n")
    assert field.value() == "een twee\n"
    field.edit.clearFocus()
    assert saved == ["een twee\n"]
    field.refresh("van een ander\n")
    assert field.value() == "van een ander\n"


def test_another_theme_keeps_text_and_cursor(field: RichTextField, qapp: QApplication) -> None:
    edit = at_end(field, f"## Kop\n\n1. een\n2. [[bron:{NOTE}]] twee")
    before = field.markdown(), edit.textCursor().position()
    theme.apply(qapp, "dark", 1.5)
    try:
        assert (field.markdown(), edit.textCursor().position()) == before
    finally:
        theme.apply(qapp, "light", 1.0)


def test_a_growing_field_keeps_its_cursor_in_sight_on_the_page(qtbot: QtBot) -> None:
    field = RichTextField("Bevindingen", grow=True)
    page = scroll(field)
    qtbot.addWidget(page)
    page.resize(500, 240)
    with qtbot.waitActive(page):
        page.show()
    field.edit.setFocus()
    for _line in range(20):
        qtbot.keyClicks(field.edit, "regel")
        qtbot.keyClick(field.edit, Key.Key_Return)

    def in_sight() -> bool:
        place = field.edit.viewport().mapTo(page.viewport(), field.edit.cursorRect().center())
        return page.viewport().rect().contains(place)

    qtbot.waitUntil(in_sight)


def test_typing_in_twenty_thousand_words_stays_fluent(field: RichTextField, qtbot: QtBot) -> None:
    edit = at_end(field, "\n\n".join("De straat is **onveilig** voor fietsers en kinderen. " * 10 for _ in range(250)))
    began = time.perf_counter()
    qtbot.keyClicks(edit, "de straat is onveilig ")
    assert (time.perf_counter() - began) / 22 < 0.05
