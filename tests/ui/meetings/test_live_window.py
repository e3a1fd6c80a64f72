"""Holding a meeting in the window."""

from __future__ import annotations

from datetime import UTC, date, datetime
from uuid import UUID

import pytest

from wijkraad_app.features.advice import queries as advice_queries
from wijkraad_app.features.advice import service as advices
from wijkraad_app.features.meetings import service
from wijkraad_app.features.meetings.ui.decision_dialog import DecisionDialog
from wijkraad_app.features.meetings.ui.dialogs import ActionDialog, GuestDialog
from wijkraad_app.features.meetings.ui.live.people_panel import PersonButton
from wijkraad_app.features.signals import queries as signals_read
from wijkraad_app.features.signals import service as signals
from wijkraad_app.kernel import clock
from wijkraad_app.ui import accessibility
from wijkraad_app.ui.widgets.banner import Banner
from wijkraad_app.ui.widgets.choices import ChoiceField

from .desk import CONTROL, KEY, MOD, Desk


@pytest.fixture
def item(desk: Desk) -> UUID:
    """The first of two items; the meeting screen is open on it."""
    made: UUID = desk.do(service.add_item, meeting=desk.world.meeting, title="Veilig oversteken", minutes=20)
    desk.do(service.add_item, meeting=desk.world.meeting, title="Groen", minutes=10)
    desk.hold()
    return made


def test_the_line_to_type_in_has_the_keyboard(desk: Desk, item: UUID) -> None:
    assert desk.focused() is desk.live.item.capture.edit
    desk.enter("Youssef laat de cijfers zien")
    assert desk.view().items[0].notes == "Youssef laat de cijfers zien\n"
    assert desk.entries() == ["Notitie, Youssef laat de cijfers zien"]
    assert desk.focused() is desk.live.item.capture.edit


def test_the_newest_entry_stays_in_view(desk: Desk, item: UUID) -> None:
    for number in range(14):
        desk.enter(f"Opmerking {number}")
    last = desk.live.item.entries.lines()[-1]
    desk.qtbot.waitUntil(lambda: not last.visibleRegion().isEmpty())


def test_a_prefix_chooses_the_kind_and_backspace_takes_it_back(desk: Desk, item: UUID) -> None:
    desk.write("b ")
    assert desk.live.item.capture.captured().kind == "decision"
    desk.press(KEY.Key_Backspace)
    assert desk.live.item.capture.captured().kind == "note"


def test_what_is_understood_stands_there_before_enter(desk: Desk, item: UUID) -> None:
    desk.write("a Folder drukken @murat volgende dinsdag")
    assert desk.live.item.capture.understood() == "Murat Aydin, di 1 dec"
    desk.press(KEY.Key_Return)
    [action] = desk.view().actions
    assert (action.text, action.owner_name, action.due) == ("Folder drukken", "Murat Aydin", date(2026, 12, 1))
    assert desk.entries() == ["Actie, Folder drukken, Murat, di 1 dec"]


def test_tab_completes_a_name(desk: Desk, item: UUID) -> None:
    desk.write("a Bellen @you")
    assert desk.live.item.capture.understood() == "Youssef El Amrani? Tab"
    desk.press(KEY.Key_Tab)
    desk.press(KEY.Key_Return)
    assert desk.view().actions[0].owner == desk.world.people["Youssef"]


def test_a_proposal_is_voted_on(desk: Desk, item: UUID) -> None:
    desk.enter("v Vraag een zebrapad")
    desk.write("s 6-1-1")
    assert desk.live.item.capture.understood() == "6 voor, 1 tegen, 1 onthouding. Aangenomen."
    desk.press(KEY.Key_Return)
    [decision] = desk.view().decisions
    assert (decision.text, decision.outcome) == ("Vraag een zebrapad", "adopted")
    assert desk.entries()[0] == "Voorstel, Vraag een zebrapad"
    assert "6 voor, 1 tegen, 1 onthouding" in desk.entries()[1]


