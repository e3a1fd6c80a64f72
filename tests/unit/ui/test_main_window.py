from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from wijkraad_app.kernel.errors import UserError
from wijkraad_app.kernel.ids import EntityRef
from wijkraad_app.kernel.preferences import Preferences
from wijkraad_app.ui import application, theme
from wijkraad_app.ui.accessibility import unnamed
from wijkraad_app.ui.autosave import tracker
from wijkraad_app.ui.palette import Palette
from wijkraad_app.ui.person_dialog import PersonDialog
from wijkraad_app.ui.rail import Identity
from wijkraad_app.ui.widgets.dialog import Dialog

from . import demo
from .conftest import Opened
from .harness import WindowSpy

CTRL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)


def press(qtbot: QtBot, window: Any, key: Qt.Key, modifiers: Any = Qt.KeyboardModifier.NoModifier) -> None:
    qtbot.keyClick(QApplication.focusWidget() or window, key, modifiers)


def test_pages_are_made_when_they_are_first_opened(opened: Opened, qtbot: QtBot) -> None:
    window = opened("today")
    assert list(window._pages) == ["today"]
    qtbot.mouseClick(window.rail.items["talks"], Qt.MouseButton.LeftButton)
    assert isinstance(window.page(), demo.TalksPage)
    assert window.rail.items["talks"].isChecked()


def test_the_title_says_where_and_that_it_is_the_example(opened: Opened) -> None:
    window = opened("signals")
    assert window.windowTitle() == "Signalen – De Singels – Voorbeeld"
    window.app.workspace.encrypted = False
    window.show_title()
    assert window.windowTitle().endswith("niet versleuteld")


def test_the_rail_is_walked_by_key_and_counts(opened: Opened, qtbot: QtBot) -> None:
    window = opened("today")
    assert window.rail.items["signals"].accessibleName() == "Signalen, 12 wachten"
    window.rail.focus_current()
    press(qtbot, window, Qt.Key.Key_Down)
    press(qtbot, window, Qt.Key.Key_Return)
    assert isinstance(window.page(), demo.TalksPage)


def test_the_keyboard_in_the_rail_stands_at_the_page_in_front_whatever_brought_it(opened: Opened, qtbot: QtBot) -> None:
    window = opened("today")
    window.rail.focus_current()
    press(qtbot, window, Qt.Key.Key_3, CTRL)
    assert QApplication.focusWidget() is window.rail.items["signals"]


def test_a_number_key_opens_a_page_and_alt_left_goes_back(opened: Opened, qtbot: QtBot) -> None:
    window = opened("today")
    press(qtbot, window, Qt.Key.Key_3, CTRL)
    assert isinstance(window.page(), demo.SignalsPage)
    press(qtbot, window, Qt.Key.Key_Left, ALT)
    assert isinstance(window.page(), demo.PartsPage)


def test_a_reference_opens_the_page_of_its_kind(opened: Opened) -> None:
    window = opened("today")
    window.app.navigate(EntityRef("signal", demo.row_id(7)))
    window.app.tasks.settle()
    page = window.page()
    assert isinstance(page, demo.SignalsPage)
    assert page.table.current() == demo.row_id(7)


def test_undo_belongs_to_the_field_first_and_then_to_the_dossier(opened: Opened, qtbot: QtBot) -> None:
    window = opened("signals")
    page: Any = window.page()
    page.table.setFocus()
    press(qtbot, window, Qt.Key.Key_Down)
    window.app.tasks.settle()
    page.field.line.setFocus()
    page.field.line.selectAll()
    qtbot.keyClicks(page.field.line, "Nieuw")
    page.field.flush()
    window.app.tasks.settle()
    press(qtbot, window, Qt.Key.Key_Z, CTRL)
    window.app.tasks.settle()
    assert window.app.workspace.undone == []
    while page.field.line.isUndoAvailable():
        press(qtbot, window, Qt.Key.Key_Z, CTRL)
    page.field.flush()
    window.app.tasks.settle()
    press(qtbot, window, Qt.Key.Key_Z, CTRL)
    window.app.tasks.settle()
    assert window.app.workspace.undone == ["rename"]
    assert window.toast_widget.text() == "Ongedaan gemaakt: rename"


def test_undo_can_be_done_again_from_its_message(opened: Opened, qtbot: QtBot) -> None:
    window = opened("today")
    window.app.do(window, demo.rename, signal=demo.row_id(1), title="x")
    press(qtbot, window, Qt.Key.Key_Z, CTRL)
    window.app.tasks.settle()
    press(qtbot, window, Qt.Key.Key_M, CTRL)
    press(qtbot, window, Qt.Key.Key_Space)
    window.app.tasks.settle()
    assert window.app.workspace.done[-1][0] == "rename"
    assert window.toast_widget.text() == "Opnieuw gedaan: rename"


