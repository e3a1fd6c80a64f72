"""What merging left is listed in words people know, and put right by visible steps."""

from __future__ import annotations

import json

import pytest

from tests.unit.db.dossier_bytes import all_bytes
from tests.unit.db.test_merge import all_of, both_hear, news_for
from wijkraad_app import bootstrap
from wijkraad_app.db import check, loose_ends
from wijkraad_app.db.verbs import verb_of
from wijkraad_app.db.workspace import LocalWorkspace
from wijkraad_app.features.conversations import service as conversations
from wijkraad_app.features.erasure import service as erasing
from wijkraad_app.features.loose_ends import queries, rules, service
from wijkraad_app.features.loose_ends.rules import Left, Matter
from wijkraad_app.features.meetings import service as meetings
from wijkraad_app.features.today import queries as today
from wijkraad_app.features.today.rules.asking import Ask
from wijkraad_app.kernel.errors import UserError
from wijkraad_app.kernel.ids import EntityRef

SECRET, NAME = "Willemijn Kwakkelstein", "Jan Jansen"


def only(workspace: LocalWorkspace) -> Left:
    (found,) = workspace.read(queries.left)
    assert workspace.read(loose_ends.count) == 1
    return found


def meeting_with_stray(workspace: LocalWorkspace, other: LocalWorkspace) -> EntityRef:
    """An item below one that was removed elsewhere meanwhile, with one more below itself."""
    meeting = workspace.do(meetings.add_meeting, title="Raad")
    above = workspace.do(meetings.add_item, meeting=meeting, title="Groen")
    workspace.do(meetings.add_item, meeting=meeting, title="Plantsoen", parent=above)
    both_hear(workspace, other)
    workspace.do(meetings.remove_item, id=above)
    stray = other.do(meetings.add_item, meeting=meeting, title="Bomen", parent=above)
    both_hear(workspace, other)
    return EntityRef("item", stray)


def live_items(workspace: LocalWorkspace) -> set[str]:
    from wijkraad_app.features.meetings.model import AgendaItem

    return set(
        workspace.read(lambda s: [row.title for row in s.query(AgendaItem).filter(AgendaItem.deleted.is_(False))])
    )


def test_a_record_without_its_place_can_have_that_back_with_all_that_went_with_it(
    workspace: LocalWorkspace, other: LocalWorkspace
) -> None:
    stray = meeting_with_stray(workspace, other)
    found = only(workspace)
    assert (found.matter, found.ref) == (Matter.PLACE, stray)
    assert rules.what(found) == "“Bomen” (agendapunt) hoort bij “Groen” (agendapunt), en dat is verwijderd"
    assert found.parent is not None
    workspace.do(service.bring_back, kind="item", id=found.parent.id)
    assert live_items(workspace) == {"Groen", "Plantsoen", "Bomen"}
    assert workspace.read(queries.left) == ()
    workspace.undo()
    assert live_items(workspace) == {"Bomen"}
    workspace.redo()
    assert live_items(workspace) == {"Groen", "Plantsoen", "Bomen"}
    with pytest.raises(UserError) as refused:
        workspace.do(service.bring_back, kind="item", id=found.parent.id)
    assert refused.value.code == "same"


def test_or_it_goes_too_with_what_is_below_it(workspace: LocalWorkspace, other: LocalWorkspace) -> None:
    stray = meeting_with_stray(workspace, other)
    workspace.do(service.remove_stray, kind="item", id=stray.id)
    assert (live_items(workspace), workspace.read(queries.left)) == (set(), ())
    workspace.undo()
    assert live_items(workspace) == {"Bomen"}
    workspace.redo()
    with pytest.raises(UserError) as refused:
        workspace.do(service.remove_stray, kind="item", id=stray.id)
    assert refused.value.code == "not_found"


def test_erasures_that_crossed_are_done_once_more(workspace: LocalWorkspace, other: LocalWorkspace) -> None:
    text = f"{SECRET} en {NAME} wonen op 14."
    talk = workspace.do(conversations.add_conversation, title="Gesprek", text=text)
    both_hear(workspace, other)
    workspace.do(erasing.erase_words, words=[SECRET])
    other.do(erasing.erase_words, words=[NAME])
    both_hear(workspace, other)
    found = only(workspace)
    assert (found.matter, found.shown, found.repeatable) == (Matter.CROSSED, EntityRef("conversation", talk), True)
    assert [one.count for one in workspace.read(today.attention) if one.what is Ask.MERGED] == [1]
    workspace.do(service.erase_again, kind="conversation", id=talk)
    both_hear(workspace, other)
    assert workspace.read(queries.left) == other.read(queries.left) == ()
    for one in (workspace, other):
        one.dossier.checkpoint()
        assert not any(word in all_bytes(one.path) for word in (b"Kwakkelstein", b"Jansen"))
    with pytest.raises(UserError) as refused:
        workspace.do(service.erase_again, kind="conversation", id=talk)
    assert refused.value.code == "nothing_found"


def test_a_late_edit_says_who_and_where_and_goes_when_it_was_typed_again(
    workspace: LocalWorkspace, other: LocalWorkspace
) -> None:
    talk = workspace.do(conversations.add_conversation, title="Gesprek", text=f"{SECRET} woont op 14.")
    both_hear(workspace, other)
    workspace.do(erasing.erase_words, words=[SECRET])
    other.do(conversations.correct_text, id=talk, text=f"{SECRET} woont op 14, naast de school.")
    both_hear(workspace, other)
    found = only(workspace)
    assert (found.matter, found.field) == (Matter.LATE, "text")
    assert found.device in rules.to_do(found) and "Tekst" in rules.to_do(found)
    workspace.do(conversations.correct_text, id=talk, text="… woont op 14, naast de school.")
    workspace.do(service.let_earlier_go, kind="conversation", id=talk, field="text")
    assert (workspace.read(queries.left), workspace.read(check.problems)) == ((), [])
    with pytest.raises(UserError) as refused:
        workspace.do(service.let_earlier_go, kind="conversation", id=talk, field="text")
    assert refused.value.code == "nothing_found"


def test_changes_that_wait_say_why(workspace: LocalWorkspace, other: LocalWorkspace) -> None:
    other.do(meetings.add_meeting, title="Eerst")
    first = all_of(other).changesets
    other.do(meetings.add_meeting, title="Daarna")
    news = news_for(workspace, other)
    from dataclasses import replace

    later = tuple(one for one in news.changesets if one not in first)
    workspace.receive(replace(news, changesets=later))
    found = only(workspace)
    assert (found.matter, found.reason) == (Matter.WAITING, "waiting")
    assert rules.what(found).startswith("1 wijziging van “")
    workspace.receive(news)
    assert workspace.read(queries.left) == ()


def test_check_lists_it_beside_the_faults(
    workspace: LocalWorkspace, other: LocalWorkspace, capsys: pytest.CaptureFixture[str]
) -> None:
    meeting_with_stray(workspace, other)
    workspace.close()
    assert bootstrap.main(["-d", str(workspace.path), "check"]) == 0
    shown = capsys.readouterr().out
    assert "Het dossier is in orde." in shown
    assert "hoort bij “Groen” (agendapunt), en dat is verwijderd. Zet het andere terug, of verwijder dit ook." in shown
    assert bootstrap.main(["-d", str(workspace.path), "check", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["ok"], told["problems"]) == (True, [])
    assert [(one["matter"], len(one["id"])) for one in told["left"]] == [("place", 36)]


def test_what_is_for_good_says_so() -> None:
    for one in (service.erase_again, service.let_earlier_go):
        assert verb_of(one).undo != "full"
