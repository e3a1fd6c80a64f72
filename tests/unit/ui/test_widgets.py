from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from wijkraad_app.ui import theme
from wijkraad_app.ui.accessibility import unnamed
from wijkraad_app.ui.app import App
from wijkraad_app.ui.layout import column
from wijkraad_app.ui.passphrase import PasswordField
from wijkraad_app.ui.person_dialog import PersonDialog
from wijkraad_app.ui.widgets.buttons import Button, IconButton, Primary, Secondary
from wijkraad_app.ui.widgets.chart_view import ChartView
from wijkraad_app.ui.widgets.chip import FilterChip
from wijkraad_app.ui.widgets.choices import CheckBox, Segments
from wijkraad_app.ui.widgets.dialog import Dialog
from wijkraad_app.ui.widgets.focus_ring import FocusRing
from wijkraad_app.ui.widgets.inputs import LineField, SearchField
from wijkraad_app.ui.widgets.labels import Elided, Label, initials, key_names
from wijkraad_app.ui.widgets.pdf_view import Document, PdfView
from wijkraad_app.ui.widgets.preview_table import PreviewColumn, PreviewRow, PreviewTable
from wijkraad_app.ui.widgets.record_list import ListItem, RecordList
from wijkraad_app.ui.widgets.rows import Cell
from wijkraad_app.ui.widgets.stepper import Stepper


@pytest.fixture
def ground(qtbot: QtBot) -> Iterator[QWidget]:
    made = QWidget()
    made.setLayout(column())
    qtbot.addWidget(made)
    made.resize(640, 400)
    yield made


def put(qtbot: QtBot, ground: QWidget, *widgets: QWidget) -> None:
    for widget in widgets:
        ground.layout().addWidget(widget)  # type: ignore[union-attr]
    with qtbot.waitExposed(ground):
        ground.show()
    with qtbot.waitActive(ground):
        ground.activateWindow()


def test_the_ring_shows_only_after_the_keyboard(ground: QWidget, qtbot: QtBot) -> None:
    first, second = Primary("Vaststellen"), Secondary("Annuleren")
    put(qtbot, ground, first, second)
    first.setFocus(Qt.FocusReason.MouseFocusReason)
    assert not any(ring.isVisible() for ring in ground.findChildren(FocusRing))
    qtbot.keyClick(first, Qt.Key.Key_Tab)
    ring = ground.findChild(FocusRing)
    assert ring is not None and ring.isVisible()
    assert ring.geometry().contains(second.geometry())
    second.move(second.x(), second.y() + 40)
    assert ring.geometry().contains(second.geometry())


def test_the_current_row_stays_in_sight_when_its_list_gets_less_height(ground: QWidget, qtbot: QtBot) -> None:
    rows = RecordList("Citaten")
    rows.set_items([ListItem(uuid4(), f"Citaat {number}", Cell("citeren met rol")) for number in range(5)])
    put(qtbot, ground, rows)
    last = rows.items()[-1].id
    rows.select(last)
    below = QWidget()
    below.setFixedHeight(250)
    layout = ground.layout()
    assert layout is not None
    layout.addWidget(below)  # what is about the row
    qtbot.waitUntil(lambda: rows.height() < 200)
    shown = rows.visualRect(rows.currentIndex())
    assert shown.top() >= 0
    assert shown.bottom() < rows.viewport().height()


@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
def test_of_who_works_here_only_the_list_scrolls(
    ground: QWidget, qtbot: QtBot, qapp: QApplication, scale: float
) -> None:
    theme.apply(qapp, "light", scale)
    ground.resize(1366, 768)
    put(qtbot, ground)
    dialog = PersonDialog(ground, [(uuid4(), f"Bewoner {number}") for number in range(12)], None)
    dialog.open_over()
    area = dialog.findChild(QScrollArea)
    assert area is not None and not area.verticalScrollBar().isVisible()
    assert dialog.list.verticalScrollBar().maximum() > 0


def test_what_large_text_cuts_off_in_a_list_is_told_under_the_mouse(qapp: QApplication) -> None:
    rows = RecordList("Instellingen")
    rows.set_items([ListItem(uuid4(), "Ondertekenen", Cell("plaatsvervangend voorzitter"))])
    first = rows.model().index(0, 0)
    assert first.data(Qt.ItemDataRole.ToolTipRole) is None
    theme.apply(qapp, "light", 2.0)
    assert first.data(Qt.ItemDataRole.ToolTipRole) == "Ondertekenen, plaatsvervangend voorzitter"


