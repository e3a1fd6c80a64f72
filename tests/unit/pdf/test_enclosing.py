"""Files that go with a letter: looked at when added, printed behind it, attached to it, or beside it."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from wijkraad_app.kernel.errors import UserError
from wijkraad_app.pdf import conformance, enclosing
from wijkraad_app.pdf.enclosing import How
from wijkraad_app.pdf.letter import Enclosed, letter_document
from wijkraad_app.pdf.preview import page_count
from wijkraad_app.pdf.render import render

from .looking import outline, text
from .samples import a_letter


def picture(kind: str = "JPEG", mode: str = "RGB", size: tuple[int, int] = (800, 600)) -> bytes:
    out = BytesIO()
    Image.effect_noise(size, 30).convert(mode).save(out, kind)
    return out.getvalue()


def refused(path: Path) -> str:
    with pytest.raises(UserError) as found:
        enclosing.look(path)
    return found.value.code


def kept(folder: Path, name: str, data: bytes) -> Path:
    (folder / name).write_bytes(data)
    return folder / name


def test_how_a_file_goes_along_follows_from_what_it_is(tmp_path: Path) -> None:
    conforming = render(letter_document(a_letter()))
    bare = BytesIO()
    pdf = pikepdf.new()
    pdf.add_blank_page()
    pdf.save(bare)
    for name, data, how in (
        ("foto.jpg", picture(), "page"),
        ("tekening.png", picture("PNG", "RGBA"), "page"),
        ("rapport.pdf", conforming, "inside"),
        ("folder.pdf", bare.getvalue(), "beside"),
        ("metingen.csv", b"straat;snelheid\n", "beside"),
    ):
        looked = enclosing.look(kept(tmp_path, name, data))
        assert (looked.how, looked.name, looked.data) == (how, name, data)


@pytest.mark.parametrize("name", ["stuk.docx", "stuk.DOC", "stuk.odt", "stuk.rtf"])
def test_a_text_document_is_asked_for_as_pdf(tmp_path: Path, name: str) -> None:
    assert refused(kept(tmp_path, name, b"PK\x03\x04")) == "ask_for_pdf"


def test_what_is_empty_broken_or_huge_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert refused(kept(tmp_path, "leeg.csv", b"")) == "empty_file"
    assert refused(kept(tmp_path, "stuk.pdf", b"%PDF-1.7 kapot")) == "not_a_pdf"
    monkeypatch.setattr(enclosing, "LARGEST", 10)
    assert refused(kept(tmp_path, "groot.csv", b"x" * 11)) == "too_large"


def enclosed(how: How, name: str, data: bytes, alt: str = "") -> Enclosed:
    return Enclosed("Het stuk", how, name, hashlib.sha256(data).hexdigest(), alt, data)


def test_a_picture_becomes_a_tagged_page_with_its_words() -> None:
    one = enclosed("page", "foto.jpg", picture(mode="CMYK"), "Een kruising zonder zebrapad")
    data = render(letter_document(a_letter(enclosed=(one,), annex=())))
    assert conformance.problems(data) == ()
    with pikepdf.open(BytesIO(data)) as pdf:
        figures = [item for item in pdf.objects if isinstance(item, pikepdf.Dictionary) and item.get("/S") == "/Figure"]
        assert [str(figure.Alt) for figure in figures] == ["Een kruising zonder zebrapad"]
    assert outline(data)[-2:] == ["  H2", "  Figure"]
    assert "Het stuk, achter deze brief" in text(data) and "Bijlage: Het stuk" in text(data)


def test_a_picture_fits_on_its_page_whatever_its_shape() -> None:
    for size in ((60, 3000), (3000, 60), (1, 1)):
        one = enclosed("page", "foto.png", picture("PNG", size=size), "Een lint")
        with pikepdf.open(BytesIO(render(letter_document(a_letter(enclosed=(one,)))))) as pdf:
            assert len(pdf.pages) == 2 + 1


def test_a_conforming_pdf_travels_inside_the_letter() -> None:
    report = render(letter_document(a_letter()))
    data = render(letter_document(a_letter(enclosed=(enclosed("inside", "Rapport é.pdf", report),))))
    assert conformance.problems(data) == ()
    with pikepdf.open(BytesIO(data)) as pdf:
        assert b"<pdfaid:part>3<" in pdf.Root.Metadata.read_bytes()
        (spec,) = pdf.Root.AF
        assert spec.EF.F.read_bytes() == report and str(spec.UF) == "Rapport é.pdf"
    assert "in dit bestand als “Rapport é.pdf”" in text(data)


def test_a_file_inside_that_is_not_described_is_no_letter_to_sign() -> None:
    data = render(letter_document(a_letter(enclosed=(enclosed("inside", "a.pdf", b"%PDF"),))))
    out = BytesIO()
    with pikepdf.open(BytesIO(data)) as pdf:
        del pdf.Root.AF[0].AFRelationship
        pdf.save(out)
    assert conformance.problems(out.getvalue()) != ()


def test_any_other_file_is_listed_with_its_digest() -> None:
    one = enclosed("beside", "metingen.csv", b"1;2")
    words = text(render(letter_document(a_letter(enclosed=(one,)))))
    assert "als los bestand: “metingen.csv”" in words
    assert one.sha256 in words.replace(" ", "")


def test_the_public_version_names_enclosures_and_has_none() -> None:
    ways = (enclosed("page", "foto.jpg", picture(), "Een kind"), enclosed("inside", "a.pdf", b"%PDF"))
    data = render(letter_document(a_letter(enclosed=ways, public=True, annex=())))
    assert text(data).count("Het stuk (niet in de openbare versie)") == 2
    with pikepdf.open(BytesIO(data)) as pdf:
        assert "/AF" not in pdf.Root and "/Names" not in pdf.Root
    assert "Figure" not in " ".join(outline(data))


def test_enclosures_leave_the_pages_of_the_letter_as_they_are() -> None:
    with_one = a_letter(enclosed=(enclosed("page", "foto.jpg", picture(), "Een kruising"),), annex=())
    without = a_letter(enclosures=("Rapport enquête", "Het stuk, achter deze brief"), annex=())
    long = with_one.body * 4
    for body in (with_one.body, long, long[:-1]):
        counts = [page_count(render(letter_document(replace(one, body=body)))) for one in (with_one, without)]
        assert counts[0] == counts[1] + 1
