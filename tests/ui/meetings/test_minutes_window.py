"""Minutes and actions in the window."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.wrong_files import pdf
from wijkraad_app.features.meetings import queries, service
from wijkraad_app.features.meetings.ui.dialogs import ActionDialog
from wijkraad_app.features.meetings.ui.minutes.erratum import ErratumDialog
from wijkraad_app.ui import accessibility
from wijkraad_app.ui.widgets.banner import Banner
from wijkraad_app.ui.widgets.dialog import Question

from .desk import KEY, MOD, ChoosesFile, Desk


@pytest.fixture
def held(desk: Desk) -> Desk:
    """The meeting was held; its minutes are a draft and in view."""
    item = desk.do(service.add_item, meeting=desk.world.meeting, title="Groen")
    desk.do(service.add_note, item=item, text="Veel bomen")
    desk.do(service.close_meeting, id=desk.world.meeting)
    desk.tab_to(desk.overview.tabs)
    desk.press(KEY.Key_Right)
    assert desk.overview.tabs.value() == "minutes"
    return desk


def banners(desk: Desk) -> list[str]:
    return [one.text() for one in desk.overview.minutes.findChildren(Banner) if one.isVisible()]


def test_arrows_go_between_agenda_and_minutes_without_holding_the_meeting(held: Desk) -> None:
    held.press(KEY.Key_Left)
    assert held.overview.tabs.value() == "agenda" and not held.page.holding()
    held.press(KEY.Key_Right)
    assert held.overview.tabs.value() == "minutes" and held.overview.minutes.isVisible()


def to_version(desk: Desk, name: str) -> None:
    """With the arrow keys of the versions."""
    version = desk.overview.minutes.version
    desk.tab_to(version)
    desk.press(KEY.Key_Left, times=5)
    for _step in range(5):
        if version.accessibleDescription() == name:
            return
        desk.press(KEY.Key_Right)
    raise AssertionError(f"no version {name}")


def test_the_minutes_are_shown_as_they_will_be_printed(held: Desk) -> None:
    to_version(held, "Volledig")
    preview = held.overview.minutes.preview
    held.qtbot.waitUntil(lambda: preview.page_count() > 0)
    assert "Veel bomen" in preview.accessibleDescription() or preview.page_count() == 1
    assert banners(held) == ["Concept. Een volgende vergadering stelt het vast."]


def test_minutes_are_kept_as_a_pdf(held: Desk, tmp_path: Path) -> None:
    held.app.chooser = ChoosesFile(tmp_path / "verslag.pdf")
    held.click(held.button("Bewaren als pdf"))
    assert (tmp_path / "verslag.pdf").read_bytes().startswith(b"%PDF")
    held.app.chooser = ChoosesFile(tmp_path / "verslag.docx")
    held.click(held.button("Bewaren als pdf"))
    assert (tmp_path / "verslag.docx").read_bytes().startswith(b"PK")


def test_adopting_asks_first_because_it_cannot_be_undone(held: Desk) -> None:
    held.click(held.button("Meer over het verslag"))
    held.choose("Nu vaststellen")
    question = held.dialog(Question)
    held.press(KEY.Key_Escape)
    assert held.view().minutes_state == "draft"
    held.click(held.button("Meer over het verslag"))
    held.choose("Nu vaststellen")
    question = held.dialog(Question)
    held.click(held.button("Vaststellen", question))
    assert held.view().minutes_state == "adopted"
    assert banners(held) == ["Vastgesteld op 23 november 2026. De tekst ligt vast."]


def test_a_change_after_adoption_is_told_and_corrected_beside_it(held: Desk) -> None:
    held.do(service.adopt_minutes, meeting=held.world.meeting)
    held.do(service.update_item, id=held.view().items[0].id, notes="Weinig bomen")
    assert "Het concept is na het vaststellen gewijzigd." in banners(held)[1]
    held.click(held.button("Correctie toevoegen"))
    dialog = held.dialog(ErratumDialog)
    held.write("Er zijn weinig bomen.")
    held.main(dialog)
    assert [row.text for row in held.view().draft.errata] == ["Er zijn weinig bomen."]
    assert "Veel bomen" in held.view().snapshot


def test_draft_minutes_are_put_on_the_next_agenda(held: Desk) -> None:
    following = held.do(service.add_meeting, title="Volgende", day=date(2027, 1, 12))
    held.click(held.button("Op de agenda van 12 jan 2027"))
    assert held.view(following).items[0].subject == held.world.meeting
    assert banners(held) == ["Concept. Het staat op de agenda van 12 jan 2027."]


def test_minutes_made_elsewhere_are_kept_as_a_file(held: Desk, tmp_path: Path) -> None:
    (tmp_path / "oud.pdf").write_bytes(pdf())
    held.app.chooser = ChoosesFile(tmp_path / "oud.pdf")
    held.click(held.button("Meer over het verslag"))
    held.choose("Verslag als bestand toevoegen")
    assert held.view().minutes_file_name == "oud.pdf"


@pytest.fixture
def actions(desk: Desk) -> Desk:
    """Three actions; the table of actions is open."""
    desk.do(service.add_action, text="Te laat", due=date(2026, 11, 1))
    desk.do(service.add_action, text="Van mij", owner=desk.world.people["Marijke"], due=date(2026, 12, 1))
    desk.do(service.add_action, text="Ooit")
    desk.press(KEY.Key_A, MOD.ControlModifier | MOD.ShiftModifier)
    return desk


def shown(desk: Desk) -> list[str]:
    table = desk.overview.action_list.table
    return [table.model().index(row, 0).data() for row in range(table.count())]


def test_actions_are_shown_late_ones_first(actions: Desk) -> None:
    assert shown(actions) == ["Te laat", "Van mij", "Ooit"]
    assert accessibility.unnamed(actions.window) == []


def test_space_checks_an_action_off_and_undo_opens_it_again(actions: Desk) -> None:
    assert actions.focused() is actions.overview.action_list.table
    actions.press(KEY.Key_Space)
    assert shown(actions) == ["Van mij", "Ooit"]
    actions.press(KEY.Key_Z, MOD.ControlModifier)
    assert shown(actions)[0] == "Te laat"


def test_actions_are_filtered(actions: Desk) -> None:
    view = actions.overview.action_list
    actions.click(view.mine)
    assert shown(actions) == ["Van mij"]
    actions.click(view.mine)
    actions.tab_to(view.show_)
    actions.press(KEY.Key_Right)
    assert shown(actions) == ["Te laat"]
    actions.press(KEY.Key_Right)
    assert shown(actions) == []
    assert actions.button("Nieuwe actie").isVisible()


def test_enter_changes_an_action(actions: Desk) -> None:
    actions.press(KEY.Key_Return)
    dialog = actions.dialog(ActionDialog)
    actions.click(dialog.other.line)
    actions.write("De gemeente")
    actions.press(KEY.Key_Return)
    assert actions.read(queries.open_actions)[0].owner_name == "De gemeente"


def test_a_link_to_an_action_finds_it(actions: Desk) -> None:
    ids = actions.read(queries.action_ids)
    actions.tab_to(actions.overview.list)
    actions.press(KEY.Key_Down)
    assert not actions.overview.showing_list()
    actions.command("Ooit")
    assert actions.overview.action_list.table.current() == ids[2]


def test_a_link_to_an_item_puts_the_cursor_in_it(desk: Desk) -> None:
    desk.do(service.add_item, meeting=desk.world.meeting, title="Groen")
    item = desk.do(service.add_item, meeting=desk.world.meeting, title="Verkeer")
    desk.command("Verkeer")
    assert desk.overview.agenda.outline.current() == item


def test_minutes_and_agenda_are_kept_in_large_print(held: Desk, tmp_path: Path) -> None:
    for name in ("Volledig", "Grote letter"):
        to_version(held, name)
        held.app.chooser = ChoosesFile(tmp_path / f"{name}.pdf")
        held.click(held.button("Bewaren als pdf"))
    assert (tmp_path / "Volledig.pdf").read_bytes() != (tmp_path / "Grote letter.pdf").read_bytes()
    held.app.chooser = ChoosesFile(tmp_path / "agenda.pdf")
    held.menu("Agenda in grote letter als PDF")
    assert (tmp_path / "agenda.pdf").read_bytes().startswith(b"%PDF")
