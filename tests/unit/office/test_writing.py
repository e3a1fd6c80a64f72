"""ODT and DOCX hold everything of a document, and other programs find it there."""

from __future__ import annotations

import re
import shutil
import subprocess
import zipfile
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree

import docx
import odfdo
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.pdf.samples import a_document
from tests.unit.pdf.test_any_document import PARTS
from wijkraad_app.kernel.errors import UserError
from wijkraad_app.kernel.text import Span
from wijkraad_app.office.flattening import flatten
from wijkraad_app.office.parts import Run
from wijkraad_app.office.widths import shared_out
from wijkraad_app.office.writing import Form, write
from wijkraad_app.pdf import blocks

from .samples import everything

FORMS: tuple[Form, ...] = ("odt", "docx")
TEXTS = {"odt": "content.xml", "docx": "word/document.xml"}
NOTES = blocks.Notes((blocks.Note(1, "Bron een", ("toelichting",)), blocks.Note(2, "Bron twee")))


def part(data: bytes, name: str) -> ElementTree.Element:
    with zipfile.ZipFile(BytesIO(data)) as package:
        return ElementTree.fromstring(package.read(name))


def all_words(data: bytes) -> str:
    """Every word of every part, without white."""
    with zipfile.ZipFile(BytesIO(data)) as package:
        roots = [ElementTree.fromstring(package.read(name)) for name in package.namelist() if name.endswith(".xml")]
    return squeezed("".join("".join(root.itertext()) for root in roots))


