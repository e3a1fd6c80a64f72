"""From an adopted advice to a sent letter, by keys and mouse."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtWidgets import QPushButton, QWidget
from shiboken6 import isValid

from wijkraad_app.db.workspace import LocalWorkspace
from wijkraad_app.features.advice import queries as advice_queries
from wijkraad_app.features.advice import service as advices
from wijkraad_app.features.advice.ui.page import AdvicePage
from wijkraad_app.features.conversations import service as conversations
from wijkraad_app.features.council import service as council_service
from wijkraad_app.features.letters import flow, queries
from wijkraad_app.features.letters.rules import LetterState
from wijkraad_app.features.letters.ui.dialogs import MakeLetter, OnPaper, Sent
from wijkraad_app.features.letters.ui.key_dialog import KeyDialog
from wijkraad_app.features.letters.ui.sign_dialog import SignDialog
from wijkraad_app.features.meetings import service as meetings
from wijkraad_app.kernel import clock, threads
from wijkraad_app.pdf import signing
from wijkraad_app.ui import accessibility
from wijkraad_app.ui.widgets.banner import Banner
from wijkraad_app.ui.widgets.dialog import Question
from wijkraad_app.ui.widgets.empty import EmptyPage
from wijkraad_app.ui.widgets.labels import Label
from wijkraad_app.ui.widgets.pdf_view import PdfView

from .conftest import KEY, MOD, WORDS, Desk, OpenDesk

TOLD = "Mijn dochter van negen steekt hier niet alleen over."


def letter(desk: Desk) -> queries.LetterRow:
    row = desk.read(queries.letter_of, desk.advice)
    assert row is not None
    return row  # type: ignore[no-any-return]


def make(desk: Desk) -> None:
    """The letter of today, by key."""
    desk.press(KEY.Key_Return, MOD.ControlModifier)
    desk.dialog(MakeLetter)
    desk.press(KEY.Key_Return)


def sign(desk: Desk, who: str, words: str = WORDS) -> None:
    """Open the next step, choose the key when it isn't known yet, type the passphrase, Enter."""
    desk.press(KEY.Key_Return, MOD.ControlModifier)
    dialog = desk.dialog(SignDialog)
    if dialog.key.value() is None:
        desk.files.ready.append(desk.keys[who])
        desk.press(KEY.Key_Space)
        assert dialog.passphrase.line.hasFocus()  # what comes next
    desk.write(words)
    desk.press(KEY.Key_Return)


def button_in(dialog: QWidget, label: str) -> QPushButton:
    return next(one for one in dialog.findChildren(QPushButton) if one.isVisible() and one.text() == label)


def test_adopted_advice_stands_ready_with_an_example_of_its_letter(desk: Desk) -> None:
    assert desk.first_row() == ["Veilig oversteken", "nog te maken", "2026-01"]
    assert desk.page.header.title.plain() == "Veilig oversteken"
    assert desk.page.primary.text() == "Brief maken"
    desk.qtbot.waitUntil(desk.page.paper.pages.drawn)
    assert "Leg een zebrapad aan." in desk.page.paper.pages.text()
    assert desk.page.record.signers.texts() == [
        "Ans Verhoeven, voorzitter: wacht",
        "Marijke van Duin, secretaris: wacht",
    ]


def test_the_whole_way_by_keyboard_from_making_to_sent(desk: Desk) -> None:
    make(desk)
    assert desk.toast() == "De brief is klaar om te ondertekenen."
    assert desk.page.primary.text() == "Ondertekenen als voorzitter"
    assert desk.page.stepper.accessibleName() == "Stap 2 van 4: Voorzitter tekent"
    sign(desk, "chair")
    assert desk.page.stepper.accessibleName() == "Stap 3 van 4: Secretaris tekent"
    assert desk.first_row()[1] == "deels ondertekend"
    assert desk.page.primary.text() == "Ondertekenen als secretaris"
    sign(desk, "secretary")
    assert desk.toast() == "Door iedereen ondertekend. De brief kan weg."
    assert letter(desk).state is LetterState.SIGNED
    assert desk.page.record.signers.texts() == [
        "Ans Verhoeven, voorzitter, 23 november 2026, 13.00 uur: geldig",
        "Marijke van Duin, secretaris, 23 november 2026, 13.00 uur: geldig",
    ]
    desk.press(KEY.Key_Return, MOD.ControlModifier)
    due = desk.dialog(Sent).due.plain()
    assert due.startswith("Antwoord") and "18 januari 2027" in due and "8 weken" in due
    desk.press(KEY.Key_Return)
    assert desk.first_row()[1] == "verzonden" and not desk.page.primary.isVisible()
    assert desk.read(advice_queries.advice, desk.advice).state.value == "sent"


