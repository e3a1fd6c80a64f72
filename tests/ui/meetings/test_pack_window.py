"""The pack and its mail from the window, by keyboard."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QLabel

from wijkraad_app.features.meetings import service
from wijkraad_app.features.meetings.ui.preparing.pack_sheet import PackDialog
from wijkraad_app.pdf import preview
from wijkraad_app.ui.mail import MailSheet
from wijkraad_app.ui.widgets.dialog import Dialog

from .desk import KEY, ChoosesFile, Desk


def said(inside: Dialog) -> str:
    return " | ".join(one.text() for one in inside.findChildren(QLabel) if one.isVisible())


def test_a_pack_is_kept_and_mailed_once_one_saw_what_is_left_out(desk: Desk, tmp_path: Path) -> None:
    desk.do(service.add_item, meeting=desk.world.meeting, title="Plein")
    desk.do(service.add_item, meeting=desk.world.meeting, title="Personeel", public=False)
    desk.settle()
    desk.command("Vergaderstukken")
    sheet = desk.dialog(PackDialog)
    assert "Personeel" not in said(sheet)
    desk.tab_to(sheet.whom)
    desk.press(KEY.Key_Down)
    assert "Personeel" in said(sheet) and "niet doorzocht" in said(sheet)
    desk.tab_to(desk.button("Mail klaarzetten", sheet))
    desk.press(KEY.Key_Space)
    mail = desk.dialog(MailSheet)
    assert "Bcc" in said(mail) and mail.to.value() == "" and mail.subject.value().startswith("Openbare vergaderstukken")
    desk.press(KEY.Key_Escape)
    desk.app.chooser = ChoosesFile(tmp_path / "stukken.pdf")
    desk.tab_to(desk.button("Stukken bewaren", sheet))
    desk.press(KEY.Key_Space)
    desk.settle()
    data = (tmp_path / "stukken.pdf").read_bytes()
    words = preview.page_text(data, 0)
    assert "Plein" in words and "Personeel" not in words and "1 van 1" in words
    assert "stukken.pdf" in desk.toast()
