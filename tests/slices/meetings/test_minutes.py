"""Minutes on their way: sent, commented on, adopted with their PDF, corrected; and their public version."""

from __future__ import annotations

import json
from datetime import date, time
from typing import Any

import pytest

from wijkraad_app.db import blobs
from wijkraad_app.features.meetings import service
from wijkraad_app.features.meetings.documents import minutes_data, minutes_document
from wijkraad_app.features.meetings.documents.changes import changes_since, redrafted
from wijkraad_app.features.meetings.documents.data import whole_minutes
from wijkraad_app.features.meetings.documents.public import still_open
from wijkraad_app.features.meetings.queries.minutes_checks import minutes_remarks
from wijkraad_app.features.meetings.queries.phrases import phrase_values, phrases
from wijkraad_app.features.meetings.readers.comments import ParsedComment
from wijkraad_app.features.meetings.rules.privacy import KEEP, REMOVE, ROLE, Choice
from wijkraad_app.features.meetings.rules.subjects import SUBJECTS
from wijkraad_app.kernel.errors import UserError
from wijkraad_app.pdf import preview

from .test_documents import PAPER, printed
from .world import World


def refused(world: World, verb: Any, **fields: object) -> str:
    with pytest.raises(UserError) as problem:
        world.workspace.do(verb, **fields)
    return problem.value.code


@pytest.fixture
def drafted(world: World) -> World:
    """A meeting that was held; its minutes are a draft."""
    item = world.item("Groen", kind="discuss")
    world.workspace.do(service.add_note, item=item, text="Volgens Truus Mulder kost het 250 euro.")
    world.workspace.do(service.start_meeting, id=world.meeting, at=time(20))
    world.workspace.do(service.close_meeting, id=world.meeting, at=time(21))
    return world


def comment(world: World, text: str = "het is 2500 euro", number: str = "1") -> Any:
    given = [ParsedComment("Murat", number, text)]
    return world.workspace.do(service.add_comments, meeting=world.meeting, comments=given)[0]


# --- on their way -------------------------------------------------------------------------
def test_minutes_are_sent_with_their_day_and_what_changes_after_is_told(drafted: World) -> None:
    do = drafted.workspace.do
    do(service.send_minutes, meeting=drafted.meeting, day=date(2026, 12, 3))
    view = drafted.view()
    assert (view.minutes_state, view.minutes_sent_on, view.snapshot) == ("sent", date(2026, 12, 3), "")
    assert changes_since(view) == ()
    do(service.update_item, id=view.items[0].id, notes="Volgens Truus Mulder kost het 2500 euro.")
    (part,) = changes_since(drafted.view())
    assert part.label == "1  Groen"
    assert [piece.text.strip() for piece in part.paragraphs[0].pieces if piece.change != "same"] == ["250", "2500"]
    drafted.workspace.undo()
    drafted.workspace.undo()
    assert drafted.view().minutes_state == "draft"


def test_minutes_are_not_sent_before_the_meeting_or_after_adoption(drafted: World) -> None:
    planned = drafted.workspace.do(service.add_meeting, title="Later", day=date(2027, 1, 12))
    assert refused(drafted, service.send_minutes, meeting=planned) == "no_minutes"
    drafted.workspace.do(service.adopt_minutes, meeting=drafted.meeting)
    assert refused(drafted, service.send_minutes, meeting=drafted.meeting) == "adopted"


def test_comments_come_to_their_item_and_are_worked_in_or_declined_with_why(drafted: World) -> None:
    made = comment(drafted)
    other = comment(drafted, "mooi verslag", "")
    view = drafted.view()
    assert [(row.item, row.sender) for row in view.draft.comments] == [(view.items[0].id, "Murat"), (None, "Murat")]
    drafted.workspace.do(service.settle_comment, id=made, state="worked_in")
    assert refused(drafted, service.settle_comment, id=other, state="declined") == "empty"
    drafted.workspace.do(service.settle_comment, id=other, state="declined", reason="Geen wijziging")
    assert [(row.state, row.reason) for row in drafted.view().draft.comments] == [
        ("worked_in", ""),
        ("declined", "Geen wijziging"),
    ]
    drafted.workspace.undo()
    assert [row.id for row in drafted.view().draft.open_comments] == [other]
    drafted.workspace.do(service.remove_comment, id=other)
    assert len(drafted.view().draft.comments) == 1


