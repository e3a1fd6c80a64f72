"""Replies to draft minutes are split by the items they are about."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wijkraad_app.features.meetings.readers.comments import read_comments

NUMBERS = ("1", "2", "3", "4", "4.a", "4.b", "5", "10")

MAIL = """Van: Kees Brouwer <kees@buurt.nl>
Aan: secretaris@wijkraad.nl
Onderwerp: Re: Conceptverslag

Beste Marijke,

Dank voor het verslag. Twee dingen:

Punt 4a: het bedrag is 2500 euro, niet 250.
En de datum klopt niet.
Agendapunt 5 - Truus was er ook.
10) Sluiting was om 22.10 uur.

Met vriendelijke groet,
Kees

Op 2 dec 2026 schreef Marijke:
> Punt 1: opening
"""


def test_a_whole_reply_is_split_and_its_sender_known() -> None:
    assert [(one.sender, one.number, one.text) for one in read_comments(MAIL, NUMBERS)] == [
        ("Kees Brouwer", "", "Dank voor het verslag. Twee dingen:"),
        ("Kees Brouwer", "4.a", "het bedrag is 2500 euro, niet 250.\nEn de datum klopt niet."),
        ("Kees Brouwer", "5", "Truus was er ook."),
        ("Kees Brouwer", "10", "Sluiting was om 22.10 uur."),
    ]


@pytest.mark.parametrize(
    ("line", "number", "text"),
    [
        ("punt 4: te lang", "4", "te lang"),
        ("Ad 4.b. graag schrappen", "4.b", "graag schrappen"),
        ("Bij agendapunt 2, tweede alinea", "2", "tweede alinea"),
        ("item 3 - remove this", "3", "remove this"),
        ("3. Ik zei iets anders", "3", "Ik zei iets anders"),
        ("11. Dit punt is er niet", "", "11. Dit punt is er niet"),
        ("4 mensen waren te laat", "", "4 mensen waren te laat"),
    ],
)
def test_how_people_name_an_item(line: str, number: str, text: str) -> None:
    (found,) = read_comments(line, NUMBERS)
    assert (found.number, found.text) == (number, text)


def test_the_name_under_a_reply_is_the_sender_unless_one_is_given() -> None:
    text = "Punt 1: goed zo\n\nGroeten,\nTruus Mulder\n"
    assert read_comments(text, NUMBERS)[0].sender == "Truus Mulder"
    assert read_comments(text, NUMBERS, "Ans")[0].sender == "Ans"


@settings(max_examples=60)
@given(st.lists(st.tuples(st.sampled_from(NUMBERS), st.from_regex(r"[a-z]{3,12}( [a-z]{3,12}){0,5}", fullmatch=True)),
                min_size=1, max_size=6))  # fmt: skip
def test_what_stands_at_an_item_comes_to_that_item(pairs: list[tuple[str, str]]) -> None:
    text = "\n".join(f"Punt {number}: {said}" for number, said in pairs)
    assert [(one.number, one.text) for one in read_comments(text, NUMBERS)] == pairs


@settings(max_examples=60)
@given(st.text(max_size=300))
def test_any_text_can_be_read(text: str) -> None:
    assert all(one.text for one in read_comments(text, NUMBERS))
