"""The registers across meetings by keys and mouse: all decisions, and all actions with reminders."""

from __future__ import annotations

import csv
from datetime import date
from email import message_from_bytes, policy
from pathlib import Path
from typing import Any

from wijkraad_app.features.council import service as council
from wijkraad_app.features.meetings import queries, service
from wijkraad_app.features.meetings.queries import ActionRow, DecisionRow
from wijkraad_app.features.meetings.ui.dialogs import ActionDialog
from wijkraad_app.features.meetings.ui.registers.decision import DecisionCard, EarlierDialog
from wijkraad_app.features.meetings.ui.registers.mail import MailDecisionDialog
from wijkraad_app.features.meetings.ui.registers.reminders import RemindersDialog
from wijkraad_app.features.meetings.ui.registers.several import OwnerDialog
from wijkraad_app.ui.mail import MailSheet

from .desk import KEY, MOD, ChoosesFile, Desk

BOTH = MOD.ControlModifier | MOD.ShiftModifier


def decisions(desk: Desk) -> list[DecisionRow]:
    ids = desk.read(queries.decision_ids)
    return [row.decision for row in desk.read(queries.register_rows, ids)]


def actions(desk: Desk, **wanted: Any) -> list[ActionRow]:
    return list(desk.read(queries.action_rows, desk.read(queries.action_ids, **wanted)))


def test_decisions_are_filtered_added_by_mail_opened_and_kept_as_a_file(desk: Desk, tmp_path: Path) -> None:
    desk.do(service.add_decision, text="Een zebrapad aan de Molendijk", meeting=desk.world.meeting)
    desk.do(service.add_decision, text="De begroting is akkoord", day=date(2019, 3, 1))
    desk.press(KEY.Key_D, BOTH)
    register = desk.overview.register
    assert register.table.count() == 2
    desk.find_row(register.table, "Besluit 1, Aangenomen")

    desk.click(desk.button("Besluit per mail", register))
    mail = desk.dialog(MailDecisionDialog)
    desk.write("Het hek aan de Molendijk komt bij het zebrapad")
    desk.click(desk.button("Iedereen stemde in", mail))
    assert mail.outcome.plain() == "4 voor, 0 tegen. Aangenomen."
    desk.tab_to(mail.answers[desk.world.people["Murat"]].box)
    desk.press(KEY.Key_Down)
    assert mail.outcome.plain() == "3 voor, 1 tegen. Aangenomen."
    desk.main(mail)
    (made,) = [row for row in decisions(desk) if row.method == "mail"]
    assert (made.votes_for, made.votes_against, made.said("against")) == (3, 1, ("Murat Aydin",))

    desk.find_row(register.table, "Het hek")
    desk.press(KEY.Key_Return)
    card = desk.dialog(DecisionCard)
    assert "3 voor, 1 tegen. Per mail." in card.how.plain() and "Tegen: Murat Aydin" in card.said.plain()
    assert not card.earlier.isVisible(), "the meeting on the subject is still to come"
    desk.press(KEY.Key_Escape)

    desk.menu("Besluit verwijderen", register)
    assert made.id not in [row.id for row in decisions(desk)]
    desk.press(KEY.Key_Z, MOD.ControlModifier)
    assert made in decisions(desk)

    desk.click(register.filters.search.line)
    desk.write("molendijk zebrapad")
    assert register.table.count() == 2
    desk.app.chooser = ChoosesFile(tmp_path / "besluiten.csv")
    desk.menu("Lijst als CSV, voor een rekenblad", register)
    with (tmp_path / "besluiten.csv").open(encoding="utf-8-sig") as file:
        rows = list(csv.DictReader(file, delimiter=";"))
    assert {row["text"] for row in rows} == {"Een zebrapad aan de Molendijk", made.text}
    assert {row["against"] for row in rows} == {"", "Murat Aydin"}

    desk.tab_to(register.table)
    desk.press(KEY.Key_Home, MOD.ControlModifier)
    desk.press(KEY.Key_Return)
    desk.main(desk.dialog(DecisionCard))
    assert not desk.overview.showing_list(), "at the meeting where it was taken"

    desk.to_new_item()
    desk.enter("Zebrapad aan de Molendijk")
    desk.to_item("Zebrapad aan de Molendijk")
    desk.click(desk.button("Eerder over dit onderwerp"))
    earlier = desk.dialog(EarlierDialog)
    desk.click(desk.button(made.name, earlier))
    assert desk.dialog(DecisionCard).text.plain() == made.text


def test_actions_change_together_and_their_owners_are_reminded(desk: Desk, tmp_path: Path) -> None:
    people = desk.world.people
    desk.do(council.update_person, person=people["Ans"], mail="ans@wijkraad.nl")
    for text, due in (("Bellen", date(2026, 11, 9)), ("Mailen", date(2026, 11, 25)), ("Vragen", None)):
        desk.do(service.add_action, text=text, owner=people["Murat"], due=due)
    desk.press(KEY.Key_A, BOTH)
    table = desk.overview.action_list.table
    desk.find_row(table, "14 dagen te laat")
    desk.press(KEY.Key_Down, MOD.ShiftModifier)
    assert table.selected() == tuple(row.id for row in actions(desk)[:2])

    desk.click(desk.button("Andere actiehouder"))
    owner = desk.dialog(OwnerDialog)
    desk.tab_to(owner.other.line)
    desk.write("Ans")
    desk.main(owner)
    assert [row.owner_name for row in actions(desk)] == ["Ans Verhoeven", "Ans Verhoeven", "Murat Aydin"]

    desk.find_row(table, "Vragen")
    desk.press(KEY.Key_Return)
    change = desk.dialog(ActionDialog)
    desk.tab_to(change.progress)
    desk.write("Wacht op antwoord")
    desk.main(change)
    assert actions(desk)[2].progress == "Wacht op antwoord"

    desk.click(desk.button("Actiehouders herinneren"))
    remind = desk.dialog(RemindersDialog)
    desk.main(remind)
    mails = desk.dialog(MailSheet)
    assert mails.to.value() == "Ans Verhoeven <ans@wijkraad.nl>" and "uiterlijk 9 november 2026" in mails.text.value()
    folder = tmp_path / "herinneringen"
    folder.mkdir()
    desk.app.chooser = ChoosesFile(folder)
    desk.main(mails)
    assert sorted(file.name for file in folder.iterdir()) == ["Ans Verhoeven.eml", "Open acties per actiehouder.pdf"]
    read: Any = message_from_bytes((folder / "Ans Verhoeven.eml").read_bytes(), policy=policy.default)
    assert read["X-Unsent"] == "1" and "- Bellen" in read.get_content()
    desk.press(KEY.Key_Escape)
    desk.click(desk.button("Vastleggen als verstuurd", remind))
    assert {row.reminded_on for row in actions(desk)} == {date(2026, 11, 23)}

    desk.tab_to(table)
    desk.press(KEY.Key_A, MOD.ControlModifier)
    desk.press(KEY.Key_Space)
    assert actions(desk) == [] and "3 acties" in desk.toast()
    desk.press(KEY.Key_Z, MOD.ControlModifier)
    assert len(actions(desk)) == 3