def test_a_comment_needs_a_text_and_a_draft(drafted: World) -> None:
    given = {"meeting": drafted.meeting}
    assert refused(drafted, service.add_comments, comments=[], **given) == "empty"
    assert refused(drafted, service.add_comments, comments=[ParsedComment("A", "1", " ")], **given) == "empty"
    made = comment(drafted)
    drafted.workspace.do(service.update_comment, id=made, sender="Ans", text="Anders", item=None)
    assert [(row.sender, row.text, row.item) for row in drafted.view().draft.comments] == [("Ans", "Anders", None)]
    elsewhere = drafted.workspace.do(service.add_meeting, title="Later", template="plenary")
    there = drafted.view(elsewhere).items[0].id
    assert refused(drafted, service.update_comment, id=made, item=there) == "other_meeting"
    drafted.workspace.do(service.adopt_minutes, meeting=drafted.meeting)
    assert refused(drafted, service.add_comments, comments=[ParsedComment("A", "", "b")], **given) == "adopted"


def test_sent_minutes_are_adopted_by_their_item_and_open_comments_are_named_first(drafted: World) -> None:
    do = drafted.workspace.do
    do(service.send_minutes, meeting=drafted.meeting)
    made = comment(drafted)
    following = do(service.add_meeting, title="Volgende", day=date(2027, 1, 12), template="plenary")
    item = next(one for one in drafted.view(following).items if one.subject == drafted.meeting)
    assert item.subject_adoptable
    handler = SUBJECTS.get("meeting")
    assert handler is not None
    (asked,) = drafted.workspace.read(handler.asks, drafted.meeting, None)
    assert (asked.id, asked.what) == (made, "Een opmerking van Murat staat nog open.")
    do(service.decide_and_adopt, item=item.id, text="Vastgesteld", answers={made: "keep"})
    view = drafted.view()
    assert (view.minutes_state, view.minutes_adopted_on) == ("adopted", date(2027, 1, 12))
    assert [row.state for row in view.draft.comments] == ["declined"]


def test_the_pdf_of_adoption_is_kept_and_says_so(drafted: World) -> None:
    drafted.workspace.do(service.adopt_minutes, meeting=drafted.meeting, day=date(2027, 1, 12))
    view = drafted.view()
    data = drafted.workspace.read(blobs.load, view.minutes_pdf)
    words = " ".join(preview.page_text(data, 0).split())
    assert "Dit verslag is vastgesteld op 12 januari 2027." in words and "250 euro" in words
    assert not redrafted(view)
    drafted.workspace.do(service.update_item, id=view.items[0].id, notes="Iets anders")
    assert redrafted(drafted.view())


def test_a_sign_that_cannot_be_printed_stops_no_adoption(drafted: World) -> None:
    drafted.workspace.do(service.update_item, id=drafted.view().items[0].id, notes="Mooi 😀")
    drafted.workspace.do(service.adopt_minutes, meeting=drafted.meeting)
    assert (drafted.view().minutes_state, drafted.view().minutes_pdf) == ("adopted", "")