def test_a_dialog_that_ends_below_another_leaves_the_keyboard_there(ground: QWidget, qtbot: QtBot) -> None:
    line = QLineEdit()
    put(qtbot, ground, line)
    line.setFocus()
    progress = Dialog(ground, "Dossier maken")
    progress.buttons("Stoppen", lambda: None)
    progress.open_over()
    sheet = Dialog(ground, "Maak een herstelblad")  # what the work brought, before its progress goes
    sheet.buttons("Afdrukken", lambda: None)
    sheet.open_over()
    progress.close_dialog()
    assert sheet.main_button is not None and sheet.main_button.hasFocus()
    qtbot.keyClick(sheet.main_button, Qt.Key.Key_Escape)
    assert line.hasFocus()


@pytest.mark.parametrize("lines", [2, 4, 7, 10])
def test_a_dialog_grows_with_its_words_and_scrolls_only_when_the_window_is_full(
    ground: QWidget, qtbot: QtBot, lines: int
) -> None:
    ground.resize(1366, 768)
    put(qtbot, ground)
    dialog, facts = Dialog(ground, "Back-up terugzetten", width=560), Label("één regel", wrap=True)
    dialog.add(facts, Label("Het wordt een nieuw bestand.", wrap=True))
    dialog.buttons("Terugzetten", lambda: None)
    dialog.open_over()
    qtbot.waitExposed(dialog)
    before = dialog.card.height()
    facts.setText("\n".join(["Laatste wijzigingen: een signaal toegevoegd over losse tegels en een bankje"] * lines))
    qtbot.waitUntil(lambda: dialog.card.height() > before)
    area = dialog.findChild(QScrollArea)
    assert area is not None and not area.verticalScrollBar().isVisible()
    content = area.widget()
    assert content is not None and content.height() <= area.viewport().height()
    facts.setText("regel\n" * 60)
    qtbot.waitUntil(lambda: area.verticalScrollBar().isVisible())
    assert dialog.card.height() <= ground.height()


def test_a_dialog_that_came_with_its_window_leaves_the_keyboard_where_the_window_had_it(
    ground: QWidget, qtbot: QtBot
) -> None:
    line = QLineEdit()
    layout = ground.layout()
    assert layout is not None
    layout.addWidget(line)
    line.setFocus()  # nothing is active yet
    dialog = Dialog(ground, "Wie werkt hier?")
    dialog.buttons("Dit ben ik", lambda: None)
    put(qtbot, ground)
    dialog.open_over()
    assert not line.hasFocus()
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert line.hasFocus()


def test_the_ring_of_the_first_thing_in_a_dialog_is_whole(ground: QWidget, qtbot: QtBot) -> None:
    ground.resize(800, 600)
    put(qtbot, ground)
    dialog = Dialog(ground, "Ondertekenen")
    dialog.add(Secondary("Sleutel kiezen"))
    dialog.buttons("Ondertekenen", lambda: None)
    dialog.open_over()
    qtbot.keyClick(dialog, Qt.Key.Key_Tab)
    qtbot.keyClick(dialog, Qt.Key.Key_Backtab)
    ring = next(ring for ring in dialog.findChildren(FocusRing) if ring.isVisible())
    assert ring.visibleRegion().boundingRect() == ring.rect()


def test_a_button_that_cannot_be_used_says_why(ground: QWidget) -> None:
    button = Button("Ondertekenen")
    button.allow("Eerst moet de voorzitter tekenen.")
    assert not button.isEnabled()
    assert button.toolTip() == button.accessibleDescription() == "Eerst moet de voorzitter tekenen."
    button.allow()
    assert button.isEnabled() and button.toolTip() == ""


def test_an_icon_button_has_a_name_and_shows_its_key(ground: QWidget) -> None:
    button = IconButton("plus", "Nieuw signaal", shortcut="Ctrl+N")
    assert button.accessibleName() == "Nieuw signaal"
    assert button.toolTip() == "Nieuw signaal (Ctrl+N)"


def test_a_filter_is_set_from_its_menu_and_cleared_by_delete(ground: QWidget, qtbot: QtBot) -> None:
    chip = FilterChip("Buurt", [("m", "Molendijk"), ("n", "Noorderhof")])
    put(qtbot, ground, chip)
    qtbot.keyClick(chip, Qt.Key.Key_Return)
    menu = chip.findChild(QMenu)
    assert menu is not None
    with qtbot.waitSignal(chip.changed) as changed:
        menu.actions()[1].trigger()
    assert changed.args == ["n"]
    assert chip.text() == "Noorderhof"
    assert chip.accessibleName() == "Buurt, ingesteld op Noorderhof"
    with qtbot.waitSignal(chip.changed) as changed:
        qtbot.keyClick(chip, Qt.Key.Key_Delete)
    assert changed.args == [None]
    assert chip.text() == "Buurt"