def test_the_steps_are_those_of_the_signers_the_council_chose(desk: Desk) -> None:
    desk.do(council_service.update_council, signing_order="secretary")
    make(desk)
    assert desk.page.stepper.accessibleName() == "Stap 2 van 3: Secretaris tekent"
    assert desk.page.record.signers.texts() == ["Marijke van Duin, secretaris: wacht"]


def test_what_was_signed_here_is_verified_as_whole_and_known(desk: Desk, tmp_path: Path) -> None:
    make(desk)
    sign(desk, "chair")
    sign(desk, "secretary")
    saved = tmp_path / "uit.pdf"
    desk.files.ready.append(saved)
    desk.press(KEY.Key_E, MOD.ControlModifier)
    assert desk.files.suggested == ["2026-01 Veilig oversteken.pdf"] and desk.toast() == "Bewaard als “uit.pdf”."
    desk.files.ready.append(saved)
    desk.press(KEY.Key_O, MOD.ControlModifier | MOD.ShiftModifier)
    assert desk.view.verdict.head == "Deze brief is compleet en ongewijzigd"
    assert all(line.endswith(": geldig") for line in desk.view.verdict.signers.texts())


def test_making_a_letter_is_taken_back(desk: Desk) -> None:
    make(desk)
    desk.press(KEY.Key_Z, MOD.ControlModifier)
    assert desk.first_row()[1] == "nog te maken" and desk.page.primary.text() == "Brief maken"


def test_a_wrong_passphrase_is_said_under_its_field_and_nothing_is_lost(desk: Desk) -> None:
    make(desk)
    sign(desk, "chair", "niet deze zin")
    dialog = desk.dialog(SignDialog)
    assert "klopt niet" in dialog.passphrase.note_text()
    assert dialog.key.value() == desk.keys["chair"] and dialog.passphrase.line.selectedText() == "niet deze zin"
    assert letter(desk).state is LetterState.READY
    desk.write(WORDS)
    desk.press(KEY.Key_Return)
    assert desk.dialogs() == [] and letter(desk).state is LetterState.SIGNING


def test_the_key_is_remembered_on_this_computer_and_the_passphrase_is_not(desk: Desk) -> None:
    make(desk)
    sign(desk, "chair", "niet deze zin")
    dialog = desk.dialog(SignDialog)
    desk.press(KEY.Key_Escape)
    assert not isValid(dialog) or dialog.passphrase.value() == ""
    desk.press(KEY.Key_Return, MOD.ControlModifier)
    again = desk.dialog(SignDialog)
    assert again.key.value() == desk.keys["chair"] and again.passphrase.value() == ""
    assert "zin" not in str(desk.app.preferences.get("signing_keys"))


def test_the_key_of_another_is_asked_about_first(desk: Desk) -> None:
    make(desk)
    sign(desk, "secretary")
    dialog = desk.dialog(SignDialog)
    assert "Dit is de sleutel van Marijke van Duin" in dialog.problem.text()
    assert dialog.main_button is not None and dialog.main_button.text() == "Toch ondertekenen"
    assert letter(desk).state is LetterState.READY
    desk.press(KEY.Key_Escape)
    assert letter(desk).state is LetterState.READY


def test_no_key_or_no_passphrase_is_asked_for(desk: Desk) -> None:
    make(desk)
    desk.press(KEY.Key_Return, MOD.ControlModifier)
    dialog = desk.dialog(SignDialog)
    assert dialog.main_button is not None
    desk.click(dialog.main_button)
    assert dialog.key.note_text() == "Kies het sleutelbestand om mee te ondertekenen."


