"""Erasing words, a person and contact data over all slices, and what may go by its date."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from uuid import UUID

import pytest

from tests.slices.advice.world import World, build
from tests.unit.db.dossier_bytes import all_bytes
from wijkraad_app.db import backup, check
from wijkraad_app.db import workspace as workspaces
from wijkraad_app.db.erasure import Where, apply_again
from wijkraad_app.db.tables import Blob, Changeset
from wijkraad_app.db.verbs import verb_of
from wijkraad_app.db.workspace import LocalWorkspace
from wijkraad_app.features.advice import queries as advice
from wijkraad_app.features.advice import service as advices
from wijkraad_app.features.conversations import queries as conversations
from wijkraad_app.features.council import queries as people
from wijkraad_app.features.council import service as council
from wijkraad_app.features.council.rules.members import NewMember
from wijkraad_app.features.erasure import flow, readers, rules, service
from wijkraad_app.features.erasure.rules import Asked
from wijkraad_app.features.letters import flow as letters_flow
from wijkraad_app.features.letters import queries as letters
from wijkraad_app.features.meetings import service as meetings
from wijkraad_app.features.signals import queries as signals_read
from wijkraad_app.features.signals import service as signals
from wijkraad_app.features.surveys import queries as surveys_read
from wijkraad_app.features.surveys import service as surveys
from wijkraad_app.features.surveys.readers.reading import read as read_survey
from wijkraad_app.kernel.errors import UserError

NAME, MAIL, PHONE = "Truus Kwakkelstein", "truus@kwakkelstein.nl", "030 271 82 81"


@pytest.fixture
def world(workspace: LocalWorkspace) -> World:
    return build(workspace)


def sound(workspace: LocalWorkspace) -> bool:
    return workspace.read(check.problems) == []


def holds(workspace: LocalWorkspace, word: str) -> bool:
    workspace.dossier.checkpoint()
    return word.lower().encode() in all_bytes(workspace.path).lower()


def where(workspace: LocalWorkspace, asked: Asked) -> set[tuple[Where, str, str]]:
    return {(row.where, row.kind, row.field) for row in flow.places(workspace, asked).rows}


def person(workspace: LocalWorkspace) -> UUID:
    return workspace.do(council.add_person, name=NAME, mail=MAIL, phone=PHONE)


def test_all_places_of_a_person_are_listed_and_erased(world: World) -> None:
    workspace = world.workspace
    truus = person(workspace)
    workspace.do(council.update_person, person=truus, notes="Belt liever.")
    workspace.do(meetings.add_action, text=f"Bel {NAME} op 0302718281", owner=truus)
    workspace.do(council.update_council, contact=truus, mail=MAIL)
    assert {
        (Where.NOW, "person", "name"),
        (Where.NOW, "person", "notes"),
        (Where.NOW, "action", "text"),
        (Where.NOW, "council", "mail"),
        (Where.LABEL, "label", ""),
    } <= where(workspace, Asked(person=truus))
    rows = flow.places(workspace, Asked(person=truus)).rows
    assert len(rows) == len({(row.kind, row.id, row.field) for row in rows if row.kind != "label"}) + sum(
        row.kind == "label" for row in rows
    )
    workspace.do(service.erase_person, person=truus)
    assert not any(holds(workspace, word) for word in ("kwakkelstein", "271 82 81", "2718281", "Belt liever"))
    assert workspace.read(people.person_names, [truus]) == {truus: "gewist"}
    assert sound(workspace)


def test_a_person_nobody_refers_to_goes_altogether(workspace: LocalWorkspace) -> None:
    truus = person(workspace)
    workspace.do(service.erase_person, person=truus)
    assert workspace.read(people.person_card, truus) is None
    assert sound(workspace)


def test_words_in_a_quote_and_its_frozen_source_go_and_both_stay_alike(world: World) -> None:
    world.insert("quote", shown=True)
    world.do(service.erase_words, words=["Mijn dochter van negen"])
    (shown,) = world.view.evidence
    assert "dochter" not in repr(shown)
    assert world.workspace.read(advice.advice, world.advice).evidence[0].freshness == shown.freshness
    assert str(shown.freshness) in ("same", "Freshness.SAME")
    assert not holds(world.workspace, "dochter van negen")
    quote = world.workspace.read(conversations.conversation, world.conversation).quotes[0]
    assert quote.words == "… steekt hier niet alleen over."
    assert sound(world.workspace)


def test_words_in_an_adopted_text_go_with_its_fingerprint(world: World) -> None:
    world.do(advices.update_section, id=world.advice, section="findings", text=f"{NAME} zag het zelf.")
    world.recommend("Maak een zebrapad.")
    decision = world.do(meetings.add_decision, text="Vastgesteld", meeting=world.meeting)
    world.do(advices.adopt, advice=world.advice, decision=decision)
    old = world.workspace.read(advice.versions, world.advice)[-1].sha256
    assert (Where.FROZEN, "snapshot", "content") in where(world.workspace, Asked(words=(NAME,)))
    world.do(service.erase_words, words=[NAME])
    new = world.workspace.read(advice.versions, world.advice)[-1].sha256
    assert old != new
    assert not holds(world.workspace, "kwakkelstein")
    assert not holds(world.workspace, old)
    assert sound(world.workspace)


def test_words_in_replies_go_from_file_rows_and_columns(workspace: LocalWorkspace) -> None:
    data = f"Hoe?;Waarom?\nGoed;Omdat {NAME} helpt\nSlecht;Zomaar\nGoed;Rustig\n".encode()
    imported = workspace.do(
        surveys.import_survey, file=read_survey(data, "antwoorden.csv"), title="Vraag", file_name="a.csv"
    )
    before = workspace.read(surveys_read.survey, imported.survey)
    assert holds(workspace, "kwakkelstein")
    workspace.do(service.erase_words, words=[NAME])
    assert not holds(workspace, "kwakkelstein")
    after = workspace.read(surveys_read.survey, imported.survey)
    assert [question.text for question in after.questions] == [question.text for question in before.questions]
    assert sound(workspace)


def test_a_file_with_the_words_goes_and_others_stay(world: World) -> None:
    item = world.do(meetings.add_item, meeting=world.meeting, title="Stukken")
    with_name = world.do(
        meetings.add_annex, item=item, file_name="brief.txt", data=f"Van: {NAME}".encode(), media_type="text/plain"
    )
    world.do(meetings.add_annex, item=item, file_name="kaart.txt", data=b"Een kaart", media_type="text/plain")
    listed = where(world.workspace, Asked(words=(NAME,)))
    assert (Where.FILE, "annex", "file") in listed
    world.do(service.erase_words, words=[NAME])
    assert with_name
    assert where(world.workspace, Asked(words=("Een kaart",))) == {(Where.FILE, "annex", "file")}
    assert sound(world.workspace)


def contact(workspace: LocalWorkspace, *, end: date | None = None) -> UUID:
    signal = workspace.do(
        signals.add_signal, text="De stoep ligt los.", contact={"name": NAME, "phone": PHONE, "end_date": end}
    )
    return signal


def test_contact_data_of_a_signal_go_and_the_signal_stays(workspace: LocalWorkspace, monday: datetime) -> None:
    signal = contact(workspace)
    workspace.do(signals.update_signal, id=signal, text=f"De stoep ligt los, zegt {NAME}.")
    workspace.do(service.erase_contact, signal=signal)
    opened = workspace.read(signals_read.opened, signal)
    assert opened is not None and opened.signal.text == "De stoep ligt los, zegt …."
    assert workspace.read(signals_read.contact, signal) is None
    assert not holds(workspace, "kwakkelstein") and not holds(workspace, "271 82 81")
    assert sound(workspace)


def test_contact_data_past_their_date_or_removed_before_may_go(workspace: LocalWorkspace, monday: datetime) -> None:
    contact(workspace, end=date(2026, 11, 1))
    contact(workspace, end=date(2027, 11, 1))
    removed = contact(workspace, end=date(2027, 11, 1))
    workspace.do(signals.remove_contact, signal=removed)
    assert len(workspace.read(signals_read.contacts_to_erase)) == 2
    workspace.do(service.erase_due)
    assert workspace.read(signals_read.contacts_to_erase) == ()
    assert len(where(workspace, Asked(words=(NAME,)))) == 1
    assert sound(workspace)
    with pytest.raises(UserError) as refused:
        workspace.do(service.erase_due)
    assert refused.value.code == "nothing_found"


def test_an_erasure_is_not_undone_and_says_so(workspace: LocalWorkspace) -> None:
    workspace.do(service.erase_person, person=person(workspace))
    with pytest.raises(UserError) as refused:
        workspace.undo()
    assert refused.value.code == "not_undoable"


def test_what_occurs_nowhere_is_refused(workspace: LocalWorkspace) -> None:
    with pytest.raises(UserError) as refused:
        workspace.do(service.erase_words, words=["Niemand Hier"])
    assert refused.value.code == "nothing_found"


def test_files_of_many_kinds_are_read(shared_letter: bytes) -> None:
    assert "zebrapad" in readers.text_in(shared_letter)
    assert readers.text_in("naïef".encode("cp1252")) == "naïef"
    assert readers.text_in(b"PK\x03\x04 kapot") != ""


@pytest.fixture
def shared_letter() -> bytes:
    import io
    import zipfile

    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("word/document.xml", "<w:t>Een zebra</w:t><w:t>pad</w:t>")
    return made.getvalue()


def test_terms_of_a_person_leave_out_what_is_too_short() -> None:
    assert rules.terms({"name": "Bo", "mail": MAIL, "phone": PHONE, "address": ""}) == (MAIL, PHONE)


def test_an_older_copy_of_the_whole_ward_is_cleaned_alike(world: World, tmp_path: Path) -> None:
    workspace = world.workspace
    truus = person(workspace)
    world.insert("quote", shown=True)
    workspace.do(meetings.add_action, text=f"Bel {NAME}", owner=truus)
    data = f"Hoe?;Waarom?\nGoed;Omdat {NAME} helpt\nSlecht;Zomaar\n".encode()
    workspace.do(surveys.import_survey, file=read_survey(data, "antwoorden.csv"), file_name="a.csv")
    kept = backup.create(workspace.dossier, tmp_path / "ouder.wijkraad")
    workspace.do(service.erase_person, person=truus)
    workspace.do(service.erase_words, words=["Mijn dochter van negen"])
    older = workspaces.open_(kept)
    verbs = [row.verb for row in older.read(lambda session: session.query(Changeset).order_by(Changeset.clock).all())]
    assert verbs[-2:] == [verb_of(apply_again).id] * 2
    older.dossier.checkpoint()
    content = all_bytes(kept).lower()
    assert b"kwakkelstein" not in content and b"dochter van negen" not in content
    for query in (lambda s: advice.advice(s, world.advice), lambda s: people.person_names(s, [truus])):
        assert repr(older.read(query)) == repr(workspace.read(query))
    assert sound(older)
    older.close()


def test_a_signed_letter_stays_and_is_named(workspace: LocalWorkspace, monday: datetime) -> None:
    members = [NewMember(NAME, "chair"), NewMember("Marijke van Duin", "secretary")]
    workspace.do(council.set_up_council, name="Wijkraad De Singels", municipality="Rietdam", members=members)
    made = workspace.do(advices.add_advice, title="Veilig oversteken")
    workspace.do(advices.add_recommendation, advice=made, text="Leg een zebrapad aan.")
    workspace.do(advices.adopt, advice=made, by_mail=True)
    letter = letters_flow.make_letter(workspace, made, date(2026, 11, 24))
    listed = flow.places(workspace, Asked(words=(NAME,)))
    assert listed.letters == ("Veilig oversteken",)
    before = workspace.read(letters.letter_file, letter)
    workspace.do(service.erase_words, words=[NAME])
    assert workspace.read(letters.letter_file, letter) == before
    assert sound(workspace)


def test_a_file_that_was_replaced_goes_too(world: World) -> None:
    world.do(advices.register_earlier, title="Nachtbus", sent_on=date(2026, 1, 5))
    world.do(meetings.attach_minutes, id=world.meeting, file_name="a.txt", data=NAME.encode(), media_type="text/plain")
    world.do(meetings.attach_minutes, id=world.meeting, file_name="b.txt", data=b"niets", media_type="text/plain")
    world.do(service.erase_words, words=[NAME])
    assert world.workspace.read(lambda session: session.query(Blob).count()) == 1
    assert sound(world.workspace)
