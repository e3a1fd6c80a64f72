"""What may name a resident is found in minutes, and goes when it is removed."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wijkraad_app.features.meetings.rules.naming import likely_names
from wijkraad_app.features.meetings.rules.privacy import (
    KEEP,
    REMOVE,
    ROLE,
    Choice,
    Known,
    Privacy,
    applied,
    candidates,
    places,
    undecided,
)

ALONE = Privacy(safe=frozenset({"noorderhof"}))


def names(text: str) -> list[str]:
    return [text[start:end] for start, end in likely_names(text, ALONE.safe)]


def found(text: str, privacy: Privacy = ALONE) -> list[str]:
    return [text[one.start : one.end] for one in places(text, privacy)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Gisteren heeft Jan Jansen gebeld.", ["Jan Jansen"]),
        ("De heer De Vries en mevrouw van der Berg-Smit vragen om bankjes.", ["De Vries", "van der Berg-Smit"]),
        ("J.P. de Vries woont op de Molenstraat.", ["J.P. de Vries"]),
        ("Fatima vertelt dat het druk is.", ["Fatima"]),
        ("dhr jansen belt morgen", ["jansen"]),
        ("Volgens Özgür Yıldız is dat niet zo.", ["Özgür Yıldız"]),
        ("Mw. A.B.M. 't Hoen-van Dijk, bewoner", ["A.B.M. 't Hoen-van Dijk"]),
        ("Ik sprak Anne-Marie op den Akker over Ahmed’s fiets.", ["Anne-Marie op den Akker", "Ahmed"]),
        ("the resident Mr Smith and John O'Neil", ["Smith", "John O'Neil"]),
        ("Kees: dat kan niet.", ["Kees"]),
    ],
)
def test_names_are_found_without_their_titles(text: str, expected: list[str]) -> None:
    assert names(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "De vergadering besluit: Wij gaan door met de wijkraad Noorderhof te Utrecht.",
        "Bomen in de Molenstraat. Ouders willen meer groen.",
        "Brief aan het College van B&W en de GGD Utrecht",
        "Voorstel: Een zebrapad. Op dinsdag 1 december 2026 om 20.00 uur.",
        "Besluit 3 van 1 december 2026; kosten 1.250,50 euro voor 2027-2030.",
    ],
)
def test_running_text_without_people_is_left_alone(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("sort", "piece"),
    [
        ("address", "Molenstraat 12"),
        ("address", "Burgemeester van der Laanstraat 7a"),
        ("address", "Laan van Nieuw Guinea 121-2"),
        ("address", "molenstraat 12 bis"),
        ("address", "3512 JE"),
        ("address", "3512JE 14"),
        ("phone", "06-12345678"),
        ("phone", "030 271 82 81"),
        ("mail", "kees@buurt.nl"),
        ("mail", "@kees_buurt"),
        ("iban", "NL91 ABNA 0417 1643 00"),
        ("iban", "NL12RABO0123456789"),
        ("plate", "XX-123-X"),
        ("plate", "12-abc-3"),
        ("plate", "GB 123 X"),
        ("bsn", "123456789"),
        ("bsn", "1234.56.789"),
    ],
)
def test_contact_data_and_numbers_are_found(sort: str, piece: str) -> None:
    text = f"het gaat om {piece}, zegt iemand."
    assert [(one.sort, text[one.start : one.end]) for one in places(text, ALONE)] == [(sort, piece)]


def test_a_number_to_call_needs_no_area_code() -> None:
    assert found("bel 2718281 na zessen") == ["2718281"]


def test_members_are_named_and_part_of_their_name_is_asked() -> None:
    privacy = Privacy(known=(Known("Ans Verhoeven", "voorzitter", member=True), Known("Vera Oud", "wethouder")))
    assert found("Ans Verhoeven opent de vergadering.", privacy) == []
    data = {"items": [], "notes": "Ans vraagt of mevrouw Oud komt."}
    asked = candidates(data, privacy)
    assert [(one.words, one.member, one.suggested, one.instead) for one in asked] == [
        ("Ans", "Ans Verhoeven", KEEP, ""),
        ("Oud", "", ROLE, "wethouder"),
    ]


FIRST = ("Jan", "Fatima", "Özgür", "Anne-Marie", "Quirijn", "Łucja", "Bo", "Tjeerd")
LINKS = ("", "de", "van", "van der", "van ’t", "op den", "el", "ten")
LAST = ("Jansen", "Yıldız", "Berg-Smit", "Idrissi", "O’Neil", "Zwaan", "Äkerman", "Brouwer")
full_names = st.builds(
    lambda *parts: " ".join(part for part in parts if part),
    st.sampled_from((*FIRST, "J.", "A.B.M.")),
    st.sampled_from(LINKS),
    st.sampled_from(LAST),
)
numbers = st.one_of(
    st.from_regex(r"06[- ]?[1-9][0-9]{7}", fullmatch=True),
    st.from_regex(r"[1-9][0-9]{3} [B-CE-R][A-C]", fullmatch=True),
    st.from_regex(r"(Molen|Kerk|Heren)(straat|gracht|plein) [1-9][0-9]?[a-c]?", fullmatch=True),
    st.from_regex(r"[a-z]{3,8}\.[a-z]{3,8}@[a-z]{3,8}\.nl", fullmatch=True),
    st.from_regex(r"[B-DF-H]{2}-[0-9]{3}-[B-DF-H]", fullmatch=True),
    st.from_regex(r"NL[0-9]{2} ?[A-Z]{4} ?[0-9]{4} ?[0-9]{4} ?[0-9]{2}", fullmatch=True),
)
planted = st.one_of(full_names, numbers)
around = st.sampled_from(
    (
        "gisteren heeft {} gebeld over de bomen",
        "{} zegt dat het hard gaat.",
        "De bewoner ({}) vraagt om een zebrapad.",
        "Afspraak: {} krijgt bericht.",
        "volgens {}, die er woont, is het druk",
        "- punt van **{}** over groen",
        "Zie [de brief](https://voorbeeld.nl) van {}.",
    )
)


@settings(max_examples=100, deadline=None)
@given(planted, around)
def test_what_is_planted_is_found(words: str, sentence: str) -> None:
    text = sentence.replace("**", "").format(words)
    start = text.index(words)
    covered = set()
    for one in places(text, ALONE):
        covered |= set(range(one.start, one.end))
    missed = [sign for at, sign in enumerate(words, start) if at not in covered and sign.isalnum()]
    assert missed == [], (text, found(text))


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(planted, around), min_size=1, max_size=4))
def test_after_remove_none_of_the_words_is_left(pairs: list[tuple[str, str]]) -> None:
    notes = "\n\n".join(sentence.format(words) for words, sentence in pairs)
    item = {"id": "i", "number": "1", "title": "Groen", "notes": notes}
    data: dict[str, Any] = {
        "items": [item],
        "decisions": [{"item": "i", "text": f"Wij bellen {pairs[0][0]}"}],
        "attendance": [{"guest": True, "votes": False, "name": "", "role": f"buur van {pairs[-1][0]}"}],
    }
    asked = undecided(data, ALONE)
    choices = tuple(Choice(one.words, REMOVE) for one in asked)
    done = Privacy(safe=ALONE.safe, choices=choices)
    printed = json.dumps(applied(data, done), ensure_ascii=False)
    assert undecided(data, done) == ()
    for words, _sentence in pairs:
        assert words not in printed
    assert undecided(applied(data, done), done) == ()


def test_a_role_stands_for_a_name_and_what_is_kept_stays() -> None:
    data = {"items": [{"id": "i", "number": "2", "title": "Verkeer", "notes": "Met **Jan** Jansen en Truus Mulder."}]}
    choices = (Choice("Jan Jansen", ROLE, "een bewoner"), Choice("Truus Mulder", KEEP))
    made = applied(data, Privacy(choices=choices))
    assert made["items"][0]["notes"].strip() == "Met **een bewoner** en Truus Mulder."


def test_a_removed_name_goes_where_nothing_points_to_it_too() -> None:
    data = {"items": [], "notes": "Volgens Zilver is dat zo.\n\nZilver blijft erbij."}
    made = applied(data, Privacy(choices=(Choice("Zilver", REMOVE),)))
    assert "Zilver" not in made["notes"]


def test_an_address_in_a_link_goes_with_the_link() -> None:
    data = {"items": [], "notes": "Mail [haar](mailto:truus@buurt.nl) maar."}
    assert [one.words for one in candidates(data, ALONE)] == ["truus@buurt.nl"]
    made = applied(data, Privacy(choices=(Choice("truus@buurt.nl", REMOVE),)))
    assert made["notes"].strip() == "Mail haar maar."


def test_each_place_is_told_with_what_stands_around_it() -> None:
    item = {"id": "i", "number": "4.a", "title": "Bomen", "notes": "Volgens Jan Jansen kan het."}
    data = {"items": [item], "decisions": [{"item": "i", "text": "Bel Jan Jansen"}]}
    (asked,) = candidates(data, ALONE)
    assert [(one.place, one.before, one.after) for one in asked.contexts] == [
        ("4.a Bomen", "Volgens ", " kan het."),
        ("4.a Bomen", "Bel ", ""),
    ]
