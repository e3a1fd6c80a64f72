"""Contact data are found by their shape, wherever they stand in a text."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wijkraad_app.features.signals.rules.privacy import (
    ADDRESS,
    BSN,
    IBAN,
    MAIL,
    PHONE,
    found_contact,
    is_bsn,
    is_iban,
    masked,
    title_of,
    without,
)

FOUND = [
    (PHONE, "06-12345678"),
    (PHONE, "0612345678"),
    (PHONE, "06 12 34 56 78"),
    (PHONE, "+31 6 1234 5678"),
    (PHONE, "+31 (0)6 12345678"),
    (PHONE, "0031612345678"),
    (PHONE, "(030) 286 00 00"),
    (PHONE, "030-2860000"),
    (PHONE, "0345 123456"),
    (PHONE, "+32 470 12 34 56"),
    (MAIL, "f.yildiz+wijk@voorbeeld.nl"),
    (MAIL, "info@sub.voorbeeld.org"),
    (ADDRESS, "Havenkade 12, 3511 AB"),
    (ADDRESS, "Burgemeester van der Laanstraat 7a 3511AB"),
    (ADDRESS, "3511 AB 12"),
    (ADDRESS, "3511ab 12-2"),
    (IBAN, "NL91 ABNA 0417 1643 00"),
    (IBAN, "NL91ABNA0417164300"),
    (BSN, "111222333"),
]
HARMLESS = [
    "op 01-12-2026 20:00 uur",
    "01.12.2026 en 02.12.2026",
    "het nummer van de gemeente is 14 030",
    "bel 0800-1234567",
    "lantaarnpaal 114 bij huisnummer 12",
    "tussen 1995 en 2024",
    "in 2026 in 3 straten",
    "dossier 123456789",
    "61% van 3.462 mensen",
    "@wijkbureau",
]


@pytest.mark.parametrize(("kind", "piece"), FOUND)
def test_it_is_found_between_other_words(kind: str, piece: str) -> None:
    text = f"graag antwoord 👵🏽 via {piece}, liefst snel"
    (found,) = found_contact(text)
    assert (found.kind, found.text) == (kind, piece)
    assert text[found.start : found.end] == piece


@pytest.mark.parametrize("text", HARMLESS)
def test_other_numbers_are_left_alone(text: str) -> None:
    assert found_contact(text) == ()


ANY = st.lists(st.one_of(st.text(max_size=12), st.sampled_from([piece for _kind, piece in FOUND])), max_size=6)


@given(ANY, st.sampled_from(["", " ", ", ", "\n"]))
@settings(max_examples=100)
def test_finds_are_in_order_apart_and_literal(parts: list[str], between: str) -> None:
    text = between.join(parts)
    found = found_contact(text)
    assert all(text[one.start : one.end] == one.text for one in found)
    assert all(a.end <= b.start for a, b in pairwise(found))


@given(ANY, st.sampled_from(["", " ", ", ", "\n"]))
@settings(max_examples=100)
def test_neither_a_masked_text_nor_a_title_holds_contact_data(parts: list[str], between: str) -> None:
    text = between.join(parts)
    assert found_contact(masked(text)) == ()
    title = title_of(text)
    assert found_contact(title) == () and len(title) <= 80 and "\n" not in title


@given(st.integers(10_000_000, 99_999_999))
@settings(max_examples=50)
def test_every_mobile_number_is_found(number: int) -> None:
    assert [one.kind for one in found_contact(f"bel 06-{number} aub")] == [PHONE]


@given(st.integers(0, 999_999_999))
@settings(max_examples=100)
def test_one_wrong_digit_fails_the_eleven_test(number: int) -> None:
    digits = f"{number:09}"
    changed = digits[:-2] + str((int(digits[-2]) + 1) % 10) + digits[-1]
    assert not (is_bsn(digits) and is_bsn(changed))


def test_an_iban_is_checked_by_97() -> None:
    assert is_iban("NL91 ABNA 0417 1643 00") and is_iban("GB82WEST12345698765432")
    assert not is_iban("NL92 ABNA 0417 1643 00")


@pytest.mark.parametrize(
    ("text", "piece", "left"),
    [
        ("Bel 0612345678.", "0612345678", "Bel."),
        ("0612345678 is mijn nummer", "0612345678", "is mijn nummer"),
        ("Jan (0612345678) belt", "0612345678", "Jan belt"),
        ("regel\n0612345678 nu", "0612345678", "regel\nnu"),
    ],
)
def test_taking_a_piece_out_leaves_a_tidy_text(text: str, piece: str, left: str) -> None:
    start = text.index(piece)
    assert without(text, start, start + len(piece)) == left


def test_a_title_is_the_first_sentence_within_80_characters() -> None:
    assert title_of("De lamp is stuk. Al weken lang.\nGroet") == "De lamp is stuk"
    long = title_of("woord " * 40)
    assert len(long) <= 80 and long.endswith("…")
    assert title_of(" \n ") == ""


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Lantaarn knippert, bel 06-12345678", "Lantaarn knippert"),
        ("Lantaarn knippert, bel", "Lantaarn knippert"),
        ("Hek stuk - mail jan@voorbeeld.nl.", "Hek stuk"),
        ("Geen antwoord op mijn mail", "Geen antwoord op mijn mail"),
        ("Er is een buurt-app", "Er is een buurt-app"),
        ("Bel 06-12345678", "Bel …"),
    ],
)
def test_a_title_does_not_announce_what_was_taken_out(text: str, title: str) -> None:
    assert title_of(text) == title


def test_a_long_text_is_read_at_once() -> None:
    text = "Aan de Havenkade 12 wonen 0612 mensen 1 2 3 4 5 6 7 van A.B.C.D.E " * 3000
    began = time.perf_counter()
    found_contact(text)
    assert time.perf_counter() - began < 2