def squeezed(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize("form", FORMS)
def test_the_same_document_gives_the_same_bytes(form: Form) -> None:
    assert write(everything(), form) == write(everything(), form)


def test_word_headings_lists_tables_and_description_are_read_back() -> None:
    made = docx.Document(BytesIO(write(everything(), "docx")))
    headings = [(one.style.name, one.text) for one in made.paragraphs if one.style and "Heading" in str(one.style.name)]
    assert headings == [
        ("Heading 1", "Agenda & besluiten <mei>"), ("Heading 2", "Opening"), ("Heading 3", "Uit het gesprek"),
    ]  # fmt: skip
    items = [one.text for one in made.paragraphs if one.style and one.style.name == "List Item"]
    assert items[:5] == ["kaal", "kaal onder", "derde", "te doen", "gedaan"] and "opnieuw bij één" in items
    cells = [[cell.text for cell in row.cells] for row in made.tables[1].rows]
    assert cells == [
        ["Nr.", "Besluit met een lange kop", "Stemming"], ["1", "Zebrapad aanleggen", "7 voor"], ["Totaal", "", "7"],
    ]  # fmt: skip
    assert (made.core_properties.title, made.core_properties.author) == ("Agenda & besluiten", "Wijkraad De Singels")
    assert made.core_properties.language == "nl-NL"


def test_open_document_headings_lists_tables_and_description_are_read_back() -> None:
    made = odfdo.Document(BytesIO(write(everything(), "odt")))
    headings = [(int(one.level or 0), one.text_recursive) for one in made.body.headers]
    assert headings == [(1, "Agenda & besluiten <mei>"), (2, "Opening"), (3, "Uit het gesprek")]
    lists = [one.text_recursive for one in made.body.get_lists()]
    assert " -  eerste\n    -  onder de eerste\n       -  nog dieper\n    -  ook onder de eerste\n -  tweede\n" in lists
    assert " -  opnieuw bij één\n" in lists
    table = made.body.tables[1]
    assert [cell.text_recursive.strip() for cell in table.get_row(0).cells] == [
        "Nr.",
        "Besluit met een lange kop",
        "Stemming",
    ]
    assert made.meta.title == "Agenda & besluiten" and made.meta.language == "nl-NL"


def test_a_new_list_counts_from_one_and_a_nested_one_too() -> None:
    made = docx.Document(BytesIO(write(everything(), "docx")))
    numbers = {one.text: re.findall(r'numId w:val="(\d+)"', one._p.xml) for one in made.paragraphs}
    assert numbers["eerste"] == numbers["tweede"] != numbers["opnieuw bij één"]
    assert numbers["onder de eerste"] == numbers["ook onder de eerste"] != numbers["eerste"]


def test_a_source_is_a_footnote_once_and_its_list_goes() -> None:
    flat = flatten(everything())
    marks = [run for part in flat.parts for run in getattr(part, "runs", ()) if run.note]
    assert [(run.note, run.again) for run in marks] == [(1, False), (1, True), (2, False)]
    assert ["".join(run.text for run in note) for note in flat.notes] == [
        "Enquête, vraag 4\nn = 248", "Gesprek met de school", "Telling",
    ]  # fmt: skip
    assert not any("Bronnen" in run.text for part in flat.parts for run in getattr(part, "runs", ()))


def test_a_source_cited_in_the_head_of_a_table_only_stays_in_the_list() -> None:
    head = blocks.Table(((Span("Kop"), Span(ref="a")),), (("x",),))
    words = all_words(write(a_document(head, NOTES, refs={"a": 1}), "odt"))
    assert "Kop1" in words and "Broneen" in words


def test_what_a_drawing_shows_is_said_in_words() -> None:
    document = part(write(everything(), "odt"), "content.xml")
    described = [one.text for one in document.iter() if one.tag.endswith("}desc")]
    assert described and "27%" in str(described[0])
    word = write(everything(), "docx")
    assert "27%" in str(part(word, "word/document.xml").find(".//{*}docPr").attrib["descr"])  # type: ignore[union-attr]


@pytest.mark.parametrize("form", FORMS)
def test_signs_that_xml_forbids_are_left_out(form: Form) -> None:
    odd = 'a\x00b\x0b<c>&\ud800\ufffe"d"]]>e'
    document = a_document(blocks.Heading(odd), blocks.Paragraph(odd), title=odd, running=odd, footer=odd)
    assert 'ab<c>&"d"]]>e' in all_words(write(document, form))


@pytest.mark.parametrize("form", FORMS)
def test_a_script_is_no_link(form: Form) -> None:
    data = write(a_document(blocks.Paragraph((Span("klik", href="javascript:alert(1)"),))), form)
    with zipfile.ZipFile(BytesIO(data)) as package:
        assert not any(b"javascript" in package.read(name) for name in package.namelist())


def test_a_picture_that_cannot_be_read_is_said() -> None:
    with pytest.raises(UserError) as refused:
        write(a_document(blocks.Picture(b"GIF89a", "plaatje")), "docx")
    assert refused.value.code == "not_a_picture"


@given(st.lists(st.tuples(st.text("ab ", max_size=90), st.text("ab", max_size=9)), min_size=1, max_size=6),
       st.tuples(st.sampled_from([0, 0.3, 0.8]), st.sampled_from([0, 0.4])))  # fmt: skip
@settings(max_examples=60, deadline=None)
def test_columns_fill_the_width_exactly(rows: list[tuple[str, str]], shares: tuple[float, float]) -> None:
    widths = shared_out([[(Run(cell),) for cell in row] for row in rows], shares, 160, 1)
    assert sum(widths) == pytest.approx(160) and min(widths) > 0


@given(st.lists(PARTS, max_size=10), st.booleans(), st.sampled_from(FORMS))
@settings(max_examples=60, deadline=None)
def test_any_blocks_are_well_formed_and_complete(parts: list[blocks.Block], letterhead: bool, form: Form) -> None:
    data = write(a_document(*parts, NOTES, refs={"bron": 1}, letterhead=letterhead), form)
    found = all_words(data)
    for words in _words(parts):
        assert squeezed(words) in found


def _words(parts: list[blocks.Block]) -> list[str]:
    found: list[str] = []
    for one in parts:
        inline: list[blocks.Inline] = []
        match one:
            case blocks.Heading() | blocks.Paragraph():
                inline = [one.text]
            case blocks.ItemList():
                inline = [item.text for item in one.items]
            case blocks.Table():
                inline = [*one.header, *(cell for row in one.rows for cell in row)]
            case blocks.Quote():
                inline = [one.text, one.by]
            case blocks.Lines():
                inline = list(one.lines)
        found += [span if isinstance(span, str) else span.text for text in inline
                  for span in ([text] if isinstance(text, str) else text)
                  if isinstance(span, str) or not span.ref]  # fmt: skip
    return found


def test_a_word_processor_shows_headings_lists_and_tables_in_order(tmp_path: Path) -> None:
    """One call for both files: starting it is what takes time."""
    office, reader = shutil.which("soffice"), shutil.which("pdftotext")
    if office is None or reader is None:
        pytest.skip("needs LibreOffice Writer and pdftotext")
    files = [tmp_path / f"alles-{form}.{form}" for form in FORMS]
    for file, form in zip(files, FORMS, strict=True):
        file.write_bytes(write(everything(), form))
    command = [office, "--headless", f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--convert-to", "pdf"]
    subprocess.run([*command, "--outdir", tmp_path, *files], check=True, capture_output=True, timeout=100)
    for file in files:
        shown = subprocess.run([reader, "-layout", file.with_suffix(".pdf"), "-"], capture_output=True, check=True)
        words = " ".join(shown.stdout.decode().split())
        places = [words.find(one) for one in (
            "Agenda & besluiten <mei>", "Opening", "• kaal", "4.a gelabeld", "1. eerste", "i. nog dieper", "2. tweede",
            "1. opnieuw bij één", "Molendijk", "Enquête, vraag 4", "Zebrapad aanleggen", "Totaal", "Gewoon doen.",
            "Telling", "Postbus 1", "pagina 3 van 3",
        )]  # fmt: skip
        assert -1 not in places and places == sorted(places), (file.name, places, words)