def test_signing_long_after_the_date_of_the_letter_offers_a_new_date(
    workspace: LocalWorkspace, open_desk: OpenDesk
) -> None:
    with clock.fixed(datetime(2026, 11, 23, 12, tzinfo=UTC)):
        flow.make_letter(workspace, workspace.read(queries.letter_items)[0].advice)
    with clock.fixed(datetime(2026, 11, 30, 12, tzinfo=UTC)):
        desk = open_desk()
        desk.press(KEY.Key_Return, MOD.ControlModifier)
        banner = next(one for one in desk.dialog(SignDialog).findChildren(type(desk.dialog(SignDialog).problem)) if
                      "7 dagen" in one.text())  # fmt: skip
        assert banner.text().startswith("De brief heeft als datum 23 november 2026.")
        button = next(one for one in banner.findChildren(type(desk.page.primary)) if one.isVisible())
        desk.click(button)
        assert desk.dialog(MakeLetter).day.value() == clock.today()
        desk.press(KEY.Key_Return)
        assert letter(desk).day == clock.today()


def test_a_date_before_the_adoption_is_asked_about_once(desk: Desk) -> None:
    desk.press(KEY.Key_Return, MOD.ControlModifier)
    dialog = desk.dialog(MakeLetter)
    desk.replace("20-11-2026")
    desk.press(KEY.Key_Return)
    assert desk.dialog(MakeLetter).early.isVisible()
    assert "23 november 2026" in dialog.early.text() and desk.read(queries.letter_of, desk.advice) is None
    desk.replace("24-11-2026")
    desk.press(KEY.Key_Tab)
    assert not dialog.early.isVisible() and dialog.main_button is not None and dialog.main_button.text() == "Maken"
    desk.tab_to(dialog.day.line)
    desk.replace("20-11-2026")
    desk.press(KEY.Key_Return)
    assert desk.dialog(MakeLetter).main_button.text() == "Toch maken"  # type: ignore[union-attr]
    desk.press(KEY.Key_Return)
    assert letter(desk).day == date(2026, 11, 20)


def test_after_the_first_signature_a_new_letter_is_made_and_the_old_one_kept_as_replaced(
    workspace: LocalWorkspace, open_desk: OpenDesk, keys: dict[str, Path]
) -> None:
    with clock.fixed(datetime(2026, 11, 23, 12, tzinfo=UTC)):
        first = flow.make_letter(workspace, workspace.read(queries.letter_items)[0].advice)
        flow.sign_letter(workspace, first, "chair", keys["chair"], WORDS)
    with clock.fixed(datetime(2026, 11, 30, 12, tzinfo=UTC)):
        desk = open_desk()
        desk.press(KEY.Key_Return, MOD.ControlModifier)
        desk.click(button_in(desk.dialog(SignDialog), "Nieuwe datum kiezen"))
        dialog = desk.dialog(MakeLetter)
        said = " ".join(one.text() for one in dialog.findChildren(Banner))
        assert "23 november 2026 is al ondertekend door Ans Verhoeven" in said and "als vervangen" in said
        desk.press(KEY.Key_Return)
        assert letter(desk).day == clock.today() and letter(desk).signatures == ()
        facts = [one.plain() for one in desk.page.record.findChildren(Label)]
        assert "van 23 november 2026, ondertekend door Ans Verhoeven" in facts


def test_a_letter_with_an_old_date_is_told_before_it_is_registered_as_sent(
    workspace: LocalWorkspace, open_desk: OpenDesk, keys: dict[str, Path]
) -> None:
    with clock.fixed(datetime(2026, 11, 23, 12, tzinfo=UTC)):
        first = flow.make_letter(workspace, workspace.read(queries.letter_items)[0].advice)
        for name in ("chair", "secretary"):
            flow.sign_letter(workspace, first, name, keys[name], WORDS)
    with clock.fixed(datetime(2026, 11, 30, 12, tzinfo=UTC)):
        desk = open_desk()
        desk.press(KEY.Key_Return, MOD.ControlModifier)
        sent = desk.dialog(Sent)
        assert any("7 dagen met vandaag" in one.text() for one in sent.findChildren(Banner))
        desk.click(button_in(sent, "Nieuwe datum kiezen"))
        desk.press(KEY.Key_Return)
        assert letter(desk).state is LetterState.READY
        assert desk.read(advice_queries.advice, desk.advice).state.value == "adopted"