def test_what_is_typed_goes_before_the_undo(opened: Opened, qtbot: QtBot) -> None:
    window = opened("signals")
    page: Any = window.page()
    page.table.setFocus()
    press(qtbot, window, Qt.Key.Key_Down)
    window.app.tasks.settle()
    qtbot.keyClicks(page.field.line, "y")
    window.app.undo()
    window.app.tasks.settle()
    assert window.app.workspace.undone == ["rename"]


def test_ctrl_k_opens_the_palette_even_from_a_field(opened: Opened, qtbot: QtBot) -> None:
    window = opened("signals")
    page: Any = window.page()
    page.search.line.setFocus()
    qtbot.keyClicks(page.search.line, "hek")
    press(qtbot, window, Qt.Key.Key_K, CTRL)
    assert window.overlay() is not None
    assert page.search.value() == "hek"


def test_all_keys_are_shown_by_key_and_esc_closes_and_gives_the_focus_back(opened: Opened, qtbot: QtBot) -> None:
    window = opened("today")
    before = QApplication.focusWidget()
    press(qtbot, window, Qt.Key.Key_Slash, CTRL)
    overlay = window.overlay()
    assert isinstance(overlay, Dialog)
    assert overlay.accessibleName() == "Toetsen"
    press(qtbot, window, Qt.Key.Key_Escape)
    assert window.overlay() is None
    assert QApplication.focusWidget() is before


def test_f6_walks_between_rail_list_record_and_panel(opened: Opened, qtbot: QtBot) -> None:
    window = opened("advice")
    page: Any = window.page()
    seen = []
    for _n in range(4):
        press(qtbot, window, Qt.Key.Key_F6)
        focus = QApplication.focusWidget()
        seen.append(next((n for n, p in enumerate([window.rail, *page.panes()]) if focus and p.isAncestorOf(focus)), 9))
    assert set(seen) >= {0, 1, 2}


def test_the_keyboard_begins_in_the_list_of_a_page(opened: Opened) -> None:
    window = opened("today")
    window.go("advice")
    page: Any = window.page()
    assert page.list.hasFocus()
    window.go("signals")
    window.app.tasks.settle()
    focused: Any = window.page()
    assert focused.table.hasFocus()


def test_an_empty_page_begins_at_its_first_step(opened: Opened) -> None:
    window = opened("talks")
    page: Any = window.page()
    assert page.empty.primary.hasFocus()


def test_esc_goes_up_to_the_rail(opened: Opened, qtbot: QtBot) -> None:
    window = opened("advice")
    page: Any = window.page()
    page.list.setFocus()
    press(qtbot, window, Qt.Key.Key_Escape)
    assert QApplication.focusWidget() is window.rail.items["advice"]


def test_a_question_has_cancel_focused_and_runs_only_on_its_verb(opened: Opened, qtbot: QtBot) -> None:
    window, ran = opened("today"), []
    window.app.confirm("Signaal verwijderen?", "De tekst gaat weg.", "Verwijderen", lambda: ran.append(1))
    question: Any = window.overlay()
    assert QApplication.focusWidget() is question.cancel_button
    press(qtbot, window, Qt.Key.Key_Return)
    assert ran == []
    assert window.overlay() is None
    window.app.confirm("Signaal verwijderen?", "De tekst gaat weg.", "Verwijderen", lambda: ran.append(1))
    press(qtbot, window, Qt.Key.Key_Tab)
    press(qtbot, window, Qt.Key.Key_Return)
    assert ran == [1]


def test_keys_of_the_page_below_do_nothing_while_a_question_is_open(opened: Opened, qtbot: QtBot) -> None:
    window = opened("today")
    window.app.confirm("Echt?", "Dan is het weg.", "Verwijderen", lambda: None)
    press(qtbot, window, Qt.Key.Key_3, CTRL)
    assert isinstance(window.page(), demo.PartsPage)
    for _n in range(5):
        press(qtbot, window, Qt.Key.Key_Tab)
        focus = QApplication.focusWidget()
        assert focus is not None and window.overlay().isAncestorOf(focus)  # type: ignore[union-attr]


def test_who_works_here_is_changed_with_two_keys(opened: Opened, qtbot: QtBot) -> None:
    window = opened("today")
    press(qtbot, window, Qt.Key.Key_U, CTRL | SHIFT)
    window.app.tasks.settle()
    dialog = window.overlay()
    assert isinstance(dialog, PersonDialog)
    chosen: list[object] = []
    dialog.answered.connect(chosen.append)
    assert [item.title for item in dialog.list.items()] == ["Marijke van Duin", "Kees Brouwer"]
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_2)
    assert window.overlay() is None
    window.app.tasks.settle()
    assert len(chosen) == 1


