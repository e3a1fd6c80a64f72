"""Text that can't be kept, typed or pasted into each kind of field: it is said there, and stays on the screen."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.slices.test_wrong_input_headless import is_one_sentence, stored
from tests.ui.conftest import OpenWindow
from tests.ui.desk import KEY, MOD, WindowDesk
from wijkraad_app.bootstrap.window import features
from wijkraad_app.db.workspace import LocalWorkspace
from wijkraad_app.features.advice import service as advice
from wijkraad_app.features.conversations import service as conversations
from wijkraad_app.features.council import service as council
from wijkraad_app.features.meetings import service as meetings
from wijkraad_app.features.signals import service as signals
from wijkraad_app.kernel.ids import EntityRef
from wijkraad_app.ui.widgets.inputs import Field, LineField, SearchField, TextField
from wijkraad_app.ui.widgets.parsed import DateField, NumberField
from wijkraad_app.ui.widgets.richtext.edit import RichTextEdit

ODD = {
    "NUL": "voor\0na",
    "half a character": "voor\ud800na",
    "emoji": "👩‍👩‍👧 thuis",
    "right to left": "\u202eabc \u05d0\u05d1",
    "controls": "a\x01b\x1fc",
    "long": "x" * 10_000,
}


@pytest.fixture
def desk(qtbot: QtBot, open_window: OpenWindow, workspace: LocalWorkspace, monday: Any) -> WindowDesk:
    workspace.do(council.set_up_council, name="De Singels", preset="binnenstad")
    shown = WindowDesk(qtbot, *open_window(features(), "surveys"), workspace)
    shown.settle()
    return shown


def records(desk: WindowDesk) -> list[EntityRef]:
    """One record of each kind with fields that save themselves."""
    meeting = desk.do(meetings.add_meeting, title="Wijkraad")
    talk = desk.do(conversations.add_conversation, place="Molendijk")
    signal = desk.do(signals.add_signal, text="Losse tegel")
    draft = desk.do(advice.add_advice, title="Veilig oversteken")
    person = desk.do(council.add_person, name="Anna Bos")
    made = (("meeting", meeting), ("conversation", talk), ("signal", signal), ("advice", draft), ("person", person))
    return [EntityRef(kind, getattr(one, "id", one)) for kind, one in made]


FOUND_BY = {
    "meeting": "Wijkraad",
    "conversation": "Molendijk",
    "signal": "Losse tegel",
    "advice": "Veilig oversteken",
    "person": "Anna Bos",
}


def editors(desk: WindowDesk) -> list[tuple[QWidget, QWidget]]:
    """Each field of the page with the widget that takes its keys."""
    page = desk.window.page()
    assert page is not None
    found: list[tuple[QWidget, QWidget]] = []
    for field in page.findChildren(Field):
        if field.isVisible() and field.isEnabled() and isinstance(field, LineField | TextField):
            found.append((field, field.control))
    found += [(one, one) for one in page.findChildren(RichTextEdit) if one.isVisible() and one.isEnabled()]
    return found


@pytest.mark.parametrize("kind", ["meeting", "conversation", "signal", "advice", "person"])
def test_what_can_not_be_kept_is_said_and_stays_in_the_field(desk: WindowDesk, kind: str) -> None:
    ref = next(one for one in records(desk) if one.kind == kind)
    desk.command(FOUND_BY[kind])
    page = desk.window.page()
    assert page is not None and page.current() == ref
    for name, text in ODD.items():
        for field, control in editors(desk)[:8]:
            if not control.isVisible():
                continue
            desk.tab_to(control)
            before = desk.read(stored)
            desk.press(KEY.Key_A, MOD.ControlModifier)
            desk.paste(text)
            shown = field.value() if isinstance(field, Field) else control.toPlainText()
            desk.press(KEY.Key_Tab)
            said = field.note_text() if isinstance(field, Field) else ""
            if "\0" in shown and isinstance(field, Field) and not isinstance(field, SearchField):
                is_one_sentence(said)
                assert desk.read(stored) == before
            desk.do(council.add_person, name="Ander")
            after = field.value() if isinstance(field, Field) else control.toPlainText()
            assert after.strip() == shown.strip(), (name, field.accessibleName() or control.accessibleName())


WRONG = {"day": ("31-02-2026", "99-99-9999", "1e400", "\0", "x" * 200), "number": ("1e400", "-1", "9" * 60, "drie\0")}


def test_a_day_or_number_that_is_none_is_said_and_not_saved(desk: WindowDesk) -> None:
    ref = next(one for one in records(desk) if one.kind == "conversation")
    desk.command(FOUND_BY["conversation"])
    page = desk.window.page()
    assert page is not None and page.current() == ref
    fields = [one for one in page.findChildren(DateField) if one.isVisible()]
    numbers = [one for one in page.findChildren(NumberField) if one.isVisible()]
    assert fields
    for field, texts in [(one, WRONG["day"]) for one in fields] + [(one, WRONG["number"]) for one in numbers]:
        for text in texts:
            before = desk.read(stored)
            desk.tab_to(field.line)
            desk.press(KEY.Key_A, MOD.ControlModifier)
            desk.paste(text)
            shown = field.line.text()
            desk.press(KEY.Key_Tab)
            is_one_sentence(field.note_text())
            assert desk.read(stored) == before and field.line.text() == shown
