"""The assistant of a new dossier, by keyboard alone."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication

from wijkraad_app.features.council import feature, queries
from wijkraad_app.features.council.ui.first_run import FirstRun
from wijkraad_app.ui import accessibility

from .desk import KEY, MOD, Desk


def start(desk: Desk) -> tuple[FirstRun, list[str]]:
    ended: list[str] = []
    feature.first_run(desk.app, lambda: ended.append("done"))
    desk.settle()
    return desk.dialog(FirstRun), ended


def test_three_pages_set_up_the_council(empty_desk: Desk) -> None:
    desk = empty_desk
    assistant, ended = start(desk)
    desk.write("De Singels")
    desk.tab_to(assistant.council.place.municipality.line)
    desk.write("Utrecht")
    desk.press(KEY.Key_Tab)
    assert QApplication.focusWidget() is assistant.council.place.choice.box
    desk.qtbot.keyClicks(QApplication.focusWidget(), "binnen")
    desk.press(KEY.Key_Tab)
    desk.tab_to(assistant.next_button)
    desk.press(KEY.Key_Return)
    assert assistant.page() == 1 and assistant.isVisible()
    desk.write("Marijke van Duin, voorzitter, marijke@singels.example\nKees Brouwer, secretaris")
    desk.tab_to(assistant.next_button)
    desk.press(KEY.Key_Return)
    assert assistant.page() == 2
    assert assistant.letters.addressee.value().startswith("College van burgemeester en wethouders")
    desk.tab_to(assistant.letters.sender_text.text)
    desk.write("Singelplein 1\n3512 AB  UTRECHT")
    desk.tab_to(assistant.letters.who.box)
    desk.press(KEY.Key_Down)
    desk.tab_to(assistant.next_button)
    desk.press(KEY.Key_Return)
    assert ended == ["done"] and desk.closed(FirstRun)
    council = desk.read(queries.council)
    assert (council.name, council.ward_code, council.sender_lines) == (
        "De Singels", "WK034406", "Singelplein 1\n3512 AB  UTRECHT",
    )  # fmt: skip
    assert [row.role for row in desk.read(queries.members)] == ["chair", "secretary"]
    assert desk.workspace.actor == desk.read(queries.members)[0].id
    assert desk.window.identity.person == "Marijke van Duin"


def test_escape_goes_back_and_nothing_is_lost(empty_desk: Desk) -> None:
    assistant, _ended = start(empty_desk)
    empty_desk.write("De Singels")
    empty_desk.press(KEY.Key_Escape)
    assert assistant.page() == 0 and assistant.isVisible()
    empty_desk.press(KEY.Key_Return)
    assert assistant.page() == 1
    empty_desk.write("Anna Bos")
    empty_desk.press(KEY.Key_Escape)
    assert assistant.page() == 0 and assistant.council.name.value() == "De Singels"
    empty_desk.write("De Singels-Oost")
    empty_desk.press(KEY.Key_Return)
    assert assistant.page() == 1 and assistant.members.text.value() == "Anna Bos"
    assert empty_desk.read(queries.council).name == "De Singels-Oost"


def test_a_place_mended_afterwards_changes_where_letters_go(empty_desk: Desk) -> None:
    assistant, _ended = start(empty_desk)
    empty_desk.write("De Singels")
    empty_desk.tab_to(assistant.council.place.municipality.line)
    empty_desk.write("Utrecht")
    empty_desk.click(assistant.next_button)
    empty_desk.press(KEY.Key_Escape)
    empty_desk.tab_to(assistant.council.kind.choice.box)
    empty_desk.press(KEY.Key_Down)
    empty_desk.tab_to(assistant.council.place.municipality.line)
    empty_desk.write("Zeist")
    empty_desk.click(assistant.next_button)
    empty_desk.click(assistant.skip_button)
    assert assistant.letters.addressee.value().endswith("van de gemeente Zeist")
    assert assistant.letters.term.value() is None


def test_each_page_can_be_skipped(empty_desk: Desk) -> None:
    assistant, ended = start(empty_desk)
    for _page in range(3):
        empty_desk.click(assistant.skip_button)
    assert ended == ["done"] and empty_desk.read(queries.council) is None


def test_letters_alone_are_kept_under_the_name_of_the_file(empty_desk: Desk) -> None:
    assistant, ended = start(empty_desk)
    empty_desk.click(assistant.skip_button)
    empty_desk.click(assistant.skip_button)
    empty_desk.write("Gemeenteraad van Zeist")
    empty_desk.click(assistant.next_button)
    assert ended == ["done"]
    council = empty_desk.read(queries.council)
    assert (council.name, council.addressee_lines) == ("wijk", "Gemeenteraad van Zeist")


def test_a_name_is_needed_to_go_on(empty_desk: Desk) -> None:
    assistant, _ended = start(empty_desk)
    empty_desk.press(KEY.Key_Return)
    assert assistant.page() == 0 and assistant.council.name.note_text()


def test_a_row_that_cant_be_kept_is_pointed_out(empty_desk: Desk) -> None:
    assistant, _ended = start(empty_desk)
    empty_desk.click(assistant.skip_button)
    empty_desk.write("Anna Bos, lid, 2028-2024")
    empty_desk.click(assistant.next_button)
    assert assistant.page() == 1 and "laatste dag" in assistant.members.text.note_text()


def test_a_kind_of_ones_own_can_be_named(empty_desk: Desk) -> None:
    assistant, _ended = start(empty_desk)
    empty_desk.write("Noorderhof")
    empty_desk.press(KEY.Key_Tab)
    empty_desk.press(KEY.Key_End)
    empty_desk.press(KEY.Key_Tab)
    assert QApplication.focusWidget() is assistant.council.kind.own.line
    empty_desk.write("buurtberaad")
    empty_desk.press(KEY.Key_Return)
    assert empty_desk.read(queries.council).body == "buurtberaad"


def test_everything_has_a_name_for_screen_readers(empty_desk: Desk) -> None:
    assistant, _ended = start(empty_desk)
    for _page in range(3):
        assert accessibility.unnamed(assistant) == []
        empty_desk.click(assistant.skip_button)


def test_the_steps_are_taken_back_together(empty_desk: Desk) -> None:
    assistant, _ended = start(empty_desk)
    empty_desk.write("De Singels")
    empty_desk.press(KEY.Key_Return)
    empty_desk.write("Anna Bos")
    empty_desk.press(KEY.Key_Return, MOD.ControlModifier)
    assert assistant.page() == 2
    empty_desk.click(assistant.skip_button)
    empty_desk.press(KEY.Key_Z, MOD.ControlModifier)
    assert empty_desk.read(queries.council) is None and empty_desk.read(queries.people_count) == 0
