"""Documents become pages: what is read, in which order, and where pages break."""

from __future__ import annotations

from io import BytesIO
from itertools import pairwise

import pikepdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from wijkraad_app.kernel.errors import UserError
from wijkraad_app.kernel.text import Span
from wijkraad_app.pdf import blocks, charts, conformance, fonts, preview
from wijkraad_app.pdf.letter import Letter, letter_document
from wijkraad_app.pdf.lines import Style, break_lines
from wijkraad_app.pdf.render import _composed, render
from wijkraad_app.pdf.strips import Strip, paginate, paginate_tight

from .looking import children, outline, text
from .samples import a_document, a_letter

LONG = "De adviesraad ziet dat de toegankelijkheid van de voorziening onder druk staat. "

LETTER_OUTLINE = """\
Document
  P
  P
  P
  P
  P
  P
  P
  P
  P
  P
  H1
  P
  P
    Link
  H2
  P
    Reference
      Link
  BlockQuote
    P
  H2
  L
    LI
      Lbl
      LBody
    LI
      Lbl
      LBody
        L
          LI
            Lbl
            LBody
  Table
    TR
      TH
      TH
    TR
      TD
      TD
    TR
      TD
      TD
  H2
  L
    LI
      Lbl
      LBody
    LI
      Lbl
      LBody
  P
  P
  Form
  P
  Form
  P
  Form
  Form
  Form
  P
  P
  P
  H2
  Note
    Lbl
    P
  Figure""".splitlines()


def test_the_same_letter_gives_the_same_bytes(letter: Letter) -> None:
    assert render(letter_document(letter)) == render(letter_document(letter))


def test_a_letter_is_read_in_the_order_it_is_written(letter: Letter) -> None:
    assert outline(render(letter_document(letter))) == LETTER_OUTLINE


def test_words_at_line_ends_stay_apart() -> None:
    data = render(a_document(blocks.Paragraph(LONG * 12)))
    assert (LONG * 12).strip() in text(data)


def test_a_structure_element_holds_its_spaces_at_line_ends() -> None:
    data = render(a_document(blocks.Paragraph("lange woorden " * 40)))
    with pikepdf.open(BytesIO(data)) as pdf:
        shown = [
            bytes(part).endswith(b" ") or len(bytes(part)) == 0
            for operands, operator in pikepdf.parse_content_stream(pdf.pages[0])
            if str(operator) == "Tj"
            for part in operands
        ]
    assert sum(not ends for ends in shown) <= 3  # the last line of the text, and the running header


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.text("abcdeéëïĳ€’“”–,.", min_size=1, max_size=18), min_size=1, max_size=60))
def test_every_word_is_printed_once_and_in_order(words: list[str]) -> None:
    spans = tuple(Span(word + " ", bold=at % 3 == 0, italic=at % 4 == 0) for at, word in enumerate(words))
    fonts.register()
    lines = break_lines(spans, Style(), 180)
    assert "".join(run.text for line in lines for run in line.runs).split() == " ".join(words).split()
    assert all(line.width <= 180.01 for line in lines)


def test_a_word_wider_than_the_line_is_cut() -> None:
    fonts.register()
    lines = break_lines("x" * 300, Style(), 100)
    assert len(lines) > 5
    assert "".join(run.text for line in lines for run in line.runs) == "x" * 300


def test_two_spaces_after_a_postcode_are_kept() -> None:
    fonts.register()
    (line,) = break_lines("4101 AA  RIETDAM", Style(), 400)
    assert line.runs[0].text == "4101 AA  RIETDAM"


def test_a_paragraph_with_a_link_goes_on_over_the_page() -> None:
    link = Span("de hele rest van dit lange verhaal " * 100, href="https://voorbeeld.example")
    data = render(a_document(blocks.Paragraph((Span(LONG * 18), link))))
    assert preview.page_count(data) == 2
    assert conformance.problems(data) == ()
    with pikepdf.open(BytesIO(data)) as pdf:
        assert all(len(page.obj.Annots) > 3 for page in pdf.pages)


def test_a_list_item_and_a_table_cell_go_on_over_the_page() -> None:
    items = blocks.ItemList((blocks.ListItem(LONG * 60, ordered=True), blocks.ListItem("kort", ordered=True)))
    table = blocks.Table(("Wat", "Waarom"), (("plan", LONG * 60), ("slot", "klaar")))
    data = render(a_document(items, table))
    assert preview.page_count(data) >= 3
    assert conformance.problems(data) == ()
    assert text(data).count("toegankelijkheid") == 120


def test_a_table_repeats_its_header_as_an_artifact() -> None:
    rows = tuple((f"Maatregel {number}", str(number)) for number in range(80))
    data = render(a_document(blocks.Table(("Maatregel", "Jaar"), rows, row_headers=True)))
    assert text(data).count("Maatregel Jaar") == preview.page_count(data) > 1
    assert sum(line.strip() == "TH" for line in outline(data)) == 2 + 80


