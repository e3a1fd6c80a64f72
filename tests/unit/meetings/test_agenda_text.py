"""Agendas as people paste them."""

from __future__ import annotations

import re
from datetime import date, time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wijkraad_app.features.meetings.readers import ParsedAgenda, ParsedItem, read_agenda_text
from wijkraad_app.kernel.errors import UserError

TODAY = date(2026, 11, 23)
USUAL = """Agenda wijkraad De Singels
Datum: dinsdag 1 december 2026
Tijd: 20.00 - 22.00 uur
Plaats: Buurthuis De Schakel, zaal 2

1. Opening
2. Vaststellen agenda
3. Mededelingen
4. Ingekomen en uitgaande stukken
   a. Brief van de gemeente over de Molendijk
   b. Mail van bewoners Noorderhof
5. Verslag en actielijst vorige vergadering
6. Inspreekrecht bewoners
7. 20.20 uur Veilig oversteken Molendijk (20 min) (Jan Jansen)
   ter bespreking
8. Groenplan Havenkade - ter besluitvorming, door wethouder De Vries
   De gemeente vraagt advies vóór 1 februari.
9. Pauze
10. Begroting 2027 (besloten)
11. Rondvraag
12. Sluiting

Met vriendelijke groet,
Ans Verhoeven
"""


def read(text: str) -> ParsedAgenda:
    return read_agenda_text(text, TODAY)


def titles(agenda: ParsedAgenda) -> list[tuple[str, str]]:
    return [(item.number, item.title) for item in agenda.items]


def item(agenda: ParsedAgenda, title: str) -> ParsedItem:
    return next(found for found in agenda.items if found.title == title)


def test_the_header_gives_title_day_time_and_place() -> None:
    agenda = read(USUAL)
    assert (agenda.title, agenda.date) == ("Wijkraad De Singels", date(2026, 12, 1))
    assert (agenda.start, agenda.end) == (time(20), time(22))
    assert agenda.place == "Buurthuis De Schakel, zaal 2"
    assert agenda.public


def test_the_usual_order_is_procedure_and_the_rest_has_its_kind() -> None:
    agenda = read(USUAL)
    assert [(found.number, found.kind) for found in agenda.items] == [
        *[(str(number), "procedure") for number in range(1, 5)],
        *[("4.a", "inform"), ("4.b", "inform"), ("5", "procedure"), ("6", "procedure")],
        *[("7", "discuss"), ("8", "decide"), ("", "break"), ("9", "discuss")],
        *[("10", "procedure"), ("11", "procedure")],
    ]


def test_time_minutes_introducer_and_explanation_are_taken_from_the_lines() -> None:
    agenda = read(USUAL)
    crossing = item(agenda, "Veilig oversteken Molendijk")
    assert (crossing.time, crossing.minutes, crossing.introducer) == (time(20, 20), 20, "Jan Jansen")
    green = item(agenda, "Groenplan Havenkade")
    assert green.introducer == "wethouder De Vries"
    assert green.explanation == "De gemeente vraagt advies vóór 1 februari.\n"


def test_a_closed_item_is_closed() -> None:
    agenda = read(USUAL)
    assert [found.title for found in agenda.items if not found.public] == ["Begroting 2027"]


def test_what_was_guessed_is_said_in_dutch() -> None:
    guesses = read(USUAL).guesses
    assert "“Jan Jansen” is gelezen als inleider van “Veilig oversteken Molendijk”." in guesses
    assert "Gelezen als bespreekstuk, omdat er niets bij staat: “Begroting 2027”." in guesses