@pytest.mark.parametrize("page", ["today", "talks", "signals", "advice"])
def test_every_part_has_a_name_for_screen_readers(opened: Opened, page: str) -> None:
    window = opened(page)
    assert unnamed(window) == []


@pytest.mark.parametrize("page", ["today", "talks", "signals", "advice"])
def test_overlays_have_names_too(opened: Opened, page: str) -> None:
    window = opened(page)
    window.open_palette()
    assert unnamed(window) == []


def test_another_theme_builds_the_pages_anew_and_keeps_the_place(opened: Opened, qtbot: QtBot) -> None:
    window = opened("signals")
    page: Any = window.page()
    page.table.setFocus()
    press(qtbot, window, Qt.Key.Key_Down)
    window.app.tasks.settle()
    chosen = page.table.current()
    qtbot.keyClicks(page.field.line, "z")
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    theme.apply(application, "dark", 1.5)
    qtbot.waitUntil(lambda: window.page() is not page)
    window.app.tasks.settle()
    fresh: Any = window.page()
    assert fresh.table.current() == chosen
    assert window.rail.narrow
    assert window.app.workspace.done[-1][0] == "rename"


def test_another_theme_waits_for_the_palette_and_takes_no_key_from_it(opened: Opened, qtbot: QtBot) -> None:
    window = opened("signals")
    page, application = window.page(), QApplication.instance()
    assert isinstance(application, QApplication)
    press(qtbot, window, Qt.Key.Key_K, CTRL)
    qtbot.keyClicks(QApplication.focusWidget(), "ges")
    theme.apply(application, "dark")
    qtbot.waitUntil(lambda: not window._rebuild_soon.isActive())
    qtbot.keyClicks(QApplication.focusWidget(), "prek")
    assert isinstance(palette := window.overlay(), Palette)
    assert palette.input.text() == "gesprek" and window.page() is page
    press(qtbot, window, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: window.page() is not page)
    fresh = window.page()
    assert isinstance(fresh, demo.SignalsPage) and fresh.isAncestorOf(QApplication.focusWidget())


def test_closing_saves_what_is_typed_and_remembers_the_window(opened: Opened, qtbot: QtBot) -> None:
    window = opened("signals")
    page: Any = window.page()
    page.table.setFocus()
    press(qtbot, window, Qt.Key.Key_Down)
    window.app.tasks.settle()
    qtbot.keyClicks(page.field.line, "x")
    with qtbot.waitSignal(window.closed):
        window.close()
    assert window.app.workspace.done[-1][0] == "rename"
    assert isinstance(Preferences().get("window"), str)


def test_a_save_that_fails_keeps_the_window_open_and_asks(opened: Opened, qtbot: QtBot) -> None:
    window = opened("signals")

    def refuse(_store: Any) -> None:
        raise UserError("Zo kan het niet heten.")

    window.app.do(window, refuse, group=uuid4())
    window.app.tasks.settle()
    window.close()
    assert window.isVisible()
    question: Any = window.overlay()
    assert question.accessibleName() == "Sluiten zonder te bewaren?"
    verb = next(b for b in question.findChildren(QPushButton) if b.text() == "Sluiten")
    with qtbot.waitSignal(window.closed):
        qtbot.mouseClick(verb, Qt.MouseButton.LeftButton)
    tracker().begin()
    tracker().end()


def test_a_page_behind_reads_what_it_missed_when_it_comes_back(opened: Opened, qtbot: QtBot) -> None:
    window = opened("signals")
    page: Any = window.page()
    window.go("today")
    window.app.do(window, demo.rename, signal=demo.row_id(0), title="Veranderd")
    window.app.tasks.settle()
    window.go("signals")
    for _n in range(3):
        QApplication.processEvents()
        window.app.tasks.settle()
    assert page.table.model().index(0, 0).data() == "Veranderd"


def test_the_house_accent_of_the_council_is_used(opened: Opened, qtbot: QtBot) -> None:
    window = opened("today")
    window.set_identity(Identity("De Singels", "Wijkraad", accent="#0F6B4F"))
    assert theme.value("accent") == theme.accent_for("light", "#0F6B4F")
    qtbot.waitUntil(lambda: window.page() is not None)


def test_a_toast_is_replaced_by_the_newest(opened: Opened) -> None:
    window = opened("today")
    window.app.toast("Eén")
    window.app.toast("Twee")
    assert window.toast_widget.text() == "Twee"
    assert window.toast_widget.isVisible()