def test_decisions_and_actions_stand_in_the_order_in_which_they_were_kept(desk: Desk, item: UUID) -> None:
    for minute, line in enumerate(("a Folder drukken", "b Er komt een zebrapad", "a Brief schrijven")):
        with clock.fixed(datetime(2026, 11, 23, 20, minute, tzinfo=UTC)):
            desk.enter(line)
    assert [line.split(", ")[1].rstrip(".") for line in desk.entries()] == [
        "Folder drukken", "Er komt een zebrapad", "Brief schrijven"
    ]  # fmt: skip


def test_a_vote_that_cannot_be_comes_back_to_be_mended(desk: Desk, item: UUID) -> None:
    desk.do(service.set_attendance, meeting=desk.world.meeting, person=desk.world.people["Ans"], state="present")
    desk.enter("v Vraag een zebrapad")
    desk.enter("s 6-1-1")
    assert desk.view().decisions == ()
    assert desk.live.item.capture.line() == "6-1-1"
    assert desk.live.item.capture.captured().kind == "vote"


def test_a_decision_with_counts_is_kept_in_one_line(desk: Desk, item: UUID) -> None:
    desk.enter("b Wij vragen een zebrapad 3-1-0")
    [decision] = desk.view().decisions
    assert (decision.text, decision.votes_text) == ("Wij vragen een zebrapad", "3 voor, 1 tegen")
    desk.press(KEY.Key_Z, CONTROL)
    assert desk.view().decisions == ()


def test_control_and_down_goes_to_the_next_item_and_begins_it(desk: Desk, item: UUID) -> None:
    desk.click(desk.button("Vergadering openen"))
    assert desk.view().status == "running"
    desk.press(KEY.Key_Down, CONTROL)
    view = desk.view()
    assert view.current is not None
    assert view.current.title == "Groen"
    assert desk.focused() is desk.live.item.capture.edit
    desk.enter("Over het groen")
    assert desk.view().items[1].notes == "Over het groen\n"
    desk.press(KEY.Key_Up, CONTROL)
    desk.enter("Nog iets")
    assert desk.view().items[0].notes == "Nog iets\n"


def test_attendance_is_kept_by_keys_and_shows_the_quorum(desk: Desk, item: UUID) -> None:
    desk.to_people()
    desk.press(KEY.Key_Space)
    desk.press(KEY.Key_Down)
    desk.press(KEY.Key_O)
    states = {row.name: row.state for row in desk.view().attendance}
    assert list(states.values()).count("present") == 1
    assert list(states.values()).count("online") == 1
    assert "quorum" in desk.live.quorum_text()
    focused = desk.focused()
    assert isinstance(focused, PersonButton)
    assert focused.row.state == "online"
    desk.click(desk.button("De rest is aanwezig"))
    assert desk.live.quorum_text() == "4 van 4 aanwezig, quorum gehaald"


def test_the_menu_of_a_person_knows_late_arrivals(desk: Desk, item: UUID) -> None:
    desk.to_people()
    desk.press(KEY.Key_Return)
    desk.choose("Komt nu binnen")
    row = desk.view().attendance[0]
    assert (row.state, f"{row.arrived:%H:%M}") == ("present", "13:00")


def test_a_guest_is_added(desk: Desk, item: UUID) -> None:
    desk.click(desk.button("Gast toevoegen"))
    dialog = desk.dialog(GuestDialog)
    desk.press(KEY.Key_Return)
    assert dialog.name.note_text() == "Typ de naam of de rol van de gast."
    desk.click(dialog.role.line)
    desk.write("inspreker")
    desk.press(KEY.Key_Return)
    assert desk.view().attendance[-1].role == "inspreker"