@pytest.mark.parametrize(
    "text",
    [
        "1. Opening\n2. Verkeer\n3. Sluiting",
        "1) Opening\n2) Verkeer\n3) Sluiting",
        "1 Opening\n2 Verkeer\n3 Sluiting",
        "1.\tOpening\n2.\tVerkeer\n3.\tSluiting",
        "1: Opening\n2: Verkeer\n3: Sluiting",
        "1.Opening\n2.Verkeer\n3.Sluiting",
        "Agendapunt 1: Opening\nAgendapunt 2: Verkeer\nAgendapunt 3: Sluiting",
        "a. Opening\nb. Verkeer\nc. Sluiting",
        "I. Opening\nII. Verkeer\nIII. Sluiting",
        "- Opening\n- Verkeer\n- Sluiting",
        "• Opening\n• Verkeer\n• Sluiting",
        "Opening\nVerkeer\nSluiting",
        "Agenda:\nOpening\nVerkeer\nSluiting",
        "> 1. Opening\n> 2. Verkeer\n> 3. Sluiting",
        "20.00 Opening\n20.10 Verkeer\n21.00 Sluiting",
        "1. Opening\r\n\r\n2. Verkeer\r\n\r\n3. Sluiting\r\n",
        "Nr\tOnderwerp\n1\tOpening\n2\tVerkeer\n3\tSluiting",
    ],
)
def test_every_way_to_mark_items_is_read(text: str) -> None:
    assert titles(read(text)) == [("1", "Opening"), ("2", "Verkeer"), ("3", "Sluiting")]


@pytest.mark.parametrize(
    "text",
    [
        "1. Opening\n2. Stukken\n2.1 Brief\n2.2 Mail\n3. Sluiting",
        "1. Opening\n2. Stukken\n2.a Brief\n2.b Mail\n3. Sluiting",
        "1. Opening\n2. Stukken\n2a. Brief\n2b. Mail\n3. Sluiting",
        "1. Opening\n2. Stukken\na) Brief\nb) Mail\n3. Sluiting",
        "1. Opening\n2. Stukken\n- Brief\n- Mail\n3. Sluiting",
        "- Opening\n- Stukken\n    - Brief\n    - Mail\n- Sluiting",
        "Opening\nStukken\n    Brief\n    Mail\nSluiting",
    ],
)
def test_every_way_to_mark_sub_items_is_read(text: str) -> None:
    assert titles(read(text)) == [
        ("1", "Opening"),
        ("2", "Stukken"),
        ("2.a", "Brief"),
        ("2.b", "Mail"),
        ("3", "Sluiting"),
    ]


@pytest.mark.parametrize(
    ("line", "at", "minutes"),
    [
        ("20.05 uur Verkeer", time(20, 5), None),
        ("20:05-20:15 Verkeer", time(20, 5), 10),
        ("Verkeer (20.05 uur)", time(20, 5), None),
        ("Verkeer, 20.05 - 20.35 uur", time(20, 5), 30),
        ("Verkeer (10 min)", None, 10),
        ("Verkeer - 15 minuten", None, 15),
        ("Verkeer\t20.05\t15 min", time(20, 5), 15),
    ],
)
def test_times_and_minutes_are_read(line: str, at: time | None, minutes: int | None) -> None:
    found = read(f"1. Opening\n2. {line}\n3. Sluiting").items[1]
    assert (found.title, found.time, found.minutes) == ("Verkeer", at, minutes)


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Verkeer (ter besluitvorming)", "decide"),
        ("Verkeer - ter bespreking", "discuss"),
        ("Verkeer, ter kennisname", "inform"),
        ("Ter informatie: Verkeer", "inform"),
        ("Verkeer [hamerstuk]", "consent"),
        ("Verkeer (opiniërend)", "discuss"),
    ],
)
def test_words_of_purpose_give_the_kind(line: str, kind: str) -> None:
    found = read(f"1. Opening\n2. {line}\n3. Sluiting").items[1]
    assert (found.title, found.kind) == ("Verkeer", kind)


def test_a_purpose_between_dashes_is_no_part_of_the_title() -> None:
    agenda = read("1. Opening\n2. Veilig oversteken - ter bespreking - 20 min - Kees\n")
    item = agenda.items[1]
    assert (item.title, item.kind, item.minutes, item.introducer) == ("Veilig oversteken", "discuss", 20, "Kees")


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("Verkeer (Jan Jansen)", "Jan Jansen"),
        ("Verkeer door Fatima El Idrissi", "Fatima El Idrissi"),
        ("Verkeer, inleider: K. de Boer", "K. de Boer"),
        ("Verkeer (toelichting door wethouder De Vries)", "wethouder De Vries"),
        ("Verkeer (voorzitter)", "voorzitter"),
    ],
)
def test_who_introduces_is_read(line: str, name: str) -> None:
    found = read(f"1. Opening\n2. {line}\n3. Sluiting").items[1]
    assert (found.title, found.introducer) == ("Verkeer", name)


