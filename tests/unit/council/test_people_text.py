"""Members as people paste them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wijkraad_app.features.council.readers import ParsedPerson, read_people
from wijkraad_app.kernel.errors import UserError

TODAY = date(2026, 11, 23)
TERM = (date(2024, 1, 1), date(2028, 12, 31))


def only(text: str) -> ParsedPerson:
    (person,) = read_people(text, TODAY)
    return person


@pytest.mark.parametrize(
    "line",
    [
        "Ans Verhoeven, voorzitter, ans@example.nl, 06-12345678, 2024-2028",
        "Ans Verhoeven\tvoorzitter\tans@example.nl\t06-12345678\t2024-2028",
        "Ans Verhoeven;voorzitter;ans@example.nl;06-12345678;2024 t/m 2028",
        "Ans Verhoeven (voorzitter) <ans@example.nl> 06-12345678, 2024-2028",
        "- Ans Verhoeven - voorzitter - ans@example.nl - 06-12345678 - 2024-2028",
        "voorzitter: 06-12345678, Ans Verhoeven, e-mail: ans@example.nl, 2024-2028",
        "Naam;E-mail;Telefoon;Functie;Periode\nAns Verhoeven;ans@example.nl;06-12345678;Voorzitter;2024-2028",
        "Voornaam\tAchternaam\tRol\tE-mailadres\tMobiel\tVan\tTot\n"
        "Ans\tVerhoeven\tvoorzitter\tans@example.nl\t06-12345678\t2024\t2028",
        'Naam,Rol,Mail,Tel,Termijn\n"Ans Verhoeven",voorzitter,ans@example.nl,06-12345678,2024-2028',
    ],
)
def test_a_member_is_read_however_written(line: str) -> None:
    person = only(line)
    assert (person.name, person.role, person.mail) == ("Ans Verhoeven", "chair", "ans@example.nl")
    assert person.phone == "06-12345678"
    assert (person.start, person.end) == TERM
    assert all("jaartal" in problem or "jaren" in problem for problem in person.problems)


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("Kees Brouwer, kees@singels, lid", "“kees@singels” is geen mailadres."),
        ("Kees Brouwer <kees@singels>", "“kees@singels” is geen mailadres."),
        ("Kees Brouwer; lid; Molendijk 3", "“Molendijk 3” is niet begrepen en blijft weg."),
        ("Kees Brouwer, lid, werkgroep groen, voorzitter", "“werkgroep groen” is niet begrepen en blijft weg."),
    ],
)
def test_what_is_not_understood_is_told(line: str, problem: str) -> None:
    person = only(line)
    assert person.name == "Kees Brouwer" and problem in person.problems


@pytest.mark.parametrize(
    ("line", "start", "end"),
    [
        ("Kees Brouwer\tlid\t2023", date(2023, 1, 1), None),
        ("Kees Brouwer\tlid\tt/m 2023", None, date(2023, 12, 31)),
        ("Kees Brouwer\tlid\t2023\t2027", date(2023, 1, 1), date(2027, 12, 31)),
    ],
)
def test_a_year_alone_is_when_a_term_began(line: str, start: date | None, end: date | None) -> None:
    person = only(line)
    assert (person.start, person.end) == (start, end)


def test_numbers_of_rows_and_labels_are_no_question() -> None:
    assert only("3\tKees Brouwer\tlid\ttel.: 06-12345678") == ParsedPerson("Kees Brouwer", phone="06-12345678")


@pytest.mark.parametrize(
    ("words", "role"),
    [
        ("voorzitter", "chair"),
        ("plaatsvervangend voorzitter", "deputy_chair"),
        ("vice-voorzitter", "deputy_chair"),
        ("secretaris", "secretary"),
        ("Penningmeester", "treasurer"),
        ("lid", "member"),
        ("aspirant-lid", "aspirant"),
        ("deputy chair", "deputy_chair"),
        ("treasurer", "treasurer"),
    ],
)
def test_roles_are_known_in_both_languages(words: str, role: str) -> None:
    assert only(f"Jan de Boer, {words}").role == role


def test_a_bare_name_is_a_member() -> None:
    assert only("Jan de Boer") == ParsedPerson("Jan de Boer")


def test_an_exact_term_is_read() -> None:
    person = only("Jan de Boer, lid, 1-3-2024 t/m 28-2-2028")
    assert (person.start, person.end) == (date(2024, 3, 1), date(2028, 2, 28))
    assert only("Jan de Boer, lid, sinds 1 maart 2024").start == date(2024, 3, 1)
    assert only("Jan de Boer, lid, tot 2028").end == date(2028, 12, 31)


def test_a_mixed_list_from_a_mail_is_read() -> None:
    people = read_people(
        "Ledenlijst\nVoorzitter: Ans Verhoeven\nM. van Duin, secretaris, 030 - 123 45 67\n"
        "Piet-Jan de Groot; lid sinds 2023\nF. El Idrissi – penningmeester – f@x.nl – t/m 31-12-2027\n"
        "Kees Bakker, +31 6 12345678, plv. voorzitter, 1 januari 2025 - 31 december 2028\n"
        "Jan Jansen, aspirant-lid tot 1-7-2027\nLeden: Wil Smit, Jo Vos en Bo Kok",
        TODAY,
    )
    assert [(person.name, person.role) for person in people] == [
        ("Ans Verhoeven", "chair"),
        ("M. van Duin", "secretary"),
        ("Piet-Jan de Groot", "member"),
        ("F. El Idrissi", "treasurer"),
        ("Kees Bakker", "deputy_chair"),
        ("Jan Jansen", "aspirant"),
        ("Wil Smit", "member"),
        ("Jo Vos", "member"),
        ("Bo Kok", "member"),
    ]
    assert [people[1].phone, people[4].phone] == ["030 - 123 45 67", "+31 6 12345678"]
    assert people[2].start == date(2023, 1, 1)
    assert people[3].end == date(2027, 12, 31)
    assert (people[4].start, people[4].end) == (date(2025, 1, 1), date(2028, 12, 31))
    assert people[5].end == date(2027, 7, 1)


def test_parts_of_a_name_are_put_in_order() -> None:
    (person,) = read_people("Achternaam;Tussenvoegsel;Voornaam;Rol\nBoer;de;Jan;lid", TODAY)
    assert person.name == "Jan de Boer"


def test_problems_are_said_in_plain_words() -> None:
    people = read_people(
        "Naam;Rol;Mail;Van;Tot\nJan;coördinator;jan.nl;2028;2024\n;lid;x@example.nl;;\nPiet;;;gisterenmorgen;\nPIET;;;;",
        TODAY,
    )
    assert people[0].problems == (
        "“coördinator” is geen bekende rol; gelezen als lid.",
        "“jan.nl” is geen mailadres.",
        "De termijn eindigt voordat hij begint.",
    )
    assert people[1].problems == ("De naam ontbreekt.",)
    assert people[2].problems == ("“gisterenmorgen” is geen datum.", "Deze naam staat er meer dan één keer.")


def test_greetings_of_a_mail_are_left_out() -> None:
    people = read_people("Beste Ans,\n\nHierbij de leden:\nJan de Boer, lid\n\nMet vriendelijke groet,\n", TODAY)
    assert [person.name for person in people] == ["Jan de Boer"]


def test_too_many_lines_are_refused() -> None:
    with pytest.raises(UserError):
        read_people("x\n" * 2_001, TODAY)


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet=st.sampled_from("ab,;\t\n\"'@.:-()<>0123 é|") | st.characters(), max_size=80))
def test_any_text_is_read_without_failing(text: str) -> None:
    for person in read_people(text, TODAY):
        assert person.name or person.problems