def test_a_correction_is_shown_with_what_was_adopted(drafted: World) -> None:
    do = drafted.workspace.do
    item = drafted.view().items[0].id
    assert refused(drafted, service.add_erratum, meeting=drafted.meeting, text="Anders") == "not_adopted"
    do(service.adopt_minutes, meeting=drafted.meeting)
    before = drafted.view().snapshot
    assert refused(drafted, service.add_erratum, meeting=drafted.meeting, text=" ") == "empty"
    do(service.add_erratum, meeting=drafted.meeting, text="250 moet zijn 2500 euro.", item=item,
       day=date(2026, 12, 8), reason="Verkeerd verstaan")  # fmt: skip
    view = drafted.view()
    words = printed(minutes_document(view, PAPER))
    assert "Correctie van 8 december 2026: 1 Groen. 250 moet zijn 2500 euro. Verkeerd verstaan" in words
    assert "kost het 250 euro" in words and view.snapshot == before
    assert minutes_data(view)["errata"][0]["text"] == "250 moet zijn 2500 euro."
    drafted.workspace.undo()
    assert drafted.view().draft.errata == ()


# --- the public version ---------------------------------------------------------------------
def test_the_public_version_waits_for_every_choice_and_carries_it_out(drafted: World) -> None:
    do = drafted.workspace.do
    do(service.add_guest, meeting=drafted.meeting, name="Kees Brouwer", role="bewoner Havenkade")
    do(service.add_action, item=drafted.view().items[0].id, text="Bel Truus Mulder op 06-12345678")
    do(service.add_note, item=drafted.view().items[0].id, text="Brouwer en Ans zijn het eens.")
    view = drafted.view()
    asked = still_open(whole_minutes(view), view.draft.privacy)
    assert [(one.words, one.suggested) for one in asked] == [
        ("Truus Mulder", REMOVE), ("Brouwer", ROLE), ("Ans", KEEP), ("06-12345678", REMOVE),
    ]  # fmt: skip
    with pytest.raises(UserError) as problem:
        minutes_data(view, public=True)
    assert problem.value.code == "undecided" and "“06-12345678”" in problem.value.message
    choices = [
        Choice("Truus Mulder", ROLE, "een bewoner"), Choice("Brouwer", REMOVE), Choice("Ans", KEEP),
        Choice("06-12345678", REMOVE, sort="phone"),
    ]  # fmt: skip
    do(service.choose_privacy, meeting=drafted.meeting, choices=choices)
    public = json.dumps(minutes_data(drafted.view(), public=True), ensure_ascii=False)
    assert all(words not in public for words in ("Truus", "Mulder", "Brouwer", "12345678"))
    assert "Volgens een bewoner kost het" in public and "… en Ans zijn het eens." in public
    drafted.workspace.undo()
    assert drafted.view().draft.privacy.choices == ()


def test_a_later_choice_takes_the_place_of_an_earlier_one_and_is_proposed_next_time(drafted: World) -> None:
    choose = service.choose_privacy
    drafted.workspace.do(choose, meeting=drafted.meeting, choices=[Choice("Truus Mulder", REMOVE)])
    drafted.workspace.do(choose, meeting=drafted.meeting, choices=[Choice("Truus  Mulder", ROLE, "bewoner")])
    assert [(one.choice, one.instead) for one in drafted.view().draft.privacy.choices] == [("role", "bewoner")]
    assert refused(drafted, choose, meeting=drafted.meeting, choices=[]) == "empty"
    assert refused(drafted, choose, meeting=drafted.meeting, choices=[Choice("A", ROLE, " ")]) == "no_role"
    assert refused(drafted, choose, meeting=drafted.meeting, choices=[Choice("A", "burn")]) == "unknown_value"
    later = drafted.workspace.do(service.add_meeting, title="Truus Mulder vertelt", day=date(2027, 1, 12))
    view = drafted.view(later)
    (asked,) = still_open(whole_minutes(view), view.draft.privacy)
    assert (asked.suggested, asked.instead) == (ROLE, "bewoner")