def test_tabs_are_walked_with_the_arrows(ground: QWidget, qtbot: QtBot) -> None:
    tabs = Segments("Onderdeel", [(1, "Vragenlijst"), (2, "Antwoorden")])
    put(qtbot, ground, tabs)
    with qtbot.waitSignal(tabs.changed) as changed:
        qtbot.keyClick(tabs, Qt.Key.Key_Right)
    assert changed.args == [2]
    with qtbot.waitSignal(tabs.changed):
        qtbot.mouseClick(tabs, Qt.MouseButton.LeftButton, pos=QPoint(10, 10))
    assert tabs.value() == 1


def test_a_check_box_is_ticked_with_space(ground: QWidget, qtbot: QtBot) -> None:
    box = CheckBox("Bewoners mogen meelezen")
    put(qtbot, ground, box)
    qtbot.keyClick(box, Qt.Key.Key_Space)
    assert box.isChecked()


def test_esc_empties_a_search_and_down_leaves_it(ground: QWidget, qtbot: QtBot) -> None:
    search = SearchField("Zoek in signalen")
    put(qtbot, ground, search)
    qtbot.keyClicks(search.line, "hek")
    with qtbot.waitSignal(search.edited) as edited:
        qtbot.keyClick(search.line, Qt.Key.Key_Escape)
    assert edited.args == [""]
    with qtbot.waitSignal(search.down):
        qtbot.keyClick(search.line, Qt.Key.Key_Down)


def test_a_stepper_says_where_it_is() -> None:
    steps = Stepper(["Concept", "Besproken", "Vastgesteld"], 1)
    assert steps.accessibleName() == "Stap 2 van 3: Besproken"


def test_what_does_not_fit_on_a_line_is_told(ground: QWidget, qtbot: QtBot) -> None:
    field = LineField("Onderwerp", limit=20)
    put(qtbot, ground, field)
    QGuiApplication.clipboard().setText("Veilig oversteken bij de Molendijk")
    qtbot.keyClick(field.line, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: "maar 20 tekens" in field.note_text())
    assert field.value() == "Veilig oversteken bi"
    qtbot.keyClick(field.line, Qt.Key.Key_Backspace)
    assert field.note_text() == ""


def test_letters_on_the_eye_of_a_passphrase_do_not_reach_it(ground: QWidget, qtbot: QtBot) -> None:
    field = PasswordField("Wachtzin")
    put(qtbot, ground, field)
    eye = field.findChild(IconButton)
    assert eye is not None
    qtbot.keyClicks(eye, "nogeens")
    assert field.value() == ""
    qtbot.keyClick(eye, Qt.Key.Key_Space)
    assert field.line.echoMode() == QLineEdit.EchoMode.Normal


def test_a_long_line_is_cut_and_its_tooltip_whole(ground: QWidget, qtbot: QtBot) -> None:
    label = Elided("Een onderwerp dat veel te lang is voor de plaats die er is")
    put(qtbot, ground, label)
    label.setFixedWidth(120)
    assert label.text().endswith("…")
    assert label.toolTip() == label.plain()


@pytest.mark.parametrize(
    ("name", "short"),
    [("Marijke van Duin", "MD"), ("Youssef El Amrani", "YE"), ("Anna Maria Bos", "AB"), ("Ans", "A"), ("", "")],
)
def test_initials_take_a_prefix_only_with_a_capital(name: str, short: str) -> None:
    assert initials(name) == short


def test_keys_are_named_one_by_one() -> None:
    assert key_names("Ctrl+Shift+N") == ["Ctrl", "Shift", "N"]


# --- previews ----------------------------------------------------------------
@pytest.fixture
def preview(ground: QWidget, qtbot: QtBot) -> PreviewTable:
    made = PreviewTable("Voorbeeld van wat wordt ingelezen")
    kinds = (("name", "naam"), ("mail", "e-mail"), ("", "niet overnemen"))
    made.show_rows(
        [PreviewColumn("Kolom A", "name", kinds), PreviewColumn("Kolom B", "mail", kinds)],
        [
            PreviewRow(("Kees Brouwer", "kees@voorbeeld.nl")),
            PreviewRow(("Ans Verhoeven", "ans@"), {1: "Dit is geen mailadres."}),
            PreviewRow(("", ""), {}, "Lege rij"),
        ],
    )
    put(qtbot, ground, made)
    made.setFocus()
    made.setCurrentIndex(made.model().index(1, 2))
    return made


