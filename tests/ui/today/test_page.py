"""The page of today, by keys and mouse."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

from PySide6.QtWidgets import QApplication, QPushButton

from tests.slices.today.world import change_advice
from wijkraad_app.features.advice import service as advices
from wijkraad_app.features.meetings import queries as meetings
from wijkraad_app.features.meetings import service as meeting_verbs
from wijkraad_app.features.meetings.ui.new_meeting import NewMeetingDialog
from wijkraad_app.features.search import queries as search
from wijkraad_app.features.signals import queries as signals
from wijkraad_app.features.today.ui.parts import Opener, PaletteField
from wijkraad_app.features.today.ui.visits import SERVICE, Visits
from wijkraad_app.kernel import clock
from wijkraad_app.kernel.ids import EntityRef
from wijkraad_app.ui import accessibility
from wijkraad_app.ui.palette import Palette
from wijkraad_app.ui.widgets.badge import Badge
from wijkraad_app.ui.widgets.choices import CheckBox
from wijkraad_app.ui.widgets.labels import Elided, Label

from .desk import KEY, MOD, Desk


def words(desk: Desk) -> list[str]:
    """All that stands on the page, in words."""
    page, found = desk.page, []
    for kind in (Label, Elided):
        found += [label.plain() for label in page.findChildren(kind) if label.isVisible()]
    found += [badge.text() for badge in page.findChildren(Badge) if badge.isVisible()]
    return found + [one.text() for one in page.findChildren(Opener) if one.isVisible()]


def test_the_page_greets_and_says_what_asks_for_attention(desk: Desk) -> None:
    assert desk.page.greeting.plain() == "Goedemiddag, Marijke"
    assert desk.page.sentence.plain() == "Maandag 23 november 2026. Drie dingen vragen aandacht."
    shown = words(desk)
    assert {"Het college heeft niet geantwoord", "14 dagen te laat", "nog 4 dagen"} <= set(shown)
    assert {"Dinsdag 1 december, 20.00 uur", "over 8 dagen", "2 van 5 klaar"} <= set(shown)


def test_everything_on_the_page_has_a_name(desk: Desk) -> None:
    assert accessibility.unnamed(desk.window) == []


def test_no_part_of_the_page_ever_stood_alone_as_a_window(desk: Desk) -> None:
    shown = [widget for widget in QApplication.topLevelWidgets() if widget.isVisible()]
    assert shown == [desk.window]


def test_the_button_opens_the_advice_that_is_late(desk: Desk) -> None:
    button = desk.named(QPushButton, "Herinner het college")
    desk.tab_to(button)
    desk.press(KEY.Key_Space)
    assert desk.page.current() == EntityRef("advice", desk.world.late)


def test_the_page_follows_the_dossier(desk: Desk) -> None:
    desk.do(change_advice, id=desk.world.late, state="answered")
    assert desk.page.sentence.plain() == "Maandag 23 november 2026. Twee dingen vragen aandacht."
    assert "14 dagen te laat" not in words(desk)


def test_an_action_is_checked_off_and_comes_back_with_undo(desk: Desk) -> None:
    desk.click(desk.named(CheckBox, "Klaar: Offerte"))
    assert "Offerte speeltoestellen opvragen" not in words(desk)
    assert desk.toast() == "“Offerte speeltoestellen opvragen” is klaar."
    desk.press(KEY.Key_Z, MOD.ControlModifier)
    assert "Offerte speeltoestellen opvragen" in words(desk)


def test_checking_off_by_keyboard_goes_on_with_the_next_action(desk: Desk) -> None:
    desk.tab_to(desk.named(CheckBox, "Klaar: Offerte"))
    desk.press(KEY.Key_Space)
    focus = QApplication.focusWidget()
    assert isinstance(focus, CheckBox)
    assert focus.accessibleName() == "Klaar: Besluitenlijst sturen"


def test_own_actions_say_me(desk: Desk) -> None:
    assert {"ik", "Kees Brouwer"} <= set(words(desk))


def test_the_words_of_an_action_open_it(desk: Desk) -> None:
    desk.tab_to(desk.named(Opener, "Offerte"))
    desk.press(KEY.Key_Return)
    assert desk.page.current() == EntityRef("action", desk.world.offer)


def test_all_actions_are_one_press_away(desk: Desk) -> None:
    desk.click(desk.named(QPushButton, "Alle 3 acties"))
    assert desk.page.overview.showing_list()


def test_a_signal_is_taken_down_with_its_contact_data_apart(desk: Desk) -> None:
    desk.write("De lamp bij de brug is stuk. Bel 06-12345678")
    assert "contactgegevens komen apart" in words(desk)
    desk.press(KEY.Key_Return)
    (found,) = [one for one in desk.world.read(search.words, "lamp brug") if one.kind == "signal"]
    view, contact = desk.world.read(signals.signal, found.id), desk.world.read(signals.contact, found.id)
    assert "12345678" not in view.text
    assert contact is not None and "12345678" in contact.phone.replace(" ", "")
    assert desk.page.capture.edit.text() == ""
    assert desk.toast() == "Signaal vastgelegd"


def test_an_action_is_taken_down_with_owner_and_day(desk: Desk) -> None:
    desk.write("Bel @kees over de bankjes voor 27 november")
    desk.press(KEY.Key_Down)
    assert "Kees Brouwer, vr 27 nov" in words(desk)
    desk.press(KEY.Key_Return)
    action = next(one for one in desk.world.read(meetings.open_actions) if "bankjes" in one.text)
    assert (action.owner, f"{action.due}") == (desk.world.kees, "2026-11-27")
    assert action.text in words(desk)


def test_an_action_without_a_name_is_for_who_works_here(desk: Desk) -> None:
    desk.write("Zaal huren")
    desk.press(KEY.Key_Down)
    desk.press(KEY.Key_Return)
    action = next(one for one in desk.world.read(meetings.open_actions) if one.text == "Zaal huren")
    assert action.owner == desk.world.marijke


def test_an_idea_is_kept_as_a_proposal(desk: Desk) -> None:
    desk.write("Meer bomen op het plein")
    desk.press(KEY.Key_Up)
    desk.press(KEY.Key_Return)
    (found,) = [one for one in desk.world.read(search.words, "bomen plein") if one.kind == "signal"]
    assert desk.world.read(signals.signal, found.id).kind == "proposal"


def test_escape_empties_the_line(desk: Desk) -> None:
    desk.write("niets")
    desk.press(KEY.Key_Escape)
    assert desk.page.capture.edit.text() == ""


def test_what_is_typed_survives_another_theme(desk: Desk) -> None:
    desk.write("half")
    desk.command("Licht of donker")
    assert desk.page.capture.edit.text() == "half"


def test_the_search_field_opens_the_palette(desk: Desk) -> None:
    desk.tab_to(desk.named(PaletteField, "Zoek"))
    desk.press(KEY.Key_Space)
    assert desk.window.findChild(Palette) is not None


def test_the_agenda_is_kept_as_pdf(desk: Desk, tmp_path: Path) -> None:
    desk.chosen.saves = [tmp_path / "agenda.pdf"]
    desk.click(desk.named(QPushButton, "Agenda (pdf)"))
    assert (tmp_path / "agenda.pdf").read_bytes().startswith(b"%PDF")
    assert desk.toast() == "Bewaard als agenda.pdf."


def test_go_on_preparing_opens_the_meeting(desk: Desk) -> None:
    desk.click(desk.named(QPushButton, "Verder voorbereiden"))
    assert desk.page.current() == EntityRef("meeting", desk.world.meeting)


def test_what_was_opened_is_listed_and_opens_again(desk: Desk) -> None:
    visits = desk.app.services[SERVICE]
    assert isinstance(visits, Visits)
    desk.command("Groen op de Havenkade")
    desk.qtbot.waitUntil(lambda: EntityRef("advice", desk.world.soon) in visits.moments())
    desk.press(KEY.Key_1, MOD.ControlModifier)
    desk.click(desk.named(Opener, "Groen op de Havenkade"))
    assert desk.page.current() == EntityRef("advice", desk.world.soon)


def test_what_was_opened_keeps_ids_only(desk: Desk) -> None:
    visits = desk.app.services[SERVICE]
    desk.command("Groen op de Havenkade")
    desk.qtbot.waitUntil(lambda: bool(visits.moments()))
    kept = desk.app.preferences.get(f"visited {desk.world.workspace.dossier.id.hex}")
    assert [row[:2] for row in kept] == [["advice", desk.world.soon.hex]]
    assert "Havenkade" not in str(kept)


def test_a_narrow_window_puts_the_columns_under_each_other(desk: Desk) -> None:
    desk.window.resize(950, 640)
    desk.settle()
    assert desk.page.meeting.mapTo(desk.page, desk.page.meeting.rect().topLeft()).x() < 200
    assert "14 dagen te laat" in words(desk)


def test_a_meeting_today_is_there_to_be_held(desk: Desk) -> None:
    desk.do(meeting_verbs.update_meeting, id=desk.world.meeting, day=date(2026, 11, 23))
    assert desk.named(QPushButton, "Vergaderen").isVisible()


def test_another_person_is_greeted_at_once(desk: Desk) -> None:
    desk.world.workspace.actor = desk.world.kees
    desk.qtbot.waitUntil(lambda: desk.page.greeting.plain() == "Goedemiddag, Kees")
    desk.settle()
    assert {"ik", "Marijke van Duin"} <= set(words(desk))


def test_the_page_follows_the_clock(desk: Desk) -> None:
    with clock.fixed(datetime(2026, 11, 24, 18, 30, tzinfo=UTC)):
        desk.qtbot.waitUntil(lambda: "15 dagen te laat" in words(desk))
        assert desk.page.greeting.plain() == "Goedenavond, Marijke"
        desk.settle()


def test_many_things_are_shown_when_asked(desk: Desk) -> None:
    for number in range(12):
        advice = desk.do(advices.add_advice, title=f"Advies nummer {number}")
        desk.do(advices.add_recommendation, advice=advice, text="Plant bomen.")
        desk.do(advices.adopt, advice=advice, by_mail=True)
    before = len([one for one in words(desk) if one.startswith("Vastgesteld, maar")])
    every = next(button for button in desk.page.findChildren(QPushButton) if button.text().startswith("Toon alle"))
    desk.click(every)
    after = len([one for one in words(desk) if one.startswith("Vastgesteld, maar")])
    assert before < 12 <= after


def test_planning_a_meeting_asks_for_the_day_at_once(desk: Desk) -> None:
    desk.do(meeting_verbs.remove_meeting, id=desk.world.meeting)
    desk.click(desk.named(QPushButton, "Vergadering plannen"))
    dialog = desk.dialog(NewMeetingDialog)
    assert dialog.isVisible() and desk.focused() is dialog.day.line
