"""The pack for members and for the public."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial
from io import BytesIO

import pytest
from PIL import Image

from wijkraad_app.db import blobs
from wijkraad_app.features.meetings import service
from wijkraad_app.features.meetings.documents import Paper
from wijkraad_app.features.meetings.documents.pack import pack, pack_contents
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
