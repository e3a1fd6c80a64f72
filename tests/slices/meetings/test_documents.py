"""Agenda and minutes on paper."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from io import BytesIO

import pytest

from wijkraad_app.features.meetings import service
from wijkraad_app.features.meetings.documents import Paper, agenda_document, minutes_document
from wijkraad_app.features.meetings.documents.writing import as_file
from wijkraad_app.features.meetings.rules.privacy import KEEP, Choice
from wijkraad_app.kernel.errors import UserError
from wijkraad_app.pdf.blocks import Document, HouseStyle

from .world import World

PAPER = Paper(HouseStyle("Wijkraad Noorderhof", "Utrecht"), date=datetime(2026, 12, 2, 9, 0, tzinfo=UTC))


@pytest.fixture
def held(world: World) -> World:
    """A meeting that was held."""
    do = world.workspace.do
    do(service.update_meeting, id=world.meeting, place="Buurthuis De Molen", chair=world.people["Ans"])
    world.item("Opening", kind="procedure", minutes=5)
    item = world.item("Veilig oversteken", kind="decide", minutes=30, introducer="Youssef El Amrani")
    do(service.update_item, id=item, explanation="Het *concept* ligt voor.", notes="De cijfers:\n\n- 61% vindt dit\n")
    do(service.add_annex, item=item, file_name="concept.pdf", data=b"%PDF", media_type="application/pdf")
    world.item("Pauze", kind="break", minutes=10)
    closed = world.item("Personeel", public=False)
    do(service.update_item, id=closed, notes="Geheim overleg")
    world.present("Ans", "Marijke", "Murat")
    do(service.set_attendance, meeting=world.meeting, person=world.people["Youssef"], state="apologies")
    do(service.add_guest, meeting=world.meeting, name="J. de Boer", role="inspreker")
    do(service.start_meeting, id=world.meeting, at=time(20, 2))
    do(service.add_decision, item=item, text="De raad vraagt een zebrapad.", votes_for=2, votes_against=1)
    do(service.add_action, item=item, text="Brief maken", owner_name="Marijke", due=date(2026, 12, 4))
    do(service.close_meeting, id=world.meeting, at=time(21, 40))
    return world


def printed(document: Document) -> str:
    """Every word of the PDF, blanks evened out."""
    from wijkraad_app.pdf import preview, render

    data = render.render(document)
    pages = [preview.page_text(data, page) for page in range(preview.page_count(data))]
    return " ".join(" ".join(pages).split())


def test_the_agenda_says_when_where_and_what(held: World) -> None:
    words = printed(agenda_document(held.view(), PAPER))
    for expected in (
        "Agenda Wijkraad, dinsdag 1 december 2026",
        "20.00 tot 21.30 uur",
        "Buurthuis De Molen",
        "20.05",
        "Veilig oversteken",
        "ingeleid door Youssef El Amrani",
        "ter besluitvorming",
        "concept.pdf",
        "Het concept ligt voor.",
        "Personeel besloten",
    ):
        assert expected in words


def test_the_public_agenda_leaves_closed_items_out_and_says_so(held: World) -> None:
    words = printed(agenda_document(held.view(), PAPER, public=True))
    assert "Personeel" not in words
    assert "Openbare versie" in words


def test_the_minutes_tell_what_was_said_decided_and_agreed(held: World) -> None:
    words = printed(minutes_document(held.view(), PAPER))
    for expected in (
        "Verslag van Wijkraad, dinsdag 1 december 2026",
        "Concept",
        "Geopend 20.02 uur",
        "Ans Verhoeven (voorzitter)",
        "61% vindt dit",
        "Besluit 1: De raad vraagt een zebrapad.",
        "Bij handopsteken: 2 voor, 1 tegen. Aangenomen.",
        "Brief maken (Marijke van Duin, 4 december 2026)",
        "Besluitenlijst",
        "Actielijst",
        "Geheim overleg",
        "J. de Boer (inspreker)",
    ):
        assert expected in words


def test_public_minutes_leave_out_what_is_closed_and_who_spoke(held: World) -> None:
    with pytest.raises(UserError, match="De Molen") as refused:
        minutes_document(held.view(), PAPER, public=True)
    assert refused.value.code == "undecided"
    held.workspace.do(service.choose_privacy, meeting=held.meeting, choices=[Choice("De Molen", KEEP)])
    words = printed(minutes_document(held.view(), PAPER, public=True))
    assert "Geheim" not in words
    assert "Buurthuis De Molen" in words
    assert "de Boer" not in words
    assert "inspreker" in words


def test_short_minutes_keep_decisions_and_actions_only(held: World) -> None:
    words = printed(minutes_document(held.view(), PAPER, short=True))
    assert "61%" not in words
    assert "Besluit 1: De raad vraagt een zebrapad." in words


def test_adopted_minutes_are_printed_as_they_were_adopted(held: World) -> None:
    held.workspace.do(service.adopt_minutes, meeting=held.meeting, day=date(2027, 1, 12))
    held.workspace.do(service.update_decision, id=held.view().decisions[0].id, text="Iets anders")
    words = printed(minutes_document(held.view(), PAPER))
    assert "zebrapad" in words
    assert "Iets anders" not in words
    assert "Dit verslag is vastgesteld op 12 januari 2027." in words
    assert "Concept" not in words


def test_minutes_can_be_in_english(held: World) -> None:
    words = printed(minutes_document(held.view(), Paper(language="en", date=PAPER.date)))
    assert "Minutes of Wijkraad, Tuesday 1 December 2026" in words
    assert "By show of hands: 2 for, 1 against. Adopted." in words


def test_an_empty_agenda_is_still_a_page(world: World) -> None:
    assert "Agenda Wijkraad" in printed(agenda_document(world.view(), PAPER))
    assert "Verslag van Wijkraad" in printed(minutes_document(world.view(), PAPER))


def test_minutes_for_a_word_processor_have_headings_and_tables(held: World) -> None:
    import docx
    import odfdo

    document = minutes_document(held.view(), PAPER)
    word = docx.Document(BytesIO(as_file(document, ".docx")))
    headings = [
        one.text for one in word.paragraphs if one.style is not None and str(one.style.name).startswith("Heading")
    ]
    open_document = odfdo.Document(BytesIO(as_file(document, ".ODT")))
    assert any("Veilig oversteken" in one for one in headings) and word.tables
    assert any("Veilig oversteken" in str(one.inner_text) for one in open_document.body.headers)
    assert open_document.body.tables
    with pytest.raises(UserError) as refused:
        as_file(document, ".rtf")
    assert refused.value.code == "unknown_format"
