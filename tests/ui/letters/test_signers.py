"""Refusing, withdrawing and someone else: by keys and mouse, from the names on the page of the letter."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication

from wijkraad_app.features.council import service as council
from wijkraad_app.features.letters import flow, queries
from wijkraad_app.features.letters.rules import LetterState, SignerState
from wijkraad_app.features.letters.ui.signer_dialogs import Refuse, SomeoneElse, Withdraw
from wijkraad_app.kernel import threads
from wijkraad_app.ui import accessibility
from wijkraad_app.ui.mail import MailSheet
from wijkraad_app.ui.widgets.banner import Banner

from .conftest import KEY, MOD, WORDS, Desk
from .test_page import letter, make, sign

WHY = "Het derde punt is anders besloten."


def banners(desk: Desk) -> str:
    shown = desk.page.record.findChildren(Banner)
    return "\n".join(one.text() for one in shown if one.isVisible())


def state(desk: Desk, name: str) -> SignerState:
    found: SignerState = next(one.state for one in desk.read(queries.signers, desk.advice, None) if one.name == name)
    return found


def test_from_a_refusal_to_a_letter_that_someone_else_signed(desk: Desk, monday: object) -> None:
    desk.do(council.add_person, name="Bea Smit", role="deputy_chair")
    with threads.allowed_here():
        key = desk.keys["chair"].with_name("bea.p12")
        flow.issue_key(desk.workspace, "Bea Smit", "plaatsvervangend voorzitter", key, WORDS)
    make(desk)

    # the secretary refuses, by the button at the name; without a reason nothing is kept
    desk.click(desk.button("Keuzes bij Marijke van Duin"))
    desk.choose("Ondertekenen weigeren")
    dialog = desk.dialog(Refuse)
    desk.main(dialog)
    assert dialog.reason.note_text() == "Typ de reden, in een zin of twee."
    desk.write(WHY)
    desk.main(dialog)
    assert desk.toast() == "Marijke van Duin ondertekent niet. De reden is bewaard."
    assert desk.page.stepper.accessibleName() == "Stap 2 van 4: Voorzitter tekent"
    refused = f"Marijke van Duin, secretaris: weigert. 23 november 2026: {WHY}"
    assert desk.page.record.signers.texts() == ["Ans Verhoeven, voorzitter: wacht", refused]
    assert "Marijke van Duin weigert te ondertekenen." in banners(desk) and WHY in banners(desk)
    assert desk.page.primary.text() == "Iemand anders laten tekenen"
    assert not desk.page.record.buttons["paper"].isEnabled()
    assert accessibility.unnamed(desk.window) == []

    # they talk it over, and the refusal is withdrawn by the palette
    desk.command("Weigering intrekken")
    assert desk.toast() == "Marijke van Duin trok de weigering in."
    assert desk.page.primary.text() == "Ondertekenen als voorzitter" and banners(desk) == ""

    # the chair signs and takes it back: the file of before is there again
    before = letter(desk).file
    sign(desk, "chair")
    assert letter(desk).state is LetterState.SIGNING
    desk.click(desk.button("Keuzes bij Ans Verhoeven"))
    desk.choose("Handtekening intrekken")
    desk.dialog(Withdraw)
    desk.write("Ik ga verhuizen.")
    desk.main(desk.dialog(Withdraw))
    assert desk.toast() == "De handtekening van Ans Verhoeven is ingetrokken."
    assert letter(desk).file == before and letter(desk).state is LetterState.READY
    assert desk.page.record.signers.texts()[0].startswith("Ans Verhoeven, voorzitter: handtekening ingetrokken.")

    # the deputy takes the place of the chair
    desk.click(desk.button("Keuzes bij Ans Verhoeven"))
    desk.choose("Iemand anders laten tekenen")
    desk.dialog(SomeoneElse)
    desk.press(KEY.Key_Down)
    desk.main(desk.dialog(SomeoneElse))
    assert desk.toast() == "Bea Smit tekent als plaatsvervangend voorzitter."
    assert desk.page.record.signers.texts()[0] == "Bea Smit, plaatsvervangend voorzitter: wacht"
    desk.keys["chair"] = key
    sign(desk, "chair")
    sign(desk, "secretary")
    assert desk.toast() == "Door iedereen ondertekend. De brief kan weg."
    assert letter(desk).state is LetterState.SIGNED

    # and the mail with it lies ready, in words to copy and as a file
    desk.files.folders.append(desk.keys["chair"].parent)
    desk.click(desk.page.record.buttons["mail"])
    sheet = desk.dialog(MailSheet)
    assert sheet.subject.value() == "Advies 2026-01: Veilig oversteken"
    assert "Vergelijk de vingerafdruk" in sheet.text.value()
    desk.click(desk.button("Kopiëren: Tekst", sheet))
    assert QGuiApplication.clipboard().text() == sheet.text.value()
    desk.main(sheet)
    assert desk.button("Map openen", sheet).isVisible()
    draft = desk.keys["chair"].with_name("2026-01 Veilig oversteken.eml").read_bytes()
    assert draft.startswith((b"To:", b"X-Unsent: 1")) and b"X-Unsent: 1" in draft
    assert (desk.keys["chair"].parent / "2026-01 Veilig oversteken.pdf").exists()


def test_a_refusal_is_taken_back_with_undo(desk: Desk) -> None:
    make(desk)
    desk.command("Ondertekenen weigeren")
    desk.write(WHY)
    desk.main(desk.dialog(Refuse))
    assert state(desk, "Ans Verhoeven") is SignerState.REFUSED
    desk.press(KEY.Key_Z, MOD.ControlModifier)
    desk.settle()
    assert desk.page.record.signers.texts()[0] == "Ans Verhoeven, voorzitter: wacht"
