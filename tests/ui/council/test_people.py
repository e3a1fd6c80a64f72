"""The page of people, by keys and mouse."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QApplication, QLabel, QMenu

from wijkraad_app.features.council import queries, service
from wijkraad_app.features.council.rules.members import NewMember
from wijkraad_app.features.council.ui.new import NewOrganisation, NewPerson
from wijkraad_app.features.council.ui.page import PeoplePage
from wijkraad_app.features.council.ui.person_record import MembershipLine, PersonRecord
from wijkraad_app.ui import accessibility
from wijkraad_app.ui.widgets.pasted import PastedSheet

from .desk import KEY, MOD, Desk


def page(desk: Desk) -> PeoplePage:
    found = desk.window.page()
    assert isinstance(found, PeoplePage)
    return found


def record(desk: Desk) -> PersonRecord:
    found = page(desk).records["person"]
    assert isinstance(found, PersonRecord)
    return found


def titles(desk: Desk) -> list[str]:
    return [item.title for item in page(desk).table().list.items()]


def line(desk: Desk) -> MembershipLine:
    return next(iter(record(desk).lines.values()))


def menu() -> QMenu:
    found = QApplication.activePopupWidget()
    assert isinstance(found, QMenu)
    return found


def test_members_come_first_with_their_roles(desk: Desk) -> None:
    assert titles(desk) == ["Leden", "Marijke van Duin", "Kees Brouwer", "Anna Bos", "Anderen", "Fatima Haddad"]
    assert record(desk).header.title.plain() == "Marijke van Duin"
    assert record(desk).header.reference.plain() == "voorzitter"
    assert page(desk).found.text() == "4 mensen"


def test_arrows_walk_through_the_list(desk: Desk) -> None:
    desk.tab_to(page(desk).table())
    desk.press(KEY.Key_Down)
    assert record(desk).name.value() == "Kees Brouwer"
    desk.press(KEY.Key_Return)
    assert QApplication.focusWidget() is record(desk).name.line


def test_search_finds_while_typing_and_escape_clears_it(desk: Desk) -> None:
    desk.press(KEY.Key_F, MOD.ControlModifier)
    desk.write("wijkman")
    assert titles(desk) == ["Anderen", "Fatima Haddad"]
    desk.press(KEY.Key_Escape)
    assert len(titles(desk)) == 6


def test_fields_save_themselves_and_undo_takes_it_back(desk: Desk) -> None:
    desk.tab_to(record(desk).phone.line)
    desk.write("06 12 ")
    assert record(desk).phone.value() == "06 12 "
    assert desk.read(queries.members)[0].phone == "06 12"
    desk.press(KEY.Key_Tab)
    desk.press(KEY.Key_Z, MOD.ControlModifier)
    assert desk.read(queries.members)[0].phone == ""


def test_a_wrong_address_is_told_below_the_field_and_not_kept(desk: Desk) -> None:
    desk.tab_to(record(desk).mail.line)
    desk.write("marijke@")
    assert "geen mailadres" in record(desk).mail.note_text()
    assert desk.read(queries.members)[0].mail == "marijke@singels.example"


def test_a_role_is_added_dated_and_removed(desk: Desk) -> None:
    fatima = desk.read(queries.people_ids, query="fatima")[0]
    desk.find_row(page(desk).table().list, "Fatima Haddad")
    assert record(desk).no_role.isVisible()
    desk.click(record(desk).add_role)
    assert record(desk).header.reference.plain() == "lid"
    desk.tab_to(line(desk).end.line)
    desk.write("31-12-2027")
    assert desk.read(queries.person_card, fatima).memberships[0].end == date(2027, 12, 31)
    desk.tab_to(line(desk).role)
    desk.press(KEY.Key_Up)
    assert desk.read(queries.person_card, fatima).role == "treasurer"
    desk.do(service.remove_membership, membership=line(desk).membership.id)
    assert record(desk).no_role.isVisible()


def test_a_new_person_is_made_by_keys_and_shown(desk: Desk) -> None:
    desk.press(KEY.Key_N, MOD.ControlModifier)
    dialog = desk.dialog(NewPerson)
    assert accessibility.unnamed(dialog) == []
    desk.press(KEY.Key_Return)
    assert dialog.name.note_text()
    desk.write("Ditte Postma")
    desk.press(KEY.Key_Tab)
    desk.press(KEY.Key_End)
    desk.press(KEY.Key_Tab)
    desk.write("ditte@")
    desk.press(KEY.Key_Return)
    assert dialog.isVisible() and dialog.mail.note_text()
    desk.write("ditte@singels.example")
    desk.press(KEY.Key_Return)
    assert desk.closed(NewPerson)
    assert record(desk).header.title.plain() == "Ditte Postma"
    assert desk.read(queries.person_card, desk.read(queries.people_ids, query="ditte")[0]).role == "aspirant"


def test_someone_is_removed_and_comes_back(desk: Desk) -> None:
    desk.find_row(page(desk).table().list, "Anna Bos")
    desk.menu("Persoon verwijderen", record(desk))
    assert "Anna Bos" not in titles(desk)
    assert record(desk).header.title.plain() == "Marijke van Duin"
    desk.press(KEY.Key_Z, MOD.ControlModifier)
    assert "Anna Bos" in titles(desk)


def test_a_refused_removal_is_said_and_leaves_nothing_unsaved(desk: Desk) -> None:
    fatima = desk.read(queries.people_ids, query="fatima")[0]
    desk.do(service.update_council, contact=fatima)
    desk.find_row(page(desk).table().list, "Fatima Haddad")
    desk.menu("Persoon verwijderen", record(desk))
    assert "Fatima Haddad" in titles(desk)
    shown = [label.text() for label in desk.window.findChildren(QLabel) if label.isVisible()]
    assert any("staat nog ergens in het dossier" in words for words in shown)
    assert "Niet bewaard" not in shown
    assert desk.window.close()


def test_members_are_pasted_corrected_and_taken_over_in_one_step(desk: Desk) -> None:
    desk.command("Leden plakken")
    sheet = desk.dialog(PastedSheet)
    assert not sheet.main_button.isEnabled()
    desk.paste("Bart Vos\tpenningmeester\tbart@singels.example\nCor Smit\tlid\nAnna Bos\tlid")
    desk.qtbot.waitUntil(sheet.main_button.isEnabled)
    assert accessibility.unnamed(sheet) == []
    assert sheet.pasted.table.model().index(0, 2).data() == "penningmeester"
    desk.tab_to(sheet.pasted.table)
    desk.to_cell(sheet.pasted.table, 1, 2)
    desk.press(KEY.Key_F2)
    desk.replace("aspirant")
    desk.press(KEY.Key_Return)
    desk.click(sheet.main_button)
    assert desk.closed(PastedSheet)
    roles = {row.name: row.role for row in desk.read(queries.members)}
    assert roles["Bart Vos"] == "treasurer" and roles["Cor Smit"] == "aspirant" and len(roles) == 5
    desk.press(KEY.Key_Z, MOD.ControlModifier)
    assert len(desk.read(queries.members)) == 3


def test_an_organisation_is_made_and_shows_who_works_there(desk: Desk) -> None:
    desk.command("Nieuwe organisatie")
    desk.dialog(NewOrganisation)
    desk.write("Wijkbureau")
    desk.press(KEY.Key_Return)
    shown = page(desk).records["organisation"]
    assert shown.isVisible() and shown.header.title.plain() == "Wijkbureau"
    bureau = desk.read(queries.organisation_ids, query="wijkbureau")[0]
    fatima = desk.read(queries.people_ids, query="fatima")[0]
    desk.do(service.update_person, person=fatima, organisation=bureau)
    assert shown.no_people.isHidden()
    desk.tab_to(page(desk).kinds)
    desk.press(KEY.Key_Left)
    assert "Fatima Haddad" in titles(desk)


def test_an_empty_page_offers_to_paste(empty_desk: Desk) -> None:
    from wijkraad_app.ui.widgets.empty import EmptyPage

    found = [one for one in empty_desk.window.findChildren(EmptyPage) if one.isVisible()]
    empty_desk.click(found[0].primary)
    empty_desk.dialog(PastedSheet)
    empty_desk.press(KEY.Key_Escape)
    assert empty_desk.closed(PastedSheet)


def test_very_many_people_are_a_table(desk: Desk) -> None:
    desk.do(service.import_members, members=[NewMember(f"Bewoner {n:03}", "") for n in range(450)])
    table = page(desk).table()
    assert table.currentWidget() is table.long and table.long.count() == 454
    assert table.long.model().index(0, 0).data() == "Marijke van Duin"
    desk.tab_to(page(desk).search.line)
    desk.write("bewoner 44")
    assert table.currentWidget() is table.list and len(titles(desk)) == 15


def test_everything_has_a_name_for_screen_readers(desk: Desk) -> None:
    assert accessibility.unnamed(desk.window) == []
    desk.tab_to(page(desk).kinds)
    desk.press(KEY.Key_Right)
    assert page(desk).records["organisation"].isVisible()
    assert accessibility.unnamed(desk.window) == []
