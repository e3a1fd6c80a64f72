"""The settings, by keys and mouse."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from tests.ui.council.desk import KEY, MOD, Desk
from tests.ui.desk import ChoosesFile
from tests.unit.council.test_rules import png
from wijkraad_app.features.council import queries, service
from wijkraad_app.features.council.rules import house_style
from wijkraad_app.features.council.ui.first_run import FirstRun
from wijkraad_app.features.settings.rules import sections
from wijkraad_app.features.settings.ui.page import SettingsPage
from wijkraad_app.kernel.i18n import _
from wijkraad_app.ui import accessibility, theme
from wijkraad_app.ui.widgets.empty import EmptyPage


def section(desk: Desk, key: str) -> Any:
    wanted = next(one for one in sections() if one.key == key)
    desk.press(KEY.Key_Comma, MOD.ControlModifier)
    page = desk.window.page()
    assert isinstance(page, SettingsPage)
    desk.find_row(page.list, _(wanted.title))
    return shown(desk)


def shown(desk: Desk) -> Any:
    page = desk.window.page()
    assert isinstance(page, SettingsPage)
    return page.content


def council(desk: Desk) -> queries.CouncilRow:
    found = desk.read(queries.council)
    assert found is not None
    return found


@pytest.mark.parametrize("key", ["computer", "council", "house", "letters", "themes"])
def test_every_section_is_named_for_screen_readers(desk: Desk, key: str) -> None:
    section(desk, key)
    assert accessibility.unnamed(desk.window) == []


def test_arrows_walk_through_the_sections(desk: Desk) -> None:
    desk.press(KEY.Key_Comma, MOD.ControlModifier)
    page = desk.window.page()
    assert isinstance(page, SettingsPage)
    desk.tab_to(page.list)
    desk.press(KEY.Key_Down)
    assert page.header.title.plain() == _(sections()[1].title)


# --- this computer -----------------------------------------------------------
def test_another_language_and_theme_hold_at_once_and_keep_the_focus(desk: Desk) -> None:
    here = section(desk, "computer")
    desk.tab_to(here.theme)
    desk.press(KEY.Key_Right)
    assert theme.name() == "light"
    desk.press(KEY.Key_Right)
    assert theme.name() == "dark"
    assert QApplication.focusWidget() is shown(desk).theme
    desk.tab_to(shown(desk).language)
    desk.press(KEY.Key_Right)
    assert desk.window.page().header.title.plain() == "This computer"
    assert desk.app.preferences.get("language") == "en"
    desk.press(KEY.Key_Left)
    desk.tab_to(shown(desk).text_size)
    desk.press(KEY.Key_Right)
    assert theme.scale() == 1.25 and QApplication.focusWidget() is shown(desk).text_size
    for _larger in range(3):
        desk.press(KEY.Key_Right)
    size = shown(desk).text_size
    assert theme.scale() == 2 and QApplication.focusWidget() is size
    assert size.visibleRegion().boundingRect() == size.rect(), "what was changed stays in view"


def test_who_works_here_is_chosen_and_shown_in_the_rail(desk: Desk) -> None:
    here = section(desk, "computer")
    desk.tab_to(here.who)
    desk.press(KEY.Key_Down)
    assert desk.window.identity.person == "Marijke van Duin"
    assert desk.people.known


# --- the council -------------------------------------------------------------
def test_the_council_is_changed_field_by_field(desk: Desk) -> None:
    form = section(desk, "council")
    desk.tab_to(form.name.line)
    desk.write("De Singels en omstreken")
    assert council(desk).name == "De Singels en omstreken"
    desk.tab_to(form.kind.choice.box)
    desk.press(KEY.Key_Down)
    assert council(desk).body == "Wijkplatform"
    desk.tab_to(form.place.municipality.line)
    desk.write("Zeist")
    desk.tab_to(form.place.ward.line)
    desk.write("Den Dolder")
    assert (council(desk).municipality, council(desk).ward, council(desk).ward_code) == ("Zeist", "Den Dolder", "")
    desk.press(KEY.Key_Z, MOD.ControlModifier)
    assert council(desk).ward != "Den Dolder"


def test_the_quorum_is_counted_out(desk: Desk) -> None:
    form = section(desk, "council")
    assert form.need.plain() == "Nu 2 van 3 leden."
    desk.tab_to(form.quorum)
    desk.press(KEY.Key_End)
    assert QApplication.focusWidget() is form.number.line
    desk.write("3")
    assert (council(desk).quorum_rule, council(desk).quorum_number) == ("number", 3)
    assert form.need.plain() == "Nu 3 van 3 leden."


def test_a_name_that_is_empty_is_told_and_not_kept(desk: Desk) -> None:
    form = section(desk, "council")
    desk.tab_to(form.name.line)
    desk.write(" ")
    assert form.name.note_text() == "Vul een naam in."
    assert council(desk).name == "De Singels"


def test_without_a_council_the_assistant_is_offered(empty_desk: Desk) -> None:
    section(empty_desk, "council")
    found = [one for one in empty_desk.window.findChildren(EmptyPage) if one.isVisible()]
    empty_desk.click(found[0].primary)
    empty_desk.dialog(FirstRun)


# --- house style -------------------------------------------------------------
SVG = b"""<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 30 20">
<rect width="30" height="20" fill="#24548F"/></svg>"""


def test_a_logo_drawn_in_lines_is_kept_large_enough_to_print(desk: Desk, tmp_path: Path) -> None:
    picture = tmp_path / "logo.svg"
    picture.write_bytes(SVG)
    desk.app.chooser = ChoosesFile(picture)
    section(desk, "house")
    desk.click(shown(desk).choose_logo)
    kept = desk.read(queries.logo)
    assert house_style.check_logo(kept) == house_style.Logo("image/png", 1600, 1066)
    picture.write_bytes(SVG.replace(b"<rect", b'<image href="file:///etc/hostname"/><rect'))
    desk.click(shown(desk).choose_logo)
    picture.write_bytes(SVG.replace(b"</svg>", b""))
    desk.click(shown(desk).choose_logo)
    assert desk.read(queries.logo) == kept


def test_a_logo_is_chosen_shown_and_removed(desk: Desk, tmp_path: Path) -> None:
    picture = tmp_path / "logo.png"
    picture.write_bytes(png(30, 20))
    desk.app.chooser = ChoosesFile(picture)
    form = section(desk, "house")
    desk.click(form.choose_logo)
    assert desk.read(queries.logo) == png(30, 20)
    assert shown(desk).remove_logo.isVisible()
    desk.click(shown(desk).remove_logo)
    assert desk.read(queries.logo) is None
    picture.write_bytes(b"<svg/>")
    desk.click(shown(desk).choose_logo)
    assert desk.read(queries.logo) is None
    assert "SVG" in desk.window.toast_widget.text()


def test_a_colour_is_chosen_and_a_pale_one_is_darkened_on_paper(desk: Desk) -> None:
    form = section(desk, "house")
    desk.click(form.swatches[1])
    assert council(desk).accent == form.swatches[1].accent
    desk.tab_to(shown(desk).accent.line)
    desk.write("#FFDD00")
    assert council(desk).accent == "#FFDD00"
    assert "leesbaar" in shown(desk).accent.note_text()


def test_the_window_of_the_envelopes_is_chosen_by_keyboard(desk: Desk) -> None:
    form = section(desk, "house")
    desk.tab_to(form.window_)
    desk.press(KEY.Key_Down)
    desk.press(KEY.Key_Down)
    assert council(desk).address_window == "right"
    desk.press(KEY.Key_Home)
    assert council(desk).address_window == ""


# --- letters -----------------------------------------------------------------
def test_term_and_number_are_shown_with_an_example(desk: Desk) -> None:
    form = section(desk, "letters")
    assert form.example.plain() == "Een brief van vandaag moet uiterlijk 18 januari 2027 beantwoord zijn."
    desk.tab_to(form.term)
    desk.press(KEY.Key_Home)
    assert (council(desk).term_count, council(desk).term_unit) == (4, "weeks")
    assert "21 december 2026" in form.example.plain()
    desk.tab_to(form.agreed.box)
    desk.press(KEY.Key_Space)
    assert not council(desk).term_agreed and "vraagt om antwoord" in form.example.plain()
    desk.tab_to(form.pattern.line)
    desk.write("WR-{year}")
    assert "{number}" in form.pattern.note_text()
    assert council(desk).reference_pattern == "{year}-{number:02}"
    desk.write("WR-{year}-{number:03}")
    assert form.pattern.note_text() == "De zevende brief van dit jaar krijgt WR-2026-007."


def test_the_contact_person_is_one_of_the_members(desk: Desk) -> None:
    form = section(desk, "letters")
    desk.tab_to(form.contact)
    desk.press(KEY.Key_End)
    assert council(desk).contact == desk.read(queries.people_ids, query="anna")[0]


# --- themes ------------------------------------------------------------------
def test_who_signs_is_added_moved_and_taken_out_by_keys_and_mouse(desk: Desk) -> None:
    form = section(desk, "letters").signing
    desk.tab_to(form.add)
    desk.press(KEY.Key_Space)
    desk.choose("lid")
    assert council(desk).signing_order == "chair secretary member"
    desk.click(form.buttons["member", "up"])
    assert council(desk).signing_order == "chair member secretary"
    assert form.buttons["member", "up"].hasFocus()
    desk.press(KEY.Key_Up, MOD.ControlModifier)
    assert council(desk).signing_order == "member chair secretary"
    desk.click(form.buttons["chair", "away"])
    desk.click(form.buttons["secretary", "away"])
    assert council(desk).signing_order == "member" and not form.buttons["member", "away"].isEnabled()
    assert accessibility.unnamed(desk.window) == []


def test_themes_are_added_renamed_and_removed(desk: Desk) -> None:
    form = section(desk, "themes")
    desk.tab_to(form.name.line)
    desk.write("Verkeer")
    desk.press(KEY.Key_Return)
    desk.write("Verkeer")
    desk.press(KEY.Key_Return)
    assert "al een thema" in form.name.note_text()
    desk.write("Groen")
    desk.press(KEY.Key_Return)
    assert [row.name for row in desk.read(queries.theme_tree)] == ["Verkeer", "Groen"]
    first = desk.read(queries.theme_tree)[0].id
    desk.tab_to(form.lines[first].name.line)
    desk.write("Verkeer en parkeren")
    assert desk.read(queries.theme_tree)[0].name == "Verkeer en parkeren"
    desk.do(service.remove_theme, theme=first)
    assert list(form.lines) == [desk.read(queries.theme_tree)[0].id]