def test_rows_that_do_not_count_begin_unticked(preview: PreviewTable, qtbot: QtBot) -> None:
    assert preview.taken() == [0, 1]
    with qtbot.waitSignal(preview.taken_changed):
        qtbot.keyClick(preview, Qt.Key.Key_Space)
    assert preview.taken() == [0]


def test_a_cell_is_mended_in_place_and_its_problem_goes(preview: PreviewTable, qtbot: QtBot) -> None:
    qtbot.keyClick(preview, Qt.Key.Key_Return)
    editor: Any = preview.viewport().findChild(QWidget)
    editor.selectAll()
    qtbot.keyClicks(editor, "ans@voorbeeld.nl")
    with qtbot.waitSignal(preview.edited) as edited:
        qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert edited.args == [1, 1, "ans@voorbeeld.nl"]
    assert preview.problem(1, 1) == ""
    assert preview.rows()[1].cells == ("Ans Verhoeven", "ans@voorbeeld.nl")


def test_the_kind_of_a_column_is_chosen_by_key(preview: PreviewTable, qtbot: QtBot) -> None:
    qtbot.keyClick(preview, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    menu = preview.findChild(QMenu)
    assert menu is not None
    with qtbot.waitSignal(preview.kind_changed) as changed:
        menu.actions()[2].trigger()
    assert changed.args == [1, ""]
    assert unnamed(preview) == []


# --- charts and pages --------------------------------------------------------
def test_a_drawing_is_painted_and_described(ground: QWidget, qtbot: QtBot) -> None:
    from reportlab.graphics.shapes import Circle, Drawing, Group, Line, Path, Polygon, PolyLine, Rect, String
    from reportlab.lib.colors import HexColor

    def make(width: int) -> Drawing:
        drawing = Drawing(width, 120)
        red = HexColor("#C00000")
        path = Path(fillColor=red)
        path.moveTo(300, 10)
        path.lineTo(320, 10)
        path.curveTo(330, 20, 330, 30, 320, 40)
        path.closePath()
        drawing.add(Rect(0, 100, 40, 20, fillColor=red, strokeColor=None))
        drawing.add(Line(0, 0, 100, 0, strokeColor=red, strokeDashArray=[2, 2]))
        drawing.add(Circle(200, 50, 10, fillColor=red))
        drawing.add(Polygon([0, 0, 10, 10, 20, 0], fillColor=red))
        drawing.add(PolyLine([0, 0, 10, 10, 20, 0], strokeColor=red))
        drawing.add(path)
        drawing.add(Group(String(100, 50, "61%", fontName="SourceSans3-SemiBold", textAnchor="middle")))
        return drawing

    view = ChartView("Hoe veilig is oversteken?")
    put(qtbot, ground, view)
    view.show_chart(make, "61% vindt het onveilig.")
    assert view.accessibleDescription() == "61% vindt het onveilig."
    assert view.drawing().width == view.width() - 12
    assert view.grab().toImage().pixelColor(16, 16).name() == "#c00000"
    assert unnamed(view) == []


def page_of(colour: int) -> Any:
    def render(page: int, width: int) -> tuple[int, int, int, bytes]:
        height = width * 842 // 595
        return width, height, width * 4, bytes([colour, colour, 0, 255]) * (width * height)

    return render


def test_pages_are_drawn_off_the_window_and_swapped_without_a_blank(app: App, ground: QWidget, qtbot: QtBot) -> None:
    view = PdfView(app, "Brief")
    put(qtbot, ground, view)
    view.show_document(Document([(595, 842)] * 5, page_of(10), lambda page: f"tekst {page + 1}"))
    qtbot.waitUntil(view.drawn)
    view.go_to(3)
    qtbot.waitUntil(view.drawn)
    app.tasks.settle()
    assert view.page() == 3 or view.verticalScrollBar().value() > 0
    place = view.verticalScrollBar().value()
    seen: list[str] = []

    def watch() -> bool:
        image: QImage = view.viewport().grab().toImage()
        seen.append(image.pixelColor(image.width() // 2, image.height() // 2).name())
        return view.drawn() and seen[-1] == "#c8c800"

    view.show_document(Document([(595, 842)] * 5, page_of(200), lambda page: f"nieuw {page + 1}"))
    qtbot.waitUntil(watch)
    assert set(seen) <= {"#0a0a00", "#c8c800"}
    assert view.verticalScrollBar().value() == place
    app.tasks.settle()
    assert "nieuw" in view.text()


def test_no_document_is_an_empty_desk(app: App, ground: QWidget, qtbot: QtBot) -> None:
    view = PdfView(app, "Brief")
    put(qtbot, ground, view)
    view.show_document(None)
    assert view.page_count() == 0
    assert unnamed(view) == []