def test_a_changed_source_is_shown_old_and_new_before_the_first_signature(
    workspace: LocalWorkspace, advice: UUID, open_desk: OpenDesk
) -> None:
    decision = workspace.do(meetings.add_decision, text="De raad vraagt een zebrapad")
    other = workspace.do(advices.add_advice, title="Met bron")
    workspace.do(advices.insert_evidence, advice=other, kind="decision", source=decision, section="findings")
    workspace.do(advices.adopt, advice=other, by_mail=True)
    workspace.do(meetings.update_decision, id=decision, text="De raad vraagt twee zebrapaden")
    flow.make_letter(workspace, other)
    desk = open_desk()
    desk.find_row(desk.page.list, "Met bron")
    desk.click(desk.page.record.buttons["save"])
    told = " ".join(one.plain() for one in desk.dialog(Question).findChildren(Label))
    assert "In de brief: " in told and "twee zebrapaden." in told and desk.files.suggested == []
    desk.press(KEY.Key_Escape)
    sign(desk, "chair")
    dialog = desk.dialog(SignDialog)
    said = " ".join(one.text() for one in dialog.findChildren(Banner) if one.isVisible())
    assert "In de brief: " in said and "een zebrapad." in said and "twee zebrapaden." in said
    assert "Vink eerst aan" in dialog.problem.text()
    desk.press(KEY.Key_Space)
    desk.tab_to(dialog.passphrase.line)
    desk.press(KEY.Key_Return)
    assert desk.read(queries.letter_of, other).state is LetterState.SIGNING


def test_a_letter_signed_elsewhere_is_dropped_and_comes_back(desk: Desk, tmp_path: Path) -> None:
    make(desk)
    sent, back = tmp_path / "naar ans.pdf", tmp_path / "van ans.pdf"
    desk.files.ready.append(sent)
    desk.click(desk.page.record.buttons["save"])
    with threads.allowed_here():
        signing.sign(sent, back, field="chair", key=desk.keys["chair"], passphrase=WORDS)
    desk.drop(desk.page, back)
    assert desk.toast() == "Terugontvangen, ondertekend door Ans Verhoeven."
    assert letter(desk).waiting == ("secretary",)


def test_a_letter_that_both_signed_elsewhere_comes_back_whole(desk: Desk, tmp_path: Path) -> None:
    make(desk)
    sent, half, back = tmp_path / "naar ans.pdf", tmp_path / "half.pdf", tmp_path / "terug.pdf"
    desk.files.ready.append(sent)
    desk.click(desk.page.record.buttons["save"])
    with threads.allowed_here():
        signing.sign(sent, half, field="chair", key=desk.keys["chair"], passphrase=WORDS)
        signing.sign(half, back, field="secretary", key=desk.keys["secretary"], passphrase=WORDS)
    desk.files.ready.append(back)
    desk.click(desk.page.record.buttons["back"])
    row = letter(desk)
    assert row.state is LetterState.SIGNED and [one.role for one in row.signatures] == ["voorzitter", "secretaris"]


@pytest.mark.parametrize("content", [b"geen pdf", b"%PDF-1.4 stuk"])
def test_a_wrong_file_that_is_dropped_is_refused_in_a_sentence(desk: Desk, tmp_path: Path, content: bytes) -> None:
    make(desk)
    before = letter(desk)
    wrong = tmp_path / "foto.pdf"
    wrong.write_bytes(content)
    desk.drop(desk.page, wrong)
    assert "foto.pdf" in desk.toast() and letter(desk) == before