def test_headings_between_items_give_kind_and_closedness() -> None:
    agenda = read(
        "1. Opening\nBespreekstukken\n2. Verkeer\nHamerstukken\n3. Jaarverslag\n"
        "Besloten deel\n4. Nieuw lid\nOpenbaar deel\n5. Rondvraag"
    )
    assert [found.kind for found in agenda.items] == ["procedure", "discuss", "consent", "discuss", "procedure"]
    assert [found.public for found in agenda.items] == [True, True, True, False, True]


def test_a_title_that_a_pdf_broke_off_is_joined_and_page_numbers_are_dropped() -> None:
    agenda = read(
        "1. Opening\n2. Plan voor het herinrichten van de Molendijk tussen de brug en het\nstation en het plein\n"
        "Pagina 1 van 2\nDe gemeente heeft een plan.\n3. Sluiting"
    )
    plan = agenda.items[1]
    assert plan.title == "Plan voor het herinrichten van de Molendijk tussen de brug en het station en het plein"
    assert plan.explanation == "De gemeente heeft een plan.\n"


@pytest.mark.parametrize(
    "head",
    [
        "Agenda vergadering wijkraad West, dinsdag 1 december 2026, 20.00 uur, De Schakel",
        "Vergadering wijkraad West\nWanneer: 1-12-2026\nAanvang: 20:00\nLocatie: De Schakel",
        "Vergadering wijkraad West\n1 december 2026 om 20.00 uur in De Schakel",
    ],
)
def test_a_header_is_read_however_it_is_written(head: str) -> None:
    agenda = read(f"{head}\n\n1. Opening\n2. Sluiting")
    assert (agenda.title, agenda.date, agenda.start, agenda.place) == (
        "Vergadering wijkraad West",
        date(2026, 12, 1),
        time(20),
        "De Schakel",
    )


def test_a_line_of_its_own_below_the_date_is_the_place() -> None:
    agenda = read(
        "Wijkraad West\nDinsdag 1 december 2026, 20.00 – 22.00 uur\nDe Schakel, Plein 4\n\n1. Opening\n2. Sluiting"
    )
    assert (agenda.place, agenda.end) == ("De Schakel, Plein 4", time(22))
    assert "“De Schakel, Plein 4” is gelezen als de plaats." in agenda.guesses


def test_a_mail_is_read_without_its_head_and_foot() -> None:
    agenda = read(
        "Van: Secretaris <s@wijkraad.nl>\nAan: leden\nOnderwerp: Agenda wijkraad 12 januari\n\nBeste leden,\n\n"
        "Onze volgende vergadering is op dinsdag 12 januari 2027 om 19.30 uur in het wijkbureau.\n\n"
        "Agenda\n1. Opening (5 min.)\n2. Advies speelplekken - besluitvormend\n3. W.v.t.t.k.\n4. Sluiting\n\n"
        "Graag tot dan,\nMarja\n"
    )
    assert (agenda.title, agenda.date, agenda.start) == ("Wijkraad", date(2027, 1, 12), time(19, 30))
    assert [(found.title, found.kind) for found in agenda.items] == [
        ("Opening", "procedure"),
        ("Advies speelplekken", "decide"),
        ("W.v.t.t.k.", "procedure"),
        ("Sluiting", "procedure"),
    ]
    assert agenda.items[-1].explanation == ""
    assert agenda.guesses == ()


def test_a_break_without_a_number_is_a_break() -> None:
    agenda = read("1. Opening\n2. Verkeer\n   Pauze     21.10 uur\n3. Sluiting")
    assert [(found.number, found.kind) for found in agenda.items][2] == ("", "break")
    assert agenda.items[2].time == time(21, 10)


