"""The registers across meetings: decisions by mail, what they are about, lists of any length, several actions at
once."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

import pytest

from wijkraad_app.features.council import service as council
from wijkraad_app.features.meetings import queries, service
from wijkraad_app.features.meetings.documents import Paper
from wijkraad_app.features.meetings.documents.registers import (
    as_csv,
    owners_document,
    register_data,
    register_document,
    reminder,
)
from wijkraad_app.features.meetings.queries import ActionRow, DecisionRow
from wijkraad_app.features.meetings.rules.registers import NOBODY, WITHOUT_MEETING, DecisionFilter, Said
from wijkraad_app.kernel.errors import UserError
from wijkraad_app.kernel.ids import EntityRef, new_id
from wijkraad_app.office import writing
from wijkraad_app.pdf import blocks, render

from .world import World

DAY = date(2026, 11, 20)


def register(world: World, **wanted: Any) -> list[DecisionRow]:
    ids = world.workspace.read(queries.decision_ids, wanted=DecisionFilter(**wanted))
    return [row.decision for row in world.workspace.read(queries.register_rows, ids)]


def by_mail(world: World, *agreed: str, against: tuple[str, ...] = (), **fields: Any) -> UUID:
    said = Said(tuple(world.people[one] for one in agreed), tuple(world.people[one] for one in against))
    given: dict[str, Any] = {"text": "De speeltuin krijgt een hek", "day": DAY, "said": said} | fields
    made: UUID = world.workspace.do(service.add_mail_decision, **given)
    return made


def decided(world: World, text: str, **fields: Any) -> UUID:
    made: UUID = world.workspace.do(service.add_decision, text=text, **fields)
    return made


def actions(world: World, **wanted: Any) -> list[ActionRow]:
    ids = world.workspace.read(queries.action_ids, **wanted)
    return list(world.workspace.read(queries.action_rows, ids))


# --- decisions by mail -----------------------------------------------------------------------


def test_counts_and_outcome_of_a_decision_by_mail_follow_from_who_said_what(world: World) -> None:
    id = by_mail(world, "Ans", "Marijke", against=("Murat",))
    (row,) = register(world)
    assert (row.number, row.day, row.method, row.outcome) == (0, DAY, "mail", "adopted")
    assert row.votes_text == "2 voor, 1 tegen"
    entry = world.workspace.read(queries.decision_entry, id)
    assert entry is not None
    assert {(one.name, one.choice) for one in entry.row.decision.voters} == {
        ("Ans Verhoeven", "for"), ("Marijke van Duin", "for"), ("Murat Aydin", "against")
    }  # fmt: skip
    world.workspace.undo()
    assert register(world) == []


def test_a_decision_by_mail_is_corrected_and_its_counts_follow(world: World) -> None:
    id = by_mail(world, "Ans", "Marijke", against=("Murat",))
    people = world.people
    said = Said((people["Ans"],), (people["Murat"], people["Marijke"]), (people["Youssef"],))
    world.workspace.do(service.update_mail_decision, id=id, text="Geen hek", said=said)
    (row,) = register(world)
    assert (row.text, row.outcome, row.votes_text) == ("Geen hek", "rejected", "1 voor, 2 tegen, 1 onthouding")
    world.workspace.undo()
    assert register(world)[0].votes_text == "2 voor, 1 tegen"


def test_abstentions_by_mail_count_as_the_council_has_agreed(world: World) -> None:
    people = world.people
    said = Said((people["Ans"], people["Marijke"]), (people["Murat"],), (people["Youssef"],))
    by_mail(world, said=said)
    world.workspace.do(council.update_council, abstentions="counted")
    by_mail(world, said=said, text="Nog eens")
    assert {row.text: row.outcome for row in register(world)} == {
        "De speeltuin krijgt een hek": "adopted", "Nog eens": "rejected"
    }  # fmt: skip
    assert {(row.present, row.members, row.quorate) for row in register(world)} == {(4, 4, True)}
    by_mail(world, "Ans", text="Alleen")
    assert [row.text for row in register(world) if not row.quorate] == ["Alleen"]


def test_a_decision_by_mail_needs_someone_once_and_a_day_that_came(world: World) -> None:
    with pytest.raises(UserError, match="wie"):
        by_mail(world)
    with pytest.raises(UserError, match="twee keer"):
        by_mail(world, "Ans", against=("Ans",))
    with pytest.raises(UserError, match="nog komen"):
        by_mail(world, "Ans", day=date(2027, 1, 1))
    with pytest.raises(UserError):
        by_mail(world, "Ans", text=" ")
    assert register(world) == []


def test_a_decision_of_a_meeting_is_not_corrected_as_one_by_mail(world: World) -> None:
    id = decided(world, "Wij gaan akkoord", meeting=world.meeting)
    with pytest.raises(UserError) as refused:
        world.workspace.do(service.update_mail_decision, id=id, text="Anders")
    assert refused.value.code == "not_by_mail"


# --- the register ----------------------------------------------------------------------------


def test_the_register_filters_sorts_and_numbers_within_each_meeting(world: World) -> None:
    first = decided(world, "Zebrapad bij de school", meeting=world.meeting)
    second = decided(world, "Appelbomen in het park", meeting=world.meeting, votes_for=1, votes_against=3)
    mail = by_mail(world, "Ans")
    old = decided(world, "Een oud besluit", day=date(2019, 3, 1))
    assert [row.id for row in register(world)] == [second, first, mail, old]
    assert [row.number for row in register(world)] == [2, 1, 0, 0]
    assert [row.id for row in register(world, year=2019)] == [old]
    assert [row.id for row in register(world, outcome="rejected")] == [second]
    assert {row.id for row in register(world, kind=WITHOUT_MEETING)} == {mail, old}
    assert {row.id for row in register(world, kind="plenary")} == {first, second}
    assert [row.id for row in register(world, text="school zebra")] == [first]
    by_text = world.workspace.read(queries.decision_ids, sort="text", descending=False)
    assert by_text[0] == second
    choices = world.workspace.read(queries.register_choices)
    assert choices.years == (2026, 2019) and choices.kinds == ("plenary", WITHOUT_MEETING) and choices.total == 4


def test_earlier_on_the_subject_shares_more_than_the_words_of_every_decision(world: World) -> None:
    near = decided(world, "De raad adviseert een zebrapad op de Molendijk", day=date(2020, 5, 1))
    decided(world, "De raad stelt het verslag vast", day=date(2021, 5, 1))
    decided(world, "De Molendijk krijgt later zebrapaden", day=date(2026, 11, 22))
    now = decided(world, "De raad stelt vast dat het zebrapad aan de Molendijk er komt", day=DAY)
    entry = world.workspace.read(queries.decision_entry, now)
    assert entry is not None and [row.id for row in entry.earlier] == [near]


def test_a_decision_is_tied_only_to_what_is_there(world: World) -> None:
    id = decided(world, "Wij gaan akkoord", meeting=world.meeting)
    for gone in (EntityRef("advice", new_id()), EntityRef("nothing", new_id())):
        with pytest.raises(UserError) as refused:
            world.workspace.do(service.link_decision, id=id, about=gone)
        assert refused.value.code == "not_found"
    held = EntityRef("meeting", world.meeting)
    world.workspace.do(service.link_decision, id=id, about=held)
    assert len(register(world, about=world.meeting)) == 1
    world.workspace.do(service.link_decision, id=id, about=None)
    assert register(world, about=world.meeting) == []
    world.workspace.undo()
    assert len(register(world, about=world.meeting)) == 1


def test_the_register_as_document_and_data_says_who_agreed(world: World) -> None:
    by_mail(world, "Ans", against=("Murat",))
    decided(world, "Een hek", meeting=world.meeting)
    ids = world.workspace.read(queries.decision_ids)
    rows = world.workspace.read(queries.register_rows, ids)
    (first, second) = register_data(rows)
    assert (first["number"], first["votes"], first["agreed"]) == (1, None, [])
    assert (second["number"], second["agreed"], second["against"]) == (None, ["Ans Verhoeven"], ["Murat Aydin"])
    lines = as_csv([first, second]).decode("utf-8-sig").splitlines()
    assert len(lines) == 3 and "for 1, against 1, abstained 0" in lines[2]
    assert as_csv([]) == b"\xef\xbb\xbf\r\n"
    document = register_document(rows, Paper(), chosen="2026")
    assert render.render(document).startswith(b"%PDF")
    assert writing.write(document, "odt").startswith(b"PK") and writing.write(document, "docx").startswith(b"PK")


def test_an_owner_is_written_what_is_open_and_by_when(world: World) -> None:
    add(world, "Bellen\nmet de school", owner=world.people["Ans"], due=DAY)
    add(world, "Mailen", owner=world.people["Ans"])
    (owner,) = world.workspace.read(queries.owners_of_open)
    draft = reminder(owner, "Wijkraad Noorderhof", "Marijke")
    assert draft.to == () and draft.subject == "Wijkraad Noorderhof: uw 2 open acties"
    assert "- Bellen met de school (uiterlijk 20 november 2026, 3 dagen te laat)\n- Mailen\n" in draft.text
    pages = owners_document([owner, owner], Paper()).blocks
    assert sum(isinstance(block, blocks.PageBreak) for block in pages) == 1


# --- actions ---------------------------------------------------------------------------------


def add(world: World, text: str, **fields: Any) -> UUID:
    made: UUID = world.workspace.do(service.add_action, text=text, **fields)
    return made


def test_several_actions_change_in_one_step(world: World) -> None:
    ids = [add(world, text, owner=world.people["Ans"]) for text in ("Bellen", "Mailen")]
    workspace = world.workspace
    workspace.do(service.change_actions, ids=ids, owner_name="Murat", due=DAY)
    assert {(row.owner_name, row.due) for row in actions(world)} == {("Murat Aydin", DAY)}
    workspace.do(service.change_actions, ids=ids, state="done")
    assert actions(world) == [] and len(actions(world, show="done")) == 2
    workspace.undo()
    assert {row.status for row in actions(world)} == {"open"}
    with pytest.raises(UserError):
        workspace.do(service.change_actions, ids=ids, state="vergeten")
    workspace.do(service.change_actions, ids=ids, owner=None)
    assert {row.owner_name for row in actions(world, owner=NOBODY)} == {""}


def test_a_question_keeps_its_answer_and_is_found_by_it(world: World) -> None:
    add(world, "Bellen", owner_name="De buurvrouw")
    asked = add(world, "Hoe breed is de stoep?", sort="question", meeting=world.meeting)
    world.workspace.do(service.update_action, id=asked, progress="Twee meter, zegt de gemeente")
    assert [row.id for row in actions(world, kind="question")] == [asked]
    assert [row.progress for row in actions(world, query="meter stoep")] == ["Twee meter, zegt de gemeente"]
    assert [row.text for row in actions(world, owner="De buurvrouw")] == ["Bellen"]
    with pytest.raises(UserError):
        world.workspace.do(service.update_action, id=asked, sort="iets")
    choices = world.workspace.read(queries.action_choices)
    assert choices.owners == (("De buurvrouw", "De buurvrouw"),)
    assert [id for id, _title in choices.meetings] == [world.meeting]


def test_owners_are_reminded_of_what_is_open(world: World) -> None:
    one = add(world, "Bellen", owner=world.people["Ans"], due=DAY)
    add(world, "Mailen", owner_name="De buurvrouw")
    add(world, "Niemand doet dit")
    found = world.workspace.read(queries.owners_of_open)
    assert [(row.name, len(row.actions), row.reminded_on) for row in found] == [
        ("Ans Verhoeven", 1, None), ("De buurvrouw", 1, None)
    ]  # fmt: skip
    world.workspace.do(service.mark_reminded, ids=[one], on=DAY)
    assert world.workspace.read(queries.owners_of_open)[0].reminded_on == DAY
    world.workspace.undo()
    assert world.workspace.read(queries.owners_of_open)[0].reminded_on is None
    with pytest.raises(UserError):
        world.workspace.do(service.mark_reminded, ids=[one], on=date(2030, 1, 1))