def test_a_letter_signed_on_paper_keeps_its_scan_and_says_so(desk: Desk, tmp_path: Path) -> None:
    make(desk)
    printed, photo = tmp_path / "druk.pdf", tmp_path / "foto.jpg"
    photo.write_bytes(b"\xff\xd8\xff jpeg")
    desk.click(desk.page.record.buttons["paper"])
    dialog = desk.dialog(OnPaper)
    desk.files.ready.append(printed)
    desk.press(KEY.Key_Space)
    assert printed.read_bytes().startswith(b"%PDF-")
    desk.files.ready.append(photo)
    desk.click(dialog.scan.button)
    desk.main(dialog)
    assert dialog.problem.text() == "Een scan wordt als pdf bewaard. Scan de brief naar een pdf-bestand."
    desk.files.ready.append(printed)
    desk.click(dialog.scan.button)
    desk.main(dialog)
    assert letter(desk).state is LetterState.PAPER and desk.first_row()[1] == "op papier ondertekend"
    assert all(line.endswith(": op papier") for line in desk.page.record.signers.texts())


def test_the_public_version_is_marked(desk: Desk, tmp_path: Path) -> None:
    from wijkraad_app.pdf import preview

    make(desk)
    public = tmp_path / "openbaar.pdf"
    desk.files.ready.append(public)
    desk.click(desk.page.record.buttons["public"])
    assert "Openbare versie" in preview.page_text(public.read_bytes(), 0)


def test_a_key_is_made_with_its_own_passphrase(desk: Desk, tmp_path: Path) -> None:
    make(desk)
    desk.press(KEY.Key_Return, MOD.ControlModifier)
    sheet = desk.dialog(SignDialog)
    desk.tab_to(sheet.key.button)
    desk.press(KEY.Key_Tab)
    desk.press(KEY.Key_Space)
    dialog = desk.dialog(KeyDialog)
    assert dialog.name.value() == "Ans Verhoeven" and dialog.role.value() == "voorzitter"
    for field, words in ((dialog.first, "kort"), (dialog.second, "kort"), (dialog.authority, WORDS)):
        desk.tab_to(field.line)
        desk.write(words)
    desk.press(KEY.Key_Return)
    assert "8" in dialog.first.note_text()
    for field in (dialog.first, dialog.second):
        desk.tab_to(field.line)
        desk.replace("vier woorden op rij")
    made = tmp_path / "nieuw.p12"
    desk.files.ready.append(made)
    desk.press(KEY.Key_Return)
    assert made.exists() and desk.dialogs() == [sheet] and sheet.key.value() == made
    assert len(desk.read(queries.keys)) == 3


def test_a_draft_shows_in_the_house_style_beside_its_advice(workspace: LocalWorkspace, open_desk: OpenDesk) -> None:
    workspace.do(advices.add_advice, title="Nachtbus")
    desk = open_desk("advice")
    page = desk.window.page()
    assert isinstance(page, AdvicePage)
    desk.find_row(page.list, "Nachtbus")
    (letter_pane,) = [one for one in page.findChildren(PdfView) if one.isVisible()]
    desk.qtbot.waitUntil(letter_pane.drawn)
    assert "Wijkraad De Singels" in letter_pane.text() and "Nachtbus" in letter_pane.text()


def test_the_window_of_advice_finds_its_letter(open_desk: OpenDesk) -> None:
    desk = open_desk("advice")
    desk.press(KEY.Key_Return, MOD.ControlModifier)
    assert desk.page.opened is not None and desk.page.opened.advice == desk.advice


def test_everything_has_a_name_for_screen_readers(desk: Desk) -> None:
    make(desk)
    desk.press(KEY.Key_Return, MOD.ControlModifier)
    assert accessibility.unnamed(desk.window) == []


def test_search_finds_by_title_and_reference(desk: Desk) -> None:
    desk.press(KEY.Key_F, MOD.ControlModifier)
    desk.write("zzz")
    assert desk.page.list.items() == ()
    desk.press(KEY.Key_Escape)
    assert len(desk.page.list.items()) == 1


def test_without_adopted_advice_the_page_says_what_belongs_there(
    workspace: LocalWorkspace, open_desk: OpenDesk
) -> None:
    workspace.do(advices.withdraw, advice=workspace.read(queries.letter_items)[0].advice, reason="Niet meer nodig.")
    desk = open_desk()
    assert [one.isVisible() for one in desk.page.findChildren(EmptyPage)] == [True]