def test_entries_are_opened_and_removed_by_keys(desk: Desk, item: UUID) -> None:
    desk.enter("b Zebrapad vragen")
    desk.enter("a Brief maken")
    desk.to_entries()
    desk.press(KEY.Key_Return)
    dialog = desk.dialog(ActionDialog)
    desk.click(dialog.what.text.viewport())
    desk.press(KEY.Key_End)
    desk.write(" en sturen")
    desk.click(desk.button("Vastleggen", dialog))
    assert desk.view().actions[0].text == "Brief maken en sturen"
    desk.to_entries()
    desk.press(KEY.Key_Delete)
    assert desk.view().actions == ()
    desk.press(KEY.Key_Return)
    decision = desk.dialog(DecisionDialog)
    desk.click(decision.votes_for.line)
    desk.write("2")
    desk.click(decision.against.line)
    desk.write("2")
    assert decision.outcome.plain() == "Staken van stemmen: niet aangenomen."
    desk.click(desk.button("Vastleggen", decision))
    assert desk.view().decisions[0].outcome == "tie"


def test_notes_can_be_written_as_formatted_text(desk: Desk, item: UUID) -> None:
    desk.enter("Eerste")
    desk.press(KEY.Key_E, CONTROL)
    assert desk.focused() is desk.live.item.notes.edit
    desk.press(KEY.Key_End, CONTROL)
    desk.press(KEY.Key_Return)
    desk.write("Tweede")
    desk.press(KEY.Key_Escape)
    assert desk.focused() is desk.live.item.capture.edit
    assert desk.view().items[0].notes == "Eerste\n\nTweede\n"
    assert len(desk.entries()) == 2


def test_escape_goes_back_to_the_agenda(desk: Desk, item: UUID) -> None:
    desk.press(KEY.Key_Escape)
    assert not desk.page.holding()


def test_a_meeting_is_closed_and_leads_to_its_minutes(desk: Desk, item: UUID) -> None:
    desk.click(desk.button("Vergadering openen"))
    desk.click(desk.button("Afronden"))
    assert (desk.view().status, desk.view().minutes_state) == ("closed", "draft")
    assert desk.focused() is desk.button("Naar het verslag"), "the keyboard stays on the next step"
    desk.click(desk.button("Naar het verslag"))
    assert not desk.page.holding()
    assert desk.overview.tabs.value() == "minutes"


def test_a_decision_at_an_item_with_minutes_adopts_them_in_one_step(desk: Desk) -> None:
    desk.do(service.close_meeting, id=desk.world.meeting)
    following = desk.do(service.add_meeting, title="Volgende", day=date(2027, 1, 12))
    desk.do(service.put_on_agenda, meeting=following, subject_kind="meeting", subject=desk.world.meeting)
    desk.tab_to(desk.overview.list)
    desk.press(KEY.Key_Home)
    desk.press(KEY.Key_Up)
    assert desk.overview.header.title.plain() == "Volgende"
    desk.hold()
    desk.enter("b Het verslag wordt vastgesteld.")
    dialog = desk.dialog(DecisionDialog)
    assert dialog.adopt.text() == "Meteen ook het verslag vaststellen"
    desk.click(desk.button("Vastleggen", dialog))
    assert desk.view().minutes_state == "adopted"
    assert desk.view(following).decisions[0].text == "Het verslag wordt vastgesteld."


def test_a_source_that_changed_since_the_agenda_is_asked_about_in_the_same_step(desk: Desk) -> None:
    cited = desk.do(service.add_decision, text="De raad vraagt een zebrapad")
    advice = desk.do(advices.add_advice, title="Veilig oversteken")
    desk.do(advices.insert_evidence, advice=advice, kind="decision", source=cited, section="findings")
    desk.do(advices.put_on_agenda, advice=advice, meeting=desk.world.meeting)
    desk.do(service.update_decision, id=cited, text="De raad vraagt twee zebrapaden")
    desk.hold()
    desk.enter("b Vastgesteld.")
    dialog = desk.dialog(DecisionDialog)
    (banner,) = [one.text() for one in dialog.findChildren(Banner) if one.isVisible()]
    assert "Bron 1 is intussen gewijzigd." in banner
    assert "een zebrapad." in banner and "twee zebrapaden." in banner
    desk.click(desk.button("Vastleggen", dialog))
    (field,) = [one for one in dialog.findChildren(ChoiceField) if one.note_text()]
    assert field.note_text() == "Kies wat wordt vastgesteld."
    desk.press(KEY.Key_Down, times=2)
    assert field.value() == "update"
    desk.click(desk.button("Vastleggen", dialog))
    content = desk.read(advice_queries.content_in_force, advice)
    assert desk.read(advice_queries.advice, advice).reference and "twee zebrapaden" in content.findings