def test_with_large_text_the_side_panel_takes_the_place_of_the_record(opened: Opened, qtbot: QtBot) -> None:
    qt = QApplication.instance()
    assert isinstance(qt, QApplication)
    theme.apply(qt, "light", 2.0)
    window = opened("advice")
    page: Any = window.page()
    assert not page.side_pane.isVisible()
    page._toggle.setFocus()
    press(qtbot, window, Qt.Key.Key_Space)
    assert page.side_pane.isVisible() and not page.record_pane.isVisible()
    assert page._toggle.accessibleName() == "Terug naar het stuk"
    press(qtbot, window, Qt.Key.Key_Space)
    assert page.record_pane.isVisible()
    assert window.minimumSizeHint().width() <= 1366


@pytest.mark.parametrize("page", ["today", "talks", "signals", "advice"])
@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_every_page_fits_a_small_laptop(opened: Opened, page: str, scale: float) -> None:
    qt = QApplication.instance()
    assert isinstance(qt, QApplication)
    theme.apply(qt, "light", scale)
    window = opened(page)
    window.resize(1366, 690)
    QApplication.processEvents()
    assert (window.width(), window.height()) == (1366, 690)


def test_nothing_flashes_as_a_window_of_its_own(opened: Opened) -> None:
    spy = WindowSpy()
    window = opened("today")
    for key in ("talks", "signals", "advice"):
        window.go(key)
    window.open_palette()
    window.help.keys()
    window.app.confirm("Echt?", "Dan is het weg.", "Verwijderen", lambda: None)
    window.app.toast("Klaar", "Ongedaan maken", window.app.undo)
    assert spy.stop() == ["MainWindow"]


def test_a_message_lies_above_an_open_dialog(opened: Opened, qtbot: QtBot) -> None:
    window = opened("today")
    window.app.confirm("Echt?", "Dan is het weg.", "Verwijderen", lambda: None)
    window.app.tell(UserError("De schijf is vol. Maak ruimte."))
    toast = window.toast_widget
    assert toast is not None and toast.text() == "De schijf is vol. Maak ruimte."
    assert window.childAt(toast.geometry().center()) is not window.overlay()
    assert toast.isAncestorOf(window.childAt(toast.geometry().center()) or window)


@pytest.mark.expects_log
def test_a_bug_in_the_window_is_told_and_can_be_kept(opened: Opened, qtbot: QtBot, tmp_path: Path) -> None:
    window = opened("today")
    try:
        raise ValueError("kapot")
    except ValueError as error:
        application._fault(ValueError, error, error.__traceback__)
    press(qtbot, window, Qt.Key.Key_M, CTRL)
    press(qtbot, window, Qt.Key.Key_Space)
    copied = QApplication.clipboard().text()
    assert "ValueError" in copied and "test_main_window.py" in copied and "kapot" not in copied
    press(qtbot, window, Qt.Key.Key_M, CTRL)
    press(qtbot, window, Qt.Key.Key_Space)
    report: Any = window.overlay()
    assert report.accessibleName() == "Er ging iets mis"
    window.app.chooser.save_file = lambda *_args: tmp_path / "rapport.txt"  # type: ignore[method-assign]
    verb = next(b for b in report.findChildren(QPushButton) if b.text() == "Rapport bewaren")
    qtbot.mouseClick(verb, Qt.MouseButton.LeftButton)
    window.app.tasks.settle()
    assert (tmp_path / "rapport.txt").read_text() == copied


def test_a_slow_job_shows_how_far_it_is_and_can_be_stopped(opened: Opened, qtbot: QtBot) -> None:
    import threading

    window, gate = opened("today"), threading.Event()

    def work(job: Any) -> None:
        done = 0
        while not gate.is_set():
            job.step(done, 3462)
            done = min(done + 1, 1731)
            gate.wait(0.001)

    job = window.app.run(window, work, failed=lambda _error: None)
    window.app.progress("Antwoorden inlezen", job)
    assert window.overlay() is None
    qtbot.waitUntil(lambda: window.overlay() is not None, timeout=3000)
    panel: Any = window.overlay()
    qtbot.waitUntil(lambda: panel._words.text().endswith("van 3.462"), timeout=3000)
    press(qtbot, window, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: window.overlay() is None, timeout=3000)
    gate.set()
    assert job.cancelled


def test_a_quick_job_shows_nothing(opened: Opened, qtbot: QtBot) -> None:
    window = opened("today")
    job = window.app.run(window, lambda _job: None)
    window.app.progress("Antwoorden inlezen", job)
    window.app.tasks.settle()
    assert window.overlay() is None
