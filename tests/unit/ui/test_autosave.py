from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from wijkraad_app.kernel import clock
from wijkraad_app.ui.autosave import LATEST_MS, QUIET_MS, Autosave, tracker
from wijkraad_app.ui.layout import column
from wijkraad_app.ui.widgets.choices import ChoiceField
from wijkraad_app.ui.widgets.inputs import LineField, TextField
from wijkraad_app.ui.widgets.labels import SavedLabel
from wijkraad_app.ui.widgets.parsed import DateField, NumberField, TimeField


class Form(QWidget):
    """Fields that save into a list."""

    def __init__(self) -> None:
        super().__init__()
        self.saved: list[tuple[Any, UUID]] = []
        self.subject, self.text, self.elsewhere = LineField("Onderwerp"), TextField("Toelichting"), QLineEdit()
        self.day, self.at, self.number = DateField("Datum"), TimeField("Tijd"), NumberField("Aantal", most=99)
        self.kind = ChoiceField("Soort", [("a", "Gevraagd"), ("b", "Ongevraagd")])
        self.label = SavedLabel()
        fields = (self.subject, self.text, self.day, self.at, self.number, self.kind)
        self.setLayout(column(*fields, self.elsewhere, self.label))
        for field in fields:
            field.bind(None, lambda value, group: self.saved.append((value, group)))

    def values(self) -> list[Any]:
        return [value for value, _group in self.saved]


@pytest.fixture
def form(qtbot: QtBot) -> Iterator[Form]:
    made = Form()
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    made.subject.line.setFocus()
    with clock.fixed(datetime(2026, 11, 23, 12, 0, tzinfo=UTC)):
        yield made


def test_a_field_saves_itself_a_little_after_the_last_key(form: Form, qtbot: QtBot) -> None:
    qtbot.keyClicks(form.subject.line, "Molendijk")
    assert form.saved == []
    assert form.label.text() == "Bewaren…"
    qtbot.waitUntil(lambda: bool(form.saved), timeout=QUIET_MS + 1000)
    assert form.values() == ["Molendijk"]
    assert form.label.text() == "Bewaard"


def test_while_typing_goes_on_it_saves_within_800_ms(form: Form, qtbot: QtBot) -> None:
    keys = iter("abcdefghijklmnopqrstuvwxyz" * 4)

    def type_on() -> bool:
        qtbot.keyClick(form.subject.line, next(keys))
        return bool(form.saved)

    begin = clock_ms()
    qtbot.waitUntil(type_on, timeout=5000)
    assert clock_ms() - begin < LATEST_MS + 500
    assert form.subject.pending


def clock_ms() -> float:
    import time

    return time.monotonic() * 1000


def test_leaving_the_field_saves_at_once(form: Form, qtbot: QtBot) -> None:
    qtbot.keyClicks(form.subject.line, "Molendijk")
    form.elsewhere.setFocus()
    assert form.values() == ["Molendijk"]


def test_all_saves_of_one_stay_are_one_step_of_undo(form: Form, qtbot: QtBot) -> None:
    qtbot.keyClicks(form.subject.line, "a")
    form.subject.flush()
    qtbot.keyClicks(form.subject.line, "b")
    form.subject.flush()
    form.elsewhere.setFocus()
    form.subject.line.setFocus()
    qtbot.keyClicks(form.subject.line, "c")
    form.subject.flush()
    groups = [group for _value, group in form.saved]
    assert groups[0] == groups[1] != groups[2]


def test_typing_is_never_disturbed_by_a_change_elsewhere(form: Form, qtbot: QtBot) -> None:
    qtbot.keyClicks(form.subject.line, "Molen")
    form.subject.refresh("iets anders")
    assert form.subject.value() == "Molen"


def test_a_change_elsewhere_keeps_the_cursor(form: Form, qtbot: QtBot) -> None:
    form.subject.set_value("Molendijk")
    form.subject.line.setCursorPosition(5)
    form.subject.refresh("Molendijken")
    assert form.subject.value() == "Molendijken"
    assert form.subject.line.cursorPosition() == 5
    assert form.saved == []


def test_a_long_text_saves_too_and_tab_leaves_it(form: Form, qtbot: QtBot) -> None:
    form.text.text.setFocus()
    qtbot.keyClicks(form.text.text, "Regel")
    qtbot.keyClick(form.text.text, Qt.Key.Key_Tab)
    assert form.values() == ["Regel"]
    assert not form.text.text.hasFocus()


def test_a_typed_date_is_shown_in_full_before_it_is_saved(form: Form, qtbot: QtBot) -> None:
    form.day.line.setFocus()
    qtbot.keyClicks(form.day.line, "8-12")
    assert form.day.note_text() == "dinsdag 8 december 2026"
    form.elsewhere.setFocus()
    assert str(form.values()[-1]) == "2026-12-08"
    assert form.day.line.text() == "di 8 dec"


def test_a_date_that_is_none_says_what_to_do_and_saves_nothing(form: Form, qtbot: QtBot) -> None:
    form.day.line.setFocus()
    qtbot.keyClicks(form.day.line, "31-02-2027")
    form.elsewhere.setFocus()
    assert form.saved == []
    assert form.day.note_text() == "Deze datum is niet duidelijk. Typ hem als 8-12-2026."
    assert form.day.line.accessibleDescription() == form.day.note_text()


@pytest.mark.parametrize("typed", ["20.00", "20:00", "2000", "20 uur", "20"])
def test_a_time_may_be_typed_in_many_ways(form: Form, qtbot: QtBot, typed: str) -> None:
    form.at.line.setFocus()
    qtbot.keyClicks(form.at.line, typed)
    form.elsewhere.setFocus()
    assert form.values()[-1].hour == 20
    assert form.at.line.text() == "20.00"


def test_a_number_outside_its_bounds_is_refused(form: Form, qtbot: QtBot) -> None:
    form.number.line.setFocus()
    qtbot.keyClicks(form.number.line, "100")
    form.elsewhere.setFocus()
    assert form.number.note_text() == "Typ een getal van 0 tot en met 99."
    assert 100 not in form.values()


def test_a_choice_is_saved_by_key(form: Form, qtbot: QtBot) -> None:
    form.kind.box.setFocus()
    qtbot.keyClick(form.kind.box, Qt.Key.Key_Down)
    qtbot.keyClick(form.kind.box, Qt.Key.Key_Tab)
    assert form.values() == ["a"]


def test_the_tracker_flushes_every_field(form: Form, qtbot: QtBot) -> None:
    one = Autosave(form, lambda value, group: form.saved.append((value, group)))
    one.touched(lambda: "later gevraagd")
    assert tracker().state == "pending"
    tracker().flush_all()
    assert form.values() == ["later gevraagd"]
    assert tracker().state == "saved"


def test_what_is_typed_is_saved_even_when_the_field_goes_first(form: Form, qtbot: QtBot) -> None:
    qtbot.keyClicks(form.subject.line, "Molendijk")
    saved = form.saved
    form.subject.setParent(None)
    form.subject.deleteLater()
    qtbot.waitUntil(lambda: bool(saved), timeout=QUIET_MS + 1000)
    assert [value for value, _group in saved] == ["Molendijk"]
