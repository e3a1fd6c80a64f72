from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from wijkraad_app.ui.app import App
from wijkraad_app.ui.widgets.record_list import ListItem, RecordList
from wijkraad_app.ui.widgets.rows import Cell
from wijkraad_app.ui.widgets.table import PAGE, LazyTable

from . import demo


@pytest.fixture
def table(app: App, qtbot: QtBot) -> LazyTable:
    made = LazyTable(app, demo.COLUMNS, demo.signal_ids, demo.signal_rows, name="Signalen", sort="day", descending=True)
    qtbot.addWidget(made)
    made.resize(900, 600)
    with qtbot.waitExposed(made):
        made.show()
    made.load()
    settle(app)
    made.setFocus()
    return made


def settle(app: App) -> None:
    """Until the rows in view are there: painting asks for them, so look, wait, and look again."""
    for _n in range(3):
        QApplication.processEvents()
        app.tasks.settle()


def shown(table: LazyTable, row: int) -> str:
    return str(table.model().index(row, 0).data())


def test_twenty_thousand_rows_are_read_page_by_page_as_they_are_seen(table: LazyTable, app: App) -> None:
    store: Any = app.workspace.data
    assert table.count() == 20_148
    assert shown(table, 0) == "Losse tegels bij de bushalte"
    assert sum(store.reads) <= 2 * PAGE
    table.verticalScrollBar().setValue(table.verticalScrollBar().maximum())
    settle(app)
    assert shown(table, 20_147) != ""
    assert sum(store.reads) <= 4 * PAGE


@pytest.mark.parametrize("held", [Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier])
def test_end_and_home_reach_the_last_and_the_first_row(
    table: LazyTable, app: App, qtbot: QtBot, held: Qt.KeyboardModifier
) -> None:
    qtbot.keyClick(table, Qt.Key.Key_Down)
    qtbot.keyClick(table, Qt.Key.Key_End, held)
    settle(app)
    assert table.current() == demo.row_id(20_147)
    qtbot.keyClick(table, Qt.Key.Key_Home, held)
    assert table.current() == demo.row_id(0)


def test_pages_go_down_and_up_by_what_is_seen_and_shift_selects_to_the_end(
    table: LazyTable, app: App, qtbot: QtBot
) -> None:
    qtbot.keyClick(table, Qt.Key.Key_Down)
    qtbot.keyClick(table, Qt.Key.Key_PageDown)
    seen = table.currentIndex().row()
    assert 5 < seen <= table.viewport().height() // table.rowHeight(0) + 1
    qtbot.keyClick(table, Qt.Key.Key_PageUp)
    assert table.currentIndex().row() == 0
    qtbot.keyClick(table, Qt.Key.Key_End)
    qtbot.keyClick(table, Qt.Key.Key_Up)
    qtbot.keyClick(table, Qt.Key.Key_End, Qt.KeyboardModifier.ShiftModifier)
    assert table.selected() == (demo.row_id(20_146), demo.row_id(20_147))


def test_a_click_chooses_and_enter_opens(table: LazyTable, qtbot: QtBot) -> None:
    with qtbot.waitSignal(table.chosen) as chosen:
        qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(120, 100))
    assert chosen.args == [demo.row_id(2)]
    with qtbot.waitSignal(table.activated_id) as opened:
        qtbot.keyClick(table, Qt.Key.Key_Return)
    assert opened.args == [demo.row_id(2)]