def test_a_quote_without_consent_blocks_signing_and_says_why(
    workspace: LocalWorkspace, advice: UUID, open_desk: OpenDesk
) -> None:
    talk = workspace.do(
        conversations.add_conversation, title="Op het plein", day=date(2026, 10, 14), text=TOLD, consent="by_role"
    )
    quote = workspace.do(conversations.mark_quote, conversation=talk, start=0, end=len(TOLD), speaker_role="vader")
    other = workspace.do(advices.add_advice, title="Met citaat")
    workspace.do(advices.insert_evidence, advice=other, kind="quote", source=quote, section="findings", shown=True)
    workspace.do(advices.add_recommendation, advice=other, text="Plant bomen.")
    workspace.do(advices.adopt, advice=other, by_mail=True)
    flow.make_letter(workspace, other)
    workspace.do(conversations.set_consent, id=talk, consent="no")
    desk = open_desk()
    desk.find_row(desk.page.list, "Met citaat")
    assert not desk.page.primary.isEnabled() and "bron 1" in desk.page.primary.toolTip()
    banners = [one.text() for one in desk.page.record.findChildren(Banner)]
    assert banners and banners[0].startswith("Deze brief kan niet worden ondertekend.")
    desk.press(KEY.Key_Return, MOD.ControlModifier)
    assert desk.dialogs() == []
    assert [item.state.text for item in desk.page.list.items() if item.id == other and item.state] == [
        "citaat zonder toestemming"
    ]


def test_in_a_small_window_a_key_brings_the_letter_in_place_of_the_record(desk: Desk) -> None:
    desk.window.resize(940, 700)
    desk.settle()
    assert desk.page.record.isVisible() and not desk.page.paper.isVisible()
    desk.press(KEY.Key_F7)
    assert desk.page.paper.isVisible() and not desk.page.record.isVisible()
    desk.press(KEY.Key_F7)
    assert desk.page.record.isVisible()


def test_another_theme_keeps_the_letter_and_the_checked_file(desk: Desk, tmp_path: Path) -> None:
    make(desk)
    saved = tmp_path / "uit.pdf"
    desk.files.ready += [saved, saved]
    desk.press(KEY.Key_E, MOD.ControlModifier)
    desk.command("Licht of donker")
    assert desk.page.header.title.plain() == "Veilig oversteken"
    desk.press(KEY.Key_O, MOD.ControlModifier | MOD.ShiftModifier)
    desk.command("Licht of donker")
    assert desk.view.verdict.head == "Deze brief is nog niet ondertekend"


def test_a_file_that_comes_back_finds_its_own_letter(
    workspace: LocalWorkspace, advice: UUID, keys: dict[str, Path], open_desk: OpenDesk, tmp_path: Path
) -> None:
    other = workspace.do(advices.add_advice, title="Een ander advies")
    workspace.do(advices.add_recommendation, advice=other, text="Plant bomen.")
    workspace.do(advices.adopt, advice=other, by_mail=True)
    sent, back = tmp_path / "brief.pdf", tmp_path / "IMG_0042.pdf"
    flow.make_letter(workspace, advice)
    flow.make_letter(workspace, other)
    signing.sign(flow.export_letter(workspace, advice, sent), back, field="chair", key=keys["chair"], passphrase=WORDS)
    desk = open_desk()
    desk.find_row(desk.page.list, "Een ander advies")
    desk.drop(desk.page, back)
    assert desk.page.header.title.plain() == "Veilig oversteken"
    assert letter(desk).waiting == ("secretary",)


def test_a_refused_file_can_be_checked_at_once(desk: Desk, tmp_path: Path) -> None:
    make(desk)
    wrong = tmp_path / "foto.pdf"
    wrong.write_bytes(b"geen pdf")
    desk.drop(desk.page, wrong)
    desk.press(KEY.Key_M, MOD.ControlModifier)
    desk.press(KEY.Key_Space)
    assert desk.view.verdict.head == "Dit bestand kan niet worden gelezen"
