"""A whole evening without the mouse: twelve items in two hours, notes, decisions, actions, votes, then the minutes."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from wijkraad_app.db import check
from wijkraad_app.db import workspace as workspaces
from wijkraad_app.features.meetings import queries
from wijkraad_app.features.meetings.documents import minutes_data
from wijkraad_app.features.meetings.ui.live.read_back import ReadBackDialog
from wijkraad_app.features.meetings.ui.live.screen_question import ScreenQuestion
from wijkraad_app.kernel import clock, threads

from .desk import CONTROL, KEY, MOD, Desk

EVENING = datetime(2026, 12, 1, 19, 0, tzinfo=UTC)
"""20.00 uur."""
AGENDA = """Opening
Vaststellen agenda
Mededelingen
Ingekomen stukken
Verslag vorige keer
Inspreken
Veilig oversteken
Groen aan de kade
Speeltuin
Begroting
Rondvraag
Sluiting""".splitlines()
DECIDED = {6: 2, 7: 1, 8: 1, 9: 2}
"""Decisions by acclamation at an item, counted from 0."""
VOTES = {
    6: ("v Een zebrapad vragen", "s 3-1"),
    8: ("v Een hek plaatsen", "s 2-1-1"),
    9: ("v Fonds aanspreken", "s 1-3"),
}
ACTIONS = {2: 1, 3: 2, 5: 2, 6: 3, 7: 2, 8: 2, 9: 1, 10: 1}
NOTES = (2, 2, 4, 3, 3, 5, 6, 4, 3, 4, 3, 1)


def lines_at(item: int) -> list[str]:
    """What the secretary types at one item."""
    typed = [f"Opmerking {item + 1}.{number + 1}" for number in range(NOTES[item])]
    typed += [f"b Besluit {item + 1}.{number + 1}" for number in range(DECIDED.get(item, 0))]
    typed += [f"a Taak {item + 1}.{number + 1} @mur volgende dinsdag" for number in range(ACTIONS.get(item, 0))]
    return [*typed, *VOTES.get(item, ())]


def prepare(desk: Desk) -> None:
    """The agenda, typed line by line."""
    line = next(one for one in desk.lines() if one.accessibleName() == "Nieuw agendapunt")
    desk.tab_to(line)
    for title in AGENDA:
        desk.enter(title)


def open_meeting(desk: Desk) -> None:
    desk.press(KEY.Key_Return, CONTROL)
    question = desk.dialog(ScreenQuestion)
    desk.tab_to(question.alone)
    desk.press(KEY.Key_Space)
    desk.tab_to(desk.button("Vergadering openen"))
    desk.press(KEY.Key_Space)


def test_two_hours_are_entered_by_keys_alone_and_the_minutes_need_no_retyping(desk: Desk) -> None:
    assert (sum(NOTES), sum(ACTIONS.values()), sum(DECIDED.values()) + len(VOTES), len(AGENDA)) == (40, 14, 9, 12)
    prepare(desk)
    with clock.fixed(EVENING):
        open_meeting(desk)
    for item in range(len(AGENDA)):
        with clock.fixed(EVENING + timedelta(minutes=10 * item)):
            if item:
                desk.press(KEY.Key_Down, CONTROL)
            for line in lines_at(item):
                desk.enter(line)
            # one entry is taken up again and corrected, as happens
            if item == 5:
                desk.press(KEY.Key_Up)
                desk.press(KEY.Key_Home)
                desk.write("Nagekeken: ")
                desk.press(KEY.Key_Return)
    with clock.fixed(EVENING + timedelta(hours=2)):
        desk.press(KEY.Key_E, CONTROL | MOD.ShiftModifier)
        for _one in range(9 + 14):
            assert desk.dialogs(), "everything kept is read back"
            desk.dialog(ReadBackDialog)
            desk.press(KEY.Key_Return)
    assert not desk.dialogs()
    assert desk.view().status == "closed" and desk.view().minutes_state == "draft"

    with threads.allowed_here():
        reopened = workspaces.open_(desk.world.workspace.dossier.path, write=False)
        view, problems = reopened.read(queries.meeting_view, desk.world.meeting), reopened.read(check.problems)
        reopened.close()
    assert view is not None and list(problems) == []
    data = minutes_data(view)
    assert [item["title"] for item in data["items"]] == AGENDA
    for at, item in enumerate(data["items"]):
        said = [line for line in item["notes"].splitlines() if line.startswith("Opmerking")]
        assert said == lines_at(at)[: NOTES[at]]
    outcomes = [row["outcome"] for row in data["decisions"] if row["votes"]]
    assert outcomes == ["adopted", "adopted", "rejected"]
    assert len(data["decisions"]) == 9 and len(data["actions"]) == 14
    assert {row["owner"] for row in data["actions"]} == {"Murat Aydin"}
    assert {row["due"] for row in data["actions"]} == {date(2026, 12, 8).isoformat()}
    assert (data["opened"], data["closed"]) == ("20:00", "22:00")
    assert sum(row["text"].startswith("Nagekeken: Taak") for row in data["actions"]) == 1
