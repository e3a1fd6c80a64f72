"""Large print, and the place of the address behind the window of an envelope."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from typing import Any

import pikepdf
import pypdfium2
import pytest

from wijkraad_app.pdf import blocks, conformance
from wijkraad_app.pdf.ink import A4, MM
from wijkraad_app.pdf.letter import letter_document
from wijkraad_app.pdf.render import render

from .looking import text
from .samples import HOUSE, a_document, a_letter

LONG = blocks.Paragraph("Snelheidsremmende maatregelen en verkeersveiligheid bij de herinrichtingsplannen. " * 60)


def boxes(data: bytes, words: str) -> list[tuple[int, float, float, float, float]]:
    """Where words stand: page, left, low, right, top in points."""
    found = []
    for number, page in enumerate(pypdfium2.PdfDocument(data)):
        words_there: Any = page.get_textpage()
        at = words_there.search(words).get_next()
        if at is not None:
            left, low, _r, _t = words_there.get_charbox(at[0], loose=True)
            _l, _b, right, top = words_there.get_charbox(at[0] + at[1] - 1, loose=True)
            found.append((number, left, low, right, top))
    return found


def test_large_print_has_no_small_letters_and_conforms() -> None:
    data = render(letter_document(a_letter(large=True)))
    assert conformance.problems(data) == ()
    with pikepdf.open(BytesIO(data)) as pdf:
        assert all([float(value) for value in page.mediabox][2:] == pytest.approx(A4, abs=0.1) for page in pdf.pages)
    small, large = render(letter_document(a_letter())), boxes(data, "Geacht college")[0]
    usual = boxes(small, "Geacht college")[0]
    assert large[3] - large[1] == pytest.approx(1.6 * (usual[3] - usual[1]), abs=0.5)


def test_a_copy_in_large_print_has_names_in_place_of_fields() -> None:
    data = render(letter_document(a_letter(large=True)))
    with pikepdf.open(BytesIO(data)) as pdf:
        assert "/AcroForm" not in pdf.Root
    assert "A. Verhoeven, voorzitter" in text(data)
    assert "in grote letter" in text(data)


def test_no_word_is_divided_in_large_print() -> None:
    data = render(a_document(LONG, large=True))
    found = [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(data)]
    assert len(found) > 1 and not any("\ufffe" in page or "\xad" in page for page in found)


def test_text_in_large_print_keeps_within_the_paper() -> None:
    table = blocks.Table(("Jaar", "Verkeersveiligheid", "Ongevallen"), (("2026", "Veel beter dan eerst", "3"),) * 40)
    data = render(a_document(LONG, table, large=True, running="WDS/2026-09", mark="Openbare versie"))
    for page in pypdfium2.PdfDocument(data):
        there = page.get_textpage()
        for at in range(there.count_chars()):
            left, low, right, top = there.get_charbox(at)
            assert right <= left or (left > 15 * MM and right < A4[0] - 15 * MM and low > 8 * MM and top < A4[1])


def test_links_lie_over_their_words_in_large_print() -> None:
    data = render(letter_document(a_letter(large=True)))
    _page, left, low, right, top = boxes(data, "ouderraad")[0]
    with pikepdf.open(BytesIO(data)) as pdf:
        link = next(note for note in pdf.pages[0].Annots if note.get("/A", {}).get("/S") == "/URI")
        rect = [float(value) for value in link.Rect]
    assert rect[0] == pytest.approx(left, abs=2) and rect[2] == pytest.approx(right, abs=2)
    assert rect[1] < (low + top) / 2 < rect[3]


@pytest.mark.parametrize(("window", "left"), [("left", 25 * MM), ("right", 118 * MM)])
def test_the_address_stands_behind_the_window_of_the_envelope(window: blocks.Window, left: float) -> None:
    house = replace(HOUSE, window=window, lines=HOUSE.lines * 2)
    data = render(letter_document(a_letter(house=house, body=a_letter().body * 6)))
    page, found, _low, _right, top = boxes(data, "Aan het college")[0]
    assert (page, found) == (0, pytest.approx(left, abs=2))
    assert 45 * MM < A4[1] - top < 55 * MM
    assert A4[1] - boxes(data, "Datum")[0][4] > 82 * MM
    assert conformance.problems(data) == ()


def test_large_print_needs_no_window() -> None:
    data = render(letter_document(a_letter(house=replace(HOUSE, window="right"), large=True)))
    assert boxes(data, "Aan het college")[0][1] < 30 * MM


def test_a_long_name_of_a_council_keeps_clear_of_its_address() -> None:
    house = replace(HOUSE, sender="Wijkraad Leidsche Rijn, Vleuten, De Meern en Haarzuilens voor bewoners")
    data = render(letter_document(a_letter(house=house)))
    assert boxes(data, "Wijkraad Leidsche Rijn")[0][3] < boxes(data, "Postbus")[0][1]
    assert "en Haarzuilens voor bewoners" in text(data)
