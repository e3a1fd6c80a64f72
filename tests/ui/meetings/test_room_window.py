"""The room: the course of a meeting by keys, the projector beside it, a screen that the room sees, reading back."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
from PySide6.QtWidgets import QApplication

from wijkraad_app.features.meetings import service
from wijkraad_app.features.meetings.ui.live.arrival import ArrivalDialog
from wijkraad_app.features.meetings.ui.live.course import BreakDialog, CourseDialog, NewItemDialog
from wijkraad_app.features.meetings.ui.live.people_panel import PersonButton
from wijkraad_app.features.meetings.ui.live.projector import Projector
from wijkraad_app.features.meetings.ui.live.read_back import ReadBackDialog
from wijkraad_app.features.meetings.ui.live.recap import RecapDialog
from wijkraad_app.features.meetings.ui.live.speakers_panel import SpeakerButton, SpeakerDialog
from wijkraad_app.kernel import clock
from wijkraad_app.ui import accessibility
from wijkraad_app.ui.locking import Keys, Locker
from wijkraad_app.ui.palette import Palette
from wijkraad_app.ui.widgets.dialog import Question

from .desk import CONTROL, KEY, MOD, Desk

SHIFT = MOD.ShiftModifier
EVENING = datetime(2026, 12, 1, 19, 0, tzinfo=UTC)
"""20.00 uur."""


@pytest.fixture
def items(desk: Desk) -> dict[str, UUID]:
    """Four items of a meeting that runs since 20.00; the second is closed."""
    made = {}
    for title, public in (("Opening", True), ("Personeel", False), ("Groen", True), ("Verkeer", True)):
        made[title] = desk.do(service.add_item, meeting=desk.world.meeting, title=title, minutes=10, public=public)
    with clock.fixed(EVENING):
        desk.do(service.start_meeting, id=desk.world.meeting)
    return made


def said(desk: Desk) -> dict[str, str]:
    """The agenda at the left: what each row says after its title."""
    model = desk.live.plan.list.model()
    rows = [str(model.data(model.index(row, 0), 11)) for row in range(model.rowCount())]
    return {title: row for row in rows for title in row.split(", ") if title[:1].isupper()}


def at(minutes: int) -> datetime:
    return EVENING + timedelta(minutes=minutes)


def to(desk: Desk, steps: int) -> None:
    desk.press(KEY.Key_Down if steps > 0 else KEY.Key_Up, CONTROL, times=abs(steps))


def test_a_meeting_takes_another_course_than_its_agenda(desk: Desk, items: dict[str, UUID]) -> None:
    with clock.fixed(at(5)):
        desk.hold()
        desk.find_row(desk.live.plan.list, "Groen")
        desk.press(KEY.Key_G, CONTROL)
        assert desk.view().current == desk.view().item(items["Groen"])
        assert "eerder behandeld" in said(desk)["Groen"]
    # deferred, dropped and put back
    desk.find_row(desk.live.plan.list, "Verkeer")
    desk.press(KEY.Key_D, CONTROL)
    desk.dialog(CourseDialog)
    desk.press(KEY.Key_Right, times=2)
    desk.main(desk.dialog(CourseDialog))
    assert "vervallen" in said(desk)["Verkeer"]
    desk.command("Dit punt terugzetten op de agenda")
    other = desk.do(service.add_meeting, title="Volgende", day=date(2027, 1, 12))
    desk.press(KEY.Key_D, CONTROL)
    dialog = desk.dialog(CourseDialog)
    assert dialog.to.value() == other, "the next meeting is offered"
    desk.main(dialog)
    assert ("aangehouden" in said(desk)["Verkeer"], desk.view().item(items["Verkeer"]).deferred_to) == (True, other)  # type: ignore[union-attr]
    desk.press(KEY.Key_Z, CONTROL)
    assert "aangehouden" not in said(desk)["Verkeer"]
    # one more item, a break and a closed part
    with clock.fixed(at(20)):
        desk.press(KEY.Key_Return, CONTROL | SHIFT)
        desk.dialog(NewItemDialog)
        desk.write("Spoed")
        desk.press(KEY.Key_Return)
        assert "toegevoegd om 20.20 uur" in said(desk)["Spoed"]
        desk.press(KEY.Key_P, CONTROL)
        assert desk.dialog(BreakDialog).minutes.value() == 15
        desk.press(KEY.Key_Return)
        assert "tot 20.35 uur" in said(desk)["Pauze"]
        for question in desk.dialogs():
            desk.press(KEY.Key_Escape, on=question)
    with clock.fixed(at(36)):
        desk.press(KEY.Key_P, CONTROL)
        current = desk.view().current
        assert current is not None and current.title == "Groen"
        desk.press(KEY.Key_G, CONTROL | SHIFT)
        assert desk.view().closed_from is not None
        desk.tab_to(desk.live.item.capture.edit)
        desk.enter("Over een persoon")
        assert desk.entries()[0].startswith("Notitie, Over een persoon")
        desk.press(KEY.Key_G, CONTROL | SHIFT)
    closed = next(item for item in desk.view().items if item.title == "Besloten deel")
    assert (closed.public, closed.notes, closed.closed_notes) == (False, "", "Over een persoon\n")
    assert accessibility.unnamed(desk.live) == []


def test_speakers_take_turns_and_their_time_is_counted(desk: Desk, items: dict[str, UUID]) -> None:
    desk.hold()
    desk.press(KEY.Key_F3)
    dialog = desk.dialog(SpeakerDialog)
    desk.tab_to(dialog.name.line)
    desk.write("J. Bakker")
    desk.main(dialog)
    desk.do(service.add_speaker, meeting=desk.world.meeting, role="wijkagent")
    with clock.fixed(EVENING):
        desk.press(KEY.Key_F5)
    with clock.fixed(EVENING + timedelta(minutes=5, seconds=10)):
        one = speakers(desk)[0]
        desk.qtbot.waitUntil(lambda: one.accessibleName() == "J. Bakker, 0:10 over tijd", timeout=3000)
        desk.press(KEY.Key_F5)
        names = [one.accessibleName() for one in speakers(desk)]
        assert names == ["J. Bakker, 0:10 over tijd, onderbroken", "wijkagent, wacht"]
        desk.press(KEY.Key_F5, SHIFT)
    desk.press(KEY.Key_F3)
    desk.press(KEY.Key_Down)
    desk.press(KEY.Key_Up, MOD.AltModifier)
    assert [one.role or one.name for one in desk.view().speakers] == ["J. Bakker", "wijkagent"]
    desk.press(KEY.Key_Return)
    desk.choose("Begint te spreken")
    assert desk.view().speaking is not None and desk.view().speaking.role == "wijkagent"


def people(desk: Desk) -> list[PersonButton]:
    return [one for one in desk.live.people.findChildren(PersonButton) if one.isVisible()]


def speakers(desk: Desk) -> list[SpeakerButton]:
    return [one for one in desk.live.speakers.findChildren(SpeakerButton) if one.isVisible()]


def projector() -> Projector:
    [found] = [one for one in QApplication.topLevelWidgets() if isinstance(one, Projector) and one.isVisible()]
    return found


def shown() -> list[str]:
    """What the room sees, line by line."""
    return projector().accessibleName().split("\n")


def test_the_projector_shows_what_was_entered_and_nothing_else(desk: Desk, items: dict[str, UUID]) -> None:
    desk.hold()
    desk.press(KEY.Key_F9, SHIFT)
    assert shown() == ["Wijkraad", "Punt 1, ter bespreking", "Opening"]
    desk.write("v Geheim plan")
    assert "Geheim plan" not in "".join(shown()), "what is being typed isn't shown"
    desk.press(KEY.Key_Return)
    assert shown()[-1] == "Geheim plan"
    desk.enter("s 3-0-0")
    assert shown()[-2:] == ["Geheim plan", "Aangenomen. 3 voor, 0 tegen"]
    desk.press(KEY.Key_F9)
    assert shown() == ["Wijkraad"]
    desk.press(KEY.Key_K, CONTROL)
    desk.press(KEY.Key_F9)
    assert len(shown()) > 1, "the key works above the palette too"
    desk.press(KEY.Key_Escape, on=desk.dialog(Palette).input)
    desk.press(KEY.Key_F10)
    assert shown() == ["Wijkraad"]
    desk.enter("v Wie wordt voorzitter")
    assert shown() == ["Wijkraad"], "papers go round"
    desk.write("s 2-1-0 geheim")
    desk.press(KEY.Key_Return)
    assert shown()[-1].startswith("Aangenomen."), "its result is entered"
    desk.press(KEY.Key_Down, CONTROL)
    assert shown() == ["Wijkraad"], "the second item is closed"
    desk.press(KEY.Key_Down, CONTROL)
    with clock.fixed(EVENING):
        desk.do(service.add_speaker, meeting=desk.world.meeting, resident=True, name="J. Bakker")
        desk.press(KEY.Key_F5)
        assert shown()[-2:] == ["Inspreker 1", "nog 5:00"]
    # locked: the title stays, whatever is entered elsewhere
    locker = Locker(desk.app, desk.window, Keys(lambda: None, lambda _credentials: None))
    desk.press(KEY.Key_L, CONTROL)
    assert (shown(), desk.window.windowTitle()) == (["Wijkraad"], "Op slot")
    desk.do(service.add_decision, item=items["Groen"], text="Nieuw besluit")
    assert shown() == ["Wijkraad"]
    desk.press(KEY.Key_Return)
    desk.qtbot.waitUntil(lambda: locker.screen is None)
    desk.settle()
    assert "Nieuw besluit" in shown()
    desk.press(KEY.Key_F9, SHIFT)
    assert not [one for one in QApplication.topLevelWidgets() if isinstance(one, Projector) and one.isVisible()]


def test_a_screen_that_the_room_sees_tells_of_nobody_who_is_absent(desk: Desk, items: dict[str, UUID]) -> None:
    desk.do(service.set_attendance, meeting=desk.world.meeting, person=desk.world.people["Ans"], state="present")
    desk.do(service.set_attendance, meeting=desk.world.meeting, person=desk.world.people["Tom"], state="apologies")
    desk.do(service.add_guest, meeting=desk.world.meeting, name="J. Bakker")
    desk.do(service.add_speaker, meeting=desk.world.meeting, resident=True, name="J. Bakker")
    desk.hold("Scherm voor de zaal")
    names = [one.accessibleName() for one in people(desk)]
    assert names == ["Ans Verhoeven, voorzitter, aanwezig", "Gast 1, Gast 1, aanwezig"]
    assert speakers(desk)[0].accessibleName().startswith("Inspreker 1")
    assert "Personeel" not in said(desk) and "Besloten punt" in said(desk)
    desk.write("a Bellen @vera")
    assert "Wethouder" not in desk.live.item.capture.understood(), "nobody from outside is offered"
    desk.press(KEY.Key_Return)
    desk.enter("s 9-9-9")
    assert desk.toast() == "Dat lukte niet. Kijk er na de vergadering naar."
    desk.press(KEY.Key_K, CONTROL)
    desk.write("Vera Wethouder")
    assert "Vera Wethouder" not in desk.dialog(Palette).entries()
    desk.press(KEY.Key_Escape)
    desk.click(desk.button("Iemand komt binnen"))
    desk.dialog(ArrivalDialog)
    desk.write("tom")
    desk.press(KEY.Key_Return)
    assert "Tom Oord" in " ".join(one.accessibleName() for one in people(desk))
    desk.press(KEY.Key_Escape)
    assert desk.page.holding(), "leaving is asked first"
    desk.main(desk.dialog(Question))
    assert not desk.page.holding()
    assert not desk.app.presence.watched


def test_what_was_kept_is_read_back_before_the_meeting_closes(desk: Desk, items: dict[str, UUID]) -> None:
    desk.hold()
    for line in ("b Bomen planten", "b Hek weghalen", "a Bellen @murat", "a Vergeten"):
        desk.enter(line)
    desk.press(KEY.Key_F4)
    recap = desk.dialog(RecapDialog)
    assert "Bij punt 1, Opening: Bomen planten. Aangenomen." in [
        part.accessibleName() for part in recap.findChildren(type(recap.title))
    ]
    desk.press(KEY.Key_Return)
    desk.press(KEY.Key_E, CONTROL | SHIFT)
    dialog = desk.dialog(ReadBackDialog)
    assert desk.focused() is dialog.main_button
    desk.press(KEY.Key_Return)
    assert [row.confirmed for row in desk.view().decisions] == [True, False]
    desk.tab_to(dialog.outcome.box)
    desk.press(KEY.Key_Down)
    desk.main(dialog)
    assert dialog.reason.note_text() == "Typ waarom de uitslag anders is."
    desk.tab_to(dialog.reason.line)
    desk.write("De voorzitter telde opnieuw")
    desk.press(KEY.Key_Return)
    assert desk.view().decisions[1].outcome_reason == "De voorzitter telde opnieuw"
    desk.tab_to(dialog.due.line)
    desk.write("12 dec")
    desk.main(dialog)
    assert (desk.view().actions[0].due, desk.view().actions[0].confirmed) == (date(2026, 12, 12), True)
    desk.click(desk.button("Afronden zonder de rest te lezen", dialog))
    assert (desk.view().status, desk.view().actions[1].confirmed) == ("closed", False)