@pytest.mark.parametrize("lines", range(34, 46))
def test_a_short_table_stays_on_one_page(lines: int) -> None:
    filler = tuple(blocks.Paragraph("regel", close=True) for _number in range(lines))
    rows = tuple((f"Antwoord {number}", str(number)) for number in range(5))
    data = render(a_document(*filler, blocks.Table(("Antwoord", "Aantal"), rows, caption="Bron 1")))
    pages = [preview.page_text(data, page) for page in range(preview.page_count(data))]
    with_table = next(page for page in pages if "Antwoord" in page)
    assert all(name in with_table for name, _count in rows)
    assert "Bron 1" in with_table


@pytest.mark.parametrize("lines", range(30, 42))
def test_a_long_table_leaves_no_single_row_behind(lines: int) -> None:
    filler = tuple(blocks.Paragraph("regel", close=True) for _number in range(lines))
    rows = tuple((f"Antwoord {number}", str(number)) for number in range(40))
    data = render(a_document(*filler, blocks.Table(("Antwoord", "Aantal"), rows)))
    pages = [preview.page_text(data, page) for page in range(preview.page_count(data))]
    assert all(page.count("Antwoord ") != 2 for page in pages), "a header and one row"


def test_scopes_name_columns_and_rows() -> None:
    data = render(a_document(blocks.Table(("A", "B"), (("x", "1"),), row_headers=True)))
    with pikepdf.open(BytesIO(data)) as pdf:
        (table,) = (kid for kid in children(pdf.Root.StructTreeRoot.K) if kid.S == "/Table")
        scopes = [str(cell.A.Scope) for row in children(table) for cell in children(row) if "/A" in cell]
    assert scopes == ["/Column", "/Column", "/Row"]


def test_an_empty_cell_stays_in_its_row() -> None:
    data = render(a_document(blocks.Table(("A", "B"), (("x", ""), ("", "")))))
    assert sum(line.strip() == "TD" for line in outline(data)) == 4


@pytest.mark.parametrize("lines", range(40, 50))
def test_a_heading_is_never_the_last_line_of_a_page(lines: int) -> None:
    filler = tuple(blocks.Paragraph("regel", close=True) for _number in range(lines))
    data = render(a_document(*filler, blocks.Heading("Kopje", 1), blocks.Paragraph(LONG * 3)))
    pages = [preview.page_text(data, page) for page in range(preview.page_count(data))]
    with_heading = next(page for page in pages if "Kopje" in page)
    assert "adviesraad" in with_heading


@pytest.mark.parametrize("lines", range(30, 50))
def test_the_signatures_never_stand_alone(lines: int) -> None:
    filler = tuple(blocks.Paragraph("regel", close=True) for _number in range(lines))
    fields = blocks.SignatureFields((blocks.SignatureField("chair", "A. Verhoeven", "voorzitter"),))
    data = render(a_document(*filler, blocks.Paragraph("Met groet,", keep_with_next=True), fields))
    signed = next(
        page for number in range(preview.page_count(data)) if "Verhoeven" in (page := preview.page_text(data, number))
    )
    assert "regel" in signed
    assert "Met groet" in signed


def test_levels_of_headings_are_not_skipped() -> None:
    data = render(a_document(blocks.Heading("Een", 1), blocks.Heading("Drie", 3), blocks.Heading("Vier", 4)))
    assert [line.strip() for line in outline(data)][1:] == ["H1", "H2", "H3"]


def test_a_character_without_a_glyph_is_refused_with_its_place() -> None:
    document = a_document(blocks.Paragraph("Wij wensen u een mooie dag 🌻 toe."))
    with pytest.raises(UserError) as refused:
        render(document)
    assert refused.value.code == "missing_character"
    assert "🌻" in refused.value.message
    assert "mooie dag" in refused.value.message


def test_decomposed_letters_are_put_together() -> None:
    assert "één" in text(render(a_document(blocks.Paragraph("e\u0301e\u0301n"))))


def test_an_example_says_so_on_every_page(letter: Letter) -> None:
    data = render(letter_document(a_letter(example=True, public=True)))
    for page in range(preview.page_count(data)):
        assert "Voorbeeld" in preview.page_text(data, page)
        assert "Openbare versie" in preview.page_text(data, page)


def test_pages_are_numbered_from_the_second(letter: Letter) -> None:
    data = render(letter_document(letter))
    assert "pagina" not in preview.page_text(data, 0)
    assert "pagina 2 van 2" in preview.page_text(data, 1)