def test_a_table_of_a_text_processor_is_read_by_its_columns() -> None:
    agenda = read(
        "Agendapunt\tOnderwerp\tDoel\tTijd\tInleider\n1\tOpening\t\t20.00\tvoorzitter\n"
        "2\tNachtbus\tter bespreking\t20.15\tM. van Duin\n3\tAdvies Molendijk\tbesluiten\t20.45\tA. Verhoeven"
    )
    assert [(found.title, found.kind, found.time, found.introducer) for found in agenda.items] == [
        ("Opening", "procedure", time(20), "voorzitter"),
        ("Nachtbus", "discuss", time(20, 15), "M. van Duin"),
        ("Advies Molendijk", "decide", time(20, 45), "A. Verhoeven"),
    ]


def test_an_explanation_may_have_details_and_a_list() -> None:
    agenda = read(
        "1. Opening\n\n2. De Schakel\nDoel: ter bespreking\nInleider: Ans Verhoeven\nTijd: 20.10 uur\n\n"
        "Het college wil sluiten. De vraag is:\n- wat vinden bewoners;\n- wat is er anders.\n\n3. Sluiting"
    )
    hall = agenda.items[1]
    assert (hall.kind, hall.introducer, hall.time) == ("discuss", "Ans Verhoeven", time(20, 10))
    assert hall.explanation == (
        "Het college wil sluiten. De vraag is:\n\n- wat vinden bewoners;\n- wat is er anders.\n"
    )


def test_numbers_below_letters_are_sub_items() -> None:
    agenda = read("A. Opening\nB. Mededelingen\n   1. voorzitter\n   2. wethouder\nC. Sluiting")
    assert [found.number for found in agenda.items] == ["1", "2", "2.a", "2.b", "3"]


def test_figures_at_the_start_of_a_title_stay() -> None:
    agenda = read("1. Opening\n2. 2027: plannen\n3. 50 jaar De Schakel\n4. 1 april-viering\n5. 30 km-zone")
    assert [found.title for found in agenda.items[1:]] == [
        "2027: plannen",
        "50 jaar De Schakel",
        "1 april-viering",
        "30 km-zone",
    ]


def test_a_closed_meeting_is_closed_throughout() -> None:
    agenda = read("Besloten vergadering dagelijks bestuur 1 december 2026\n1. Opening\n2. Sluiting")
    assert not agenda.public
    assert not any(found.public for found in agenda.items)


def test_a_text_without_items_gives_none_and_says_so() -> None:
    assert read("").items == ()
    assert read("").guesses


def test_too_long_a_text_is_refused_with_a_sentence() -> None:
    for text in ("x" * 1_000_001, "x\n" * 2_001):
        with pytest.raises(UserError) as refusal:
            read(text)
        assert refusal.value.code == "too_large"


@pytest.mark.parametrize("filling", [" ", "a ", "(", "A", "1.", "- ", "a,", "\t"])
def test_an_endless_line_is_read_in_time(filling: str) -> None:
    endless = (filling * 900_000)[:900_000]
    read(f"{endless}x\n1. {endless}x\n{endless}x\n"[:999_999])


_MEAN = """1. Opening|2. x|- y|a. z|Datum: morgen|Tijd: 25.99|20.00 uur|(20 min)|Besloten deel|Hamerstukken|1.1.1 q|
door |( )|\t\t|99. |Pauze (Jan Jansen)|> x|1-1-1|Met vriendelijke groet,|door: |0. |doel: ter bespreking|I. |XX. y|o"""
_lines = st.lists(st.sampled_from(re.split(r"\|", _MEAN)) | st.text(max_size=30), max_size=12).map("\n".join)


@settings(max_examples=100, deadline=None)
@given(_lines)
def test_any_text_is_read_without_failing(text: str) -> None:
    agenda = read(text)
    assert all(found.title for found in agenda.items)
    assert all(found.number or found.kind == "break" for found in agenda.items)


@pytest.mark.parametrize("line", ["Sluiting 22.00", "Sluiting om 22.00", "Closing 22:00", "Sluiting ca. 22.00"])
def test_a_bare_time_after_the_closing_is_the_end_and_no_part_of_its_title(line: str) -> None:
    agenda = read(f"1. Opening 20.00\n2. Begroting 12.50\n3. {line}")
    assert [item.title for item in agenda.items] == ["Opening", "Begroting 12.50", line.split()[0]]
    assert (agenda.start, agenda.end) == (time(20, 0), time(22, 0))
