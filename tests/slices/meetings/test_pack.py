"""The pack for members and for the public."""

from __future__ import annotations

from datetime import UTC, date, datetime
from email.utils import parseaddr
from functools import partial
from io import BytesIO

import pytest
from PIL import Image

from wijkraad_app.db import blobs
from wijkraad_app.features.council.service import update_person
from wijkraad_app.features.meetings import service
from wijkraad_app.features.meetings.documents import Paper
from wijkraad_app.features.meetings.documents.pack import pack, pack_contents
from wijkraad_app.features.meetings.ui.preparing.pack_mail import late, pack_mail
from wijkraad_app.kernel.jobs import Job
from wijkraad_app.kernel.mail import eml
from wijkraad_app.pdf import preview, render
from wijkraad_app.pdf.blocks import Document, Heading, HouseStyle
from wijkraad_app.pdf.pack import Packed

from .world import World

DATE = datetime(2026, 12, 2, 9, 0, tzinfo=UTC)
PAPER = Paper(HouseStyle("Wijkraad Noorderhof", "Utrecht"), date=DATE)


def page_of(words: str) -> bytes:
    return render.render(Document(words, (Heading(words),), DATE))


def picture() -> bytes:
    out = BytesIO()
    Image.new("RGB", (40, 20), "teal").save(out, "PNG")
    return out.getvalue()


@pytest.fixture
def full(world: World) -> World:
    """A public item with annexes of every kind, and a closed one with a sub-item."""
    do = world.workspace.do
    plein = world.item("Plein", kind="discuss")
    do(service.update_item, id=plein, explanation="Bel Jan op 06-12345678 of mail jan@example.nl.")
    for name, data, kind in (
        ("nota.pdf", page_of("De nota"), "application/pdf"),
        ("foto.png", picture(), "image/png"),
        ("cijfers.xlsx", b"PK", "application/x-xlsx"),
        ("intern.pdf", page_of("Interne memo"), "application/pdf"),
    ):
        last = do(service.add_annex, item=plein, file_name=name, data=data, media_type=kind)
    do(service.update_annex, id=last, public=False)
    closed = world.item("Personeel", public=False)
    do(service.add_annex, item=closed, file_name="z.pdf", data=page_of("Geheim stuk"), media_type="application/pdf")
    do(service.add_item, meeting=world.meeting, title="Beloning", parent=closed)
    return world


def made(world: World, *, public: bool) -> tuple[Packed, str]:
    contents = pack_contents(world.view(), public=public)
    found = pack(contents, PAPER, partial(world.workspace.read, blobs.load))
    return found, " ".join(" ".join(preview.page_text(found.data, n) for n in range(found.pages)).split())


def test_members_get_everything_with_a_page_for_what_cannot_be_in_it(full: World) -> None:
    packed, words = made(full, public=False)
    for expected in ("De nota", "Interne memo", "Geheim stuk", "Personeel", "06-12345678", "PDF/A"):
        assert expected in words
    assert [line.split(":")[0] for line in packed.missing] == ["cijfers.xlsx"]
    assert packed.pages == 6


def test_the_public_gets_nothing_closed_and_no_private_addresses(full: World) -> None:
    packed, words = made(full, public=True)
    for hidden in ("Interne memo", "intern.pdf", "Geheim", "z.pdf", "Personeel", "Beloning", "12345678", "jan@"):
        assert hidden not in words
        assert hidden.encode() not in packed.data
    assert "De nota" in words and packed.pages == 4


def test_what_the_public_does_not_get_is_listed_beforehand(full: World) -> None:
    said = " | ".join(pack_contents(full.view(), public=True).left_out)
    for listed in ("Personeel", "z.pdf", "Beloning", "intern.pdf", "06-12345678", "jan@example.nl"):
        assert listed in said
    assert pack_contents(full.view(), public=False).left_out == ()


def test_an_agenda_that_goes_later_than_the_rule_asks_is_named_in_one_sentence() -> None:
    meeting = date(2026, 12, 8)
    assert late(meeting, date(2026, 12, 1), 7) == ""
    assert "1 december 2026" in late(meeting, date(2026, 12, 2), 7)
    assert late(None, date(2026, 12, 2), 7) == late(meeting, date(2026, 12, 9), 7) == ""


def test_the_pack_goes_to_members_only_and_the_public_one_has_no_addresses(full: World) -> None:
    full.workspace.do(update_person, person=full.people["Ans"], mail="ans@example.nl")
    full.workspace.do(update_person, person=full.people["Vera"], mail="vera@example.nl")
    ready = pack_mail(full.workspace, pack_contents(full.view(), public=False), Job())
    assert [parseaddr(one)[1] for one in ready.mail.draft.to] == ["ans@example.nl"] and not ready.mail.draft.bcc
    assert "Marijke van Duin" in " ".join(ready.warnings)
    public = pack_mail(full.workspace, pack_contents(full.view(), public=True), Job()).mail.draft
    assert (public.to, public.cc, public.bcc) == ((), (), ())
    assert b"X-Unsent: 1" in eml(public)


def test_of_a_closed_meeting_the_public_gets_no_item(full: World) -> None:
    full.workspace.do(service.update_meeting, id=full.meeting, public=False, introduction="Over Jan")
    packed, words = made(full, public=True)
    assert "Plein" not in words and "De nota" not in words and "Over Jan" not in words and packed.pages == 1