def test_only_embedded_fonts_and_no_codes_for_nothing(letter: Letter) -> None:
    with pikepdf.open(BytesIO(render(letter_document(letter)))) as pdf:
        fonts_found = [item for item in pdf.objects if isinstance(item, pikepdf.Dictionary) and "/BaseFont" in item]
        assert {str(font.BaseFont).split("+")[-1] for font in fonts_found} <= {
            "SourceSans3-Regular",
            "SourceSans3-Semibold",
            "SourceSans3-SemiBold",
            "SourceSans3-It",
            "SourceSans3-Italic",
        }
        assert all(b"<0000>\n" not in font.ToUnicode.read_bytes().split(b"beginbfchar")[1] for font in fonts_found)


def test_a_logo_that_is_no_picture_is_refused() -> None:
    house = blocks.HouseStyle("Wijkraad", logo=b"<svg/>")
    with pytest.raises(UserError) as refused:
        render(a_document(blocks.Paragraph("x"), house=house, letterhead=True))
    assert refused.value.code == "logo_unreadable"


def test_neighbouring_sources_do_not_run_together() -> None:
    spans = (Span("Zo is het."), Span(ref="a"), Span(ref="b"))
    notes = blocks.Notes((blocks.Note(1, "Een"), blocks.Note(2, "Twee")))
    assert "Zo is het.1,2" in text(render(a_document(blocks.Paragraph(spans), notes, refs={"a": 1, "b": 2})))


def test_a_number_in_the_text_leads_to_its_source() -> None:
    notes = blocks.Notes((blocks.Note(1, "Een"),))
    document = a_document(blocks.Paragraph((Span("x"), Span(ref="a"))), blocks.PageBreak(), notes, refs={"a": 1})
    with pikepdf.open(BytesIO(render(document))) as pdf:
        (link,) = pdf.pages[0].obj.Annots
        assert link.A.S == "/GoTo"
        assert link.A.D[0].objgen == pdf.pages[1].obj.objgen
        assert str(link.Contents) == "Bron 1"


def test_a_page_break_leaves_no_white_above() -> None:
    parts = (blocks.Paragraph("een"), blocks.PageBreak(), blocks.Paragraph("twee"))
    composed = _composed(a_document(*parts))
    pages = paginate(composed.strips, lambda _page: 500)
    assert [page[-1].offset for page in pages] == [0, 0]


def test_a_figure_taller_than_a_page_is_made_to_fit() -> None:
    bars = tuple(charts.Bar(f"Antwoord {number}", number, number / 100) for number in range(70))
    data = render(a_document(charts.figure(charts.BarChart("Vraag", bars, 99))))
    assert preview.page_count(data) == 1
    assert "Antwoord 69" in text(data)


def test_readers_show_the_headings_as_a_list(letter: Letter) -> None:
    with pikepdf.open(BytesIO(render(letter_document(letter)))) as pdf, pdf.open_outline() as contents:
        (title,) = contents.root
        assert title.title == letter.subject
        assert [entry.title for entry in title.children] == [
            "Bevindingen",
            "Overwegingen",
            "Advies",
            "Bijlage: bronnen",
        ]


def test_a_wide_logo_is_made_smaller() -> None:
    picture = BytesIO()
    Image.new("RGBA", (3000, 2000), (36, 84, 143, 128)).save(picture, "PNG")
    house = blocks.HouseStyle("Wijkraad", logo=picture.getvalue())
    data = render(a_document(blocks.Paragraph("x"), house=house, letterhead=True))
    assert len(data) < 60_000
    assert conformance.problems(data) == ()


def test_headings_without_text_may_part_between_pages() -> None:
    data = render(a_document(*(blocks.Heading(f"Punt {number}", 1) for number in range(60))))
    assert preview.page_count(data) > 1
    assert preview.page_text(data, 0).count("Punt") > 10


@pytest.mark.parametrize(
    ("before", "after", "printed"),
    [("zo. ", " En", "zo.1 En"), ("zo ", ".", "zo1."), ("zo ", "En", "zo1 En"), ("zo", "", "zo1")],
)
def test_the_number_of_a_source_stands_against_its_word(before: str, after: str, printed: str) -> None:
    fonts.register()
    (line,) = break_lines((Span(before), Span(ref="a"), Span(after)), Style(), 400, {"a": 1})
    assert "".join(run.text for run in line.runs) == printed


@given(
    st.lists(st.tuples(st.floats(1, 120), st.floats(0, 20), st.booleans()), min_size=1, max_size=40),
    st.floats(150, 700),
)
@settings(max_examples=60)
def test_less_white_makes_no_more_pages_and_loses_no_strip(parts: list[tuple[float, float, bool]], room: float) -> None:
    def strips() -> list[Strip]:
        return [Strip(height, lambda _ink, _top: None, above, keep) for height, above, keep in parts]

    plain = paginate(strips(), lambda _page: room)
    given_ = strips()
    tight = paginate_tight(given_, lambda _page: room)
    assert len(tight) <= len(plain)
    assert [placed.strip for page in tight for placed in page] == given_
    for page in tight:
        assert page[0].offset == 0
        assert all(later.offset >= one.offset + one.strip.height for one, later in pairwise(page))
