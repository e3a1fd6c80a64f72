"""Minutes from draft to correction, and their public version, by keys and mouse."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from wijkraad_app.features.meetings import service
from wijkraad_app.features.meetings.documents import minutes_data
from wijkraad_app.features.meetings.ui.dialogs import ActionDialog
from wijkraad_app.features.meetings.ui.minutes.comments import CommentCard
from wijkraad_app.features.meetings.ui.minutes.erratum import ErratumDialog
from wijkraad_app.features.meetings.ui.minutes.phrases import PhraseChooser, PhraseDialog
from wijkraad_app.features.meetings.ui.minutes.privacy_sheet import PrivacySheet
from wijkraad_app.features.meetings.ui.minutes.section import ItemSection
from wijkraad_app.features.meetings.ui.minutes.sending import SendDialog
from wijkraad_app.ui import accessibility
from wijkraad_app.ui.widgets.dialog import Dialog, Question
from wijkraad_app.ui.widgets.pasted import PastedSheet

from .desk import CONTROL, KEY, ChoosesFile, Desk
from .test_minutes_window import banners, to_version


@pytest.fixture
def drafted(desk: Desk) -> Desk:
    """Two items, a name and a number in the notes; the minutes are a draft and in view."""
    item = desk.do(service.add_item, meeting=desk.world.meeting, title="Groen")
    desk.do(service.add_item, meeting=desk.world.meeting, title="Zebrapad", kind="decide")
    desk.do(service.add_note, item=item, text="Volgens Truus Mulder (06-12345678) kost het 250 euro.")
    desk.do(service.close_meeting, id=desk.world.meeting)
    desk.tab_to(desk.overview.tabs)
    desk.press(KEY.Key_Right)
    return desk


def section(desk: Desk, title: str) -> ItemSection:
    found = [one for one in desk.overview.minutes.findChildren(ItemSection) if title in one.accessibleName()]
    return next(one for one in found if one.isVisible())


def shown(widget: QWidget) -> str:
    """All words in sight."""
    return " | ".join(one.text() for one in widget.findChildren(QLabel) if one.isVisible() and one.text())


def to_part(desk: Desk, name: str) -> None:
    """A part beside the draft, by arrow keys."""
    tabs = desk.overview.minutes.beside.tabs
    desk.tab_to(tabs)
    desk.press(KEY.Key_Left, times=4)
    for _step in range(4):
        if tabs.accessibleDescription().startswith(name):
            return
        desk.press(KEY.Key_Right)
    raise AssertionError(f"no part {name}")


def test_minutes_go_from_draft_by_comments_to_adoption_and_correction(drafted: Desk) -> None:
    desk, tab = drafted, drafted.overview.minutes
    # What is missing leads to its place, and is written there.
    assert "Punt 2 heeft geen uitkomst." in shown(tab.beside)
    desk.click(desk.button("Ga erheen: Punt 2 heeft geen uitkomst."))
    assert section(desk, "Zebrapad").isAncestorOf(desk.focused())
    desk.write("Besproken. ")
    # A text block, of the council's own.
    desk.press(KEY.Key_T, CONTROL)
    chooser = desk.dialog(PhraseChooser)
    desk.click(desk.button("Nieuw tekstblok", chooser))
    making = desk.dialog(PhraseDialog)
    desk.write("Dank")
    desk.press(KEY.Key_Tab)
    desk.write("Dank aan {iedereen}.")
    desk.main(making)
    desk.tab_to(chooser.search.line)
    desk.write("Dank")
    desk.press(KEY.Key_Return)
    assert desk.view().items[1].notes.strip() == "Besproken. Dank aan {iedereen}."
    # An action at its item.
    desk.click(desk.button("Actie", section(desk, "Zebrapad")))
    desk.write("Bellen")
    desk.main(desk.dialog(ActionDialog))
    assert [row.text for row in desk.view().actions] == ["Bellen"]
    assert accessibility.unnamed(desk.window) == []
    # Sent for comment; a reply is pasted and split.
    desk.click(desk.button("Rondsturen"))
    desk.main(desk.dialog(SendDialog))
    assert banners(desk)[0].startswith("Rondgestuurd op 23 november 2026.")
    to_part(desk, "Opmerkingen")
    desk.click(desk.button("Opmerkingen toevoegen", tab.beside))
    sheet = desk.dialog(PastedSheet)
    desk.paste("Dag Marijke,\n\nPunt 1: het is 2500 euro.\nPunt 2: er was geen dank.\n\nGroet,\nMurat")
    desk.qtbot.waitUntil(lambda: sheet.pasted.table.model().rowCount() == 2)
    desk.main(sheet)
    cards = [one for one in tab.findChildren(CommentCard) if one.isVisible()]
    assert [one.accessibleName() for one in cards] == ["Murat: het is 2500 euro.", "Murat: er was geen dank."]
    desk.click(desk.button("Verwerkt", cards[0]))
    last = next(one for one in tab.findChildren(CommentCard) if one.isVisible() and "dank" in one.accessibleName())
    desk.click(desk.button("Niet verwerkt", last))
    desk.write("Toch wel")
    desk.main(desk.dialog(Dialog))
    assert [(row.state, row.reason) for row in desk.view().draft.comments] == [
        ("worked_in", ""),
        ("declined", "Toch wel"),
    ]
    # What changed since is told.
    desk.click(section(desk, "Groen").notes.edit.viewport())
    desk.replace("Volgens Truus Mulder kost het 2500 euro.")
    to_part(desk, "Opmerkingen")
    assert "1  Groen" in shown(tab.beside.changes)
    # Adopted for good; a mistake is corrected beside it.
    desk.click(desk.button("Meer over het verslag"))
    desk.choose("Nu vaststellen")
    desk.click(desk.button("Vaststellen", desk.dialog(Question)))
    assert desk.view().minutes_state == "adopted" and desk.view().minutes_pdf
    desk.click(desk.button("Correctie toevoegen", tab.beside))
    making = desk.dialog(ErratumDialog)
    desk.write("2500 moet zijn 2600 euro.")
    desk.main(making)
    assert "Correctie van 23 november 2026" in shown(tab.beside.errata)
    assert "2500" in desk.view().snapshot


def test_the_public_version_is_written_only_after_every_name_was_decided(drafted: Desk, tmp_path: Path) -> None:
    desk, tab = drafted, drafted.overview.minutes
    to_version(desk, "Openbaar")
    assert "Over 2 namen en nummers moet u nog kiezen." in banners(desk)[1]
    assert not desk.button("Bewaren als pdf").isEnabled()
    desk.click(desk.button("Namen kiezen"))
    sheet = desk.dialog(PrivacySheet)
    assert "Het programma vindt niet alles." in shown(sheet)
    assert "Nog 2 te kiezen" in shown(sheet) and "1 Groen" in shown(sheet)
    main = sheet.main_button
    assert isinstance(main, QPushButton) and not main.isEnabled()
    desk.click(desk.button("Rol noemen", sheet))
    assert "“06-12345678”" in shown(sheet) and "Nog 1 te kiezen" in shown(sheet)
    assert accessibility.unnamed(sheet) == []
    desk.press(KEY.Key_Return)  # takes what is proposed
    assert main.isEnabled() and desk.focused() is main
    desk.press(KEY.Key_Return)
    assert desk.dialogs() == [] and len(banners(desk)) == 1
    desk.app.chooser = ChoosesFile(tmp_path / "openbaar.pdf")
    desk.click(desk.button("Bewaren als pdf"))
    assert (tmp_path / "openbaar.pdf").read_bytes().startswith(b"%PDF")
    public = json.dumps(minutes_data(desk.view(), public=True), ensure_ascii=False)
    assert "Volgens een bewoner (…) kost het" in public and tab.isVisible()
    desk.do(service.add_meeting, title="Volgende", day=date(2027, 1, 12))
