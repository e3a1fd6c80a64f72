"""The page of conversations, by keys and mouse."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from tests.ui.conftest import OpenWindow
from tests.ui.desk import KEY, MOD, WindowDesk
from wijkraad_app.db.unit import UnitOfWork
from wijkraad_app.db.verbs import verb
from wijkraad_app.db.workspace import LocalWorkspace
from wijkraad_app.features.advice import queries as advice_queries
from wijkraad_app.features.advice import service as advices
from wijkraad_app.features.advice.feature import FEATURE as ADVICE
from wijkraad_app.features.conversations import queries, service
from wijkraad_app.features.conversations.feature import FEATURE
from wijkraad_app.features.conversations.queries import ConversationView, QuoteRow
from wijkraad_app.features.conversations.ui.correct import CorrectDialog
from wijkraad_app.features.conversations.ui.page import ConversationsPage
from wijkraad_app.features.council.model import Theme
from wijkraad_app.kernel import threads
from wijkraad_app.ui import accessibility
from wijkraad_app.ui.widgets.dialog import Question
from wijkraad_app.ui.widgets.labels import Label

CTRL_SHIFT = MOD.ControlModifier | MOD.ShiftModifier
TALK = "Fatma 👵🏽: de stoep is te smal.\nKees: het is hier ’s avonds donker."
NARROW = "de stoep is te smal"


@verb(label="Add themes")
def add_themes(uow: UnitOfWork) -> None:
    for name in ("groen", "verkeer"):
        uow.add(Theme(name=name))


class Desk(WindowDesk):
    """A window on a dossier, empty or with one conversation."""

    @property
    def page(self) -> ConversationsPage:
        page = self.window.page()
        assert isinstance(page, ConversationsPage)
        return page

    def view(self) -> ConversationView:
        with threads.allowed_here():
            rows = self.workspace.read(queries.conversation_rows)
            found = self.workspace.read(queries.conversation, rows[0].id)
        assert found is not None
        return found

    def quote(self) -> QuoteRow:
        (only,) = self.view().quotes
        return only

    def select_words(self) -> None:
        """With the keyboard: to the words, and over them."""
        self.tab_to(self.page.text.text)
        self.press(KEY.Key_Home, MOD.ControlModifier)
        self.press(KEY.Key_Right, times=len("Fatma x: "))
        self.press(KEY.Key_Right, MOD.ShiftModifier, times=len(NARROW))


@pytest.fixture
def empty(qtbot: QtBot, open_window: OpenWindow, workspace: LocalWorkspace, monday: datetime) -> Desk:
    workspace.do(add_themes)
    made = Desk(qtbot, *open_window([FEATURE], "conversations"), workspace)
    made.settle()
    return made


@pytest.fixture
def desk(empty: Desk) -> Desk:
    empty.do(service.add_conversation, neighbourhood="Noorderhof", text=TALK, consent="by_role")
    return empty


def test_an_empty_page_has_its_name_and_the_wide_rail(empty: Desk) -> None:
    names = [one.plain() for one in empty.page.findChildren(Label) if one.isVisible()]
    assert names[0] == "Gesprekken" and not empty.window.rail.narrow
    empty.click(empty.button("Begin met een gesprek"))
    assert empty.window.rail.narrow
    empty.do(service.remove_conversation, id=empty.page.current().id)  # type: ignore[union-attr]
    assert not empty.window.rail.narrow


def test_an_empty_page_begins_a_conversation(empty: Desk) -> None:
    start = next(b for b in empty.window.findChildren(QPushButton) if b.text() == "Begin met een gesprek")
    empty.click(start)
    assert empty.page.fields.neighbourhood.line.hasFocus()
    empty.write("Havenkade")
    assert empty.page.header.title.plain() == "Buurtgesprek Havenkade"
    empty.tab_to(empty.page.text.text)
    empty.write("Het is te druk.")
    assert empty.view().text == "Het is te druk."


def test_everything_has_a_name_for_screen_readers(desk: Desk) -> None:
    desk.select_words()
    desk.press(KEY.Key_M, CTRL_SHIFT)
    assert accessibility.unnamed(desk.window) == []


def test_words_are_marked_by_key_and_who_said_them_is_typed_on(desk: Desk) -> None:
    assert not desk.page.mark.isEnabled()
    desk.select_words()
    assert desk.page.mark.isEnabled()
    desk.press(KEY.Key_M, CTRL_SHIFT)
    assert desk.quote().words == NARROW
    assert desk.page.quotes.fields.role.line.hasFocus()
    desk.write("bewoner van de Havenkade")
    assert desk.quote().speaker_role == "bewoner van de Havenkade"
    assert f"“{NARROW}” (bewoner van de Havenkade)" in desk.page.quotes.fields.printed.plain()


def test_a_theme_is_picked_by_key(desk: Desk) -> None:
    desk.select_words()
    desk.press(KEY.Key_M, CTRL_SHIFT)
    desk.press(KEY.Key_Tab)
    assert desk.page.quotes.fields.theme.box.hasFocus()
    desk.write("v")
    assert desk.quote().theme_name == "verkeer"


def test_a_theme_that_is_missing_is_made_on_the_spot(desk: Desk) -> None:
    desk.select_words()
    desk.press(KEY.Key_M, CTRL_SHIFT)
    desk.press(KEY.Key_Tab)
    desk.press(KEY.Key_Space)
    desk.qtbot.keyClick(desk.page.quotes.fields.theme.box.view(), KEY.Key_End)
    desk.qtbot.keyClick(desk.page.quotes.fields.theme.box.view(), KEY.Key_Return)
    desk.settle()
    desk.write("afval")
    desk.press(KEY.Key_Return)
    assert desk.quote().theme_name == "afval"
    assert desk.page.quotes.fields.theme.box.currentText() == "afval"


def test_the_text_is_fixed_once_a_quote_is_marked_and_free_again_after_undo(desk: Desk) -> None:
    assert not desk.page.text.text.isReadOnly()
    desk.select_words()
    desk.press(KEY.Key_M, CTRL_SHIFT)
    assert desk.page.text.text.isReadOnly() and desk.page.correct.isVisible()
    desk.tab_to(desk.page.list)
    desk.press(KEY.Key_Z, MOD.ControlModifier)
    assert not desk.page.text.text.isReadOnly() and not desk.page.correct.isVisible()


def test_the_marked_words_are_shown_in_the_text(desk: Desk) -> None:
    desk.select_words()
    desk.press(KEY.Key_M, CTRL_SHIFT)
    (mark,) = desk.page.text.text.extraSelections()
    assert mark.cursor.selectedText() == NARROW


def test_consent_is_a_word_with_an_icon_and_can_be_withdrawn(desk: Desk) -> None:
    desk.select_words()
    desk.press(KEY.Key_M, CTRL_SHIFT)
    assert desk.page.quotes.list.items()[0].state.text == "citeren met rol"
    consent = desk.page.quotes.fields.consent.box
    desk.tab_to(consent)
    desk.write("n")
    assert desk.quote().consent == "no"
    item = desk.page.quotes.list.items()[0]
    assert item.state is not None and (item.state.text, item.state.icon) == ("niet citeren", "eye-off")
    assert "nooit" in desk.page.quotes.fields.printed.plain()


@pytest.fixture
def cited(qtbot: QtBot, open_window: OpenWindow, workspace: LocalWorkspace, monday: datetime) -> Desk:
    """The quote is used in a draft and in an adopted advice."""
    talk = workspace.do(service.add_conversation, neighbourhood="Noorderhof", text=TALK, consent="by_role")
    start = TALK.index(NARROW)
    quote = workspace.do(service.mark_quote, conversation=talk, start=start, end=start + len(NARROW))
    for title in ("Bredere stoepen", "Veilig naar school"):
        made = workspace.do(advices.add_advice, title=title)
        given = {"advice": made, "kind": "quote", "source": quote, "section": "findings", "shown": True}
        workspace.do(advices.insert_evidence, **given)
    workspace.do(advices.adopt, advice=made, by_mail=True)
    found = Desk(qtbot, *open_window([FEATURE, ADVICE], "conversations"), workspace)
    found.settle()
    return found


def test_before_a_consent_is_withdrawn_the_drafts_that_use_the_words_are_named(cited: Desk) -> None:
    desk = cited
    consent = desk.page.fields.consent
    desk.tab_to(consent.box)
    desk.write("n")
    question = desk.dialog(Question)
    assert question.title.plain() == "2 adviezen gebruiken deze woorden"
    told = " ".join(label.plain() for label in question.findChildren(Label))
    assert "Bredere stoepen (concept)" in told and "2026-01 Veilig naar school (vastgesteld)" in told
    desk.press(KEY.Key_Escape)
    assert desk.view().consent == "by_role" and consent.value() == "by_role"
    desk.tab_to(consent.box)
    desk.press(KEY.Key_Up)
    desk.click(desk.button("Intrekken", desk.dialog(Question)))
    assert desk.view().consent == "no" and consent.value() == "no"
    blocked = {row.title: row.blocked for row in desk.read(advice_queries.advice_rows)}
    assert blocked == {"Bredere stoepen": 1, "Veilig naar school": 1}


def test_before_a_mark_or_conversation_goes_the_drafts_are_named(cited: Desk) -> None:
    desk = cited
    desk.tab_to(desk.page.quotes.list)
    desk.press(KEY.Key_Home)
    desk.click(desk.page.quotes.fields.remove)
    assert "2 adviezen" in desk.dialog(Question).title.plain()
    desk.press(KEY.Key_Escape)
    assert desk.quote().words == NARROW
    desk.menu("Gesprek verwijderen")
    desk.click(desk.button("Verwijderen", desk.dialog(Question)))
    assert desk.read(queries.conversation_rows) == ()


def test_more_consent_is_given_without_a_question(cited: Desk) -> None:
    cited.tab_to(cited.page.fields.consent.box)
    cited.press(KEY.Key_Down)
    assert cited.view().consent == "by_name" and not [
        one for one in cited.window.findChildren(Question) if one.isVisible()
    ]


def test_the_two_fields_of_consent_have_names_of_their_own(cited: Desk) -> None:
    names = {cited.page.fields.consent.box.accessibleName(), cited.page.quotes.fields.consent.box.accessibleName()}
    assert names == {"Citeren uit dit gesprek", "Deze woorden citeren"}


def test_a_name_is_only_asked_when_it_may_be_printed(desk: Desk) -> None:
    desk.select_words()
    desk.press(KEY.Key_M, CTRL_SHIFT)
    fields = desk.page.quotes.fields
    assert not fields.name.isVisible()
    desk.do(service.set_quote_consent, id=desk.quote().id, consent="by_name")
    assert fields.name.isVisible()


def test_correcting_keeps_the_quote_and_tells_what_was_lost(desk: Desk) -> None:
    desk.select_words()
    desk.press(KEY.Key_M, CTRL_SHIFT)
    desk.press(KEY.Key_F2)
    (dialog,) = desk.window.findChildren(CorrectDialog)
    assert dialog.field.text.hasFocus()
    desk.write("Verslag. ")
    desk.click(dialog.main_button)
    assert desk.view().text == "Verslag. " + TALK
    assert desk.window.toast_widget.text() == "Tekst verbeterd. Alle citaten staan nog op hun plek."
    desk.press(KEY.Key_F2)
    dialog = next(one for one in desk.window.findChildren(CorrectDialog) if one.isVisible())
    desk.press(KEY.Key_A, MOD.ControlModifier)
    desk.write("Er is niets gezegd.")
    desk.click(dialog.main_button)
    assert desk.window.toast_widget.text() == "Tekst verbeterd. 1 citaat is niet teruggevonden."
    assert desk.page.quotes.fields.lost.isVisible()


def test_a_lost_quote_is_pointed_out_again(desk: Desk) -> None:
    desk.select_words()
    desk.press(KEY.Key_M, CTRL_SHIFT)
    lost = desk.quote().id
    desk.do(service.correct_text, id=desk.view().id, text="Er is niets gezegd.")
    assert [one.id for one in desk.page.quotes.list.items()] == [lost]
    desk.find_row(desk.page.quotes.list, NARROW)
    desk.tab_to(desk.page.text.text)
    desk.press(KEY.Key_Home, MOD.ControlModifier)
    desk.press(KEY.Key_Right, MOD.ShiftModifier, times=5)
    desk.click(desk.page.quotes.fields.lost.findChild(QPushButton))
    assert desk.quote().words == "Er is" and not desk.page.quotes.fields.lost.isVisible()


def test_a_click_in_the_text_brings_its_quote(desk: Desk) -> None:
    desk.select_words()
    desk.press(KEY.Key_M, CTRL_SHIFT)
    desk.tab_to(desk.page.text.text)
    desk.press(KEY.Key_Escape)
    assert not desk.page.quotes.fields.isVisible()
    text = desk.page.text.text
    cursor = QTextCursor(text.document())
    cursor.setPosition(15)
    spot = text.cursorRect(cursor).center()
    desk.qtbot.mouseClick(text.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    desk.settle()
    assert desk.page.quotes.fields.isVisible()


def test_a_mark_is_removed_and_brought_back(desk: Desk) -> None:
    desk.select_words()
    desk.press(KEY.Key_M, CTRL_SHIFT)
    desk.tab_to(desk.page.quotes.fields.remove)
    desk.press(KEY.Key_Space)
    assert desk.view().quotes == () and desk.window.toast_widget.text() == "Markering weggehaald"
    desk.press(KEY.Key_Z, MOD.ControlModifier)
    assert desk.quote().words == NARROW


def test_details_save_themselves(desk: Desk) -> None:
    fields = desk.page.fields
    desk.tab_to(fields.people.line)
    desk.write("12")
    desk.tab_to(fields.place.line)
    desk.write("De Schakel")
    desk.tab_to(fields.consent.box)
    desk.press(KEY.Key_Up)
    seen = desk.view()
    assert (seen.people, seen.place, seen.consent) == (12, "De Schakel", "no")
    assert desk.page.consent.text() == "niet citeren"


def test_search_and_removal(desk: Desk) -> None:
    desk.do(service.add_conversation, place="De Schakel", title="Avond")
    desk.press(KEY.Key_F, MOD.ControlModifier)
    desk.write("schakel")
    assert [item.title for item in desk.page.list.items()] == ["Avond"]
    desk.press(KEY.Key_Escape)
    desk.menu("Gesprek verwijderen")
    assert len(desk.page.list.items()) == 1
    desk.press(KEY.Key_Z, MOD.ControlModifier)
    assert len(desk.page.list.items()) == 2


def test_a_quote_is_opened_by_reference(desk: Desk) -> None:
    start = TALK.index(NARROW)
    id: UUID = desk.do(service.mark_quote, conversation=desk.view().id, start=start, end=start + len(NARROW))
    desk.command(NARROW)
    assert desk.page.quotes.list.current() == id
    assert NARROW in desk.page.quotes.fields.words.plain()