def test_who_may_be_named_is_named_and_closed_notes_stay_inside(drafted: World) -> None:
    item = drafted.view().items[0].id
    drafted.workspace.do(service.update_item, id=item, notes="", closed_notes="Over de salarissen van Henk Bos")
    guest = drafted.workspace.do(service.add_guest, meeting=drafted.meeting, name="Vera Klein", role="wethouder")
    drafted.workspace.do(service.add_guest, meeting=drafted.meeting, name="Piet Bos", role="")
    drafted.workspace.do(service.update_attendance, id=guest, by_name=True)
    data = minutes_data(drafted.view(), public=True)
    people = sorted((row["name"], row["role"]) for row in data["attendance"] if row["guest"])
    assert people == [("", "gast"), ("Vera Klein", "wethouder")]
    assert "salarissen" not in json.dumps(data)
    assert "Besloten deel Over de salarissen" in printed(minutes_document(drafted.view(), PAPER))


def test_minutes_tell_what_became_of_an_item_and_who_spoke_by_role(drafted: World) -> None:
    do = drafted.workspace.do
    item = drafted.view().items[0].id
    later = drafted.item("Parkeren")
    do(service.defer_item, id=later)
    made = do(service.add_speaker, meeting=drafted.meeting, item=item, name="Truus Mulder", role="bewoner van de kade",
              subject="bomen", resident=True)  # fmt: skip
    do(service.begin_speaking, id=made)
    words = printed(minutes_document(drafted.view(), PAPER))
    assert "Ingesproken: bewoner van de kade (bomen)." in words
    assert "2 Parkeren" in words and "Aangehouden tot een volgende vergadering." in words
    assert "Aangehouden" in printed(minutes_document(drafted.view(), PAPER, short=True))


# --- text blocks and remarks -------------------------------------------------------------------
def test_text_blocks_of_the_council_come_before_the_presets(drafted: World) -> None:
    do = drafted.workspace.do
    made = do(service.add_phrase, name="Dank", text="{chair} bedankt {iedereen}.")
    assert refused(drafted, service.add_phrase, name="dank ", text="x") == "exists"
    assert refused(drafted, service.add_phrase, name=" ", text="x") == "empty"
    assert refused(drafted, service.add_phrase, name="Leeg", text=" ") == "empty"
    found = drafted.workspace.read(phrases)
    assert (found[0].name, found[1].name) == ("Dank", "Opening")
    do(service.update_phrase, id=made, name="Dank u", text="Dank.")
    assert drafted.workspace.read(phrases)[0].text == "Dank."
    do(service.remove_phrase, id=made)
    assert drafted.workspace.read(phrases)[0].name == "Opening"
    drafted.workspace.undo()
    assert drafted.workspace.read(phrases)[0].name == "Dank u"


def test_a_text_block_knows_the_meeting(drafted: World) -> None:
    drafted.workspace.do(service.update_meeting, id=drafted.meeting, chair=drafted.people["Ans"])
    drafted.present("Ans", "Murat", "Marijke")
    values = drafted.workspace.read(phrase_values, drafted.view())
    assert (values["chair"], values["time"], values["n"]) == ("Ans Verhoeven", "21.00 uur", "3")


def test_what_is_missing_is_told_until_the_minutes_are_adopted(drafted: World) -> None:
    item = drafted.item("Zebrapad", kind="decide")
    drafted.workspace.do(service.add_action, item=item, text="Bellen")
    found = [(one.place, one.text) for one in minutes_remarks(drafted.view())]
    assert ("item", "Punt 2 heeft geen uitkomst.") in found
    assert ("action", "“Bellen” heeft nog geen actiehouder.") in found
    assert ("attendance", "Van 5 leden is niet bekend of zij er waren.") in found
    drafted.workspace.do(service.adopt_minutes, meeting=drafted.meeting)
    assert minutes_remarks(drafted.view()) == ()


def test_a_retired_verb_is_still_named_in_the_history() -> None:
    from wijkraad_app.db.verbs import label_of

    assert label_of("meetings.correct_minutes", {"title": "Wijkraad"}) == "Verslag van Wijkraad verbeteren"
