"""Writing an advice in its window: by keys and mouse."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.slices.advice.world import World
from tests.ui.conftest import OpenWindow
from tests.ui.desk import ChoosesFile
from tests.wrong_files import pdf
from wijkraad_app.features.advice import queries, service
from wijkraad_app.features.advice.feature import FEATURE
from wijkraad_app.features.advice.rules.states import State
from wijkraad_app.features.advice.ui.adopt import Adopt, Confirm, WithChanges
from wijkraad_app.features.advice.ui.dialogs import ChangeDue, Correct, Details, OnAgenda, Withdraw, WithFile
from wijkraad_app.features.advice.ui.earlier import EarlierSheet
from wijkraad_app.features.advice.ui.history import History
from wijkraad_app.features.advice.ui.picker import SourcePicker
from wijkraad_app.features.advice.ui.update import UpdateSource
from wijkraad_app.features.conversations import service as conversations
from wijkraad_app.features.council import service as council
from wijkraad_app.features.meetings import service as meetings
from wijkraad_app.features.meetings.feature import FEATURE as MEETINGS
from wijkraad_app.features.signals import service as signals
from wijkraad_app.features.surveys import service as surveys
from wijkraad_app.kernel import threads
from wijkraad_app.ui import accessibility, autosave, theme
from wijkraad_app.ui.widgets.labels import Label

from .conftest import PAGE
from .desk import KEY, MOD, Desk


def test_the_draft_is_there_with_its_next_step(desk: Desk) -> None:
    assert [item.title for item in desk.page.list.items()] == ["Veilig oversteken Molendijk"]
    assert desk.page.header.title.plain() == "Veilig oversteken Molendijk"
    assert desk.page.header.reference.plain() == "ongevraagd advies"
    assert desk.page.primary.text() == "Op de agenda zetten"
    assert desk.page.stepper.accessibleName().endswith("Concept")


def test_everything_has_a_name_for_screen_readers(desk: Desk) -> None:
    desk.do(service.add_recommendation, advice=desk.world.advice, text="x")
    assert accessibility.unnamed(desk.window) == []
    for keys in ((KEY.Key_B, MOD.ControlModifier | MOD.ShiftModifier), (KEY.Key_N, MOD.ControlModifier)):
        desk.press(*keys)
        assert desk.dialogs() and accessibility.unnamed(desk.window) == []
        desk.press(KEY.Key_Escape)
        assert not desk.dialogs()


def test_a_new_advice_is_made_by_keyboard(desk: Desk) -> None:
    desk.press(KEY.Key_N, MOD.ControlModifier)
    desk.write("Nachtbus naar het station")
    desk.press(KEY.Key_Return)
    assert not desk.window.findChildren(Details) or not desk.dialogs()
    assert desk.page.header.title.plain() == "Nachtbus naar het station"
    assert QApplication.focusWidget() is desk.page.draft.sections["occasion"].edit
    desk.write("Bewoners missen de laatste bus.")
    assert desk.page.opened is not None and desk.page.opened.view.occasion.strip() == "Bewoners missen de laatste bus."


def test_a_title_is_needed(desk: Desk) -> None:
    desk.press(KEY.Key_N, MOD.ControlModifier)
    desk.press(KEY.Key_Return)
    assert desk.dialog(Details).subject.note_text() == "Geef het advies een titel."


def test_what_is_typed_saves_itself_and_is_taken_back(desk: Desk) -> None:
    desk.tab_to(desk.page.draft.sections["findings"].edit)
    desk.write("Er wordt te hard gereden.")
    assert desk.view.findings.strip() == "Er wordt te hard gereden."
    assert desk.page.header.saved.text() == "Bewaard"
    desk.tab_to(desk.page.list)
    desk.press(KEY.Key_Z, MOD.ControlModifier)
    assert desk.view.findings == "" and desk.page.draft.sections["findings"].value().strip() == ""


def test_enter_makes_recommendations_and_backspace_removes_them(desk: Desk) -> None:
    desk.click(desk.page.draft.recommendations.add)
    desk.write("Leg een zebrapad aan.")
    desk.press(KEY.Key_Return)
    desk.write("Meet de snelheid.")
    desk.press(KEY.Key_Return)
    assert [row.text.strip() for row in desk.view.recommendations] == ["Leg een zebrapad aan.", "Meet de snelheid.", ""]
    desk.press(KEY.Key_Backspace)
    assert len(desk.view.recommendations) == 2
    desk.press(KEY.Key_Up, MOD.ControlModifier)
    assert [row.text.strip() for row in desk.view.recommendations] == ["Meet de snelheid.", "Leg een zebrapad aan."]
    fields = desk.page.draft.recommendations.fields()
    assert fields[0].value().strip() == "Meet de snelheid." and QApplication.focusWidget() is fields[0].edit


def test_signals_are_inserted_as_a_source_where_the_cursor_is(desk: Desk) -> None:
    desk.tab_to(desk.page.draft.sections["considerations"].edit)
    desk.write("Wij wegen dit mee.")
    desk.press(KEY.Key_B, MOD.ControlModifier | MOD.ShiftModifier)
    picker = desk.dialog(SourcePicker)
    desk.tab_to(picker.kind)
    for _step in range(3):
        desk.press(KEY.Key_Right)
    desk.tab_to(picker.search.line)
    desk.press(KEY.Key_Down)
    desk.qtbot.waitUntil(lambda: "1 signaal" in picker.sentence.plain())
    desk.press(KEY.Key_Return)
    desk.press(KEY.Key_Tab)
    desk.click(desk.button("Invoegen", picker))
    assert not desk.dialogs()
    (row,) = desk.view.evidence
    assert row.number == 1 and desk.view.considerations.startswith("Wij wegen dit mee. Er kwam 1 signaal binnen")
    (card,) = desk.page.draft.notes.cards()
    assert card.row.note.kind == "Signalen"
    desk.tab_to(desk.page.list)
    desk.press(KEY.Key_Z, MOD.ControlModifier)
    assert desk.view.evidence == () and desk.view.considerations.strip() == "Wij wegen dit mee."


def test_a_survey_figure_is_made_from_merged_answers(desk: Desk) -> None:
    desk.press(KEY.Key_B, MOD.ControlModifier | MOD.ShiftModifier)
    picker = desk.dialog(SourcePicker)
    desk.press(KEY.Key_Down)
    desk.press(KEY.Key_Return)
    desk.press(KEY.Key_Space)
    desk.press(KEY.Key_Tab)
    desk.press(KEY.Key_Space)
    desk.qtbot.waitUntil(lambda: picker.sentence.plain().startswith("61% van de deelnemers"))
    desk.click(desk.button("Invoegen", picker))
    assert desk.view.findings.startswith("61% van de deelnemers antwoordt “(heel) onveilig”")


def test_the_picker_says_that_an_answer_is_ticked_first(desk: Desk) -> None:
    desk.press(KEY.Key_B, MOD.ControlModifier | MOD.ShiftModifier)
    picker = desk.dialog(SourcePicker)
    insert = desk.button("Invoegen", picker)
    assert insert.toolTip() == picker.hint.plain() == "Kies links een vraag."
    desk.press(KEY.Key_Down)
    desk.qtbot.waitUntil(lambda: "Vink een of meer antwoorden aan" in picker.hint.plain())
    assert insert.toolTip() == picker.hint.plain() and not insert.isEnabled()
    said = [one for one in picker.findChildren(Label) if one.isVisible() and one.plain() == picker.hint.plain()]
    assert len(said) == 2, "above the answers and where the sentence will stand"
    desk.press(KEY.Key_Return)
    desk.press(KEY.Key_Space)
    desk.qtbot.waitUntil(lambda: insert.isEnabled())
    assert not picker.hint.isVisible() and not said[0].isVisible()


def test_statements_of_one_grid_are_told_apart_in_the_picker(desk: Desk) -> None:
    survey = desk.do(surveys.add_survey, title="Stellingen", counts_only=True)
    rows = ("Auto’s rijden te hard", "Fietsers kunnen veilig oversteken")
    for row in rows:
        text = f"Wilt u aangeven in hoeverre u het eens bent met deze stelling over uw eigen straat – {row}"
        desk.do(surveys.add_counts, survey=survey, text=text, counts=[("Eens", 40), ("Oneens", 30)])
    desk.press(KEY.Key_B, MOD.ControlModifier | MOD.ShiftModifier)
    items = desk.dialog(SourcePicker).kinds["question"].list.items()
    assert [(one.lead, one.title) for one in items if one.title in rows] == [("1", rows[0]), ("2", rows[1])]
    heading = next(one.title for one in items if one.title.startswith("Wilt u"))
    assert {one.whole for one in items if one.title in rows} == {f"{heading} – {row}" for row in rows}


def test_a_quote_enters_only_after_its_print_was_judged(desk: Desk) -> None:
    desk.press(KEY.Key_B, MOD.ControlModifier | MOD.ShiftModifier)
    picker = desk.dialog(SourcePicker)
    desk.tab_to(picker.kind)
    desk.press(KEY.Key_Right)
    desk.tab_to(picker.search.line)
    desk.press(KEY.Key_Down)
    desk.qtbot.waitUntil(lambda: "(vader, buurtgesprek" in picker.sentence.plain())
    insert = desk.button("Invoegen", picker)
    assert not insert.isEnabled() and "herkennen" in insert.toolTip()
    desk.press(KEY.Key_Return)
    desk.press(KEY.Key_Space)
    assert insert.isEnabled()
    desk.click(insert)
    assert len(desk.view.evidence) == 1


def test_a_changed_source_is_amber_and_updated_with_old_and_new_shown(desk: Desk) -> None:
    desk.do(service.insert_evidence, advice=desk.world.advice, kind="signals", section="findings")
    desk.do(signals.add_signal, title="Nog een", received=date(2026, 11, 3))
    (card,) = desk.page.draft.notes.cards()
    assert card.warning() == "bron is gewijzigd: nu 2"
    desk.click(desk.button("Bijwerken", card))
    dialog = desk.dialog(UpdateSource)
    desk.click(desk.button("Bijwerken", dialog))
    assert "2 signalen" in desk.page.draft.sections["findings"].value()
    assert desk.page.draft.notes.cards()[0].warning() == ""


def test_a_changed_source_is_kept_with_its_date(desk: Desk) -> None:
    desk.do(service.insert_evidence, advice=desk.world.advice, kind="signals", section="findings")
    desk.do(signals.add_signal, title="Nog een", received=date(2026, 11, 3))
    desk.click(desk.button("Houden", desk.page.draft.notes.cards()[0]))
    assert desk.page.draft.notes.cards()[0].warning() == "gehouden op 23 nov"


def test_a_source_is_removed_from_its_menu(desk: Desk) -> None:
    desk.do(service.insert_evidence, advice=desk.world.advice, kind="signals", section="findings")
    desk.click(desk.page.draft.notes.cards()[0].menu)
    desk.choose("Uit het advies halen")
    assert desk.view.evidence == () and desk.page.draft.notes.cards() == ()


def test_the_note_at_the_cursor_is_lit(desk: Desk) -> None:
    made = desk.do(service.insert_evidence, advice=desk.world.advice, kind="signals", section="findings")
    desk.click(desk.page.draft.notes.cards()[0])
    assert QApplication.focusWidget() is desk.page.draft.sections["findings"].edit
    (card,) = desk.page.draft.notes.cards()
    lit = card.grab().toImage().pixelColor(1, card.height() // 2)
    assert card.row.ref == made.ref and lit == QColor(theme.colours().accent)


def test_consent_withdrawn_is_said_above_the_text_and_in_the_list(desk: Desk) -> None:
    world = desk.world
    given = {"advice": world.advice, "kind": "quote", "source": world.quote, "section": "findings", "shown": True}
    desk.do(service.insert_evidence, **given)
    desk.do(conversations.set_consent, id=world.conversation, consent="no")
    assert desk.page.notices.texts() == ["Het citaat bij bron 1 mag niet meer worden gebruikt."]
    (item,) = desk.page.list.items()
    assert item.state is not None and item.state.text == "citaat zonder toestemming"
    desk.click(desk.button("Verwijderen", desk.page.draft.notes.cards()[0]))
    assert desk.page.notices.texts() == [] and desk.view.evidence == ()


def test_from_agenda_to_adoption_with_the_primary_button(desk: Desk) -> None:
    desk.do(service.add_recommendation, advice=desk.world.advice, text="Leg een zebrapad aan.")
    desk.click(desk.page.primary)
    desk.click(desk.button("Op de agenda zetten", desk.dialog(OnAgenda)))
    assert desk.view.state is State.UNDER_DISCUSSION and desk.page.primary.text() == "Vaststellen"
    desk.press(KEY.Key_Return, MOD.ControlModifier)
    sheet = desk.dialog(Adopt)
    desk.tab_to(sheet.how.decision.box)
    desk.click(desk.button("Vaststellen", sheet))
    assert desk.view.state is State.ADOPTED and desk.page.primary.text() == "Brief maken"
    assert desk.page.header.reference.plain() == "2026-01, ongevraagd advies"
    assert not desk.page.draft.sections["findings"].isVisible()
    assert desk.page.draft.recommendations.fields()[0].edit.isReadOnly()


def test_two_keys_do_the_next_step_from_the_list_too(desk: Desk) -> None:
    desk.tab_to(desk.page.list)
    desk.press(KEY.Key_Return, MOD.ControlModifier)
    assert desk.dialog(OnAgenda).isVisible()


def test_a_meeting_is_planned_where_the_advice_goes_on_its_agenda(
    qtbot: QtBot, open_window: OpenWindow, world: World
) -> None:
    world.recommend("Leg een zebrapad aan.")
    world.do(meetings.remove_meeting, id=world.meeting)
    preview = {"advice.preview": lambda _workspace, _advice, _typed: PAGE}
    desk = Desk(qtbot, *open_window([MEETINGS, FEATURE], "advice", services=preview), world.workspace, world)
    desk.settle()
    desk.click(desk.page.primary)
    dialog = desk.dialog(OnAgenda)
    assert dialog.meeting.note_text() == "Er is nog geen vergadering gepland. Plan er eerst een."
    assert desk.focused() is dialog.plan
    desk.press(KEY.Key_Return)
    desk.write("8-12-2026")
    desk.click(desk.button("Agenda maken"))
    assert "8 december" in dialog.meeting.box.currentText() and dialog.meeting.note_text() == ""
    desk.click(desk.button("Op de agenda zetten", dialog))
    assert desk.view.state is State.UNDER_DISCUSSION


def test_adoption_asks_about_a_changed_source(desk: Desk) -> None:
    desk.do(service.insert_evidence, advice=desk.world.advice, kind="signals", section="findings")
    desk.do(signals.add_signal, title="Nog een", received=date(2026, 11, 3))
    desk.menu("Per mail of achteraf vaststellen")
    sheet = desk.dialog(Adopt)
    desk.click(desk.button("Vaststellen", sheet))
    (choice,) = sheet.asked.choices.values()
    assert sheet.isVisible() and choice.note_text() == "Kies wat wordt vastgesteld."
    assert desk.focused() is choice.box
    desk.press(KEY.Key_Down)
    desk.click(desk.button("Vaststellen", sheet))
    assert desk.view.state is State.ADOPTED


def test_each_changed_source_is_kept_or_updated_by_itself(desk: Desk) -> None:
    world = desk.world
    given = {"advice": world.advice, "kind": "decision", "source": world.decision, "section": "findings"}
    desk.do(service.insert_evidence, **given)
    desk.do(service.insert_evidence, advice=world.advice, kind="signals", section="findings")
    desk.do(meetings.update_decision, id=world.decision, text="De raad vraagt om twee oversteken")
    desk.do(signals.add_signal, title="Nog een", received=date(2026, 11, 3))
    desk.menu("Per mail of achteraf vaststellen")
    sheet = desk.dialog(Adopt)
    desk.qtbot.waitUntil(lambda: len(sheet.asked.choices) == 2)
    keep, update = sheet.asked.choices.values()
    desk.tab_to(keep.box)
    desk.press(KEY.Key_Down)
    desk.tab_to(update.box)
    desk.press(KEY.Key_Down, times=2)
    desk.click(desk.button("Vaststellen", sheet))
    first, second = desk.read(queries.content_in_force, world.advice).sources
    assert "veilige oversteek" in first.sentence and first.kept_on == date(2026, 11, 23)
    assert "2 signalen" in second.sentence and second.kept_on is None


def test_older_figures_of_the_agenda_are_asked_about_and_adopted_with_their_date(desk: Desk) -> None:
    world = desk.world
    given = {"advice": world.advice, "kind": "decision", "source": world.decision, "section": "findings"}
    made = desk.do(service.insert_evidence, **given)
    desk.do(service.put_on_agenda, advice=world.advice, meeting=world.meeting)
    desk.do(meetings.update_decision, id=world.decision, text="De raad vraagt om twee oversteken")
    desk.do(service.update_evidence, id=made.id)
    desk.click(desk.page.primary)
    sheet = desk.dialog(Adopt)
    (choice,) = sheet.asked.choices.values()
    desk.tab_to(choice.box)
    desk.press(KEY.Key_Down)
    desk.click(desk.button("Vaststellen", sheet))
    content = desk.read(queries.content_in_force, world.advice)
    assert desk.view.state is State.ADOPTED and content.sources[0].kept_on is not None
    assert "veilige oversteek" in content.findings


def test_sent_first_and_adopted_afterwards_in_the_window(desk: Desk) -> None:
    desk.do(service.add_recommendation, advice=desk.world.advice, text="Leg een zebrapad aan.")
    desk.menu("Als verzonden vastleggen")
    desk.click(desk.button("Vastleggen", desk.dialog(WithFile)))
    assert desk.view.state is State.SENT and desk.page.primary.text() == "Vaststellen"
    desk.click(desk.page.primary)
    desk.click(desk.button("Vaststellen", desk.dialog(Adopt)))
    assert desk.view.state is State.SENT and desk.view.adopted is not None and desk.view.adopted_how == "mail"


def test_without_an_agreed_term_the_day_is_a_wish_and_never_late(desk: Desk) -> None:
    desk.do(council.update_council, term_agreed=False)
    desk.do(service.add_recommendation, advice=desk.world.advice, text="x")
    desk.do(service.adopt, advice=desk.world.advice, by_mail=True)
    desk.do(service.register_sent, advice=desk.world.advice, day=date(2026, 1, 5))
    said = " ".join([*desk.page.notices.texts(), *(item.state.text for item in desk.page.list.items() if item.state)])
    assert "laat" not in said and "Gewenste reactie uiterlijk 2 maart 2026" in said


def test_adopted_with_changes_until_both_confirm(desk: Desk) -> None:
    desk.do(service.add_recommendation, advice=desk.world.advice, text="Leg een zebrapad aan.")
    with threads.allowed_here():
        chair, secretary = (desk.world.seat(name, name) for name in ("chair", "secretary"))
    desk.menu("Vastgesteld met wijzigingen…")
    sheet = desk.dialog(WithChanges)
    desk.write("Datum toevoegen")
    desk.click(desk.button("Vastleggen", sheet))
    assert desk.page.notices.texts() == ["Vastgesteld met wijzigingen."]
    desk.tab_to(desk.page.draft.recommendations.fields()[0].edit)
    desk.press(KEY.Key_End, MOD.ControlModifier)
    desk.write(" Doe dat snel.")
    desk.click(desk.page.primary)
    desk.press(KEY.Key_Return)
    assert "Alleen chair kan dit doen, als voorzitter." in desk.problem(desk.dialog(Confirm))
    desk.press(KEY.Key_Escape)
    for role, person in (("Voorzitter bevestigt", chair), ("Secretaris bevestigt", secretary)):
        desk.workspace.actor = person
        desk.click(desk.page.primary)
        assert QApplication.focusWidget() is desk.button(role, desk.dialog(Confirm))
        desk.press(KEY.Key_Return)
    assert desk.view.state is State.ADOPTED and desk.view.reference == "2026-01"


def test_withdrawing_asks_for_a_reason(desk: Desk) -> None:
    desk.menu("Intrekken met een reden")
    dialog = desk.dialog(Withdraw)
    desk.click(desk.button("Intrekken", dialog))
    assert dialog.isVisible() and "reden" in desk.problem(dialog)
    desk.tab_to(dialog.reason.text)
    desk.write("Al opgelost")
    desk.click(desk.button("Intrekken", dialog))
    assert desk.page.notices.texts() == ["Dit advies is ingetrokken."] and not desk.page.primary.isVisible()


def test_what_was_sent_shows_when_the_answer_is_due(desk: Desk) -> None:
    desk.do(service.add_recommendation, advice=desk.world.advice, text="x")
    desk.do(service.adopt, advice=desk.world.advice, by_mail=True)
    desk.do(service.register_sent, advice=desk.world.advice, day=date(2026, 11, 20))
    assert desk.page.notices.texts() == ["Reactie uiterlijk 15 januari 2027"]
    desk.click(desk.button("Dag wijzigen"))
    dialog = desk.dialog(ChangeDue)
    desk.tab_to(dialog.day.line)
    desk.replace("1 maart 2027")
    desk.tab_to(dialog.reason.line)
    desk.write("Uitstelbrief")
    desk.press(KEY.Key_Return)
    assert desk.page.notices.texts() == ["Reactie uiterlijk 1 maart 2027"]


def test_earlier_advice_is_pasted_and_looked_at_first(desk: Desk) -> None:
    desk.menu("Eerder verzonden advies toevoegen")
    sheet = desk.dialog(EarlierSheet)
    desk.paste("Groen\t3 maart 2026\t2026-02\nAfval\t\n")
    add = desk.button("Overnemen", sheet)
    desk.qtbot.waitUntil(add.isEnabled)
    desk.click(add)
    assert sheet.isVisible() and sheet.pasted.text.note_text() == "De dag van verzending ontbreekt."
    desk.press(KEY.Key_Space)
    desk.click(add)
    assert {item.title for item in desk.page.list.items()} == {"Groen", "Veilig oversteken Molendijk"}


def test_history_tells_steps_and_versions(desk: Desk) -> None:
    desk.do(service.add_recommendation, advice=desk.world.advice, text="x")
    desk.do(service.put_on_agenda, advice=desk.world.advice, meeting=desk.world.meeting)
    desk.click(desk.button("Geschiedenis"))
    sheet = desk.dialog(History)
    assert "“Veilig oversteken Molendijk” op de agenda zetten" in [item.title for item in sheet.steps.items()]
    assert sheet.old.box.currentText().startswith("Versie bij de agenda")


def test_the_letter_is_hidden_and_shown_by_key(desk: Desk) -> None:
    assert desk.page.letter.isVisible()
    desk.press(KEY.Key_F7)
    assert not desk.page.letter.isVisible()
    desk.press(KEY.Key_F7)
    assert desk.page.letter.isVisible()


def test_the_letter_follows_the_keys_before_anything_is_kept(
    qtbot: QtBot, open_window: OpenWindow, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    for wait in ("QUIET_MS", "LATEST_MS"):
        monkeypatch.setattr(autosave, wait, 600_000)
    desk = Desk(qtbot, *open_window([FEATURE], "advice"), world.workspace, world)
    desk.settle()
    letter = desk.page.letter.pages
    desk.tab_to(desk.page.draft.sections["findings"].edit)
    qtbot.keyClicks(desk.focused(), "Bij de school wordt te hard gereden.")
    qtbot.waitUntil(lambda: "te hard gereden" in letter.text())
    qtbot.keyClicks(desk.focused(), " Vooral 's ochtends.")
    qtbot.waitUntil(lambda: "Vooral 's ochtends." in letter.text())
    assert "gereden" not in desk.view.findings
    desk.click(desk.page.draft.recommendations.add)
    qtbot.waitUntil(lambda: desk.page.draft.recommendations.fields()[-1].edit.hasFocus())
    qtbot.keyClicks(desk.focused(), "Leg een drempel aan.")
    qtbot.waitUntil(lambda: "Leg een drempel aan." in letter.text())
    desk.save()
    assert "te hard gereden" in letter.text() and "Leg een drempel aan." in letter.text()


def test_the_list_is_searched(desk: Desk) -> None:
    desk.do(service.add_advice, title="Nachtbus")
    desk.press(KEY.Key_F, MOD.ControlModifier)
    desk.write("nacht")
    assert [item.title for item in desk.page.list.items()] == ["Nachtbus"]


def test_what_is_typed_goes_to_the_advice_that_is_shown(desk: Desk) -> None:
    other = desk.do(service.add_advice, title="Nachtbus")
    desk.tab_to(desk.page.draft.sections["occasion"].edit)
    desk.write("Over de oversteek.")
    desk.tab_to(desk.page.list)
    first = desk.page.list.items()[0].id == other
    desk.qtbot.keyClick(desk.page.list, KEY.Key_Home if first else KEY.Key_End)
    desk.qtbot.keyClick(desk.page.list, KEY.Key_Return)
    desk.settle()
    assert desk.page.current() is not None and desk.page.current().id == other
    desk.write("Over de bus.")
    assert desk.page.opened is not None and desk.page.opened.view.occasion.strip() == "Over de bus."
    assert desk.view.occasion.strip() == "Over de oversteek."


def test_typing_is_never_overwritten_by_what_was_read_before(desk: Desk) -> None:
    other = desk.do(service.add_advice, title="Nachtbus")
    field = desk.page.draft.sections["occasion"]
    desk.tab_to(field.edit)
    for word in ("een ", "twee ", "drie ", "vier "):
        desk.qtbot.keyClicks(field.edit, word)
        desk.do_meanwhile(service.update_advice, id=other, title=f"Nachtbus {word}")
        desk.save()
        desk.do_meanwhile(service.update_advice, id=other, title=f"Bus {word}")
    desk.settle()
    assert field.value().strip() == desk.view.occasion.strip() == "een twee drie vier"


def test_a_typing_error_is_corrected_with_a_reason(desk: Desk) -> None:
    desk.do(service.add_recommendation, advice=desk.world.advice, text="Leg een zebrpad aan.")
    desk.do(service.adopt, advice=desk.world.advice, by_mail=True)
    desk.menu("Typefout verbeteren")
    sheet = desk.dialog(Correct)
    desk.write("Typefout")
    desk.tab_to(sheet.recommendations[0].edit)
    desk.press(KEY.Key_A, MOD.ControlModifier)
    desk.write("Leg een zebrapad aan.")
    desk.click(desk.button("Verbeteren", sheet))
    assert desk.page.draft.recommendations.fields()[0].value().strip() == "Leg een zebrapad aan."
    assert [row.purpose for row in desk.view.versions if row.in_force] == ["corrected"]


def test_sent_and_answered_are_registered_with_a_file(desk: Desk, tmp_path: Path) -> None:
    desk.do(service.add_recommendation, advice=desk.world.advice, text="x")
    desk.do(service.adopt, advice=desk.world.advice, by_mail=True)
    desk.menu("Als verzonden vastleggen")
    desk.press(KEY.Key_Return)
    assert desk.view.state is State.SENT and desk.page.primary.text() == "Reactie vastleggen"
    answer = tmp_path / "reactie.pdf"
    answer.write_bytes(pdf())
    desk.app.chooser = ChoosesFile(answer)
    desk.click(desk.page.primary)
    dialog = desk.dialog(WithFile)
    desk.click(desk.button("Kies een bestand", dialog))
    desk.click(desk.button("Vastleggen", dialog))
    assert desk.view.state is State.ANSWERED and desk.view.answer_file_name == "reactie.pdf"
    assert desk.page.notices.texts() == ["Het college heeft op 23 november 2026 geantwoord."]


def test_f6_goes_from_list_to_text_to_letter_and_escape_goes_up(desk: Desk) -> None:
    desk.tab_to(desk.page.list)
    seen = []
    for _step in range(4):
        desk.press(KEY.Key_F6)
        focus = QApplication.focusWidget()
        panes = [desk.page.list_pane, desk.page.draft, desk.page.letter, desk.window.rail]
        seen.append(next((place for place, pane in enumerate(panes) if focus and pane.isAncestorOf(focus)), -1))
    assert sorted(seen) == [0, 1, 2, 3]
    desk.tab_to(desk.page.draft.sections["findings"].edit)
    desk.press(KEY.Key_Escape)
    assert QApplication.focusWidget() is desk.page.list


def test_tab_walks_through_the_sections_to_the_recommendations(desk: Desk) -> None:
    desk.do(service.add_recommendation, advice=desk.world.advice, text="x")
    draft = desk.page.draft
    wanted = [*(field.edit for field in draft.fields()), draft.recommendations.add]
    desk.tab_to(wanted[0])
    walked = [QApplication.focusWidget()]
    for _step in wanted[1:]:
        desk.press(KEY.Key_Tab)
        walked.append(QApplication.focusWidget())
    assert walked == wanted


def test_a_new_advice_begins_from_anywhere_in_the_palette(qtbot: QtBot, open_window: OpenWindow, world: World) -> None:
    preview = {"advice.preview": lambda _workspace, _advice, _typed: PAGE}
    desk = Desk(qtbot, *open_window([MEETINGS, FEATURE], "advice", services=preview), world.workspace, world)
    desk.settle()
    desk.press(KEY.Key_1, MOD.ControlModifier)
    command = desk.app.commands.get("advice.new")
    assert command is not None and command.shortcut == ""
    assert desk.app.commands.get("advice.source") is None
    desk.command("Nieuw advies")
    assert desk.dialog(Details).subject.isVisible()
