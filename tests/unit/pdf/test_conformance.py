"""The own check, and the full validator it is held against."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from typing import Any

import pikepdf
import pytest

from tests.end2end.verapdf import judge
from wijkraad_app.pdf import conformance
from wijkraad_app.pdf.keys import load_key

from .conftest import PASSPHRASE, SIGNED_AT, Council, Letters
from .forging import signed_with


def without(data: bytes, change: Callable[[Any], None]) -> tuple[str, ...]:
    out = BytesIO()
    with pikepdf.open(BytesIO(data)) as pdf:
        change(pdf)
        pdf.save(out)
    return conformance.problems(out.getvalue())


def no_structure(pdf: Any) -> None:
    del pdf.Root.StructTreeRoot


def no_language(pdf: Any) -> None:
    del pdf.Root.Lang


def no_description(pdf: Any) -> None:
    pdf.Root.Metadata = pdf.make_stream(b"<x/>")


def loose_text(pdf: Any) -> None:
    pdf.pages[0].contents_add(b"BT (los) Tj ET")


def wrong_number(pdf: Any) -> None:
    pdf.pages[0].contents_add(b"/P <</MCID 999>> BDC EMC")


def no_font_file(pdf: Any) -> None:
    for item in pdf.objects:
        if isinstance(item, pikepdf.Dictionary) and "/FontFile2" in item:
            del item.FontFile2


def no_alternative(pdf: Any) -> None:
    for item in pdf.objects:
        if isinstance(item, pikepdf.Dictionary) and item.get("/S") == "/Figure" and "/Alt" in item:
            del item.Alt


def nameless_link(pdf: Any) -> None:
    for item in pdf.objects:
        if isinstance(item, pikepdf.Dictionary) and item.get("/Subtype") == "/Link":
            del item.Contents


def a_program(pdf: Any) -> None:
    pdf.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")


@pytest.mark.parametrize(
    "change",
    [
        no_structure,
        no_language,
        no_description,
        loose_text,
        wrong_number,
        no_font_file,
        no_alternative,
        nameless_link,
        a_program,
    ],
)
@pytest.mark.expects_log  # pikepdf tells of metadata it can not read
def test_what_is_missing_is_named(letters: Letters, change: Callable[[Any], None]) -> None:
    found = without(letters.unsigned.read_bytes(), change)
    assert found
    assert all(problem.endswith(".") for problem in found)


def test_a_letter_that_is_only_saved_again_still_conforms(letters: Letters) -> None:
    assert without(letters.unsigned.read_bytes(), lambda pdf: None) == ()


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7", b"tekst", b"%PDF-1.7\n%%EOF\n"])
def test_what_is_no_pdf_does_not_conform(data: bytes) -> None:
    assert conformance.problems(data)


def test_anything_behind_the_end_does_not_conform(letters: Letters) -> None:
    assert conformance.problems(letters.unsigned.read_bytes() + b"x")


def test_verapdf_agrees(letters: Letters) -> None:
    said = judge([letters.unsigned, letters.by_chair, letters.by_both])
    assert said.count("PASS") == 6 and "FAIL" not in said, said


def test_a_picture_of_a_signature_with_a_loose_typeface_is_named(letters: Letters, council: Council) -> None:
    key = load_key(council.chair, PASSPHRASE, SIGNED_AT)
    data = signed_with(letters.unsigned.read_bytes(), "chair", key, SIGNED_AT, first=True)
    assert conformance.problems(data) == ("Het lettertype Courier zit niet in het bestand.",)
