"""What stands in a letter, in Dutch and in English, signed or public."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import pikepdf
import pytest

from wijkraad_app.kernel.text import bullet, paragraph, table
from wijkraad_app.pdf import blocks, conformance, preview
from wijkraad_app.pdf.letter import Letter, letter_document
from wijkraad_app.pdf.render import render

from .looking import text
from .samples import a_letter


def read(letter: Letter) -> str:
    return text(render(letter_document(letter)))


def test_the_parts_come_in_the_order_of_dutch_letters() -> None:
    words = read(a_letter(their_reference="2026/118", salutation="Geacht college,"))
    order = (
        "Postbus 214",
        "Aan het college van burgemeester en wethouders",
        "Datum Rietdam, 4 december 2026",
        "Ons kenmerk WDS/2026-09",
        "Uw kenmerk 2026/118",
        "Onderwerp Ongevraagd advies",
        "Geacht college,",
        "Bevindingen",
        "Advies",
        "1. Leg vóór 1 juni 2027",
        "uiterlijk 29 januari 2027",
        "Met vriendelijke groet,",
        "namens Wijkraad De Singels",
        "A. Verhoeven",
        "secretaris",
        "Bijlage Rapport enquête",
        "Afschrift aan gemeenteraad van Rietdam",
        "Bijlage: bronnen",
        "n = 248 van 598.",
    )
    places = [words.find(part) for part in order]
    assert -1 not in places, order[places.index(-1)]
    assert places == sorted(places)


def test_an_english_letter_is_english_throughout() -> None:
    words = read(a_letter(language="en"))
    assert "Date Rietdam, 4 December 2026" in words
    assert "Kind regards," in words
    assert "page 2 of 2" in words
    assert "Met vriendelijke groet" not in words


def test_the_public_version_has_no_fields_and_no_contact() -> None:
    data = render(letter_document(a_letter(public=True)))
    with pikepdf.open(BytesIO(data)) as pdf:
        assert "/AcroForm" not in pdf.Root
    assert "0123 456 789" not in text(data)
    assert "A. Verhoeven, voorzitter" in text(data)


def test_a_letter_never_calls_its_signature_qualified() -> None:
    assert "geen gekwalificeerde handtekening" in read(a_letter())
    assert "Digitaal ondertekend" not in read(a_letter(paper=True))


def test_a_letter_to_sign_on_paper_has_room_and_no_fields() -> None:
    data = render(letter_document(a_letter(paper=True)))
    with pikepdf.open(BytesIO(data)) as pdf:
        assert "/AcroForm" not in pdf.Root
    assert "A. Verhoeven voorzitter M. van Duin secretaris" in text(data)
    assert conformance.problems(data) == ()


def test_copies_never_stand_alone_on_a_last_page() -> None:
    said = "Ouders vragen al jaren om een veilige oversteek bij de school, en wij vinden dat zij gelijk hebben. " * 2
    pages = {}
    for count in range(1, 14):
        letter = replace(a_letter(), body=(paragraph(said),) * count, sources=(), annex=(), copies=("de raad",))
        drawn = render(letter_document(letter))
        pages[count] = preview.page_count(drawn)
        last = preview.page_text(drawn, pages[count] - 1)
        assert "de raad" in last and "Met vriendelijke groet" in last, count
    assert pages[1] == 1 and list(pages.values()) == sorted(pages.values())


def test_up_to_four_people_sign() -> None:
    names = ("chair", "secretary", "signer3", "signer4")
    signers = tuple(blocks.SignatureField(name, f"Lid {name}", "lid") for name in names)
    with pikepdf.open(BytesIO(render(letter_document(a_letter(signers=signers))))) as pdf:
        assert [str(field.T) for field in pdf.Root.AcroForm.Fields] == [*names, "archive", "archive2", "archive3"]


def test_further_paragraphs_of_a_recommendation_stay_with_it() -> None:
    parts = (paragraph("Leg een zebrapad aan."), paragraph("Doe dat voor de zomer."), bullet("bij de school"))
    words = read(a_letter(recommendations=(parts, (paragraph("Meet de snelheid."),))))
    assert "1. Leg een zebrapad aan. Doe dat voor de zomer. – bij de school" in words
    assert "2. Meet de snelheid." in words


def test_a_table_in_a_recommendation_does_not_disturb_the_numbers() -> None:
    first = (paragraph("Kies."), table([["Optie", "Kosten"], ["plateau", "€ 42.000"]]), paragraph("Dat kan nu."))
    words = read(a_letter(recommendations=(first, (paragraph("Meet."),))))
    assert "1. Kies. Optie Kosten plateau € 42.000 Dat kan nu." in words
    assert "2. Meet." in words


@pytest.mark.parametrize("changes", [{}, {"public": True}, {"language": "en"}, {"example": True}, {"signers": ()}])
def test_every_variant_conforms(changes: dict[str, object]) -> None:
    assert conformance.problems(render(letter_document(a_letter(**changes)))) == ()
