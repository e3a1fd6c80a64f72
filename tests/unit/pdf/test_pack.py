"""An agenda and its annexes as one file."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from io import BytesIO
from typing import Any

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wijkraad_app.kernel import text as rich
from wijkraad_app.kernel.errors import Cancelled, UserError
from wijkraad_app.kernel.i18n import in_language
from wijkraad_app.pdf import pack, preview, render
from wijkraad_app.pdf.blocks import Document, Heading, Paragraph
from wijkraad_app.pdf.pack import Annexed, Chapter, Packed, assemble, link_to

DATE = datetime(2026, 12, 2, 9, 0, tzinfo=UTC)


def drawn(title: str, *parts: Any) -> bytes:
    return render.render(Document(title, (Heading(title), *parts), DATE))


def agenda(annexes: int) -> bytes:
    links = [Paragraph((rich.Span(f"Bijlage {one}", href=link_to(one)),)) for one in range(annexes)]
    return drawn("Agenda", *links)


def slip(title: str, reason: str) -> bytes:
    return drawn(title, Paragraph(reason))


def foreign(pages: int, *, turn: int = 0, change: Callable[[pikepdf.Pdf], None] | None = None, **how: Any) -> bytes:
    """A file from elsewhere."""
    out = BytesIO()
    with pikepdf.new() as pdf:
        for _number in range(pages):
            page = pdf.add_blank_page(page_size=(300, 500))
            page.Rotate = turn
        if change is not None:
            change(pdf)
        pdf.save(out, **how)
    return out.getvalue()


def packed(*files: bytes) -> Packed:
    annexes = tuple(Annexed(f"Stuk {number}", partial(bytes, data)) for number, data in enumerate(files))
    return assemble(agenda(len(files)), [Chapter("1  Opening"), Chapter("2  Plein", annexes)], "Stukken", slip)


def words(made: Packed, page: int) -> str:
    return " ".join(preview.page_text(made.data, page).split())


def target(pdf: pikepdf.Pdf, link: Any) -> int:
    return next(n for n, page in enumerate(pdf.pages) if page.obj.objgen == link.A.D[0].objgen)


def test_links_go_to_the_first_page_of_each_annex_and_back() -> None:
    made = packed(foreign(2), foreign(3))
    with pikepdf.open(BytesIO(made.data)) as pdf:
        there = [target(pdf, link) for link in pdf.pages[0].Annots]
        back = [target(pdf, pdf.pages[place].Annots[-1]) for place in there]
        assert (len(pdf.pages), there, back) == (6, [1, 3], [0, 0])
        assert "/Annots" not in pdf.pages[2]


def test_bookmarks_name_agenda_items_and_annexes_and_keep_those_of_an_annex() -> None:
    def chapters(pdf: pikepdf.Pdf) -> None:
        with pdf.open_outline() as outline:
            outline.root.append(pikepdf.OutlineItem("Hoofdstuk 2", 1))

    made = packed(foreign(2, change=chapters))
    with pikepdf.open(BytesIO(made.data)) as pdf, pdf.open_outline() as outline:
        assert [one.title for one in outline.root] == ["Agenda", "1  Opening", "2  Plein"]
        (annex,) = outline.root[2].children
        (own,) = annex.children
        places = [page.obj.objgen for page in pdf.pages]
        assert (annex.title, own.title) == ("Stuk 0", "Hoofdstuk 2")
        assert [places.index(one.destination[0].objgen) for one in (annex, own)] == [1, 2]


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_turned_pages_have_their_number_at_the_bottom_right_as_well(turn: int) -> None:
    made = packed(foreign(1, turn=turn))
    assert words(made, 1) == "2 van 2"
    with pikepdf.open(BytesIO(made.data)) as pdf:
        left, bottom, right, top = (float(one) for one in pdf.pages[1].Annots[-1].Rect)
    assert (left + right > 300) == (turn in (0, 90))
    assert (bottom + top > 500) == (turn in (90, 180))


def test_a_locked_or_damaged_annex_gets_a_page_that_says_so() -> None:
    locked = foreign(1, encryption=pikepdf.Encryption(owner="a", user="b"))
    made = packed(locked, b"%PDF-1.7 en verder niets", foreign(1)[:90], foreign(0))
    assert made.pages == 5 and len(made.missing) == 4
    assert "wachtwoord" in words(made, 1) and "wachtwoord" in made.missing[0]
    assert all("beschadigd" in words(made, page) for page in (2, 3, 4))


def test_what_would_make_the_pack_too_large_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    one = foreign(1)
    monkeypatch.setattr(pack, "LARGEST", len(one) + 10)
    assert [line.split(":")[0] for line in packed(one, one).missing] == ["Stuk 1"]


def test_nothing_unseen_comes_along() -> None:
    def loaded(pdf: pikepdf.Pdf) -> None:
        script = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert('x')")
        page = pdf.pages[0]
        page.AA = pikepdf.Dictionary(O=script)
        page.StructParents = 0
        rect = [0, 0, 9, 9]
        links = [
            pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, Rect=rect, A=action)
            for action in (script, pikepdf.Dictionary(S=pikepdf.Name.URI, URI="https://example.nl", Next=script))
        ]
        page.Annots = pikepdf.Array(links)
        pdf.Root.OpenAction = script
        pdf.docinfo["/Author"] = "J. de Boer"

    data = packed(foreign(1, change=loaded)).data
    with pikepdf.open(BytesIO(data)) as pdf:
        page = pdf.pages[1]
        assert "/AA" not in page and "/StructParents" not in page and "/OpenAction" not in pdf.Root
        assert [str(one.A.S) for one in page.Annots] == ["/URI", "/GoTo"] and "/Next" not in page.Annots[0].A
        assert "/Metadata" not in pdf.Root and str(pdf.docinfo.Title) == "Stukken"
        assert not any("JavaScript" in repr(one) or "de Boer" in repr(one) for one in pdf.objects)


def test_it_can_be_stopped() -> None:
    def stop(done: int, _total: int) -> None:
        if done:
            raise Cancelled

    chapter = Chapter("1", (Annexed("a", lambda: foreign(1)), Annexed("b", lambda: foreign(1))))
    with pytest.raises(Cancelled):
        assemble(agenda(2), [chapter], "Stukken", slip, step=stop)


def test_an_annex_that_refuses_says_why_on_its_page() -> None:
    def refuse() -> bytes:
        raise UserError("Er is nog geen bestand.", code="annex_without_file")

    made = assemble(agenda(1), [Chapter("1", (Annexed("Kaart", refuse),))], "Stukken", slip)
    assert made.missing == ("Kaart: Er is nog geen bestand.",) and "nog geen bestand" in words(made, 1)


@settings(max_examples=12, deadline=None)
@given(counts=st.lists(st.integers(1, 4), max_size=4))
def test_every_page_has_its_number_over_the_whole(counts: list[int]) -> None:
    with in_language("nl"):
        made = packed(*(foreign(one) for one in counts))
    assert made.pages == 1 + sum(counts)
    for page in range(made.pages):
        assert words(made, page).endswith(f"{page + 1} van {made.pages}")