def test_the_offer_to_adopt_can_be_declined(desk: Desk) -> None:
    desk.do(service.close_meeting, id=desk.world.meeting)
    following = desk.do(service.add_meeting, title="Volgende", day=date(2027, 1, 12))
    desk.do(service.put_on_agenda, meeting=following, subject_kind="meeting", subject=desk.world.meeting)
    desk.tab_to(desk.overview.list)
    desk.press(KEY.Key_Home)
    desk.press(KEY.Key_Up)
    desk.hold()
    desk.enter("b Nog niet.")
    dialog = desk.dialog(DecisionDialog)
    desk.click(dialog.adopt)
    desk.click(desk.button("Vastleggen", dialog))
    assert desk.view().minutes_state == "draft"


def test_a_meeting_that_is_taken_away_leads_back_to_the_list(desk: Desk, item: UUID) -> None:
    desk.do(service.remove_meeting, id=desk.world.meeting)
    assert not desk.page.holding()
    assert desk.button("Nieuwe vergadering").isVisible()


def test_everything_of_the_meeting_has_a_name_for_screen_readers(desk: Desk, item: UUID) -> None:
    desk.enter("b Ja")
    desk.enter("a Nee")
    assert accessibility.unnamed(desk.window) == []
    desk.to_entries()
    desk.press(KEY.Key_Return)
    assert accessibility.unnamed(desk.dialog(ActionDialog)) == []


def test_shift_and_tab_leave_the_line(desk: Desk, item: UUID) -> None:
    desk.press(KEY.Key_Backtab, MOD.ShiftModifier)
    assert desk.focused() is not desk.live.item.capture.edit


def test_a_meeting_written_down_on_another_day_has_no_pace(desk: Desk) -> None:
    from datetime import date

    from wijkraad_app.features.meetings import service as verbs
    from wijkraad_app.features.meetings.ui.live.plan_panel import pace_of

    meeting = desk.world.meeting
    desk.do(verbs.update_meeting, id=meeting, day=date(2026, 11, 20))
    desk.do(verbs.start_meeting, id=meeting)
    assert pace_of(desk.view()) is None


def test_undo_in_a_running_meeting_leaves_other_work_alone_and_names_what_went(desk: Desk, item: UUID) -> None:
    desk.enter("b Wij vragen een zebrapad")
    made = desk.do(signals.add_signal, text="De lantaarn is stuk.")
    desk.press(KEY.Key_Z, CONTROL)
    assert desk.view().decisions == ()
    assert desk.read(signals_read.signal, made) is not None
    assert desk.window.toast_widget.text().startswith("Ongedaan gemaakt: Besluit")
    desk.press(KEY.Key_Z, CONTROL | MOD.ShiftModifier)
    assert len(desk.view().decisions) == 1
    assert desk.window.toast_widget.text().startswith("Opnieuw gedaan: Besluit")


def test_a_break_of_a_running_meeting_is_told_to_the_lock(desk: Desk, item: UUID) -> None:
    desk.do(service.add_item, meeting=desk.world.meeting, title="Pauze", kind="break")
    told: list[str] = []
    desk.app.presence.break_begun.connect(lambda: told.append("break"))
    desk.press(KEY.Key_Down, CONTROL, times=2)
    assert told == []  # not opened yet
    desk.press(KEY.Key_Up, CONTROL, times=2)
    desk.click(desk.button("Vergadering openen"))
    desk.press(KEY.Key_Down, CONTROL, times=2)
    assert told == ["break"]
