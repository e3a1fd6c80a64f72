"""Agendas whose shape was lost on the way: tables, web pages, one long line, mail with the mail before it."""

from __future__ import annotations

from datetime import date, time

from hypothesis import given
from hypothesis import strategies as st

from wijkraad_app.features.meetings.readers import ParsedAgenda, read_agenda_text
from wijkraad_app.features.meetings.readers.shaping import shaped

TODAY = date(2026, 11, 23)
TABLE = """Wijkraad Molendijk
AGENDA openbare vergadering
Datum\t: woensdag 9 december 2026
Tijd\t: 19.30 – 21.45 uur (inloop vanaf 19.15)
Plaats\t: Buurthuis De Kern, zaal 2

19.30\t1\tOpening en mededelingen (voorzitter)
19.40\t2\tVerslag vorige vergadering d.d. 11-11-2026\tter vaststelling
\t2a\tnaar aanleiding van het verslag
\t2b\tactielijst
19.55\t3\tIngekomen en uitgegane post\tt.k.n.
20.15\t4\tVerkeersplan Ring-Oost; inleiding door mw. P. de Graaf (gemeente)\tbespreken
21.00\t\tPAUZE
21.15\t5\tAdvies groenbeheer\tbesluitvormend
21.35\t6\tBESLOTEN: voordracht nieuwe secretaris
21.45\t7\tSluiting
"""


def read(text: str) -> ParsedAgenda:
    return read_agenda_text(text, TODAY)


def told(agenda: ParsedAgenda) -> list[tuple[str, str, str]]:
    return [(item.number, item.title, item.kind) for item in agenda.items]


def test_a_table_with_the_times_in_its_first_column_keeps_every_item() -> None:
    agenda = read(TABLE)
    assert told(agenda) == [
        ("1", "Opening en mededelingen", "procedure"),
        ("2", "Verslag vorige vergadering d.d. 11-11-2026", "decide"),
        ("2.a", "naar aanleiding van het verslag", "discuss"),
        ("2.b", "actielijst", "procedure"),
        ("3", "Ingekomen en uitgegane post", "inform"),
        ("4", "Verkeersplan Ring-Oost", "discuss"),
        ("", "PAUZE", "break"),
        ("5", "Advies groenbeheer", "decide"),
        ("6", "voordracht nieuwe secretaris", "discuss"),
        ("7", "Sluiting", "procedure"),
    ]
    times = [item.time for item in agenda.items if item.time]
    assert times == sorted(times) and len(times) == 8 and times[0] == time(19, 30)
    assert agenda.items[0].introducer == "voorzitter"
    assert agenda.items[5].introducer == "mw. P. de Graaf (gemeente)"
    assert [item.title for item in agenda.items if not item.public] == ["voordracht nieuwe secretaris"]
    assert (agenda.start, agenda.end, agenda.place) == (time(19, 30), time(21, 45), "Buurthuis De Kern, zaal 2")


def test_a_table_drawn_with_lines_is_read_by_its_cells() -> None:
    agenda = read("| Nr | Onderwerp | Tijd |\n|---|---|---|\n| 1 | Opening | 20.00 |\n| 2 | Groenplan | 20.05 |\n")
    assert [(item.number, item.title, item.time) for item in agenda.items] == [
        ("1", "Opening", time(20)),
        ("2", "Groenplan", time(20, 5)),
    ]


def test_numbers_on_lines_of_their_own_go_with_the_titles_after_them() -> None:
    page = """Agendapunten

 1. 1
  Opening
  00:00:04 - 00:04:31 - De voorzitter
 2. 1.a
  Toelating lid
 3. 2
  Vaststellen agenda
 4. 5.a
  Benoemingen
"""
    agenda = read(page)
    assert told(agenda)[:3] == [
        ("1", "Opening", "procedure"),
        ("1.a", "Toelating lid", "inform"),
        ("2", "Vaststellen agenda", "procedure"),
    ]
    assert [item.level for item in agenda.items] == [0, 1, 0, 0]
    assert agenda.title == ""


def test_an_agenda_in_one_line_is_taken_apart() -> None:
    line = (
        "Agenda: 01. Vragenuur 02. Verslagen van 12 en 26 november 03. Verkeer a. Oversteek b. Parkeren 04."
        " Hamerstukken a. Jaarverslag (nr. 130) b. Benoeming 05. Sluiting"
    )
    assert [(number, title) for number, title, _kind in told(read(line))] == [
        ("1", "Vragenuur"),
        ("2", "Verslagen van 12 en 26 november"),
        ("3", "Verkeer"),
        ("3.a", "Oversteek"),
        ("3.b", "Parkeren"),
        ("4", "Hamerstukken"),
        ("4.a", "Jaarverslag (nr. 130)"),
        ("4.b", "Benoeming"),
        ("5", "Sluiting"),
    ]


def test_a_mail_in_words_gives_the_hour_who_introduces_and_no_mail_before_it() -> None:
    agenda = read(
        "Beste mensen,\n\nHierbij de agenda voor maandag 14 december om half acht 's avonds in de Brede School.\n\n"
        "* Welkom\n* Aanvraag speeltuin (besluit) – 20 min – Joost\n* Station, wijkagent schuift aan om 20.45u\n\n"
        "Groetjes, Ineke\n\nOp 3 dec 2026 om 14:02 schreef Joost <joost@voorbeeld.nl>:\n> * Kan de speeltuin erop?\n"
    )
    assert (agenda.date, agenda.start) == (date(2026, 12, 14), time(19, 30))
    assert [item.title for item in agenda.items] == [
        "Welkom",
        "Aanvraag speeltuin (besluit)",
        "Station, wijkagent schuift aan",
    ]
    assert agenda.items[1].introducer == "Joost" and agenda.items[2].time == time(20, 45)
    assert not any(item.explanation for item in agenda.items)


@given(st.lists(st.text(st.sampled_from("1a.) \t|-Opening 20.00"), max_size=40), max_size=12))
def test_no_word_is_lost_by_shaping(lines: list[str]) -> None:
    def letters(text: str) -> str:
        return "".join(sorted(char for char in text if char.isalpha()))

    assert letters(" ".join(shaped(lines))) == letters(" ".join(lines))
