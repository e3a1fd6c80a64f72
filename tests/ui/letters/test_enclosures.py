"""Files that go with a letter, by keys and mouse."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.pdf.test_enclosing import picture
from wijkraad_app.features.letters import flow, queries
from wijkraad_app.features.letters.ui.enclosures import EnclosureDialog
from wijkraad_app.kernel import threads
from wijkraad_app.ui import accessibility

from .conftest import KEY, MOD, WORDS, Desk


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    (tmp_path / "kruising.jpg").write_bytes(picture())
    return tmp_path / "kruising.jpg"


def kept(desk: Desk) -> list[tuple[str, str, str]]:
    return [(one.title, one.how, one.alt) for one in desk.read(queries.enclosures, desk.advice)]


def chosen(desk: Desk, file: Path) -> EnclosureDialog:
    """The dialog with a file that was looked at."""
    desk.click(desk.page.record.enclose)
    dialog = desk.dialog(EnclosureDialog)
    desk.files.ready.append(file)
    desk.press(KEY.Key_Space)
    desk.settle()
    return dialog


def test_a_picture_asks_for_its_words_and_goes_along(desk: Desk, photo: Path) -> None:
    dialog = chosen(desk, photo)
    assert dialog.how.plain() == "Wordt achter de brief afgedrukt, op een eigen bladzijde."
    assert dialog.title_.value() == "kruising" and dialog.alt.isVisible()
    desk.tab_to(dialog.title_.line)
    desk.replace("De kruising")
    desk.press(KEY.Key_Return)
    assert dialog.isVisible() and kept(desk) == []
    assert dialog.alt.note_text() == "Typ in woorden wat de afbeelding laat zien, voor wie die niet kan zien."
    desk.tab_to(dialog.alt.text)
    desk.write("Een kruising zonder zebrapad")
    desk.main(dialog)
    assert kept(desk) == [("De kruising", "page", "Een kruising zonder zebrapad")]
    assert "gaat mee met de brief" in desk.toast()
    desk.press(KEY.Key_Z, MOD.ControlModifier)
    desk.settle()
    assert kept(desk) == [] and not desk.page.record.enclosures.isVisible()


def test_a_text_document_is_asked_for_as_pdf(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "stuk.odt").write_bytes(b"PK\x03\x04")
    dialog = chosen(desk, tmp_path / "stuk.odt")
    asked = "Vraag “stuk.odt” als pdf op, of bewaar het zelf als pdf: dan kan iedereen het lezen."
    assert dialog.file.note_text() == asked
    desk.main(dialog)
    assert dialog.isVisible() and kept(desk) == []


def test_an_enclosure_is_changed_and_removed_by_its_buttons(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "metingen.csv").write_bytes(b"1;2")
    dialog = chosen(desk, tmp_path / "metingen.csv")
    assert not dialog.alt.isVisible()
    desk.main(dialog)
    desk.click(desk.button("“metingen” wijzigen"))
    desk.replace("Metingen van mei")
    desk.press(KEY.Key_Return)
    assert kept(desk) == [("Metingen van mei", "beside", "")]
    assert accessibility.unnamed(desk.window) == []
    desk.click(desk.button("“Metingen van mei” verwijderen"))
    assert kept(desk) == []
    desk.press(KEY.Key_Z, MOD.ControlModifier)
    desk.settle()
    assert kept(desk) == [("Metingen van mei", "beside", "")]


def test_what_was_signed_keeps_its_enclosures(desk: Desk, photo: Path) -> None:
    with threads.allowed_here():
        flow.add_enclosure(desk.workspace, desk.advice, photo, alt="Een kruising")
        letter = flow.make_letter(desk.workspace, desk.advice)
        flow.sign_letter(desk.workspace, letter, "chair", desk.keys["chair"], WORDS)
    desk.settle()
    record = desk.page.record
    assert not record.enclose.isEnabled() and "ondertekend" in record.enclose.toolTip()
    assert not desk.button("“kruising” wijzigen").isEnabled()
    assert not desk.button("“kruising” verwijderen").isEnabled()