def test_several_rows_are_selected_with_shift(table: LazyTable, qtbot: QtBot) -> None:
    qtbot.keyClick(table, Qt.Key.Key_Down)
    for _n in range(2):
        qtbot.keyClick(table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert table.selected() == tuple(demo.row_id(n) for n in range(3))


def test_a_click_on_the_header_sorts_and_a_second_one_turns_it(table: LazyTable, app: App, qtbot: QtBot) -> None:
    head = table.horizontalHeader()
    for sort, descending in (("subject", False), ("subject", True)):
        qtbot.mouseClick(head.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(60, 17))
        settle(app)
        assert (table.sort, table.descending) == (sort, descending)
    assert shown(table, 0) == demo.SUBJECTS[20_147 % 5][1]


def test_a_refresh_keeps_place_current_row_and_selection(table: LazyTable, app: App, qtbot: QtBot) -> None:
    table.select(demo.row_id(9_000))
    settle(app)
    place = table.verticalScrollBar().value()
    store: Any = app.workspace.data
    store.titles[demo.row_id(9_000)] = "Andere titel"
    table.refresh()
    settle(app)
    assert table.current() == demo.row_id(9_000)
    assert table.verticalScrollBar().value() == place
    assert shown(table, 9_000) == "Andere titel"


def test_a_filter_shows_only_what_fits_and_counts_it(table: LazyTable, app: App, qtbot: QtBot) -> None:
    with qtbot.waitSignal(table.counted) as counted:
        table.load(text="molendijk")
    assert counted.args == [sum(1 for n in range(20_148) if n % 5 == 3)]
    settle(app)
    assert shown(table, 0) == "Te hard rijden op de Molendijk"


def test_a_record_asked_for_before_the_ids_are_there_becomes_current(app: App, qtbot: QtBot) -> None:
    made = LazyTable(app, demo.COLUMNS, demo.signal_ids, demo.signal_rows, name="Signalen")
    qtbot.addWidget(made)
    made.load(select=demo.row_id(77))
    settle(app)
    assert made.current() == demo.row_id(77)


def test_too_little_room_drops_the_least_important_columns(table: LazyTable) -> None:
    table.resize(480, 600)
    assert table.isColumnHidden(3)
    assert not table.isColumnHidden(0)


# --- the list column ---------------------------------------------------------
@pytest.fixture
def records(qtbot: QtBot) -> RecordList:
    made = RecordList("Adviezen")
    qtbot.addWidget(made)
    made.resize(264, 400)
    made.set_items(
        [
            ListItem(None, "Dit jaar"),
            ListItem(demo.row_id(1), "Nachtbus", Cell("concept", "pencil"), "2026-10"),
            ListItem(demo.row_id(2), "Veilig oversteken bij de basisschool op de Molendijk", Cell("besproken", "send")),
            ListItem(demo.row_id(3), "Rondvraag", aside="21.32", lead="8"),
        ]
    )
    with qtbot.waitExposed(made):
        made.show()
    made.setFocus()
    return made


def test_headings_are_passed_over_by_the_arrows(records: RecordList, qtbot: QtBot) -> None:
    with qtbot.waitSignal(records.chosen) as chosen:
        qtbot.keyClick(records, Qt.Key.Key_Down)
    assert chosen.args == [demo.row_id(1)]


def test_home_and_end_reach_the_first_and_the_last_record_and_no_heading(records: RecordList, qtbot: QtBot) -> None:
    qtbot.keyClick(records, Qt.Key.Key_Down)
    qtbot.keyClick(records, Qt.Key.Key_End)
    assert records.current() == demo.row_id(3)
    for key in (Qt.Key.Key_Home, Qt.Key.Key_PageUp):
        qtbot.keyClick(records, key)
        assert records.current() == demo.row_id(1)
        qtbot.keyClick(records, Qt.Key.Key_PageDown)
        assert records.current() == demo.row_id(3)


def test_new_items_keep_the_current_one_without_a_signal(records: RecordList, qtbot: QtBot) -> None:
    records.select(demo.row_id(2))
    with qtbot.assertNotEmitted(records.chosen):
        records.set_items([ListItem(demo.row_id(2), "Anders"), ListItem(demo.row_id(3), "Rondvraag")])
    assert records.current() == demo.row_id(2)


def test_a_screen_reader_hears_the_state_too(records: RecordList) -> None:
    heard = records.model().index(1, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert heard == "Nachtbus, concept, 2026-10"


def test_a_long_title_takes_two_lines(records: RecordList) -> None:
    heights = [records.sizeHintForIndex(records.model().index(row, 0)).height() for row in (1, 2)]
    assert heights[1] > heights[0]


def test_rows_are_as_high_with_and_without_a_scroll_bar(records: RecordList) -> None:
    item = ListItem(demo.row_id(1), "Wijkraad", Cell("verslag vastgesteld", "circle-check", "ok"), "di 13 oktober")
    heights = set()
    for count in (1, 40):
        records.set_items([ListItem(demo.row_id(n), item.title, item.state, item.right) for n in range(count)])
        QApplication.processEvents()
        heights.add(records.visualRect(records.model().index(0, 0)).height())
    assert len(heights) == 1


def test_the_longest_word_of_the_rail_fits_beside_its_count(qtbot: QtBot) -> None:
    from wijkraad_app.ui import fonts
    from wijkraad_app.ui.theme import RAIL_WIDE, px

    room = px(RAIL_WIDE - 16) - px(42) - round(fonts.measure("2", "small")) - px(16)
    assert fonts.measure("Vergaderingen", "strong") <= room + 1
